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
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/form.h"

enum { GEOMETRY = 4, STRANGE_PARENT = 6, BAD_HINT = 1, MARKS_MOST = 64, FAR = 1 << 28 };

// The names of one level, in order of their lines.
struct level {
    struct class_mark *at[MARKS_MOST];
    int n;
};

static void collect(struct reader *r, int level, struct level *out)
{
    for (size_t k = 0; k < r->n_marks; k++)
        if (r->marks[k].level == level && out->n < MARKS_MOST)
            out->at[out->n++] = &r->marks[k];
}

// Joins a name torn over the lines of its cell (社会效益指 / 标), and moves the middle of one that
// an unreadable second half follows.
static void mend_marks(struct reader *r)
{
    size_t n = 0;
    for (size_t k = 0; k < r->n_marks; k++) {
        struct class_mark m = r->marks[k];
        struct class_mark *last = NULL;
        for (size_t i = n; i-- > 0 && !last;)
            if (r->marks[i].level == m.level)
                last = &r->marks[i];
        if (!m.is_known && last && m.row == last->row + 1) {
            char joined[128];
            int len =
                snprintf(joined, sizeof(joined), "%.*s%.*s", STR_FMT(last->text), STR_FMT(m.text));
            enum word_kind kind = m.level == 1 ? WORD_CLASS1 : WORD_CLASS2;
            const struct word *w = NULL;
            if (len > 0 && len < (int)sizeof(joined))
                w = fit_lexicon_find(r->mem, r->lexicon, kind, str_of(joined));
            if (w) {
                last->text = last->cell->text = w->text;
                last->is_known = true;
            }
            if (w || last->is_known) {
                last->twice_y = (last->twice_y + m.twice_y) / 2;
                continue;
            }
        }
        r->marks[n++] = m;
    }
    r->n_marks = n;
    n = 0;
    size_t known = 0;
    for (size_t k = 0; k < r->n_marks; k++)
        known += r->marks[k].is_known;
    for (size_t k = 0; k < r->n_marks; k++) { // what is no class beside known ones is a speck
        struct class_mark *m = &r->marks[k];
        bool is_class_like =
            m->is_known || fit_lexicon_end(r->lexicon, LIST_CLASS_ENDS, m->text).len;
        if (is_class_like || known == 0)
            r->marks[n++] = *m;
    }
    r->n_marks = n;
}

static bool is_on_top(const struct level *one, const struct level *two, size_t n_rows)
{
    if (one->n && (!two->n || one->at[0]->row != 0))
        return !two->n && one->n && one->at[0]->row == 0;
    for (int k = 0; k < one->n; k++) {
        bool shared = false;
        for (int m = 0; m < two->n; m++)
            shared |= two->at[m]->row == one->at[k]->row;
        if (!shared)
            return false;
    }
    return n_rows > 0 && (two->n == 0 || two->at[0]->row == 0);
}

