// SPDX-License-Identifier: AGPL-3.0-or-later
// Why does this figure stand there: the cells it rests on, the rule, the arithmetic.
#include "core/score_job.h"

#include "base/buf.h"
#include "core/form.h"
#include "core/profile.h"
#include "core/round.h"
#include "core/score.h"

enum { SHOW_DIGITS = 4 };

// One question at work.
struct ask {
    struct mem *mem;
    struct score_why *out;
    struct form *form;
    const struct score *score;
    const struct rounding *rounding;
    const struct profile *profile;
    const struct score_at *at;
};

static void cell_add(struct ask *ask, const struct cell *cell)
{
    struct score_why *out = ask->out;
    for (size_t i = 0; i < out->n_cells; i++)
        if (out->cells[i] == cell)
            return;
    if (cell->state != CELL_ABSENT)
        out->cells[out->n_cells++] = cell;
}

static struct score_steps steps_of(struct ask *ask)
{
    return (struct score_steps){ask->out->steps, &ask->out->n_steps};
}

static struct str show(struct ask *ask, struct score_dec d)
{
    return d.is_known ? dec_print(ask->mem, d.dec) : STR_NONE;
}

static const struct cell *value_cell(const struct value *v)
{
    return v->value.state == CELL_ABSENT ? &v->text : &v->value;
}

static void why_row(struct ask *ask)
{
    const struct row *row = &ask->form->rows[ask->at->row - 1];
    const struct score_row *r = &ask->score->rows[ask->at->row - 1];
    struct score_why *out = ask->out;
    bool is_score = str_eq_c(ask->at->slot, "score");
    bool is_value =
        str_starts(ask->at->slot, STR("target")) || str_starts(ask->at->slot, STR("actual"));
    if (!is_score && !is_value)
        return;
    cell_add(ask, value_cell(&row->target));
    cell_add(ask, value_cell(&row->actual));
    cell_add(ask, &row->weight);
    cell_add(ask, &row->score);
    out->clause = r->clause;
    out->n_steps = r->n_steps;
    memcpy(out->steps, r->steps, sizeof out->steps);
    if (is_score)
        out->expected = show(ask, r->strict);
}

static void why_rate(struct ask *ask, const struct round_line *line, const struct fund *fund)
{
    cell_add(ask, &fund->executed);
    cell_add(ask, ask->profile->rate_base == RATE_INITIAL ? &fund->initial : &fund->adjusted);
    ask->out->clause = "score.clause.rate";
    if (!line->has_rate_expected)
        return;
    const struct round_group *g = round_group_of(ask->rounding, line->form);
    struct ratio percent = {0, 1};
    BUG_IF(ratio_mul(&percent, line->quotient, ratio_int(100)) != RC_OK);
    struct score_step *step = score_step_add(steps_of(ask), "score.step.rate");
    score_step_arg(step, "executed", fund->executed.text);
    score_step_arg(step, "base",
                   ask->profile->rate_base == RATE_INITIAL ? fund->initial.text
                                                           : fund->adjusted.text);
    score_step_arg(step, "rate", ratio_show(ask->mem, percent, SHOW_DIGITS));
    struct score_job job = {.mem = ask->mem};
    score_step_round(&job, steps_of(ask), g->candidates[g->chosen].mode, line->rate_expected.scale,
                     line->rate_expected);
    ask->out->expected = dec_print(ask->mem, line->rate_expected);
}

static void why_exec(struct ask *ask, const struct fund *fund)
{
    const struct score *s = ask->score;
    cell_add(ask, &fund->executed);
    cell_add(ask, ask->profile->rate_base == RATE_INITIAL ? &fund->initial : &fund->adjusted);
    cell_add(ask, &fund->rate);
    cell_add(ask, &fund->weight);
    ask->out->clause = "score.clause.exec";
    ask->out->n_steps = s->n_exec_steps;
    memcpy(ask->out->steps, s->exec_steps, sizeof ask->out->steps);
    ask->out->expected = show(ask, s->exec_strict);
}

static void why_amount(struct ask *ask, int column)
{
    const struct score_column *c = &ask->score->funds.columns[column];
    ask->out->clause = "score.clause.funds_sum";
    if (c->is_evaluated)
        ask->out->expected = dec_print(ask->mem, c->sum);
}

