// SPDX-License-Identifier: AGPL-3.0-or-later
// H29, H31.
#include "audit_make.h"

static void test_core_check_class__missing(void **state)
{
    struct audit *audit = *state;
    static const struct {
        const char *drop, *code, *word;
    } cases[] = {
        {"drop|row 1", "quantity", "The form has no row of quantity."},
        {"drop|row 2", "quality", "The form has no row of quality."},
        {"drop|row 3", "timeliness", "The form has no row of timeliness."},
        {"drop|row 4", "cost", "The form has no row of cost."},
        {"drop|row 5\ndrop|row 6", "benefit", "The form has no row of benefit."},
        {"drop|row 7", "satisfaction", "The form has no row of satisfaction."},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        audit_run(audit, cases[i].drop);
        assert_says(audit, "H29", 'W', 0, "", cases[i].code);
        assert_str(audit_said(audit, "H29", 0)->message.en, cases[i].word);
    }
    audit_run(audit, "drop|row 2\ndrop|row 3");
    assert_int_equal(audit_count(audit, "H29"), 2); // one a class
}

// 成本指标 as a first level; a row without first level counts by its second.
static void test_core_check_class__other_places(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 4|成本指标|经济成本指标|总成本|≤99.00万元|98.76万元|10|10|_");
    assert_silent(audit, "H29");
    audit_run(audit, "row 4|成本指标|其他成本|总成本|≤99.00万元|98.76万元|10|10|_");
    assert_silent(audit, "H29");
    audit_run(audit, "row 5|效益指标|其他效益|增加就业|≥80人|85人|15|15|_\ndrop|row 6\n"
                     "row 7|满意度指标|公众|群众满意度|≥90%|92%|10|10|_");
    assert_silent(audit, "H29");
    audit_run(audit, "row 1|~|数量指标|办理事项|≥10件|12件|20|20|_\n"
                     "row 2|~|质量指标|验收合格率|≥90%|95%|10|10|_\n"
                     "row 3|~|时效指标|办理时限|≤10天|9天|10|10|_\n"
                     "row 4|~|成本指标|总成本|≤99.00万元|98.76万元|10|10|_");
    assert_silent(audit, "H29");
}

static void test_core_check_class__missing_open(void **state)
{
    struct audit *audit = *state;
    // The tail is missing: classes of 产出 are known to be missing once a later first level was
    // read, satisfaction is not.
    audit_run(audit, "drop|row 3\ndrop|row 7\ncomplete|no");
    assert_says(audit, "H29", 'W', 0, "", "timeliness");
    assert_open(audit, "H29", 0, "the end of the form was not read; it may go on");
    audit_run(audit, "drop|row 3\ndrop|row 5\ndrop|row 6\ndrop|row 7\ncomplete|no");
    assert_silent(audit, "H29");
    audit_run(audit, "drop|row 3\ndrop|row 5\ndrop|row 6\ncomplete|no");
    assert_int_equal(audit_count(audit, "H29"), 2); // timeliness, benefit
    audit_run(audit, "drop|row 3\nhead|no");
    assert_silent(audit, "H29");
    assert_open(audit, "H29", 0, "the head of the form was not read");
    // A row whose class was lost may be the one.
    audit_run(audit, "row 3|产出指标|?|办理时限|≤10天|9天|10|10|_");
    assert_silent(audit, "H29");
    assert_open(audit, "H29", 0, "a row's class could not be read");
    // Not where it stands behind a later first level; not where it is merely absent.
    audit_run(audit,
              "drop|row 3\nrow 6|效益指标|?|台账管理|逐项登记并按季更新|达成年度指标|15|15|_");
    assert_says(audit, "H29", 'W', 0, "", "timeliness");
    audit_run(audit, "drop|row 3\nrow 8|~|其他|值班|≥1人|1人|~|~|_\nrow 9|~|—|值班|≥1人|1人|~|~|_");
    assert_says(audit, "H29", 'W', 0, "", "timeliness");
    audit_run(audit, "row 3|产出指标|—|办理时限|≤10天|9天|10|10|_");
    assert_says(audit, "H29", 'W', 0, "", "timeliness");
}

static void test_core_check_class__no_output(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "drop|row 1\ndrop|row 2\ndrop|row 3\n"
                     "row 4|项目管理|业务管理|总成本|≤99.00万元|98.76万元|10|10|_");
    assert_silent(audit, "H29");
    assert_open(audit, "H29", 0, "no row has a class of output");
}

static void test_core_check_class__parent(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 3|效益指标|时效指标|办理时限|≤10天|9天|10|10|_");
    assert_says(audit, "H31", 'E', 3, "时效指标", "产出指标");
    static const char *const doubts[] = {
        "row 3|效益指标|时效指标?|办理时限|≤10天|9天|10|10|_",
        "row 3|效益指标!|时效指标|办理时限|≤10天|9天|10|10|_",
        "row 3|效益指标|时效指标!|办理时限|≤10天|9天|10|10|_",
    };
    for (size_t i = 0; i < LENGTH_OF(doubts); i++) {
        audit_run(audit, doubts[i]);
        assert_says(audit, "H31", 'W', 3, "时效指标", "产出指标");
    }
    // Costs may stand under 产出 and under 成本.
    audit_run(audit, "row 4|成本指标|社会成本指标|总成本|≤99.00万元|98.76万元|10|10|_");
    assert_silent(audit, "H31");
    audit_run(audit, "row 4|效益指标|成本指标|总成本|≤99.00万元|98.76万元|10|10|_");
    assert_says(audit, "H31", 'E', 4, "成本指标", "产出指标");
    audit_run(audit, "row 7|效益指标|服务对象满意度指标|群众满意度|≥90%|92%|10|10|_");
    assert_says(audit, "H31", 'E', 7, "服务对象满意度指标", "满意度指标");
    // Class names that are none of the standard ones; lost ones.
    audit_run(audit, "row 3|部门管理|时效指标|办理时限|≤10天|9天|10|10|_\n"
                     "row 4|产出指标|预算管理|总成本|≤99.00万元|98.76万元|10|10|_");
    assert_silent(audit, "H31");
    assert_open(audit, "H31", 3, "the class is none of the standard ones");
    assert_open(audit, "H31", 4, "the class is none of the standard ones");
    audit_run(audit, "row 3|?|时效指标|办理时限|≤10天|9天|10|10|_\n"
                     "row 4|产出指标|?|总成本|≤99.00万元|98.76万元|10|10|_");
    assert_open(audit, "H31", 3, "the first-level class could not be read");
    assert_open(audit, "H31", 4, "the second-level class could not be read");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AUDIT(test_core_check_class__missing),      AUDIT(test_core_check_class__other_places),
        AUDIT(test_core_check_class__missing_open), AUDIT(test_core_check_class__no_output),
        AUDIT(test_core_check_class__parent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
