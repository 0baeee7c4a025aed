// SPDX-License-Identifier: AGPL-3.0-or-later
// trie: which of many words begins a text, found by walking its bytes once.
//
// Words are added with a value, then compiled into one array in which a step is one look (a double
// array): the child of `node` by `byte` stands at at[node].base + byte, if its `check` names the
// node. A text that no word begins leaves after a character or two. Nothing is ever removed.
#ifndef HENG_BASE_TRIE_H
#define HENG_BASE_TRIE_H

#include "base/str.h"

struct trie_cell {
    uint32_t base, check;
    uint32_t value; // of the word that ends here, 0 if none does
};

struct trie {
    const struct trie_cell *at;
};

enum { TRIE_NONE, TRIE_ROOT }; // nodes

// A word that is being added: its nodes are linked by child and sibling.
struct trie_draft {
    uint32_t child, sibling, value;
    unsigned char byte;
};

struct trie_words {
    struct mem *mem;
    struct trie_draft *at; // at[0] is the root
    size_t n, cap;
};

struct trie_words trie_new(struct mem *mem);
// The value of a word, 0 as long as none was set; it may be set through the pointer until the next
// call. Words that were only asked for are no words.
uint32_t *trie_put(struct trie_words *words, struct str word);
// The same with the bytes of the word from the last to the first.
uint32_t *trie_put_back(struct trie_words *words, struct str word);
struct trie trie_make(struct mem *mem, const struct trie_words *words);

// The node that a byte leads to, TRIE_NONE if no word goes on with it.
static inline uint32_t trie_step(const struct trie *trie, uint32_t node, unsigned char byte)
{
    uint32_t next = trie->at[node].base + byte;
    return trie->at[next].check == node ? next : TRIE_NONE;
}

#endif
