// SPDX-License-Identifier: AGPL-3.0-or-later
#include "test/unit/unit.h"

static void test_base_err__set_and_args(void **state)
{
    struct err err = {0};
    assert_int_equal(err_set(&err, RC_INPUT, "err.text.nul"), RC_INPUT);
    err_arg(&err, "file", STR("a.txt"));
    err_arg_int(*state, &err, "line", -9007199254740993);
    assert_int_equal(err.rc, RC_INPUT);
    assert_string_equal(err.key, "err.text.nul");
    assert_int_equal(err.n, 2);
    assert_str(unit_arg(&err, "file"), "a.txt");
    assert_str(unit_arg(&err, "line"), "-9007199254740993");
    // A new failure replaces the old one and its arguments.
    assert_int_equal(err_set(&err, RC_REFUSED, "err.text.large"), RC_REFUSED);
    assert_int_equal(err.n, 0);
    for (int i = 0; i < ERR_ARGS; i++)
        err_arg(&err, "x", STR("y"));
    assert_int_equal(err.n, ERR_ARGS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {UNIT(test_base_err__set_and_args)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
