// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_page.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_noise.h"
#include "core/sheet.h"

enum { MARK_ATOMS = 8, TABLE_CELLS = 4, RUNNING_CHARS = 4 };

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
bool fit_page_is_mark(struct mem *scratch, const struct atoms *atoms, size_t i, size_t j)
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

// A text whose pages are looked for: where its marks stand, and which line follows them all.
struct pages {
    struct mem *scratch;
    const struct lexicon *lexicon;
    const struct atoms *atoms;
    const struct heading *headings;
    size_t n_headings;
    size_t *marks; // the atoms that begin them
    size_t n, cap;
    bool has_numbers; // lone ones that may be marks
    size_t running;   // the first line that a page repeats at its top; SIZE_MAX: none
};

static size_t line_end(const struct pages *p, size_t i)
{
    return fit_cut_line_end(p->atoms, i, p->atoms->n);
}

// Is the line i..j one cell among lines of many?
static bool is_between_rows(const struct pages *p, size_t i, size_t j)
{
    const struct atom *at = p->atoms->at;
    return at[i].cells == 1 && ((i && at[i - 1].cells >= TABLE_CELLS) ||
                                (j < p->atoms->n && at[j].cells >= TABLE_CELLS));
}

// The number that stands alone between rows, -1 if the line i..j is none.
static int lone_number(const struct pages *p, size_t i, size_t j)
{
    struct str s = p->atoms->at[i].text;
    if (j != i + 1 || s.len > 3 || !is_ascii_of(s, "0123456789") || !is_between_rows(p, i, j))
        return -1;
    int number = 0;
    for (size_t k = 0; k < s.len; k++)
        number = 10 * number + (s.ptr[k] - '0');
    return number;
}

// Do the numbers that stand alone between rows count the pages: at least two, each one more than
// the last?
static bool counts_pages(const struct pages *p, size_t from)
{
    int n = 0, last = 0;
    for (size_t i = from, j; i < p->atoms->n; i = j) {
        j = line_end(p, i);
        int number = lone_number(p, i, j);
        if (number < 0)
            continue;
        if (n++ && number != last + 1)
            return false;
        last = number;
    }
    return n > 1;
}

// Above the first heading of firm cells a lone number may be the year.
static void find_marks(struct pages *p)
{
    const bool by_cells = p->atoms->cell_break == BREAK_CELL;
    const size_t rows = by_cells ? p->headings[0].j : 0;
    const bool counted = by_cells && counts_pages(p, rows);
    for (size_t i = 0, j; i < p->atoms->n; i = j) {
        j = line_end(p, i);
        if (j - i > MARK_ATOMS || (i < rows && is_ascii_of(p->atoms->at[i].text, "0123456789")))
            continue;
        bool is_mark = fit_page_is_mark(p->scratch, p->atoms, i, j);
        p->has_numbers |= by_cells && i >= rows && lone_number(p, i, j) >= 0;
        if (!is_mark && by_cells && i >= rows && is_between_rows(p, i, j))
            is_mark = (counted && lone_number(p, i, j) >= 0) ||
                      is_page_of(fit_atom_join(p->scratch, p->atoms, i, j));
        if (!is_mark)
            continue;
        MEM_PUSH(p->scratch, p->marks, p->n, p->cap);
        p->marks[p->n - 1] = i;
    }
}

static bool is_heading(const struct pages *p, size_t i)
{
    for (size_t k = 1; k < p->n_headings; k++)
        if (p->headings[k].i == i)
            return true;
    return false;
}

static bool is_same_line(const struct pages *p, size_t i, size_t k)
{
    size_t n = line_end(p, i) - i;
    if (line_end(p, k) - k != n)
        return false;
    for (size_t m = 0; m < n; m++)
        if (!str_eq(p->atoms->at[i + m].text, p->atoms->at[k + m].text))
            return false;
    return true;
}

// The line behind every mark is the running head of the pages if it is always the same and no class
// or label; behind the last mark the table may have ended. A single one stands before the heading
// that its page repeats.
static size_t running_line(const struct pages *p)
{
    size_t first = SIZE_MAX, n = 0, others = 0;
    for (size_t k = 0; k < p->n; k++) {
        size_t i = line_end(p, p->marks[k]), j;
        bool is_line = i < p->atoms->n && p->atoms->at[i].cells == 1;
        if (is_line && first == SIZE_MAX && (j = line_end(p, i)) < p->atoms->n) {
            struct str s = fit_atom_join(p->scratch, p->atoms, i, j);
            if (str_count(s) < RUNNING_CHARS ||
                fit_lexicon_set(p->scratch, p->lexicon, WORD_KINDS, s))
                return SIZE_MAX;
            first = i;
            n = is_heading(p, j) ? 2 : 1;
        } else if (is_line && first != SIZE_MAX && is_same_line(p, first, i)) {
            n++;
        } else {
            others++;
        }
    }
    return n > 1 && others < 2 ? first : SIZE_MAX;
}

struct atoms *fit_page_without(struct mem *mem, struct mem *scratch, const struct lexicon *lexicon,
                               const struct atoms *atoms, const struct heading *headings, size_t n)
{
    struct pages p = {.scratch = scratch,
                      .lexicon = lexicon,
                      .atoms = atoms,
                      .headings = headings,
                      .n_headings = n};
    find_marks(&p);
    if (!p.n && !p.has_numbers)
        return NULL;
    p.running = running_line(&p);
    struct atoms *out = fit_atom_none(mem, atoms);
    int before = BREAK_NONE;
    bool after_mark = false;
    for (size_t i = 0, j, mark = 0; i < atoms->n; i = j) {
        j = line_end(&p, i);
        if (atoms->at[i].before > before)
            before = atoms->at[i].before;
        bool is_mark = mark < p.n && p.marks[mark] == i;
        mark += is_mark;
        if (is_mark || (after_mark && p.running != SIZE_MAX && is_same_line(&p, p.running, i))) {
            after_mark = is_mark;
            continue;
        }
        // One cell at the top of a page may be a running head, or go on with the row above; a lone
        // number may be the page's.
        bool is_odd = atoms->cell_break == BREAK_CELL &&
                      (after_mark ? is_between_rows(&p, i, j) : lone_number(&p, i, j) >= 0);
        for (size_t k = i; k < j; k++) {
            fit_atom_push(mem, out, atoms->at[k]);
            if (k == i)
                out->at[out->n - 1].before = before;
            if (is_odd)
                out->at[out->n - 1].why = "why.torn";
        }
        before = BREAK_NONE;
        after_mark = false;
    }
    return out;
}
