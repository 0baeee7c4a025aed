// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_slots: the slots that a row of a table has, and what it costs to go from one to the next.
//
// The slots are the words of the heading in their order, and those that a heading may lack and a
// row still fill. What a position of the table costs is asked once a position: sums over the slots
// that are left empty, so that the way between any two slots is a difference. All integers are data
// (data/read/weights.yaml).
#ifndef HENG_CORE_FIT_SLOTS_H
#define HENG_CORE_FIT_SLOTS_H

#include "base/map.h"

struct atom;
struct atoms;
struct fit_weights;
struct heading;
struct lexicon;
struct mem;

enum { SLOTS_MOST = 18 };

// What a join that is never made costs, and the most that those of one cell may come to.
enum { SLOTS_JOIN_NEVER = -60, SLOTS_JOIN_WORST = SLOTS_JOIN_NEVER / 2 };
enum { SLOTS_NEVER = -100000000 };

struct slot {
    int column;          // enum form_column, or TABLE_TARGET2
    bool is_named;       // the heading has it
    bool may_start;      // a row may begin with it
    int cell, cell_end;  // the cells of the line that stand under it (cell_end excluded)
    int skip, skip_lost; // what it costs to leave it empty; after points that were lost
};

struct slots_sum;

struct slots {
    const struct fit_weights *w;
    const struct atoms *atoms;
    size_t from, n; // positions 0..n are the atoms from..from + n
    struct slot at[SLOTS_MOST];
    int n_slots;
    int level1;     // the slot of first-level classes, -1 if there is none
    uint32_t names; // the slots that are never blank: the names'
    bool has_reason;
    int cells; // of the heading
    bool in_one_line;
    bool has_cell_lines;    // what is blank is a blank line, before the atom that follows
    uint32_t *under;        // per position: the slots whose heading its atom stands under
    uint32_t *blank;        // per position: the slots whose cells are there on its line, and blank
    int *lost;              // per position: 1 points were lost just before, 0 not, -1 not known
    struct map repeated;    // texts that end three lines or more
    struct slots_sum *sums; // of skips, kept as most lines have the same blanks
    size_t n_sums;
};

// What it costs to go on at a position: inside a row from slot a to slot b, past those between; or
// with slot b of the next row, past the rest of this one and what stands before b. Of each the sum
// over the slots before s. Valid until the next position is asked for.
struct going {
    const int *inside, *rest, *before;
    int split, split_row; // a cell, a row that begins here
};

// The slots for atoms i..j under a heading; j is greater than i.
void fit_slots_make(struct mem *mem, struct slots *slots, const struct fit_weights *weights,
                    const struct atoms *atoms, size_t i, size_t j, const struct heading *heading);
const struct atom *fit_slots_atom(const struct slots *slots, size_t p);

// What it costs that positions p - 1 and p are of one cell.
int fit_slots_join(const struct slots *slots, size_t p);
// What the segment p..q is worth in each slot, SLOTS_NEVER if it cannot be; `text` is that of its
// atoms joined, `joins` what its joins cost.
void fit_slots_score(struct mem *scratch, const struct lexicon *lexicon, const struct slots *slots,
                     size_t p, size_t q, struct str text, int joins, int *value);
void fit_slots_going(struct slots *slots, size_t p, struct going *going);
// value[a]: what it costs that the table ends behind slot a.
void fit_slots_close(struct slots *slots, int *value);

#endif
