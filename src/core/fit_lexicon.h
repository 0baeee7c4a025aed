// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_lexicon: the words and integers of the reader, compiled once from data/read/*.yaml.
//
// A word may be of several kinds (得分 heads a column of the table and one of the funds). All
// words, operators, confusions and lists stand in one trie, so that a text that is none is left
// after a character or two; the ends of lists stand in a second one, read from behind. A lookup
// ignores blanks, a colon at the end and a bracket at the end.
#ifndef HENG_CORE_FIT_LEXICON_H
#define HENG_CORE_FIT_LEXICON_H

#include "base/map.h"
#include "base/str.h"
#include "base/trie.h"

struct fit_memo;

enum word_kind {
    WORD_TABLE,  // heading of the indicator table; id = enum form_column, or TABLE_TARGET2
    WORD_FUNDS,  // heading of the funds table; id = enum funds_column
    WORD_SOURCE, // 年度资金总额 …; name = source of form-json
    WORD_HEAD,   // label in the head; id = enum head_label
    WORD_GOAL,   // id = enum goal_label
    WORD_TOTAL,
    WORD_GRADE_LABEL,
    WORD_GRADE,
    WORD_NOTE,
    WORD_SIGNER,
    WORD_CHROME,
    WORD_TASK,
    WORD_TASK_COLUMN,
    WORD_MANAGEMENT,
    WORD_MANAGEMENT_NAME,
    WORD_MANAGEMENT_COLUMN,
    WORD_CLASS1,
    WORD_CLASS2, // name = its first-level class
    WORD_QUALITATIVE,
    WORD_UNIT,
    WORD_LADDER,
    WORD_RESULT,
    WORD_NO_REASON,
    WORD_DASH,
    WORD_KINDS,
};

enum funds_column {
    FUNDS_LABEL,
    FUNDS_INITIAL,
    FUNDS_ADJUSTED,
    FUNDS_RECEIVED,
    FUNDS_EXECUTED,
    FUNDS_RATE,
    FUNDS_WEIGHT,
    FUNDS_SCORE,
    FUNDS_COLUMNS,
    FUNDS_UNKNOWN = FUNDS_COLUMNS, // a cell of the heading that no word explains
};

enum head_label {
    HEAD_PROJECT,
    HEAD_DEPARTMENT,
    HEAD_DEPARTMENT_SCOPE,
    HEAD_UNIT,
    HEAD_MONEY_UNIT,
    HEAD_YEAR,
    HEAD_OTHER,
    HEAD_TOTAL,
    HEAD_GRADE,
    HEAD_TICKS,
};

enum goal_label { GOAL_HEADING, GOAL_EXPECTED, GOAL_ADJUSTED, GOAL_ACTUAL };

enum {
    TABLE_TARGET2 = 100,
    TABLE_OTHER,   // a column that the form has no place for
    TABLE_UNKNOWN, // a cell of the heading that no word explains
};

// Lists that are searched by head or end, in the order of the data.
enum word_list {
    LIST_TITLES,
    LIST_DEPARTMENT_TITLES,
    LIST_ATTACHMENTS,
    LIST_SOURCE_ENDS,
    LIST_SOURCE_HEADS,
    LIST_SEALS, // (公章) behind a unit
    LIST_CLASS_ENDS,
    LIST_NAME_ENDS,
    LIST_REASONS,
    LIST_REASON_SIGNS,
    LIST_NEVER_FIRST,
    LIST_NEVER_LAST,
    LIST_STAND_INS,
    LIST_REMAINS,
    LIST_PREFIXES,
    LIST_STARS,
    LIST_SUB_ROWS,
    LIST_DATE_ENDS,
    LIST_WILD,
    LIST_PAGE_MARKS,
    LIST_UPPERS,     // what begins a heading of names and is not all of it
    LIST_CONFUSIONS, // the signs alone; what they may have been is in `confusions`
    LISTS,
};

