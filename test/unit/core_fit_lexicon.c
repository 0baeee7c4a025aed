// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_lexicon.h"

#include "act/home.h"
#include "base/buf.h"
#include "base/tree.h"
#include "codec/yaml.h"
#include "core/label.h"
#include "test/unit/fit_make.h"

// ---- look-up ----

static const struct word *find(struct mem *mem, enum word_kind kind, const char *text)
{
    return fit_lexicon_find(mem, fit_make_lexicon(), kind, str_of(text));
}

static const struct word *near(struct mem *mem, enum word_kind kind, const char *text)
{
    return fit_lexicon_near(mem, fit_make_lexicon(), kind, str_of(text));
}

static void test_core_fit_lexicon__plain(void **state)
{
    assert_str(fit_lexicon_plain(*state, STR("Ａ１　（％）\t．\n\r b\xC2\xA0～")), "A1(%).b~");
    assert_str(fit_lexicon_plain(*state, STR("！〜、。")), "!〜、。");
    assert_str(fit_lexicon_plain(*state, STR_NONE), "");
}

static void test_core_fit_lexicon__find(void **state)
{
    static const char *const same[] = {
        "三级指标",    "三级 指标",      "三级指标:",        "三级指标：",    "三级指标*",
        "三级指标(A)", "三级指标（分）", "三级指标(a(b)):*", " 三级\t指标\n", "三级指标(A)(B)"};
    for (size_t i = 0; i < LENGTH_OF(same); i++) {
        const struct word *w = find(*state, WORD_TABLE, same[i]);
        assert_non_null(w);
        assert_int_equal(w->id, COLUMN_LEVEL3);
    }
    static const char *const none[] = {"",          ":",  "(三级指标)", ")",
                                       "三级指标)", "a)", "三级指标(",  "三级指标项"};
    for (size_t i = 0; i < LENGTH_OF(none); i++)
        assert_null(find(*state, WORD_TABLE, none[i]));
    // One text in two kinds.
    assert_int_equal(find(*state, WORD_TABLE, "得分")->id, COLUMN_SCORE);
    assert_int_equal(find(*state, WORD_FUNDS, "得分")->id, FUNDS_SCORE);
    assert_null(find(*state, WORD_UNIT, "得分"));
    assert_str(find(*state, WORD_SOURCE, "上年结转")->name, "carryover");
    assert_str(find(*state, WORD_CLASS2, "数量指标")->name, "产出指标");
    assert_int_equal(find(*state, WORD_TABLE, "调整指标值")->id, TABLE_TARGET2);
}

static void test_core_fit_lexicon__bracket_of_the_word(void **state)
{
    // A bracket that belongs to the word stays: the longest form of the wanted kind counts.
    assert_non_null(find(*state, WORD_FUNDS, "全年(调整)预算数"));
    assert_non_null(find(*state, WORD_FUNDS, "全年（调整）预算数（A）"));
    const struct lexicon *x = fit_make_lexicon();
    assert_non_null(fit_lexicon_set(*state, x, WORD_KINDS, STR("得 分 :")));
    assert_null(fit_lexicon_set(*state, x, WORD_KINDS, STR("得 失")));
    assert_null(fit_lexicon_set(*state, x, WORD_UNIT, STR("得分")));
}

static void test_core_fit_lexicon__exact(void **state)
{
    (void)state;
    const struct lexicon *x = fit_make_lexicon();
    assert_non_null(fit_lexicon_exact(x, WORD_TOTAL, STR("总分")));
    assert_null(fit_lexicon_exact(x, WORD_TOTAL, STR("总分:")));
    assert_null(fit_lexicon_exact(x, WORD_UNIT, STR("总分")));
    assert_null(fit_lexicon_exact(x, WORD_UNIT, STR_NONE));
}

static void test_core_fit_lexicon__near(void **state)
{
    static const char *const yes[] = {"三级指标", "三纵指标", "三级指栝", "级三级指标",
                                      "三级标指标"};
    for (size_t i = 0; i < LENGTH_OF(yes); i++) {
        const struct word *w = near(*state, WORD_TABLE, yes[i]);
        assert_non_null(w);
    }
    assert_int_equal(near(*state, WORD_TABLE, "三级指栝(A):")->id, COLUMN_LEVEL3);
    // Two wrong, too short, nothing alike at either end, far longer.
    assert_null(near(*state, WORD_TABLE, "三纵栺标"));
    assert_null(near(*state, WORD_TABLE, "得纷"));
    assert_null(near(*state, WORD_TABLE, "甲乙丙丁"));
    assert_null(near(*state, WORD_TABLE, "三级指标三级指标的说明甲"));
    // A word of three does not lend itself to a text of four.
    assert_null(near(*state, WORD_TABLE, "分数值得"));
    assert_null(near(*state, WORD_TABLE, ""));
    assert_null(near(*state, WORD_TABLE, "率")); // nothing is read before it
}

