// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_heading.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_lost.h"
#include "core/fit_stack.h"
#include "core/form.h"
#include "core/sheet.h"

enum { JOIN_MOST = 8, NEAR_ATOMS = 3, JUNK_MOST = 2, WORD_CHARS = 24, LEVEL_BYTES = 12 };
enum { LABEL_CHARS = 8, ABOVE_LEAST = 3 };
enum { LAID_LINES = 40, LAID_LEAST = 4 }; // under a heading, that tell how the page is laid out

static bool is_long(struct str text)
{
    return text.len > WORD_CHARS && str_count(text) > WORD_CHARS;
}

// A word of this kind that is near the text, joined from atoms i..last; NULL too if the last atom
// is such a word by itself, for a wrong character never swallows one, or the text a class: 绩效目标
// is one character short of 绩效目标值.
static const struct word *near_word(struct finder *c, enum word_kind kind, size_t i, size_t last,
                                    uint32_t state)
{
    const uint32_t classes = 1u << WORD_CLASS1 | 1u << WORD_CLASS2;
    uint32_t own =
        last - i > 1 ? fit_atom_fact(c->scratch, c->lexicon, &c->atoms->at[last - 1])->kinds : 0;
    if (own >> kind & 1)
        return NULL;
    struct str text = fit_atom_join(c->scratch, c->atoms, i, last);
    if (is_long(text) || fit_lexicon_kinds_at(c->scratch, c->lexicon, state, text) & classes)
        return NULL;
    return fit_lexicon_only_near(c->scratch, c->lexicon, kind, text);
}

// The word of this kind that atoms i..last, joined, are as they stand; `state` is that of their
// text.
static const struct word *whole_word(struct finder *c, enum word_kind kind, size_t i, size_t last,
                                     uint32_t state)
{
    if (state != LEXICON_LOOSE)
        return fit_lexicon_word_at(c->lexicon, kind, state);
    if (last == i + 1 &&
        !(fit_atom_fact(c->scratch, c->lexicon, &c->atoms->at[i])->kinds >> kind & 1))
        return NULL;
    struct str text = fit_atom_join(c->scratch, c->atoms, i, last);
    return is_long(text) ? NULL : fit_lexicon_find(c->scratch, c->lexicon, kind, text);
}

// Does atom i go on with a cell of a line that has several?
static bool is_inside_cell(const struct atoms *atoms, size_t i)
{
    const struct atom *a = &atoms->at[i], *b = &atoms->at[i - 1];
    return a->before < BREAK_CELL && a->line == b->line && a->cells > 2 && a->cell == b->cell;
}

// Is what stands behind the word `found`, atoms j..last, a word of its own, though both together
// are one too (指标值 | 权重)? Not in one cell, or if the column of `found` comes later (得分 |
// 系数 | 得分).
static bool are_two(struct finder *c, enum word_kind kind, const struct word *found, size_t j,
                    size_t last, size_t end)
{
    const struct word *behind = fit_lexicon_find(c->scratch, c->lexicon, kind,
                                                 fit_atom_join(c->scratch, c->atoms, j, last));
    bool is_glued = c->atoms->at[j].before == BREAK_NONE;
    if (!behind || behind->id == found->id || is_inside_cell(c->atoms, j) ||
        (kind == WORD_TABLE ? is_glued : kind != WORD_FUNDS))
        return false;
    for (size_t k = last; k < end && k < last + JOIN_MOST; k++) {
        const struct word *w = fit_lexicon_find(c->scratch, c->lexicon, kind, c->atoms->at[k].text);
        if (w && w->id == found->id)
            return false;
    }
    return true;
}

// The word of this kind that atoms i..j spell, the longest j; NULL if none. `near`: one character
// may be wrong. Atoms of one word may be torn apart by anything up to a line end.
const struct word *fit_heading_match(struct finder *c, int kind, size_t i, size_t end, bool near,
                                     size_t *j)
{
    const struct word *found = NULL, *close = NULL;
    if (i >= end)
        return NULL;
    const struct atom_fact *fact = fit_atom_fact(c->scratch, c->lexicon, &c->atoms->at[i]);
    uint32_t state = fact->state;
    if (state == LEXICON_NONE && !near)
        return NULL;
    size_t last = i, close_j = i, chars = 0;
    const size_t used = mem_used(c->scratch); // what facts take stays
    while (last < end && last - i < JOIN_MOST &&
           (last == i || c->atoms->at[last].before <= BREAK_LINE)) {
        struct atom *a = &c->atoms->at[last];
        bool may_be_near = near && last - i < NEAR_ATOMS;
        if (last > i)
            state = fit_lexicon_go(c->lexicon, state, a->text);
        if (!may_be_near && state == LEXICON_NONE)
            break;
        const struct atom_fact *end_fact = fit_atom_fact(c->scratch, c->lexicon, a);
        if ((chars += end_fact->chars) > WORD_CHARS)
            break;
        last++;
        const struct word *w = whole_word(c, (enum word_kind)kind, i, last, state);
        if (w && found && are_two(c, (enum word_kind)kind, found, *j, last, end))
            break;
        if (w) {
            found = w;
            *j = last;
        } else if (may_be_near && (!close || a->before < BREAK_LINE) &&
                   fit_lexicon_may_near(c->lexicon, (enum word_kind)kind, fact->head,
                                        end_fact->tail)) {
            w = near_word(c, (enum word_kind)kind, i, last, state);
            if (w) {
                close = w;
                close_j = last;
            }
        }
    }
    mem_back(c->scratch, used);
    if (!found && close)
        *j = close_j;
    return found ? found : close;
}

