// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/limit.h"
#include "base/tree.h"
#include "codec/json.h"
#include "test/unit/unit.h"

static struct tree *read_good(struct mem *mem, struct str bytes)
{
    struct err err = {0};
    struct tree *tree = NULL;
    if (json_read(mem, &tree, bytes, STR("a.json"), &err) != RC_OK)
        fail_msg("%s line %.*s column %.*s", err.key, STR_FMT(unit_arg(&err, "line")),
                 STR_FMT(unit_arg(&err, "column")));
    return tree;
}

static void test_codec_json__values(void **state)
{
    struct tree *t = read_good(*state, STR(" {\"a\" : [1, -0.50e+2,true , false,null],\n"
                                           "  \"乙\":{ },\"c\":[],\"d\":\"\"}\r\n\t"));
    assert_int_equal(t->kind, TREE_MAP);
    assert_int_equal(t->n, 4);
    const struct tree *a = tree_get(t, "a");
    assert_int_equal(a->kind, TREE_LIST);
    static const enum tree_kind kinds[] = {TREE_NUMBER, TREE_NUMBER, TREE_BOOL, TREE_BOOL,
                                           TREE_NULL};
    static const char *const texts[] = {"1", "-0.50e+2", "true", "false", "null"};
    const struct tree *c = a->first;
    for (size_t i = 0; i < 5; i++, c = c->next) {
        assert_int_equal(c->kind, kinds[i]);
        assert_str(c->text, texts[i]);
    }
    const struct tree *b = tree_get(t, "乙");
    assert_int_equal(b->kind, TREE_MAP);
    assert_int_equal(b->n, 0);
    assert_int_equal(b->key_line, 2);
    assert_int_equal(b->key_col, 3);
    assert_int_equal(b->line, 2);
    assert_int_equal(b->col, 7);
    assert_int_equal(tree_get(t, "c")->n, 0);
    assert_int_equal(tree_get(t, "d")->kind, TREE_TEXT);
    assert_int_equal(tree_get(t, "d")->text.len, 0);
}

// Digits are kept however many there are: json-c would cut them to 64 bits.
static void test_codec_json__digits(void **state)
{
    static const char *const numbers[] = {
        "123456789012345678901234567890", "0", "-0", "0.10", "1e5", "1E-5", "10.00"};
    for (size_t i = 0; i < LENGTH_OF(numbers); i++) {
        struct tree *t = read_good(*state, str_of(numbers[i]));
        assert_int_equal(t->kind, TREE_NUMBER);
        assert_str(t->text, numbers[i]);
    }
}

static void test_codec_json__escapes(void **state)
{
    struct tree *t = read_good(*state, STR("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\",\"x\\u5e74\\u5E74y\","
                                           "\"\\ud840\\udc00\",\"\\u00e9\",\"年\"]"));
    const struct tree *c = t->first;
    assert_str(c->text, "\"\\/\b\f\n\r\t");
    assert_str((c = c->next)->text, "x年年y");
    assert_str((c = c->next)->text, "\xF0\xA0\x80\x80");
    assert_str((c = c->next)->text, "é");
    assert_str((c = c->next)->text, "年");
}

static void test_codec_json__mark(void **state)
{
    struct tree *t = read_good(*state, STR("\xEF\xBB\xBF[1]"));
    assert_int_equal(t->kind, TREE_LIST);
    assert_int_equal(t->col, 1);
}

