// SPDX-License-Identifier: AGPL-3.0-or-later
#include "test/unit/fit_make.h"
#include "test/unit/fit_text.h"

// A form whose first row has this weight and score, and this total line.
#define FIRST(points, weight, score)                                                               \
    HEAD HEADING ROW_AREA("≥30亩\t31亩\t" points "\t") RATE HERD GLAD TOTAL(weight, score)

// A form with three lines of funds: the total, the appropriation, other money.
#define FUNDED(total, appropriation, other)                                                        \
    HEAD FUNDS_HEADING "年度资金总额\t" total "\n财政拨款\t" appropriation                         \
                       "\t—\t—\t—\n其他资金\t" other                                               \
                       "\t—\t—\t—\n" HEADING AREA RATE HERD GLAD TOTAL("110", "109.5")

#define TORN_HEADING "项目资金(万元)\t年初预算数\t\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
#define TORN(total, appropriation, other)                                                          \
    HEAD TORN_HEADING "年度资金总额\t" total "\n财政拨款\t" appropriation                          \
                      "\t—\t—\t—\n其他资金\t" other                                                \
                      "\t—\t—\t—\n" HEADING AREA RATE HERD GLAD TOTAL("110", "109.5")

static void test_core_fit_repair__clean(void **state)
{
    struct mem *mem = *state;
    // A total that is wrong by one digit is a finding; the same beside damage elsewhere.
    struct form *f = fit_make_form(mem, FIRST("40\t40", "100", "98"));
    assert_cell(f, "/total/score", "98");
    assert_cell(f, "/indicators/0/score", "40");
    f = fit_make_form(mem, FIRST("4O\t40", "100", "98"));
    assert_cell(f, "/indicators/0/weight", "40|repaired why.damaged");
    assert_cell(f, "/indicators/0/score", "40");
    assert_cell(f, "/total/score", "98");
    f = fit_make_form(mem, FUNDED("100\t100\t95\t10\t96%\t9.5", "80\t80\t7S", "20\t20\t20"));
    assert_cell(f, "/funds/0/rate", "96");
    assert_cell(f, "/funds/1/executed", "75|repaired why.damaged");
}

static void test_core_fit_repair__letter(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, FIRST("40\tSO", "100", "110"));
    assert_cell(f, "/indicators/0/score", "50|repaired why.damaged");
    f = fit_make_form(mem, FIRST("40\tS0", "100", "140"));
    assert_cell(f, "/indicators/0/score", "80|repaired why.damaged");
    // No reading makes the sum; nothing says what the sum is; the sum itself is lost.
    f = fit_make_form(mem, FIRST("40\tB0", "100", "100"));
    assert_cell(f, "/indicators/0/score", "|missing why.damaged");
    f = fit_make_form(mem, FIRST("S0\t40", "-", "100"));
    assert_cell(f, "/indicators/0/weight", "|missing why.damaged");
    f = fit_make_form(mem, FIRST("S0\t40", "■", "100"));
    assert_cell(f, "/indicators/0/weight", "|missing why.damaged");
    // Three letters are more than the model allows, whatever the sum says.
    f = fit_make_form(mem, FUNDED("lOO\t100\t95\t10\t95%\t9.5", "80\t80\t75", "20\t20\t20"));
    assert_cell(f, "/funds/0/initial", "|missing why.damaged");
}

static void test_core_fit_repair__two_values(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, HEAD HEADING ROW_AREA("≥30亩\t31亩\t50\tS0\t") ROW_RATE(
                                            "≥90%\t91%\t80\t8S\t") HERD GLAD TOTAL("160", "165"));
    assert_cell(f, "/indicators/0/score", "50|repaired why.damaged");
    assert_cell(f, "/indicators/1/score", "85|repaired why.damaged");
    f = fit_make_form(mem, HEAD HEADING ROW_AREA("≥30亩\t31亩\t50\tS0\t")
                               ROW_RATE("≥90%\t91%\t80\tS0\t") HERD GLAD TOTAL("160", "160"));
    assert_cell(f, "/indicators/0/score", "|missing why.damaged");
    assert_cell(f, "/indicators/1/score", "|missing why.damaged");
}

