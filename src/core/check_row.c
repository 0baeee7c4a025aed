// SPDX-License-Identifier: AGPL-3.0-or-later
// H08, H10-H14, H30, H34, H43: the points of one row. What a row is worth is core/score's.
#include "core/check_rules.h"

#include "core/check.h"
#include "core/check_work.h"
#include "core/form.h"
#include "core/profile.h"
#include "core/score.h"
#include "core/words.h"

void check_row_bounds(struct check *check, struct check_form *form, const struct check_row *row)
{
    const struct score_row *score = row->score;
    bool doubt = false;
    if (!check_ask_scored(check, form, row, &doubt) ||
        !(score->is_above_weight || score->is_negative))
        return;
    struct check_say say = check_begin(check, form, row, SEVERITY_ERROR);
    say.is_doubtful = doubt;
    say.message = score->is_negative ? "negative" : "message";
    say.printed = row->row->score.text;
    say.expected = score->is_negative ? STR("≥ 0")
                                      : check_join(check->mem, STR("≤ "),
                                                   dec_print(check->mem, score->weight.dec));
    check_arg(&say, "printed", say.printed);
    check_arg_dec(&say, "weight", score->weight.dec);
    check_at_row(&say, &row->row->score, "score");
    check_end(&say);
}

// The arguments that the rules of numbers share.
static void arg_numbers(struct check_say *say, const struct check_row *row)
{
    struct mem *mem = say->check->mem;
    const struct value *target = &row->row->target;
    check_arg(say, "op", str_of(score_op_text(row->score->op)));
    check_arg(say, "target", check_join(mem, target->value.text, target->unit.text));
    check_arg(say, "actual", check_value_text(mem, &row->row->actual));
}

static void arg_points(struct check_say *say, const struct check_row *row)
{
    check_arg(say, "printed", row->row->score.text);
    check_arg_dec(say, "weight", row->score->weight.dec);
    check_arg(say, "expected", say->expected);
}

// What the form says about the row: its reason, or the common one where there is no column.
static struct str reason_text(const struct check_form *form, const struct check_row *row)
{
    return row->reason == REASON_NO_COLUMN ? form->common_reason : row->reason_cell->text;
}

// Which message: is the operator printed, and would a coarser rounding explain the score?
static const char *message_of(const struct score_row *score)
{
    static const char *const names[2][3] = {{"message", "whole", "coarser"},
                                            {"assumed", "assumed_whole", "assumed_coarser"}};
    int coarser = !score->has_coarser ? 0 : score->coarser_digits ? 2 : 1;
    return names[score->op_is_assumed][coarser];
}

// A number of the row's that is below or beside what §4 gives: H10 and H11.
static void say_points(struct check *check, struct check_form *form, const struct check_row *row,
                       bool doubt)
{
    const struct score_row *score = row->score;
    struct check_say say =
        check_begin(check, form, row, score->op_is_assumed ? SEVERITY_WARNING : SEVERITY_ERROR);
    say.is_doubtful = doubt;
    say.printed = row->row->score.text;
    say.expected = dec_print(check->mem, score->value.dec);
    arg_numbers(&say, row);
    arg_points(&say, row);
    check_arg(&say, "exact", ratio_show(check->mem, score->over_exact.ratio, 4));
    say.message = message_of(score);
    if (score->has_coarser) {
        check_arg_int(&say, "digits", score->coarser_digits);
        check_arg_label(&say, "mode",
                        score->coarser_mode == ROUND_TRUNC ? "rule.mode.trunc"
                                                           : "rule.mode.half_up");
    }
    check_at_row(&say, &row->row->score, "score");
    check_end(&say);
}

void check_row_met(struct check *check, struct check_form *form, const struct check_row *row)
{
    bool doubt = false;
    if (!check_ask_numeric(check, form, row, &doubt) ||
        !check_ask_scored(check, form, row, &doubt) || !row->score->is_below)
        return;
    if (row->reason == REASON_LOST)
        check_open(check, form, row, "missing", ASK_REASON);
    else if (!words_in(check->words, "target_too_low", reason_text(form, row)))
        say_points(check, form, row, doubt);
}