static const struct {
    const char *text, *key;
    int line, col;
} bad[] = {
    {"", "err.json.empty", 1, 1},
    {" \n ", "err.json.empty", 2, 2},
    {"[1,", "err.json.end", 1, 4},
    {"[1", "err.json.end", 1, 3},
    {"[", "err.json.end", 1, 2},
    {"{", "err.json.end", 1, 2},
    {"{\"a\"", "err.json.end", 1, 5},
    {"{\"a\":", "err.json.end", 1, 6},
    {"{\"a\":1,", "err.json.end", 1, 8},
    {"\"abc", "err.json.end", 1, 5},
    {"\"abc\\", "err.json.end", 1, 6},
    {"\"abc\\\"", "err.json.end", 1, 7},
    {"[\"年\",\n  x]", "err.json.value", 2, 3},
    {"[1,]", "err.json.value", 1, 4},
    {"[nul]", "err.json.value", 1, 2},
    {"+1", "err.json.value", 1, 1},
    {"{a:1}", "err.json.key", 1, 2},
    {"{\"a\":1,}", "err.json.key", 1, 8},
    {"{'a':1}", "err.json.key", 1, 2},
    {"{\"a\" 1}", "err.json.colon", 1, 6},
    {"[1 2]", "err.json.comma", 1, 4},
    {"[1}", "err.json.comma", 1, 3},
    {"{\"a\":1]", "err.json.comma", 1, 7},
    {"01", "err.json.number", 1, 2},
    {"-", "err.json.number", 1, 2},
    {"-x", "err.json.number", 1, 2},
    {"1.", "err.json.number", 1, 3},
    {"[1.e2]", "err.json.number", 1, 4},
    {"1e", "err.json.number", 1, 3},
    {"1e+", "err.json.number", 1, 4},
    {"\"\\x\"", "err.json.escape", 1, 2},
    {"\"a\\u12\"", "err.json.escape", 1, 3},
    {"\"\\u12g4\"", "err.json.escape", 1, 2},
    {"\"\\ud800\"", "err.json.escape", 1, 2},
    {"\"\\ud800\\n \"", "err.json.escape", 1, 2},
    {"\"\\ud800ab\"", "err.json.escape", 1, 2},
    {"\"\\ud800\\u0041\"", "err.json.escape", 1, 2},
    {"\"\\ud800\\ue000\"", "err.json.escape", 1, 2},
    {"\"\\udc00\"", "err.json.escape", 1, 2},
    {"\"\\u0000\"", "err.json.escape", 1, 2},
    {"\"\\u123", "err.json.end", 1, 7},
    {"\"a\nb\"", "err.json.control", 1, 3},
    {"\"a\tb\"", "err.json.control", 1, 3},
    {"1 2", "err.json.after", 1, 3},
    {"{}\n[]", "err.json.after", 2, 1},
    {"[\"\xFF\"]", "err.json.utf8", 1, 3},
    {"{\"a\":1,\n\"b\":2, \"a\":3}", "err.json.twice", 2, 8},
};

static void test_codec_json__refused(void **state)
{
    struct mem *mem = *state;
    for (size_t i = 0; i < LENGTH_OF(bad); i++) {
        struct err err = {0};
        struct tree *tree;
        enum rc rc = json_read(mem, &tree, str_of(bad[i].text), STR("a.json"), &err);
        if (rc != RC_INPUT || strcmp(err.key, bad[i].key) != 0)
            fail_msg("%s gave %s", bad[i].text, err.key);
        assert_str(unit_arg(&err, "file"), "a.json");
        if (!str_eq(unit_arg(&err, "line"), buf_print(mem, "%d", bad[i].line)) ||
            !str_eq(unit_arg(&err, "column"), buf_print(mem, "%d", bad[i].col)))
            fail_msg("%s gave %.*s:%.*s", bad[i].text, STR_FMT(unit_arg(&err, "line")),
                     STR_FMT(unit_arg(&err, "column")));
        if (strcmp(err.key, "err.json.twice") == 0)
            assert_str(unit_arg(&err, "key"), "a");
    }
}

static void test_codec_json__nul_is_no_blank(void **state)
{
    struct err err = {0};
    struct tree *tree;
    assert_int_equal(json_read(*state, &tree, STR("[\0]"), STR("x"), &err), RC_INPUT);
    assert_string_equal(err.key, "err.json.value");
    assert_int_equal(json_read(*state, &tree, STR("\"\\\0\""), STR("x"), &err), RC_INPUT);
    assert_string_equal(err.key, "err.json.escape");
    assert_int_equal(json_read(*state, &tree, (struct str){NULL, 0}, STR("x"), &err), RC_INPUT);
    assert_string_equal(err.key, "err.json.empty");
}