static void test_core_fit_repair__wild(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, FIRST("40\t■0", "100", "100"));
    assert_cell(f, "/indicators/0/score", "|missing why.damaged");
    f = fit_make_form(mem, FIRST("■■\t4O", "100", "100"));
    assert_cell(f, "/indicators/0/weight", "|missing why.damaged");
    assert_cell(f, "/indicators/0/score", "40|repaired why.damaged");
    // An equation with a lost term says nothing about the others.
    f = fit_make_form(mem, FUNDED("100\t100\t95\t10\t95%\t9.5", "8O\t80\t75", "■\t20\t20"));
    assert_cell(f, "/funds/1/initial", "|missing why.damaged");
    assert_cell(f, "/funds/2/initial", "|missing why.damaged");
    f = fit_make_form(mem, FIRST("几十\t4O", "lO0", "100"));
    assert_cell(f, "/total/weight", "|missing why.damaged");
}

static void test_core_fit_repair__all_damaged(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, HEAD HEADING ROW_AREA("≥30亩\t31亩\t4O\t4O\t") ROW_RATE("≥90%\t91%\t3O\t3O\t")
                 ROW_HERD("≥12户\t12户\t2O\t2O\t") GLAD TOTAL("10O", "l00"));
    assert_cell(f, "/indicators/2/weight", "20|repaired why.damaged");
    assert_cell(f, "/total/weight", "100|repaired why.damaged");
    assert_cell(f, "/total/score", "100|repaired why.damaged");
}

static void test_core_fit_repair__too_many(void **state)
{
    struct mem *mem = *state;
#define MORE ROW_RATE("≥90%\t91%\tl\t1\t")
    // Nine damaged numbers in one sum: not tried.
    struct form *f =
        fit_make_form(mem, HEAD HEADING ROW_AREA("≥30亩\t31亩\t4O\t40\t")
                               MORE MORE MORE MORE MORE MORE MORE MORE GLAD TOTAL("58", "58"));
    assert_cell(f, "/indicators/0/weight", "|missing why.damaged");
    // Six numbers of nine readings each: too many to try.
    f = fit_make_form(mem,
                      HEAD HEADING AREA ROW_RATE("≥90%\t91%\tBB1\t1\t")
                          ROW_RATE("≥90%\t91%\tBB2\t1\t") ROW_RATE("≥90%\t91%\tBB3\t1\t")
                              ROW_RATE("≥90%\t91%\tBB4\t1\t") ROW_RATE("≥90%\t91%\tBB5\t1\t")
                                  ROW_RATE("≥90%\t91%\tBB6\t1\t") ROW_RATE("≥90%\t91%\tBB7\t1\t")
                                      ROW_RATE("≥90%\t91%\tBB8\t1\t") GLAD TOTAL("6726", "58"));
    assert_cell(f, "/indicators/1/weight", "|missing why.damaged");
}

static void test_core_fit_repair__rate(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, FUNDED("100\t100\t95\t10\t9S%\t9.5", "80\t80\t75", "20\t20\t20"));
    assert_cell(f, "/funds/0/rate", "95|repaired why.damaged");
    f = fit_make_form(mem, FUNDED("100\t100\t95\t10\t0.9S\t9.5", "80\t80\t75", "20\t20\t20"));
    assert_cell(f, "/funds/0/rate", "0.95|repaired why.damaged");
    f = fit_make_form(mem, FUNDED("100\t100\t95\t10\t9B%\t9.5", "80\t80\t75", "20\t20\t20"));
    assert_cell(f, "/funds/0/rate", "|missing why.damaged");
    f = fit_make_form(mem, FUNDED("100\t0\t95\t10\t9S%\t9.5", "80\t0\t75", "20\t0\t20"));
    assert_cell(f, "/funds/0/rate", "|missing why.damaged");
    // The rate may be cut or rounded.
    f = fit_make_form(mem, FUNDED("90\t90\t85\t10\t94.4S%\t9.44", "70\t70\t65", "20\t20\t20"));
    assert_cell(f, "/funds/0/rate", "|missing why.damaged");
    f = fit_make_form(mem, FUNDED("90\t90\tSO\t10\t55.56%\t5.5", "70\t70\t30", "20\t20\t■0"));
    assert_cell(f, "/funds/0/executed", "50|repaired why.damaged");
    f = fit_make_form(mem, FUNDED("90\t90\tSO\t10\t55.55%\t5.5", "70\t70\t30", "20\t20\t■0"));
    assert_cell(f, "/funds/0/executed", "50|repaired why.damaged");
}

