// SPDX-License-Identifier: AGPL-3.0-or-later
// The tables of GB18030 are compared with the iconv of the C library, code by code. Where the C
// library does not follow the edition of 2005 (it knows changes of 2022), the values are written
// out here.
#include "codec/encoding.h"

#include <iconv.h>

#include "base/buf.h"
#include "test/unit/unit.h"

static enum rc decode(struct mem *mem, struct encoding_text *out, struct str bytes, struct err *err)
{
    return encoding_decode(mem, out, bytes, STR("a.txt"), err);
}

static struct encoding_text decode_good(struct mem *mem, struct str bytes)
{
    struct encoding_text out;
    struct err err = {0};
    if (decode(mem, &out, bytes, &err) != RC_OK)
        fail_msg("%s line %.*s byte %.*s", err.key, STR_FMT(unit_arg(&err, "line")),
                 STR_FMT(unit_arg(&err, "byte")));
    return out;
}

static void assert_refused(struct mem *mem, struct str bytes, const char *key, const char *line,
                           const char *byte)
{
    struct encoding_text out;
    struct err err = {0};
    assert_int_equal(decode(mem, &out, bytes, &err), RC_INPUT);
    assert_string_equal(err.key, key);
    assert_str(unit_arg(&err, "file"), "a.txt");
    assert_str(unit_arg(&err, "line"), line);
    assert_str(unit_arg(&err, "byte"), byte);
}

static void test_codec_encoding__utf8(void **state)
{
    struct encoding_text t = decode_good(*state, STR("年度 1\n"));
    assert_string_equal(encoding_name(t.encoding), "UTF-8");
    assert_str(t.text, "年度 1\n");
    assert_int_equal(t.mark, 0);
    t = decode_good(*state, STR("\xEF\xBB\xBF年"));
    assert_string_equal(encoding_name(t.encoding), "UTF-8");
    assert_str(t.text, "年");
    assert_int_equal(t.mark, 3);
    struct encoding_walk walk = encoding_walk(&t);
    assert_int_equal(encoding_origin(&walk, 3), 6);
    assert_int_equal(decode_good(*state, (struct str){NULL, 0}).text.len, 0);
    assert_int_equal(decode_good(*state, STR("\xEF\xBB\xBF")).text.len, 0);
}

static void test_codec_encoding__refused(void **state)
{
    struct mem *mem = *state;
    assert_refused(mem, STR("ab\r\nc\r\0d"), "err.text.nul", "3", "7");
    assert_refused(mem, STR("\xEF\xBB\xBF\n\0"), "err.text.nul", "2", "5");
    assert_refused(mem, STR("\xEF\xBB\xBF年\n\xFF"), "err.text.bad_utf8", "2", "8");
    assert_refused(mem, STR("\xFF\xFE\0\0a\0\0\0"), "err.text.utf32", "1", "1");
    assert_refused(mem, STR("\0\0\xFE\xFF\0\0\0a"), "err.text.utf32", "1", "1");
    // GB18030 that breaks off, and bytes that are no code of it.
    assert_refused(mem, STR("\xC4\xEA\n\xB6"), "err.text.encoding", "2", "4");
    assert_refused(mem, STR("\xC4\xEA\x80"), "err.text.encoding", "1", "3");
    assert_refused(mem, STR("\xC4\xEA\xFF\x41"), "err.text.encoding", "1", "3");
    assert_refused(mem, STR("\xC4\xEA\xB6\x7F"), "err.text.encoding", "1", "3");
    assert_refused(mem, STR("\xC4\xEA\xB6\xFF"), "err.text.encoding", "1", "3");
    assert_refused(mem, STR("\xC4\xEA\xB6\x20"), "err.text.encoding", "1", "3");
    assert_refused(mem, STR("\xC4\xEA\x81\x30\x81"), "err.text.encoding", "1", "3");
    assert_refused(mem, STR("\xC4\xEA\x81\x30\x41\x30"), "err.text.encoding", "1", "3");
    assert_refused(mem, STR("\xC4\xEA\x81\x30\x81\x41"), "err.text.encoding", "1", "3");
    assert_refused(mem, STR("\xC4\xEA\x84\x31\xA5\x30"), "err.text.encoding", "1", "3");
    assert_refused(mem, STR("\xC4\xEA\xE3\x32\x9A\x36"), "err.text.encoding", "1", "3");
    assert_refused(mem, STR("\x84\x31\x95\x33\xC4\xEA\n\xFF"), "err.text.bad_gb18030", "2", "8");
    struct encoding_text out;
    struct err err = {0};
    assert_int_equal(decode(mem, &out, STR("a\xC4\xEA\x80"), &err), RC_INPUT);
    assert_str(unit_arg(&err, "utf8"), "2");
}

