// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_unwrap: tables whose cells hold line ends that nothing quotes.
//
// Text copied from a table has a tab between cells and a line end after a row, but also a line end
// wherever a cell had one. How many cells a row has is known from the heading: lines are put
// together until their tabs make up one row. Lines without any tab after a row go on with its last
// cell. Where the sum does not come out, lines stay as they are; so do the total, labels of the
// foot, page marks, titles and lines of the template. In a table whose rows are lines, single cells
// may hold a line end as well.
#ifndef HENG_CORE_FIT_UNWRAP_H
#define HENG_CORE_FIT_UNWRAP_H

#include "base/base.h"

struct atoms;
struct lexicon;
struct mem;

// Makes lines i..j one line of `cells` cells.
void fit_unwrap_join(struct atoms *atoms, size_t i, size_t j, int cells);
// Joins the lines of rows from atom i to j, in place; a row has `cells` cells.
void fit_unwrap(struct mem *scratch, const struct lexicon *lexicon, struct atoms *atoms, size_t i,
                size_t j, int cells);

// Joins lines i..j whose break stands inside one cell, in place: the first line ends in print, the
// second begins with it, both have no more than `cells` cells together, and the pieces are a known
// word, or the second is none and the first is open. `in_rows`: of the table, else above it.
void fit_unwrap_cells(struct mem *scratch, const struct lexicon *lexicon, struct atoms *atoms,
                      size_t i, size_t j, int cells, bool in_rows);

#endif
