// SPDX-License-Identifier: AGPL-3.0-or-later
// What a row and a form are worth (self-evaluation.md §4): every cell of its table, overshoot,
// ladder, grades, caps, merged scores, sums. The profiles' forms are in core_score_profile.c,
// places in core_score_at.c.
#include "core/score.h"
#include "test/unit/rules.h"

// A form of one row under national-2020 (changed by the caller); the funds print 100 %.
static struct scored *score_row(struct mem *mem, const struct profile *profile, const char *row)
{
    struct rules *rules = MEM_NEW(mem, struct rules);
    rules_open(mem, rules);
    struct profile national = rules_profile(mem, rules, "national-2020");
    const char *text =
        buf_print(mem, "F|total|10|10|10|10|100|10\nR|产出指标|数量指标|%s\nT|100|20|优\n", row)
            .ptr;
    return rules_score(mem, rules, profile ? profile : &national, text);
}

static struct profile national(struct mem *mem)
{
    struct rules *rules = MEM_NEW(mem, struct rules);
    rules_open(mem, rules);
    return rules_profile(mem, rules, "national-2020");
}

static const char *met_name(enum score_met met)
{
    static const char *const names[] = {"?", "yes", "no"};
    return names[met];
}

// The table of §4, and what stands below it. `value` is what H10 and H11 expect, half up.
static void test_core_score__table(void **state)
{
    static const struct {
        const char *row, *met, *op, *exact, *value, *clause;
    } cases[] = {
        // a number at least
        {"名|≥9.00人|9.00人|6.00|6.00", "yes", "≥", "6", "6.00", "ge_met"},
        {"名|≥9.00人|8.00人|6.00|5.00", "no", "≥", "5.3333…", "5.33", "ge_unmet"},
        {"名|≥12000件|10518件|6.00|5.00", "no", "≥", "5.259", "5.26", "ge_unmet"},
        {"名|≥5|-1|6|0", "no", "≥", "0", "0.00", "ge_unmet"}, // not below 0
        {"名|≥5|0|6|0", "no", "≥", "0", "0.00", "ge_unmet"},
        {"名|≥0|0|6|6", "yes", "≥", "6", "6.00", "ge_met"},
        {"名|≥0|-1|6|6", "no", "≥", "0", "0.00", "ge_unmet"},
        {"名|≥-5|-4|6|6", "yes", "≥", "6", "6.00", "ge_met"},
        {"名|≥-5|-6|6|6", "no", "≥", "-", "-", "printed"}, // no proportion to a negative target
        {"名|>5|5|6|6", "no", ">", "6", "6.00", "gt_unmet"},
        {"名|>5|6|6|6", "yes", ">", "6", "6.00", "gt_met"},
        // at most
        {"名|≤4|4|6|6", "yes", "≤", "6", "6.00", "le_met"},
        {"名|≤4|5|6|6", "no", "≤", "4.8", "4.80", "le_unmet"},
        {"名|≤4|0|6|6", "yes", "≤", "6", "6.00", "le_met"}, // a = 0: no division
        {"名|≤0|0|6|6", "yes", "≤", "6", "6.00", "le_met"},
        {"名|≤0|2|6|6", "no", "≤", "0", "0.00", "le_unmet"},
        {"名|≤-2|-1|6|6", "no", "≤", "-", "-", "printed"},
        {"名|<4|4|6|6", "no", "<", "6", "6.00", "lt_unmet"},
        {"名|<4|3|6|6", "yes", "<", "6", "6.00", "lt_met"},
        // equal, on both sides
        {"名|=100%|100%|6|6", "yes", "=", "6", "6.00", "eq_met"},
        {"名|=100%|98%|6|6", "no", "=", "5.88", "5.88", "eq_unmet"},
        {"名|=4|5|6|6", "no", "=", "4.8", "4.80", "eq_unmet"},
        {"名|=0|1|6|6", "no", "=", "0", "0.00", "eq_unmet"},
        {"名|=4|0|6|6", "no", "=", "0", "0.00", "eq_unmet"},
        {"名|=-4|-5|6|6", "no", "=", "4.8", "4.80", "eq_unmet"},
        {"名|=-4|4|6|6", "no", "=", "0", "0.00", "eq_unmet"},
        // missing: no score
        {"名|≥4||6|6", "?", "", "-", "-", "printed"},
        {"名|?|4|6|6", "?", "", "-", "-", "printed"},
        {"名|≥4|5||6", "yes", "≥", "-", "-", "none"}, // no weight: not computed, nor as printed
        {"名|≥4|5|6|", "yes", "≥", "6", "6.00", "ge_met"}, // a blank score is computed
        {"名|≥4|已完成|6|6", "?", "", "-", "-", "printed"},
        // units
        {"名|≥5.5万人次|51700人次|6|5.64", "no", "≥", "5.64", "5.64", "ge_unmet"},
        {"名|≥60000件|6.72万件|6|6", "yes", "≥", "6", "6.00", "ge_met"},
        {"名|≤10天|5工作日|6|6", "?", "", "-", "-", "printed"}, // H27
        {"名|≥5台|6|6|6", "yes", "≥", "6", "6.00", "ge_met"},   // one unit serves both
        {"名|≥5|6台|6|6", "yes", "≥", "6", "6.00", "ge_met"},
        // no operator: equal is met, else by what it is
        {"名|120|120|6|6", "yes", "=", "6", "6.00", "eq_met"},
        {"名|52|49|6|6", "no", "≥", "5.6538…", "5.65", "ge_unmet"},
        {"名|52|53|6|6", "yes", "≥", "6", "6.00", "ge_met"},
        {"名|0|2|6|6", "no", "≤", "0", "0.00", "le_unmet"},
        {"处置时限|4|5|6|6", "no", "≤", "4.8", "4.80", "le_unmet"},
        {"预算调整率|4|5|6|6", "no", "≤", "4.8", "4.80", "le_unmet"},
        {"投诉件数|4|5|6|6", "no", "≤", "4.8", "4.80", "le_unmet"},
        {"投诉办结率|4|5|6|6", "yes", "≥", "6", "6.00", "ge_met"},
        // text
        {"名|健全|达成指标|6|5", "yes", "", "-", "-", "ladder"},
        {"名|健全|部分达成指标并具有一定效果|6|4", "no", "", "-", "-", "ladder"},
        {"名|健全|未达成指标且效果较差。|6|3", "no", "", "-", "-", "ladder"},
        {"名|健全|达成指标值|6|3", "?", "", "-", "-", "printed"},
        {"名|健全|达成指标2|6|3", "?", "", "-", "-", "printed"},
        {"名|健全|达成指标A|6|3", "?", "", "-", "-", "printed"},
        {"名|健全|达成指标b|6|3", "?", "", "-", "-", "printed"},
        {"名|健全|达成指标{|6|5", "yes", "", "-", "-", "ladder"},
        {"名|12月20日前|12月12日|6|6", "?", "", "-", "-", "printed"},
        {"名|||6|6", "?", "", "-", "-", "printed"},
        {"名|||6|_", "?", "", "-", "-", "none"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        const struct scored *s = score_row(*state, NULL, cases[i].row);
        const struct score_row *r = &s->score.rows[0];
        struct str clause = str_of(r->clause);
        clause = str_slice(clause, strlen("score.clause."), clause.len);
        if (!str_eq_c(clause, cases[i].clause) || strcmp(met_name(r->met), cases[i].met) != 0)
            print_error("%s\n", cases[i].row);
        assert_string_equal(met_name(r->met), cases[i].met);
        assert_string_equal(score_op_text(r->op), cases[i].op);
        assert_str(rules_ratio(*state, r->exact), cases[i].exact);
        assert_str(rules_dec(*state, r->value), cases[i].value);
        assert_str(clause, cases[i].clause);
    }
}

static void test_core_score__operator(void **state)
{
    // An operator that cannot be read is not assumed; one that no list knows says nothing.
    struct scored *s = score_row(*state, NULL, "名|4|5|6|6");
    assert_true(s->score.rows[0].op_is_assumed);
    s = score_row(*state, NULL, "名|≥4|4|6|6");
    assert_false(s->score.rows[0].op_is_assumed);
    struct rules rules;
    rules_open(*state, &rules);
    s->form->rows[0].target.op = (struct cell){.state = CELL_MISSING};
    score_form(*state, &s->score, s->form, 0, &s->profile, &s->rounding, &rules.words);
    assert_int_equal(s->score.rows[0].met, SCORE_MET_UNKNOWN);
    s->form->rows[0].target.op = (struct cell){.state = CELL_READ, .text = STR("约")};
    score_form(*state, &s->score, s->form, 0, &s->profile, &s->rounding, &rules.words);
    assert_int_equal(s->score.rows[0].met, SCORE_MET_UNKNOWN);
    assert_int_equal(s->score.rows[0].strict_from, SCORE_STRICT_PRINTED);
}

static void test_core_score__cost_row(void **state)
{
    static const struct {
        const char *level1, *level2;
        bool is_cost;
    } cases[] = {
        {"产出指标", "成本指标", true},  {"成本指标", "经济成本指标", true},
        {"产出指标", "数量指标", false}, {"成本指标", "?", true},
        {"成本指标", "数量指标", false}, {"?", "?", false},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct rules rules;
        rules_open(*state, &rules);
        struct profile p = rules_profile(*state, &rules, "national-2020");
        struct scored *s = rules_score(
            *state, &rules, &p,
            buf_print(*state, "R|%s|%s|名|4|5|6|6\n", cases[i].level1, cases[i].level2).ptr);
        assert_int_equal(s->score.rows[0].is_cost, cases[i].is_cost);
        assert_int_equal(s->score.rows[0].op, cases[i].is_cost ? SCORE_OP_LE : SCORE_OP_GE);
    }
}

static void test_core_score__unmet_zero(void **state)
{
    struct profile p = national(*state);
    p.unmet = UNMET_ZERO;
    struct scored *s = score_row(*state, &p, "名|≥9|8|6|5");
    assert_str(rules_dec(*state, s->score.rows[0].value), "0.00");
    assert_string_equal(s->score.rows[0].steps[0].key, "score.step.zero");
    s = score_row(*state, &p, "名|≥9|9|6|5");
    assert_str(rules_dec(*state, s->score.rows[0].value), "6.00");
}

// §4.1 under each kind, at the limit, beyond it, and where all is lost.
static void test_core_score__overshoot(void **state)
{
    static const struct {
        enum profile_over kind;
        const char *row, *over, *value, *clause;
        bool is_over;
    } cases[] = {
        {OVER_NONE, "名|≥1600|2680|5|5", "67.5", "5.00", "score.clause.ge_met", true},
        {OVER_NONE, "名|≥100|130|5|5", "30", "5.00", "score.clause.ge_met", true},
        {OVER_NONE, "名|≥100|129|5|5", "29", "5.00", "score.clause.ge_met", false},
        {OVER_NONE, "名|≥100|99|5|5", "-", "4.95", "score.clause.ge_unmet", false},
        {OVER_NONE, "名|≥0|99|5|5", "-", "5.00", "score.clause.ge_met", false},
        {OVER_NONE, "名|≤100|99|5|5", "-", "5.00", "score.clause.le_met", false},
        {OVER_NONE, "名|=100|100|5|5", "-", "5.00", "score.clause.eq_met", false},
        {OVER_MINUS, "名|≥1600|2680|5|5", "67.5", "3.00", "score.clause.over_minus", true},
        {OVER_MINUS, "名|>100|200|1|1", "100", "0.00", "score.clause.over_minus", true},
        {OVER_MINUS, "名|≥100|129|5|5", "29", "5.00", "score.clause.ge_met", false},
        // 5 x (1 - (67.5 - 30)/100) = 3.125
        {OVER_SLIDE, "名|≥1600|2680|5|5", "67.5", "3.13", "score.clause.over_slide", true},
        {OVER_SLIDE, "名|≥1|4|5|5", "300", "0.00", "score.clause.over_slide", true},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct profile p = national(*state);
        p.over_kind = cases[i].kind;
        p.over_points = dec_int(2);
        const struct score_row *r = &score_row(*state, &p, cases[i].row)->score.rows[0];
        assert_str(rules_ratio(*state, r->overshoot), cases[i].over);
        assert_str(rules_dec(*state, r->value), cases[i].value);
        assert_string_equal(r->clause, cases[i].clause);
        assert_int_equal(r->is_over, cases[i].is_over);
    }
}

static void test_core_score__slack(void **state)
{
    const struct score_row *r = &score_row(*state, NULL, "名|≤58.00|37.51|5|5")->score.rows[0];
    assert_str(rules_ratio(*state, r->slack), "35.3275…");
    assert_true(r->is_slack);
    r = &score_row(*state, NULL, "名|<100|70|5|5")->score.rows[0];
    assert_true(r->is_slack);
    r = &score_row(*state, NULL, "名|≤100|70.01|5|5")->score.rows[0];
    assert_false(r->is_slack);
    r = &score_row(*state, NULL, "名|≤2.00|0.00|5|5")->score.rows[0];
    assert_str(rules_ratio(*state, r->slack), "100");
}

// §4.2: the share of the weight against the band, and the nearest end in the strict total.
static void test_core_score__ladder(void **state)
{
    static const struct {
        const char *row, *strict;
        bool is_outside;
        enum score_strict from;
    } cases[] = {
        {"名|健全|达成指标|10|10.00", "10.00", false, SCORE_STRICT_PRINTED},
        {"名|健全|达成指标|10|8.00", "8.00", false, SCORE_STRICT_PRINTED},
        {"名|健全|达成指标|10|7.99", "8.00", true, SCORE_STRICT_BAND},
        {"名|健全|达成指标|10|10.5", "10.00", true, SCORE_STRICT_BAND},
        {"名|健全|部分达成指标并具有一定效果|15|13.50", "12.00", true, SCORE_STRICT_BAND},
        {"名|健全|部分达成指标并具有一定效果|10|8", "8.00", true, SCORE_STRICT_BAND},
        {"名|健全|部分达成指标并具有一定效果|10|7.99", "7.99", false, SCORE_STRICT_PRINTED},
        {"名|健全|部分达成指标并具有一定效果|10|6", "6", false, SCORE_STRICT_PRINTED},
        {"名|健全|部分达成指标并具有一定效果|10|5.99", "6.00", true, SCORE_STRICT_BAND},
        {"名|健全|未达成指标且效果较差|10|6", "6.00", true, SCORE_STRICT_BAND},
        {"名|健全|未达成指标且效果较差|10|0", "0", false, SCORE_STRICT_PRINTED},
        {"名|健全|未达成指标且效果较差|10|-1", "0.00", true, SCORE_STRICT_BAND},
        {"名|健全|达成指标||8", "8", false, SCORE_STRICT_PRINTED},
        {"名|健全|达成指标|10|_", "-", false, SCORE_STRICT_NONE},
        {"名|健全|达成指标|0|0", "0", false, SCORE_STRICT_PRINTED},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        const struct score_row *r = &score_row(*state, NULL, cases[i].row)->score.rows[0];
        assert_int_equal(r->is_outside_band, cases[i].is_outside);
        assert_str(rules_dec(*state, r->strict), cases[i].strict);
        assert_int_equal(r->strict_from, cases[i].from);
    }
    const struct score_row *r =
        &score_row(*state, NULL, "名|健全|部分达成指标并具有一定效果|15|13.50")->score.rows[0];
    assert_true(dec_eq(r->band_from, dec_int(60)) && dec_eq(r->band_to, dec_int(80)));
    assert_string_equal(r->steps[0].key, "score.step.band");
}

// What the rules H08, H10, H11, H30, H43 read.
static void test_core_score__flags(void **state)
{
    const struct score_row *r =
        &score_row(*state, NULL, "名|≥85%|88.38%|10.00|9.00")->score.rows[0];
    assert_true(r->is_below && r->is_lost && r->is_scored);
    assert_false(r->is_full || r->is_unequal || r->is_above_weight || r->is_heavy);
    assert_str(rules_ratio(*state, r->share), "0.9");
    assert_str(rules_dec(*state, r->lost), "0.00");
    r = &score_row(*state, NULL, "名|≥9.00|8.00|6.00|5.00")->score.rows[0];
    assert_true(r->is_unequal && r->has_coarser);
    assert_int_equal(r->coarser_digits, 0);
    assert_int_equal(r->coarser_mode, ROUND_HALF_UP);
    assert_str(rules_dec(*state, r->lost), "0.67");
    r = &score_row(*state, NULL, "名|≥52|49|6.00|5.60")->score.rows[0]; // 5.653…: cut to 1
    assert_int_equal(r->coarser_digits, 1);
    assert_int_equal(r->coarser_mode, ROUND_TRUNC);
    r = &score_row(*state, NULL, "名|≥52|49|6.00|4.00")->score.rows[0];
    assert_true(r->is_unequal);
    assert_false(r->has_coarser);
    r = &score_row(*state, NULL, "名|≥52|60|20.01|21|19.9")->score.rows[0];
    assert_true(r->is_above_weight && r->is_heavy && r->is_full && r->is_rescored_far);
    assert_str(rules_dec(*state, r->rescore_gap), "1.1");
    r = &score_row(*state, NULL, "名|≥52|60|20|-1|-2")->score.rows[0];
    assert_true(r->is_negative);
    assert_false(r->is_rescored_far || r->is_heavy);
    r = &score_row(*state, NULL, "名|~≥52|60|20|~19")->score.rows[0];
    assert_true(r->rests_on_doubt && r->score_is_doubtful);
    r = &score_row(*state, NULL, "名|≥52|60|~20|?")->score.rows[0];
    assert_true(r->rests_on_doubt && r->score_is_missing);
}

static void test_core_score__doubt(void **state)
{
    static const char *const rows[] = {"名|≥52|~60|20|19", "名|健全|~达成指标|20|19"};
    for (size_t i = 0; i < LENGTH_OF(rows); i++)
        assert_true(score_row(*state, NULL, rows[i])->score.rows[0].rests_on_doubt);
    struct scored *s = score_row(*state, NULL, "名|≥52件|60件|20|19");
    assert_false(s->score.rows[0].rests_on_doubt);
    struct rules rules;
    rules_open(*state, &rules);
    s->form->rows[0].target.op.state = CELL_DOUBTFUL;
    score_form(*state, &s->score, s->form, 0, &s->profile, &s->rounding, &rules.words);
    assert_true(s->score.rows[0].rests_on_doubt);
    s->form->rows[0].target.op.state = CELL_READ;
    s->form->rows[0].actual.unit.state = CELL_DOUBTFUL;
    score_form(*state, &s->score, s->form, 0, &s->profile, &s->rounding, &rules.words);
    assert_true(s->score.rows[0].rests_on_doubt);
}

// While the convention is open, no convention that fits may give the printed score.
static void test_core_score__open_rounding(void **state)
{
    // 10518/12000 x 6 = 5.259: 5.26 half up, 5.25 cut; both are right while nothing is decided.
    assert_false(score_row(*state, NULL, "名|≥12000|10518|6|5.26")->score.rows[0].is_unequal);
    assert_false(score_row(*state, NULL, "名|≥12000|10518|6|5.25")->score.rows[0].is_unequal);
    assert_true(score_row(*state, NULL, "名|≥12000|10518|6|5.27")->score.rows[0].is_unequal);
    // Decided by the funds (cut): only 5.25.
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    static const char text[] = "F|total||111.71|88.46|10|79.18|7.91\n"
                               "R|产出指标|数量指标|名|≥12000|10518|6|5.26\n"
                               "R|产出指标|数量指标|名|≥12000|10518|6|5.25\n";
    struct scored *s = rules_score(*state, &rules, &p, text);
    assert_true(s->score.rows[0].is_unequal);
    assert_false(s->score.rows[1].is_unequal);
    assert_str(rules_dec(*state, s->score.rows[0].value), "5.25");
    // A profile that says how to round is followed, whatever the file does.
    p = rules_profile(*state, &rules, "hubei");
    s = rules_score(*state, &rules, &p, text);
    assert_false(s->score.rows[0].is_unequal);
    assert_true(s->score.rows[1].is_unequal);
    // The file's digits serve where it leaves the mode open: 93 % and 9.3 are whole and tenths.
    p = rules_profile(*state, &rules, "national-2020");
    s = rules_score(*state, &rules, &p,
                    "F|total||200.00|186.00|10|93|9.3\n"
                    "R|产出指标|数量指标|名|≥12000|10518|6|5.3\n");
    assert_false(s->score.rows[0].is_unequal);
    // What the cap cut off shows no digits: the profile's two serve, cut or half up.
    s = rules_score(*state, &rules, &p,
                    "F|total||230.00|236.40|10|102.78|10\n"
                    "R|产出指标|数量指标|名|≥12000|10518|6|5.25\n"
                    "R|产出指标|数量指标|名|≥10|12|8.5|8.5\n"
                    "R|产出指标|数量指标|名|≥12000|10518|6|5\n");
    assert_false(s->score.rows[0].is_unequal || s->score.rows[1].is_below);
    assert_true(s->score.rows[2].is_unequal);
    // Nor does a score at the end of its scale that stands without amounts.
    s = rules_score(*state, &rules, &p,
                    "F|total|||10|100|10\nR|产出指标|数量指标|名|≥12000|10518|6|5.25\n");
    assert_false(s->score.rows[0].is_unequal);
    s = rules_score(*state, &rules, &p,
                    "F|total|||10|0|0\nR|产出指标|数量指标|名|≥12000|10518|6|5.25\n");
    assert_false(s->score.rows[0].is_unequal);
    // A rounding that no exact number holds takes no part.
    s = rules_score(*state, &rules, &p,
                    "F|total||200.00|186.00|10|93|9.300000000\n"
                    "R|产出指标|数量指标|名|≥2|1|10000000000|5\n");
    assert_true(s->score.rows[0].is_unequal);
    // A row's rounding that is inferred by itself follows the file once it is decided.
    p.row_as_exec = false;
    p.row_round = (struct profile_round){true, ROUND_UP, 1, false};
    s = rules_score(*state, &rules, &p, text);
    assert_int_equal(s->score.row_mode, ROUND_TRUNC);
    s = rules_score(*state, &rules, &p, "F|total||72|72|10|100|10\n");
    assert_int_equal(s->score.row_mode, ROUND_UP);
    assert_int_equal(s->score.row_digits, 1);
    // Rates alone decide the mode; the digits of points are then the profile's.
    s = rules_score(*state, &rules, &p, "F|total||680.00|671.33||98.73|\n");
    assert_int_equal(s->score.exec_mode, ROUND_HALF_UP);
    assert_int_equal(s->score.exec_digits, 2);
    // A score alone decides the mode; the digits of rates are then the profile's.
    s = rules_score(*state, &rules, &p, "F|total||111.7100|88.4600|10||7.918\n");
    assert_int_equal(s->score.exec_digits, 3);
    assert_int_equal(s->score.rate_digits, 2);
}

static const char merged[] = "F|total||84.00|84.00|10|100|10\n"
                             "R|产出指标|质量指标|合格率|≥95%%|97.1%%|15|%s\n"
                             "R|产出指标|质量指标|完整率|≥95%%|%s||\n"
                             "R|产出指标|质量指标|另一|≥95%%|96%%|75|75\nT|100|%s|\n";

// A merged weight and score stand on the first row; the followers have neither.
static void test_core_score__merged(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    struct scored *s =
        rules_score(*state, &rules, &p, buf_print(*state, merged, "14", "98.5%", "99").ptr);
    const struct score_row *r = s->score.rows;
    assert_true(r[0].is_group && r[1].is_follower && !r[2].is_follower);
    assert_int_equal(r[0].n_group, 2);
    assert_int_equal(r[1].group, 0);
    assert_int_equal(r[0].group_met, SCORE_MET_YES);
    assert_true(r[0].is_below);
    assert_int_equal(r[1].strict_from, SCORE_STRICT_FOLLOWER);
    assert_str(rules_dec(*state, s->score.weight_sum), "100");
    assert_str(rules_dec(*state, s->score.sum), "99");
    assert_str(score_print_total(*state, &p, s->score.strict.dec), "100.00");
    assert_int_equal(s->score.n_scored, 2);
    // One of the group is not met: nobody says how its score divides; it counts as printed.
    s = rules_score(*state, &rules, &p, buf_print(*state, merged, "14", "90%", "99").ptr);
    assert_int_equal(s->score.rows[0].group_met, SCORE_MET_NO);
    assert_false(s->score.rows[0].is_below || s->score.rows[0].is_unequal);
    assert_str(score_print_total(*state, &p, s->score.strict.dec), "99.00");
    // One of it cannot be judged.
    s = rules_score(*state, &rules, &p, buf_print(*state, merged, "14", "好", "99").ptr);
    assert_int_equal(s->score.rows[0].group_met, SCORE_MET_UNKNOWN);
    assert_str(rules_dec(*state, s->score.rows[0].value), "-");
    // The band of a text is not held against a merged score.
    s = rules_score(
        *state, &rules, &p,
        "R|产出指标|质量指标|甲|健全|达成指标|15|3\nR|产出指标|质量指标|乙|健全|达成指标||\n");
    assert_false(s->score.rows[0].is_outside_band);
    // A first row without weight and score follows nobody.
    s = rules_score(*state, &rules, &p,
                    "R|产出指标|质量指标|甲|≥1|1||\nR|产出指标|质量指标|乙|≥1|1|5|-\n"
                    "R|产出指标|质量指标|丙|≥1|1|-|-\n");
    assert_false(s->score.rows[0].is_follower);
    assert_true(s->score.rows[2].is_follower);
    s = rules_score(*state, &rules, &p,
                    "R|产出指标|质量指标|乙|≥1|1||5\nR|产出指标|质量指标|丙|≥1|1||\n");
    assert_true(s->score.rows[1].is_follower);
}

static void test_core_score__merged_not_met_first(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    struct scored *s = rules_score(*state, &rules, &p,
                                   "R|产出指标|质量指标|甲|≥9|1|5|5\n"
                                   "R|产出指标|质量指标|乙|健全|好||\n");
    assert_int_equal(s->score.rows[0].group_met, SCORE_MET_NO);
}

static const char whole_form[] = "F|total|187.92|187.92|187.63|10.00|99.84|9.98\n"
                                 "R|产出指标|数量指标|甲|≥9.00人|8.00人|40.00|35.00\n"
                                 "R|产出指标|时效指标|乙|11月底前|11月17日|20.00|20.00\n"
                                 "R|效益指标|社会效益指标|丙|健全|达成指标|20.00|20.00\n"
                                 "R|满意度指标|服务对象满意度指标|丁|≥85%|88.38%|10.00|9.00\n";

static void test_core_score__totals(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    struct scored *s =
        rules_score(*state, &rules, &p, buf_print(*state, "%sT|100|93.98| 优 \n", whole_form).ptr);
    const struct score *c = &s->score;
    // 9.98 + 35 + 20 + 20 + 9 = 93.98; strict: 9.98 + 35.56 (8/9 x 40, half up) + 20 + 20 + 10.
    assert_str(rules_dec(*state, c->rows_printed), "84.00");
    assert_str(rules_dec(*state, c->sum), "93.98");
    assert_true(c->is_total_equal && c->is_weight_equal && c->is_grade_equal);
    assert_str(rules_dec(*state, c->strict), "95.54");
    assert_str(rules_dec(*state, c->rows_strict), "85.56");
    assert_str(rules_dec(*state, c->exec_strict), "9.98");
    assert_str(c->grade_strict, "优");
    assert_str(c->grade_sum, "优");
    assert_null(c->strict_missing);
    // A total and a grade that are wrong.
    s = rules_score(*state, &rules, &p, buf_print(*state, "%sT|100|89.99|优\n", whole_form).ptr);
    assert_false(s->score.is_total_equal || s->score.is_grade_equal);
    assert_str(s->score.grade_expected, "良");
    // No total printed: the grade is judged on the sum.
    s = rules_score(*state, &rules, &p, buf_print(*state, "%sT|||良\n", whole_form).ptr);
    assert_str(s->score.grade_expected, "优");
    assert_false(s->score.is_grade_equal || s->score.is_total_equal);
    // The end was not read: nothing is summed, but what is known is.
    s = rules_score(*state, &rules, &p, whole_form);
    assert_false(s->score.sum.is_known || s->score.strict.is_known || s->score.weight_sum.is_known);
    assert_string_equal(s->score.strict_missing, "score.missing.end");
    assert_str(rules_dec(*state, s->score.known_sum), "93.98");
    assert_str(rules_dec(*state, s->score.known_strict), "95.54");
    assert_str(rules_dec(*state, s->score.known_of), "100.00");
}

static void test_core_score__strict_missing(void **state)
{
    static const struct {
        const char *text, *key;
        size_t row;
    } cases[] = {
        {"F|total||72|72|10|100|10\nR|产出指标|数量指标|甲|12月前|12月1日|90|_\nT|100||\n",
         "score.missing.score", 1},
        {"F|total||72|72|10|100|10\nT|100||\n", "score.missing.rows", 0},
        {"R|产出指标|数量指标|甲|12月前|12月1日|90|90\nT|100||\n", "score.missing.rate", 0},
        {"F|total||0|0|10|0|0\nR|产出指标|数量指标|甲|12月前|12月1日|90|90\nT|100||\n",
         "score.missing.rate", 0},
        {"F|total||72|72|10|100|10\nR|产出指标|数量指标|甲|≥5|6||90\nT|100||\n",
         "score.missing.score", 1},
        {"F|total||72|72|10|100|10\n"
         "R|产出指标|数量指标|甲|12月前|12月1日|90|999999999999999999\n"
         "R|产出指标|数量指标|乙|12月前|12月1日|90|999999999999999999\nT|100||\n",
         "score.missing.overflow", 0},
    };
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct scored *s = rules_score(*state, &rules, &p, cases[i].text);
        assert_false(s->score.strict.is_known);
        assert_string_equal(s->score.strict_missing, cases[i].key);
        assert_int_equal(s->score.strict_missing_row, cases[i].row);
        assert_str(s->score.grade_strict, "");
    }
}

