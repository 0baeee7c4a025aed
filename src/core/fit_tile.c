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
};

bool fit_tile_is_class(const struct tile *tile, int c)
{
    int column = tile->heading->at[c].column;
    return column == COLUMN_LEVEL1 || column == COLUMN_LEVEL2;
}

// What a row of lines from..to with this core costs. Bare lines do not count as lines of a row.
static int row_cost(const struct tile *l, size_t from, size_t to, size_t core, int *direction)
{
    int off = (int)(from + to - 1) - 2 * (int)core;
    *direction = off > 0 ? 1 : off < 0 ? -1 : 0;
    int cost = abs(off) <= 1 ? HALF_LINE * abs(off) : OFF_MIDDLE * abs(off);
    for (int c = 0; c < l->n_columns; c++) {
        if (fit_tile_is_class(l, c))
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

// The cheapest borders; an even row that does not lean to the side of `bias` costs more.
static bool solve(const struct tile *l, size_t *ends, int bias)
{
    const size_t n = l->n, n_cores = l->n_cores, *cores = l->cores;
    enum { FAR = 1 << 28 };
    int *best = MEM_ARRAY(l->r->scratch, (n_cores + 1) * (n + 1), int);
    size_t *back = MEM_ARRAY(l->r->scratch, (n_cores + 1) * (n + 1), size_t);
    for (size_t x = 0; x < (n_cores + 1) * (n + 1); x++)
        best[x] = FAR;
    best[0] = 0;
    for (size_t k = 0; k < n_cores; k++) {
        size_t first = k ? cores[k - 1] + 1 : 0, next = k + 1 < n_cores ? cores[k + 1] : n;
        for (size_t from = first; from <= cores[k]; from++) {
            int before = best[k * (n + 1) + from];
            if (before >= FAR || (k == 0 && from))
                continue;
            for (size_t to = k + 1 < n_cores ? cores[k] + 1 : n; to <= next; to++) {
                int direction;
                int cost = before + row_cost(l, from, to, cores[k], &direction);
                cost += direction && direction == -bias ? HALF_LINE : 0;
                size_t at = (k + 1) * (n + 1) + to;
                if (cost < best[at]) {
                    best[at] = cost;
                    back[at] = from;
                }
            }
        }
    }
    if (best[n_cores * (n + 1) + n] >= FAR)
        return false;
    size_t end = n;
    for (size_t k = n_cores; k-- > 0;) {
        ends[k] = end;
        end = back[(k + 1) * (n + 1) + end];
    }
    return true;
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

bool fit_tile_rows(const struct tile *tile, size_t *ends)
{
    return solve(tile, ends, 0) && solve(tile, ends, lean(tile, ends));
}
