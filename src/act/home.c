// SPDX-License-Identifier: AGPL-3.0-or-later
#include "act/home.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/os.h"
#include "codec/yaml.h"
#include "core/label.h"

static int compare_files(const void *a, const void *b)
{
    const struct home_file *x = a, *y = b;
    return strcmp(x->path, y->path);
}

enum limit home_limit(struct str head)
{
    (void)head;
    return LIMIT_HOME_FILE_BYTES;
}

static bool is_data(struct str path)
{
    return str_ends(path, STR(".yaml")) || str_ends(path, STR(".txt")) ||
           str_ends(path, STR(".css"));
}

// Puts a file among the first n, which are in order: in the place of its namesake, or at `*end`.
static void lay_over(struct home *home, size_t n, size_t *end, struct home_file file)
{
    struct home_file *old = bsearch(&file, home->files, n, sizeof(*home->files), compare_files);
    if (old)
        *old = file;
    else
        home->files[(*end)++] = file;
}

static enum rc read_overlay(struct mem *mem, struct home *home, const char *dir, const char *part,
                            struct err *err)
{
    const char *folder = buf_print(mem, "%s/%s", dir, part).ptr;
    struct str *paths;
    size_t n, end = home->n;
    enum rc rc = os_list_files(mem, &paths, &n, folder, LIMIT_HOME_FILES, LIMIT_HOME_DEPTH, err);
    if (rc != RC_OK)
        return rc;
    home->files = mem_grow(mem, home->files, home->n, home->n + n, sizeof(*home->files));
    for (size_t i = 0; i < n; i++) {
        if (!is_data(paths[i]))
            continue;
        struct str bytes;
        const char *path = buf_print(mem, "%s/%.*s", part, STR_FMT(paths[i])).ptr;
        rc = os_read_file(mem, &bytes, buf_print(mem, "%s/%s", dir, path).ptr, home_limit, err);
        if (rc != RC_OK)
            return rc;
        lay_over(home, home->n, &end, (struct home_file){path, bytes.ptr, bytes.len});
    }
    home->n = end;
    qsort(home->files, home->n, sizeof(*home->files), compare_files);
    return RC_OK;
}

static struct str digest_of(struct mem *mem, const struct home *home)
{
    struct buf lines = buf_new(mem, SIZE_MAX / 2);
    for (size_t i = 0; i < home->n; i++) {
        const struct home_file *f = &home->files[i];
        buf_add(&lines, hash_sha256(mem, (struct str){f->bytes, f->len}));
        buf_fmt(&lines, "  %s\n", f->path);
    }
    return hash_sha256(mem, buf_str(&lines));
}

enum rc home_open(struct mem *mem, struct home *out, const char *dir, struct err *err)
{
    static const char *const parts[] = {"data", "form"};
    *out = (struct home){.n = home_n_files};
    out->files = mem_grow(mem, home_files, out->n, out->n, sizeof(*out->files));
    qsort(out->files, out->n, sizeof(*out->files), compare_files);
    bool is_home = !dir;
    for (size_t i = 0; dir && i < LENGTH_OF(parts); i++) {
        if (!os_is_folder(buf_print(mem, "%s/%s", dir, parts[i]).ptr))
            continue;
        is_home = true;
        enum rc rc = read_overlay(mem, out, dir, parts[i], err);
        if (rc != RC_OK)
            return rc;
    }
    if (!is_home) {
        err_set(err, RC_INPUT, "err.home.folder");
        err_arg(err, "path", str_copy(mem, str_of(dir)));
        return RC_INPUT;
    }
    out->digest = digest_of(mem, out);
    return RC_OK;
}

const struct home_file *home_find(const struct home *home, struct str path)
{
    size_t from = 0, to = home->n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int c = str_cmp(path, str_of(home->files[middle].path));
        if (!c)
            return &home->files[middle];
        if (c < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return NULL;
}

enum rc home_tree(struct mem *mem, const struct home *home, const char *path, struct tree **out,
                  struct err *err)
{
    const struct home_file *file = home_find(home, str_of(path));
    if (!file) {
        err_set(err, RC_INPUT, "err.home.file");
        err_arg(err, "path", str_of(path));
        return RC_INPUT;
    }
    return yaml_read(mem, out, (struct str){file->bytes, file->len}, str_of(path), err);
}

static enum rc add_labels(struct mem *mem, const struct home *home, struct labels *labels,
                          enum lang lang, struct str folder, struct err *err)
{
    for (size_t i = 0; i < home->n; i++) {
        const char *path = home->files[i].path;
        if (!str_starts(str_of(path), folder))
            continue;
        struct tree *file;
        enum rc rc = home_tree(mem, home, path, &file, err);
        if (rc != RC_OK)
            return rc;
        rc = label_add(labels, lang, file, err);
        if (rc != RC_OK) {
            err_arg(err, "file", str_of(path));
            return rc;
        }
    }
    return RC_OK;
}

enum rc home_labels(struct mem *mem, const struct home *home, struct labels *out, struct err *err)
{
    label_init(out, mem);
    enum rc rc = add_labels(mem, home, out, LANG_ZH, STR("data/label/zh/"), err);
    if (rc != RC_OK)
        return rc;
    return add_labels(mem, home, out, LANG_EN, STR("data/label/en/"), err);
}
