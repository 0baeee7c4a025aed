// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_foot: where the rows end, and what stands below them: total, grade, notes.
//
// The rows end at the total line, the grade or the first label of the foot. Where the label of the
// total is lost, a line of lone figures before the foot, or one with 100 under the weights and a
// figure under the scores, is the total line. A form without any of these is cut off: its total and
// grade are missing.
#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cell.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_number.h"
#include "core/fit_reader.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

// Is the cell at atom i a figure or a dash?
static bool is_figure(struct reader *r, size_t i)
{
    size_t j = fit_atom_cell_end(r->cut->atoms, i, r->cut->j);
    struct content c =
        fit_value_read(r->scratch, r->lexicon, fit_atom_join(r->scratch, r->cut->atoms, i, j));
    return c.flags & (CONTENT_NUMBER | CONTENT_DASH);
}

// Does atom i stand before the names' column, in a line as wide as the heading?
static bool stands_before_names(const struct reader *r, size_t i)
{
    const struct heading *h = &r->cut->headings[0];
    const struct atom *a = &r->cut->atoms->at[i];
    for (size_t k = 0; k < h->n && h->cells > 1 && a->cells == h->cells; k++)
        if (h->at[k].column == COLUMN_LEVEL3)
            return a->cell < h->at[k].cell;
    return false;
}

// Does atom i, which begins a line of a text in columns, stand right of the names: a piece of a
// reason, above or below the line of its row?
static bool stands_behind_names(const struct reader *r, size_t i)
{
    const struct heading *h = &r->cut->headings[r->cut->n_headings - 1];
    for (size_t k = 0; k < h->n && r->cut->atoms->cell_break == BREAK_GAP; k++)
        if (h->at[k].column == COLUMN_LEVEL3)
            return r->cut->atoms->at[i].col > h->at[k].col_end;
    return false;
}

// The column whose heading is this cell of its line; COLUMNS if it is none.
static int column_of(const struct heading *h, int cell)
{
    for (size_t k = 0; k < h->n; k++)
        if (h->at[k].cell == cell && h->at[k].column < COLUMNS)
            return h->at[k].column;
    return COLUMNS;
}

// Is the word at atom i the name of a row: in a line as wide as the heading, under the names'
// column, with a target, an actual and points beside it?
static bool is_name(struct reader *r, size_t i)
{
    const struct heading *h = &r->cut->headings[0];
    const struct atom *a = &r->cut->atoms->at[i];
    bool filled[COLUMNS] = {false}, is_wide = h->cells > 1 && a->cells == h->cells;
    size_t end = fit_cut_line_end(r->cut->atoms, i, r->cut->j);
    for (size_t k = i; k < end && is_wide; k++) {
        int column = column_of(h, r->cut->atoms->at[k].cell);
        struct content c = fit_value_read(r->scratch, r->lexicon, r->cut->atoms->at[k].text);
        if (column < COLUMNS && (column != COLUMN_LEVEL3 || k == i))
            filled[column] |= !(c.flags & CONTENT_DASH);
    }
    return filled[COLUMN_LEVEL3] && filled[COLUMN_TARGET] && filled[COLUMN_ACTUAL] &&
           (filled[COLUMN_WEIGHT] || filled[COLUMN_SCORE]);
}

// True if a total label at this anchor is one: a figure, the end of its line or another foot label
// follows.
static bool is_total(struct reader *r, const struct anchor *a)
{
    if (a->j >= r->cut->j)
        return true;
    const struct anchor *next = fit_cut_at(r->cut, a->j);
    return stands_before_names(r, a->i) || is_figure(r, a->j) || fit_reader_begins_line(r, a->j) ||
           (next && next->kind != WORD_SOURCE);
}

// The last atom from..to that is a class, begins its line, and has a figure at the end of some line
// behind it: rows go on up to there.
static size_t last_class(struct reader *r, size_t from, size_t to)
{
    const struct atoms *atoms = r->cut->atoms;
    bool has_figure = false;
    for (size_t i = to; i-- > from;) {
        has_figure |= is_figure(r, i) && (i + 1 == to || fit_cut_begins_line(atoms, i + 1));
        if (has_figure && fit_cut_begins_line(atoms, i) &&
            fit_lexicon_is_class(r->scratch, r->lexicon, atoms->at[i].text))
            return i;
    }
    return from;
}

