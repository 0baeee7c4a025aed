// SPDX-License-Identifier: AGPL-3.0-or-later
// Words with one character wrong, found by the two characters at either of their ends.
#include "core/fit_lexicon.h"

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
    pairs[0] = fit_lexicon_pair(one, str_next(&head), 2 * (uint32_t)kind + 1) % LEXICON_NEAR;
    pairs[1] = fit_lexicon_pair(last_code(&tail), last, 2 * (uint32_t)kind + 2) % LEXICON_NEAR;
}

// A sign that always counts, wherever it stands in a word.
static bool counts(int32_t c)
{
    return (c > ' ' && c < 0x80 && c != ')' && !fit_lexicon_is_loose((char)c)) ||
           (c >= 0x4E00 && c < 0xA000);
}

bool fit_lexicon_may_near(const struct lexicon *lexicon, enum word_kind kind, struct str head,
                          struct str tail)
{
    struct str rest = head;
    size_t two = str_step(rest);
    rest = str_slice(rest, two, rest.len);
    if (!rest.len || fit_lexicon_is_loose(head.ptr[0]) || fit_lexicon_is_loose(rest.ptr[0]))
        return true;
    uint32_t pairs[2];
    fit_lexicon_pairs(kind, str_slice(head, 0, two + str_step(rest)), pairs);
    if (lexicon->near[pairs[0]])
        return true;
    struct str end = tail;
    int32_t last = last_code(&end);
    if (!end.len)
        return true;
    int32_t before = last_code(&end);
    return !counts(last) || !counts(before) ||
           lexicon->near[fit_lexicon_pair(before, last, 2 * (uint32_t)kind + 2) % LEXICON_NEAR];
}

// The first word of the kind that has this pair at an end and is near the text of n characters.
static const struct word *first_near(const struct lexicon *lexicon, enum word_kind kind,
                                     uint32_t pair, struct str text, size_t n)
{
    for (uint32_t k = lexicon->near[pair]; k; k = lexicon->near_words[k].next) {
        const struct word *w = lexicon->near_words[k].word;
        if (lexicon->near_words[k].kind == kind && w->chars + 1 >= n && n + 1 >= w->chars &&
            may_be_near(text, w->text) && str_distance(text, w->text, 1) <= 1)
            return w;
    }
    return NULL;
}

// One wrong character leaves the first two of a word as they are, or the last two.
const struct word *fit_lexicon_near(struct mem *scratch, const struct lexicon *lexicon,
                                    enum word_kind kind, struct str text)
{
    const struct word *w = fit_lexicon_find(scratch, lexicon, kind, text);
    if (w || !fit_lexicon_may_near(lexicon, kind, text, text))
        return w;
    struct str s = fit_lexicon_half(scratch, text);
    s = fit_lexicon_without_colon(fit_lexicon_without_bracket(fit_lexicon_without_colon(s)));
    size_t n = str_count(s);
    if (n < LEXICON_NEAR_LEAST)
        return NULL;
    uint32_t pairs[2];
    fit_lexicon_pairs(kind, s, pairs);
    const struct word *head = first_near(lexicon, kind, pairs[0], s, n);
    const struct word *tail = first_near(lexicon, kind, pairs[1], s, n);
    return !head || (tail && tail < head) ? tail : head;
}
