// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codec/form_json_in.h"

#include "base/buf.h"

static void print_path(struct buf *out, const struct form_json_at *at)
{
    if (!at)
        return;
    print_path(out, at->up);
    if (at->key.ptr)
        buf_fmt(out, "/%.*s", STR_FMT(at->key));
    else
        buf_fmt(out, "/%zu", at->index);
}

static void add_place(struct form_json_in *in, const struct form_json_at *at)
{
    struct buf path = buf_new(in->mem, BUF_SMALL);
    print_path(&path, at);
    err_arg(in->err, "file", in->file);
    err_arg(in->err, "path", path.len > 0 ? buf_str(&path) : STR("/"));
}

enum rc form_json_fail(struct form_json_in *in, const char *key, const struct form_json_at *at)
{
    err_set(in->err, RC_INPUT, key);
    add_place(in, at);
    return RC_INPUT;
}

enum rc form_json_fail_many(struct form_json_in *in, const struct form_json_at *at, enum limit most)
{
    enum rc rc = limit_fail(in->mem, in->err, "err.forms.many", most);
    add_place(in, at);
    return rc;
}

enum rc form_json_fail_unknown(struct form_json_in *in, const struct form_json_at *at,
                               const char *const *known, size_t n)
{
    const char *near = tree_suggest(at->key, known, n);
    enum rc rc = form_json_fail(in, near ? "err.forms.unknown_near" : "err.forms.unknown", at);
    if (near)
        err_arg(in->err, "near", str_of(near));
    return rc;
}

enum rc form_json_want(struct form_json_in *in, const struct tree *node, enum tree_kind kind,
                       const struct form_json_at *at)
{
    static const char *const keys[] = {
        [TREE_NULL] = "err.forms.want_text",   [TREE_BOOL] = "err.forms.want_bool",
        [TREE_NUMBER] = "err.forms.want_text", [TREE_TEXT] = "err.forms.want_text",
        [TREE_LIST] = "err.forms.want_list",   [TREE_MAP] = "err.forms.want_object",
    };
    return node->kind == kind ? RC_OK : form_json_fail(in, keys[kind], at);
}

enum rc form_json_text(struct form_json_in *in, struct str *out, const struct tree *node,
                       const struct form_json_at *at)
{
    *out = node->text;
    return form_json_want(in, node, TREE_TEXT, at);
}

enum rc form_json_list(struct form_json_in *in, size_t *n, const struct tree *node, enum limit most,
                       const struct form_json_at *at)
{
    enum rc rc = form_json_want(in, node, TREE_LIST, at);
    bool fits = node->n <= limit_of(most);
    *n = rc == RC_OK && fits ? node->n : 0;
    return rc == RC_OK && !fits ? form_json_fail_many(in, at, most) : rc;
}
