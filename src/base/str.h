// SPDX-License-Identifier: AGPL-3.0-or-later
// str: a view of bytes that somebody else keeps; text is UTF-8, checked once at the edge.
//
// A view owns nothing and is passed by value. Functions that make text take an arena first. The
// empty view may have a NULL pointer. Distances and widths count code points and display columns.
#ifndef HENG_BASE_STR_H
#define HENG_BASE_STR_H

#include "base/base.h"

struct mem;

struct str {
    const char *ptr;
    size_t len;
};

// One text for people in both languages (core/label.h makes them).
struct text2 {
    struct str zh, en;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
#define STR_NONE     ((struct str){"", 0})
#define STR_FMT(s)   (int)(s).len, (s).ptr ? (s).ptr : "" // for "%.*s"; s is evaluated three times

struct str str_of(const char *nul_terminated); // NULL gives the empty view
bool str_eq(struct str a, struct str b);
bool str_eq_c(struct str a, const char *b);
// Byte order, as memcmp; the shorter first on a tie. <0, 0, >0.
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, struct str head);
bool str_ends(struct str s, struct str tail);
// Byte offset of the first `needle`, or -1. The empty needle is found at 0.
ptrdiff_t str_find(struct str s, struct str needle);
bool str_has(struct str s, struct str needle);
// Bytes from..to, cut at the ends.
struct str str_slice(struct str s, size_t from, size_t to);
// Without ASCII blanks, tabs, line ends and the ideographic space at both ends.
struct str str_trim(struct str s);

// Decodes one code point and moves `s` past it; -1 at the end or on bytes that are not UTF-8
// (`s` is then moved by one byte, so that a loop ends).
static inline int32_t str_next(struct str *s);
int32_t str_next_wide(struct str *s); // the same, whatever stands there
// Bytes of the code point at the start of s (1 on broken bytes, 0 at the end).
size_t str_step(struct str s);
// Number of code points.
size_t str_count(struct str s);
// Writes a code point as UTF-8 into out[4]; returns the bytes (0 if it is none).
size_t str_encode(int32_t code, char out[4]);
// True if all bytes are UTF-8 (no surrogates, no overlong forms); else *bad is the byte offset.
bool str_is_utf8(struct str s, size_t *bad);
// Line and column of a byte of s, from 1, the column in code points; lines end with LF.
void str_place(struct str s, size_t at, int *line, int *col);
// Terminal columns: 2 for wide and full-width characters, 0 for combining and format ones.
int str_width_of(int32_t code);
size_t str_width(struct str s);
bool str_is_han(int32_t code);
// A sign of a number that is no ASCII digit: ٣ ½ ² Ⅷ ①, and the Han numerals of cheques (壹 佰).
bool str_is_numeral(int32_t code);
// A character that a terminal or a browser might obey, or that hides: control, bidi, invisible;
// also -1. What is written for people never holds one.
bool str_is_harmful(int32_t code);

// Edit distance in code points (insert, delete, replace = 1), or limit + 1 if it is greater than
// `limit`. Texts over 256 code points are never near: limit + 1.
int str_distance(struct str a, struct str b, int limit);

// Copies. str_cstr ends with NUL.
struct str str_copy(struct mem *mem, struct str s);
const char *str_cstr(struct mem *mem, struct str s);

// What nearly all text is, ASCII and the Han blocks below U+D000, is decoded here.
static inline int32_t str_next(struct str *s)
{
    const unsigned char *p = (const unsigned char *)s->ptr;
    if (s->len && p[0] < 0x80) {
        s->ptr++;
        s->len--;
        return p[0];
    }
    if (s->len >= 3 && p[0] > 0xE0 && p[0] < 0xED && (p[1] & 0xC0) == 0x80 &&
        (p[2] & 0xC0) == 0x80) {
        s->ptr += 3;
        s->len -= 3;
        return (p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    return str_next_wide(s);
}

#endif
