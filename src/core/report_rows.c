// SPDX-License-Identifier: AGPL-3.0-or-later
// The table of indicators: classes merged over their rows, every row with what stands beside it,
// the total and the grade.
#include "base/buf.h"
#include "base/mem.h"
#include "core/doc.h"
#include "core/form.h"
#include "core/report.h"
#include "core/report_job.h"
#include "core/score.h"

static const enum doc_column_kind column_kinds[REPORT_ROW_COLUMNS] = {
    [REPORT_LEVEL1] = DOC_COLUMN_CLASS,       [REPORT_LEVEL2] = DOC_COLUMN_CLASS,
    [REPORT_NAME] = DOC_COLUMN_NAME,          [REPORT_TARGET] = DOC_COLUMN_TEXT,
    [REPORT_ACTUAL] = DOC_COLUMN_TEXT,        [REPORT_WEIGHT] = DOC_COLUMN_NUMBER,
    [REPORT_SCORE] = DOC_COLUMN_NUMBER,       [REPORT_RESCORE] = DOC_COLUMN_NUMBER,
    [REPORT_COEFFICIENT] = DOC_COLUMN_NUMBER, [REPORT_CORE] = DOC_COLUMN_CLASS,
    [REPORT_REASON] = DOC_COLUMN_PROSE,
};

// The cell of a column; NULL for those that are values.
static const struct cell *cell_of(const struct row *row, int column)
{
    switch (column) {
    case REPORT_LEVEL1:
        return &row->level1;
    case REPORT_LEVEL2:
        return &row->level2;
    case REPORT_NAME:
        return &row->level3;
    case REPORT_WEIGHT:
        return &row->weight;
    case REPORT_SCORE:
        return &row->score;
    case REPORT_RESCORE:
        return &row->rescore;
    case REPORT_COEFFICIENT:
        return &row->coefficient;
    case REPORT_CORE:
        return &row->core;
    case REPORT_REASON:
        return &row->reason;
    default:
        return NULL;
    }
}

static const struct value *value_of(const struct row *row, int column)
{
    return column == REPORT_TARGET ? &row->target : &row->actual;
}

// True if something is said of the total or the grade.
static bool has_foot(const struct report_job *job)
{
    for (const struct report_item *item = *job->of_form; item; item = item->next)
        if (item->column >= REPORT_TOTAL_WEIGHT)
            return true;
    return false;
}

static bool has_column(const struct report_job *job, int column)
{
    const struct form *form = job->form;
    if (column == REPORT_NAME || (column == REPORT_SCORE && has_foot(job)))
        return true;
    if ((column == REPORT_WEIGHT && report_is_shown(&form->total_weight)) ||
        (column == REPORT_SCORE &&
         (report_is_shown(&form->total_score) || report_is_shown(&form->grade))))
        return true;
    for (size_t i = 0; i < form->n_rows; i++) {
        const struct cell *cell = cell_of(&form->rows[i], column);
        if (cell ? report_is_shown(cell) : report_has_value(value_of(&form->rows[i], column)))
            return true;
    }
    return false;
}

// The table at work.
struct table {
    struct report_job *job;
    int at[REPORT_ROW_COLUMNS]; // the place of each column; -1: not shown
    int n;
    struct doc_node *classes[2]; // the open cells of both classes
};

static bool is_same_class(const struct cell *a, const struct cell *b)
{
    return form_has(a) == form_has(b) && str_eq(report_text(a), report_text(b)) &&
           (form_has(a) || a->state == b->state);
}

// True if the class of this column begins with this row.
static bool is_class_start(const struct form *form, size_t i, int column)
{
    if (i == 0)
        return true;
    const struct row *row = &form->rows[i], *before = &form->rows[i - 1];
    return !is_same_class(&row->level1, &before->level1) ||
           (column == REPORT_LEVEL2 && !is_same_class(&row->level2, &before->level2));
}

// The points that the heading of a class prints: 产出指标(50分).
static void put_class_weight(struct report_job *job, const struct cell *class)
{
    const struct cell *weight = map_get(&job->class_weights, report_text(class));
    if (!weight)
        return;
    doc_space(job->doc);
    doc_text(job->doc, DOC_QUIET, REPORT_SAY(job, "page.points", {"points", weight->text}));
}

// By name: the first weight of a class that is printed.
static void find_class_weights(struct report_job *job)
{
    job->class_weights = map_new(job->mem);
    for (size_t i = 0; i < job->form->n_classes; i++) {
        struct class_weight *class = &job->form->classes[i];
        if (form_has(&class->weight) && !map_get(&job->class_weights, class->name))
            map_put(&job->class_weights, class->name, &class->weight);
    }
}