static void test_codec_json__depth(void **state)
{
    struct mem *mem = *state;
    struct err err = {0};
    struct tree *tree;
    struct buf buf = buf_new(mem, BUF_SMALL);
    buf_fill(&buf, '[', limit_of(LIMIT_JSON_DEPTH));
    buf_fill(&buf, ']', limit_of(LIMIT_JSON_DEPTH));
    assert_int_equal(json_read(mem, &tree, buf_str(&buf), STR("x"), &err), RC_OK);
    buf_reset(&buf);
    buf_fill(&buf, '[', limit_of(LIMIT_JSON_DEPTH) + 1);
    assert_int_equal(json_read(mem, &tree, buf_str(&buf), STR("x"), &err), RC_REFUSED);
    assert_string_equal(err.key, "err.json.depth");
    assert_str(unit_arg(&err, "most"), "64");
    assert_int_equal(err.rc, RC_REFUSED);
    // Siblings do not add up to depth.
    buf_reset(&buf);
    buf_char(&buf, '[');
    for (int i = 0; i < 200; i++)
        buf_add(&buf, STR("[{}],"));
    buf_add(&buf, STR("[]]"));
    assert_int_equal(json_read(mem, &tree, buf_str(&buf), STR("x"), &err), RC_OK);
    assert_int_equal(tree->n, 201);
}

static void test_codec_json__nodes(void **state)
{
    (void)state;
    struct mem *mem = mem_new((size_t)1 << 30);
    struct err err = {0};
    struct tree *tree;
    struct buf buf = buf_new(mem, 1 << 24);
    buf_char(&buf, '[');
    for (size_t i = 0; i < limit_of(LIMIT_JSON_NODES); i++)
        buf_add(&buf, STR("1,"));
    assert_int_equal(json_read(mem, &tree, buf_str(&buf), STR("x"), &err), RC_REFUSED);
    assert_string_equal(err.key, "err.json.nodes");
    mem_free(mem);
}

static void test_codec_json__write(void **state)
{
    struct buf out = buf_new(*state, BUF_SMALL);
    struct json json;
    json_init(&json, &out);
    json_open(&json, '{');
    json_key(&json, "a");
    json_int(&json, -12);
    json_key_str(&json, STR("乙\""));
    json_open(&json, '[');
    json_bool(&json, true);
    json_bool(&json, false);
    json_null(&json);
    json_open(&json, '[');
    json_close(&json, ']');
    json_open(&json, '{');
    json_close(&json, '}');
    json_text(&json, STR(""));
    json_close(&json, ']');
    json_key(&json, "c");
    json_text(&json, STR("x"));
    json_close(&json, '}');
    assert_str(buf_str(&out), "{\"a\":-12,\"乙\\\"\":[true,false,null,[],{},\"\"],\"c\":\"x\"}");
}

static void test_codec_json__write_escapes(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"\"\\/\n\r\t\b", "\"\\\"\\\\/\\n\\r\\t\\u0008\""},
        {"a\x1B[31m\x7F", "\"a\\u001b[31m\\u007f\""},
        {"\xC2\x85", "\"\\u0085\""}, // a control of ISO 8859
        {"12\xE2\x80\xAE"
         "34",
         "\"12\\u202e34\""}, // right-to-left override
        {"\xE2\x80\x8B\xE2\x81\xA6\xEF\xBB\xBF\xC2\xAD", "\"\\u200b\\u2066\\ufeff\\u00ad\""},
        {"\xE2\x80\xA8", "\"\\u2028\""},
        {"年\xFF年\xE5", "\"年\\ufffd年\\ufffd\""},
        {"≥ 年 \xF0\xA0\x80\x80", "\"≥ 年 \xF0\xA0\x80\x80\""},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct buf out = buf_new(*state, BUF_SMALL);
        struct json json;
        json_init(&json, &out);
        json_text(&json, str_of(cases[i].in));
        assert_str(buf_str(&out), cases[i].out);
    }
}

// What is written reads back as the same text.
static void test_codec_json__round_trip(void **state)
{
    struct mem *mem = *state;
    for (int32_t code = 1; code < 0x11000; code += code < 0x3100 ? 1 : 7) {
        char bytes[4];
        struct str text = {bytes, str_encode(code, bytes)};
        struct buf out = buf_new(mem, BUF_SMALL);
        struct json json;
        json_init(&json, &out);
        json_text(&json, text);
        struct tree *tree = read_good(mem, buf_str(&out));
        assert_true(str_eq(tree->text, text));
        if (code % 0x400 == 0)
            mem_reset(mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_codec_json__values),     UNIT(test_codec_json__digits),
        UNIT(test_codec_json__escapes),    UNIT(test_codec_json__mark),
        UNIT(test_codec_json__refused),    UNIT(test_codec_json__nul_is_no_blank),
        UNIT(test_codec_json__depth),      cmocka_unit_test(test_codec_json__nodes),
        UNIT(test_codec_json__write),      UNIT(test_codec_json__write_escapes),
        UNIT(test_codec_json__round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
