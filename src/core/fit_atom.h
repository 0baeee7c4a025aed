// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_atom: the smallest pieces that a cell is made of, in reading order.
//
// An atom is a token with full width made half width. Where the source prints no separator at all,
// a token is cut further: at known words, between Han text, numbers and signs, and a run of digits
// at the decimals that the whole block shares. A run of atoms i..j is what the decoder calls a
// segment; its text is the atoms joined.
#ifndef HENG_CORE_FIT_ATOM_H
#define HENG_CORE_FIT_ATOM_H

#include "base/str.h"

struct buf;
struct cell;
struct lexicon;
struct mem;
struct sheet;

// What the lexicon knows of a text: asked once, as long as the text stays.
struct atom_fact {
    const char *of; // the text that is known, NULL: none
    uint32_t len;
    uint32_t state; // fit_lexicon_begin
    uint32_t kinds; // fit_lexicon_kinds
    uint32_t chars;
    uint32_t head, tail; // fit_lexicon_two
};

struct atom {
    struct str text;       // normalised, no blanks
    uint32_t token;        // of the sheet
    uint32_t from, to;     // bytes of the file
    int line, cell, cells; // cells: how many its line has
    int col, col_end;
    int tile;             // of a rebuilt grid: the index of its row
    unsigned char before; // enum sheet_break; BREAK_NONE inside a cut token
    bool after_gap;       // of a table without its noise: a blank line or a page stood before
    bool is_odd;
    const char *why; // a key of data/label: a cell of this atom is doubtful
    struct atom_fact fact;
};

struct atoms {
    struct atom *at;
    size_t n, cap;
    int cell_break; // enum sheet_break: what stands between cells here (calibrated; see fit_cut)
    bool is_whole;  // no known word of the file is torn
    bool wraps;     // of cells that blanks part: lines end inside known words
    bool has_cell_lines, is_off_page; // as of the sheet
    bool is_flat;                     // rows were found that lack their merged cells (fit_flat)
    bool is_grid;  // cells were rebuilt by columns: atom.cell is the index of a heading
    uint32_t lost; // columns whose cells cannot be told to rows (see fit_turn), a bit each
};

// All tokens of a sheet as atoms; those from..to.
struct atoms *fit_atom_all(struct mem *mem, const struct sheet *sheet);
struct atoms *fit_atom_some(struct mem *mem, const struct sheet *sheet, size_t from, size_t to);
// None yet, of the same sheet and print as these.
struct atoms *fit_atom_none(struct mem *mem, const struct atoms *like);
// Atoms i..j of a form, cut at known words and at changes of content (a source without separators).
struct atoms *fit_atom_cut(struct mem *mem, const struct lexicon *lexicon,
                           const struct atoms *atoms, size_t i, size_t j);
// fit_lexicon_begin of an atom, as it is known or anew.
uint32_t fit_atom_state(const struct lexicon *lexicon, const struct atom *atom);
const struct atom_fact *fit_atom_ask(struct mem *scratch, const struct lexicon *lexicon,
                                     struct atom *atom);
static inline bool fit_atom_is_known(const struct atom *atom)
{
    return atom->fact.of == atom->text.ptr && atom->fact.len == atom->text.len && atom->fact.of;
}
static inline const struct atom_fact *
fit_atom_fact(struct mem *scratch, const struct lexicon *lexicon, struct atom *atom)
{
    return fit_atom_is_known(atom) ? &atom->fact : fit_atom_ask(scratch, lexicon, atom);
}
// Atoms i..j joined; a blank is kept only between two Latin words.
struct str fit_atom_join(struct mem *mem, const struct atoms *atoms, size_t i, size_t j);
// The same, piece by piece: appends the atom to those that stand in `joined`.
void fit_atom_append(struct buf *joined, const struct atom *atom);
// The same with the breaks shown as they were printed: "187. 6 | 53".
struct str fit_atom_raw(struct mem *mem, const struct sheet *sheet, const struct atoms *atoms,
                        size_t i, size_t j);
// What stands between figures here (enum sheet_break): in a text taken off a page one blank is
// enough.
int fit_atom_figure_break(const struct atoms *atoms);
// The end of the cell that begins at atom i: the next cell break, line end or j. A blank beside the
// point of a number ends no cell.
size_t fit_atom_cell_end(const struct atoms *atoms, size_t i, size_t j);
// The end of the field that begins at atom i of a text in columns: the next gap, line end or j.
size_t fit_atom_field_end(const struct atoms *atoms, size_t i, size_t j);
void fit_atom_push(struct mem *mem, struct atoms *atoms, struct atom atom);
// A cell read from atoms i..j (state read, place, raw text, tokens).
struct cell fit_atom_cell(struct mem *mem, const struct sheet *sheet, const struct atoms *atoms,
                          size_t i, size_t j);

#endif
