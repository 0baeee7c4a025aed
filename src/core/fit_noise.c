// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_noise.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/sheet.h"

// Lines that a page may repeat of a head of at most HEAD_LINES.
enum { PAGE_HEAD_LINES = 6, HEAD_LINES = 60 };

enum { MARK_ATOMS = 8 };

static bool is_ascii_of(struct str s, const char *allowed)
{
    for (size_t i = 0; i < s.len; i++)
        if (!strchr(allowed, s.ptr[i]))
            return false;
    return s.len > 0;
}

// Page 3, Page 3 of 9.
static bool is_latin_page(struct str s)
{
    static const struct str words[] = {STR("Page"), STR("PAGE"), STR("page")};
    for (size_t k = 0; k < LENGTH_OF(words); k++)
        if (str_starts(s, words[k]) && s.len > words[k].len &&
            is_ascii_of(str_slice(s, words[k].len, s.len), "0123456789of/ "))
            return true;
    return false;
}

// 3/9: a page of so many.
static bool is_page_of(struct str s)
{
    ptrdiff_t at = str_find(s, STR("/"));
    if (at <= 0 || at > 3 || s.len - (size_t)at > 4)
        return false;
    return is_ascii_of(str_slice(s, 0, (size_t)at), "0123456789") &&
           is_ascii_of(str_slice(s, (size_t)at + 1, s.len), "0123456789");
}

// May a page mark begin with this byte? They begin with 第, Page, a digit or a dash.
static bool may_begin(unsigned char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == 'P' || c == 'p' || c == 0xE7 || c == 0xE2 ||
           c == 0xEF;
}

// A line that is only a page mark: — 2 —, - 3 -, 第 1 页 共 2 页, or a lone whole number between
// blank lines where cells do not stand on lines of their own.
bool fit_noise_page_mark(struct mem *scratch, const struct atoms *atoms, size_t i, size_t j)
{
    if (atoms->at[i].text.len && !may_begin((unsigned char)atoms->at[i].text.ptr[0]))
        return false;
    struct str s = fit_atom_join(scratch, atoms, i, j);
    if (str_starts(s, STR("第")) && str_has(s, STR("页")) && str_count(s) <= 14)
        return true;
    if (is_latin_page(s))
        return true;
    struct str inner = s;
    static const struct str dashes[] = {STR("—"), STR("-"), STR("–"), STR("－"), STR("―")};
    int ends = 0;
    for (size_t k = 0; k < LENGTH_OF(dashes); k++) {
        while (str_starts(inner, dashes[k]) && inner.len > dashes[k].len) {
            inner = str_slice(inner, dashes[k].len, inner.len);
            ends |= 1;
        }
        while (str_ends(inner, dashes[k]) && inner.len > dashes[k].len) {
            inner = str_slice(inner, 0, inner.len - dashes[k].len);
            ends |= 2;
        }
    }
    bool is_of = is_page_of(inner);
    if (!is_of && (!is_ascii_of(inner, "0123456789") || inner.len > 4))
        return false;
    if (ends == 3 || (ends && j == i + 2 && atoms->cell_break < BREAK_LINE)) // — 2, one dash lost
        return true;
    bool after_gap = atoms->at[i].before >= BREAK_EMPTY_LINE;
    bool before_gap = j == atoms->n || atoms->at[j].before >= BREAK_EMPTY_LINE;
    // In a table of cells it may close a page without a blank line before it.
    bool closes = atoms->cell_break == BREAK_CELL && atoms->at[i].cells == 1 && j < atoms->n;
    bool alone = before_gap && (after_gap || closes);
    return ends == 0 && (is_of || j == i + 1) && alone && atoms->cell_break < BREAK_LINE;
}

struct atoms *fit_noise_without_pages(struct mem *mem, struct mem *scratch,
                                      const struct atoms *atoms)
{
    struct atoms *out = MEM_NEW(mem, struct atoms);
    out->has_cell_lines = atoms->has_cell_lines;
    int before = BREAK_NONE;
    for (size_t i = 0, j; i < atoms->n; i = j) {
        j = fit_cut_line_end(atoms, i, atoms->n);
        if (atoms->at[i].before > before)
            before = atoms->at[i].before;
        if (j - i <= MARK_ATOMS && fit_noise_page_mark(scratch, atoms, i, j))
            continue;
        for (size_t k = i; k < j; k++) {
            fit_atom_push(mem, out, atoms->at[k]);
            if (k == i)
                out->at[out->n - 1].before = before;
        }
        before = BREAK_NONE;
    }
    return out;
}

// A line of the template without text: 指标2:, ……
bool fit_noise_remains(const struct lexicon *lexicon, struct str s)
{
    struct str head = fit_lexicon_head(lexicon, LIST_REMAINS, s);
    if (head.len && str_eq(head, s))
        return true;
    head = fit_lexicon_head(lexicon, LIST_PREFIXES, s);
    if (!head.len)
        return false;
    struct str rest = str_slice(s, head.len, s.len);
    size_t n = 0;
    while (n < rest.len && rest.ptr[n] >= '0' && rest.ptr[n] <= '9')
        n++;
    rest = str_slice(rest, n, rest.len);
    return n && (!rest.len || str_eq_c(rest, ":") || str_eq_c(rest, "."));
}

// A line of at most three pieces of one or two signs that are neither Han nor digits.
bool fit_noise_specks(const struct atoms *atoms, size_t i, size_t j)
{
    if (j - i > 3)
        return false;
    for (size_t k = i; k < j; k++) {
        struct str s = atoms->at[k].text;
        if (str_count(s) > 2)
            return false;
        while (s.len) {
            int32_t c = str_next(&s);
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '\'' ||
                  c == '`'))
                return false;
        }
    }
    return true;
}

// A title or a year line that a page repeats.
bool fit_noise_title(const struct lexicon *lexicon, struct str line)
{
    if (str_count(line) > 40)
        return false;
    if (line.len && line.ptr[0] == '(' && fit_cut_year(line) && str_ends(line, STR("年度)")))
        return true;
    return fit_lexicon_end(lexicon, LIST_TITLES, line).len > 0;
}

static bool is_same_line(const struct atoms *atoms, size_t i, size_t j, size_t k, size_t m)
{
    if (j - i != m - k)
        return false;
    for (; i < j; i++, k++)
        if (!str_eq(atoms->at[i].text, atoms->at[k].text))
            return false;
    return true;
}

// A page repeats lines of the head above its heading: these are no rows.
void fit_noise_page_top(const struct atoms *atoms, const struct cut *cut, struct heading *h)
{
    size_t after = cut->headings[cut->n_headings - 1].j, heading = cut->headings[0].i;
    for (int lines = 0; lines < PAGE_HEAD_LINES && h->top > after; lines++) {
        size_t i = fit_cut_line_begin(atoms, h->top - 1, after);
        bool is_repeated = false;
        for (size_t n = 0, end = heading; n < HEAD_LINES && end > cut->i && !is_repeated; n++) {
            size_t k = fit_cut_line_begin(atoms, end - 1, cut->i);
            is_repeated = is_same_line(atoms, i, h->top, k, end);
            end = k;
        }
        if (!is_repeated)
            return;
        h->top = i;
    }
}
