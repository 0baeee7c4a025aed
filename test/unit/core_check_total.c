// SPDX-License-Identifier: AGPL-3.0-or-later
// H06, H07, H09, H22, H24, H38. The clean form: 10 + 90 points, 9.88 + 90 = 99.88.
#include "audit_make.h"

static void test_core_check_total__weights(void **state)
{
    struct audit *audit = *state;
    // 10 + 89 = 99
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|19|19|_\ntotal|100|98.88");
    assert_says(audit, "H06", 'E', 0, "99.00", "100");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|19?|19|_\ntotal|100|98.88");
    assert_says(audit, "H06", 'W', 0, "99.00", "100");
    // The lost weight of the execution rate is the profile's.
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|98.76|?|98.76|9.88");
    assert_silent(audit, "H06");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|?|20|_");
    assert_open(audit, "H06", 1, "the weight could not be read");
    audit_run(audit, "total|?|?");
    assert_open(audit, "H06", 0, "the total could not be read");
    audit_run(audit, "total|~|~");
    assert_open(audit, "H06", 0, "the form has no total");
    // One of the two figures is enough of a total line.
    audit_run(audit, "total|100|?\nrow 1|产出指标|数量指标|办理事项|≥10件|12件|19|19|_");
    assert_says(audit, "H06", 'E', 0, "99.00", "100");
}

// Weights whose sum is too large for a decimal leave the sum of the scores as it is.
static void test_core_check_total__overflow(void **state)
{
    struct audit *audit = *state;
    const char *const weights =
        "row 1|产出指标|数量指标|办理事项|≥10件|12件|999999999999999999|20|_\n"
        "row 2|产出指标|质量指标|验收合格率|≥90%|95%|99999999999999999.9|10|_\n";
    audit_run(audit, weights);
    assert_open(audit, "H06", 2,
                "with this row, the sum of the weight is too large for exact arithmetic");
    assert_silent(audit, "H07");
    char text[512];
    snprintf(text, sizeof(text), "%stotal|100|98.88", weights);
    audit_run(audit, text);
    assert_says(audit, "H07", 'E', 0, "98.88", "99.88");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|999999999999999999|_\n"
                     "row 2|产出指标|质量指标|验收合格率|≥90%|95%|10|99999999999999999.9|_\n");
    assert_open(audit, "H07", 2,
                "with this row, the sum of the score is too large for exact arithmetic");
}

// Points only in class headings: 10 + 50 + 30 + 10, then 9.
static void test_core_check_total__class_weights(void **state)
{
    struct audit *audit = *state;
    const char *rows =
        "row 1|产出指标|数量指标|办理事项|≥10件|12件|~|20|_\n"
        "row 2|产出指标|质量指标|验收合格率|≥90%|95%|~|10|_\n"
        "row 3|产出指标|时效指标|办理时限|≤10天|9天|~|10|_\n"
        "row 4|产出指标|成本指标|总成本|≤99.00万元|98.76万元|~|10|_\n"
        "row 5|效益指标|社会效益指标|增加就业|≥80人|85人|~|15|_\n"
        "row 6|效益指标|可持续影响指标|台账管理|逐项登记并按季更新|达成年度指标|~|15|_\n"
        "row 7|满意度指标|服务对象满意度指标|群众满意度|≥90%|92%|~|10|_\n"
        "columns|level1 level2 level3 target actual score reason\n"
        "class 产出指标|50\nclass 效益指标|30\n";
    char text[2048];
    snprintf(text, sizeof(text), "%sclass 满意度指标|10", rows);
    audit_run(audit, text);
    assert_silent(audit, "H06");
    assert_open(audit, "H08", 0, "the form has no weight");
    assert_open(audit, "H22", 0, "the rows that are scored do not carry the whole weight");
    snprintf(text, sizeof(text), "%sclass 满意度指标|9", rows);
    audit_run(audit, text);
    assert_says(audit, "H06", 'E', 0, "99.00", "100");
}