// The rows are there, but the funds print no points: no sum, yet a strict total.
static void test_core_score__no_exec_score(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    struct scored *s = rules_score(*state, &rules, &p,
                                   "F|total||72|36||50.00|\n"
                                   "R|产出指标|数量指标|甲|≥5|6|90|90\nT|100|95|\n");
    assert_false(s->score.sum.is_known);
    assert_str(rules_dec(*state, s->score.strict), "95.00");
    assert_false(s->score.exec_weight_is_printed);
    assert_str(rules_dec(*state, s->score.known_of), "90");
}

// Points from the printed rate instead of the quotient.
static void test_core_score__exec_from(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "whole-half-up");
    static const char text[] = "F|total||1000|864.9|100|86|86\n";
    struct scored *s = rules_score(*state, &rules, &p, text);
    assert_str(rules_ratio(*state, s->score.exec_exact), "86.49");
    p.exec_from_printed_rate = true;
    s = rules_score(*state, &rules, &p, text);
    assert_str(rules_ratio(*state, s->score.exec_exact), "86");
    assert_int_equal(s->score.n_exec_steps, 2);
    s = rules_score(*state, &rules, &p, "F|total||1000|864.9|100||86\n");
    assert_str(rules_ratio(*state, s->score.exec_exact), "86.49");
    // The rate counts no more than its cap, from either.
    s = rules_score(*state, &rules, &p, "F|total||1000|1020|100|102|100\n");
    assert_str(rules_ratio(*state, s->score.exec_exact), "100");
    p.exec_from_printed_rate = false;
    s = rules_score(*state, &rules, &p, "F|total||1000|1020|100|102|100\n");
    assert_str(rules_ratio(*state, s->score.exec_exact), "100");
    // Without amounts the printed rate serves; where nothing divides it does not.
    s = rules_score(*state, &rules, &p, "F|total||1000||100|86|86\n");
    assert_true(s->score.funds.rate_is_printed);
    assert_str(rules_ratio(*state, s->score.funds.rate), "0.86");
    s = rules_score(*state, &rules, &p, "F|total||?|5|100|86|86\n");
    assert_true(s->score.funds.rate_is_printed);
    s = rules_score(*state, &rules, &p, "F|total||0|0|100|0|0\n");
    assert_false(s->score.funds.rate.is_known);
    s = rules_score(*state, &rules, &p, "F|total||-5|5|100|86|86\n");
    assert_false(s->score.funds.rate.is_known);
}

