// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_place.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/fit_value.h"
#include "core/sheet.h"

// Cells of a line: atoms up to the next cell break.
static void split_line(const struct places *f, const struct money_line *line, struct placed *out)
{
    out->n = 0;
    for (size_t k = line->i; k < line->j && out->n < FIT_PLACE_FIGURES_MOST;) {
        size_t m = fit_atom_cell_end(f->atoms, k, line->j);
        out->at[out->n++] = (struct figure){k, m, -1};
        k = m;
    }
}

static struct content content_of(const struct places *f, const struct figure *p)
{
    struct str s = fit_atom_join(f->r->scratch, f->atoms, p->i, p->j);
    return fit_value_read(f->r->scratch, f->r->lexicon, s);
}

static void place_by_cell(const struct places *f, struct figure *p, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        int cell = f->atoms->at[p[k].i].cell;
        for (size_t c = 0; c < f->h->n; c++)
            if (cell >= f->h->at[c].cell)
                p[k].column = (int)c;
    }
}

// How far a figure stands from the heading of a column, or from the figure of a full line in it.
static int distance(const struct places *f, const struct figure *p, size_t c)
{
    const struct atom *a = &f->atoms->at[p->i], *b = &f->atoms->at[p->j - 1];
    int col = f->h->at[c].col, end = f->h->at[c].col_end;
    if (f->full) {
        col = f->atoms->at[f->full->at[c].i].col;
        end = f->atoms->at[f->full->at[c].i].col_end;
    }
    int left = abs(a->col - col), right = abs(b->col_end - end);
    int middle = abs(a->col + b->col_end - col - end) / 2;
    int d = left < middle ? left : middle;
    return right < d ? right : d;
}

static void place_by_col(const struct places *f, struct figure *p, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        int best = INT_MAX;
        for (size_t c = 0; c < f->h->n; c++) {
            int d = distance(f, &p[k], c);
            if (d < best) {
                best = d;
                p[k].column = (int)c;
            }
        }
    }
}

// Each figure in a column of its own, in order, all of them as near to their headings as can be:
// places on a line taken off a page are rough.
static void place_in_order(const struct places *f, struct figure *p, size_t n)
{
    int cost[FIT_PLACE_FIGURES_MOST + 1] = {0},
                                      d = 0; // of the first k figures, over columns so far
    bool takes[FIT_PLACE_COLUMNS_MOST][FIT_PLACE_FIGURES_MOST + 1] = {{false}};
    for (size_t k = 1; k <= n; k++)
        cost[k] = INT_MAX / 2;
    for (size_t c = 0; c < f->h->n; c++)
        for (size_t k = n; k > 0; k--)
            if (cost[k - 1] < INT_MAX / 2 &&
                cost[k - 1] + (d = distance(f, &p[k - 1], c)) < cost[k]) {
                cost[k] = cost[k - 1] + d;
                takes[c][k] = true;
            }
    for (size_t c = f->h->n, k = n; c-- > 0 && k > 0;)
        if (takes[c][k])
            p[--k].column = (int)c;
}

// By order: all columns, or amounts first and nothing but dashes after them. False if counts
// differ.
static bool place_by_order(const struct places *f, struct figure *p, size_t n)
{
    size_t figures = 0;
    for (size_t k = 0; k < n; k++) {
        bool dash = content_of(f, &p[k]).flags & CONTENT_DASH;
        if (!dash && figures == k)
            figures++;
        else if (!dash && n != f->h->n)
            return false;
    }
    if (n > f->h->n || (n < f->h->n && figures == n && n > 0))
        return false;
    for (size_t k = 0; k < n; k++)
        p[k].column = (int)k;
    return true;
}

static bool is_per_cent(const struct content *c)
{
    return c->number.len && str_eq_c(c->unit, "%");
}

