// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_class: the first- and second-level class of every row, from names that are printed once.
//
// A merged cell prints its name on top of its span, or in its middle. It is on top if every
// first-level name shares its line with a second-level one; then a name holds until the next. In
// the middle, both levels are solved together by a dynamic programme over the second-level names:
// each takes a run of rows, the distance between the middle of the run and the line of the name is
// the cost, and no run crosses the border of a first level. The names of the rows decide only
// between placements that fit the print equally well. Rows whose class would differ when a border
// moves by one row at no greater cost are `inferred`.
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
    STRANGE_PARENT = 6,
    BAD_HINT = 4,
    CROSSES_PAGE = 5, // a run of rows that goes on over a page
    MARKS_MOST = 64,
    CLOSE = 4, // half lines between two ways to place, both then possible

    ROWS_MOST = 200,
    FAR = 1 << 28
};

// The names of one level, in order of their lines.
struct level {
    struct class_mark **at;
    int n;
};

static struct level collect(struct reader *r, int level)
{
    struct level out = {MEM_ARRAY(r->scratch, r->n_marks, struct class_mark *), 0};
    for (size_t k = 0; k < r->n_marks; k++)
        if (r->marks[k].level == level)
            out.at[out.n++] = &r->marks[k];
    return out;
}

// More than a speck of print: two Han characters.
static bool is_worded(struct str s)
{
    int n = 0;
    while (s.len)
        n += str_is_han(str_next(&s));
    return n >= 2;
}

// The name that `last` and the text under it make together, or NULL.
static const struct word *joined_name(struct reader *r, const struct class_mark *last,
                                      const struct class_mark *m)
{
    struct str joined = buf_print(r->scratch, "%.*s%.*s", STR_FMT(last->text), STR_FMT(m->text));
    return fit_lexicon_find(r->scratch, r->lexicon, m->level == 1 ? WORD_CLASS1 : WORD_CLASS2,
                            joined);
}

// Joins a name torn over the lines of its cell (社会效益指 / 标). In print in the middle of cells,
// what stands under a name and is none is its unreadable second half, and moves its middle. True
// if words were left out that may have been a name.
static bool join_marks(struct reader *r, bool in_middle)
{
    size_t n = 0;
    bool lost = false;
    for (size_t k = 0; k < r->n_marks; k++) {
        struct class_mark m = r->marks[k];
        struct class_mark *last = NULL;
        for (size_t i = n; i-- > 0 && !last;)
            if (r->marks[i].level == m.level)
                last = &r->marks[i];
        if (!m.is_known && last && m.row == last->row + 1) {
            const struct word *w = joined_name(r, last, &m);
            if (w) {
                last->text = last->cell->text = w->text;
                last->is_known = true;
            }
            if (w || (last->is_known && in_middle)) {
                lost |= !w && is_worded(m.text);
                last->twice_y = (last->twice_y + m.twice_y) / 2;
                continue;
            }
        }
        r->marks[n++] = m;
    }
    r->n_marks = n;
    return lost;
}

// The same, and drops what is no class beside known ones: specks of the print.
static bool mend_marks(struct reader *r)
{
    bool lost = join_marks(r, true);
    size_t n = 0, known = 0;
    for (size_t k = 0; k < r->n_marks; k++)
        known += r->marks[k].is_known;
    for (size_t k = 0; k < r->n_marks; k++) {
        struct class_mark *m = &r->marks[k];
        bool is_class_like =
            m->is_known || fit_lexicon_end(r->lexicon, LIST_CLASS_ENDS, m->text).len;
        if (is_class_like || known == 0)
            r->marks[n++] = *m;
        else
            lost |= is_worded(m->text);
    }
    r->n_marks = n;
    return lost;
}

// Is the text a piece of a known class name, as a line that was torn away leaves it?
static bool is_fragment(const struct reader *r, enum word_kind kind, struct str s)
{
    for (size_t k = 0; k < r->lexicon->n_kinds[kind]; k++) {
        struct str whole = r->lexicon->kinds[kind][k].text;
        if (s.len < whole.len && (str_starts(whole, s) || str_ends(whole, s)))
            return true;
    }
    return false;
}

