// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/trie.h"

#include "base/buf.h"
#include "test/unit/unit.h"

// The value at the end of a word, walked through the whole trie.
static uint32_t value_of(const struct trie *trie, struct str word)
{
    uint32_t node = TRIE_ROOT;
    for (size_t i = 0; i < word.len && node; i++)
        node = trie_step(trie, node, (unsigned char)word.ptr[i]);
    return node ? trie->at[node].value : 0;
}

static void test_base_trie__words(void **state)
{
    struct mem *mem = *state;
    struct trie_words words = trie_new(mem);
    static const char *const list[] = {"产出指标", "产出", "效益指标", "a", "ab", "b", "\xFF\xFE"};
    for (uint32_t i = 0; i < LENGTH_OF(list); i++) {
        uint32_t *value = trie_put(&words, str_of(list[i]));
        assert_int_equal(*value, 0);
        *value = i + 1;
    }
    assert_int_equal(*trie_put(&words, STR("产出")), 2);
    assert_int_equal(*trie_put(&words, STR("产出指")), 0);
    struct trie trie = trie_make(mem, &words);
    for (uint32_t i = 0; i < LENGTH_OF(list); i++)
        assert_int_equal(value_of(&trie, str_of(list[i])), i + 1);
    static const char *const none[] = {"", "产", "产出指", "产出指标项", "c", "aa", "\xFF", "\x01"};
    for (size_t i = 0; i < LENGTH_OF(none); i++)
        assert_int_equal(value_of(&trie, str_of(none[i])), 0);
    // Every byte after a word that nothing goes on.
    for (int byte = 0; byte < 256; byte++) {
        char text[] = {'b', (char)byte};
        assert_int_equal(value_of(&trie, (struct str){text, 2}), 0);
    }
}

static void test_base_trie__empty(void **state)
{
    struct trie_words words = trie_new(*state);
    struct trie trie = trie_make(*state, &words);
    assert_int_equal(value_of(&trie, STR("a")), 0);
    assert_int_equal(value_of(&trie, STR_NONE), 0);
    *trie_put(&words, STR_NONE) = 7;
    trie = trie_make(*state, &words);
    assert_int_equal(value_of(&trie, STR_NONE), 7);
}

static void test_base_trie__back(void **state)
{
    struct trie_words words = trie_new(*state);
    *trie_put_back(&words, STR("abc")) = 1;
    struct trie trie = trie_make(*state, &words);
    assert_int_equal(value_of(&trie, STR("cba")), 1);
    assert_int_equal(value_of(&trie, STR("abc")), 0);
}

static void test_base_trie__many(void **state)
{
    struct mem *mem = *state;
    enum { MANY = 3000 };
    struct trie_words words = trie_new(mem);
    for (uint32_t i = 0; i < MANY; i++)
        *trie_put(&words, buf_print(mem, "%x", i * 2654435761u >> 12)) = i + 1;
    struct trie trie = trie_make(mem, &words);
    for (uint32_t i = 0; i < MANY; i++) {
        struct str word = buf_print(mem, "%x", i * 2654435761u >> 12);
        assert_int_equal(value_of(&trie, word), *trie_put(&words, word));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_base_trie__words),
        UNIT(test_base_trie__empty),
        UNIT(test_base_trie__back),
        UNIT(test_base_trie__many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
