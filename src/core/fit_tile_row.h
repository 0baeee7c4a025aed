// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_tile_row: what it costs that a run of lines of a table in columns is one row.
//
// A row has one name and one line of figures. Its cells stand in the middle of its lines, or all on
// top, or all below; a cell wraps only where what follows did not fit its line any more; it begins
// and ends as a text does, with its brackets closed; two whole values are not one cell.
#ifndef HENG_CORE_FIT_TILE_ROW_H
#define HENG_CORE_FIT_TILE_ROW_H

#include "base/base.h"

struct tile;
struct tile_piece;

// Where the cells of a row stand in it, as a whole table prints them: in the middle of its lines,
// half a line above it or below where they must (or between two lines, on lines of their own), on
// top, below.
enum tile_align { ALIGN_EXACT, ALIGN_UP, ALIGN_DOWN, ALIGN_TOP, ALIGN_BOTTOM, ALIGNS };

enum { TILE_LINES_MOST = 40 }; // of a row

// What is known of the table before its rows are.
struct tile_table {
    const struct tile *tile;
    const struct tile_piece *pieces; // [line * n_columns + column]
    int name;                        // the column of names; -1: none
    uint32_t values, points;         // bits of the columns in which every row has something
};

struct tile_costs {
    int of[ALIGNS][TILE_LINES_MOST];
    size_t n; // runs of 1..n lines may be a row
};

struct tile_table fit_tile_row_table(const struct tile *tile);
// What the lines from..from + k + 1 cost as one row, for every k.
void fit_tile_row_costs(const struct tile_table *table, size_t from, struct tile_costs *out);

#endif
