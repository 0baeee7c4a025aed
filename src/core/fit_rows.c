// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_rows: from segments to rows of a form.
//
// Each segment becomes cells (fit_cell); a class becomes a mark beside its row. What a heading
// names and a row does not have is empty where the row is as wide as the heading, else missing;
// weight and score merged over rows leave their followers without either key.
#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cell.h"
#include "core/fit_cut.h"
#include "core/fit_decode.h"
#include "core/fit_lexicon.h"
#include "core/fit_none.h"
#include "core/fit_reader.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum { YEAR_DIGITS = 4 };

static struct cell lost(const char *why)
{
    return (struct cell){.state = CELL_MISSING, .why = why};
}

// In a table with cells, a line of other cells than its rows may go on with the reason above, or
// not.
static bool is_other_line(const struct reader *r, const struct atoms *atoms,
                          const struct segment *s)
{
    int cells = r->heading->cells;
    for (size_t k = s->i; k < s->j; k++)
        if (cells > 2 && atoms->at[k].before >= BREAK_LINE && atoms->at[k].cells > 1 &&
            atoms->at[k].cells != cells)
            return true;
    return false;
}

static void fill(struct reader *r, const struct atoms *atoms, const struct segment *s,
                 struct row *row)
{
    struct cell whole = fit_atom_cell(r->mem, r->sheet, atoms, s->i, s->j);
    int at = (int)r->form->n_rows - 1;
    switch (s->column) {
    case COLUMN_LEVEL1:
    case COLUMN_LEVEL2:
        fit_reader_mark(r, whole, s->column == COLUMN_LEVEL1 ? 1 : 2, at, 2 * at + 1);
        break;
    case COLUMN_LEVEL3:
        row->level3 = fit_cell_name(r, atoms, s);
        break;
    case COLUMN_TARGET:
        fit_cell_value(r, atoms, s, &row->target);
        break;
    case COLUMN_ACTUAL:
        fit_cell_value(r, atoms, s, &row->actual);
        break;
    case COLUMN_WEIGHT:
        row->weight = fit_cell_points(r, atoms, s);
        break;
    case COLUMN_SCORE:
        row->score = fit_cell_points(r, atoms, s);
        break;
    case COLUMN_RESCORE:
        row->rescore = fit_cell_points(r, atoms, s);
        break;
    case COLUMN_COEFFICIENT:
        row->coefficient = fit_cell_points(r, atoms, s);
        break;
    case COLUMN_CORE:
        row->core = whole;
        break;
    case COLUMN_REASON:
        row->reason = whole;
        if (!whole.text.len)
            row->reason.state = CELL_MISSING;
        if (is_other_line(r, atoms, s))
            fit_cell_doubt(&row->reason, "why.torn");
        if (fit_value_read(r->scratch, r->lexicon, whole.text).flags & CONTENT_DASH)
            row->reason = (struct cell){.state = CELL_DASH, .raw = whole.raw, .at = whole.at};
        break;
    case COLUMN_UNIT:
        row->unit_column = whole;
        break;
    case COLUMN_OPERATOR:
        row->target.op = whole;
        break;
    default:
        break;
    }
}

// The cell that a column of the heading means.
static struct cell *cell_of(struct row *row, int column)
{
    switch (column) {
    case COLUMN_LEVEL3:
        return &row->level3;
    case COLUMN_WEIGHT:
        return &row->weight;
    case COLUMN_SCORE:
        return &row->score;
    case COLUMN_REASON:
        return &row->reason;
    case COLUMN_RESCORE:
        return &row->rescore;
    default:
        return NULL;
    }
}

// Joins a target split over three columns: operator, value, unit.
static void join_split_target(struct reader *r, struct row *row)
{
    struct cell op = row->target.op;
    if (op.state != CELL_ABSENT && !row->target.value.state && !row->target.text.state)
        row->target.op = (struct cell){0};
    else if (op.state == CELL_READ) {
        struct content c = fit_value_read(r->mem, r->lexicon, op.text);
        if (c.flags & CONTENT_ONLY_OPERATOR)
            row->target.op.text = str_copy(r->mem, c.op);
        else
            row->target.op = (struct cell){0};
    }
    if (row->unit_column.state == CELL_READ) {
        struct content c = fit_value_read(r->mem, r->lexicon, row->unit_column.text);
        if (c.flags & CONTENT_DASH)
            row->unit_column = (struct cell){
                .state = CELL_DASH, .raw = row->unit_column.raw, .at = row->unit_column.at};
        else if (row->target.value.state && !row->target.unit.state)
            row->target.unit = row->unit_column;
    }
}

// Are the cells of the column printed where nobody can tell of which rows they are?
static bool is_lost(const struct reader *r, int column)
{
    return (r->values_lost && column > COLUMN_LEVEL3) ||
           (column < COLUMNS && r->cut->atoms->lost >> column & 1);
}

