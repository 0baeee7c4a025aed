// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/words.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/tree.h"

// Loading walks each file once; a failure says where it stands.
struct load {
    struct mem *mem;
    struct words *words;
    const struct words_file *file;
    struct err *err;
};

static enum rc fail(const struct load *l, const char *key, const struct tree *at, struct str word)
{
    enum rc rc = err_set(l->err, RC_INPUT, key);
    err_arg(l->err, "file", l->file->path);
    err_arg_int(l->mem, l->err, "line", at->line);
    err_arg_int(l->mem, l->err, "column", at->col);
    err_arg(l->err, "word", word);
    return rc;
}

// Units are compared without blanks, without bracketed remarks, with ASCII letters in lower case.
// A text that is nothing but a bracket, (%), is its inside.
static struct str unit_plain(struct mem *mem, struct str text)
{
    struct buf plain = buf_new(mem, BUF_SMALL), inside = buf_new(mem, BUF_SMALL);
    int depth = 0;
    while (text.len) {
        size_t step = str_step(text);
        struct str c = str_slice(text, 0, step);
        text = str_slice(text, step, text.len);
        if (str_eq_c(c, "(") || str_eq_c(c, "（") || str_eq_c(c, "[")) {
            depth++;
            continue;
        }
        if (str_eq_c(c, ")") || str_eq_c(c, "）") || str_eq_c(c, "]")) {
            depth -= depth > 0;
            continue;
        }
        if (str_eq_c(c, " ") || str_eq_c(c, "　"))
            continue;
        struct buf *to = depth ? &inside : &plain;
        if (c.ptr[0] >= 'A' && c.ptr[0] <= 'Z')
            buf_char(to, (char)(c.ptr[0] - 'A' + 'a'));
        else
            buf_add(to, c);
    }
    return plain.len ? buf_str(&plain) : buf_str(&inside);
}

// "10000" or "2000/3", positive.
static bool factor_read(struct ratio *out, struct str text)
{
    ptrdiff_t slash = str_find(text, STR("/"));
    struct dec num, den = dec_int(1);
    struct str head = slash < 0 ? text : str_slice(text, 0, (size_t)slash);
    if (dec_read(&num, head) != RC_OK || dec_sign(num) <= 0)
        return false;
    if (slash >= 0 && (dec_read(&den, str_slice(text, (size_t)slash + 1, text.len)) != RC_OK ||
                       dec_sign(den) <= 0))
        return false;
    return ratio_div(out, ratio_of(num), ratio_of(den)) == RC_OK;
}

static enum rc unit_add(const struct load *l, const struct tree *at, struct str name,
                        struct words_unit unit)
{
    struct words_unit *kept = MEM_NEW(l->mem, struct words_unit);
    *kept = unit;
    if (map_put(&l->words->units, unit_plain(l->mem, name), kept))
        return fail(l, "err.words.unit_twice", at, name);
    return RC_OK;
}

// {name: 亩, also: [市亩], of: 平方米, times: 2000/3}
static enum rc unit_load(const struct load *l, const struct tree *item)
{
    static const char *const keys[] = {"name", "also", "of", "times"};
    for (const struct tree *c = item->first; c; c = c->next) {
        bool is_known = false;
        for (size_t i = 0; i < LENGTH_OF(keys); i++)
            is_known |= str_eq_c(c->key, keys[i]);
        if (!is_known)
            return fail(l, "err.words.unit_key", c, c->key);
    }
    struct str name = tree_text(item, "name"), of = tree_text(item, "of");
    if (!name.len)
        return fail(l, "err.words.unit_name", item, name);
    struct words_unit unit = {name, ratio_int(1), true};
    if (of.len) {
        const struct words_unit *base = map_get(&l->words->units, unit_plain(l->mem, of));
        if (!base)
            return fail(l, "err.words.unit_of", tree_get(item, "of"), of);
        struct ratio times;
        if (!factor_read(&times, tree_text(item, "times")) ||
            ratio_mul(&unit.factor, times, base->factor) != RC_OK)
            return fail(l, "err.words.unit_times", item, name);
        unit.base = base->base;
    } else if (tree_get(item, "times")) {
        return fail(l, "err.words.unit_alone", item, name);
    }
    enum rc rc = unit_add(l, item, name, unit);
    const struct tree *also = tree_get(item, "also");
    for (const struct tree *c = also ? also->first : NULL; c && rc == RC_OK; c = c->next)
        rc = unit_add(l, c, c->text, unit);
    return rc;
}

static enum rc units_load(const struct load *l, const struct tree *list)
{
    if (list->kind != TREE_LIST)
        return fail(l, "err.words.list", list, list->key);
    for (const struct tree *c = list->first; c; c = c->next) {
        enum rc rc = unit_load(l, c);
        if (rc != RC_OK)
            return rc;
    }
    return RC_OK;
}

// Longest first; equal lengths keep the order of the file.
static void list_insert(struct word_list *list, struct str word)
{
    size_t i = list->n++, length = str_count(word);
    for (; i && str_count(list->at[i - 1]) < length; i--)
        list->at[i] = list->at[i - 1];
    list->at[i] = word;
}

static struct word_list *list_new(struct mem *mem, struct str name, size_t most)
{
    struct word_list *list = MEM_NEW(mem, struct word_list);
    *list = (struct word_list){name, MEM_ARRAY(mem, most + 1, struct str), 0};
    return list;
}

static enum rc prefixes_load(const struct load *l, const struct tree *map)
{
    if (map->kind != TREE_MAP)
        return fail(l, "err.words.map", map, map->key);
    struct word_list *names = list_new(l->mem, map->key, map->n);
    for (const struct tree *c = map->first; c; c = c->next) {
        struct ratio *factor = MEM_NEW(l->mem, struct ratio);
        if (!factor_read(factor, c->text))
            return fail(l, "err.words.factor", c, c->key);
        (void)map_put(&l->words->prefixes, c->key, factor);
        list_insert(names, c->key);
    }
    l->words->prefix_names = names;
    return RC_OK;
}

