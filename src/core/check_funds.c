// SPDX-License-Identifier: AGPL-3.0-or-later
// H01-H05, H21, H23, H37: the money lines. The arithmetic is core/round's and core/score's.
#include "core/check_rules.h"

#include "core/check.h"
#include "core/check_work.h"
#include "core/form.h"
#include "core/profile.h"
#include "core/round.h"
#include "core/score.h"

static const char *const source_labels[][2] = {
    {"total", "rule.fund.total"},         {"appropriation", "rule.fund.appropriation"},
    {"carryover", "rule.fund.carryover"}, {"other", "rule.fund.other"},
    {"central", "rule.fund.central"},     {"local", "rule.fund.local"},
    {"received", "rule.fund.received"},   {"special", "rule.fund.special"},
    {"unit", "rule.fund.unit"},
};

// {fund}: the line's name as printed, else the word for its source.
static void arg_fund(struct check_say *say, const struct fund *fund)
{
    for (size_t i = 0; !fund->name.text.len && i < LENGTH_OF(source_labels); i++)
        if (str_eq_c(fund->source, source_labels[i][0])) {
            check_arg_label(say, "fund", source_labels[i][1]);
            return;
        }
    check_arg(say, "fund", fund->name.text.len ? fund->name.text : fund->source);
}

static const struct round_line *line_of(const struct check_form *form, size_t fund)
{
    return round_line_of(form->file->rounding, form->index, fund);
}

// True if the line's cells are there; a line without rate, or without money, has nothing to judge.
static bool ask_rate(struct check *check, struct check_form *form, size_t i, bool *doubt)
{
    const struct fund *fund = &form->form->funds[i];
    const struct cell *cells[] = {&fund->rate, &fund->adjusted, &fund->executed};
    static const enum check_cell names[] = {ASK_RATE, ASK_ADJUSTED, ASK_EXECUTED};
    for (size_t c = 0; c < LENGTH_OF(cells); c++) {
        bool is_said = i == form->total_index || cells[c]->state == CELL_MISSING;
        if (form_has(cells[c]))
            *doubt |= cells[c]->state == CELL_DOUBTFUL;
        else if (is_said)
            return check_ask(check, form, NULL, cells[c], names[c], doubt);
        else
            return false;
    }
    return true;
}

static void say_rate(struct check *check, struct check_form *form, size_t i,
                     const struct round_line *line, bool doubt)
{
    const struct fund *fund = &form->form->funds[i];
    struct check_say say = check_begin(check, form, NULL, SEVERITY_ERROR);
    say.is_doubtful = doubt;
    say.printed = fund->rate.text;
    BUG_IF(!line->has_rate_expected);
    say.expected = dec_print(check->mem, line->rate_expected);
    arg_fund(&say, fund);
    check_arg(&say, "printed", fund->rate.text);
    check_arg(&say, "adjusted", fund->adjusted.text);
    check_arg(&say, "executed", fund->executed.text);
    check_arg(&say, "initial", fund->initial.text);
    check_arg(&say, "expected", say.expected);
    check_at_fund(&say, i, &fund->rate, "rate");
    check_end(&say);
}

// Every line with a rate that is wrong; `on_initial` parts H03 from H01.
static void check_rates(struct check *check, struct check_form *form, bool on_initial)
{
    for (size_t i = 0; i < form->form->n_funds; i++) {
        bool doubt = false;
        if (!ask_rate(check, form, i, &doubt))
            continue;
        const struct round_line *line = line_of(form, i);
        if (!line->has_rate)
            continue;
        if (on_initial ? line->rate_fits_initial : line->rate_is_wrong && !line->rate_fits_initial)
            say_rate(check, form, i, line, doubt);
    }
}

void check_funds_rate(struct check *check, struct check_form *form)
{
    check_rates(check, form, false);
}

void check_funds_base(struct check *check, struct check_form *form)
{
    check_rates(check, form, true);
}

