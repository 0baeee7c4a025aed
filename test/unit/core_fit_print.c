// SPDX-License-Identifier: AGPL-3.0-or-later
// A form printed by a browser, its text taken off the page by pdftotext: every character is one
// column, cells that stand close have one blank between, and words are broken over lines.
#include "core/fit_weave.h"

#include "base/buf.h"
#include "test/unit/fit_make.h"

// clang-format off
#define HEAD \
    "项目支出绩效自评表\n" \
    "                   （2031年度）\n" \
    "项目 牧草补播\n" \
    "名称\n" \
    "主管\n" \
    "部门 东滩县畜牧局               实施单 东滩县草原站\n" \
    "                         位\n"
#define FUNDS \
    "           年初预 全年预算数            执行率\n" \
    "           算数   （A） 执行数（B） 分值 （B/A） 得分\n" \
    "年度资金总额     50.00 48.00 48.00   10 100% 10\n" \
    "其中：财政拨款    40.00 38.00 38.00   - 100%   -\n" \
    "其他资金       10.00 10.00 10.00   - 100%   -\n"
#define TABLE \
    "绩效 一级 二级                年度指 实际完 分值       自评得   偏差原因\n" \
    "指标 指标 指标     三级指标       标值   成值             分    分析\n" \
    "         数量指标 补播面积       ≥30亩  31亩   40       40\n" \
    "    产出\n" \
    "    指标\n" \
    "         质量指标 出苗率        ≥90%  85%   20       18.89   春旱\n" \
    "    效益 社会效\n" \
    "    指标 益指标  受益牧户数      ≥12户  12户   20       20\n" \
    "    满意 服务对\n" \
    "    度指 象满意  牧户满意度      ≥95%  96%   10       10\n" \
    "     标  度指标\n" \
    "         总分                               100 98.89\n"
// clang-format on

static void test_core_fit_print__head(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, HEAD FUNDS TABLE);
    assert_cell(f, "/year", "2031");
    assert_cell(f, "/project", "牧草补播");
    assert_cell(f, "/department", "东滩县畜牧局");
    assert_cell(f, "/unit", "东滩县草原站");
}

static void test_core_fit_print__funds(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, HEAD FUNDS TABLE);
    assert_int_equal(f->n_funds, 3);
    assert_cell(f, "/funds/0/initial", "50.00");
    assert_cell(f, "/funds/0/adjusted", "48.00");
    assert_cell(f, "/funds/0/weight", "10");
    assert_cell(f, "/funds/1/executed", "38.00");
    assert_cell(f, "/funds/1/weight", "|dash");
    assert_cell(f, "/funds/2/rate", "100");
}

// Fewer figures than headings go to those that they stand under, in order.
static void test_core_fit_print__funds_without_dashes(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, HEAD "           年初预 全年预算数            执行率\n"
                                "           算数   （A） 执行数（B） 分值 （B/A） 得分\n"
                                "年度资金总额     50.00 48.00 48.00   10 100% 10\n"
                                "其中：财政拨款    40.00 38.00 38.00     100%\n" TABLE);
    assert_cell(f, "/funds/1/initial", "40.00");
    assert_cell(f, "/funds/1/executed", "38.00");
    assert_cell(f, "/funds/1/rate", "100");
}

// The label beside all lines of the funds stays on its own line.
static void test_core_fit_print__funds_box(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, HEAD "           年初预 全年预算数            执行率\n"
                                "           算数   （A） 执行数（B） 分值 （B/A） 得分\n"
                                "     年度资金总额  50.00 48.00 48.00   10 100% 10\n"
                                "     其中：中央资  38.00 38.00 38.00   - 100%   -\n"
                                "资金情况 金\n"
                                "（万元） 省级资金    10.00 10.00 10.00   - 100%   -\n"
                                "\n" TABLE);
    assert_int_equal(f->n_funds, 3);
    assert_str(f->funds[2].name.text, "省级资金");
    assert_cell(f, "/funds/2/initial", "10.00");
}

