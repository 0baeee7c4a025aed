// SPDX-License-Identifier: AGPL-3.0-or-later
// A line of arithmetic for the trace, and figures that may not be known.
#include "core/score_job.h"

#include "base/buf.h"
#include "core/form.h"
#include "core/score.h"

struct score_step *score_step_add(struct score_steps steps, const char *key)
{
    BUG_IF(*steps.n == SCORE_STEPS);
    struct score_step *step = steps.at + *steps.n;
    *steps.n += 1;
    *step = (struct score_step){.key = key};
    return step;
}

void score_step_arg(struct score_step *step, const char *name, struct str value)
{
    BUG_IF(step->n == ERR_ARGS);
    step->args[step->n++] = (struct err_arg){name, value};
}

void score_step_round(const struct score_job *job, struct score_steps steps, enum round_mode mode,
                      int digits, struct dec value)
{
    static const char *const keys[] = {
        [ROUND_TRUNC] = "score.step.trunc",
        [ROUND_HALF_UP] = "score.step.half_up",
        [ROUND_HALF_EVEN] = "score.step.half_even",
        [ROUND_UP] = "score.step.up",
    };
    struct score_step *step = score_step_add(steps, keys[mode]);
    score_step_arg(step, "digits", buf_print(job->mem, "%d", digits));
    score_step_arg(step, "value", dec_print(job->mem, value));
}

struct score_dec score_known(bool ok, struct dec value)
{
    return ok ? (struct score_dec){true, value} : (struct score_dec){0};
}

struct score_ratio score_known_ratio(bool ok, struct ratio value)
{
    return ok ? (struct score_ratio){true, value} : (struct score_ratio){false, {0, 1}};
}

struct score_dec score_number(const struct cell *cell)
{
    struct dec d = {0, 0};
    bool ok = form_number(&d, cell);
    return score_known(ok, d);
}
