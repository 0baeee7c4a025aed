// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_reader: what the parts of the reader share while they read one form.
//
// Order of the parts: fit_head fills head, funds, goals and foot; a source part (fit_layout,
// fit_copies, fit_order, or none for plain text) gives atoms whose order is the order of cells;
// fit_decode says which atoms make which cell; fit_rows makes rows; fit_class places merged
// classes; fit_repair mends visible damage and finds what every number is supported by.
#ifndef HENG_CORE_FIT_READER_H
#define HENG_CORE_FIT_READER_H

#include "base/map.h"
#include "base/str.h"

struct anchor;
struct atoms;
struct cell;
struct cut;
struct decoded;
struct form;
struct heading;
struct lexicon;
struct mem;
struct sheet;

// A class name as printed, with its place among the rows: twice the line of its middle.
struct class_mark {
    struct str text;   // the class, without its points
    struct cell *cell; // as read
    int level;         // 1 or 2
    int row;           // index of the row on whose line it stands
    int twice_y;
    int top; // its first line, in a rebuilt grid
    bool is_known;
};

// Lines that a row covers: top..bottom, in the units of class_mark.twice_y / 2.
struct row_lines {
    int top, bottom;
    bool after_gap; // a blank line or a page stands before
};

struct reader {
    struct mem *mem, *scratch;
    struct mem *window; // of the atoms
    const struct lexicon *lexicon;
    const struct sheet *sheet;
    const struct cut *cut;
    struct form *form;
    const struct heading *heading; // of the rows; a rebuilt grid numbers its cells from 1
    struct atoms *clean;           // of fit_clean_rows; NULL before
    size_t rows_i, rows_j;         // atoms of the rows: after the heading, before total and foot
    struct class_mark *marks;
    size_t n_marks, cap_marks;
    struct row_lines *lines; // of each row
    struct row_lines *tiles; // of each row of a rebuilt grid
    size_t cap_notes, cap_remains, cap_classes;
    struct map seen_classes;              // with their points
    struct cell *head_total, *head_grade; // the result, where the head has it; else NULL
    bool is_cut_off;                      // the text ends inside the table
    bool is_tight; // cells with nothing between them: a class may stand inside another cell
    bool in_parts, has_more; // a table in parts; another part follows
    bool values_lost;        // names and values printed apart do not match: no value is taken
};

// True if atom i begins a line; if the form stands in one line; the words of a label.
bool fit_reader_begins_line(const struct reader *r, size_t i);
bool fit_reader_in_one_line(const struct reader *r);
struct str fit_reader_label(const struct reader *r, const struct anchor *label);
// Appends to the form: a note that begins at atom `at`, a line of the template, points of a class.
void fit_reader_note(struct reader *r, int kind, struct str name, struct str text, size_t at);
void fit_reader_remains(struct reader *r, struct str line);
void fit_reader_class(struct reader *r, struct str name, struct cell weight);
// A class name on the line `twice_y` / 2 (of row `row`, where that is known); its points go to the
// form's classes.
void fit_reader_mark(struct reader *r, struct cell cell, int level, int row, int twice_y);

// Head, funds and goals; then the foot, which sets rows_i and rows_j.
void fit_head_read(struct reader *r);
void fit_goal_read(struct reader *r, size_t end);
void fit_foot_read(struct reader *r);
// The figures of the total line i..j.
void fit_foot_total(struct reader *r, size_t i, size_t j);
// Funds lines (called by fit_head_read).
void fit_funds_read(struct reader *r);
// Atoms of the rows without page marks, repeated headings, template remains; classes torn over
// lines are joined. The remains go to the form.
struct atoms *fit_clean_rows(struct reader *r);
// Rows from segments.
void fit_rows_build(struct reader *r, const struct atoms *atoms, const struct decoded *decoded);
// A table of cells so long that it is read in parts: from the cleaned atoms to rows with their
// classes.
bool fit_part_is_due(const struct reader *r);
void fit_part_rows(struct reader *r);
// First- and second-level classes of every row.
void fit_class_place(struct reader *r);
// Lines on the management of money, as rows before the others.
void fit_management_rows(struct reader *r);
// Text in columns with wrapped cells: atoms as a grid, classes to r->marks. NULL if it is none.
struct atoms *fit_layout_grid(struct reader *r);
// Copies of one table that grow: atoms of the longest as a grid. NULL if it is none.
struct atoms *fit_copies_grid(struct reader *r);
// Values first, names later: atoms as a grid. NULL if it is none.
struct atoms *fit_order_grid(struct reader *r);
// Damage that an equation mends, what stays doubtful, and the support of every number.
void fit_repair_form(struct reader *r);
void fit_support_form(struct reader *r);
// Doubts the figure that ends a file without a line end, as it may be cut there.
void fit_support_end(struct reader *r);
// Operators of targets that damaged print lost (called by fit_repair_form).
void fit_operator_lost(struct reader *r);
// The unit of money that the form's own rows tell, where none is printed.
void fit_sisters_unit(struct form *form);
// What one form may take from the others of its file.
void fit_sisters(struct mem *scratch, struct form *forms, size_t n);

#endif
