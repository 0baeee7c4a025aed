// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_copies: one table printed again and again, each copy longer than the one before (L12).
//
// Such a text holds in one cell the values of a whole column: =12.00(人) ≥90.00(%) ≤74.00(万元).
// It is known by lines whose list of targets continues that of the line before. Each column is read
// by itself, its longest list wins, and the k-th values make row k; a list that stops short leaves
// its last rows missing. A name torn over two cells is joined piece by piece where both lists are
// as long. Classes are put together from all copies in order; what the print does not say is
// inferred from the table of classes, or missing.
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum { ITEMS_MOST = 80, COPIES_LEAST = 2 };

struct items {
    struct span at[ITEMS_MOST];
    size_t n;
};

struct copies {
    struct reader *r;
    const struct atoms *atoms;
    const struct heading *h;
};

// The heading word under which a cell stands: its index, or -1.
static int column_of(const struct copies *c, const struct atom *a)
{
    int found = -1;
    for (size_t k = 0; k < c->h->n; k++)
        if (a->cell >= c->h->at[k].cell)
            found = (int)k;
    return found;
}

static struct content content_of(const struct copies *c, size_t i, size_t j)
{
    return fit_value_read(c->r->scratch, c->r->lexicon,
                          fit_atom_join(c->r->scratch, c->atoms, i, j));
}

static bool has_open_bracket(const struct copies *c, size_t i, size_t j)
{
    struct str s = fit_atom_join(c->r->scratch, c->atoms, i, j);
    int depth = 0;
    for (size_t k = 0; k < s.len; k++)
        depth += s.ptr[k] == '(' ? 1 : s.ptr[k] == ')' ? -1 : 0;
    return depth > 0;
}

// Are atoms i..j the beginning of a phrase of the ladder?
static bool begins_ladder(const struct copies *c, size_t i, size_t j)
{
    struct str s = fit_atom_join(c->r->scratch, c->atoms, i, j);
    const struct lexicon *x = c->r->lexicon;
    for (size_t k = 0; k < x->n_kinds[WORD_LADDER]; k++)
        if (str_starts(x->kinds[WORD_LADDER][k].text, s))
            return true;
    return false;
}

// Does atom m go on with the item i..m of this column?
static bool goes_on(const struct copies *c, int column, size_t i, size_t m)
{
    struct str last = c->atoms->at[m - 1].text, next = c->atoms->at[m].text;
    switch (column) {
    case COLUMN_WEIGHT:
    case COLUMN_SCORE:
        return str_ends(last, STR(".")) || str_starts(next, STR("."));
    case COLUMN_TARGET:
    case COLUMN_ACTUAL:
        if (content_of(c, i, m).flags & CONTENT_ONLY_OPERATOR)
            return true;
        if (has_open_bracket(c, i, m) || str_ends(last, STR(".")) || str_starts(next, STR(".")))
            return true;
        return begins_ladder(c, i, m + 1) && !(content_of(c, i, m).flags & CONTENT_LADDER);
    case COLUMN_REASON:
        return !(content_of(c, m, m + 1).flags & CONTENT_REASON && str_has(next, STR("原因")));
    case COLUMN_LEVEL1:
    case COLUMN_LEVEL2: {
        unsigned known = CONTENT_CLASS1 | CONTENT_CLASS2;
        struct content whole = content_of(c, i, m + 1), own = content_of(c, i, m);
        bool whole_exact = whole.flags & known && !(whole.flags & CONTENT_CLASS_NEAR);
        bool own_exact = own.flags & known && !(own.flags & CONTENT_CLASS_NEAR);
        return whole_exact && !own_exact;
    }
    default:
        return false;
    }
}

// The items of one column on line i..j. `cell` 0: all its cells, else that cell alone.
static void read_items(const struct copies *c, size_t i, size_t j, size_t word, int cell,
                       struct items *out)
{
    int column = c->h->at[word].column;
    out->n = 0;
    for (size_t k = i; k < j && out->n < ITEMS_MOST;) {
        const struct atom *a = &c->atoms->at[k];
        if (column_of(c, a) != (int)word || (cell && a->cell != cell)) {
            k++;
            continue;
        }
        size_t m = k + 1;
        while (m < j && column_of(c, &c->atoms->at[m]) == (int)word &&
               (!cell || c->atoms->at[m].cell == cell) && goes_on(c, column, k, m))
            m++;
        struct str text = fit_atom_join(c->r->scratch, c->atoms, k, m);
        if (!fit_lexicon_near(c->r->scratch, c->r->lexicon, WORD_TABLE, text)) // a torn heading
            out->at[out->n++] = (struct span){k, m};
        k = m;
    }
}

static bool same_item(const struct copies *c, struct span a, struct span b)
{
    return str_eq(fit_atom_join(c->r->scratch, c->atoms, a.i, a.j),
                  fit_atom_join(c->r->scratch, c->atoms, b.i, b.j));
}

static int word_of(const struct heading *h, int column)
{
    for (size_t k = 0; k < h->n; k++)
        if (h->at[k].column == column)
            return (int)k;
    return -1;
}

