// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_cell: one cell of a row from the atoms of its segment.
//
// A target or an actual becomes its operator, number and unit; a name loses its number, its stars
// and the specks beside it. What is damaged, hides signs or is too long for a number is doubtful or
// missing here; nothing is mended but characters of another script and a stand-in of ≥.
#ifndef HENG_CORE_FIT_CELL_H
#define HENG_CORE_FIT_CELL_H

#include "base/str.h"

struct atoms;
struct cell;
struct reader;
struct segment;
struct value;

// The cell with another text.
struct cell fit_cell_part(struct cell whole, struct str text);
// Marks a cell that was plainly read.
void fit_cell_doubt(struct cell *cell, const char *why);
void fit_cell_value(struct reader *r, const struct atoms *atoms, const struct segment *s,
                    struct value *out);
// Has a target or an actual anything printed?
bool fit_cell_has_value(const struct value *value);
// A weight, a score, a coefficient: a number and nothing else.
struct cell fit_cell_points(struct reader *r, const struct atoms *atoms, const struct segment *s);
struct cell fit_cell_name(struct reader *r, const struct atoms *atoms, const struct segment *s);

#endif
