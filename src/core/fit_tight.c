// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_tight.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum {
    POINTS_BYTES = 12,
    COLUMNS_MOST = 8,
    UNIT_BYTES = 30,
    ROW_BYTES = 20,
    DECIMALS_MOST = 4,
    PIECES_MOST = 4
};

// Where the cells of a row end, by the columns behind the name.
struct ways {
    const struct reader *r;
    struct str text;
    int columns[COLUMNS_MOST], n;
    int decimals;
    size_t at[COLUMNS_MOST + 1], best[COLUMNS_MOST + 1];
    int found; // ways in which the row comes apart
};

static bool is_digit(struct str s, size_t i)
{
    return i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9';
}

// The end of the run of digits and points at i.
static size_t run_end(struct str s, size_t i)
{
    while (is_digit(s, i) || (i < s.len && s.ptr[i] == '.'))
        i++;
    return i;
}

int fit_tight_decimals(const struct atoms *atoms, size_t i, size_t j)
{
    int found = 0;
    for (; i < j; i++) {
        struct str s = atoms->at[i].text;
        if (s.len < ROW_BYTES)
            continue;
        for (size_t at = 0, end; at < s.len; at = end + (end == at)) {
            end = run_end(s, at);
            size_t points = 0, last = at;
            for (size_t k = at; k < end; k++)
                if (s.ptr[k] == '.') {
                    points++;
                    last = k;
                }
            bool closes = points && (points > 1 || end == s.len);
            int decimals = (int)(end - last) - 1;
            if (!closes || decimals < 1 || decimals > DECIMALS_MOST)
                continue;
            if (found && found != decimals)
                return 0;
            found = decimals;
        }
    }
    return found;
}

// The end of the points at i: digits, the point, so many decimals. 0 if there are none.
static size_t points_end(const struct ways *w, size_t i)
{
    size_t at = i;
    while (is_digit(w->text, at))
        at++;
    if (at == i || at - i > 3 || at >= w->text.len || w->text.ptr[at] != '.')
        return 0;
    for (int k = 1; k <= w->decimals; k++)
        if (!is_digit(w->text, at + (size_t)k))
            return 0;
    return at + 1 + (size_t)w->decimals;
}

// One date has one year, and no operator or bracket stands in the middle of it.
static bool is_one_date(struct str s)
{
    for (size_t k = 0; k < s.len; k++)
        if (strchr("<>=()%", s.ptr[k]))
            return false;
    ptrdiff_t year = str_find(s, STR("年"));
    return year < 0 || str_find(str_slice(s, (size_t)year + 1, s.len), STR("年")) < 0;
}

static bool is_value(const struct ways *w, size_t i, size_t j)
{
    struct str s = str_slice(w->text, i, j);
    struct content c = fit_value_read(w->r->scratch, w->r->lexicon, s);
    return (c.flags & CONTENT_DATE && is_one_date(s)) ||
           (c.flags & CONTENT_QUANTITY && c.unit.len && !(c.flags & CONTENT_DAMAGED));
}

static void try_column(struct ways *w, int k);

// A value ends before a digit or an operator, or where the row does.
static void try_value(struct ways *w, int k)
{
    struct str s = w->text;
    size_t i = w->at[k];
    if (!is_digit(s, i) && (w->columns[k] != COLUMN_TARGET ||
                            !fit_lexicon_operator(w->r->lexicon, str_slice(s, i, s.len))))
        return;
    for (size_t j = i + 1; j < s.len && j <= i + UNIT_BYTES;
         j += str_step(str_slice(s, j, s.len))) {
        bool ends =
            is_digit(s, j) && !is_digit(s, j - 1) && s.ptr[j - 1] != '.' && s.ptr[j - 1] != ',';
        if (!ends || !is_value(w, i, j))
            continue;
        w->at[k + 1] = j;
        try_column(w, k + 1);
    }
}