// The weights of a merged cell stand on its first row.
static void test_core_check_total__merged(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 5|效益指标|社会效益指标|增加就业|≥80人|85人|30|30|_\n"
                     "row 6|效益指标|可持续影响指标|台账管理|逐项登记并按季更新|达成年度指标|"
                     "~|~|_\n");
    assert_int_equal(audit->said.n, 0);
    audit_run(audit, "row 5|效益指标|社会效益指标|增加就业|≥80人|85人|30|?|_\n"
                     "row 6|效益指标|可持续影响指标|台账管理|逐项登记并按季更新|达成年度指标|"
                     "~|~|_\n");
    assert_open(audit, "H07", 5, "the score could not be read");
    // A follower lacks its score by right.
    audit_run(audit, "row 5|效益指标|社会效益指标|增加就业|≥80人|85人|30|30|_\n"
                     "row 6|效益指标|可持续影响指标|台账管理|逐项登记并按季更新|达成年度指标|"
                     "~|~|_\n"
                     "row 7|满意度指标|服务对象满意度指标|群众满意度|≥90%|92%|10|?|_");
    assert_open(audit, "H07", 7, "the score could not be read");
}

// The clean form below two lines that tell how the money of a transfer was managed (L7).
static const char managed[] = "row 8|产出指标|数量指标|办理事项|≥10件|12件|20|20|_\n"
                              "row 1|资金管理情况|~|分配科学性|~|按人数分配|~|~|_\n"
                              "row 9|资金管理情况|~|使用规范性|~|专款专用|~|~|_\n"
                              "columns|level1 level2 level3 target actual weight score reason\n";

static void test_core_check_total__management(void **state)
{
    struct audit *audit = *state;
    char text[2048];
    audit_run(audit, managed);
    static const char *const rules[] = {"H06", "H07", "H38"};
    for (size_t i = 0; i < LENGTH_OF(rules); i++)
        assert_silent(audit, rules[i]);
    snprintf(text, sizeof(text),
             "%stotal|100|98.88\nrow 7|满意度指标|服务对象满意度指标|群众满意度|"
             "≥90%%|92%%|9|10|_\nnote 1|存在问题|有待提高",
             managed);
    audit_run(audit, text);
    assert_says(audit, "H06", 'E', 0, "99.00", "100");
    assert_says(audit, "H07", 'E', 0, "98.88", "99.88");
    assert_says(audit, "H38", 'W', 0, NULL, "");
    // One that has points counts like any row; so does one whose first level cannot be read.
    snprintf(text, sizeof(text), "%srow 1|资金管理情况|~|分配科学性|~|按人数分配|1|1|_", managed);
    audit_run(audit, text);
    assert_says(audit, "H06", 'E', 0, "101.00", "100");
    snprintf(text, sizeof(text), "%srow 1|资金管理情况|~|分配科学性|~|按人数分配|~|1|_", managed);
    audit_run(audit, text);
    assert_open(audit, "H06", 1, "the row has no weight");
    snprintf(text, sizeof(text), "%srow 1|?|~|分配科学性|~|按人数分配|~|~|_", managed);
    audit_run(audit, text);
    assert_open(audit, "H06", 1, "the row has no weight");
    assert_open(audit, "H07", 1, "the row has no score");
    assert_open(audit, "H38", 1, "the row has no weight");
}

// A row alone has no such cell; the end was not read; a score that is no number.
static void test_core_check_total__open(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|—|_");
    assert_open(audit, "H07", 1, "the row has no score");
    assert_open(audit, "H38", 1, "the row has no score");
    audit_run(audit, "complete|no");
    assert_open(audit, "H06", 0, "the end of the form was not read; it may go on");
    assert_open(audit, "H07", 0, "the end of the form was not read; it may go on");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|好|_");
    assert_silent(audit, "H07");
    assert_open(audit, "H07", 0, "");
}

static void test_core_check_total__score(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "total|100|99.98");
    assert_says(audit, "H07", 'E', 0, "99.98", "99.88");
    assert_str(audit_said(audit, "H07", 0)->path, "/total/score");
    static const char *const doubts[] = {
        "total|100|99.98?",
        "total|100|99.98\nrow 1|产出指标|数量指标|办理事项|≥10件|12件|20|20?|_",
        "total|100|99.98\nfund total|年度资金总额|100.00|100.00|98.76|10.00|98.76|9.88?",
    };
    for (size_t i = 0; i < LENGTH_OF(doubts); i++) {
        audit_run(audit, doubts[i]);
        assert_says(audit, "H07", 'W', 0, "99.98", "99.88");
    }
    audit_run(audit, "total|100|99.98\nrow 1|产出指标|数量指标|办理事项|≥10件|12件|20|_|_");
    assert_silent(audit, "H07");
    assert_open(audit, "H07", 1, "the score is blank");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|98.76|10.00|98.76|?");
    assert_open(audit, "H07", 0, "the score of the execution rate could not be read");
    audit_run(audit, "total|100|?");
    assert_open(audit, "H07", 0, "the total could not be read");
    audit_run(audit, "total|100|99.98\ndrop|fund total\ndrop|fund appropriation");
    assert_open(audit, "H07", 0, "the form has no score of the execution rate");
    // A total that is no number is not compared.
    audit_run(audit, "total|100|九十九");
    assert_silent(audit, "H07");
}

