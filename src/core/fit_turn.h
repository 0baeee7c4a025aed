// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_turn: a table printed column by column, turned into rows.
//
// Each word of the heading stands on a line of its own, and under it, a line each, the cells of its
// column. The k-th cells of all columns make the k-th row. A column that has not as many cells as
// most others says nothing: which of its cells is of which row cannot be known.
#ifndef HENG_CORE_FIT_TURN_H
#define HENG_CORE_FIT_TURN_H

struct atoms;
struct finder;

// The atoms of f with such a table as a grid; its columns that say nothing are in `lost`. NULL if
// there is none.
struct atoms *fit_turn(struct finder *f);

#endif
