// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_trust: can the table be trusted as a whole?
//
// Counts are checks. A row that lacks its points or its actual, or whose name or points are not
// sure, is no whole row. Where many are none, lines or columns were taken for others somewhere, and
// what looks right beside them may be right by chance: then every cell of the rows is doubtful, and
// one that was not read may stand where none was sought. A word of the heading that stands
// elsewhere in the form has its cells elsewhere too, which are lost; so are the classes where the
// heading has none; a word of it inside a goal has been taken in with what is none. All of this
// only for text that a program took off pages: there order and columns are its guesses.
#ifndef HENG_CORE_FIT_TRUST_H
#define HENG_CORE_FIT_TRUST_H

struct reader;

void fit_trust_form(struct reader *r);

#endif