// Without points of the execution rate: 90.
static void test_core_check_total__score_of_rows(void **state)
{
    struct audit *audit = *state;
    audit->profile = "scheme-dmp";
    audit_run(audit, "total|90|91.00\ndrop|fund total\ndrop|fund appropriation");
    assert_says(audit, "H07", 'E', 0, "91.00", "90");
}

static void test_core_check_total__grade(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "grade|良");
    assert_says(audit, "H09", 'E', 0, "良", "优");
    audit_run(audit, "grade|良?");
    assert_says(audit, "H09", 'W', 0, "良", "优");
    audit_run(audit, "grade|良\ntotal|100|99.88?");
    assert_says(audit, "H09", 'W', 0, "良", "优");
    // By the printed total, even where it is wrong; else by the sum.
    audit_run(audit, "total|100|85.00");
    assert_says(audit, "H09", 'E', 0, "优", "良");
    audit_run(audit, "grade|良\ntotal|100|~");
    assert_says(audit, "H09", 'E', 0, "良", "优");
    audit_run(audit, "grade|~");
    assert_open(audit, "H09", 0, "the form has no grade");
    audit_run(audit, "grade|良\ntotal|?|?");
    assert_open(audit, "H09", 0, "the total could not be read");
    assert_silent(audit, "H09");
    audit_run(audit, "grade|良\ntotal|100|~\nrow 1|产出指标|数量指标|办理事项|≥10件|12件|20|?|_");
    assert_open(audit, "H09", 1, "the score could not be read");
}

// Share 90/90 = 100 %, rate 94 %: (100 - 94)/100 = 6 % > 5 %; at 95 %: 5 %, silent.
static void test_core_check_total__gap(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|94.00|10.00|94.00|9.40");
    assert_says(audit, "H22", 'W', 0, "100.00", "94.00");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|95.00|10.00|95.00|9.50");
    assert_silent(audit, "H22");
    // Nothing was spent: no gap on the base of the rate.
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|0.00|10.00|0.00|0.00");
    assert_says(audit, "H22", 'W', 0, "100.00", "0.00");
    assert_true(str_has(audit_said(audit, "H22", 0)->message.en, STR("— % on the other base")));
    static const char *const doubts[] = {
        "fund total|年度资金总额|100.00|100.00?|94.00|10.00|94.00|9.40",
        "fund total|年度资金总额|100.00|100.00|94.00?|10.00|94.00|9.40",
        ("fund total|年度资金总额|100.00|100.00|94.00|10.00|94.00|9.40\n"
         "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|20?|_"),
    };
    for (size_t i = 0; i < LENGTH_OF(doubts); i++) {
        audit_run(audit, doubts[i]);
        assert_true(audit_said(audit, "H22", 0)->is_doubtful);
    }
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|94.00|10.00|94.00|9.40\n"
                     "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|?|_");
    assert_open(audit, "H22", 0, "the rows that are scored do not carry the whole weight");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|?|10.00|?|9.40");
    assert_open(audit, "H22", 0, "there is no execution rate to go by");
}

static void on_rate(struct profile *profile)
{
    profile->gap_base = GAP_RATE;
}

static void test_core_check_total__gap_base(void **state)
{
    struct audit *audit = *state;
    const char *low = "fund total|年度资金总额|100.00|100.00|94.00|10.00|94.00|9.40";
    audit_run(audit, low);
    assert_true(str_has(audit_said(audit, "H22", 0)->message.en, STR("6.00 % (of the share")));
    audit->mend = on_rate;
    audit_run(audit, low);
    // 6/94 = 6.38 %
    assert_true(str_has(audit_said(audit, "H22", 0)->message.en, STR("6.38 % (of the rate")));
}

