// SPDX-License-Identifier: AGPL-3.0-or-later
// A form as on paper, but for its indicators: head, funds, goals, and what stands below the table.
#include "base/buf.h"
#include "base/mem.h"
#include "core/doc.h"
#include "core/form.h"
#include "core/report.h"
#include "core/report_job.h"
#include "core/score.h"

// A field with its findings and marks; nothing where there is neither the cell nor a finding.
static void put_field(struct report_job *job, const struct cell *cell, int column)
{
    struct report_mark marks[1];
    struct report_beside beside = {.list = *job->of_form, .column = column, .marks = marks};
    report_mark_cell(job, marks, &beside.n_marks, REPORT_PART_FIELD, column, cell);
    bool is_beside = report_is_beside(job, &beside);
    if (!report_is_shown(cell) && !is_beside)
        return;
    doc_open(job->doc, DOC_FIELD, report_word(job, report_key(REPORT_PART_FIELD, column)));
    report_cell(job, cell);
    report_badges(job, beside.list, column);
    if (is_beside)
        report_beside(job, &beside);
    doc_close(job->doc, DOC_FIELD);
}

void report_head(struct report_job *job)
{
    const struct form *form = job->form;
    doc_open(job->doc, DOC_FIELDS, STR_NONE);
    put_field(job, &form->title, REPORT_TITLE);
    put_field(job, &form->year, REPORT_YEAR);
    put_field(job, &form->project, REPORT_PROJECT);
    put_field(job, &form->department, REPORT_DEPARTMENT);
    put_field(job, &form->unit, REPORT_UNIT);
    put_field(job, &form->money_unit, REPORT_MONEY_UNIT);
    doc_close(job->doc, DOC_FIELDS);
}

void report_goals(struct report_job *job)
{
    const struct form *form = job->form;
    doc_open(job->doc, DOC_FIELDS, STR_NONE)->is_wide = true;
    put_field(job, &form->goal_expected, REPORT_GOAL_EXPECTED);
    put_field(job, &form->goal_actual, REPORT_GOAL_ACTUAL);
    doc_close(job->doc, DOC_FIELDS);
}

static const struct cell *fund_cell(const struct fund *fund, int column)
{
    static const size_t offsets[REPORT_FUND_COLUMNS] = {
        [REPORT_FUND_NAME] = offsetof(struct fund, name),
        [REPORT_FUND_INITIAL] = offsetof(struct fund, initial),
        [REPORT_FUND_ADJUSTED] = offsetof(struct fund, adjusted),
        [REPORT_FUND_RECEIVED] = offsetof(struct fund, received),
        [REPORT_FUND_EXECUTED] = offsetof(struct fund, executed),
        [REPORT_FUND_WEIGHT] = offsetof(struct fund, weight),
        [REPORT_FUND_RATE] = offsetof(struct fund, rate),
        [REPORT_FUND_SCORE] = offsetof(struct fund, score),
    };
    return (const struct cell *)((const char *)fund + offsets[column]);
}

// Which columns any line has: their places in the table; -1: not shown.
static size_t fund_columns(const struct report_job *job, int at[REPORT_FUND_COLUMNS],
                           struct doc_column *columns)
{
    const struct form *form = job->form;
    size_t n = 0;
    for (int c = 0; c < REPORT_FUND_COLUMNS; c++) {
        bool is_shown = c == REPORT_FUND_NAME;
        for (size_t i = 0; i < form->n_funds && !is_shown; i++)
            is_shown = report_is_shown(fund_cell(&form->funds[i], c)) &&
                       fund_cell(&form->funds[i], c)->state != CELL_DASH;
        at[c] = is_shown ? (int)n : -1;
        if (is_shown)
            columns[n++] =
                (struct doc_column){report_word(job, report_key(REPORT_PART_FUND, c)),
                                    c == REPORT_FUND_NAME ? DOC_COLUMN_NAME : DOC_COLUMN_NUMBER};
    }
    return n;
}

static void put_fund(struct report_job *job, size_t i, const int at[REPORT_FUND_COLUMNS], size_t n)
{
    struct report_mark marks[REPORT_FUND_COLUMNS];
    struct report_beside beside = {.list = job->of_fund[i], .column = -1, .marks = marks};
    const struct fund *fund = &job->form->funds[i];
    beside.is_exec = job->score && job->score->funds.has_total_line && job->score->funds.total == i;
    for (struct report_item *item = job->of_fund[i]; item; item = item->next)
        item->column = at[item->column] < 0 ? REPORT_FUND_NAME : item->column;
    doc_open(job->doc, DOC_ROW, STR_NONE);
    for (int c = 0; c < REPORT_FUND_COLUMNS; c++) {
        const struct cell *cell = fund_cell(fund, c);
        report_mark_cell(job, marks, &beside.n_marks, REPORT_PART_FUND, c, cell);
        if (at[c] < 0)
            continue;
        doc_cell(job->doc, at[c])->is_head = c == REPORT_FUND_NAME;
        if (c == REPORT_FUND_NAME && !form_has(cell))
            doc_text(job->doc, DOC_PLAIN,
                     report_word_of(job, "rule.fund", str_cstr(job->mem, fund->source)));
        else
            report_cell(job, cell);
        report_badges(job, beside.list, c);
        doc_close(job->doc, DOC_CELL);
    }
    doc_close(job->doc, DOC_ROW);
    if (!report_is_beside(job, &beside))
        return;
    doc_open(job->doc, DOC_ROW, STR_NONE)->is_aside = true;
    doc_cell(job->doc, 0)->across = (int)n;
    report_beside(job, &beside);
    doc_close(job->doc, DOC_CELL);
    doc_close(job->doc, DOC_ROW);
}

void report_funds(struct report_job *job)
{
    const struct form *form = job->form;
    struct doc_column *columns = MEM_ARRAY(job->mem, REPORT_FUND_COLUMNS, struct doc_column);
    int at[REPORT_FUND_COLUMNS];
    if (form->n_funds == 0)
        return;
    size_t n = fund_columns(job, at, columns);
    struct str unit = report_text(&form->money_unit);
    struct doc_node *table =
        doc_table(job->doc,
                  unit.len > 0 ? REPORT_SAY(job, "form.funds_in", {"unit", unit})
                               : report_word(job, "form.funds"),
                  columns, n);
    table->is_wide = true;
    table->id = report_funds_anchor(job, job->number);
    for (size_t i = 0; i < form->n_funds; i++)
        put_fund(job, i, at, n);
    doc_close(job->doc, DOC_TABLE);
}

void report_foot(struct report_job *job)
{
    const struct form *form = job->form;
    if (form->explanation.len == 0 && form->n_notes == 0)
        return;
    doc_open(job->doc, DOC_FIELDS, STR_NONE)->is_wide = true;
    if (form->explanation.len > 0) {
        doc_open(job->doc, DOC_FIELD, report_word(job, "page.explanation"));
        doc_text(job->doc, DOC_PLAIN, form->explanation)->is_foreign = true;
        doc_close(job->doc, DOC_FIELD);
    }
    for (size_t i = 0; i < form->n_notes; i++) {
        const struct note *note = &form->notes[i];
        doc_open(job->doc, DOC_FIELD,
                 note->name.len > 0 ? note->name : report_word(job, "page.note"));
        doc_text(job->doc, DOC_PLAIN, note->text)->is_foreign = true;
        doc_close(job->doc, DOC_FIELD);
    }
    doc_close(job->doc, DOC_FIELDS);
}
