// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"
#include "test/unit/unit.h"

static void test_base_buf__grows(void **state)
{
    struct buf buf = buf_new(*state, BUF_SMALL);
    assert_int_equal(buf_str(&buf).len, 0);
    buf_add(&buf, STR_NONE);
    buf_add(&buf, STR("ab"));
    buf_add_c(&buf, "cd");
    buf_char(&buf, 'e');
    buf_code(&buf, 0x5E74);
    buf_code(&buf, -1);
    buf_fill(&buf, '.', 3);
    buf_fill(&buf, '.', 0);
    buf_fmt(&buf, "%d|%s", 42, "x");
    assert_str(buf_str(&buf), "abcde年...42|x");
    buf_fill(&buf, '-', 1000);
    assert_int_equal(buf.len, 14 + 1 + 1000);
    assert_true(str_starts(buf_str(&buf), STR("abcde年...42|x---")));
    assert_false(buf.is_full);
}

static void test_base_buf__ceiling(void **state)
{
    struct buf buf = buf_new(*state, 10);
    buf_add(&buf, STR("12345"));
    buf_add(&buf, STR("123456")); // one too many: nothing of it stands
    assert_true(buf.is_full);
    assert_str(buf_str(&buf), "12345");
    buf_char(&buf, 'x'); // full stays full
    assert_str(buf_str(&buf), "12345");
    buf_reset(&buf);
    assert_false(buf.is_full);
    buf_fill(&buf, 'a', 10);
    assert_str(buf_str(&buf), "aaaaaaaaaa");
    assert_false(buf.is_full);
    buf_fill(&buf, 'a', 1);
    assert_true(buf.is_full);
    buf_reset(&buf);
    buf_fmt(&buf, "%s", "0123456789abcdef");
    assert_true(buf.is_full);
    assert_int_equal(buf.len, 0);
}

static void test_base_buf__print(void **state)
{
    assert_str(buf_print(*state, "%d-%s", 7, "y"), "7-y");
    assert_string_equal(buf_print(*state, "%s/%s", "a", "b").ptr, "a/b"); // NUL behind it
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_base_buf__grows),
        UNIT(test_base_buf__ceiling),
        UNIT(test_base_buf__print),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
