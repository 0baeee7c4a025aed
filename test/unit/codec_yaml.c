// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"
#include "base/limit.h"
#include "base/tree.h"
#include "codec/yaml.h"
#include "test/unit/unit.h"

static struct tree *read_good(struct mem *mem, const char *text)
{
    struct err err = {0};
    struct tree *tree = NULL;
    if (yaml_read(mem, &tree, str_of(text), STR("a.yaml"), &err) != RC_OK)
        fail_msg("%s: %.*s", err.key, STR_FMT(unit_arg(&err, "problem")));
    return tree;
}

static void test_codec_yaml__values(void **state)
{
    struct tree *t = read_good(*state, "# words\n"
                                       "a: no\n"
                                       "乙: [1, '2', \"3\\n\"]\n"
                                       "c:\n"
                                       "  - x: |\n"
                                       "      two\n"
                                       "      lines\n"
                                       "    y:\n"
                                       "  - 010\n"
                                       "'<<': kept\n");
    assert_int_equal(t->kind, TREE_MAP);
    assert_int_equal(t->n, 4);
    // Every scalar is text, as written.
    assert_int_equal(tree_get(t, "a")->kind, TREE_TEXT);
    assert_str(tree_text(t, "a"), "no");
    const struct tree *list = tree_get(t, "乙");
    assert_int_equal(list->kind, TREE_LIST);
    assert_int_equal(list->key_line, 3);
    assert_int_equal(list->key_col, 1);
    assert_int_equal(list->line, 3);
    assert_int_equal(list->col, 4); // columns count characters
    assert_str(list->first->text, "1");
    assert_str(list->first->next->next->text, "3\n");
    const struct tree *x = tree_get(tree_get(t, "c")->first, "x");
    assert_str(x->text, "two\nlines\n");
    assert_int_equal(x->line, 5);
    assert_int_equal(x->col, 8);
    assert_int_equal(tree_get(tree_get(t, "c")->first, "y")->kind, TREE_TEXT);
    assert_str(tree_get(t, "c")->last->text, "010");
    assert_str(tree_text(t, "<<"), "kept");
}

static void test_codec_yaml__root(void **state)
{
    assert_str(read_good(*state, "word")->text, "word");
    assert_int_equal(read_good(*state, "--- []\n...\n")->kind, TREE_LIST);
    assert_int_equal(read_good(*state, "\xEF\xBB\xBF"
                                       "a: 1\n")
                         ->n,
                     1);
}

static const struct {
    struct str text;
    const char *key;
    int line, col;
} bad[] = {
    {{"", 0}, "err.yaml.empty", 1, 1},
    {{NULL, 0}, "err.yaml.empty", 1, 1},
    {{"# only words\n", 13}, "err.yaml.empty", 2, 1},
    {{"a: &x 1\n", 8}, "err.yaml.anchor", 1, 4},
    {{"a: &x [1]\n", 10}, "err.yaml.anchor", 1, 4},
    {{"a: &x {b: 1}\n", 13}, "err.yaml.anchor", 1, 4},
    {{"a: 1\nb: *x\n", 11}, "err.yaml.alias", 2, 4},
    {{"a: !!int 1\n", 11}, "err.yaml.tag", 1, 4},
    {{"a: !x [1]\n", 10}, "err.yaml.tag", 1, 4},
    {{"a: !x {b: 1}\n", 13}, "err.yaml.tag", 1, 4},
    {{"a: 1\n<<: 2\n", 11}, "err.yaml.merge", 2, 1},
    {{"? [a]\n: 1\n", 10}, "err.yaml.key", 1, 3},
    {{"a: 1\n---\nb: 1\n", 14}, "err.yaml.documents", 2, 1},
    {{"a: 1\nb: 2\na: 3\n", 15}, "err.yaml.twice", 3, 1},
    {{"a: {x: 1, x: 2}\n", 16}, "err.yaml.twice", 1, 11},
    {{"a: [1\n", 6}, "err.yaml.syntax", 2, 1},
    {{"a: 1\n b: 2\n", 11}, "err.yaml.syntax", 2, 3},
    {{"a: \"\\0\"\n", 8}, "err.yaml.nul", 1, 4},
    {{"a: 1\n年\xFF\n", 10}, "err.yaml.utf8", 2, 2},
    {{"a: 1\nb: \x01\n", 10}, "err.yaml.syntax", 2, 4},
};

