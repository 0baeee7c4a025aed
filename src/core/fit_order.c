// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_order: a table whose values are printed first and whose names come later.
//
// The heading of the values (targets, actuals, weights …) stands before the heading of classes and
// names. The two streams are matched row by row, in order, and only if they have equally many rows;
// else every value is missing, for a shifted value looks right and is wrong. Two rows whose name
// and value agree in kind (a rate in %, a time with a date, a cost in money) confirm the order;
// without them the values are doubtful.
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_decode.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum { CONFIRM_LEAST = 2, TOTAL_MOST = 4 };

// Rows of a stream: the segments first..first + n of a decoding.
struct stream_row {
    size_t first, n;
};

// A stream of segments and its rows.
struct stream {
    struct decoded all;
    struct stream_row *rows;
    size_t n, cap;
};

static void add_row(struct mem *mem, struct stream *s, size_t first)
{
    MEM_PUSH(mem, s->rows, s->n, s->cap);
    s->rows[s->n - 1] = (struct stream_row){first, 0};
}

// The atoms i..j as one run, whose rows the decoder finds.
static struct stream free_rows(struct reader *r, const struct heading *h, size_t i, size_t j)
{
    struct stream s = {.all = fit_decode(r->mem, r->scratch, r->lexicon, r->cut->atoms, i, j, h)};
    for (size_t k = 0; k < s.all.n; k++) {
        if (s.all.at[k].starts_row || !s.n)
            add_row(r->mem, &s, k);
        s.rows[s.n - 1].n++;
    }
    return s;
}

// The same, every line a row.
static struct stream line_rows(struct reader *r, const struct heading *h, size_t i, size_t j)
{
    struct stream s = {0};
    size_t cap = 0;
    for (size_t end; i < j; i = end) {
        end = fit_cut_line_end(r->cut->atoms, i, j);
        struct decoded one = fit_decode(r->mem, r->scratch, r->lexicon, r->cut->atoms, i, end, h);
        add_row(r->mem, &s, s.all.n);
        for (size_t k = 0; k < one.n; k++) {
            MEM_PUSH(r->mem, s.all.at, s.all.n, cap);
            s.all.at[s.all.n - 1] = one.at[k];
            s.rows[s.n - 1].n++;
        }
    }
    return s;
}

static size_t count_lines(const struct atoms *atoms, size_t i, size_t j)
{
    size_t n = 0;
    for (; i < j; i = fit_cut_line_end(atoms, i, j))
        n++;
    return n;
}

// Names first, then values: one heading whose cells are counted from 1.
static struct heading *joined_heading(struct mem *mem, const struct heading *names,
                                      const struct heading *values)
{
    struct heading *h = MEM_NEW(mem, struct heading);
    *h = *names;
    h->n = names->n + values->n;
    h->at = MEM_ARRAY(mem, h->n, struct heading_word);
    for (size_t k = 0; k < h->n; k++) {
        h->at[k] = k < names->n ? names->at[k] : values->at[k - names->n];
        h->at[k].cell = (int)k + 1;
    }
    h->cells = (int)h->n;
    return h;
}

static void push_segment(struct reader *r, struct atoms *out, const struct segment *s,
                         const struct heading *h, int before, const char *why)
{
    int cell = 1;
    for (size_t k = 0; k < h->n; k++)
        if (h->at[k].column == s->column)
            cell = h->at[k].cell;
    for (size_t k = s->i; k < s->j; k++) {
        struct atom a = r->cut->atoms->at[k];
        a.before = k == s->i ? before : BREAK_BLANK;
        a.cell = cell;
        a.cells = h->cells;
        a.why = why;
        fit_atom_push(r->mem, out, a);
    }
}