// On the initial budget, with a fraction for a rate.
static void test_core_score__rate_base(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "one-decimal-fraction");
    p.rate_base = RATE_INITIAL;
    p.exec_from_printed_rate = true;
    struct scored *s = rules_score(*state, &rules, &p, "F|total|160|148|144|20|0.9|18\n");
    assert_str(rules_ratio(*state, s->score.funds.quotient), "0.9");
    assert_str(rules_ratio(*state, s->score.exec_exact), "18");
    s = rules_score(*state, &rules, &p, "F|total|160|148|?|20|0.9|18\n");
    assert_str(rules_ratio(*state, s->score.funds.rate), "0.9");
}

// H04: the lines against the total line, column by column.
static void test_core_score__columns(void **state)
{
    static const struct {
        const char *funds;
        bool is_evaluated, is_equal, is_display;
    } cases[] = {
        {"F|total||100.00\nF|appropriation||80.00\nF|other||20.00\n", true, true, false},
        {"F|total||100.00\nF|appropriation||80.00\nF|other||-\n", true, false, false},
        {"F|total||100.00\nF|appropriation||80.00\nF|other||20.02\n", true, false, true},
        {"F|total||100.00\nF|appropriation||80.00\nF|other||20.03\n", true, false, false},
        {"F|total||100.00\nF|appropriation||79.9\nF|other||20.00\n", true, false, true},
        {"F|total||100.00\nF|appropriation||80.00\nF|other||?\n", false, false, false},
        {"F|total||100.00\nF|appropriation||80.00\nF|other||_\n", false, false, false},
        {"F|total||?\nF|appropriation||80.00\n", false, false, false},
        {"F|total||100.00\nF|other||-\nF|carryover||\n", false, false, false},
        {"F|total||100.00\n", false, false, false},
        {"F|total||100\nF|central||60\nF|local||40\n", true, true, false},
        // Central and local money are parts of an appropriation that stands above them.
        {"F|total||100\nF|appropriation||100\nF|central||60\nF|local||40\n", true, true, false},
        {"F|total||100\nF|appropriation||999999999999999999\nF|other||1\n", false, false, false},
    };
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct scored *s = rules_score(*state, &rules, &p, cases[i].funds);
        const struct score_column *c = &s->score.funds.columns[SCORE_ADJUSTED];
        if (c->is_evaluated != cases[i].is_evaluated || c->is_equal != cases[i].is_equal ||
            c->is_display != cases[i].is_display)
            print_error("%s", cases[i].funds);
        assert_int_equal(c->is_evaluated, cases[i].is_evaluated);
        assert_int_equal(c->is_equal, cases[i].is_equal);
        assert_int_equal(c->is_display, cases[i].is_display);
    }
    struct scored *s = rules_score(*state, &rules, &p, "F|total||~100\nF|other||99\n");
    assert_true(s->score.funds.columns[SCORE_ADJUSTED].rests_on_doubt);
    s = rules_score(*state, &rules, &p, "F|total||100\nF|other||~99\n");
    assert_true(s->score.funds.columns[SCORE_ADJUSTED].rests_on_doubt);
    assert_false(rules_score(*state, &rules, &p, "F|other||9\n")->score.funds.has_total_line);
}