static size_t rows_end(struct reader *r, const struct anchor **total)
{
    const struct cut *cut = r->cut;
    size_t from = cut->headings[cut->n_headings - 1].j;
    *total = NULL;
    size_t end = cut->j, rows = SIZE_MAX;
    for (size_t k = 0; k < cut->n_anchors; k++) {
        const struct anchor *a = &cut->anchors[k];
        if (a->i < from || (a->i >= end && (a->kind != WORD_TOTAL || *total)) || is_name(r, a->i))
            continue;
        bool is_first = fit_reader_begins_line(r, a->i);
        bool one_line = fit_reader_in_one_line(r);
        if (a->kind == WORD_TOTAL && is_total(r, a) &&
            (is_first || one_line || r->cut->atoms->at[a->i].cell > 1)) {
            *total = a;
            end = a->i < end ? a->i : end; // a foot label may stand before the total
        } else if (a->kind == WORD_GRADE_LABEL || a->kind == WORD_SIGNER ||
                   a->kind == WORD_CHROME) {
            if (is_first || one_line)
                end = a->i;
        } else if (a->kind == WORD_NOTE && (is_first || one_line) &&
                   !stands_behind_names(r, a->i)) {
            bool glued = a->j < cut->j && r->cut->atoms->at[a->j].before == BREAK_NONE;
            // 改进措施: may go on with a reason, where there are reasons.
            bool has_reasons = r->form->columns[COLUMN_REASON];
            bool may_be_cell = has_reasons && (r->cut->atoms->cell_break == BREAK_LINE || glued);
            if (has_reasons && rows == SIZE_MAX)
                rows = last_class(r, from, end);
            if ((!may_be_cell || str_count(a->word->text) <= 2) && (!has_reasons || a->i > rows))
                end = a->i;
        }
    }
    return end;
}

// The total line of a table as wide as its heading, whose label is lost: 100 under the weights, a
// figure under the scores, nothing under target and name. SIZE_MAX: none among the last lines.
static size_t total_by_columns(struct reader *r, size_t end)
{
    enum { LINES_BACK = 4 };
    const struct heading *h = &r->cut->headings[0];
    size_t from = r->cut->headings[r->cut->n_headings - 1].j, i = end;
    for (int line = 0; line < LINES_BACK && i > from; line++) {
        size_t j = i;
        do
            i--;
        while (i > from && !fit_reader_begins_line(r, i));
        bool weight = false, score = false, other = r->cut->atoms->at[i].cells != h->cells;
        for (size_t k = i; k < j; k++)
            for (size_t c = 0; c < h->n; c++) {
                if (r->cut->atoms->at[k].cell != h->at[c].cell)
                    continue;
                struct dec d;
                bool number = dec_read(&d, r->cut->atoms->at[k].text) == RC_OK;
                int column = h->at[c].column;
                weight |= column == COLUMN_WEIGHT && number && dec_eq(d, dec_int(100));
                score |= column == COLUMN_SCORE && number;
                other |= column == COLUMN_TARGET || column == COLUMN_LEVEL3;
            }
        if (weight && score && !other)
            return i;
    }
    return SIZE_MAX;
}

// Where every cell is a line: 100 and a figure at the end of more than one row are the total, for
// no row of several weighs 100. `end` if there is none.
static size_t total_by_lines(struct reader *r, size_t end)
{
    const struct heading *h = &r->cut->headings[0];
    size_t from = r->cut->headings[r->cut->n_headings - 1].j;
    const bool *columns = r->form->columns;
    if (!columns[COLUMN_WEIGHT] || !columns[COLUMN_SCORE] || end - from <= h->n + 2)
        return end;
    struct dec weight, score;
    return dec_read(&weight, r->cut->atoms->at[end - 2].text) == RC_OK &&
                   dec_read(&score, r->cut->atoms->at[end - 1].text) == RC_OK &&
                   dec_eq(weight, dec_int(100))
               ? end - 2
               : end;
}