// A letter for a unit that stands for a digit elsewhere (6754g) may be one here, unless the row's
// other value has the same unit.
static void doubt_letter(const struct reader *r, struct value *v, const struct value *other)
{
    if (!fit_lexicon_is(r->lexicon, 1u << LIST_CONFUSIONS, v->unit.text) ||
        str_eq(v->unit.text, other->unit.text))
        return;
    fit_cell_doubt(&v->value, "why.damaged");
    fit_cell_doubt(&v->unit, "why.damaged");
}

// A row's cells that the heading names and no segment filled.
static void fill_gaps(struct reader *r, const struct heading *h, struct row *row, bool is_wide,
                      bool is_last)
{
    bool ends = is_last && r->is_cut_off && !r->has_more;
    bool merged = !row->weight.state && !row->score.state && is_wide && r->form->n_rows > 1 &&
                  !ends && !is_lost(r, COLUMN_WEIGHT) && !is_lost(r, COLUMN_SCORE);
    const char *why = ends ? "why.text_ends" : "why.not_there";
    for (size_t k = 0; k < h->n; k++) {
        int column = h->at[k].column;
        struct cell *cell = cell_of(row, column);
        struct cell blank = is_wide && !ends ? (struct cell){.state = CELL_EMPTY} : lost(why);
        if (is_lost(r, column))
            blank = lost("why.count");
        if (column == COLUMN_TARGET && !fit_cell_has_value(&row->target))
            row->target.text = blank;
        else if (column == COLUMN_ACTUAL && !fit_cell_has_value(&row->actual))
            row->actual.text = blank;
        else if (cell && !cell->state) {
            if ((column == COLUMN_WEIGHT || column == COLUMN_SCORE) && merged)
                continue;
            if (column == COLUMN_REASON && !ends && !is_lost(r, column))
                blank = (struct cell){.state = CELL_EMPTY};
            *cell = blank;
        }
    }
}

// What an unknown column of the heading may hide: the reason where the row has print in it, and the
// values that every table has.
static void miss_columns(const struct heading *h, const struct segment *at, size_t n,
                         struct row *row)
{
    bool has[TABLE_UNKNOWN + 1] = {false}, is_filled = false;
    for (size_t k = 0; k < n; k++)
        is_filled |= at[k].column == TABLE_UNKNOWN;
    for (size_t k = 0; k < h->n; k++)
        has[h->at[k].column] = true;
    if (!has[TABLE_UNKNOWN])
        return;
    if (!has[COLUMN_REASON] && is_filled && !row->reason.state)
        row->reason = lost("why.heading");
    if (!has[COLUMN_TARGET] && !fit_cell_has_value(&row->target))
        row->target.text = lost("why.heading");
    if (!has[COLUMN_ACTUAL] && !fit_cell_has_value(&row->actual))
        row->actual.text = lost("why.heading");
}

// Room for as many rows, and their lines, as begin in the segments.
static void make_room(struct reader *r, const struct decoded *decoded)
{
    size_t n = decoded->n > 0;
    for (size_t k = 1; k < decoded->n; k++)
        n += decoded->at[k].starts_row;
    r->form->rows = MEM_ARRAY(r->in_parts ? r->scratch : r->mem, n, struct row);
    r->lines = MEM_ARRAY(r->scratch, n, struct row_lines);
}

static struct row *add_row(struct reader *r)
{
    struct form *f = r->form;
    f->rows[f->n_rows] = (struct row){0};
    return &f->rows[f->n_rows++];
}

// The least margin that a cell of this column needs.
static int threshold_of(const struct fit_weights *w, int column)
{
    switch (column) {
    case COLUMN_LEVEL1:
    case COLUMN_LEVEL2:
        return w->threshold_level;
    case COLUMN_LEVEL3:
        return w->threshold_name;
    case COLUMN_TARGET:
        return w->threshold_target;
    case COLUMN_ACTUAL:
        return w->threshold_actual;
    case COLUMN_REASON:
        return w->threshold_reason;
    default:
        return w->threshold_points;
    }
}

// Marks what the decoder was not sure of: the cell, and its leaves.
static void mark_doubt(struct reader *r, const struct segment *s, struct row *row)
{
    const struct fit_weights *w = &r->lexicon->weights;
    if (s->margin >= threshold_of(w, s->column) + (r->tiles ? w->threshold_tiled : 0))
        return;
    static const char why[] = "why.margin";
    struct value *v = s->column == COLUMN_TARGET   ? &row->target
                      : s->column == COLUMN_ACTUAL ? &row->actual
                                                   : NULL;
    if (v) {
        fit_cell_doubt(&v->op, why);
        fit_cell_doubt(&v->value, why);
        fit_cell_doubt(&v->unit, why);
        fit_cell_doubt(&v->text, why);
    } else if (cell_of(row, s->column)) {
        fit_cell_doubt(cell_of(row, s->column), why);
    } else if (s->column == COLUMN_LEVEL1 || s->column == COLUMN_LEVEL2) {
        struct cell *class = r->marks[r->n_marks - 1].cell;
        if (class->state == CELL_READ) {
            class->state = CELL_INFERRED;
            class->why = why;
        }
    }
}