// H05, H21, H23, H37.
static void test_core_score__funds_flags(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    const struct score_funds *f =
        &rules_score(*state, &rules, &p, "F|total|115.34|111.71|88.46||79.18|\n")->score.funds;
    assert_true(f->is_adjusted_changed && f->is_rate_low && f->is_unspent_far);
    assert_false(f->is_overspent || f->is_adjusted_zero);
    assert_str(rules_ratio(*state, f->unspent), "0.2081…");
    f = &rules_score(*state, &rules, &p, "F|total|100|100|101\n")->score.funds;
    assert_true(f->is_overspent);
    assert_false(f->is_adjusted_changed || f->is_rate_low || f->is_unspent_far);
    f = &rules_score(*state, &rules, &p, "F|total|100|100|80\n")->score.funds;
    assert_false(f->is_unspent_far); // exactly 20 %
    assert_true(f->is_rate_low);
    f = &rules_score(*state, &rules, &p, "F|total|100|100|90\n")->score.funds;
    assert_false(f->is_rate_low); // exactly 90 %
    f = &rules_score(*state, &rules, &p, "F|total|0|0|0\nF|other||5\nF|unit||-\n")->score.funds;
    assert_true(f->is_adjusted_zero && f->is_zero_with_parts);
    f = &rules_score(*state, &rules, &p, "F|total|0|0|0\nF|other||0\n")->score.funds;
    assert_false(f->is_zero_with_parts);
    f = &rules_score(*state, &rules, &p, "F|total|?|10|?\nF|other||5\n")->score.funds;
    assert_false(f->is_adjusted_changed || f->is_overspent || f->is_zero_with_parts);
}