// Lone figures on the last line before the foot: the total line whose label is lost. Where every
// cell is a line, the last figure is the last row's.
static size_t unlabelled_total(struct reader *r, size_t end)
{
    size_t i = end;
    size_t from = r->cut->headings[r->cut->n_headings - 1].j;
    while (i > from && !fit_reader_begins_line(r, i - 1))
        i--;
    if (r->cut->atoms->cell_break == BREAK_LINE)
        return total_by_lines(r, end);
    if (i <= from)
        return end;
    i--;
    for (size_t k = i; k < end; k++) {
        struct str s = r->cut->atoms->at[k].text;
        size_t at = s.len > 1 && s.ptr[0] == '.'; // 99 .78
        bool is_tail = s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
        if (!is_figure(r, k) && !is_tail && !str_ends(s, STR(".")))
            return end;
    }
    return end - i <= 4 ? i : end;
}

// A total of points has at most three digits before its point; more are figures run together.
static void doubt_long(struct cell *cell)
{
    size_t digits = 0;
    while (digits < cell->text.len && cell->text.ptr[digits] >= '0' &&
           cell->text.ptr[digits] <= '9')
        digits++;
    if (digits > 3 && cell->state == CELL_READ) {
        cell->state = CELL_DOUBTFUL;
        cell->why = "why.margin";
    }
}

// A figure or dash of the total line, false if the cell is none. What holds digits and is no number
// is a figure that cannot be read; so is anything in a column of points.
static bool total_figure(struct reader *r, struct cell *cell, size_t i, size_t j, bool is_points)
{
    struct content c = fit_value_read(r->mem, r->lexicon, cell->text);
    bool is_odd = false, has_digit = false;
    struct dec d;
    for (size_t k = i; k < j; k++)
        is_odd |= r->cut->atoms->at[k].is_odd;
    for (size_t k = 0; k < cell->text.len; k++)
        has_digit |= cell->text.ptr[k] >= '0' && cell->text.ptr[k] <= '9';
    if (c.flags & CONTENT_DASH) {
        cell->state = CELL_DASH;
    } else if (!(c.flags & CONTENT_NUMBER)) {
        cell->state = CELL_MISSING;
        cell->why = is_odd ? "why.hidden_signs" : "why.no_number";
    } else if (c.flags & CONTENT_DAMAGED) {
        cell->state = CELL_DOUBTFUL;
        cell->why = "why.damaged";
    } else if (dec_read(&d, fit_number_digits(r->scratch, c.number)) != RC_OK) {
        cell->state = CELL_MISSING;
        cell->why = "why.too_long";
    }
    if (cell->state == CELL_READ && str_starts(c.number, STR("-"))) {
        cell->state = CELL_DOUBTFUL;
        cell->why = "why.negative";
    }
    bool has_text = cell->state == CELL_READ || cell->state == CELL_DOUBTFUL;
    cell->text = has_text ? c.number : STR_NONE;
    return has_digit || is_points || c.flags & (CONTENT_NUMBER | CONTENT_DASH);
}

// A figure that is none that heng reads: 壹佰, ½, 三十, ∞, NaN.
static bool is_strange_figure(const struct reader *r, struct str text)
{
    static const char numerals[] = "零〇一二三四五六七八九十百千点";
    if (fit_number_is_strange(r->lexicon, text))
        return true;
    bool is_latin = true, is_han = true;
    for (struct str s = text; s.len;) {
        char sign[5] = {0};
        int32_t code = str_next(&s);
        str_encode(code, sign);
        is_latin &= !str_is_han(code);
        is_han &= strstr(numerals, sign) != NULL;
    }
    return text.len && (is_latin || is_han);
}

// The figures of a total line, in order; the column of each where the line is as wide as the
// heading.
struct figures {
    struct cell at[4];
    int column[4]; // COLUMNS where it is not known
    size_t n;
};