static void set_class(struct cell *cell, const struct class_mark *mark, bool inferred)
{
    *cell = *mark->cell;
    if (inferred && cell->state == CELL_READ) {
        cell->state = CELL_INFERRED;
        cell->why = STR("why.class_place");
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
    int n;     // rows
    int *hint; // hint[row * two.n + k]
};

static int span_cost(const struct reader *r, const struct class_mark *m, int from, int to)
{
    int twice = r->lines[from].top + r->lines[to - 1].bottom;
    return GEOMETRY * abs(twice - m->twice_y);
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
    return !w || !one->is_known || str_eq(w->name, one->text);
}

// Cost of second-level spans given by their ends; first levels are placed greedily over them.
// ends[k] is one past the last row of name k, parents[k] its first level (or -1).
static int whole_cost(const struct solver *s, const int *ends, const int *parents)
{
    int cost = 0;
    for (int k = 0; k < s->two.n; k++) {
        int from = k ? ends[k - 1] : 0;
        cost += span_cost(s->r, s->two.at[k], from, ends[k]);
        for (int row = from; row < ends[k]; row++)
            cost += s->hint[row * s->two.n + k];
        if (parents[k] >= 0 && !is_parent(s->r, s->one.at[parents[k]], s->two.at[k]))
            cost += STRANGE_PARENT;
    }
    for (int i = 0; i < s->one.n; i++) {
        int from = -1, to = -1;
        for (int k = 0; k < s->two.n; k++)
            if (parents[k] == i) {
                from = from < 0 ? (k ? ends[k - 1] : 0) : from;
                to = ends[k];
            }
        cost += from < 0 ? FAR : span_cost(s->r, s->one.at[i], from, to);
    }
    return cost;
}

// The best ends for a fixed assignment of parents: a dynamic programme over (name, end row, start
// of the current parent's span).
static int solve_parents(struct solver *s, const int *parents, int *ends)
{
    int n = s->n, m = s->two.n;
    size_t stride = (size_t)(n + 1);
    int *best = MEM_ARRAY(s->r->scratch, (size_t)m * stride * stride, int);
    int *from_end = MEM_ARRAY(s->r->scratch, (size_t)m * stride * stride, int);
    int *from_start = MEM_ARRAY(s->r->scratch, (size_t)m * stride * stride, int);
    for (size_t x = 0; x < (size_t)m * stride * stride; x++)
        best[x] = FAR;
    for (int k = 0; k < m; k++) {
        bool opens = k == 0 || parents[k] != parents[k - 1];
        bool closes = k + 1 == m || parents[k + 1] != parents[k];
        for (int from = k; from < n; from++)
            for (int start = 0; start <= from; start++) { // start: of the parent's span so far
                int before =
                    k ? best[((size_t)(k - 1) * stride + (size_t)from) * stride + (size_t)start]
                      : (from == 0 && start == 0 ? 0 : FAR);
                if (before >= FAR)
                    continue;
                int own = opens ? from : start;
                int last = k + 1 == m ? n : n - (m - k - 1);
                for (int to = k + 1 == m ? n : from + 1; to <= last; to++) {
                    int cost = before + span_cost(s->r, s->two.at[k], from, to);
                    for (int row = from; row < to; row++)
                        cost += s->hint[row * m + k];
                    if (closes && parents[k] >= 0)
                        cost += span_cost(s->r, s->one.at[parents[k]], own, to);
                    size_t at = ((size_t)k * stride + (size_t)to) * stride + (size_t)own;
                    if (cost < best[at]) {
                        best[at] = cost;
                        from_end[at] = from;
                        from_start[at] = start;
                    }
                }
            }
    }
    int least = FAR, start = 0;
    for (int own = 0; own <= n; own++)
        if (best[((size_t)(m - 1) * stride + (size_t)n) * stride + (size_t)own] < least) {
            least = best[((size_t)(m - 1) * stride + (size_t)n) * stride + (size_t)own];
            start = own;
        }
    if (least >= FAR)
        return FAR;
    int end = n;
    for (int k = m - 1; k >= 0; k--) {
        size_t at = ((size_t)k * stride + (size_t)end) * stride + (size_t)start;
        ends[k] = end;
        start = from_start[at];
        end = from_end[at];
    }
    return whole_cost(s, ends, parents);
}

// Parents in order: the table's parent where it is printed, else the first level whose line is
// next.
static void choose_parents(struct solver *s, int *parents)
{
    int at = s->one.n ? 0 : -1;
    for (int k = 0; k < s->two.n; k++) {
        int wanted = at;
        for (int i = at < 0 ? 0 : at; i < s->one.n; i++) {
            const struct word *w =
                fit_lexicon_find(s->r->scratch, s->r->lexicon, WORD_CLASS2, s->two.at[k]->text);
            if (w && str_eq(w->name, s->one.at[i]->text)) {
                wanted = i;
                break;
            }
            // A class outside the tables goes to the first level whose line is nearest.
            if (!w && i > at &&
                abs(s->one.at[i]->twice_y - s->two.at[k]->twice_y) <
                    abs(s->one.at[wanted < 0 ? i : wanted]->twice_y - s->two.at[k]->twice_y))
                wanted = i;
        }
        at = wanted > at ? wanted : at;
        parents[k] = at;
    }
}

static void place_in_middle(struct reader *r, const struct level *one, const struct level *two)
{
    struct solver s = {.r = r, .one = *one, .two = *two, .n = (int)r->form->n_rows};
    int parents[MARKS_MOST] = {0}, ends[MARKS_MOST] = {0};
    if (s.two.n == 0 || s.two.n > s.n || s.n > 400)
        return;
    s.hint = MEM_ARRAY(r->scratch, (size_t)(s.n * s.two.n), int);
    find_hints(&s);
    choose_parents(&s, parents);
    int best = solve_parents(&s, parents, ends);
    if (best >= FAR) { // a first level that no second level takes: second levels alone
        s.one.n = 0;
        for (int k = 0; k < s.two.n; k++)
            parents[k] = -1;
        best = solve_parents(&s, parents, ends);
    }
    bool *unsure = MEM_ARRAY(r->scratch, (size_t)s.n, bool);
    for (int k = 0; k + 1 < s.two.n; k++)
        for (int step = -1; step <= 1; step += 2) {
            int moved[MARKS_MOST];
            memcpy(moved, ends, sizeof(moved));
            moved[k] += step;
            if (moved[k] <= (k ? ends[k - 1] : 0) || moved[k] >= ends[k + 1])
                continue;
            if (whole_cost(&s, moved, parents) <= best + GEOMETRY)
                unsure[step < 0 ? ends[k] - 1 : ends[k]] = true;
        }
    for (int k = 0; k < s.two.n; k++)
        for (int row = k ? ends[k - 1] : 0; row < ends[k]; row++) {
            set_class(&r->form->rows[row].level2, two->at[k], unsure[row]);
            if (parents[k] >= 0)
                set_class(&r->form->rows[row].level1, one->at[parents[k]], unsure[row]);
        }
}

void fit_class_place(struct reader *r)
{
    size_t n = r->form->n_rows;
    if (!n)
        return;
    if (!r->lines) {
        r->lines = MEM_ARRAY(r->mem, n, struct row_lines);
        for (size_t i = 0; i < n; i++)
            r->lines[i] = (struct row_lines){(int)i, (int)i + 1};
    }
    mend_marks(r);
    struct level one = {0}, two = {0};
    collect(r, 1, &one);
    collect(r, 2, &two);
    if (is_on_top(&one, &two, n))
        place_on_top(r, &one, &two);
    else
        place_in_middle(r, &one, &two);
    for (size_t i = 0; i < n; i++) { // a first level that is nowhere printed is missing
        struct row *row = &r->form->rows[i];
        if (r->form->columns[COLUMN_LEVEL1] && row->level1.state == CELL_ABSENT)
            row->level1 = (struct cell){.state = CELL_MISSING, .why = STR("why.class_not_printed")};
        if (r->form->columns[COLUMN_LEVEL2] && row->level2.state == CELL_ABSENT && two.n)
            row->level2 = (struct cell){.state = CELL_MISSING, .why = STR("why.class_not_printed")};
    }
}
