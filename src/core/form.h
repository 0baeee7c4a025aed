// SPDX-License-Identifier: AGPL-3.0-or-later
// form: one self-evaluation form (项目支出绩效自评表) as it stands on paper, cell by cell.
//
// Every leaf is a `struct cell`: the text after normalisation (blanks inside numbers removed, full
// width to half width; form-json.md), what was printed, its state (self-evaluation.md §1), how well
// a number is supported (reading.md), why it carries a mark, and its place. A cell that the layout
// does not have is CELL_ABSENT; one that is expected and lost is CELL_MISSING; blank is CELL_EMPTY.
// No value is ever 0 because it is missing. The reader (core/fit) and codec/form_json make forms;
// score and check only read them.
#ifndef HENG_CORE_FORM_H
#define HENG_CORE_FORM_H

#include "base/dec.h"
#include "base/str.h"

enum cell_state {
    CELL_ABSENT,   // the layout has no such cell: no key
    CELL_READ,     // plain
    CELL_REPAIRED, // the print is damaged; the only value that damage and arithmetic allow
    CELL_INFERRED, // from position or order
    CELL_DOUBTFUL, // another reading of the damaged print is possible; may hold a value
    CELL_MISSING,  // expected, not there or not readable: no value
    CELL_EMPTY,    // there, and blank: no value
    CELL_DASH,     // a dash: no key
    CELL_STATED,   // a named person gave the value in a review file
};

enum cell_support {
    SUPPORT_NONE, // not a number
    SUPPORT_EXACT,
    SUPPORT_CHECKED,
    SUPPORT_AGREED,
    SUPPORT_ALONE,
};

struct place {
    int line, cell;    // from 1; 0 where it is not known
    uint32_t from, to; // bytes of the file
};

enum { CELL_TOKEN_BITS = 24 };

struct cell {
    struct str text;
    struct str raw;  // as printed, where it differs from text or carries a mark
    const char *why; // of a mark: a key of data/label ("why.…"), or what a reading says; or NULL
    struct place at;
    uint32_t first_token;                // of the sheet
    uint32_t n_tokens : CELL_TOKEN_BITS; // 0 where there is none
    enum cell_state state : 4;
    enum cell_support support : 4;
};

// A target or an actual: operator, number, unit; or a text (phrase, date).
struct value {
    struct cell op; // ≥ ≤ > < =
    struct cell value, unit, text;
};

struct fund {
    struct str source; // total appropriation carryover other central local received special unit
                       // other-named
    struct cell name, initial, adjusted, received, executed, weight, rate, score;
};

struct row {
    struct cell level1, level2, level3;
    struct value target, actual;
    struct cell weight, score, reason;
    struct cell rescore, coefficient, core, unit_column;
};

enum note_kind { NOTE_FOOT, NOTE_ORGANISATION, NOTE_TICK, NOTE_TASK };

// A named text beside the table: 备注, 存在问题, 改进措施, 结果应用, a footnote; an organisation of
// a transfer form, ticks, a main task.
struct note {
    struct str name, text;
    struct place at;
    enum note_kind kind;
};

struct class_weight {
    struct str name; // of a first- or second-level class, as printed without its points
    struct cell weight;
};

enum form_column {
    COLUMN_LEVEL1,
    COLUMN_LEVEL2,
    COLUMN_LEVEL3,
    COLUMN_TARGET,
    COLUMN_ACTUAL,
    COLUMN_WEIGHT,
    COLUMN_SCORE,
    COLUMN_REASON,
    COLUMN_RESCORE,
    COLUMN_COEFFICIENT,
    COLUMN_CORE,
    COLUMN_UNIT,     // of a split target: 度量单位
    COLUMN_OPERATOR, // of a split target: 指标性质
    COLUMNS,
};

struct form {
    struct cell title, year, project, department, unit, money_unit;
    struct fund *funds;
    size_t n_funds;
    struct cell goal_expected, goal_actual;
    struct row *rows;
    size_t n_rows;
    struct str packed; // or its rows as bytes (form_pack); then n_rows is 0
    size_t n_packed;
    struct cell total_weight, total_score, grade;
    bool columns[COLUMNS];        // the slots that the table has a heading for
    struct class_weight *classes; // printed in class headings: 产出指标(50分)
    size_t n_classes;
    struct note *notes; // foot notes, explanations, organisations, ticks, tasks
    size_t n_notes;
    struct str *remains; // lines of the template left without text: 指标2:, ……
    size_t n_remains;
    struct str explanation; // of the funds, or the form's common reason; empty if none
    bool is_department;     // 部门整体支出: scope department
    bool is_complete;       // §7 tail: total, grade or foot line read, or a form follows
    bool head_is_missing;   // the text begins after the form's head
};

// A file's forms.
struct reading {
    const struct sheet *sheet; // NULL if it came from JSON
    struct str file, format, sha256;
    struct form *forms;
    size_t n_forms;
};

// The short names of columns as form-json.md prints them: level1 … reason, rescore, …
const char *form_column_name(enum form_column column);
// read, repaired, inferred, doubtful, missing, empty, dash, stated; absent.
const char *form_state_name(enum cell_state state);
bool form_state_of(enum cell_state *out, struct str name);
const char *form_support_name(enum cell_support support); // "" for SUPPORT_NONE
bool form_support_of(enum cell_support *out, struct str name);

// True if the cell holds a value (which may be doubtful).
bool form_has(const struct cell *cell);
// True if the cell is CELL_MISSING or CELL_DOUBTFUL: §7 "not evaluated" or "if read right".
bool form_is_unsure(const struct cell *cell);
// The number of a cell, thousands commas aside (1,000,000.50); false if it has none (or not one
// that dec can hold).
bool form_number(struct dec *out, const struct cell *cell);
// The total line of the funds, or NULL.
const struct fund *form_total_fund(const struct form *form);

// Calls fn for every leaf cell that is not CELL_ABSENT, in the order of form-json.md, with its JSON
// pointer inside the form: "/funds/0/executed", "/indicators/3/target/value". `row` counts from 1
// and is 0 for cells outside the rows.
typedef void (*form_visit)(void *context, struct str path, int row, struct cell *cell);
void form_each_cell(struct mem *mem, struct form *form, form_visit fn, void *context);
// The same cells without their paths; `is_number`: the slot holds a figure.
typedef void (*form_leaf)(void *context, struct cell *cell, bool is_number);
void form_each_leaf(struct form *form, form_leaf fn, void *context);
// Puts the rows as bytes into `mem`, which is not `scratch`; their texts stay where they are. The
// form with its rows again.
void form_pack(struct mem *mem, struct mem *scratch, struct form *form);
struct form form_unpack(struct mem *mem, const struct form *form);
// Moves into `mem` what the form has in the arenas `a` and `b`, which are about to be emptied: its
// texts; its arrays.
void form_keep_texts(struct mem *mem, struct form *form, const struct mem *a, const struct mem *b);
void form_keep_arrays(struct mem *mem, struct form *form, const struct mem *a, const struct mem *b);

// A JSON pointer inside form number `n` as a person writes it: "1.4.actual.value",
// "1.funds.total.rate", "1.total.score", "1.project".
struct str form_address(struct mem *mem, const struct form *form, size_t n, struct str path);

#endif
