// SPDX-License-Identifier: AGPL-3.0-or-later
#include "test/unit/fit_make.h"
#include "test/unit/fit_text.h"

// A form whose second row has this name and these cells.
#define NAMED(row)    HEAD HEADING AREA "\t质量指标\t" row "\n" HERD GLAD TOTAL("100", "100")
#define SECOND(cells) NAMED("出苗率\t" cells)

static void test_core_fit_rows__value(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, SECOND("≥90%\t未统计\t30\t30\t"));
    assert_cell(f, "/indicators/1/target/op", "≥");
    assert_cell(f, "/indicators/1/target/value", "90");
    assert_cell(f, "/indicators/1/target/unit", "%");
    assert_cell(f, "/indicators/1/actual/text", "未统计");
    assert_cell(f, "/indicators/1/actual/value", "absent");
    assert_cell(f, "/indicators/1/reason", "|empty");
}

static void test_core_fit_rows__dash(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, SECOND("—\t—\t—\t—\t—"));
    assert_cell(f, "/indicators/1/target/text", "|dash");
    assert_cell(f, "/indicators/1/actual/text", "|dash");
    assert_cell(f, "/indicators/1/weight", "|dash");
    assert_cell(f, "/indicators/1/score", "|dash");
    assert_cell(f, "/indicators/1/reason", "|dash");
}

static void test_core_fit_rows__stand_in(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, SECOND("工90%\t^91%\t30\t30\t"));
    assert_cell(f, "/indicators/1/target/op", "≥|repaired why.stand_in");
    assert_cell(f, "/indicators/1/target/value", "90");
    assert_cell(f, "/indicators/1/actual/op", "≥|repaired why.stand_in");
    // No number behind it, an operator behind it: words. A digit is never an operator here.
    f = fit_make_form(mem, SECOND("工程完工\t工≥9\t30\t30\t"));
    assert_cell(f, "/indicators/1/target/text", "工程完工");
    assert_cell(f, "/indicators/1/actual/text", "工≥9");
    f = fit_make_form(mem, SECOND("290%\t2号井\t30\t30\t"));
    assert_cell(f, "/indicators/1/target/value", "290");
    assert_cell(f, "/indicators/1/actual/op", "absent");
}

static void test_core_fit_rows__lost_numbers(void **state)
{
    struct mem *mem = *state;
    // Hidden signs inside a number, beside it, in words; digits that no number holds.
    struct form *f = fit_make_form(mem, SECOND("≥9\u200b0%\t91%(备\u200b注)\t3\u200b0\t30\t"));
    assert_cell(f, "/indicators/1/target/text", "≥9\u200b0%|doubtful why.hidden_signs");
    assert_cell(f, "/indicators/1/actual/value", "|missing why.hidden_signs");
    assert_cell(f, "/indicators/1/actual/unit", "%");
    assert_cell(f, "/indicators/1/weight", "3\u200b0|doubtful why.no_number");
    f = fit_make_form(mem, SECOND("≥1234567890123456789012345%\t91%\t30\t"
                                  "1234567890123456789012345\t"));
    assert_cell(f, "/indicators/1/target/value", "|missing why.too_long");
    assert_cell(f, "/indicators/1/score", "|missing why.too_long");
}

static void test_core_fit_rows__name(void **state)
{
    struct mem *mem = *state;
    static const char *const names[][2] = {
        {NAMED("★指标1:出苗率\t≥90%\t91%\t30\t30\t"), "出苗率"},
        {NAMED("指标2、★出苗率\t≥90%\t91%\t30\t30\t"), "出苗率"},
        {NAMED("指标12.出苗率\t≥90%\t91%\t30\t30\t"), "出苗率"},
        {NAMED("指标12\t≥90%\t91%\t30\t30\t"), "指标12"},
        {NAMED("指标达成率\t≥90%\t91%\t30\t30\t"), "指标达成率"},
        {NAMED("指标3出苗率\t≥90%\t91%\t30\t30\t"), "指标3出苗率"},
        {NAMED("対象出苗率\t≥90%\t91%\t30\t30\t"), "对象出苗率|repaired why.variant"}};
    for (size_t i = 0; i < LENGTH_OF(names); i++) {
        struct form *f = fit_make_form(mem, names[i][0]);
        assert_cell(f, "/indicators/1/level3", names[i][1]);
    }
}

