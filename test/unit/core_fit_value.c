// SPDX-License-Identifier: AGPL-3.0-or-later
// What a text is is written as: flags, then op, number, unit, class where there are any:
// "quantity operator ≥ 30 亩".
#include "core/fit_number.h"
#include "core/fit_value.h"

#include "base/buf.h"
#include "test/unit/fit_make.h"

static struct str show(struct mem *mem, const char *text)
{
    static const char *const names[] = {
        "empty",    "dash",      "number",    "quantity",    "operator", "date",
        "ladder",   "result",    "damaged",   "text",        "only",     "class1",
        "class2",   "reason",    "sentence",  "no-reason",   "name-end", "bad-first",
        "bad-last", "unit-word", "class-end", "qualitative", "near"};
    struct content c = fit_value_read(mem, fit_make_lexicon(), str_of(text));
    struct buf out = buf_new(mem, 1 << 12);
    for (size_t i = 0; i < LENGTH_OF(names); i++)
        if (c.flags & 1u << i)
            buf_fmt(&out, "%s%s", out.len ? " " : "", names[i]);
    struct str parts[] = {c.op, c.number, c.unit, c.class_points};
    for (size_t i = 0; i < LENGTH_OF(parts); i++)
        if (parts[i].len)
            buf_fmt(&out, " %.*s", STR_FMT(parts[i]));
    return buf_str(&out);
}

struct sample {
    const char *text, *want;
};

static void all(struct mem *mem, const struct sample *samples, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct str got = show(mem, samples[i].text);
        if (!str_eq_c(got, samples[i].want))
            print_error("%s:\n", samples[i].text);
        assert_str(got, samples[i].want);
    }
}

static void test_core_fit_value__numbers(void **state)
{
    static const struct sample samples[] = {
        {"", "empty"},
        {"0", "number no-reason 0"},
        {"■.■", "number damaged ■.■"},
        {"B区绿化", "text"},
        {"-3.5", "number -3.5"},
        {"1,234,567.80", "number 1,234,567.80"},
        {"96%", "number quantity 96 %"},
        {"8分", "number quantity 8 分"},
        {"8(分)", "number quantity 8 分"},
        {"60件(套)", "quantity 60 件(套)"},
        {"60件(件)", "quantity 60 件"},
        {"60件(套", "quantity 60 件"},
        {"60件(全年)", "quantity 60 件"},
        {"60%(百分比)", "number quantity 60 %"},
        {"123456789012345678901234567890", "number 123456789012345678901234567890"},
        {"12.", "text"},
        {".5", "text"},
        {"1.2.3", "text"},
        {"1,23", "text"},
        {"12,34,567", "text"},
        {"1234,567", "text"},
        {",123", "text bad-first"},
        {"1,234.5,678", "text"},
        {"3-5", "text"},
        {"3(", "text bad-last"},
        {"3()", "text"},
    };
    all(*state, samples, LENGTH_OF(samples));
}

static void test_core_fit_value__quantities(void **state)
{
    static const struct sample samples[] = {
        {"≥30亩", "quantity operator ≥ 30 亩"},
        {">=30(亩)", "quantity operator ≥ 30 亩"},
        {"不低于85%", "quantity operator ≥ 85 %"},
        {"≤1,200.50万元", "quantity operator ≤ 1,200.50 万元"},
        {"＞7", "text"}, // full width is made half before
        {">7", "quantity operator > 7"},
        {"=100(%)", "quantity operator = 100 %"},
        {"≥", "operator only ≥"},
        {"不少于", "operator only ≥"},
        {"30亩", "quantity 30 亩"},
        {"30亩(含坡地)", "quantity 30 亩"},
        {"30(亩", "quantity 30 亩"},
        {"30次/年", "quantity 30 次/年"},
        {"30筐", "quantity 30 筐"}, // no unit of the list, but short and of Han
        {"30筐篮箩筛簸箕", "quantity 30 筐篮箩筛簸箕"},
        {"30筐篮箩筛簸箕篓", "text"},
        {"30x", "text"},
        {"≥高", "text"},
        {"30年筐", "date"},
        {"30月筐", "text"},
        {"30日筐", "text"},
    };
    all(*state, samples, LENGTH_OF(samples));
}

static void test_core_fit_value__damage(void **state)
{
    static const struct sample samples[] = {
        {"1O.5", "number damaged 1O.5"},
        {"■5.00", "number damaged ■5.00"},
        {"5.■", "number damaged 5.■"},
        {"5.x", "text"},
        {"■", "number damaged ■"},
        {"Sl", "number damaged Sl"},
        {"≥■亩", "quantity operator damaged ≥ ■ 亩"},
        {"■■(亩)", "quantity damaged ■■ 亩"},
        {"■■亩林", "text"},
        {"●亩", "text"},
        {"B元", "text"},
        {"■■■■■", "text"},
        {"■分", "number quantity damaged ■ 分"},
        {"≥■", "quantity operator damaged ≥ ■"},
        {"OOOOO", "text"},
        {"1、5.00", "number damaged 1、5.00"},
        {"不少于87,■00(册)", "quantity operator damaged ≥ 87,■00 册"},
        {"4g(次)", "quantity damaged 4g 次"},
        {"4g", "quantity 4 g"},
        {"1、", "text bad-last"},
        {"、1", "text bad-first"},
        {"■、5", "text"},
    };
    all(*state, samples, LENGTH_OF(samples));
}

