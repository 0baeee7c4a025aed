// SPDX-License-Identifier: AGPL-3.0-or-later
// The lines of a transfer form on the management of its money.
#include "core/fit_reader.h"

#include "test/unit/fit_make.h"

#define HEAD "项目名称\t草原补助\n"
#define TABLE                                                                                      \
    "一级指标\t二级指标\t三级指标\t指标值\t实际完成值\t偏差原因\n"         \
    "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t\n"                                \
    "产出指标\t质量指标\t出苗率\t≥90%\t91%\t\n"

static void test_core_fit_management__lines(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, HEAD "资金管理情况\t\t情况说明\t存在问题和改进措施\n"
                                             "\t分配科学性\t按面积分配。\t无\n"
                                             "\t下达及时性\t三十日内下达。\t晚了两日\n"
                                             "\t拨付合规性\t\t\n"
                                             "\t使用规范性\t专款专用。\n" TABLE);
    assert_int_equal(f->n_rows, 6);
    assert_cell(f, "/indicators/0/level1", "资金管理情况");
    assert_cell(f, "/indicators/0/level3", "分配科学性");
    assert_cell(f, "/indicators/0/actual/text", "按面积分配。");
    assert_cell(f, "/indicators/0/reason", "无");
    assert_cell(f, "/indicators/1/actual/text", "三十日内下达。");
    assert_cell(f, "/indicators/1/reason", "晚了两日");
    assert_cell(f, "/indicators/2/level3", "拨付合规性");
    assert_cell(f, "/indicators/2/actual/text", "|empty");
    assert_cell(f, "/indicators/2/reason", "absent");
    assert_cell(f, "/indicators/3/actual/text", "专款专用。");
    assert_cell(f, "/indicators/3/reason", "absent");
    assert_cell(f, "/indicators/4/level3", "补播面积");
    assert_cell(f, "/indicators/4/level1", "产出指标");
    assert_cell(f, "/indicators/5/target/value", "90");
}

static void test_core_fit_management__cells_on_lines(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem,
        "项目名称\n草原补助\n资金管理情况\n情况说明\n存在问题和改进措施\n分配科学性\n按面积分配。\n"
        "无\n下达及时性\n三十日内下达。\n晚了两日\n一级指标\n二级指标\n三级指标\n指标值\n实际完成值"
        "\n"
        "产出指标\n数量指标\n补播面积\n≥30亩\n31亩\n质量指标\n出苗率\n≥90%\n91%\n");
    assert_int_equal(f->n_rows, 4);
    assert_cell(f, "/indicators/0/actual/text", "按面积分配。");
    assert_cell(f, "/indicators/0/reason", "无");
    assert_cell(f, "/indicators/1/reason", "晚了两日");
    assert_cell(f, "/indicators/2/level3", "补播面积");
}

static void test_core_fit_management__none(void **state)
{
    struct mem *mem = *state;
    // Names without their block, and a block without names.
    struct form *f = fit_make_form(mem, HEAD "分配科学性\t按面积分配。\n" TABLE);
    assert_int_equal(f->n_rows, 2);
    f = fit_make_form(mem, HEAD "资金管理情况\t情况说明\n" TABLE);
    assert_int_equal(f->n_rows, 2);
    // A name before its block is none of its lines; the block ends at the goals.
    f = fit_make_form(mem, HEAD "分配科学性\t按面积\n资金管理情况\t\t情况说明\n"
                                "\t下达及时性\t及时。\n"
                                "年度目标\t补播三十亩。\n" TABLE);
    assert_int_equal(f->n_rows, 3);
    assert_cell(f, "/indicators/0/level3", "下达及时性");
    assert_cell(f, "/indicators/0/actual/text", "及时。");
    assert_cell(f, "/goals/expected", "补播三十亩。");
}

static void test_core_fit_management__columns(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, "项目名称    草原补助\n"
                           "资金管理情况    分配科学性    按面积分配。    无\n"
                           "                下达及时性    及时。          晚了\n"
                           "项目资金      年初预算数    全年预算数    全年执行数\n"
                           "年度资金总额  10            10            10\n"
                           "一级指标  二级指标  三级指标    指标值    实际值    分值  得分\n"
                           "产出指标  数量指标  补播面积    ≥30亩     31亩      50    50\n"
                           "          质量指标  出苗率      ≥90%      95%       50    50\n"
                           "总分                                                100   100\n");
    assert_int_equal(f->n_rows, 4);
    assert_cell(f, "/indicators/0/actual/text", "按面积分配。");
    assert_cell(f, "/indicators/1/actual/text", "及时。");
    assert_cell(f, "/indicators/1/reason", "晚了");
    assert_cell(f, "/funds/0/executed", "10");
    // A label of the head ends the block too.
    f = fit_make_form(
        mem, "项目名称\t草原补助\n资金管理情况\t分配科学性\t按面积。\n实施单位\t草原站\n" TABLE);
    assert_cell(f, "/indicators/0/actual/text", "按面积。");
    assert_cell(f, "/unit", "草原站");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_management__lines),
        UNIT(test_core_fit_management__cells_on_lines),
        UNIT(test_core_fit_management__none),
        UNIT(test_core_fit_management__columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
