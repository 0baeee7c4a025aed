// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_number.h"

#include "base/buf.h"
#include "base/dec.h"
#include "core/fit_lexicon.h"
#include "core/fit_value.h"

enum { UNIT_MOST = 4 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

size_t fit_number_sign(const struct lexicon *lexicon, struct str s)
{
    size_t n = str_step(s);
    uint32_t lists = 1u << LIST_CONFUSIONS | 1u << LIST_WILD;
    return fit_lexicon_is(lexicon, lists, str_slice(s, 0, n)) ? n : 0;
}

// The same at byte `at` of s, where a page mark between two digits counts too.
static size_t damaged_sign(const struct lexicon *lexicon, struct str s, size_t at)
{
    struct str rest = str_slice(s, at, s.len);
    size_t n = fit_number_sign(lexicon, rest);
    if (n || !at || !is_digit(s.ptr[at - 1]))
        return n;
    n = fit_lexicon_head(lexicon, LIST_PAGE_MARKS, rest).len;
    return n && n < rest.len && is_digit(rest.ptr[n]) ? n : 0;
}

// Thousands stand right: groups of three after the first comma.
static bool commas_are_right(struct str digits)
{
    int run = 0;
    bool seen = false;
    for (size_t i = 0; i < digits.len && digits.ptr[i] != '.'; i++) {
        if (digits.ptr[i] == ',') {
            if (run == 0 || run > 3 || (seen && run != 3))
                return false;
            seen = true;
            run = 0;
        } else {
            run += ((unsigned char)digits.ptr[i] & 0xC0) != 0x80; // a sign counts once
        }
    }
    return !seen || run == 3;
}

size_t fit_number_length(const struct lexicon *lexicon, struct str s, bool damaged)
{
    size_t at = s.len && s.ptr[0] == '-' && s.len > 1 && is_digit(s.ptr[1]);
    size_t digits = 0, signs = 0;
    bool has_point = false;
    while (at < s.len) {
        char c = s.ptr[at];
        if (is_digit(c)) {
            digits++;
            at++;
        } else if (c == '.' && !has_point && digits + signs && at + 1 < s.len) {
            struct str next = str_slice(s, at + 1, s.len);
            if (!is_digit(next.ptr[0]) && !(damaged && fit_number_sign(lexicon, next)))
                break;
            has_point = true;
            at++;
        } else if (c == ',' && !has_point && digits && at + 1 < s.len &&
                   (is_digit(s.ptr[at + 1]) ||
                    (damaged && fit_number_sign(lexicon, str_slice(s, at + 1, s.len))))) {
            at++;
        } else {
            size_t n = damaged ? damaged_sign(lexicon, s, at) : 0;
            if (!n)
                break;
            signs++;
            at += n;
        }
    }
    if (!digits || !commas_are_right(str_slice(s, 0, at)))
        return 0;
    return at;
}

// Signs in circles and brackets number the parts of a text.
static bool is_list_number(int32_t code)
{
    return (code >= 0x2460 && code <= 0x24FF) || (code >= 0x2776 && code <= 0x2793) ||
           (code >= 0x3220 && code <= 0x32BF);
}

bool fit_number_is_strange(const struct lexicon *lexicon, struct str text)
{
    for (size_t i = 0; i < lexicon->n_operators; i++)
        if (str_starts(text, lexicon->operators[i].text)) {
            text = str_slice(text, lexicon->operators[i].text.len, text.len);
            break;
        }
    const bool has_plus = text.len > 1 && text.ptr[0] == '+' && is_digit(text.ptr[1]);
    size_t digits = 0, strange = 0;
    struct str rest = str_slice(text, has_plus, text.len);
    for (; rest.len; str_next(&rest)) {
        struct str ahead = rest;
        int32_t code = str_next(&ahead);
        bool is_exponent = (code == 'e' || code == 'E') && digits && ahead.len &&
                           (is_digit(ahead.ptr[0]) || ahead.ptr[0] == '-' || ahead.ptr[0] == '+');
        bool is_sign = digits + strange && (code == '.' || code == ',' || code == '-');
        if (is_exponent || (str_is_numeral(code) && !is_list_number(code)))
            strange++;
        else if (code < 0x80 && is_digit((char)code))
            digits++;
        else if (!is_sign)
            break;
    }
    bool is_number = digits + strange > 0 && str_count(rest) <= UNIT_MOST;
    for (struct str s = rest; s.len && is_number;) {
        int32_t code = str_next(&s);
        is_number = str_is_han(code) || code == '%' || code == '/';
    }
    return is_number && (strange || has_plus || digits > DEC_DIGITS_MOST);
}

size_t fit_number_broken(const struct lexicon *lexicon, struct str text)
{
    size_t at = 0, digits = 0, marks = 0;
    while (at < text.len) {
        struct str rest = str_slice(text, at, text.len);
        bool is_mark = digits && fit_lexicon_head(lexicon, LIST_PAGE_MARKS, rest).len;
        bool is_comma = digits && rest.ptr[0] == ',';
        size_t n = is_digit(rest.ptr[0]) ? 1 : damaged_sign(lexicon, text, at);
        if (!n && is_comma && rest.len > 1 && is_digit(rest.ptr[1]))
            n = 1;
        if (!n)
            break;
        digits += is_digit(rest.ptr[0]);
        marks += is_mark;
        at += n;
    }
    static const struct str days[] = {STR("年"), STR("月"), STR("日"), STR("-")};
    for (size_t k = 0; k < LENGTH_OF(days); k++)
        if (str_starts(str_slice(text, at, text.len), days[k]))
            return 0;
    return digits > 1 && marks ? at : 0;
}

struct str fit_number_digits(struct mem *mem, struct str number)
{
    if (!number.len || !memchr(number.ptr, ',', number.len))
        return number;
    struct buf out = buf_new(mem, number.len + 1);
    for (size_t i = 0; i < number.len; i++)
        if (number.ptr[i] != ',')
            buf_char(&out, number.ptr[i]);
    return buf_str(&out);
}
