// SPDX-License-Identifier: AGPL-3.0-or-later
// H01-H05, H21, H23, H37. Expected figures are worked out in the comments.
#include "audit_make.h"

// 98.76/100.00 = 98.76 %, printed 89.76.
static void test_core_check_funds__rate(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|98.76|10.00|89.76|9.88");
    assert_says(audit, "H01", 'E', 0, "89.76", "98.76");
    assert_str(audit_said(audit, "H01", 0)->path, "/funds/0/rate");
    assert_silent(audit, "H03");
    // A part's line is checked too; one with A = 0 or without a rate has nothing to check.
    audit_run(audit, "fund appropriation|财政拨款|100.00|100.00|98.76|—|99.99|—\n"
                     "fund carryover|上年结转|0.00|0.00|0.00|—|0.00|—\n"
                     "fund other||—|—|—|—|—|—");
    assert_says(audit, "H01", 'E', 0, "99.99", "98.76");
    assert_str(audit_said(audit, "H01", 0)->path, "/funds/1/rate");
}

static void test_core_check_funds__rate_open(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|?|10.00|98.76|9.88");
    assert_open(audit, "H01", 0, "the amount spent could not be read");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|98.76|10.00|~|9.88");
    assert_open(audit, "H01", 0, "the form has no execution rate");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|98.76|10.00|近百|9.88");
    assert_silent(audit, "H01");
    audit_run(audit, "fund appropriation|财政拨款|100.00|100.00|?|—|98.76|—");
    assert_open(audit, "H01", 0, "the amount spent could not be read");
    // A doubtful amount makes it a warning.
    audit_run(audit, "fund appropriation|财政拨款|100.00|100.00|98.76?|—|99.99|—");
    assert_says(audit, "H01", 'W', 0, "99.99", NULL);
    assert_true(str_starts(audit_said(audit, "H01", 0)->message.en, STR("If read right: ")));
    assert_true(audit_said(audit, "H01", 0)->is_doubtful);
}

// The line's name stands in the message, else the word for its source, else the source.
static void test_core_check_funds__names(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "fund total|~|100.00|100.00|98.76|10.00|89.76|9.88");
    assert_true(str_starts(audit_said(audit, "H01", 0)->message.en, STR("total: ")));
    assert_true(str_starts(audit_said(audit, "H01", 0)->message.zh, STR("年度资金总额：")));
    audit_run(audit, "fund other-named|~|100.00|100.00|98.76|—|99.99|—\n"
                     "drop|fund appropriation");
    assert_true(str_starts(audit_said(audit, "H01", 0)->message.en, STR("other-named: ")));
}

// H03: 98.76/200.00 = 49.38 % on the initial budget.
static void test_core_check_funds__initial(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "fund total|年度资金总额|200.00|100.00|98.76|10.00|49.38|4.94\n"
                     "fund appropriation|财政拨款|200.00|100.00|98.76|—|98.76|—");
    assert_says(audit, "H03", 'E', 0, "49.38", "98.76");
    assert_silent(audit, "H01");
    assert_silent(audit, "H02"); // the score follows the printed rate
    audit_run(audit, "");
    assert_silent(audit, "H03");
}

// 98.76 % of 10 = 9.876.
static void test_core_check_funds__score(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|98.76|10.00|98.76|9.38\n"
                     "fund appropriation|财政拨款|100.00|100.00|98.76|—|—|—");
    assert_says(audit, "H02", 'E', 0, "9.38", NULL);
    assert_str(audit_said(audit, "H02", 0)->path, "/funds/0/score");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|98.76|10.00|98.76|11.00");
    assert_says(audit, "H02", 'E', 0, "11.00", "≤ 10.00");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|98.76?|10.00|98.76|11.00");
    assert_says(audit, "H02", 'W', 0, "11.00", "≤ 10.00");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|98.76|10.00|98.76|11.00?");
    assert_says(audit, "H02", 'W', 0, "11.00", "≤ 10.00");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|98.76|10.00|98.76|?");
    assert_open(audit, "H02", 0, "the score of the execution rate could not be read");
    assert_silent(audit, "H02");
    // By the printed rate alone: 98.76 % of 10 is not 3.00.
    audit_run(audit, "fund total|年度资金总额|~|~|~|10.00|98.76|3.00\ndrop|fund appropriation");
    assert_says(audit, "H02", 'E', 0, "3.00", "");
    assert_true(str_starts(audit_said(audit, "H02", 0)->message.en, STR("By the printed rate")));
    // Over its weight, with nothing else to judge it by.
    audit_run(audit, "fund total|年度资金总额|~|~|~|10.00|~|11.00\ndrop|fund appropriation");
    assert_says(audit, "H02", 'E', 0, "11.00", "≤ 10.00");
    // No line to judge it by.
    audit_run(audit, "fund total|年度资金总额|~|~|~|10.00|~|9.88\ndrop|fund appropriation");
    assert_silent(audit, "H02");
    // No points of the execution rate outside the rows.
    audit->profile = "scheme-dmp";
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|98.76|10.00|98.76|3.00");
    assert_silent(audit, "H02");
}

