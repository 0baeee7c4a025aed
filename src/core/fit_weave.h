// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_weave: headings that stand close, their words over several lines, as a print leaves them.
//
// Text that is taken off a printed page has one blank between cells that stand close, and a line of
// its own for every height at which letters stand: the halves of one word are neither below each
// other nor on neighbouring lines alone. Here the words decide: every piece is the head of a word,
// or goes on with one on a line above it, and of all ways to make words of the pieces the one
// counts that leaves the fewest over and sets the halves nearest to each other.
#ifndef HENG_CORE_FIT_WEAVE_H
#define HENG_CORE_FIT_WEAVE_H

#include "base/str.h"

enum { WEAVE_PIECES = 40, WEAVE_LINES = 4 }; // of one heading

struct finder;
struct word;

// A word, its place from column to column, and its last piece: atom i.
struct woven {
    const struct word *word; // NULL: a piece that is left over
    struct str text;
    int col, col_end, line;
    size_t i;
};

// The words of this kind (enum word_kind) that atoms i..j make, each piece left over among them, to
// out[WEAVE_PIECES]; how many. 0 if there are too many pieces.
size_t fit_weave(struct finder *f, int kind, size_t i, size_t j, struct woven *out);

#endif
