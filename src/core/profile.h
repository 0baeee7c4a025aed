// SPDX-License-Identifier: AGPL-3.0-or-later
// profile: a named set of scoring parameters (self-evaluation.md §5), form/profiles/NAME.yaml.
//
// A profile may inherit from another: what it does not say is as there. A profile that inherits
// from none must say everything. Nothing in C knows a profile by name. An unknown key, a missing
// key, a wrong word or number is a failure with file, line, column and, where one is near, the word
// that was meant.
#ifndef HENG_CORE_PROFILE_H
#define HENG_CORE_PROFILE_H

#include "base/dec.h"
#include "base/err.h"

struct tree;

enum { PROFILE_SHARES = 8 }; // the first levels that a split may name

// How a figure is rounded. `infer`: as the file does (core/round), else mode and digits given here.
struct profile_round {
    bool infer;
    enum round_mode mode;
    int digits;
    bool is_fraction; // of a rate: 0.98, not 98 %
};

enum profile_unmet { UNMET_PROPORTION, UNMET_ZERO };
enum profile_over { OVER_NONE, OVER_MINUS, OVER_SLIDE };
enum profile_gap_base { GAP_SHARE, GAP_RATE };
enum profile_rate_base { RATE_ADJUSTED, RATE_INITIAL };
enum profile_weights { WEIGHTS_PRINTED, WEIGHTS_EQUAL };

// From `from` points (or % of the rate) on; below the lowest nothing is said.
struct profile_grade {
    struct dec from;
    struct str name;
};

// Rates in [from, to) allow a total of at most `cap`.
struct profile_cap {
    struct dec from, to, cap;
};

struct profile_share {
    struct str name; // output benefit satisfaction cost goals decision management performance
    struct dec points;
};

struct profile {
    struct str name;
    struct str title_zh, title_en;
    struct str basis_zh, basis_en; // where the numbers come from
    struct str confidence;         // confirmed, recalled, inferred
    struct str inherits;           // empty if from none

    struct dec exec_weight;
    bool exec_outside; // false: no points for the execution rate outside the rows
    struct profile_share split[PROFILE_SHARES];
    size_t n_split;
    bool split_strict;
    struct dec weight_total;
    enum profile_weights
        row_weights; // equal: rows without weights share weight_total - exec_weight
    enum profile_rate_base rate_base;
    struct dec rate_cap; // %
    struct profile_round rate_round, exec_round, row_round;
    bool row_as_exec; // row_round: exec
    bool exec_from_printed_rate;
    int total_digits;
    bool total_trim;
    enum profile_unmet unmet;
    struct dec band_reached, band_partly; // lower ends, share %
    struct dec over_pct;
    enum profile_over over_kind;
    struct dec over_points;
    struct profile_cap *caps;
    size_t n_caps;
    struct str
        caps_shown_of; // without caps of its own: the profile whose caps are told as "would be"
    struct profile_cap *shown_caps;
    size_t n_shown_caps;
    struct dec exec_explain_below, unspent_warn, gap_warn, slack_warn, row_weight_max;
    enum profile_gap_base gap_base;
    bool grade_line;
    struct dec zero_source_rate;
    struct dec rescore_gap;
    struct profile_grade *grades; // highest first
    size_t n_grades;
};

struct profile_file {
    struct str name; // national-2020
    struct str path; // for messages
    const struct tree *tree;
};

// Loads `name` out of the files given. RC_USAGE if there is none of this name (with a suggestion),
// RC_INPUT with file, line and column if it, or one that it inherits from, is wrong.
NODISCARD enum rc profile_load(struct mem *mem, struct profile *out, struct str name,
                               const struct profile_file *files, size_t n, struct err *err);

// The grade of a total (exact), or empty if the profile has none for it.
struct str profile_grade_of(const struct profile *profile, struct dec total);
// The cap for an exact rate (1 = 100 %) in caps[n]; false if no band holds it.
bool profile_cap_of(struct dec *cap, const struct profile_cap *caps, size_t n, struct ratio rate);
// trunc, half_up, half_even, up.
const char *profile_mode_name(enum round_mode mode);

#endif
