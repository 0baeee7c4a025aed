// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_tile.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/form.h"

enum {
    OFF_MIDDLE = 6,  // a core line out of its place in the row, per half line
    CELL_OFF = 2,    // the same of one cell, above half a line
    HALF_LINE = 1,   // an even row: the core is half a line off
    NOT_FULL = 4,    // a cell that wraps where its line is not full
    BAD_START = 8,   // a row whose cell begins with what no cell begins with
    FULL_SLACK = 4,  // columns that a full line may be short of the widest
    FULL_END = 3,    // a cell that ends with a line as full as can be
    WRAPS_FROM = 12, // columns of a cell that may be expected to wrap
    FAR = 1 << 28,
};

bool fit_tile_is_class(const struct heading *h, int c)
{
    int column = h->at[c].column;
    return column == COLUMN_LEVEL1 || column == COLUMN_LEVEL2;
}

// Where the cells of a row stand in it, as a whole table prints them.
enum align { ALIGN_MIDDLE, ALIGN_TOP, ALIGN_BOTTOM, ALIGNS };

// How far lines first..last stand from where the core says they should, in half lines.
static int half_lines_off(enum align align, size_t first, size_t last, size_t core)
{
    switch (align) {
    case ALIGN_TOP:
        return 2 * ((int)first - (int)core);
    case ALIGN_BOTTOM:
        return 2 * ((int)last - (int)core);
    default:
        return (int)(first + last) - 2 * (int)core;
    }
}

// What a row of lines from..to with this core costs. Bare lines do not count as lines of a row.
static int row_cost(const struct tile *l, enum align align, size_t from, size_t to, size_t core,
                    int *direction)
{
    int off = half_lines_off(align, from, to - 1, core);
    *direction = off > 0 ? 1 : off < 0 ? -1 : 0;
    int cost = abs(off) <= 1 ? HALF_LINE * abs(off) : OFF_MIDDLE * abs(off);
    for (int c = 0; c < l->n_columns; c++) {
        if (fit_tile_is_class(l->heading, c))
            continue;
        const struct tile_line *last = NULL;
        size_t last_at = 0, first_at = from;
        for (size_t k = from; k < to; k++) {
            const struct tile_line *line = &l->lines[l->own[k]];
            if (!line->has[c])
                continue;
            const struct tile_field *f = &line->cell[c];
            if (!last) {
                struct str text = fit_atom_join(l->r->scratch, l->atoms, f->i, f->j);
                if (fit_lexicon_head(l->r->lexicon, LIST_NEVER_FIRST, text).len)
                    cost += BAD_START;
                first_at = k;
            } else {
                const struct tile_field *before = &last->cell[c];
                if (before->col_end - before->col + FULL_SLACK < l->widest[c])
                    cost += NOT_FULL;
                // Two lines in the middle of a row stand around its core.
                bool is_around = align == ALIGN_MIDDLE && last_at + 1 == core && k == core + 1;
                if (k != last_at + 1 && !is_around)
                    cost += BAD_START;
            }
            last = line;
            last_at = k;
        }
        if (last && l->widest[c] >= WRAPS_FROM &&
            last->cell[c].col_end - last->cell[c].col + 1 >= l->widest[c])
            cost += FULL_END;
        int cell_off = last ? abs(half_lines_off(align, first_at, last_at, core)) : 0;
        cost += cell_off > 1 ? CELL_OFF * (cell_off - 1) : 0;
    }
    return cost;
}

// The lines that may end row k: borders[from..to].
static size_t border_from(const struct tile *l, size_t k)
{
    return k + 1 < l->n_cores ? l->cores[k] + 1 : l->n;
}

static size_t border_to(const struct tile *l, size_t k)
{
    return k + 1 < l->n_cores ? l->cores[k + 1] : l->n;
}

// The cheapest borders, and what every border costs at least: before[k][b] the rows up to row k
// that ends at b, after[k][b] those behind it.
struct solver {
    const struct tile *tile;
    enum align align;
    int bias, best;
    int *before, *after;
};

// An even row that leans to the side of `bias` costs nothing for that, one that does not costs
// more.
static int leaning_cost(const struct solver *s, size_t from, size_t to, size_t k)
{
    int direction, cost = row_cost(s->tile, s->align, from, to, s->tile->cores[k], &direction);
    return cost - HALF_LINE * direction * s->bias;
}

static int *cost_at(const struct solver *s, int *costs, size_t k, size_t b)
{
    return &costs[k * (s->tile->n + 1) + b];
}

