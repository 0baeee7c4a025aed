// SPDX-License-Identifier: AGPL-3.0-or-later
// Cells of a row: names, values, dashes, notes between rows, rows wider than their heading.
#include "base/buf.h"
#include "core/fit_reader.h"

#include "test/unit/fit_make.h"

#define TABBED  "项目名称\t牧草补播\n"
#define HEADING "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析\n"
#define AREA    "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t30\t30\t无\n"
#define RATE    "产出指标\t质量指标\t出苗率\t≥90%\t85%\t30\t27.2\t春旱\n"
#define TOTAL   "总分\t\t\t\t\t100\t97.2\t\n"

static void test_core_fit_rows_cells__wider_than_the_heading(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, TABBED HEADING AREA RATE
                                   "产出指标\t时效指标\t及时率\t≥90%\t多\t95%\t40\t40\t无\n" TOTAL);
    assert_int_equal(f->n_rows, 3);
    assert_cell(f, "/indicators/1/score", "27.2");
    assert_cell(f, "/indicators/2/target/value", "90|doubtful why.torn");
    assert_cell(f, "/indicators/2/actual/value", "95|doubtful why.torn");
    assert_cell(f, "/indicators/2/weight", "40");
    assert_cell(f, "/indicators/2/score", "40");
    // No two cells put together make the row fit.
    f = fit_make_form(mem, TABBED HEADING AREA RATE
                      "产出指标\t时效指标\t及时率\t≥90%\t95%\t甲。\t40\t乙。\t40\t无\n" TOTAL);
    assert_cell(f, "/indicators/2/target/value", "90|doubtful why.count");
    assert_cell(f, "/indicators/2/actual/value", "95|doubtful why.count");
}

static void test_core_fit_rows_cells__most_rows_are_wider(void **state)
{
    struct mem *mem = *state;
    // Then the heading is what lacks a cell, and says nothing of the rows.
    struct form *f = fit_make_form(
        mem, TABBED HEADING "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t50\t50\t无\t\n"
                            "产出指标\t质量指标\t出苗率\t≥90%\t85%\t50\t47.2\t春旱\t\n" TOTAL);
    assert_cell(f, "/indicators/0/weight", "50");
    assert_cell(f, "/indicators/1/score", "47.2");
}

static void test_core_fit_rows_cells__cells(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, TABBED HEADING
                      "产出指标\t数量指标\t★指标1:补播面积\t工30亩\t31亩\t10\t10\t-\n"
                      "\t质量指标\t指标2.対比出苗率\t—\t91%\t10\t—\t\n"
                      "\t质量指标\t指标3、存活率\t≥1234567890123456789012345%\t91%\t10\t十\t\n"
                      "\t时效指标\t及时率\t≥9\u200b0%\t-\t10\t1\u200b0\t\n"
                      "\t\t管护\t及\u200b时完成\t达标\t10\t10\t\n"
                      "\t成本指标\t成本\t\t^11万元\t\t\t\n" TOTAL);
    assert_int_equal(f->n_rows, 6);
    assert_cell(f, "/indicators/0/level3", "补播面积");
    assert_cell(f, "/indicators/0/target/op", "≥|repaired why.stand_in");
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/0/reason", "|dash");
    assert_cell(f, "/indicators/1/level3", "对比出苗率|repaired why.variant");
    assert_cell(f, "/indicators/1/target/text", "|dash");
    assert_cell(f, "/indicators/1/score", "|dash");
    assert_cell(f, "/indicators/2/level3", "存活率");
    assert_cell(f, "/indicators/2/target/value", "|missing why.too_long");
    assert_cell(f, "/indicators/2/score", "十|doubtful why.no_number");
    assert_cell(f, "/indicators/3/target/text", "≥9\u200b0%|doubtful why.hidden_signs");
    assert_cell(f, "/indicators/4/target/text", "及\u200b时完成|doubtful why.hidden_signs");
    assert_cell(f, "/indicators/4/actual/text", "达标");
    // Merged with the row above: neither key.
    assert_cell(f, "/indicators/5/weight", "absent");
    assert_cell(f, "/indicators/5/actual/op", "≥|repaired why.stand_in");
    assert_cell(f, "/indicators/5/target/text", "|empty");
}

