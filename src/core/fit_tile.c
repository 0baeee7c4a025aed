// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_tile.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/form.h"

enum {
    OFF_MIDDLE = 6,  // a core line out of the middle, per half line
    HALF_LINE = 1,   // an even row: the core is half a line off
    NOT_FULL = 4,    // a cell that wraps where its line is not full
    BAD_START = 8,   // a row whose cell begins with what no cell begins with
    FULL_SLACK = 4,  // columns that a full line may be short of the widest
    FULL_END = 3,    // a cell that ends with a line as full as can be
    WRAPS_FROM = 12, // columns of a cell that may be expected to wrap
    CLOSE = 3,       // between two tilings that are both possible
    FAR = 1 << 28,
};

bool fit_tile_is_class(const struct heading *h, int c)
{
    int column = h->at[c].column;
    return column == COLUMN_LEVEL1 || column == COLUMN_LEVEL2;
}

// What a row of lines from..to with this core costs. Bare lines do not count as lines of a row.
static int row_cost(const struct tile *l, size_t from, size_t to, size_t core, int *direction)
{
    int off = (int)(from + to - 1) - 2 * (int)core;
    *direction = off > 0 ? 1 : off < 0 ? -1 : 0;
    int cost = abs(off) <= 1 ? HALF_LINE * abs(off) : OFF_MIDDLE * abs(off);
    for (int c = 0; c < l->n_columns; c++) {
        if (fit_tile_is_class(l->heading, c))
            continue;
        const struct tile_line *last = NULL;
        size_t last_at = 0;
        for (size_t k = from; k < to; k++) {
            const struct tile_line *line = &l->lines[l->own[k]];
            if (!line->has[c])
                continue;
            const struct tile_field *f = &line->cell[c];
            if (!last) {
                struct str text = fit_atom_join(l->r->scratch, l->atoms, f->i, f->j);
                if (fit_lexicon_head(l->r->lexicon, LIST_NEVER_FIRST, text).len)
                    cost += BAD_START;
            } else {
                const struct tile_field *before = &last->cell[c];
                if (before->col_end - before->col + FULL_SLACK < l->widest[c])
                    cost += NOT_FULL;
                if (k != last_at + 1)
                    cost += BAD_START;
            }
            last = line;
            last_at = k;
        }
        if (last && l->widest[c] >= WRAPS_FROM &&
            last->cell[c].col_end - last->cell[c].col + 1 >= l->widest[c])
            cost += FULL_END;
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

// An even row that does not lean to the side of `bias` costs more.
static int leaning_cost(const struct tile *l, size_t from, size_t to, size_t k, int bias)
{
    int direction, cost = row_cost(l, from, to, l->cores[k], &direction);
    return cost + (direction && direction == -bias ? HALF_LINE : 0);
}

// The cheapest borders, and what every border costs at least: before[k][b] the rows up to row k
// that ends at b, after[k][b] those behind it.
struct solver {
    const struct tile *tile;
    int bias;
    int *before, *after;
};

static int *cost_at(const struct solver *s, int *costs, size_t k, size_t b)
{
    return &costs[k * (s->tile->n + 1) + b];
}

static struct solver *solve(const struct tile *l, size_t *ends, int bias)
{
    size_t size = l->n_cores * (l->n + 1);
    struct solver *s = MEM_NEW(l->r->scratch, struct solver);
    *s = (struct solver){l, bias, MEM_ARRAY(l->r->scratch, size, int),
                         MEM_ARRAY(l->r->scratch, size, int)};
    size_t *back = MEM_ARRAY(l->r->scratch, size, size_t);
    for (size_t k = 0; k < l->n_cores; k++)
        for (size_t to = border_from(l, k); to <= border_to(l, k); to++) {
            int *best = cost_at(s, s->before, k, to);
            *best = FAR;
            for (size_t from = k ? border_from(l, k - 1) : 0; from <= (k ? l->cores[k] : 0);
                 from++) {
                int cost = (k ? *cost_at(s, s->before, k - 1, from) : 0) +
                           leaning_cost(l, from, to, k, bias);
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
                int cost =
                    *cost_at(s, s->after, k + 1, to) + leaning_cost(l, from, to, k + 1, bias);
                *best = cost < *best ? cost : *best;
            }
        }
    size_t end = l->n;
    for (size_t k = l->n_cores; k-- > 0;) {
        ends[k] = end;
        end = back[k * (l->n + 1) + end];
    }
    return s;
}

// Lines between a border and another one that costs hardly more.
static void find_unsure(const struct solver *s, const size_t *ends, bool *unsure)
{
    const struct tile *l = s->tile;
    int best = *cost_at(s, s->before, l->n_cores - 1, l->n);
    for (size_t k = 0; k + 1 < l->n_cores; k++)
        for (size_t b = border_from(l, k); b <= border_to(l, k); b++) {
            if (*cost_at(s, s->before, k, b) + *cost_at(s, s->after, k, b) > best + CLOSE)
                continue;
            for (size_t x = b < ends[k] ? b : ends[k]; x < (b < ends[k] ? ends[k] : b); x++)
                unsure[x] = true;
        }
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

void fit_tile_rows(const struct tile *tile, size_t *ends, bool *unsure)
{
    solve(tile, ends, 0);
    find_unsure(solve(tile, ends, lean(tile, ends)), ends, unsure);
}
