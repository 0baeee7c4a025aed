// SPDX-License-Identifier: AGPL-3.0-or-later
// score: what a form is worth under a profile, and why (self-evaluation.md §3 to §5).
//
// Everything is computed exactly and rounded once. For each row: is its target met, what does §4
// give (before and after overshoot), what counts in the strict total, how many points are lost,
// by which clause, in which steps. For the form: printed sums, the strict total and grade, and the
// figures that the rules on sums and funds need, so that core/check does no arithmetic of its own.
// What cannot be computed is not known (is_known false), never 0. Nothing here is a finding.
//
// The code is a family: score.c (the form), score_row.c (one row), score_funds.c, score_at.c
// (places as a person writes them), score_whatif.c, score_why.c.
#ifndef HENG_CORE_SCORE_H
#define HENG_CORE_SCORE_H

#include "base/dec.h"
#include "base/err.h"

struct cell;
struct form;
struct profile;
struct rounding;
struct round_line;
struct words;

enum { SCORE_STEPS = 6 }; // unit, operator, comparison, overshoot, rounding, and one to spare

struct score_dec {
    bool is_known;
    struct dec dec;
};

struct score_ratio {
    bool is_known;
    struct ratio ratio;
};

enum score_kind {
    SCORE_NUMERIC,     // the target is a number
    SCORE_QUALITATIVE, // the target is text and the actual a phrase of the ladder (§4.2)
    SCORE_OTHER,       // dates, management lines, texts without phrase
};

enum score_met { SCORE_MET_UNKNOWN, SCORE_MET_YES, SCORE_MET_NO };
enum score_op { SCORE_OP_NONE, SCORE_OP_GE, SCORE_OP_GT, SCORE_OP_LE, SCORE_OP_LT, SCORE_OP_EQ };
enum score_phrase { SCORE_PHRASE_NONE, SCORE_REACHED, SCORE_PARTLY, SCORE_MISSED };

// How the strict value of a row came about.
enum score_strict {
    SCORE_STRICT_NONE,     // neither computed nor printed: no strict total
    SCORE_STRICT_COMPUTED, // numeric, by §4 and §4.1
    SCORE_STRICT_PRINTED,
    SCORE_STRICT_BAND,     // qualitative, moved to the nearest end of its band
    SCORE_STRICT_FOLLOWER, // follows a merged score: counts with its first row
};

// Where a row's weight comes from.
enum score_weight { SCORE_WEIGHT_NONE, SCORE_WEIGHT_PRINTED, SCORE_WEIGHT_PROFILE };

// One line of arithmetic: a key of data/label ("score.step.…") with its figures.
struct score_step {
    const char *key;
    struct err_arg args[ERR_ARGS];
    size_t n;
};

struct score_row {
    enum score_kind kind;
    enum score_met met;
    enum score_op op;   // in force
    bool op_is_assumed; // no operator printed and a != t: H10, H11, H17 are at most W
    enum score_phrase phrase;
    bool is_cost; // by its second-level class (else its first)

    bool has_numbers;  // target and actual are both numbers
    bool unit_differs; // both units printed, not equal and not convertible: H27, not computed
    bool unit_is_converted;
    struct dec target, actual; // as printed
    struct ratio target_exact; // in the unit of the target
    struct ratio actual_exact; // converted into the unit of the target

    enum score_weight weight_from;
    struct score_ratio weight_exact; // in force
    struct score_dec weight;         // in force, to show (a supplied weight is cut to 2 decimals)
    struct score_dec printed;        // the printed score
    bool is_scored;                  // weight in force and printed score both known
    struct score_ratio share;        // printed / weight

    bool is_group;            // the first row of a merged weight or score
    bool is_follower;         // its weight and score stand on row `group`
    bool is_outside;          // a management line without points: in no sum of points
    size_t group, n_group;    // first row's index, rows of the group (1 alone)
    enum score_met group_met; // yes if all are met, no if one is not (a row alone: its met)

