// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_tight: a row with nothing between its cells, taken apart where only one way is possible.
//
// 产出指标数量指标补播面积≥30亩31亩6.006.00: the classes are known words, target and actual are
// numbers with their units, the points have as many decimals as those of the other rows, and what
// is left over is the name before and the reason behind. The order of the columns is the heading's.
// A row that comes apart in two ways is left as it is.
#ifndef HENG_CORE_FIT_TIGHT_H
#define HENG_CORE_FIT_TIGHT_H

#include "base/base.h"

struct atoms;
struct lexicon;
struct reader;

// How many decimals the points of rows without separators have, in atoms i..j; 0 if there are none.
int fit_tight_decimals(const struct lexicon *lexicon, const struct atoms *atoms, size_t i,
                       size_t j);
// Appends the cells of the row whose atoms begin at i to `out`. How many atoms it took; 0 if they
// are none or do not come apart.
size_t fit_tight_cut(struct reader *r, const struct atoms *atoms, size_t i, size_t end,
                     int decimals, struct atoms *out);

#endif
