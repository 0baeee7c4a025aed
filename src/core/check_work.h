// SPDX-License-Identifier: AGPL-3.0-or-later
// check_work: an audit at work: what the rules of the family check_*.c share.
//
// Every form and row is looked at once before the rules run: its reason, its classes, its name
// without punctuation. A rule asks for the cells that it rests on (check_ask): a cell that is not
// there writes down why the rule is not evaluated, a doubtful one is remembered, and the finding is
// then at most a warning. A finding is built with check_begin, check_arg, check_end.
#ifndef HENG_CORE_CHECK_WORK_H
#define HENG_CORE_CHECK_WORK_H

#include "base/dec.h"
#include "base/err.h"
#include "base/str.h"

struct cell;
struct check_file;
struct check_input;
struct finding;
struct finding_row;
struct findings;
struct form;
struct fund;
struct mem;
struct profile;
struct row;
struct rule;
struct score;
struct score_row;
struct value;
struct words;

// What stands in a reason cell.
enum check_reason {
    REASON_EMPTY, // blank, a dash, 无 …
    REASON_FILLED,
    REASON_TORN, // filled, but not all of its words can be read
    REASON_LOST, // expected and not readable
    REASON_NO_COLUMN,
};

enum check_level1 {
    LEVEL1_NONE,
    LEVEL1_UNKNOWN,
    LEVEL1_OUTPUT,
    LEVEL1_COST,
    LEVEL1_BENEFIT,
    LEVEL1_SATISFACTION
};
enum check_level2 {
    LEVEL2_NONE, // not printed or not readable
    LEVEL2_UNKNOWN,
    LEVEL2_QUANTITY,
    LEVEL2_QUALITY,
    LEVEL2_TIMELINESS,
    LEVEL2_COST,
    LEVEL2_BENEFIT,
    LEVEL2_SATISFACTION,
    LEVELS2,
};

// The kinds of cell that a rule may ask for; their words are the labels rule.cell.NAME.
enum check_cell {
    ASK_TARGET,
    ASK_ACTUAL,
    ASK_WEIGHT,
    ASK_SCORE,
    ASK_REASON,
    ASK_RESCORE,
    ASK_LEVEL1,
    ASK_LEVEL2,
    ASK_NAME,
    ASK_INITIAL,
    ASK_ADJUSTED,
    ASK_EXECUTED,
    ASK_RATE,
    ASK_EXEC_SCORE,
    ASK_TOTAL,
    ASK_GRADE,
    ASK_YEAR,
    ASK_UNIT,
    ASK_PROJECT,
    ASK_MONEY_UNIT,
    ASK_GOAL_EXPECTED,
    ASK_GOAL_ACTUAL,
    ASKS,
};

enum check_explained { EXPLAINED_NO, EXPLAINED_YES, EXPLAINED_IN_DOUBT, EXPLAINED_NO_COLUMN };

struct check_row {
    const struct row *row;
    const struct score_row *score;
    int number; // from 1
    enum check_reason reason;
    const struct cell *reason_cell; // its own, or that of the group's first row
    enum check_level1 level1;
    enum check_level2 level2;
    struct str name; // without blanks and punctuation
};

struct check_form {
    const struct check_file *file;
    size_t file_index; // in the input
    struct str file_name;
    const struct form *form;
    const struct score *score;
    size_t index; // in its file
    int number;   // index + 1
    struct check_row *rows;
    size_t n_rows;
    const struct fund *total; // NULL: no total line
    size_t total_index;
    bool has_common_reason;
    struct str common_reason;
    enum check_explained explained;
    size_t sisters;       // number of its set of sister forms, from 1; 0: none
    uint32_t told_absent; // bit per enum check_cell: this rule has said it on this form
};

struct check {
    struct mem *mem;
    const struct check_input *input;
    const struct words *words;
    const struct profile *profile;
    struct check_form *forms; // in order of file name and form
    size_t n_forms;
    struct findings *out;
    size_t cap, open_cap;
    const struct rule *rule; // at work
};

enum { CHECK_ARGS = 12 };

struct check_say {
    struct check *check;
    struct check_form *form;
    const struct check_row *row; // NULL: the form as a whole
    int severity;                // enum severity
    bool is_doubtful;
    const char *message; // name below rule.ID: "message" unless the rule has several
    const struct cell *cell;
    struct str path;
    struct str printed, expected;
    struct err_arg args[2][CHECK_ARGS]; // by enum lang
    size_t n;
    struct finding_row *rows;
    size_t n_rows;
};

// Looks at all forms once (check_look.c).
void check_look(struct check *check);

// True if the cell holds a value; then *doubt is set if it is doubtful. Else says why the rule is
// not evaluated, on this row (NULL: on the form): once a form where the layout has no such column;
// not at all for a dash, or a cell that a single row lacks.
bool check_ask(struct check *check, struct check_form *form, const struct check_row *row,
               const struct cell *cell, enum check_cell which, bool *doubt);
// The same for a target or an actual: a number or a text.
bool check_ask_value(struct check *check, struct check_form *form, const struct check_row *row,
                     enum check_cell which, bool *doubt);
// The weight in force (a profile may supply it) and the printed score of a row.
bool check_ask_scored(struct check *check, struct check_form *form, const struct check_row *row,
                      bool *doubt);
// True if target and actual are numbers in comparable units. Says "units differ" and what is lost.
bool check_ask_numeric(struct check *check, struct check_form *form, const struct check_row *row,
                       bool *doubt);
// Writes down that the rule is not evaluated: rule.why.GROUND, with {cell} if `which` < ASKS.
void check_open(struct check *check, const struct check_form *form, const struct check_row *row,
                const char *ground, enum check_cell which);

struct check_say check_begin(struct check *check, struct check_form *form,
                             const struct check_row *row, int severity);
void check_arg(struct check_say *say, const char *name, struct str value);
void check_arg_int(struct check_say *say, const char *name, int64_t value);
void check_arg_dec(struct check_say *say, const char *name, struct dec value);
// A word that differs by language: the label `key`.
void check_arg_label(struct check_say *say, const char *name, const char *key);
// Where it stands: a cell of the row, of a fund, or of the form by its whole path.
void check_at_row(struct check_say *say, const struct cell *cell, const char *slot);
void check_at_fund(struct check_say *say, size_t fund, const struct cell *cell, const char *slot);
void check_at(struct check_say *say, const struct cell *cell, const char *path);
void check_end(struct check_say *say);

// Both texts, one behind the other.
struct str check_join(struct mem *mem, struct str a, struct str b);
// A key of two cells' texts, both plain.
struct str check_pair(struct mem *mem, const struct cell *a, const struct cell *b);
// A ratio as a percentage, rounded as the form rounds its rate.
struct str check_percent(struct check *check, const struct check_form *form, struct ratio ratio);
// A percentage that is no rate, cut to two decimals.
struct str check_cut(struct check *check, struct ratio percent);
// Without blanks and punctuation, for comparing names, reasons and goals.
struct str check_plain(struct mem *mem, struct str text);
// The text of a value as it stands: operator, number, unit; or its text.
struct str check_value_text(struct mem *mem, const struct value *value);

#endif
