// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_trust: can the table be trusted as a whole?
//
// Counts are checks. A row that lacks its points or its actual, or whose name or points are not
// sure, is no whole row. Where many are none, lines or columns were taken for others somewhere, and
// what looks right beside them may be right by chance: then every cell of the rows is doubtful, and
// one that was not read may stand where none was sought. Where the heading has no class column, the
// classes of the rows are missing.
#ifndef HENG_CORE_FIT_TRUST_H
#define HENG_CORE_FIT_TRUST_H

struct form;

void fit_trust_rows(struct form *form);

#endif
