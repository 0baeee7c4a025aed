// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_column: which heading the text of a line in columns stands under.
//
// A field (text between gaps) belongs to the column whose heading is nearest by left edge, middle
// or right edge, or to the stripe that no line crosses where there are as many stripes as headings;
// what it says counts too, for columns move. Full cells one blank apart are told apart by what they
// say and by where the fields of the column begin on other lines.
#ifndef HENG_CORE_FIT_COLUMN_H
#define HENG_CORE_FIT_COLUMN_H

#include "base/base.h"

struct atoms;
struct content;
struct heading;
struct reader;
struct tile_field;
struct tile_line;

enum { COLUMN_WIDTH_MOST = 1024, COLUMN_LEFT_MOST = 20, COLUMN_FAR = 200 };

// The columns of one page.
struct columns {
    struct reader *reader;
    const struct atoms *atoms;
    const struct heading *h;
    int n_columns;
    int stripe[COLUMN_WIDTH_MOST]; // column + 1 of a display column, where stripes decide; else 0
    int left[COLUMN_LEFT_MOST]; // display column at which most fields of a column begin; -1: none
};

// Looks at the lines i..end of a page, before any of them is read.
void fit_column_find(struct columns *columns, size_t i, size_t end);
// Do words of the heading stand one blank apart? Then where they stand tells their order only.
bool fit_column_is_close(const struct columns *columns);
// The columns of a page without heading, or with a close one, from its lines i..end: where the
// fields stand that go to them by what they say and by the columns of the page before.
void fit_column_move(struct columns *columns, size_t i, size_t end);
// Fields of line i..j into a table line. What stands left of the table (a label turned on its side)
// is none.
void fit_column_read(const struct columns *columns, size_t i, size_t j, struct tile_line *line);
// How far a field is from the heading of column c, in display columns; COLUMN_FAR if it stands in
// the stripe of another.
int fit_column_distance(const struct columns *columns, const struct tile_field *field, int c);
int fit_column_nearest(const struct columns *columns, const struct tile_field *field);
// What a field says.
struct content fit_column_content(const struct columns *columns, const struct tile_field *field);

// A line of a lone whole number that stands under no points: the number of the page.
bool fit_column_is_page_number(const struct columns *columns, const struct tile_line *line);

#endif
