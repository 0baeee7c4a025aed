// SPDX-License-Identifier: AGPL-3.0-or-later
// Headings of two lines: in columns, and after torn pieces.
#include "core/fit_heading.h"

#include "base/buf.h"
#include "test/unit/fit_make.h"

#define HEAD  "项目支出绩效自评表\n(2031年度)\n项目名称    牧草补播\n"
#define UPPER "                                年度      实际                    偏差原因分析\n"
#define LOWER "一级指标  二级指标  三级指标    指标值    完成值    分值  得分    及改进措施\n"
#define AREA  "产出指标  数量指标  补播面积    ≥30亩     31亩      50    50      无\n"
#define RATE  "          质量指标  出苗率      ≥90%      85%       50    47.2    春季少雨\n"
#define TOTAL "总分                                                100   97.2\n"

// A text of three parts.
static const char *join(struct mem *mem, const char *a, const char *b, const char *c)
{
    return str_cstr(mem, buf_print(mem, "%s%s%s", a, b, c));
}

static void assert_rows(struct mem *mem, struct form *f)
{
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/level3", "补播面积");
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/0/actual/value", "31");
    assert_cell(f, "/indicators/0/reason", "无");
    assert_cell(f, "/indicators/1/level1", "产出指标");
    assert_cell(f, "/indicators/1/level2", "质量指标");
    assert_cell(f, "/indicators/1/target/value", "90");
    assert_cell(f, "/indicators/1/score", "47.2");
    assert_cell(f, "/indicators/1/reason", "春季少雨");
    assert_cell(f, "/total/score", "97.2");
}

static void test_core_fit_heading__stacked_heading(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, HEAD UPPER LOWER AREA RATE TOTAL);
    assert_rows(mem, f);
    assert_cell(f, "/project", "牧草补播");
    assert_true(f->columns[COLUMN_TARGET] && f->columns[COLUMN_REASON]);
    // The same on the next page.
    f = fit_make_form(mem, HEAD UPPER LOWER AREA UPPER LOWER RATE TOTAL);
    assert_rows(mem, f);
    f = fit_make_form(mem, HEAD UPPER LOWER AREA "\f" UPPER LOWER RATE TOTAL);
    assert_rows(mem, f);
}

static void test_core_fit_heading__upper_lines_that_are_no_halves(void **state)
{
    struct mem *mem = *state;
    static const char *const uppers[] = {
        // One word is none; a line above all of them; a line after a blank one; nothing.
        "                                年度      某年\n",
        "                                某年\n",
        "绩效指标\n",
        "                                年度\n\n",
        "",
    };
    for (size_t i = 0; i < LENGTH_OF(uppers); i++) {
        struct form *f =
            fit_make_form(mem, join(mem, HEAD, uppers[i],
                                    "一级指标  二级指标  三级指标    指标值    实际值    分值  "
                                    "得分    偏差原因分析\n" AREA RATE TOTAL));
        assert_rows(mem, f);
        assert_cell(f, "/project", "牧草补播");
    }
}

static void test_core_fit_heading__heading_goes_on_below(void **state)
{
    struct mem *mem = *state;
    static const char *const texts[] = {
        "项目名称 牧草补播\n一级指标 二级指标 三级指标\n某 年度指标值 实际完成值 分值 得分\n"
        "产出指标 数量指标 补播面积 ≥30亩 31亩 50 50\n产出指标 质量指标 出苗率 ≥90% 85% 50 47.2\n"
        "总分 100 97.2\n",
        "项目名称 牧草补播\n一级指标 二级指标 三级指标\n某 某处 实际完成值 年度指标值 分值 得分\n"
        "产出指标 数量指标 补播面积 31亩 ≥30亩 50 50\n产出指标 质量指标 出苗率 85% ≥90% 50 47.2\n"
        "总分 100 97.2\n"};
    for (size_t i = 0; i < LENGTH_OF(texts); i++) {
        struct form *f = fit_make_form(mem, texts[i]);
        assert_int_equal(f->n_rows, 2);
        assert_cell(f, "/indicators/0/target/value", "30");
        assert_cell(f, "/indicators/0/actual/value", "31");
        assert_cell(f, "/indicators/1/weight", "50");
        assert_cell(f, "/indicators/1/score", "47.2");
    }
}

