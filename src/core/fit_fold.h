// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_fold: labels and values above a table in columns, wrapped over lines, put together again.
//
// What stands under a piece and makes a known label with it belongs to it (主管部门及 over 代码);
// so does a line of nothing but pieces that begin where the values of the line above begin. A label
// whose figures stand beside the middle of its lines goes to the line of the figures.
#ifndef HENG_CORE_FIT_FOLD_H
#define HENG_CORE_FIT_FOLD_H

#include "base/base.h"

struct finder;

// Folds atoms i..j of f->atoms in place, where cells are parted by gaps. The number of atoms falls
// by what was put together.
void fit_fold(struct finder *f, size_t i, size_t j);

#endif