void check_row_unmet(struct check *check, struct check_form *form, const struct check_row *row)
{
    bool doubt = false;
    if (check_ask_numeric(check, form, row, &doubt) && check_ask_scored(check, form, row, &doubt) &&
        row->score->is_unequal)
        say_points(check, form, row, doubt);
}

void check_row_over(struct check *check, struct check_form *form, const struct check_row *row)
{
    const struct score_row *score = row->score;
    bool doubt = false;
    if (!check_ask_numeric(check, form, row, &doubt) || !score->is_over ||
        !check_ask_scored(check, form, row, &doubt) || !score->is_full)
        return;
    if (row->reason == REASON_LOST)
        check_open(check, form, row, "missing", ASK_REASON);
    bool is_silent =
        row->reason == REASON_NO_COLUMN ? !form->has_common_reason : row->reason == REASON_EMPTY;
    if (!is_silent)
        return;
    struct check_say say = check_begin(check, form, row, SEVERITY_WARNING);
    say.is_doubtful = doubt;
    say.printed = row->row->actual.value.text;
    arg_numbers(&say, row);
    arg_points(&say, row);
    check_arg(&say, "over", check_cut(check, score->overshoot.ratio));
    check_arg_dec(&say, "bound", check->profile->over_pct);
    check_at_row(&say, &row->row->actual.value, "actual/value");
    check_end(&say);
}

void check_row_slack(struct check *check, struct check_form *form, const struct check_row *row)
{
    const struct score_row *score = row->score;
    bool doubt = false;
    if (!check_ask_numeric(check, form, row, &doubt) || !score->is_slack)
        return;
    struct check_say say =
        check_begin(check, form, row, score->is_cost ? SEVERITY_WARNING : SEVERITY_NOTE);
    say.is_doubtful = doubt;
    say.printed = row->row->actual.value.text;
    arg_numbers(&say, row);
    check_arg(&say, "slack", check_cut(check, score->slack.ratio));
    check_arg_dec(&say, "bound", check->profile->slack_warn);
    check_at_row(&say, &row->row->actual.value, "actual/value");
    check_end(&say);
}

void check_row_band(struct check *check, struct check_form *form, const struct check_row *row)
{
    const struct score_row *score = row->score;
    bool doubt = false;
    if (!check_ask_value(check, form, row, ASK_TARGET, &doubt) ||
        !check_ask_value(check, form, row, ASK_ACTUAL, &doubt) ||
        score->kind != SCORE_QUALITATIVE || !check_ask_scored(check, form, row, &doubt) ||
        !score->is_outside_band)
        return;
    struct check_say say = check_begin(check, form, row, SEVERITY_ERROR);
    say.is_doubtful = doubt;
    say.printed = row->row->score.text;
    say.expected = dec_print(check->mem, score->strict.dec);
    arg_points(&say, row);
    struct ratio share;
    check_arg(&say, "phrase", row->row->actual.text.text);
    BUG_IF(ratio_mul(&share, score->share.ratio, ratio_int(100)) != RC_OK);
    check_arg(&say, "share", check_cut(check, share));
    check_arg_dec(&say, "from", dec_trim(score->band_from));
    check_arg_dec(&say, "to", dec_trim(score->band_to));
    check_at_row(&say, &row->row->score, "score");
    check_end(&say);
}

void check_row_weight(struct check *check, struct check_form *form, const struct check_row *row)
{
    const struct score_row *score = row->score;
    bool doubt = false;
    if (!score->weight.is_known) {
        if (!score->is_follower)
            check_ask(check, form, row, &row->row->weight, ASK_WEIGHT, &doubt);
        return;
    }
    // A merged weight is not one row's.
    if (!score->is_heavy || score->n_group > 1)
        return;
    struct check_say say = check_begin(check, form, row, SEVERITY_WARNING);
    struct str bound = dec_print(check->mem, check->profile->row_weight_max);
    say.is_doubtful = row->row->weight.state == CELL_DOUBTFUL;
    say.printed = dec_print(check->mem, score->weight.dec);
    say.expected = check_join(check->mem, STR("≤ "), bound);
    check_arg(&say, "weight", say.printed);
    check_arg(&say, "bound", bound);
    check_at_row(&say, &row->row->weight, "weight");
    check_end(&say);
}

