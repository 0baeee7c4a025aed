// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_noise.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/sheet.h"

// Lines that a page may repeat of a head of at most HEAD_LINES.
enum { PAGE_HEAD_LINES = 6, HEAD_LINES = 60 };

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