static void try_column(struct ways *w, int k)
{
    if (k == w->n) {
        if (w->at[k] == w->text.len && !w->found++)
            memcpy(w->best, w->at, sizeof(w->best));
        return;
    }
    if (w->columns[k] == COLUMN_REASON) {
        struct str rest = str_slice(w->text, w->at[k], w->text.len);
        w->at[k + 1] = w->text.len;
        if (!rest.len || !(is_digit(rest, 0) || rest.ptr[0] == '.'))
            try_column(w, k + 1);
    } else if (w->columns[k] != COLUMN_TARGET && w->columns[k] != COLUMN_ACTUAL) {
        w->at[k + 1] = points_end(w, w->at[k]);
        if (w->at[k + 1])
            try_column(w, k + 1);
    } else {
        try_value(w, k);
    }
}

// The columns behind the name; false if one of them cannot be told apart.
static bool find_columns(struct ways *w)
{
    const struct heading *h = w->r->heading;
    for (size_t k = 0; k < h->n; k++) {
        int column = h->at[k].column;
        if (column <= COLUMN_LEVEL3)
            continue;
        if (column > COLUMN_RESCORE || w->n == COLUMNS_MOST ||
            (w->n && w->columns[w->n - 1] == COLUMN_REASON))
            return false;
        w->columns[w->n++] = column;
    }
    return w->n > 2;
}

// Bytes of the class at the start of the text that ends as classes do.
static size_t class_length(const struct reader *r, struct str s)
{
    size_t n = fit_lexicon_longest(r->lexicon, 1u << WORD_CLASS1 | 1u << WORD_CLASS2, s);
    if (!str_ends(str_slice(s, 0, n), STR("指标")))
        return 0;
    ptrdiff_t close = n < s.len && s.ptr[n] == '(' && is_digit(s, n + 1)
                          ? str_find(str_slice(s, n, s.len), STR(")"))
                          : -1;
    return close > 0 && close < POINTS_BYTES ? n + (size_t)close + 1 : n; // (30分)
}

static void push(struct reader *r, struct atoms *out, struct atom a, struct str text, bool is_first)
{
    if (!text.len)
        return;
    a.text = text;
    if (!is_first)
        a.before = BREAK_BLANK;
    fit_atom_push(r->mem, out, a);
}

// Takes the joined text of a row apart.
static bool cut(struct reader *r, struct atom a, struct str text, int decimals, struct atoms *out)
{
    struct ways w = {.r = r, .text = text, .decimals = decimals};
    if (!find_columns(&w))
        return false;
    size_t name = 0, n, classes[2], n_classes = 0;
    while (n_classes < 2 && (n = class_length(r, str_slice(text, name, text.len))) != 0)
        name = classes[n_classes++] = name + n;
    size_t value = 0;
    for (size_t i = name + 1; i < text.len; i += str_step(str_slice(text, i, text.len))) {
        int before = w.found;
        if (value && i < w.best[1]) // inside the target that was found
            continue;
        if (is_digit(text, i) && (is_digit(text, i - 1) || text.ptr[i - 1] == '.'))
            continue;
        w.at[0] = i;
        try_column(&w, 0);
        value = w.found > before ? i : value;
    }
    if (w.found != 1)
        return false;
    size_t from = 0;
    for (size_t k = 0; k < n_classes; k++) {
        push(r, out, a, str_slice(text, from, classes[k]), k == 0);
        from = classes[k];
    }
    push(r, out, a, str_slice(text, name, value), n_classes == 0);
    for (int k = 0; k < w.n; k++)
        push(r, out, a, str_slice(text, w.best[k], w.best[k + 1]), false);
    return true;
}

size_t fit_tight_cut(struct reader *r, const struct atoms *atoms, size_t i, size_t end,
                     int decimals, struct atoms *out)
{
    struct atom a = atoms->at[i];
    if (!decimals || atoms->cell_break != BREAK_BLANK)
        return 0;
    for (size_t n = 1; n <= PIECES_MOST && i + n <= end; n++) {
        if (n > 1 && atoms->at[i + n - 1].before > BREAK_BLANK)
            break;
        struct str text = fit_atom_join(r->mem, atoms, i, i + n);
        if (text.len < ROW_BYTES)
            continue;
        a.to = atoms->at[i + n - 1].to;
        a.why = n > 1 ? "why.torn" : NULL;
        if (cut(r, a, text, decimals, out))
            return n;
    }
    return 0;
}
