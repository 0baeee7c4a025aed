// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_heading: the headings of tables, found by their words.
//
// A heading is a run of known words, torn or not, with at most two pieces of junk between two of
// them. A word may be torn over breaks up to a line end, one character of it may be wrong, and in
// columns it may stand in two lines, its upper half over its lower one.
#ifndef HENG_CORE_FIT_HEADING_H
#define HENG_CORE_FIT_HEADING_H

#include "base/base.h"

struct atoms;
struct heading;
struct heading_word;
struct lexicon;
struct mem;
struct word;

// What the search needs; `atoms` changes as the text is cut.
struct finder {
    struct mem *mem, *scratch;
    const struct lexicon *lexicon;
    struct atoms *atoms;
};

// The longest word of this kind (enum word_kind) that begins at atom i, its end in *j; NULL if
// there is none. `near`: one character may be wrong, unless a word fits as it stands.
const struct word *fit_heading_match(struct finder *f, int kind, size_t i, size_t end, bool near,
                                     size_t *j);
// All headings of indicator tables, in order.
struct heading *fit_heading_tables(struct finder *f, size_t *n);
// The run of heading words of this kind from atom i; its upper half not before atom `begin`.
struct heading fit_heading_run(struct finder *f, int kind, size_t begin, size_t i, size_t end);
// The word i..j as one of a heading; and what stands between the words of one (enum sheet_break).
struct heading_word fit_heading_word(const struct atoms *atoms, int column, size_t i, size_t j);
// Where gaps stand inside most lines from atom i on, the page is laid out with blanks, and words
// that stand one blank apart stand close only there.
bool fit_heading_is_laid_out(const struct atoms *atoms, size_t i);
int fit_heading_calibrate(const struct atoms *atoms, const struct heading *heading);
// Does every word of the heading so far stand on a line of its own?
bool fit_heading_is_on_lines(const struct atoms *atoms, const struct heading *heading);
bool fit_heading_has(const struct heading *heading, int column);
// True if the words of a table's heading stand in one token without any break.
bool fit_heading_is_glued(struct finder *f);

#endif
