// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/tree.h"
#include "codec/yaml.h"
#include "core/label.h"
#include "test/unit/unit.h"

static enum rc add(struct mem *mem, struct labels *labels, enum lang lang, const char *text,
                   struct err *err)
{
    struct tree *file;
    assert_int_equal(yaml_read(mem, &file, str_of(text), STR("x"), err), RC_OK);
    return label_add(labels, lang, file, err);
}

static void test_core_label__texts(void **state)
{
    struct mem *mem = *state;
    struct labels labels;
    struct err err = {0};
    label_init(&labels, mem);
    assert_int_equal(add(mem, &labels, LANG_ZH, "a:\n  b: 甲\n  c: {d: 乙}\ne: 丙\n", &err), RC_OK);
    assert_int_equal(add(mem, &labels, LANG_EN, "a: {b: one}\n", &err), RC_OK);
    assert_str(label_text(mem, &labels, LANG_ZH, "a.b", NULL, 0), "甲");
    assert_str(label_text(mem, &labels, LANG_ZH, "a.c.d", NULL, 0), "乙");
    assert_str(label_text(mem, &labels, LANG_ZH, "e", NULL, 0), "丙");
    assert_str(label_text(mem, &labels, LANG_EN, "a.b", NULL, 0), "one");
    assert_str(label_text(mem, &labels, LANG_EN, "a.c.d", NULL, 0), "a.c.d"); // not there
    struct text2 both = label_both(mem, &labels, "a.b", NULL, 0);
    assert_str(both.zh, "甲");
    assert_str(both.en, "one");
    // Laid over: the later text replaces the earlier one.
    assert_int_equal(add(mem, &labels, LANG_ZH, "a: {b: 丁}\n", &err), RC_OK);
    assert_str(label_text(mem, &labels, LANG_ZH, "a.b", NULL, 0), "丁");
    assert_str(label_text(mem, &labels, LANG_ZH, "a.c.d", NULL, 0), "乙");
}

static void test_core_label__arguments(void **state)
{
    struct mem *mem = *state;
    struct labels labels;
    struct err err = {0};
    label_init(&labels, mem);
    assert_int_equal(add(mem, &labels, LANG_ZH,
                         "a: '{x}对{y}，{x}{z} {'\n"
                         "b: 无\nc: '{'\nd: 'x{'\n",
                         &err),
                     RC_OK);
    const struct err_arg args[] = {{"x", STR("一")}, {"y", STR("{x}")}, {"b", STR("no")}};
    // A value is put in as it is; what names nothing stays.
    assert_str(label_text(mem, &labels, LANG_ZH, "a", args, 2), "一对{x}，一{z} {");
    assert_str(label_text(mem, &labels, LANG_ZH, "a", args, 0), "{x}对{y}，{x}{z} {");
    assert_str(label_text(mem, &labels, LANG_ZH, "b", args, 3), "无");
    assert_str(label_text(mem, &labels, LANG_ZH, "c", args, 3), "{");
    assert_str(label_text(mem, &labels, LANG_ZH, "d", args, 3), "x{");
}

static void test_core_label__failure(void **state)
{
    struct mem *mem = *state;
    struct labels labels;
    struct err err = {0}, told = {0};
    label_init(&labels, mem);
    assert_int_equal(
        add(mem, &labels, LANG_EN, "err: {file: {open: 'no {path}: {reason}'}}\n", &err), RC_OK);
    err_set(&told, RC_INPUT, "err.file.open");
    err_arg(&told, "reason", STR("gone"));
    err_arg(&told, "path", STR("a.txt"));
    assert_str(label_err(mem, &labels, LANG_EN, &told), "no a.txt: gone");
}

static void test_core_label__refused(void **state)
{
    struct mem *mem = *state;
    struct labels labels;
    struct err err = {0};
    label_init(&labels, mem);
    assert_int_equal(add(mem, &labels, LANG_ZH, "- a\n", &err), RC_INPUT);
    assert_string_equal(err.key, "err.label.map");
    assert_int_equal(add(mem, &labels, LANG_ZH, "a:\n  b: [x]\n", &err), RC_INPUT);
    assert_str(unit_arg(&err, "line"), "2");
    assert_str(unit_arg(&err, "column"), "6");
    err_arg(&err, "file", STR("x.yaml")); // there is room for what the caller adds
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_label__texts),
        UNIT(test_core_label__arguments),
        UNIT(test_core_label__failure),
        UNIT(test_core_label__refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
