// SPDX-License-Identifier: AGPL-3.0-or-later
#include "test/unit/fit_make.h"
#include "test/unit/fit_text.h"

// A form whose second row has these cells; OCR printed its total weight.
#define DAMAGED(cells)                                                                             \
    HEAD HEADING AREA ROW_RATE(cells)                                                              \
    HERD GLAD TOTAL("1O0", "100")
#define VALUE    "/indicators/1/target/value"
#define OPERATOR "/indicators/1/target/op"

static void test_core_fit_operator__two(void **state)
{
    struct mem *mem = *state;
    // Full points: 290 cannot be the target of 91.
    struct form *f = fit_make_form(mem, DAMAGED("290%\t91%\t30\t30\t"));
    assert_cell(f, OPERATOR, "≥|repaired why.stand_in");
    assert_cell(f, VALUE, "90|repaired why.stand_in");
    // Points lost, or an actual above both: both can be.
    f = fit_make_form(mem, DAMAGED("290%\t91%\t30\t29\t"));
    assert_cell(f, OPERATOR, "|missing why.stand_in");
    assert_cell(f, VALUE, "290|doubtful why.stand_in");
    f = fit_make_form(mem, DAMAGED("290%\t达标\t30\t30\t"));
    assert_cell(f, VALUE, "290|doubtful why.stand_in");
    f = fit_make_form(mem, DAMAGED("20.5%\t91%\t30\t30\t"));
    assert_cell(f, VALUE, "20.5|doubtful why.stand_in");
    f = fit_make_form(mem, DAMAGED("290%\t91%\t30\t■\t"));
    assert_cell(f, VALUE, "290|doubtful why.stand_in");
}

static void test_core_fit_operator__no_two(void **state)
{
    struct mem *mem = *state;
    // What follows the 2 is no number; neither reading is met.
    static const char *const texts[] = {
        DAMAGED("205%\t91%\t30\t30\t"), DAMAGED("2%\t91%\t30\t30\t"),
        DAMAGED("295%\t91%\t30\t30\t"), DAMAGED("390%\t91%\t30\t30\t")};
    static const char *const values[] = {"205", "2", "295", "390"};
    for (size_t i = 0; i < LENGTH_OF(texts); i++) {
        struct form *f = fit_make_form(mem, texts[i]);
        assert_cell(f, OPERATOR, "absent");
        assert_cell(f, VALUE, values[i]);
    }
    struct form *f = fit_make_form(mem, DAMAGED("按期建成\t91%\t30\t30\t"));
    assert_cell(f, "/indicators/1/target/text", "按期建成");
    f = fit_make_form(mem, DAMAGED("≥290%\t91%\t30\t30\t"));
    assert_cell(f, OPERATOR, "≥");
    assert_cell(f, VALUE, "290");
}

static void test_core_fit_operator__greater(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, DAMAGED(">90%\t91%\t30\t30\t"));
    assert_cell(f, OPERATOR, "≥|doubtful why.stand_in");
    assert_cell(f, VALUE, "90");
}

static void test_core_fit_operator__undamaged(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, HEAD HEADING AREA ROW_RATE("290%\t91%\t30\t30\t")
                               HERD ROW_GLAD(">95%\t96%\t10\t10\t") TOTAL("100", "100"));
    assert_cell(f, OPERATOR, "absent");
    assert_cell(f, VALUE, "290");
    assert_cell(f, "/indicators/3/target/op", ">");
    // A form that prints no operators has lost none.
    f = fit_make_form(mem,
                      HEAD HEADING ROW_AREA("30亩\t31亩\t40\t40\t") ROW_RATE("290%\t91%\t30\t30\t")
                          ROW_HERD("12户\t12户\t20\t20\t") GLAD TOTAL("1O0", "100"));
    assert_cell(f, OPERATOR, "absent");
    assert_cell(f, VALUE, "290");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_operator__two),
        UNIT(test_core_fit_operator__no_two),
        UNIT(test_core_fit_operator__greater),
        UNIT(test_core_fit_operator__undamaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
