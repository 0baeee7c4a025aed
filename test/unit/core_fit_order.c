// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"

#include "test/unit/fit_make.h"
#include "test/unit/fit_text.h"

#define VALUES_HEADING "年度指标值\t实际完成值\t分值\t得分\n"
#define NAMES_HEADING  "一级指标\t二级指标\t三级指标\n"
#define VALUES                                                                                     \
    "≥30亩\t31亩\t40\t40\n≥90%\t91%\t30\t30\n≤12万元\t11万元\t20\t20\n≥95%\t96%\t10\t10\n"
#define NAMES                                                                                             \
    "产出指标\t数量指标\t补播面积\n\t质量指标\t出苗率\n\t成本指标\t补播成本\n" \
    "满意度指标\t服务对象满意度指标\t牧户满意度\n"

static void test_core_fit_order__two_streams(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, HEAD VALUES_HEADING VALUES NAMES_HEADING NAMES "总分\t100\t100\n");
    assert_int_equal(f->n_rows, 4);
    assert_cell(f, "/indicators/0/level3", "补播面积");
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/2/level1", "产出指标");
    assert_cell(f, "/indicators/2/actual/unit", "万元");
    assert_cell(f, "/indicators/3/target/op", "≥");
    assert_cell(f, "/indicators/3/score", "10");
    assert_cell(f, "/total/score", "100");
    assert_true(f->columns[COLUMN_LEVEL2] && f->columns[COLUMN_ACTUAL]);
    assert_false(f->columns[COLUMN_REASON]);
}

static void test_core_fit_order__cells_on_lines(void **state)
{
    struct mem *mem = *state;
    // The last score is no total, though it is alone on its line.
    struct form *f = fit_make_form(
        mem, HEAD "年度指标值\n实际完成值\n分值\n得分\n"
                  "≥30亩\n31亩\n40\n40\n≥90%\n91%\n30\n30\n≤12万元\n11万元\n20\n20\n"
                  "≥95%\n96%\n10\n10\n一级指标\n二级指标\n三级指标\n"
                  "产出指标\n数量指标\n补播面积\n质量指标\n出苗率\n成本指标\n补播成本\n"
                  "满意度指标\n服务对象满意度指标\n牧户满意度\n总分\n100\n100\n");
    assert_cell(f, "/indicators/3/weight", "10");
    assert_cell(f, "/indicators/3/score", "10");
    assert_cell(f, "/total/weight", "100");
    assert_cell(f, "/total/score", "100");
}

static void test_core_fit_order__counts(void **state)
{
    struct mem *mem = *state;
    static const char *const texts[] = {
        HEAD VALUES_HEADING VALUES "≥7个\t8个\t5\t5\n" NAMES_HEADING NAMES "总分\t100\t100\n",
        HEAD VALUES_HEADING VALUES NAMES_HEADING NAMES "\t\t管护点数\n总分\t100\t100\n",
        HEAD VALUES_HEADING NAMES_HEADING NAMES "总分\t100\t100\n"};
    for (size_t i = 0; i < LENGTH_OF(texts); i++) {
        struct form *f = fit_make_form(mem, texts[i]);
        assert_cell(f, "/indicators/0/level3", "补播面积");
        assert_cell(f, "/indicators/0/target/text", "|missing why.count");
        assert_cell(f, "/indicators/0/actual/text", "|missing why.count");
        assert_cell(f, "/indicators/3/weight", "|missing why.count");
        assert_cell(f, "/indicators/3/score", "|missing why.count");
        assert_cell(f, "/total/score", "100");
    }
}

