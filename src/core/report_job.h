// SPDX-License-Identifier: AGPL-3.0-or-later
// report_job: one report at work, inside the family report*.c.
//
// Before a form is written its findings are laid where they belong: one list a row, one a funds
// line, one for the fields of the form. So each cell asks a short list, and a form of any length is
// written in one pass.
#ifndef HENG_CORE_REPORT_JOB_H
#define HENG_CORE_REPORT_JOB_H

#include "base/err.h"
#include "base/map.h"

struct cell;
struct doc;
struct doc_node;
struct finding;
struct form;
struct report_file;
struct report_input;
struct score;
struct score_dec;
struct score_step;
struct value;

// Where a finding stands when it is neither in a row nor in a funds line.
enum report_field {
    REPORT_WHOLE, // the form as a whole
    REPORT_TITLE,
    REPORT_YEAR,
    REPORT_PROJECT,
    REPORT_DEPARTMENT,
    REPORT_UNIT,
    REPORT_MONEY_UNIT,
    REPORT_GOAL_EXPECTED,
    REPORT_GOAL_ACTUAL,
    REPORT_TOTAL_WEIGHT,
    REPORT_TOTAL_SCORE,
    REPORT_GRADE,
    REPORT_FIELDS,
};

// The columns of the two tables of a form.
enum report_row_column {
    REPORT_LEVEL1,
    REPORT_LEVEL2,
    REPORT_NAME,
    REPORT_TARGET,
    REPORT_ACTUAL,
    REPORT_WEIGHT,
    REPORT_SCORE,
    REPORT_RESCORE,
    REPORT_COEFFICIENT,
    REPORT_CORE,
    REPORT_REASON,
    REPORT_ROW_COLUMNS,
};

enum report_fund_column {
    REPORT_FUND_NAME,
    REPORT_FUND_INITIAL,
    REPORT_FUND_ADJUSTED,
    REPORT_FUND_RECEIVED,
    REPORT_FUND_EXECUTED,
    REPORT_FUND_WEIGHT,
    REPORT_FUND_RATE,
    REPORT_FUND_SCORE,
    REPORT_FUND_COLUMNS,
};

enum report_part { REPORT_PART_FIELD, REPORT_PART_ROW, REPORT_PART_FUND, REPORT_PARTS };

enum {
    REPORT_SPOTS = REPORT_FIELDS + REPORT_ROW_COLUMNS + REPORT_FUND_COLUMNS, // enough for any part
    REPORT_SUPPORTS = 5,                                                     // enum cell_support
};

// Where a path of form-json leads: a field, or a column of a row or a funds line.
struct report_spot {
    enum report_part part;
    size_t at; // index of the row or line
    int column;
};

// A finding of the form at work, in the list of its row, its funds line or the form.
struct report_item {
    const struct finding *finding;
    size_t number; // in the report, from 1
    int column;    // of the row or the funds line; a field of the form
    struct report_item *next;
};

// A row that a group finding names, beside the row it stands at.
struct report_ref {
    size_t file;
    int form, row;
    const struct finding *finding;
    size_t number;
};

// How many cells of each column and field of the form at work could not be read or were inferred,
// and how its figures are supported.
struct report_certainty {
    size_t lost[REPORT_PARTS][REPORT_SPOTS], inferred[REPORT_PARTS][REPORT_SPOTS];
    size_t supports[REPORT_SUPPORTS];
};

struct report_job {
    struct mem *mem;
    struct doc *doc;
    const struct report_input *input;
    size_t *first_form; // of each file: the number of its first form in the report
    size_t n_forms;     // of the report
    size_t n_files;     // that could be opened
    bool has_scores;
    size_t *found;             // the findings, form by form
    size_t *first_found;       // of each form: the first in `found`; one more at the end
    size_t *open, *first_open; // the same of what was not evaluated
    struct map files;          // by name: a struct report_file of the input
    struct report_ref *refs;
    size_t n_refs;

    // The form at work.
    const struct report_file *file;
    size_t at_file, at; // indexes of its file, and inside it
    size_t number;      // in the report, from 1
    struct form *form;
    const struct score *score; // NULL without scores
    struct map class_weights;  // of its classes, by name: a struct cell
    struct report_item **of_row, **of_fund, **of_form;
    const struct report_ref *ref;    // the first that is not told yet
    const struct report_item **told; // of each rule: where its source is told
    struct report_certainty certainty;
};

// Numbers the forms; finds the findings of each.
void report_number(struct report_job *job);
// Lays the findings of the form at work where they stand.
void report_lay(struct report_job *job);

struct str report_say(const struct report_job *job, const char *key, const struct err_arg *args,
                      size_t n);
#define REPORT_SAY(job, key, ...)                                                                  \
    report_say(job, key, (const struct err_arg[]){__VA_ARGS__},                                    \
               LENGTH_OF(((const struct err_arg[]){__VA_ARGS__})))
struct str report_word(const struct report_job *job, const char *key);
// The label "GROUP.NAME".
struct str report_word_of(const struct report_job *job, const char *group, const char *name);
struct str report_count(const struct report_job *job, size_t n);
struct str report_text(const struct cell *cell); // empty if it has no value
struct str report_told(const struct report_job *job, const struct text2 *text);

// The figures of a score: "-" where they are not known.
struct str report_dec(const struct report_job *job, const struct score_dec *value);
struct str report_total_text(const struct report_job *job, const struct score_dec *value);
struct str report_gap(const struct report_job *job, const struct score_dec *from,
                      const struct score_dec *to);

// Anchors.
struct str report_form_anchor(const struct report_job *job, size_t number);
struct str report_funds_anchor(const struct report_job *job, size_t number);
struct str report_row_anchor(const struct report_job *job, size_t number, size_t row);
// "1.4", with the file's name where there are several.
struct str report_row_place(const struct report_job *job, size_t file, int form, int row);

// What a cell shows: its text, its mark, its support.
void report_cell(struct report_job *job, const struct cell *cell);
void report_value(struct report_job *job, const struct value *value);
bool report_is_shown(const struct cell *cell); // false for a cell that the layout does not have
bool report_has_value(const struct value *value);
int report_tone(int severity); // enum doc_tone of an enum severity
// A mark in a cell for each finding of the list that stands at this column.
void report_badges(struct report_job *job, const struct report_item *list, int column);

// A mark of the reader that is told beside its cell.
struct report_mark {
    const struct cell *cell;
    const char *name; // of the cell: a label
};

struct report_beside {
    const struct report_item *list;
    int column; // only of this one; -1: of all
    const struct report_mark *marks;
    size_t n_marks;
    size_t row;   // from 1, for what other rows say of it and for its lost points; else 0
    bool is_exec; // the lost points of the execution rate
};

enum { REPORT_MARKS_OF_ROW = 24 };
// Adds the marks of a cell or of a value to marks[*n], and counts what is known of it.
void report_mark_cell(struct report_job *job, struct report_mark *marks, size_t *n,
                      enum report_part part, int column, const struct cell *cell);
void report_mark_value(struct report_job *job, struct report_mark *marks, size_t *n, int column,
                       const struct value *value);
// What a column or a field of a part is called: a label.
const char *report_key(enum report_part part, int column);
bool report_is_beside(const struct report_job *job, const struct report_beside *beside);
// The notes, in what is open.
void report_beside(struct report_job *job, const struct report_beside *beside);

// The parts of a form.
void report_head(struct report_job *job);
void report_funds(struct report_job *job);
void report_goals(struct report_job *job);
void report_rows(struct report_job *job);
void report_foot(struct report_job *job);
void report_totals(struct report_job *job);
void report_certainty(struct report_job *job);

#endif
