// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_money: the heading of the funds.
//
// Its cells are its columns, whether their words are known or not: a cell that no word explains is
// a column of its own (FUNDS_UNKNOWN), so that the figures beside it stay where they are printed. A
// word for a column that an earlier word has taken shows that the earlier one was the label over
// the sources (年度预算数 before 年初预算, 调整后预算数).
#ifndef HENG_CORE_FIT_MONEY_H
#define HENG_CORE_FIT_MONEY_H

#include "base/base.h"

struct finder;
struct heading;

// The best heading of the funds between atoms i and end; n 0 if there is none.
struct heading fit_money_heading(struct finder *finder, size_t i, size_t end);

#endif
