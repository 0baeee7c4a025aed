// SPDX-License-Identifier: AGPL-3.0-or-later
// H28, H40. The clean form: budget 100.00, spent 98.76, one cost row ≤99.00 with 98.76.
#include "audit_make.h"

static void test_core_check_cost__targets(void **state)
{
    struct audit *audit = *state;
    // 60.00 + 41.00 = 101.00 > 100.00
    audit_run(audit, "row 4|产出指标|成本指标|人员成本|≤60.00万元|58.76万元|10|10|_\n"
                     "row 8|产出指标|成本指标|设备成本|≤41.00万元|40.00万元|~|~|_");
    assert_says(audit, "H28", 'W', 0, "101.00", "≤ 100.00");
    audit_run(audit, "row 4|产出指标|成本指标|人员成本|≤60.00万元|58.76万元|10|10|_\n"
                     "row 8|产出指标|成本指标|设备成本|≤410000元|40.00万元|~|~|_");
    assert_says(audit, "H28", 'W', 0, "101.00", "≤ 100.00");
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤1000001元|98.76万元|10|10|_");
    assert_says(audit, "H28", 'W', 0, "100.0001", "≤ 100.00");
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤101.00万元?|98.76万元|10|10|_");
    assert_true(audit_said(audit, "H28", 0)->is_doubtful);
    // Against the larger of the initial and the adjusted budget.
    audit_run(audit, "fund total|年度资金总额|102.00|100.00|98.76|10.00|98.76|9.88\n"
                     "row 4|产出指标|成本指标|总成本|≤102.50万元|98.76万元|10|10|_");
    assert_says(audit, "H28", 'W', 0, "102.50", "≤ 102.00");
    audit_run(audit, "fund total|年度资金总额|102.00|100.00|98.76|10.00|98.76|9.88\n"
                     "row 4|产出指标|成本指标|总成本|≤101.50万元|98.76万元|10|10|_");
    assert_silent(audit, "H28");
    // Without an initial column the adjusted budget is the bound.
    audit_run(audit, "fund total|年度资金总额|~|100.00|98.76|10.00|98.76|9.88\n"
                     "row 4|产出指标|成本指标|总成本|≤101.50万元|98.76万元|10|10|_");
    assert_says(audit, "H28", 'W', 0, "101.50", "≤ 100.00");
}

static void test_core_check_cost__targets_doubt(void **state)
{
    struct audit *audit = *state;
    static const char *const doubts[] = {
        "fund total|年度资金总额|100.00?|100.00|98.76|10.00|98.76|9.88\n",
        "fund total|年度资金总额|100.00|100.00?|98.76|10.00|98.76|9.88\n",
        "money_unit|万元?\n",
    };
    char text[512];
    for (size_t i = 0; i < LENGTH_OF(doubts); i++) {
        snprintf(text, sizeof(text),
                 "%srow 4|产出指标|成本指标|总成本|≤101.00万元|98.76万元|10|10|_", doubts[i]);
        audit_run(audit, text);
        assert_true(audit_said(audit, "H28", 0)->is_doubtful);
    }
}

static void test_core_check_cost__prices(void **state)
{
    struct audit *audit = *state;
    static const char *const others[] = {
        "row 8|产出指标|成本指标|每人成本|≤41.00万元|40.00万元|~|~|_",
        "row 8|产出指标|成本指标|设备成本|≤41.00万元/台|40.00万元/台|~|~|_",
        "row 8|产出指标|成本指标|用电|≤41.00千瓦时|40.00千瓦时|~|~|_",
        "row 8|产出指标|成本指标|用电|控制在预算以内的水平|达成指标|~|~|_",
        "row 8|产出指标|成本指标|用电|≤41.00|40.00|~|~|_",
    };
    char text[512];
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        snprintf(text, sizeof(text),
                 "row 4|产出指标|成本指标|人员成本|≤60.00万元|58.00万元|10|10|_\n%s", others[i]);
        audit_run(audit, text);
        assert_silent(audit, "H28");
        assert_open(audit, "H28", 0, "not every cost row is an amount");
    }
    audit_run(audit, "row 4|产出指标|成本指标|人均成本|≤600万元|580万元|10|10|_");
    assert_silent(audit, "H28");
    audit_run(audit, "drop|row 4");
    assert_silent(audit, "H28");
}

static void test_core_check_cost__actuals(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤99.00万元|98.75万元|10|10|_");
    assert_says(audit, "H28", 'I', 0, "98.75", "98.76"); // 0.01 on one row
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤99.00万元|98.78万元|10|10|_");
    assert_says(audit, "H28", 'W', 0, "98.78", "98.76"); // 0.02
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤99.00万元|98.70万元?|10|10|_");
    assert_true(audit_said(audit, "H28", 0)->is_doubtful);
    // The actual's unit may be the target's.
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤99.00万元|98.70|10|10|_");
    assert_says(audit, "H28", 'W', 0, "98.70", "98.76");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|支出若干|10.00|98.76|9.88\n"
                     "row 4|产出指标|成本指标|总成本|≤99.00万元|98.70万元|10|10|_");
    assert_silent(audit, "H28");
}

