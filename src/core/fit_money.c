// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_money.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_heading.h"
#include "core/fit_lexicon.h"
#include "core/fit_lost.h"
#include "core/fit_stack.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum { UNKNOWN_MOST = 2, JUNK_MOST = 2 };

// The heading as it grows to the right. Unknown cells wait in `waiting` until a word follows them,
// or the end of their line.
struct growth {
    struct finder *finder;
    struct heading *h;
    size_t cap;
    struct span waiting[UNKNOWN_MOST];
    size_t n_waiting;
};

// May the cell i..j be a column whose word is unknown? Signs, figures, remarks, units and the words
// that begin the lines are none.
static bool is_unknown(struct growth *g, size_t i, size_t j)
{
    const struct lexicon *x = g->finder->lexicon;
    struct mem *scratch = g->finder->scratch;
    struct str s = fit_atom_join(scratch, g->finder->atoms, i, j);
    return fit_lost_may_be(s) && !fit_lexicon_find(scratch, x, WORD_SOURCE, s) &&
           !fit_lexicon_find(scratch, x, WORD_UNIT, s) &&
           !fit_lexicon_find(scratch, x, WORD_GOAL, s) &&
           !fit_lexicon_find(scratch, x, WORD_TABLE, s) &&
           !fit_lexicon_end(x, LIST_SOURCE_ENDS, s).len && !str_has(s, STR(":"));
}

static void add(struct growth *g, int column, size_t i, size_t j)
{
    struct heading *h = g->h;
    MEM_PUSH(g->finder->mem, h->at, h->n, g->cap);
    h->at[h->n - 1] = fit_heading_word(g->finder->atoms, column, i, j);
}

static void add_waiting(struct growth *g)
{
    for (size_t k = 0; k < g->n_waiting; k++)
        add(g, FUNDS_UNKNOWN, g->waiting[k].i, g->waiting[k].j);
    g->n_waiting = 0;
}

// Two columns of amounts with one word (预算数 | 预算数 below 年初 | 全年): nothing is known of
// either.
static bool is_doubled(struct growth *g, int column, size_t i, size_t j)
{
    struct finder *c = g->finder;
    struct str text = fit_atom_join(c->scratch, c->atoms, i, j);
    for (size_t k = 0; column <= FUNDS_EXECUTED && k < g->h->n; k++) {
        struct heading_word *w = &g->h->at[k];
        if (w->column == column && str_eq(fit_atom_join(c->scratch, c->atoms, w->i, w->j), text)) {
            w->column = FUNDS_UNKNOWN;
            return true;
        }
    }
    return false;
}

// A word. If its column is taken (`again`), the first word of all was a label; any other word is a
// column that nothing is known of.
static void add_word(struct growth *g, int column, bool again, size_t i, size_t j)
{
    struct heading *h = g->h;
    if (again && !is_doubled(g, column, i, j) && h->n > 1 && h->at[0].column == column) {
        memmove(h->at, h->at + 1, (h->n - 1) * sizeof(*h->at));
        h->n--;
        again = false;
    }
    add_waiting(g);
    add(g, again ? FUNDS_UNKNOWN : column, i, j);
}

// The end of the cell that begins at atom i, or the next word in it.
static size_t piece_end(struct finder *c, size_t i, size_t end)
{
    size_t j = i + 1, stop = fit_atom_cell_end(c->atoms, i, end), m;
    while (j < stop && !fit_heading_match(c, WORD_FUNDS, j, end, false, &m))
        j++;
    return j;
}

static bool is_as_it_stands(struct finder *c, size_t i, size_t j)
{
    struct str text = fit_atom_join(c->scratch, c->atoms, i, j);
    return fit_lexicon_find(c->scratch, c->lexicon, WORD_FUNDS, text) != NULL;
}

