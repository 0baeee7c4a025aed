// SPDX-License-Identifier: AGPL-3.0-or-later
// The funds of a form: do the lines add up, what is the rate, how many points does it earn?
#include "core/score_job.h"

#include "base/buf.h"
#include "core/calc.h"
#include "core/form.h"
#include "core/profile.h"
#include "core/round.h"
#include "core/score.h"

static const struct cell *amount_cell(const struct fund *fund, int column)
{
    const struct cell *cells[] = {&fund->initial, &fund->adjusted, &fund->executed};
    return cells[column];
}

static struct score_dec amount_of(const struct fund *fund, int column)
{
    return score_number(amount_cell(fund, column));
}

static bool has_appropriation(const struct form *form)
{
    for (size_t i = 0; i < form->n_funds; i++)
        if (str_eq_c(form->funds[i].source, "appropriation"))
            return true;
    return false;
}

// The lines that make up the total. Where the appropriation has a line of its own, central and
// local money are its parts, not further money.
static bool is_part(const struct fund *fund, bool with_levels)
{
    bool is_level = str_eq_c(fund->source, "central") || str_eq_c(fund->source, "local");
    return !str_eq_c(fund->source, "total") && (with_levels || !is_level);
}

// A dash adds nothing; a blank or unreadable part leaves the sum open.
static void column_fill(const struct score_job *job, int column)
{
    const struct form *form = job->form;
    const struct score_funds *funds = &job->out->funds;
    struct score_column *c = &job->out->funds.columns[column];
    const struct cell *total = amount_cell(&form->funds[funds->total], column);
    struct score_dec printed = score_number(total);
    struct calc calc = {printed.is_known};
    bool with_levels = !has_appropriation(form);
    int coarsest = printed.dec.scale;
    c->total = printed.dec;
    c->rests_on_doubt = total->state == CELL_DOUBTFUL;
    for (size_t i = 0; i < form->n_funds; i++) {
        const struct cell *cell = amount_cell(&form->funds[i], column);
        if (!is_part(&form->funds[i], with_levels) || cell->state == CELL_ABSENT ||
            cell->state == CELL_DASH)
            continue;
        struct score_dec part = score_number(cell);
        calc.ok &= part.is_known;
        c->rests_on_doubt |= cell->state == CELL_DOUBTFUL;
        c->sum = calc_sum(&calc, c->sum, part.dec);
        coarsest = part.dec.scale < coarsest ? part.dec.scale : coarsest;
        c->n_parts++;
    }
    c->is_evaluated = calc.ok && c->n_parts;
    c->is_equal = c->is_evaluated && dec_eq(c->sum, c->total);
    struct dec minus = {-c->total.n, c->total.scale};
    struct dec gap = calc_sum(&calc, c->sum, minus);
    gap.n = gap.n < 0 ? -gap.n : gap.n;
    struct dec limit = {(int64_t)c->n_parts, coarsest};
    c->is_display = calc.ok && c->is_evaluated && !c->is_equal && dec_cmp(gap, limit) <= 0;
}

static bool is_zero(struct score_dec d)
{
    return d.is_known && !dec_sign(d.dec);
}

static bool is_positive(struct score_dec d)
{
    return d.is_known && dec_sign(d.dec) > 0;
}

static void zero_fill(const struct score_job *job)
{
    struct score_funds *f = &job->out->funds;
    f->is_adjusted_zero = is_zero(f->adjusted);
    for (size_t i = 0; i < job->form->n_funds; i++)
        f->is_zero_with_parts |= f->is_adjusted_zero && i != f->total &&
                                 is_positive(amount_of(&job->form->funds[i], SCORE_ADJUSTED));
}

// 1 = 100 %. The printed rate serves where an amount is not there; not where it is zero.
static void rate_fill(const struct score_job *job)
{
    struct score_funds *f = &job->out->funds;
    const struct profile *p = job->profile;
    struct score_dec base = p->rate_base == RATE_INITIAL ? f->initial : f->adjusted;
    struct calc calc = {base.is_known && f->executed.is_known};
    struct ratio quotient = calc_div(&calc, ratio_of(f->executed.dec), ratio_of(base.dec));
    f->quotient = score_known_ratio(calc.ok && dec_sign(base.dec) > 0, quotient);
    f->rate = f->quotient;
    struct calc printed = {f->rate_printed.is_known && !(base.is_known && f->executed.is_known)};
    struct ratio scale = ratio_int(job->out->rate_is_fraction ? 1 : 100);
    struct ratio rate = calc_div(&printed, ratio_of(f->rate_printed.dec), scale);
    if (printed.ok) {
        f->rate = score_known_ratio(true, rate);
        f->rate_is_printed = true;
    }
    struct calc cap = {f->rate.is_known};
    struct ratio full = calc_div(&cap, ratio_of(p->rate_cap), ratio_int(100));
    f->rate_capped = score_known_ratio(cap.ok, calc_least(f->rate.ratio, full));
}

