// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_atom_cut: a text without separators, cut at known words and at changes of content.
#include "core/fit_atom.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_lexicon.h"
#include "core/fit_number.h"
#include "core/form.h"
#include "core/sheet.h"

enum { UNIT_CHARS = 8 };
enum piece { PIECE_HAN, PIECE_NUMBER, PIECE_OPERATOR, PIECE_DASH };

static bool is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

// The bytes of a date at the start of s (2023年6月10日前, 5月9日), or 0.
static size_t date_length(const struct lexicon *lexicon, struct str s)
{
    static const struct str marks[] = {STR("年"), STR("月"), STR("日")};
    size_t at = 0, units = 0;
    for (;;) {
        size_t digits = at;
        while (digits < s.len && is_digit(s.ptr[digits]))
            digits++;
        struct str rest = str_slice(s, digits, s.len);
        size_t mark = 0;
        while (mark < LENGTH_OF(marks) && !str_starts(rest, marks[mark]))
            mark++;
        if (digits == at || digits - at > 4 || mark == LENGTH_OF(marks))
            break;
        at = digits + marks[mark].len;
        units++;
    }
    bool is_year = at >= 4 + marks[0].len, is_month = str_ends(str_slice(s, 0, at), marks[1]);
    if (!units || (units == 1 && !is_year && !is_month))
        return 0;
    struct str end;
    while ((end = fit_lexicon_head(lexicon, LIST_DATE_ENDS, str_slice(s, at, s.len))).len)
        at += end.len;
    return at;
}

// Is the text a column of the funds? Two in a row are one word at times: 执行率 得分.
static bool is_column(const struct lexicon *lexicon, struct str s)
{
    const struct word *w = fit_lexicon_exact(lexicon, WORD_FUNDS, s);
    return w && w->id != FUNDS_LABEL;
}

// A known word of headings, labels or classes at the start of s: its bytes, or 0.
static size_t word_length(const struct lexicon *lexicon, struct str s)
{
    size_t best = fit_lexicon_longest(lexicon, (2u << WORD_CLASS2) - 1, s);
    for (size_t n = str_step(s); n < best; n += str_step(str_slice(s, n, best)))
        if (is_column(lexicon, str_slice(s, 0, n)) && is_column(lexicon, str_slice(s, n, best)))
            return n;
    if (best <= str_step(s)) // one character is no word here
        best = 0;
    // A bracket such as (B/A) or (万元) belongs to its heading.
    if (best && best < s.len && s.ptr[best] == '(') {
        ptrdiff_t close = str_find(str_slice(s, best, s.len), STR(")"));
        if (close > 0 && close < 16)
            best += (size_t)close + 1;
    }
    return best;
}

// Cuts a run of digits and points, such as 64.064.055.9, into numbers of `decimals` decimals.
static void cut_numbers(struct mem *mem, struct atoms *out, struct atom a, struct str run,
                        int decimals)
{
    size_t at = 0;
    int before = a.before;
    while (at < run.len) {
        size_t point = at;
        while (point < run.len && run.ptr[point] != '.')
            point++;
        size_t end = point + 1 + (size_t)decimals;
        if (point == run.len || end > run.len || decimals == 0)
            end = run.len;
        struct atom piece = a;
        piece.text = str_slice(run, at, end);
        piece.before = before;
        fit_atom_push(mem, out, piece);
        before = BREAK_NONE;
        at = end;
    }
}

// How many decimals make every run with two points or more come out whole; -1 if none does.
static int shared_decimals(const struct atoms *atoms, size_t i, size_t j)
{
    for (int d = 1; d <= 4; d++) {
        bool fits = true, seen = false;
        for (size_t k = i; k < j && fits; k++) {
            struct str s = atoms->at[k].text;
            for (size_t at = 0; at < s.len;) {
                size_t end = at, points = 0, last = 0;
                while (end < s.len && (is_digit(s.ptr[end]) || s.ptr[end] == '.')) {
                    if (s.ptr[end] == '.') {
                        if (points && end - last < (size_t)d + 2)
                            fits = false;
                        points++;
                        last = end;
                    }
                    end++;
                }
                if (points >= 2) {
                    seen = true;
                    fits = fits && end - last == (size_t)d + 1;
                }
                at = end + (end == at);
            }
        }
        if (fits && seen)
            return d;
    }
    return -1;
}

// The next piece of a glued token: its bytes.
static size_t piece_length(const struct lexicon *lexicon, struct str s, bool in_text,
                           enum piece *kind)
{
    size_t n = word_length(lexicon, s);
    *kind = PIECE_HAN;
    if (n && !in_text)
        return n;
    if ((n = date_length(lexicon, s)) != 0)
        return n;
    const struct word *op = fit_lexicon_operator(lexicon, s);
    if (op && !str_is_han(str_next(&(struct str){s.ptr, s.len}))) {
        *kind = PIECE_OPERATOR;
        return op->text.len;
    }
    *kind = PIECE_NUMBER;
    if (is_digit(s.ptr[0])) {
        n = 0;
        while (n < s.len && (is_digit(s.ptr[n]) || s.ptr[n] == '.' || s.ptr[n] == ','))
            n++;
        return n;
    }
    *kind = PIECE_DASH;
    n = str_step(s);
    if (fit_lexicon_exact(lexicon, WORD_DASH, str_slice(s, 0, n)) &&
        !str_is_han(str_next(&(struct str){s.ptr, s.len})))
        return n;
    *kind = PIECE_HAN;
    return n;
}