// How many lines continue the targets of the line before them.
static size_t count_copies(const struct copies *c, int target)
{
    struct items *last = MEM_NEW(c->r->scratch, struct items);
    struct items *now = MEM_NEW(c->r->scratch, struct items);
    size_t n = 0;
    for (size_t i = 0; i < c->atoms->n;) {
        size_t j = fit_cut_line_end(c->atoms, i, c->atoms->n);
        read_items(c, i, j, (size_t)target, 0, now);
        bool grows = last->n && now->n > last->n;
        for (size_t k = 0; k < last->n && grows; k++)
            grows = has_open_bracket(c, last->at[k].i, last->at[k].j) ||
                    same_item(c, last->at[k], now->at[k]);
        n += grows;
        if (now->n)
            *last = *now;
        i = j;
    }
    return n;
}

// The longest list of a column over all lines; of equal ones the last.
static void longest(const struct copies *c, size_t word, int cell, struct items *out)
{
    struct items *now = MEM_NEW(c->r->scratch, struct items);
    out->n = 0;
    for (size_t i = 0; i < c->atoms->n;) {
        size_t j = fit_cut_line_end(c->atoms, i, c->atoms->n);
        read_items(c, i, j, word, cell, now);
        if (now->n && now->n >= out->n)
            *out = *now;
        i = j;
    }
}

static void push_item(const struct copies *c, struct atoms *out, struct span item, size_t word,
                      int before)
{
    for (size_t k = item.i; k < item.j; k++) {
        struct atom a = c->atoms->at[k];
        a.before = k == item.i ? before : BREAK_BLANK;
        a.cell = c->h->at[word].cell;
        a.cells = c->h->cells;
        // A reason in copies is torn: its cells are cut through the middle of lines.
        if (c->h->at[word].column == COLUMN_REASON && item.j - item.i > 3)
            a.why = "why.torn";
        fit_atom_push(c->r->mem, out, a);
    }
}

// ---- names ----

// A name met whole in another copy: the same, or one of which the torn one mistakes two characters
// at most. False if there is none.
static bool whole_name(const struct copies *c, struct str torn, struct span *found)
{
    bool near = false;
    for (size_t k = 0; k < c->atoms->n; k++) {
        struct str s = c->atoms->at[k].text;
        if (str_count(s) < 5)
            continue;
        if (str_eq(s, torn)) {
            *found = (struct span){k, k + 1};
            return true;
        }
        if (!near && str_count(s) + 1 >= str_count(torn) && str_distance(s, torn, 2) <= 2 &&
            str_starts(torn, str_slice(s, 0, 9)) &&
            fit_lexicon_end(c->r->lexicon, LIST_NAME_ENDS, s).len) {
            *found = (struct span){k, k + 1};
            near = true;
        }
    }
    return near;
}

// The name of a row: its pieces in one atom, doubtful unless a copy has it whole.
static void push_name(const struct copies *c, struct atoms *out, const struct items *cells,
                      size_t n_cells, size_t row, size_t word)
{
    struct atoms joined = {.cell_break = BREAK_CELL};
    for (size_t k = 0; k < n_cells; k++)
        if (row < cells[k].n)
            push_item(c, &joined, cells[k].at[row], word, BREAK_BLANK);
    if (!joined.n)
        return;
    struct atom a = joined.at[0];
    a.text = fit_atom_join(c->r->mem, &joined, 0, joined.n);
    a.to = joined.at[joined.n - 1].to;
    a.before = BREAK_LINE;
    struct span whole;
    if (joined.n > 1 && whole_name(c, a.text, &whole))
        a.text = c->atoms->at[whole.i].text;
    else if (joined.n > 1)
        a.why = "why.torn";
    fit_atom_push(c->r->mem, out, a);
}

// ---- classes ----

// All second-level names of the copies, in the order in which they follow each other.
static size_t gather_classes(const struct copies *c, size_t word, struct str *names,
                             struct span *spans)
{
    struct items *now = MEM_NEW(c->r->scratch, struct items);
    size_t n = 0;
    for (size_t i = 0; i < c->atoms->n;) {
        size_t j = fit_cut_line_end(c->atoms, i, c->atoms->n);
        read_items(c, i, j, word, 0, now);
        size_t after = 0; // behind the name before it on this line, else at the end
        for (size_t k = 0; k < now->n; k++) {
            struct content x = content_of(c, now->at[k].i, now->at[k].j);
            if (!(x.flags & (CONTENT_CLASS1 | CONTENT_CLASS2)))
                continue;
            size_t at = 0;
            while (at < n && !str_eq(names[at], x.class_name))
                at++;
            if (at == n && n < ITEMS_MOST) {
                for (at = n++; after && at > after; at--) {
                    names[at] = names[at - 1];
                    spans[at] = spans[at - 1];
                }
                at = after ? at : n - 1;
                names[at] = str_copy(c->r->mem, x.class_name);
                spans[at] = now->at[k];
            }
            after = at + 1;
        }
        i = j;
    }
    return n;
}

