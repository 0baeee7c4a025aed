// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_tile: which lines of a table in columns make one row.
//
// Rows tile the lines. What a run of lines costs as one row (fit_tile_row) is summed over all
// tilings and all ways in which a table may set its cells (in the middle, leaning up or down, on
// top, below): the cheapest is read, and from the sums before and behind every run the least that
// any other tiling costs is known too. A cell that a tiling at hardly greater cost gives other
// lines, or to another row, is unsure.
#ifndef HENG_CORE_FIT_TILE_H
#define HENG_CORE_FIT_TILE_H

#include "base/base.h"

struct atoms;
struct heading;
struct reader;

enum { TILE_COLUMNS_MOST = 20 };

// Text between two gaps: its atoms and the display columns it covers.
struct tile_field {
    size_t i, j;
    int col, col_end;
};

// A line of the table: the field of each column.
struct tile_line {
    struct tile_field cell[TILE_COLUMNS_MOST];
    bool has[TILE_COLUMNS_MOST];
    int y;            // index among the lines of the table, class lines included
    int page;         // whose columns may stand elsewhere
    int n_joined;     // fields that share a column with another
    bool is_bare;     // nothing but class names
    bool after_blank; // a blank line or a page stands before
};

struct tile {
    struct reader *r;
    const struct atoms *atoms;
    const struct heading *heading;
    int n_columns;
    const struct tile_line *lines;
    const size_t *own; // the lines that are not bare, as indexes of `lines`
    size_t n;
};

// Lines from..to of `own`; a bit of each column whose cell is unsure.
struct tile_row {
    size_t from, to;
    uint32_t unsure;
};

// True if column c is one of classes, whose names belong to many rows.
bool fit_tile_is_class(const struct heading *h, int c);
// The rows; there is at least one line. *n of them.
struct tile_row *fit_tile_rows(const struct tile *tile, size_t *n);

#endif