    struct score_ratio exact;          // §4, before overshoot
    struct score_dec base;             // rounded
    struct score_ratio over_exact;     // §4 and §4.1
    struct score_dec value;            // rounded: what H10 and H11 expect
    bool is_below;                     // H10: met and printed < value
    bool is_unequal;                   // H11: unmet and printed fits no rounding in question
    bool is_above_weight, is_negative; // H08
    bool is_lost;                      // printed < weight
    bool is_over;                      // ≥ row with overshoot >= over_pct
    bool is_full;                      // printed >= weight
    struct score_ratio overshoot;      // %, (a - t)/t x 100 of a met ≥ row with t > 0
    struct score_ratio slack;          // %, (t - a)/t x 100 of a met ≤ row with t > 0
    bool is_slack;                     // slack >= slack_warn
    bool is_outside_band;              // H14
    struct dec band_from, band_to;     // of its phrase, share %; `to` is open for partly and missed
    bool is_heavy;                     // H30: weight > row_weight_max
    struct score_dec rescore_gap;      // |re-score - score|
    bool is_rescored_far;              // H43

    // A coarser rounding that would explain an unequal score (H11).
    bool has_coarser;
    enum round_mode coarser_mode;
    int coarser_digits;

    enum score_strict strict_from;
    struct score_dec strict, lost; // lost: weight - strict, the points that the clause costs
    const char *clause;            // key of data/label "score.clause.…": the rule that gave it
    struct score_step steps[SCORE_STEPS];
    size_t n_steps;

    bool rests_on_doubt; // target, actual, operator, unit or weight is doubtful
    bool score_is_doubtful;
    bool score_is_missing; // expected and not readable (a blank is not missing)
};

enum { SCORE_INITIAL, SCORE_ADJUSTED, SCORE_EXECUTED, SCORE_AMOUNTS };

// H04, for one column of the funds.
struct score_column {
    bool is_evaluated; // total line and parts are there, none missing
    bool is_equal;
    bool is_display; // differs by at most one unit of the coarsest last place x lines added: I
    bool rests_on_doubt;
    struct dec total, sum;
    size_t n_parts;
};

struct score_funds {
    bool has_total_line;
    size_t total; // index of the total line
    struct score_dec initial, adjusted, executed;
    struct score_column columns[SCORE_AMOUNTS];
    struct score_ratio quotient; // base of the rate by the profile; not known if a zero divides
    struct score_ratio rate;     // quotient, else the printed rate; 1 = 100 %
    struct score_ratio rate_capped;
    struct score_dec rate_printed; // as printed, in the scale of the file
    bool rate_is_printed;          // the amounts are not there: the printed rate serves
    bool is_overspent;             // H05: executed > adjusted
    bool is_adjusted_zero;         // H23: adjusted = 0
    bool is_zero_with_parts;       // the total line is 0 while a part is not: H04 only
    struct score_ratio unspent;    // H23: (adjusted - executed)/adjusted, 1 = 100 %
    bool is_unspent_far;           // > unspent_warn
    bool is_adjusted_changed;      // H37: adjusted != initial, both known
    bool is_rate_low;              // H21: rate < exec_explain_below
};

struct score_cap {
    bool is_evaluated; // a total and a rate are known, and there are caps
    bool would_be;     // the caps are those of profile->caps_shown_of
    bool is_capped;    // H24: the printed total (else the sum) is over the cap
    struct dec cap, total;
    struct str grade_before, grade_after;
};

struct score {
    size_t form; // index in the file
    struct score_row *rows;
    size_t n_rows;
    struct score_funds funds;

    // Rounding in force for this form.
    enum round_mode rate_mode, exec_mode, row_mode;
    int rate_digits, exec_digits, row_digits;
    bool rate_is_fraction;
    bool rounding_is_open; // the file leaves it undecided

    struct score_dec exec_weight; // printed, else the profile's
    bool exec_weight_is_printed;
    bool has_exec; // points of the execution rate exist outside the rows
    struct score_dec exec_printed;
    struct score_ratio exec_exact;
    struct score_dec exec_strict;
    struct score_step exec_steps[SCORE_STEPS];
    size_t n_exec_steps;

    struct score_dec rows_printed;  // sum of printed row scores; not known if one is missing
    struct score_dec known_rows;    // sum of those that are there
    struct score_dec known_weights; // weights of the rows that are scored
    size_t n_scored, n_unscored;    // followers and management lines aside
    // Of what is known, also where the end is missing: 71.00 of 75 known points.
    struct score_dec known_sum, known_strict, known_of;
    struct score_dec total_printed;
    struct str grade_printed, grade_printed_total; // as printed; of the printed total
    struct score_dec sum;                          // execution + rows as printed
    struct str grade_sum;
    bool is_total_equal;       // H07, if total_printed and sum are known
    struct score_dec grade_on; // H09: the total the grade is judged on
    struct str grade_expected; // H09: of grade_on; empty if not known
    bool is_grade_equal;