static void test_core_fit_value__dates(void **state)
{
    static const struct sample samples[] = {
        {"2031年11月底前", "date"},
        {"5月9日", "date"},
        {"2031年", "date"},
        {"31年6月", "date"},
        {"2031年度", "date"},
        {"11月", "date"},
        {"11月前", "date"},
        {"2031年6月-9月", "date"},
        {"2031年6月至2032年1月", "date"},
        {"于6月完", "text"},
        {"6月10日之前全部验收完毕", "date"},
        {"6月10日之前全部验收完毕了", "text"},
        {"六月十日", "text"},
        {"203年6月", "text"},
        {"20311年", "quantity 20311 年"},
        {"1989年", "quantity 1989 年"},
        {"≥2031年", "quantity operator ≥ 2031 年"},
        {"123日", "quantity 123 日"},
        {"2031年6月上旬", "date"},
        {"6月10日前报送验收", "date"},
        {"2031年6月.9月", "date"},
        {"2031/6月", "date"},
        {"年月日", "text"},
    };
    all(*state, samples, LENGTH_OF(samples));
}

static void test_core_fit_value__dashes(void **state)
{
    static const struct sample samples[] = {
        {"—", "dash"},  {"-", "dash no-reason"}, {"/", "dash no-reason"},
        {"--", "dash"}, {"一", "dash"},          {"---", "text"},
    };
    all(*state, samples, LENGTH_OF(samples));
}

static void test_core_fit_value__classes(void **state)
{
    static const struct sample samples[] = {
        {"产出指标", "text class1 class-end"},
        {"数量指标", "text class2 class-end"},
        {"成本指标", "text class1 class2 class-end"},
        {"产出指标(50分)", "text class1 class-end 50"},
        {"产出指标(50%)", "text class1 class-end 50"},
        {"产出指标(50)", "text class1 class-end 50"},
        {"产出指标(50元)", "text class1"},
        {"产岀指标", "text class1 class-end near"},
        {"数景指标", "text class2 class-end near"},
        {"森林防火指标", "text class-end"},
        {"(50分)", "text"},
        {"数量指标效益指标(30分)", "text class-end"},
    };
    all(*state, samples, LENGTH_OF(samples));
}

static void test_core_fit_value__words(void **state)
{
    static const struct sample samples[] = {
        {"全部达成", "ladder text"},
        {"已完成", "result text no-reason"},
        {"无", "result text no-reason"},
        {"无。", "text sentence no-reason"},
        {"定性", "text name-end qualitative"},
        {"亩", "text unit-word"},
        {"由于雨季;延期", "text reason sentence"},
        {"补播成活率", "text name-end"},
        {"的补播", "text bad-first"},
        {"补播和", "text bad-last"},
    };
    all(*state, samples, LENGTH_OF(samples));
    // Over forty characters only what tells a reason is looked at.
#define TEN "草草草草草草草草草草"
    static const struct sample longs[] = {
        {TEN TEN TEN TEN "率", "text"},
        {"由于" TEN TEN TEN TEN "。", "text reason sentence"},
        {"的" TEN TEN TEN TEN ";", "text sentence bad-first"},
        {TEN TEN TEN "率", "text name-end"},
        {"1234567890123456789012345678901", "text"},
    };
    all(*state, longs, LENGTH_OF(longs));
}

static void test_core_fit_value__digits(void **state)
{
    assert_str(fit_number_digits(*state, STR("1,234,567.80")), "1234567.80");
    assert_str(fit_number_digits(*state, STR("")), "");
    const struct lexicon *x = fit_make_lexicon();
    assert_int_equal(fit_number_length(x, STR("12.5亩"), false), 4);
    assert_int_equal(fit_number_length(x, STR("12,5"), false), 0);
    assert_int_equal(fit_number_length(x, STR("O.O"), true), 0);
    assert_int_equal(fit_number_length(x, STR("-"), false), 0);
    assert_int_equal(fit_number_length(x, STR("--1"), false), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_value__numbers), UNIT(test_core_fit_value__quantities),
        UNIT(test_core_fit_value__damage),  UNIT(test_core_fit_value__dates),
        UNIT(test_core_fit_value__dashes),  UNIT(test_core_fit_value__classes),
        UNIT(test_core_fit_value__words),   UNIT(test_core_fit_value__digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
