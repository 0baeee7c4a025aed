// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/ratio.h"

#include "base/buf.h"
#include "base/dec.h"
#include "base/mem.h"

typedef __int128 wide;

// Does a number of this size, without its sign, fit a dec?
static bool fits(wide n)
{
    return n < dec_tens[DEC_DIGITS_MOST];
}

// Nearly all figures are of 64 bits, whose division is one instruction. The divisor b is not below
// zero.
static bool is_narrow(wide a, wide b)
{
    return a > INT64_MIN && a <= INT64_MAX && b <= INT64_MAX;
}

static wide quotient(wide a, wide b)
{
    return is_narrow(a, b) ? (int64_t)a / (int64_t)b : a / b;
}

static wide gcd(wide a, wide b)
{
    a = a < 0 ? -a : a;
    while (b && !is_narrow(a, b)) {
        wide r = a % b;
        a = b;
        b = r;
    }
    for (int64_t x = (int64_t)a, y = (int64_t)b; b; b = y, a = x) {
        int64_t r = x % y;
        x = y;
        y = r;
    }
    return a;
}

static struct ratio lowest(wide num, wide den)
{
    wide g = gcd(num, den);
    return (struct ratio){quotient(num, g), quotient(den, g)};
}

struct ratio ratio_of(struct dec d)
{
    return lowest(d.n, dec_tens[d.scale]);
}

struct ratio ratio_int(int64_t n)
{
    return (struct ratio){n, 1};
}

enum rc ratio_add(struct ratio *out, struct ratio a, struct ratio b)
{
    wide g = gcd(a.den, b.den), x, y, num, den;
    if (__builtin_mul_overflow(a.num, quotient(b.den, g), &x) ||
        __builtin_mul_overflow(b.num, quotient(a.den, g), &y) ||
        __builtin_add_overflow(x, y, &num) ||
        __builtin_mul_overflow(a.den, quotient(b.den, g), &den))
        return RC_OVERFLOW;
    *out = lowest(num, den);
    return RC_OK;
}

enum rc ratio_sub(struct ratio *out, struct ratio a, struct ratio b)
{
    b.num = -b.num;
    return ratio_add(out, a, b);
}

enum rc ratio_mul(struct ratio *out, struct ratio a, struct ratio b)
{
    wide g = gcd(a.num, b.den), h = gcd(b.num, a.den), num, den;
    if (__builtin_mul_overflow(quotient(a.num, g), quotient(b.num, h), &num) ||
        __builtin_mul_overflow(quotient(a.den, h), quotient(b.den, g), &den))
        return RC_OVERFLOW;
    *out = (struct ratio){num, den};
    return RC_OK;
}

enum rc ratio_div(struct ratio *out, struct ratio a, struct ratio b)
{
    if (!b.num)
        return RC_INPUT;
    struct ratio inverse = {b.num < 0 ? -b.den : b.den, b.num < 0 ? -b.num : b.num};
    return ratio_mul(out, a, inverse);
}

static wide floor_div(wide a, wide b)
{
    wide q = quotient(a, b);
    return q - (a - q * b < 0);
}

int ratio_cmp(struct ratio a, struct ratio b)
{
    // Compares whole parts, then the inverses of the rests with the order turned: no product.
    BUG_IF(a.den == 0 || b.den == 0);
    int turn = 1;
    for (;;) {
        wide p = floor_div(a.num, a.den), q = floor_div(b.num, b.den);
        if (p != q)
            return p < q ? -turn : turn;
        wide r = a.num - p * a.den, s = b.num - q * b.den;
        if (!r || !s)
            return r == s ? 0 : r ? turn : -turn;
        a = (struct ratio){a.den, r};
        b = (struct ratio){b.den, s};
        turn = -turn;
    }
}

int ratio_sign(struct ratio r)
{
    return (r.num > 0) - (r.num < 0);
}

enum rc ratio_round(struct dec *out, struct ratio r, int digits, enum round_mode mode)
{
    BUG_IF(digits < 0 || digits > DEC_SCALE_MOST);
    wide num = r.num < 0 ? -r.num : r.num, scaled;
    if (__builtin_mul_overflow(num % r.den, (wide)dec_tens[digits], &scaled))
        return RC_OVERFLOW;
    wide whole = num / r.den;
    if (!fits(whole))
        return RC_OVERFLOW;
    wide n = whole * dec_tens[digits] + scaled / r.den, rest = scaled % r.den;
    int half = rest > r.den - rest ? 1 : rest < r.den - rest ? -1 : 0;
    if (mode == ROUND_HALF_UP)
        n += half >= 0;
    else if (mode == ROUND_HALF_EVEN)
        n += half > 0 || (half == 0 && n % 2 == 1);
    else if (mode == ROUND_UP)
        n += rest != 0;
    if (!fits(n))
        return RC_OVERFLOW;
    *out = (struct dec){(int64_t)(r.num < 0 ? -n : n), digits};
    return RC_OK;
}

struct str ratio_show(struct mem *mem, struct ratio r, int digits)
{
    struct dec d;
    if (ratio_round(&d, r, digits, ROUND_TRUNC) != RC_OK)
        return STR("…");
    if (ratio_cmp(ratio_of(d), r) == 0)
        return dec_print(mem, dec_trim(d));
    struct str cut = dec_print(mem, d);
    return buf_print(mem, "%.*s…", (int)cut.len, cut.ptr);
}
