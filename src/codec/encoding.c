// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codec/encoding.h"

#include "base/mem.h"

static const char *const names[] = {
    [ENCODING_UTF8] = "UTF-8",
    [ENCODING_UTF16LE] = "UTF-16LE",
    [ENCODING_UTF16BE] = "UTF-16BE",
    [ENCODING_GB18030] = "GB18030",
};

const char *encoding_name(enum encoding encoding)
{
    return names[encoding];
}

// The line, from 1, of the end of a text.
static int64_t line_after(struct str head)
{
    int64_t line = 1;
    for (size_t i = 0; i < head.len; i++)
        line += head.ptr[i] == '\n' ? i == 0 || head.ptr[i - 1] != '\r' : head.ptr[i] == '\r';
    return line;
}

// A failure about byte `at` of the file; `head` is the text before it.
static enum rc refuse(struct mem *mem, struct err *err, const char *key, struct str name,
                      struct str head, size_t at)
{
    err_set(err, RC_INPUT, key);
    err_arg(err, "file", name);
    err_arg_int(mem, err, "line", line_after(head));
    err_arg_int(mem, err, "byte", (int64_t)at + 1);
    return RC_INPUT;
}

static size_t put(char *out, int32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

static bool is_digit_byte(unsigned char c)
{
    return c >= 0x30 && c <= 0x39;
}

static bool is_lead(unsigned char c)
{
    return c >= 0x81 && c <= 0xFE;
}

// One character of GB18030 of 2 or 4 bytes at p[0..n), p[0] >= 0x80; -1 if it is none.
static int32_t gb_code(const unsigned char *p, size_t n, size_t *used)
{
    if (!is_lead(p[0]) || n < 2)
        return -1;
    if (p[1] >= 0x40 && p[1] != 0x7F && p[1] != 0xFF) {
        *used = 2;
        return encoding_gb_two[(p[0] - 0x81) * 190 + p[1] - (p[1] < 0x7F ? 0x40 : 0x41)];
    }
    if (n < 4 || !is_digit_byte(p[1]) || !is_lead(p[2]) || !is_digit_byte(p[3]))
        return -1;
    *used = 4;
    int32_t i = (p[0] - 0x81) * 12600 + (p[1] - 0x30) * 1260 + (p[2] - 0x81) * 10 + (p[3] - 0x30);
    if (i < ENCODING_GB_FOUR)
        return encoding_gb_four[i];
    i -= (0x90 - 0x81) * 12600; // 90308130 is U+10000
    return i >= 0 && i < 0x100000 ? 0x10000 + i : -1;
}

// Both decoders need at most three bytes of UTF-8 for two of the source. True if all of it fits;
// else *bad is the first byte of the source that does not. out->text holds what came before.
static bool decode_gb(struct mem *mem, struct encoding_text *out, size_t *bad)
{
    const unsigned char *p = (const unsigned char *)out->source.ptr;
    size_t len = out->source.len, i = 0, n = 0;
    char *text = mem_alloc(mem, len + len / 2 + 4);
    while (i < len) {
        if (p[i] < 0x80) {
            text[n++] = (char)p[i++];
            continue;
        }
        size_t used = 0;
        int32_t code = gb_code(p + i, len - i, &used);
        if (code < 0)
            break;
        n += put(text + n, code);
        i += used;
    }
    *bad = i;
    out->text = (struct str){text, n};
    return i == len;
}

static bool decode_16(struct mem *mem, struct encoding_text *out, size_t *bad)
{
    const unsigned char *p = (const unsigned char *)out->source.ptr;
    size_t len = out->source.len, i = 0, n = 0;
    int high = out->encoding == ENCODING_UTF16LE;
    char *text = mem_alloc(mem, len + len / 2 + 4);
    while (len - i >= 2) {
        int32_t code = p[i + (size_t)high] << 8 | p[i + 1 - (size_t)high];
        size_t used = 2;
        if (code >= 0xD800 && code < 0xE000) {
            int32_t low = len - i >= 4 ? p[i + 2 + (size_t)high] << 8 | p[i + 3 - (size_t)high] : 0;
            if (code >= 0xDC00 || low < 0xDC00 || low > 0xDFFF)
                break;
            code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00));
            used = 4;
        }
        n += put(text + n, code);
        i += used;
    }
    *bad = i;
    out->text = (struct str){text, n};
    return i == len;
}

// True if the text has only characters that are written: no control but tab and line and page
// ends, nothing of private use, no noncharacter.
static bool is_writing(struct str text)
{
    while (text.len) {
        int32_t c = str_next(&text);
        if ((c < 0x20 && (c < '\t' || c > '\r' || c == 0x0B)) || (c >= 0xE000 && c < 0xF900) ||
            (c & 0xFFFE) == 0xFFFE)
            return false;
    }
    return true;
}

enum { UTF16_ASCII_LEAST = 4, UTF16_ASCII_SHARE = 8 };

// Tells UTF-16 without a mark from a text with a stray NUL. Four characters and an eighth of all
// must be ASCII (digits, tabs and line ends of a form are), and all must be writing. Bytes that are
// also UTF-8 are UTF-16 only if every second one is NUL.
static bool is_utf16(struct mem *mem, struct encoding_text *out)
{
    struct str s = out->source;
    size_t zeros[2] = {0, 0}, units = s.len / 2, bad;
    for (size_t i = 0; i < s.len; i++)
        zeros[i & 1] += !s.ptr[i];
    bool is_little = zeros[1] > zeros[0];
    size_t ascii = zeros[is_little];
    if (s.len % 2 || ascii < UTF16_ASCII_LEAST || ascii * UTF16_ASCII_SHARE < units ||
        (ascii != units && str_is_utf8(s, &bad)))
        return false;
    out->encoding = is_little ? ENCODING_UTF16LE : ENCODING_UTF16BE;
    return decode_16(mem, out, &bad) && is_writing(out->text);
}

