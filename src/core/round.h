// SPDX-License-Identifier: AGPL-3.0-or-later
// round: which rounding convention does this file follow (self-evaluation.md §6)?
//
// For every funds line with amounts A, B and a printed rate, and for its execution score, each
// candidate (trunc or half_up; percent or fraction; the most decimals printed in that column) is
// `exact` if it gives the printed figure from the printed amounts, `within` if it does from some
// amounts that print so, else `none`. One convention is chosen for all forms of one unit in one
// file: among those that fit every line the one with most exact lines, on a tie the profile's; if
// none fits, the one with fewest misfits. It is decided when it is the only fit. A line that no
// candidate explains is a finding (H01, H02) and takes no part; nor do damaged lines (a repaired
// figure that is printed a second time undamaged is no damage). Lines at 0 or 100 % decide nothing,
// and what the cap of the rate cut off shows no decimals. A place never selects a convention by
// itself.
#ifndef HENG_CORE_ROUND_H
#define HENG_CORE_ROUND_H

#include "base/dec.h"
#include "base/err.h"

struct cell;
struct form;
struct profile;

enum round_fit { ROUND_FIT_NONE, ROUND_FIT_WITHIN, ROUND_FIT_EXACT };
enum { ROUND_CANDIDATES = 4 };

struct round_candidate {
    enum round_mode mode; // trunc, half_up
    bool is_fraction;     // rate printed as 0.98
    bool fits;            // no line that takes part is `none`
    int exact, misfits;   // of the lines that take part
};

// A funds line and what each candidate makes of it. Flags are findings' inputs: no rule computes.
struct round_line {
    size_t form, fund;   // indexes
    bool has_rate;       // A > 0, B and the rate are numbers: H01 and H03 can be evaluated
    bool has_score;      // and this line prints an execution score: H02 (A, B or the rate suffices)
    bool is_edge;        // at 0 or 100 %
    bool takes_part;     // undamaged, and some candidate explains it
    bool rests_on_doubt; // a cell it rests on is doubtful
    enum round_fit rate_fit[ROUND_CANDIDATES], score_fit[ROUND_CANDIDATES];
    bool rate_is_wrong;      // H01: fits no candidate, or not the chosen one
    bool rate_fits_initial;  // H03: fits B/initial and not B/adjusted (H01 is then replaced)
    bool score_is_wrong;     // H02: fits no candidate, and does not follow a wrong rate
    bool score_over_weight;  // H02
    bool score_follows_rate; // the score is w x the printed rate, rounded
    struct dec rate, score, weight;
    struct ratio quotient; // B/A, exact; den 0 if A or B is not there
    bool has_rate_expected, has_score_expected;
    struct dec rate_expected, score_expected; // under the chosen candidate
};

// The convention of the forms of one unit.
struct round_group {
    size_t first_form;
    struct round_candidate candidates[ROUND_CANDIDATES];
    int rate_digits, score_digits; // -1 if no line says
    int digits;                    // the rate's, else the score's, else -1
    int n_fit;
    int chosen; // index of a candidate; the profile's if no line speaks
    bool is_decided;
    // The line that leaves only the chosen one: of which form and fund, and is it the score?
    size_t decided_form, decided_fund;
    bool decided_by_score;
};

struct rounding {
    struct round_group *groups;
    size_t n_groups;
    size_t *group_of;   // form index -> group index
    size_t *next_form;  // form index -> the next of its group
    size_t *first_line; // form index -> its first line; one more at the end
    size_t n_forms;
    struct round_line *lines; // one a funds line, in the order of the forms
    size_t n_lines;
};

// Over all forms of one file. Never fails: what does not fit 128 bits takes no part.
void round_infer(struct mem *mem, struct rounding *out, const struct form *forms, size_t n,
                 const struct profile *profile);
const struct round_group *round_group_of(const struct rounding *rounding, size_t form);
// What was made of a form's funds line.
const struct round_line *round_line_of(const struct rounding *rounding, size_t form, size_t fund);

// The number of a rate's cell, which may carry its sign: 95.1%.
bool round_rate_number(struct dec *out, const struct cell *cell);

// Forms of one unit: names equal, or (inside one file) of a similarity of at least 0.8. Unknown
// units are never the same.
bool round_is_same_unit(const struct form *a, const struct form *b);

#endif
