// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_memo.h"

#include "base/mem.h"
#include "core/fit_value.h"

enum { PLACES = 1 << 12, TEXT_BYTES = 48, WORD = sizeof(uint64_t) };

struct entry {
    uint32_t hash;
    uint32_t len; // 0: nothing is kept here
    char text[TEXT_BYTES];
    struct content content; // its parts are views into `text`
};

struct fit_memo {
    struct entry at[PLACES];
};

struct fit_memo *fit_memo_new(struct mem *mem)
{
    return MEM_NEW(mem, struct fit_memo);
}

static uint64_t word_at(const char *p)
{
    uint64_t word;
    memcpy(&word, p, WORD);
    return word;
}

static uint64_t mix(uint64_t h, uint64_t word)
{
    h = (h ^ word) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 29;
}

static uint32_t hash_of(struct str text)
{
    uint64_t h = text.len, last = 0;
    size_t i = 0;
    for (; text.len - i > WORD; i += WORD)
        h = mix(h, word_at(text.ptr + i));
    if (text.len >= WORD)
        last = word_at(text.ptr + text.len - WORD);
    else
        for (; i < text.len; i++)
            last = last << 8 | (unsigned char)text.ptr[i];
    h = mix(h, last);
    return (uint32_t)(h ^ h >> 32);
}

// The same bytes of another text, if the part is a view into `from`.
static void move(struct str *part, const char *from, size_t len, const char *to)
{
    uintptr_t at = (uintptr_t)part->ptr - (uintptr_t)from;
    if (at <= len)
        part->ptr = to + at;
}

static void move_all(struct content *c, const char *from, size_t len, const char *to)
{
    move(&c->op, from, len, to);
    move(&c->op_raw, from, len, to);
    move(&c->number, from, len, to);
    move(&c->unit, from, len, to);
    move(&c->class_name, from, len, to);
    move(&c->class_points, from, len, to);
}

bool fit_memo_find(const struct fit_memo *memo, struct str text, struct content *out)
{
    if (text.len > TEXT_BYTES || !text.len)
        return false;
    uint32_t hash = hash_of(text);
    const struct entry *e = &memo->at[hash % PLACES];
    if (e->hash != hash || e->len != text.len || memcmp(e->text, text.ptr, text.len) != 0)
        return false;
    *out = e->content;
    move_all(out, e->text, e->len, text.ptr);
    return true;
}

void fit_memo_keep(struct fit_memo *memo, struct str text, const struct content *content)
{
    if (text.len > TEXT_BYTES || !text.len)
        return;
    uint32_t hash = hash_of(text);
    struct entry *e = &memo->at[hash % PLACES];
    e->hash = hash;
    e->len = (uint32_t)text.len;
    memcpy(e->text, text.ptr, text.len);
    e->content = *content;
    move_all(&e->content, text.ptr, text.len, e->text);
}