static enum rc list_load(const struct load *l, const struct tree *items)
{
    if (items->kind != TREE_LIST)
        return fail(l, "err.words.list", items, items->key);
    struct word_list *list = list_new(l->mem, items->key, items->n);
    for (const struct tree *c = items->first; c; c = c->next) {
        if (!tree_is_scalar(c) || !c->text.len)
            return fail(l, "err.words.word", c, items->key);
        for (size_t i = 0; i < list->n; i++)
            if (str_eq(list->at[i], c->text))
                return fail(l, "err.words.word_twice", c, c->text);
        list_insert(list, c->text);
    }
    if (map_put(&l->words->lists, items->key, list))
        return fail(l, "err.words.list_twice", items, items->key);
    return RC_OK;
}

static enum rc file_load(const struct load *l)
{
    const struct tree *tree = l->file->tree;
    if (tree->kind != TREE_MAP)
        return fail(l, "err.words.map", tree, l->file->path);
    for (const struct tree *c = tree->first; c; c = c->next) {
        enum rc rc = str_eq_c(c->key, "units")      ? units_load(l, c)
                     : str_eq_c(c->key, "prefixes") ? prefixes_load(l, c)
                                                    : list_load(l, c);
        if (rc != RC_OK)
            return rc;
    }
    return RC_OK;
}

enum rc words_load(struct mem *mem, struct words *out, const struct words_file *files, size_t n,
                   struct err *err)
{
    *out = (struct words){map_new(mem), map_new(mem), map_new(mem), NULL};
    out->prefix_names = list_new(mem, STR("prefixes"), 0);
    for (size_t i = 0; i < n; i++) {
        struct load l = {mem, out, &files[i], err};
        enum rc rc = file_load(&l);
        if (rc != RC_OK)
            return rc;
    }
    return RC_OK;
}

enum rc words_need(const struct words *words, const char *const *names, size_t n, struct err *err)
{
    for (size_t i = 0; i < n; i++)
        if (!map_get(&words->lists, str_of(names[i]))) {
            enum rc rc = err_set(err, RC_INPUT, "err.words.need");
            err_arg(err, "word", str_of(names[i]));
            return rc;
        }
    return RC_OK;
}

const struct word_list *words_list(const struct words *words, const char *name)
{
    const struct word_list *list = map_get(&words->lists, str_of(name));
    BUG_IF(!list);
    return list;
}

struct str words_find(const struct word_list *list, struct str text, size_t *at)
{
    for (size_t i = 0; i < list->n; i++) {
        ptrdiff_t found = str_find(text, list->at[i]);
        if (found < 0)
            continue;
        if (at)
            *at = (size_t)found;
        return list->at[i];
    }
    return STR_NONE;
}

bool words_has(const struct word_list *list, struct str text)
{
    return words_find(list, text, NULL).len > 0;
}

bool words_is(const struct word_list *list, struct str text)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_eq(list->at[i], text))
            return true;
    return false;
}

struct str words_head(const struct word_list *list, struct str text)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_starts(text, list->at[i]))
            return list->at[i];
    return STR_NONE;
}

struct str words_tail(const struct word_list *list, struct str text)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_ends(text, list->at[i]))
            return list->at[i];
    return STR_NONE;
}

bool words_in(const struct words *words, const char *name, struct str text)
{
    return words_has(words_list(words, name), text);
}

static struct words_unit unit_single(const struct words *words, struct str plain)
{
    const struct words_unit *known = map_get(&words->units, plain);
    if (known)
        return *known;
    struct str prefix = words_head(words->prefix_names, plain);
    struct str rest = str_slice(plain, prefix.len, plain.len);
    if (!prefix.len || !rest.len)
        return (struct words_unit){plain, ratio_int(1), false};
    const struct ratio *times = map_get(&words->prefixes, prefix);
    known = map_get(&words->units, rest);
    struct words_unit unit = known ? *known : (struct words_unit){rest, ratio_int(1), false};
    if (ratio_mul(&unit.factor, unit.factor, *times) != RC_OK)
        return (struct words_unit){plain, ratio_int(1), false};
    return unit;
}

struct words_unit words_unit(struct mem *mem, const struct words *words, struct str text)
{
    struct str plain = unit_plain(mem, text);
    struct words_unit whole = unit_single(words, plain);
    ptrdiff_t slash = str_find(plain, STR("/"));
    if (whole.is_known || slash < 0)
        return whole;
    struct words_unit num = unit_single(words, str_slice(plain, 0, (size_t)slash));
    struct words_unit den = unit_single(words, str_slice(plain, (size_t)slash + 1, plain.len));
    struct ratio factor;
    if (ratio_div(&factor, num.factor, den.factor) != RC_OK)
        return whole;
    struct str base = buf_print(mem, "%.*s/%.*s", (int)num.base.len, num.base.ptr,
                                (int)den.base.len, den.base.ptr);
    return (struct words_unit){base, factor, num.is_known && den.is_known};
}

bool words_unit_convert(struct mem *mem, const struct words *words, struct str a, struct str b,
                        struct ratio *factor)
{
    struct words_unit from = words_unit(mem, words, a), to = words_unit(mem, words, b);
    return str_eq(from.base, to.base) && ratio_div(factor, from.factor, to.factor) == RC_OK;
}

bool words_unit_is_money(const struct words *words, const struct words_unit *unit)
{
    return unit->is_known && words_is(words_list(words, "money_units"), unit->base);
}
