// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_value.h"

#include "base/buf.h"
#include "base/dec.h"
#include "base/mem.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_memo.h"
#include "core/fit_number.h"

enum { LOST_MOST = 4, PLAIN_CHARS = 8 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// A text that holds a day or a month in digits, or a year: 2023年11月底前, 5月9日.
static bool is_date(const struct lexicon *lexicon, struct str s)
{
    bool digit = false, year = false, month = false, day = false;
    int digits = 0;
    struct str rest = s;
    size_t others = 0;
    while (rest.len) {
        if (is_digit(rest.ptr[0])) {
            digits++;
            digit = true;
            str_next(&rest);
            continue;
        }
        struct str end = fit_lexicon_head(lexicon, LIST_DATE_ENDS, rest);
        if (str_starts(rest, STR("年")) && (digits == 4 || digits == 2))
            year = true;
        else if (str_starts(rest, STR("月")) && digits >= 1 && digits <= 2)
            month = true;
        else if (str_starts(rest, STR("日")) && digits >= 1 && digits <= 2)
            day = true;
        else if (end.len)
            str_next(&rest);
        else if (!str_starts(rest, STR("度")) && !str_starts(rest, STR("-")) &&
                 !str_starts(rest, STR("至")) && !str_starts(rest, STR("/")) &&
                 !str_starts(rest, STR(".")) && !str_starts(rest, STR("于")))
            others++;
        digits = 0;
        if (!end.len || year || month || day)
            str_next(&rest);
    }
    return digit &&
           ((year && month) || (month && day) || (year && s.len <= 16) || (month && others == 0)) &&
           others <= 6;
}

// Inside one pair of brackets, or the same text. A bracket left open by a torn cell is closed.
static struct str unwrapped(struct str s, bool *torn)
{
    *torn = false;
    if (!s.len || s.ptr[0] != '(')
        return s;
    ptrdiff_t close = str_find(s, STR(")"));
    *torn = close < 0;
    return str_slice(s, 1, close < 0 ? s.len : (size_t)close);
}

// The unit before a remark in brackets (60次(全年)), without the remark. A bracket that holds
// another unit is part of this one: 件(套).
static struct str before_remark(struct mem *mem, const struct lexicon *lexicon, struct str rest,
                                bool *is_double)
{
    ptrdiff_t open = str_find(rest, STR("("));
    if (open <= 0)
        return rest;
    struct str unit = str_slice(rest, 0, (size_t)open);
    struct str inside = str_slice(rest, (size_t)open + 1, rest.len);
    if (str_ends(inside, STR(")")))
        inside.len--;
    const struct word *one = fit_lexicon_find(mem, lexicon, WORD_UNIT, unit);
    const struct word *other = fit_lexicon_find(mem, lexicon, WORD_UNIT, inside);
    *is_double = one && other && str_is_han(str_next(&(struct str){unit.ptr, unit.len})) &&
                 !str_eq(unit, inside) && inside.ptr + inside.len < rest.ptr + rest.len;
    return *is_double ? rest : unit;
}

// What may follow a number as its unit; fills out->unit. False if the rest is no unit.
static bool read_unit(struct mem *mem, const struct lexicon *lexicon, struct str rest,
                      struct content *out)
{
    if (!rest.len)
        return true;
    bool torn, is_double = false;
    struct str unit = unwrapped(rest, &torn);
    if (unit.ptr == rest.ptr && rest.ptr[0] != '(')
        unit = before_remark(mem, lexicon, rest, &is_double);
    if (!unit.len)
        return false;
    bool is_remarked = unit.len < rest.len && rest.ptr[0] != '(';
    if (is_remarked && fit_lexicon_is(lexicon, 1u << LIST_CONFUSIONS, unit))
        return false; // 4g(次) is no gram
    if (is_double || fit_lexicon_find(mem, lexicon, WORD_UNIT, unit)) {
        out->unit = unit;
        return true;
    }
    size_t n = str_count(unit);
    const struct str whole = unit;
    if (unit.ptr[0] == '/') { // 12.00/10万: so many in so many
        unit = str_slice(unit, 1, unit.len);
        while (unit.len && is_digit(unit.ptr[0]))
            unit = str_slice(unit, 1, unit.len);
    }
    for (struct str scan = unit; scan.len;) { // a letter may be a misread digit of the next cell
        int32_t c = str_next(&scan);
        if (!str_is_han(c) && c != '/' && c != '%' && c != 0xB7)
            return false;
    }
    if (n > 6 || str_starts(unit, STR("年")) || str_starts(unit, STR("月")) ||
        str_starts(unit, STR("日")))
        return false;
    out->unit = whole;
    return true;
}

// Bytes at the start of a number whose every digit is lost: signs that stand for a lost digit, or
// letters that OCR prints for digits. Before a unit only signs that are nothing else count.
static size_t lost_length(struct mem *mem, const struct lexicon *lexicon, struct str s,
                          struct str *unit)
{
    size_t at = 0, signs = 0, n = 0;
    bool is_plain = true;
    for (; at < s.len; at += n) {
        bool is_point = s.ptr[at] == '.' && signs; // ■.■
        n = is_point ? 1 : fit_number_sign(lexicon, str_slice(s, at, s.len));
        if (!n)
            break;
        struct str sign = str_slice(s, at, at + n);
        if (is_point)
            continue;
        is_plain &= !fit_lexicon_is(lexicon, 1u << LIST_CONFUSIONS, sign) &&
                    !fit_lexicon_head(lexicon, LIST_STARS, sign).len;
        if (++signs > LOST_MOST)
            return 0;
    }
    bool torn;
    *unit = unwrapped(str_slice(s, at, s.len), &torn);
    if (at == s.len)
        return at;
    struct str base = *unit; // 万份 is 份, ten thousand at a time
    if (str_starts(base, STR("万")) || str_starts(base, STR("亿")))
        base = str_slice(base, STR("万").len, base.len);
    bool known = fit_lexicon_find(mem, lexicon, WORD_UNIT, *unit) ||
                 fit_lexicon_find(mem, lexicon, WORD_UNIT, base);
    return at && is_plain && known ? at : 0;
}

// Number or quantity, by what stands beside the digits.
static unsigned shape_of(const struct content *c)
{
    if (c->op.len)
        return CONTENT_OPERATOR | CONTENT_QUANTITY;
    if (!c->unit.len)
        return CONTENT_NUMBER;
    bool is_point = str_eq_c(c->unit, "%") || str_eq_c(c->unit, "分");
    return CONTENT_QUANTITY | (is_point ? CONTENT_NUMBER : 0);
}

// A number with what belongs to it. True if the whole text is one.
static bool read_quantity(struct mem *mem, const struct lexicon *lexicon, struct str text,
                          struct content *out)
{
    struct str rest = text;
    const struct word *op = fit_lexicon_operator(lexicon, rest);
    if (!op && !is_digit(rest.ptr[0]) && rest.ptr[0] != '-' && !fit_number_sign(lexicon, rest))
        return false; // nothing that a number begins with
    if (op) {
        out->op = op->name;
        out->op_raw = op->text;
        rest = str_slice(rest, out->op_raw.len, rest.len);
    }
    if (out->op.len && !rest.len) {
        out->flags |= CONTENT_ONLY_OPERATOR | CONTENT_OPERATOR;
        return true;
    }
    struct str lost_unit;
    size_t lost = lost_length(mem, lexicon, rest, &lost_unit);
    if (lost) {
        out->number = str_slice(rest, 0, lost);
        out->unit = lost_unit;
        out->flags |= CONTENT_DAMAGED | shape_of(out);
        return true;
    }
    for (int damaged = 0; damaged <= 1; damaged++) {
        size_t n = fit_number_length(lexicon, rest, damaged);
        struct content unit = *out;
        if (!n || !read_unit(mem, lexicon, str_slice(rest, n, rest.len), &unit))
            continue;
        out->number = str_slice(rest, 0, n);
        out->unit = unit.unit;
        if (damaged)
            out->flags |= CONTENT_DAMAGED;
        out->flags |= shape_of(out);
        return true;
    }
    out->op = out->op_raw = STR_NONE;
    return false;
}

// What is seen of a text in one look.
struct look {
    size_t chars;
    bool has_digit, has_stop, has_open; // a full stop or semicolon; a bracket
    bool has_date;                      // a mark of a year or a month
};

static struct look look_at(struct str text)
{
    struct look look = {0};
    for (; text.len; look.chars++) {
        int32_t c = str_next(&text);
        look.has_digit |= c >= '0' && c <= '9';
        look.has_stop |= c == 0x3002 || c == ';';
        look.has_open |= c == '(';
        look.has_date |= c == 0x5E74 || c == 0x6708;
    }
    return look;
}

// A class name with one character wrong. One that has a character more or less must end as class
// names do: 绩效目标合 | 理性 is a name that is torn.
static const struct word *near_class(struct mem *mem, const struct lexicon *lexicon,
                                     enum word_kind kind, struct str name)
{
    const struct word *w = fit_lexicon_near(mem, lexicon, kind, name);
    bool is_alike = w && (w->chars == str_count(name) || str_ends(name, STR("指标")));
    return is_alike ? w : NULL;
}

// Is the name that of a class and of another behind it?
static bool is_two_classes(struct mem *mem, const struct lexicon *lexicon, struct str name)
{
    size_t n = fit_lexicon_longest(lexicon, 1u << WORD_CLASS1 | 1u << WORD_CLASS2, name);
    return n && n < name.len && fit_lexicon_is_class(mem, lexicon, str_slice(name, n, name.len));
}

// A class name with or without its points: 产出指标(50分).
static void read_class(struct mem *mem, const struct lexicon *lexicon, struct str text,
                       const struct look *look, struct content *out)
{
    struct str name = text, points = STR_NONE;
    ptrdiff_t open = look->has_open ? str_find(text, STR("(")) : 0;
    bool is_remark = open > 0 && text.ptr[text.len - 1] == ')', is_bare = false;
    if (is_remark) {
        struct str inside = str_slice(text, (size_t)open + 1, text.len - 1);
        size_t n = fit_number_length(lexicon, inside, false);
        struct str rest = str_slice(inside, n, inside.len);
        if (n && (!rest.len || str_eq_c(rest, "分") || str_eq_c(rest, "%"))) {
            name = str_slice(text, 0, (size_t)open);
            points = str_slice(inside, 0, n);
            is_remark = false;
            is_bare = !rest.len;
        }
    }
    const struct word *one = fit_lexicon_find(mem, lexicon, WORD_CLASS1, name);
    const struct word *two = fit_lexicon_find(mem, lexicon, WORD_CLASS2, name);
    out->flags |= (one ? CONTENT_CLASS1 : 0) | (two ? CONTENT_CLASS2 : 0);
    if (!one && !two && out->chars >= 4 && out->chars <= 12) {
        one = near_class(mem, lexicon, WORD_CLASS1, name);
        two = near_class(mem, lexicon, WORD_CLASS2, name);
        out->flags |= (one ? CONTENT_CLASS1 | CONTENT_CLASS_NEAR : 0) |
                      (two ? CONTENT_CLASS2 | CONTENT_CLASS_NEAR : 0);
    }
    if (fit_lexicon_ends(lexicon, name) >> LIST_CLASS_ENDS & 1)
        out->flags |= CONTENT_CLASS_END;
    if (is_bare && !one && !two && !(out->flags & CONTENT_CLASS_END)) { // 节能减排水平(2) is a name
        name = text;
        points = STR_NONE;
    }
    if (!one && !two && points.len && is_two_classes(mem, lexicon, name)) {
        name = text;
        points = STR_NONE;
    }
    out->flags |= (one || two) && is_remark ? CONTENT_REMARK : 0;
    out->class_name = one ? one->text : two ? two->text : name;
    out->class_points = points;
}

// The flag of a bit of kinds or lists.
static unsigned flag_of(uint32_t bits, int bit, unsigned flag)
{
    return bits >> bit & 1 ? flag : 0;
}

// A short word that tells of no result, as the names of classes are.
static bool is_plain_word(const struct lexicon *lexicon, const struct content *c, struct str text)
{
    unsigned other = CONTENT_CLASS1 | CONTENT_CLASS2 | CONTENT_LADDER | CONTENT_RESULT |
                     CONTENT_REASON | CONTENT_NO_REASON | CONTENT_SENTENCE | CONTENT_BAD_FIRST |
                     CONTENT_BAD_LAST | CONTENT_UNIT;
    if (c->flags & other || c->chars < 3 || c->chars > PLAIN_CHARS)
        return false;
    while (text.len) {
        if (fit_lexicon_head(lexicon, LIST_REASON_SIGNS, text).len || !str_is_han(str_next(&text)))
            return false;
    }
    return true;
}

static unsigned read_words(struct mem *mem, const struct lexicon *lexicon, struct str text)
{
    uint32_t kinds = fit_lexicon_kinds(mem, lexicon, text);
    uint32_t heads = fit_lexicon_heads(lexicon, text), ends = fit_lexicon_ends(lexicon, text);
    struct str bare = str_ends(text, STR("。")) ? str_slice(text, 0, text.len - 3) : text;
    unsigned flags = fit_lexicon_exact(lexicon, WORD_NO_REASON, bare) ? CONTENT_NO_REASON : 0;
    return flags | flag_of(kinds, WORD_LADDER, CONTENT_LADDER) |
           flag_of(kinds, WORD_RESULT, CONTENT_RESULT) | flag_of(kinds, WORD_UNIT, CONTENT_UNIT) |
           flag_of(kinds, WORD_QUALITATIVE, CONTENT_QUALITATIVE) |
           flag_of(heads, LIST_REASONS, CONTENT_REASON) |
           flag_of(heads, LIST_NEVER_FIRST, CONTENT_BAD_FIRST) |
           flag_of(ends, LIST_NAME_ENDS, CONTENT_NAME_END) |
           flag_of(ends, LIST_NEVER_LAST, CONTENT_BAD_LAST);
}

static struct content read_content(struct mem *mem, const struct lexicon *lexicon, struct str text)
{
    struct look look = look_at(text);
    struct content out = {.chars = look.chars};
    if (!text.len) {
        out.flags = CONTENT_EMPTY;
        return out;
    }
    if (fit_lexicon_exact(lexicon, WORD_DASH, text)) {
        out.flags = CONTENT_DASH |
                    (fit_lexicon_exact(lexicon, WORD_NO_REASON, text) ? CONTENT_NO_REASON : 0);
        return out;
    }
    bool is_year = text.len == 4 + STR("年").len && fit_cut_year(text);
    bool is_month =
        text.len <= 2 + STR("月").len && is_digit(text.ptr[0]) && str_ends(text, STR("月"));
    if (!is_year && !is_month && out.chars <= 30 && read_quantity(mem, lexicon, text, &out)) {
        if (fit_lexicon_exact(lexicon, WORD_NO_REASON, text)) // 0 in a column of reasons
            out.flags |= CONTENT_NO_REASON;
        return out;
    }
    if (look.has_digit && look.has_date && out.chars <= 24 && is_date(lexicon, text)) {
        out.flags |= CONTENT_DATE;
        return out;
    }
    out.flags |= CONTENT_TEXT | (look.has_stop ? CONTENT_SENTENCE : 0);
    if (out.chars <= 40) {
        read_class(mem, lexicon, text, &look, &out);
        out.flags |= read_words(mem, lexicon, text);
        out.flags |= is_plain_word(lexicon, &out, text) ? CONTENT_PLAIN : 0;
    } else {
        uint32_t heads = fit_lexicon_heads(lexicon, text);
        out.flags |= flag_of(heads, LIST_REASONS, CONTENT_REASON) |
                     flag_of(heads, LIST_NEVER_FIRST, CONTENT_BAD_FIRST);
    }
    return out;
}

struct content fit_value_read(struct mem *mem, const struct lexicon *lexicon, struct str text)
{
    struct content out;
    if (!fit_memo_find(lexicon->memo, text, &out)) {
        out = read_content(mem, lexicon, text);
        fit_memo_keep(lexicon->memo, text, &out);
    }
    return out;
}
