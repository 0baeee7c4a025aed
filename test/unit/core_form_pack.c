// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows as bytes and back, and forms moved out of memory that is emptied.
#include "core/form.h"
#include "test/unit/unit.h"

enum { ROWS = 3 };

static const char word[] = "新装直饮水点";

static void make_rows(struct row *rows)
{
    static const struct place far = {2000000000, 70000, 4000000000u, 4000000001u};
    memset(rows, 0, ROWS * sizeof(*rows));
    rows[0].level3 = (struct cell){.text = str_of(word), .state = CELL_READ};
    rows[0].level1 = (struct cell){
        .text = str_of(word), .raw = str_of(word), .state = CELL_REPAIRED, .why = "why.torn"};
    rows[0].target.op = (struct cell){.text = STR("≥"), .raw = STR(">="), .state = CELL_STATED};
    rows[0].weight = (struct cell){.state = CELL_MISSING, .why = "why.not_there", .at = far};
    rows[2].unit_column = (struct cell){.text = STR("5"),
                                        .state = CELL_READ,
                                        .support = SUPPORT_ALONE,
                                        .at = {1, 2, 3, 4},
                                        .first_token = 300000,
                                        .n_tokens = (1u << CELL_TOKEN_BITS) - 1};
    rows[2].reason = (struct cell){.raw = STR("-"), .state = CELL_DASH};
}

static void test_core_form_pack__and_back(void **state)
{
    struct row rows[ROWS], same[ROWS];
    make_rows(rows);
    make_rows(same);
    struct form form = {.rows = rows, .n_rows = ROWS, .is_department = true};
    form_pack(*state, mem_scratch(*state), &form);
    assert_int_equal(form.n_rows, 0);
    assert_null(form.rows);
    assert_int_equal(form.n_packed, ROWS);
    assert_true(form.packed.len < sizeof(rows) / 8);
    memset(rows, 0xFF, sizeof(rows));
    struct form again = form_unpack(*state, &form);
    assert_int_equal(again.n_rows, ROWS);
    assert_int_equal(again.n_packed, 0);
    assert_true(again.is_department);
    assert_memory_equal(again.rows, same, sizeof(same));
}

static void test_core_form_pack__nothing(void **state)
{
    struct row rows[ROWS];
    struct form form = {.rows = rows, .n_rows = ROWS}, none = {0};
    struct form same = form_unpack(*state, &form); // was never packed
    assert_ptr_equal(same.rows, rows);
    form_pack(*state, mem_scratch(*state), &none);
    same = form_unpack(*state, &none);
    assert_int_equal(same.n_rows, 0);
}

// Everything that lies in the two arenas is moved, and nothing else.
static void test_core_form_keep__moves(void **state)
{
    struct mem *mem = *state, *a = mem_new(UNIT_CEILING), *b = mem_new(UNIT_CEILING);
    struct str in_a = str_copy(a, STR("甲")), in_b = str_copy(b, STR("乙")), stays = str_of(word);
    struct cell cell = {
        .text = in_a, .raw = in_b, .why = str_cstr(a, STR("why.x")), .state = CELL_REPAIRED};
    struct form form = {.project = cell,
                        .title = {.text = stays, .why = "why.y", .state = CELL_DOUBTFUL},
                        .funds = MEM_NEW(a, struct fund),
                        .n_funds = 1,
                        .rows = MEM_NEW(b, struct row),
                        .n_rows = 1,
                        .classes = MEM_NEW(a, struct class_weight),
                        .n_classes = 1,
                        .notes = MEM_NEW(a, struct note),
                        .n_notes = 1,
                        .remains = MEM_NEW(b, struct str),
                        .n_remains = 1,
                        .explanation = in_b};
    form.funds[0].source = in_a;
    form.funds[0].rate = cell;
    form.rows[0].reason = cell;
    form.classes[0] = (struct class_weight){in_a, cell};
    form.notes[0] = (struct note){.name = in_a, .text = in_b};
    form.remains[0] = in_b;
    form_keep_texts(mem, &form, a, b);
    form_keep_arrays(mem, &form, a, b);
    mem_free(a);
    mem_free(b);
    assert_str(form.project.text, "甲");
    assert_str(form.project.raw, "乙");
    assert_string_equal(form.project.why, "why.x");
    assert_ptr_equal(form.title.text.ptr, word);
    assert_str(form.funds[0].source, "甲");
    assert_str(form.funds[0].rate.raw, "乙");
    assert_str(form.rows[0].reason.text, "甲");
    assert_str(form.classes[0].name, "甲");
    assert_str(form.classes[0].weight.raw, "乙");
    assert_str(form.notes[0].name, "甲");
    assert_str(form.notes[0].text, "乙");
    assert_str(form.remains[0], "乙");
    assert_str(form.explanation, "乙");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_form_pack__and_back),
        UNIT(test_core_form_pack__nothing),
        UNIT(test_core_form_keep__moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
