// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/label.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/tree.h"

void label_init(struct labels *labels, struct mem *mem)
{
    labels->texts[LANG_ZH] = map_new(mem);
    labels->texts[LANG_EN] = map_new(mem);
}

static enum rc add_children(struct map *texts, const struct tree *map, struct str path,
                            struct err *err)
{
    struct mem *mem = texts->mem;
    if (map->kind != TREE_MAP) {
        err_set(err, RC_INPUT, "err.label.map");
        err_arg_int(mem, err, "line", map->line);
        err_arg_int(mem, err, "column", map->col);
        return RC_INPUT;
    }
    for (const struct tree *c = map->first; c; c = c->next) {
        struct str key = path.len ? buf_print(mem, "%.*s.%.*s", STR_FMT(path), STR_FMT(c->key))
                                  : str_copy(mem, c->key);
        if (!tree_is_scalar(c)) {
            enum rc rc = add_children(texts, c, key, err);
            if (rc != RC_OK)
                return rc;
            continue;
        }
        struct str *text = MEM_NEW(mem, struct str);
        *text = str_copy(mem, c->text);
        map_put(texts, key, text);
    }
    return RC_OK;
}

enum rc label_add(struct labels *labels, enum lang lang, const struct tree *file, struct err *err)
{
    return add_children(&labels->texts[lang], file, STR_NONE, err);
}

// The argument that `{name}` at the start of `s` names, or NULL; *len the bytes of `{name}`.
static const struct err_arg *find_arg(struct str s, const struct err_arg *args, size_t n,
                                      size_t *len)
{
    ptrdiff_t close = str_find(s, STR("}"));
    if (close < 0)
        return NULL;
    struct str name = str_slice(s, 1, (size_t)close);
    *len = (size_t)close + 1;
    for (size_t i = 0; i < n; i++)
        if (str_eq_c(name, args[i].name))
            return &args[i];
    return NULL;
}

enum { LABEL_MOST = 1 << 22 };

static struct str fill_in(struct mem *mem, struct str text, const struct err_arg *args, size_t n)
{
    if (!n || !str_has(text, STR("{")))
        return text;
    struct buf out = buf_new(mem, LABEL_MOST);
    while (text.len) {
        size_t len = 1;
        const struct err_arg *arg = text.ptr[0] == '{' ? find_arg(text, args, n, &len) : NULL;
        if (arg) {
            buf_add(&out, arg->value);
        } else {
            ptrdiff_t next = str_find(str_slice(text, 1, text.len), STR("{"));
            len = next < 0 ? text.len : (size_t)next + 1;
            buf_add(&out, str_slice(text, 0, len));
        }
        text = str_slice(text, len, text.len);
    }
    return buf_str(&out);
}

struct str label_text(struct mem *mem, const struct labels *labels, enum lang lang, const char *key,
                      const struct err_arg *args, size_t n)
{
    const struct str *text = map_get(&labels->texts[lang], str_of(key));
    return text ? fill_in(mem, *text, args, n) : str_of(key);
}

struct text2 label_both(struct mem *mem, const struct labels *labels, const char *key,
                        const struct err_arg *args, size_t n)
{
    return (struct text2){label_text(mem, labels, LANG_ZH, key, args, n),
                          label_text(mem, labels, LANG_EN, key, args, n)};
}

struct str label_err(struct mem *mem, const struct labels *labels, enum lang lang,
                     const struct err *err)
{
    return label_text(mem, labels, lang, err->key, err->args, err->n);
}
