// SPDX-License-Identifier: AGPL-3.0-or-later
#include "test/unit/unit.h"

static void test_base_str__compare(void **state)
{
    (void)state;
    assert_true(str_eq(STR_NONE, (struct str){NULL, 0}));
    assert_true(str_eq(STR("ab"), STR("ab")));
    assert_false(str_eq(STR("ab"), STR("ac")));
    assert_false(str_eq(STR("ab"), STR("a")));
    assert_true(str_eq_c(STR("ab"), "ab"));
    assert_true(str_eq_c(STR_NONE, NULL));
    assert_true(str_cmp(STR("a"), STR("b")) < 0);
    assert_true(str_cmp(STR("b"), STR("a")) > 0);
    assert_true(str_cmp(STR("a"), STR("ab")) < 0);
    assert_true(str_cmp(STR("ab"), STR("a")) > 0);
    assert_int_equal(str_cmp(STR("ab"), STR("ab")), 0);
    assert_int_equal(str_cmp(STR_NONE, (struct str){NULL, 0}), 0);
    assert_true(str_cmp(STR("\xE4"), STR("a")) > 0); // bytes, not signed characters
}

static void test_base_str__search(void **state)
{
    (void)state;
    assert_true(str_starts(STR("abc"), STR("ab")));
    assert_true(str_starts(STR("abc"), STR_NONE));
    assert_false(str_starts(STR("abc"), STR("b")));
    assert_false(str_starts(STR("a"), STR("ab")));
    assert_true(str_ends(STR("abc"), STR("bc")));
    assert_true(str_ends(STR("abc"), STR_NONE));
    assert_false(str_ends(STR("abc"), STR("b")));
    assert_false(str_ends(STR("a"), STR("ba")));
    assert_int_equal(str_find(STR("abcbc"), STR("bc")), 1);
    assert_int_equal(str_find(STR("abc"), STR_NONE), 0);
    assert_int_equal(str_find(STR("abc"), STR("x")), -1);
    assert_int_equal(str_find(STR("a"), STR("ab")), -1);
    assert_true(str_has(STR("指标值"), STR("标")));
    assert_false(str_has(STR("指标值"), STR("分")));
}

static void test_base_str__slice_and_trim(void **state)
{
    (void)state;
    assert_str(str_slice(STR("abcd"), 1, 3), "bc");
    assert_str(str_slice(STR("abcd"), 1, 99), "bcd");
    assert_str(str_slice(STR("abcd"), 3, 3), "");
    assert_str(str_slice(STR("abcd"), 9, 2), "");
    assert_str(str_trim(STR("　\t a b\xC2\xA0\r\n　")), "a b");
    assert_str(str_trim(STR("　 ")), "");
    assert_str(str_trim(STR("")), "");
    assert_str(str_trim(STR("指标")), "指标");
    assert_str(str_trim(STR("a\xFF ")), "a\xFF");
    assert_str(str_trim(STR("\x80\x80\x80\x80\x80")), "\x80\x80\x80\x80\x80");
}

static void test_base_str__decode(void **state)
{
    (void)state;
    struct str s = STR("a\xC2\xA0年\xF0\xA0\x80\x80");
    assert_int_equal(str_count(s), 4);
    assert_int_equal(str_next(&s), 'a');
    assert_int_equal(str_step(s), 2);
    assert_int_equal(str_next(&s), 0xA0);
    assert_int_equal(str_next(&s), 0x5E74);
    assert_int_equal(str_next(&s), 0x20000);
    assert_int_equal(str_next(&s), -1);
    assert_int_equal(str_step(s), 0);
    assert_int_equal(s.len, 0);
}

// Each of these is broken at the byte given.
static const struct {
    struct str s;
    size_t bad;
} broken[] = {
    {{"\x80", 1}, 0},
    {{"a\xC1\x81", 3}, 1},        // overlong
    {{"\xE0\x9F\xBF", 3}, 0},     // overlong
    {{"\xF0\x8F\xBF\xBF", 4}, 0}, // overlong
    {{"\xED\xA0\x80", 3}, 0},     // surrogate
    {{"\xF4\x90\x80\x80", 4}, 0}, // over U+10FFFF
    {{"\xF5\x80\x80\x80", 4}, 0}, // over U+10FFFF
    {{"年\xE5\xB9", 5}, 3},       // cut
    {{"\xE5\x41\xB4", 3}, 0},     // second byte
    {{"\xE5\xB9\x41", 3}, 0},     // third byte
    {{"12345678901234567\xFF", 18}, 17},
    {{"年度年度\xC3", 13}, 12},
};

static void test_base_str__utf8(void **state)
{
    (void)state;
    size_t bad = 99;
    assert_true(str_is_utf8(STR_NONE, &bad));
    assert_true(str_is_utf8(STR("plain ascii of more than a word\x7F"), &bad));
    assert_true(str_is_utf8(STR("年度 12.00 \xC2\xA0\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80"), &bad));
    assert_true(str_is_utf8(STR("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"), &bad));
    assert_int_equal(bad, 99);
    for (size_t i = 0; i < LENGTH_OF(broken); i++) {
        assert_false(str_is_utf8(broken[i].s, &bad));
        assert_int_equal(bad, broken[i].bad);
        struct str rest = str_slice(broken[i].s, bad, broken[i].s.len);
        size_t len = rest.len;
        assert_int_equal(str_step(rest), 1);
        assert_int_equal(str_next(&rest), -1);
        assert_int_equal(rest.len, len - 1);
    }
}

