// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_clean_value: values whose parts stand one blank apart: a number and its unit, an operator and
// its number, the parts of a date.
#ifndef HENG_CORE_FIT_CLEAN_VALUE_H
#define HENG_CORE_FIT_CLEAN_VALUE_H

#include "base/str.h"

struct atoms;
struct reader;

// How many atoms from i make one value where cells stand one blank apart; 1: this one alone.
size_t fit_clean_value(struct reader *r, const struct atoms *atoms, size_t i, size_t end);
bool fit_clean_is_digits(struct str text);

#endif