// Weight and score by their columns, if both have a figure. False if not.
static bool place_by_column(struct form *f, const struct figures *x)
{
    const struct cell *weight = NULL, *score = NULL;
    for (size_t k = 0; k < x->n; k++) {
        if (x->column[k] == COLUMN_WEIGHT)
            weight = &x->at[k];
        if (x->column[k] == COLUMN_SCORE)
            score = &x->at[k];
    }
    if (!weight || !score)
        return false;
    f->total_weight = *weight;
    f->total_score = *score;
    return true;
}

// `is_loose`: blank cells of the line are not to be seen.
static void place_figures(struct form *f, const struct figures *x, bool is_loose)
{
    if (place_by_column(f, x))
        return;
    if (x->n >= 2) {
        f->total_weight = x->at[0];
        f->total_score = x->at[1];
    } else if (x->n == 1 && f->columns[COLUMN_WEIGHT] &&
               (!f->columns[COLUMN_SCORE] || x->column[0] == COLUMN_WEIGHT)) {
        f->total_weight = x->at[0];
        if (f->columns[COLUMN_SCORE])
            f->total_score = (struct cell){.state = CELL_EMPTY};
    } else if (x->n == 1) {
        f->total_score = x->at[0];
        // Where blank cells left no place, it may be that of the weights.
        if (is_loose && f->columns[COLUMN_WEIGHT] && x->column[0] != COLUMN_SCORE)
            fit_cell_doubt(&f->total_score, "why.margin");
    }
}

// Does the figure before atom m end at its point, and a whole number begin there?
static bool is_torn_at_point(const struct reader *r, size_t m)
{
    struct str left = r->cut->atoms->at[m - 1].text, right = r->cut->atoms->at[m].text;
    size_t digits = 0;
    while (digits < right.len && right.ptr[digits] >= '0' && right.ptr[digits] <= '9')
        digits++;
    return left.len > 1 && left.ptr[left.len - 1] == '.' && left.ptr[left.len - 2] >= '0' &&
           left.ptr[left.len - 2] <= '9' && digits && digits == right.len && digits <= 4;
}

// The figures of the total line i..j: weight and score where the heading has both.
void fit_foot_total(struct reader *r, size_t i, size_t j)
{
    const struct heading *h = &r->cut->headings[0];
    struct atoms own = *r->cut->atoms;
    own.cell_break = fit_atom_figure_break(&own);
    struct figures x = {.n = 0};
    for (size_t k = i; k < j && x.n < LENGTH_OF(x.at);) {
        const struct atom *a = &own.at[k];
        size_t m = fit_atom_cell_end(&own, k, j);
        bool is_torn = m < j && is_torn_at_point(r, m); // 99. / 04: its end stands in the next cell
        m += is_torn;
        struct cell cell = fit_atom_cell(r->mem, r->sheet, r->cut->atoms, k, m), figure = cell;
        int column = h->cells > 2 && a->cells == h->cells ? column_of(h, a->cell) : COLUMNS;
        bool is_points = column == COLUMN_WEIGHT || column == COLUMN_SCORE ||
                         (column == COLUMNS && is_strange_figure(r, cell.text));
        if (fit_lexicon_find(r->scratch, r->lexicon, WORD_GRADE, cell.text)) {
            r->form->grade = cell;
        } else if (total_figure(r, &figure, k, m, is_points)) {
            doubt_long(&figure);
            if (is_torn && figure.state == CELL_READ) {
                figure.state = CELL_DOUBTFUL;
                figure.why = "why.torn_number";
            }
            x.column[x.n] = column;
            x.at[x.n++] = figure;
        }
        k = m;
    }
    const struct atoms *atoms = r->cut->atoms;
    place_figures(r->form, &x, atoms->is_flat || atoms->has_cell_lines);
}