static void say_score(struct check *check, struct check_form *form, size_t i,
                      const struct round_line *line)
{
    const struct fund *fund = &form->form->funds[i];
    struct check_say say = check_begin(check, form, NULL, SEVERITY_ERROR);
    say.is_doubtful = line->rests_on_doubt;
    say.printed = fund->score.text;
    if (line->score_over_weight) {
        say.message = "over";
        say.expected = check_join(check->mem, STR("≤ "), dec_print(check->mem, line->weight));
    } else if (line->has_score_expected) {
        say.expected = dec_print(check->mem, line->score_expected);
    } else {
        say.message = "by_rate"; // the amounts are not there
    }
    check_arg(&say, "rate", fund->rate.text);
    check_arg(&say, "printed", fund->score.text);
    check_arg(&say, "expected", say.expected);
    check_arg_dec(&say, "weight", line->weight);
    check_arg(&say, "adjusted", fund->adjusted.text);
    check_arg(&say, "executed", fund->executed.text);
    check_at_fund(&say, i, &fund->score, "score");
    check_end(&say);
}

void check_funds_score(struct check *check, struct check_form *form)
{
    if (!form->score->has_exec)
        return;
    for (size_t i = 0; i < form->form->n_funds; i++) {
        const struct fund *fund = &form->form->funds[i];
        bool doubt = false;
        if (i == form->total_index)
            check_ask(check, form, NULL, &fund->score, ASK_EXEC_SCORE, &doubt);
        const struct round_line *line = line_of(form, i);
        if (line->score_is_wrong || line->score_over_weight)
            say_score(check, form, i, line);
    }
}

static const struct cell *amount_of(const struct fund *fund, int column)
{
    const struct cell *cells[SCORE_AMOUNTS] = {&fund->initial, &fund->adjusted, &fund->executed};
    return cells[column];
}

static void check_column(struct check *check, struct check_form *form, int column)
{
    static const char *const slots[] = {"initial", "adjusted", "executed"};
    static const char *const labels[] = {"rule.cell.initial", "rule.cell.adjusted",
                                         "rule.cell.executed"};
    static const enum check_cell names[] = {ASK_INITIAL, ASK_ADJUSTED, ASK_EXECUTED};
    const struct score_column *sums = &form->score->funds.columns[column];
    if (!sums->is_evaluated) {
        for (size_t i = 0; i < form->form->n_funds; i++)
            if (amount_of(&form->form->funds[i], column)->state == CELL_MISSING) {
                check_open(check, form, NULL, "missing", names[column]);
                return;
            }
        return;
    }
    if (sums->is_equal)
        return;
    struct check_say say =
        check_begin(check, form, NULL, sums->is_display ? SEVERITY_NOTE : SEVERITY_ERROR);
    say.is_doubtful = sums->rests_on_doubt;
    say.printed = amount_of(form->total, column)->text;
    say.expected = dec_print(check->mem, sums->sum);
    say.message = sums->is_display ? "display" : "message";
    check_arg_label(&say, "column", labels[column]);
    check_arg(&say, "printed", say.printed);
    check_arg(&say, "expected", say.expected);
    check_arg_int(&say, "lines", (int64_t)sums->n_parts);
    check_at_fund(&say, form->total_index, amount_of(form->total, column), slots[column]);
    check_end(&say);
}

void check_funds_sums(struct check *check, struct check_form *form)
{
    if (!form->total)
        return;
    for (int column = 0; column < SCORE_AMOUNTS; column++)
        check_column(check, form, column);
}

// The two figures of the total line that a rule compares.
static bool ask_amounts(struct check *check, struct check_form *form, int a, int b, bool *doubt)
{
    static const enum check_cell names[] = {ASK_INITIAL, ASK_ADJUSTED, ASK_EXECUTED};
    if (!form->total) {
        check_open(check, form, NULL, "absent", names[a]);
        return false;
    }
    return check_ask(check, form, NULL, amount_of(form->total, a), names[a], doubt) &&
           check_ask(check, form, NULL, amount_of(form->total, b), names[b], doubt);
}

// True if the form does not explain its money; says so where it cannot be known.
static bool is_unexplained(struct check *check, const struct check_form *form, bool *doubt)
{
    if (form->explained == EXPLAINED_NO_COLUMN)
        check_open(check, form, NULL, "no_reason_column", ASKS);
    *doubt |= form->explained == EXPLAINED_IN_DOUBT;
    return form->explained == EXPLAINED_NO || form->explained == EXPLAINED_IN_DOUBT;
}

