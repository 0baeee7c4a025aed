// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_trust.h"

#include "core/fit_atom.h"
#include "core/fit_cell.h"
#include "core/fit_cut.h"
#include "core/fit_heading.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/form.h"
#include "core/sheet.h"

enum { ROWS_LEAST = 5, BROKEN_SHARE = 3 }; // one row in BROKEN_SHARE is too many

static bool is_open(const struct cell *cell)
{
    return cell->state == CELL_MISSING || cell->state == CELL_DOUBTFUL;
}

static bool is_broken(const struct row *row)
{
    return is_open(&row->level3) || is_open(&row->weight) || is_open(&row->score) ||
           row->actual.value.state == CELL_MISSING || row->actual.text.state == CELL_MISSING;
}

static void miss(struct cell *cell, const char *why)
{
    if (!cell->state)
        *cell = (struct cell){.state = CELL_MISSING, .why = why};
}

// What was read may be another row's, and what was not may stand in another row or column.
static void doubt(struct cell *cell)
{
    fit_cell_doubt(cell, "why.table");
    miss(cell, "why.table");
}

static void doubt_value(struct value *value)
{
    doubt(&value->op);
    doubt(&value->value);
    doubt(&value->unit);
    if (!form_has(&value->value))
        doubt(&value->text);
}

static void doubt_row(struct row *row)
{
    struct cell *const cells[] = {&row->level1, &row->level2, &row->level3,
                                  &row->weight, &row->score,  &row->reason};
    for (size_t k = 0; k < LENGTH_OF(cells); k++)
        doubt(cells[k]);
    doubt_value(&row->target);
    doubt_value(&row->actual);
    fit_cell_doubt(&row->rescore, "why.table");
    fit_cell_doubt(&row->coefficient, "why.table");
}

// Every form has classes: a heading without them lost their words.
static void miss_classes(struct form *form)
{
    for (size_t i = 0; i < form->n_rows; i++) {
        miss(&form->rows[i].level1, "why.no_class_column");
        miss(&form->rows[i].level2, "why.no_class_column");
    }
}

static void doubt_rows(struct form *form)
{
    if (!form->columns[COLUMN_LEVEL1])
        miss_classes(form);
    size_t broken = 0;
    for (size_t i = 0; i < form->n_rows; i++)
        broken += is_broken(&form->rows[i]);
    if (form->n_rows < ROWS_LEAST || BROKEN_SHARE * broken < form->n_rows)
        return;
    for (size_t i = 0; i < form->n_rows; i++)
        doubt_row(&form->rows[i]);
}

// ---- words of the heading that stand elsewhere ----

// The columns whose word is a cell of the form outside its headings, a bit each.
static uint32_t words_elsewhere(struct reader *r)
{
    const struct cut *cut = r->cut;
    uint32_t found = 0;
    size_t heading = 0;
    for (size_t i = cut->i; i < cut->j; i++) {
        while (heading < cut->n_headings && i >= cut->headings[heading].j)
            heading++;
        bool is_inside = heading < cut->n_headings && i >= cut->headings[heading].i;
        if (is_inside || (cut->funds.n && i >= cut->funds.i && i < cut->funds.j))
            continue;
        const struct word *w = fit_lexicon_exact(r->lexicon, WORD_TABLE, cut->atoms->at[i].text);
        if (w && w->id < COLUMNS)
            found |= UINT32_C(1) << w->id;
    }
    return found;
}

static struct cell *cell_of(struct row *row, int column)
{
    switch (column) {
    case COLUMN_LEVEL1:
        return &row->level1;
    case COLUMN_LEVEL2:
        return &row->level2;
    case COLUMN_WEIGHT:
        return &row->weight;
    case COLUMN_SCORE:
        return &row->score;
    default:
        return &row->reason;
    }
}

// A column that has its word elsewhere has its cells elsewhere too: they are lost, not absent.
static void miss_columns(struct reader *r)
{
    static const int columns[] = {COLUMN_LEVEL1, COLUMN_LEVEL2, COLUMN_WEIGHT, COLUMN_SCORE,
                                  COLUMN_REASON};
    const uint32_t found = words_elsewhere(r);
    for (size_t k = 0; k < LENGTH_OF(columns); k++) {
        if (!(found >> columns[k] & 1) || fit_heading_has(r->heading, columns[k]))
            continue;
        for (size_t i = 0; i < r->form->n_rows; i++)
            miss(cell_of(&r->form->rows[i], columns[k]), "why.heading");
    }
}

// A goal in which a word of the heading stands has taken in what is none.
static void doubt_goal(const struct reader *r, struct cell *goal)
{
    for (size_t k = 0; k < r->lexicon->n_kinds[WORD_TABLE]; k++) {
        const struct word *w = &r->lexicon->kinds[WORD_TABLE][k];
        if (w->id <= COLUMN_LEVEL3 && str_ends(w->text, STR("指标")) &&
            str_has(goal->text, w->text))
            fit_cell_doubt(goal, "why.margin");
    }
}

// A unit that is a number: the row stands in columns that are not its own.
static void doubt_moved_rows(struct form *form)
{
    for (size_t i = 0; i < form->n_rows; i++) {
        struct row *row = &form->rows[i];
        struct str target = row->target.unit.text, actual = row->actual.unit.text;
        if ((target.len && target.ptr[0] >= '0' && target.ptr[0] <= '9') ||
            (actual.len && actual.ptr[0] >= '0' && actual.ptr[0] <= '9'))
            doubt_row(row);
    }
}

void fit_trust_form(struct reader *r)
{
    doubt_moved_rows(r->form);
    if (!r->sheet->is_off_page && !r->sheet->has_page_ends)
        return;
    miss_columns(r);
    doubt_rows(r->form);
    doubt_goal(r, &r->form->goal_expected);
    doubt_goal(r, &r->form->goal_actual);
}
