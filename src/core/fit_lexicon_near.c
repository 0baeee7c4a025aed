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
    if (!s->len) // of a text of one character
        return 0;
    size_t n = 1;
    while (n < s->len && ((unsigned char)s->ptr[s->len - n] & 0xC0) == 0x80)
        n++;
    struct str last = {s->ptr + s->len - n, n};
    s->len -= n;
    return str_next(&last);
}

// Two characters as a number that is never 0.
static uint32_t two_as_one(int32_t one, int32_t two)
{
    uint32_t h = (uint32_t)one * 2654435761u ^ (uint32_t)two * 2246822519u;
    return h ? h : 1;
}

// The place of `near` for two characters at the head (end 1) or the tail (end 2) of a kind's words.
static uint32_t place_of(uint32_t two, enum word_kind kind, uint32_t end)
{
    uint32_t h = two ^ (2 * (uint32_t)kind + end) * 3266489917u;
    return ((h ^ h >> 15) * 668265263u >> 16) % LEXICON_NEAR;
}

// A sign that always counts, wherever it stands in a word.
static bool counts(int32_t c)
{
    return (c >= 0x4E00 && c < 0xA000) ||
           (c > ' ' && c < 0x80 && c != ')' && !fit_lexicon_is_loose((char)c));
}

struct lexicon_ends fit_lexicon_two(struct str text)
{
    struct lexicon_ends ends = {0, 0};
    struct str head = text, tail = text;
    int32_t one = str_next(&head);
    if (!head.len)
        return ends;
    int32_t two = str_next(&head), last = last_code(&tail), before = last_code(&tail);
    ends.head = counts(one) && counts(two) ? two_as_one(one, two) : 0;
    ends.tail = counts(before) && counts(last) ? two_as_one(before, last) : 0;
    return ends;
}

void fit_lexicon_places(enum word_kind kind, struct str text, uint32_t places[2])
{
    struct str head = text, tail = text;
    int32_t one = str_next(&head), last = last_code(&tail);
    places[0] = place_of(two_as_one(one, str_next(&head)), kind, 1);
    places[1] = place_of(two_as_one(last_code(&tail), last), kind, 2);
}

bool fit_lexicon_may_near(const struct lexicon *lexicon, enum word_kind kind, uint32_t head,
                          uint32_t tail)
{
    return !head || lexicon->near[place_of(head, kind, 1)] || !tail ||
           lexicon->near[place_of(tail, kind, 2)];
}

// The first word of the kind that stands at this place and is near the text.
static const struct word *first_near(const struct lexicon *lexicon, enum word_kind kind,
                                     uint32_t place, struct str text)
{
    size_t n = 0; // its characters, counted for the first word of about its length
    for (uint32_t k = lexicon->near[place]; k; k = lexicon->near_words[k].next) {
        const struct word *w = lexicon->near_words[k].word;
        if (lexicon->near_words[k].kind != kind || !may_be_near(text, w->text))
            continue;
        n = n ? n : str_count(text);
        if (n >= LEXICON_NEAR_LEAST && w->chars + 1 >= n && n + 1 >= w->chars &&
            str_distance(text, w->text, 1) <= 1)
            return w;
    }
    return NULL;
}

// One wrong character leaves the first two of a word as they are, or the last two.
const struct word *fit_lexicon_only_near(struct mem *scratch, const struct lexicon *lexicon,
                                         enum word_kind kind, struct str text)
{
    struct str s = fit_lexicon_half(scratch, text);
    s = fit_lexicon_without_colon(fit_lexicon_without_bracket(fit_lexicon_without_colon(s)));
    if (!s.len)
        return NULL;
    uint32_t places[2];
    fit_lexicon_places(kind, s, places);
    const struct word *head = first_near(lexicon, kind, places[0], s);
    const struct word *tail = first_near(lexicon, kind, places[1], s);
    return !head || (tail && tail < head) ? tail : head;
}

const struct word *fit_lexicon_near(struct mem *scratch, const struct lexicon *lexicon,
                                    enum word_kind kind, struct str text)
{
    const struct word *w = fit_lexicon_find(scratch, lexicon, kind, text);
    struct lexicon_ends two = fit_lexicon_two(text);
    if (w || !fit_lexicon_may_near(lexicon, kind, two.head, two.tail))
        return w;
    return fit_lexicon_only_near(scratch, lexicon, kind, text);
}
