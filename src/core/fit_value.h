// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_value: what one cell's text is: a number, a quantity, a date, a phrase, or just words.
//
// Only the text decides here; whether a letter among digits may be read as a digit is decided by
// the equations of the form (repair). Nothing here changes a digit.
#ifndef HENG_CORE_FIT_VALUE_H
#define HENG_CORE_FIT_VALUE_H

#include "base/str.h"

struct lexicon;
struct mem;
struct value;

enum content_flag {
    CONTENT_EMPTY = 1 << 0,
    CONTENT_DASH = 1 << 1,
    CONTENT_NUMBER = 1 << 2,   // a number and nothing else (a % or 分 may follow)
    CONTENT_QUANTITY = 1 << 3, // a number with an operator or a unit
    CONTENT_OPERATOR = 1 << 4, // an operator stands first
    CONTENT_DATE = 1 << 5,
    CONTENT_LADDER = 1 << 6,  // a phrase of the ladder
    CONTENT_RESULT = 1 << 7,  // 已完成, 达标, 无 …
    CONTENT_DAMAGED = 1 << 8, // letters or signs among the digits
    CONTENT_TEXT = 1 << 9,
    CONTENT_ONLY_OPERATOR = 1 << 10,
    CONTENT_CLASS1 = 1 << 11,
    CONTENT_CLASS2 = 1 << 12,
    CONTENT_REASON = 1 << 13,   // opens as a reason
    CONTENT_SENTENCE = 1 << 14, // ends with a full stop, or has one
    CONTENT_NO_REASON = 1 << 15,
    CONTENT_NAME_END = 1 << 16,
    CONTENT_BAD_FIRST = 1 << 17,
    CONTENT_BAD_LAST = 1 << 18,
    CONTENT_UNIT = 1 << 19, // a unit and nothing else
    CONTENT_CLASS_END = 1 << 20,
    CONTENT_QUALITATIVE = 1 << 21, // 定性
    CONTENT_CLASS_NEAR = 1 << 22,  // one character from a class name
    CONTENT_PLAIN = 1 << 24,       // a short word that tells of no result
    CONTENT_REMARK = 1 << 23,      // a class name with words in brackets behind it
};

struct content {
    unsigned flags;
    struct str op;     // as the form means it: ≥ ≤ > < =
    struct str op_raw; // as printed
    struct str number; // digits as printed, thousands kept
    struct str unit;
    struct str class_name;   // of a class: the name in the data
    struct str class_points; // of a class with its points in brackets: the digits
    size_t chars;
};

// Reads a text without blanks and of half width (fit_atom_join).
struct content fit_value_read(struct mem *mem, const struct lexicon *lexicon, struct str text);
#endif
