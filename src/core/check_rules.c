// SPDX-License-Identifier: AGPL-3.0-or-later
// The table of rules, H01 to H45. A rule is one line here, its function in one of check_*.c, its
// words in data/label/*/rule.yaml, the words it looks for in data/words.
#include "core/check_rules.h"

#include "core/check.h"

#define E SEVERITY_ERROR
#define W SEVERITY_WARNING
#define I SEVERITY_NOTE

#define CONFIRMED CONFIDENCE_CONFIRMED
#define RECALLED  CONFIDENCE_RECALLED
#define INFERRED  CONFIDENCE_INFERRED

#define RULE   BASIS_RULE
#define FORM   BASIS_FORM
#define VENDOR BASIS_VENDOR
#define REVIEW BASIS_REVIEW
#define OWN    BASIS_OWN

const struct rule check_rules[CHECK_RULES] = {
    // id, highest and lowest severity, basis, confidence, function
    {"H01", E, E, RULE, CONFIRMED, .form = check_funds_rate},
    {"H02", E, E, RULE, CONFIRMED, .form = check_funds_score},
    {"H03", E, E, RULE | FORM, CONFIRMED, .form = check_funds_base},
    {"H04", E, I, FORM, CONFIRMED, .form = check_funds_sums},
    {"H05", E, E, FORM, CONFIRMED, .form = check_funds_overspent},
    {"H06", E, E, RULE | FORM, CONFIRMED, .form = check_total_weights},
    {"H07", E, E, RULE | FORM, CONFIRMED, .form = check_total_score},
    {"H08", E, E, RULE, CONFIRMED, .row = check_row_bounds},
    {"H09", E, E, RULE, CONFIRMED, .form = check_total_grade},
    {"H10", E, W, RULE, CONFIRMED, .row = check_row_met},
    {"H11", E, W, RULE, CONFIRMED, .row = check_row_unmet},
    {"H12", W, W, VENDOR, CONFIRMED, .row = check_row_over},
    {"H13", W, I, OWN, INFERRED, .row = check_row_slack},
    {"H14", E, E, RULE, CONFIRMED, .row = check_row_band},
    {"H15", W, W, REVIEW, CONFIRMED, .row = check_target_vague},
    {"H16", W, W, REVIEW | OWN, INFERRED, .row = check_target_unfit},
    {"H17", E, W, RULE, RECALLED, .row = check_reason_none},
    {"H18", W, I, RULE, RECALLED, .row = check_reason_words},
    {"H19", I, I, REVIEW, CONFIRMED, .row = check_reason_idle},
    {"H20", W, W, REVIEW, RECALLED, .form = check_reason_same},
    {"H21", W, W, FORM, CONFIRMED, .form = check_funds_unexplained},
    {"H22", W, W, VENDOR, CONFIRMED, .form = check_total_gap},
    {"H23", W, W, VENDOR, CONFIRMED, .form = check_funds_unspent},
    {"H24", W, W, VENDOR, CONFIRMED, .form = check_total_cap},
    {"H25", W, W, OWN, INFERRED, .all = check_sister_scores},
    {"H26", W, W, OWN, INFERRED, .all = check_sister_shares},
    {"H27", E, I, FORM, CONFIRMED, .form = check_unit_differs},
    {"H28", W, I, OWN, INFERRED, .form = check_cost_sums},
    {"H29", W, W, RULE, RECALLED, .form = check_class_missing},
    {"H30", W, W, REVIEW, RECALLED, .row = check_row_weight},
    {"H31", E, E, FORM, CONFIRMED, .row = check_class_parent},
    {"H32", W, W, FORM | OWN, INFERRED, .row = check_target_inverse},
    {"H33", W, W, FORM, CONFIRMED, .row = check_target_actual},
    {"H34", E, E, FORM, CONFIRMED, .form = check_row_blank},
    {"H35", W, W, FORM, CONFIRMED, .form = check_form_template},
    {"H36", W, W, FORM, CONFIRMED, .form = check_form_goals},
    {"H37", W, W, FORM, CONFIRMED, .form = check_funds_adjustment},
    {"H38", W, W, REVIEW, RECALLED, .form = check_total_full},
    {"H39", W, W, RULE, RECALLED, .all = check_last_target},
    {"H40", I, I, REVIEW, RECALLED, .form = check_cost_budget},
    {"H41", W, W, OWN, INFERRED, .form = check_unit_share},
    {"H42", E, W, OWN, INFERRED, .form = check_sister_names},
    {"H43", W, W, FORM, CONFIRMED, .row = check_row_rescore},
    {"H44", W, W, FORM, CONFIRMED, .form = check_form_years},
    {"H45", W, W, RULE, CONFIRMED, .form = check_form_evidence},
};
