// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_lexicon.h"

#include "base/buf.h"
#include "base/mem.h"

struct str fit_lexicon_plain(struct mem *mem, struct str text)
{
    struct buf out = buf_new(mem, text.len + 1);
    while (text.len) {
        int32_t c = str_next(&text);
        if (c >= 0xFF01 && c <= 0xFF5E)
            c -= 0xFEE0;
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != 0x3000 && c != 0xA0)
            buf_code(&out, c);
    }
    return buf_str(&out);
}

// Without a colon at the end.
static struct str without_colon(struct str s)
{
    while (s.len && (s.ptr[s.len - 1] == ':' || s.ptr[s.len - 1] == '*'))
        s.len--;
    return s;
}

// Without one bracket at the end, or the same text if there is none.
static struct str without_bracket(struct str s)
{
    if (!s.len || s.ptr[s.len - 1] != ')')
        return s;
    size_t depth = 0;
    for (size_t i = s.len; i-- > 0;) {
        if (s.ptr[i] == ')')
            depth++;
        else if (s.ptr[i] == '(' && --depth == 0)
            return i ? str_slice(s, 0, i) : s;
    }
    return s;
}

// Nothing to normalise: no blank, no full width.
static bool is_plain(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xEF || c == 0xE3 || c == 0xC2)
            return false;
    }
    return true;
}

struct str fit_lexicon_half(struct mem *mem, struct str text)
{
    return is_plain(text) ? text : fit_lexicon_plain(mem, text);
}

// The entry that ends at a node of `words`, NULL if no word does.
static const struct lexicon_entry *entry_at(const struct lexicon *lexicon, uint32_t node)
{
    uint32_t value = lexicon->words.at[node].value;
    return value ? &lexicon->entries[value] : NULL;
}

// The entry that is this text as it stands, or NULL.
static const struct lexicon_entry *entry_of(const struct lexicon *lexicon, struct str text)
{
    uint32_t node = TRIE_ROOT;
    for (size_t i = 0; i < text.len && node; i++)
        node = trie_step(&lexicon->words, node, (unsigned char)text.ptr[i]);
    return node ? entry_at(lexicon, node) : NULL;
}

static bool has_kind(const struct word_set *set, enum word_kind kind)
{
    return set && (kind == WORD_KINDS || set->of[kind]);
}

static const struct word_set *set_of(const struct lexicon *lexicon, enum word_kind kind,
                                     struct str text)
{
    const struct lexicon_entry *e = entry_of(lexicon, text);
    return e && has_kind(e->set, kind) ? e->set : NULL;
}

// Bytes that may be normalised away, or that may begin what does not count at the end of a word.
static const bool loose_bytes[256] = {
    ['('] = true,  [':'] = true,  ['*'] = true,  [' '] = true,  ['\t'] = true,
    ['\n'] = true, ['\r'] = true, [0xEF] = true, [0xE3] = true, [0xC2] = true};

static bool is_loose(const char *p)
{
    return loose_bytes[(unsigned char)*p];
}

uint32_t fit_lexicon_pair(int32_t one, int32_t two, uint32_t of)
{
    uint32_t h = (uint32_t)one * 2654435761u ^ (uint32_t)two * 2246822519u ^ of * 3266489917u;
    return (h ^ h >> 15) * 668265263u >> 16;
}

static bool has_pair(const uint64_t *pairs, uint32_t pair)
{
    return pairs[pair / 64] >> pair % 64 & 1;
}

// Goes on with a text from a node.
static uint32_t go(const struct lexicon *lexicon, uint32_t node, struct str text)
{
    for (size_t i = 0; i < text.len && node; i++) {
        if (is_loose(text.ptr + i))
            return LEXICON_LOOSE;
        node = trie_step(&lexicon->words, node, (unsigned char)text.ptr[i]);
    }
    return node;
}

// Two characters rule out nearly all texts.
uint32_t fit_lexicon_begin(const struct lexicon *lexicon, struct str text)
{
    struct str rest = text;
    if (!text.len || is_loose(text.ptr))
        return LEXICON_LOOSE;
    int32_t one = str_next(&rest);
    if (rest.len && is_loose(rest.ptr))
        return LEXICON_LOOSE;
    if (!has_pair(lexicon->pairs, fit_lexicon_pair(one, rest.len ? str_next(&rest) : 0, 0)))
        return LEXICON_NONE;
    return go(lexicon, TRIE_ROOT, text);
}

uint32_t fit_lexicon_go(const struct lexicon *lexicon, uint32_t state, struct str next)
{
    if (state == LEXICON_NONE || state == LEXICON_LOOSE)
        return state;
    char first = next.len ? (char)(next.ptr[0] | 0x20) : 0;
    bool is_latin = first >= 'a' && first <= 'z'; // a blank may stand before it
    return is_latin ? LEXICON_LOOSE : go(lexicon, state, next);
}

bool fit_lexicon_may(const struct lexicon *lexicon, struct str text)
{
    return fit_lexicon_begin(lexicon, text) != LEXICON_NONE;
}

