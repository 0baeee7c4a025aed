// SPDX-License-Identifier: AGPL-3.0-or-later
// Where cells stand one blank apart: what is one value and what is two; and lines that are no
// cells.
#include "base/buf.h"
#include "core/fit_reader.h"

#include "test/unit/fit_make.h"

#define HEAD    "项目支出绩效自评表\n(2031年度)\n项目名称 牧草补播\n"
#define HEADING "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
#define TOTAL   "总分 100 100\n"

// One row of these cells, its name, target and actual.
static struct form *row_of(struct mem *mem, const char *cells)
{
    struct form *f = fit_make_form(
        mem,
        str_cstr(mem, buf_print(mem,
                                HEAD HEADING "产出指标 数量指标 %s 50 50\n"
                                             "产出指标 质量指标 出苗率 ≥90%% 91%% 50 50\n" TOTAL,
                                cells)));
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/weight", "50");
    assert_cell(f, "/indicators/0/score", "50");
    assert_cell(f, "/indicators/1/target/value", "90");
    assert_cell(f, "/total/score", "100");
    return f;
}

static void test_core_fit_clean__values_with_blanks(void **state)
{
    struct mem *mem = *state;
    static const struct {
        const char *cells, *op, *target, *unit, *actual, *actual_unit;
    } cases[] = {
        {"补播面积 ≥30亩 31亩", "≥", "30", "亩", "31", "亩"},
        {"补播面积 ≥ 30 亩 31 亩", "≥", "30", "亩", "31", "亩"},
        {"补播面积 ≥30 亩 31亩", "≥", "30", "亩", "31", "亩"},
        {"补播面积 ≥ 30亩 31 亩", "≥", "30", "亩", "31", "亩"},
        {"草籽单价 ≤ 30 元/吨 31 元/吨", "≤", "30", "元/吨", "31", "元/吨"},
        {"草籽单价 ≤30 元/吨· 年 31 元/吨·年", "≤", "30", "元/吨·年", "31", "元/吨·年"},
        {"草籽单价 ≤30 元/ 吨 31 元/ 吨", "≤", "30", "元/吨", "31", "元/吨"},
        // Two cells.
        {"受益户数 10 10", "absent", "10", "absent", "10", "absent"},
        {"受益户数 ≥10 10", "≥", "10", "absent", "10", "absent"},
        {"受益户数 ≥ 10 10", "≥", "10", "absent", "10", "absent"},
        {"受益户数 10 户 10", "absent", "10", "户", "10", "absent"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct form *f = row_of(mem, cases[i].cells);
        assert_cell(f, "/indicators/0/target/op", cases[i].op);
        assert_cell(f, "/indicators/0/target/value", cases[i].target);
        assert_cell(f, "/indicators/0/target/unit", cases[i].unit);
        assert_cell(f, "/indicators/0/actual/value", cases[i].actual);
        assert_cell(f, "/indicators/0/actual/unit", cases[i].actual_unit);
    }
}

static void test_core_fit_clean__dates_with_blanks(void **state)
{
    struct mem *mem = *state;
    static const struct {
        const char *cells, *target, *actual;
    } cases[] = {
        {"完成时间 2031 年 10 月 2031 年 9 月", "2031年10月", "2031年9月"},
        {"完成时间 2031年 10月 底前 2031年9月", "2031年10月底前", "2031年9月"},
        {"完成时间 2031年 10 月 31 日 前 2031年 9月 1日", "2031年10月31日前", "2031年9月1日"},
        {"完成时间 2031年10月 2031年9月", "2031年10月", "2031年9月"},
        {"完成时间 10月 底前 9月", "10月底前", "9月"},
        {"完成时间 2031年 2031年", "2031年", "2031年"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct form *f = row_of(mem, cases[i].cells);
        assert_cell(f, "/indicators/0/target/text", cases[i].target);
        assert_cell(f, "/indicators/0/actual/text", cases[i].actual);
    }
}

static void test_core_fit_clean__unit_column(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, HEAD "一级指标 二级指标 三级指标 计算符号 年度指标值 度量单位 实际完成值 分值 得分\n"
                  "产出指标 数量指标 补播面积 ≥ 30 亩 31 50 50\n"
                  "产出指标 质量指标 出苗率 ≥ 90 % 92 50 50\n" TOTAL);
    assert_cell(f, "/indicators/0/target/op", "≥");
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/0/target/unit", "亩");
    assert_cell(f, "/indicators/0/unit_column", "亩");
    assert_cell(f, "/indicators/0/actual/value", "31");
    assert_cell(f, "/indicators/1/unit_column", "%");
    assert_cell(f, "/indicators/1/score", "50");
}

#define TABBED    "项目名称\t牧草补播\n"
#define TAB_HEAD  "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析\n"
#define TAB_AREA  "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t50\t50\t无\n"
#define TAB_RATE  "产出指标\t质量指标\t补播\t≥90%\t85%\t50\t47.2\t春季\n"
#define TAB_TOTAL "总分\t\t\t\t\t100\t97.2\t\n"

static void test_core_fit_clean__lines_that_are_no_cells(void **state)
{
    struct mem *mem = *state;
    static const char *const lines[] = {
        "— 2 —\n", "- 3 -\n", "－4－\n", "第 1 页 共 2 页\n",    "\n5\n\n",      "a.\n", "指标2:\n",
        "……\n",    "指标1\n", TAB_HEAD,  "项目支出绩效自评表\n", "(2031年度)\n",
    };
    for (size_t i = 0; i < LENGTH_OF(lines); i++) {
        struct form *f =
            fit_make_form(mem, str_cstr(mem, buf_print(mem, "%s%s%s", TABBED TAB_HEAD TAB_AREA,
                                                       lines[i], TAB_RATE TAB_TOTAL)));
        assert_int_equal(f->n_rows, 2);
        assert_cell(f, "/indicators/0/reason", "无");
        assert_cell(f, "/indicators/1/level2", "质量指标");
        assert_cell(f, "/indicators/1/level3", "补播");
        assert_cell(f, "/indicators/1/reason", "春季");
        assert_int_equal(f->n_remains, i >= 6 && i <= 8);
    }
}

static void test_core_fit_clean__cells_that_go_on(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, TABBED TAB_HEAD TAB_AREA TAB_RATE
                                   "\t\t出苗率\t\t\t\t\t少雨\n" TAB_TOTAL);
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/1/level3", "补播出苗率");
    assert_cell(f, "/indicators/1/reason", "春季少雨");
    assert_cell(f, "/indicators/1/score", "47.2");
    // A class, or a cell with none above, begins a row.
    f = fit_make_form(mem, TABBED TAB_HEAD TAB_AREA "\t质量指标\t出苗率\t\t\t\t\t\n" TAB_TOTAL);
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/level3", "补播面积");
    assert_cell(f, "/indicators/1/level3", "出苗率");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_clean__values_with_blanks),
        UNIT(test_core_fit_clean__dates_with_blanks),
        UNIT(test_core_fit_clean__unit_column),
        UNIT(test_core_fit_clean__lines_that_are_no_cells),
        UNIT(test_core_fit_clean__cells_that_go_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