static void test_core_fit_rows_cells__broken_numbers(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, TABBED HEADING "产出指标\t数量指标\t补播面积\t≥3,604、2,127(亩)\t6754g\t10\t10\t\n"
                            "\t质量指标\t草籽重\t≥20g\t30g\t10\t10\t\n"
                            "\t时效指标\t完成时间\t2031、2年5月\t1、2月\t10\t10\t\n" TOTAL);
    assert_cell(f, "/indicators/0/target/op", "≥");
    assert_cell(f, "/indicators/0/target/value", "|missing why.no_number");
    assert_cell(f, "/indicators/0/target/unit", "亩");
    // A letter that may be a digit is no unit where the other value has another.
    assert_cell(f, "/indicators/0/actual/value", "|missing why.damaged");
    assert_cell(f, "/indicators/1/actual/value", "30");
    assert_cell(f, "/indicators/2/target/text", "2031、2年5月");
}

static void test_core_fit_rows_cells__unused_class(void **state)
{
    struct mem *mem = *state;
    // A class of the template without an indicator is no row, and the class of none.
    struct form *f =
        fit_make_form(mem, TABBED HEADING "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t10\t10\t\n"
                                          "\t质量指标\t-\t-\t-\t-\t-\t-\n\t时效指标\t\t\t\t\t\t\n"
                                          "\t成本指标\t成本\t≤11万元\t9万元\t10\t10\t\n" TOTAL);
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/level2", "数量指标");
    assert_cell(f, "/indicators/1/level2", "成本指标");
    assert_cell(f, "/indicators/1/level3", "成本");
}

static void test_core_fit_rows_cells__notes_between(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, TABBED HEADING AREA
                      "\t\t其中:人工播\t15亩\t16亩\t\t\t\n\t\t机播\t15亩\t15亩\t\t\t\n" RATE
                      "\t\t其中:坡地\t90%\t85%\t\t\t\n"
                      "\t\t管护天数\t≥90天\t90天\t40\t40\t\n" TOTAL);
    assert_int_equal(f->n_rows, 3);
    assert_cell(f, "/indicators/1/level3", "出苗率");
    assert_cell(f, "/indicators/2/level3", "管护天数");
    assert_int_equal(f->n_notes, 3);
    assert_str(f->notes[0].name, "其中:人工播");
    assert_str(f->notes[0].text, "15亩 16亩");
    assert_str(f->notes[1].name, "机播");
}

// A line below the last row that no list knows is perhaps its reason, and perhaps not.
static void test_core_fit_rows_cells__line_below(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, TABBED HEADING AREA RATE "某某栏目\t按期办结\n评价等级\t优\n");
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/reason", "无");
    assert_cell(f, "/indicators/1/reason", "春旱某某栏目按期办结|doubtful why.torn");
    assert_cell(f, "/indicators/1/score", "27.2");
}

static void test_core_fit_rows_cells__split_target(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, TABBED "一级指标\t二级指标\t三级指标\t指标性质\t年度指标值\t度量单位\t实际完成值\t得分"
                    "系数\t分值\t得分\t"
                    "复核得分\t是否核心指标\t偏差原因\n"
                    "产出指标\t数量指标\t补播面积\t≥\t30\t亩\t31\t1\t10\t10\t10\t是\t\n"
                    "\t质量指标\t出苗率\t定性\t良好\t-\t良好\t1\t10\t10\t10\t否\t\n"
                    "\t质量指标\t存活率\t≥\t\t\t31\t1\t10\t10\t-\t\t\n"
                    "\t质量指标\t成活率\t\t≥50%\t%\t31%\t1\t10\t10\t10\t\t\n");
    assert_int_equal(f->n_rows, 4);
    assert_cell(f, "/indicators/0/target/op", "≥");
    assert_cell(f, "/indicators/0/target/unit", "亩");
    assert_cell(f, "/indicators/0/coefficient", "1");
    assert_cell(f, "/indicators/0/core", "是");
    assert_cell(f, "/indicators/0/rescore", "10");
    assert_cell(f, "/indicators/1/target/op", "absent");
    assert_cell(f, "/indicators/1/target/text", "良好");
    assert_cell(f, "/indicators/1/unit_column", "|dash");
    assert_cell(f, "/indicators/2/target/op", "absent");
    assert_cell(f, "/indicators/2/target/text", "|empty");
    assert_cell(f, "/indicators/2/rescore", "|dash");
    assert_cell(f, "/indicators/3/target/unit", "%");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_rows_cells__cells),
        UNIT(test_core_fit_rows_cells__broken_numbers),
        UNIT(test_core_fit_rows_cells__unused_class),
        UNIT(test_core_fit_rows_cells__notes_between),
        UNIT(test_core_fit_rows_cells__line_below),
        UNIT(test_core_fit_rows_cells__split_target),
        UNIT(test_core_fit_rows_cells__wider_than_the_heading),
        UNIT(test_core_fit_rows_cells__most_rows_are_wider),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