// What ends at a state of a text that is known.
static const struct word_set *set_at(const struct lexicon *lexicon, uint32_t state)
{
    const struct lexicon_entry *e = state ? entry_at(lexicon, state) : NULL;
    return e ? e->set : NULL;
}

// The next shorter form of a text whose end may not count; false if there is none.
static bool cut_end(struct str *s)
{
    struct str cut = without_colon(without_bracket(*s));
    bool is_cut = cut.len && cut.len < s->len;
    *s = cut;
    return is_cut;
}

const struct word_set *fit_lexicon_set(struct mem *scratch, const struct lexicon *lexicon,
                                       enum word_kind kind, struct str text)
{
    uint32_t state = fit_lexicon_begin(lexicon, text);
    if (state != LEXICON_LOOSE) {
        const struct word_set *set = set_at(lexicon, state);
        return has_kind(set, kind) ? set : NULL;
    }
    struct str s = without_colon(fit_lexicon_half(scratch, text));
    do {
        const struct word_set *set = set_of(lexicon, kind, s);
        if (set)
            return set;
    } while (cut_end(&s));
    return NULL;
}

uint32_t fit_lexicon_kinds(struct mem *scratch, const struct lexicon *lexicon, struct str text)
{
    return fit_lexicon_kinds_at(scratch, lexicon, fit_lexicon_begin(lexicon, text), text);
}

uint32_t fit_lexicon_kinds_at(struct mem *scratch, const struct lexicon *lexicon, uint32_t state,
                              struct str text)
{
    uint32_t kinds = 0;
    if (state != LEXICON_LOOSE) {
        const struct word_set *set = set_at(lexicon, state);
        return set ? set->kinds : 0;
    }
    struct str s = without_colon(fit_lexicon_half(scratch, text));
    do {
        const struct word_set *set = set_of(lexicon, WORD_KINDS, s);
        kinds |= set ? set->kinds : 0;
    } while (cut_end(&s));
    return kinds;
}

const struct word *fit_lexicon_find(struct mem *scratch, const struct lexicon *lexicon,
                                    enum word_kind kind, struct str text)
{
    const struct word_set *set = fit_lexicon_set(scratch, lexicon, kind, text);
    return set ? set->of[kind] : NULL;
}

const struct word *fit_lexicon_exact(const struct lexicon *lexicon, enum word_kind kind,
                                     struct str text)
{
    const struct word_set *set = set_of(lexicon, kind, text);
    return set ? set->of[kind] : NULL;
}

size_t fit_lexicon_longest(const struct lexicon *lexicon, uint32_t kinds, struct str text)
{
    uint32_t node = TRIE_ROOT;
    size_t best = 0;
    for (size_t i = 0; i < text.len && node; i++) {
        node = trie_step(&lexicon->words, node, (unsigned char)text.ptr[i]);
        const struct lexicon_entry *e = node ? entry_at(lexicon, node) : NULL;
        if (e && e->set && e->set->kinds & kinds)
            best = i + 1;
    }
    return best;
}

const struct word *fit_lexicon_operator(const struct lexicon *lexicon, struct str text)
{
    const struct word *best = NULL;
    uint32_t node = TRIE_ROOT;
    for (size_t i = 0; i < text.len && node; i++) {
        node = trie_step(&lexicon->words, node, (unsigned char)text.ptr[i]);
        const struct lexicon_entry *e = node ? entry_at(lexicon, node) : NULL;
        best = e && e->op ? e->op : best;
    }
    return best;
}

bool fit_lexicon_is(const struct lexicon *lexicon, uint32_t lists, struct str text)
{
    const struct lexicon_entry *e = entry_of(lexicon, text);
    return e && e->lists & lists;
}

uint64_t fit_lexicon_signs(struct str text)
{
    uint64_t signs = 0;
    while (text.len)
        signs |= (uint64_t)1 << ((uint32_t)str_next(&text) * 2654435761u >> 26);
    return signs;
}

// Texts at a distance of one share their first or their last character.
static bool may_be_near(struct str a, struct str b)
{
    if (a.len > b.len + 4 || b.len > a.len + 4)
        return false;
    size_t first = str_step(b);
    if (str_starts(a, str_slice(b, 0, first)))
        return true;
    size_t last = 1;
    while (last < b.len && ((unsigned char)b.ptr[b.len - last] & 0xC0) == 0x80)
        last++;
    return str_ends(a, str_slice(b, b.len - last, b.len));
}

static int32_t last_code(struct str *s)
{
    size_t n = 1;
    while (n < s->len && ((unsigned char)s->ptr[s->len - n] & 0xC0) == 0x80)
        n++;
    struct str last = {s->ptr + s->len - n, n};
    s->len -= n;
    return str_next(&last);
}