// Is `part` x 100 over the limit (a dec in %)?
static bool is_over_percent(struct score_ratio part, struct dec limit, bool is_under)
{
    struct calc calc = {part.is_known};
    struct ratio percent = calc_mul(&calc, part.ratio, ratio_int(100));
    int by = ratio_cmp(percent, ratio_of(limit));
    return calc.ok && (is_under ? by < 0 : by > 0);
}

static void warnings_fill(const struct score_job *job)
{
    struct score_funds *f = &job->out->funds;
    bool has_both = f->adjusted.is_known && f->executed.is_known;
    f->is_overspent = has_both && dec_cmp(f->executed.dec, f->adjusted.dec) > 0;
    f->is_adjusted_changed =
        f->adjusted.is_known && f->initial.is_known && !dec_eq(f->adjusted.dec, f->initial.dec);
    f->is_rate_low = is_over_percent(f->rate, job->profile->exec_explain_below, true);
    struct calc calc = {has_both};
    struct ratio a = ratio_of(f->adjusted.dec), b = ratio_of(f->executed.dec);
    struct ratio unspent = calc_div(&calc, calc_sub(&calc, a, b), a);
    f->unspent = score_known_ratio(calc.ok, unspent);
    f->is_unspent_far = is_over_percent(f->unspent, job->profile->unspent_warn, false);
}

static void exec_steps(const struct score_job *job, struct ratio rate, struct ratio points)
{
    struct score *s = job->out;
    struct mem *mem = job->mem;
    struct score_steps steps = {s->exec_steps, &s->n_exec_steps};
    struct calc calc = {true};
    struct str percent = ratio_show(mem, calc_mul(&calc, rate, ratio_int(100)), 4);
    if (s->funds.quotient.is_known) {
        struct score_step *step = score_step_add(steps, "score.step.rate");
        score_step_arg(step, "executed", dec_print(mem, s->funds.executed.dec));
        score_step_arg(step, "base",
                       dec_print(mem, job->profile->rate_base == RATE_INITIAL
                                          ? s->funds.initial.dec
                                          : s->funds.adjusted.dec));
        struct ratio exact = calc_mul(&calc, s->funds.quotient.ratio, ratio_int(100));
        score_step_arg(step, "rate", ratio_show(mem, exact, 4));
    }
    struct score_step *step = score_step_add(steps, "score.step.exec");
    score_step_arg(step, "rate", percent);
    score_step_arg(step, "weight", dec_print(mem, s->exec_weight.dec));
    score_step_arg(step, "value", ratio_show(mem, points, 4));
    if (ratio_cmp(ratio_of(s->exec_strict.dec), points) != 0)
        score_step_round(job, steps, s->exec_mode, s->exec_digits, s->exec_strict.dec);
}

// The points of the execution rate, from the exact quotient or from the printed rate.
static void exec_fill(const struct score_job *job, const struct fund *total)
{
    struct score *s = job->out;
    const struct profile *p = job->profile;
    s->has_exec = p->exec_outside;
    if (!s->has_exec)
        return;
    s->exec_weight = score_known(true, p->exec_weight);
    if (total) {
        struct score_dec weight = score_number(&total->weight);
        s->exec_weight_is_printed = weight.is_known;
        s->exec_weight = weight.is_known ? weight : s->exec_weight;
        s->exec_printed = score_number(&total->score);
    }
    struct calc calc = {s->funds.rate_capped.is_known};
    struct ratio rate = s->funds.rate_capped.ratio;
    if (p->exec_from_printed_rate && s->funds.rate_printed.is_known) {
        calc.ok = true;
        struct ratio scale = ratio_int(s->rate_is_fraction ? 1 : 100);
        struct ratio full = calc_div(&calc, ratio_of(p->rate_cap), ratio_int(100));
        rate = calc_least(calc_div(&calc, ratio_of(s->funds.rate_printed.dec), scale), full);
    }
    struct ratio points = calc_mul(&calc, rate, ratio_of(s->exec_weight.dec));
    struct dec strict = calc_round(&calc, points, s->exec_digits, s->exec_mode);
    s->exec_exact = score_known_ratio(calc.ok, points);
    s->exec_strict = score_known(calc.ok, strict);
    if (calc.ok)
        exec_steps(job, rate, points);
}

void score_funds_fill(const struct score_job *job)
{
    const struct fund *total = form_total_fund(job->form);
    struct score_funds *f = &job->out->funds;
    f->quotient = f->rate = f->rate_capped = f->unspent = score_known_ratio(false, ratio_int(0));
    if (total) {
        f->has_total_line = true;
        f->total = (size_t)(total - job->form->funds);
        f->initial = amount_of(total, SCORE_INITIAL);
        f->adjusted = amount_of(total, SCORE_ADJUSTED);
        f->executed = amount_of(total, SCORE_EXECUTED);
        struct dec rate = {0, 0};
        bool has_rate = round_rate_number(&rate, &total->rate);
        f->rate_printed = score_known(has_rate, rate);
        for (int column = 0; column < SCORE_AMOUNTS; column++)
            column_fill(job, column);
        zero_fill(job);
        rate_fill(job);
        warnings_fill(job);
    }
    exec_fill(job, total);
}
