// SPDX-License-Identifier: AGPL-3.0-or-later
// Tables copied from Word: a line end inside a cell looks like one after a row.
#include "core/fit_unwrap.h"

#include "base/buf.h"
#include "test/unit/fit_make.h"

#define HEAD "项目支出绩效自评表\n(2031年度)\n项目名称\t牧草补播\n"
#define WRAPPED                                                                                                                        \
    "一级指标\t二级指标\t三级指标\t年度\n指标值\t实际\n完成值\t分值\t得分\t偏差原因分析\n及改进措" \
    "施\n"
#define AREA  "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t50\t50\t无\n"
#define RATE  "产出指标\t质量指标\t补播\n出苗率\t≥90%\t85%\t50\t47.2\t"
#define TOTAL "总分\t\t\t\t\t100\t97.2\t\n"

// A text of three parts.
static const char *join(struct mem *mem, const char *a, const char *b, const char *c)
{
    return str_cstr(mem, buf_print(mem, "%s%s%s", a, b, c));
}

static void assert_rate(struct mem *mem, struct form *f, const char *reason)
{
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/reason", "无");
    assert_cell(f, "/indicators/1/level1", "产出指标");
    assert_cell(f, "/indicators/1/level2", "质量指标");
    assert_cell(f, "/indicators/1/level3", "补播出苗率");
    assert_cell(f, "/indicators/1/target/value", "90");
    assert_cell(f, "/indicators/1/actual/value", "85");
    assert_cell(f, "/indicators/1/weight", "50");
    assert_cell(f, "/indicators/1/score", "47.2");
    assert_cell(f, "/indicators/1/reason", reason);
}

static void test_core_fit_unwrap__rows_over_lines(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, HEAD WRAPPED AREA RATE "春季少雨\n" TOTAL);
    assert_rate(mem, f, "春季少雨");
    assert_cell(f, "/total/weight", "100");
    assert_cell(f, "/total/score", "97.2");
    // A reason goes on; a blank line is no end of it, but nothing after one belongs to it.
    f = fit_make_form(mem, HEAD WRAPPED AREA RATE "春季少雨\n灌溉不足\n下年补种\n" TOTAL);
    assert_rate(mem, f, "春季少雨灌溉不足下年补种");
    // Cells that break in every column, a number from its unit too.
    f = fit_make_form(mem, HEAD WRAPPED
                      "产出\n指标\t数量\n指标\t补播\n面积\t≥30\n亩\t31\n亩\t100\t99\n\n\n" TOTAL);
    assert_int_equal(f->n_rows, 1);
    assert_cell(f, "/indicators/0/level2", "数量指标");
    assert_cell(f, "/indicators/0/level3", "补播面积");
    assert_cell(f, "/indicators/0/target/unit", "亩");
    assert_cell(f, "/indicators/0/actual/unit", "亩");
}

