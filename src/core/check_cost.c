// SPDX-License-Identifier: AGPL-3.0-or-later
// H28, H40: cost rows against the money lines. Prices of one thing are no part of a total.
#include "core/check_rules.h"

#include "base/mem.h"
#include "core/check.h"
#include "core/check_work.h"
#include "core/form.h"
#include "core/score.h"
#include "core/words.h"

// The cost rows of a form, added up in the unit of its money.
struct costs {
    size_t n;         // cost rows
    size_t n_targets; // of them: targets that are amounts
    size_t n_actuals; // of them: actuals that are amounts
    struct ratio targets, actuals;
    int scale; // decimals to show
    bool target_is_lost, actual_is_lost;
    bool target_is_doubtful, actual_is_doubtful;
    const struct check_row *first;
};

static bool is_price(struct check *check, const struct check_row *row)
{
    return words_in(check->words, "unit_price_words", row->row->level3.text);
}

// Adds the amount of a cell to a sum; false if it is none: no number, a price, not in a unit of the
// form's money (so 元/台 is none).
static bool add_amount(struct check *check, const struct check_form *form,
                       const struct check_row *row, const struct cell *value,
                       const struct cell *unit, struct ratio *sum, struct costs *costs)
{
    struct str money = form->form->money_unit.text;
    struct dec amount;
    struct ratio factor, exact;
    if (!form_number(&amount, value) || is_price(check, row) ||
        !words_unit_convert(check->mem, check->words, unit->text, money, &factor) ||
        ratio_mul(&exact, ratio_of(amount), factor) != RC_OK ||
        ratio_add(sum, *sum, exact) != RC_OK)
        return false;
    if (amount.scale > costs->scale)
        costs->scale = amount.scale;
    return true;
}

static void add_row(struct check *check, const struct check_form *form, const struct check_row *row,
                    struct costs *costs)
{
    const struct value *target = &row->row->target, *actual = &row->row->actual;
    const struct cell *actual_unit = form_has(&actual->unit) ? &actual->unit : &target->unit;
    if (!costs->n++)
        costs->first = row;
    costs->n_targets +=
        add_amount(check, form, row, &target->value, &target->unit, &costs->targets, costs);
    costs->n_actuals +=
        add_amount(check, form, row, &actual->value, actual_unit, &costs->actuals, costs);
    costs->target_is_lost |= target->value.state == CELL_MISSING;
    costs->actual_is_lost |= actual->value.state == CELL_MISSING;
    costs->target_is_doubtful |= target->value.state == CELL_DOUBTFUL;
    costs->actual_is_doubtful |= actual->value.state == CELL_DOUBTFUL;
}

static struct costs costs_of(struct check *check, const struct check_form *form)
{
    struct costs costs = {.targets = ratio_int(0), .actuals = ratio_int(0)};
    for (size_t i = 0; i < form->n_rows; i++)
        if (form->rows[i].score->is_cost)
            add_row(check, form, &form->rows[i], &costs);
    return costs;
}

// A sum with the decimals that it needs, at least those that were printed.
static struct str show(struct check *check, struct ratio sum, int digits)
{
    struct dec shown;
    while (digits <= DEC_SCALE_MOST && ratio_round(&shown, sum, digits, ROUND_TRUNC) == RC_OK) {
        if (ratio_cmp(ratio_of(shown), sum) == 0)
            return dec_print(check->mem, shown);
        digits++;
    }
    return ratio_show(check->mem, sum, 4);
}

// True if the unit of the form's money is known, and there is a total line.
static bool ask_money(struct check *check, struct check_form *form, bool *doubt)
{
    const struct cell *cell = &form->form->money_unit;
    if (!check_ask(check, form, NULL, cell, ASK_MONEY_UNIT, doubt))
        return false;
    struct words_unit unit = words_unit(check->mem, check->words, cell->text);
    if (!words_unit_is_money(check->words, &unit)) {
        check_open(check, form, NULL, "money_unit", ASKS);
        return false;
    }
    if (!form->total)
        check_open(check, form, NULL, "absent", ASK_ADJUSTED);
    return form->total != NULL;
}

static struct check_say begin_costs(struct check *check, struct check_form *form, int severity,
                                    const char *message, struct str printed, struct str expected)
{
    struct check_say say = check_begin(check, form, NULL, severity);
    say.message = message;
    say.printed = printed;
    say.expected = expected;
    check_arg(&say, "sum", printed);
    check_arg(&say, "executed", form->total->executed.text);
    check_arg(&say, "unit", form->form->money_unit.text);
    check_at(&say, NULL, "/indicators");
    return say;
}

