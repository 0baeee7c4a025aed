// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_cut.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_anchor.h"
#include "core/fit_atom.h"
#include "core/fit_flat.h"
#include "core/fit_fold.h"
#include "core/fit_glue.h"
#include "core/fit_heading.h"
#include "core/fit_label.h"
#include "core/fit_lexicon.h"
#include "core/fit_money.h"
#include "core/fit_noise.h"
#include "core/fit_page.h"
#include "core/fit_start.h"
#include "core/fit_turn.h"
#include "core/fit_unwrap.h"
#include "core/form.h"
#include "core/sheet.h"

enum { MARKED_BYTES = 60, BESIDE_CHARS = 8, TRIMMED_MOST = 2 };

size_t fit_cut_line_end(const struct atoms *atoms, size_t i, size_t end)
{
    size_t j = i + 1;
    while (j < end && atoms->at[j].before < BREAK_LINE)
        j++;
    return j < end ? j : end;
}

size_t fit_cut_line_begin(const struct atoms *atoms, size_t i, size_t begin)
{
    while (i > begin && atoms->at[i].before < BREAK_LINE)
        i--;
    return i;
}

bool fit_cut_begins_line(const struct atoms *atoms, size_t i)
{
    return i == 0 || atoms->at[i].before >= BREAK_LINE;
}

size_t fit_cut_table(const struct cut *cut)
{
    const struct atom *atoms = cut->atoms->at;
    const size_t at = cut->values.n ? cut->values.i : cut->headings[0].i;
    size_t i = at, chars = 0;
    if (cut->names.j)
        return cut->names.i;
    bool is_prose = false;
    while (i > cut->i && atoms[i].before < BREAK_LINE) {
        i--;
        chars += str_count(atoms[i].text);
        is_prose |= str_has(atoms[i].text, STR("。")) || str_has(atoms[i].text, STR(","));
    }
    return chars <= BESIDE_CHARS && !is_prose ? i : at;
}

int fit_cut_year(struct str s)
{
    ptrdiff_t at = str_find(s, STR("年"));
    if (at < 4)
        return 0;
    int year = 0;
    for (ptrdiff_t i = at - 4; i < at; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return 0;
        year = year * 10 + (s.ptr[i] - '0');
    }
    return year >= 1990 && year <= 2099 ? year : 0;
}

// A known word with the mark of a page inside it (一级2、指标) is read without.
static void drop_page_marks(struct finder *c)
{
    const struct str mark = STR("、");
    for (size_t i = 0; i < c->atoms->n; i++) {
        struct atom *a = &c->atoms->at[i];
        ptrdiff_t at = a->text.len <= MARKED_BYTES ? str_find(a->text, mark) : -1;
        size_t digits = at < 0 ? 0 : (size_t)at;
        while (digits && a->text.ptr[digits - 1] >= '0' && a->text.ptr[digits - 1] <= '9')
            digits--;
        if (at < 2 || !digits || digits == (size_t)at)
            continue;
        struct str without =
            buf_print(c->mem, "%.*s%.*s", STR_FMT(str_slice(a->text, 0, digits)),
                      STR_FMT(str_slice(a->text, (size_t)at + mark.len, a->text.len)));
        if (fit_lexicon_set(c->scratch, c->lexicon, WORD_KINDS, without))
            a->text = without;
    }
}

// The heading of values that stands before one of names alone.
static void find_values(struct finder *c, struct cut *cut)
{
    if (fit_heading_has(&cut->headings[0], COLUMN_TARGET) ||
        fit_heading_has(&cut->headings[0], COLUMN_ACTUAL))
        return;
    for (size_t i = cut->funds.n ? cut->funds.j : cut->i; i < cut->headings[0].i; i++) {
        size_t j;
        const struct word *w = fit_heading_match(c, WORD_TABLE, i, cut->headings[0].i, false, &j);
        if (!w)
            continue;
        struct heading h = fit_heading_run(c, WORD_TABLE, cut->i, i, cut->headings[0].i);
        if (h.n >= 3 && fit_heading_has(&h, COLUMN_ACTUAL)) {
            cut->values = h;
            return;
        }
    }
}

// Does a line that begins at atom i begin with a class, whole or in two pieces?
static bool begins_class(struct finder *c, size_t i)
{
    return fit_lexicon_is_class(c->scratch, c->lexicon, c->atoms->at[i].text) ||
           (i + 1 < c->atoms->n &&
            fit_lexicon_is_class(c->scratch, c->lexicon,
                                 fit_atom_join(c->scratch, c->atoms, i, i + 2)));
}

// The lines of classes and names that stand before the heading, if none stands below it.
static void find_names(struct finder *c, struct cut *cut)
{
    const struct heading *h = &cut->headings[0];
    const size_t end = fit_cut_line_begin(c->atoms, h->i, cut->i);
    size_t i = cut->i;
    for (size_t k = 0; k < cut->n_anchors && cut->anchors[k].i < end; k++)
        i = fit_cut_line_end(c->atoms, cut->anchors[k].j - 1, end);
    while (i < end && !begins_class(c, i))
        i = fit_cut_line_end(c->atoms, i, end);
    if (i == end || cut->values.n || !fit_heading_has(h, COLUMN_TARGET))
        return;
    for (size_t k = h->j; k < cut->j; k = fit_cut_line_end(c->atoms, k, cut->j))
        if (begins_class(c, k))
            return;
    cut->names = (struct span){i, end};
}