static void read_grade(struct reader *r, const struct anchor *a)
{
    size_t end = r->cut->j;
    for (size_t k = a->j; k < end && k < a->j + 3; k++) {
        const struct word *w =
            fit_lexicon_find(r->scratch, r->lexicon, WORD_GRADE, r->cut->atoms->at[k].text);
        if (w) {
            r->form->grade = fit_atom_cell(r->mem, r->sheet, r->cut->atoms, k, k + 1);
            return;
        }
    }
}

static void read_foot(struct reader *r, size_t from)
{
    const struct cut *cut = r->cut;
    for (size_t k = 0; k < cut->n_anchors; k++) {
        const struct anchor *a = &cut->anchors[k];
        if (a->i < from)
            continue;
        if (a->kind == WORD_GRADE_LABEL && r->form->grade.state == CELL_ABSENT)
            read_grade(r, a);
        if (a->kind == WORD_SIGNER)
            r->form->is_complete = true;
        bool one_line = fit_reader_in_one_line(r);
        if (a->kind != WORD_NOTE || !(fit_reader_begins_line(r, a->i) || one_line))
            continue;
        size_t stop = a->j;
        while (stop < cut->j && !(fit_cut_at(cut, stop) &&
                                  (fit_reader_begins_line(r, stop) || (one_line && stop > a->j))))
            stop++;
        if (stop > a->j)
            fit_reader_note(r, NOTE_FOOT, fit_reader_label(r, a),
                            fit_atom_join(r->mem, r->cut->atoms, a->j, stop), a->i);
        r->form->is_complete = true;
    }
}

void fit_foot_read(struct reader *r)
{
    const struct cut *cut = r->cut;
    struct form *f = r->form;
    const struct anchor *total;
    r->rows_i = cut->headings[0].j;
    r->rows_j = rows_end(r, &total);
    if (total) {
        size_t stop = total->j;
        bool by_line = r->cut->atoms->cell_break == BREAK_LINE;
        for (int n = 0; stop < cut->j && !fit_cut_at(cut, stop); stop++)
            if (stop > total->j && fit_reader_begins_line(r, stop) &&
                !(by_line && is_torn_at_point(r, stop)) && (!by_line || ++n > 2))
                break;
        fit_foot_total(r, total->j, stop);
        struct content c = fit_value_read(r->mem, r->lexicon,
                                          fit_atom_join(r->mem, r->cut->atoms, total->i, total->j));
        if (c.class_points.len && f->total_weight.state == CELL_ABSENT) { // 总分(100分)
            f->total_weight = fit_atom_cell(r->mem, r->sheet, r->cut->atoms, total->i, total->j);
            f->total_weight.text = c.class_points;
        }
    } else {
        size_t i = unlabelled_total(r, r->rows_j), columns = total_by_columns(r, r->rows_j);
        size_t stop = r->rows_j;
        if (columns < i) {
            i = columns;
            stop = fit_cut_line_end(r->cut->atoms, i, stop);
        }
        if (i < r->rows_j) {
            fit_foot_total(r, i, stop);
            r->rows_j = i;
        }
    }
    read_foot(r, r->rows_j);
    f->is_complete |= f->total_score.state || f->total_weight.state || f->grade.state;
    bool is_blank = total && !f->total_weight.state && !f->total_score.state;
    if (is_blank && f->is_complete && !r->cut->values.n && !r->head_total) {
        struct cell lost = {.state = CELL_MISSING, .why = "why.not_there"};
        f->total_weight = f->columns[COLUMN_WEIGHT] ? lost : f->total_weight;
        f->total_score = f->columns[COLUMN_SCORE] ? lost : f->total_score;
    }
    r->is_cut_off = !f->is_complete && !r->head_total && !r->head_grade;
    if (f->total_score.state == CELL_ABSENT && r->head_total)
        f->total_score = *r->head_total;
    if (f->grade.state == CELL_ABSENT && r->head_grade)
        f->grade = *r->head_grade;
    if (r->is_cut_off && (f->columns[COLUMN_WEIGHT] || f->columns[COLUMN_SCORE])) {
        struct cell lost = {.state = CELL_MISSING, .why = "why.text_ends"};
        f->total_weight = f->total_score = f->grade = lost;
    }
}