static void test_codec_yaml__refused(void **state)
{
    struct mem *mem = *state;
    for (size_t i = 0; i < LENGTH_OF(bad); i++) {
        struct err err = {0};
        struct tree *tree;
        enum rc rc = yaml_read(mem, &tree, bad[i].text, STR("a.yaml"), &err);
        if (rc != RC_INPUT || strcmp(err.key, bad[i].key) != 0)
            fail_msg("%s gave %s", bad[i].text.ptr, err.key);
        assert_str(unit_arg(&err, "file"), "a.yaml");
        if (!str_eq(unit_arg(&err, "line"), buf_print(mem, "%d", bad[i].line)) ||
            !str_eq(unit_arg(&err, "column"), buf_print(mem, "%d", bad[i].col)))
            fail_msg("%s gave %.*s:%.*s", bad[i].text.ptr, STR_FMT(unit_arg(&err, "line")),
                     STR_FMT(unit_arg(&err, "column")));
        if (strcmp(err.key, "err.yaml.syntax") == 0)
            assert_true(unit_arg(&err, "problem").len > 0);
    }
}

static void test_codec_yaml__twice_names_the_key(void **state)
{
    struct err err = {0};
    struct tree *tree;
    assert_int_equal(yaml_read(*state, &tree, STR("分值: 1\n分值: 2\n"), STR("x"), &err), RC_INPUT);
    assert_str(unit_arg(&err, "key"), "分值");
}

static void test_codec_yaml__depth(void **state)
{
    struct mem *mem = *state;
    struct err err = {0};
    struct tree *tree;
    struct buf buf = buf_new(mem, BUF_SMALL);
    buf_fill(&buf, '[', limit_of(LIMIT_YAML_DEPTH));
    buf_fill(&buf, ']', limit_of(LIMIT_YAML_DEPTH));
    assert_int_equal(yaml_read(mem, &tree, buf_str(&buf), STR("x"), &err), RC_OK);
    buf_reset(&buf);
    buf_fill(&buf, '[', limit_of(LIMIT_YAML_DEPTH) + 1);
    assert_int_equal(yaml_read(mem, &tree, buf_str(&buf), STR("x"), &err), RC_REFUSED);
    assert_string_equal(err.key, "err.yaml.depth");
    assert_str(unit_arg(&err, "most"), "32");
}

static void test_codec_yaml__nodes(void **state)
{
    struct mem *mem = *state;
    struct err err = {0};
    struct tree *tree;
    struct buf buf = buf_new(mem, 1 << 22);
    for (size_t i = 0; i < limit_of(LIMIT_YAML_NODES) - 1; i++) // and the list itself
        buf_add(&buf, STR("- 1\n"));
    assert_int_equal(yaml_read(mem, &tree, buf_str(&buf), STR("x"), &err), RC_OK);
    buf_add(&buf, STR("- 1\n"));
    assert_int_equal(yaml_read(mem, &tree, buf_str(&buf), STR("x"), &err), RC_REFUSED);
    assert_string_equal(err.key, "err.yaml.nodes");
    assert_str(unit_arg(&err, "most"), "200000");
}

struct sweep {
    struct mem *mem;
    enum rc rc;
};

static void read_one(void *context)
{
    struct sweep *s = context;
    struct err err = {0};
    struct tree *tree;
    s->rc = yaml_read(s->mem, &tree, STR("a: [1, {b: c}]\nd: 'e'\n"), STR("x"), &err);
}

// Memory fails at each place in turn: libyaml's own memory is given back (LeakSanitizer looks).
static void test_codec_yaml__memory_sweep(void **state)
{
    struct mem *mem = *state;
    for (size_t n = 1;; n++) {
        struct sweep sweep = {.mem = mem};
        mem_fail_at(mem, n);
        enum rc rc = mem_guard(mem, read_one, &sweep);
        if (rc == RC_OK) {
            assert_int_equal(sweep.rc, RC_OK);
            assert_true(n > 8);
            return;
        }
        assert_int_equal(rc, RC_MEMORY);
        assert_int_equal(mem_used(mem), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_codec_yaml__values),       UNIT(test_codec_yaml__root),
        UNIT(test_codec_yaml__refused),      UNIT(test_codec_yaml__twice_names_the_key),
        UNIT(test_codec_yaml__depth),        UNIT(test_codec_yaml__nodes),
        UNIT(test_codec_yaml__memory_sweep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
