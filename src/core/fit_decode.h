// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_decode: which atoms of a table make which cell: a semi-Markov decoder with margins.
//
// States are the slots of the heading, in its order; a segment is a run of atoms that fills one
// slot. The score of a reading is a sum of integers of data/read/weights.yaml: what the text of a
// segment is worth in its slot, what its breaks cost, what a skipped slot costs, and whether it
// stands under its heading where the row is as wide as the heading. Forward and backward passes
// give the best reading and, for every cell, the margin to the best reading that covers one of its
// atoms otherwise.
#ifndef HENG_CORE_FIT_DECODE_H
#define HENG_CORE_FIT_DECODE_H

#include "base/base.h"

struct atoms;
struct heading;
struct lexicon;
struct mem;

struct segment {
    size_t i, j;
    int column; // enum form_column
    int margin;
    bool starts_row;
};

struct decoded {
    struct segment *at;
    size_t n;
};

// Reads atoms i..j under a heading. `scratch` may be thrown away afterwards; the result is in
// `mem`.
struct decoded fit_decode(struct mem *mem, struct mem *scratch, const struct lexicon *lexicon,
                          const struct atoms *atoms, size_t i, size_t j,
                          const struct heading *heading);

#endif
