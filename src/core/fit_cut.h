// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_cut: where forms begin and end, and the anchors inside them.
//
// Headings of the indicator table are found first: what stands between their words tells what
// separates cells in this file (calibration). Every table belongs to one form; a form begins at its
// project label, title or year line, and a heading that only repeats after a page break begins
// none. Then every label inside a form is marked.
#ifndef HENG_CORE_FIT_CUT_H
#define HENG_CORE_FIT_CUT_H

#include "base/str.h"

struct atoms;
struct lexicon;
struct mem;
struct word;

struct span {
    size_t i, j; // atoms i..j, j excluded
};

// One word of a heading.
struct heading_word {
    int column; // enum form_column / TABLE_TARGET2, or enum funds_column
    size_t i, j;
    int line, cell, col, col_end;
};

struct heading {
    struct heading_word *at;
    size_t n;
    size_t i, j;   // atoms from the first word to the end of the last
    size_t top;    // where the page of a repeated heading begins: its lines that repeat the head's
    int cells;     // cells of its line; 0 if it has two lines that are not alike
    int gap_break; // enum sheet_break: what stands between its words
};

struct anchor {
    int kind; // enum word_kind
    const struct word *word;
    size_t i, j;
};

// A form's part of the atoms.
struct cut {
    struct atoms *atoms;
    size_t i, j;
    struct heading *headings; // the first is the table's, the others repeat it
    size_t n_headings;
    struct heading funds;   // n 0 if there is none
    struct heading values;  // of values printed before the names; n 0 as a rule
    struct span names;      // lines of names printed before the heading; empty as a rule
    struct anchor *anchors; // of i..j, in order, not overlapping
    size_t n_anchors;
};

// Cuts atoms into forms. *n is 0 if no table is found.
struct cut *fit_cut(struct mem *mem, struct mem *scratch, const struct lexicon *lexicon,
                    struct atoms *atoms, size_t *n);
// The first anchor of this kind at or after atom `from` and before `to`; NULL if there is none.
const struct anchor *fit_cut_find(const struct cut *cut, int kind, size_t from, size_t to);
// The anchor that begins at atom i, or NULL.
const struct anchor *fit_cut_at(const struct cut *cut, size_t i);
// The atom after i that begins another line (or `end`).
size_t fit_cut_line_end(const struct atoms *atoms, size_t i, size_t end);
// The atom that begins the line of atom i (or `begin`, if that comes later). Is that atom i itself?
size_t fit_cut_line_begin(const struct atoms *atoms, size_t i, size_t begin);
bool fit_cut_begins_line(const struct atoms *atoms, size_t i);
// The atom at which the table of values or of indicators begins: that of its heading, or a short
// word of its own before it in the same line (绩效指标 of a merged cell).
size_t fit_cut_table(const struct cut *cut);
// A year in brackets or before 年度: 2023 of (2023年度); 0 if the text is none.
int fit_cut_year(struct str text);

#endif
