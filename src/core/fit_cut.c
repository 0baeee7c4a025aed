// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_cut.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_lexicon.h"
#include "core/fit_unwrap.h"
#include "core/form.h"
#include "core/sheet.h"

enum { JOIN_MOST = 6, JUNK_MOST = 2, ANCHOR_CHARS = 24, LEVEL_BYTES = 12 };

struct cutter {
    struct mem *mem, *scratch;
    const struct lexicon *lexicon;
    struct atoms *atoms;
};

size_t fit_cut_line_end(const struct atoms *atoms, size_t i, size_t end)
{
    size_t j = i + 1;
    while (j < end && atoms->at[j].before < BREAK_LINE)
        j++;
    return j < end ? j : end;
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

// The word of this kind that atoms i..j spell, the longest j; NULL if none. `near`: one character
// may be wrong. Atoms of one word may be torn apart by anything up to a line end.
static const struct word *match(struct cutter *c, enum word_kind kind, size_t i, size_t end,
                                bool near, size_t *j)
{
    const struct word *found = NULL, *close = NULL;
    size_t last = i, close_j = i;
    while (last < end && last - i < JOIN_MOST &&
           (last == i || c->atoms->at[last].before <= BREAK_LINE)) {
        last++;
        struct str text = fit_atom_join(c->scratch, c->atoms, i, last);
        if (str_count(text) > ANCHOR_CHARS)
            break;
        const struct word *w = fit_lexicon_find(c->scratch, c->lexicon, kind, text);
        if (w) {
            found = w;
            *j = last;
        } else if (near && last - i <= 3 &&
                   (!close || c->atoms->at[last - 1].before < BREAK_LINE)) {
            // A wrong character never swallows a word that stands for itself.
            bool own = last - i > 1 &&
                       fit_lexicon_find(c->scratch, c->lexicon, kind, c->atoms->at[last - 1].text);
            w = own ? NULL : fit_lexicon_near(c->scratch, c->lexicon, kind, text);
            if (w) {
                close = w;
                close_j = last;
            }
        }
    }
    if (!found && close)
        *j = close_j;
    return found ? found : close;
}

// A word of this kind that ends exactly at atom `end`.
static const struct word *match_before(struct cutter *c, enum word_kind kind, size_t begin,
                                       size_t end, size_t *i)
{
    const struct word *found = NULL;
    for (size_t k = end; k-- > begin && end - k <= 4;) {
        const struct word *w = fit_lexicon_find(c->scratch, c->lexicon, kind,
                                                fit_atom_join(c->scratch, c->atoms, k, end));
        if (w) {
            found = w;
            *i = k;
        }
    }
    return found;
}

static struct heading_word heading_word(const struct atoms *atoms, int column, size_t i, size_t j)
{
    const struct atom *a = &atoms->at[i], *b = &atoms->at[j - 1];
    return (struct heading_word){
        column, i, j, a->line, a->cell, a->col, b->line == a->line ? b->col_end : a->col_end};
}

static void add_heading_word(struct cutter *c, struct heading *h, size_t *cap,
                             struct heading_word w)
{
    MEM_PUSH(c->mem, h->at, h->n, *cap);
    h->at[h->n - 1] = w;
}

static bool has_column(const struct heading *h, int column)
{
    for (size_t k = 0; k < h->n; k++)
        if (h->at[k].column == column)
            return true;
    return false;
}

// The weakest break that stands between at least a third of the words.
static int calibrate(const struct atoms *atoms, const struct heading *h)
{
    int count[BREAK_PAGE + 1] = {0};
    int n = 0;
    for (size_t k = 1; k < h->n; k++, n++)
        count[atoms->at[h->at[k].i].before]++;
    for (int b = BREAK_NONE; b <= BREAK_PAGE; b++)
        if (count[b] && 3 * count[b] >= n)
            return b;
    return BREAK_BLANK;
}

// Words of a heading from atom i to the right, with at most JUNK_MOST torn pieces between two.
static void extend_right(struct cutter *c, struct heading *h, size_t *cap, enum word_kind kind,
                         size_t i, size_t end)
{
    const size_t from = i;
    size_t junk = 0;
    while (i < end) {
        size_t j;
        const struct word *w = match(c, kind, i, end, true, &j);
        if (w && kind == WORD_FUNDS && w->id == FUNDS_LABEL)
            break;
        // Over a line end only a word as it stands goes on with a heading.
        if (w && i > from && c->atoms->at[i].before >= BREAK_LINE &&
            !fit_lexicon_find(c->scratch, c->lexicon, kind,
                              fit_atom_join(c->scratch, c->atoms, i, j)))
            break;
        if (w && !has_column(h, w->id)) {
            add_heading_word(c, h, cap, heading_word(c->atoms, w->id, i, j));
            i = j;
            junk = 0;
            continue;
        }
        if (w || c->atoms->at[i].before >= BREAK_LINE || ++junk > JUNK_MOST)
            break;
        i++;
    }
    h->j = h->n ? h->at[h->n - 1].j : h->i;
}

// A heading of classes and name alone may go on in the next line, after torn pieces.
static void extend_below(struct cutter *c, struct heading *h, size_t *cap, size_t end)
{
    size_t i = fit_cut_line_end(c->atoms, h->j - 1, end);
    size_t stop = i < end ? fit_cut_line_end(c->atoms, i, end) : end;
    for (; i < stop; i++) {
        size_t j;
        const struct word *w = match(c, WORD_TABLE, i, stop, false, &j);
        if (w && (w->id == COLUMN_TARGET || w->id == COLUMN_ACTUAL) && !has_column(h, w->id)) {
            extend_right(c, h, cap, WORD_TABLE, i, stop);
            return;
        }
    }
}

// The field of a line in columns that begins at atom i: atoms up to the next gap.
static size_t field_end(const struct atoms *atoms, size_t i, size_t end)
{
    size_t j = i + 1;
    while (j < end && atoms->at[j].before < BREAK_GAP)
        j++;
    return j;
}

// The field of line i..j that stands over or under columns col..col_end; false if there is none.
static bool field_at(const struct atoms *atoms, size_t i, size_t j, int col, int col_end,
                     size_t *from, size_t *to)
{
    for (size_t k = i; k < j; k = *to) {
        *from = k;
        *to = field_end(atoms, k, j);
        if (atoms->at[k].col < col_end && atoms->at[*to - 1].col_end > col)
            return true;
    }
    return false;
}

// The word that the field i..j of a heading makes with the field above it, if any.
static const struct word *stacked(struct cutter *c, enum word_kind kind, size_t i, size_t j,
                                  size_t above_i, size_t above_j)
{
    size_t from, to;
    if (!field_at(c->atoms, above_i, above_j, c->atoms->at[i].col, c->atoms->at[j - 1].col_end,
                  &from, &to))
        return NULL;
    struct str top = fit_atom_join(c->scratch, c->atoms, from, to);
    struct str below = fit_atom_join(c->scratch, c->atoms, i, j);
    return fit_lexicon_find(c->scratch, c->lexicon, kind,
                            buf_print(c->scratch, "%.*s%.*s", STR_FMT(top), STR_FMT(below)));
}

// A heading in columns may have words of two lines: 年度 over 指标值, 偏差原因分析 over 及改进措施.
// The line above must consist of such upper halves alone.
static void stack_heading(struct cutter *c, struct heading *h, size_t *cap, enum word_kind kind,
                          size_t begin)
{
    size_t line = h->i, end;
    while (line > begin && c->atoms->at[line].before < BREAK_LINE)
        line--;
    end = fit_cut_line_end(c->atoms, line, c->atoms->n);
    if (line <= begin || c->atoms->at[line].before != BREAK_LINE)
        return;
    size_t above = line - 1, uppers = 0, fields = 0;
    while (above > begin && c->atoms->at[above].before < BREAK_LINE)
        above--;
    for (size_t k = above; k < line; k = field_end(c->atoms, k, line))
        fields++;
    for (size_t k = line; k < end; k = field_end(c->atoms, k, end))
        uppers += stacked(c, kind, k, field_end(c->atoms, k, end), above, line) != NULL;
    if (!uppers || uppers != fields)
        return;
    struct heading whole = {.i = above, .cells = h->cells, .gap_break = h->gap_break};
    *cap = 0;
    for (size_t k = line; k < end; k = field_end(c->atoms, k, end)) {
        size_t j = field_end(c->atoms, k, end);
        const struct word *w = stacked(c, kind, k, j, above, line);
        if (!w)
            w = fit_lexicon_find(c->scratch, c->lexicon, kind,
                                 fit_atom_join(c->scratch, c->atoms, k, j));
        if (w && !has_column(&whole, w->id) && !(kind == WORD_FUNDS && w->id == FUNDS_LABEL))
            add_heading_word(c, &whole, cap, heading_word(c->atoms, w->id, k, j));
    }
    if (whole.n < h->n)
        return;
    whole.j = end;
    *h = whole;
}

// The heading of an indicator table whose third-level word stands at i..j.
static struct heading table_heading(struct cutter *c, size_t i, size_t j, size_t begin)
{
    struct heading left = {0}, h = {0};
    size_t cap = 0, at = i;
    const struct word *w;
    size_t k;
    while (left.n < 4 && (w = match_before(c, WORD_TABLE, begin, at, &k)) != NULL &&
           (w->id == COLUMN_LEVEL1 || w->id == COLUMN_LEVEL2)) {
        add_heading_word(c, &left, &cap, heading_word(c->atoms, w->id, k, at));
        at = k;
    }
    cap = 0;
    while (left.n)
        add_heading_word(c, &h, &cap, left.at[--left.n]);
    h.i = at;
    add_heading_word(c, &h, &cap, heading_word(c->atoms, COLUMN_LEVEL3, i, j));
    extend_right(c, &h, &cap, WORD_TABLE, j, c->atoms->n);
    if (h.at[h.n - 1].column == COLUMN_LEVEL3)
        extend_below(c, &h, &cap, c->atoms->n);
    const struct atom *a = &c->atoms->at[i];
    h.cells = a->cells;
    h.gap_break = calibrate(c->atoms, &h);
    if (h.gap_break == BREAK_GAP)
        stack_heading(c, &h, &cap, WORD_TABLE, begin);
    return h;
}

// All headings of indicator tables, in order.
static struct heading *find_headings(struct cutter *c, size_t *n)
{
    struct heading *list = NULL;
    size_t cap = 0, end_of_last = 0;
    *n = 0;
    for (size_t i = 0; i < c->atoms->n; i++) {
        size_t j;
        const struct word *w = match(c, WORD_TABLE, i, c->atoms->n, false, &j);
        if (!w || w->id != COLUMN_LEVEL3)
            continue;
        struct heading h = table_heading(c, i, j, end_of_last);
        if (h.n < 3)
            continue;
        MEM_PUSH(c->mem, list, *n, cap);
        list[*n - 1] = h;
        end_of_last = i = h.j;
        i--;
    }
    return list;
}

// True if a heading's words stand in one token without any break.
static bool is_glued(struct cutter *c)
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

// Atoms whose label is glued to its value by a colon (单位名称:某站) are cut after the colon.
static struct atoms *split_labels(struct cutter *c)
{
    static const enum word_kind kinds[] = {WORD_HEAD, WORD_NOTE, WORD_SIGNER, WORD_GOAL,
                                           WORD_GRADE_LABEL};
    struct atoms *out = MEM_NEW(c->mem, struct atoms);
    for (size_t i = 0; i < c->atoms->n; i++) {
        struct atom a = c->atoms->at[i];
        ptrdiff_t colon = str_find(a.text, STR(":"));
        bool known = false;
        if (colon > 0 && (size_t)colon + 1 < a.text.len) {
            struct str label = str_slice(a.text, 0, (size_t)colon);
            for (size_t k = 0; k < LENGTH_OF(kinds) && !known; k++)
                known = fit_lexicon_find(c->scratch, c->lexicon, kinds[k], label) != NULL;
            known |= fit_lexicon_head(c->lexicon, LIST_SOURCE_HEADS, a.text).len >= label.len;
        }
        if (!known) {
            fit_atom_push(c->mem, out, a);
            continue;
        }
        struct atom b = a;
        a.text = str_slice(a.text, 0, (size_t)colon + 1);
        b.text = str_slice(b.text, (size_t)colon + 1, b.text.len);
        b.before = BREAK_NONE;
        b.col += (int)str_width(a.text);
        a.col_end = b.col;
        fit_atom_push(c->mem, out, a);
        fit_atom_push(c->mem, out, b);
    }
    out->cell_break = c->atoms->cell_break;
    return out;
}

// True if a cell begins at atom i.
static bool begins_cell(const struct atoms *atoms, size_t i, int cell_break)
{
    return i == 0 || atoms->at[i].before >= cell_break || atoms->at[i].before >= BREAK_LINE ||
           (i && str_ends(atoms->at[i - 1].text, STR(":")));
}

// Is the word at i..j a cell of its own?
static bool is_cell(const struct atoms *atoms, size_t i, size_t j, size_t end, int cell_break)
{
    return begins_cell(atoms, i, cell_break) && (j == end || begins_cell(atoms, j, cell_break) ||
                                                 str_ends(atoms->at[j - 1].text, STR(":")));
}

// The longest label of one of these kinds that begins at atom i and is a cell of its own.
static struct anchor anchor_at(struct cutter *c, const struct cut *cut, size_t i, int cell_break,
                               const enum word_kind *kinds, size_t n)
{
    struct anchor best = {0};
    size_t j = i, chars = 0;
    while (j < cut->j && j - i < JOIN_MOST && (j == i || cut->atoms->at[j].before <= BREAK_LINE)) {
        chars += str_count(cut->atoms->at[j++].text);
        if (chars > ANCHOR_CHARS)
            break;
        struct str text = fit_atom_join(c->scratch, cut->atoms, i, j);
        if (!fit_lexicon_set(c->scratch, c->lexicon, WORD_KINDS, text) ||
            !is_cell(cut->atoms, i, j, cut->j, cell_break))
            continue;
        for (size_t k = 0; k < n; k++) {
            const struct word *w = fit_lexicon_find(c->scratch, c->lexicon, kinds[k], text);
            if (w) {
                best = (struct anchor){kinds[k], w, i, j};
                break;
            }
        }
    }
    return best;
}

// Anchors of a form, longest word first at each place.
static void find_anchors(struct cutter *c, struct cut *cut)
{
    // Before the table nothing is a total of points; below its heading nothing is a head label.
    static const enum word_kind above[] = {WORD_HEAD,
                                           WORD_FUNDS,
                                           WORD_SOURCE,
                                           WORD_GOAL,
                                           WORD_NOTE,
                                           WORD_CHROME,
                                           WORD_TASK,
                                           WORD_TASK_COLUMN,
                                           WORD_MANAGEMENT,
                                           WORD_MANAGEMENT_NAME,
                                           WORD_MANAGEMENT_COLUMN};
    static const enum word_kind below[] = {WORD_TOTAL, WORD_GRADE_LABEL, WORD_NOTE, WORD_SIGNER,
                                           WORD_CHROME};
    // The cells of the funds may stand closer together than those of the table.
    static const enum word_kind money[] = {WORD_SOURCE};
    const int cell_break = cut->atoms->cell_break;
    bool is_closer = cut->funds.n && cut->funds.gap_break < cell_break;
    size_t cap = 0;
    for (size_t i = cut->i; i < cut->j;) {
        struct anchor best = {0};
        bool is_below = i >= cut->headings[0].j;
        if (begins_cell(cut->atoms, i, cell_break))
            best = anchor_at(c, cut, i, cell_break, is_below ? below : above,
                             is_below ? LENGTH_OF(below) : LENGTH_OF(above));
        if (!best.word && is_closer && i >= cut->funds.j && i < cut->headings[0].i &&
            begins_cell(cut->atoms, i, cut->funds.gap_break))
            best = anchor_at(c, cut, i, cut->funds.gap_break, money, LENGTH_OF(money));
        if (!best.word) {
            i++;
            continue;
        }
        MEM_PUSH(c->mem, cut->anchors, cut->n_anchors, cap);
        cut->anchors[cut->n_anchors - 1] = best;
        i = best.j;
    }
}

// The funds heading: two amounts or more in one run, before the table.
static void find_funds(struct cutter *c, struct cut *cut)
{
    size_t end = cut->n_headings ? cut->headings[0].i : cut->j;
    for (size_t i = cut->i; i < end; i++) {
        size_t j;
        const struct word *w = match(c, WORD_FUNDS, i, end, true, &j);
        if (!w || w->id == FUNDS_LABEL || w->id == FUNDS_SCORE || w->id == FUNDS_WEIGHT)
            continue;
        struct heading h = {.i = i};
        size_t cap = 0;
        extend_right(c, &h, &cap, WORD_FUNDS, i, end);
        if (calibrate(c->atoms, &h) == BREAK_GAP)
            stack_heading(c, &h, &cap, WORD_FUNDS, cut->i);
        int amounts = has_column(&h, FUNDS_INITIAL) + has_column(&h, FUNDS_ADJUSTED) +
                      has_column(&h, FUNDS_EXECUTED) + has_column(&h, FUNDS_RATE);
        if (amounts >= 2) {
            h.cells = c->atoms->at[i].cells;
            h.gap_break = calibrate(c->atoms, &h);
            cut->funds = h;
            return;
        }
        i = j - 1;
    }
}

// The heading of values that stands before one of names alone.
static void find_values(struct cutter *c, struct cut *cut)
{
    if (has_column(&cut->headings[0], COLUMN_TARGET) ||
        has_column(&cut->headings[0], COLUMN_ACTUAL))
        return;
    for (size_t i = cut->funds.n ? cut->funds.j : cut->i; i < cut->headings[0].i; i++) {
        struct heading h = {.i = i};
        size_t j, cap = 0;
        const struct word *w = match(c, WORD_TABLE, i, cut->headings[0].i, false, &j);
        if (!w || (w->id != COLUMN_TARGET && w->id != COLUMN_ACTUAL && w->id != COLUMN_WEIGHT))
            continue;
        extend_right(c, &h, &cap, WORD_TABLE, i, cut->headings[0].i);
        if (h.n >= 3 && has_column(&h, COLUMN_ACTUAL)) {
            h.cells = c->atoms->at[i].cells;
            h.gap_break = calibrate(c->atoms, &h);
            cut->values = h;
            return;
        }
    }
}

// Where the head of the form of this heading begins: its project label (or what stands for it),
// moved back over title and year; `after` is the end of the table before. SIZE_MAX: no new head.
static size_t form_start(struct cutter *c, size_t after, size_t heading)
{
    size_t start = SIZE_MAX;
    for (size_t i = after; i < heading && start == SIZE_MAX; i++) {
        size_t j;
        const struct word *w = match(c, WORD_HEAD, i, heading, false, &j);
        if (w && (w->id == HEAD_PROJECT || w->id == HEAD_DEPARTMENT_SCOPE) &&
            is_cell(c->atoms, i, j, heading, c->atoms->cell_break))
            start = i;
    }
    if (start == SIZE_MAX)
        return SIZE_MAX;
    size_t best = start;
    for (size_t i = start; i-- > after && start - i <= 24;) {
        struct str s = c->atoms->at[i].text;
        bool is_title = false;
        for (size_t k = 0; k < c->lexicon->lists[LIST_TITLES].n; k++)
            is_title |= str_has(s, c->lexicon->lists[LIST_TITLES].at[k]);
        if (is_title || is_year_line(s) || str_starts(s, STR("附表")) || str_starts(s, STR("附件")))
            best = i;
    }
    return best;
}

// Puts the lines of wrapped cells together, for every heading that itself goes over several lines.
static void unwrap(struct cutter *c, const struct heading *headings, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        const struct heading *h = &headings[k];
        const struct heading_word *last = &h->at[h->n - 1];
        if (h->gap_break != BREAK_CELL || h->at[0].line == c->atoms->at[last->j - 1].line)
            continue;
        size_t i = h->i, end = k + 1 < n ? headings[k + 1].i : c->atoms->n;
        while (i > 0 && c->atoms->at[i].before < BREAK_LINE)
            i--;
        // Lines as wide as the first line of the heading are rows by themselves.
        size_t lines = 0, alike = 0;
        for (size_t m = h->j; m < end; m = fit_cut_line_end(c->atoms, m, end)) {
            lines++;
            alike += c->atoms->at[m].cells == c->atoms->at[i].cells;
        }
        if (2 * alike >= lines)
            continue;
        int tabs = 0;
        for (size_t m = i; m < h->j; m = fit_cut_line_end(c->atoms, m, c->atoms->n))
            tabs += c->atoms->at[m].cells - 1;
        fit_unwrap(c->scratch, c->lexicon, c->atoms, i, end, tabs + 1);
    }
}

struct cut *fit_cut(struct mem *mem, struct mem *scratch, const struct lexicon *lexicon,
                    struct atoms *atoms, size_t *n)
{
    struct cutter c = {mem, scratch, lexicon, atoms};
    size_t n_headings;
    struct heading *headings = find_headings(&c, &n_headings);
    if (!n_headings && is_glued(&c)) {
        c.atoms = fit_atom_cut(mem, lexicon, atoms, 0, atoms->n);
        headings = find_headings(&c, &n_headings);
    }
    *n = 0;
    if (!n_headings)
        return NULL;
    unwrap(&c, headings, n_headings);
    c.atoms->cell_break = headings[0].gap_break;
    c.atoms = split_labels(&c);
    headings = find_headings(&c, &n_headings);
    struct cut *cuts = NULL;
    size_t cap = 0, after = 0;
    for (size_t k = 0; k < n_headings; k++) {
        size_t start = *n ? form_start(&c, after, headings[k].i) : 0;
        after = headings[k].j;
        if (start == SIZE_MAX) { // the heading repeats: the form goes on
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
        find_funds(&c, &cuts[k]);
        find_anchors(&c, &cuts[k]);
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