// Where empty lines part the cells, a line end stands inside a cell and an empty line is what a
// line end is elsewhere.
static void demote_lines(struct atoms *atoms)
{
    for (size_t i = 1; i < atoms->n; i++) {
        struct atom *a = &atoms->at[i], *b = &atoms->at[i - 1];
        if (a->before == BREAK_LINE)
            a->before = BREAK_BLANK;
        else if (a->before == BREAK_EMPTY_LINE)
            a->before = BREAK_LINE;
        if (a->before < BREAK_LINE)
            a->line = b->line;
    }
}

// The cells of all lines from atom i to the end of the heading, as those of one line.
static int heading_cells(const struct atoms *atoms, const struct heading *h, size_t i)
{
    int tabs = 0;
    for (; i < h->j; i = fit_cut_line_end(atoms, i, atoms->n))
        tabs += atoms->at[i].cells - 1;
    return tabs + 1;
}

// Puts the lines of wrapped cells together, for every heading that itself goes over several lines.
static void unwrap(struct finder *c, const struct heading *headings, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        const struct heading *h = &headings[k];
        const struct heading_word *last = &h->at[h->n - 1];
        if (h->gap_break != BREAK_CELL || !h->cells ||
            h->at[0].line == c->atoms->at[last->j - 1].line)
            continue;
        size_t i = h->i, end = k + 1 < n ? headings[k + 1].i : c->atoms->n;
        size_t next_form = fit_start_form(c, h->j, end);
        if (next_form != SIZE_MAX)
            end = next_form;
        i = fit_cut_line_begin(c->atoms, i, 0);
        // Lines as wide as the first line of the heading, or but for the blank cells at their end,
        // are rows by themselves.
        size_t lines = 0, alike = 0;
        for (size_t m = h->j; m < end; m = fit_cut_line_end(c->atoms, m, end)) {
            lines++;
            int spare = c->atoms->at[i].cells - c->atoms->at[m].cells;
            alike += spare >= 0 && spare <= TRIMMED_MOST;
        }
        if (2 * alike >= lines)
            continue;
        const int cells = heading_cells(c->atoms, h, i);
        const size_t rows = fit_cut_line_end(c->atoms, h->j - 1, end);
        fit_unwrap_join(c->atoms, i, rows, cells);
        fit_unwrap(c->scratch, c->lexicon, c->atoms, rows, end, cells);
    }
}

// Puts single cells together that hold a line end, in and above every table of firm cells.
static void unwrap_cells(struct finder *c, const struct heading *headings, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        const struct heading *h = &headings[k];
        if (h->gap_break != BREAK_CELL)
            continue;
        size_t i = h->i, end = k + 1 < n ? headings[k + 1].i : c->atoms->n;
        size_t next_form = k + 1 < n ? fit_start_form(c, h->j, end) : SIZE_MAX;
        if (next_form != SIZE_MAX)
            end = next_form;
        size_t start = fit_start_form(c, k ? headings[k - 1].j : 0, h->i);
        i = fit_cut_line_begin(c->atoms, i, 0);
        int cells = heading_cells(c->atoms, h, i);
        fit_unwrap_cells(c->scratch, c->lexicon, c->atoms, i, end, cells, true);
        if (start < i)
            fit_unwrap_cells(c->scratch, c->lexicon, c->atoms, start, i, cells, false);
    }
}

// Folds what stands below the total line of the table from atom i on.
static void fold_foot(struct finder *c, size_t i, size_t end)
{
    while (i < end && !fit_start_is_total(c, i, end))
        i++;
    if (i < end)
        fit_fold(c, fit_cut_line_end(c->atoms, i, end), end);
}

// Folds what stands above every table that begins a form and below its total; from the last to the
// first, as atoms are lost.
static void fold(struct finder *c, const struct heading *headings, size_t n)
{
    size_t end = c->atoms->n;
    for (size_t k = n; k-- > 0;) {
        fold_foot(c, headings[k].j, end);
        size_t after = k ? headings[k - 1].j : 0;
        size_t start = k ? fit_start_form(c, after, headings[k].i) : 0;
        if (start == SIZE_MAX)
            start = fit_start_broken(c, after, headings[k].i);
        end = start != SIZE_MAX ? start : headings[k].i;
        if (start != SIZE_MAX)
            fit_fold(c, start, headings[k].i);
    }
}

// Cells of its line that the heading's word takes too many.
static int torn_cells(const struct atoms *atoms, const struct heading_word *w)
{
    const struct atom *last = &atoms->at[w->j - 1];
    return last->line == w->line ? last->cell - w->cell : 0;
}

