// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_middle.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/form.h"
#include "core/sheet.h"

enum {
    GEOMETRY = 4,
    BAD_HINT = 4,
    CROSSES_PAGE = 5, // a run of rows that goes on over a page
    MARKS_MOST = 64,
    CLOSE = 4, // half lines between two ways to place, both then possible

    ROWS_MOST = 200,
    FAR = 1 << 28
};

void fit_middle_set(struct cell *cell, const struct class_mark *mark, bool inferred)
{
    *cell = *mark->cell;
    if (inferred && cell->state == CELL_READ) {
        cell->state = CELL_INFERRED;
        cell->why = "why.class_place";
    }
}

struct solver {
    struct reader *r;
    struct level one, two;
    int n;        // rows
    bool by_rows; // the middle is counted in rows, not in lines
    int lean;     // -1 above the middle, 1 below, 0 neither
    int *hint;    // hint[row * two.n + k]
};

// Twice the place of a name among the rows: the middle of a row, or the border between two.
static int twice_row(const struct reader *r, const struct class_mark *m)
{
    const struct row_lines *own = &r->lines[m->row];
    bool below = m->twice_y > 2 * own->bottom;
    return 2 * m->row + (below ? 2 : m->twice_y < 2 * own->top ? 0 : 1);
}

// What it costs that name m has the rows from..to: its distance from their middle, in half lines or
// half rows. The middle of an even run falls between two lines; print leans to one side.
static int span_cost(const struct solver *s, const struct class_mark *m, int from, int to)
{
    int twice = s->by_rows ? from + to : s->r->lines[from].top + s->r->lines[to - 1].bottom;
    int off = (s->by_rows ? twice_row(s->r, m) : m->twice_y) - twice;
    if (off == s->lean)
        off = 0;
    return GEOMETRY * abs(off);
}

static bool has_hint(struct reader *r, struct str class_name, struct str name)
{
    const struct words_of *words = map_get(&r->lexicon->hints, class_name);
    for (size_t i = 0; words && i < words->n; i++)
        if (str_has(name, words->at[i]))
            return true;
    return false;
}

// A row whose name hints at another of the printed classes, and not at this one.
static void find_hints(struct solver *s)
{
    for (int row = 0; row < s->n; row++)
        for (int k = 0; k < s->two.n; k++) {
            struct str name = s->r->form->rows[row].level3.text;
            bool other = false;
            for (int m = 0; m < s->two.n; m++)
                other |= m != k && has_hint(s->r, s->two.at[m]->text, name);
            s->hint[row * s->two.n + k] =
                other && !has_hint(s->r, s->two.at[k]->text, name) ? BAD_HINT : 0;
        }
}

bool fit_middle_is_parent(struct reader *r, const struct class_mark *one,
                          const struct class_mark *two)
{
    const struct word *w = fit_lexicon_find(r->scratch, r->lexicon, WORD_CLASS2, two->text);
    return !w || !one->is_known || str_eq_c(w->name, "*") || str_eq(w->name, one->text);
}

// The cost of name k over rows from..to, under first level i (-1: none).
static int child_cost(const struct solver *s, int k, int i, int from, int to)
{
    int cost = span_cost(s, s->two.at[k], from, to);
    for (int row = from; row < to; row++)
        cost += s->hint[row * s->two.n + k] +
                (row > from && s->r->lines[row].after_gap ? CROSSES_PAGE : 0);
    if (i >= 0 && !fit_middle_is_parent(s->r, s->one.at[i], s->two.at[k]))
        cost += MIDDLE_STRANGE;
    return cost;
}

// Where everything ends: name k takes the rows up to ends[k] under first level parents[k].
struct placing {
    int ends[MARKS_MOST], parents[MARKS_MOST];
};

static int whole_cost(const struct solver *s, const struct placing *p)
{
    int cost = 0, own = 0;
    for (int k = 0; k < s->two.n; k++) {
        int from = k ? p->ends[k - 1] : 0;
        cost += child_cost(s, k, p->parents[k], from, p->ends[k]);
        if (k && p->parents[k] != p->parents[k - 1])
            own = from;
        bool closes = k + 1 == s->two.n || p->parents[k + 1] != p->parents[k];
        if (closes && p->parents[k] >= 0)
            cost += span_cost(s, s->one.at[p->parents[k]], own, p->ends[k]);
    }
    return cost;
}

// A state: name k ends before row `end` under first level i, whose rows began at `own`.
struct step {
    int cost, from, from_own;
    bool same_parent;
};

static struct step *step_at(const struct solver *s, struct step *steps, int k, int i, int end,
                            int own)
{
    size_t n = (size_t)s->n + 1, parents = s->one.n ? (size_t)s->one.n : 1;
    return &steps[(((size_t)k * parents + (size_t)(i < 0 ? 0 : i)) * n + (size_t)end) * n +
                  (size_t)own];
}

// Extends one state by name k over every possible run of rows that begins at `from`.
static void extend(struct solver *s, struct step *steps, int k, int i, int from, int own,
                   struct step before)
{
    int left = s->two.n - k - 1;
    for (int to = left ? from + 1 : s->n; to <= s->n - left; to++) {
        int cost = before.cost + child_cost(s, k, i, from, to);
        struct step *at = step_at(s, steps, k, i, to, own);
        if (cost < at->cost)
            *at = (struct step){cost, from, before.from_own, before.same_parent};
    }
}