// A word of this kind that ends exactly at atom `end`.
static const struct word *word_before(struct finder *c, enum word_kind kind, size_t begin,
                                      size_t end, size_t *i)
{
    const struct word *found = NULL;
    const size_t used = mem_used(c->scratch);
    for (size_t k = end; k-- > begin && end - k <= JOIN_MOST;) {
        uint32_t state = fit_atom_fact(c->scratch, c->lexicon, &c->atoms->at[k])->state;
        for (size_t m = k + 1; m < end && state != LEXICON_NONE; m++)
            state = fit_lexicon_go(c->lexicon, state, c->atoms->at[m].text);
        const struct word *w = state == LEXICON_LOOSE
                                   ? fit_lexicon_find(c->scratch, c->lexicon, kind,
                                                      fit_atom_join(c->scratch, c->atoms, k, end))
                                   : fit_lexicon_word_at(c->lexicon, kind, state);
        if (w) {
            found = w;
            *i = k;
        }
    }
    if (!found && end > begin && c->atoms->at[end].before <= BREAK_LINE) { // a character is wrong
        found = fit_lexicon_near(c->scratch, c->lexicon, kind, c->atoms->at[end - 1].text);
        *i = end - 1;
    }
    mem_back(c->scratch, used);
    return found;
}

struct heading_word fit_heading_word(const struct atoms *atoms, int column, size_t i, size_t j)
{
    const struct atom *a = &atoms->at[i], *b = &atoms->at[j - 1];
    return (struct heading_word){
        column, i, j, a->line, a->cell, a->col, b->line == a->line ? b->col_end : a->col_end};
}

static void add_heading_word(struct finder *c, struct heading *h, size_t *cap,
                             struct heading_word w)
{
    MEM_PUSH(c->mem, h->at, h->n, *cap);
    h->at[h->n - 1] = w;
}

bool fit_heading_has(const struct heading *h, int column)
{
    for (size_t k = 0; k < h->n; k++)
        if (h->at[k].column == column)
            return true;
    return false;
}

bool fit_heading_is_laid_out(const struct atoms *atoms, size_t i)
{
    size_t n = 0, with_gap = 0;
    while (i < atoms->n && n < LAID_LINES) {
        size_t j = fit_cut_line_end(atoms, i, atoms->n), k = i + 1;
        while (k < j && atoms->at[k].before != BREAK_GAP)
            k++;
        with_gap += k < j;
        n += j - i > 1;
        i = j;
    }
    return n >= LAID_LEAST && 2 * with_gap > n;
}

// The weakest break that stands between at least a third of the words.
int fit_heading_calibrate(const struct atoms *atoms, const struct heading *h)
{
    int count[BREAK_PAGE + 1] = {0};
    int n = 0;
    size_t end = h->n ? fit_cut_line_end(atoms, h->at[h->n - 1].j - 1, atoms->n) : atoms->n;
    for (size_t k = 1; k < h->n; k++, n++)
        count[atoms->at[h->at[k].i].before]++;
    for (int b = BREAK_NONE; b <= BREAK_PAGE; b++)
        if (count[b] && 3 * count[b] >= n)
            return b == BREAK_BLANK && fit_heading_is_laid_out(atoms, end) ? BREAK_GAP : b;
    return BREAK_BLANK;
}

// Does every word of the heading so far stand on a line of its own?
bool fit_heading_is_on_lines(const struct atoms *atoms, const struct heading *h)
{
    for (size_t k = 0; k < h->n; k++)
        if (h->at[k].i && atoms->at[h->at[k].i].before < BREAK_LINE)
            return false;
    return h->n > 0;
}

