// SPDX-License-Identifier: AGPL-3.0-or-later
// map: text to pointer, in the order of insertion.
//
// An open hash table in an arena. Keys are views: their bytes must outlive the map. Nothing is
// ever removed. Iterate over at[0..n), which is the order of insertion, so that output never
// depends on a hash.
#ifndef HENG_BASE_MAP_H
#define HENG_BASE_MAP_H

#include "base/str.h"

struct map_entry {
    struct str key;
    void *value;
};

struct map {
    struct mem *mem;
    struct map_entry *at;
    uint32_t *slots; // index + 1 into at, 0 = free
    size_t n, cap, n_slots;
};

struct map map_new(struct mem *mem);
// The value of the key, or NULL.
void *map_get(const struct map *map, struct str key);
// Sets the value (not NULL); returns what stood there before, or NULL.
void *map_put(struct map *map, struct str key, void *value);
uint64_t map_hash(struct str key);

#endif