// A name that no list knows is accepted by its ending, or as a cell between tabs or lines, unless
// it looks like a piece of a known one.
static void doubt_unknown(struct reader *r)
{
    bool is_cell = r->cut->atoms->cell_break >= BREAK_CELL;
    for (size_t k = 0; k < r->n_marks; k++) {
        struct class_mark *m = &r->marks[k];
        enum word_kind kind = m->level == 1 ? WORD_CLASS1 : WORD_CLASS2;
        if (m->is_known || m->cell->state != CELL_READ)
            continue;
        bool may_be_class = is_cell || fit_lexicon_end(r->lexicon, LIST_CLASS_ENDS, m->text).len;
        if (!may_be_class || is_fragment(r, kind, m->text)) {
            bool is_placed = !may_be_class && r->clean && r->clean->is_whole;
            m->cell->state = is_placed ? CELL_INFERRED : CELL_DOUBTFUL;
            m->cell->why = "why.class_unknown";
        }
    }
}

// The row on whose lines a name stands (of a rebuilt grid). True if every name begins on the first
// line of its row.
static bool find_rows(struct reader *r)
{
    bool at_tops = true;
    for (size_t k = 0; k < r->n_marks; k++) {
        struct class_mark *m = &r->marks[k];
        for (size_t i = 0; i < r->form->n_rows; i++)
            if (2 * r->lines[i].top <= m->twice_y)
                m->row = (int)i;
        bool at_top = false;
        for (size_t i = 0; i < r->form->n_rows; i++)
            at_top |= r->lines[i].top == m->top;
        at_tops &= at_top;
    }
    for (size_t k = 0; k < r->n_marks && at_tops; k++)
        for (size_t i = 0; i < r->form->n_rows; i++)
            if (r->lines[i].top <= r->marks[k].top)
                r->marks[k].row = (int)i;
    return at_tops;
}

// Do two names share a line? By rows, where only these are known or all names begin their row.
static bool share_line(const struct class_mark *a, const struct class_mark *b, bool by_rows)
{
    return a->row == b->row && (by_rows || a->top == b->top || abs(a->twice_y - b->twice_y) <= 1);
}

static bool is_on_top(struct reader *r, const struct level *one, const struct level *two,
                      bool by_rows)
{
    size_t n_rows = r->form->n_rows;
    if (one->n && (!two->n || one->at[0]->row != 0))
        return !two->n && one->n && one->at[0]->row == 0;
    // The names of the second level by their row: the last one, and of each the one before it.
    int most = 0;
    for (size_t k = 0; k < r->n_marks; k++) // a row that became a note leaves its name behind
        most = r->marks[k].row > most ? r->marks[k].row : most;
    int *last = MEM_ARRAY(r->scratch, (size_t)most + 1, int);
    int *before = MEM_ARRAY(r->scratch, (size_t)two->n, int);
    for (int m = 0; m < two->n; m++) {
        before[m] = last[two->at[m]->row];
        last[two->at[m]->row] = m + 1;
    }
    for (int k = 0; k < one->n; k++) {
        int m = last[one->at[k]->row];
        while (m && !share_line(two->at[m - 1], one->at[k], by_rows))
            m = before[m - 1];
        if (!m)
            return false;
    }
    return n_rows > 0 && (two->n == 0 || two->at[0]->row == 0);
}

static void set_class(struct cell *cell, const struct class_mark *mark, bool inferred)
{
    *cell = *mark->cell;
    if (inferred && cell->state == CELL_READ) {
        cell->state = CELL_INFERRED;
        cell->why = "why.class_place";
    }
}

