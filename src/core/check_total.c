// SPDX-License-Identifier: AGPL-3.0-or-later
// H06, H07, H09, H22, H24, H38: the sums of points, the grade, and what they say beside the money.
#include "core/check_rules.h"

#include "core/check.h"
#include "core/check_text.h"
#include "core/check_work.h"
#include "core/form.h"
#include "core/profile.h"
#include "core/round.h"
#include "core/score.h"

// H06, H07 and H09 need the total line.
static bool ask_total_line(struct check *check, struct check_form *form, bool *doubt)
{
    const struct form *f = form->form;
    if (form_has(&f->total_score) || form_has(&f->total_weight))
        return true;
    return check_ask(check, form, NULL, &f->total_score, ASK_TOTAL, doubt);
}

// Asks for the weight or the score of a row, and says so too where the row alone has no such cell.
static bool ask_points(struct check *check, struct check_form *form, const struct check_row *row,
                       enum check_cell which, bool *doubt)
{
    bool is_weight = which == ASK_WEIGHT;
    const struct cell *cell = is_weight ? &row->row->weight : &row->row->score;
    bool is_none = cell->state == CELL_ABSENT || cell->state == CELL_DASH;
    if (is_none && form->form->columns[is_weight ? COLUMN_WEIGHT : COLUMN_SCORE])
        check_open(check, form, row, "lacks", which);
    return check_ask(check, form, row, cell, which, doubt);
}

// Why the sum of a column of the rows is not known: the first row that lacks its cell, or figures
// too large to be added.
static void open_column(struct check *check, struct check_form *form, enum check_cell which)
{
    bool doubt = false;
    struct dec sum = dec_int(0), d;
    for (size_t i = 0; i < form->n_rows; i++) {
        const struct check_row *row = &form->rows[i];
        if (!row->score->is_follower && !row->score->is_outside &&
            !ask_points(check, form, row, which, &doubt))
            return;
        const struct cell *cell = which == ASK_WEIGHT ? &row->row->weight : &row->row->score;
        if (form_number(&d, cell) && dec_add(&sum, sum, d) != RC_OK) {
            check_open(check, form, row, "overflow", which);
            return;
        }
    }
    if (!form->form->is_complete)
        check_open(check, form, NULL, "incomplete", ASKS);
}

void check_total_weights(struct check *check, struct check_form *form)
{
    const struct score *score = form->score;
    bool doubt = false;
    if (!ask_total_line(check, form, &doubt))
        return;
    if (!score->weight_sum.is_known) {
        open_column(check, form, ASK_WEIGHT);
        return;
    }
    if (score->is_weight_equal)
        return;
    struct check_say say = check_begin(check, form, NULL, SEVERITY_ERROR);
    say.is_doubtful = score->weights_rest_on_doubt;
    say.printed = dec_print(check->mem, score->weight_sum.dec);
    say.expected = dec_print(check->mem, check->profile->weight_total);
    check_arg(&say, "sum", say.printed);
    check_arg(&say, "total", say.expected);
    check_arg_dec(&say, "execution", score->exec_weight.dec);
    check_at(&say, &form->form->total_weight, "/total/weight");
    check_end(&say);
}

static bool scores_are_doubtful(const struct check_form *form)
{
    for (size_t i = 0; i < form->n_rows; i++)
        if (form->rows[i].score->score_is_doubtful)
            return true;
    return false;
}

void check_total_score(struct check *check, struct check_form *form)
{
    const struct score *score = form->score;
    const struct cell *cell = &form->form->total_score;
    bool doubt = false;
    if (!check_ask(check, form, NULL, cell, ASK_TOTAL, &doubt))
        return;
    if (score->has_exec && !form->total) {
        check_open(check, form, NULL, "absent", ASK_EXEC_SCORE);
        return;
    }
    if (score->has_exec &&
        !check_ask(check, form, NULL, &form->total->score, ASK_EXEC_SCORE, &doubt))
        return;
    if (!score->sum.is_known || !score->total_printed.is_known) {
        open_column(check, form, ASK_SCORE);
        return;
    }
    if (score->is_total_equal)
        return;
    struct check_say say = check_begin(check, form, NULL, SEVERITY_ERROR);
    say.is_doubtful = doubt || scores_are_doubtful(form);
    say.printed = cell->text;
    say.expected = dec_print(check->mem, score->sum.dec);
    check_arg(&say, "printed", say.printed);
    check_arg(&say, "sum", say.expected);
    check_arg_dec(&say, "rows", score->rows_printed.dec);
    check_arg_dec(&say, "execution", score->exec_printed.dec);
    check_at(&say, cell, "/total/score");
    check_end(&say);
}

void check_total_grade(struct check *check, struct check_form *form)
{
    const struct score *score = form->score;
    const struct cell *cell = &form->form->grade;
    bool doubt = false;
    if (!ask_total_line(check, form, &doubt) ||
        !check_ask(check, form, NULL, cell, ASK_GRADE, &doubt))
        return;
    if (!score->grade_expected.len) {
        open_column(check, form, ASK_SCORE);
        return;
    }
    if (score->is_grade_equal)
        return;
    struct check_say say = check_begin(check, form, NULL, SEVERITY_ERROR);
    say.is_doubtful = doubt || form->form->total_score.state == CELL_DOUBTFUL;
    say.printed = cell->text;
    say.expected = score->grade_expected;
    check_arg(&say, "printed", say.printed);
    check_arg(&say, "expected", say.expected);
    check_arg_dec(&say, "total", score->grade_on.dec);
    check_at(&say, cell, "/grade");
    check_end(&say);
}