static void test_core_fit_unwrap__labels_after_a_row(void **state)
{
    struct mem *mem = *state;
    static const struct {
        const char *foot, *grade;
    } cases[] = {
        {"备注\n本表由站里填报\n", "absent"},
        {"评价等级\t优\n", "优"},
        {"评价\n等级\t优\n", "优"},
        {"填表人\n某某\n", "absent"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct form *f =
            fit_make_form(mem, join(mem, HEAD WRAPPED AREA RATE "春季少雨\n", cases[i].foot, ""));
        assert_rate(mem, f, "春季少雨");
        assert_cell(f, "/grade", cases[i].grade);
    }
    // Names of classes begin the next row, whole or broken.
    struct form *f = fit_make_form(
        mem, HEAD WRAPPED AREA
        "\t质量\n指标\t出苗率\t≥90%\t91%\t30\t30\t春旱\n"
        "满意度\n指标\t服务对象\n满意度指标\t牧户\n满意度\t≥90%\t90%\t20\t20\t\n" TOTAL);
    assert_int_equal(f->n_rows, 3);
    assert_cell(f, "/indicators/1/level2", "质量指标");
    assert_cell(f, "/indicators/1/reason", "春旱");
    assert_cell(f, "/indicators/2/level1", "满意度指标");
    assert_cell(f, "/indicators/2/level2", "服务对象满意度指标");
    assert_cell(f, "/indicators/2/level3", "牧户满意度");
    assert_cell(f, "/indicators/2/reason", "|empty");
}

static void test_core_fit_unwrap__sums_that_do_not_come_out(void **state)
{
    struct mem *mem = *state;
    // The first row has two tabs too many: it stays in its lines and its pieces are doubtful.
    struct form *f = fit_make_form(
        mem, HEAD WRAPPED "产出指标\t数量指标\t补播\n面积\t≥30亩\t31亩\t50\t50\t无\t多\t多\n" RATE
                          "春季少雨\n" TOTAL);
    assert_cell(f, "/indicators/0/reason", "无|doubtful why.margin");
    assert_cell(f, "/indicators/1/level3", "多|doubtful why.margin");
    assert_cell(f, "/indicators/2/level3", "补播出苗率");
    assert_cell(f, "/indicators/2/reason", "春季少雨");
}

static void test_core_fit_unwrap__rows_as_wide_as_the_first_line(void **state)
{
    struct mem *mem = *state;
    // Only the heading broke; each line is a row.
    struct form *f =
        fit_make_form(mem, HEAD "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
                                "偏差原因分析\n"
                                "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t50\t50\n"
                                "产出指标\t质量指标\t出苗率\t≥90%\t85%\t50\t47.2\n"
                                "总分\t\t\t\t\t100\t97.2\n");
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/score", "50");
    assert_cell(f, "/indicators/1/level2", "质量指标");
    assert_cell(f, "/indicators/1/score", "47.2");
    assert_cell(f, "/indicators/1/reason", "|empty");
}

static void test_core_fit_unwrap__pipes(void **state)
{
    struct mem *mem = *state;
    // Cells between pipes that hold line ends: their lines have a pipe at one end, the others at
    // both; the last word of the heading is no part of the first row.
    struct form *f = fit_make_form(
        mem, "项目支出绩效自评表\n| 项目名称 | 牧草补播 |\n| 年度目标 | 预期目标 | 实际完成情况 |\n"
             "| | 一、补播草场。\n二、出苗九成。 | 一、已补播。\n二、已出苗。 |\n"
             "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | "
             "偏差\n原因分析 |\n"
             "| 产出指标 | 数量指标 | 补播面积 | ≥30亩 | 31亩 | 40 | 40 | |\n"
             "| | 质量指标 | 出\n苗率 | ≥90% | 91\n% | 30 | 30 | |\n"
             "| | | 存活\n率 | ≥90\n% | 91% | 30 | 30 | |\n| 总分 | | | | | 100 | 100 | |\n");
    assert_int_equal(f->n_rows, 3);
    assert_cell(f, "/indicators/0/level3", "补播面积");
    assert_cell(f, "/indicators/1/level3", "出苗率");
    assert_cell(f, "/indicators/1/actual/unit", "%");
    assert_cell(f, "/indicators/2/level3", "存活率");
    assert_cell(f, "/goals/expected", "一、补播草场。二、出苗九成。");
    assert_cell(f, "/goals/actual", "一、已补播。二、已出苗。");
}

static void test_core_fit_unwrap__trimmed_rows(void **state)
{
    struct mem *mem = *state;
    // Rows that lack their last, blank cell, one of them with a name over a line end.
    struct form *f = fit_make_form(
        mem,
        HEAD "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析\n及改"
             "进措施\n"
             "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t40\t40\n"
             "产出指标\t数量指标\t补播\n草种数量\t≥30斤\t31斤\t30\t30\n"
             "产出指标\t质量指标\t出苗率（春\n）\t≥90%\t91%\t30\t30\n总分\t\t\t\t\t100\t100\n");
    assert_int_equal(f->n_rows, 3);
    assert_cell(f, "/indicators/1/level3", "补播草种数量");
    assert_cell(f, "/indicators/2/level3", "出苗率(春)");
    assert_cell(f, "/indicators/2/target/value", "90");
}

static void test_core_fit_unwrap__pages(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, HEAD WRAPPED AREA WRAPPED RATE "春季少雨\n" TOTAL);
    assert_rate(mem, f, "春季少雨");
}

static void test_core_fit_unwrap__lines_that_are_no_cells(void **state)
{
    struct mem *mem = *state;
    static const char *const lines[] = {"— 2 —\n", "第 1 页 共 2 页\n", "指标2:\n", "……\n",
                                        "项目支出绩效自评表\n"};
    for (size_t i = 0; i < LENGTH_OF(lines); i++) {
        struct form *f =
            fit_make_form(mem, join(mem, HEAD WRAPPED AREA, lines[i], RATE "春季少雨\n" TOTAL));
        assert_rate(mem, f, "春季少雨");
        f = fit_make_form(mem, join(mem, HEAD WRAPPED AREA RATE "春季少雨\n", lines[i], TOTAL));
        assert_rate(mem, f, "春季少雨");
        assert_cell(f, "/total/score", "97.2");
    }
}

