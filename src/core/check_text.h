// SPDX-License-Identifier: AGPL-3.0-or-later
// check_text: what a reason or a goal says, by the word lists of the rules.
#ifndef HENG_CORE_CHECK_TEXT_H
#define HENG_CORE_CHECK_TEXT_H

#include "base/str.h"

struct words;

// The next clause of a text (it ends at 。；，： and their ASCII forms), trimmed; false at the end.
bool check_text_clause(const struct words *words, struct str *rest, struct str *clause);
// True if a clause admits a gap: 有待…, or one that ends with 空间 and has 有 before it.
bool check_text_is_gap(const struct words *words, struct str clause);
bool check_text_has_gap(const struct words *words, struct str text);
// H18: a cause; a measure.
bool check_text_has_cause(const struct words *words, struct str text);
bool check_text_has_measure(const struct words *words, struct str text);
// A number for H15: a digit, or a Chinese numeral before what it counts.
bool check_text_has_number(const struct words *words, struct str text);
// The years (20xx年, or a bare 20xx with `bare`) of a text in out[most]; returns how many. A year
// that is only compared with is passed over.
int check_text_years(const struct words *words, struct str text, bool bare, int *out, int most);

#endif
