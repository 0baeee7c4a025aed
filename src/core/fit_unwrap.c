// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_unwrap.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_noise.h"
#include "core/fit_page.h"
#include "core/sheet.h"

enum { LINES_MOST = 24 }; // of a row, of a cell

static bool is_one_of(struct mem *scratch, const struct lexicon *lexicon,
                      const enum word_kind *kinds, size_t n, struct str text)
{
    for (size_t k = 0; k < n; k++)
        if (fit_lexicon_find(scratch, lexicon, kinds[k], text))
            return true;
    return false;
}

// A line that begins with 总分 and blank cells, with the grade or with who signs: no part of a row.
static bool ends_rows(struct mem *scratch, const struct lexicon *lexicon, const struct atoms *atoms,
                      size_t i, size_t end)
{
    static const enum word_kind total = WORD_TOTAL;
    static const enum word_kind kinds[] = {WORD_GRADE_LABEL, WORD_SIGNER};
    struct str text = atoms->at[i].text;
    size_t next = i + 1 < end ? i + 1 : i;
    if (is_one_of(scratch, lexicon, &total, 1, text))
        return atoms->at[next].before < BREAK_LINE && atoms->at[next].cell > atoms->at[i].cell + 1;
    return str_count(text) > 2 && is_one_of(scratch, lexicon, kinds, LENGTH_OF(kinds), text);
}

// A page mark, a line of the template or a title.
static bool is_noise(struct mem *scratch, const struct lexicon *lexicon, const struct atoms *atoms,
                     size_t i, size_t j)
{
    struct str line = fit_atom_join(scratch, atoms, i, j);
    return fit_page_is_mark(scratch, atoms, i, j) || fit_noise_remains(lexicon, line) ||
           fit_noise_title(lexicon, line);
}

// May no row begin with the line i..j?
static bool stands_alone(struct mem *scratch, const struct lexicon *lexicon,
                         const struct atoms *atoms, size_t i, size_t j, size_t end)
{
    static const enum word_kind note = WORD_NOTE;
    return is_noise(scratch, lexicon, atoms, i, j) || ends_rows(scratch, lexicon, atoms, i, end) ||
           is_one_of(scratch, lexicon, &note, 1, atoms->at[i].text);
}

// The end of the lines that make one row of `cells` cells, from line i; SIZE_MAX if they do not.
static size_t row_end(struct mem *scratch, const struct lexicon *lexicon, const struct atoms *atoms,
                      size_t i, size_t end, int cells)
{
    int tabs = 0;
    for (int lines = 0; i < end && lines < LINES_MOST; lines++) {
        if (lines && ends_rows(scratch, lexicon, atoms, i, end))
            break;
        tabs += atoms->at[i].cells - 1;
        i = fit_cut_line_end(atoms, i, end);
        if (tabs == cells - 1)
            return i;
        if (tabs > cells - 1)
            break;
    }
    return SIZE_MAX;
}

// May the line i..j go on with the last cell of the row above? Not if it is noise or a label of the
// foot, or begins the name of a class that the next line ends.
static bool goes_on(struct mem *scratch, const struct lexicon *lexicon, const struct atoms *atoms,
                    size_t i, size_t j, size_t end)
{
    if (atoms->at[i].cells != 1 || atoms->at[i].before > BREAK_LINE ||
        is_noise(scratch, lexicon, atoms, i, j))
        return false;
    struct str line = fit_atom_join(scratch, atoms, i, j);
    struct str with_next = j < end ? fit_atom_join(scratch, atoms, i, j + 1) : line;
    static const enum word_kind kinds[] = {WORD_NOTE,   WORD_TOTAL,  WORD_GRADE_LABEL, WORD_SIGNER,
                                           WORD_CLASS1, WORD_CLASS2, WORD_CHROME,      WORD_TABLE};
    return !is_one_of(scratch, lexicon, kinds, LENGTH_OF(kinds), line) &&
           !is_one_of(scratch, lexicon, kinds, LENGTH_OF(kinds), with_next) &&
           !is_one_of(scratch, lexicon, kinds, LENGTH_OF(kinds), atoms->at[i].text);
}