// Class marks for every row: the k-th second-level name belongs to row k.
static void place_classes(const struct copies *c, size_t n_rows)
{
    struct reader *r = c->r;
    int word = word_of(c->h, COLUMN_LEVEL2);
    struct str names[ITEMS_MOST];
    struct span spans[ITEMS_MOST];
    size_t n = word < 0 ? 0 : gather_classes(c, (size_t)word, names, spans);
    for (size_t row = 0; row < n_rows; row++) {
        struct cell two = {.state = CELL_MISSING, .why = "why.class_not_printed"}, one = two;
        if (row < n && n <= n_rows) {
            two = fit_atom_cell(r->mem, r->sheet, c->atoms, spans[row].i, spans[row].j);
            two.state = CELL_INFERRED;
            two.why = "why.copies";
            two.text = names[row];
            const struct word *w =
                fit_lexicon_find(r->scratch, r->lexicon, WORD_CLASS2, names[row]);
            if (w) {
                one = two;
                one.text = w->name;
            }
        }
        fit_reader_mark(r, two, 2, (int)row, 2 * (int)row + 1);
        fit_reader_mark(r, one, 1, (int)row, 2 * (int)row + 1);
    }
}

// ---- reasons ----

// Reasons go to the rows that lost points, if there are as many of them.
static size_t lost_rows(const struct copies *c, const struct items *weights,
                        const struct items *scores, bool *lost)
{
    size_t n = 0;
    for (size_t k = 0; k < scores->n && k < weights->n; k++) {
        struct dec w, s;
        struct content cw = content_of(c, weights->at[k].i, weights->at[k].j);
        struct content cs = content_of(c, scores->at[k].i, scores->at[k].j);
        lost[k] = dec_read(&w, cw.number) == RC_OK && dec_read(&s, cs.number) == RC_OK &&
                  dec_cmp(s, w) < 0;
        n += lost[k];
    }
    return n;
}

// The reason of the lost row `at`. With fewer reasons than lost rows the later ones run together:
// what is there is doubtful, the rest is missing.
static void push_reason(const struct copies *c, struct atoms *out, const struct items *reasons,
                        size_t at, size_t n_lost, size_t word)
{
    struct atoms one = {.cell_break = BREAK_CELL};
    push_item(c, &one, reasons->at[at < reasons->n ? at : 0], word, BREAK_CELL);
    for (size_t k = 0; k < one.n; k++) {
        if (reasons->n != n_lost)
            one.at[k].why = "why.torn";
        if (at >= reasons->n) {
            one.at[k].text = STR_NONE;
            one.n = k + 1;
        }
        fit_atom_push(c->r->mem, out, one.at[k]);
    }
}

struct atoms *fit_copies_grid(struct reader *r)
{
    int target = word_of(r->heading, COLUMN_TARGET), name = word_of(r->heading, COLUMN_LEVEL3);
    if (r->cut->atoms->cell_break != BREAK_CELL || target < 0 || name < 0)
        return NULL;
    struct copies c = {r, fit_clean_rows(r), r->heading};
    if (count_copies(&c, target) < COPIES_LEAST)
        return NULL;
    struct items *lists = MEM_ARRAY(r->scratch, c.h->n, struct items);
    for (size_t k = 0; k < c.h->n; k++)
        longest(&c, k, 0, &lists[k]);
    size_t n_rows = lists[target].n, n_cells = 0;
    struct items *names = MEM_ARRAY(r->scratch, 4, struct items);
    int end = name + 1 < (int)c.h->n ? c.h->at[name + 1].cell : c.h->at[name].cell + 1;
    for (int cell = c.h->at[name].cell; cell < end && n_cells < 4; cell++) {
        longest(&c, (size_t)name, cell, &names[n_cells]);
        n_cells += names[n_cells].n > 0;
    }
    int weight = word_of(c.h, COLUMN_WEIGHT), score = word_of(c.h, COLUMN_SCORE);
    bool lost[ITEMS_MOST] = {false};
    size_t n_lost =
        weight >= 0 && score >= 0 ? lost_rows(&c, &lists[weight], &lists[score], lost) : 0;
    struct atoms *out = MEM_NEW(r->mem, struct atoms);
    out->cell_break = BREAK_CELL;
    for (size_t row = 0, reason = 0; row < n_rows; row++) {
        push_name(&c, out, names, n_cells, row, (size_t)name);
        for (size_t k = 0; k < c.h->n; k++) {
            int column = c.h->at[k].column;
            if (column <= COLUMN_LEVEL3)
                continue;
            if (column == COLUMN_REASON) {
                if (lost[row] && lists[k].n)
                    push_reason(&c, out, &lists[k], reason++, n_lost, k);
            } else if (row < lists[k].n && lists[k].n <= n_rows) {
                push_item(&c, out, lists[k].at[row], k, BREAK_CELL);
            }
        }
    }
    place_classes(&c, n_rows);
    return out;
}
