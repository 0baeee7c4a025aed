// SPDX-License-Identifier: AGPL-3.0-or-later
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_trust__whole),
        UNIT(test_core_fit_trust__broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
