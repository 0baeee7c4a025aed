// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_tile.h"

#include "base/mem.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/fit_tile_row.h"
#include "core/form.h"
#include "core/sheet.h"

enum { FAR = 1 << 28 };

bool fit_tile_is_class(const struct heading *h, int c)
{
    int column = h->at[c].column;
    return column == COLUMN_LEVEL1 || column == COLUMN_LEVEL2;
}

// The cheapest tilings: before[align][i] of the lines before line i, behind[align][i] of the
// others.
struct solver {
    const struct tile_table *table;
    size_t n; // lines
    struct tile_costs *costs;
    int *before[ALIGNS], *behind[ALIGNS];
};

static void solve(struct solver *s, enum tile_align align)
{
    int *before = s->before[align], *behind = s->behind[align];
    for (size_t i = 0; i < s->n; i++)
        before[i + 1] = behind[i] = FAR;
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->costs[i].n; k++) {
            int cost = before[i] + s->costs[i].of[align][k];
            before[i + k + 1] = cost < before[i + k + 1] ? cost : before[i + k + 1];
        }
    for (size_t i = s->n; i-- > 0;)
        for (size_t k = 0; k < s->costs[i].n; k++) {
            int cost = behind[i + k + 1] + s->costs[i].of[align][k];
            behind[i] = cost < behind[i] ? cost : behind[i];
        }
}

static struct tile_row *best_rows(const struct solver *s, enum tile_align align, size_t *n)
{
    struct tile_row *rows = MEM_ARRAY(s->table->tile->r->scratch, s->n, struct tile_row);
    *n = 0;
    for (size_t i = 0; i < s->n;) {
        size_t k = 0;
        while (s->behind[align][i] != s->behind[align][i + k + 1] + s->costs[i].of[align][k])
            k++;
        rows[(*n)++] = (struct tile_row){i, i + k + 1, 0};
        i += k + 1;
    }
    return rows;
}

// The lines from..to that have a piece of column c: the first and one past the last; both equal if
// none has.
static struct tile_row cell_of(const struct tile *t, size_t from, size_t to, int c)
{
    while (from < to && !t->lines[t->own[from]].has[c])
        from++;
    while (from < to && !t->lines[t->own[to - 1]].has[c])
        to--;
    return (struct tile_row){from, to, 0};
}

static bool overlaps(struct tile_row a, struct tile_row b)
{
    return a.from < b.to && b.from < a.to;
}

// Marks cells of a row that are others if lines from..to are one: of other lines, or beside another
// name.
static void compare(const struct tile_table *table, struct tile_row *row, size_t from, size_t to)
{
    const struct tile *t = table->tile;
    struct tile_row name = {row->from, row->to, 0}, other_name = {from, to, 0};
    if (table->name >= 0) {
        name = cell_of(t, row->from, row->to, table->name);
        other_name = cell_of(t, from, to, table->name);
    }
    for (int c = 0; c < t->n_columns; c++) {
        if (fit_tile_is_class(t->heading, c))
            continue;
        struct tile_row mine = cell_of(t, row->from, row->to, c), other = cell_of(t, from, to, c);
        bool is_same = mine.from == other.from && mine.to == other.to;
        bool differs = mine.from == mine.to ? other.from < other.to && overlaps(name, other_name)
                       : is_same            ? name.from < name.to && !overlaps(name, other_name)
                                            : overlaps(mine, other);
        if (differs)
            row->unsure |= UINT32_C(1) << c;
    }
}

// `near`: what a tiling costs at least that is too far from the best one.
static void find_unsure(const struct solver *s, int near, struct tile_row *rows)
{
    for (int align = 0; align < ALIGNS; align++) {
        if (s->before[align][s->n] >= near)
            continue;
        size_t first = 0;
        for (size_t i = 0; i < s->n; i++) {
            while (rows[first].to <= i)
                first++;
            for (size_t k = 0; k < s->costs[i].n; k++) {
                size_t to = i + k + 1;
                int cost = s->before[align][i] + s->costs[i].of[align][k] + s->behind[align][to];
                if (cost >= near || (rows[first].from == i && rows[first].to == to))
                    continue;
                for (struct tile_row *row = &rows[first];; row++) {
                    compare(s->table, row, i, to);
                    if (row->to >= to)
                        break;
                }
            }
        }
    }
}

struct tile_row *fit_tile_rows(const struct tile *tile, size_t *n)
{
    struct mem *mem = tile->r->scratch;
    struct tile_table table = fit_tile_row_table(tile);
    struct solver s = {
        .table = &table, .n = tile->n, .costs = MEM_ARRAY(mem, tile->n, struct tile_costs)};
    for (size_t i = 0; i < s.n; i++)
        fit_tile_row_costs(&table, i, &s.costs[i]);
    int best = 0;
    for (int align = 0; align < ALIGNS; align++) {
        s.before[align] = MEM_ARRAY(mem, s.n + 1, int);
        s.behind[align] = MEM_ARRAY(mem, s.n + 1, int);
        solve(&s, (enum tile_align)align);
        best = s.before[align][s.n] < s.before[best][s.n] ? align : best;
    }
    struct tile_row *rows = best_rows(&s, (enum tile_align)best, n);
    const struct fit_weights *w = &tile->r->lexicon->weights;
    int least = tile->r->sheet->is_off_page ? w->threshold_prints : w->threshold_lines;
    find_unsure(&s, s.before[best][s.n] + least, rows);
    return rows;
}