// Words and cells from atom i to the right, with at most JUNK_MOST torn pieces between two.
static void extend(struct growth *g, size_t i, size_t end)
{
    struct finder *c = g->finder;
    const struct atoms *atoms = c->atoms;
    const size_t from = i;
    size_t junk = 0;
    while (i < end) {
        size_t j;
        bool on_line = i == from || !fit_cut_begins_line(atoms, i);
        bool on_lines = !on_line && fit_heading_is_on_lines(atoms, g->h);
        const struct word *w = fit_heading_match(c, WORD_FUNDS, i, end, true, &j);
        // Over a line end only a word as it stands goes on with a heading, unless each has a line.
        bool is_plain = w && is_as_it_stands(c, i, j);
        if (w && (w->id == FUNDS_LABEL || (!on_line && !on_lines && !is_plain)))
            break;
        bool again = w && fit_heading_has(g->h, w->id);
        if (w && (!again || on_line)) {
            add_word(g, w->id, again, i, j);
            i = j;
            junk = 0;
            continue;
        }
        int column = w ? -1 : fit_lost_column(g->finder, g->h, WORD_FUNDS, i, end);
        if (column >= 0 && (on_line || on_lines)) {
            add_word(g, column, false, i, i + 1);
            i++;
            continue;
        }
        if (w || !on_line)
            break;
        j = piece_end(c, i, end);
        if (is_unknown(g, i, j) && !fit_lost_is_torn_end(c, g->h, WORD_FUNDS, i, j)) {
            if (g->n_waiting == UNKNOWN_MOST)
                break;
            g->waiting[g->n_waiting++] = (struct span){i, j};
            i = j;
        } else if (fit_stack_is_remark(fit_atom_join(c->scratch, atoms, i, j))) {
            i = j;
        } else if (++junk > JUNK_MOST) {
            break;
        } else {
            i++;
        }
    }
    // What is left of the line in which the heading has several cells is its columns too.
    bool in_line = g->h->n > 1 && !fit_cut_begins_line(atoms, g->h->at[g->h->n - 1].i);
    if (in_line && !junk && (i == end || fit_cut_begins_line(atoms, i)) &&
        atoms->cell_break > BREAK_BLANK)
        add_waiting(g);
}

static struct heading grow(struct finder *c, size_t begin, size_t i, size_t end)
{
    struct heading h = {.i = i};
    struct growth g = {.finder = c, .h = &h};
    extend(&g, i, end);
    h.j = h.n ? h.at[h.n - 1].j : i;
    h.cells = c->atoms->at[i].cells;
    h.gap_break = fit_heading_calibrate(c->atoms, &h);
    if (h.gap_break == BREAK_GAP)
        fit_stack_heading(c, &h, WORD_FUNDS, begin);
    return h;
}

// How many words of the heading say what the money is: two at least.
static int count_amounts(const struct heading *h)
{
    return fit_heading_has(h, FUNDS_INITIAL) + fit_heading_has(h, FUNDS_ADJUSTED) +
           fit_heading_has(h, FUNDS_EXECUTED) + fit_heading_has(h, FUNDS_RATE);
}

// Does a figure stand behind every word but the last: pairs of word and figure, and no heading?
static bool is_pairs(struct finder *c, const struct heading *h)
{
    for (size_t k = 1; k < h->n; k++) {
        size_t i = h->at[k - 1].j;
        if (i == h->at[k].i ||
            !(fit_value_read(c->scratch, c->lexicon, c->atoms->at[i].text).flags &
              (CONTENT_NUMBER | CONTENT_QUANTITY)))
            return false;
    }
    return h->n > 1;
}

void fit_money_heading(struct finder *c, size_t begin, size_t end, struct heading *out)
{
    struct heading best = {0};
    for (size_t i = begin; i < end; i++) {
        size_t j;
        const struct word *w = fit_heading_match(c, WORD_FUNDS, i, end, true, &j);
        if (!w || w->id == FUNDS_LABEL || w->id == FUNDS_SCORE || w->id == FUNDS_WEIGHT)
            continue;
        // A piece before a word that stands for itself is no part of it.
        size_t m;
        if (!is_as_it_stands(c, i, j) && fit_heading_match(c, WORD_FUNDS, i + 1, end, false, &m) &&
            m == j)
            i++;
        struct heading h = grow(c, begin, i, end);
        int amounts = is_pairs(c, &h) ? 0 : count_amounts(&h);
        // A table of tasks may stand above that of the funds, with fewer words.
        bool is_better = !best.n || (amounts > count_amounts(&best) && h.n > best.n);
        if (amounts >= 2 && is_better)
            best = h;
        if (amounts >= 2)
            j = h.j;
        i = j - 1;
    }
    *out = best;
}
