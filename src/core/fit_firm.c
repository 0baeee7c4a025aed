// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_firm.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_value.h"
#include "core/fit_worth.h"
#include "core/form.h"
#include "core/sheet.h"

// Marks the cells of the heading's line whose words name no column that is known.
static void find_unknown(struct firm *f)
{
    const struct heading *h = f->heading;
    const struct atoms *atoms = f->of_heading;
    size_t word = 0, end = fit_cut_line_end(atoms, h->i, atoms->n);
    for (size_t k = h->i; k < end; k++) {
        while (word < h->n && h->at[word].j <= k)
            word++;
        int cell = atoms->at[k].cell;
        bool is_known = word < h->n && h->at[word].i <= k;
        if (!is_known && cell <= h->cells && f->column[cell] == FIRM_BLANK)
            f->column[cell] = FIRM_UNKNOWN;
    }
}

bool fit_firm_heading(struct firm *f)
{
    const struct heading *h = f->heading;
    f->cells = h->cells;
    if (h->cells < FIRM_LEAST || h->cells >= FIRM_MOST || h->i >= h->j)
        return false;
    for (int k = 0; k <= h->cells; k++)
        f->column[k] = FIRM_BLANK;
    for (size_t k = 0; k < h->n; k++)
        if (h->at[k].cell >= 1 && h->at[k].cell <= h->cells)
            f->column[h->at[k].cell] = h->at[k].column;
    find_unknown(f);
    return true;
}

bool fit_firm_line(struct firm *f, size_t i, size_t j)
{
    f->n = f->atoms->at[j - 1].cell;
    if (f->n > FIRM_MOST || f->n < 1)
        return false;
    size_t at = i;
    for (int k = 0; k <= f->n + 1; k++) {
        while (at < j && f->atoms->at[at].cell < k)
            at++;
        f->from[k] = at;
    }
    return true;
}

bool fit_firm_is_blank(const struct firm *f, int cell)
{
    return f->from[cell] == f->from[cell + 1];
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// Digits, with a point among them: the usual cell of points.
static bool is_plain(struct str s)
{
    bool plain = s.len > 0;
    for (size_t k = 0; k < s.len; k++)
        plain &= is_digit(s.ptr[k]) || (s.ptr[k] == '.' && k + 1 < s.len);
    return plain;
}

struct str fit_firm_text(const struct firm *f, int first, int last)
{
    return fit_atom_join(f->scratch, f->atoms, f->from[first], f->from[last + 1]);
}

bool fit_firm_is_points(int column)
{
    return column == COLUMN_WEIGHT || column == COLUMN_SCORE;
}

bool fit_firm_may_stand(const struct firm *f, int column, struct str text)
{
    size_t n = text.len;
    if (n > 1 && text.ptr[n - 1] == '.' && is_digit(text.ptr[n - 2]))
        return false;
    if (n > 1 && text.ptr[0] == '0' && is_digit(text.ptr[1]))
        return false;
    if (!fit_firm_is_points(column) && column != COLUMN_REASON)
        return true;
    if (is_plain(text))
        return fit_firm_is_points(column);
    if (column == COLUMN_REASON && str_count(text) > 12)
        return true;
    struct content c = fit_value_read(f->scratch, f->lexicon, text);
    if (fit_firm_is_points(column))
        return c.flags & (CONTENT_NUMBER | CONTENT_DASH) && !str_eq_c(c.unit, "%");
    return !(c.flags & (CONTENT_NUMBER | CONTENT_QUANTITY)) || c.flags & CONTENT_NO_REASON;
}

int fit_firm_worth(const struct firm *f, int cell, struct str text)
{
    if (cell > f->cells)
        return 4 * f->lexicon->weights.column_wrong;
    if (f->column[cell] < 0)
        return f->column[cell] == FIRM_BLANK ? f->lexicon->weights.column_wrong : 0;
    struct content c = fit_value_read(f->scratch, f->lexicon, text);
    int own = fit_worth(&f->lexicon->weights, &c, f->column[cell], -1, false);
    return fit_firm_may_stand(f, f->column[cell], text) ? own
                                                        : own + f->lexicon->weights.column_wrong;
}
