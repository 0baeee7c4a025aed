// SPDX-License-Identifier: AGPL-3.0-or-later
// dec: exact numbers. A dec is a number as printed; a ratio is a quotient of integers.
//
// No binary floating point touches a score, a rate or money. `struct dec` is n / 10^scale with the
// scale that was printed (0..9), at most 18 digits. `struct ratio` is num/den with den > 0 in 128
// bits. Sums, products and quotients that do not fit fail with RC_OVERFLOW, never wrap; comparing
// never overflows (continued fractions). A value is rounded once, from its exact quotient
// (self-evaluation.md §3).
#ifndef HENG_BASE_DEC_H
#define HENG_BASE_DEC_H

#include "base/err.h"
#include "base/str.h"

enum { DEC_SCALE_MOST = 9, DEC_DIGITS_MOST = 18 };

struct dec {
    int64_t n;
    int scale;
};

struct ratio {
    __int128 num, den; // den > 0, lowest terms
};

enum round_mode {
    ROUND_TRUNC,     // toward zero
    ROUND_HALF_UP,   // ties away from zero (四舍五入)
    ROUND_HALF_EVEN, // ties to the even digit
    ROUND_UP,        // away from zero
};

// Reads [-]digits[.digits] and nothing else: no blanks, no commas, no exponent, ASCII digits.
// RC_INPUT if it is not of this form, RC_OVERFLOW over 18 digits (leading zeros aside) or 9
// decimals.
NODISCARD enum rc dec_read(struct dec *out, struct str s);
struct dec dec_int(int64_t n);
// As printed: all decimals of its scale.
struct str dec_print(struct mem *mem, struct dec d);
// Without trailing zeros after the point: 92.00 -> 92, 90.50 -> 90.5.
struct dec dec_trim(struct dec d);
// <0, 0, >0; 5.0 equals 5.00.
int dec_cmp(struct dec a, struct dec b);
bool dec_eq(struct dec a, struct dec b);
int dec_sign(struct dec d);
// Sum and difference at the finer scale. RC_OVERFLOW over 18 digits.
NODISCARD enum rc dec_add(struct dec *out, struct dec a, struct dec b);
NODISCARD enum rc dec_sub(struct dec *out, struct dec a, struct dec b);
// One unit of the last printed place.
struct dec dec_ulp(struct dec d);

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
