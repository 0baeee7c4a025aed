// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows wider than their heading.
#include "base/buf.h"
#include "core/fit_reader.h"

#include "test/unit/fit_make.h"

#define TABBED  "项目名称\t牧草补播\n"
#define HEADING "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析\n"
#define AREA    "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t30\t30\t无\n"
#define RATE    "产出指标\t质量指标\t出苗率\t≥90%\t85%\t30\t27.2\t春旱\n"
#define TOTAL   "总分\t\t\t\t\t100\t97.2\t\n"

static void test_core_fit_rows__wider_than_the_heading(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, TABBED HEADING AREA RATE
                                   "产出指标\t时效指标\t及时率\t≥90%\t多\t95%\t40\t40\t无\n" TOTAL);
    assert_int_equal(f->n_rows, 3);
    assert_cell(f, "/indicators/1/score", "27.2");
    assert_cell(f, "/indicators/2/target/value", "90|doubtful why.count");
    assert_cell(f, "/indicators/2/actual/value", "95|doubtful why.count");
    assert_cell(f, "/indicators/2/weight", "40|doubtful why.count");
    assert_cell(f, "/indicators/2/score", "40|doubtful why.count");
    assert_cell(f, "/indicators/2/reason", "无|doubtful why.count");
}

static void test_core_fit_rows__most_rows_are_wider(void **state)
{
    struct mem *mem = *state;
    // Then the heading is what lacks a cell, and says nothing of the rows.
    struct form *f = fit_make_form(
        mem, TABBED HEADING "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t50\t50\t无\t\n"
                            "产出指标\t质量指标\t出苗率\t≥90%\t85%\t50\t47.2\t春旱\t\n" TOTAL);
    assert_cell(f, "/indicators/0/weight", "50");
    assert_cell(f, "/indicators/1/score", "47.2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_rows__wider_than_the_heading),
        UNIT(test_core_fit_rows__most_rows_are_wider),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
