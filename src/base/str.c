// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/str.h"

#include <utf8proc.h>

#include "base/mem.h"

struct str str_of(const char *nul_terminated)
{
    return nul_terminated ? (struct str){nul_terminated, strlen(nul_terminated)} : STR_NONE;
}

bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool str_eq_c(struct str a, const char *b)
{
    return str_eq(a, str_of(b));
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.ptr, b.ptr, n) : 0;
    if (c)
        return c;
    return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, struct str head)
{
    return s.len >= head.len && (head.len == 0 || memcmp(s.ptr, head.ptr, head.len) == 0);
}

bool str_ends(struct str s, struct str tail)
{
    return s.len >= tail.len &&
           (tail.len == 0 || memcmp(s.ptr + s.len - tail.len, tail.ptr, tail.len) == 0);
}

ptrdiff_t str_find(struct str s, struct str needle)
{
    if (needle.len == 0)
        return 0;
    if (needle.len > s.len)
        return -1;
    const char *at = needle.len == 1 ? memchr(s.ptr, needle.ptr[0], s.len)
                                     : memmem(s.ptr, s.len, needle.ptr, needle.len);
    return at ? at - s.ptr : -1;
}

bool str_has(struct str s, struct str needle)
{
    return str_find(s, needle) >= 0;
}

struct str str_slice(struct str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from >= to)
        return STR_NONE;
    return (struct str){s.ptr + from, to - from};
}

static bool is_blank(int32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x3000 || c == 0xA0;
}

struct str str_trim(struct str s)
{
    for (;;) {
        struct str rest = s;
        if (!is_blank(str_next(&rest)))
            break;
        s = rest;
    }
    while (s.len) {
        size_t n = 1;
        while (n < s.len && n < 4 && ((unsigned char)s.ptr[s.len - n] & 0xC0) == 0x80)
            n++;
        struct str last = {s.ptr + s.len - n, n};
        if (!is_blank(str_next(&last)))
            break;
        s.len -= n;
    }
    return s;
}

// One code point of valid UTF-8 at p[0..n), its bytes in *used; -1 if it is none.
static int32_t decode(const unsigned char *p, size_t n, size_t *used)
{
    *used = 1;
    if (p[0] < 0x80)
        return p[0];
    int more = p[0] >= 0xF0 ? 3 : p[0] >= 0xE0 ? 2 : 1;
    if (p[0] < 0xC2 || p[0] > 0xF4 || n < (size_t)more + 1)
        return -1;
    int32_t c = p[0] & (0x3F >> more);
    for (int i = 1; i <= more; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return -1;
        c = c << 6 | (p[i] & 0x3F);
    }
    if ((more == 2 && c < 0x800) || (more == 3 && c < 0x10000) || c > 0x10FFFF ||
        (c >= 0xD800 && c < 0xE000))
        return -1;
    *used = (size_t)more + 1;
    return c;
}

int32_t str_next_wide(struct str *s)
{
    if (!s->len)
        return -1;
    size_t used;
    int32_t c = decode((const unsigned char *)s->ptr, s->len, &used);
    s->ptr += used;
    s->len -= used;
    return c;
}

size_t str_step(struct str s)
{
    struct str rest = s;
    str_next(&rest);
    return s.len - rest.len;
}

size_t str_count(struct str s)
{
    size_t n = 0;
    for (; s.len; n++)
        str_next(&s);
    return n;
}

size_t str_encode(int32_t code, char out[4])
{
    if (code < 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return 0;
    return (size_t)utf8proc_encode_char(code, (utf8proc_uint8_t *)out);
}

// Bytes of ASCII at the start of p[0..n), in whole words.
static size_t ascii_run(const char *p, size_t n)
{
    size_t i = 0;
    for (uint64_t word; n - i >= sizeof(word); i += sizeof(word)) {
        memcpy(&word, p + i, sizeof(word));
        if (word & 0x8080808080808080u)
            break;
    }
    return i;
}

bool str_is_utf8(struct str s, size_t *bad)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    size_t i = 0;
    while (i < s.len) {
        i += ascii_run(s.ptr + i, s.len - i);
        // What stands in all Chinese text is decided here, the rest by decode().
        while (s.len - i >= 3 && p[i] > 0xE0 && p[i] < 0xED && (p[i + 1] & 0xC0) == 0x80 &&
               (p[i + 2] & 0xC0) == 0x80)
            i += 3;
        size_t used;
        if (i < s.len && decode(p + i, s.len - i, &used) < 0) {
            *bad = i;
            return false;
        }
        i += i < s.len ? used : 0;
    }
    return true;
}

