// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_turn.h"

#include "core/fit_anchor.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_heading.h"
#include "core/fit_lexicon.h"
#include "core/form.h"
#include "core/sheet.h"

enum { COLUMNS_MOST = 24, COLUMNS_LEAST = 4, ROWS_LEAST = 2 };

// A column: its word, atoms i..cells, and its cells, atoms cells..j, n lines.
struct turn_column {
    int id;
    size_t i, cells, j, n;
};

struct turn {
    struct finder *f;
    struct turn_column at[COLUMNS_MOST];
    size_t n;
    size_t rows;
};

enum { FOOT_KINDS = 4 };

// How many atoms from i, in line i..j, are a label of the foot: total, grade, note, who signs; or,
// `anywhere`, one of the goals or the management of money above the table.
static size_t label_atoms(struct turn *t, size_t i, size_t j, bool anywhere)
{
    static const enum word_kind kinds[] = {
        WORD_TOTAL,           WORD_GRADE_LABEL,       WORD_NOTE, WORD_SIGNER, WORD_MANAGEMENT,
        WORD_MANAGEMENT_NAME, WORD_MANAGEMENT_COLUMN, WORD_GOAL};
    size_t m;
    for (size_t k = 0; k < (anywhere ? LENGTH_OF(kinds) : FOOT_KINDS); k++)
        if (fit_heading_match(t->f, kinds[k], i, j, false, &m) &&
            fit_anchor_is_label(t->f->atoms, i, m, j, BREAK_BLANK))
            return m - i;
    return 0;
}

static size_t line_end(const struct turn *t, size_t i)
{
    return fit_cut_line_end(t->f->atoms, i, t->f->atoms->n);
}

static bool has(const struct turn *t, int id)
{
    for (size_t k = 0; k < t->n; k++)
        if (t->at[k].id == id)
            return true;
    return false;
}

// The columns of the first table of this kind: lines that are a word of the heading and nothing
// else, and what stands between them. A word that comes again is a cell.
static void find_columns(struct turn *t)
{
    for (size_t i = 0, j; i < t->f->atoms->n; i = j) {
        j = line_end(t, i);
        size_t m;
        const struct word *w = fit_heading_match(t->f, WORD_TABLE, i, j, t->n > 0, &m);
        struct turn_column *last = t->n ? &t->at[t->n - 1] : NULL;
        if (w && m == j && !has(t, w->id) && t->n < COLUMNS_MOST) {
            if (last && !last->n) // no table of this kind
                return;
            t->at[t->n++] = (struct turn_column){w->id, i, j, j, 0};
        } else if (last && last->n && label_atoms(t, i, j, false)) {
            return;
        } else if (last) {
            last->j = j;
            last->n++;
        }
    }
}

// As many cells as most columns have; 0 if no such number is.
static size_t count_rows(const struct turn *t)
{
    for (size_t k = 0; k < t->n; k++) {
        size_t alike = 0;
        for (size_t m = 0; m < t->n; m++)
            alike += t->at[m].n == t->at[k].n;
        if (2 * alike > t->n)
            return t->at[k].n;
    }
    return 0;
}

static void push_line(const struct turn *t, struct atoms *out, size_t i, size_t j, size_t column)
{
    for (size_t k = i; k < j; k++) {
        struct atom a = t->f->atoms->at[k];
        if (k == i)
            a.before = column ? BREAK_CELL : BREAK_LINE;
        a.cell = (int)column + 1;
        a.cells = (int)t->n;
        if (out->n && column)
            a.line = out->at[out->n - 1].line;
        fit_atom_push(t->f->mem, out, a);
    }
}

// The heading, then the rows. `at` goes down each column.
static void push_rows(struct turn *t, struct atoms *out)
{
    for (size_t k = 0; k < t->n; k++)
        push_line(t, out, t->at[k].i, t->at[k].cells, k);
    for (size_t row = 0; row < t->rows; row++)
        for (size_t k = 0; k < t->n; k++) {
            struct turn_column *c = &t->at[k];
            if (c->n != t->rows)
                continue;
            size_t end = line_end(t, c->cells);
            push_line(t, out, c->cells, end, k);
            c->cells = end;
        }
}

// The lines i..end beside the table: behind a label a blank parts cells, as it does not in the
// table.
static void push_lines(struct turn *t, struct atoms *out, size_t i, size_t end)
{
    const struct atoms *atoms = t->f->atoms;
    for (size_t j; i < end; i = j) {
        j = fit_cut_line_end(atoms, i, end);
        size_t label = label_atoms(t, i, j, true), cell = i + label;
        for (size_t k = i; k < j; k++) {
            struct atom a = atoms->at[k];
            if (label && k == cell) {
                a.before = a.before == BREAK_BLANK ? BREAK_CELL : a.before;
                cell = fit_atom_cell_end(atoms, k, j);
            }
            fit_atom_push(t->f->mem, out, a);
        }
    }
}

struct atoms *fit_turn(struct finder *f)
{
    struct turn t = {.f = f};
    find_columns(&t);
    t.rows = t.n < COLUMNS_LEAST || !has(&t, COLUMN_LEVEL3) ? 0 : count_rows(&t);
    if (t.rows < ROWS_LEAST)
        return NULL;
    const size_t i = t.at[0].i, j = t.at[t.n - 1].j;
    struct atoms *out = fit_atom_none(f->mem, f->atoms);
    push_lines(&t, out, 0, i);
    push_rows(&t, out);
    push_lines(&t, out, j, f->atoms->n);
    for (size_t k = 0; k < t.n; k++)
        if (t.at[k].n != t.rows && t.at[k].id < COLUMNS)
            out->lost |= 1u << t.at[k].id;
    return out;
}