// H06: rows, classes, supplied weights.
static void test_core_score__weights(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    struct scored *s = rules_score(*state, &rules, &p,
                                   "F|total||||20\nR|产出指标|数量指标|甲|≥1|1|79|\nT|100||\n");
    assert_str(rules_dec(*state, s->score.weight_sum), "99");
    assert_false(s->score.is_weight_equal);
    // Unreadable: not evaluated.
    s = rules_score(*state, &rules, &p,
                    "R|产出指标|数量指标|甲|≥1|1|?|\nR|产出指标|数量指标|乙|≥1|1|9|\nT|100||\n");
    assert_false(s->score.weight_sum.is_known);
    // A doubtful one is told.
    s = rules_score(*state, &rules, &p, "R|产出指标|数量指标|甲|≥1|1|~90|\nT|100||\n");
    assert_true(s->score.weights_rest_on_doubt && s->score.is_weight_equal);
    // Points only in class headings; those of second-level classes are not added.
    static const char classes[] =
        "R|产出指标|数量指标|甲|≥1|1||5\nR|效益指标|社会效益指标|乙|≥1|1||5\n"
        "C|产出指标|50\nC|数量指标|30\nC|效益指标|%s\nT|100||\n";
    s = rules_score(*state, &rules, &p, buf_print(*state, classes, "40").ptr);
    assert_true(s->score.weight_from_classes && s->score.is_weight_equal);
    s = rules_score(*state, &rules, &p, buf_print(*state, classes, "~30").ptr);
    assert_true(s->score.weights_rest_on_doubt);
    assert_false(s->score.is_weight_equal);
    s = rules_score(*state, &rules, &p, buf_print(*state, classes, "?").ptr);
    assert_false(s->score.weight_sum.is_known);
    s = rules_score(*state, &rules, &p,
                    "R|产出指标|数量指标|甲|≥1|1||5\nC|产出指标|90\nC|数量指标|?\nT|100||\n");
    assert_str(rules_dec(*state, s->score.weight_sum), "100");
    s = rules_score(*state, &rules, &p, "R|甲|乙|丙|≥1|1||5\nC|产出指标|50\nT|100||\n");
    assert_false(s->score.weight_sum.is_known);
    s = rules_score(*state, &rules, &p, "R|甲|乙|丙|≥1|1||5\nT|100||\n");
    assert_false(s->score.weight_sum.is_known);
    // A profile that supplies weights does not touch a form that has some.
    p = rules_profile(*state, &rules, "plain-20-80");
    s = rules_score(*state, &rules, &p, "R|甲|乙|丙|≥1|1|5|5\nR|甲|乙|丁|≥1|1||\nT|100||\n");
    assert_int_equal(s->score.rows[1].weight_from, SCORE_WEIGHT_NONE);
    s = rules_score(*state, &rules, &p, "T|100||\n");
    assert_false(s->score.weight_sum.is_known);
}

