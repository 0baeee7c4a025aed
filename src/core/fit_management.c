// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_management: the lines of a transfer form that tell how its money was managed (L7).
//
// They stand above the indicator table: a name, what was done, and what was wrong. Each becomes a
// row before those of the table, with the block's name as its first level, the account as its
// actual and the problem as its reason.
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cell.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/form.h"
#include "core/sheet.h"

static bool ends_block(const struct anchor *a)
{
    return a && (a->kind == WORD_MANAGEMENT_NAME || a->kind == WORD_MANAGEMENT ||
                 a->kind == WORD_GOAL || a->kind == WORD_FUNDS || a->kind == WORD_HEAD);
}

// Where the last cell of i..j begins; i if there is but one. How many there are goes to *n.
static size_t last_cell(const struct reader *r, size_t i, size_t j, size_t *n)
{
    const struct atoms *atoms = r->cut->atoms;
    size_t last = i;
    *n = 1;
    for (size_t k = i + 1; k < j; k++)
        if (atoms->at[k].before >= atoms->cell_break && atoms->at[k].before != BREAK_NONE &&
            (atoms->at[k].before < BREAK_LINE || atoms->cell_break == BREAK_LINE)) {
            last = k;
            ++*n;
        }
    return last;
}

static void read_line(struct reader *r, const struct anchor *block, const struct anchor *name,
                      size_t end, struct row *row)
{
    const struct atoms *atoms = r->cut->atoms;
    size_t j = name->j, cells;
    while (j < end && !ends_block(fit_cut_at(r->cut, j)))
        j++;
    size_t reason = last_cell(r, name->j, j, &cells);
    row->level1 = fit_atom_cell(r->mem, r->sheet, atoms, block->i, block->j);
    row->level3 = fit_atom_cell(r->mem, r->sheet, atoms, name->i, name->j);
    if (name->j == j) {
        row->actual.text = (struct cell){.state = CELL_EMPTY};
        return;
    }
    bool has_reason = reason > name->j;
    row->actual.text = fit_atom_cell(r->mem, r->sheet, atoms, name->j, has_reason ? reason : j);
    if (has_reason)
        row->reason = fit_atom_cell(r->mem, r->sheet, atoms, reason, j);
    if (cells > 2) { // account or problem is torn: where one ends and the other begins is not sure
        fit_cell_doubt(&row->actual.text, "why.torn");
        fit_cell_doubt(&row->reason, "why.torn");
    }
}

void fit_management_rows(struct reader *r)
{
    const struct cut *cut = r->cut;
    size_t end = fit_cut_table(cut), n = 0, cap = 0;
    const struct anchor *block = fit_cut_find(cut, WORD_MANAGEMENT, cut->i, end);
    if (!block)
        return;
    // In columns the label of a merged cell stands in the middle of its lines.
    bool may_lead = cut->atoms->cell_break == BREAK_GAP;
    struct row *rows = NULL;
    for (size_t k = 0; k < cut->n_anchors; k++) {
        const struct anchor *a = &cut->anchors[k];
        if (a->kind != WORD_MANAGEMENT_NAME || (!may_lead && a->i <= block->i) || a->i >= end)
            continue;
        MEM_PUSH(r->scratch, rows, n, cap);
        rows[n - 1] = (struct row){0};
        read_line(r, block, a, end, &rows[n - 1]);
    }
    if (!n)
        return;
    struct form *f = r->form;
    struct row *all = MEM_ARRAY(r->mem, n + f->n_rows, struct row);
    memcpy(all, rows, n * sizeof(*all));
    if (f->n_rows)
        memcpy(all + n, f->rows, f->n_rows * sizeof(*all));
    f->rows = all;
    f->n_rows += n;
}
