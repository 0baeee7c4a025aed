// SPDX-License-Identifier: AGPL-3.0-or-later
// Day numbers are compared with a count that walks the calendar day by day.
#include "base/day.h"
#include "test/unit/unit.h"

static void test_base_day__leap(void **state)
{
    (void)state;
    assert_true(day_is_leap(2024));
    assert_true(day_is_leap(2000));
    assert_false(day_is_leap(1900));
    assert_false(day_is_leap(2023));
    assert_int_equal(day_month_length(2024, 2), 29);
    assert_int_equal(day_month_length(2023, 2), 28);
    assert_int_equal(day_month_length(2023, 12), 31);
}

static void test_base_day__walk(void **state)
{
    (void)state;
    int32_t expected = -719162; // 0001-01-01
    for (int year = 1; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= day_month_length(year, month); day++, expected++) {
                if (day != 1 && day != day_month_length(year, month))
                    continue;
                int32_t got;
                assert_true(day_of(&got, (struct day_parts){year, month, day}));
                assert_int_equal(got, expected);
                struct day_parts p = day_parts(got);
                assert_true(p.year == year && p.month == month && p.day == day);
            }
        }
    }
    int32_t day;
    assert_true(day_of(&day, (struct day_parts){1970, 1, 1}));
    assert_int_equal(day, 0);
}

static void test_base_day__no_such_day(void **state)
{
    (void)state;
    static const struct day_parts none[] = {{0, 1, 1},     {10000, 1, 1}, {2023, 0, 1},
                                            {2023, 13, 1}, {2023, 1, 0},  {2023, 1, 32},
                                            {2023, 2, 29}, {1900, 2, 29}};
    int32_t day;
    for (size_t i = 0; i < LENGTH_OF(none); i++)
        assert_false(day_of(&day, none[i]));
}

static void test_base_day__before_the_calendar(void **state)
{
    (void)state;
    struct day_parts p = day_parts(-719163 - 366); // year 0 of the proleptic calendar is leap
    assert_int_equal(p.year, -1);
    assert_int_equal(p.month, 12);
    assert_int_equal(p.day, 31);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_base_day__leap),
        cmocka_unit_test(test_base_day__walk),
        cmocka_unit_test(test_base_day__no_such_day),
        cmocka_unit_test(test_base_day__before_the_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
