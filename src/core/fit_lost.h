// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_lost: cells of a heading that spell no word.
//
// Such a cell is a column all the same. Where most of a word is left and it stands where that word
// would, it is the word's column; else nothing is known of it but that its figures are its own.
#ifndef HENG_CORE_FIT_LOST_H
#define HENG_CORE_FIT_LOST_H

#include "base/str.h"

struct finder;
struct heading;

// The column of the cell at atom i, which no word is near, between the last word of the heading and
// one that stands; -1 if it is none.
int fit_lost_column(struct finder *f, const struct heading *heading, int kind, size_t i,
                    size_t end);
// The column of the cell of a table's heading at atom i that no word explains, and its end: the
// reason where most of that word is left, else TABLE_UNKNOWN. -1 if it is none.
int fit_lost_cell(struct finder *f, const struct heading *heading, size_t i, size_t end, size_t *j);
// Is most of a word of this column left in the text? May the text be a word at all? Is the cell
// i..j the end of the heading's last word, torn off and misread (全年执行 | 宁数)?
bool fit_lost_is_like(struct finder *f, int kind, int column, struct str text);
bool fit_lost_may_be(struct str text);
bool fit_lost_is_torn_end(struct finder *f, const struct heading *heading, int kind, size_t i,
                          size_t j);

#endif