// A total shorter than the rows takes nothing of what follows it.
static void test_core_fit_unwrap__short_total(void **state)
{
    struct mem *mem = *state;
#define SHORT_TOTAL "总分\t\t\t\t\t100\t97.2\n"
    struct form *f =
        fit_make_form(mem, HEAD WRAPPED AREA RATE "春季少雨\n" SHORT_TOTAL "评价等级\t优\n");
    assert_rate(mem, f, "春季少雨");
    assert_cell(f, "/total/score", "97.2");
    assert_cell(f, "/grade", "优");
    f = fit_make_form(mem, HEAD WRAPPED AREA RATE "春季少雨\n备注\n由站里填报\n" SHORT_TOTAL);
    assert_rate(mem, f, "春季少雨");
    assert_cell(f, "/total/weight", "100");
    assert_cell(f, "/total/score", "97.2");
    // A name that ends in 合计 is no total.
    f = fit_make_form(mem, HEAD WRAPPED AREA
                      "产出指标\t质量指标\t补播\n合计\t≥90%\t85%\t50\t47.2\t无\n" TOTAL);
    assert_cell(f, "/indicators/1/level3", "补播合计");
    assert_cell(f, "/total/score", "97.2");
}

static void test_core_fit_unwrap__two_forms(void **state)
{
    struct mem *mem = *state;
    size_t n;
    struct form *f = fit_make_forms(mem,
                                    HEAD WRAPPED AREA RATE
                                    "春季少雨\n" SHORT_TOTAL
                                    "项目支出绩效自评表\n(2031年度)\n项目名称\t围栏\n" WRAPPED RATE
                                    "无\n" SHORT_TOTAL,
                                    &n);
    assert_int_equal(n, 2);
    assert_rate(mem, &f[0], "春季少雨");
    assert_cell(&f[0], "/total/score", "97.2");
    assert_cell(&f[1], "/project", "围栏");
    assert_int_equal(f[1].n_rows, 1);
    assert_cell(&f[1], "/indicators/0/level3", "补播出苗率");
    assert_cell(&f[1], "/total/score", "97.2");
}

#define PLAIN "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析\n"

// A line end in one cell of a table whose other lines are whole.
static void test_core_fit_unwrap__single_cells(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, HEAD PLAIN "产出指标\t数量指标\t补播\n面积\t≥30亩\t31亩\t50\t50\n"
                        "\t可持续影响指\n标\t出苗率\t≥90(%\n)\t85(%)\t50\t47.2\t春季少雨，土\n"
                        "壤失墒。\n" TOTAL);
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/level3", "补播面积");
    assert_cell(f, "/indicators/0/reason", "|empty");
    assert_cell(f, "/indicators/1/level2", "可持续影响指标");
    assert_cell(f, "/indicators/1/level3", "出苗率");
    assert_cell(f, "/indicators/1/target/unit", "%");
    assert_cell(f, "/indicators/1/reason", "春季少雨,土壤失墒。");
}

static void test_core_fit_unwrap__head(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, "项目支出绩效自评表\n(2031年度)\n项目\n名称\t牧草补\n播\n主管部门\t青崖县\n草原局\t"
             "实施单位\t青崖县草种场\n资金(万元)\t年初预算数\t全年\n预算数\t全年执行数\n"
             "\t年度资金\n总额\t30\t30\t30\n\t其\n中：财政拨款\t30\t30\t30\n" PLAIN AREA TOTAL);
    assert_cell(f, "/project", "牧草补播|doubtful why.torn"); // or a line by itself
    assert_cell(f, "/department", "青崖县草原局");
    assert_cell(f, "/unit", "青崖县草种场");
    assert_int_equal(f->n_funds, 2);
    assert_cell(f, "/funds/0/adjusted", "30");
    assert_str(f->funds[1].source, "appropriation");
}

// What begins a cell of its own goes on with none.
static void test_core_fit_unwrap__own_lines(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, "项目支出绩效自评表\n项目名称\t牧草补播\n主管部门\t草原局\n(2031年度)\n单位：万元\n"
             "二、完成情况\n" PLAIN AREA TOTAL);
    assert_cell(f, "/department", "草原局");
    assert_cell(f, "/money_unit", "万元");
    assert_cell(f, "/year", "2031");
    f = fit_make_form(mem, HEAD PLAIN AREA "总分\t\t\t\t\t100\t97.2\n自评结论\t较好。\n继续管护。\n"
                                           "存在问题：春旱。\n");
    assert_cell(f, "/total/score", "97.2");
    assert_int_equal(f->n_notes, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_unwrap__rows_over_lines),
        UNIT(test_core_fit_unwrap__labels_after_a_row),
        UNIT(test_core_fit_unwrap__sums_that_do_not_come_out),
        UNIT(test_core_fit_unwrap__rows_as_wide_as_the_first_line),
        UNIT(test_core_fit_unwrap__pages),
        UNIT(test_core_fit_unwrap__pipes),
        UNIT(test_core_fit_unwrap__trimmed_rows),
        UNIT(test_core_fit_unwrap__lines_that_are_no_cells),
        UNIT(test_core_fit_unwrap__short_total),
        UNIT(test_core_fit_unwrap__two_forms),
        UNIT(test_core_fit_unwrap__single_cells),
        UNIT(test_core_fit_unwrap__head),
        UNIT(test_core_fit_unwrap__own_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