    struct score_dec weight_sum; // H06: exec_weight + rows (or classes); of a complete form
    bool weight_from_classes;
    bool is_weight_equal; // to weight_total
    bool weights_rest_on_doubt;

    struct score_ratio row_share; // H22: Σ scores / Σ weights over scored rows
    struct score_ratio gap;       // %, (share - rate)/gap_base x 100
    struct score_ratio gap_other; // the same on the other base
    bool gap_is_evaluated;        // exec_weight + Σ weights of scored rows >= weight_total
    bool is_gap_far;              // > gap_warn

    struct score_cap cap; // H24

    struct score_dec rows_strict, strict_plain; // before caps
    struct score_dec strict;
    bool strict_is_capped;
    struct dec strict_cap;
    struct str grade_strict;
    const char *strict_missing; // key of data/label: why there is no strict total; NULL if there is
    size_t strict_missing_row;  // the first row that prevents it, from 1; 0 if none
};

// The lists of data/words that scoring needs; for words_need.
extern const char *const score_words[];
extern const size_t score_n_words;

// Scores forms[at] of a file. `rounding` is round_infer over the same forms. Never fails: what does
// not fit an exact number is not known.
void score_form(struct mem *mem, struct score *out, const struct form *forms, size_t at,
                const struct profile *profile, const struct rounding *rounding,
                const struct words *words);

// A total as the profile prints it: at least total_digits decimals unless trimmed.
struct str score_print_total(struct mem *mem, const struct profile *profile, struct dec total);
const char *score_op_text(enum score_op op); // "≥", "" for none

// A place as a person writes it: [FILE:]FORM.ROW.CELL, FORM.total, FORM.total.weight, FORM.grade,
// FORM.funds.SOURCE.CELL (SOURCE: total, appropriation, …, the line's own name, or its number),
// FORM.goals.expected, FORM.project …; CELL of a row: level1 level2 level3 target actual weight
// score reason rescore coefficient core; with .op .value .unit .text below target and actual.
struct score_at {
    struct str file; // empty: any
    size_t form;     // from 1
    int row;         // from 1; 0 outside the rows
    struct str fund; // source, name or number; empty outside the funds
    struct str slot; // "score", "total.weight", "target.value", …
};

// RC_USAGE with a sentence, and a suggestion for a misspelt cell.
NODISCARD enum rc score_at_read(struct mem *mem, struct score_at *out, struct str text,
                                struct err *err);
// The cell of this place in a form. For a target or an actual: its value, else its text. RC_USAGE
// if the form has no such row, fund line or cell.
NODISCARD enum rc score_at_cell(struct cell **out, struct form *form, const struct score_at *at,
                                struct err *err);

// A copy of `form` with one cell set: "1.4.actual=950" (unit kept unless one is given),
// "1.4.target=≤5天", "1.funds.total.executed=187.00". RC_USAGE if a number was needed.
NODISCARD enum rc score_whatif(struct mem *mem, struct form *out, const struct form *form,
                               const struct score_at *at, struct str value, struct err *err);
// Splits "PLACE=VALUE". RC_USAGE if there is no "=".
NODISCARD enum rc score_whatif_read(struct mem *mem, struct score_at *at, struct str *value,
                                    struct str text, struct err *err);

// Why a figure is what it is: the printed cells, the rule, the arithmetic.
struct score_why {
    const struct cell *cells[6]; // the cells it rests on, the one asked for first
    size_t n_cells;
    const char *clause;           // key of data/label "score.clause.…"
    struct str printed, expected; // as printed, as computed; empty if not known
    struct score_step steps[SCORE_STEPS];
    size_t n_steps;
};

NODISCARD enum rc score_why(struct mem *mem, struct score_why *out, struct form *form,
                            const struct score *score, const struct rounding *rounding,
                            const struct profile *profile, const struct score_at *at,
                            struct err *err);

#endif
