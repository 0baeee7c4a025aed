// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/out.h"

static const char *const codes[] = {
    [OUT_PLAIN] = "",           [OUT_BOLD] = "\x1b[1m",     [OUT_DIM] = "\x1b[2m",
    [OUT_ERROR] = "\x1b[1;31m", [OUT_WARNING] = "\x1b[33m", [OUT_NOTE] = "\x1b[36m",
    [OUT_GOOD] = "\x1b[32m",
};

static bool is_blank(int32_t code)
{
    return code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == 0x3000;
}

// Bytes that are not UTF-8 give -1, which is harmful.
static void add_clean(struct out *out, struct str text)
{
    while (text.len > 0) {
        int32_t code = str_next(&text);
        if (code == '\t' || code == '\n' || code == '\r')
            buf_char(out->buf, ' ');
        else
            buf_code(out->buf, str_is_harmful(code) ? 0xFFFD : code);
    }
}

void out_text(struct out *out, enum out_style style, struct str text)
{
    bool has_style = out->has_colour && style != OUT_PLAIN && text.len > 0;
    if (has_style)
        buf_add_c(out->buf, codes[style]);
    add_clean(out, text);
    if (has_style)
        buf_add_c(out->buf, "\x1b[0m");
}

// The columns that a character takes once it is written.
static int width_of(int32_t code)
{
    return code == '\t' || code == '\n' || code == '\r' || str_is_harmful(code)
               ? 1
               : str_width_of(code);
}

static int width(struct str text)
{
    int columns = 0;
    while (text.len > 0)
        columns += width_of(str_next(&text));
    return columns;
}

void out_pad(struct out *out, enum out_style style, enum out_align align, struct str text,
             int columns)
{
    int fill = columns - width(text);
    if (align == OUT_RIGHT)
        out_blank(out, fill);
    out_text(out, style, text);
    if (align == OUT_LEFT)
        out_blank(out, fill);
}

void out_blank(struct out *out, int columns)
{
    if (columns > 0)
        buf_fill(out->buf, ' ', (size_t)columns);
}

void out_end(struct out *out)
{
    struct buf *buf = out->buf;
    while (buf->len > 0 && buf->ptr[buf->len - 1] == ' ')
        buf->len--;
    buf_char(buf, '\n');
}

void out_rule(struct out *out, char c, enum out_style style, struct str title)
{
    int used = 0;
    if (width(title) + 4 > out->width) { // no room for a rule behind it
        out_wrap(out, style, 0, 2, title);
        return;
    }
    if (title.len > 0) {
        out_text(out, style, title);
        out_blank(out, 1);
        used = width(title) + 1;
    }
    if (out->width > used)
        buf_fill(out->buf, c, (size_t)(out->width - used));
    out_end(out);
}

// Punctuation that no line begins with, and that no line ends with.
static const char closing[] = "，。；：、！？）》」』】〕”’…·％℃,.;:!?)]}%";
static const char opening[] = "（《「『【〔“‘([{";

static bool is_one_of(const char *set, int32_t code)
{
    for (struct str s = str_of(set); s.len > 0;)
        if (str_next(&s) == code)
            return true;
    return false;
}

// May a line end between these two characters?
static bool may_break(int32_t before, int32_t after)
{
    if (is_blank(before))
        return true;
    if (is_blank(after))
        return true;
    if (is_one_of(closing, after) || is_one_of(opening, before))
        return false;
    return str_width_of(before) == 2 || str_width_of(after) == 2;
}

static void skip_blanks(struct str *s)
{
    for (struct str peek = *s; peek.len > 0 && is_blank(str_next(&peek));)
        *s = peek;
}

struct str out_cut(struct str *rest, int columns)
{
    skip_blanks(rest);
    struct str scan = *rest;
    size_t good = 0, last = 0; // bytes up to the last place to break; up to the last that fits
    int used = 0;
    while (scan.len > 0) {
        int32_t code = str_next(&scan);
        used += width_of(code);
        if (used > columns && last > 0 && !is_blank(code))
            break;
        last = rest->len - scan.len;
        struct str peek = scan;
        int32_t next = scan.len > 0 ? str_next(&peek) : ' ';
        if (may_break(code, next))
            good = last;
        if (used > columns && is_blank(code))
            break;
    }
    size_t take = scan.len == 0 && used <= columns ? rest->len : good > 0 ? good : last;
    struct str line = str_slice(*rest, 0, take);
    *rest = str_slice(*rest, take, rest->len);
    skip_blanks(rest);
    return str_trim(line);
}

void out_wrap(struct out *out, enum out_style style, int column, int indent, struct str text)
{
    bool is_first = true;
    do {
        if (!is_first)
            out_blank(out, indent);
        int room = out->width - (is_first ? column : indent);
        out_text(out, style, out_cut(&text, room > 8 ? room : 8));
        out_end(out);
        is_first = false;
    } while (text.len > 0);
}

void out_row(struct out *out, int indent, const struct out_cell *cells, size_t n)
{
    struct str rest[OUT_CELLS];
    bool has_more = true;
    BUG_IF(n > OUT_CELLS);
    for (size_t i = 0; i < n; i++)
        rest[i] = cells[i].text;
    for (bool is_first = true; is_first || has_more; is_first = false) {
        has_more = false;
        out_blank(out, indent);
        for (size_t i = 0; i < n; i++) {
            struct str line = rest[i].len > 0 ? out_cut(&rest[i], cells[i].columns) : STR_NONE;
            out_pad(out, cells[i].style, cells[i].align, line, cells[i].columns);
            out_blank(out, i + 1 < n ? 2 : 0);
            has_more = has_more || rest[i].len > 0;
        }
        out_end(out);
    }
}