// True if more than half of the bytes over ASCII stand in whole three-byte characters of UTF-8: in
// GB18030 hardly any do.
static bool is_broken_utf8(struct str s)
{
    size_t high = 0, whole = 0;
    while (s.len) {
        struct str rest = s;
        int32_t code = str_next(&rest);
        if (code >= 0x800)
            whole += s.len - rest.len;
        if (code < 0 || code >= 0x80)
            high += s.len - rest.len;
        s = rest;
    }
    return whole * 2 > high;
}

static enum rc decode_marked_16(struct mem *mem, struct encoding_text *out, struct str name,
                                struct err *err)
{
    size_t bad;
    if (!decode_16(mem, out, &bad)) {
        refuse(mem, err, "err.text.bad_utf16", name, out->text, out->mark + bad);
        err_arg(err, "encoding", str_of(names[out->encoding]));
        return RC_INPUT;
    }
    const char *nul = memchr(out->text.ptr, 0, out->text.len);
    if (!nul)
        return RC_OK;
    size_t at = (size_t)(nul - out->text.ptr);
    struct encoding_walk walk = encoding_walk(out);
    return refuse(mem, err, "err.text.nul", name, str_slice(out->text, 0, at),
                  encoding_origin(&walk, at));
}

// As GB18030; `utf8` is the byte at which UTF-8 failed, from 1, 0 if the file has a mark.
static enum rc decode_national(struct mem *mem, struct encoding_text *out, struct str name,
                               size_t utf8, struct err *err)
{
    size_t bad;
    out->encoding = ENCODING_GB18030;
    if (decode_gb(mem, out, &bad))
        return RC_OK;
    if (!utf8)
        return refuse(mem, err, "err.text.bad_gb18030", name, out->text, out->mark + bad);
    refuse(mem, err, "err.text.encoding", name, out->text, bad);
    err_arg_int(mem, err, "utf8", (int64_t)utf8);
    return RC_INPUT;
}

static enum rc decode_bytes(struct mem *mem, struct encoding_text *out, struct str name,
                            struct err *err)
{
    struct str source = out->source;
    const char *nul = memchr(source.ptr, 0, source.len);
    if (nul && !out->mark && is_utf16(mem, out))
        return RC_OK;
    if (nul) {
        size_t at = (size_t)(nul - source.ptr);
        return refuse(mem, err, "err.text.nul", name, str_slice(source, 0, at), out->mark + at);
    }
    if (out->encoding == ENCODING_GB18030)
        return decode_national(mem, out, name, 0, err);
    size_t bad;
    out->encoding = ENCODING_UTF8;
    out->text = source;
    if (str_is_utf8(source, &bad))
        return RC_OK;
    struct str head = str_slice(source, 0, bad);
    if (out->mark)
        return refuse(mem, err, "err.text.bad_utf8", name, head, out->mark + bad);
    if (is_broken_utf8(source))
        return refuse(mem, err, "err.text.broken_utf8", name, head, bad);
    return decode_national(mem, out, name, bad + 1, err);
}

enum rc encoding_decode(struct mem *mem, struct encoding_text *out, struct str bytes,
                        struct str name, struct err *err)
{
    static const struct {
        struct str mark;
        const char *refusal;
        enum encoding encoding;
    } marks[] = {
        {STR("\xFF\xFE\0\0"), "err.text.utf32", ENCODING_UTF8},
        {STR("\0\0\xFE\xFF"), "err.text.utf32", ENCODING_UTF8},
        {STR("\xEF\xBB\xBF"), NULL, ENCODING_UTF8},
        {STR("\xFF\xFE"), NULL, ENCODING_UTF16LE},
        {STR("\xFE\xFF"), NULL, ENCODING_UTF16BE},
        {STR("\x84\x31\x95\x33"), NULL, ENCODING_GB18030},
    };
    *out = (struct encoding_text){.source = bytes.len ? bytes : STR_NONE};
    for (size_t i = 0; i < LENGTH_OF(marks); i++) {
        if (!str_starts(bytes, marks[i].mark))
            continue;
        if (marks[i].refusal)
            return refuse(mem, err, marks[i].refusal, name, STR_NONE, 0);
        out->encoding = marks[i].encoding;
        out->mark = marks[i].mark.len;
        out->source = (struct str){bytes.ptr + out->mark, bytes.len - out->mark};
        break;
    }
    if (out->encoding == ENCODING_UTF16LE || out->encoding == ENCODING_UTF16BE)
        return decode_marked_16(mem, out, name, err);
    return decode_bytes(mem, out, name, err);
}

struct encoding_walk encoding_walk(const struct encoding_text *of)
{
    return (struct encoding_walk){.of = of};
}

size_t encoding_origin(struct encoding_walk *walk, size_t at)
{
    const struct encoding_text *of = walk->of;
    if (of->encoding == ENCODING_UTF8)
        return of->mark + at;
    const unsigned char *text = (const unsigned char *)of->text.ptr;
    const unsigned char *source = (const unsigned char *)of->source.ptr;
    while (walk->text_at < at) {
        unsigned char c = text[walk->text_at];
        size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        walk->text_at += n;
        if (of->encoding != ENCODING_GB18030)
            walk->source_at += n == 4 ? 4 : 2;
        else if (source[walk->source_at] < 0x80)
            walk->source_at += 1;
        else
            walk->source_at += is_digit_byte(source[walk->source_at + 1]) ? 4 : 2;
    }
    return of->mark + walk->source_at;
}