// A text of UTF-8 in which a byte was lost would pass as GB18030 with other characters.
static void test_codec_encoding__broken_utf8(void **state)
{
    struct mem *mem = *state;
    assert_refused(mem, STR("年度\n指标\xE5\xBC分值得分"), "err.text.broken_utf8", "2", "14");
    assert_refused(mem, STR("年度指标值\xE5"), "err.text.broken_utf8", "1", "16");
    // 年度预算 in GB18030: two of its four characters look like two bytes of UTF-8.
    struct encoding_text t = decode_good(mem, STR("\xC4\xEA\xB6\xC8\xD4\xA4\xCB\xE3"));
    assert_string_equal(encoding_name(t.encoding), "GB18030");
    assert_str(t.text, "年度预算");
}

static void test_codec_encoding__utf16(void **state)
{
    struct mem *mem = *state;
    struct encoding_text t = decode_good(mem, STR("\xFF\xFE\x74\x5E\t\0"
                                                  "1\0\n\0\x40\xD8\x00\xDC"));
    assert_string_equal(encoding_name(t.encoding), "UTF-16LE");
    assert_str(t.text, "年\t1\n\xF0\xA0\x80\x80");
    struct encoding_walk walk = encoding_walk(&t);
    assert_int_equal(encoding_origin(&walk, 0), 2);
    assert_int_equal(encoding_origin(&walk, 3), 4);
    assert_int_equal(encoding_origin(&walk, 6), 10);
    assert_int_equal(encoding_origin(&walk, 10), 14);
    t = decode_good(mem, STR("\xFE\xFF\x5E\x74\0\t\0"
                             "1\0\n\xD8\x40\xDC\x00"));
    assert_string_equal(encoding_name(t.encoding), "UTF-16BE");
    assert_str(t.text, "年\t1\n\xF0\xA0\x80\x80");
    assert_refused(mem,
                   STR("\xFF\xFE"
                       "a\0\n\0b"),
                   "err.text.bad_utf16", "2", "7");
    assert_refused(mem,
                   STR("\xFF\xFE"
                       "a\0\0\xDC"),
                   "err.text.bad_utf16", "1", "5");
    assert_refused(mem,
                   STR("\xFF\xFE"
                       "a\0\0\xD8"),
                   "err.text.bad_utf16", "1", "5");
    assert_refused(mem,
                   STR("\xFF\xFE"
                       "a\0\0\xD8"
                       "a\0"),
                   "err.text.bad_utf16", "1", "5");
    assert_refused(mem,
                   STR("\xFF\xFE"
                       "a\0\0\xD8\0\xE0"),
                   "err.text.bad_utf16", "1", "5");
    assert_refused(mem, STR("\xFE\xFF\0a\0\n\0\0"), "err.text.nul", "2", "7");
}

