// SPDX-License-Identifier: AGPL-3.0-or-later
// ratio: exact quotients of integers, and the one place where a figure is rounded.
//
// A ratio is num/den with den > 0 in 128 bits, lowest terms. Sums, products and quotients that do
// not fit fail with RC_OVERFLOW, never wrap; comparing never overflows (continued fractions). A
// value is rounded once, from its exact quotient (self-evaluation.md §3).
#ifndef HENG_BASE_RATIO_H
#define HENG_BASE_RATIO_H

#include "base/err.h"
#include "base/str.h"

struct dec; // base/dec.h, which includes this one

struct ratio {
    __int128 num, den; // den > 0, lowest terms
};

enum round_mode {
    ROUND_TRUNC,     // toward zero
    ROUND_HALF_UP,   // ties away from zero (四舍五入)
    ROUND_HALF_EVEN, // ties to the even digit
    ROUND_UP,        // away from zero
};

struct ratio ratio_of(struct dec d);
struct ratio ratio_int(int64_t n);
NODISCARD enum rc ratio_add(struct ratio *out, struct ratio a, struct ratio b);
NODISCARD enum rc ratio_sub(struct ratio *out, struct ratio a, struct ratio b);
NODISCARD enum rc ratio_mul(struct ratio *out, struct ratio a, struct ratio b);
// RC_INPUT if b is zero: no data, never 0.
NODISCARD enum rc ratio_div(struct ratio *out, struct ratio a, struct ratio b);
int ratio_cmp(struct ratio a, struct ratio b);
int ratio_sign(struct ratio r);
// Rounded once to `digits` decimals (0..9). RC_OVERFLOW if it does not fit a dec.
NODISCARD enum rc ratio_round(struct dec *out, struct ratio r, int digits, enum round_mode mode);
// Cut to `digits` decimals for show, with "…" if something was cut: 5.3333…
struct str ratio_show(struct mem *mem, struct ratio r, int digits);

#endif
