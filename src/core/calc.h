// SPDX-License-Identifier: AGPL-3.0-or-later
// calc: exact arithmetic over many steps, whose failure is asked once, at the end.
//
// A step that does not fit 128 bits, or divides by zero, clears `ok`; what it gives is then 0 and
// must not be used. Without this, scoring would be a forest of returns that says nothing.
#ifndef HENG_CORE_CALC_H
#define HENG_CORE_CALC_H

#include "base/dec.h"

struct calc {
    bool ok;
};

static inline struct ratio calc_add(struct calc *calc, struct ratio a, struct ratio b)
{
    struct ratio out = {0, 1};
    calc->ok &= ratio_add(&out, a, b) == RC_OK;
    return out;
}

static inline struct ratio calc_sub(struct calc *calc, struct ratio a, struct ratio b)
{
    struct ratio out = {0, 1};
    calc->ok &= ratio_sub(&out, a, b) == RC_OK;
    return out;
}

static inline struct ratio calc_mul(struct calc *calc, struct ratio a, struct ratio b)
{
    struct ratio out = {0, 1};
    calc->ok &= ratio_mul(&out, a, b) == RC_OK;
    return out;
}

static inline struct ratio calc_div(struct calc *calc, struct ratio a, struct ratio b)
{
    struct ratio out = {0, 1};
    calc->ok &= ratio_div(&out, a, b) == RC_OK;
    return out;
}

static inline struct dec calc_round(struct calc *calc, struct ratio a, int digits,
                                    enum round_mode mode)
{
    struct dec out = {0, 0};
    calc->ok &= ratio_round(&out, a, digits, mode) == RC_OK;
    return out;
}

static inline struct dec calc_sum(struct calc *calc, struct dec a, struct dec b)
{
    struct dec out = {0, 0};
    calc->ok &= dec_add(&out, a, b) == RC_OK;
    return out;
}

static inline struct ratio calc_least(struct ratio a, struct ratio b)
{
    return ratio_cmp(a, b) <= 0 ? a : b;
}

#endif
