// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_cut.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_anchor.h"
#include "core/fit_atom.h"
#include "core/fit_fold.h"
#include "core/fit_heading.h"
#include "core/fit_lexicon.h"
#include "core/fit_money.h"
#include "core/fit_noise.h"
#include "core/fit_unwrap.h"
#include "core/form.h"
#include "core/sheet.h"

enum { SOURCE_HEAD_BYTES = 6, MARKED_BYTES = 60, BESIDE_CHARS = 8, HALF_CHARS = 3 };

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

// True if the text is a year in brackets or a year and 年度, and nothing else.
static bool is_year_line(struct str s)
{
    int year = fit_cut_year(s);
    if (!year)
        return false;
    size_t extra = 0;
    for (struct str rest = s; rest.len;) {
        int32_t c = str_next(&rest);
        extra += !(c >= '0' && c <= '9') && c != '(' && c != ')' && c != 0x5E74 && c != 0x5EA6;
    }
    return extra == 0;
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

// Where the colon stands behind a label that its value is glued to; 0 if there is none. A torn
// label is known with the piece before it: 其 | 中:财政拨款.
static size_t label_end(const struct finder *c, size_t i)
{
    static const enum word_kind kinds[] = {WORD_HEAD, WORD_NOTE,        WORD_SIGNER,
                                           WORD_GOAL, WORD_GRADE_LABEL, WORD_CHROME};
    const struct atom *a = &c->atoms->at[i];
    const struct str text = a->text;
    ptrdiff_t colon = str_find(text, STR(":"));
    if (colon <= 0 || (size_t)colon + 1 >= text.len)
        return 0;
    struct str label = str_slice(text, 0, (size_t)colon);
    bool known = fit_lexicon_head(c->lexicon, LIST_SOURCE_HEADS, text).len >= label.len;
    for (size_t k = 0; k < LENGTH_OF(kinds) && !known; k++)
        known = fit_lexicon_find(c->scratch, c->lexicon, kinds[k], label) != NULL;
    if (!known && i && a->before <= BREAK_BLANK && label.len <= SOURCE_HEAD_BYTES) {
        struct str torn =
            buf_print(c->scratch, "%.*s%.*s", STR_FMT(c->atoms->at[i - 1].text), STR_FMT(label));
        known = fit_lexicon_is(c->lexicon, 1u << LIST_SOURCE_HEADS, torn);
    }
    return known ? (size_t)colon : 0;
}

// Atoms whose label is glued to its value by a colon (单位名称:某站) are cut after the colon.
static void split_labels(struct finder *c)
{
    struct atoms *atoms = c->atoms;
    size_t n = atoms->n;
    for (size_t i = 0; i < atoms->n; i++)
        n += label_end(c, i) > 0;
    if (n > atoms->cap) {
        atoms->at = mem_grow(c->mem, atoms->at, atoms->n, n, sizeof(*atoms->at));
        atoms->cap = n;
    }
    for (size_t i = atoms->n, out = n; out > i; i--) { // from the end, so that nothing is lost
        struct atom a = atoms->at[i - 1];
        size_t colon = label_end(c, i - 1);
        if (!colon) {
            atoms->at[--out] = a;
            continue;
        }
        struct atom b = a;
        a.text = str_slice(a.text, 0, colon + 1);
        b.text = str_slice(b.text, colon + 1, b.text.len);
        b.before = BREAK_NONE;
        b.col += (int)str_width(a.text);
        a.col_end = b.col;
        atoms->at[--out] = b;
        atoms->at[--out] = a;
    }
    atoms->n = n;
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

static bool is_title(const struct finder *c, size_t i)
{
    for (size_t k = 0; k < c->lexicon->lists[LIST_TITLES].n; k++)
        if (str_has(c->atoms->at[i].text, c->lexicon->lists[LIST_TITLES].at[k]))
            return true;
    return false;
}

// Does the total line of a table begin at atom i?
static bool begins_total(struct finder *c, size_t i, size_t end)
{
    size_t j;
    return fit_cut_begins_line(c->atoms, i) &&
           fit_heading_match(c, WORD_TOTAL, i, end, false, &j) &&
           fit_anchor_is_label(c->atoms, i, j, end, c->atoms->cell_break);
}

// The project label, or what stands for it: a title after the total line of the table before. A
// title alone may only repeat on a new page.
static size_t form_label(struct finder *c, size_t after, size_t heading)
{
    size_t title = SIZE_MAX;
    bool seen_total = false;
    for (size_t i = after; i < heading; i++) {
        size_t j;
        const struct word *w = fit_heading_match(c, WORD_HEAD, i, heading, false, &j);
        if (w && (w->id == HEAD_PROJECT || w->id == HEAD_DEPARTMENT_SCOPE) &&
            fit_anchor_is_label(c->atoms, i, j, heading, c->atoms->cell_break))
            return i;
        seen_total |= begins_total(c, i, heading);
        if (seen_total && title == SIZE_MAX && is_title(c, i))
            title = i;
    }
    return title;
}

// Is atom i a label of the head that may stand before that of the project: the year, the unit of
// money?
static bool is_early_label(struct finder *c, size_t i, size_t end)
{
    size_t j;
    const struct word *w = fit_heading_match(c, WORD_HEAD, i, end, false, &j);
    return w && (w->id == HEAD_YEAR || w->id == HEAD_MONEY_UNIT) &&
           fit_anchor_is_label(c->atoms, i, j, end, c->atoms->cell_break);
}

// Where the head of the form of this heading begins: its label, moved back over title and year;
// `after` is the end of the table before. SIZE_MAX: no new head.
static size_t form_start(struct finder *c, size_t after, size_t heading)
{
    size_t start = form_label(c, after, heading);
    if (start == SIZE_MAX)
        return SIZE_MAX;
    size_t best = start;
    for (size_t i = start; i-- > after && start - i <= 24;) {
        struct str s = c->atoms->at[i].text,
                   two = i + 1 < start ? fit_atom_join(c->scratch, c->atoms, i, i + 2)
                                       : STR_NONE; // (2031 年度)
        if (is_title(c, i) || is_year_line(s) || is_year_line(two) || is_early_label(c, i, start) ||
            fit_lexicon_head(c->lexicon, LIST_ATTACHMENTS, s).len)
            best = i;
    }
    return best;
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
        size_t next_form = form_start(c, h->j, end);
        if (next_form != SIZE_MAX)
            end = next_form;
        i = fit_cut_line_begin(c->atoms, i, 0);
        // Lines as wide as the first line of the heading are rows by themselves.
        size_t lines = 0, alike = 0;
        for (size_t m = h->j; m < end; m = fit_cut_line_end(c->atoms, m, end)) {
            lines++;
            alike += c->atoms->at[m].cells == c->atoms->at[i].cells;
        }
        if (2 * alike >= lines)
            continue;
        fit_unwrap(c->scratch, c->lexicon, c->atoms, i, end, heading_cells(c->atoms, h, i));
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
        size_t next_form = k + 1 < n ? form_start(c, h->j, end) : SIZE_MAX;
        if (next_form != SIZE_MAX)
            end = next_form;
        size_t start = form_start(c, k ? headings[k - 1].j : 0, h->i);
        i = fit_cut_line_begin(c->atoms, i, 0);
        int cells = heading_cells(c->atoms, h, i);
        fit_unwrap_cells(c->scratch, c->lexicon, c->atoms, i, end, cells, true);
        if (start < i)
            fit_unwrap_cells(c->scratch, c->lexicon, c->atoms, start, i, cells, false);
    }
}

// Is the text the first half of a label of the project, as a narrow column breaks it?
static bool begins_project(const struct finder *c, struct str s)
{
    for (size_t k = 0; k < c->lexicon->n_kinds[WORD_HEAD] && str_count(s) >= HALF_CHARS; k++) {
        const struct word *w = &c->lexicon->kinds[WORD_HEAD][k];
        if (w->id == HEAD_PROJECT && s.len < w->text.len && str_starts(w->text, s))
            return true;
    }
    return false;
}

// Where a head whose project label is still broken over lines may begin: at a title, a year or the
// first half of the label. SIZE_MAX: nowhere.
static size_t broken_start(struct finder *c, size_t after, size_t heading)
{
    for (size_t i = after; i < heading; i = fit_cut_line_end(c->atoms, i, heading)) {
        struct str s = c->atoms->at[i].text;
        if (i > after && (is_title(c, i) || is_year_line(s) || begins_project(c, s)))
            return i;
    }
    return SIZE_MAX;
}

// Folds what stands below the total line of the table from atom i on.
static void fold_foot(struct finder *c, size_t i, size_t end)
{
    while (i < end && !begins_total(c, i, end))
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
        size_t start = k ? form_start(c, after, headings[k].i) : 0;
        if (start == SIZE_MAX)
            start = broken_start(c, after, headings[k].i);
        end = start != SIZE_MAX ? start : headings[k].i;
        if (start != SIZE_MAX)
            fit_fold(c, start, headings[k].i);
    }
}

