// SPDX-License-Identifier: AGPL-3.0-or-later
#include "test/unit/fit_make.h"
#include "test/unit/fit_text.h"

#define FORM(area, rate) HEAD HEADING area rate HERD GLAD TOTAL("100", "100")

static void test_core_fit_torn__name(void **state)
{
    struct mem *mem = *state;
    // The blank reason is printed, and is not: the row is wider than the heading, or as wide.
    static const char *const texts[] = {
        FORM("产出指标\t数量指标\t补播\t面积\t≥30亩\t31亩\t40\t40\t\n", RATE),
        FORM("产出指标\t数量指标\t补播\t面积\t≥30亩\t31亩\t40\t40\n", RATE)};
    for (size_t i = 0; i < LENGTH_OF(texts); i++) {
        struct form *f = fit_make_form(mem, texts[i]);
        assert_cell(f, "/indicators/0/level3", "补播面积");
        assert_cell(f, "/indicators/0/target/op", "≥");
        assert_cell(f, "/indicators/0/actual/value", "31");
        assert_cell(f, "/indicators/0/weight", "40");
        assert_cell(f, "/indicators/0/score", "40");
        assert_cell(f, "/indicators/0/reason", "|empty");
    }
}

static void test_core_fit_torn__class(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, FORM(AREA, "\t质量\t指标\t出苗率\t≥90%\t91%\t30\t30\n"));
    assert_cell(f, "/indicators/1/level2", "质量指标");
    assert_cell(f, "/indicators/1/level3", "出苗率");
    assert_cell(f, "/indicators/1/target/value", "90");
    f = fit_make_form(mem, FORM("产出\t指标\t数量指标\t补播面积\t≥30亩\t31亩\t40\t40\t无\n", RATE));
    assert_cell(f, "/indicators/0/level1", "产出指标");
    assert_cell(f, "/indicators/0/level2", "数量指标");
    assert_cell(f, "/indicators/0/reason", "无");
}

static void test_core_fit_torn__figure(void **state)
{
    struct mem *mem = *state;
    // The sum of the weights says that nothing is lost between the two cells.
    struct form *f = fit_make_form(
        mem, HEAD FUNDS_HEADING "年度资金总额\t50\t50\t50\t10\t100%\t10\n" HEADING ROW_AREA(
                 "≥30亩\t31亩\t30.\t00\t30.00") RATE HERD GLAD TOTAL("100", "100"));
    assert_cell(f, "/indicators/0/weight", "30.00|repaired why.torn_number");
    assert_cell(f, "/indicators/0/score", "30.00");
    f = fit_make_form(mem, HEAD HEADING ROW_AREA("≥30亩\t31亩\t30.\t00\t30.00") RATE HERD GLAD);
    assert_cell(f, "/indicators/0/weight", "|missing why.torn_number");
    assert_cell(f, "/indicators/0/score", "30.00");
    // A figure that ends with its point has lost what followed.
    f = fit_make_form(mem, HEAD HEADING ROW_AREA("≥30亩\t31亩\t30.\t30.00\t") RATE HERD GLAD);
    assert_cell(f, "/indicators/0/weight", "|missing why.torn_number");
}

static void test_core_fit_torn__two(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, FORM("产出\t指标\t数量指标\t补播\t面积\t≥30亩\t31亩\t40\t40\n", RATE));
    assert_cell(f, "/indicators/0/level1", "产出指标");
    assert_cell(f, "/indicators/0/level3", "补播面积");
    assert_cell(f, "/indicators/0/score", "40");
}

// A figure among the reasons alone is no tear, nor is a row that no pair makes fit.
static void test_core_fit_torn__speck(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, FORM(ROW_AREA("已完成\t已完成\t40\t40\t7"), RATE));
    assert_cell(f, "/indicators/0/level3", "补播面积");
    assert_cell(f, "/indicators/0/actual/text", "已完成");
    assert_cell(f, "/indicators/0/weight", "40");
    f = fit_make_form(mem, FORM(ROW_AREA("≥30亩\t31亩\t甲\t乙\t丙\t丁\t40"), RATE));
    assert_cell(f, "/indicators/0/level3", "补播面积|doubtful why.count");
}

// Where most rows do not stand under their heading, the heading is torn, and no row is touched.
static void test_core_fit_torn__heading(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, HEAD "一级指标\t二级指标\t三级指标\t\t\t年度指标值\t实际完成值\t分值\t得分\n" AREA RATE
                 HERD GLAD TOTAL("100", "100"));
    assert_cell(f, "/indicators/0/level3", "补播面积");
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/0/score", "40");
}

// A column that nobody knows takes nothing of its neighbours, nor they of it.
static void test_core_fit_torn__unknown_column(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, HEAD "一级指标\t二级指标\t三级指标\t测算口径\t年度指标值\t实际完成值\t分值\t得分\t"
                  "偏差原因分析\n"
                  "产出指标\t数量指标\t补播面积\t按图斑\t≥30亩\t31亩\t30\t30\n"
                  "\t\t围栏长度\t按图斑\t≥3公里\t4公里\t30\t30\n"
                  "\t质量指标\t出苗\t率\t按样方抽查\t≥90%\t91%\t40\t40\t\n" TOTAL("100", "100"));
    assert_int_equal(f->n_rows, 3);
    assert_cell(f, "/indicators/0/level3", "补播面积");
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/2/level3", "出苗率");
    assert_cell(f, "/indicators/2/target/value", "90");
    assert_cell(f, "/indicators/2/score", "40");
    // It is none of the known ones either, where that stands further on.
    f = fit_make_form(mem, HEAD
                      "一级指标\t二级指标\t三级指标\t年度指标值\t测算口径\t分值\t实际完成值\t得分\n"
                      "产出指标\t数量指标\t补播面积\t≥30亩\t按图斑\t60\t31亩\t60\n"
                      "\t质量指标\t出苗率\t≥90%\t按样方\t40\t91%\t40\n"
                      "总分\t\t\t\t\t100\t\t100\n");
    assert_cell(f, "/indicators/0/actual/value", "31");
    assert_cell(f, "/indicators/1/score", "40");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_torn__name),           UNIT(test_core_fit_torn__class),
        UNIT(test_core_fit_torn__figure),         UNIT(test_core_fit_torn__two),
        UNIT(test_core_fit_torn__speck),          UNIT(test_core_fit_torn__heading),
        UNIT(test_core_fit_torn__unknown_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