void fit_place_manner(struct places *f, const struct money_line *lines, size_t n)
{
    const struct heading *h = f->h;
    struct placed full = {.n = 0};
    int label = 0;
    for (size_t k = 0; k < n; k++) {
        struct placed line;
        split_line(f, &lines[k], &line);
        if (line.n <= full.n)
            continue;
        full = line;
        label = f->atoms->at[lines[k].label_j - 1].cell;
    }
    if (f->atoms->is_off_page && full.n == h->n) {
        f->full = MEM_NEW(f->r->scratch, struct placed);
        *f->full = full;
    }
    f->manner = PLACE_UNDER;
    if (!full.n || f->atoms->cell_break != BREAK_CELL || h->n < 2 ||
        h->at[0].line != h->at[h->n - 1].line)
        return;
    int first = f->atoms->at[full.at[0].i].cell, last = f->atoms->at[full.at[full.n - 1].i].cell;
    int head = h->at[0].cell, head_last = h->at[h->n - 1].cell;
    // A first column under no known word leaves the others where they are.
    if (head > label && (first >= head || last == head_last))
        return;
    bool is_close = head_last - head == (int)h->n - 1; // a column in every cell
    bool fits = is_close && first == label + 1 && last - first <= head_last - head;
    f->manner = fits ? PLACE_BY_RANK : PLACE_UNCLEAR;
    f->last_rank = last - label - 1;
    for (size_t k = 0; k < full.n; k++) {
        struct content c = content_of(f, &full.at[k]);
        f->has_per_cent |= is_per_cent(&c);
    }
}

// By rank: figure k from the label stands in column k. A merged cell may be printed in the first
// line alone, so that a line with fewer figures is sure only as far as its amounts and the sign of
// its rate go.
static void place_by_rank(const struct places *f, int label, struct placed *line)
{
    const struct heading *h = f->h;
    int rate = -1, last = -1;
    for (size_t c = 0; c < h->n; c++)
        rate = h->at[c].column == FUNDS_RATE ? (int)c : rate;
    if (line->n)
        last = f->atoms->at[line->at[line->n - 1].i].cell - label - 1;
    for (size_t k = 0; k < line->n; k++) {
        struct figure *p = &line->at[k];
        int rank = f->atoms->at[p->i].cell - label - 1;
        p->column = rank < (int)h->n ? rank : (int)h->n - 1;
        if (last >= f->last_rank)
            continue;
        struct content c = content_of(f, p);
        int column = h->at[p->column].column;
        bool is_amount = column <= FUNDS_EXECUTED && !is_per_cent(&c);
        bool is_rate = column == FUNDS_RATE && is_per_cent(&c) == f->has_per_cent;
        if (is_amount || is_rate || c.flags & CONTENT_DASH)
            continue;
        // The rate alone has a sign: the cells before it are merged with those above.
        if (is_per_cent(&c) && rate > p->column && column > FUNDS_EXECUTED) {
            p->column = rate;
            continue;
        }
        line->lost = line->lost < p->column ? line->lost : p->column;
        p->column = -1;
    }
}

void fit_place_line(const struct places *f, const struct money_line *line, struct placed *out)
{
    const struct heading *h = f->h;
    *out = (struct placed){.is_known = true, .lost = INT_MAX};
    split_line(f, line, out);
    const struct atom *label = &f->atoms->at[line->label_i];
    // Blank cells at the end of a line may not be printed.
    bool is_cut = f->atoms->cell_break == BREAK_CELL && label->cells < h->cells &&
                  label->cell == h->at[0].cell - 1;
    out->has_blanks = f->manner != PLACE_UNCLEAR && h->cells > 2 &&
                      (label->cells == h->cells || (out->n && is_cut && out->n < h->n));
    if (f->manner == PLACE_BY_RANK) {
        out->has_blanks = true;
        place_by_rank(f, f->atoms->at[line->label_j - 1].cell, out);
    } else if (out->has_blanks) {
        place_by_cell(f, out->at, out->n);
    } else if (out->n == h->n) {
        place_by_order(f, out->at, out->n);
    } else if (f->atoms->is_off_page && out->n < h->n && h->n <= FIT_PLACE_COLUMNS_MOST) {
        place_in_order(f, out->at, out->n);
    } else if (f->atoms->cell_break == BREAK_GAP) {
        place_by_col(f, out->at, out->n);
    } else {
        out->is_known = f->manner != PLACE_UNCLEAR && place_by_order(f, out->at, out->n);
    }
}
