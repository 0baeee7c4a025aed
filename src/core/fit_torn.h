// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_torn: rows of firm cells in which one cell was torn in two.
//
// A tab or a bar inside a name, a class or a figure moves all that follows by one column. Where a
// row does not fit its heading as it stands (print beyond the last column, words in a column of
// points, a figure among the reasons, a number that ends with its point), two neighbours are put
// together so that every cell has the content of its column. The pair whose row is worth most is
// taken; where another is worth as much, all cells between the two are doubtful. A row that fits
// is never touched. What stands under a heading that nobody knows (评分标准) is none of the cells
// of its row.
#ifndef HENG_CORE_FIT_TORN_H
#define HENG_CORE_FIT_TORN_H

struct atoms;
struct reader;

// Mends the lines of a table under r->heading, in place.
void fit_torn_rows(struct reader *r, struct atoms *atoms);

#endif
