// SPDX-License-Identifier: AGPL-3.0-or-later
// Exact numbers: what is read, compared, added and printed, and where they end. Sums and
// comparisons against schoolbook arithmetic stand in base_ratio.c.
#include "base/dec.h"
#include "test/unit/unit.h"

static struct dec d(const char *text)
{
    struct dec out = {0, 0};
    assert_int_equal(dec_read(&out, str_of(text)), RC_OK);
    return out;
}

static void test_base_dec__read(void **state)
{
    static const struct {
        const char *text, *print;
    } good[] = {{"0", "0"},           {"-0.5", "-0.5"},
                {"187.92", "187.92"}, {"007.10", "7.10"},
                {"0.00", "0.00"},     {"999999999999999999", "999999999999999999"},
                {"-1", "-1"},         {"1.000000001", "1.000000001"}};
    for (size_t i = 0; i < LENGTH_OF(good); i++)
        assert_str(dec_print(*state, d(good[i].text)), good[i].print);
    static const char *const bad[] = {"",    "-",     ".5",  "5.", "1,000", " 1", "1 ", "+1",
                                      "1e3", "1.2.3", "--1", "1-", "/",     ":",  "１"};
    struct dec out;
    for (size_t i = 0; i < LENGTH_OF(bad); i++)
        assert_int_equal(dec_read(&out, str_of(bad[i])), RC_INPUT);
    static const char *const long_ones[] = {"1000000000000000000", "1.0000000000",
                                            "123456789012345678901234567890", "0.0000000001"};
    for (size_t i = 0; i < LENGTH_OF(long_ones); i++)
        assert_int_equal(dec_read(&out, str_of(long_ones[i])), RC_OVERFLOW);
}

static void test_base_dec__compare(void **state)
{
    (void)state;
    assert_true(dec_eq(d("5.0"), d("5.00")));
    assert_false(dec_eq(d("5.0"), d("5.01")));
    assert_true(dec_cmp(d("-1"), d("0.000000001")) < 0);
    assert_true(dec_cmp(d("999999999999999999"), d("0.999999999")) > 0);
    assert_int_equal(dec_sign(d("-0.1")), -1);
    assert_int_equal(dec_sign(d("0.0")), 0);
    assert_int_equal(dec_sign(d("3")), 1);
}

static void test_base_dec__sum(void **state)
{
    struct dec out;
    assert_int_equal(dec_add(&out, d("9.98"), d("81")), RC_OK);
    assert_str(dec_print(*state, out), "90.98");
    assert_int_equal(dec_sub(&out, d("1"), d("1.5")), RC_OK);
    assert_str(dec_print(*state, out), "-0.5");
    assert_int_equal(dec_add(&out, d("999999999999999999"), d("1")), RC_OVERFLOW);
    assert_int_equal(dec_sub(&out, d("-999999999999999999"), d("1")), RC_OVERFLOW);
    assert_int_equal(dec_add(&out, d("999999999999999999"), d("0.1")), RC_OVERFLOW);
}

static void test_base_dec__trim(void **state)
{
    assert_str(dec_print(*state, dec_trim(d("92.00"))), "92");
    assert_str(dec_print(*state, dec_trim(d("90.50"))), "90.5");
    assert_str(dec_print(*state, dec_trim(d("100"))), "100");
    assert_str(dec_print(*state, dec_ulp(d("187.63"))), "0.01");
    assert_str(dec_print(*state, dec_int(-7)), "-7");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_base_dec__read),
        UNIT(test_base_dec__compare),
        UNIT(test_base_dec__sum),
        UNIT(test_base_dec__trim),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