// What stands before a bracket may be a character, which is near nothing: none before it is looked
// at. The text stands where its arena begins.
static void test_core_fit_lexicon__near_one(void **state)
{
    struct mem *mem = mem_new(1 << 24);
    struct str text = str_copy(mem, STR("况(万元)"));
    (void)state;
    assert_null(fit_lexicon_only_near(mem, fit_make_lexicon(), WORD_FUNDS, text));
    mem_free(mem);
}

static void test_core_fit_lexicon__ends(void **state)
{
    (void)state;
    const struct lexicon *x = fit_make_lexicon();
    assert_str(fit_lexicon_end(x, LIST_NAME_ENDS, STR("补种苗木数量")), "数量");
    assert_str(fit_lexicon_head(x, LIST_REASONS, STR("偏差原因:雨")), "偏差原因");
    assert_str(fit_lexicon_head(x, LIST_DATE_ENDS, STR("底前完")), "底前");
    assert_str(fit_lexicon_head(x, LIST_REASONS, STR("雨")), "");
    assert_str(fit_lexicon_end(x, LIST_NAME_ENDS, STR_NONE), "");
}

static void test_core_fit_lexicon__operators(void **state)
{
    (void)state;
    const struct lexicon *x = fit_make_lexicon();
    for (size_t i = 1; i < x->n_operators; i++)
        assert_true(x->operators[i - 1].text.len >= x->operators[i].text.len);
    assert_true(x->n_operators > 5);
}

static void test_core_fit_lexicon__places(void **state)
{
    // A text of one character has no second one: what stands before it in memory is never read.
    (void)state;
    struct str one = STR("万元"), two = STR("5元");
    uint32_t a[2], b[2];
    fit_lexicon_places(WORD_FUNDS, str_slice(one, 3, 6), a);
    fit_lexicon_places(WORD_FUNDS, str_slice(two, 1, 4), b);
    assert_int_equal(a[0], b[0]);
    assert_int_equal(a[1], b[1]);
}

static void test_core_fit_lexicon__may(void **state)
{
    (void)state;
    const struct lexicon *x = fit_make_lexicon();
    static const char *const yes[] = {
        "三", "三级", "三级指标", "三级指标:", "三级指标(甲", "（", ""};
    for (size_t i = 0; i < LENGTH_OF(yes); i++)
        assert_true(fit_lexicon_may(x, str_of(yes[i])));
    static const char *const no[] = {"三级甲", "三级指标甲(", "甲乙丙", "7"};
    for (size_t i = 0; i < LENGTH_OF(no); i++)
        assert_false(fit_lexicon_may(x, str_of(no[i])));
}

static void test_core_fit_lexicon__longest(void **state)
{
    (void)state;
    const struct lexicon *x = fit_make_lexicon();
    const uint32_t table = 1u << WORD_TABLE, classes = 1u << WORD_CLASS1 | 1u << WORD_CLASS2;
    assert_int_equal(fit_lexicon_longest(x, table, STR("三级指标甲")), strlen("三级指标"));
    assert_int_equal(fit_lexicon_longest(x, classes, STR("三级指标甲")), 0);
    assert_int_equal(fit_lexicon_longest(x, classes, STR("产出指标12")), strlen("产出指标"));
    assert_int_equal(fit_lexicon_longest(x, classes, STR_NONE), 0);
    assert_str(fit_lexicon_operator(x, STR(">=3"))->text, ">=");
    assert_str(fit_lexicon_operator(x, STR(">3"))->text, ">");
    assert_null(fit_lexicon_operator(x, STR("3")));
    assert_true(fit_lexicon_is(x, 1u << LIST_CONFUSIONS | 1u << LIST_WILD, STR("O")));
    assert_true(fit_lexicon_is(x, 1u << LIST_WILD, STR("■")));
    assert_false(fit_lexicon_is(x, 1u << LIST_WILD, STR("O")));
    assert_false(fit_lexicon_is(x, 1u << LIST_WILD, STR("■■")));
}

// ---- loading ----

// The data of the program with one part of one file changed.
struct change {
    const char *file; // "columns"; NULL: nothing changes
    const char *from; // the text to be replaced; NULL: the whole file
    const char *to;   // NULL: the file is not there
};

