// SPDX-License-Identifier: AGPL-3.0-or-later
// Two goals: side by side or one below the other, in columns, in cells, or in one run.
#include "base/buf.h"
#include "core/fit_reader.h"

#include "test/unit/fit_make.h"

#define TABLE                                                                                      \
    "一级指标\t二级指标\t三级指标\t指标值\t实际值\t分值\t得分\n"             \
    "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t100\t100\n总分\t\t\t\t\t100\t100\n"

// The goals of a table in cells, from the lines between head and table.
static void goals(struct mem *mem, const char *lines, const char *expected, const char *actual)
{
    struct form *f =
        fit_make_form(mem, str_cstr(mem, buf_print(mem, "项目名称\t牧草补播\n%s%s", lines, TABLE)));
    assert_cell(f, "/goals/expected", expected);
    assert_cell(f, "/goals/actual", actual);
    assert_cell(f, "/indicators/0/score", "100");
}

static void test_core_fit_goal_cells__one_below_the_other(void **state)
{
    struct mem *mem = *state;
    goals(mem, "预期目标\t补播三十亩。\n实际完成情况\t已补播。\n", "补播三十亩。", "已补播。");
    goals(mem, "年度总体目标\n预期目标\t补播三十亩。\n再管护\n实际完成情况\t已补播。\n",
          "补播三十亩。再管护", "已补播。");
    goals(mem, "年度目标\t补播三十亩。\n完成情况\t已补播。\n", "补播三十亩。", "已补播。");
    goals(mem, "年度目标:补播三十亩。\n", "补播三十亩。", "absent");
    goals(mem, "实际完成情况\t已补播。\n", "absent", "已补播。");
    goals(mem, "年度总体目标\t预期目标\t补播三十亩。\n\t实际完成情况\t已补播。\n", "补播三十亩。",
          "已补播。");
    goals(mem, "", "absent", "absent");
}

static void test_core_fit_goal_cells__cells(void **state)
{
    struct mem *mem = *state;
#define LABELS "年度总体目标\t预期目标\t实际完成情况\n"
    goals(mem, LABELS "\t补播三十亩。\t已补播。\n", "补播三十亩。", "已补播。");
    goals(mem, "预期目标\t实际完成情况\n补播三十亩。\t已补播。\n", "补播三十亩。", "已补播。");
    goals(mem, "\t预期目标\t\t实际完成情况\n\t补播三十亩。\t\t已补播。\n\t管护。\t\t已管护。\n",
          "补播三十亩。管护。", "已补播。已管护。");
    // Cells that broke over lines.
    goals(mem, LABELS "\t补播三十亩,\n春季完成。\t已补播,\n四月完成。\n", "补播三十亩,春季完成。",
          "已补播,四月完成。");
    goals(mem, LABELS "\t补播三十亩。\t已补播,\n四月完成。\n", "补播三十亩。", "已补播,四月完成。");
    // Which text a lone line is of, nobody can know.
    goals(mem, LABELS "补播三十亩。\n已补播。\n", "补播三十亩。已补播。|doubtful why.torn",
          "|missing why.not_there");
    goals(mem, LABELS, "|missing why.not_there", "|missing why.not_there");
}

static void test_core_fit_goal_cells__columns(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, "项目名称    牧草补播\n"
                           "年度总体目标    预期目标                  实际完成情况\n"
                           "                补播牧草三十亩。          已补播三十亩。\n"
                           "                出苗率九成。\n"
                           "                                          出苗率九成五。\n"
                           "一级指标  二级指标  三级指标    指标值    实际值    分值  得分\n"
                           "产出指标  数量指标  补播面积    ≥30亩     31亩      50    50\n"
                           "          质量指标  出苗率      ≥90%      95%       50    50\n"
                           "总分                                                100   100\n");
    assert_cell(f, "/goals/expected", "补播牧草三十亩。出苗率九成。");
    assert_cell(f, "/goals/actual", "已补播三十亩。出苗率九成五。");
}

static void test_core_fit_goal_cells__run_on(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem,
        "项目名称 牧草补播 年度总体目标 预期目标 实际完成情况 补播三十亩。 已补播。 已管护。 "
        "一级指标 "
        "二级指标 三级指标 指标值 实际值 分值 得分 产出指标 数量指标 补播面积 ≥30亩 31亩 100 100 "
        "总分 100 100\n");
    // The second text may begin with either sentence.
    assert_cell(f, "/goals/expected", "补播三十亩。|doubtful why.torn");
    assert_cell(f, "/goals/actual", "已补播。已管护。|doubtful why.torn");
}

static void test_core_fit_goal_cells__one_row(void **state)
{
    struct mem *mem = *state;
    // One row whose cells hold line ends, without the blank cell of the merged label before it; the
    // table of tasks is no part of it.
    struct form *f =
        fit_make_form(mem, "项目名称\t牧草补播\n年度目标\t预期目标\t实际完成情况\n"
                           "1.补播;\n2.围栏。\t1.已补播;\n2.已围栏。\n"
                           "年度主要任务\t任务名称\t主要内容\n\t补播\t三十亩\n"
                           "一级指标\t二级指标\t三级指标\t指标值\t实际值\t分值\t得分\n"
                           "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t100\t100\n总分\t100\t100\n");
    assert_cell(f, "/goals/expected", "1.补播;2.围栏。");
    assert_cell(f, "/goals/actual", "1.已补播;2.已围栏。");
    // One label before two cells.
    f = fit_make_form(mem, "项目名称\t牧草补播\n年度目标\t补播三十亩。\t已补播。\n"
                           "一级指标\t二级指标\t三级指标\t指标值\t实际值\t分值\t得分\n"
                           "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t100\t100\n总分\t100\t100\n");
    assert_cell(f, "/goals/expected", "补播三十亩。|doubtful why.margin");
    assert_cell(f, "/goals/actual", "已补播。|doubtful why.margin");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_goal_cells__one_below_the_other),
        UNIT(test_core_fit_goal_cells__cells),
        UNIT(test_core_fit_goal_cells__columns),
        UNIT(test_core_fit_goal_cells__run_on),
        UNIT(test_core_fit_goal_cells__one_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