static void test_core_fit_repair__product(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, FUNDED("100\t100\t95\t10\t95%\t9.S", "80\t80\t75", "20\t20\t20"));
    assert_cell(f, "/funds/0/score", "9.5|repaired why.damaged");
    f = fit_make_form(mem, FUNDED("100\t100\t95\t10\t95%\t9.B", "80\t80\t75", "20\t20\t20"));
    assert_cell(f, "/funds/0/score", "|missing why.damaged");
    f = fit_make_form(mem, FUNDED("100\t0\t95\t10\t95%\tS", "80\t0\t75", "20\t0\t20"));
    assert_cell(f, "/funds/0/score", "|missing why.damaged");
}

static void test_core_fit_repair__disputed(void **state)
{
    struct mem *mem = *state;
    // The rate wants 98, the sum of the sources 95: two possible values are none.
    struct form *f =
        fit_make_form(mem, FUNDED("100\t100\t9S\t10\t98%\t9.5", "80\t80\t75", "20\t20\t20"));
    assert_cell(f, "/funds/0/executed", "|missing why.damaged");
    assert_cell(f, "/funds/1/executed", "75");
    assert_cell(f, "/funds/0/rate", "98");
}

static void test_core_fit_repair__sources(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, FUNDED("100\t100\t9S\t10\t95%\t9.5", "80\t80\t7S", "20\t20\t20"));
    assert_cell(f, "/funds/0/executed", "95|repaired why.damaged");
    assert_cell(f, "/funds/1/executed", "75|repaired why.damaged");
    // A dash adds nothing.
    f = fit_make_form(mem, FUNDED("80\t80\t75\t10\t93.75%\t9.38", "8O\t80\t75", "—\t—\t—"));
    assert_cell(f, "/funds/1/initial", "80");
    f = fit_make_form(mem, FUNDED("SO\t80\t75\t10\t93.75%\t9.38", "80\t80\t75", "—\t—\t—"));
    assert_cell(f, "/funds/0/initial", "80");
    // The total alone has no sum.
    f = fit_make_form(mem,
                      HEAD FUNDS_HEADING "年度资金总额\tS0\t80\t75\t10\t93.75%\t9.38\n" HEADING AREA
                          RATE HERD GLAD TOTAL("110", "109.38"));
    assert_cell(f, "/funds/0/initial", "|missing why.damaged");
}

static void test_core_fit_repair__clean_copy(void **state)
{
    struct mem *mem = *state;
    // The line below prints the same amount clean: read. In another column it is no copy.
    struct form *f =
        fit_make_form(mem, FUNDED("l00\t100\t95\t10\t95%\t9.5", "100\t80\t75", "0\t20\t20"));
    assert_cell(f, "/funds/0/initial", "100");
    f = fit_make_form(mem, FUNDED("l00\t100\t95\t10\t95%\t9.5", "80\t80\t75", "20\t20\t20"));
    assert_cell(f, "/funds/0/initial", "100|repaired why.damaged");
}

static void test_core_fit_repair__page_mark(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, FUNDED("100\t100\t91、5\t10\t95%\t9.5", "80\t80\t75", "20\t20\t20"));
    assert_cell(f, "/funds/0/executed", "95|repaired why.damaged");
    f = fit_make_form(mem, FUNDED("1012、0\t100\t95\t10\t95%\t9.5", "80\t80\t75", "20\t20\t20"));
    assert_cell(f, "/funds/0/initial", "100|repaired why.damaged");
    f = fit_make_form(mem, FUNDED("94、6\t100\t95\t10\t95%\t9.5", "80\t80\t75", "20\t20\t20"));
    assert_cell(f, "/funds/0/initial", "|missing why.damaged");
}

