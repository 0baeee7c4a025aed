// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_trust.h"

#include "core/fit_cell.h"
#include "core/form.h"

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
    if (cell->state == CELL_ABSENT) {
        cell->state = CELL_MISSING;
        cell->why = why;
    }
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

void fit_trust_rows(struct form *form)
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
