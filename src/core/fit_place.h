// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_place: which column of the heading each figure of a line of money stands in.
//
// Where the line is as wide as the heading, a figure belongs to the column it stands under, so that
// a digit torn into the next cell is seen. Where merged cells left the heading with more or fewer
// cells before its columns than the lines have, figures count from the label of their line. In
// columns of blanks a figure belongs to the nearest heading; else the order decides, and only if
// the counts agree.
#ifndef HENG_CORE_FIT_PLACE_H
#define HENG_CORE_FIT_PLACE_H

#include "base/str.h"

struct atoms;
struct heading;
struct reader;

enum { FIT_PLACE_FIGURES_MOST = 24, FIT_PLACE_COLUMNS_MOST = 16 }; // of one line, of one heading

// A source of money and the atoms of its figures.
struct money_line {
    struct str source;
    size_t label_i, label_j, i, j;
};

// One printed cell of a line.
struct figure {
    size_t i, j;
    int column; // index into the heading, or -1
};

// How the figures of a table of cells stand to its heading.
enum place_manner {
    PLACE_UNDER,   // each in the cell of its column
    PLACE_BY_RANK, // counted from the label of its line
    PLACE_UNCLEAR, // by order, if all are there
};

struct placed;
struct places {
    const struct reader *r;
    const struct atoms *atoms;
    const struct heading *h;
    enum place_manner manner;
    int last_rank;       // by rank: the last column that the fullest line fills
    bool has_per_cent;   // and whether its rate is printed with a sign
    struct placed *full; // off a page: the line with a figure in every column, or NULL
};

// The figures of one line.
struct placed {
    struct figure at[FIT_PLACE_FIGURES_MOST];
    size_t n;
    bool is_known;   // false: which figure belongs to which column cannot be told
    bool has_blanks; // a column without a figure is an empty cell of this line
    int lost;        // from this column on it cannot be told
};

// Finds the manner of the table from its fullest line.
void fit_place_manner(struct places *places, const struct money_line *lines, size_t n);
void fit_place_line(const struct places *places, const struct money_line *line, struct placed *out);

#endif
