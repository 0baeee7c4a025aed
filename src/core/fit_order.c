// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_order: a table whose names and values are printed apart.
//
// The heading of the values (targets, actuals, weights …) and the values stand before the heading
// of classes and names; or the names stand before the heading of all. The two streams are matched
// row by row, in order, and only if they have equally many rows; else every value is missing, for a
// shifted value looks right and is wrong. Two rows whose name and value agree in kind (a rate in %,
// a time with a date, a cost in money) confirm the order; without them the values are doubtful.
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
    const struct atoms *atoms;
    struct decoded all;
    struct stream_row *rows;
    size_t n, cap;
};

// The names of a table, or its values: their heading and the atoms of their lines.
struct part {
    struct heading heading;
    struct atoms *atoms;
};

static void add_row(struct mem *mem, struct stream *s, size_t first)
{
    MEM_PUSH(mem, s->rows, s->n, s->cap);
    s->rows[s->n - 1] = (struct stream_row){first, 0};
}

// The lines of the part as one run, whose rows the decoder finds.
static struct stream free_rows(struct reader *r, const struct part *p)
{
    struct stream s = {p->atoms, .all = fit_decode(r->mem, r->scratch, r->lexicon, p->atoms, 0,
                                                   p->atoms->n, &p->heading)};
    for (size_t k = 0; k < s.all.n; k++) {
        if (s.all.at[k].starts_row || !s.n)
            add_row(r->mem, &s, k);
        s.rows[s.n - 1].n++;
    }
    return s;
}

// The same, every line a row.
static struct stream line_rows(struct reader *r, const struct part *p)
{
    struct stream s = {.atoms = p->atoms};
    size_t cap = 0;
    for (size_t i = 0, end; i < p->atoms->n; i = end) {
        end = fit_cut_line_end(p->atoms, i, p->atoms->n);
        struct decoded one =
            fit_decode(r->mem, r->scratch, r->lexicon, p->atoms, i, end, &p->heading);
        add_row(r->mem, &s, s.all.n);
        for (size_t k = 0; k < one.n; k++) {
            MEM_PUSH(r->mem, s.all.at, s.all.n, cap);
            s.all.at[s.all.n - 1] = one.at[k];
            s.rows[s.n - 1].n++;
        }
    }
    return s;
}

static size_t count_lines(const struct atoms *atoms)
{
    size_t n = 0;
    for (size_t i = 0; i < atoms->n; i = fit_cut_line_end(atoms, i, atoms->n))
        n++;
    return n;
}