static void test_core_fit_print__table(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, HEAD FUNDS TABLE);
    assert_int_equal(f->n_rows, 4);
    assert_cell(f, "/indicators/0/level1", "产出指标");
    assert_cell(f, "/indicators/0/level2", "数量指标");
    assert_cell(f, "/indicators/0/level3", "补播面积");
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/0/actual/value", "31");
    assert_cell(f, "/indicators/0/weight", "40");
    assert_cell(f, "/indicators/1/score", "18.89");
    assert_cell(f, "/indicators/1/reason", "春旱");
    assert_cell(f, "/indicators/2/level2", "社会效益指标");
    assert_cell(f, "/indicators/2/level3", "受益牧户数");
    assert_cell(f, "/indicators/3/level1", "满意度指标");
    assert_cell(f, "/indicators/3/level2", "服务对象满意度指标");
    assert_cell(f, "/indicators/3/level3", "牧户满意度");
    assert_cell(f, "/total/weight", "100");
    assert_cell(f, "/total/score", "98.89");
}

// A label of the whole table beside its heading, a reason whose first line looks like a note below
// the table, values with units one blank apart.
static void test_core_fit_print__label_beside(void **state)
{
    struct mem *mem = *state;
    // clang-format off
    struct form *f = fit_make_form(mem,
        "项目支出绩效自评表\n"
        "                   （2031年度）\n"
        "项目 牧草补播\n"
        "名称\n"
        "年度     一级 二级                年度指 实际完 分值       自评得   偏差原因\n"
        "绩效     指标 指标     三级指标       标值   成值             分    分析\n"
        "指标\n"
        "                                                偏差原因：\n"
        "                                                春季少雨，\n"
        "       产出 数量指标 补播面积  ≥30（亩） 29（亩）   40       38.67   补播延后。\n"
        "       指标 质量指标 出苗率   ≥90（%） 91（%）   20       20\n"
        "       效益 社会效\n"
        "       指标 益指标  受益牧户数 ≥12（户） 12（户）   40       40\n"
        "              总分                           100      98.67\n");
    // clang-format on
    assert_int_equal(f->n_rows, 3);
    assert_true(f->columns[COLUMN_WEIGHT] && f->columns[COLUMN_SCORE]);
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/0/actual/value", "29");
    assert_str(fit_make_at(mem, f, "/indicators/0/level1")->text, "产出指标");
    assert_str(fit_make_at(mem, f, "/indicators/0/level2")->text, "数量指标");
    assert_cell(f, "/indicators/0/score", "38.67");
    assert_cell(f, "/indicators/1/actual/value", "91");
    assert_cell(f, "/indicators/2/weight", "40");
    assert_str(fit_make_at(mem, f, "/indicators/0/reason")->text, "偏差原因:春季少雨,补播延后。");
    assert_cell(f, "/total/score", "98.67");
}

// A name wraps where its line is full: in display columns, though the print counts characters.
static void test_core_fit_print__full_lines(void **state)
{
    struct mem *mem = *state;
    // clang-format off
    struct form *f = fit_make_form(mem,
        "项目支出绩效自评表\n"
        "                   （2031年度）\n"
        "项目 牧草补播\n"
        "名称\n"
        "指标类   二级指标  三级绩效指标     分值         指标值     全年实际值  自评得分   未完成原因及\n"
        "                                                        拟采取的改进\n"
        "  别                                                       措施\n"
        "           退化草场围栏封\n"
        "     质量指标 育面积     23.00 ≥30亩         31亩\n"
        "                                                  23.00\n"
        "产出指\n"
        "标 时效指标 免耕补播草场当         21.00 ≤14天       11天     21.00\n"
        "           年用时\n"
        "     成本指标 运输费用         16.00 ≤25.36万元 24.94万元 16.00\n"
        "     经济效益指\n"
        "     标     牧户年均饲草增\n"
        "           长率          15.00 ≥16%         16.00%    15.00\n"
        "           补播培训服务对\n"
        "           象人数        18.00 ≥39人           90人     18.00\n"
        "     社会效益指\n"
        "     标\n"
        "效益指\n"
        "标          草场火灾发生次\n"
        "           数           7.00 ＝0起          0起        7.00\n"
        "             总分                           100.00      100.00\n");
    // clang-format on
    assert_int_equal(f->n_rows, 6);
    assert_str(fit_make_at(mem, f, "/indicators/2/level3")->text, "运输费用");
    assert_str(fit_make_at(mem, f, "/indicators/3/level3")->text, "牧户年均饲草增长率");
    assert_str(fit_make_at(mem, f, "/indicators/5/level3")->text, "草场火灾发生次数");
}

