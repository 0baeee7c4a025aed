// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_flat: rows from whose beginning merged cells are gone.
//
// When the table of a web page becomes text, a merged cell stands in the first of its rows only and
// leaves nothing in the others: they begin with the next cell, and stand too far left by one column
// (绩效指标 beside the table), by two (the first level too) or by three. No row of such a table
// begins with a blank cell, and with the cells that are gone each is as wide as its heading, if no
// bars at its end make it so. Each is moved right by as many cells as make its own worth most under
// the heading; where another place is worth as much, they are doubtful.
#ifndef HENG_CORE_FIT_FLAT_H
#define HENG_CORE_FIT_FLAT_H

#include "base/base.h"

struct finder;
struct heading;

// Numbers the cells of the rows below these headings anew, in place, and tells finder->atoms so.
// `is_whole`: rows that go over several lines have been put together. It is asked before, for else
// short rows would be taken for parts of one, and again afterwards.
void fit_flat_tables(struct finder *f, const struct heading *headings, size_t n, bool is_whole);

#endif
