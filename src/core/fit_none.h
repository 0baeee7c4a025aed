// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_none: rows of the table that are no indicators.
//
// A line 其中 and what belongs to it, a label of the foot that no list knows, a class of the
// template for which there is no indicator. What they print stays as a note.
#ifndef HENG_CORE_FIT_NONE_H
#define HENG_CORE_FIT_NONE_H

#include "base/base.h"

struct reader;
struct row;
struct row_lines;

// What is known of the row that was added last.
struct none {
    size_t marks;                  // class marks before it
    const struct row_lines *lines; // its lines in a rebuilt grid, or NULL
    bool is_wide, is_last;         // as wide as the heading; the last of the table
};

// Takes the last row out of the form again if it is no indicator. `after_sub`: the row before was a
// line 其中 or belonged to one; kept from call to call.
bool fit_none_drop(struct reader *r, const struct row *row, const struct none *none,
                   bool *after_sub);

#endif