static void test_core_fit_order__total_of_values(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, HEAD VALUES_HEADING VALUES "100\t98\n" NAMES_HEADING NAMES);
    assert_int_equal(f->n_rows, 4);
    assert_cell(f, "/indicators/3/score", "10");
    assert_cell(f, "/total/weight", "100");
    assert_cell(f, "/total/score", "98");
    // A row of figures as wide as the others is no total; nor is one with a word.
    f = fit_make_form(mem, HEAD "年度指标值\t实际完成值\t分值\n30\t31\t40\n90\t91\t30\n12\t11\t20\n"
                                "95\t96\t10\n" NAMES_HEADING NAMES);
    assert_cell(f, "/indicators/3/weight", "10|doubtful why.order");
    assert_cell(f, "/total/weight", "absent");
    f = fit_make_form(mem, HEAD VALUES_HEADING
                      "≥30亩\t31亩\t40\t40\n≥90%\t91%\t30\t30\n"
                      "≤12万元\t11万元\t20\t20\n≥95%\t96%\n" NAMES_HEADING NAMES);
    assert_cell(f, "/indicators/3/target/value", "95");
    assert_cell(f, "/total/weight", "absent");
}

static void test_core_fit_order__confirmed(void **state)
{
    struct mem *mem = *state;
    // One pair that agrees in kind is not enough.
    struct form *f = fit_make_form(mem, HEAD VALUES_HEADING
                                   "≥30亩\t31亩\t40\t40\n≥90亩\t91亩\t30\t30\n"
                                   "≤12亩\t11亩\t20\t20\n≥95%\t96%\t10\t10\n" NAMES_HEADING NAMES
                                   "总分\t100\t100\n");
    assert_cell(f, "/indicators/0/target/op", "≥|doubtful why.order");
    assert_cell(f, "/indicators/0/weight", "40|doubtful why.order");
    assert_cell(f, "/indicators/0/level3", "补播面积");
    // A time with a date, a fee in money.
    f = fit_make_form(mem, HEAD VALUES_HEADING
                      "2031年3月前\t2031年2月\t40\t40\n≥90亩\t91亩\t30\t30\n"
                      "≤12万元\t11万元\t20\t20\n≥95人\t96人\t10\t10\n" NAMES_HEADING
                      "产出指标\t时效指标\t补播完成时间\n\t质量指标\t出苗面积\n"
                      "\t成本指标\t围栏费\n满意度指标\t服务对象满意度指标\t满意牧户数\n"
                      "总分\t100\t100\n");
    assert_cell(f, "/indicators/0/target/text", "2031年3月前");
    assert_cell(f, "/indicators/2/target/value", "12");
    // Names that promise a kind, and values of others: shifted.
    f = fit_make_form(mem, HEAD VALUES_HEADING
                      "≤12万元\t11万元\t20\t20\n2031年3月前\t2031年2月\t40\t40\n"
                      "≥90亩\t91亩\t30\t30\n≥95人\t96人\t10\t10\n" NAMES_HEADING
                      "产出指标\t时效指标\t补播完成时间\n\t质量指标\t出苗率\n"
                      "\t成本指标\t围栏费\n满意度指标\t服务对象满意度指标\t满意牧户数\n"
                      "总分\t100\t100\n");
    assert_cell(f, "/indicators/0/target/value", "12|doubtful why.order");
}

static void test_core_fit_order__none(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, HEAD HEADING AREA RATE HERD GLAD TOTAL("100", "100"));
    assert_cell(f, "/indicators/3/score", "10");
    assert_cell(f, "/indicators/3/target/value", "95");
}