// Words one blank apart stand left of where they were printed, and of their lower halves.
static void test_core_fit_print__moved_heading(void **state)
{
    struct mem *mem = *state;
    // clang-format off
    struct form *f = fit_make_form(mem,
        "                    项目支出绩效自评表\n"
        "                              (2031年度)\n"
        "项目名                              牧草补播\n"
        "  称\n"
        "主管部            东滩县畜牧局                   预算单位     东滩县草原站\n"
        "  门\n"
        "一级绩 二级指标 三级指标 预期指标值 分值 全年实际 得分 偏差原因分析及改进措施\n"
        "效指标                                       值\n"
        "产出指 数量指标 退化草场补播面 ≥212.0亩 23 212.0亩 23\n"
        "  标              积\n"
        "      时效指标 补播任务完成时 2031年8月31 17 2031年7 17\n"
        "                 间       日前完成           月15日\n"
        "效益指 经济效益指 受益牧户增收比 ≥2%               3 48%      3\n"
        "  标      标    率\n"
        "     社会效益指 草场承载能力提 ≥95%             8 96%      8\n"
        "         标   高率\n"
        "     生态效益指 草原水土保持情 有效提高 47 达成预期 47\n"
        "         标       况                       指标\n"
        "满意度 服务对象满 牧户满意度 ≥80% 2 86% 2\n"
        " 指标 意度指标\n"
        " 总分                                100        100\n");
    // clang-format on
    assert_true(f->columns[COLUMN_LEVEL1] && f->columns[COLUMN_ACTUAL]);
    assert_str(fit_make_at(mem, f, "/indicators/0/level1")->text, "产出指标");
}

// An operator of another font may stand on a line below its figure.
static void test_core_fit_print__low_operator(void **state)
{
    struct mem *mem = *state;
    // clang-format off
    struct form *f = fit_make_form(mem, HEAD FUNDS
        "绩效 一级 二级                年度指 实际完 分值       自评得   偏差原因\n"
        "指标 指标 指标     三级指标       标值   成值             分    分析\n"
        "         数量指标 补播面积       30亩\n"
        "    产出                     ≥    31亩   40       40\n"
        "    指标\n"
        "         质量指标 出苗率        90%\n"
        "                           ≥    85%   20       18.89   春旱\n"
        "    效益 社会效\n"
        "    指标 益指标  受益牧户数      ≥12户  12户   20       20\n"
        "    满意 服务对\n"
        "    度指 象满意  牧户满意度      ≥95%  96%   10       10\n"
        "     标  度指标\n"
        "         总分                               100 98.89\n");
    // clang-format on
    assert_int_equal(f->n_rows, 4);
    assert_str(fit_make_at(mem, f, "/indicators/0/target/op")->text, "≥");
    assert_str(fit_make_at(mem, f, "/indicators/0/target/value")->text, "30");
    assert_str(fit_make_at(mem, f, "/indicators/1/target/value")->text, "90");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_print__head),
        UNIT(test_core_fit_print__funds),
        UNIT(test_core_fit_print__funds_without_dashes),
        UNIT(test_core_fit_print__funds_box),
        UNIT(test_core_fit_print__table),
        UNIT(test_core_fit_print__label_beside),
        UNIT(test_core_fit_print__full_lines),
        UNIT(test_core_fit_print__moved_heading),
        UNIT(test_core_fit_print__low_operator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
