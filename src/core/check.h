// SPDX-License-Identifier: AGPL-3.0-or-later
// check: the audit, H01-H45 (self-evaluation.md §7) as one table of rules.
//
// A rule looks at the forms of one or several readings under a profile and says findings, or says
// that it cannot be evaluated and why. Nothing is computed twice: what a row is worth, what rounds
// how and which caps hold comes from core/score and core/round. A finding has its arithmetic in one
// line and a hint, in Chinese and English, from data/label/{zh,en}/rule.yaml; the words that rules
// look for are data/words/check.yaml.
//
// Order: findings and what was not evaluated are sorted by file name, form, row, rule, so the order
// of arguments does not matter. A group finding stands at its first row in that order and carries
// all its rows. What rests on a doubtful cell is at most a warning and says "if read right".
#ifndef HENG_CORE_CHECK_H
#define HENG_CORE_CHECK_H

#include "base/err.h"
#include "base/str.h"

struct cell;
struct form;
struct labels;
struct mem;
struct place;
struct profile;
struct reading;
struct rounding;
struct score;
struct words;
struct check; // one audit at work, inside the family check_*.c
struct check_form;
struct check_row;

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

enum rule_basis {     // where a rule comes from; more than one may hold
    BASIS_RULE = 1,   // a published rule or footnote
    BASIS_FORM = 2,   // seen in published forms
    BASIS_VENDOR = 4, // behaviour of a deployed platform
    BASIS_REVIEW = 8, // reviewers' practice
    BASIS_OWN = 16,   // heng's decision
};

enum rule_confidence { CONFIDENCE_CONFIRMED, CONFIDENCE_RECALLED, CONFIDENCE_INFERRED };

// One line of the table. Its words are the labels rule.ID.title, .hint, .basis; its messages
// rule.ID.message (and .message_NAME where a rule has several).
struct rule {
    const char *id;         // "H10"
    enum severity severity; // the highest it can say
    enum severity lowest;   // the lowest by itself (doubtful input may lower it further)
    unsigned basis;         // enum rule_basis, or-ed
    enum rule_confidence confidence;
    // One of them: called for each row, for each form, or once.
    void (*row)(struct check *check, struct check_form *form, const struct check_row *row);
    void (*form)(struct check *check, struct check_form *form);
    void (*all)(struct check *check);
};

enum { CHECK_RULES = 45 };
extern const struct rule check_rules[CHECK_RULES];

// The rule of this id, or NULL. check_rules in order: "H01" is check_rules[0].
const struct rule *check_rule_find(struct str id);
const char *check_severity_name(enum severity severity);            // error, warning, note
const char *check_confidence_name(enum rule_confidence confidence); // confirmed, recalled, inferred
const char *check_basis_name(enum rule_basis basis); // rule, form, vendor, review, own

struct finding_row {
    struct str file;
    int form, row; // from 1
};

struct finding {
    const struct rule *rule;
    enum severity severity;
    size_t reading; // index into the files of the call
    struct str file;
    int form;                // from 1, inside its file
    int row;                 // from 1; 0 (null) for a funds line, the total, the form as a whole
    struct str path;         // the cell it stands at: "/indicators/12/score", "/total/score"
    const struct cell *cell; // the same; NULL where the thing is not there (a missing class)
    struct str printed, expected; // as printed, as it should be; empty is null
    bool is_doubtful;             // rests on a doubtful input; the message says so
    struct text2 message, hint, basis;
    struct finding_row *rows; // of a group finding, else n_rows 0
    size_t n_rows;
};

struct not_evaluated {
    const struct rule *rule;
    size_t reading;
    struct str file;
    int form;
    int row; // 0: the form as a whole
    struct text2 why;
};

struct findings {
    struct finding *at;
    size_t n;
    struct not_evaluated *open;
    size_t n_open;
};

// The lists of data/words that the rules need; for words_need.
extern const char *const check_words[];
extern const size_t check_n_words;

// One reading with what core/round and core/score made of it under the profile of the call.
struct check_file {
    const struct reading *reading;
    const struct rounding *rounding; // round_infer over its forms
    const struct score *scores;      // score_form of each of its forms, in order
};

struct check_input {
    const struct words *words;
    const struct labels *labels;
    const struct profile *profile;  // its shown_caps serve H24 where it has no caps
    const struct check_file *files; // audited together: forms of one unit and year are sisters
    size_t n_files;
    const struct reading *last; // last year's forms, for H39; NULL: not evaluated
    size_t n_last;
    const bool *wanted; // CHECK_RULES flags (--only, --not); NULL: all rules
};

// Audits all forms of all readings. Everything lives in `mem`. Linear in the rows but for sorting.
void check_forms(struct mem *mem, struct findings *out, const struct check_input *input);

// What was not evaluated on a form: *n of them, in the order of the rows; NULL if nothing. They
// stand together.
const struct not_evaluated *check_open_on(const struct findings *findings, struct str file,
                                          int form, size_t *n);

// Where a finding stands, for people and for JSON: "line 26, cell 7"; its path where the reading
// has no lines.
struct str check_place(struct mem *mem, const struct finding *finding);

#endif
