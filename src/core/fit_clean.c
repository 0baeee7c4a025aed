// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_clean: the atoms of a table without what is no cell.
//
// Before decoding, the table loses headings that repeat after a page break, page marks, titles and
// lines of the template left without text (these go to the form, for rule H35). A class name torn
// over lines becomes one atom, with its points. A cell that goes on in a line of its own, in a row
// as wide as the heading, is put behind its first part.
#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_decode.h"
#include "core/fit_lexicon.h"
#include "core/fit_noise.h"
#include "core/fit_number.h"
#include "core/fit_page.h"
#include "core/fit_piece.h"
#include "core/fit_reader.h"
#include "core/fit_tight.h"
#include "core/fit_torn.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum { WORDS_LEAST = 12, LABEL_ATOMS = 4, TORN_LEAST = 3, WRAP_SHARE = 8 };

// Points in brackets and nothing else: (30分).
static bool is_points(struct reader *r, struct str s)
{
    if (s.len < 5 || s.ptr[0] != '(' || !str_ends(s, STR("分)")))
        return false;
    size_t n = fit_number_length(r->lexicon, str_slice(s, 1, s.len), false);
    return n && n + 1 + STR("分)").len == s.len;
}

// Are the cells i..j a first-level class and a second-level one (产出 / 数量), which spell a third
// together? Where cells stand apart, each of them is one.
static bool is_two_classes(struct reader *r, const struct atoms *atoms, size_t i, size_t j)
{
    for (size_t k = i + 1; k < j; k++)
        if (atoms->at[k].before == atoms->cell_break &&
            fit_lexicon_find(r->scratch, r->lexicon, WORD_CLASS1,
                             fit_atom_join(r->scratch, atoms, i, k)) &&
            fit_lexicon_find(r->scratch, r->lexicon, WORD_CLASS2,
                             fit_atom_join(r->scratch, atoms, k, j)))
            return true;
    return false;
}

// How many atoms from i make one class name with its points: 可持续影 / 响指标, (30分) / 效益指标.
// The joined text goes to *text. 0 if atoms i, i + 1 … are none.
static size_t class_atoms(struct reader *r, const struct atoms *atoms, size_t i, size_t end,
                          struct str *text)
{
    size_t best = 0;
    const size_t used = mem_used(r->scratch);
    uint32_t state = fit_atom_state(r->lexicon, &atoms->at[i]);
    const bool has_points = is_points(r, atoms->at[i].text);
    for (size_t n = 2; (state != LEXICON_NONE || has_points) && n <= 5 && i + n <= end &&
                       atoms->at[i + n - 1].before <= BREAK_LINE;
         n++) {
        const int apart = atoms->is_off_page ? BREAK_BLANK : BREAK_GAP;
        if (atoms->at[i + n - 1].before >= apart && atoms->cell_break == BREAK_GAP)
            break; // in columns a gap parts the levels, and fit_layout knows what stands below
        state = fit_lexicon_go(r->lexicon, state, atoms->at[i + n - 1].text);
        if (state == LEXICON_NONE && !has_points)
            break;
        const uint32_t classes = 1u << WORD_CLASS1 | 1u << WORD_CLASS2;
        if (state != LEXICON_LOOSE && !has_points &&
            !(fit_lexicon_kinds_at(r->scratch, r->lexicon, state, STR_NONE) & classes))
            continue; // no class yet
        struct str joined = fit_atom_join(r->scratch, atoms, i, i + n);
        if (str_count(joined) > 24)
            break;
        bool grows = fit_lexicon_is_class(r->scratch, r->lexicon, joined) &&
                     !is_two_classes(r, atoms, i, i + n);
        if (!grows && has_points) {
            joined = buf_print(r->mem, "%.*s%.*s",
                               STR_FMT(fit_atom_join(r->scratch, atoms, i + 1, i + n)),
                               STR_FMT(atoms->at[i].text));
            grows = fit_lexicon_is_class(r->scratch, r->lexicon, joined);
        }
        if (grows) {
            best = n;
            *text = str_copy(r->mem, joined);
        }
    }
    if (!best)
        mem_back(r->scratch, used);
    return best;
}