static void why_fund(struct ask *ask, const struct cell *cell)
{
    const struct form *form = ask->form;
    size_t at = (size_t)((const char *)cell - (const char *)form->funds) / sizeof *form->funds;
    const struct fund *fund = &form->funds[at];
    bool is_total = ask->score->funds.has_total_line && at == ask->score->funds.total;
    if (cell == &fund->rate)
        why_rate(ask, round_line_of(ask->rounding, ask->score->form, at), fund);
    else if (cell == &fund->score && is_total)
        why_exec(ask, fund);
    else if (cell == &fund->initial && is_total)
        why_amount(ask, SCORE_INITIAL);
    else if (cell == &fund->adjusted && is_total)
        why_amount(ask, SCORE_ADJUSTED);
    else if (cell == &fund->executed && is_total)
        why_amount(ask, SCORE_EXECUTED);
}

static void step_sum(struct ask *ask, const char *key, struct score_dec execution,
                     struct score_dec rows, struct score_dec sum)
{
    struct score_step *step = score_step_add(steps_of(ask), key);
    score_step_arg(step, "execution", execution.is_known ? show(ask, execution) : STR("0"));
    score_step_arg(step, "rows", show(ask, rows));
    score_step_arg(step, "value", score_print_total(ask->mem, ask->profile, sum.dec));
}

static void why_total(struct ask *ask)
{
    const struct score *s = ask->score;
    ask->out->clause = "score.clause.total";
    if (s->sum.is_known) {
        step_sum(ask, "score.step.sum", s->exec_printed, s->rows_printed, s->sum);
        ask->out->expected = score_print_total(ask->mem, ask->profile, s->sum.dec);
    }
    if (s->strict.is_known)
        step_sum(ask, "score.step.strict", s->exec_strict, s->rows_strict, s->strict_plain);
    else
        score_step_arg(score_step_add(steps_of(ask), s->strict_missing), "row",
                       buf_print(ask->mem, "%zu", s->strict_missing_row));
    if (s->strict_is_capped)
        score_step_arg(score_step_add(steps_of(ask), "score.step.cap"), "cap",
                       score_print_total(ask->mem, ask->profile, s->strict_cap));
}

static void why_weight_sum(struct ask *ask)
{
    const struct score *s = ask->score;
    ask->out->clause = "score.clause.weight_sum";
    ask->out->expected = dec_print(ask->mem, ask->profile->weight_total);
    if (!s->weight_sum.is_known)
        return;
    struct score_step *step = score_step_add(steps_of(ask), "score.step.weight_sum");
    score_step_arg(step, "execution", s->has_exec ? show(ask, s->exec_weight) : STR("0"));
    score_step_arg(step, "value", show(ask, s->weight_sum));
}

static void why_grade(struct ask *ask)
{
    const struct score *s = ask->score;
    ask->out->clause = "score.clause.grade";
    ask->out->expected = s->grade_expected;
    cell_add(ask, &ask->form->total_score);
    if (!s->grade_on.is_known)
        return;
    struct score_step *step = score_step_add(steps_of(ask), "score.step.grade");
    score_step_arg(step, "value", show(ask, s->grade_on));
    score_step_arg(step, "grade", s->grade_expected);
}

enum rc score_why(struct mem *mem, struct score_why *out, struct form *form,
                  const struct score *score, const struct rounding *rounding,
                  const struct profile *profile, const struct score_at *at, struct err *err)
{
    struct ask ask = {mem, out, form, score, rounding, profile, at};
    *out = (struct score_why){.clause = "score.clause.plain"};
    struct cell *cell;
    enum rc rc = score_at_cell(&cell, form, at, err);
    if (rc != RC_OK)
        return rc;
    cell_add(&ask, cell);
    if (form_has(cell))
        out->printed = cell->text;
    if (at->row)
        why_row(&ask);
    else if (at->fund.len)
        why_fund(&ask, cell);
    else if (str_eq_c(at->slot, "total") || str_eq_c(at->slot, "total.score"))
        why_total(&ask);
    else if (str_eq_c(at->slot, "total.weight"))
        why_weight_sum(&ask);
    else if (str_eq_c(at->slot, "grade"))
        why_grade(&ask);
    return RC_OK;
}
