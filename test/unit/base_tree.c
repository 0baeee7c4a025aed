// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"
#include "base/tree.h"
#include "test/unit/unit.h"

static struct tree *add(struct mem *mem, struct tree *map, struct str key, enum tree_kind kind,
                        struct str text)
{
    struct tree *child = tree_new(mem, kind, 1, 1);
    child->key = key;
    child->text = text;
    tree_add(map, child);
    return child;
}

static void test_base_tree__children(void **state)
{
    struct mem *mem = *state;
    struct tree *map = tree_new(mem, TREE_MAP, 3, 4);
    assert_int_equal(map->line, 3);
    assert_int_equal(map->col, 4);
    struct tree *a = add(mem, map, STR("a"), TREE_TEXT, STR("one"));
    struct tree *b = add(mem, map, STR("b"), TREE_LIST, STR_NONE);
    add(mem, map, STR("c"), TREE_NULL, STR("null"));
    assert_int_equal(map->n, 3);
    assert_ptr_equal(map->first, a);
    assert_ptr_equal(a->next, b);
    assert_ptr_equal(tree_get(map, "b"), b);
    assert_null(tree_get(map, "d"));
    assert_null(tree_get(NULL, "a"));
    assert_null(tree_get(b, "a"));
    assert_str(tree_text(map, "a"), "one");
    assert_str(tree_text(map, "b"), "");
    assert_str(tree_text(map, "d"), "");
    assert_true(tree_is_scalar(a));
    assert_false(tree_is_scalar(b));
    assert_false(tree_is_scalar(map));
    assert_false(tree_is_scalar(NULL));
}

static void test_base_tree__twice(void **state)
{
    struct mem *mem = *state;
    for (int n = 2; n < 40; n += 3) {
        struct tree *map = tree_new(mem, TREE_MAP, 1, 1);
        for (int i = 0; i < n; i++)
            add(mem, map, buf_print(mem, "%d", i), TREE_TEXT, STR_NONE);
        assert_null(tree_twice(mem, map));
        struct tree *again = add(mem, map, STR("0"), TREE_TEXT, STR_NONE);
        add(mem, map, STR("1"), TREE_TEXT, STR_NONE);
        assert_ptr_equal(tree_twice(mem, map), again);
    }
}

static void test_base_tree__suggest(void **state)
{
    (void)state;
    static const char *const words[] = {"rounding", "bands", "caps"};
    assert_string_equal(tree_suggest(STR("roundng"), words, 3), "rounding");
    assert_string_equal(tree_suggest(STR("cap"), words, 3), "caps");
    assert_string_equal(tree_suggest(STR("bands"), words, 3), "bands");
    assert_null(tree_suggest(STR("weight"), words, 3));
    assert_null(tree_suggest(STR("caps"), words, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_base_tree__children),
        UNIT(test_base_tree__twice),
        cmocka_unit_test(test_base_tree__suggest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
