// SPDX-License-Identifier: AGPL-3.0-or-later
// Word lists and units: longest first, conversions exact, mistakes in the data at their place.
#include "core/words.h"
#include "test/unit/rules.h"

static enum rc load(struct mem *mem, struct words *out, const char *text, struct err *err)
{
    struct tree *tree;
    assert_int_equal(yaml_read(mem, &tree, str_of(text), STR("w.yaml"), err), RC_OK);
    struct words_file file = {STR("w.yaml"), tree};
    return words_load(mem, out, &file, 1, err);
}

static void test_core_words__longest_first(void **state)
{
    struct words w;
    struct err err;
    assert_int_equal(load(*state, &w, "nouns: [次数, 人次数, 人数]\nother: [好]\n", &err), RC_OK);
    const struct word_list *nouns = words_list(&w, "nouns");
    size_t at = 99;
    assert_str(words_find(nouns, STR("参训人次数"), &at), "人次数");
    assert_int_equal(at, strlen("参训"));
    assert_str(words_find(nouns, STR("次数和人数"), NULL), "次数");
    assert_str(words_find(nouns, STR("份数"), NULL), "");
    assert_true(words_has(nouns, STR("总人数")));
    assert_true(words_is(nouns, STR("人数")));
    assert_false(words_is(nouns, STR("总人数")));
    assert_str(words_head(nouns, STR("人次数量")), "人次数");
    assert_str(words_head(nouns, STR("总人数")), "");
    assert_str(words_tail(nouns, STR("总人次数")), "人次数");
    assert_str(words_tail(nouns, STR("人数多")), "");
    assert_true(words_in(&w, "other", STR("很好")));
    assert_false(words_in(&w, "other", STR("很坏")));
}

static void test_core_words__need(void **state)
{
    struct words w;
    struct err err;
    assert_int_equal(load(*state, &w, "a: [甲]\n", &err), RC_OK);
    static const char *const names[] = {"a", "b"};
    assert_int_equal(words_need(&w, names, 1, &err), RC_OK);
    assert_int_equal(words_need(&w, names, 2, &err), RC_INPUT);
    assert_string_equal(err.key, "err.words.need");
    assert_str(unit_arg(&err, "word"), "b");
}

