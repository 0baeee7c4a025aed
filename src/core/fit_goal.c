// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_goal: the expected goal and what became of it.
//
// The two labels stand one below the other, each before its text, or side by side above both texts.
// Side by side, the texts are told apart by the place they stand at: by column where the text is in
// columns, by the last cell break of a line in a table, else behind the sentence that ends first.
#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/fit_unwrap.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

static void set_goal(struct reader *r, int which, size_t i, size_t j)
{
    struct cell *cell = which == GOAL_EXPECTED ? &r->form->goal_expected : &r->form->goal_actual;
    if (i >= j)
        return;
    struct cell read = fit_atom_cell(r->mem, r->sheet, r->cut->atoms, i, j);
    if (cell->state == CELL_ABSENT)
        *cell = read;
}

// Puts the lines together that line ends inside cells made, from the labels to the table.
static void unwrap(struct reader *r, const struct anchor *actual, size_t end)
{
    struct atoms *atoms = r->cut->atoms;
    size_t i = fit_cut_line_end(atoms, actual->i, end);
    while (end > i && end < atoms->n && atoms->at[end].before < BREAK_LINE)
        end--; // before the line of the heading
    fit_unwrap(r->scratch, r->lexicon, atoms, i, end, atoms->at[actual->i].cells);
}

// One text below two labels, over lines: whose line is whose is unknown.
static void doubt_goals(struct reader *r, size_t first, size_t end)
{
    struct form *f = r->form;
    if (fit_cut_line_end(r->cut->atoms, first, end) == end)
        return;
    f->goal_expected.state = CELL_DOUBTFUL;
    f->goal_expected.why = "why.torn";
    f->goal_actual = (struct cell){.state = CELL_MISSING, .why = "why.not_there"};
}

// Both labels side by side: the texts follow side by side. In columns they are told apart by place,
// in cells by the last cell break of a line, else after the sentence that ends first.
static void read_goal_pair(struct reader *r, const struct anchor *expected,
                           const struct anchor *actual, size_t end)
{
    const struct atoms *atoms = r->cut->atoms;
    struct buf left = buf_new(r->mem, 1 << 20), right = buf_new(r->mem, 1 << 20);
    int col = atoms->at[actual->i].col, cell = atoms->at[actual->i].cell;
    int left_cell = atoms->at[expected->i].cell, cells = atoms->at[actual->i].cells;
    bool by_col = atoms->cell_break == BREAK_GAP;
    bool by_cell = atoms->cell_break == BREAK_CELL;
    size_t first = SIZE_MAX, second = SIZE_MAX;
    bool in_right = false;
    int line_cell = 0; // where the text of the line begins: two cells and two texts are a pair
    if (by_cell)
        unwrap(r, actual, end);
    for (size_t k = actual->j; k < end; k++) {
        const struct atom *a = &atoms->at[k];
        const struct anchor *label = fit_cut_at(r->cut, k);
        if (label && label->kind == WORD_GOAL) {
            k = label->j - 1;
            continue;
        }
        if (by_col) {
            if (a->before >= BREAK_LINE || a->before == BREAK_GAP)
                in_right = a->col + 4 >= col;
        } else if (by_cell) {
            if (a->before >= BREAK_LINE) {
                in_right = false;
                line_cell = a->cell;
            }
            // The left text may be blank where the line is as wide as that of the labels.
            if (a->before >= BREAK_CELL && (left.len || a->cells == cells))
                in_right |=
                    a->cells >= cell
                        ? a->cell >= cell
                        : a->cell > left_cell || (line_cell == 1 && a->cell == 2 && a->cells == 2);
        } else if (left.len && !in_right && str_ends(buf_str(&left), STR("。")) &&
                   a->before >= atoms->cell_break) {
            in_right = true;
        }
        buf_add(in_right ? &right : &left, a->text);
        if (!in_right && first == SIZE_MAX)
            first = k;
        if (in_right && second == SIZE_MAX)
            second = k;
    }
    if (first != SIZE_MAX) {
        set_goal(r, GOAL_EXPECTED, first, first + 1);
        r->form->goal_expected.text = buf_str(&left);
    }
    if (second != SIZE_MAX) {
        set_goal(r, GOAL_ACTUAL, second, second + 1);
        r->form->goal_actual.text = buf_str(&right);
    } else if (first != SIZE_MAX && by_cell) {
        doubt_goals(r, first, end);
    }
    if (by_cell && first == SIZE_MAX && second != SIZE_MAX)
        r->form->goal_expected.state = CELL_EMPTY;
}

void fit_goal_read(struct reader *r, size_t end)
{
    const struct cut *cut = r->cut;
    size_t from = cut->funds.n ? cut->funds.j : cut->i;
    const struct anchor *expected = NULL;
    for (size_t k = 0; k < cut->n_anchors; k++) {
        const struct anchor *a = &cut->anchors[k];
        if (a->i < from || a->i >= end || a->kind != WORD_GOAL)
            continue;
        const struct anchor *next = k + 1 < cut->n_anchors ? &cut->anchors[k + 1] : NULL;
        if (next && next->kind == WORD_GOAL && next->i == a->j && next->i < end) {
            if (next->word->id == GOAL_ACTUAL) {
                read_goal_pair(r, a, next, end);
                return;
            }
            continue; // a heading of the block before its first label
        }
        size_t stop = a->j;
        while (stop < end && !(fit_cut_at(cut, stop) && fit_cut_at(cut, stop)->kind == WORD_GOAL))
            stop++;
        bool is_actual = a->word->id == GOAL_ACTUAL || expected;
        set_goal(r, is_actual ? GOAL_ACTUAL : GOAL_EXPECTED, a->j, stop);
        if (!is_actual)
            expected = a;
    }
}
