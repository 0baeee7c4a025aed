// SPDX-License-Identifier: AGPL-3.0-or-later
// H39: a target that is worse than what was reached last year.
#include "core/check_rules.h"

#include "base/map.h"
#include "base/mem.h"
#include "core/check.h"
#include "core/check_work.h"
#include "core/form.h"
#include "core/score.h"
#include "core/words.h"

// Last year's forms by unit and project; of several the last one.
static struct map forms_of(struct check *check)
{
    struct map forms = map_new(check->mem);
    const struct check_input *input = check->input;
    for (size_t i = 0; i < input->n_last; i++)
        for (size_t f = 0; f < input->last[i].n_forms; f++) {
            struct form *form = &input->last[i].forms[f];
            if (form_has(&form->unit) && form_has(&form->project))
                map_put(&forms, check_pair(check->mem, &form->unit, &form->project), form);
        }
    return forms;
}

// Its rows by first-level class and name; of equal ones the first.
static struct map rows_of(struct check *check, const struct form *form)
{
    struct map rows = map_new(check->mem);
    for (size_t i = form->n_rows; i-- > 0;) {
        struct row *row = &form->rows[i];
        if (form_has(&row->level3))
            map_put(&rows, check_pair(check->mem, &row->level1, &row->level3), row);
    }
    return rows;
}

// Last year's actual in the unit of this year's target; false if they cannot be compared.
static bool last_actual(struct check *check, struct ratio *out, const struct row *now,
                        const struct row *last)
{
    const struct cell *unit =
        form_has(&last->actual.unit) ? &last->actual.unit : &last->target.unit;
    struct dec actual;
    struct ratio factor;
    return form_number(&actual, &last->actual.value) &&
           words_unit_convert(check->mem, check->words, unit->text, now->target.unit.text,
                              &factor) &&
           ratio_mul(out, ratio_of(actual), factor) == RC_OK;
}

static void compare_row(struct check *check, struct check_form *form, const struct check_row *row,
                        const struct row *last)
{
    struct dec target;
    struct ratio before;
    bool doubt = false;
    if (!check_ask_value(check, form, row, ASK_TARGET, &doubt) ||
        !form_number(&target, &row->row->target.value))
        return;
    if (last->actual.value.state == CELL_MISSING) {
        check_open(check, form, row, "last_lost", ASKS);
        return;
    }
    if (!last_actual(check, &before, row->row, last))
        return;
    enum score_op op = row->score->op;
    bool is_ceiling = op == SCORE_OP_LE || op == SCORE_OP_LT;
    int cmp = ratio_cmp(ratio_of(target), before);
    if (is_ceiling ? cmp <= 0 : cmp >= 0)
        return;
    struct check_say say = check_begin(check, form, row, SEVERITY_WARNING);
    struct str actual = check_value_text(check->mem, &last->actual);
    say.is_doubtful = doubt || last->actual.value.state == CELL_DOUBTFUL;
    say.printed = row->row->target.value.text;
    say.expected = check_join(check->mem, is_ceiling ? STR("≤ ") : STR("≥ "), actual);
    check_arg(&say, "target", check_value_text(check->mem, &row->row->target));
    check_arg(&say, "last", actual);
    check_at_row(&say, &row->row->target.value, "target/value");
    check_end(&say);
}

static void compare_form(struct check *check, struct check_form *form, const struct map *forms)
{
    const struct form *now = form->form;
    bool doubt = false;
    if (!check_ask(check, form, NULL, &now->unit, ASK_UNIT, &doubt) ||
        !check_ask(check, form, NULL, &now->project, ASK_PROJECT, &doubt))
        return;
    const struct form *last = map_get(forms, check_pair(check->mem, &now->unit, &now->project));
    if (!last) {
        check_open(check, form, NULL, "no_last_form", ASKS);
        return;
    }
    struct map rows = rows_of(check, last);
    for (size_t i = 0; i < form->n_rows; i++) {
        const struct check_row *row = &form->rows[i];
        const struct row *before =
            map_get(&rows, check_pair(check->mem, &row->row->level1, &row->row->level3));
        if (before)
            compare_row(check, form, row, before);
    }
}

void check_last_target(struct check *check)
{
    struct map forms = forms_of(check);
    for (size_t i = 0; i < check->n_forms; i++) {
        if (check->input->n_last)
            compare_form(check, &check->forms[i], &forms);
        else
            check_open(check, &check->forms[i], NULL, "no_last", ASKS);
    }
}
