// SPDX-License-Identifier: AGPL-3.0-or-later
// Labels glued to a value.
#include "core/fit_label.h"

#include "test/unit/fit_make.h"

#define FUNDS                                                                                                                          \
    "资金使用情况（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 5.00 " \
    "5.00 4.00 10 80% 8\n"
#define TABLE                                                                                      \
    "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"       \
    "产出指标 数量指标 补播面积 ≥30亩 31亩 90 90\n总分 100 98\n"

static void assert_head(struct mem *mem, const char *text)
{
    struct form *f = fit_make_form(mem, text);
    assert_cell(f, "/project", "牧草补播");
    assert_cell(f, "/department", "某县草原局");
    assert_cell(f, "/unit", "某县草原站");
    assert_cell(f, "/funds/0/executed", "4.00");
}

static void test_core_fit_label__glued(void **state)
{
    assert_head(*state, "项目支出绩效自评表项目名称 牧草补播一级预算单位 某县草原局 实施单位 "
                        "某县草原站" FUNDS TABLE);
    assert_head(*state, "项目支出绩效自评表 项目名称： 牧草补播主管部门： 某县草原局实施单位： "
                        "某县草原站 " FUNDS TABLE);
}

static void test_core_fit_label__value(void **state)
{
    struct mem *mem = *state;
    // A value that ends like a label, at the end of its line or without a heading behind it.
    struct form *f =
        fit_make_form(mem, "项目支出绩效自评表\n项目名称 牧草补播项目资金\n" FUNDS TABLE);
    assert_cell(f, "/project", "牧草补播项目资金");
    f = fit_make_form(mem, "项目支出绩效自评表\n项目名称\t牧草补播实施单位\t单位名称\t某站\n"
                           "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
                           "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t90\t90\n总分\t100\t98\n");
    assert_cell(f, "/project", "牧草补播实施单位");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_label__glued),
        UNIT(test_core_fit_label__value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
