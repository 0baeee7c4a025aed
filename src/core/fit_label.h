// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_label: labels and their values in one piece.
//
// A colon parts a label from the value that is glued to it (单位名称:某站). Where a blank parts
// cells, the next label may be glued to a value, or to the title, with nothing between:
// 某站项目资金(万元).
#ifndef HENG_CORE_FIT_LABEL_H
#define HENG_CORE_FIT_LABEL_H

#include "base/base.h"

struct finder;

// Cuts such atoms of f in two; cell_break is set. Labels without a colon are looked for before atom
// `end`.
void fit_label_split(struct finder *f, size_t end);

#endif
