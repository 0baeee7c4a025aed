// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_number: a number at the start of a text, as the print left it.
#ifndef HENG_CORE_FIT_NUMBER_H
#define HENG_CORE_FIT_NUMBER_H

#include "base/str.h"

struct lexicon;
struct mem;

// Bytes of the number at the start of the text: digits, thousands, one point; 0 if there is none.
// With `damaged`, confusable letters and wild signs count as digits (at least one digit stands).
size_t fit_number_length(const struct lexicon *lexicon, struct str text, bool damaged);
// Bytes of a sign that may stand for a digit at the start of the text, or 0.
size_t fit_number_sign(const struct lexicon *lexicon, struct str text);
// Does the text, behind an operator, hold a number that heng does not read as one, with a unit at
// most: 1e9, ½, ٣, 10², 壹佰, +5, more digits than a number has?
bool fit_number_is_strange(const struct lexicon *lexicon, struct str text);
// Bytes of digits with the mark of a page among them at the start of a text that is no value and no
// date, such as 3,604、2,127; 0 if there are none.
size_t fit_number_broken(const struct lexicon *lexicon, struct str text);
// A number without its thousands separators.
struct str fit_number_digits(struct mem *mem, struct str number);

#endif
