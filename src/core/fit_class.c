// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_class: the first- and second-level class of every row, from names that are printed once.
//
// A merged cell prints its name on top of its span, or in its middle (fit_middle). It is on top if
// every first-level name shares its line with a second-level one; then a name holds until the next.
// Where that asks for second levels under a first level not their own, the middle is tried too.
#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_middle.h"
#include "core/fit_reader.h"
#include "core/form.h"
#include "core/sheet.h"

static struct level collect(struct reader *r, int level)
{
    struct level out = {MEM_ARRAY(r->scratch, r->n_marks, struct class_mark *), 0};
    for (size_t k = 0; k < r->n_marks; k++)
        if (r->marks[k].level == level)
            out.at[out.n++] = &r->marks[k];
    return out;
}

// More than a speck of print: two Han characters.
static bool is_worded(struct str s)
{
    int n = 0;
    while (s.len)
        n += str_is_han(str_next(&s));
    return n >= 2;
}

// The name that `last` and the text under it make together, or NULL.
static const struct word *joined_name(struct reader *r, const struct class_mark *last,
                                      const struct class_mark *m)
{
    struct str joined = buf_print(r->scratch, "%.*s%.*s", STR_FMT(last->text), STR_FMT(m->text));
    return fit_lexicon_find(r->scratch, r->lexicon, m->level == 1 ? WORD_CLASS1 : WORD_CLASS2,
                            joined);
}

// Joins a name torn over the lines of its cell (社会效益指 / 标). In print in the middle of cells,
// what stands under a name and is none is its unreadable second half, and moves its middle. True
// if words were left out that may have been a name.
static bool join_marks(struct reader *r, bool in_middle)
{
    size_t n = 0;
    bool lost = false;
    for (size_t k = 0; k < r->n_marks; k++) {
        struct class_mark m = r->marks[k];
        struct class_mark *last = NULL;
        for (size_t i = n; i-- > 0 && !last;)
            if (r->marks[i].level == m.level)
                last = &r->marks[i];
        if (!m.is_known && last && m.row == last->row + 1) {
            const struct word *w = joined_name(r, last, &m);
            if (w) {
                last->text = last->cell->text = w->text;
                last->is_known = true;
            }
            if (w || (last->is_known && in_middle)) {
                lost |= !w && is_worded(m.text);
                last->twice_y = (last->twice_y + m.twice_y) / 2;
                continue;
            }
        }
        r->marks[n++] = m;
    }
    r->n_marks = n;
    return lost;
}

// The same, and drops what is no class beside known ones: specks of the print.
static bool mend_marks(struct reader *r)
{
    bool lost = join_marks(r, true);
    size_t n = 0, known = 0;
    for (size_t k = 0; k < r->n_marks; k++)
        known += r->marks[k].is_known;
    for (size_t k = 0; k < r->n_marks; k++) {
        struct class_mark *m = &r->marks[k];
        bool is_class_like =
            m->is_known || fit_lexicon_end(r->lexicon, LIST_CLASS_ENDS, m->text).len;
        if (is_class_like || known == 0)
            r->marks[n++] = *m;
        else
            lost |= is_worded(m->text);
    }
    r->n_marks = n;
    return lost;
}

// Is the text a piece of a known class name, as a line that was torn away leaves it?
static bool is_fragment(const struct reader *r, enum word_kind kind, struct str s)
{
    for (size_t k = 0; k < r->lexicon->n_kinds[kind]; k++) {
        struct str whole = r->lexicon->kinds[kind][k].text;
        if (s.len < whole.len && (str_starts(whole, s) || str_ends(whole, s)))
            return true;
    }
    return false;
}

// A name that no list knows is accepted by its ending, or as a cell between tabs or lines, unless
// it looks like a piece of a known one.
static void doubt_unknown(struct reader *r)
{
    bool is_cell = r->cut->atoms->cell_break >= BREAK_CELL;
    for (size_t k = 0; k < r->n_marks; k++) {
        struct class_mark *m = &r->marks[k];
        enum word_kind kind = m->level == 1 ? WORD_CLASS1 : WORD_CLASS2;
        if (m->is_known || m->cell->state != CELL_READ)
            continue;
        bool may_be_class = is_cell || fit_lexicon_end(r->lexicon, LIST_CLASS_ENDS, m->text).len;
        if (!may_be_class || is_fragment(r, kind, m->text)) {
            bool is_placed = !may_be_class && r->clean && r->clean->is_whole;
            m->cell->state = is_placed ? CELL_INFERRED : CELL_DOUBTFUL;
            m->cell->why = "why.class_unknown";
        }
    }
}

// The row on whose lines a name stands (of a rebuilt grid). True if every name begins on the first
// line of its row.
static bool find_rows(struct reader *r)
{
    bool at_tops = true;
    for (size_t k = 0; k < r->n_marks; k++) {
        struct class_mark *m = &r->marks[k];
        for (size_t i = 0; i < r->form->n_rows; i++)
            if (2 * r->lines[i].top <= m->twice_y)
                m->row = (int)i;
        bool at_top = false;
        for (size_t i = 0; i < r->form->n_rows; i++)
            at_top |= r->lines[i].top == m->top;
        at_tops &= at_top;
    }
    for (size_t k = 0; k < r->n_marks && at_tops; k++)
        for (size_t i = 0; i < r->form->n_rows; i++)
            if (r->lines[i].top <= r->marks[k].top)
                r->marks[k].row = (int)i;
    return at_tops;
}