static void test_core_check_funds__sums(void **state)
{
    struct audit *audit = *state;
    // 60.00 + 39.00 = 99.00
    audit_run(audit, "fund appropriation|财政拨款|60.00|60.00|59.00|—|98.33|—\n"
                     "fund other|其他资金|39.00|40.00|39.76|—|99.40|—");
    assert_says(audit, "H04", 'E', 0, "100.00", "99.00");
    assert_str(audit_said(audit, "H04", 0)->path, "/funds/0/initial");
    // 59.00 + 39.75 = 98.75: 0.01 apart, within 2 x 0.01.
    audit_run(audit, "fund appropriation|财政拨款|60.00|60.00|59.00|—|98.33|—\n"
                     "fund other|其他资金|40.00|40.00|39.75|—|99.38|—");
    assert_says(audit, "H04", 'I', 0, "98.76", "98.75");
    // A dash adds nothing; a missing cell leaves its column open, the others are checked.
    audit_run(audit, "fund other|其他资金|—|—|—|—|—|—");
    assert_silent(audit, "H04");
    audit_run(audit, "fund appropriation|财政拨款|90.00|100.00|?|—|98.76|—");
    assert_says(audit, "H04", 'E', 0, "100.00", "90.00");
    assert_open(audit, "H04", 0, "the amount spent could not be read");
    audit_run(audit, "fund appropriation|财政拨款|90.00?|100.00|98.76|—|98.76|—");
    assert_says(audit, "H04", 'W', 0, "100.00", "90.00");
    // One finding a column; nothing to add without parts or without total line.
    audit_run(audit, "fund appropriation|财政拨款|90.00|90.00|98.76|—|—|—");
    assert_int_equal(audit_count(audit, "H04"), 2);
    audit_run(audit, "drop|fund appropriation");
    assert_silent(audit, "H04");
    audit_run(audit, "drop|fund total");
    assert_silent(audit, "H04");
}

static void test_core_check_funds__overspent(void **state)
{
    struct audit *audit = *state;
    const char *over = "fund total|年度资金总额|100.00|100.00|104.00|10.00|104.00|10.00\n"
                       "fund appropriation|财政拨款|100.00|100.00|104.00|—|104.00|—\n"
                       "row 4|产出指标|成本指标|总成本|≤110.00万元|104.00万元|10|10|_\n";
    char text[2048];
    audit_run(audit, over);
    assert_says(audit, "H05", 'E', 0, "104.00", "≤ 100.00");
    // Explained by a common note, by the goal that was reached, by a reason, by a foot note.
    static const char *const explanations[] = {
        "explanation|经批准追加资金",
        "goals|办好十件实事|经费由区里补足",
        "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|年中追加资金",
        "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|年中追加资金?",
        "note 1|资金说明|年中追加",
        "note 1||年中追加",
    };
    for (size_t i = 0; i < LENGTH_OF(explanations); i++) {
        snprintf(text, sizeof(text), "%s%s", over, explanations[i]);
        audit_run(audit, text);
        assert_silent(audit, "H05");
    }
    // No explanation: the expected goal, a footnote on scoring, a note of another kind or name.
    static const char *const others[] = {
        "goals|用好资金|办好十二件实事", "explanation|预算执行率分值十分",
        "note 1|说明|资金按得分拨付",    "note 1|结果应用|作为下年预算的依据",
        "task 1|资金说明|追加资金",      "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|好",
    };
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        snprintf(text, sizeof(text), "%s%s", over, others[i]);
        audit_run(audit, text);
        assert_says(audit, "H05", 'E', 0, "104.00", "≤ 100.00");
    }
}

static void test_core_check_funds__overspent_open(void **state)
{
    struct audit *audit = *state;
    char text[2048];
    const char *over = "fund total|年度资金总额|100.00|100.00|104.00|10.00|104.00|10.00\n";
    snprintf(text, sizeof(text), "%scolumns|level1 level2 level3 target actual weight score", over);
    audit_run(audit, text);
    assert_silent(audit, "H05");
    assert_open(audit, "H05", 0, "the form has no column for reasons");
    // A reason that is torn or lost, or a torn goal, may hold the explanation.
    static const char *const doubts[] = {
        "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|■■了?",
        "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|?",
        "goals|办好十件实事|十二件?",
        "goals|办好十件实事|?",
    };
    for (size_t i = 0; i < LENGTH_OF(doubts); i++) {
        snprintf(text, sizeof(text), "%s%s", over, doubts[i]);
        audit_run(audit, text);
        assert_says(audit, "H05", 'W', 0, "104.00", NULL);
    }
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|104.00?|10.00|104.00|10.00");
    assert_says(audit, "H05", 'W', 0, "104.00", NULL);
    audit_run(audit, "fund total|年度资金总额|100.00|?|104.00|10.00|104.00|10.00");
    assert_open(audit, "H05", 0, "the adjusted budget could not be read");
    audit_run(audit, "drop|fund total");
    assert_open(audit, "H05", 0, "the form has no adjusted budget");
}

