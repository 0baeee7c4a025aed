// SPDX-License-Identifier: AGPL-3.0-or-later
// What pages leave between the rows of a table.
#include "core/fit_page.h"

#include "test/unit/fit_make.h"

#define HEAD    "项目支出绩效自评表\n项目名称\t牧草补播\n"
#define HEADING "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因\n"
#define AREA    "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t40\t40\t无\n"
#define RATE    "\t质量指标\t出苗率\t≥90%\t91%\t30\t30\t无\n"
#define HERD    "效益指标\t社会效益指标\t受益牧户数\t≥12户\t12户\t30\t30\t无\n"
#define TOTAL   "总分\t\t\t\t\t100\t100\n"

static void assert_rows(struct mem *mem, const char *text)
{
    struct form *f = fit_make_form(mem, text);
    assert_int_equal(f->n_rows, 3);
    assert_cell(f, "/indicators/0/reason", "无");
    assert_cell(f, "/indicators/1/level1", "产出指标");
    assert_cell(f, "/indicators/1/level3", "出苗率");
    assert_cell(f, "/indicators/1/reason", "无");
    assert_cell(f, "/indicators/2/level1", "效益指标");
}

static void test_core_fit_page__numbers(void **state)
{
    struct mem *mem = *state;
    assert_rows(mem, HEAD HEADING AREA "2\n" RATE "3\n" HERD TOTAL);
    assert_rows(mem, HEAD HEADING AREA "2/3\n" RATE HERD TOTAL);
    // Numbers that do not count, or one alone, may be part of a cell.
    struct form *f = fit_make_form(mem, HEAD HEADING AREA "7\n" RATE "5\n" HERD TOTAL);
    assert_int_equal(fit_make_at(mem, f, "/indicators/0/reason")->state, CELL_DOUBTFUL);
    f = fit_make_form(mem, HEAD HEADING AREA "2\n" RATE HERD TOTAL);
    assert_int_equal(fit_make_at(mem, f, "/indicators/0/reason")->state, CELL_DOUBTFUL);
}

static void test_core_fit_page__running_head(void **state)
{
    struct mem *mem = *state;
    assert_rows(mem, HEAD HEADING AREA "— 1 —\n某县草原局\n" RATE "— 2 —\n某县草原局\n" HERD TOTAL);
    assert_rows(mem, HEAD HEADING AREA "— 1 —\n某县草原局\n" HEADING RATE HERD TOTAL);
    // A line that stands there once may go on with the reason.
    struct form *f =
        fit_make_form(mem, HEAD HEADING AREA "— 1 —\n某县草原局\n" RATE "— 2 —\n" HERD TOTAL);
    assert_int_equal(f->n_rows, 3);
    assert_int_equal(fit_make_at(mem, f, "/indicators/0/reason")->state, CELL_DOUBTFUL);
}

static void test_core_fit_page__above_the_heading(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, "项目支出绩效自评表\n\n2031\n\n项目名称\t牧草补播\n"
                           "资金管理情况\t情况说明\n拨付合规性\t手续完备\n第 2 页 共 3 页\n"
                           "使用规范性\t专款专用\n" HEADING AREA RATE HERD TOTAL);
    assert_cell(f, "/indicators/2/level3", "补播面积");
    assert_cell(f, "/indicators/0/actual/text", "手续完备");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_page__numbers),
        UNIT(test_core_fit_page__running_head),
        UNIT(test_core_fit_page__above_the_heading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
