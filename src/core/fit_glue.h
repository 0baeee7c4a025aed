// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_glue: words of a heading between which the print left no blank.
//
// Where blanks part cells, two words of a heading that stand close come out as one piece of text
// (权重（分）年初设定目 / 标值). It is cut where a known word ends and another one of its kind
// begins that is whole, or is made whole by the pieces that follow.
#ifndef HENG_CORE_FIT_GLUE_H
#define HENG_CORE_FIT_GLUE_H

struct finder;

// Cuts such pieces, on lines that are one cell, in place (finder->atoms).
void fit_glue_cut(struct finder *f);

#endif