// Most rows are as wide as the heading.
static bool is_mostly_wide(const struct heading *h, const struct atoms *atoms,
                           const struct decoded *decoded)
{
    size_t rows = 0, wide = 0;
    for (size_t k = 0; k < decoded->n; k++)
        if (decoded->at[k].starts_row) {
            rows++;
            wide += h->cells > 2 && atoms->at[decoded->at[k].i].cells == h->cells;
        }
    return 2 * wide > rows;
}

// A row of more cells than the heading has is torn somewhere: nothing in it is sure.
static void doubt_row(struct row *row)
{
    static const char why[] = "why.count";
    struct cell *cells[] = {&row->level3,       &row->target.op,   &row->target.value,
                            &row->target.unit,  &row->target.text, &row->actual.op,
                            &row->actual.value, &row->actual.unit, &row->actual.text,
                            &row->weight,       &row->score,       &row->reason,
                            &row->rescore};
    for (size_t k = 0; k < LENGTH_OF(cells); k++)
        fit_cell_doubt(cells[k], why);
}

// Does the row begin, where only the order tells cells apart, with a second-level class that no
// list knows? It may be the first words of the name.
static bool is_first_unknown(const struct reader *r, size_t marks)
{
    int cell_break = r->clean ? r->clean->cell_break : BREAK_CELL;
    bool is_flow = cell_break == BREAK_BLANK || cell_break == BREAK_LINE;
    for (size_t k = marks; k < r->n_marks && is_flow; k++)
        if (r->marks[k].level == 2 && !r->marks[k].is_known)
            return true;
    return false;
}

// Do two numbers with a point stand in the text with nothing between them (6.006.00)? A date has
// points too.
static bool has_run(struct str s)
{
    for (size_t i = 0, end; i < s.len; i = end + (end == i)) {
        size_t points = 0, first = 0;
        for (end = i;
             end < s.len && ((s.ptr[end] >= '0' && s.ptr[end] <= '9') || s.ptr[end] == '.'); end++)
            if (s.ptr[end] == '.' && !points++)
                first = end - i;
        if (points > 1 && first && first < YEAR_DIGITS && s.ptr[end - 1] != '.')
            return true;
    }
    return false;
}

// Does an operator that is no word stand before a digit in the text, as a target's does?
static bool has_sign(const struct reader *r, struct str s)
{
    for (bool in_bracket = false; s.len; in_bracket = str_next(&s) == '(') {
        const struct word *op = in_bracket ? NULL : fit_lexicon_operator(r->lexicon, s);
        bool is_word = !op || str_is_han(str_next(&(struct str){s.ptr, s.len}));
        size_t n = op ? op->text.len : 0;
        if (!is_word && n < s.len && s.ptr[n] >= '0' && s.ptr[n] <= '9')
            return true;
    }
    return false;
}

// Do cells with nothing between them stand in one of the row?
static bool is_run_together(const struct reader *r, const struct row *row)
{
    return has_run(row->level3.text) || has_sign(r, row->level3.text) ||
           has_sign(r, row->reason.text) || has_run(row->target.text.text) ||
           has_run(row->actual.text.text) || has_run(row->reason.text);
}

void fit_rows_build(struct reader *r, const struct atoms *atoms, const struct decoded *decoded)
{
    const struct heading *h = r->heading;
    bool after_sub = false, mostly_wide = is_mostly_wide(h, atoms, decoded);
    make_room(r, decoded);
    for (size_t k = 0; k < decoded->n;) {
        struct row *row = add_row(r);
        size_t marks = r->n_marks, end = k, row_from = k;
        bool is_wide = false, is_wider = false;
        do {
            const struct segment *s = &decoded->at[end];
            is_wide |= h->cells > 2 && atoms->at[s->i].cells == h->cells;
            is_wider |= mostly_wide && atoms->at[s->i].cells > h->cells;
            fill(r, atoms, s, row);
            mark_doubt(r, s, row);
            end++;
        } while (end < decoded->n && !decoded->at[end].starts_row);
        k = end;
        join_split_target(r, row);
        doubt_letter(r, &row->target, &row->actual);
        doubt_letter(r, &row->actual, &row->target);
        if (is_first_unknown(r, marks))
            fit_cell_doubt(&row->level3, "why.class_unknown");
        bool is_tight = is_run_together(r, row);
        r->is_tight |= is_tight;
        if (is_wider || is_tight)
            doubt_row(row);
        int own = atoms->at[decoded->at[row_from].i].tile;
        const struct none none = {.marks = marks,
                                  .lines = r->tiles ? &r->tiles[own] : NULL,
                                  .is_wide = is_wide,
                                  .is_last = k == decoded->n};
        if (fit_none_drop(r, row, &none, &after_sub))
            continue;
        fill_gaps(r, h, row, is_wide, k == decoded->n);
        miss_columns(h, &decoded->at[row_from], k - row_from, row);
        const struct atom *first = &atoms->at[decoded->at[row_from].i];
        int tile = atoms->at[decoded->at[k - 1].i].tile, at = (int)r->form->n_rows - 1;
        r->lines[at] = r->tiles ? r->tiles[tile] : (struct row_lines){at, at + 1, 0, false};
        r->lines[at].after_gap = !r->tiles && first->after_gap;
    }
}