void str_place(struct str s, size_t at, int *line, int *col)
{
    *line = *col = 1;
    for (struct str head = str_slice(s, 0, at); head.len; (*col)++) {
        if (str_next(&head) == '\n') {
            (*line)++;
            *col = 0;
        }
    }
}

int str_width_of(int32_t code)
{
    if (code < 0)
        return 1;
    if (code < 0x7F)
        return code >= 0x20;
    // Ambiguous signs that Chinese terminals and print draw wide are kept at the width of the
    // terminal's own table; utf8proc follows Unicode's East Asian Width.
    return utf8proc_charwidth(code);
}

size_t str_width(struct str s)
{
    size_t n = 0;
    while (s.len)
        n += (size_t)str_width_of(str_next(&s));
    return n;
}

bool str_is_harmful(int32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD || code == 0x061C ||
           (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
}

bool str_is_numeral(int32_t code)
{
    static const char cheque[] = "壹贰叁肆伍陆柒捌玖佰仟貳參陸萬";
    if (code < 0x80 || code == 0x3007) // 〇 is a character of years
        return false;
    for (struct str s = str_of(cheque); s.len > 0;)
        if (str_next(&s) == code)
            return true;
    utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NL ||
           category == UTF8PROC_CATEGORY_NO;
}

bool str_is_han(int32_t code)
{
    return (code >= 0x3400 && code <= 0x9FFF) || (code >= 0x20000 && code <= 0x323AF) ||
           (code >= 0xF900 && code <= 0xFAFF);
}

enum { DISTANCE_MOST = 256 };

// Code points of s into out; their number, or -1 if there are more than DISTANCE_MOST.
static int code_points(struct str s, int32_t *out)
{
    int n = 0;
    while (s.len) {
        if (n == DISTANCE_MOST)
            return -1;
        out[n++] = str_next(&s);
    }
    return n;
}

int str_distance(struct str a, struct str b, int limit)
{
    int32_t x[DISTANCE_MOST], y[DISTANCE_MOST];
    int row[DISTANCE_MOST + 1];
    int n = code_points(a, x), m = code_points(b, y), same = 0;
    if (n < 0 || m < 0 || n - m > limit || m - n > limit)
        return limit + 1;
    // What both begin or end with costs nothing.
    for (; n && m && x[n - 1] == y[m - 1]; n--, m--)
        ;
    for (; same < n && same < m && x[same] == y[same]; same++)
        ;
    n -= same;
    m -= same;
    for (int j = 0; j <= m; j++)
        row[j] = j;
    for (int i = 1; i <= n; i++) {
        int diagonal = row[0], best = row[0] = i;
        for (int j = 1; j <= m; j++) {
            int replaced = diagonal + (x[same + i - 1] != y[same + j - 1]);
            diagonal = row[j];
            int other = 1 + (row[j] < row[j - 1] ? row[j] : row[j - 1]);
            row[j] = replaced < other ? replaced : other;
            best = row[j] < best ? row[j] : best;
        }
        if (best > limit)
            return limit + 1;
    }
    return row[m] > limit ? limit + 1 : row[m];
}

const char *str_cstr(struct mem *mem, struct str s)
{
    char *p = mem_alloc(mem, s.len + 1);
    if (s.len)
        memcpy(p, s.ptr, s.len);
    return p;
}

struct str str_copy(struct mem *mem, struct str s)
{
    return (struct str){str_cstr(mem, s), s.len};
}