// The unit at the start of s, longest first; 0 if there is none.
static size_t unit_length(const struct lexicon *lexicon, struct str s)
{
    size_t at = 0;
    for (int n = 0; n < UNIT_CHARS && at < s.len; n++)
        at += str_step(str_slice(s, at, s.len));
    return fit_lexicon_longest(lexicon, 1u << WORD_UNIT, str_slice(s, 0, at));
}

struct cutter {
    struct mem *mem;
    const struct lexicon *lexicon;
    struct atoms *out;
    int decimals;
};

// True if the run of Han text that began at `from` is a sentence still open: digits belong to it.
static bool is_prose(struct str text)
{
    return str_has(text, STR("。")) || str_has(text, STR(",")) || str_has(text, STR(":")) ||
           str_has(text, STR(";"));
}

// After a full stop: does the next row begin here? It does with a class, or if figures that run
// into one another follow before any punctuation.
static bool begins_row(const struct cutter *c, struct str s)
{
    size_t n = word_length(c->lexicon, s), points = 0;
    struct str word = str_slice(s, 0, n);
    if (str_ends(word, STR("指标")) && (fit_lexicon_exact(c->lexicon, WORD_CLASS1, word) ||
                                        fit_lexicon_exact(c->lexicon, WORD_CLASS2, word)))
        return true;
    while (s.len && points < 2 && !is_prose(str_slice(s, 0, str_step(s)))) {
        int32_t sign = str_next(&s);
        points = sign == '.' ? points + 1 : is_digit(sign) ? points : 0;
    }
    return points == 2;
}

// An operator goes with its number, a number with its unit: the bytes of both. `n` are those of the
// first part.
static size_t value_length(const struct lexicon *lexicon, struct str s, size_t n, enum piece kind)
{
    if (kind == PIECE_OPERATOR)
        n += fit_number_length(lexicon, str_slice(s, n, s.len), false);
    if (kind == PIECE_OPERATOR || kind == PIECE_NUMBER)
        n += unit_length(lexicon, str_slice(s, n, s.len));
    return n;
}

static void cut_token(struct cutter *c, struct atom a)
{
    struct str s = a.text;
    size_t at = 0, text_from = SIZE_MAX;
    int before = a.before;
    while (at < s.len) {
        enum piece kind;
        struct str rest = str_slice(s, at, s.len);
        struct str open = text_from == SIZE_MAX ? STR_NONE : str_slice(s, text_from, at);
        if (str_ends(open, STR("。")) && begins_row(c, rest)) {
            a.text = open;
            a.before = before;
            fit_atom_push(c->mem, c->out, a);
            before = BREAK_NONE;
            text_from = SIZE_MAX;
            continue;
        }
        bool prose = is_prose(open);
        size_t n = piece_length(c->lexicon, rest, open.len > 0 && prose, &kind);
        bool is_word = !prose && word_length(c->lexicon, rest) == n && kind == PIECE_HAN;
        bool is_text = !is_word && kind == PIECE_HAN && date_length(c->lexicon, rest) != n;
        if (prose && !(str_ends(open, STR("。")) && !is_text))
            is_text = true; // inside a sentence digits and signs are text
        if (is_text) {
            if (text_from == SIZE_MAX)
                text_from = at;
            at += n;
            if (at < s.len)
                continue;
        }
        struct atom piece = a;
        if (text_from != SIZE_MAX) {
            piece.text = str_slice(s, text_from, at);
            piece.before = before;
            fit_atom_push(c->mem, c->out, piece);
            before = BREAK_NONE;
            text_from = SIZE_MAX;
            if (is_text)
                break;
        }
        n = value_length(c->lexicon, rest, n, kind);
        bool is_bare = kind == PIECE_NUMBER && is_digit(rest.ptr[n - 1]);
        if (is_bare && c->decimals > 0) {
            piece.before = before;
            cut_numbers(c->mem, c->out, piece, str_slice(rest, 0, n), c->decimals);
            before = BREAK_NONE;
            at += n;
            continue;
        }
        piece.text = str_slice(rest, 0, n);
        piece.before = before;
        fit_atom_push(c->mem, c->out, piece);
        before = BREAK_NONE;
        at += n;
    }
}

struct atoms *fit_atom_cut(struct mem *mem, const struct lexicon *lexicon,
                           const struct atoms *atoms, size_t i, size_t j)
{
    struct cutter c = {mem, lexicon, MEM_NEW(mem, struct atoms), shared_decimals(atoms, i, j)};
    c.out->cell_break = BREAK_NONE;
    for (size_t k = i; k < j; k++)
        cut_token(&c, atoms->at[k]);
    return c.out;
}