static void place_on_top(struct reader *r, const struct level *one, const struct level *two)
{
    int i = -1, k = -1;
    for (int row = 0; row < (int)r->form->n_rows; row++) {
        bool new_parent = false;
        while (i + 1 < one->n && one->at[i + 1]->row <= row) {
            i++;
            new_parent = true;
        }
        bool new_child = false;
        while (k + 1 < two->n && two->at[k + 1]->row <= row) {
            k++;
            new_child = true;
        }
        if (i >= 0)
            set_class(&r->form->rows[row].level1, one->at[i], false);
        if (k >= 0 && (!new_parent || new_child) && (i < 0 || two->at[k]->row >= one->at[i]->row))
            set_class(&r->form->rows[row].level2, two->at[k], false);
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

static bool is_parent(struct reader *r, const struct class_mark *one, const struct class_mark *two)
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
    if (i >= 0 && !is_parent(s->r, s->one.at[i], s->two.at[k]))
        cost += STRANGE_PARENT;
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
static bool solve_middle(struct reader *r, const struct level *one, const struct level *two,
                         struct middle *out)
{
    struct solver *s = &out->s;
    *s = (struct solver){.r = r, .one = *one, .two = *two, .n = (int)r->form->n_rows};
    out->best = 0;
    if (s->two.n == 0 || s->two.n > s->n || s->two.n > MARKS_MOST || s->n > ROWS_MOST)
        return false;
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
    return out->costs[out->best] < FAR;
}

// `lost`: a name may be missing among them, so no row is sure of its class. Where the next best way
// differs, the class is inferred.
static void place_in_middle(struct reader *r, const struct level *one, struct middle *m, bool lost)
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
            set_class(&r->form->rows[row].level2, s->two.at[k], inferred);
            if (p->parents[k] >= 0)
                set_class(&r->form->rows[row].level1, one->at[p->parents[k]], inferred);
        }
}

// Second levels that would stand under a first level not their own if all names stood on top.
static int strange_on_top(struct reader *r, const struct level *one, const struct level *two)
{
    int n = 0;
    for (int k = 0, i = -1; k < two->n; k++) {
        while (i + 1 < one->n && one->at[i + 1]->row <= two->at[k]->row)
            i++;
        n += i >= 0 && !is_parent(r, one->at[i], two->at[k]);
    }
    return n;
}

void fit_class_place(struct reader *r)
{
    size_t n = r->form->n_rows;
    if (!n)
        return;
    bool by_rows = !r->tiles;
    if (r->tiles)
        by_rows = find_rows(r);
    else
        join_marks(r, false);
    struct level one = collect(r, 1), two = collect(r, 2);
    bool on_top = is_on_top(r, &one, &two, by_rows), lost = false;
    if (!on_top && !r->tiles) { // print in the middle is torn by what stands beside it
        lost = mend_marks(r);
        one = collect(r, 1);
        two = collect(r, 2);
        on_top = is_on_top(r, &one, &two, by_rows);
    }
    doubt_unknown(r);
    struct middle *middle = MEM_NEW(r->scratch, struct middle);
    int strange = on_top ? strange_on_top(r, &one, &two) : 0;
    bool in_middle = (!on_top || strange) && solve_middle(r, &one, &two, middle);
    if (on_top && in_middle) // what asks for fewer strange parents than the other
        in_middle = middle->costs[middle->best] < STRANGE_PARENT * strange;
    if (in_middle)
        place_in_middle(r, &one, middle, lost);
    else if (on_top)
        place_on_top(r, &one, &two);
    for (size_t i = 0; i < n; i++) { // a first level that is nowhere printed is missing
        struct row *row = &r->form->rows[i];
        struct cell *levels[] = {&row->level1, &row->level2};
        for (size_t k = 0; k < LENGTH_OF(levels) && r->is_tight; k++)
            if (levels[k]->state == CELL_READ) {
                levels[k]->state = CELL_INFERRED;
                levels[k]->why = "why.class_place";
            }
        if (r->form->columns[COLUMN_LEVEL1] && row->level1.state == CELL_ABSENT)
            row->level1 = (struct cell){.state = CELL_MISSING, .why = "why.class_not_printed"};
        if (r->form->columns[COLUMN_LEVEL2] && row->level2.state == CELL_ABSENT && two.n)
            row->level2 = (struct cell){.state = CELL_MISSING, .why = "why.class_not_printed"};
    }
}
