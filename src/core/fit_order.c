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

static struct stream_row *rows_of(struct mem *mem, const struct decoded *d, size_t *n)
{
    struct stream_row *rows = NULL;
    size_t cap = 0;
    *n = 0;
    for (size_t k = 0; k < d->n; k++) {
        if (d->at[k].starts_row || !*n) {
            MEM_PUSH(mem, rows, *n, cap);
            rows[*n - 1] = (struct stream_row){k, 0};
        }
        rows[*n - 1].n++;
    }
    return rows;
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
           (is_time && c.flags & CONTENT_DATE);
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

struct atoms *fit_order_grid(struct reader *r)
{
    const struct heading *values = &r->cut->values, *names = &r->cut->headings[0];
    if (!values->n)
        return NULL;
    const struct atoms *atoms = r->cut->atoms;
    for (size_t k = 0; k < values->n; k++)
        if (values->at[k].column < COLUMNS)
            r->form->columns[values->at[k].column] = true;
    size_t end = take_total(r, values->j, names->i);
    struct decoded v = fit_decode(r->mem, r->scratch, r->lexicon, atoms, values->j, end, values);
    struct decoded n =
        fit_decode(r->mem, r->scratch, r->lexicon, atoms, r->rows_i, r->rows_j, names);
    size_t n_values, n_names, confirmed = 0;
    struct stream_row *value_rows = rows_of(r->mem, &v, &n_values);
    struct stream_row *name_rows = rows_of(r->mem, &n, &n_names);
    struct heading *h = joined_heading(r->mem, names, values);
    bool agree = n_values == n_names;
    for (size_t k = 0; agree && k < n_names; k++)
        confirmed += confirms(r, &n, name_rows[k], &v, value_rows[k]);
    const char *why = confirmed >= CONFIRM_LEAST ? NULL : "why.order";
    struct atoms *out = MEM_NEW(r->mem, struct atoms);
    out->cell_break = BREAK_CELL;
    for (size_t row = 0; row < n_names; row++) {
        for (size_t k = 0; k < name_rows[row].n; k++)
            push_segment(r, out, &n.at[name_rows[row].first + k], h, k ? BREAK_CELL : BREAK_LINE,
                         NULL);
        for (size_t k = 0; agree && k < value_rows[row].n; k++)
            push_segment(r, out, &v.at[value_rows[row].first + k], h, BREAK_CELL, why);
    }
    r->heading = h;
    r->values_lost = !agree;
    return out;
}