static void test_codec_encoding__utf16_without_mark(void **state)
{
    struct mem *mem = *state;
    // The last character, 一, has a NUL on the other side.
    struct encoding_text t = decode_good(mem, STR("\xA6\x5E\t\0"
                                                  "1\0"
                                                  "2\0\n\0\0\x4E"));
    assert_string_equal(encoding_name(t.encoding), "UTF-16LE");
    assert_str(t.text, "度\t12\n一");
    t = decode_good(mem, STR("\x5E\xA6\0\t\0"
                             "1\0"
                             "2\0\n\x4E\0"));
    assert_string_equal(encoding_name(t.encoding), "UTF-16BE");
    assert_str(t.text, "度\t12\n一");
    assert_str(decode_good(mem, STR("t\0e\0x\0t\0")).text, "text");
    // None of these is UTF-16; the first NUL is told.
    static const struct {
        struct str bytes;
        const char *byte;
    } none[] = {
        {{"t\0e\0x\0t\0\0", 9}, "2"},        // half a character
        {{"t\0e\0x\0\xA6\x5E", 8}, "2"},     // three of ASCII are too few
        {{"t\0e\0x\0t\0ab", 10}, "2"},       // also UTF-8
        {{"t\0e\0x\0t\0\0\0", 10}, "2"},     // NUL as a character
        {{"t\0e\0x\0t\0\x01\0", 10}, "2"},   // a control
        {{"t\0e\0x\0t\0\x0B\0", 10}, "2"},   // a control
        {{"t\0e\0x\0t\0\x1F\0", 10}, "2"},   // a control
        {{"t\0e\0x\0t\0\0\xE0", 10}, "2"},   // private use
        {{"t\0e\0x\0t\0\xFE\xFF", 10}, "2"}, // no character
        {{"t\0e\0x\0t\0\0\xDC", 10}, "2"},   // half a pair
        {{"\xA6\x5E\xA6\x5E\t\0"
          "1\0"
          "2\0\n\0\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E"
          "\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E"
          "\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E\xA6\x5E"
          "\xA6\x5E\xA6\x5E\xA6\x5E",
          70},
         "6"}, // four of 35 are too few
        {{"ab\r\nc\r\0d", 8}, "7"},
        {{"plain text with one stray zero\0 byte in it, on an even place", 60}, "31"},
    };
    for (size_t i = 0; i < LENGTH_OF(none); i++) {
        struct encoding_text out;
        struct err err = {0};
        if (decode(mem, &out, none[i].bytes, &err) == RC_OK)
            fail_msg("case %zu was read as %s", i, encoding_name(out.encoding));
        assert_string_equal(err.key, "err.text.nul");
        assert_str(unit_arg(&err, "byte"), none[i].byte);
    }
}

static const struct {
    uint32_t code;
    int32_t character;
} edition_2005[] = {
    {0xA6D9, 0xE78D},     {0xA6DA, 0xE78E},     {0xA6DB, 0xE78F},     {0xA6DC, 0xE790},
    {0xA6DD, 0xE791},     {0xA6DE, 0xE792},     {0xA6DF, 0xE793},     {0xA6EC, 0xE794},
    {0xA6ED, 0xE795},     {0xA6F3, 0xE796},     {0xA8BC, 0x1E3F},     {0xFE51, 0xE816},
    {0xFE52, 0xE817},     {0xFE53, 0xE818},     {0xFE59, 0xE81E},     {0xFE61, 0xE826},
    {0xFE66, 0xE82B},     {0xFE67, 0xE82C},     {0xFE6C, 0xE831},     {0xFE6D, 0xE832},
    {0xFE76, 0xE83B},     {0xFE7E, 0xE843},     {0xFE90, 0xE854},     {0xFE91, 0xE855},
    {0xFEA0, 0xE864},     {0x8135F437, 0xE7C7}, {0x82359037, 0x9FB4}, {0x82359038, 0x9FB5},
    {0x82359039, 0x9FB6}, {0x82359130, 0x9FB7}, {0x82359131, 0x9FB8}, {0x82359132, 0x9FB9},
    {0x82359133, 0x9FBA}, {0x82359134, 0x9FBB}, {0x84318236, 0xFE10}, {0x84318237, 0xFE11},
    {0x84318238, 0xFE12}, {0x84318239, 0xFE13}, {0x84318330, 0xFE14}, {0x84318331, 0xFE15},
    {0x84318332, 0xFE16}, {0x84318333, 0xFE17}, {0x84318334, 0xFE18}, {0x84318335, 0xFE19},
};

// What the code stands for: by the list above, else by iconv.
static int32_t expected(iconv_t cd, uint32_t code, size_t n)
{
    for (size_t i = 0; i < LENGTH_OF(edition_2005); i++)
        if (edition_2005[i].code == code)
            return edition_2005[i].character;
    char in[4], out[8], *from = in, *to = out;
    for (size_t i = 0; i < n; i++)
        in[i] = (char)(code >> 8 * (n - 1 - i));
    size_t in_left = n, out_left = sizeof(out);
    assert_int_equal(iconv(cd, &from, &in_left, &to, &out_left), 0);
    struct str s = {out, sizeof(out) - out_left};
    int32_t c = str_next(&s);
    assert_int_equal(s.len, 0);
    return c;
}

