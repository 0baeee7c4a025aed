// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/map.h"

#include "base/mem.h"

struct map map_new(struct mem *mem)
{
    return (struct map){.mem = mem};
}

uint64_t map_hash(struct str key)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < key.len; i++)
        h = (h ^ (unsigned char)key.ptr[i]) * 1099511628211u;
    return h ^ h >> 29;
}

// The slot where the key is, or where it would go.
static size_t slot_of(const struct map *map, struct str key)
{
    size_t i = map_hash(key) & (map->n_slots - 1);
    while (map->slots[i] && !str_eq(map->at[map->slots[i] - 1].key, key))
        i = (i + 1) & (map->n_slots - 1);
    return i;
}

void *map_get(const struct map *map, struct str key)
{
    if (!map->n)
        return NULL;
    uint32_t i = map->slots[slot_of(map, key)];
    return i ? map->at[i - 1].value : NULL;
}

void *map_put(struct map *map, struct str key, void *value)
{
    BUG_IF(!value);
    if (2 * (map->n + 1) > map->n_slots) {
        map->n_slots = map->n_slots ? 2 * map->n_slots : 16;
        map->slots = MEM_ARRAY(map->mem, map->n_slots, uint32_t);
        for (size_t i = 0; i < map->n; i++)
            map->slots[slot_of(map, map->at[i].key)] = (uint32_t)i + 1;
    }
    size_t slot = slot_of(map, key);
    if (map->slots[slot]) {
        struct map_entry *e = &map->at[map->slots[slot] - 1];
        void *old = e->value;
        e->value = value;
        return old;
    }
    MEM_PUSH(map->mem, map->at, map->n, map->cap);
    map->at[map->n - 1] = (struct map_entry){key, value};
    map->slots[slot] = (uint32_t)map->n;
    return NULL;
}