static void test_core_fit_heading__funds_and_two_forms(void **state)
{
    struct mem *mem = *state;
    size_t n;
    struct form *f = fit_make_forms(
        mem,
        "项目名称    牧草补播\n"
        "                  年初        全年        全年\n"
        "资金情况          预算数      预算数      执行数      执行率\n"
        "年度资金总额      10          11          9           81.82%\n" UPPER LOWER AREA RATE TOTAL
        "附件2\n部门名称    草原局\n" UPPER LOWER AREA RATE TOTAL,
        &n);
    assert_int_equal(n, 2);
    assert_rows(mem, &f[0]);
    assert_cell(&f[0], "/funds/0/initial", "10");
    assert_cell(&f[0], "/funds/0/adjusted", "11");
    assert_cell(&f[0], "/funds/0/executed", "9");
    assert_rows(mem, &f[1]);
    assert_cell(&f[1], "/department", "草原局");
}

static void test_core_fit_heading__glued(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, "项目名称牧草补播一级指标二级指标三级指标年度指标值实际完成"
                                        "值分值得分产出指标数量指标补播面积≥30亩31亩50.0050.00"
                                        "质量指标出苗率≥90%85%50.0047.20总分100.0097.20\n");
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/1/score", "47.20");
    assert_cell(f, "/total/score", "97.20");
}

// Blanks inside words part no cells, in known words nor in one that nobody knows.
static void test_core_fit_heading__spaced(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, "项目支出绩效自评表\n项目名称\t牧草补播\n一级指标\t二 级 绩 效 指 标\t三级指标\t测 算 "
             "口 径\t"
             "年 度 指 标 值\t实际完成值\t分 值\t得 分\n"
             "产出指标\t数量指标\t补播面积\t按图斑\t≥30亩\t31亩\t50\t50\n"
             "\t质量指标\t出苗率\t按样方\t≥90%\t85%\t50\t47.2\n总分\t\t\t\t\t\t100\t97.2\n");
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/1/level1", "产出指标");
    assert_cell(f, "/indicators/1/level2", "质量指标");
    assert_cell(f, "/indicators/1/level3", "出苗率");
    assert_cell(f, "/indicators/1/target/value", "90");
    assert_cell(f, "/indicators/1/score", "47.2");
}

static void test_core_fit_heading__unknown_columns(void **state)
{
    struct mem *mem = *state;
#define TABS "项目支出绩效自评表\n(2031年度)\n项目名称\t牧草补播\n"
    // Its figures go with no other column; the last cell of the heading is no row.
    struct form *f = fit_make_form(
        mem,
        TABS "一级指标\t二级指标\t三级指标\t年度指标值\t评价办法\t实际完成值\t分值\t得分\t说明\n"
             "产出指标\t数量指标\t补播面积\t≥30亩\t按比例\t31亩\t50\t50\t\n"
             "\t质量指标\t出苗率\t≥90%\t\t85%\t50\t47\t春季少雨\n总分\t\t\t\t\t\t100\t97\n");
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/0/target/unit", "亩");
    assert_cell(f, "/indicators/0/actual/value", "31");
    assert_cell(f, "/indicators/1/actual/value", "85");
    assert_cell(f, "/indicators/1/score", "47");
    // What stands there may be the reason.
    assert_cell(f, "/indicators/1/reason", "|missing why.heading");
    // A value that every table has may be what the word meant.
    f = fit_make_form(mem, TABS "一级指标\t二级指标\t三级指标\t年度指标值\t年末数字\t分值\t得分\n"
                                "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t100\t100\n"
                                "总分\t\t\t\t\t100\t100\n");
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/0/actual/text", "|missing why.heading");
    f = fit_make_form(mem, TABS "一级指标\t二级指标\t三级指标\t年末数字\t实际完成值\t分值\t得分\n"
                                "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t100\t100\n"
                                "总分\t\t\t\t\t100\t100\n");
    assert_cell(f, "/indicators/0/target/text", "|missing why.heading");
    assert_cell(f, "/indicators/0/actual/value", "31");
    // What is left of the word for the reason is enough.
    f = fit_make_form(
        mem, TABS "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏羞原四分析\n"
                  "产出指标\t数量指标\t补播面积\t≥30亩\t29亩\t100\t96\t春季少雨\n"
                  "总分\t\t\t\t\t100\t96\n");
    assert_cell(f, "/indicators/0/reason", "春季少雨");
}

