// SPDX-License-Identifier: AGPL-3.0-or-later
// What a row counts in the strict total, the clause that says so, and the arithmetic to show.
#include "core/score_job.h"

#include "base/buf.h"
#include "core/calc.h"
#include "core/form.h"
#include "core/profile.h"
#include "core/score.h"

enum { SHOW_DIGITS = 4 }; // decimals of an exact quotient on show

static struct score_steps steps_of(struct score_row *r)
{
    return (struct score_steps){r->steps, &r->n_steps};
}

// A share of the weight in %, rounded as rows are.
static struct score_dec band_end(const struct score_job *job, const struct score_row *r,
                                 struct dec percent)
{
    struct calc calc = {true};
    struct ratio part = calc_div(&calc, ratio_of(percent), ratio_int(100));
    part = calc_mul(&calc, part, r->weight_exact.ratio);
    struct dec out = calc_round(&calc, part, job->out->row_digits, job->out->row_mode);
    return score_known(calc.ok, out);
}

static void strict_band(const struct score_job *job, struct score_row *r)
{
    struct calc calc = {true};
    struct ratio share = calc_mul(&calc, r->share.ratio, ratio_int(100));
    bool is_under = ratio_cmp(share, ratio_of(r->band_from)) < 0;
    struct dec end = is_under ? r->band_from : r->band_to;
    r->strict = band_end(job, r, end);
    r->strict_from = SCORE_STRICT_BAND;
    r->clause = "score.clause.band";
    struct score_step *step = score_step_add(steps_of(r), "score.step.band");
    score_step_arg(step, "share", ratio_show(job->mem, share, 2));
    score_step_arg(step, "from", dec_print(job->mem, r->band_from));
    score_step_arg(step, "to", dec_print(job->mem, r->band_to));
    score_step_arg(step, "end", dec_print(job->mem, end));
    score_step_arg(step, "weight", dec_print(job->mem, r->weight.dec));
    score_step_arg(step, "value", dec_print(job->mem, r->strict.dec));
}

static const char *number_clause(const struct score_row *r)
{
    static const char *const keys[][2] = {
        [SCORE_OP_NONE] = {"score.clause.printed", "score.clause.printed"},
        [SCORE_OP_GE] = {"score.clause.ge_unmet", "score.clause.ge_met"},
        [SCORE_OP_GT] = {"score.clause.gt_unmet", "score.clause.gt_met"},
        [SCORE_OP_LE] = {"score.clause.le_unmet", "score.clause.le_met"},
        [SCORE_OP_LT] = {"score.clause.lt_unmet", "score.clause.lt_met"},
        [SCORE_OP_EQ] = {"score.clause.eq_unmet", "score.clause.eq_met"},
    };
    return keys[r->op][r->met == SCORE_MET_YES];
}

static void step_figures(const struct score_job *job, const struct score_row *r,
                         struct score_step *step)
{
    struct mem *mem = job->mem;
    struct str actual = r->unit_is_converted ? ratio_show(mem, r->actual_exact, SHOW_DIGITS)
                                             : dec_print(mem, r->actual);
    score_step_arg(step, "actual", actual);
    score_step_arg(step, "target", dec_print(mem, r->target));
    score_step_arg(step, "op", str_of(score_op_text(r->op)));
    score_step_arg(step, "weight", dec_print(mem, r->weight.dec));
}

static void steps_before(const struct score_job *job, const struct row *row, struct score_row *r)
{
    if (r->unit_is_converted) {
        struct score_step *step = score_step_add(steps_of(r), "score.step.unit");
        score_step_arg(step, "actual", dec_print(job->mem, r->actual));
        score_step_arg(step, "from", row->actual.unit.text);
        score_step_arg(step, "value", ratio_show(job->mem, r->actual_exact, SHOW_DIGITS));
        score_step_arg(step, "to", row->target.unit.text);
    }
    if (r->op_is_assumed)
        score_step_arg(score_step_add(steps_of(r), "score.step.assumed"), "op",
                       str_of(score_op_text(r->op)));
}

