// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codec/csv.h"

void csv_init(struct csv *csv, struct buf *out)
{
    *csv = (struct csv){.out = out};
}

void csv_mark(struct csv *csv)
{
    buf_code(csv->out, 0xFEFF);
}

static size_t count_digits(struct str s, size_t from)
{
    size_t n = 0;
    while (from + n < s.len && s.ptr[from + n] >= '0' && s.ptr[from + n] <= '9')
        n++;
    return n;
}

// [+-]digits[.digits][%]
static bool is_number(struct str s)
{
    size_t at = s.len && (s.ptr[0] == '-' || s.ptr[0] == '+');
    size_t n = count_digits(s, at);
    if (!n)
        return false;
    at += n;
    if (at < s.len && s.ptr[at] == '.') {
        n = count_digits(s, at + 1);
        if (!n)
            return false;
        at += n + 1;
    }
    at += at < s.len && s.ptr[at] == '%';
    return at == s.len;
}

static bool is_formula(struct str s)
{
    if (str_step(s) == s.len || is_number(s))
        return false;
    while (s.len && s.ptr[0] == ' ')
        s = str_slice(s, 1, s.len);
    switch (str_next(&s)) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\n':
    case 0xFF1D:
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20:
        return true;
    default:
        return false;
    }
}

static bool needs_quotes(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] == ',' || s.ptr[i] == '"' || s.ptr[i] == '\r' || s.ptr[i] == '\n')
            return true;
    return s.len && (s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' ');
}

static void begin_field(struct csv *csv)
{
    if (csv->has_field)
        buf_char(csv->out, ',');
    csv->has_field = true;
}

void csv_text(struct csv *csv, struct str field)
{
    begin_field(csv);
    bool is_quoted = needs_quotes(field);
    if (is_quoted)
        buf_char(csv->out, '"');
    if (is_formula(field))
        buf_char(csv->out, '\'');
    for (size_t i = 0; i < field.len; i++) {
        if (field.ptr[i] == '"')
            buf_char(csv->out, '"');
        buf_char(csv->out, field.ptr[i]);
    }
    if (is_quoted)
        buf_char(csv->out, '"');
}

void csv_int(struct csv *csv, int64_t n)
{
    begin_field(csv);
    buf_fmt(csv->out, "%lld", (long long)n);
}

void csv_end_row(struct csv *csv)
{
    buf_add(csv->out, STR("\r\n"));
    csv->has_field = false;
    buf_pass(csv->out);
}
