// SPDX-License-Identifier: AGPL-3.0-or-later
// Where forms begin and end.
#include "core/fit_cut.h"

#include "test/unit/fit_make.h"

static void test_core_fit_cut__year(void **state)
{
    (void)state;
    assert_int_equal(fit_cut_year(STR("(2031年度)")), 2031);
    assert_int_equal(fit_cut_year(STR("2031年")), 2031);
    assert_int_equal(fit_cut_year(STR("1989年")), 0);
    assert_int_equal(fit_cut_year(STR("2100年")), 0);
    assert_int_equal(fit_cut_year(STR("31年")), 0);
    assert_int_equal(fit_cut_year(STR("二〇31年")), 0);
    assert_int_equal(fit_cut_year(STR("a031年")), 0);
    assert_int_equal(fit_cut_year(STR("2031")), 0);
}

static void test_core_fit_cut__no_table(void **state)
{
    size_t n;
    fit_make_forms(*state, "项目名称\t牧草补播\n三级指标\n总分\t100\n", &n);
    assert_int_equal(n, 0);
    fit_make_forms(*state, "", &n);
    assert_int_equal(n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_cut__year),
        UNIT(test_core_fit_cut__no_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