// Do two names share a line? By rows, where only these are known or all names begin their row.
static bool share_line(const struct class_mark *a, const struct class_mark *b, bool by_rows)
{
    return a->row == b->row && (by_rows || a->top == b->top || abs(a->twice_y - b->twice_y) <= 1);
}

static bool is_on_top(struct reader *r, const struct level *one, const struct level *two,
                      bool by_rows)
{
    size_t n_rows = r->form->n_rows;
    if (one->n && (!two->n || one->at[0]->row != 0))
        return !two->n && one->n && one->at[0]->row == 0;
    // The names of the second level by their row: the last one, and of each the one before it.
    int most = 0;
    for (size_t k = 0; k < r->n_marks; k++) // a row that became a note leaves its name behind
        most = r->marks[k].row > most ? r->marks[k].row : most;
    int *last = MEM_ARRAY(r->scratch, (size_t)most + 1, int);
    int *before = MEM_ARRAY(r->scratch, (size_t)two->n, int);
    for (int m = 0; m < two->n; m++) {
        before[m] = last[two->at[m]->row];
        last[two->at[m]->row] = m + 1;
    }
    for (int k = 0; k < one->n; k++) {
        int m = last[one->at[k]->row];
        while (m && !share_line(two->at[m - 1], one->at[k], by_rows))
            m = before[m - 1];
        if (!m)
            return false;
    }
    return n_rows > 0 && (two->n == 0 || two->at[0]->row == 0);
}

static void place_on_top(struct reader *r, const struct level *one, const struct level *two)
{
    int i = -1, k = -1;
    for (int row = 0; row < (int)r->form->n_rows; row++) {
        bool new_parent = false;
        while (i + 1 < one->n && one->at[i + 1]->row <= row) {
            i++;
            new_parent = true;
        }
        bool new_child = false;
        while (k + 1 < two->n && two->at[k + 1]->row <= row) {
            k++;
            new_child = true;
        }
        if (i >= 0)
            fit_middle_set(&r->form->rows[row].level1, one->at[i], false);
        if (k >= 0 && (!new_parent || new_child) && (i < 0 || two->at[k]->row >= one->at[i]->row))
            fit_middle_set(&r->form->rows[row].level2, two->at[k], false);
    }
}

// Second levels that would stand under a first level not their own if all names stood on top.
static int strange_on_top(struct reader *r, const struct level *one, const struct level *two)
{
    int n = 0;
    for (int k = 0, i = -1; k < two->n; k++) {
        while (i + 1 < one->n && one->at[i + 1]->row <= two->at[k]->row)
            i++;
        n += i >= 0 && !fit_middle_is_parent(r, one->at[i], two->at[k]);
    }
    return n;
}

void fit_class_place(struct reader *r)
{
    size_t n = r->form->n_rows;
    if (!n)
        return;
    bool by_rows = !r->tiles;
    if (r->tiles)
        by_rows = find_rows(r);
    else
        join_marks(r, false);
    struct level one = collect(r, 1), two = collect(r, 2);
    bool on_top = is_on_top(r, &one, &two, by_rows), lost = false;
    if (!on_top && !r->tiles) { // print in the middle is torn by what stands beside it
        lost = mend_marks(r);
        one = collect(r, 1);
        two = collect(r, 2);
        on_top = is_on_top(r, &one, &two, by_rows);
    }
    doubt_unknown(r);
    int strange = on_top ? strange_on_top(r, &one, &two) : 0;
    struct middle *middle = !on_top || strange ? fit_middle_solve(r, &one, &two) : NULL;
    if (on_top && middle && fit_middle_cost(middle) >= MIDDLE_STRANGE * strange)
        middle = NULL; // it asks for as many strange parents as the other
    if (middle)
        fit_middle_place(r, &one, middle, lost);
    else if (on_top)
        place_on_top(r, &one, &two);
    for (size_t i = 0; i < n; i++) { // a first level that is nowhere printed is missing
        struct row *row = &r->form->rows[i];
        struct cell *levels[] = {&row->level1, &row->level2};
        for (size_t k = 0; k < LENGTH_OF(levels) && r->is_tight; k++)
            if (levels[k]->state == CELL_READ) {
                levels[k]->state = CELL_INFERRED;
                levels[k]->why = "why.class_place";
            }
        if (r->form->columns[COLUMN_LEVEL1] && row->level1.state == CELL_ABSENT)
            row->level1 = (struct cell){.state = CELL_MISSING, .why = "why.class_not_printed"};
        if (r->form->columns[COLUMN_LEVEL2] && row->level2.state == CELL_ABSENT && two.n)
            row->level2 = (struct cell){.state = CELL_MISSING, .why = "why.class_not_printed"};
    }
}