static enum rc load(struct mem *mem, struct change change, struct err *err)
{
    struct home home;
    struct fit_file files[16];
    size_t n = 0;
    assert_int_equal(home_open(mem, &home, NULL, err), RC_OK);
    static const char *const names[] = {"columns", "classes", "content", "damage", "weights"};
    for (size_t i = 0; i < LENGTH_OF(names); i++) {
        const struct home_file *f = home_find(&home, buf_print(mem, "data/read/%s.yaml", names[i]));
        assert_non_null(f);
        struct str bytes = {f->bytes, f->len};
        if (change.file && strcmp(change.file, names[i]) == 0) {
            if (!change.to)
                continue;
            if (change.from) {
                ptrdiff_t at = str_find(bytes, str_of(change.from));
                if (at < 0)
                    fail_msg("%s is not in %s", change.from, names[i]);
                struct str tail = str_slice(bytes, (size_t)at + strlen(change.from), bytes.len);
                bytes = buf_print(mem, "%.*s%s%.*s", (int)at, bytes.ptr, change.to, STR_FMT(tail));
            } else {
                bytes = str_of(change.to);
            }
        }
        struct tree *tree;
        if (yaml_read(mem, &tree, bytes, str_of(names[i]), err) != RC_OK)
            fail_msg("%s: %s", names[i], err->key);
        files[n++] = (struct fit_file){str_of(names[i]), tree};
    }
    struct lexicon *lexicon;
    *err = (struct err){0};
    return fit_load(mem, &lexicon, files, n, err);
}

static void refused(struct mem *mem, struct change change, const char *key, const char *what)
{
    struct err err = {0};
    assert_int_equal(load(mem, change, &err), RC_INPUT);
    assert_string_equal(err.key, key);
    assert_str(unit_arg(&err, "what"), what);
    assert_str(unit_arg(&err, "file"), change.file);
    assert_true(strcmp(key, "err.read.file") == 0 || unit_arg(&err, "line").ptr[0] != '0');
    // The sentence holds what it needs, in both languages.
    struct home home;
    struct labels labels;
    assert_int_equal(home_open(mem, &home, NULL, &err), RC_OK);
    assert_int_equal(home_labels(mem, &home, &labels, &err), RC_OK);
    load(mem, change, &err);
    for (int lang = 0; lang < 2; lang++) {
        struct str s = label_text(mem, &labels, (enum lang)lang, err.key, err.args, err.n);
        assert_true(str_has(s, str_of(what)));
        assert_false(str_has(s, STR("{")));
    }
}

static void test_core_fit_lexicon__load(void **state)
{
    struct err err = {0};
    assert_int_equal(load(*state, (struct change){0}, &err), RC_OK);
}

static void test_core_fit_lexicon__no_file(void **state)
{
    static const char *const names[] = {"columns", "classes", "content", "damage", "weights"};
    for (size_t i = 0; i < LENGTH_OF(names); i++)
        refused(*state, (struct change){names[i], NULL, NULL}, "err.read.file", names[i]);
}

static void test_core_fit_lexicon__absent(void **state)
{
    refused(*state, (struct change){"columns", "\ntable:", "\ntablet:"}, "err.read.absent",
            "table");
    refused(*state, (struct change){"columns", "  level1:", "  level9:"}, "err.read.absent",
            "level1");
    refused(*state, (struct change){"columns", "\nsources:", "\nsource:"}, "err.read.absent",
            "sources");
    refused(*state, (struct change){"columns", "\ntitles:", "\ntitle:"}, "err.read.absent",
            "titles");
    refused(*state, (struct change){"classes", "level2:", "level3:"}, "err.read.absent", "level2");
    refused(*state, (struct change){"classes", "hints:", "hint:"}, "err.read.absent", "hints");
    refused(*state, (struct change){"content", "operators:", "operator:"}, "err.read.absent",
            "operators");
    refused(*state, (struct change){"content", "units:", "unit:"}, "err.read.absent", "units");
    refused(*state, (struct change){"damage", "confusions:", "confusion:"}, "err.read.absent",
            "confusions");
    refused(*state, (struct change){"damage", "wild:", "wildly:"}, "err.read.absent", "wild");
    // A file that is no map at all.
    refused(*state, (struct change){"classes", NULL, "[甲]"}, "err.read.absent", "level1");
}

static void test_core_fit_lexicon__list(void **state)
{
    refused(*state, (struct change){"columns", "  target2: [", "  target2: 甲 #["}, "err.read.list",
            "target2");
    refused(*state, (struct change){"content", "qualitative: [", "qualitative: 甲 #["},
            "err.read.list", "qualitative");
}

