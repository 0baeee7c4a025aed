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
    STATES_MOST = 1 << 22,
    FIRST_BOUND = 64, // a placing that costs no more is looked for first
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
    int *hints;   // hints[row * two.n + k]: what name k costs over all rows before
    int *gaps;    // pages that end before a row
    int *strange; // strange[i * two.n + k]: what name k costs under first level i
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
    int m = s->two.n;
    bool *has = MEM_ARRAY(s->r->scratch, (size_t)m, bool);
    s->hints = MEM_ARRAY(s->r->scratch, (size_t)((s->n + 1) * m), int);
    for (int row = 0; row < s->n; row++) {
        int n = 0;
        for (int k = 0; k < m; k++)
            n += has[k] = has_hint(s->r, s->two.at[k]->text, s->r->form->rows[row].level3.text);
        for (int k = 0; k < m; k++)
            s->hints[(row + 1) * m + k] = s->hints[row * m + k] + (n && !has[k] ? BAD_HINT : 0);
    }
}

static void find_gaps(struct solver *s)
{
    s->gaps = MEM_ARRAY(s->r->scratch, (size_t)s->n + 1, int);
    for (int row = 0; row < s->n; row++)
        s->gaps[row + 1] = s->gaps[row] + s->r->lines[row].after_gap;
}

static void find_strange(struct solver *s)
{
    s->strange = MEM_ARRAY(s->r->scratch, (size_t)(s->one.n * s->two.n), int);
    for (int i = 0; i < s->one.n; i++)
        for (int k = 0; k < s->two.n; k++)
            if (!fit_middle_is_parent(s->r, s->one.at[i], s->two.at[k]))
                s->strange[i * s->two.n + k] = MIDDLE_STRANGE;
}

bool fit_middle_is_parent(struct reader *r, const struct class_mark *one,
                          const struct class_mark *two)
{
    const struct word *w = fit_lexicon_find(r->scratch, r->lexicon, WORD_CLASS2, two->text);
    return !w || !one->is_known || str_eq_c(w->name, "*") || str_eq(w->name, one->text);
}

// The cost of name k over rows from..to, under first level i (-1: none), apart from its place.
static int words_cost(const struct solver *s, int k, int i, int from, int to)
{
    int m = s->two.n;
    return s->hints[to * m + k] - s->hints[from * m + k] +
           CROSSES_PAGE * (s->gaps[to] - s->gaps[from + 1]) + (i < 0 ? 0 : s->strange[i * m + k]);
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
        cost += span_cost(s, s->two.at[k], from, p->ends[k]) +
                words_cost(s, k, p->parents[k], from, p->ends[k]);
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
    int cost;
    unsigned char from, from_own;
    bool same_parent;
};
_Static_assert(ROWS_MOST <= 255, "a row is a byte of a step");

static size_t parents_of(const struct solver *s)
{
    return s->one.n ? (size_t)s->one.n : 1;
}

static struct step *step_at(const struct solver *s, struct step *steps, int k, int i, int end,
                            int own)
{
    size_t n = (size_t)s->n + 1;
    return &steps[(((size_t)k * parents_of(s) + (size_t)(i < 0 ? 0 : i)) * n + (size_t)end) * n +
                  (size_t)own];
}

// Extends one state by name k over every possible run of rows that begins at `from`, as long as it
// costs no more than `most`: behind its middle a run only grows dearer.
static void extend(struct solver *s, struct step *steps, int k, int i, int from, int own,
                   struct step before, int most)
{
    int left = s->two.n - k - 1;
    for (int to = left ? from + 1 : s->n, last = FAR; to <= s->n - left; to++) {
        int span = span_cost(s, s->two.at[k], from, to);
        int cost = before.cost + span + words_cost(s, k, i, from, to);
        if (cost > most && span > last)
            return;
        struct step *at = step_at(s, steps, k, i, to, own);
        if (cost <= most && cost < at->cost)
            *at = (struct step){cost, (unsigned char)from, before.from_own, before.same_parent};
        last = span;
    }
}

// Name k behind every state of name k - 1 under first level i.
static void extend_all(struct solver *s, struct step *steps, int k, int i, int most)
{
    for (int from = k; from < s->n; from++)
        for (int own = 0; own < from; own++) {
            int cost = step_at(s, steps, k - 1, i, from, own)->cost;
            if (cost > most)
                continue;
            struct step same = {cost, 0, (unsigned char)own, true}, next = same;
            extend(s, steps, k, i, from, own, same, most);
            if (i < 0 || i + 1 >= s->one.n)
                continue;
            next.cost += span_cost(s, s->one.at[i], own, from);
            next.same_parent = false;
            extend(s, steps, k, i + 1, from, from, next, most);
        }
}

// From the last name to the first.
static void follow(const struct solver *s, struct step *steps, int own, struct placing *out)
{
    int i = s->one.n - 1, end = s->n;
    for (int k = s->two.n - 1; k >= 0; k--) {
        const struct step *at = step_at(s, steps, k, i, end, own);
        out->ends[k] = end;
        out->parents[k] = i;
        end = at->from;
        own = at->from_own;
        i = at->same_parent ? i : i - 1;
    }
}

// The cheapest placing of all names of both levels that costs no more than `most`, else FAR.
static int solve_within(struct solver *s, struct step *steps, size_t size, int most,
                        struct placing *out)
{
    int m = s->two.n, first = s->one.n ? 0 : -1;
    for (size_t x = 0; x < size; x++)
        steps[x].cost = FAR;
    extend(s, steps, 0, first, 0, 0, (struct step){0}, most);
    for (int k = 1; k < m; k++)
        for (int i = first; i < s->one.n || i == first; i++)
            extend_all(s, steps, k, i, most);
    int least = FAR, own = 0, i = s->one.n - 1;
    for (int o = 0; o < s->n; o++) {
        int cost = step_at(s, steps, m - 1, i, s->n, o)->cost;
        cost += cost < FAR && i >= 0 ? span_cost(s, s->one.at[i], o, s->n) : 0;
        if (cost < least) {
            least = cost;
            own = o;
        }
    }
    if (least > most)
        return FAR;
    follow(s, steps, own, out);
    return least;
}

// The cheapest placing; FAR if there is none. No cost is below zero, so that what is dearer than
// the bound is part of no placing below it.
static int solve(struct solver *s, struct placing *out)
{
    const size_t used = mem_used(s->r->scratch);
    size_t size = (size_t)s->two.n * parents_of(s) * (size_t)(s->n + 1) * (size_t)(s->n + 1);
    struct step *steps = MEM_ARRAY(s->r->scratch, size, struct step);
    int least = FAR;
    for (int most = FIRST_BOUND; least == FAR && most < FAR; most *= 2)
        least = solve_within(s, steps, size, most, out);
    mem_back(s->r->scratch, used);
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
    if (s->one.n > s->two.n) // more first levels than second ones: the second levels alone
        s->one.n = 0;
    if ((size_t)s->two.n * parents_of(s) * (size_t)(s->n + 1) * (size_t)(s->n + 1) > STATES_MOST)
        return NULL;
    find_hints(s);
    find_gaps(s);
    find_strange(s);
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
