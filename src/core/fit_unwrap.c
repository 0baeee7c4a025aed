// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_unwrap.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_noise.h"
#include "core/sheet.h"

enum { LINES_MOST = 24 };

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
    return fit_noise_page_mark(scratch, atoms, i, j) || fit_noise_remains(lexicon, line) ||
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

// Makes lines i..j one line of `cells` cells.
static void join_lines(struct atoms *atoms, size_t i, size_t j, int cells)
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
        join_lines(atoms, i, end, cells);
        i = end;
    }
}