static void test_core_fit_lexicon__word(void **state)
{
    refused(*state, (struct change){"columns", "  target2: [", "  target2: ['', "}, "err.read.word",
            "target2");
    refused(*state, (struct change){"content", "qualitative: [", "qualitative: [[甲], "},
            "err.read.word", "qualitative");
}

// Lists that are searched by head or end, hints, operators and pairs are looked at as the others.
static void test_core_fit_lexicon__shapes(void **state)
{
    static const struct {
        struct change change;
        const char *key, *what;
    } wrong[] = {
        {{"columns", "titles: [", "titles: 甲 #["}, "err.read.list", "titles"},
        {{"columns", "titles: [", "titles: ['', "}, "err.read.word", "titles"},
        {{"classes", "ends: [", "ends: {甲: 乙} #["}, "err.read.list", "ends"},
        {{"classes", "  数量指标: [数量", "  数量指标: 甲 #"}, "err.read.list", "数量指标"},
        {{"content", "  \"=\": [", "  \"=\": 甲 #["}, "err.read.list", "="},
        {{"content", "  \"=\": [", "  \"=\": ['', "}, "err.read.word", "="},
        {{"damage", "  \"O\": \"0\"", "  \"O\": ['0']"}, "err.read.word", "confusions"},
        {{"damage", "  対: 对", "  対: ''"}, "err.read.word", "variants"},
    };
    for (size_t i = 0; i < LENGTH_OF(wrong); i++)
        refused(*state, wrong[i].change, wrong[i].key, wrong[i].what);
}

static void test_core_fit_lexicon__unknown(void **state)
{
    refused(*state, (struct change){"columns", "\ntable:\n", "\ntable:\n  level4: [四级指标]\n"},
            "err.read.unknown", "level4");
    refused(*state, (struct change){"columns", "\ngoals:\n", "\ngoals:\n  hopes: [愿望]\n"},
            "err.read.unknown", "hopes");
}

static void test_core_fit_lexicon__weight(void **state)
{
    static const char *const wrong[] = {"four", "1.5", "1001", "-1001", "", "[4]"};
    for (size_t i = 0; i < LENGTH_OF(wrong); i++) {
        struct str line = buf_print(*state, "  join_blank: %s #", wrong[i]);
        refused(*state, (struct change){"weights", "  join_blank:", str_cstr(*state, line)},
                "err.read.weight", "break.join_blank");
    }
    refused(*state, (struct change){"weights", "  join_blank:", "  blank_join:"}, "err.read.weight",
            "break.join_blank");
    refused(*state, (struct change){"weights", "\nbreak:", "\nbreaks:"}, "err.read.weight",
            "break.join_blank");
    struct err err = {0};
    assert_int_equal(
        load(*state, (struct change){"weights", "  join_blank:", "  join_blank: -1000 #"}, &err),
        RC_OK);
    assert_int_equal(
        load(*state, (struct change){"weights", "  join_blank:", "  join_blank: 1000 #"}, &err),
        RC_OK);
}

static void test_core_fit_lexicon__first_failure(void **state)
{
    // Of two faults the first is told, with its place.
    struct err err = {0};
    assert_int_equal(
        load(*state, (struct change){"classes", NULL, "level1: 甲\nlevel2: 乙\n"}, &err), RC_INPUT);
    assert_string_equal(err.key, "err.read.list");
    assert_str(unit_arg(&err, "line"), "1");
    assert_str(unit_arg(&err, "column"), "9");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_lexicon__plain),
        UNIT(test_core_fit_lexicon__find),
        UNIT(test_core_fit_lexicon__bracket_of_the_word),
        UNIT(test_core_fit_lexicon__exact),
        UNIT(test_core_fit_lexicon__near),
        UNIT(test_core_fit_lexicon__near_one),
        UNIT(test_core_fit_lexicon__ends),
        UNIT(test_core_fit_lexicon__places),
        UNIT(test_core_fit_lexicon__may),
        UNIT(test_core_fit_lexicon__longest),
        UNIT(test_core_fit_lexicon__operators),
        UNIT(test_core_fit_lexicon__load),
        UNIT(test_core_fit_lexicon__no_file),
        UNIT(test_core_fit_lexicon__absent),
        UNIT(test_core_fit_lexicon__list),
        UNIT(test_core_fit_lexicon__word),
        UNIT(test_core_fit_lexicon__shapes),
        UNIT(test_core_fit_lexicon__unknown),
        UNIT(test_core_fit_lexicon__weight),
        UNIT(test_core_fit_lexicon__first_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
