// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_worth: what a text is worth as the content of a column.
//
// The decoder adds these integers to what breaks and places cost. All of them are data
// (data/read/weights.yaml): a class name in a class column gains most, a number in a column of
// names loses most, and a reason is likely where points were lost or where its text repeats on the
// form.
#ifndef HENG_CORE_FIT_WORTH_H
#define HENG_CORE_FIT_WORTH_H

#include "base/base.h"

struct content;
struct fit_weights;

// `column` is an enum form_column (or TABLE_TARGET2). `lost`: 1 points were lost in the figures
// just before, 0 they were not, -1 nobody knows. `is_repeated`: three lines or more end with this
// text.
int fit_worth(const struct fit_weights *weights, const struct content *content, int column,
              int lost, bool is_repeated);

#endif
