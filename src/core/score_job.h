// SPDX-License-Identifier: AGPL-3.0-or-later
// score_job: what the parts of scoring share; inside the family score*.c.
#ifndef HENG_CORE_SCORE_JOB_H
#define HENG_CORE_SCORE_JOB_H

#include "base/dec.h"
#include "base/err.h"

struct cell;
struct form;
struct profile;
struct round_group;
struct round_line;
struct rounding;
struct score;
struct score_dec;
struct score_ratio;
struct score_step;
struct words;

// One form at work.
struct score_job {
    struct mem *mem;
    const struct form *form;
    const struct profile *profile;
    const struct words *words;
    const struct rounding *rounding;
    const struct round_group *group;
    struct score *out;
};

// score_row.c: everything of a row but its weight and its place in a group.
void score_row_read(const struct score_job *job, size_t at);
// score_row.c: what it is worth; weights, groups and the reading of all rows are known.
void score_row_value(const struct score_job *job, size_t at);
// score_strict.c: what counts in the strict total, by which clause.
void score_strict_row(const struct score_job *job, size_t at);
// score_funds.c: sums, rate, execution points.
void score_funds_fill(const struct score_job *job);

// score_step.c: appends one line of arithmetic; `args` are n pairs of name and text.
struct score_steps {
    struct score_step *at;
    size_t *n;
};
struct score_step *score_step_add(struct score_steps steps, const char *key);
void score_step_arg(struct score_step *step, const char *name, struct str value);
// "cut to 2 decimals: 5.33", in the words of the mode.
void score_step_round(const struct score_job *job, struct score_steps steps, enum round_mode mode,
                      int digits, struct dec value);

// A known figure, or an unknown one if `ok` is false.
struct score_dec score_known(bool ok, struct dec value);
struct score_ratio score_known_ratio(bool ok, struct ratio value);
// The number of a cell.
struct score_dec score_number(const struct cell *cell);

#endif