static void sum_targets(struct check *check, struct check_form *form, const struct costs *costs,
                        bool doubt)
{
    const struct fund *total = form->total;
    const struct score_funds *funds = &form->score->funds;
    if (!costs->n_targets)
        return;
    if (costs->target_is_lost) {
        check_open(check, form, NULL, "missing", ASK_TARGET);
        return;
    }
    // Without an initial column the adjusted budget is the bound.
    if (total->initial.state == CELL_MISSING) {
        check_ask(check, form, NULL, &total->initial, ASK_INITIAL, &doubt);
        return;
    }
    if (!check_ask(check, form, NULL, &total->adjusted, ASK_ADJUSTED, &doubt) ||
        !funds->adjusted.is_known)
        return;
    bool by_initial =
        funds->initial.is_known && dec_cmp(funds->initial.dec, funds->adjusted.dec) > 0;
    struct dec bound = by_initial ? funds->initial.dec : funds->adjusted.dec;
    if (ratio_cmp(costs->targets, ratio_of(bound)) <= 0)
        return;
    struct str budget = by_initial ? total->initial.text : total->adjusted.text;
    struct check_say say = begin_costs(check, form, SEVERITY_WARNING, "message",
                                       show(check, costs->targets, costs->scale),
                                       check_join(check->mem, STR("≤ "), budget));
    check_arg(&say, "budget", budget);
    say.is_doubtful = doubt || costs->target_is_doubtful || total->initial.state == CELL_DOUBTFUL;
    check_end(&say);
}

// One cent of display rounding a cost row.
static bool is_display(struct ratio difference, size_t n)
{
    return ratio_cmp(difference, ratio_of((struct dec){(int64_t)n, 2})) <= 0;
}

static void sum_actuals(struct check *check, struct check_form *form, const struct costs *costs,
                        bool doubt)
{
    const struct cell *cell = &form->total->executed;
    struct ratio difference;
    struct dec executed;
    if (costs->actual_is_lost)
        check_open(check, form, NULL, "missing", ASK_ACTUAL);
    else if (costs->n_actuals < costs->n)
        check_open(check, form, NULL, "unpriced", ASKS);
    if (costs->n_actuals < costs->n || !check_ask(check, form, NULL, cell, ASK_EXECUTED, &doubt) ||
        !form_number(&executed, cell) ||
        ratio_sub(&difference, costs->actuals, ratio_of(executed)) != RC_OK ||
        ratio_sign(difference) == 0)
        return;
    if (ratio_sign(difference) < 0)
        difference.num = -difference.num;
    bool is_note = is_display(difference, costs->n);
    struct check_say say = begin_costs(check, form, is_note ? SEVERITY_NOTE : SEVERITY_WARNING,
                                       is_note ? "display" : "actuals",
                                       show(check, costs->actuals, costs->scale), cell->text);
    say.is_doubtful = doubt || costs->actual_is_doubtful;
    check_end(&say);
}

void check_cost_sums(struct check *check, struct check_form *form)
{
    bool doubt = false;
    struct costs costs = costs_of(check, form);
    if (!costs.n || !ask_money(check, form, &doubt))
        return;
    if (form->score->funds.is_adjusted_zero)
        return;
    sum_targets(check, form, &costs, doubt);
    sum_actuals(check, form, &costs, doubt);
}

void check_cost_budget(struct check *check, struct check_form *form)
{
    bool doubt = false;
    struct costs costs = costs_of(check, form);
    if (costs.n != 1 || !ask_money(check, form, &doubt))
        return;
    const struct check_row *row = costs.first;
    const struct cell *initial = &form->total->initial;
    struct dec budget;
    if (!check_ask_value(check, form, row, ASK_TARGET, &doubt) ||
        !check_ask(check, form, NULL, initial, ASK_INITIAL, &doubt) || !costs.n_targets ||
        !form_number(&budget, initial) || ratio_cmp(costs.targets, ratio_of(budget)) != 0)
        return;
    struct check_say say = check_begin(check, form, row, SEVERITY_NOTE);
    say.is_doubtful = doubt;
    say.printed = row->row->target.value.text;
    check_arg(&say, "target", check_value_text(check->mem, &row->row->target));
    check_arg(&say, "initial", initial->text);
    check_at_row(&say, &row->row->target.value, "target/value");
    check_end(&say);
}
