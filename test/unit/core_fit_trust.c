// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_trust.h"

#include "base/buf.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_reader.h"
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

// The word of a column that is no cell of the heading, and words of the heading inside a goal.
static void test_core_fit_trust__elsewhere(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, HEAD "年度目标\t一级指标草场补播三级指标。\n自评得分\n"
                                "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\n"
                                "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t60\n"
                                "\t质量指标\t出苗率\t≥90%\t91%\t40\n总分\t\t\t\t\t100\n\f");
    assert_cell(f, "/indicators/0/score", "|missing why.heading");
    assert_cell(f, "/indicators/0/weight", "60");
    assert_cell(f, "/goals/expected", "一级指标草场补播三级指标。|doubtful why.margin");
}

// A number among the units.
static void test_core_fit_trust__moved(void **state)
{
    (void)state;
    struct row row = {.level3 = {.text = STR("补播面积"), .state = CELL_READ},
                      .target = {.value = {.text = STR("30"), .state = CELL_READ},
                                 .unit = {.text = STR("31"), .state = CELL_READ}}};
    struct form form = {.rows = &row, .n_rows = 1};
    struct atoms atoms = {0};
    struct cut cut = {.atoms = &atoms};
    struct sheet sheet = {0};
    fit_trust_form(&(struct reader){.form = &form, .cut = &cut, .sheet = &sheet});
    assert_int_equal(row.level3.state, CELL_DOUBTFUL);
    assert_int_equal(row.target.value.state, CELL_DOUBTFUL);
    assert_int_equal(row.actual.unit.state, CELL_MISSING);
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
        UNIT(test_core_fit_trust__whole),      UNIT(test_core_fit_trust__broken),
        UNIT(test_core_fit_trust__elsewhere),  UNIT(test_core_fit_trust__moved),
        UNIT(test_core_fit_trust__no_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