// H22.
static void test_core_score__gap(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    // share 83/90 = 92.22 %, rate 79.18 %: 13.04 points, 14.13 % of the share, 16.46 % of the rate.
    static const char text[] = "F|total||111.71|88.46|10|79.18|7.91\n"
                               "R|产出指标|数量指标|甲|≥1|1|%s|83\nT|100||\n";
    struct scored *s = rules_score(*state, &rules, &p, buf_print(*state, text, "90").ptr);
    assert_true(s->score.is_gap_far && s->score.gap_is_evaluated);
    assert_str(rules_ratio(*state, s->score.row_share), "0.9222…");
    assert_str(rules_ratio(*state, s->score.gap), "14.1343…");
    assert_str(rules_ratio(*state, s->score.gap_other), "16.4610…");
    // The scored rows do not reach the whole.
    s = rules_score(*state, &rules, &p, buf_print(*state, text, "89").ptr);
    assert_false(s->score.gap_is_evaluated || s->score.is_gap_far);
    p.gap_base = GAP_RATE;
    s = rules_score(*state, &rules, &p, buf_print(*state, text, "90").ptr);
    assert_str(rules_ratio(*state, s->score.gap), "16.4610…");
    assert_str(rules_ratio(*state, s->score.gap_other), "14.1343…");
    // No rate, no scored row, a share of 0.
    s = rules_score(*state, &rules, &p, "R|产出指标|数量指标|甲|≥1|1|90|83\nT|100||\n");
    assert_false(s->score.gap.is_known);
    s = rules_score(*state, &rules, &p, "F|total||9|9|10|100|10\nT|100||\n");
    assert_false(s->score.row_share.is_known);
    p.gap_base = GAP_SHARE;
    s = rules_score(*state, &rules, &p,
                    "F|total||9|9|10|100|10\nR|产出指标|数量指标|甲|≥1|1|90|0\nT|100||\n");
    assert_false(s->score.gap.is_known);
    assert_true(s->score.gap_other.is_known);
}

