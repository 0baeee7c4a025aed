// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_stack: a heading in columns whose words stand over several lines.
//
// A narrow column prints its heading over two lines and more, in the middle beside others of one
// line: 年度 over 指标值, 分值 between them. Pieces that stand over each other make one word, and
// every piece must belong to a word, to a remark in brackets, or stand left of the table.
#ifndef HENG_CORE_FIT_STACK_H
#define HENG_CORE_FIT_STACK_H

#include "base/str.h"

struct finder;
struct heading;

// Takes for *h the heading of this kind (enum word_kind) that the lines around it make together,
// where it has more words or more lines; not before atom `begin`. False if it stays as it is.
bool fit_stack_heading(struct finder *f, struct heading *h, int kind, size_t begin);
// May a line of columns that begins at atom i hold a piece of the word of names (三级 over 指标)?
bool fit_stack_may_begin(struct finder *f, size_t i);

// A remark of a heading in brackets, such as (A) or (万元): neither points nor text.
bool fit_stack_is_remark(struct str text);

#endif
