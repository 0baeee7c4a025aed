// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_memo.h"

#include "base/buf.h"
#include "core/fit_value.h"
#include "test/unit/fit_make.h"

static void test_core_fit_memo__views(void **state)
{
    struct fit_memo *memo = fit_memo_new(*state);
    struct content c = {.flags = CONTENT_QUANTITY, .op = STR("≥"), .chars = 4}, out;
    char first[] = "95.5%", second[] = "95.5%";
    struct str text = str_of(first), again = str_of(second);
    c.number = str_slice(text, 0, 4);
    c.unit = str_slice(text, 4, 5);
    assert_false(fit_memo_find(memo, text, &out));
    fit_memo_keep(memo, text, &c);
    memset(first, 'x', 5); // the text that was read is gone
    assert_true(fit_memo_find(memo, again, &out));
    assert_int_equal(out.flags, CONTENT_QUANTITY);
    assert_int_equal(out.chars, 4);
    assert_str(out.number, "95.5");
    assert_str(out.unit, "%");
    assert_ptr_equal(out.number.ptr, second);
    assert_ptr_equal(out.op.ptr, c.op.ptr);
    assert_false(fit_memo_find(memo, STR("95.5"), &out));
    assert_false(fit_memo_find(memo, STR("95.6%"), &out));
}

// What is long or empty is never kept; of texts that share a place the last stays.
static void test_core_fit_memo__places(void **state)
{
    struct mem *mem = *state;
    struct fit_memo *memo = fit_memo_new(mem);
    struct content c = {0}, out;
    struct str large = buf_print(mem, "%0200d", 7);
    fit_memo_keep(memo, large, &c);
    fit_memo_keep(memo, STR_NONE, &c);
    assert_false(fit_memo_find(memo, large, &out));
    assert_false(fit_memo_find(memo, STR_NONE, &out));
    enum { MANY = 20000 };
    size_t kept = 0;
    for (size_t i = 0; i < MANY; i++) {
        struct str text = buf_print(mem, "%zu", i);
        c.chars = i;
        fit_memo_keep(memo, text, &c);
        assert_true(fit_memo_find(memo, text, &out));
        assert_int_equal(out.chars, i);
    }
    for (size_t i = 0; i < MANY; i++)
        if (fit_memo_find(memo, buf_print(mem, "%zu", i), &out)) {
            assert_int_equal(out.chars, i);
            kept++;
        }
    assert_true(kept > 1000 && kept < MANY);
}

// A content that comes from the memo is that which is read anew, whatever stood there before.
static void test_core_fit_memo__read(void **state)
{
    static const char *const texts[] = {"≥95.00%",        "产出指标(50分)", "5.00", "2023年6月底前",
                                        "基本达成目标",   "偏差原因:雨。",  "-",    "4S.00",
                                        "服务对象满意度", "1,200.50(万元)", "无"};
    const struct lexicon *x = fit_make_lexicon();
    for (size_t i = 0; i < 3 * LENGTH_OF(texts); i++) {
        struct str text = str_copy(*state, str_of(texts[i % LENGTH_OF(texts)]));
        struct content a = fit_value_read(*state, x, text), b = fit_value_read(*state, x, text);
        assert_int_equal(a.flags, b.flags);
        assert_int_equal(a.chars, b.chars);
        assert_true(str_eq(a.op, b.op) && str_eq(a.op_raw, b.op_raw));
        assert_true(str_eq(a.number, b.number) && str_eq(a.unit, b.unit));
        assert_true(str_eq(a.class_name, b.class_name) && str_eq(a.class_points, b.class_points));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_memo__views),
        UNIT(test_core_fit_memo__places),
        UNIT(test_core_fit_memo__read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