static void test_base_str__encode(void **state)
{
    (void)state;
    static const int32_t codes[] = {'a', 0xA0, 0x5E74, 0x20000, 0x10FFFF};
    for (size_t i = 0; i < LENGTH_OF(codes); i++) {
        char out[4];
        struct str s = {out, str_encode(codes[i], out)};
        assert_int_equal(str_next(&s), codes[i]);
        assert_int_equal(s.len, 0);
    }
    char out[4];
    assert_int_equal(str_encode(-1, out), 0);
    assert_int_equal(str_encode(0x110000, out), 0);
    assert_int_equal(str_encode(0xD800, out), 0);
    assert_int_equal(str_encode(0xDFFF, out), 0);
    assert_int_equal(str_encode(0xE000, out), 3);
}

static void test_base_str__place(void **state)
{
    (void)state;
    int line, col;
    struct str s = STR("年度\nab\n");
    str_place(s, 0, &line, &col);
    assert_int_equal(line, 1);
    assert_int_equal(col, 1);
    str_place(s, 3, &line, &col);
    assert_int_equal(col, 2);
    str_place(s, 8, &line, &col);
    assert_int_equal(line, 2);
    assert_int_equal(col, 2);
    str_place(s, 99, &line, &col);
    assert_int_equal(line, 3);
    assert_int_equal(col, 1);
}

static void test_base_str__width(void **state)
{
    (void)state;
    assert_int_equal(str_width(STR("ab 1")), 4);
    assert_int_equal(str_width(STR("年度")), 4);
    assert_int_equal(str_width(STR("１２")), 4);
    assert_int_equal(str_width(STR("\xE3\x80\x80")), 2);
    assert_int_equal(str_width(STR("e\xCC\x81")), 1); // a combining accent
    assert_int_equal(str_width(STR("\x01\x7F")), 0);
    assert_int_equal(str_width(STR("\xFF")), 1);
}

static void test_base_str__han(void **state)
{
    (void)state;
    assert_true(str_is_han(0x5E74));
    assert_true(str_is_han(0x3400));
    assert_true(str_is_han(0x20000));
    assert_true(str_is_han(0xF900));
    assert_false(str_is_han(0x3002));
    assert_false(str_is_han('a'));
    assert_false(str_is_han(0xFF11));
    assert_false(str_is_han(0xE000));
    assert_false(str_is_han(0x323B0));
}

static void test_base_str__harmful(void **state)
{
    static const int32_t harmful[] = {-1,     0,      0x1B,   0x1F,   0x7F,   0x9F,   0xAD,  0x061C,
                                      0x200B, 0x200F, 0x2028, 0x202E, 0x2060, 0x206F, 0xFEFF};
    static const int32_t harmless[] = {' ',    '~',    0xA0,   0xAC,   0xAE,
                                       0x061B, 0x061D, 0x200A, 0x2010, 0x2027,
                                       0x202F, 0x205F, 0x2070, 0x4E00, 0x1F600};
    (void)state;
    for (size_t i = 0; i < LENGTH_OF(harmful); i++)
        assert_true(str_is_harmful(harmful[i]));
    for (size_t i = 0; i < LENGTH_OF(harmless); i++)
        assert_false(str_is_harmful(harmless[i]));
}

static void test_base_str__distance(void **state)
{
    struct mem *mem = *state;
    assert_int_equal(str_distance(STR("指标值"), STR("指标值"), 2), 0);
    assert_int_equal(str_distance(STR("指标值"), STR("指际值"), 2), 1);
    assert_int_equal(str_distance(STR("指标值"), STR("指值"), 2), 1);
    assert_int_equal(str_distance(STR("指值"), STR("指标值"), 2), 1);
    assert_int_equal(str_distance(STR("kitten"), STR("sitting"), 3), 3);
    assert_int_equal(str_distance(STR("kitten"), STR("sitting"), 2), 3);
    assert_int_equal(str_distance(STR(""), STR("abc"), 2), 3);
    assert_int_equal(str_distance(STR("abc"), STR(""), 2), 3);
    assert_int_equal(str_distance(STR("abcd"), STR("wxyz"), 2), 3);
    assert_int_equal(str_distance(STR("abcde"), STR("xabcdey"), 1), 2);
    char *letters = mem_alloc(mem, 300);
    memset(letters, 'a', 300);
    assert_int_equal(str_distance((struct str){letters, 257}, STR("a"), 300), 301);
    assert_int_equal(str_distance(STR("a"), (struct str){letters, 257}, 300), 301);
    assert_int_equal(str_distance((struct str){letters, 256}, (struct str){letters, 255}, 2), 1);
}

static void test_base_str__copy(void **state)
{
    struct mem *mem = *state;
    struct str s = STR("abc"), copy = str_copy(mem, str_slice(s, 0, 2));
    assert_str(copy, "ab");
    assert_ptr_not_equal(copy.ptr, s.ptr);
    assert_string_equal(str_cstr(mem, copy), "ab");
    assert_string_equal(str_cstr(mem, (struct str){NULL, 0}), "");
    assert_str(str_of(NULL), "");
    assert_str(str_of("x"), "x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_base_str__compare),
        cmocka_unit_test(test_base_str__search),
        cmocka_unit_test(test_base_str__slice_and_trim),
        cmocka_unit_test(test_base_str__decode),
        cmocka_unit_test(test_base_str__utf8),
        cmocka_unit_test(test_base_str__encode),
        cmocka_unit_test(test_base_str__place),
        cmocka_unit_test(test_base_str__width),
        cmocka_unit_test(test_base_str__han),
        cmocka_unit_test(test_base_str__harmful),
        UNIT(test_base_str__distance),
        UNIT(test_base_str__copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