static void test_core_fit_repair__thousands(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, FUNDED("1,1O0\t1,100\t1,045\t10\t95%\t9.5", "1,000\t1,000\t945", "100\t100\t100"));
    assert_cell(f, "/funds/0/initial", "1100|repaired why.damaged");
}

static void test_core_fit_repair__torn(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, TORN("100\t\t100\t95\t10\t95%\t9.5", "8\t0\t80\t75", "20\t\t20\t20"));
    assert_cell(f, "/funds/1/initial", "80|repaired why.torn_number");
    assert_cell(f, "/funds/2/initial", "20");
    // A digit of a neighbour slipped in; no value makes the sum.
    f = fit_make_form(mem,
                      TORN("100.5\t\t100\t95\t10\t95%\t9.5", "80\t3.5\t80\t75", "20.0\t\t20\t20"));
    assert_cell(f, "/funds/1/initial", "80.5|repaired why.torn_number");
    f = fit_make_form(mem, TORN("100\t\t100\t95\t10\t95%\t9.5", "8\t1\t80\t75", "20\t\t20\t20"));
    assert_cell(f, "/funds/1/initial", "|missing why.torn_number");
    // A figure of the torn column with fewer decimals may have lost its end, or may be whole.
    f = fit_make_form(mem,
                      TORN("100.55\t\t100\t95\t10\t95%\t9.5", "8\t0.55\t80\t75", "20\t\t20\t20"));
    assert_cell(f, "/funds/1/initial", "80.55|repaired why.torn_number");
    assert_cell(f, "/funds/2/initial", "20|repaired why.torn_number");
    f = fit_make_form(mem,
                      TORN("100.57\t\t100\t95\t10\t95%\t9.5", "80.\t57\t80\t75", "20.0\t\t20\t20"));
    assert_cell(f, "/funds/1/initial", "|missing why.torn_number");
    assert_cell(f, "/funds/2/initial", "|missing why.torn_number");
}

static void test_core_fit_repair__classes(void **state)
{
    struct mem *mem = *state;
#define CLASSED(one, area, two)                                                                    \
    HEAD HEADING "产出指标(" one "分)\t数量指标\t补播面积\t≥30亩\t31亩\t" area "\t40\t\n" RATE     \
                 "效益指标(" two "分)\t社会效益指标\t受益牧户数\t≥12户\t12户\t20\t20\t\n" GLAD
    struct form *f = fit_make_form(mem, CLASSED("80", "S0", "20") "备注\t无\n");
    assert_cell(f, "/indicators/0/weight", "50|repaired why.damaged");
    f = fit_make_form(mem, CLASSED("70", "S0", "20") "备注\t无\n");
    assert_cell(f, "/indicators/0/weight", "|missing why.damaged");
    // The class wants 80, the total 50.
    f = fit_make_form(mem, CLASSED("110", "S0", "20") TOTAL("110", "100"));
    assert_cell(f, "/indicators/0/weight", "|missing why.damaged");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_repair__clean),       UNIT(test_core_fit_repair__letter),
        UNIT(test_core_fit_repair__two_values),  UNIT(test_core_fit_repair__wild),
        UNIT(test_core_fit_repair__all_damaged), UNIT(test_core_fit_repair__too_many),
        UNIT(test_core_fit_repair__rate),        UNIT(test_core_fit_repair__product),
        UNIT(test_core_fit_repair__disputed),    UNIT(test_core_fit_repair__sources),
        UNIT(test_core_fit_repair__clean_copy),  UNIT(test_core_fit_repair__page_mark),
        UNIT(test_core_fit_repair__thousands),   UNIT(test_core_fit_repair__torn),
        UNIT(test_core_fit_repair__classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
