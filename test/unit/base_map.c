// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"
#include "base/map.h"
#include "test/unit/unit.h"

static void test_base_map__put_and_get(void **state)
{
    struct map map = map_new(*state);
    int one = 1, two = 2;
    assert_null(map_get(&map, STR("a")));
    assert_null(map_put(&map, STR("a"), &one));
    assert_null(map_put(&map, STR(""), &two));
    assert_ptr_equal(map_get(&map, STR("a")), &one);
    assert_ptr_equal(map_get(&map, STR("")), &two);
    assert_null(map_get(&map, STR("b")));
    assert_ptr_equal(map_put(&map, STR("a"), &two), &one);
    assert_ptr_equal(map_get(&map, STR("a")), &two);
    assert_int_equal(map.n, 2);
}

static void test_base_map__many_in_order(void **state)
{
    struct mem *mem = *state;
    struct map map = map_new(mem);
    enum { MANY = 5000 };
    int *numbers = MEM_ARRAY(mem, MANY, int);
    for (int i = 0; i < MANY; i++) {
        numbers[i] = i;
        assert_null(map_put(&map, buf_print(mem, "key %d", i), &numbers[i]));
    }
    assert_int_equal(map.n, MANY);
    for (int i = 0; i < MANY; i++) {
        struct str key = buf_print(mem, "key %d", i);
        assert_ptr_equal(map_get(&map, key), &numbers[i]);
        assert_ptr_equal(map.at[i].value, &numbers[i]);
        assert_true(str_eq(map.at[i].key, key));
    }
    assert_true(map.n_slots >= 2 * map.n);
}

static void test_base_map__hash(void **state)
{
    (void)state;
    assert_true(map_hash(STR("a")) == map_hash(STR("a")));
    assert_true(map_hash(STR("a")) != map_hash(STR("b")));
    assert_true(map_hash(STR("ab")) != map_hash(STR("ba")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_base_map__put_and_get),
        UNIT(test_base_map__many_in_order),
        cmocka_unit_test(test_base_map__hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