// The key of the step that divides: an unmet floor, ceiling or equality.
static const char *divide_key(const struct score_job *job, const struct score_row *r)
{
    if (job->profile->unmet == UNMET_ZERO)
        return "score.step.zero";
    if (!ratio_sign(r->exact.ratio))
        return "score.step.nothing";
    bool is_turned = r->op == SCORE_OP_LE || r->op == SCORE_OP_LT ||
                     (r->op == SCORE_OP_EQ && ratio_cmp(r->actual_exact, r->target_exact) > 0);
    return is_turned ? "score.step.target_by_actual" : "score.step.actual_by_target";
}

static void steps_over(const struct score_job *job, struct score_row *r)
{
    const struct profile *p = job->profile;
    r->clause = p->over_kind == OVER_MINUS ? "score.clause.over_minus" : "score.clause.over_slide";
    struct score_step *step =
        score_step_add(steps_of(r), p->over_kind == OVER_MINUS ? "score.step.over_minus"
                                                               : "score.step.over_slide");
    score_step_arg(step, "over", ratio_show(job->mem, r->overshoot.ratio, 2));
    score_step_arg(step, "limit", dec_print(job->mem, p->over_pct));
    score_step_arg(step, "points", dec_print(job->mem, p->over_points));
    score_step_arg(step, "weight", dec_print(job->mem, r->weight.dec));
    score_step_arg(step, "value", ratio_show(job->mem, r->over_exact.ratio, SHOW_DIGITS));
}

static void strict_number(const struct score_job *job, const struct row *row, struct score_row *r)
{
    const struct score *s = job->out;
    r->strict = r->value;
    r->strict_from = SCORE_STRICT_COMPUTED;
    r->clause = number_clause(r);
    steps_before(job, row, r);
    bool is_met = r->met == SCORE_MET_YES;
    const char *key = is_met ? "score.step.met" : divide_key(job, r);
    struct score_step *step = score_step_add(steps_of(r), key);
    step_figures(job, r, step);
    score_step_arg(step, "value", ratio_show(job->mem, r->exact.ratio, SHOW_DIGITS));
    if (r->is_over && job->profile->over_kind != OVER_NONE)
        steps_over(job, r);
    if (ratio_cmp(ratio_of(r->value.dec), r->over_exact.ratio) != 0)
        score_step_round(job, steps_of(r), s->row_mode, s->row_digits, r->value.dec);
}

// A number that has what it needs but a weight is not worth what is printed; it is not known.
static bool lacks_weight(const struct score_row *r)
{
    return r->has_numbers && !r->unit_differs && r->met && !r->weight_exact.is_known;
}

void score_strict_row(const struct score_job *job, size_t at)
{
    const struct row *row = &job->form->rows[at];
    struct score_row *r = &job->out->rows[at];
    r->clause = "score.clause.none";
    if (r->is_follower) {
        r->strict_from = SCORE_STRICT_FOLLOWER;
        r->clause = "score.clause.follower";
    } else if (r->value.is_known) {
        strict_number(job, row, r);
    } else if (r->is_outside_band) {
        strict_band(job, r);
    } else if (r->printed.is_known && !lacks_weight(r)) {
        r->strict = r->printed;
        r->strict_from = SCORE_STRICT_PRINTED;
        r->clause = r->kind == SCORE_QUALITATIVE ? "score.clause.ladder" : "score.clause.printed";
        score_step_arg(score_step_add(steps_of(r), "score.step.printed"), "value",
                       dec_print(job->mem, r->printed.dec));
    }
    if (!r->strict.is_known || !r->weight.is_known)
        return;
    struct calc calc = {true};
    struct dec strict = r->strict.dec;
    strict.n = -strict.n;
    struct dec lost = calc_sum(&calc, r->weight.dec, strict);
    r->lost = score_known(calc.ok, lost);
}