// Of a form whose rate is known, so that there is a total line.
static bool money_is_doubtful(const struct check_form *form)
{
    return form->total->adjusted.state == CELL_DOUBTFUL ||
           form->total->executed.state == CELL_DOUBTFUL;
}

void check_total_gap(struct check *check, struct check_form *form)
{
    const struct score *score = form->score;
    if (!score->gap_is_evaluated) {
        bool has_rate = score->funds.rate.is_known;
        check_open(check, form, NULL, has_rate ? "weights_short" : "no_rate", ASKS);
        return;
    }
    if (!score->is_gap_far)
        return;
    struct check_say say = check_begin(check, form, NULL, SEVERITY_WARNING);
    say.is_doubtful = money_is_doubtful(form) || scores_are_doubtful(form);
    say.printed = check_percent(check, form, score->row_share.ratio);
    say.expected = check_percent(check, form, score->funds.rate_capped.ratio);
    check_arg(&say, "share", say.printed);
    check_arg(&say, "rate", say.expected);
    check_arg(&say, "gap", check_cut(check, score->gap.ratio));
    check_arg(&say, "other",
              score->gap_other.is_known ? check_cut(check, score->gap_other.ratio) : STR("—"));
    check_arg_dec(&say, "bound", check->profile->gap_warn);
    check_arg_label(&say, "base",
                    check->profile->gap_base == GAP_SHARE ? "rule.gap.share" : "rule.gap.rate");
    check_at(&say, &form->form->total_score, "/total/score");
    check_end(&say);
}

void check_total_cap(struct check *check, struct check_form *form)
{
    const struct score_cap *cap = &form->score->cap;
    if (!check->profile->n_caps && !check->profile->n_shown_caps) {
        check_open(check, form, NULL, "no_caps", ASKS);
        return;
    }
    if (!cap->is_evaluated) {
        bool known = form->score->funds.rate.is_known;
        check_open(check, form, NULL, known ? "missing" : "no_rate", known ? ASK_TOTAL : ASKS);
        return;
    }
    if (!cap->is_capped)
        return;
    struct check_say say = check_begin(check, form, NULL, SEVERITY_WARNING);
    say.is_doubtful = money_is_doubtful(form) || form->form->total_score.state == CELL_DOUBTFUL;
    say.message = cap->would_be ? "would_be" : "message";
    say.printed = dec_print(check->mem, cap->total);
    say.expected = score_print_total(check->mem, check->profile, cap->cap);
    check_arg(&say, "printed", say.printed);
    check_arg(&say, "cap", say.expected);
    check_arg(&say, "rate", check_percent(check, form, form->score->funds.rate.ratio));
    check_arg(&say, "before", cap->grade_before);
    check_arg(&say, "after", cap->grade_after);
    check_arg(&say, "profile", check->profile->caps_shown_of);
    check_at(&say, &form->form->total_score, "/total/score");
    check_end(&say);
}

// True if every row that carries points has all of them; says why if that cannot be known.
static bool is_full(struct check *check, struct check_form *form, bool *doubt)
{
    bool has_row = false;
    for (size_t i = 0; i < form->n_rows; i++) {
        const struct check_row *row = &form->rows[i];
        if (row->score->is_follower || row->score->is_outside)
            continue;
        bool has_weight = row->score->weight_from == SCORE_WEIGHT_PROFILE ||
                          ask_points(check, form, row, ASK_WEIGHT, doubt);
        if (!has_weight || !ask_points(check, form, row, ASK_SCORE, doubt) || !row->score->is_full)
            return false;
        has_row = true;
    }
    return has_row;
}

// The first text of the form that admits a gap, and where it stands.
static struct str find_gap(struct check *check, const struct check_form *form,
                           const struct cell **cell)
{
    const struct form *f = form->form;
    *cell = NULL;
    for (size_t i = 0; i < form->n_rows; i++) {
        const struct cell *reason = &f->rows[i].reason;
        if (form_has(reason) && check_text_has_gap(check->words, reason->text)) {
            *cell = reason;
            return reason->text;
        }
    }
    for (size_t i = 0; i < f->n_notes; i++)
        if (check_text_has_gap(check->words, f->notes[i].text))
            return f->notes[i].text;
    if (form_has(&f->goal_actual) && check_text_has_gap(check->words, f->goal_actual.text)) {
        *cell = &f->goal_actual;
        return f->goal_actual.text;
    }
    return check_text_has_gap(check->words, f->explanation) ? f->explanation : STR_NONE;
}

void check_total_full(struct check *check, struct check_form *form)
{
    bool doubt = false;
    if (!form->form->is_complete) {
        check_open(check, form, NULL, "incomplete", ASKS);
        return;
    }
    if (!is_full(check, form, &doubt))
        return;
    const struct cell *cell;
    struct str gap = find_gap(check, form, &cell);
    if (!gap.len)
        return;
    struct check_say say = check_begin(check, form, NULL, SEVERITY_WARNING);
    say.is_doubtful = doubt;
    say.printed = gap;
    check_arg(&say, "text", gap);
    check_at(&say, cell, "/total/score");
    check_end(&say);
}