// A line that is only the name of the unit or of its department, as the foot of a page repeats it.
static bool is_running_title(const struct reader *r, struct str line)
{
    const struct form *f = r->form;
    return (f->unit.text.len && str_eq(line, f->unit.text)) ||
           (f->department.text.len && str_eq(line, f->department.text));
}

// The last heading that begins at atom i or before; NULL if there is none.
static const struct heading *heading_before(const struct cut *cut, size_t i)
{
    size_t from = 0, to = cut->n_headings;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (cut->headings[middle].top <= i)
            from = middle + 1;
        else
            to = middle;
    }
    return from ? &cut->headings[from - 1] : NULL;
}

// Atoms of the line i..j that are no cells: how many to leave out (0: none).
static size_t noise(struct reader *r, const struct atoms *atoms, size_t i, size_t end)
{
    const struct heading *heading = heading_before(r->cut, i);
    if (heading && i < heading->j)
        return heading->j - i;
    bool begins = fit_cut_begins_line(atoms, i);
    if (!begins && !(i && fit_noise_remains(r->lexicon, atoms->at[i].text)))
        return 0;
    size_t j = fit_cut_line_end(atoms, i, end);
    struct str line = fit_atom_join(r->scratch, atoms, i, j);
    if (fit_noise_remains(r->lexicon, line)) {
        fit_reader_remains(r, line);
        return j - i;
    }
    if (begins && is_running_title(r, line))
        return j - i;
    if (begins && (fit_page_is_mark(r->scratch, atoms, i, j) || fit_noise_specks(atoms, i, j)))
        return j - i;
    return begins && fit_noise_title(r->lexicon, line) ? j - i : 0;
}

// Does the line i..j, as wide as the heading, only go on cells of the row above, which begins at
// atom row_from (name, reason, class)?
static bool continues_row(struct reader *r, const struct atoms *atoms, size_t i, size_t j,
                          size_t row_from)
{
    const struct heading *h = r->heading;
    if (h->cells < 4 || atoms->at[i].cells != h->cells || i == row_from ||
        atoms->at[row_from].cells != h->cells)
        return false;
    for (size_t k = i; k < j; k++) {
        int column = -1;
        for (size_t c = 0; c < h->n; c++)
            if (atoms->at[k].cell == h->at[c].cell)
                column = h->at[c].column;
        if (column != COLUMN_LEVEL1 && column != COLUMN_LEVEL2 && column != COLUMN_LEVEL3 &&
            column != COLUMN_REASON)
            return false;
        bool above = false;
        for (size_t m = row_from; m < i && !above; m++)
            above = atoms->at[m].cell == atoms->at[k].cell;
        struct str s = atoms->at[k].text;
        bool whole_class = (column == COLUMN_LEVEL1 || column == COLUMN_LEVEL2) &&
                           fit_lexicon_is_class(r->scratch, r->lexicon, s);
        if (!above || whole_class)
            return false;
    }
    return true;
}

// A cell that goes on in a line of its own is put behind its first part.
static void fold_lines(struct reader *r, struct atoms *atoms)
{
    size_t row_from = 0;
    for (size_t i = 0; i < atoms->n;) {
        size_t j = fit_cut_line_end(atoms, i, atoms->n);
        if (!continues_row(r, atoms, i, j, row_from)) {
            row_from = i;
            i = j;
            continue;
        }
        for (; i < j; i++) {
            struct atom a = atoms->at[i];
            a.before = BREAK_BLANK;
            size_t m = i;
            for (; m > row_from && atoms->at[m - 1].cell > a.cell; m--)
                atoms->at[m] = atoms->at[m - 1];
            atoms->at[m] = a;
        }
    }
}