static void add_code(struct buf *buf, uint32_t code, size_t n)
{
    for (size_t i = n; i-- > 0;)
        buf_char(buf, (char)(code >> 8 * i));
}

static uint32_t four(uint32_t i)
{
    return (0x81 + i / 12600) << 24 | (0x30 + i / 1260 % 10) << 16 | (0x81 + i / 10 % 126) << 8 |
           (0x30 + i % 10);
}

static void test_codec_encoding__gb18030_basic_plane(void **state)
{
    struct mem *mem = *state;
    iconv_t cd = iconv_open("UTF-8", "GB18030");
    assert_true(cd != (iconv_t)-1);
    struct buf buf = buf_new(mem, 1 << 20);
    int32_t *wanted = MEM_ARRAY(mem, ENCODING_GB_TWO + ENCODING_GB_FOUR, int32_t);
    bool *seen = MEM_ARRAY(mem, 0x10000, bool);
    size_t n = 0;
    for (uint32_t lead = 0x81; lead <= 0xFE; lead++)
        for (uint32_t trail = 0x40; trail <= 0xFE; trail++)
            if (trail != 0x7F) {
                add_code(&buf, lead << 8 | trail, 2);
                wanted[n++] = expected(cd, lead << 8 | trail, 2);
            }
    for (uint32_t i = 0; i < ENCODING_GB_FOUR; i++) {
        add_code(&buf, four(i), 4);
        wanted[n++] = expected(cd, four(i), 4);
    }
    iconv_close(cd);
    struct str text = decode_good(mem, buf_str(&buf)).text;
    for (size_t i = 0; i < n; i++) {
        int32_t code = str_next(&text);
        assert_int_equal(code, wanted[i]);
        assert_false(seen[code]); // no character has two codes
        seen[code] = true;
    }
    assert_int_equal(text.len, 0);
    // Together with ASCII they are the whole basic plane.
    for (int32_t c = 0x80; c < 0x10000; c++)
        assert_true(seen[c] || (c >= 0xD800 && c < 0xE000));
}

static void test_codec_encoding__gb18030_other_planes(void **state)
{
    (void)state;
    struct mem *mem = mem_new(128 << 20);
    struct buf buf = buf_new(mem, 1 << 23);
    for (uint32_t i = 0; i < 0x100000; i++)
        add_code(&buf, four(i + 15 * 12600), 4);
    struct encoding_text t = decode_good(mem, buf_str(&buf));
    struct str text = t.text;
    for (int32_t c = 0x10000; c < 0x110000; c++)
        assert_int_equal(str_next(&text), c);
    assert_int_equal(text.len, 0);
    struct encoding_walk walk = encoding_walk(&t);
    assert_int_equal(encoding_origin(&walk, 4000), 4000);
    mem_free(mem);
}

static void test_codec_encoding__gb18030_walk(void **state)
{
    // a, 年, 㵲 (four bytes), 1 behind a mark
    struct encoding_text t = decode_good(*state, STR("\x84\x31\x95\x33"
                                                     "a\xC4\xEA\x82\x31\xE0\x39"
                                                     "1"));
    assert_string_equal(encoding_name(t.encoding), "GB18030");
    assert_int_equal(t.mark, 4);
    struct encoding_walk walk = encoding_walk(&t);
    assert_int_equal(encoding_origin(&walk, 0), 4);
    assert_int_equal(encoding_origin(&walk, 1), 5);
    assert_int_equal(encoding_origin(&walk, 4), 7);
    assert_int_equal(encoding_origin(&walk, 7), 11);
    assert_int_equal(encoding_origin(&walk, 8), 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_codec_encoding__utf8),
        UNIT(test_codec_encoding__refused),
        UNIT(test_codec_encoding__broken_utf8),
        UNIT(test_codec_encoding__utf16),
        UNIT(test_codec_encoding__utf16_without_mark),
        UNIT(test_codec_encoding__gb18030_basic_plane),
        cmocka_unit_test(test_codec_encoding__gb18030_other_planes),
        UNIT(test_codec_encoding__gb18030_walk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