// Words of a heading from atom i to the right, with at most JUNK_MOST torn pieces between two.
static void extend_right(struct finder *c, struct heading *h, size_t *cap, enum word_kind kind,
                         size_t i, size_t end)
{
    const size_t from = i;
    size_t junk = 0;
    while (i < end) {
        size_t j;
        const struct word *w = fit_heading_match(c, kind, i, end, true, &j);
        // Over a line end only a word as it stands goes on with a heading, unless each has a line.
        bool over_line = i > from && c->atoms->at[i].before >= BREAK_LINE;
        bool on_lines = over_line && fit_heading_is_on_lines(c->atoms, h);
        if (w && over_line && junk)
            break;
        if (w && over_line && !on_lines &&
            !fit_lexicon_find(c->scratch, c->lexicon, (enum word_kind)kind,
                              fit_atom_join(c->scratch, c->atoms, i, j)))
            break;
        int column = w ? w->id : 0;
        if (w && kind == WORD_TABLE && column == COLUMN_TARGET && fit_heading_has(h, column))
            column = TABLE_TARGET2; // a second target, whatever it is called
        if (w && (column == TABLE_OTHER || !fit_heading_has(h, column))) {
            add_heading_word(c, h, cap, fit_heading_word(c->atoms, column, i, j));
            i = j;
            junk = 0;
            continue;
        }
        if (!w && (on_lines || !over_line) && (column = fit_lost_column(c, h, kind, i, end)) >= 0) {
            add_heading_word(c, h, cap, fit_heading_word(c->atoms, column, i, i + 1));
            i++;
            continue;
        }
        if (!w && kind == WORD_TABLE && (column = fit_lost_cell(c, h, i, end, &j)) >= 0) {
            add_heading_word(c, h, cap, fit_heading_word(c->atoms, column, i, j));
            i = j;
            continue;
        }
        bool is_inside = i > from && is_inside_cell(c->atoms, i); // a blank in a word
        if (w || c->atoms->at[i].before >= BREAK_LINE || (!is_inside && ++junk > JUNK_MOST))
            break;
        i++;
    }
    h->j = h->n ? h->at[h->n - 1].j : h->i;
}

// A heading of classes and name alone may go on in the next line, after torn pieces.
static void extend_below(struct finder *c, struct heading *h, size_t *cap, size_t end)
{
    size_t i = fit_cut_line_end(c->atoms, h->j - 1, end);
    size_t stop = i < end ? fit_cut_line_end(c->atoms, i, end) : end;
    for (; i < stop; i++) {
        size_t j;
        const struct word *w = fit_heading_match(c, WORD_TABLE, i, stop, false, &j);
        if (w && (w->id == COLUMN_TARGET || w->id == COLUMN_ACTUAL) && !fit_heading_has(h, w->id)) {
            extend_right(c, h, cap, WORD_TABLE, i, stop);
            return;
        }
    }
}

// The line of a table under its heading that holds nothing but remarks, such as (A), is the
// heading's.
static void take_remarks(struct finder *c, struct heading *h)
{
    size_t i = fit_cut_line_end(c->atoms, h->j - 1, c->atoms->n);
    if (i >= c->atoms->n || c->atoms->at[i].before > BREAK_LINE)
        return;
    size_t j = fit_cut_line_end(c->atoms, i, c->atoms->n);
    for (size_t k = i; k < j; k++)
        if (!fit_stack_is_remark(c->atoms->at[k].text))
            return;
    h->j = j;
}

// Words on the line above that of the classes (年度指标值, 实际完成值, 分值 over 一级指标 …
// 指标值): those that the lower line lacks follow it. The lines' cells are not numbered alike.
static bool take_above(struct finder *c, struct heading *h, size_t *cap, size_t begin)
{
    const struct atom *at = c->atoms->at;
    size_t i = h->i, words = 0, j = 0;
    if (!fit_heading_has(h, COLUMN_TARGET) || fit_heading_has(h, COLUMN_ACTUAL) ||
        !fit_cut_begins_line(c->atoms, i) || i == begin)
        return false;
    size_t stop = i;
    i = fit_cut_line_begin(c->atoms, stop - 1, begin);
    for (size_t k = i; k < stop; k = j) {
        const struct word *w = fit_heading_match(c, WORD_TABLE, k, stop, false, &j);
        words += w != NULL && w->id >= COLUMN_TARGET;
        j = w ? j : k + 1;
        if (!w && str_count(at[k].text) > LABEL_CHARS) // a text, no label
            return false;
    }
    if (words < ABOVE_LEAST)
        return false;
    for (size_t k = i; k < stop; k = j) {
        const struct word *w = fit_heading_match(c, WORD_TABLE, k, stop, false, &j);
        j = w ? j : k + 1;
        if (w && w->id >= COLUMN_TARGET && !fit_heading_has(h, w->id))
            add_heading_word(c, h, cap, fit_heading_word(c->atoms, w->id, k, j));
    }
    h->i = i;
    return true;
}

