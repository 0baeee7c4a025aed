// SPDX-License-Identifier: AGPL-3.0-or-later
// H17-H20: the column 偏差原因分析及改进措施. A torn reason counts as filled; of its words only
// those that can be read speak.
#include "core/check_rules.h"

#include "base/map.h"
#include "base/mem.h"
#include "core/check.h"
#include "core/check_text.h"
#include "core/check_work.h"
#include "core/form.h"
#include "core/score.h"

// False, and said, where the layout has no reasons or this one is lost.
static bool ask_reason(struct check *check, struct check_form *form, const struct check_row *row,
                       bool *doubt)
{
    if (row->reason != REASON_NO_COLUMN && row->reason != REASON_LOST)
        return true;
    check_ask(check, form, row, row->reason_cell, ASK_REASON, doubt);
    return false;
}

static bool weight_is_doubtful(const struct check_row *row)
{
    return row->row->weight.state == CELL_DOUBTFUL || row->score->score_is_doubtful;
}

static void say_none(struct check *check, struct check_form *form, const struct check_row *row)
{
    const struct score_row *score = row->score;
    bool is_assumed = !score->is_lost && score->op_is_assumed;
    struct check_say say =
        check_begin(check, form, row, is_assumed ? SEVERITY_WARNING : SEVERITY_ERROR);
    say.is_doubtful = score->is_lost ? weight_is_doubtful(row) : score->rests_on_doubt;
    say.message = score->is_lost ? "message" : "unmet";
    say.printed = row->row->score.text;
    check_arg(&say, "printed", say.printed);
    check_arg(&say, "weight",
              score->weight.is_known ? dec_print(check->mem, score->weight.dec) : STR_NONE);
    check_arg(&say, "target", check_value_text(check->mem, &row->row->target));
    check_arg(&say, "actual", check_value_text(check->mem, &row->row->actual));
    check_at_row(&say, &row->row->reason, "reason");
    check_end(&say);
}

void check_reason_none(struct check *check, struct check_form *form, const struct check_row *row)
{
    bool doubt = false;
    if (!ask_reason(check, form, row, &doubt) || row->reason != REASON_EMPTY)
        return;
    if (row->score->is_lost || row->score->met == SCORE_MET_NO) {
        say_none(check, form, row);
        return;
    }
    // Nothing speaks for a loss: say which input would be needed to know.
    if (row->row->score.state == CELL_MISSING || row->row->weight.state == CELL_MISSING)
        check_ask_scored(check, form, row, &doubt);
    else if (row->score->met == SCORE_MET_UNKNOWN &&
             check_ask_value(check, form, row, ASK_TARGET, &doubt))
        check_ask_value(check, form, row, ASK_ACTUAL, &doubt);
}

void check_reason_words(struct check *check, struct check_form *form, const struct check_row *row)
{
    bool doubt = false;
    if (!ask_reason(check, form, row, &doubt) || row->reason == REASON_EMPTY ||
        !check_ask_scored(check, form, row, &doubt) || !row->score->is_lost)
        return;
    struct str text = row->reason_cell->text;
    bool has_cause = check_text_has_cause(check->words, text);
    bool has_measure = check_text_has_measure(check->words, text);
    if (has_cause && has_measure)
        return;
    if (row->reason == REASON_TORN) {
        check_open(check, form, row, "torn", ASK_REASON);
        return;
    }
    struct check_say say =
        check_begin(check, form, row, has_measure ? SEVERITY_NOTE : SEVERITY_WARNING);
    say.is_doubtful = doubt;
    say.message = has_measure ? "no_cause" : has_cause ? "message" : "neither";
    say.printed = text;
    check_arg(&say, "text", text);
    check_at_row(&say, row->reason_cell, "reason");
    check_end(&say);
}

void check_reason_idle(struct check *check, struct check_form *form, const struct check_row *row)
{
    bool doubt = false;
    if (!ask_reason(check, form, row, &doubt) || row->reason == REASON_EMPTY ||
        !check_ask_scored(check, form, row, &doubt))
        return;
    const struct score_row *score = row->score;
    // A filled reason on a row far over its target explains the overshoot.
    if (score->met != SCORE_MET_YES || !score->is_full || score->is_over)
        return;
    struct check_say say = check_begin(check, form, row, SEVERITY_NOTE);
    say.is_doubtful = doubt || score->rests_on_doubt;
    say.printed = row->reason_cell->text;
    check_arg(&say, "text", say.printed);
    check_at_row(&say, row->reason_cell, "reason");
    check_end(&say);
}

static void say_same(struct check *check, struct check_form *form, const size_t *rows, size_t n)
{
    const struct check_row *row = &form->rows[rows[0]];
    struct check_say say = check_begin(check, form, row, SEVERITY_WARNING);
    say.printed = row->reason_cell->text;
    say.rows = MEM_ARRAY(check->mem, n, struct finding_row);
    say.n_rows = n;
    for (size_t i = 0; i < n; i++) {
        say.rows[i] = (struct finding_row){form->file_name, form->number, (int)rows[i] + 1};
        say.is_doubtful |= weight_is_doubtful(&form->rows[rows[i]]);
    }
    check_arg(&say, "text", say.printed);
    check_arg_int(&say, "n", (int64_t)n);
    check_at_row(&say, row->reason_cell, "reason");
    check_end(&say);
}

void check_reason_same(struct check *check, struct check_form *form)
{
    struct map sets = map_new(check->mem);
    size_t *next = MEM_ARRAY(check->mem, form->n_rows + 1, size_t); // index + 1; 0 ends
    bool doubt = false;
    for (size_t i = form->n_rows; i-- > 0;) {
        const struct check_row *row = &form->rows[i];
        if (!ask_reason(check, form, row, &doubt) || !row->score->is_lost)
            continue;
        if (row->reason == REASON_TORN)
            check_open(check, form, row, "torn", ASK_REASON);
        if (row->reason != REASON_FILLED)
            continue;
        size_t *head = MEM_NEW(check->mem, size_t);
        *head = i + 1;
        const size_t *before = map_put(&sets, check_plain(check->mem, row->row->reason.text), head);
        next[i] = before ? *before : 0;
    }
    size_t *rows = MEM_ARRAY(check->mem, form->n_rows + 1, size_t);
    for (size_t s = 0; s < sets.n; s++) {
        size_t n = 0;
        for (size_t at = *(size_t *)sets.at[s].value; at; at = next[at - 1])
            rows[n++] = at - 1;
        if (n > 1)
            say_same(check, form, rows, n);
    }
}
