// SPDX-License-Identifier: AGPL-3.0-or-later
// form_json_about: the lists of a form that say what is special about single cells: marks, support,
// dashes, and raw (what was printed where it differs and no mark says it).
#ifndef HENG_CODEC_FORM_JSON_ABOUT_H
#define HENG_CODEC_FORM_JSON_ABOUT_H

#include "base/base.h"

struct form;
struct json;
struct mem;

void form_json_about(struct mem *mem, struct json *json, struct form *form);

#endif
