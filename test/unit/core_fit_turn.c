// SPDX-License-Identifier: AGPL-3.0-or-later
// A table whose columns are printed one after the other.
#include "core/fit_turn.h"

#include "base/buf.h"
#include "test/unit/fit_make.h"

#define HEAD "项目支出绩效自评表\n项目名称 牧草补播\n预期目标 补播草场。\n实际完成情况 已补播。\n"
#define CLASSES                                                                                    \
    "一级指标\n产出指标\n产出指标\n效益指标\n二级指标\n数量指标\n质量 指标\n社会效益指标\n"
#define NAMES   "三级指标\n补播面积\n出苗率\n受益牧户数\n"
#define TARGETS "年度指标值\n≥30亩\n≥90%\n≥12户\n"
#define ACTUALS "实际完成值\n31亩\n91 %\n12户\n"
#define WEIGHTS "分值\n40\n30\n30\n"
#define SCORES  "得分\n40\n30\n28\n"
#define TOTAL   "总分 100. 00 98\n填表人 李某\n"

static void assert_table(struct mem *mem, const char *text)
{
    struct form *f = fit_make_form(mem, text);
    assert_int_equal(f->n_rows, 3);
    assert_cell(f, "/project", "牧草补播");
    assert_cell(f, "/goals/expected", "补播草场。");
    assert_cell(f, "/goals/actual", "已补播。");
    assert_cell(f, "/indicators/1/level1", "产出指标");
    assert_cell(f, "/indicators/1/level2", "质量指标");
    assert_cell(f, "/indicators/2/level3", "受益牧户数");
    assert_cell(f, "/indicators/0/target/op", "≥");
    assert_cell(f, "/indicators/1/actual/value", "91");
    assert_cell(f, "/indicators/2/actual/unit", "户");
    assert_cell(f, "/indicators/2/score", "28");
    assert_cell(f, "/total/weight", "100.00");
    assert_cell(f, "/total/score", "98");
}

static void test_core_fit_turn__columns(void **state)
{
    assert_table(*state, HEAD CLASSES NAMES TARGETS ACTUALS WEIGHTS SCORES TOTAL);
    assert_table(*state, HEAD "绩效指标\n" CLASSES NAMES WEIGHTS TARGETS ACTUALS SCORES TOTAL);
}

static void test_core_fit_turn__counts(void **state)
{
    struct mem *mem = *state;
    // A column of another length says nothing, and says so.
    struct form *f =
        fit_make_form(mem, HEAD CLASSES NAMES TARGETS "实际完成值\n31亩\n12户\n" WEIGHTS SCORES
                                                      "偏差原因\n无\n" TOTAL);
    assert_int_equal(f->n_rows, 3);
    assert_cell(f, "/indicators/1/target/value", "90");
    assert_cell(f, "/indicators/1/actual/text", "|missing why.count");
    assert_cell(f, "/indicators/2/reason", "|missing why.count");
    assert_cell(f, "/indicators/2/score", "28");
    f = fit_make_form(
        mem, HEAD "一级指标\n产出指标\n二级指标\n数量指标\n质量指标\n社会效益指标\n" NAMES TARGETS
                 ACTUALS WEIGHTS "得分\n40\n28\n" TOTAL);
    assert_cell(f, "/indicators/1/level1", "|missing why.class_not_printed");
    assert_cell(f, "/indicators/1/level2", "质量指标|inferred why.class_place");
    assert_cell(f, "/indicators/1/weight", "30");
    assert_cell(f, "/indicators/1/score", "|missing why.count");
}

static void test_core_fit_turn__none(void **state)
{
    size_t n;
    fit_make_forms(*state, HEAD NAMES TARGETS SCORES TOTAL, &n); // too few columns
    assert_int_equal(n, 0);
    fit_make_forms(*state, HEAD CLASSES TARGETS ACTUALS SCORES TOTAL, &n); // no names
    assert_int_equal(n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_turn__columns),
        UNIT(test_core_fit_turn__counts),
        UNIT(test_core_fit_turn__none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
