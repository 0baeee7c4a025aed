// SPDX-License-Identifier: AGPL-3.0-or-later
// act_form_report: the report of a call as a page (core/report, codec/html), the same for every
// face.
#ifndef HENG_ACT_ACT_FORM_REPORT_H
#define HENG_ACT_ACT_FORM_REPORT_H

#include "base/buf.h"

struct act_form;
struct act_form_choice;
struct act_form_files;
struct findings;

// The forms of all files with what is to be said of them. `findings` NULL: no audit was asked for;
// `choice` NULL: no rules were chosen. Scores stand there if the files have them.
void act_form_report(struct mem *mem, const struct act_form *act, struct buf *out,
                     const struct act_form_files *files, const struct findings *findings,
                     const struct act_form_choice *choice);

#endif