// Where most rows are as wide as the heading would be if no word of it were torn into two cells,
// its cells are counted so.
static void close_torn(const struct atoms *atoms, struct heading *h, size_t end)
{
    int torn = 0;
    size_t wide = 0, narrow = 0;
    for (size_t k = 0; k < h->n; k++)
        torn += torn_cells(atoms, &h->at[k]);
    for (size_t i = h->j; i < end && torn; i = fit_cut_line_end(atoms, i, end)) {
        wide += atoms->at[i].cells == h->cells;
        narrow += atoms->at[i].cells == h->cells - torn;
    }
    if (narrow <= wide)
        return;
    h->cells -= torn;
    for (size_t k = h->n; k-- > 0;) {
        torn -= torn_cells(atoms, &h->at[k]);
        h->at[k].cell -= torn;
    }
}

// The headings of the text as it stands, cut at its words, or turned from columns into rows.
static struct heading *find_tables(struct finder *c, size_t *n)
{
    struct heading *headings = fit_heading_tables(c, n);
    if (*n)
        return headings;
    if (fit_heading_is_glued(c)) {
        c->atoms = fit_atom_cut(c->mem, c->lexicon, c->atoms, 0, c->atoms->n);
        headings = fit_heading_tables(c, n);
    }
    struct atoms *turned = *n ? NULL : fit_turn(c);
    if (!turned)
        return headings;
    c->atoms = turned;
    return fit_heading_tables(c, n);
}

// The headings of a text whose lines were put in order: without what pages leave, with the cells
// whole that line ends and colons broke.
static struct heading *mend_lines(struct finder *c, struct heading *headings, size_t *n)
{
    const int gap = headings[0].gap_break;
    struct atoms *without = NULL;
    if (gap >= BREAK_LINE || gap == BREAK_CELL) {
        c->atoms->cell_break = gap; // else a page mark is taken into a cell
        without = fit_page_without(c->mem, c->scratch, c->lexicon, c->atoms, headings, *n);
    }
    if (without) {
        c->atoms = without;
        headings = fit_heading_tables(c, n);
    }
    if (headings[0].gap_break == BREAK_EMPTY_LINE) {
        demote_lines(c->atoms);
        headings = fit_heading_tables(c, n);
    }
    fit_flat_tables(c, headings, *n, false);
    unwrap(c, headings, *n);
    unwrap_cells(c, headings, *n);
    if (headings[0].gap_break == BREAK_GAP)
        fold(c, headings, *n);
    c->atoms->cell_break = headings[0].gap_break;
    fit_label_split(c, headings[0].i);
    headings = fit_heading_tables(c, n);
    fit_flat_tables(c, headings, *n, true);
    return headings;
}

struct cut *fit_cut(struct mem *mem, struct mem *scratch, const struct lexicon *lexicon,
                    struct atoms *atoms, size_t *n)
{
    struct finder c = {mem, scratch, lexicon, atoms};
    size_t n_headings;
    drop_page_marks(&c);
    fit_glue_cut(&c);
    struct heading *headings = find_tables(&c, &n_headings);
    *n = 0;
    if (!n_headings)
        return NULL;
    headings = mend_lines(&c, headings, &n_headings);
    struct cut *cuts = NULL;
    size_t cap = 0, after = 0;
    for (size_t k = 0; k < n_headings; k++) {
        size_t start = *n ? fit_start_form(&c, after, headings[k].i) : 0;
        after = headings[k].j;
        headings[k].top = headings[k].i;
        if (start == SIZE_MAX) { // the heading repeats: the form goes on
            fit_noise_page_top(c.atoms, &cuts[*n - 1], &headings[k]);
            cuts[*n - 1].n_headings++;
            continue;
        }
        if (*n)
            cuts[*n - 1].j = start;
        MEM_PUSH(mem, cuts, *n, cap);
        cuts[*n - 1] =
            (struct cut){.i = start, .j = c.atoms->n, .headings = &headings[k], .n_headings = 1};
    }
    for (size_t k = 0; k < *n; k++) {
        if (cuts[k].headings[0].gap_break == BREAK_CELL)
            close_torn(c.atoms, &cuts[k].headings[0], cuts[k].j);
        struct atoms *own = MEM_NEW(mem, struct atoms);
        *own = *c.atoms;
        own->cell_break = cuts[k].headings[0].gap_break;
        cuts[k].atoms = own;
        fit_money_heading(&c, cuts[k].i, cuts[k].headings[0].i, &cuts[k].funds);
        fit_anchor_find(&c, &cuts[k]);
        find_values(&c, &cuts[k]);
        find_names(&c, &cuts[k]);
    }
    return cuts;
}

const struct anchor *fit_cut_find(const struct cut *cut, int kind, size_t from, size_t to)
{
    for (size_t k = 0; k < cut->n_anchors; k++)
        if (cut->anchors[k].kind == kind && cut->anchors[k].i >= from && cut->anchors[k].i < to)
            return &cut->anchors[k];
    return NULL;
}

const struct anchor *fit_cut_at(const struct cut *cut, size_t i)
{
    size_t low = 0, high = cut->n_anchors;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (cut->anchors[mid].i < i)
            low = mid + 1;
        else
            high = mid;
    }
    return low < cut->n_anchors && cut->anchors[low].i == i ? &cut->anchors[low] : NULL;
}
