// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"
#include "core/fit_trust.h"
#include "test/unit/fit_make.h"
#include "test/unit/fit_text.h"

// Five rows off a page, with a form feed behind them; `row` is the second and the third.
#define PAGE(row) HEAD HEADING AREA row row HERD GLAD TOTAL("100", "100") "\f"

static void test_core_fit_trust__whole(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, PAGE(RATE));
    assert_int_equal(f->n_rows, 5);
    assert_cell(f, "/indicators/3/level3", "受益牧户数");
}

// Two rows of five lack their points: the others are not sure either, nor is it that they lack what
// was not read. Without pages they are.
static void test_core_fit_trust__broken(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, PAGE(ROW_RATE("≥90%\t91%\t~\t■\t")));
    assert_cell(f, "/indicators/3/level3", "受益牧户数|doubtful why.table");
    assert_cell(f, "/indicators/3/target/value", "12|doubtful why.table");
    assert_cell(f, "/indicators/3/weight", "20|doubtful why.table");
    assert_cell(f, "/indicators/3/actual/op", "|missing why.table");
    f = fit_make_form(mem, HEAD HEADING AREA ROW_RATE("≥90%\t91%\t~\t■\t")
                               ROW_RATE("≥90%\t91%\t~\t■\t") HERD GLAD TOTAL("100", "100"));
    assert_cell(f, "/indicators/3/level3", "受益牧户数");
}

// Off a page a heading without classes lost their words.
static void test_core_fit_trust__no_classes(void **state)
{
    struct mem *mem = *state;
    const char table[] = "三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析\n"
                         "补播面积\t≥30亩\t31亩\t40\t40\t\n"
                         "受益牧户数\t≥12户\t12户\t60\t60\t\n"
                         "总分\t\t\t100\t100\n";
    struct form *f = fit_make_form(mem, buf_print(mem, HEAD "%s\f", table).ptr);
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/level1", "|missing why.no_class_column");
    assert_cell(f, "/indicators/1/level2", "|missing why.no_class_column");
    f = fit_make_form(mem, buf_print(mem, HEAD "%s", table).ptr);
    assert_cell(f, "/indicators/0/level1", "absent");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_trust__whole),
        UNIT(test_core_fit_trust__broken),
        UNIT(test_core_fit_trust__no_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