// Does the kind of the value speak for the name: a rate in %, money for a cost, a date for a time?
static bool confirms(struct reader *r, const struct decoded *names, struct stream_row name,
                     const struct decoded *values, struct stream_row value)
{
    struct str text = STR_NONE;
    struct content c = {0};
    for (size_t k = name.first; k < name.first + name.n; k++)
        if (names->at[k].column == COLUMN_LEVEL3)
            text = fit_atom_join(r->scratch, r->cut->atoms, names->at[k].i, names->at[k].j);
    for (size_t k = value.first; k < value.first + value.n; k++)
        if (values->at[k].column == COLUMN_TARGET)
            c = fit_value_read(
                r->scratch, r->lexicon,
                fit_atom_join(r->scratch, r->cut->atoms, values->at[k].i, values->at[k].j));
    bool is_rate = str_ends(text, STR("率")) || str_ends(text, STR("满意度"));
    bool is_money = str_has(text, STR("成本")) || str_has(text, STR("费"));
    bool is_time = str_ends(text, STR("时间"));
    return (is_rate && str_eq_c(c.unit, "%")) || (is_money && str_ends(c.unit, STR("元"))) ||
           (is_time && c.flags & CONTENT_DATE) ||
           (c.unit.len > 1 && str_has(text, c.unit)); // 培训人次, 受益户数
}

// The last line of the values, if it holds only figures and is shorter than a row, is the total
// line; it is taken off. Where every cell has a line of its own, no line says so.
static size_t take_total(struct reader *r, size_t i, size_t j)
{
    size_t last = j, width = r->cut->values.n < TOTAL_MOST ? r->cut->values.n : TOTAL_MOST;
    if (r->cut->atoms->cell_break >= BREAK_LINE)
        return j;
    while (last > i && r->cut->atoms->at[last - 1].before < BREAK_LINE)
        last--;
    if (last <= i + 1 || j - (last - 1) >= width)
        return j;
    for (size_t k = last - 1; k < j; k++)
        if (!(fit_value_read(r->scratch, r->lexicon, r->cut->atoms->at[k].text).flags &
              CONTENT_NUMBER))
            return j;
    fit_foot_total(r, last - 1, j);
    return last - 1;
}

// Is a column filled twice in the row, or out of its order?
static bool is_twice(const struct stream *s, size_t row)
{
    for (size_t k = 1; k < s->rows[row].n; k++)
        if (s->all.at[s->rows[row].first + k].starts_row)
            return true;
    return false;
}

struct atoms *fit_order_grid(struct reader *r)
{
    const struct heading *values = &r->cut->values, *names = &r->cut->headings[0];
    if (!values->n)
        return NULL;
    const struct atoms *atoms = r->cut->atoms;
    for (size_t k = 0; k < values->n; k++)
        if (values->at[k].column < COLUMNS)
            r->form->columns[values->at[k].column] = true;
    size_t end = names->i, confirmed = 0;
    while (end > values->j && atoms->at[end].before < BREAK_LINE) // a label beside the heading
        end--;
    end = take_total(r, values->j, end);
    size_t lines = count_lines(atoms, r->rows_i, r->rows_j);
    bool by_lines = atoms->cell_break < BREAK_LINE && count_lines(atoms, values->j, end) == lines;
    struct stream v =
        by_lines ? line_rows(r, values, values->j, end) : free_rows(r, values, values->j, end);
    struct stream n = free_rows(r, names, r->rows_i, r->rows_j);
    if (by_lines && n.n != lines)
        n = line_rows(r, names, r->rows_i, r->rows_j);
    struct heading *h = joined_heading(r->mem, names, values);
    bool agree = v.n == n.n;
    for (size_t k = 0; agree && k < n.n; k++)
        confirmed += confirms(r, &n.all, n.rows[k], &v.all, v.rows[k]);
    const char *why = confirmed >= CONFIRM_LEAST ? NULL : "why.order";
    struct atoms *out = MEM_NEW(r->mem, struct atoms);
    out->cell_break = BREAK_CELL;
    for (size_t row = 0; row < n.n; row++) {
        const char *odd = is_twice(&n, row) ? "why.count" : NULL;
        for (size_t k = 0; k < n.rows[row].n; k++)
            push_segment(r, out, &n.all.at[n.rows[row].first + k], h, k ? BREAK_CELL : BREAK_LINE,
                         odd);
        odd = agree && is_twice(&v, row) ? "why.count" : why;
        for (size_t k = 0; agree && k < v.rows[row].n; k++)
            push_segment(r, out, &v.all.at[v.rows[row].first + k], h, BREAK_CELL, odd);
    }
    r->heading = h;
    r->values_lost = !agree;
    return out;
}