static void test_core_fit_order__lines(void **state)
{
    struct mem *mem = *state;
    // Every line is a row; the total line stands above the label of the names' heading.
    struct form *f = fit_make_form(
        mem, HEAD
        "是否核心指标 年度指标值 实际完成值 分值 得分 偏差原因分析\n"
        "否 ≥30亩 31亩 40 40\n是 逐步完善 达成指标 30 30 无\n否 ≤12万元 13万元 20 19 种子涨价\n"
        "否 ≥95% 96% 10 10\n100 99\n绩效指标 一级指标 二级指标 三级指标\n"
        "产出指标 数量指标 补播面积(亩)\n质量指标 管护制度\n成本指标 补播成本\n"
        "满意度指标 服务对象满意度指标 牧户满意度\n总分\n");
    assert_int_equal(f->n_rows, 4);
    assert_cell(f, "/indicators/0/core", "否");
    assert_cell(f, "/indicators/1/target/text", "逐步完善");
    assert_cell(f, "/indicators/1/actual/text", "达成指标");
    assert_cell(f, "/indicators/2/reason", "种子涨价");
    assert_cell(f, "/indicators/3/score", "10");
    assert_cell(f, "/total/weight", "100");
    assert_cell(f, "/total/score", "99");
}

#define LINES_HEADING                                                                              \
    "绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因\n"
#define LINES_NAMES                                                                                \
    "产出指标 数量指标 补播面积\n质量指标 出苗率\n"                             \
    "成 本 指 标 补播成本\n满意度指标 服务对象满意度 指标 牧户满意度\n"
#define LINES_VALUES "≥30亩 31亩 40 40\n≥90% 91% 30 30 无\n≤12万元 11万元 20 20\n≥95% 96% 10 10\n"

static void test_core_fit_order__names_first(void **state)
{
    struct mem *mem = *state;
    static const char *const goals[] = {"", "预期目标 补播草场。\n",
                                        "预期目标 补播草场。\n出苗九成。\n"};
    for (size_t i = 0; i < LENGTH_OF(goals); i++) {
        struct form *f = fit_make_form(
            mem,
            str_cstr(mem, buf_print(mem, "项目支出绩效自评表\n项目名称 牧草补播\n%s%s", goals[i],
                                    LINES_NAMES LINES_HEADING LINES_VALUES "总分 100 100\n")));
        assert_int_equal(f->n_rows, 4);
        assert_cell(f, "/indicators/1/level1", "产出指标");
        assert_cell(f, "/indicators/1/level3", "出苗率");
        assert_cell(f, "/indicators/1/actual/value", "91");
        assert_cell(f, "/indicators/1/reason", "无");
        assert_cell(f, "/indicators/2/level2", "成本指标");
        assert_cell(f, "/indicators/3/level2", "服务对象满意度指标");
        assert_cell(f, "/indicators/3/level3", "牧户满意度");
        assert_cell(f, "/indicators/3/score", "10");
        assert_cell(f, "/total/score", "100");
    }
    // Not as many: no value is taken.
    struct form *f =
        fit_make_form(mem, "项目支出绩效自评表\n项目名称 牧草补播\n" LINES_NAMES LINES_HEADING
                           "≥30亩 31亩 40 40\n≥90% 91% 30 30 无\n总分 100 100\n");
    assert_int_equal(f->n_rows, 4);
    assert_cell(f, "/indicators/1/level3", "出苗率");
    assert_cell(f, "/indicators/1/actual/text", "|missing why.count");
    assert_cell(f, "/indicators/1/score", "|missing why.count");
}

static void test_core_fit_order__torn_total(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, "项目支出绩效自评表\n项目名称 牧草补播\n年度指标值 实际完成值 分值 得分\n"
             "≥30亩 31亩 40 40\n≥90% 91% 60 60\n100. 00 99. 5\n一级指标 二级指标 三级指标\n"
             "产出指标 数量指标 补播面积\n质量指标 出苗率\n总分\n");
    assert_cell(f, "/total/weight", "100.00");
    assert_cell(f, "/total/score", "99.5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_order__names_first), UNIT(test_core_fit_order__torn_total),
        UNIT(test_core_fit_order__two_streams), UNIT(test_core_fit_order__cells_on_lines),
        UNIT(test_core_fit_order__counts),      UNIT(test_core_fit_order__total_of_values),
        UNIT(test_core_fit_order__confirmed),   UNIT(test_core_fit_order__none),
        UNIT(test_core_fit_order__lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