#define FIT_WEIGHTS(X)                                                                             \
    X(threshold_level, "threshold.level")                                                          \
    X(threshold_name, "threshold.name")                                                            \
    X(threshold_target, "threshold.target")                                                        \
    X(threshold_actual, "threshold.actual")                                                        \
    X(threshold_points, "threshold.points")                                                        \
    X(threshold_reason, "threshold.reason")                                                        \
    X(threshold_torn, "threshold.torn")                                                            \
    X(threshold_tiled, "threshold.tiled")                                                          \
    X(threshold_lines, "threshold.lines")                                                          \
    X(threshold_prints, "threshold.prints")                                                        \
    X(join_blank, "break.join_blank")                                                              \
    X(join_cell, "break.join_cell")                                                                \
    X(join_whole, "break.join_whole")                                                              \
    X(join_line, "break.join_line")                                                                \
    X(join_wrap, "break.join_wrap")                                                                \
    X(join_empty_line, "break.join_empty_line")                                                    \
    X(split_weak, "break.split_weak")                                                              \
    X(split_none, "break.split_none")                                                              \
    X(row_weak, "break.row_weak")                                                                  \
    X(line_inside, "break.line_inside")                                                            \
    X(column_right, "column.right")                                                                \
    X(column_wrong, "column.wrong")                                                                \
    X(skip_level, "skip.level")                                                                    \
    X(skip_name, "skip.name")                                                                      \
    X(skip_target, "skip.target")                                                                  \
    X(skip_actual, "skip.actual")                                                                  \
    X(skip_weight, "skip.weight")                                                                  \
    X(skip_score, "skip.score")                                                                    \
    X(skip_other, "skip.other")                                                                    \
    X(skip_reason, "skip.reason")                                                                  \
    X(skip_reason_lost, "skip.reason_lost")                                                        \
    X(unnamed, "skip.unnamed")                                                                     \
    X(level_known, "level.known")                                                                  \
    X(level_near, "level.near")                                                                    \
    X(level_ending, "level.ending")                                                                \
    X(level_other, "level.other")                                                                  \
    X(level_plain, "level.plain")                                                                  \
    X(level_plain_torn, "level.plain_torn")                                                        \
    X(level_alone, "level.alone")                                                                  \
    X(name_text, "name.text")                                                                      \
    X(name_ending, "name.ending")                                                                  \
    X(name_number, "name.number")                                                                  \
    X(name_quantity, "name.quantity")                                                              \
    X(name_class, "name.class")                                                                    \
    X(name_like_class, "name.like_class")                                                          \
    X(name_ladder, "name.ladder")                                                                  \
    X(name_sentence, "name.sentence")                                                              \
    X(name_reason, "name.reason")                                                                  \
    X(name_first, "name.first")                                                                    \
    X(name_last, "name.last")                                                                      \
    X(name_long, "name.long")                                                                      \
    X(target_operator, "target.operator")                                                          \
    X(target_quantity, "target.quantity")                                                          \
    X(target_number, "target.number")                                                              \
    X(target_date, "target.date")                                                                  \
    X(target_text, "target.text")                                                                  \
    X(target_long_text, "target.long_text")                                                        \
    X(target_ladder, "target.ladder")                                                              \
    X(target_class, "target.class")                                                                \
    X(target_reason, "target.reason")                                                              \
    X(target_first, "target.first")                                                                \
    X(actual_quantity, "actual.quantity")                                                          \
    X(actual_operator, "actual.operator")                                                          \
    X(actual_number, "actual.number")                                                              \
    X(actual_date, "actual.date")                                                                  \
    X(actual_ladder, "actual.ladder")                                                              \
    X(actual_text, "actual.text")                                                                  \
    X(actual_class, "actual.class")                                                                \
    X(actual_reason, "actual.reason")                                                              \
    X(actual_first, "actual.first")                                                                \
    X(number_plain, "number.plain")                                                                \
    X(number_damaged, "number.damaged")                                                            \
    X(number_dash, "number.dash")                                                                  \
    X(number_other, "number.other")                                                                \
    X(number_large, "number.large")                                                                \
    X(reason_opening, "reason.opening")                                                            \
    X(reason_sentence, "reason.sentence")                                                          \
    X(reason_nothing, "reason.nothing")                                                            \
    X(reason_text, "reason.text")                                                                  \
    X(reason_plain, "reason.plain")                                                                \
    X(reason_repeated, "reason.repeated")                                                          \
    X(reason_unexpected, "reason.unexpected")                                                      \
    X(reason_quantity, "reason.quantity")                                                          \
    X(reason_number, "reason.number")                                                              \
    X(reason_class, "reason.class")                                                                \
    X(other_right, "other.right")                                                                  \
    X(other_wrong, "other.wrong")