// The part under this heading at atoms i..j, without what is no cell.
static struct part clean_part(struct reader *r, struct heading heading, size_t i, size_t j)
{
    struct reader one = *r;
    one.rows_i = i;
    one.rows_j = j;
    struct part part = {heading, fit_clean_rows(&one)};
    r->cap_remains = one.cap_remains;
    return part;
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

static void push_segment(struct reader *r, struct atoms *out, const struct stream *of, size_t at,
                         const struct heading *h, int before, const char *why)
{
    const struct segment *s = &of->all.at[at];
    int cell = 1;
    for (size_t k = 0; k < h->n; k++)
        if (h->at[k].column == s->column)
            cell = h->at[k].cell;
    for (size_t k = s->i; k < s->j; k++) {
        struct atom a = of->atoms->at[k];
        a.before = k == s->i ? before : BREAK_BLANK;
        a.cell = cell;
        a.cells = h->cells;
        if (why)
            a.why = why;
        fit_atom_push(r->mem, out, a);
    }
}

static struct str segment_text(struct reader *r, const struct stream *s, size_t k)
{
    return fit_atom_join(r->scratch, s->atoms, s->all.at[k].i, s->all.at[k].j);
}

// Does the kind of the value speak for the name: a rate in %, money for a cost, a date for a time?
static bool confirms(struct reader *r, const struct stream *names, const struct stream *values,
                     size_t row)
{
    const struct stream_row name = names->rows[row], value = values->rows[row];
    struct str text = STR_NONE;
    struct content c = {0};
    for (size_t k = name.first; k < name.first + name.n; k++)
        if (names->all.at[k].column == COLUMN_LEVEL3)
            text = segment_text(r, names, k);
    for (size_t k = value.first; k < value.first + value.n; k++)
        if (values->all.at[k].column == COLUMN_TARGET)
            c = fit_value_read(r->scratch, r->lexicon, segment_text(r, values, k));
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
    const struct atoms *atoms = r->cut->atoms;
    size_t last = j, width = r->cut->values.n < TOTAL_MOST ? r->cut->values.n : TOTAL_MOST, n = 0;
    if (atoms->cell_break >= BREAK_LINE || i == j)
        return j;
    last = fit_cut_line_begin(atoms, j - 1, i);
    for (size_t k = last, end; k < j; k = end, n++) {
        end = fit_atom_cell_end(atoms, k, j);
        struct str cell = fit_atom_join(r->scratch, atoms, k, end);
        if (!(fit_value_read(r->scratch, r->lexicon, cell).flags & CONTENT_NUMBER))
            return j;
    }
    if (last == i || n >= width)
        return j;
    fit_foot_total(r, last, j);
    return last;
}

// Is a column filled twice in the row, or out of its order?
static bool is_twice(const struct stream *s, size_t row)
{
    for (size_t k = 1; k < s->rows[row].n; k++)
        if (s->all.at[s->rows[row].first + k].starts_row)
            return true;
    return false;
}

// The words of the heading that name classes and names, or those that name values.
static struct heading part_of(struct mem *mem, const struct heading *h, bool of_names)
{
    struct heading part = *h;
    part.at = MEM_ARRAY(mem, h->n, struct heading_word);
    part.n = 0;
    for (size_t k = 0; k < h->n; k++)
        if ((h->at[k].column <= COLUMN_LEVEL3) == of_names)
            part.at[part.n++] = h->at[k];
    return part;
}

// The two parts of the table: their headings and their lines. False if it has none.
static bool find_parts(struct reader *r, struct part *names, struct part *values)
{
    const struct cut *cut = r->cut;
    const struct heading *h = &cut->headings[0];
    if (cut->names.j) {
        *names = clean_part(r, part_of(r->mem, h, true), cut->names.i, cut->names.j);
        *values = clean_part(r, part_of(r->mem, h, false), r->rows_i, r->rows_j);
        return true;
    }
    if (!cut->values.n)
        return false;
    size_t end = h->i;
    while (end > cut->values.j && cut->atoms->at[end].before < BREAK_LINE) // a label beside it
        end--;
    *names = clean_part(r, *h, r->rows_i, r->rows_j);
    *values = clean_part(r, cut->values, cut->values.j, take_total(r, cut->values.j, end));
    for (size_t k = 0; k < cut->values.n; k++)
        if (cut->values.at[k].column < COLUMNS)
            r->form->columns[cut->values.at[k].column] = true;
    return true;
}

struct atoms *fit_order_grid(struct reader *r)
{
    struct part names, values;
    if (!find_parts(r, &names, &values))
        return NULL;
    size_t lines = count_lines(names.atoms), confirmed = 0;
    bool by_lines = names.atoms->cell_break < BREAK_LINE && count_lines(values.atoms) == lines;
    struct stream v = by_lines ? line_rows(r, &values) : free_rows(r, &values);
    struct stream n = free_rows(r, &names);
    if (by_lines && n.n != lines)
        n = line_rows(r, &names);
    struct heading *h = joined_heading(r->mem, &names.heading, &values.heading);
    bool agree = v.n == n.n;
    for (size_t k = 0; agree && k < n.n; k++)
        confirmed += confirms(r, &n, &v, k);
    const char *why = confirmed >= CONFIRM_LEAST ? NULL : "why.order";
    struct atoms *out = MEM_NEW(r->mem, struct atoms);
    out->cell_break = BREAK_CELL;
    for (size_t row = 0; row < n.n; row++) {
        const char *odd = is_twice(&n, row) ? "why.count" : NULL;
        for (size_t k = 0; k < n.rows[row].n; k++)
            push_segment(r, out, &n, n.rows[row].first + k, h, k ? BREAK_CELL : BREAK_LINE, odd);
        odd = agree && is_twice(&v, row) ? "why.count" : why;
        for (size_t k = 0; agree && k < v.rows[row].n; k++)
            push_segment(r, out, &v, v.rows[row].first + k, h, BREAK_CELL, odd);
    }
    r->heading = h;
    r->values_lost = !agree;
    return out;
}
