// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_tile: which lines of a table in columns make one row.
//
// Rows tile the lines: each has one core line, that of its numbers, in its middle; a cell wraps
// only where its line is full; a piece that no cell begins with goes on from the line before. A
// dynamic programme over the borders between core lines finds the cheapest tiling, once without and
// once with the side to which even rows lean in this table. Lines that another tiling at hardly
// greater cost gives to another row are unsure.
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
    int y;                       // index among the lines of the table, class lines included
    int n_joined;                // fields that share a column with another
    bool is_core;                // carries the numbers of a row
    bool is_bare;                // nothing but class names
    bool has_points, has_values; // figures under weight or score, under target or actual
};

struct tile {
    struct reader *r;
    const struct atoms *atoms;
    const struct heading *heading;
    int n_columns;
    int widest[TILE_COLUMNS_MOST]; // display columns of the widest field of each column
    const struct tile_line *lines;
    const size_t *own; // the lines that are not bare, as indexes of `lines`
    size_t n;
    const size_t *cores; // the core lines, as indexes of `own`
    size_t n_cores;
};

// True if column c is one of classes, whose names belong to many rows.
bool fit_tile_is_class(const struct heading *h, int c);
// ends[k] is one past the last line (of `own`) of row k; `unsure` has a place for every line of
// `own`. There is at least one core.
void fit_tile_rows(const struct tile *tile, size_t *ends, bool *unsure);

#endif
