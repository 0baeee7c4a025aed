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
    CROSSES_GAP = 5,  // a run of rows that goes on over a blank line
    CROSSES_PAGE = 1, // over a page, after its name
    BEFORE_PAGE = 12, // before the page of its name
    OVER_PAGES = 3,   // the name stands in the middle of its rows on all pages
    MARKS_MOST = 64,
    ROWS_MOST = 200,
    CLOSE = 2 * GEOMETRY, // between two placings that are both possible
    NEAR = 12,            // half lines from its place, of a name as a rule; at most its square
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

enum { WAYS = 6 };

// The runs of rows from one row on that a name may have: they end before row lo..hi.
struct runs {
    int lo, hi; // 0: there are none
    const int *cost;
};

// The names of both levels placed in the middle of their rows, in one way of print.
struct middle {
    struct reader *r;
    struct level one, two;
    int n;                      // rows
    bool by_rows;               // the middle is counted in rows, not in lines
    int lean;                   // -1 above the middle, 1 below, 0 neither
    int reach;                  // half lines from its place, of a name
    int *hint;                  // hint[row * two.n + k]
    int *strange;               // strange[i * two.n + k]
    struct runs *runs1, *runs2; // [name * n + first row]
    // The least costs: the rows before `row` are those of first-level names before i and of
    // second-level names before k; the other rows those of the others.
    int *before, *behind;
    // The same inside the rows of one first-level name.
    int *upto, *from;
    int costs[WAYS], best;
};

static int parents(const struct middle *s)
{
    return s->one.n ? s->one.n : 1;
}

static int *outer(const struct middle *s, int *costs, int i, int row, int k)
{
    return &costs[(i * (s->n + 1) + row) * (s->two.n + 1) + k];
}

static int *inner(const struct middle *s, int *costs, int k, int row)
{
    return &costs[k * (s->n + 1) + row];
}

// Twice the place of a name among the rows: the middle of a row, or the border between two.
static int twice_row(const struct reader *r, const struct class_mark *m)
{
    const struct row_lines *own = &r->lines[m->row];
    bool below = m->twice_y > 2 * own->bottom;
    return 2 * m->row + (below ? 2 : m->twice_y < 2 * own->top ? 0 : 1);
}

static void least(int *cost, int other)
{
    *cost = other < *cost ? other : *cost;
}

// How far below the middle of rows from..to name m stands, in half lines or half rows. The middle
// of an even run falls between two lines; print leans to one side.
static int off_middle(const struct middle *s, const struct class_mark *m, int from, int to)
{
    int twice = s->by_rows ? from + to : s->r->lines[from].top + s->r->lines[to - 1].bottom;
    int off = (s->by_rows ? twice_row(s->r, m) : m->twice_y) - twice;
    return off == s->lean ? 0 : off;
}