// Is the line i..j as wide as the heading but for blank cells at its end, which nobody printed?
// Then every column of points has a figure, and the names' column has print.
static bool is_trimmed(struct reader *r, const struct atoms *atoms, size_t i, size_t j)
{
    const struct heading *h = r->heading;
    size_t points = 0;
    bool named = false;
    for (size_t k = 0; k < h->n; k++) {
        int column = h->at[k].column;
        bool scores = column == COLUMN_WEIGHT || column == COLUMN_SCORE;
        if (!scores && column != COLUMN_LEVEL3)
            continue;
        size_t at = i;
        while (at < j && atoms->at[at].cell != h->at[k].cell)
            at++;
        if (at == j)
            return false;
        size_t end = fit_atom_cell_end(atoms, at, j);
        struct content c =
            fit_value_read(r->scratch, r->lexicon, fit_atom_join(r->scratch, atoms, at, end));
        if (scores && !(c.flags & CONTENT_NUMBER))
            return false;
        points += scores;
        named |= !scores && !(c.flags & (CONTENT_NUMBER | CONTENT_QUANTITY));
    }
    return named && points == 2;
}

// Gives lines whose blank cells at the end were cut off all their cells.
static void pad_lines(struct reader *r, struct atoms *atoms)
{
    for (size_t i = 0, j; i < atoms->n; i = j) {
        j = fit_cut_line_end(atoms, i, atoms->n);
        if (atoms->at[i].cells >= r->heading->cells || !is_trimmed(r, atoms, i, j))
            continue;
        for (size_t k = i; k < j; k++)
            atoms->at[k].cells = r->heading->cells;
    }
}

// How many cells of a line the pieces from `first` to `last` of one cell take too many. A remark in
// brackets has a cell of its own.
static int torn_cells(const struct atom *first, const struct atom *last)
{
    bool is_torn = first->line == last->line && !str_starts(last->text, STR("("));
    return is_torn ? last->cell - first->cell : 0;
}

// The last atom of `out` stands for several cells of its line: the line has so many fewer.
static void close_cells(struct atoms *out, int cells)
{
    int line = out->at[out->n - 1].line;
    for (size_t k = out->n; k-- > 0 && out->at[k].line == line;)
        out->at[k].cells -= cells;
}

// Is no word of the headings and labels torn where cells are, among enough of them to tell?
static bool is_whole(const struct reader *r)
{
    const struct cut *cut = r->cut;
    const struct heading *h = &cut->headings[0];
    size_t words = 0;
    bool torn = cut->atoms->cell_break != BREAK_BLANK && cut->atoms->cell_break != BREAK_LINE;
    for (size_t k = 0; k < h->n; k++, words++)
        torn |= h->at[k].j > h->at[k].i + 1;
    for (size_t k = 0; k < cut->funds.n; k++, words++)
        torn |= cut->funds.at[k].j > cut->funds.at[k].i + 1;
    for (size_t k = 0; k < cut->n_anchors; k++, words++)
        torn |= cut->anchors[k].j > cut->anchors[k].i + 1;
    return !torn && words >= WORDS_LEAST;
}

static bool is_over_line(const struct atoms *atoms, size_t i, size_t j)
{
    for (i++; i < j; i++)
        if (atoms->at[i].before >= BREAK_LINE)
            return true;
    return false;
}

// Do lines end inside the words of headings and labels, more than now and then?
static bool wraps(const struct reader *r)
{
    const struct cut *cut = r->cut;
    const struct heading *h = &cut->headings[0];
    size_t words = h->n + cut->funds.n + cut->n_anchors, torn = 0;
    for (size_t k = 0; k < h->n; k++)
        torn += is_over_line(cut->atoms, h->at[k].i, h->at[k].j);
    for (size_t k = 0; k < cut->funds.n; k++)
        torn += is_over_line(cut->atoms, cut->funds.at[k].i, cut->funds.at[k].j);
    for (size_t k = 0; k < cut->n_anchors; k++)
        torn += is_over_line(cut->atoms, cut->anchors[k].i, cut->anchors[k].j);
    return cut->atoms->cell_break == BREAK_BLANK && torn >= TORN_LEAST &&
           WRAP_SHARE * torn >= words;
}

