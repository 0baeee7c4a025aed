// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codec/csv.h"
#include "test/unit/unit.h"

static struct str field(struct mem *mem, struct str text)
{
    struct buf out = buf_new(mem, BUF_SMALL);
    struct csv csv;
    csv_init(&csv, &out);
    csv_text(&csv, text);
    return buf_str(&out);
}

static void test_codec_csv__rows(void **state)
{
    struct buf out = buf_new(*state, BUF_SMALL);
    struct csv csv;
    csv_init(&csv, &out);
    csv_mark(&csv);
    csv_text(&csv, STR("file"));
    csv_text(&csv, STR_NONE);
    csv_int(&csv, -3);
    csv_end_row(&csv);
    csv_int(&csv, 4);
    csv_text(&csv, STR("年度"));
    csv_end_row(&csv);
    assert_str(buf_str(&out), "\xEF\xBB\xBF"
                              "file,,-3\r\n4,年度\r\n");
}

static void test_codec_csv__quotes(void **state)
{
    assert_str(field(*state, STR("a,b")), "\"a,b\"");
    assert_str(field(*state, STR("a\"b")), "\"a\"\"b\"");
    assert_str(field(*state, STR("a\nb")), "\"a\nb\"");
    assert_str(field(*state, STR("a\rb")), "\"a\rb\"");
    assert_str(field(*state, STR(" a")), "\" a\"");
    assert_str(field(*state, STR("a ")), "\"a \"");
    assert_str(field(*state, STR("a b；c")), "a b；c");
}

static void test_codec_csv__guard(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"=1+1", "'=1+1"},
        {"+cmd", "'+cmd"},
        {"-2+3", "'-2+3"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\t=1", "'\t=1"},
        {"\r=1", "\"'\r=1\""},
        {"\n=1", "\"'\n=1\""},
        {"  =1+1", "\"'  =1+1\""},
        {"＝1+1", "'＝1+1"},
        {"＋1", "'＋1"},
        {"－1", "'－1"},
        {"＠x", "'＠x"},
        {"=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""},
        {"-12.50", "-12.50"},
        {"+3", "+3"},
        {"-3.5%", "-3.5%"},
        {"-3.", "'-3."},
        {"-.5", "'-.5"},
        {"-3%%", "'-3%%"},
        {"--", "'--"},
        {"-", "-"},
        {"=", "="},
        {"≥", "≥"},
        {"12.5", "12.5"},
        {"", ""},
        {" ", "\" \""},
        {"  ", "\"  \""},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++)
        assert_str(field(*state, str_of(cases[i].in)), cases[i].out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_codec_csv__rows),
        UNIT(test_codec_csv__quotes),
        UNIT(test_codec_csv__guard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