void check_row_rescore(struct check *check, struct check_form *form, const struct check_row *row)
{
    bool doubt = false;
    if (!check_ask(check, form, row, &row->row->rescore, ASK_RESCORE, &doubt) ||
        !check_ask(check, form, row, &row->row->score, ASK_SCORE, &doubt) ||
        !row->score->is_rescored_far)
        return;
    struct check_say say = check_begin(check, form, row, SEVERITY_WARNING);
    say.is_doubtful = doubt;
    say.printed = row->row->score.text;
    say.expected = row->row->rescore.text;
    check_arg(&say, "printed", say.printed);
    check_arg(&say, "rescore", say.expected);
    check_arg_dec(&say, "gap", row->score->rescore_gap.dec);
    check_arg_dec(&say, "bound", check->profile->rescore_gap);
    check_at_row(&say, &row->row->rescore, "rescore");
    check_end(&say);
}

enum blank_column { BLANK_ACTUAL, BLANK_SCORE, BLANKS };

static bool is_blank(const struct check_row *row, enum blank_column column)
{
    const struct value *actual = &row->row->actual;
    if (column == BLANK_SCORE)
        return row->row->score.state == CELL_EMPTY;
    return actual->value.state == CELL_EMPTY || actual->text.state == CELL_EMPTY;
}

// Followers of a merged cell, rows whose target is unread too, and rows that have no such cell (a
// sub-row, a management line) are excepted.
static bool is_expected(const struct check_row *row, enum blank_column column)
{
    const struct value *target = &row->row->target, *actual = &row->row->actual;
    bool is_there = column == BLANK_SCORE
                        ? row->row->score.state != CELL_ABSENT
                        : actual->value.state != CELL_ABSENT || actual->text.state != CELL_ABSENT;
    return is_there && !row->score->is_follower && target->value.state != CELL_MISSING &&
           target->text.state != CELL_MISSING;
}

static void say_blank(struct check *check, struct check_form *form, const struct check_row *row,
                      const bool blank[BLANKS])
{
    struct check_say say = check_begin(check, form, row, SEVERITY_ERROR);
    const char *label = blank[BLANK_SCORE] ? "rule.cell.score" : "rule.cell.actual";
    if (blank[BLANK_ACTUAL] && blank[BLANK_SCORE])
        label = "rule.cell.actual_and_score";
    check_arg_label(&say, "cell", label);
    if (!row) {
        say.message = "all";
        check_at(&say, NULL, "/indicators");
    } else if (blank[BLANK_SCORE]) {
        check_at_row(&say, &row->row->score, "score");
    } else {
        check_at_row(&say, &row->row->actual.value, "actual/value");
    }
    check_end(&say);
}

void check_row_blank(struct check *check, struct check_form *form)
{
    size_t n[BLANKS] = {0}, n_blank[BLANKS] = {0};
    for (size_t i = 0; i < form->n_rows; i++) {
        const struct check_row *row = &form->rows[i];
        for (int c = 0; c < BLANKS; c++) {
            bool is_there = is_expected(row, (enum blank_column)c);
            n[c] += is_there;
            n_blank[c] += is_there && is_blank(row, (enum blank_column)c);
        }
        if (row->row->score.state == CELL_MISSING)
            check_open(check, form, row, "missing", ASK_SCORE);
        else if (row->row->actual.value.state == CELL_MISSING)
            check_open(check, form, row, "missing", ASK_ACTUAL);
    }
    bool all[BLANKS];
    for (int c = 0; c < BLANKS; c++)
        all[c] = n[c] > 1 && n_blank[c] == n[c];
    if (all[BLANK_ACTUAL] || all[BLANK_SCORE])
        say_blank(check, form, NULL, all);
    for (size_t i = 0; i < form->n_rows; i++) {
        const struct check_row *row = &form->rows[i];
        bool blank[BLANKS];
        for (int c = 0; c < BLANKS; c++)
            blank[c] = !all[c] && is_expected(row, (enum blank_column)c) &&
                       is_blank(row, (enum blank_column)c);
        if (blank[BLANK_ACTUAL] || blank[BLANK_SCORE])
            say_blank(check, form, row, blank);
    }
}
