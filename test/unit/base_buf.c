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

static void keep_bytes(void *to, struct str bytes)
{
    buf_add(to, bytes);
}

// What is passed on and what stands are together what was added; the ceiling is one of both.
static void test_base_buf__pass(void **state)
{
    struct mem *mem = *state;
    struct buf buf = buf_new(mem, 3 * BUF_PASS), all = buf_new(mem, SIZE_MAX / 2);
    buf_fill(&buf, 'a', BUF_PASS);
    buf_pass(&buf); // nobody takes it
    assert_int_equal(buf.len, BUF_PASS);
    buf.take = keep_bytes;
    buf.to = &all;
    buf_pass(&buf);
    assert_int_equal(buf.len, 0);
    assert_int_equal(buf.passed, BUF_PASS);
    buf_add_c(&buf, "b");
    buf_pass(&buf); // too little
    assert_int_equal(buf.len, 1);
    buf_pass_all(&buf);
    buf_pass_all(&buf);
    assert_int_equal(all.len, BUF_PASS + 1);
    assert_int_equal(all.ptr[BUF_PASS], 'b');
    buf_fill(&buf, 'c', 2 * BUF_PASS);
    assert_true(buf.is_full);
    buf.is_full = false;
    buf_fill(&buf, 'c', 2 * BUF_PASS - 1);
    assert_false(buf.is_full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_base_buf__grows),
        UNIT(test_base_buf__ceiling),
        UNIT(test_base_buf__print),
        UNIT(test_base_buf__pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