// Pushes the cell that begins at atom i, its torn pieces joined. `closed`: cells of the line that
// went into others. How many atoms it takes, 0 for one as it stands.
static size_t push_cell(struct reader *r, const struct atoms *atoms, size_t i, int before,
                        int *closed, struct atoms *out)
{
    struct atom a = atoms->at[i];
    size_t n = class_atoms(r, atoms, i, r->rows_j, &a.text);
    out->is_whole &= !n;
    if (!n && (n = fit_piece_value(r, atoms, i, r->rows_j)) > 1)
        a.text = fit_atom_join(r->mem, atoms, i, i + n);
    out->is_whole &= n < 2;
    for (size_t k = i + 1; k < i + n && fit_piece_is_digits(atoms->at[k].text); k++)
        if (atoms->at[k].before >= BREAK_LINE)
            a.why = "why.torn";
    if (n)
        a.to = atoms->at[i + n - 1].to;
    a.after_gap = before >= BREAK_EMPTY_LINE; // which is but a line end inside a table
    a.before = a.after_gap ? BREAK_LINE : before;
    a.cell -= *closed;
    a.cells -= *closed;
    fit_atom_push(r->scratch, out, a);
    int torn = n > 1 ? torn_cells(&atoms->at[i], &atoms->at[i + n - 1]) : 0;
    if (torn) {
        close_cells(out, torn);
        *closed += torn;
    }
    return n;
}

// How many atoms at the top of the rows are a label beside the table (绩效指标) that a line end may
// break. A class follows it.
static size_t side_label(struct reader *r, const struct atoms *atoms, size_t i, size_t end)
{
    for (size_t n = 1; n <= LABEL_ATOMS && i + n < end; n++) {
        const struct word *w = fit_lexicon_find(r->scratch, r->lexicon, WORD_GOAL,
                                                fit_atom_join(r->scratch, atoms, i, i + n));
        for (size_t k = i + n + 1; w && k <= i + n + LABEL_ATOMS && k <= end; k++)
            if (fit_lexicon_is_class(r->scratch, r->lexicon,
                                     fit_atom_join(r->scratch, atoms, i + n, k)))
                return n;
    }
    return 0;
}

struct atoms *fit_clean_rows(struct reader *r)
{
    if (r->clean) // every source part looks at the table, the template's lines go once
        return r->clean;
    const struct atoms *atoms = r->cut->atoms;
    struct atoms *out = fit_atom_none(r->scratch, atoms);
    out->cap = r->rows_j > r->rows_i ? r->rows_j - r->rows_i : 0;
    out->at = MEM_ARRAY(r->scratch, out->cap, struct atom);
    out->is_whole = is_whole(r);
    out->wraps = wraps(r);
    int decimals = fit_tight_decimals(r->lexicon, atoms, r->rows_i, r->rows_j);
    int before = BREAK_NONE, closed = 0; // cells of the line that went into others
    for (size_t i = r->rows_i + side_label(r, atoms, r->rows_i, r->rows_j); i < r->rows_j;) {
        if (atoms->at[i].before > before)
            before = atoms->at[i].before;
        if (atoms->at[i].before >= BREAK_LINE)
            closed = 0;
        size_t n = noise(r, atoms, i, r->rows_j);
        const struct atom *at = &atoms->at[i];
        if (!n && at->cells == r->heading->cells && at->cells > 2 &&
            at->cell < r->heading->at[0].cell)
            n = 1; // a label turned on its side, left of the table
        if (n) {
            i += n;
            continue;
        }
        size_t first = out->n;
        n = fit_tight_cut(r, atoms, i, r->rows_j, decimals, out);
        if (n) {
            out->at[first].after_gap = before >= BREAK_EMPTY_LINE;
            out->at[first].before = out->at[first].after_gap ? BREAK_LINE : before;
            before = BREAK_NONE;
            i += n;
            continue;
        }
        n = push_cell(r, atoms, i, before, &closed, out);
        before = BREAK_NONE;
        i += n ? n : 1;
    }
    if (atoms->cell_break == BREAK_CELL && r->heading->cells > 2) {
        fit_torn_rows(r, out);
        pad_lines(r, out);
    }
    if (atoms->cell_break == BREAK_CELL)
        fold_lines(r, out);
    return r->clean = out;
}
