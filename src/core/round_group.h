// SPDX-License-Identifier: AGPL-3.0-or-later
// round_group: which forms of a file follow one rounding convention; inside the family round*.c.
#ifndef HENG_CORE_ROUND_GROUP_H
#define HENG_CORE_ROUND_GROUP_H

#include "base/base.h"

struct form;
struct mem;
struct rounding;

#define ROUND_END SIZE_MAX // no further form in a group

// Fills groups (first_form), group_of, next_form and first_line of `out`, whose arrays have room
// for n forms and one more.
void round_group_make(struct mem *mem, struct rounding *out, const struct form *forms, size_t n);

#endif
