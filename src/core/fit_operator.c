// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_operator: operators that OCR lost or misread, on a form that shows damage elsewhere.
//
// Only where most targets of the form have an operator, and the print of the form is visibly
// damaged: ≥ printed as the digit 2 is read as ≥ if the points allow nothing else, and is doubtful
// if they allow both; a > may be what is left of a ≥ and is doubtful.
#include "base/mem.h"
#include "core/fit_reader.h"
#include "core/form.h"

// May the target be `t` or more, as far as the score says? A row of full points met its target.
static bool is_possible(const struct row *row, struct dec t)
{
    struct dec actual, weight, score;
    if (!form_number(&actual, &row->actual.value))
        return true;
    bool full = form_number(&weight, &row->weight) && form_number(&score, &row->score) &&
                dec_cmp(score, weight) >= 0;
    return !full || dec_cmp(actual, t) >= 0;
}

// A target that begins with 2 and has no operator, on a damaged form whose targets have them: OCR
// prints ≥ as 2. One reading that the points allow: that one; both: doubtful.
static void read_lost_operator(struct reader *r, struct row *row)
{
    struct cell *value = &row->target.value;
    struct str s = value->text;
    struct dec whole, rest;
    if (value->state != CELL_READ || row->target.op.state || s.len < 2 || s.ptr[0] != '2' ||
        !form_number(&whole, value))
        return;
    struct str digits = str_slice(s, 1, s.len);
    if (digits.ptr[0] == '0' && digits.len > 1 && digits.ptr[1] != '.')
        return;
    if (dec_read(&rest, digits) != RC_OK || !is_possible(row, rest))
        return;
    struct cell op = *value;
    op.why = value->why = "why.stand_in";
    if (is_possible(row, whole)) {
        op.state = CELL_MISSING;
        op.text = STR_NONE;
        value->state = CELL_DOUBTFUL;
    } else {
        op.state = value->state = CELL_REPAIRED;
        op.text = STR("≥");
        value->text = str_copy(r->mem, digits);
    }
    row->target.op = op;
}

// On a damaged form > may be what is left of ≥: both are possible, the usual one is shown.
static void doubt_greater(struct row *row)
{
    struct cell *op = &row->target.op;
    if (op->state != CELL_READ || !str_eq_c(op->text, ">"))
        return;
    op->text = STR("≥");
    op->state = CELL_DOUBTFUL;
    op->why = "why.stand_in";
}

static void see_damage(void *context, struct cell *cell, bool is_number)
{
    (void)is_number;
    static const char *const signs[] = {"why.damaged", "why.torn_number", "why.stand_in"};
    for (size_t k = 0; k < LENGTH_OF(signs) && cell->why; k++)
        *(bool *)context |= str_eq_c(str_of(cell->why), signs[k]);
}

void fit_operator_lost(struct reader *r)
{
    size_t with = 0, without = 0;
    for (size_t k = 0; k < r->form->n_rows; k++)
        if (r->form->rows[k].target.value.state)
            *(r->form->rows[k].target.op.state ? &with : &without) += 1;
    bool is_damaged = false;
    form_each_leaf(r->form, see_damage, &is_damaged);
    if (with <= without || !is_damaged)
        return;
    for (size_t k = 0; k < r->form->n_rows; k++) {
        read_lost_operator(r, &r->form->rows[k]);
        doubt_greater(&r->form->rows[k]);
    }
}
