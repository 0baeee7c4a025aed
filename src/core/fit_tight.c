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

enum { YEAR_DIGITS = 4, DAY_WORDS = 4 };
enum {
    POINTS_BYTES = 12,
    COLUMNS_MOST = 8,
    UNIT_BYTES = 30,
    ROW_BYTES = 20,
    DECIMALS_MOST = 4,
    PIECES_MOST = 3
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

int fit_tight_decimals(const struct lexicon *lexicon, const struct atoms *atoms, size_t i, size_t j)
{
    size_t times[DECIMALS_MOST + 1] = {0};
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
            bool closes =
                points &&
                !fit_lexicon_longest(lexicon, 1u << WORD_UNIT, str_slice(s, end, s.len)) &&
                !(end < s.len && s.ptr[end] == '(');
            int decimals = (int)(end - last) - 1;
            if (!closes || decimals < 1 || decimals > DECIMALS_MOST)
                continue;
            times[decimals]++;
        }
    }
    int found = 0;
    for (int decimals = 1; decimals <= DECIMALS_MOST; decimals++)
        found = times[decimals] > times[found] ? decimals : found;
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

// One date has one year, one month and one day, and no operator or bracket in the middle of it.
static bool is_one_date(struct str s)
{
    static const struct str marks[] = {STR("年"), STR("月"), STR("日")};
    size_t run = 0, years = 0;
    ptrdiff_t last = 0;
    for (size_t k = 0; k < s.len; k++) {
        if (strchr("<>=()%", s.ptr[k]))
            return false;
        run = is_digit(s, k) ? run + 1 : 0;
        years += run == YEAR_DIGITS;
    }
    if (years > 1)
        return false;
    for (size_t k = 0; k < LENGTH_OF(marks); k++) {
        ptrdiff_t at = str_find(s, marks[k]);
        if (at >= 0 && (at < last || str_find(str_slice(s, (size_t)at + 1, s.len), marks[k]) >= 0))
            return false;
        last = at > last ? at : last;
    }
    return true;
}

// Does an operator that is no word stand anywhere in the text?
static bool has_sign(const struct reader *r, struct str s)
{
    while (s.len) {
        bool is_operator = fit_lexicon_operator(r->lexicon, s) != NULL;
        if (!str_is_han(str_next(&s)) && is_operator)
            return true;
    }
    return false;
}

// Is the text a day in figures (2031-03-31) with a few words behind it?
static bool is_day(struct str s)
{
    size_t at = 0, digits = 0, parts = 0;
    for (; at < s.len && (is_digit(s, at) || s.ptr[at] == '-'); at++) {
        parts += s.ptr[at] == '-';
        digits += s.ptr[at] != '-';
    }
    return parts == 2 && digits >= 6 && digits <= 8 && is_digit(s, at - 1) &&
           str_count(str_slice(s, at, s.len)) <= DAY_WORDS;
}

static bool is_value(const struct ways *w, size_t i, size_t j)
{
    struct str s = str_slice(w->text, i, j);
    struct content c = fit_value_read(w->r->scratch, w->r->lexicon, s);
    size_t number = (size_t)(c.number.ptr - s.ptr) + c.number.len;
    bool digits = false; // behind the number
    for (size_t k = number; c.number.len && k < s.len; k++)
        digits |= is_digit(s, k);
    if (digits || is_day(s))
        return is_day(s);
    return (c.flags & CONTENT_DATE && is_one_date(s)) ||
           (c.flags & CONTENT_QUANTITY && c.unit.len && !(c.flags & CONTENT_DAMAGED) &&
            !has_sign(w->r, str_slice(s, c.op_raw.len, s.len)));
}

// Does an operator that is no word begin at byte i, and none before it?
static bool is_sign(const struct reader *r, struct str s, size_t i)
{
    struct str rest = str_slice(s, i, s.len);
    return fit_lexicon_operator(r->lexicon, rest) && !str_is_han(str_next(&rest)) && i &&
           !strchr("<>=", s.ptr[i - 1]);
}

static void try_column(struct ways *w, int k);

// A value ends before a digit or an operator, or where the row does.
static void try_value(struct ways *w, int k)
{
    struct str s = w->text;
    size_t i = w->at[k];
    const struct word *op = fit_lexicon_operator(w->r->lexicon, str_slice(s, i, s.len));
    if (!is_digit(s, i) && !op)
        return;
    for (size_t j = i + 1; j < s.len && j <= i + UNIT_BYTES;
         j += str_step(str_slice(s, j, s.len))) {
        bool digits = is_digit(s, j) && !is_digit(s, j - 1) && !strchr(".,<>=", s.ptr[j - 1]);
        if ((op && j <= i + op->text.len) || !(digits || is_sign(w->r, s, j)) || !is_value(w, i, j))
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
    // The values begin where they first can: a name with a value in it would be the other way.
    size_t value = name;
    while (!w.found && value + 1 < text.len) {
        value += str_step(str_slice(text, value, text.len));
        bool inside =
            is_digit(text, value) && (is_digit(text, value - 1) || text.ptr[value - 1] == '.');
        w.at[0] = value;
        if (!inside)
            try_column(&w, 0);
    }
    struct content c = fit_value_read(r->scratch, r->lexicon, str_slice(text, name, value));
    if (w.found != 1 || !(c.flags & (CONTENT_TEXT | CONTENT_DAMAGED))) // 5G is no number
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
        if (n > 1 && (atoms->at[i + n - 1].before > BREAK_BLANK || !fit_reader_begins_line(r, i)))
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
