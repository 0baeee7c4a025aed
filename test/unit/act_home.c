// SPDX-License-Identifier: AGPL-3.0-or-later
#include "act/home.h"

#include "base/hash.h"
#include "base/limit.h"
#include "base/tree.h"
#include "core/label.h"
#include "test/unit/place.h"

static struct home open_good(struct mem *mem, const char *dir)
{
    struct home home;
    struct err err = {0};
    if (home_open(mem, &home, dir, &err) != RC_OK)
        fail_msg("%s", err.key);
    return home;
}

static void test_act_home__embedded(void **state)
{
    struct unit_place *p = *state;
    struct home home = open_good(p->mem, NULL);
    assert_int_equal(home.n, home_n_files);
    for (size_t i = 1; i < home.n; i++)
        assert_true(strcmp(home.files[i - 1].path, home.files[i].path) < 0);
    for (size_t i = 0; i < home.n; i++)
        assert_ptr_equal(home_find(&home, str_of(home.files[i].path)), &home.files[i]);
    assert_null(home_find(&home, STR("data/none.yaml")));
    assert_null(home_find(&home, STR("")));
    assert_null(home_find(&home, STR("zzz")));
    assert_int_equal(home.digest.len, HASH_HEX);
    struct home again = open_good(p->mem, NULL);
    assert_true(str_eq(home.digest, again.digest));
}

// The digest is that of the lines sha256sum prints.
static void test_act_home__digest(void **state)
{
    struct unit_place *p = *state;
    struct home home = open_good(p->mem, NULL);
    struct buf lines = buf_new(p->mem, 1 << 20);
    for (size_t i = 0; i < home.n; i++) {
        struct str sum = hash_sha256(p->mem, (struct str){home.files[i].bytes, home.files[i].len});
        buf_fmt(&lines, "%.*s  %s\n", STR_FMT(sum), home.files[i].path);
    }
    assert_true(str_eq(home.digest, hash_sha256(p->mem, buf_str(&lines))));
}

static struct str bytes_of(const struct home_file *file)
{
    return (struct str){file->bytes, file->len};
}

static void make_folders(struct unit_place *p)
{
    assert_int_equal(mkdir(place_path(p, "data"), 0700), 0);
    assert_int_equal(mkdir(place_path(p, "data/label"), 0700), 0);
    assert_int_equal(mkdir(place_path(p, "data/label/zh"), 0700), 0);
    assert_int_equal(mkdir(place_path(p, "data/label/en"), 0700), 0);
    assert_int_equal(mkdir(place_path(p, "form"), 0700), 0);
}

static void test_act_home__laid_over(void **state)
{
    struct unit_place *p = *state;
    make_folders(p);
    place_write(place_path(p, "data/label/zh/err.yaml"), "err: {memory: 满了}\n");
    place_write(place_path(p, "data/zzz.yaml"), "new: 1\n");
    place_write(place_path(p, "data/aaa.txt"), "first\n");
    place_write(place_path(p, "data/aaa.yaml~"), "no data\n");
    place_write(place_path(p, "form/mine.yaml"), "x: 1\n");
    place_write(place_path(p, "other.yaml"), "x: 1\n");
    struct home plain = open_good(p->mem, NULL), home = open_good(p->mem, p->folder);
    assert_int_equal(home.n, plain.n + 3);
    for (size_t i = 1; i < home.n; i++)
        assert_true(strcmp(home.files[i - 1].path, home.files[i].path) < 0);
    const struct home_file *f = home_find(&home, STR("data/label/zh/err.yaml"));
    assert_str(bytes_of(f), "err: {memory: 满了}\n");
    f = home_find(&home, STR("data/aaa.txt"));
    assert_str(bytes_of(f), "first\n");
    assert_non_null(home_find(&home, STR("form/mine.yaml")));
    assert_null(home_find(&home, STR("other.yaml")));
    assert_null(home_find(&home, STR("data/aaa.yaml~")));
    // What is not laid over is the embedded file itself.
    f = home_find(&home, STR("data/label/en/err.yaml"));
    assert_ptr_equal(f->bytes, home_find(&plain, STR("data/label/en/err.yaml"))->bytes);
    assert_false(str_eq(home.digest, plain.digest));
}