// 88.00/100.00 = 88 % < 90 %.
static void test_core_check_funds__low_rate(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|88.00|10.00|88.00|8.80");
    assert_says(audit, "H21", 'W', 0, "88.00", "≥ 90");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|88.00|10.00|88.00|8.80\n"
                     "explanation|招标结余");
    assert_silent(audit, "H21");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|90.00|10.00|90.00|9.00");
    assert_silent(audit, "H21");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|88.00|10.00|88.00|8.80\n"
                     "columns|level1 level2 level3 target actual weight score");
    assert_open(audit, "H21", 0, "the form has no column for reasons");
    assert_silent(audit, "H21");
}

static void test_core_check_funds__low_rate_printed(void **state)
{
    struct audit *audit = *state;
    // Without amounts the printed rate serves.
    audit_run(audit, "fund total|年度资金总额|~|~|~|10.00|88.00|8.80\ndrop|fund appropriation");
    assert_says(audit, "H21", 'W', 0, NULL, "≥ 90");
    audit_run(audit, "fund total|年度资金总额|~|~|~|10.00|88.00?|8.80\ndrop|fund appropriation");
    assert_true(audit_said(audit, "H21", 0)->is_doubtful);
    audit_run(audit, "fund total|年度资金总额|100.00|100.00?|88.00|10.00|88.00|8.80");
    assert_true(audit_said(audit, "H21", 0)->is_doubtful);
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|88.00?|10.00|88.00|8.80");
    assert_true(audit_said(audit, "H21", 0)->is_doubtful);
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|?|10.00|?|8.80");
    assert_open(audit, "H21", 0, "the amount spent could not be read");
    audit_run(audit, "fund total|年度资金总额|0.00|0.00|0.00|10.00|~|~\ndrop|fund appropriation");
    assert_open(audit, "H21", 0, "there is no execution rate to go by");
    audit_run(audit, "drop|fund total");
    assert_open(audit, "H21", 0, "the form has no execution rate");
}

// (100.00 - 79.00)/100.00 = 21 % > 20 %.
static void test_core_check_funds__unspent(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|79.00|10.00|79.00|7.90");
    assert_says(audit, "H23", 'W', 0, "21.00", "≤ 20");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|80.00|10.00|80.00|8.00");
    assert_silent(audit, "H23");
    audit_run(audit, "fund total|年度资金总额|0.00|0.00|0.00|10.00|0.00|0.00\n"
                     "fund appropriation|财政拨款|0.00|0.00|0.00|—|0.00|—");
    assert_says(audit, "H23", 'W', 0, "0.00", "");
    // A total line of 0 while a part is not is H04 only.
    audit_run(audit, "fund total|年度资金总额|0.00|0.00|0.00|10.00|0.00|0.00");
    assert_silent(audit, "H23");
    assert_int_equal(audit_count(audit, "H04"), 3);
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|?|10.00|79.00|7.90");
    assert_open(audit, "H23", 0, "the amount spent could not be read");
}

static void test_core_check_funds__adjustment(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "fund total|年度资金总额|103.00|100.00|98.76|10.00|98.76|9.88");
    assert_says(audit, "H37", 'W', 0, "103.00 → 100.00", NULL);
    audit_run(audit, "fund total|年度资金总额|103.00|100.00|98.76|10.00|98.76|9.88\n"
                     "explanation|压减一般性支出，调减三万元");
    assert_silent(audit, "H37");
    audit_run(audit, "fund total|年度资金总额|~|100.00|98.76|10.00|98.76|9.88");
    assert_open(audit, "H37", 0, "the form has no initial budget");
    audit_run(audit, "fund total|年度资金总额|103.00|100.00|98.76|10.00|98.76|9.88\n"
                     "columns|level1 level2 level3 target actual weight score");
    assert_open(audit, "H37", 0, "the form has no column for reasons");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AUDIT(test_core_check_funds__rate),      AUDIT(test_core_check_funds__rate_open),
        AUDIT(test_core_check_funds__names),     AUDIT(test_core_check_funds__initial),
        AUDIT(test_core_check_funds__score),     AUDIT(test_core_check_funds__sums),
        AUDIT(test_core_check_funds__overspent), AUDIT(test_core_check_funds__overspent_open),
        AUDIT(test_core_check_funds__low_rate),  AUDIT(test_core_check_funds__low_rate_printed),
        AUDIT(test_core_check_funds__unspent),   AUDIT(test_core_check_funds__adjustment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
