// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_evidence: what the whole table says about the place of a reason.
//
// A reason is likely behind two figures of which the second is less (points were lost), and likely
// if its text ends three lines or more.
#ifndef HENG_CORE_FIT_EVIDENCE_H
#define HENG_CORE_FIT_EVIDENCE_H

#include "base/map.h"

struct atoms;
struct mem;

// For each position 0..n: 1 if points were lost in the two numbers that stand before it, 0 if they
// were not, -1 if nobody knows.
int *fit_evidence_lost(struct mem *mem, const struct atoms *atoms, size_t from, size_t n);
// Texts that end three lines or more.
struct map fit_evidence_repeated(struct mem *mem, const struct atoms *atoms, size_t from, size_t n);

#endif