void fit_unwrap_join(struct atoms *atoms, size_t i, size_t j, int cells)
{
    int offset = 0, line = atoms->at[i].line, last_cell = 0;
    for (size_t k = i; k < j;) {
        size_t stop = fit_cut_line_end(atoms, k, j);
        int own = atoms->at[k].cells;
        for (size_t m = k; m < stop; m++) {
            struct atom *a = &atoms->at[m];
            a->cell += offset;
            if (m == k && m > i)
                a->before = a->cell == last_cell ? BREAK_BLANK : BREAK_CELL;
            last_cell = a->cell;
            a->cells = cells;
            a->line = line;
        }
        offset += own - 1;
        last_cell = offset + 1; // the line ends in its last cell, blank or not
        k = stop;
    }
}

void fit_unwrap(struct mem *scratch, const struct lexicon *lexicon, struct atoms *atoms, size_t i,
                size_t j, int cells)
{
    while (i < j) {
        size_t line = fit_cut_line_end(atoms, i, j);
        size_t end = stands_alone(scratch, lexicon, atoms, i, line, j)
                         ? SIZE_MAX
                         : row_end(scratch, lexicon, atoms, i, j, cells);
        if (end == SIZE_MAX) {
            i = line;
            continue;
        }
        while (end < j && goes_on(scratch, lexicon, atoms, end, fit_cut_line_end(atoms, end, j), j))
            end = fit_cut_line_end(atoms, end, j);
        fit_unwrap_join(atoms, i, end, cells);
        i = end;
    }
}

// ---- single cells that hold a line end ----

// What the lines of a table, or those above one, are put together by.
struct seam {
    struct mem *scratch;
    const struct lexicon *lexicon;
    struct atoms *atoms;
    int cells;    // of the widest line
    bool in_rows; // of the table, else above it
};

// Is the text a label, a heading's word, a class: anything that begins a cell of its own?
static bool is_known(const struct seam *s, struct str text)
{
    static const enum word_kind kinds[] = {
        WORD_TABLE,  WORD_FUNDS,       WORD_SOURCE,     WORD_HEAD,           WORD_GOAL,
        WORD_TOTAL,  WORD_GRADE_LABEL, WORD_NOTE,       WORD_SIGNER,         WORD_TASK,
        WORD_CLASS1, WORD_CLASS2,      WORD_MANAGEMENT, WORD_MANAGEMENT_NAME};
    return is_one_of(s->scratch, s->lexicon, kinds, LENGTH_OF(kinds), text);
}

static size_t cell_begin(const struct atoms *atoms, size_t i, size_t j)
{
    size_t k = j - 1;
    while (k > i && atoms->at[k - 1].cell == atoms->at[j - 1].cell)
        k--;
    return k;
}

static size_t cell_end(const struct atoms *atoms, size_t i, size_t j)
{
    size_t k = i + 1;
    while (k < j && atoms->at[k].cell == atoms->at[i].cell)
        k++;
    return k;
}

static bool is_numeral(struct str text)
{
    for (size_t k = 0; k < text.len; k++)
        if (!(text.ptr[k] >= '0' && text.ptr[k] <= '9') && !strchr(".,%", text.ptr[k]))
            return false;
    return true;
}

// Does one of the pieces i..j, or what stands before a colon in the first, begin a cell of its own?
// So do figures between words.
static bool is_several(const struct seam *s, size_t i, size_t j)
{
    const struct atoms *atoms = s->atoms;
    ptrdiff_t colon = str_find(atoms->at[i].text, STR(":"));
    if (is_known(s, atoms->at[i].text) ||
        (colon > 0 && is_known(s, str_slice(atoms->at[i].text, 0, (size_t)colon))))
        return true;
    for (size_t k = i; k < j && j > i + 1; k++)
        if (is_numeral(atoms->at[k].text))
            return true;
    return false;
}