// H24, with caps of one's own and with those of another profile.
static void test_core_score__cap(void **state)
{
    static const char text[] = "F|total||111.71|%s|10||\nR|产出指标|数量指标|甲|≥1|1|90|%s\n"
                               "T|100|%s|\n";
    struct rules rules;
    rules_open(*state, &rules);
    struct profile platform = rules_profile(*state, &rules, "platform-2022");
    struct profile plain = rules_profile(*state, &rules, "national-2020");
    // 79.18 %: at most 89, and so is the strict total 7.92 + 90.
    struct scored *s =
        rules_score(*state, &rules, &platform, buf_print(*state, text, "88.46", "83", "90.91").ptr);
    assert_true(s->score.cap.is_evaluated && s->score.cap.is_capped && !s->score.cap.would_be);
    assert_true(dec_eq(s->score.cap.cap, dec_int(89)));
    assert_str(s->score.cap.grade_before, "优");
    assert_str(s->score.cap.grade_after, "良");
    assert_true(s->score.strict_is_capped);
    assert_str(rules_dec(*state, s->score.strict), "89");
    assert_str(rules_dec(*state, s->score.strict_plain), "97.92");
    assert_str(s->score.grade_strict, "良");
    s = rules_score(*state, &rules, &plain, buf_print(*state, text, "88.46", "83", "90.91").ptr);
    assert_true(s->score.cap.is_capped && s->score.cap.would_be);
    assert_false(s->score.strict_is_capped);
    // Under the cap, and above all bands.
    s = rules_score(*state, &rules, &platform, buf_print(*state, text, "88.46", "80", "88").ptr);
    assert_false(s->score.cap.is_capped);
    assert_str(s->score.cap.grade_after, "良");
    s = rules_score(*state, &rules, &platform, buf_print(*state, text, "111.71", "80", "99").ptr);
    assert_true(s->score.cap.is_evaluated && !s->score.cap.is_capped);
    assert_false(s->score.strict_is_capped);
    s = rules_score(*state, &rules, &platform,
                    "F|total||100|75|10||\nR|产出指标|数量指标|甲|≥2|1|90|45\nT|100|52.50|\n");
    assert_false(s->score.strict_is_capped || s->score.cap.is_capped);
    // No total, no rate, no caps.
    s = rules_score(*state, &rules, &platform, "F|total||10|9|10||\nT|100||\n");
    assert_false(s->score.cap.is_evaluated);
    s = rules_score(*state, &rules, &platform, "T|100|90|\n");
    assert_false(s->score.cap.is_evaluated);
    plain.n_shown_caps = 0;
    s = rules_score(*state, &rules, &plain, buf_print(*state, text, "88.46", "83", "90.91").ptr);
    assert_false(s->score.cap.is_evaluated);
}

