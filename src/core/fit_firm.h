// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_firm: a line of firm cells under its heading.
//
// Where tabs or bars part cells, the place of a cell in its line names its column. fit_torn and
// fit_flat ask of each line whether its cells are where they belong, and what it would be worth if
// they stood elsewhere.
#ifndef HENG_CORE_FIT_FIRM_H
#define HENG_CORE_FIT_FIRM_H

#include "base/str.h"

struct atoms;
struct heading;
struct lexicon;
struct mem;

enum { FIRM_BLANK = -1, FIRM_UNKNOWN = -2 }; // columns of the heading: no word, a word nobody knows
enum { FIRM_MOST = 40, FIRM_LEAST = 4 };     // cells of a line

struct firm {
    struct mem *scratch;
    const struct lexicon *lexicon;
    const struct heading *heading;
    const struct atoms *of_heading; // where it stands
    struct atoms *atoms;            // of the lines
    int cells;                      // of the heading
    int column[FIRM_MOST + 1];      // of each of them: enum form_column, FIRM_BLANK, FIRM_UNKNOWN
    size_t from[FIRM_MOST + 2];     // cell k of the line holds atoms from[k]..from[k + 1]
    int n;                          // its last cell with print
};

// Finds the columns of the heading, which is given as all before `cells` is. False if it has too
// few cells, or too many.
bool fit_firm_heading(struct firm *firm);
// The cells of line i..j. False if they are too many.
bool fit_firm_line(struct firm *firm, size_t i, size_t j);

bool fit_firm_is_blank(const struct firm *firm, int cell);
// The text of the cells first..last, joined.
struct str fit_firm_text(const struct firm *firm, int first, int last);
bool fit_firm_is_points(int column);
// May this text stand in the column? Only what no print would put there is refused.
bool fit_firm_may_stand(const struct firm *firm, int column, struct str text);
// What a text is worth under cell `cell` of the heading.
int fit_firm_worth(const struct firm *firm, int cell, struct str text);

#endif
