// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/tree.h"

#include "base/map.h"
#include "base/mem.h"

struct tree *tree_new(struct mem *mem, enum tree_kind kind, int line, int col)
{
    struct tree *node = MEM_NEW(mem, struct tree);
    node->kind = kind;
    node->line = line;
    node->col = col;
    return node;
}

void tree_add(struct tree *parent, struct tree *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->n++;
}

const struct tree *tree_get(const struct tree *map, const char *key)
{
    if (!map || map->kind != TREE_MAP)
        return NULL;
    for (const struct tree *c = map->first; c; c = c->next)
        if (str_eq_c(c->key, key))
            return c;
    return NULL;
}

bool tree_is_scalar(const struct tree *node)
{
    return node && node->kind != TREE_LIST && node->kind != TREE_MAP;
}

struct str tree_text(const struct tree *map, const char *key)
{
    const struct tree *c = tree_get(map, key);
    return tree_is_scalar(c) ? c->text : STR_NONE;
}

// Maps of few keys, which are nearly all, are compared pair by pair.
enum { FEW_KEYS = 16 };

const struct tree *tree_twice(struct mem *mem, const struct tree *map)
{
    if (map->n > FEW_KEYS) {
        struct map seen = map_new(mem);
        for (struct tree *c = map->first; c; c = c->next)
            if (map_put(&seen, c->key, c))
                return c;
        return NULL;
    }
    for (const struct tree *c = map->first; c; c = c->next)
        for (const struct tree *before = map->first; before != c; before = before->next)
            if (str_eq(before->key, c->key))
                return c;
    return NULL;
}

const char *tree_suggest(struct str word, const char *const *words, size_t n)
{
    const char *best = NULL;
    int least = 3;
    for (size_t i = 0; i < n; i++) {
        int d = str_distance(word, str_of(words[i]), 2);
        if (d < least) {
            least = d;
            best = words[i];
        }
    }
    return best;
}
