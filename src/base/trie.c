// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/trie.h"

#include "base/mem.h"

enum { BYTES = 256 };

struct trie_words trie_new(struct mem *mem)
{
    struct trie_words words = {.mem = mem};
    MEM_PUSH(mem, words.at, words.n, words.cap);
    words.at[0] = (struct trie_draft){0};
    return words;
}

// The child of a node by a byte, made if it is not there. Children are kept in order of bytes.
static uint32_t child_of(struct trie_words *words, uint32_t node, unsigned char byte)
{
    uint32_t last = 0, next = words->at[node].child;
    while (next && words->at[next].byte < byte) {
        last = next;
        next = words->at[next].sibling;
    }
    if (next && words->at[next].byte == byte)
        return next;
    MEM_PUSH(words->mem, words->at, words->n, words->cap);
    uint32_t made = (uint32_t)words->n - 1;
    words->at[made] = (struct trie_draft){.sibling = next, .byte = byte};
    if (last)
        words->at[last].sibling = made;
    else
        words->at[node].child = made;
    return made;
}

uint32_t *trie_put(struct trie_words *words, struct str word)
{
    uint32_t node = 0;
    for (size_t i = 0; i < word.len; i++)
        node = child_of(words, node, (unsigned char)word.ptr[i]);
    return &words->at[node].value;
}

uint32_t *trie_put_back(struct trie_words *words, struct str word)
{
    uint32_t node = 0;
    for (size_t i = word.len; i-- > 0;)
        node = child_of(words, node, (unsigned char)word.ptr[i]);
    return &words->at[node].value;
}

// The array as it grows. Cells from `n` on are free.
struct making {
    struct mem *mem;
    struct trie_cell *at;
    size_t n, cap;
    size_t first_free; // no cell before it is free, but those below BYTES
};

static void make_room(struct making *m, size_t n)
{
    if (n > m->cap) {
        size_t cap = 2 * n;
        m->at = mem_grow(m->mem, m->at, m->n, cap, sizeof(*m->at));
        m->cap = cap;
    }
    m->n = n > m->n ? n : m->n;
}

static bool is_free(const struct making *m, size_t cell)
{
    return cell >= m->n || !m->at[cell].check;
}

// A base at which all children of a draft find their cells free. A single child takes the first
// free cell; several are tried only near the end of the array, so that no search is long.
static uint32_t base_for(struct making *m, const struct trie_words *words, uint32_t draft)
{
    uint32_t child = words->at[draft].child;
    size_t first = words->at[child].byte, cell;
    while (!is_free(m, m->first_free))
        m->first_free++;
    cell = m->first_free;
    if (words->at[child].sibling && m->n > cell + BYTES)
        cell = m->n - BYTES;
    for (;; cell++) {
        bool fits = true;
        for (uint32_t c = child; c && fits; c = words->at[c].sibling)
            fits = is_free(m, cell - first + words->at[c].byte);
        if (fits)
            return (uint32_t)(cell - first);
    }
}

struct trie trie_make(struct mem *mem, const struct trie_words *words)
{
    struct making m = {.mem = mem, .first_free = BYTES + TRIE_ROOT + 1};
    uint32_t *drafts = MEM_ARRAY(mem, words->n, uint32_t); // in order of their places
    uint32_t *nodes = MEM_ARRAY(mem, words->n, uint32_t);
    size_t n = 1;
    make_room(&m, TRIE_ROOT + 1);
    m.at[TRIE_ROOT] = (struct trie_cell){.check = TRIE_ROOT, .value = words->at[0].value};
    nodes[0] = TRIE_ROOT;
    for (size_t k = 0; k < n; k++) {
        uint32_t draft = drafts[k], node = nodes[k];
        if (!words->at[draft].child)
            continue;
        uint32_t base = base_for(&m, words, draft);
        for (uint32_t c = words->at[draft].child; c; c = words->at[c].sibling) {
            uint32_t cell = base + words->at[c].byte;
            make_room(&m, (size_t)cell + 1);
            m.at[cell] = (struct trie_cell){.check = node, .value = words->at[c].value};
            drafts[n] = c;
            nodes[n++] = cell;
        }
        m.at[node].base = base;
    }
    make_room(&m, m.n + BYTES); // a step never leaves the array
    return (struct trie){m.at};
}