static void test_core_fit_rows__specks(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, HEAD "一级指标\t二级指标\t三级指标\t\t年度指标值\t实际完成值\t分值\t得分\n"
                  "产出指标\t数量指标\t补播面积\t.、\t≥30亩\t31亩\t40\t40\n"
                  "\t质量指标\t出苗\t率\t≥90%\t91%\t30\t30\n"
                  "效益指标\t社会效益指标\t受益牧户数\t\t≥12户\t12户\t20\t20\n"
                  "满意度指标\t服务对象满意度指标\t牧户滿意度 ~\t\t≥95%\t96%\t10\t10\n");
    assert_cell(f, "/indicators/0/level3", "补播面积|repaired why.specks");
    assert_cell(f, "/indicators/1/level3", "出苗率");
    assert_cell(f, "/indicators/2/level3", "受益牧户数");
}

static void test_core_fit_rows__split_target(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem,
        HEAD "一级指标\t二级指标\t三级指标\t指标性质\t年度指标值\t计量单位\t实际完成值\t分值\t"
             "得分\n产出指标\t数量指标\t补播面积\t≥\t30\t亩\t31亩\t40\t40\n"
             "\t质量指标\t出苗率\t定性\t优良\t—\t优良\t30\t30\n"
             "\t时效指标\t及时率\t＞\t\t%\t99%\t20\t20\n"
             "\t成本指标\t补播成本\t≤\t30万元\t元\t12万元\t10\t10\n总分\t\t\t\t\t\t\t100\t100\n");
    assert_cell(f, "/indicators/0/target/op", "≥");
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/0/target/unit", "亩");
    assert_cell(f, "/indicators/0/unit_column", "亩");
    assert_cell(f, "/indicators/1/target/op", "absent");
    assert_cell(f, "/indicators/1/target/text", "优良");
    assert_cell(f, "/indicators/1/unit_column", "|dash");
    // An operator without its number is none; the target is blank.
    assert_cell(f, "/indicators/2/target/op", "absent");
    assert_cell(f, "/indicators/2/target/text", "|empty");
    // A unit beside the number stands before the column's.
    assert_cell(f, "/indicators/3/target/unit", "万元");
    assert_cell(f, "/indicators/3/unit_column", "元");
}

static void test_core_fit_rows__more_columns(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, HEAD "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t得分系数\t"
                  "是否核心指标\t复核分\n"
                  "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t40\t40\t1\t是\t38\n"
                  "\t质量指标\t出苗率\t≥90%\t91%\t60\t60\t0.9\t否\t\n"
                  "总分\t\t\t\t\t100\t100\n");
    assert_cell(f, "/indicators/0/coefficient", "1");
    assert_cell(f, "/indicators/0/core", "是");
    assert_cell(f, "/indicators/0/rescore", "38");
    assert_cell(f, "/indicators/1/rescore", "|empty");
}

static void test_core_fit_rows__merged_points(void **state)
{
    struct mem *mem = *state;
    // Points merged over two rows leave the second without keys; the first row cannot inherit.
    struct form *f = fit_make_form(mem, SECOND("≥90%\t91%\t\t\t"));
    assert_cell(f, "/indicators/1/weight", "absent");
    assert_cell(f, "/indicators/1/score", "absent");
    f = fit_make_form(mem, SECOND("≥90%\t91%\t30\t\t"));
    assert_cell(f, "/indicators/1/score", "|empty");
    f = fit_make_form(mem, HEAD HEADING ROW_AREA("≥30亩\t31亩\t\t\t")
                               RATE HERD GLAD TOTAL("100", "100"));
    assert_cell(f, "/indicators/0/weight", "|empty");
    assert_cell(f, "/indicators/0/score", "|empty");
}

