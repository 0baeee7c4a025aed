// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_noise: lines inside a table that are no cells: lines of the template without
// text, specks of the print, titles that a page repeats.
#ifndef HENG_CORE_FIT_NOISE_H
#define HENG_CORE_FIT_NOISE_H

#include "base/str.h"

struct atoms;
struct cut;
struct heading;
struct lexicon;
struct mem;

bool fit_noise_remains(const struct lexicon *lexicon, struct str line);
bool fit_noise_specks(const struct atoms *atoms, size_t i, size_t j);
bool fit_noise_title(const struct lexicon *lexicon, struct str line);

// Moves the top of a repeated heading up over the lines of the form's head that its page repeats.
void fit_noise_page_top(const struct atoms *atoms, const struct cut *cut, struct heading *heading);

#endif
