// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_start: where the head of a form begins, between the table before and its own.
//
// At the label of its project, moved back over title, year and unit of money; a title after a total
// line stands for a label that is lost.
#ifndef HENG_CORE_FIT_START_H
#define HENG_CORE_FIT_START_H

#include "base/base.h"

struct finder;

// SIZE_MAX: the heading at atom `heading` only repeats. `after` is the end of the table before.
size_t fit_start_form(struct finder *f, size_t after, size_t heading);
// Where a head may begin whose project label is still broken over lines: at a title, a year or the
// first half of the label. SIZE_MAX: nowhere.
size_t fit_start_broken(struct finder *f, size_t after, size_t heading);
// Does the total line of a table begin at atom i?
bool fit_start_is_total(struct finder *f, size_t i, size_t end);

#endif
