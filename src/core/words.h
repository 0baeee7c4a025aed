// SPDX-License-Identifier: AGPL-3.0-or-later
// words: the word lists of scoring and checking, and the units with their conversions.
//
// Compiled once from data/words/*.yaml. A file is a map: the name of a list -> its words; two names
// are special: `units` and `prefixes` (data/words/units.yaml). Lists are matched longest word
// first, so that 人次数 is found before 次数. A list is asked for by its name; which lists a part
// needs it says with words_need when the data is loaded, so that a misspelt or missing list is a
// failure with a sentence and not a rule that never speaks.
//
// A unit is a base and an exact factor: 万人次 = 10,000 人次, 亩 = 2000/3 平方米, 百分比 = % = 1 %.
// Blanks and bracketed remarks in it are ignored. A multiplier (千 万 百万 亿) may stand before any
// known unit; a quotient (元/人次) is converted part by part. Units of different bases are never
// converted; an unknown unit equals only itself (and its own multiples).
#ifndef HENG_CORE_WORDS_H
#define HENG_CORE_WORDS_H

#include "base/dec.h"
#include "base/err.h"
#include "base/map.h"

struct tree;

struct words_file {
    struct str path; // for messages: data/words/score.yaml
    const struct tree *tree;
};

// One list, longest word first; words of equal length in the order of the file.
struct word_list {
    struct str name;
    struct str *at;
    size_t n;
};

struct words {
    struct map lists; // name -> struct word_list *
    struct map units; // printed name -> struct words_unit *
    struct map prefixes;
    struct word_list *prefix_names;
};

struct words_unit {
    struct str base;     // 人次, 元, %; a quotient: 元/人次; of an unknown unit: its own text
    struct ratio factor; // how many of the base one unit is
    bool is_known;
};

// RC_INPUT with file, line, column (and `near` for a misspelt word) if a file is not of this form.
NODISCARD enum rc words_load(struct mem *mem, struct words *out, const struct words_file *files,
                             size_t n, struct err *err);
// RC_INPUT naming the first list that is not there.
NODISCARD enum rc words_need(const struct words *words, const char *const *names, size_t n,
                             struct err *err);

// The list of this name; a list that words_need did not confirm is a bug.
const struct word_list *words_list(const struct words *words, const char *name);
// The longest word of the list that stands in `text` (empty if none); *at is its byte offset (at
// may be NULL). Of equally long words the one that stands first in the list.
struct str words_find(const struct word_list *list, struct str text, size_t *at);
bool words_has(const struct word_list *list, struct str text);        // somewhere in text
bool words_is(const struct word_list *list, struct str text);         // text is one of the words
struct str words_head(const struct word_list *list, struct str text); // word text begins with
struct str words_tail(const struct word_list *list, struct str text); // word text ends with
// The same by the name of the list: words_in(words, "bad_count", name).
bool words_in(const struct words *words, const char *name, struct str text);

// The unit as printed. An empty text gives an empty, unknown unit of factor 1.
struct words_unit words_unit(struct mem *mem, const struct words *words, struct str text);
// True if values of a and b can be compared; *factor turns a value in `a` into one in `b`.
bool words_unit_convert(struct mem *mem, const struct words *words, struct str a, struct str b,
                        struct ratio *factor);
// True if the unit is money (元 万元 亿元, not 元/人): in the list `money_units` by its base.
bool words_unit_is_money(const struct words *words, const struct words_unit *unit);

#endif
