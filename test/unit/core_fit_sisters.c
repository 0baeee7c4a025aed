// SPDX-License-Identifier: AGPL-3.0-or-later
#include "test/unit/fit_make.h"

static void test_core_fit_sisters__none(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, "项目支出绩效自评表\n(2031年度)\n项目名称\t牧草补播\n"
                           "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
                           "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t100\t99\n"
                           "总分\t\t\t\t\t100\t99\n");
    assert_cell(f, "/project", "牧草补播");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_sisters__none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
