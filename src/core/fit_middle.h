// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_middle: class names printed in the middle of merged cells, given to rows.
//
// Both levels are solved together by a dynamic programme over the second-level names: each takes a
// run of rows, the distance between the middle of the run and the line of the name is the cost, and
// no run crosses the border of a first level. The names of the rows decide only between placements
// that fit the print equally well.
#ifndef HENG_CORE_FIT_MIDDLE_H
#define HENG_CORE_FIT_MIDDLE_H

#include "base/base.h"

struct cell;
struct class_mark;
struct middle;
struct mem;
struct reader;

// The names of one level, in order of their lines.
struct level {
    struct class_mark **at;
    int n;
};

// What a second level under a first level not its own costs.
enum { MIDDLE_STRANGE = 10 };

// Solves the placing of all names; NULL if no placing fits.
struct middle *fit_middle_solve(struct reader *r, const struct level *one, const struct level *two);
int fit_middle_cost(const struct middle *middle);
// Gives every row its classes. `lost`: a name may be missing among them, so no row is sure of its
// class. Where the next best way differs, the class is inferred.
void fit_middle_place(struct reader *r, const struct level *one, struct middle *middle, bool lost);
// May the second level stand under the first by the lists?
bool fit_middle_is_parent(struct reader *r, const struct class_mark *one,
                          const struct class_mark *two);
// A class of a row, inferred or as it was read.
void fit_middle_set(struct cell *cell, const struct class_mark *mark, bool inferred);

#endif
