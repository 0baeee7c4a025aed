// SPDX-License-Identifier: AGPL-3.0-or-later
// dec: exact numbers, as printed.
//
// No binary floating point touches a score, a rate or money. `struct dec` is n / 10^scale with the
// scale that was printed (0..9), at most 18 digits. Sums that do not fit fail with RC_OVERFLOW,
// never wrap; comparing never overflows. Quotients and rounding are base/ratio.h.
#ifndef HENG_BASE_DEC_H
#define HENG_BASE_DEC_H

#include "base/err.h"
#include "base/ratio.h"
#include "base/str.h"

enum { DEC_SCALE_MOST = 9, DEC_DIGITS_MOST = 18 };

struct dec {
    int64_t n;
    int scale;
};

// 10^0 to 10^18.
extern const int64_t dec_tens[DEC_DIGITS_MOST + 1];

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

#endif