void fit_lexicon_pairs(enum word_kind kind, struct str text, uint32_t pairs[2])
{
    struct str head = text, tail = text;
    int32_t one = str_next(&head), last = last_code(&tail);
    pairs[0] = fit_lexicon_pair(one, str_next(&head), 2 * (uint32_t)kind + 1);
    pairs[1] = fit_lexicon_pair(last_code(&tail), last, 2 * (uint32_t)kind + 2);
}

// One wrong character leaves the first two of a word as they are, or the last two.
static bool has_end_of(const struct lexicon *lexicon, enum word_kind kind, struct str text)
{
    uint32_t pairs[2];
    fit_lexicon_pairs(kind, text, pairs);
    return has_pair(lexicon->near, pairs[0]) || has_pair(lexicon->near, pairs[1]);
}

// A sign that always counts, wherever it stands in a word.
static bool counts(int32_t c)
{
    return (c > ' ' && c < 0x80 && c != ')' && !loose_bytes[c]) || (c >= 0x4E00 && c < 0xA000);
}

bool fit_lexicon_may_near(const struct lexicon *lexicon, enum word_kind kind, struct str head,
                          struct str tail)
{
    struct str rest = head;
    size_t two = str_step(rest);
    rest = str_slice(rest, two, rest.len);
    if (!rest.len || is_loose(head.ptr) || is_loose(rest.ptr))
        return true;
    uint32_t pairs[2];
    fit_lexicon_pairs(kind, str_slice(head, 0, two + str_step(rest)), pairs);
    if (has_pair(lexicon->near, pairs[0]))
        return true;
    struct str end = tail;
    int32_t last = last_code(&end);
    if (!end.len)
        return true;
    int32_t before = last_code(&end);
    return !counts(last) || !counts(before) ||
           has_pair(lexicon->near, fit_lexicon_pair(before, last, 2 * (uint32_t)kind + 2));
}

// Two texts at a distance of one have at most one character each that the other has not.
static bool may_differ_by_one(uint64_t a, uint64_t b)
{
    uint64_t more = a & ~b, less = b & ~a;
    return !(more & (more - 1)) && !(less & (less - 1));
}

const struct word *fit_lexicon_near(struct mem *scratch, const struct lexicon *lexicon,
                                    enum word_kind kind, struct str text)
{
    const struct word *w = fit_lexicon_find(scratch, lexicon, kind, text);
    if (w || !fit_lexicon_may_near(lexicon, kind, text, text))
        return w;
    struct str s = fit_lexicon_half(scratch, text);
    s = without_colon(without_bracket(without_colon(s)));
    size_t n = str_count(s);
    if (n < LEXICON_NEAR_LEAST || !has_end_of(lexicon, kind, s))
        return NULL;
    uint64_t signs = fit_lexicon_signs(s);
    for (size_t i = 0; i < lexicon->n_kinds[kind]; i++) {
        const struct word *near = &lexicon->kinds[kind][i];
        if (near->chars >= LEXICON_NEAR_LEAST && near->chars + 1 >= n && n + 1 >= near->chars &&
            may_differ_by_one(signs, near->signs) && may_be_near(s, near->text) &&
            str_distance(s, near->text, 1) <= 1)
            return near;
    }
    return NULL;
}

uint32_t fit_lexicon_heads(const struct lexicon *lexicon, struct str text)
{
    uint32_t lists = 0, node = TRIE_ROOT;
    for (size_t i = 0; i < text.len; i++) {
        node = trie_step(&lexicon->words, node, (unsigned char)text.ptr[i]);
        if (!node)
            break;
        lists |= lexicon->entries[lexicon->words.at[node].value].lists;
    }
    return lists;
}

uint32_t fit_lexicon_ends(const struct lexicon *lexicon, struct str text)
{
    uint32_t lists = 0, node = TRIE_ROOT;
    for (size_t i = text.len; i-- > 0;) {
        node = trie_step(&lexicon->ends, node, (unsigned char)text.ptr[i]);
        if (!node)
            break;
        lists |= lexicon->entries[lexicon->ends.at[node].value].lists;
    }
    return lists;
}

struct str fit_lexicon_head(const struct lexicon *lexicon, enum word_list list, struct str text)
{
    struct str best = STR_NONE;
    uint32_t node = TRIE_ROOT;
    for (size_t i = 0; i < text.len && node; i++) {
        node = trie_step(&lexicon->words, node, (unsigned char)text.ptr[i]);
        const struct lexicon_entry *e = node ? entry_at(lexicon, node) : NULL;
        best = e && e->lists >> list & 1 ? e->text : best;
    }
    return best;
}

struct str fit_lexicon_end(const struct lexicon *lexicon, enum word_list list, struct str text)
{
    struct str best = STR_NONE;
    uint32_t node = TRIE_ROOT;
    for (size_t i = text.len; i-- > 0 && node;) {
        node = trie_step(&lexicon->ends, node, (unsigned char)text.ptr[i]);
        uint32_t value = node ? lexicon->ends.at[node].value : 0;
        best = value && lexicon->entries[value].lists >> list & 1 ? lexicon->entries[value].text
                                                                  : best;
    }
    return best;
}
