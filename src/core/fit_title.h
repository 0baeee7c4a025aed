// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_title: what the head says outside its labels: title, year, unit of money.
#ifndef HENG_CORE_FIT_TITLE_H
#define HENG_CORE_FIT_TITLE_H

#include "base/str.h"

struct reader;
struct words_of;

// Title, year and money unit of the head that ends before atom `end`.
void fit_title_read(struct reader *r, size_t end);
// Does the text hold one of the words?
bool fit_title_has(const struct words_of *words, struct str text);
// A year in brackets, or one with 年 or 年度 at its end.
bool fit_title_is_year(struct str text);
// The unit of money that stands alone, in brackets after a word, or after 单位:, else nothing.
struct str fit_title_money_unit(struct str text);

#endif