// The heading of an indicator table whose third-level word stands at i..j.
static struct heading table_heading(struct finder *c, size_t i, size_t j, size_t begin)
{
    struct heading left = {0}, h = {0};
    size_t cap = 0, at = i;
    const struct word *w;
    size_t k;
    while (left.n < 4 && (w = word_before(c, WORD_TABLE, begin, at, &k)) != NULL &&
           (w->id == COLUMN_LEVEL1 || w->id == COLUMN_LEVEL2)) {
        add_heading_word(c, &left, &cap, fit_heading_word(c->atoms, w->id, k, at));
        at = k;
    }
    cap = 0;
    while (left.n)
        add_heading_word(c, &h, &cap, left.at[--left.n]);
    h.i = at;
    add_heading_word(c, &h, &cap, fit_heading_word(c->atoms, COLUMN_LEVEL3, i, j));
    extend_right(c, &h, &cap, WORD_TABLE, j, c->atoms->n);
    if (h.at[h.n - 1].column == COLUMN_LEVEL3)
        extend_below(c, &h, &cap, c->atoms->n);
    h.cells = take_above(c, &h, &cap, begin) ? 0 : c->atoms->at[i].cells;
    h.gap_break = fit_heading_calibrate(c->atoms, &h);
    if (h.gap_break == BREAK_GAP || h.n == 1)
        fit_stack_heading(c, &h, WORD_TABLE, begin);
    else if (h.gap_break == BREAK_CELL)
        take_remarks(c, &h);
    return h;
}

// Is atom i, behind a word of classes and before one of values, the names' word with a wrong
// character?
static bool names_follow(struct finder *c, size_t i, size_t *j)
{
    size_t k, next;
    if (i == 0 || i + 1 >= c->atoms->n || c->atoms->at[i].before < BREAK_BLANK)
        return false;
    const struct word *w = fit_heading_match(c, WORD_TABLE, i + 1, c->atoms->n, false, &next);
    if (!w || (w->id != COLUMN_TARGET && w->id != COLUMN_WEIGHT && w->id != COLUMN_ACTUAL))
        return false;
    *j = i + 1;
    w = word_before(c, WORD_TABLE, 0, i, &k);
    return w && w->id == COLUMN_LEVEL2;
}

// All headings of indicator tables, in order.
struct heading *fit_heading_tables(struct finder *c, size_t *n)
{
    struct heading *list = NULL;
    size_t cap = 0, end_of_last = 0;
    *n = 0;
    for (size_t i = 0; i < c->atoms->n; i++) {
        size_t j;
        const struct word *w = fit_heading_match(c, WORD_TABLE, i, c->atoms->n, false, &j);
        struct heading h = {.i = i, .j = i + 1, .cells = 1};
        if (!w && names_follow(c, i, &j))
            w = fit_lexicon_near(c->scratch, c->lexicon, WORD_TABLE, c->atoms->at[i].text);
        if (w && w->id == COLUMN_LEVEL3)
            h = table_heading(c, i, j, end_of_last);
        else if (!fit_cut_begins_line(c->atoms, i) || !fit_stack_may_begin(c, i) ||
                 !fit_stack_heading(c, &h, WORD_TABLE, end_of_last))
            continue;
        if (h.n < 3 || !fit_heading_has(&h, COLUMN_LEVEL3))
            continue;
        MEM_PUSH(c->mem, list, *n, cap);
        list[*n - 1] = h;
        end_of_last = i = h.j;
        i--;
    }
    return list;
}

// True if a heading's words stand in one token without any break.
bool fit_heading_is_glued(struct finder *c)
{
    for (size_t i = 0; i < c->atoms->n; i++) {
        struct str s = c->atoms->at[i].text;
        for (size_t k = 0; k < c->lexicon->n_kinds[WORD_TABLE]; k++) {
            const struct word *two = &c->lexicon->kinds[WORD_TABLE][k];
            ptrdiff_t at;
            if (two->id != COLUMN_LEVEL2 || two->text.len < LEVEL_BYTES ||
                (at = str_find(s, two->text)) < 0)
                continue;
            struct str rest = str_slice(s, (size_t)at + two->text.len, s.len);
            for (size_t m = 0; m < c->lexicon->n_kinds[WORD_TABLE]; m++) {
                const struct word *three = &c->lexicon->kinds[WORD_TABLE][m];
                if (three->id == COLUMN_LEVEL3 && three->text.len >= LEVEL_BYTES &&
                    str_starts(rest, three->text))
                    return true;
            }
        }
    }
    return false;
}

struct heading fit_heading_run(struct finder *c, int kind, size_t begin, size_t i, size_t end)
{
    struct heading h = {.i = i};
    size_t cap = 0;
    extend_right(c, &h, &cap, (enum word_kind)kind, i, end);
    h.cells = c->atoms->at[i].cells;
    h.gap_break = fit_heading_calibrate(c->atoms, &h);
    if (h.gap_break == BREAK_GAP)
        fit_stack_heading(c, &h, kind, begin);
    return h;
}