static void test_act_home__refused(void **state)
{
    struct unit_place *p = *state;
    struct home home;
    struct err err = {0};
    assert_int_equal(home_open(p->mem, &home, p->folder, &err), RC_INPUT);
    assert_string_equal(err.key, "err.home.folder");
    assert_str(unit_arg(&err, "path"), p->folder);
    assert_int_equal(home_open(p->mem, &home, place_path(p, "none"), &err), RC_INPUT);
    assert_string_equal(err.key, "err.home.folder");
    make_folders(p);
    assert_int_equal(symlink(".", place_path(p, "data/circle")), 0);
    assert_int_equal(home_open(p->mem, &home, p->folder, &err), RC_REFUSED);
    assert_string_equal(err.key, "err.file.deep");
    assert_int_equal(unlink(place_path(p, "data/circle")), 0);
    place_write(place_path(p, "form/big.yaml"), "");
    assert_int_equal(
        truncate(place_path(p, "form/big.yaml"), (off_t)limit_of(LIMIT_HOME_FILE_BYTES) + 1), 0);
    assert_int_equal(home_open(p->mem, &home, p->folder, &err), RC_REFUSED);
    assert_string_equal(err.key, "err.file.large");
}

static void test_act_home__tree(void **state)
{
    struct unit_place *p = *state;
    struct home home;
    struct err err = {0};
    struct tree *tree;
    make_folders(p);
    place_write(place_path(p, "data/good.yaml"), "a: b\n");
    place_write(place_path(p, "data/bad.yaml"), "a: [b\n");
    home = open_good(p->mem, p->folder);
    assert_int_equal(home_tree(p->mem, &home, "data/good.yaml", &tree, &err), RC_OK);
    assert_str(tree_text(tree, "a"), "b");
    assert_int_equal(home_tree(p->mem, &home, "data/bad.yaml", &tree, &err), RC_INPUT);
    assert_string_equal(err.key, "err.yaml.syntax");
    assert_str(unit_arg(&err, "file"), "data/bad.yaml");
    assert_int_equal(home_tree(p->mem, &home, "data/none.yaml", &tree, &err), RC_INPUT);
    assert_string_equal(err.key, "err.home.file");
    assert_str(unit_arg(&err, "path"), "data/none.yaml");
}

static void test_act_home__labels(void **state)
{
    struct unit_place *p = *state;
    struct home home = open_good(p->mem, NULL);
    struct labels labels;
    struct err err = {0}, told = {0};
    assert_int_equal(home_labels(p->mem, &home, &labels, &err), RC_OK);
    err_set(&told, RC_INPUT, "err.file.folder");
    err_arg(&told, "path", STR("甲/乙"));
    assert_str(label_err(p->mem, &labels, LANG_ZH, &told),
               "甲/乙 是文件夹，不是文件；请给出里面的文件。");
    assert_str(label_err(p->mem, &labels, LANG_EN, &told),
               "甲/乙 is a folder, not a file; name the files in it.");
}

static void test_act_home__labels_refused(void **state)
{
    struct unit_place *p = *state;
    static const struct {
        const char *path, *text, *key;
    } cases[] = {
        {"data/label/zh/x.yaml", "a: [b]\n", "err.label.map"},
        {"data/label/zh/x.yaml", "a: 1\na: 2\n", "err.yaml.twice"},
        {"data/label/en/x.yaml", "- b\n", "err.label.map"},
    };
    make_folders(p);
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        const char *path = place_path(p, cases[i].path);
        place_write(path, cases[i].text);
        struct home home = open_good(p->mem, p->folder);
        struct labels labels;
        struct err err = {0};
        assert_int_equal(home_labels(p->mem, &home, &labels, &err), RC_INPUT);
        assert_string_equal(err.key, cases[i].key);
        assert_str(unit_arg(&err, "file"), cases[i].path);
        assert_int_equal(unlink(path), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE(test_act_home__embedded),       PLACE(test_act_home__digest),
        PLACE(test_act_home__laid_over),      PLACE(test_act_home__refused),
        PLACE(test_act_home__tree),           PLACE(test_act_home__labels),
        PLACE(test_act_home__labels_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