struct fit_weights {
#define X(name, key) int name;
    FIT_WEIGHTS(X)
#undef X
};

struct word {
    struct str text; // as in the data
    struct str name; // of a source, of a class its first level, of an operator its meaning
    int id;
    size_t chars; // of the text without blanks
};

// What one text is, in every kind; NULL where it is none.
struct word_set {
    const struct word *of[WORD_KINDS];
    uint32_t kinds; // a bit a kind
};

// Everything that one text is.
struct lexicon_entry {
    struct word_set *set;  // NULL: no word
    const struct word *op; // NULL: no operator
    uint32_t lists;        // a bit a list
    struct str text;
};

struct words_of {
    struct str *at;
    size_t n;
};

// A word among those that share the characters at one of their ends.
struct lexicon_near {
    const struct word *word;
    uint32_t kind, next; // index of the next one, 0: none
};

enum { LEXICON_PAIRS = 1 << 16, LEXICON_NEAR = 1 << 12 };
enum { LEXICON_NEAR_LEAST = 4 }; // code points of a word that is near

struct lexicon {
    uint64_t pairs[LEXICON_PAIRS / 64]; // a bit for each two characters that begin a word
    uint32_t near[LEXICON_NEAR];        // by two characters at an end: the first of near_words
    struct lexicon_near *near_words;    // from 1
    struct trie words, ends;            // values are indexes into entries, from 1
    struct lexicon_entry *entries;      // by their texts, normalised
    struct word *kinds[WORD_KINDS];     // the words of each kind, for a look at those that are near
    size_t n_kinds[WORD_KINDS], cap_kinds[WORD_KINDS];
    struct word *operators; // longest first; name = the operator meant
    size_t n_operators;
    struct words_of lists[LISTS];
    struct map confusions; // sign -> struct str * of digits
    struct map variants;   // a character that OCR prints -> struct str * of the one meant
    struct map hints;      // second-level class -> struct words_of *
    struct fit_weights weights;
    struct fit_memo *memo; // what texts were found to say
};

// What the text is: blanks, a colon and a bracket at the end do not count. NULL if it is no word.
// `scratch` holds the normalised text where one is needed. The longest form that is a word of the
// wanted kind counts, so a set is asked for with its kind, or with WORD_KINDS for any.
const struct word_set *fit_lexicon_set(struct mem *scratch, const struct lexicon *lexicon,
                                       enum word_kind kind, struct str text);
// The word of this kind that the text is, or NULL.
const struct word *fit_lexicon_find(struct mem *scratch, const struct lexicon *lexicon,
                                    enum word_kind kind, struct str text);
// The same without any normalising: the text itself.
const struct word *fit_lexicon_exact(const struct lexicon *lexicon, enum word_kind kind,
                                     struct str text);
