// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_piece: the pieces of one value, where cells stand one blank or one line apart.
//
// An operator stands a blank from its number, a number from its unit, the parts of a date from each
// other; a number is torn beside its point.
#ifndef HENG_CORE_FIT_PIECE_H
#define HENG_CORE_FIT_PIECE_H

#include "base/str.h"

struct atoms;
struct reader;

// How many atoms from i make one value; 1: this one alone.
size_t fit_piece_value(struct reader *r, const struct atoms *atoms, size_t i, size_t end);
bool fit_piece_is_digits(struct str text);

#endif