static void test_core_check_cost__open(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "money_unit|?");
    assert_open(audit, "H28", 0, "the unit of the money could not be read");
    assert_open(audit, "H40", 0, "the unit of the money could not be read");
    audit_run(audit, "money_unit|件");
    assert_open(audit, "H28", 0, "the unit of the money is not known");
    audit_run(audit, "drop|fund total");
    assert_open(audit, "H28", 0, "the form has no adjusted budget");
    audit_run(audit, "row 8|产出指标|成本指标|设备成本|?|40.00万元|~|~|_");
    assert_open(audit, "H28", 0, "the target could not be read");
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤99.00万元|?|10|10|_");
    assert_open(audit, "H28", 0, "the actual could not be read");
    audit_run(audit, "fund total|年度资金总额|?|100.00|98.76|10.00|98.76|9.88");
    assert_open(audit, "H28", 0, "the initial budget could not be read");
    audit_run(audit, "fund total|年度资金总额|100.00|?|98.76|10.00|98.76|9.88");
    assert_open(audit, "H28", 0, "the adjusted budget could not be read");
    audit_run(audit, "fund total|年度资金总额|100.00|100.00|?|10.00|98.76|9.88");
    assert_open(audit, "H28", 0, "the amount spent could not be read");
    audit_run(audit, "fund total|年度资金总额|0.00|0.00|0.00|10.00|0.00|0.00");
    assert_silent(audit, "H28");
    audit_run(audit, "fund total|年度资金总额|100.00|若干|98.76|10.00|98.76|9.88\n"
                     "row 4|产出指标|成本指标|总成本|≤199.00万元|98.76万元|10|10|_");
    assert_silent(audit, "H28");
}

// Sums that have no end, or that no exact number holds.
static void test_core_check_cost__figures(void **state)
{
    struct audit *audit = *state;
    struct words_unit third = {STR("元"), {10000, 3}, true};
    struct words_unit huge = {STR("元"), {1, 1}, true}, whole = {STR("元"), {1, 1}, true};
    for (int i = 0; i < 24; i++)
        whole.factor.num *= 10;
    huge.factor.num = whole.factor.num * 1000000000000;
    map_put(&audit->words.units, STR("份元"), &third);
    map_put(&audit->words.units, STR("巨元"), &huge);
    map_put(&audit->words.units, STR("大元"), &whole);
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤301份元|98.76万元|10|10|_");
    assert_says(audit, "H28", 'W', 0, "100.3333…", "≤ 100.00");
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤1大元|98.76万元|10|10|_");
    assert_says(audit, "H28", 'W', 0, "…", "≤ 100.00");
    // One that overflows is no amount; so is a sum.
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤999999999999999999巨元|98.76万元|10|10|_");
    assert_silent(audit, "H28");
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤99万元|999999999999999大元|10|10|_\n"
                     "row 8|产出指标|成本指标|杂费|≤1万元|0.000000001元|~|~|_");
    assert_open(audit, "H28", 0, "not every cost row is an amount");
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤99万元|999999999999999999大元|10|10|_\n"
                     "fund total|年度资金总额|100.00|100.00|0.000000001|10.00|98.76|9.88");
    assert_silent(audit, "H28");
}

static void test_core_check_cost__budget(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤100万元|98.76万元|10|10|_");
    assert_says(audit, "H40", 'I', 4, "100", "");
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤1000000元|98.76万元|10|10|_");
    assert_says(audit, "H40", 'I', 4, "1000000", "");
    audit_run(audit, "row 4|产出指标|成本指标|总成本|≤100万元?|98.76万元|10|10|_");
    assert_true(audit_said(audit, "H40", 0)->is_doubtful);
    static const char *const others[] = {
        ("row 4|产出指标|成本指标|总成本|≤100万元|98.76万元|10|10|_\n"
         "row 8|产出指标|成本指标|单价|≤1元/件|1元/件|~|~|_"),
        "row 4|产出指标|成本指标|人均成本|≤100万元|98.76万元|10|10|_",
        "row 4|产出指标|成本指标|总成本|控制在预算以内的水平|达成指标|10|10|_",
        "fund total|年度资金总额|若干|100.00|98.76|10.00|98.76|9.88",
    };
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        audit_run(audit, others[i]);
        assert_silent(audit, "H40");
    }
    audit_run(audit, "row 4|产出指标|成本指标|总成本|?|98.76万元|10|10|_");
    assert_open(audit, "H40", 4, "the target could not be read");
    audit_run(audit, "fund total|年度资金总额|~|100.00|98.76|10.00|98.76|9.88");
    assert_open(audit, "H40", 0, "the form has no initial budget");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AUDIT(test_core_check_cost__targets), AUDIT(test_core_check_cost__targets_doubt),
        AUDIT(test_core_check_cost__prices),  AUDIT(test_core_check_cost__actuals),
        AUDIT(test_core_check_cost__open),    AUDIT(test_core_check_cost__budget),
        AUDIT(test_core_check_cost__figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