// Above the table: does a line that begins with a label of the head have its value in its last
// cell, or a line of money no figure yet?
static bool is_open(const struct seam *s, size_t i, size_t j)
{
    static const enum word_kind label = WORD_HEAD;
    const struct atoms *atoms = s->atoms;
    struct str first = fit_atom_join(s->scratch, atoms, i, cell_end(atoms, i, j));
    if (is_one_of(s->scratch, s->lexicon, &label, 1, first))
        return cell_begin(atoms, i, j) > i;
    static const enum word_kind source = WORD_SOURCE;
    return cell_begin(atoms, i, j) == i && atoms->at[i].cell > 1 &&
           fit_lexicon_head(s->lexicon, LIST_SOURCE_HEADS, first).len &&
           !is_one_of(s->scratch, s->lexicon, &source, 1, first);
}

// 二、 and 3、 begin a part of the form.
static bool is_counted(struct str text)
{
    ptrdiff_t mark = str_find(text, STR("、"));
    return mark > 0 && str_count(str_slice(text, 0, (size_t)mark)) <= 2;
}

// Does the line j..m go on with the last cell of the line i..j above it?
static bool is_seam(const struct seam *s, size_t i, size_t j, size_t m)
{
    const struct atoms *atoms = s->atoms;
    const struct atom *last = &atoms->at[j - 1], *next = &atoms->at[j];
    if (next->before != BREAK_LINE || next->cell != 1 || last->cell != last->cells ||
        last->cells < 2 || last->cells + next->cells - 1 > s->cells)
        return false;
    size_t begin = cell_begin(atoms, i, j), end = cell_end(atoms, j, m);
    struct str left = fit_atom_join(s->scratch, atoms, begin, j);
    struct str right = fit_atom_join(s->scratch, atoms, j, end);
    struct str both = fit_atom_join(s->scratch, atoms, begin, end);
    if (is_known(s, both) && !is_known(s, left))
        return true;
    if (!s->in_rows && fit_lexicon_head(s->lexicon, LIST_SOURCE_HEADS, both).len > left.len)
        return true; // 其 / 中:财政拨款
    if (is_known(s, right) || is_known(s, left) || str_ends(right, STR(":")) ||
        is_several(s, j, end) || fit_noise_specks(atoms, j, m) || is_numeral(left) ||
        stands_alone(s->scratch, s->lexicon, atoms, j, m, m))
        return false;
    if (!s->in_rows)
        return !is_counted(right) && right.ptr[0] != '(' && is_open(s, i, j);
    return next->cells > 1 || goes_on(s->scratch, s->lexicon, atoms, j, m, atoms->n);
}

// Is it sure that lines i..j and j..m are one? Not where a line of words alone follows, which may
// have a sense of its own.
static bool is_sure(const struct seam *s, size_t j, size_t m)
{
    const struct atoms *atoms = s->atoms;
    size_t end = cell_end(atoms, j, m);
    return s->in_rows || atoms->at[j].cells == s->cells - atoms->at[j - 1].cells + 1 ||
           (end < m && is_known(s, fit_atom_join(s->scratch, atoms, end, cell_end(atoms, end, m))));
}

void fit_unwrap_cells(struct mem *scratch, const struct lexicon *lexicon, struct atoms *atoms,
                      size_t i, size_t j, int cells, bool in_rows)
{
    struct seam s = {scratch, lexicon, atoms, cells, in_rows};
    const size_t used = mem_used(scratch);
    for (; i < j; mem_back(scratch, used)) {
        size_t end = fit_cut_line_end(atoms, i, j);
        if (in_rows && ends_rows(scratch, lexicon, atoms, i, end))
            return; // what follows is the foot
        for (int lines = 1; end < j && lines < LINES_MOST; lines++) {
            size_t next = fit_cut_line_end(atoms, end, j);
            if (!is_seam(&s, i, end, next))
                break;
            if (!is_sure(&s, end, next))
                atoms->at[end].why = "why.torn";
            fit_unwrap_join(atoms, i, next, atoms->at[i].cells + atoms->at[end].cells - 1);
            end = next;
        }
        i = end;
    }
}
