// SPDX-License-Identifier: AGPL-3.0-or-later
// check_rules: the functions behind the table of rules (check_rules.c). One that takes a row is
// called for each row of each form, one that takes a form for each form, one that takes the audit
// once.
#ifndef HENG_CORE_CHECK_RULES_H
#define HENG_CORE_CHECK_RULES_H

struct check;
struct check_form;
struct check_row;

// check_funds.c: the money lines
void check_funds_rate(struct check *check, struct check_form *form);        // H01
void check_funds_score(struct check *check, struct check_form *form);       // H02
void check_funds_base(struct check *check, struct check_form *form);        // H03
void check_funds_sums(struct check *check, struct check_form *form);        // H04
void check_funds_overspent(struct check *check, struct check_form *form);   // H05
void check_funds_unexplained(struct check *check, struct check_form *form); // H21
void check_funds_unspent(struct check *check, struct check_form *form);     // H23
void check_funds_adjustment(struct check *check, struct check_form *form);  // H37
// check_total.c: the sums of points
void check_total_weights(struct check *check, struct check_form *form); // H06
void check_total_score(struct check *check, struct check_form *form);   // H07
void check_total_grade(struct check *check, struct check_form *form);   // H09
void check_total_gap(struct check *check, struct check_form *form);     // H22
void check_total_cap(struct check *check, struct check_form *form);     // H24
void check_total_full(struct check *check, struct check_form *form);    // H38
// check_row.c: the points of one row
void check_row_bounds(struct check *check, struct check_form *form, const struct check_row *row);
void check_row_met(struct check *check, struct check_form *form, const struct check_row *row);
void check_row_unmet(struct check *check, struct check_form *form, const struct check_row *row);
void check_row_over(struct check *check, struct check_form *form, const struct check_row *row);
void check_row_slack(struct check *check, struct check_form *form, const struct check_row *row);
void check_row_band(struct check *check, struct check_form *form, const struct check_row *row);
void check_row_weight(struct check *check, struct check_form *form, const struct check_row *row);
void check_row_blank(struct check *check, struct check_form *form);
void check_row_rescore(struct check *check, struct check_form *form, const struct check_row *row);
// check_reason.c: what the reasons say: H17, H18, H19, H20
void check_reason_none(struct check *check, struct check_form *form, const struct check_row *row);
void check_reason_words(struct check *check, struct check_form *form, const struct check_row *row);
void check_reason_idle(struct check *check, struct check_form *form, const struct check_row *row);
void check_reason_same(struct check *check, struct check_form *form);
// check_target.c: what targets and names say: H15, H16, H32, H33
void check_target_vague(struct check *check, struct check_form *form, const struct check_row *row);
void check_target_unfit(struct check *check, struct check_form *form, const struct check_row *row);
void check_target_inverse(struct check *check, struct check_form *form,
                          const struct check_row *row);
void check_target_actual(struct check *check, struct check_form *form, const struct check_row *row);
// check_class.c: H29, H31
void check_class_missing(struct check *check, struct check_form *form);
void check_class_parent(struct check *check, struct check_form *form, const struct check_row *row);
// check_unit.c: H27, H41
void check_unit_differs(struct check *check, struct check_form *form);
void check_unit_share(struct check *check, struct check_form *form);
// check_cost.c: H28, H40
void check_cost_sums(struct check *check, struct check_form *form);
void check_cost_budget(struct check *check, struct check_form *form);
// check_form.c: H35, H36, H44, H45
void check_form_template(struct check *check, struct check_form *form);
void check_form_goals(struct check *check, struct check_form *form);
void check_form_years(struct check *check, struct check_form *form);
void check_form_evidence(struct check *check, struct check_form *form);
// check_sister.c: rows against rows: H25, H26, H42
void check_sister_scores(struct check *check);
void check_sister_shares(struct check *check);
void check_sister_names(struct check *check, struct check_form *form);
// check_last.c: H39
void check_last_target(struct check *check);

#endif