// The cheapest placing of all names of both levels; FAR if there is none.
static int solve(struct solver *s, struct placing *out)
{
    int parents = s->one.n ? s->one.n : 1, m = s->two.n, n = s->n;
    size_t size = (size_t)m * (size_t)parents * (size_t)(n + 1) * (size_t)(n + 1);
    struct step *steps = MEM_ARRAY(s->r->scratch, size, struct step);
    for (size_t x = 0; x < size; x++)
        steps[x].cost = FAR;
    int first = s->one.n ? 0 : -1;
    extend(s, steps, 0, first, 0, 0, (struct step){0, 0, 0, false});
    for (int k = 1; k < m; k++)
        for (int i = first; i < s->one.n || i == first; i++)
            for (int from = k; from < n; from++)
                for (int own = 0; own < from; own++) {
                    struct step at = *step_at(s, steps, k - 1, i, from, own);
                    if (at.cost >= FAR)
                        continue;
                    extend(s, steps, k, i, from, own, (struct step){at.cost, 0, own, true});
                    if (i < 0 || i + 1 >= s->one.n)
                        continue;
                    int closed = at.cost + span_cost(s, s->one.at[i], own, from);
                    extend(s, steps, k, i + 1, from, from, (struct step){closed, 0, own, false});
                }
    int least = FAR, own = 0, i = s->one.n - 1, end = n;
    for (int o = 0; o < n; o++) {
        int cost = step_at(s, steps, m - 1, i, n, o)->cost;
        cost += cost < FAR && i >= 0 ? span_cost(s, s->one.at[i], o, n) : 0;
        if (cost < least) {
            least = cost;
            own = o;
        }
    }
    for (int k = m - 1; k >= 0 && least < FAR; k--) {
        const struct step *at = step_at(s, steps, k, i, end, own);
        out->ends[k] = end;
        out->parents[k] = i;
        end = at->from;
        own = at->from_own;
        i = at->same_parent ? i : i - 1;
    }
    return least;
}

// Rows whose class another placing at hardly greater cost would change.
static bool *unsure_rows(struct solver *s, const struct placing *p, int best)
{
    bool *unsure = MEM_ARRAY(s->r->scratch, (size_t)s->n, bool);
    for (int k = 0; k + 1 < s->two.n; k++)
        for (int step = -1; step <= 1; step += 2) {
            struct placing moved = *p;
            moved.ends[k] += step;
            if (moved.ends[k] <= (k ? p->ends[k - 1] : 0) || moved.ends[k] >= p->ends[k + 1])
                continue;
            if (whole_cost(s, &moved) <= best + GEOMETRY)
                unsure[step < 0 ? p->ends[k] - 1 : p->ends[k]] = true;
        }
    return unsure;
}

// Rows to which two placings give different names.
static void doubt_differences(const struct solver *s, const struct placing *a,
                              const struct placing *b, bool *unsure)
{
    for (int row = 0, i = 0, j = 0; row < s->n; row++) {
        while (a->ends[i] <= row)
            i++;
        while (b->ends[j] <= row)
            j++;
        unsure[row] |= i != j || a->parents[i] != b->parents[j];
    }
}

enum { WAYS = 6 };

static void choose_way(struct solver *s, int way)
{
    s->by_rows = way >= WAYS / 2;
    s->lean = way % (WAYS / 2) - 1;
}

// The names of both levels placed in the middle of their rows: each way of print, and the best.
struct middle {
    struct solver s;
    struct placing tries[WAYS];
    int costs[WAYS], best;
};

// Some print a name in the middle of its lines, some in the middle of its rows, and lean to one
// side or the other: what fits best. False if no way fits.
struct middle *fit_middle_solve(struct reader *r, const struct level *one, const struct level *two)
{
    struct middle *out = MEM_NEW(r->scratch, struct middle);
    struct solver *s = &out->s;
    *s = (struct solver){.r = r, .one = *one, .two = *two, .n = (int)r->form->n_rows};
    out->best = 0;
    if (s->two.n == 0 || s->two.n > s->n || s->two.n > MARKS_MOST || s->n > ROWS_MOST)
        return NULL;
    s->hint = MEM_ARRAY(r->scratch, (size_t)(s->n * s->two.n), int);
    find_hints(s);
    if (s->one.n > s->two.n) // more first levels than second ones: the second levels alone
        s->one.n = 0;
    for (int way = 0; way < WAYS; way++) {
        choose_way(s, way);
        out->tries[way] = (struct placing){0};
        out->costs[way] = solve(s, &out->tries[way]);
        out->best = out->costs[way] < out->costs[out->best] ? way : out->best;
    }
    choose_way(s, out->best);
    return out->costs[out->best] < FAR ? out : NULL;
}

int fit_middle_cost(const struct middle *middle)
{
    return middle->costs[middle->best];
}

// `lost`: a name may be missing among them, so no row is sure of its class. Where the next best way
// differs, the class is inferred.
void fit_middle_place(struct reader *r, const struct level *one, struct middle *m, bool lost)
{
    struct solver *s = &m->s;
    const struct placing *p = &m->tries[m->best];
    const int least = m->costs[m->best];
    bool *unsure = unsure_rows(s, p, least);
    lost |= one->n > s->two.n;
    for (int way = 0; way < WAYS; way++)
        if (m->costs[way] <= least + CLOSE * GEOMETRY)
            doubt_differences(s, p, &m->tries[way], unsure);
    for (int k = 0; k < s->two.n; k++)
        for (int row = k ? p->ends[k - 1] : 0; row < p->ends[k]; row++) {
            bool inferred = lost || unsure[row];
            fit_middle_set(&r->form->rows[row].level2, s->two.at[k], inferred);
            if (p->parents[k] >= 0)
                fit_middle_set(&r->form->rows[row].level1, one->at[p->parents[k]], inferred);
        }
}
