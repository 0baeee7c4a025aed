// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/dec.h"

#include "base/buf.h"
#include "base/mem.h"

typedef __int128 wide;

const int64_t dec_tens[DEC_DIGITS_MOST + 1] = {1,
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
    return n < dec_tens[DEC_DIGITS_MOST] && n > -dec_tens[DEC_DIGITS_MOST];
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
    uint64_t ten = (uint64_t)dec_tens[d.scale];
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
    wide x = (wide)a.n * dec_tens[b.scale], y = (wide)b.n * dec_tens[a.scale];
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
    wide n = (wide)a.n * dec_tens[scale - a.scale] + (wide)b.n * dec_tens[scale - b.scale];
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