static void test_core_score__print_total(void **state)
{
    struct profile p = national(*state);
    assert_str(score_print_total(*state, &p, (struct dec){92, 0}), "92.00");
    assert_str(score_print_total(*state, &p, (struct dec){90980, 3}), "90.98");
    assert_str(score_print_total(*state, &p, (struct dec){90985, 3}), "90.985");
    assert_str(score_print_total(*state, &p, dec_int(999999999999999999)), "999999999999999999");
    p.total_trim = true;
    assert_str(score_print_total(*state, &p, (struct dec){9200, 2}), "92");
}

// A trace says the arithmetic in words that both languages have.
static void test_core_score__steps(void **state)
{
    const struct score_row *r =
        &score_row(*state, NULL, "名|≥9.00人|8.00人|6.00|5.00")->score.rows[0];
    assert_int_equal(r->n_steps, 2);
    assert_string_equal(r->steps[0].key, "score.step.actual_by_target");
    assert_str(r->steps[0].args[0].value, "8.00");
    assert_str(r->steps[0].args[1].value, "9.00");
    assert_str(r->steps[0].args[4].value, "5.3333…");
    assert_string_equal(r->steps[1].key, "score.step.half_up");
    assert_str(r->steps[1].args[0].value, "2");
    assert_str(r->steps[1].args[1].value, "5.33");
    r = &score_row(*state, NULL, "名|≤4|5|6|6")->score.rows[0];
    assert_string_equal(r->steps[0].key, "score.step.target_by_actual");
    r = &score_row(*state, NULL, "名|<4|5|6|6")->score.rows[0];
    assert_string_equal(r->steps[0].key, "score.step.target_by_actual");
    r = &score_row(*state, NULL, "名|=4|5|6|6")->score.rows[0];
    assert_string_equal(r->steps[0].key, "score.step.target_by_actual");
    r = &score_row(*state, NULL, "名|=5|4|6|6")->score.rows[0];
    assert_string_equal(r->steps[0].key, "score.step.actual_by_target");
    r = &score_row(*state, NULL, "名|≤0|4|6|6")->score.rows[0];
    assert_string_equal(r->steps[0].key, "score.step.nothing");
    r = &score_row(*state, NULL, "名|5.5万人次|51700人次|6|5.64")->score.rows[0];
    assert_string_equal(r->steps[0].key, "score.step.unit");
    assert_str(r->steps[0].args[2].value, "5.17");
    assert_string_equal(r->steps[1].key, "score.step.assumed");
    assert_str(r->steps[2].args[0].value, "5.17");
}

// Figures that no exact number holds leave a row as printed; they are never wrong.
static void test_core_score__too_large(void **state)
{
    static const char *const rows[] = {
        // the conversion of the actual
        "名|≥1毫克/立方米|999999999999999999亿吨/毫升|6|5",
        // the quotient
        "名|=0.000000007克|999999999999999989吨|999999999.999999967|5",
        // the rounding
        "名|≥3.000000007|2.999999999|999999999999999989|5",
    };
    for (size_t i = 0; i < LENGTH_OF(rows); i++) {
        const struct score_row *r = &score_row(*state, NULL, rows[i])->score.rows[0];
        assert_false(r->value.is_known);
        assert_false(r->is_unequal || r->is_below);
    }
    // the proportion of an overshoot
    struct profile p = national(*state);
    p.over_kind = OVER_SLIDE;
    p.over_pct = (struct dec){30000000007, 9};
    const char *row = "名|≥3.000000007|4.000000009|999999999.999999989|5";
    assert_false(score_row(*state, &p, row)->score.rows[0].value.is_known);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_score__table),         UNIT(test_core_score__operator),
        UNIT(test_core_score__cost_row),      UNIT(test_core_score__unmet_zero),
        UNIT(test_core_score__overshoot),     UNIT(test_core_score__slack),
        UNIT(test_core_score__ladder),        UNIT(test_core_score__flags),
        UNIT(test_core_score__doubt),         UNIT(test_core_score__open_rounding),
        UNIT(test_core_score__merged),        UNIT(test_core_score__merged_not_met_first),
        UNIT(test_core_score__totals),        UNIT(test_core_score__strict_missing),
        UNIT(test_core_score__no_exec_score), UNIT(test_core_score__exec_from),
        UNIT(test_core_score__rate_base),     UNIT(test_core_score__columns),
        UNIT(test_core_score__funds_flags),   UNIT(test_core_score__weights),
        UNIT(test_core_score__gap),           UNIT(test_core_score__cap),
        UNIT(test_core_score__print_total),   UNIT(test_core_score__steps),
        UNIT(test_core_score__too_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
