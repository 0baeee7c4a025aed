// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_funds: the lines of money, read under their heading.
//
// A line begins with a source (年度资金总额, 其中:当年财政拨款, any name that ends like one before
// figures) and holds figures up to the next source or the end of its line; fit_place tells which
// column each stands in. Values first and labels later are matched by order. A column that the
// heading must have and none of its known words names is missing where one word is unknown.
#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_number.h"
#include "core/fit_place.h"
#include "core/fit_reader.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum { TORN_MOST = 3 };

struct funds {
    struct reader *r;
    const struct atoms *atoms;
    const struct heading *h;
    struct money_line *lines;
    size_t n, cap;
    size_t end;
    struct places places;
    bool is_left;        // a figure stands in no column of the heading
    size_t figure_lines; // that stand on lines of their own before the labels
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_figure(struct funds *f, size_t i)
{
    size_t j = fit_atom_cell_end(f->atoms, i, f->end > i ? f->end : i + 1);
    struct content c =
        fit_value_read(f->r->scratch, f->r->lexicon, fit_atom_join(f->r->scratch, f->atoms, i, j));
    return c.flags & (CONTENT_NUMBER | CONTENT_DASH);
}

static bool in_one_line(const struct funds *f)
{
    return fit_reader_in_one_line(f->r) || f->atoms->cell_break == BREAK_LINE ||
           f->atoms->cell_break == BREAK_NONE;
}

// Do the atoms i..j, j at most, spell the name of a source outside the table, before figures?
static bool is_named_source(struct funds *f, size_t i, size_t j)
{
    struct str s = fit_atom_join(f->r->scratch, f->atoms, i, j);
    while (str_ends(s, STR(":")))
        s = str_slice(s, 0, s.len - 1);
    bool figures = j + 1 < f->end && is_figure(f, j) &&
                   fit_atom_cell_end(f->atoms, j, f->end) < f->end &&
                   is_figure(f, fit_atom_cell_end(f->atoms, j, f->end));
    bool is_line =
        f->n < f->figure_lines && !fit_lexicon_find(f->r->scratch, f->r->lexicon, WORD_FUNDS, s) &&
        fit_reader_begins_line(f->r, i) && (j == f->end || fit_reader_begins_line(f->r, j));
    bool ends = fit_lexicon_end(f->r->lexicon, LIST_SOURCE_ENDS, s).len &&
                ((j < f->end && is_figure(f, j)) || is_line);
    return str_count(s) >= 3 && str_count(s) <= 20 && (ends || figures) &&
           str_is_han(str_next(&(struct str){s.ptr, s.len})) &&
           !fit_value_read(f->r->scratch, f->r->lexicon, s).number.len;
}

// The end of the named source that begins at atom i, torn at blanks (市 | 级资金) or not; i if
// there is none.
static size_t named_source(struct funds *f, size_t i)
{
    for (size_t j = i + 1; j <= i + TORN_MOST && j <= f->end; j++) {
        if (j > i + 1 && (f->atoms->at[j - 1].before > BREAK_BLANK || is_figure(f, j - 1) ||
                          fit_cut_at(f->r->cut, j - 1)))
            return i;
        if (is_named_source(f, i, j))
            return j;
    }
    return i;
}

// The source that a torn label spells behind 其中:, or NULL.
static const struct word *known_source(struct funds *f, size_t i, size_t j)
{
    struct str s = fit_atom_join(f->r->scratch, f->atoms, i, j);
    struct str head = fit_lexicon_head(f->r->lexicon, LIST_SOURCE_HEADS, s);
    return fit_lexicon_find(f->r->scratch, f->r->lexicon, WORD_SOURCE,
                            str_slice(s, head.len, s.len));
}

static void find_lines(struct funds *f)
{
    const struct cut *cut = f->r->cut;
    for (size_t i = f->h->j; i < f->end;) {
        const struct anchor *a = fit_cut_at(cut, i);
        if (a && (a->kind == WORD_GOAL || a->kind == WORD_TASK || a->kind == WORD_MANAGEMENT)) {
            f->end = i;
            break;
        }
        const struct word *w = a && a->kind == WORD_SOURCE ? a->word : NULL;
        size_t j = a ? a->j : i + 1;
        if (!w && a && a->kind == WORD_TOTAL) // 合计 is a total of money here
            w = fit_lexicon_find(f->r->scratch, f->r->lexicon, WORD_SOURCE, a->word->text);
        size_t named = w ? i : named_source(f, i);
        if (named > i) {
            j = named;
            w = known_source(f, i, j);
        }
        if (w || named > i) {
            MEM_PUSH(f->r->scratch, f->lines, f->n, f->cap);
            f->lines[f->n - 1] = (struct money_line){w ? w->name : STR("other-named"), i, j, j, j};
        }
        i = j;
    }
    for (size_t k = 0; k < f->n; k++) {
        struct money_line *line = &f->lines[k];
        size_t stop = k + 1 < f->n ? f->lines[k + 1].label_i : f->end;
        size_t j = line->i;
        while (j < stop && (in_one_line(f) || !fit_reader_begins_line(f->r, j))) {
            const struct anchor *a = fit_cut_at(cut, j);
            if (a && a->kind != WORD_SOURCE && a->kind != WORD_TOTAL)
                break;
            j++;
        }
        // What follows the figures on a shared line (其中:, 项目资金) is no figure.
        while (in_one_line(f) && j > line->i && !is_figure(f, j - 1) &&
               !str_ends(f->atoms->at[j - 1].text, STR(".")))
            j--;
        line->j = j;
    }
}

// A whole number that ends with a point, before a cell that begins with digits (31. | 35): both are
// pieces of one number, or the point is a speck.
static bool is_torn_at_point(const struct funds *f, const struct figure *p, size_t k, size_t n)
{
    if (k + 1 >= n)
        return false;
    struct str left = fit_atom_join(f->r->scratch, f->atoms, p[k].i, p[k].j);
    struct str right = f->atoms->at[p[k + 1].i].text;
    return left.len > 1 && str_find(left, STR(".")) == (ptrdiff_t)left.len - 1 &&
           is_digit(left.ptr[left.len - 2]) && right.len && is_digit(right.ptr[0]);
}

static struct cell *cell_of(struct fund *fund, int column)
{
    switch (column) {
    case FUNDS_INITIAL:
        return &fund->initial;
    case FUNDS_ADJUSTED:
        return &fund->adjusted;
    case FUNDS_RECEIVED:
        return &fund->received;
    case FUNDS_EXECUTED:
        return &fund->executed;
    case FUNDS_RATE:
        return &fund->rate;
    case FUNDS_WEIGHT:
        return &fund->weight;
    case FUNDS_SCORE:
        return &fund->score;
    default:
        return NULL;
    }
}

static bool is_speck(char c)
{
    return strchr(")(.,'`~;:", c) != NULL;
}

// One printed figure. Specks after it are dropped; a second cell with digits makes it torn.
static struct cell read_figure(struct funds *f, size_t i, size_t j)
{
    struct reader *r = f->r;
    struct cell cell = fit_atom_cell(r->mem, r->sheet, f->atoms, i, j);
    struct content c = fit_value_read(r->mem, r->lexicon, cell.text);
    bool torn = false, odd = false;
    for (size_t k = i; k < j; k++) {
        odd |= f->atoms->at[k].is_odd;
        bool is_digits = f->atoms->at[k].text.len && is_digit(f->atoms->at[k].text.ptr[0]);
        torn |= k > i && f->atoms->at[k].before >= BREAK_CELL && is_digits;
    }
    // Specks of the print behind a figure, in its cell or in the next: 0.00) and 0.00 | ).
    for (struct str cut = cell.text; !c.number.len && !(c.flags & CONTENT_DASH) && cut.len > 1 &&
                                     is_speck(cut.ptr[cut.len - 1]);) {
        cut.len--;
        c = fit_value_read(r->mem, r->lexicon, cut);
    }
    if (c.flags & CONTENT_DASH) {
        cell.state = CELL_DASH;
        cell.text = STR_NONE;
        return cell;
    }
    if (!c.number.len) {
        cell.state = CELL_MISSING;
        cell.why = odd ? "why.hidden_signs" : "why.no_number";
        cell.text = STR_NONE;
        return cell;
    }
    bool is_per = str_has(c.unit, STR("/")); // 1/3 is no 1
    if (is_per || str_starts(c.number, STR("-"))) {
        cell.text = is_per ? cell.text : c.number;
        cell.state = CELL_DOUBTFUL;
        cell.why = is_per ? "why.no_number" : "why.negative";
        return cell;
    }
    cell.text = c.number;
    struct dec d;
    if (torn || c.flags & CONTENT_DAMAGED) {
        cell.state = CELL_DOUBTFUL;
        cell.why = torn ? "why.torn_number" : "why.damaged";
    } else if (dec_read(&d, fit_number_digits(r->scratch, c.number)) != RC_OK) {
        cell.state = CELL_MISSING;
        cell.text = STR_NONE;
        cell.why = "why.too_long";
    }
    return cell;
}

static void read_line(struct funds *f, const struct money_line *line, struct fund *fund)
{
    struct placed in;
    fit_place_line(&f->places, line, &in);
    const struct figure *p = in.at;
    const size_t n = in.n;
    for (size_t k = 0; k < n; k++)
        f->is_left |= p[k].column < 0;
    for (size_t c = 0; c < f->h->n; c++) {
        struct cell *cell = cell_of(fund, f->h->at[c].column);
        size_t i = SIZE_MAX, j = 0;
        bool torn = false;
        for (size_t k = 0; k < n && in.is_known; k++)
            if (p[k].column == (int)c) {
                i = i == SIZE_MAX ? p[k].i : i;
                j = p[k].j;
                torn |= is_torn_at_point(f, p, k, n) || (k && is_torn_at_point(f, p, k - 1, n));
            }
        if (!cell)
            continue;
        if (i != SIZE_MAX)
            *cell = read_figure(f, i, j);
        if (torn && cell->state == CELL_READ) {
            cell->state = CELL_MISSING;
            cell->why = "why.torn_number";
            cell->text = STR_NONE;
        }
        if (i != SIZE_MAX)
            continue;
        if (!in.is_known || (!n && !in.has_blanks) || (int)c >= in.lost)
            *cell = (struct cell){.state = CELL_MISSING, .why = n ? "why.count" : "why.not_there"};
        else if (in.has_blanks)
            *cell = (struct cell){.state = CELL_EMPTY};
    }
    if (!in.is_known) // the heading may have lost a word: what it does not name is not known either
        for (int column = FUNDS_INITIAL; column < FUNDS_COLUMNS; column++) {
            struct cell *cell = column == FUNDS_RECEIVED ? NULL : cell_of(fund, column);
            if (cell && cell->state == CELL_ABSENT)
                *cell = (struct cell){.state = CELL_MISSING, .why = "why.count"};
        }
}

static void count_figure_lines(struct funds *f)
{
    for (size_t i = f->h->j; i < f->end && fit_reader_begins_line(f->r, i) && is_figure(f, i);
         i = fit_cut_line_end(f->atoms, i, f->end))
        f->figure_lines++;
}

// Figures that stand before the labels: line k of figures belongs to source k.
static void values_first(struct funds *f)
{
    if (!f->n || f->lines[0].j > f->lines[0].i || in_one_line(f))
        return;
    size_t first = f->lines[0].label_i, n = 0;
    for (size_t i = f->h->j, j; i < first && is_figure(f, i); i = j, n++) {
        j = fit_cut_line_end(f->atoms, i, first);
        if (n < f->n) {
            f->lines[n].i = i;
            f->lines[n].j = j;
        }
    }
    for (size_t k = 0; k < f->n && n && n != f->n; k++)
        f->lines[k].i = f->lines[k].j = 0;
}

// A column in which one line is torn into the next cell: a figure of fewer decimals than the other
// lines have may have lost its end there.
static void doubt_torn_columns(struct funds *f)
{
    struct form *form = f->r->form;
    for (size_t c = 0; c < f->h->n; c++) {
        bool torn = false;
        int most = 0;
        for (size_t k = 0; k < form->n_funds; k++) {
            struct cell *cell = cell_of(&form->funds[k], f->h->at[c].column);
            struct dec d;
            torn |= cell && cell->state == CELL_DOUBTFUL &&
                    str_eq_c(str_of(cell->why), "why.torn_number");
            if (cell && cell->state == CELL_READ && form_number(&d, cell) && d.scale > most)
                most = d.scale;
        }
        for (size_t k = 0; k < form->n_funds && torn; k++) {
            struct cell *cell = cell_of(&form->funds[k], f->h->at[c].column);
            struct dec d;
            if (cell && cell->state == CELL_READ && form_number(&d, cell) && d.scale < most) {
                cell->state = CELL_DOUBTFUL;
                cell->why = "why.torn_number";
            }
        }
    }
}

// Which column an unknown word stands for is not known, so that the figures of budget and execution
// may be there.
static void miss_columns(struct funds *f)
{
    bool has[FUNDS_UNKNOWN + 1] = {false};
    size_t unknown = 0;
    struct form *form = f->r->form;
    for (size_t c = 0; c < f->h->n; c++) {
        has[f->h->at[c].column] = true;
        unknown += f->h->at[c].column == FUNDS_UNKNOWN;
    }
    if (!has[FUNDS_UNKNOWN] && !f->is_left)
        return;
    for (size_t k = 0; k < form->n_funds; k++) {
        struct fund *fund = &form->funds[k];
        const struct cell lost = {.state = CELL_MISSING, .why = "why.heading"};
        if (!has[FUNDS_ADJUSTED] && !has[FUNDS_INITIAL])
            fund->adjusted = lost;
        if (!has[FUNDS_ADJUSTED] && !has[FUNDS_INITIAL] && unknown > 1)
            fund->initial = lost;
        if (!has[FUNDS_EXECUTED])
            fund->executed = lost;
    }
}

// ---- figures behind their words, without a heading: 预算数 100 执行数 90 ----

// Is the anchor a column of money or points with its figure behind it?
static bool is_pair(struct funds *f, const struct anchor *a)
{
    return a->kind == WORD_FUNDS && a->word->id > FUNDS_LABEL && a->word->id < FUNDS_COLUMNS &&
           a->j < f->end && f->atoms->at[a->j].before < BREAK_LINE && is_figure(f, a->j);
}

// The source that stands before the pair in its line; the whole where none does.
static void begin_pairs(struct funds *f, const struct anchor *pair, struct fund *fund)
{
    const size_t i = fit_cut_line_begin(f->atoms, pair->i, f->r->cut->i);
    const struct anchor *source = fit_cut_find(f->r->cut, WORD_SOURCE, i, pair->i);
    fund->source = source ? source->word->name : STR("total");
    if (source)
        fund->name = fit_atom_cell(f->r->mem, f->r->sheet, f->atoms, source->i, source->j);
}

// Money that is told in pairs of word and figure, a line or several: without a heading nothing says
// that they are all, or what they are of.
static void read_pairs(struct funds *f)
{
    const struct cut *cut = f->r->cut;
    struct form *form = f->r->form;
    struct fund *fund = NULL;
    size_t pairs = 0, amounts = 0, line = SIZE_MAX;
    for (size_t k = 0; k < cut->n_anchors; k++) {
        bool is_one = is_pair(f, &cut->anchors[k]);
        pairs += is_one;
        amounts += is_one && cut->anchors[k].word->id <= FUNDS_EXECUTED;
    }
    if (amounts < 2)
        return;
    form->funds = MEM_ARRAY(f->r->mem, pairs, struct fund);
    for (size_t k = 0; k < cut->n_anchors; k++) {
        const struct anchor *a = &cut->anchors[k];
        if (!is_pair(f, a))
            continue;
        size_t begin = fit_cut_line_begin(f->atoms, a->i, cut->i);
        if (!fund || (begin != line && cell_of(fund, a->word->id)->state)) {
            fund = &form->funds[form->n_funds++];
            *fund = (struct fund){0};
            begin_pairs(f, a, fund);
        }
        line = begin;
        struct cell *cell = cell_of(fund, a->word->id);
        *cell = read_figure(f, a->j, fit_atom_cell_end(f->atoms, a->j, f->end));
        if (cell->state == CELL_READ) {
            cell->state = CELL_DOUBTFUL;
            cell->why = "why.pairs";
        }
    }
}

void fit_funds_read(struct reader *r)
{
    struct atoms own = *r->cut->atoms; // the cells of the funds may stand closer together
    struct funds f = {.r = r, .atoms = &own, .h = &r->cut->funds};
    if (!f.h->n) {
        f.end = fit_cut_table(r->cut);
        read_pairs(&f);
        return;
    }
    if (f.h->gap_break < own.cell_break)
        own.cell_break = f.h->gap_break;
    own.cell_break = fit_atom_figure_break(&own);
    f.end = fit_cut_table(r->cut);
    count_figure_lines(&f);
    find_lines(&f);
    values_first(&f);
    f.places = (struct places){.r = r, .atoms = f.atoms, .h = f.h};
    fit_place_manner(&f.places, f.lines, f.n);
    struct form *form = r->form;
    form->funds = MEM_ARRAY(r->mem, f.n, struct fund);
    bool has_total = false;
    for (size_t k = 0; k < f.n; k++) {
        const struct money_line *line = &f.lines[k];
        bool is_total = str_eq_c(line->source, "total");
        if (is_total && has_total) // a total line twice is a line of another table
            continue;
        has_total |= is_total;
        struct fund *fund = &form->funds[form->n_funds++];
        fund->source = line->source;
        fund->name = fit_atom_cell(r->mem, r->sheet, f.atoms, line->label_i, line->label_j);
        while (str_ends(fund->name.text, STR(":")))
            fund->name.text = str_slice(fund->name.text, 0, fund->name.text.len - 1);
        read_line(&f, line, fund);
    }
    doubt_torn_columns(&f);
    miss_columns(&f);
}
