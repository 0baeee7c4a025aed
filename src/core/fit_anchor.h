// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_anchor: every label inside a form, the longest word first at each place.
#ifndef HENG_CORE_FIT_ANCHOR_H
#define HENG_CORE_FIT_ANCHOR_H

#include "base/base.h"

struct atoms;
struct cut;
struct finder;

// Fills the anchors of a form whose headings and funds heading are known.
void fit_anchor_find(struct finder *f, struct cut *cut);
// Is the word at i..j a label of the head, whose cells may stand closer together than those of the
// table? It begins a line or follows a gap, or its colon tells.
bool fit_anchor_is_label(const struct atoms *atoms, size_t i, size_t j, size_t end, int cell_break);

#endif
