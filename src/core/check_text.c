// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/check_text.h"

#include "core/words.h"

bool check_text_clause(const struct words *words, struct str *rest, struct str *clause)
{
    const struct word_list *ends = words_list(words, "clause_ends");
    while (rest->len) {
        size_t at = 0, end = 0;
        while (at < rest->len) {
            struct str tail = str_slice(*rest, at, rest->len);
            end = words_head(ends, tail).len;
            if (end)
                break;
            at += str_step(tail);
        }
        *clause = str_trim(str_slice(*rest, 0, at));
        *rest = str_slice(*rest, at + end, rest->len);
        if (clause->len)
            return true;
    }
    return false;
}

bool check_text_is_gap(const struct words *words, struct str clause)
{
    if (words_in(words, "gap_words", clause))
        return true;
    struct str end = words_tail(words_list(words, "gap_ends"), clause);
    return end.len && words_in(words, "gap_verbs", str_slice(clause, 0, clause.len - end.len));
}

bool check_text_has_gap(const struct words *words, struct str text)
{
    struct str clause;
    while (check_text_clause(words, &text, &clause))
        if (check_text_is_gap(words, clause))
            return true;
    return false;
}

bool check_text_has_cause(const struct words *words, struct str text)
{
    return words_in(words, "cause_words", text) || check_text_has_gap(words, text);
}

// Drops 1. 1、 （1） ① 一是 and blanks before a clause.
static struct str drop_number(const struct words *words, struct str clause)
{
    const struct word_list *numbers = words_list(words, "measure_numbers");
    for (struct str number; (number = words_head(numbers, clause)).len;)
        clause = str_slice(clause, number.len, clause.len);
    return clause;
}

// The clause begins with a verb of measures, after any of the words that lead to one.
static bool is_measure(const struct words *words, struct str clause)
{
    clause = drop_number(words, clause);
    for (;;) {
        struct str lead = words_head(words_list(words, "measure_leads"), clause);
        if (words_head(words_list(words, "measure_verbs"), clause).len)
            return true;
        if (!lead.len)
            return false;
        clause = str_trim(str_slice(clause, lead.len, clause.len));
    }
}

bool check_text_has_measure(const struct words *words, struct str text)
{
    if (words_in(words, "measure_words", text))
        return true;
    struct str clause;
    while (check_text_clause(words, &text, &clause))
        if (!check_text_is_gap(words, clause) && is_measure(words, clause))
            return true;
    return false;
}

bool check_text_has_number(const struct words *words, struct str text)
{
    const struct word_list *numerals = words_list(words, "numerals");
    const struct word_list *counted = words_list(words, "counted");
    while (text.len) {
        if ((unsigned char)(text.ptr[0] - '0') <= 9)
            return true;
        struct str numeral = words_head(numerals, text);
        text = str_slice(text, numeral.len ? numeral.len : str_step(text), text.len);
        if (numeral.len && words_head(counted, text).len)
            return true;
    }
    return false;
}

static bool is_digit(struct str text, size_t at)
{
    return at < text.len && (unsigned char)(text.ptr[at] - '0') <= 9;
}

// The year whose four digits stand at `at`, alone between other letters; 0 if there is none.
static int year_at(struct str text, size_t at)
{
    if ((at && is_digit(text, at - 1)) || is_digit(text, at + 4))
        return 0;
    int year = 0;
    for (size_t i = 0; i < 4; i++) {
        if (!is_digit(text, at + i))
            return 0;
        year = year * 10 + (text.ptr[at + i] - '0');
    }
    return year / 100 == 20 ? year : 0;
}

// One or two digits at *at that make a number up to `most`, and no third; moves behind them.
static bool part_take(struct str text, size_t *at, int most)
{
    int n = 0, digits = 0;
    for (; is_digit(text, *at) && digits <= 2; digits++, (*at)++)
        n = n * 10 + (text.ptr[*at] - '0');
    return digits <= 2 && n >= 1 && n <= most;
}

// The rest of a date behind its year: -11-30, /11/30, .11.30, or -11 before 月, 前 or 底.
static bool is_date_rest(struct str text, size_t at)
{
    static const char marks[] = {'-', '/', '.'};
    if (at >= text.len || !memchr(marks, text.ptr[at], sizeof(marks)))
        return false;
    char mark = text.ptr[at++];
    if (!part_take(text, &at, 12))
        return false;
    struct str rest = str_slice(text, at, text.len);
    if (str_starts(rest, STR("月")) || str_starts(rest, STR("前")) || str_starts(rest, STR("底")))
        return true;
    return rest.len && rest.ptr[0] == mark && part_take(text, &(size_t){at + 1}, 31);
}

// A year counts before 年, at the head of a date (2023-11-30), and as the beginning of a span
// (2023-2025年).
static bool is_dated(struct str text, size_t after)
{
    struct str rest = str_slice(text, after, text.len);
    if (str_starts(rest, STR("年")) || is_date_rest(text, after))
        return true;
    size_t next = after + str_step(rest);
    return year_at(text, next) && str_starts(str_slice(text, next + 4, text.len), STR("年"));
}

int check_text_years(const struct words *words, struct str text, bool bare, int *out, int most)
{
    int n = 0;
    for (size_t at = 0; at < text.len && n < most; at++) {
        int year = year_at(text, at);
        if (!year || words_tail(words_list(words, "compared_with"), str_slice(text, 0, at)).len)
            continue;
        if (bare || is_dated(text, at + 4))
            out[n++] = year;
    }
    return n;
}
