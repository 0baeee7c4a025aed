// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_weave.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_heading.h"
#include "core/fit_lexicon.h"
#include "core/sheet.h"

enum {
    CHAINS_MOST = 256,
    STEPS_MOST = 20000, // of the search
    LEFT_OVER = 40,     // what a piece without a word costs, in half columns
    BESIDE = 4, // the same of one that stands left of all others: a label of the whole table
    EDGE = 2,   // columns by which pieces of such a label may begin apart
    NEAR = 6,   // columns that halves of a word may stand apart
    MOVED = 24, // what halves cost of which one was moved
    LINES_APART = 2,
    WORD_CHARS = 24,
};

// Pieces that make a word together.
struct chain {
    uint64_t pieces;
    int head, last, cost;
    const struct word *word;
    struct str text;
};

struct weave {
    struct finder *f;
    enum word_kind kind;
    const struct atom *at; // its pieces
    int n, left;           // the column at which the first of them begins
    struct chain *chains;
    int n_chains;
    // the search
    int taken[WEAVE_PIECES], best[WEAVE_PIECES], n_taken, n_best, best_cost;
    int steps;
};

_Static_assert(WEAVE_PIECES <= 64, "a bit for every piece");

static void add_chain(struct weave *w, struct chain c)
{
    c.word = fit_lexicon_find(w->f->scratch, w->f->lexicon, w->kind, c.text);
    if (c.word && w->n_chains < CHAINS_MOST)
        w->chains[w->n_chains++] = c;
}

// How far apart the middles of two pieces stand, in half columns; -1 if they are no halves of a
// word. A piece one blank behind another was moved left, for a print is wider than its characters.
static int apart(const struct atom *a, const struct atom *b)
{
    int lines = b->line - a->line, left = a->col > b->col ? a->col : b->col;
    int right = a->col_end < b->col_end ? a->col_end : b->col_end;
    bool is_moved = a->before == BREAK_BLANK && b->col > a->col && left - right > NEAR;
    if (lines < 1 || lines > LINES_APART || (left - right > NEAR && !is_moved))
        return -1;
    return is_moved ? MOVED : abs(a->col + a->col_end - b->col - b->col_end);
}

// All words that begin with this chain.
static void grow(struct weave *w, struct chain c)
{
    add_chain(w, c);
    for (int k = c.last + 1; k < w->n; k++) {
        int d = apart(&w->at[c.last], &w->at[k]);
        if (d < 0 || str_count(c.text) + str_count(w->at[k].text) > WORD_CHARS)
            continue;
        grow(w, (struct chain){
                    c.pieces | (uint64_t)1 << k, c.head, k, c.cost + d, NULL,
                    buf_print(w->f->scratch, "%.*s%.*s", STR_FMT(c.text), STR_FMT(w->at[k].text))});
    }
}

static void search(struct weave *w, uint64_t done, int k, int cost)
{
    while (k < w->n && done >> k & 1)
        k++;
    if (cost >= w->best_cost || w->steps++ > STEPS_MOST)
        return;
    if (k == w->n) {
        w->best_cost = cost;
        w->n_best = w->n_taken;
        memcpy(w->best, w->taken, sizeof(w->best));
        return;
    }
    for (int c = 0; c < w->n_chains; c++)
        if (w->chains[c].head == k && !(w->chains[c].pieces & done)) {
            w->taken[w->n_taken++] = c;
            search(w, done | w->chains[c].pieces, k + 1, cost + w->chains[c].cost);
            w->n_taken--;
        }
    search(w, done, k + 1, cost + (w->at[k].col <= w->left + EDGE ? BESIDE : LEFT_OVER));
}

static struct woven woven_of(const struct weave *w, const struct chain *c, size_t i)
{
    const struct atom *last = &w->at[c->last];
    struct woven out = {c->word,       c->text,    last->col,
                        last->col_end, last->line, i + (size_t)c->last};
    for (int k = 0; k < w->n; k++)
        if (c->pieces >> k & 1) {
            out.col = w->at[k].col < out.col ? w->at[k].col : out.col;
            out.col_end = w->at[k].col_end > out.col_end ? w->at[k].col_end : out.col_end;
        }
    return out;
}

size_t fit_weave(struct finder *f, int kind, size_t i, size_t j, struct woven *out)
{
    if (j - i > WEAVE_PIECES)
        return 0;
    struct weave w = {.f = f,
                      .kind = (enum word_kind)kind,
                      .at = &f->atoms->at[i],
                      .n = (int)(j - i),
                      .chains = MEM_ARRAY(f->scratch, CHAINS_MOST, struct chain),
                      .left = INT_MAX,
                      .best_cost = INT_MAX};
    for (int k = 0; k < w.n; k++)
        w.left = w.at[k].col < w.left ? w.at[k].col : w.left;
    for (int k = 0; k < w.n; k++)
        grow(&w, (struct chain){(uint64_t)1 << k, k, k, 0, NULL, w.at[k].text});
    search(&w, 0, 0, 0);
    uint64_t used = 0;
    size_t n = 0;
    for (int k = 0; k < w.n_best; k++) {
        out[n++] = woven_of(&w, &w.chains[w.best[k]], i);
        used |= w.chains[w.best[k]].pieces;
    }
    for (int k = 0; k < w.n; k++)
        if (!(used >> k & 1)) {
            struct chain one = {(uint64_t)1 << k, k, k, 0, NULL, w.at[k].text};
            out[n++] = woven_of(&w, &one, i);
        }
    return n;
}