static void test_core_words__convert(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    static const struct {
        const char *a, *b, *factor; // "" if they are not comparable
    } cases[] = {
        {"人次", "万人次", "1/10000"},
        {"万件", "件", "10000/1"},
        {"%", "百分比", "1/1"},
        {"％", "%", "1/1"},
        {"‰", "%", "1/10"},
        {"百分点", "%", ""},
        {"万元", "元", "10000/1"},
        {"亿元", "万元", "10000/1"},
        {"千万元", "万元", "1000/1"},
        {"名", "人", "1/1"},
        {"人", "人次", ""},
        {"天", "工作日", ""},
        {"天", "小时", "24/1"},
        {"个月", "年", "1/12"},
        {"月", "天", ""},
        {"亩", "公顷", "1/15"},
        {"公里", "米", "1000/1"},
        {"KM", "米", "1000/1"},
        {"千瓦时", "万千瓦时", "1/10000"},
        {"度", "kWh", "1/1"},
        {"千克", "吨", "1/1000"},
        {"万元/公里", "元/米", "10/1"},
        {"元/人次", "元/人", ""},
        {"元/月·人", "元/月·人", "1/1"},
        {"元(含税)", "元", "1/1"},
        {"（%）", "%", "1/1"},
        {"[人]", "人 ", "1/1"},
        {"元)", "元", "1/1"},
        {"万　人", "人", "10000/1"},
        {"/天", "/小时", "1/24"},
        {"个工作日", "工作日", "1/1"},
        {"万朵", "朵", "10000/1"},
        {"朵", "束", ""},
        {"万", "万", "1/1"},
        {"", "", "1/1"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct ratio f;
        char shown[64] = "";
        if (words_unit_convert(*state, &rules.words, str_of(cases[i].a), str_of(cases[i].b), &f))
            snprintf(shown, sizeof shown, "%lld/%lld", (long long)f.num, (long long)f.den);
        if (strcmp(shown, cases[i].factor) != 0)
            print_error("%s to %s\n", cases[i].a, cases[i].b);
        assert_string_equal(shown, cases[i].factor);
    }
}

static void test_core_words__unit(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct words_unit u = words_unit(*state, &rules.words, STR("万人次"));
    assert_true(u.is_known && u.factor.num == 10000);
    assert_str(u.base, "人次");
    assert_false(words_unit_is_money(&rules.words, &u));
    u = words_unit(*state, &rules.words, STR("亿元"));
    assert_true(words_unit_is_money(&rules.words, &u));
    u = words_unit(*state, &rules.words, STR("元/人"));
    assert_true(u.is_known);
    assert_false(words_unit_is_money(&rules.words, &u));
    u = words_unit(*state, &rules.words, STR("朵"));
    assert_false(u.is_known || words_unit_is_money(&rules.words, &u));
    assert_false(words_unit(*state, &rules.words, STR("元/朵")).is_known);
}

// A multiplier that does not fit leaves the unit as it is printed.
static void test_core_words__unit_too_large(void **state)
{
    struct words w;
    struct err err;
    assert_int_equal(load(*state, &w,
                          "prefixes: {巨: 999999999999999999, 微: 0.000000001}\n"
                          "units:\n  - {name: 粒}\n"
                          "  - {name: 堆, of: 粒, times: 999999999999999999}\n"
                          "  - {name: 山, of: 堆, times: 999999999999999999}\n",
                          &err),
                     RC_OK);
    assert_true(words_unit(*state, &w, STR("巨粒")).is_known);
    assert_str(words_unit(*state, &w, STR("巨山")).base, "巨山");
    assert_str(words_unit(*state, &w, STR("山/微粒")).base, "山/微粒");
    struct ratio f;
    assert_false(words_unit_convert(*state, &w, STR("山"), STR("微粒"), &f));
}

static void test_core_words__mistakes(void **state)
{
    static const struct {
        const char *text, *key, *word;
        int line, column;
    } cases[] = {
        {"- a\n", "err.words.map", "w.yaml", 1, 1},
        {"a: b\n", "err.words.list", "a", 1, 4},
        {"a: [b, [c]]\n", "err.words.word", "a", 1, 8},
        {"a: [b, '']\n", "err.words.word", "a", 1, 8},
        {"a: [b, c, b]\n", "err.words.word_twice", "b", 1, 11},
        {"prefixes: [万]\n", "err.words.map", "prefixes", 1, 11},
        {"prefixes: {万: many}\n", "err.words.factor", "万", 1, 15},
        {"prefixes: {万: 0}\n", "err.words.factor", "万", 1, 15},
        {"prefixes: {万: 1/0}\n", "err.words.factor", "万", 1, 15},
        {"prefixes: {万: 1/x}\n", "err.words.factor", "万", 1, 15},
        {"units: {元: 1}\n", "err.words.list", "units", 1, 8},
        {"units:\n  - {nmae: 元}\n", "err.words.unit_key", "nmae", 2, 12},
        {"units:\n  - {also: [元]}\n", "err.words.unit_name", "", 2, 5},
        {"units:\n  - {name: 万元, of: 元, times: 10000}\n", "err.words.unit_of", "元", 2, 20},
        {"units:\n  - {name: 元}\n  - {name: 万元, of: 元}\n", "err.words.unit_times", "万元", 3,
         5},
        {"units:\n  - {name: 元}\n  - {name: 万元, of: 元, times: x}\n", "err.words.unit_times",
         "万元", 3, 5},
        {"units:\n  - {name: 元, times: 3}\n", "err.words.unit_alone", "元", 2, 5},
        {"units:\n  - {name: 元}\n  - {name: 元}\n", "err.words.unit_twice", "元", 3, 5},
        {"units:\n  - {name: 元, also: [元, 圆]}\n", "err.words.unit_twice", "元", 2, 22},
        {"units:\n  - {name: 元, also: [圆, 元]}\n", "err.words.unit_twice", "元", 2, 25},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct words w;
        struct err err;
        enum rc rc = load(*state, &w, cases[i].text, &err);
        if (rc != RC_INPUT)
            print_error("case %zu: %s", i, cases[i].text);
        assert_int_equal(rc, RC_INPUT);
        assert_string_equal(err.key, cases[i].key);
        assert_str(unit_arg(&err, "word"), cases[i].word);
        assert_str(unit_arg(&err, "line"), buf_print(*state, "%d", cases[i].line).ptr);
        assert_str(unit_arg(&err, "column"), buf_print(*state, "%d", cases[i].column).ptr);
    }
}

// A product of two multipliers that does not fit is a mistake of the data.
static void test_core_words__times_too_large(void **state)
{
    struct words w;
    struct err err;
    assert_int_equal(
        load(*state, &w,
             "units:\n  - {name: 甲}\n  - {name: 乙, of: 甲, times: 999999999999999999}\n"
             "  - {name: 丙, of: 乙, times: 999999999999999999}\n"
             "  - {name: 丁, of: 丙, times: 999999999999999999}\n",
             &err),
        RC_INPUT);
    assert_string_equal(err.key, "err.words.unit_times");
    assert_str(unit_arg(&err, "word"), "丁");
}

// Names of lists are unique over all files.
static void test_core_words__list_twice(void **state)
{
    struct tree *tree;
    struct words w;
    struct err err;
    assert_int_equal(yaml_read(*state, &tree, STR("a: [甲]\n"), STR("x.yaml"), &err), RC_OK);
    struct words_file files[] = {{STR("x.yaml"), tree}, {STR("y.yaml"), tree}};
    assert_int_equal(words_load(*state, &w, files, 2, &err), RC_INPUT);
    assert_string_equal(err.key, "err.words.list_twice");
    assert_str(unit_arg(&err, "file"), "y.yaml");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_words__longest_first),   UNIT(test_core_words__need),
        UNIT(test_core_words__convert),         UNIT(test_core_words__unit),
        UNIT(test_core_words__unit_too_large),  UNIT(test_core_words__mistakes),
        UNIT(test_core_words__times_too_large), UNIT(test_core_words__list_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