// All kinds of which fit_lexicon_find has a word for the text, a bit each.
uint32_t fit_lexicon_kinds(struct mem *scratch, const struct lexicon *lexicon, struct str text);
// Is the text a class of either level?
bool fit_lexicon_is_class(struct mem *scratch, const struct lexicon *lexicon, struct str text);
// The lists of which an entry begins (ends) the text, a bit each.
uint32_t fit_lexicon_heads(const struct lexicon *lexicon, struct str text);
uint32_t fit_lexicon_ends(const struct lexicon *lexicon, struct str text);
// How far a text goes as the beginning of a word (for fit_lexicon_set). LEXICON_NONE: neither it
// nor any longer text that begins with it is one. LEXICON_LOOSE: it holds signs that may not count,
// and nothing is known. `fit_lexicon_go` goes on with what is joined to it.
#define LEXICON_NONE  0u
#define LEXICON_LOOSE UINT32_MAX
uint32_t fit_lexicon_begin(const struct lexicon *lexicon, struct str text);
uint32_t fit_lexicon_go(const struct lexicon *lexicon, uint32_t state, struct str next);
bool fit_lexicon_may(const struct lexicon *lexicon, struct str text); // not LEXICON_NONE
// fit_lexicon_kinds of a text that is in this state.
uint32_t fit_lexicon_kinds_at(struct mem *scratch, const struct lexicon *lexicon, uint32_t state,
                              struct str text);
// The word of this kind that a text in this state is; NULL too in LEXICON_LOOSE.
const struct word *fit_lexicon_word_at(const struct lexicon *lexicon, enum word_kind kind,
                                       uint32_t state);
// The lists of which a text in this state (not LEXICON_LOOSE) is an entry, a bit each.
uint32_t fit_lexicon_lists_at(const struct lexicon *lexicon, uint32_t state);
// The first two and the last two characters of a text as one number each; 0 where it has but one,
// or signs that may not count.
struct lexicon_ends {
    uint32_t head, tail;
};
struct lexicon_ends fit_lexicon_two(struct str text);
// False if no text with this head and this tail is near a word of the kind.
bool fit_lexicon_may_near(const struct lexicon *lexicon, enum word_kind kind, uint32_t head,
                          uint32_t tail);
// Bytes of the longest word of these kinds (a bit each) that begins the text as it stands, or 0.
size_t fit_lexicon_longest(const struct lexicon *lexicon, uint32_t kinds, struct str text);
// The longest operator that begins the text, or NULL.
const struct word *fit_lexicon_operator(const struct lexicon *lexicon, struct str text);
// As fit_lexicon_find, with one code point wrong, for words of four and more. Walks the words of
// the kind.
const struct word *fit_lexicon_near(struct mem *scratch, const struct lexicon *lexicon,
                                    enum word_kind kind, struct str text);
// The same for a text that is known to be no word as it stands.
const struct word *fit_lexicon_only_near(struct mem *scratch, const struct lexicon *lexicon,
                                         enum word_kind kind, struct str text);
// The longest entry of the list that begins (ends) the text; empty if none does.
struct str fit_lexicon_head(const struct lexicon *lexicon, enum word_list list, struct str text);
struct str fit_lexicon_end(const struct lexicon *lexicon, enum word_list list, struct str text);
// The bit of `pairs` for two characters; the second is 0 where a text has but one.
uint32_t fit_lexicon_pair(int32_t one, int32_t two);
// The places of `near` for the first and the last two characters of a text.
void fit_lexicon_places(enum word_kind kind, struct str text, uint32_t places[2]);
// True if the text is an entry of one of these lists (a bit each).
bool fit_lexicon_is(const struct lexicon *lexicon, uint32_t lists, struct str text);
// Without colons and stars at the end; without one bracket at the end.
struct str fit_lexicon_without_colon(struct str text);
struct str fit_lexicon_without_bracket(struct str text);
// True if the byte may be normalised away, or may begin what does not count at the end of a word.
bool fit_lexicon_is_loose(char byte);
// Text with full width made half width, and without blanks.
struct str fit_lexicon_plain(struct mem *mem, struct str text);
// The same; the text itself where nothing is to be done.
struct str fit_lexicon_half(struct mem *mem, struct str text);

#endif