// 75 %: capped at 89 under platform-2022; 7.50 + 90 = 97.50.
static void test_core_check_total__cap(void **state)
{
    struct audit *audit = *state;
    const char *low = "fund total|年度资金总额|100.00|100.00|75.00|10.00|75.00|7.50\n"
                      "total|100|97.50";
    audit_run(audit, low);
    assert_says(audit, "H24", 'W', 0, "97.50", "89.00");
    assert_true(str_starts(audit_said(audit, "H24", 0)->message.en, STR("Under platform-2022")));
    audit->profile = "platform-2022";
    audit_run(audit, low);
    assert_says(audit, "H24", 'W', 0, "97.50", "89.00");
    assert_true(str_starts(audit_said(audit, "H24", 0)->message.en, STR("At an execution rate")));
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|80.00|10.00|80.00|8.00\n"
                     "total|100|98.00");
    assert_silent(audit, "H24");
    static const char *const doubts[] = {
        "fund total|年度资金总额|100.00|100.00|75.00?|10.00|75.00|7.50\ntotal|100|97.50",
        "fund total|年度资金总额|100.00|100.00|75.00|10.00|75.00|7.50\ntotal|100|97.50?",
    };
    for (size_t i = 0; i < LENGTH_OF(doubts); i++) {
        audit_run(audit, doubts[i]);
        assert_true(audit_said(audit, "H24", 0)->is_doubtful);
    }
}

static void no_caps(struct profile *profile)
{
    profile->n_caps = profile->n_shown_caps = 0;
}

static void test_core_check_total__cap_open(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|?|10.00|?|7.50");
    assert_open(audit, "H24", 0, "there is no execution rate to go by");
    audit_run(audit, "total|100|?\nrow 1|产出指标|数量指标|办理事项|≥10件|12件|20|?|_");
    assert_open(audit, "H24", 0, "the total could not be read");
    audit->mend = no_caps;
    audit_run(audit, "");
    assert_open(audit, "H24", 0, "the profile has no caps by execution rate");
    audit_run(audit, "fund total|~|~|~|~|~|75.00|7.50\ndrop|fund appropriation\ntotal|100|97.50");
    assert_silent(audit, "H24");
}

static void test_core_check_total__full(void **state)
{
    struct audit *audit = *state;
    static const char *const gaps[] = {
        "note 1|存在问题|管理水平有待提高",
        "goals|办好十件实事|十二件实事全部办好，服务仍有提升空间",
        "explanation|机制有待完善",
        "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|质量有待提高",
    };
    for (size_t i = 0; i < LENGTH_OF(gaps); i++) {
        audit_run(audit, gaps[i]);
        assert_says(audit, "H38", 'W', 0, NULL, "");
    }
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20?|20|质量有待提高");
    assert_true(audit_said(audit, "H38", 0)->is_doubtful);
    // A point lost; a space that is no gap; no text.
    audit_run(audit, "note 1|存在问题|有待提高\n"
                     "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|19|_");
    assert_silent(audit, "H38");
    audit_run(audit, "note 1|存在问题|改造公共空间");
    assert_silent(audit, "H38");
    audit_run(audit, "note 1|存在问题|有待提高\ngrade|~\ncomplete|no");
    assert_open(audit, "H38", 0, "the end of the form was not read; it may go on");
    audit_run(audit, "note 1|存在问题|有待提高\n"
                     "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|?|_");
    assert_open(audit, "H38", 1, "the score could not be read");
}

static void test_core_check_total__full_no_rows(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "drop|row 1\ndrop|row 2\ndrop|row 3\ndrop|row 4\ndrop|row 5\ndrop|row 6\n"
                     "drop|row 7\nnote 1|存在问题|有待提高");
    assert_silent(audit, "H38");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AUDIT(test_core_check_total__overflow),      AUDIT(test_core_check_total__weights),
        AUDIT(test_core_check_total__class_weights), AUDIT(test_core_check_total__merged),
        AUDIT(test_core_check_total__score),         AUDIT(test_core_check_total__score_of_rows),
        AUDIT(test_core_check_total__grade),         AUDIT(test_core_check_total__gap),
        AUDIT(test_core_check_total__gap_base),      AUDIT(test_core_check_total__cap),
        AUDIT(test_core_check_total__cap_open),      AUDIT(test_core_check_total__management),
        AUDIT(test_core_check_total__open),          AUDIT(test_core_check_total__full),
        AUDIT(test_core_check_total__full_no_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