static struct check_say begin_amounts(struct check *check, struct check_form *form, int severity,
                                      bool doubt)
{
    struct check_say say = check_begin(check, form, NULL, severity);
    say.is_doubtful = doubt;
    check_arg(&say, "initial", form->total->initial.text);
    check_arg(&say, "adjusted", form->total->adjusted.text);
    check_arg(&say, "executed", form->total->executed.text);
    return say;
}

void check_funds_overspent(struct check *check, struct check_form *form)
{
    bool doubt = false;
    if (!ask_amounts(check, form, SCORE_ADJUSTED, SCORE_EXECUTED, &doubt) ||
        !form->score->funds.is_overspent || !is_unexplained(check, form, &doubt))
        return;
    struct check_say say = begin_amounts(check, form, SEVERITY_ERROR, doubt);
    say.printed = form->total->executed.text;
    say.expected = check_join(check->mem, STR("≤ "), form->total->adjusted.text);
    check_at_fund(&say, form->total_index, &form->total->executed, "executed");
    check_end(&say);
}

// The rate in force, from the amounts or, without them, as printed.
static bool ask_any_rate(struct check *check, struct check_form *form, bool *doubt)
{
    const struct score_funds *funds = &form->score->funds;
    if (!funds->rate.is_known) {
        if (!form->total)
            check_open(check, form, NULL, "absent", ASK_RATE);
        else if (ask_amounts(check, form, SCORE_ADJUSTED, SCORE_EXECUTED, doubt))
            check_open(check, form, NULL, "no_rate", ASKS);
        return false;
    }
    const struct fund *total = form->total;
    *doubt |= funds->rate_is_printed ? total->rate.state == CELL_DOUBTFUL
                                     : total->adjusted.state == CELL_DOUBTFUL ||
                                           total->executed.state == CELL_DOUBTFUL;
    return true;
}

void check_funds_unexplained(struct check *check, struct check_form *form)
{
    bool doubt = false;
    if (!ask_any_rate(check, form, &doubt) || !form->score->funds.is_rate_low ||
        !is_unexplained(check, form, &doubt))
        return;
    struct check_say say = begin_amounts(check, form, SEVERITY_WARNING, doubt);
    struct str bound = dec_print(check->mem, check->profile->exec_explain_below);
    say.message = form->score->funds.rate_is_printed ? "by_rate" : "message";
    say.printed = check_percent(check, form, form->score->funds.rate.ratio);
    say.expected = check_join(check->mem, STR("≥ "), bound);
    check_arg(&say, "rate", say.printed);
    check_arg(&say, "bound", bound);
    check_at_fund(&say, form->total_index, &form->total->rate, "rate");
    check_end(&say);
}

void check_funds_unspent(struct check *check, struct check_form *form)
{
    const struct score_funds *funds = &form->score->funds;
    bool doubt = false;
    if (!ask_amounts(check, form, SCORE_ADJUSTED, SCORE_EXECUTED, &doubt))
        return;
    if (funds->is_zero_with_parts || !(funds->is_unspent_far || funds->is_adjusted_zero))
        return;
    struct check_say say = begin_amounts(check, form, SEVERITY_WARNING, doubt);
    struct str bound = dec_print(check->mem, check->profile->unspent_warn);
    if (funds->is_adjusted_zero) {
        say.message = "zero";
        say.printed = form->total->adjusted.text;
    } else {
        say.printed = check_percent(check, form, funds->unspent.ratio);
        say.expected = check_join(check->mem, STR("≤ "), bound);
    }
    check_arg(&say, "share", say.printed);
    check_arg(&say, "bound", bound);
    check_at_fund(&say, form->total_index, &form->total->executed, "executed");
    check_end(&say);
}

void check_funds_adjustment(struct check *check, struct check_form *form)
{
    bool doubt = false;
    if (!ask_amounts(check, form, SCORE_INITIAL, SCORE_ADJUSTED, &doubt) ||
        !form->score->funds.is_adjusted_changed || !is_unexplained(check, form, &doubt))
        return;
    struct check_say say = begin_amounts(check, form, SEVERITY_WARNING, doubt);
    say.printed = check_join(check->mem, form->total->initial.text,
                             check_join(check->mem, STR(" → "), form->total->adjusted.text));
    check_at_fund(&say, form->total_index, &form->total->adjusted, "adjusted");
    check_end(&say);
}
