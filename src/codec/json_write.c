// SPDX-License-Identifier: AGPL-3.0-or-later
// The writing half of json.h: what stands between two items is decided here, once.
#include "codec/json.h"

enum { INT_BYTES = 24 };

void json_init(struct json *json, struct buf *out)
{
    *json = (struct json){.out = out};
}

// The comma before an item, if one is due.
static void begin_item(struct json *json)
{
    buf_pass(json->out);
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->has_item[json->depth])
        buf_char(json->out, ',');
    json->has_item[json->depth] = true;
}

void json_open(struct json *json, char bracket)
{
    begin_item(json);
    buf_char(json->out, bracket);
    json->depth++;
    BUG_IF(json->depth == JSON_WRITE_DEPTH);
    json->has_item[json->depth] = false;
}

void json_close(struct json *json, char bracket)
{
    BUG_IF(json->depth == 0);
    json->depth--;
    buf_char(json->out, bracket);
}

static void add_escaped(struct buf *out, int32_t code)
{
    switch (code) {
    case '"':
        buf_add(out, STR("\\\""));
        break;
    case '\\':
        buf_add(out, STR("\\\\"));
        break;
    case '\n':
        buf_add(out, STR("\\n"));
        break;
    case '\r':
        buf_add(out, STR("\\r"));
        break;
    case '\t':
        buf_add(out, STR("\\t"));
        break;
    default:
        buf_fmt(out, "\\u%04x", (unsigned)code);
    }
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

// Are the eight bytes at p all plain? A byte that is not sets its highest bit in one of the terms.
static bool are_plain(const unsigned char *p)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    uint64_t word, quote, slash;
    memcpy(&word, p, sizeof(word));
    quote = word ^ ones * '"';
    slash = word ^ ones * '\\';
    return !((word | (word - ones * 0x20) | (word + ones) | (quote - ones) | (slash - ones)) &
             high);
}

// Is this a character of three bytes from U+3000 to U+9FFF, which is most of what is not ASCII?
// Nothing there is harmful.
static bool is_han(const unsigned char *p, size_t n)
{
    return n >= 3 && p[0] >= 0xE3 && p[0] <= 0xE9 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
}

// How many bytes at the start of a text need no escape.
static size_t plain_length(struct str s)
{
    const unsigned char *p = (const unsigned char *)s.ptr;
    size_t i = 0;
    while (i < s.len) {
        if (is_plain(p[i])) {
            i += s.len - i >= sizeof(uint64_t) && are_plain(p + i) ? sizeof(uint64_t) : 1;
        } else if (is_han(p + i, s.len - i)) {
            i += 3;
        } else {
            struct str rest = str_slice(s, i, s.len);
            size_t before = rest.len;
            int32_t code = str_next(&rest);
            if (code < 0x80 || str_is_harmful(code))
                break;
            i += before - rest.len;
        }
    }
    return i;
}

// Runs of what needs no escape are added whole.
static void add_quoted(struct buf *out, struct str s)
{
    buf_char(out, '"');
    while (s.len) {
        size_t n = plain_length(s);
        buf_add(out, (struct str){s.ptr, n});
        s = (struct str){s.ptr + n, s.len - n};
        if (!s.len)
            break;
        int32_t code = str_next(&s);
        add_escaped(out, code < 0 ? 0xFFFD : code);
    }
    buf_char(out, '"');
}

void json_key_str(struct json *json, struct str key)
{
    begin_item(json);
    add_quoted(json->out, key);
    buf_char(json->out, ':');
    json->after_key = true;
}

void json_key(struct json *json, const char *key)
{
    struct buf *out = json->out;
    size_t len = strlen(key);
    begin_item(json);
    json->after_key = true;
    if (!buf_room(out, len + 3))
        return;
    char *at = out->ptr + out->len;
    at[0] = '"';
    memcpy(at + 1, key, len);
    at[len + 1] = '"';
    at[len + 2] = ':';
    out->len += len + 3;
}

void json_text(struct json *json, struct str text)
{
    begin_item(json);
    add_quoted(json->out, text);
}

void json_int(struct json *json, int64_t n)
{
    char digits[INT_BYTES];
    size_t at = sizeof(digits);
    uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    begin_item(json);
    do
        digits[--at] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (n < 0)
        digits[--at] = '-';
    buf_add(json->out, (struct str){digits + at, sizeof(digits) - at});
}

void json_bool(struct json *json, bool value)
{
    begin_item(json);
    buf_add_c(json->out, value ? "true" : "false");
}

void json_null(struct json *json)
{
    begin_item(json);
    buf_add_c(json->out, "null");
}