// What it costs that name m has the rows from..to: it stands in the middle of those on its page,
// or, as a rule not, of all. FAR if that is out of the question. *is_past if it would be for any
// longer run too.
static int span_cost(const struct middle *s, const struct class_mark *m, int from, int to,
                     bool *is_past)
{
    const struct row_lines *lines = s->r->lines;
    int a = from, b = to;
    while (a < b && lines[a].page != m->page)
        a++;
    while (b > a && lines[b - 1].page != m->page)
        b--;
    if (a == b)
        return FAR;
    int off = off_middle(s, m, a, b), whole = off, cost = GEOMETRY * abs(off);
    cost += (a > from ? BEFORE_PAGE : 0) + (b < to ? CROSSES_PAGE : 0);
    if (b - a < to - from) {
        whole = off_middle(s, m, from, to);
        least(&cost, GEOMETRY * abs(whole) + OVER_PAGES);
    }
    *is_past = off < -s->reach && whole < -s->reach;
    return abs(off) > s->reach && abs(whole) > s->reach ? FAR : cost;
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
static void find_hints(struct middle *s)
{
    s->hint = MEM_ARRAY(s->r->scratch, (size_t)(s->n * s->two.n), int);
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

// Finds every run of rows that a name may have, and what it costs.
static struct runs *find_runs(const struct middle *s, const struct level *level, bool has_hints)
{
    struct mem *mem = s->r->scratch;
    struct runs *out = MEM_ARRAY(mem, (size_t)(level->n * s->n), struct runs);
    int *costs = MEM_ARRAY(mem, (size_t)s->n + 1, int);
    for (int k = 0; k < level->n; k++)
        for (int from = 0; from < s->n; from++) {
            struct runs *runs = &out[k * s->n + from];
            int fixed = 0;
            bool is_past = false;
            for (int to = from + 1; to <= s->n && !is_past; to++) {
                costs[to] = span_cost(s, level->at[k], from, to, &is_past);
                if (has_hints)
                    fixed += s->hint[(to - 1) * s->two.n + k] +
                             (to - 1 > from && s->r->lines[to - 1].after_gap ? CROSSES_GAP : 0);
                if (costs[to] >= FAR)
                    continue;
                costs[to] += fixed;
                runs->lo = runs->lo ? runs->lo : to;
                runs->hi = to;
            }
            if (!runs->lo)
                continue;
            size_t n = (size_t)(runs->hi - runs->lo) + 1;
            runs->cost = memcpy(MEM_ARRAY(mem, n, int), &costs[runs->lo], n * sizeof(*costs));
        }
    return out;
}

// The runs of first-level name i from `row` on; without names of that level all rows are one.
static struct runs parent_runs(const struct middle *s, int i, int row)
{
    static const int nothing = 0;
    if (s->one.n)
        return s->runs1[i * s->n + row];
    return row ? (struct runs){0} : (struct runs){s->n, s->n, &nothing};
}

// What it costs that a second-level name stands under a first-level name not its own.
static void find_strange(struct middle *s)
{
    s->strange = MEM_ARRAY(s->r->scratch, (size_t)(parents(s) * s->two.n), int);
    for (int i = 0; i < s->one.n; i++)
        for (int k = 0; k < s->two.n; k++)
            s->strange[i * s->two.n + k] =
                fit_middle_is_parent(s->r, s->one.at[i], s->two.at[k]) ? 0 : MIDDLE_STRANGE;
}

// `upto` for the rows from `row` on under first-level name i.
static void go_down(const struct middle *s, int i, int row, int hi)
{
    for (int k = 0; k <= s->two.n; k++)
        for (int end = row; end <= hi; end++)
            *inner(s, s->upto, k, end) = end == row ? *outer(s, s->before, i, row, k) : FAR;
    for (int k = 0; k < s->two.n; k++)
        for (int at = row; at < hi; at++) {
            int cost = *inner(s, s->upto, k, at) + s->strange[i * s->two.n + k];
            const struct runs *runs = &s->runs2[k * s->n + at];
            if (cost >= FAR || !runs->lo)
                continue;
            for (int to = runs->lo; to <= runs->hi && to <= hi; to++)
                least(inner(s, s->upto, k + 1, to), cost + runs->cost[to - runs->lo]);
        }
}

// `from` for the rows from `row` on under first-level name i: to its end, and behind it.
static void go_up(const struct middle *s, int i, int row, const struct runs *own)
{
    for (int k = s->two.n; k >= 0; k--)
        for (int at = own->hi; at >= row; at--) {
            int best = FAR;
            if (at >= own->lo)
                best = own->cost[at - own->lo] + *outer(s, s->behind, i + 1, at, k);
            const struct runs *runs =
                k < s->two.n && at < s->n ? &s->runs2[k * s->n + at] : &(struct runs){0};
            for (int to = runs->lo; runs->lo && to <= runs->hi && to <= own->hi; to++)
                least(&best, s->strange[i * s->two.n + k] + runs->cost[to - runs->lo] +
                                 *inner(s, s->from, k + 1, to));
            *inner(s, s->from, k, at) = best < FAR ? best : FAR;
        }
}

static bool is_reached(const struct middle *s, int i, int row)
{
    for (int k = 0; k < s->two.n; k++)
        if (*outer(s, s->before, i, row, k) < FAR)
            return true;
    return false;
}

static void prepare(struct middle *s)
{
    s->runs1 = find_runs(s, &s->one, false);
    s->runs2 = find_runs(s, &s->two, true);
    int size = (parents(s) + 1) * (s->n + 1) * (s->two.n + 1);
    for (int x = 0; x < size; x++)
        s->before[x] = s->behind[x] = FAR;
    *outer(s, s->before, 0, 0, 0) = *outer(s, s->behind, parents(s), s->n, s->two.n) = 0;
}

// The least costs before and behind every border of first-level names. The least of all.
static int solve(struct middle *s)
{
    prepare(s);
    for (int i = 0; i < parents(s); i++)
        for (int row = i; row < s->n; row++) {
            struct runs own = parent_runs(s, i, row);
            if (!own.lo || !is_reached(s, i, row))
                continue;
            go_down(s, i, row, own.hi);
            for (int end = own.lo; end <= own.hi; end++)
                for (int k = 1; k <= s->two.n; k++)
                    least(outer(s, s->before, i + 1, end, k),
                          *inner(s, s->upto, k, end) + own.cost[end - own.lo]);
        }
    for (int i = parents(s); i-- > 0;)
        for (int row = s->n - 1; row >= i; row--) {
            struct runs own = parent_runs(s, i, row);
            if (!own.lo || !is_reached(s, i, row))
                continue;
            go_up(s, i, row, &own);
            for (int k = 0; k < s->two.n; k++)
                *outer(s, s->behind, i, row, k) = *inner(s, s->from, k, row);
        }
    return *outer(s, s->behind, 0, 0, 0);
}

// The name of a row in the best placing, and whether another that costs hardly more has another.
struct name_of {
    const struct class_mark *mark;
    bool is_unsure;
};

static void name_rows(struct name_of *names, int from, int to, const struct class_mark *mark)
{
    for (int row = from; row < to; row++) {
        struct name_of *name = &names[row];
        if (!name->mark)
            name->mark = mark;
        name->is_unsure |= !str_eq(name->mark->text, mark->text);
    }
}

// Names the rows by the best placing.
static void name_best(const struct middle *s, struct name_of *one, struct name_of *two)
{
    for (int i = 0, row = 0, k = 0; i < parents(s); i++) {
        struct runs own = parent_runs(s, i, row);
        int at = row;
        go_up(s, i, row, &own);
        for (;;) {
            int rest = *inner(s, s->from, k, at);
            if (at >= own.lo && own.cost[at - own.lo] + *outer(s, s->behind, i + 1, at, k) == rest)
                break;
            const struct runs *runs = &s->runs2[k * s->n + at];
            int to = runs->lo;
            while (s->strange[i * s->two.n + k] + runs->cost[to - runs->lo] +
                       *inner(s, s->from, k + 1, to) !=
                   rest)
                to++;
            name_rows(two, at, to, s->two.at[k++]);
            at = to;
        }
        if (s->one.n)
            name_rows(one, row, at, s->one.at[i]);
        row = at;
    }
}

// Names the rows by all placings in this way of print that cost at most `most`.
static void name_within(struct middle *s, int most, struct name_of *one, struct name_of *two)
{
    for (int i = 0; i < parents(s); i++)
        for (int row = i; row < s->n; row++) {
            struct runs own = parent_runs(s, i, row);
            if (!own.lo || !is_reached(s, i, row))
                continue;
            go_down(s, i, row, own.hi);
            go_up(s, i, row, &own);
            for (int end = own.lo; s->one.n && end <= own.hi; end++)
                for (int k = 1; k <= s->two.n; k++)
                    if (*inner(s, s->upto, k, end) + own.cost[end - own.lo] +
                            *outer(s, s->behind, i + 1, end, k) <=
                        most)
                        name_rows(one, row, end, s->one.at[i]);
            for (int k = 0; k < s->two.n; k++)
                for (int at = row; at < own.hi; at++) {
                    const struct runs *runs = &s->runs2[k * s->n + at];
                    int cost = *inner(s, s->upto, k, at) + s->strange[i * s->two.n + k];
                    for (int to = runs->lo; runs->lo && to <= runs->hi && to <= own.hi; to++)
                        if (cost + runs->cost[to - runs->lo] + *inner(s, s->from, k + 1, to) <=
                            most)
                            name_rows(two, at, to, s->two.at[k]);
                }
        }
}

static void choose_way(struct middle *s, int way)
{
    s->by_rows = way >= WAYS / 2;
    s->lean = way % (WAYS / 2) - 1;
}

// Some print a name in the middle of its lines, some in the middle of its rows, and lean to one
// side or the other: what fits best. NULL if no way fits.
struct middle *fit_middle_solve(struct reader *r, const struct level *one, const struct level *two)
{
    struct middle *s = MEM_NEW(r->scratch, struct middle);
    *s = (struct middle){.r = r, .one = *one, .two = *two, .n = (int)r->form->n_rows};
    if (s->two.n == 0 || s->two.n > s->n || s->two.n > MARKS_MOST || s->n > ROWS_MOST)
        return NULL;
    if (s->one.n > s->two.n) // more first levels than second ones: the second levels alone
        s->one.n = 0;
    find_hints(s);
    find_strange(s);
    size_t width = (size_t)(s->n + 1) * (size_t)(s->two.n + 1);
    s->before = MEM_ARRAY(r->scratch, width * (size_t)(parents(s) + 1), int);
    s->behind = MEM_ARRAY(r->scratch, width * (size_t)(parents(s) + 1), int);
    s->upto = MEM_ARRAY(r->scratch, width, int);
    s->from = MEM_ARRAY(r->scratch, width, int);
    for (s->reach = NEAR; s->reach <= NEAR * NEAR; s->reach *= NEAR) {
        for (int way = 0; way < WAYS; way++) {
            choose_way(s, way);
            s->costs[way] = solve(s);
            s->best = s->costs[way] < s->costs[s->best] ? way : s->best;
        }
        if (s->costs[s->best] < FAR)
            return s;
    }
    return NULL;
}

int fit_middle_cost(const struct middle *middle)
{
    return middle->costs[middle->best];
}

void fit_middle_place(struct reader *r, const struct level *one, struct middle *s, bool lost)
{
    struct name_of *ones = MEM_ARRAY(r->scratch, (size_t)s->n, struct name_of);
    struct name_of *twos = MEM_ARRAY(r->scratch, (size_t)s->n, struct name_of);
    int best = s->costs[s->best];
    choose_way(s, s->best);
    solve(s);
    name_best(s, ones, twos);
    for (int way = 0; way < WAYS; way++) {
        if (s->costs[way] > best + CLOSE)
            continue;
        choose_way(s, way);
        solve(s);
        name_within(s, best + CLOSE, ones, twos);
    }
    lost |= one->n > s->two.n;
    for (int row = 0; row < s->n; row++) {
        fit_middle_set(&r->form->rows[row].level2, twos[row].mark, lost || twos[row].is_unsure);
        if (ones[row].mark)
            fit_middle_set(&r->form->rows[row].level1, ones[row].mark, lost || ones[row].is_unsure);
    }
}
