// SPDX-License-Identifier: AGPL-3.0-or-later
// The words for people in data/label: both languages say the same things.
#include "act/home.h"
#include "base/buf.h"
#include "base/tree.h"
#include "core/label.h"
#include "test/unit/unit.h"

static void add_leaves(struct mem *mem, struct map *out, const struct tree *map, struct str path)
{
    for (struct tree *c = map->first; c; c = c->next) {
        struct str key = buf_print(mem, "%.*s.%.*s", STR_FMT(path), STR_FMT(c->key));
        if (tree_is_scalar(c))
            map_put(out, key, c);
        else
            add_leaves(mem, out, c, key);
    }
}

static struct map leaves_of(struct mem *mem, const struct home *home, const char *path)
{
    struct map out = map_new(mem);
    struct err err = {0};
    struct tree *file;
    if (home_tree(mem, home, path, &file, &err) != RC_OK)
        fail_msg("%s: %s, line %.*s", path, err.key, STR_FMT(unit_arg(&err, "line")));
    add_leaves(mem, &out, file, STR_NONE);
    return out;
}

// True if every `{name}` of a stands in b.
static bool has_arguments_of(struct str a, struct str b)
{
    for (ptrdiff_t open; (open = str_find(a, STR("{"))) >= 0;) {
        a = str_slice(a, (size_t)open, a.len);
        ptrdiff_t close = str_find(a, STR("}"));
        if (close < 0 || !str_has(b, str_slice(a, 0, (size_t)close + 1)))
            return false;
        a = str_slice(a, (size_t)close + 1, a.len);
    }
    return true;
}

static void compare(struct mem *mem, const struct home *home, const char *path, const char *other)
{
    struct map here = leaves_of(mem, home, path), there = leaves_of(mem, home, other);
    for (size_t i = 0; i < here.n; i++) {
        const struct tree *a = here.at[i].value, *b = map_get(&there, here.at[i].key);
        if (!b)
            fail_msg("%s:%d has %.*s, %s has not", path, a->line, STR_FMT(here.at[i].key), other);
        if (!a->text.len)
            fail_msg("%s:%d says nothing", path, a->line);
        if (!has_arguments_of(a->text, b->text))
            fail_msg("%s:%d has arguments that %s:%d has not", path, a->line, other, b->line);
    }
}

static void test_data_label__languages_agree(void **state)
{
    struct mem *mem = *state;
    struct home home;
    struct err err = {0};
    size_t n = 0;
    assert_int_equal(home_open(mem, &home, NULL, &err), RC_OK);
    for (size_t i = 0; i < home.n; i++) {
        struct str path = str_of(home.files[i].path), head = STR("data/label/");
        if (!str_starts(path, head))
            continue;
        const char *lang = str_has(path, STR("/zh/")) ? "en" : "zh";
        struct str name = str_slice(path, head.len + 3, path.len);
        compare(mem, &home, path.ptr,
                buf_print(mem, "data/label/%s/%.*s", lang, STR_FMT(name)).ptr);
        n++;
    }
    assert_true(n >= 4);
}

// A key stands in one file of a language only: which of two would win depends on their names.
static void test_data_label__keys_are_told_once(void **state)
{
    struct mem *mem = *state;
    struct home home;
    struct err err = {0};
    assert_int_equal(home_open(mem, &home, NULL, &err), RC_OK);
    struct map seen = map_new(mem);
    for (size_t i = 0; i < home.n; i++) {
        if (!str_starts(str_of(home.files[i].path), STR("data/label/zh/")))
            continue;
        struct map leaves = leaves_of(mem, &home, home.files[i].path);
        for (size_t j = 0; j < leaves.n; j++) {
            const char *before =
                map_put(&seen, leaves.at[j].key, (void *)(uintptr_t)home.files[i].path);
            if (before)
                fail_msg("%.*s stands in %s and %s", STR_FMT(leaves.at[j].key), before,
                         home.files[i].path);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_data_label__languages_agree),
        UNIT(test_data_label__keys_are_told_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