static void put_class(struct table *table, size_t i, int column)
{
    struct report_job *job = table->job;
    const struct cell *cell = cell_of(&job->form->rows[i], column);
    struct doc_node **open = &table->classes[column == REPORT_LEVEL1 ? 0 : 1];
    if (table->at[column] < 0)
        return;
    if (!is_class_start(job->form, i, column)) {
        (*open)->down++;
        return;
    }
    *open = doc_cell(job->doc, table->at[column]);
    (*open)->is_head = report_is_shown(cell); // a class that is not there heads nothing
    (*open)->down = 1;
    report_cell(job, cell);
    put_class_weight(job, cell);
    report_badges(job, job->of_row[i], column);
    doc_close(job->doc, DOC_CELL);
}

// The place where a merged weight or score stands.
static bool put_merged(struct report_job *job, size_t i, int column)
{
    const struct cell *cell = cell_of(&job->form->rows[i], column);
    if (!job->score || !job->score->rows[i].is_follower || report_is_shown(cell) ||
        (column != REPORT_WEIGHT && column != REPORT_SCORE))
        return false;
    size_t group = job->score->rows[i].group + 1;
    struct str place = report_row_place(job, job->at_file, (int)job->at + 1, (int)group);
    doc_link(job->doc, REPORT_SAY(job, "page.merged", {"place", place}),
             report_row_anchor(job, job->number, group));
    return true;
}

static void put_cell(struct table *table, size_t i, int column)
{
    struct report_job *job = table->job;
    const struct row *row = &job->form->rows[i];
    const struct cell *cell = cell_of(row, column);
    if (table->at[column] < 0)
        return;
    struct doc_node *node = doc_cell(job->doc, table->at[column]);
    if (column == REPORT_NAME) {
        node->is_head = true;
        doc_text(job->doc, DOC_QUIET,
                 report_row_place(job, job->at_file, (int)job->at + 1, (int)i + 1));
        doc_space(job->doc);
    }
    if (!cell)
        report_value(job, value_of(row, column));
    else if (!put_merged(job, i, column))
        report_cell(job, cell);
    report_badges(job, job->of_row[i], column);
    doc_close(job->doc, DOC_CELL);
}

static void mark_row(struct report_job *job, struct report_beside *beside,
                     struct report_mark *marks, const struct row *row)
{
    for (int c = 0; c < REPORT_ROW_COLUMNS; c++) {
        const struct cell *cell = cell_of(row, c);
        if (cell)
            report_mark_cell(job, marks, &beside->n_marks, REPORT_PART_ROW, c, cell);
        else
            report_mark_value(job, marks, &beside->n_marks, c, value_of(row, c));
    }
}

static void put_row(struct table *table, size_t i)
{
    struct report_job *job = table->job;
    struct report_mark marks[REPORT_MARKS_OF_ROW];
    struct report_beside beside = {
        .list = job->of_row[i], .column = -1, .marks = marks, .row = i + 1};
    for (struct report_item *item = job->of_row[i]; item; item = item->next) {
        bool is_class = item->column == REPORT_LEVEL1 || item->column == REPORT_LEVEL2;
        if (table->at[item->column] < 0 ||
            (is_class && !is_class_start(job->form, i, item->column)))
            item->column = REPORT_NAME;
    }
    mark_row(job, &beside, marks, &job->form->rows[i]);
    doc_open(job->doc, DOC_ROW, STR_NONE)->id = report_row_anchor(job, job->number, i + 1);
    put_class(table, i, REPORT_LEVEL1);
    put_class(table, i, REPORT_LEVEL2);
    for (int c = REPORT_NAME; c < REPORT_ROW_COLUMNS; c++)
        put_cell(table, i, c);
    doc_close(job->doc, DOC_ROW);
    if (!report_is_beside(job, &beside))
        return;
    for (size_t k = 0; k < LENGTH_OF(table->classes); k++)
        if (table->classes[k])
            table->classes[k]->down++;
    doc_open(job->doc, DOC_ROW, STR_NONE)->is_aside = true;
    doc_cell(job->doc, table->at[REPORT_NAME])->across = table->n - table->at[REPORT_NAME];
    report_beside(job, &beside);
    doc_close(job->doc, DOC_CELL);
    doc_close(job->doc, DOC_ROW);
}

// A cell of the last rows, from one column to before another.
static void put_foot_cell(struct table *table, int from, int to, const struct cell *cell, int field)
{
    struct report_job *job = table->job;
    doc_cell(job->doc, from)->across = to - from;
    if (cell) {
        report_cell(job, cell);
        report_badges(job, *job->of_form, field);
    }
    doc_close(job->doc, DOC_CELL);
}