static void test_core_fit_rows__narrow(void **state)
{
    struct mem *mem = *state;
    // A row narrower than the heading does not say which of its cells is blank.
    struct form *f = fit_make_form(mem, HEAD HEADING AREA
                                   "质量指标\t出苗率\t≥90%\t91%\n" HERD GLAD TOTAL("100", "100"));
    assert_cell(f, "/indicators/1/actual/value", "91");
    assert_cell(f, "/indicators/1/weight", "|missing why.not_there");
    assert_cell(f, "/indicators/1/score", "|missing why.not_there");
    assert_cell(f, "/indicators/1/reason", "|empty");
    f = fit_make_form(mem, HEAD HEADING AREA
                      "质量指标\t出苗率\t≥90%\t30\t30\n" HERD GLAD TOTAL("100", "100"));
    assert_cell(f, "/indicators/1/actual/text", "|missing why.not_there");
    assert_cell(f, "/indicators/1/weight", "30|doubtful why.margin");
}

// Each kind of slot has its own threshold: what falls below it is marked, and nothing else.
static void test_core_fit_rows__threshold(void **state)
{
    struct mem *mem = *state;
    struct lexicon *x = MEM_NEW(mem, struct lexicon);
    *x = *fit_make_lexicon();
    struct {
        int *threshold;
        const char *path, *want;
    } kinds[] = {
        {&x->weights.threshold_level, "/indicators/0/level1", "产出指标|inferred why.margin"},
        {&x->weights.threshold_level, "/indicators/0/level2", "数量指标|inferred why.margin"},
        {&x->weights.threshold_name, "/indicators/0/level3", "补播面积|doubtful why.margin"},
        {&x->weights.threshold_target, "/indicators/0/target/value", "30|doubtful why.margin"},
        {&x->weights.threshold_actual, "/indicators/0/actual/unit", "亩|doubtful why.margin"},
        {&x->weights.threshold_points, "/indicators/0/weight", "40|doubtful why.margin"},
        {&x->weights.threshold_points, "/indicators/0/score", "40|doubtful why.margin"},
        {&x->weights.threshold_reason, "/indicators/0/reason", "无|doubtful why.margin"},
    };
    x->weights.threshold_tiled = 1000; // these cells are parted by tabs
    struct sheet *sheet = fit_make_sheet(mem, HEAD HEADING ROW_AREA("≥30亩\t31亩\t40\t40\t无")
                                                  RATE HERD GLAD TOTAL("100", "100"));
    for (size_t i = 0; i < LENGTH_OF(kinds); i++) {
        int was = *kinds[i].threshold;
        *kinds[i].threshold = 1000;
        struct form *f;
        size_t n;
        fit_sheet(mem, &f, &n, x, sheet, NULL, NULL);
        for (size_t k = 0; k < LENGTH_OF(kinds); k++) {
            bool is_marked = kinds[k].threshold == kinds[i].threshold;
            size_t len = is_marked ? strlen(kinds[k].want) : strcspn(kinds[k].want, "|");
            struct str want = {kinds[k].want, len};
            assert_str(fit_make_cell(mem, f, kinds[k].path), str_cstr(mem, want));
        }
        *kinds[i].threshold = was;
    }
}

static void test_core_fit_rows__cut_off(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, HEAD HEADING AREA RATE "效益指标\t社会效益指标\t受益牧户数\t≥12户");
    assert_cell(f, "/indicators/2/target/value", "12");
    assert_cell(f, "/indicators/2/actual/text", "|missing why.text_ends");
    assert_cell(f, "/indicators/2/weight", "|missing why.text_ends");
    assert_cell(f, "/indicators/2/reason", "|missing why.text_ends");
}

static void test_core_fit_rows__sub_rows(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, HEAD HEADING AREA RATE
                                   "\t\t其中:早播\t≥90%\t91%\t\t\t\n"
                                   "\t\t晚播\t≥80%\t81%\t\t\t\n" HERD GLAD TOTAL("100", "100"));
    assert_int_equal(f->n_rows, 4);
    assert_int_equal(f->n_notes, 2);
    assert_str(f->notes[0].name, "其中:早播");
    assert_str(f->notes[0].text, "≥90% 91%");
    assert_str(f->notes[1].name, "晚播");
    // A class, a weight or a score ends them.
    static const char *const rows[] = {
        HEAD HEADING AREA RATE
        "\t\t其中:早播\t≥90%\t91%\t\t\t\n\t时效指标\t晚播\t≥80%\t81%\t\t\t\n" HERD GLAD TOTAL(
            "100", "100"),
        HEAD HEADING AREA RATE
        "\t\t其中:早播\t≥90%\t91%\t\t\t\n\t\t晚播\t≥80%\t81%\t5\t\t\n" HERD GLAD TOTAL("100",
                                                                                       "100"),
        HEAD HEADING AREA RATE
        "\t\t其中:早播\t≥90%\t91%\t\t\t\n\t\t晚播\t≥80%\t81%\t\t5\t\n" HERD GLAD TOTAL("100",
                                                                                       "100")};
    for (size_t i = 0; i < LENGTH_OF(rows); i++) {
        f = fit_make_form(mem, rows[i]);
        assert_int_equal(f->n_rows, 5);
        assert_cell(f, "/indicators/2/level3", "晚播");
        assert_cell(f, "/indicators/2/target/value", "80");
    }
}

