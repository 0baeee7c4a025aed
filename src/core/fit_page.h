// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_page: what pages leave between the lines of a text: their marks, and a running head.
//
// A mark says so (第 2 页, — 2 —, 2 / 9), or is a lone number between blank lines, or, between rows
// of cells, one that counts the pages. A line that stands behind every mark is a running head.
#ifndef HENG_CORE_FIT_PAGE_H
#define HENG_CORE_FIT_PAGE_H

#include "base/str.h"

struct atoms;
struct heading;
struct lexicon;
struct mem;

// Is the line i..j only a page mark?
bool fit_page_is_mark(struct mem *scratch, const struct atoms *atoms, size_t i, size_t j);
// Atoms without marks and running head (cell_break is set). NULL if there are none.
struct atoms *fit_page_without(struct mem *mem, struct mem *scratch, const struct lexicon *lexicon,
                               const struct atoms *atoms, const struct heading *headings, size_t n);

#endif
