// SPDX-License-Identifier: AGPL-3.0-or-later
// tree: a parsed YAML or JSON value whose every node knows its line and column.
//
// codec/yaml and codec/json fill it, core reads it. YAML types no scalar: everything is TREE_TEXT
// (so `no` is a word); JSON has TREE_NUMBER (its digits as text), TREE_BOOL and TREE_NULL as well.
// Children are a list in the order of the file; those of a map have a key.
#ifndef HENG_BASE_TREE_H
#define HENG_BASE_TREE_H

#include "base/str.h"

struct mem;

enum tree_kind { TREE_NULL, TREE_BOOL, TREE_NUMBER, TREE_TEXT, TREE_LIST, TREE_MAP };

struct tree {
    enum tree_kind kind;
    struct str text; // of a scalar: the text; of a number: its digits; of a bool: true, false
    struct str key;  // inside a map
    int line, col;   // from 1; where the value begins (a JSON value: 0, 0 if not known)
    int key_line, key_col;
    struct tree *first, *last, *next;
    size_t n; // children
};

struct tree *tree_new(struct mem *mem, enum tree_kind kind, int line, int col);
void tree_add(struct tree *parent, struct tree *child);
// The child of a map, or NULL (also if `map` is NULL or no map).
const struct tree *tree_get(const struct tree *map, const char *key);
// The text of a scalar child; empty if it is not there or not a scalar.
struct str tree_text(const struct tree *map, const char *key);
bool tree_is_scalar(const struct tree *node);
// The first child of a map whose key stands in it before, or NULL: what readers refuse.
const struct tree *tree_twice(struct mem *mem, const struct tree *map);
// The nearest of n words at an edit distance of at most 2, or NULL: "did you mean".
const char *tree_suggest(struct str word, const char *const *words, size_t n);

#endif