static struct solver *solve(const struct tile *l, enum align align, size_t *ends, int bias)
{
    size_t size = l->n_cores * (l->n + 1);
    struct solver *s = MEM_NEW(l->r->scratch, struct solver);
    *s = (struct solver){.tile = l,
                         .align = align,
                         .bias = bias,
                         .before = MEM_ARRAY(l->r->scratch, size, int),
                         .after = MEM_ARRAY(l->r->scratch, size, int)};
    size_t *back = MEM_ARRAY(l->r->scratch, size, size_t);
    for (size_t k = 0; k < l->n_cores; k++)
        for (size_t to = border_from(l, k); to <= border_to(l, k); to++) {
            int *best = cost_at(s, s->before, k, to);
            *best = FAR;
            for (size_t from = k ? border_from(l, k - 1) : 0; from <= (k ? l->cores[k] : 0);
                 from++) {
                int cost =
                    (k ? *cost_at(s, s->before, k - 1, from) : 0) + leaning_cost(s, from, to, k);
                if (cost < *best) {
                    *best = cost;
                    back[k * (l->n + 1) + to] = from;
                }
            }
        }
    for (size_t k = l->n_cores - 1; k-- > 0;)
        for (size_t from = border_from(l, k); from <= border_to(l, k); from++) {
            int *best = cost_at(s, s->after, k, from);
            *best = FAR;
            for (size_t to = border_from(l, k + 1); to <= border_to(l, k + 1); to++) {
                int cost = *cost_at(s, s->after, k + 1, to) + leaning_cost(s, from, to, k + 1);
                *best = cost < *best ? cost : *best;
            }
        }
    s->best = *cost_at(s, s->before, l->n_cores - 1, l->n);
    size_t end = l->n;
    for (size_t k = l->n_cores; k-- > 0;) {
        ends[k] = end;
        end = back[k * (l->n + 1) + end];
    }
    return s;
}

// Lines between two borders, one of which may come first.
static void mark_between(size_t a, size_t b, bool *unsure)
{
    for (size_t x = a < b ? a : b; x < (a < b ? b : a); x++)
        unsure[x] = true;
}

// Is a tiling of this cost hardly worse than the best?
static bool is_close(const struct tile *l, int cost, int best)
{
    return cost - best < l->r->lexicon->weights.threshold_lines;
}

// Lines between a border and another one that costs hardly more.
static void find_unsure(const struct solver *s, const size_t *ends, bool *unsure)
{
    const struct tile *l = s->tile;
    for (size_t k = 0; k + 1 < l->n_cores; k++)
        for (size_t b = border_from(l, k); b <= border_to(l, k); b++)
            if (is_close(l, *cost_at(s, s->before, k, b) + *cost_at(s, s->after, k, b), s->best))
                mark_between(b, ends[k], unsure);
}

// The side to which even rows lean here: 1 if their core stands above the middle.
static int lean(const struct tile *l, const size_t *ends)
{
    int sum = 0;
    for (size_t k = 0; k < l->n_cores; k++) {
        int off = (int)((k ? ends[k - 1] : 0) + ends[k] - 1) - 2 * (int)l->cores[k];
        sum += off == 1 ? 1 : off == -1 ? -1 : 0;
    }
    return sum > 0 ? 1 : sum < 0 ? -1 : 0;
}

// Lines that two tilings give to different rows.
static void find_differences(const struct tile *l, const size_t *a, const size_t *b, bool *unsure)
{
    for (size_t k = 0; k + 1 < l->n_cores; k++)
        mark_between(a[k], b[k], unsure);
}

void fit_tile_rows(const struct tile *tile, size_t *ends, bool *unsure)
{
    struct solver *ways[ALIGNS];
    size_t *own[ALIGNS];
    int best = ALIGN_MIDDLE;
    for (int align = 0; align < ALIGNS; align++) {
        own[align] = MEM_ARRAY(tile->r->scratch, tile->n_cores, size_t);
        ways[align] = solve(tile, (enum align)align, own[align], 0);
        if (align == ALIGN_MIDDLE)
            ways[align] = solve(tile, ALIGN_MIDDLE, own[align], lean(tile, own[align]));
        best = ways[align]->best < ways[best]->best ? align : best;
    }
    find_unsure(ways[best], own[best], unsure);
    for (int align = 0; align < ALIGNS; align++)
        if (is_close(tile, ways[align]->best, ways[best]->best))
            find_differences(tile, own[best], own[align], unsure);
    memcpy(ends, own[best], tile->n_cores * sizeof(*ends));
}