static void test_core_fit_rows__wider(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, SECOND("≥90%\t91%\t30\t30\t\t\t7"));
    assert_cell(f, "/indicators/1/target/value", "90|doubtful why.count");
    assert_cell(f, "/indicators/1/weight", "30|doubtful why.margin");
    assert_cell(f, "/indicators/0/weight", "40");
}

static void test_core_fit_rows__foot(void **state)
{
    struct mem *mem = *state;
    // A label that no list knows, in a form that is otherwise whole.
    struct form *f = fit_make_form(mem, HEAD HEADING AREA RATE HERD GLAD
                                   "\t\t附记事由\t\t\t\t\t年末数\n" TOTAL("100", "100"));
    assert_int_equal(f->n_rows, 4);
    assert_int_equal(f->n_notes, 1);
    assert_str(f->notes[0].name, "附记事由");
    assert_str(f->notes[0].text, "年末数");
    // With a class it is a row, and so is the only one.
    f = fit_make_form(mem, HEAD HEADING AREA RATE HERD GLAD
                      "\t时效指标\t附记事由\t\t\t\t\t年末数\n" TOTAL("100", "100"));
    assert_int_equal(f->n_rows, 5);
    f = fit_make_form(mem,
                      HEAD HEADING "产出指标\t数量指标\t补播面积\t\t\t\t\t\n" TOTAL("100", "100"));
    assert_int_equal(f->n_rows, 1);
}

static void test_core_fit_rows__class_points(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, HEAD HEADING
        "产出指标(70分)\t数量指标(40分)\t补播面积\t≥30亩\t31亩\t40\t40\t\n" RATE HERD GLAD TOTAL(
            "100", "100"));
    assert_cell(f, "/indicators/0/level1", "产出指标");
    assert_cell(f, "/indicators/1/level1", "产出指标");
    assert_int_equal(f->n_classes, 2);
    assert_str(f->classes[0].name, "产出指标");
    assert_str(f->classes[0].weight.text, "70");
    assert_str(f->classes[1].weight.text, "40");
    // Printed on each of its rows it is one; with other points it is another.
    f = fit_make_form(
        mem, HEAD HEADING
        "产出指标(70分)\t数量指标\t补播面积\t≥30亩\t31亩\t40\t40\t\n"
        "产出指标(70分)\t质量指标\t出苗率\t≥90%\t91%\t30\t30\t\n"
        "产出指标(60分)\t时效指标\t播种天数\t≤9天\t9天\t20\t20\t\n" GLAD TOTAL("100", "100"));
    assert_int_equal(f->n_classes, 2);
    assert_str(f->classes[0].weight.text, "70");
    assert_str(f->classes[1].weight.text, "60");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_rows__value),         UNIT(test_core_fit_rows__dash),
        UNIT(test_core_fit_rows__stand_in),      UNIT(test_core_fit_rows__lost_numbers),
        UNIT(test_core_fit_rows__name),          UNIT(test_core_fit_rows__specks),
        UNIT(test_core_fit_rows__split_target),  UNIT(test_core_fit_rows__more_columns),
        UNIT(test_core_fit_rows__merged_points), UNIT(test_core_fit_rows__narrow),
        UNIT(test_core_fit_rows__threshold),     UNIT(test_core_fit_rows__cut_off),
        UNIT(test_core_fit_rows__sub_rows),      UNIT(test_core_fit_rows__wider),
        UNIT(test_core_fit_rows__foot),          UNIT(test_core_fit_rows__class_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