static void test_core_fit_heading__two_lines_of_cells(void **state)
{
    struct mem *mem = *state;
    // The words of the lower line stand below the first of the upper one.
    struct form *f = fit_make_form(
        mem, TABS "绩效指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"
                  "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\n"
                  "产出指标\t数量指标\t补播面积\t≥\t30\t亩\t31\t50\t50\t无\n"
                  "\t质量指标\t出苗率\t≥\t90\t%\t85\t50\t47\t春季少雨\n总分\t100\t97\n");
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/0/target/unit", "亩");
    assert_cell(f, "/indicators/0/actual/value", "31");
    assert_cell(f, "/indicators/0/weight", "50");
    assert_cell(f, "/indicators/1/score", "47");
    assert_cell(f, "/indicators/1/reason", "春季少雨");
    assert_cell(f, "/goals/expected", "absent");
}

#define LINES(target, actual, after)                                                                                    \
    "项目支出绩效自评表\n项目名称\n牧草补播\n一级指标\n二级指标\n三级指标\n" target "\n" actual                         \
    "\n分值\n得分\n" after                                                                                              \
    "产出指标\n数量指标\n补播面积\n≥30亩\n31亩\n40\n40\n质量指标\n出苗率\n≥90%\n91%\n60\n60\n" \
    "总分\n100\n100\n"

static void test_core_fit_heading__on_lines(void **state)
{
    struct mem *mem = *state;
    // A wrong character, a cell that no word is near, the mark of a page.
    static const char *const texts[] = {LINES("年度指际值", "实际完成值", ""),
                                        LINES("年度指标值", "实际宗成直", ""),
                                        LINES("年度指标2、值", "实际完成值", ""),
                                        LINES("年度指标值", "实际完成值", "偏差原因分祈\n")};
    for (size_t i = 0; i < LENGTH_OF(texts); i++) {
        struct form *f = fit_make_form(mem, texts[i]);
        assert_int_equal(f->n_rows, 2);
        assert_cell(f, "/indicators/0/level1", "产出指标");
        assert_cell(f, "/indicators/0/target/value", "30");
        assert_cell(f, "/indicators/1/actual/value", "91");
        assert_cell(f, "/indicators/1/score", "60");
    }
}

static void test_core_fit_heading__two_words(void **state)
{
    struct mem *mem = *state;
    // 指标值权重 is a heading as well, but here its halves are two.
    struct form *f = fit_make_form(mem, "项目支出绩效自评表\n(2031年度)\n项目名称 牧草补播\n"
                                        "一级指标 二级指标 三级指标 指标值 权重 实际完成值 得分\n"
                                        "产出指标 数量指标 补播面积 ≥30亩 40 31亩 40\n质量指标 "
                                        "出苗率 ≥90% 60 91% 60\n总分 100 100\n");
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/0/weight", "40");
    assert_cell(f, "/indicators/0/actual/value", "31");
    // A class is no word of a heading, though it is near one.
    f = fit_make_form(
        mem, "项目支出绩效自评表\n(2031年度)\n项目名称 牧草补播 一级指标 二级指标 三级指标 "
             "指标值 实际完成值 分值 得分 项目决策 绩效目标 目标合理性 ≥30亩 31亩 40 40 "
             "绩效指标明确性 ≥90% 91% 60 60 总分 100 100\n");
    assert_cell(f, "/indicators/0/level1", "项目决策");
    assert_cell(f, "/indicators/0/level2", "绩效目标");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_heading__stacked_heading),
        UNIT(test_core_fit_heading__upper_lines_that_are_no_halves),
        UNIT(test_core_fit_heading__heading_goes_on_below),
        UNIT(test_core_fit_heading__funds_and_two_forms),
        UNIT(test_core_fit_heading__glued),
        UNIT(test_core_fit_heading__spaced),
        UNIT(test_core_fit_heading__unknown_columns),
        UNIT(test_core_fit_heading__two_lines_of_cells),
        UNIT(test_core_fit_heading__on_lines),
        UNIT(test_core_fit_heading__two_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