struct cut *fit_cut(struct mem *mem, struct mem *scratch, const struct lexicon *lexicon,
                    struct atoms *atoms, size_t *n)
{
    struct finder c = {mem, scratch, lexicon, atoms};
    size_t n_headings;
    drop_page_marks(&c);
    struct heading *headings = fit_heading_tables(&c, &n_headings);
    if (!n_headings && fit_heading_is_glued(&c)) {
        c.atoms = fit_atom_cut(mem, lexicon, atoms, 0, atoms->n);
        headings = fit_heading_tables(&c, &n_headings);
    }
    *n = 0;
    if (!n_headings)
        return NULL;
    if (headings[0].gap_break >= BREAK_LINE) {
        c.atoms->cell_break = headings[0].gap_break; // else a page mark is taken into a cell
        c.atoms = fit_noise_without_pages(mem, scratch, c.atoms);
        headings = fit_heading_tables(&c, &n_headings);
    }
    if (headings[0].gap_break == BREAK_EMPTY_LINE) {
        demote_lines(c.atoms);
        headings = fit_heading_tables(&c, &n_headings);
    }
    unwrap(&c, headings, n_headings);
    unwrap_cells(&c, headings, n_headings);
    if (headings[0].gap_break == BREAK_GAP)
        fold(&c, headings, n_headings);
    c.atoms->cell_break = headings[0].gap_break;
    split_labels(&c);
    headings = fit_heading_tables(&c, &n_headings);
    struct cut *cuts = NULL;
    size_t cap = 0, after = 0;
    for (size_t k = 0; k < n_headings; k++) {
        size_t start = *n ? form_start(&c, after, headings[k].i) : 0;
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
        struct atoms *own = MEM_NEW(mem, struct atoms);
        *own = *c.atoms;
        own->cell_break = cuts[k].headings[0].gap_break;
        cuts[k].atoms = own;
        fit_money_heading(&c, cuts[k].i, cuts[k].headings[0].i, &cuts[k].funds);
        fit_anchor_find(&c, &cuts[k]);
        find_values(&c, &cuts[k]);
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
