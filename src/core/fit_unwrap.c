// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_unwrap.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/sheet.h"

enum { LINES_MOST = 24 };

// The end of the lines that make one row of `cells` cells, from line i; i if they do not.
static size_t row_end(const struct atoms *atoms, size_t i, size_t end, int cells)
{
    int tabs = 0;
    for (int lines = 0; i < end && lines < LINES_MOST; lines++) {
        tabs += atoms->at[i].cells - 1;
        i = fit_cut_line_end(atoms, i, end);
        if (tabs == cells - 1)
            return i;
        if (tabs > cells - 1)
            break;
    }
    return SIZE_MAX;
}

// May the line i..j go on with the last cell of the row above? Not if it is a label of the foot or
// begins the name of a class that the next line ends.
static bool goes_on(struct mem *scratch, const struct lexicon *lexicon, const struct atoms *atoms,
                    size_t i, size_t j, size_t end)
{
    if (atoms->at[i].cells != 1 || atoms->at[i].before > BREAK_LINE)
        return false;
    struct str line = fit_atom_join(scratch, atoms, i, j);
    struct str with_next = j < end ? fit_atom_join(scratch, atoms, i, j + 1) : line;
    static const enum word_kind kinds[] = {WORD_NOTE,   WORD_TOTAL,  WORD_GRADE_LABEL, WORD_SIGNER,
                                           WORD_CLASS1, WORD_CLASS2, WORD_CHROME,      WORD_TABLE};
    for (size_t k = 0; k < LENGTH_OF(kinds); k++)
        if (fit_lexicon_find(scratch, lexicon, kinds[k], line) ||
            fit_lexicon_find(scratch, lexicon, kinds[k], with_next) ||
            fit_lexicon_find(scratch, lexicon, kinds[k], atoms->at[i].text))
            return false;
    return true;
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
        size_t end = row_end(atoms, i, j, cells);
        if (end == SIZE_MAX) {
            i = fit_cut_line_end(atoms, i, j);
            continue;
        }
        while (end < j && goes_on(scratch, lexicon, atoms, end, fit_cut_line_end(atoms, end, j), j))
            end = fit_cut_line_end(atoms, end, j);
        join_lines(atoms, i, end, cells);
        i = end;
    }
}
