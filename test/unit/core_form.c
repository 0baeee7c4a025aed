// SPDX-License-Identifier: AGPL-3.0-or-later
// Cells: their numbers and states, the names that JSON prints, and the walk over all of them.
#include "base/buf.h"
#include "core/form.h"
#include "test/unit/rules.h"

static void test_core_form__number(void **state)
{
    static const struct {
        const char *text, *number; // "" if it has none
    } cases[] = {
        {"12.50", "12.50"},
        {"-3", "-3"},
        {"1,000,000.50", "1000000.50"},
        {"1,000", "1000"},
        {"12,345", "12345"},
        {"123,456", "123456"},
        {"1,00", ""},
        {",100", ""},
        {"1,0000", ""},
        {"1234,567", ""},
        {"1,234567", ""},
        {"1.5,000", ""},
        {"1,,000", ""},
        {"1,234,", ""},
        {"一", ""},
        {"100,000,000,000,000,000,000,000,000,000,000,000", ""},
        {"100,000,000,000,000,000,000", ""},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct cell cell = {.state = CELL_READ, .text = str_of(cases[i].text)};
        struct dec d;
        struct str got = form_number(&d, &cell) ? dec_print(*state, d) : STR("");
        assert_str(got, cases[i].number);
    }
}

static void test_core_form__states(void **state)
{
    (void)state;
    for (int i = CELL_ABSENT; i <= CELL_STATED; i++) {
        enum cell_state kept = (enum cell_state)i, back;
        assert_true(form_state_of(&back, str_of(form_state_name(kept))));
        assert_int_equal(back, kept);
        struct cell cell = {.state = kept, .text = STR("5")};
        bool has = kept == CELL_READ || kept == CELL_REPAIRED || kept == CELL_INFERRED ||
                   kept == CELL_DOUBTFUL || kept == CELL_STATED;
        struct dec d;
        assert_int_equal(form_has(&cell), has);
        assert_int_equal(form_number(&d, &cell), has);
        assert_int_equal(form_is_unsure(&cell), kept == CELL_MISSING || kept == CELL_DOUBTFUL);
    }
    enum cell_state none;
    assert_false(form_state_of(&none, STR("guessed")));
    struct cell empty = {.state = CELL_READ};
    assert_false(form_has(&empty));
    for (int i = SUPPORT_NONE; i <= SUPPORT_ALONE; i++) {
        enum cell_support back;
        assert_true(form_support_of(&back, str_of(form_support_name((enum cell_support)i))));
        assert_int_equal(back, i);
    }
    enum cell_support nothing;
    assert_false(form_support_of(&nothing, STR("sure")));
    for (int i = 0; i < COLUMNS; i++)
        assert_true(strlen(form_column_name((enum form_column)i)) > 0);
}

static void note_path(void *context, struct str path, int row, struct cell *cell)
{
    struct buf *out = context;
    buf_fmt(out, "%.*s %d %.*s\n", STR_FMT(path), row, STR_FMT(cell->text));
}

struct leaves {
    size_t n, numbers;
};

static void count_leaf(void *context, struct cell *cell, bool is_number)
{
    struct leaves *leaves = context;
    assert_true(cell->state != CELL_ABSENT);
    leaves->n++;
    leaves->numbers += is_number;
}

static void test_core_form__each_cell(void **state)
{
    struct form *form = rules_form(*state, "F|total||9|8|10|-|\nR|产出指标|?|甲|≥5人|6人|9|9\n"
                                           "T|100|19|优\n");
    struct buf out = buf_new(*state, BUF_SMALL);
    form_each_cell(*state, form, note_path, &out);
    assert_str(buf_str(&out), "/funds/0/name 0 total\n"
                              "/funds/0/adjusted 0 9\n"
                              "/funds/0/executed 0 8\n"
                              "/funds/0/weight 0 10\n"
                              "/funds/0/rate 0 \n"
                              "/indicators/0/level1 1 产出指标\n"
                              "/indicators/0/level2 1 \n"
                              "/indicators/0/level3 1 甲\n"
                              "/indicators/0/target/op 1 ≥\n"
                              "/indicators/0/target/value 1 5\n"
                              "/indicators/0/target/unit 1 人\n"
                              "/indicators/0/actual/value 1 6\n"
                              "/indicators/0/actual/unit 1 人\n"
                              "/indicators/0/weight 1 9\n"
                              "/indicators/0/score 1 9\n"
                              "/total/weight 0 100\n"
                              "/total/score 0 19\n"
                              "/grade 0 优\n");
    struct leaves leaves = {0};
    form_each_leaf(form, count_leaf, &leaves);
    assert_int_equal(leaves.n, 18);
    assert_int_equal(leaves.numbers, 10);
    assert_ptr_equal(form_total_fund(form), &form->funds[0]);
    form->funds[0].source = STR("other");
    assert_null(form_total_fund(form));
}

static void test_core_form__address(void **state)
{
    struct mem *mem = *state;
    struct fund funds[] = {
        {.source = STR("total")}, {.source = STR("other")}, {.source = STR("other")}};
    struct form form = {.funds = funds, .n_funds = 3};
    static const struct {
        const char *path, *address;
    } paths[] = {
        {"/funds/0/rate", "2.funds.total.rate"},
        {"/funds/2/rate", "2.funds.3.rate"},
        {"/funds", "2.funds"},
        {"/indicators/11/target/value", "2.12.target.value"},
        {"/indicators", "2.indicators"},
        {"/total/score", "2.total.score"},
        {"/project", "2.project"},
    };
    for (size_t i = 0; i < LENGTH_OF(paths); i++)
        assert_str(form_address(mem, &form, 2, str_of(paths[i].path)), paths[i].address);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_form__number),
        UNIT(test_core_form__states),
        UNIT(test_core_form__each_cell),
        UNIT(test_core_form__address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