static void put_foot_beside(struct table *table, struct report_beside *beside)
{
    struct report_job *job = table->job;
    if (!report_is_beside(job, beside))
        return;
    doc_open(job->doc, DOC_ROW, STR_NONE)->is_aside = true;
    doc_cell(job->doc, 0)->across = table->n;
    report_beside(job, beside);
    doc_close(job->doc, DOC_CELL);
    doc_close(job->doc, DOC_ROW);
}

static void open_foot(struct table *table, const char *key, int across)
{
    struct doc_node *row = doc_open(table->job->doc, DOC_ROW, STR_NONE);
    row->is_total = true;
    struct doc_node *cell = doc_cell(table->job->doc, 0);
    cell->is_head = true;
    cell->across = across;
    doc_text(table->job->doc, DOC_PLAIN, report_word(table->job, key));
    doc_close(table->job->doc, DOC_CELL);
}

static void put_total(struct table *table)
{
    struct report_job *job = table->job;
    const struct form *form = job->form;
    struct report_mark marks[2];
    struct report_beside weight = {.list = *job->of_form,
                                   .column = REPORT_TOTAL_WEIGHT,
                                   .marks = marks},
                         score = {.list = *job->of_form,
                                  .column = REPORT_TOTAL_SCORE,
                                  .marks = marks + 1};
    int at_weight = table->at[REPORT_WEIGHT], at_score = table->at[REPORT_SCORE];
    for (struct report_item *item = *job->of_form; item; item = item->next)
        if (item->column == REPORT_TOTAL_WEIGHT && at_weight < 0)
            item->column = REPORT_TOTAL_SCORE;
    int begin = at_weight >= 0 ? at_weight : at_score;
    report_mark_cell(job, marks, &weight.n_marks, REPORT_PART_FIELD, REPORT_TOTAL_WEIGHT,
                     &form->total_weight);
    report_mark_cell(job, marks + 1, &score.n_marks, REPORT_PART_FIELD, REPORT_TOTAL_SCORE,
                     &form->total_score);
    open_foot(table, "report.total", begin);
    if (at_weight >= 0)
        put_foot_cell(table, at_weight, at_weight + 1, &form->total_weight, REPORT_TOTAL_WEIGHT);
    if (at_score >= 0)
        put_foot_cell(table, at_score, at_score + 1, &form->total_score, REPORT_TOTAL_SCORE);
    int end = at_score >= 0 ? at_score + 1 : at_weight + 1;
    if (end < table->n)
        put_foot_cell(table, end, table->n, NULL, REPORT_WHOLE);
    doc_close(job->doc, DOC_ROW);
    put_foot_beside(table, &weight);
    put_foot_beside(table, &score);
}

static void put_grade(struct table *table)
{
    struct report_job *job = table->job;
    const struct cell *cell = &job->form->grade;
    struct report_mark marks[1];
    struct report_beside beside = {.list = *job->of_form, .column = REPORT_GRADE, .marks = marks};
    int at = table->at[REPORT_SCORE];
    report_mark_cell(job, marks, &beside.n_marks, REPORT_PART_FIELD, REPORT_GRADE, cell);
    if (!report_is_shown(cell) && !report_is_beside(job, &beside))
        return;
    open_foot(table, "report.grade", at);
    put_foot_cell(table, at, table->n, cell, REPORT_GRADE);
    doc_close(job->doc, DOC_ROW);
    put_foot_beside(table, &beside);
}

void report_rows(struct report_job *job)
{
    const struct form *form = job->form;
    struct table table = {.job = job};
    find_class_weights(job);
    struct doc_column *columns = MEM_ARRAY(job->mem, REPORT_ROW_COLUMNS, struct doc_column);
    for (int c = 0; c < REPORT_ROW_COLUMNS; c++) {
        table.at[c] = has_column(job, c) ? table.n : -1;
        if (table.at[c] >= 0)
            columns[table.n++] = (struct doc_column){
                report_word(job, report_key(REPORT_PART_ROW, c)), column_kinds[c]};
    }
    if (form->n_rows == 0 && table.at[REPORT_SCORE] < 0 && table.at[REPORT_WEIGHT] < 0)
        return;
    doc_table(job->doc, report_word(job, "page.rows"), columns, (size_t)table.n)->is_wide = true;
    for (size_t i = 0; i < form->n_rows; i++)
        put_row(&table, i);
    if (table.at[REPORT_SCORE] >= 0 || table.at[REPORT_WEIGHT] >= 0)
        put_total(&table);
    if (table.at[REPORT_SCORE] >= 0)
        put_grade(&table);
    doc_close(job->doc, DOC_TABLE);
}
