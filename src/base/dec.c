// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/dec.h"

#include "base/buf.h"
#include "base/mem.h"

typedef __int128 wide;

static const int64_t tens[] = {1,
                               10,
                               100,
                               1000,
                               10000,
                               100000,
                               1000000,
                               10000000,
                               100000000,
                               1000000000,
                               10000000000,
                               100000000000,
                               1000000000000,
                               10000000000000,
                               100000000000000,
                               1000000000000000,
                               10000000000000000,
                               100000000000000000,
                               1000000000000000000};

static bool fits(wide n)
{
    return n < tens[DEC_DIGITS_MOST] && n > -tens[DEC_DIGITS_MOST];
}

enum rc dec_read(struct dec *out, struct str s)
{
    bool negative = s.len && s.ptr[0] == '-';
    size_t i = negative;
    wide n = 0;
    int scale = -1, digits = 0;
    bool is_long = false;
    for (; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '.' && scale < 0 && digits) {
            scale = 0;
            continue;
        }
        if (c < '0' || c > '9')
            return RC_INPUT;
        digits++;
        if (scale >= 0)
            scale++;
        if (!is_long)
            n = n * 10 + (c - '0');
        is_long |= !fits(n);
    }
    if (!digits || scale == 0)
        return RC_INPUT;
    if (is_long || scale > DEC_SCALE_MOST)
        return RC_OVERFLOW;
    *out = (struct dec){(int64_t)(negative ? -n : n), scale < 0 ? 0 : scale};
    return RC_OK;
}

struct dec dec_int(int64_t n)
{
    BUG_IF(!fits(n));
    return (struct dec){n, 0};
}

struct str dec_print(struct mem *mem, struct dec d)
{
    uint64_t n = d.n < 0 ? 0 - (uint64_t)d.n : (uint64_t)d.n;
    const char *sign = d.n < 0 ? "-" : "";
    if (!d.scale)
        return buf_print(mem, "%s%llu", sign, (unsigned long long)n);
    uint64_t ten = (uint64_t)tens[d.scale];
    return buf_print(mem, "%s%llu.%0*llu", sign, (unsigned long long)(n / ten), d.scale,
                     (unsigned long long)(n % ten));
}

struct dec dec_trim(struct dec d)
{
    while (d.scale && d.n % 10 == 0) {
        d.n /= 10;
        d.scale--;
    }
    return d;
}

int dec_cmp(struct dec a, struct dec b)
{
    wide x = (wide)a.n * tens[b.scale], y = (wide)b.n * tens[a.scale];
    return (x > y) - (x < y);
}

bool dec_eq(struct dec a, struct dec b)
{
    return dec_cmp(a, b) == 0;
}

int dec_sign(struct dec d)
{
    return (d.n > 0) - (d.n < 0);
}

enum rc dec_add(struct dec *out, struct dec a, struct dec b)
{
    int scale = a.scale > b.scale ? a.scale : b.scale;
    wide n = (wide)a.n * tens[scale - a.scale] + (wide)b.n * tens[scale - b.scale];
    if (!fits(n))
        return RC_OVERFLOW;
    *out = (struct dec){(int64_t)n, scale};
    return RC_OK;
}

enum rc dec_sub(struct dec *out, struct dec a, struct dec b)
{
    b.n = -b.n;
    return dec_add(out, a, b);
}

struct dec dec_ulp(struct dec d)
{
    return (struct dec){1, d.scale};
}

static wide gcd(wide a, wide b)
{
    a = a < 0 ? -a : a;
    while (b) {
        wide r = a % b;
        a = b;
        b = r;
    }
    return a;
}

static struct ratio lowest(wide num, wide den)
{
    wide g = gcd(num, den);
    return (struct ratio){num / g, den / g};
}

struct ratio ratio_of(struct dec d)
{
    return lowest(d.n, tens[d.scale]);
}

struct ratio ratio_int(int64_t n)
{
    return (struct ratio){n, 1};
}

enum rc ratio_add(struct ratio *out, struct ratio a, struct ratio b)
{
    wide g = gcd(a.den, b.den), x, y, num, den;
    if (__builtin_mul_overflow(a.num, b.den / g, &x) ||
        __builtin_mul_overflow(b.num, a.den / g, &y) || __builtin_add_overflow(x, y, &num) ||
        __builtin_mul_overflow(a.den, b.den / g, &den))
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
    if (__builtin_mul_overflow(a.num / g, b.num / h, &num) ||
        __builtin_mul_overflow(a.den / h, b.den / g, &den))
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
    wide q = a / b;
    return q - (a % b < 0);
}

int ratio_cmp(struct ratio a, struct ratio b)
{
    // Compares whole parts, then the inverses of the rests with the order turned: no product.
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
    if (__builtin_mul_overflow(num % r.den, (wide)tens[digits], &scaled))
        return RC_OVERFLOW;
    wide whole = num / r.den;
    if (!fits(whole))
        return RC_OVERFLOW;
    wide n = whole * tens[digits] + scaled / r.den, rest = scaled % r.den;
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
