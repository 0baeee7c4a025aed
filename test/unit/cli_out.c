// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/out.h"

#include "test/unit/unit.h"

static struct out begin(struct mem *mem, struct buf *buf, int width, bool has_colour)
{
    *buf = buf_new(mem, BUF_SMALL);
    return (struct out){buf, width, has_colour};
}

static void test_cli_out__text(void **state)
{
    struct buf buf;
    struct out out = begin(*state, &buf, 40, false);
    out_text(&out, OUT_BOLD, STR("a\tb\nc\rd\x1b[1m\xff"));
    out_text(&out, OUT_PLAIN, STR("\u202e\u200b\u2028\u2060\ufeff\u00ad\xc2\x85"));
    assert_str(buf_str(&buf), "a b c d\ufffd[1m\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd");
    out = begin(*state, &buf, 40, true);
    out_text(&out, OUT_ERROR, STR("a"));
    out_text(&out, OUT_PLAIN, STR("b"));
    out_text(&out, OUT_GOOD, STR_NONE);
    assert_str(buf_str(&buf), "\x1b[1;31ma\x1b[0mb");
}

static void test_cli_out__pad(void **state)
{
    struct buf buf;
    struct out out = begin(*state, &buf, 40, false);
    out_pad(&out, OUT_PLAIN, OUT_LEFT, STR("总分"), 6);
    out_pad(&out, OUT_PLAIN, OUT_RIGHT, STR("9\t.\x01"), 6);
    out_pad(&out, OUT_PLAIN, OUT_RIGHT, STR("too long"), 3);
    out_blank(&out, -1);
    out_blank(&out, 3);
    out_end(&out);
    out_end(&out);
    assert_str(buf_str(&buf), "总分    9 .\ufffdtoo long\n\n");
}

static void test_cli_out__rule(void **state)
{
    struct buf buf;
    struct out out = begin(*state, &buf, 10, false);
    out_rule(&out, '-', OUT_PLAIN, STR_NONE);
    out_rule(&out, '=', OUT_PLAIN, STR("得分"));
    out_rule(&out, '=', OUT_PLAIN, STR("a title too long"));
    assert_str(buf_str(&buf), "----------\n得分 =====\na title\n  too long\n");
}

// Where a line may end.
static void test_cli_out__cut(void **state)
{
    static const struct {
        const char *text;
        int columns;
        const char *line, *rest;
    } cuts[] = {
        {"whole", 5, "whole", ""},
        {"two words", 6, "two", "words"},
        {"two words", 3, "two", "words"},
        {"two   words", 4, "two", "words"},
        {"unbroken", 4, "unbr", "oken"},
        {"中文可以断", 4, "中文", "可以断"},
        {"中文可以断", 5, "中文", "可以断"},
        {"中文，可以", 4, "中", "文，可以"},     // no line begins with ，
        {"共（见附件）", 4, "共", "（见附件）"}, // none ends with （
        {"，，，，", 4, "，，", "，，"},         // but a line is never empty
        {"为10.00分", 4, "为", "10.00分"},
        {"中", 1, "中", ""},
        {"a\nb", 2, "a", "b"},
        {"95%以上", 3, "95%", "以上"},
        {"中文　空", 4, "中文", "空"},
        {"  lead", 4, "lead", ""},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH_OF(cuts); i++) {
        struct str rest = str_of(cuts[i].text);
        struct str line = out_cut(&rest, cuts[i].columns);
        if (!str_eq_c(line, cuts[i].line) || !str_eq_c(rest, cuts[i].rest))
            fail_msg("%s in %d: <%.*s> <%.*s>", cuts[i].text, cuts[i].columns, STR_FMT(line),
                     STR_FMT(rest));
    }
}

static void test_cli_out__wrap(void **state)
{
    struct buf buf;
    struct out out = begin(*state, &buf, 15, false);
    out_text(&out, OUT_PLAIN, STR("依据 "));
    out_wrap(&out, OUT_PLAIN, 5, 5, STR("按规定计算得分"));
    out_wrap(&out, OUT_PLAIN, 0, 2, STR_NONE);
    out_wrap(&out, OUT_PLAIN, 0, 40, STR("more than there is room for"));
    assert_str(buf_str(&buf), "依据 按规定计算\n     得分\n\nmore than there\n"
                              "                                        is room\n"
                              "                                        for\n");
}

static void test_cli_out__row(void **state)
{
    struct buf buf;
    struct out out = begin(*state, &buf, 40, false);
    const struct out_cell cells[] = {
        {STR("指标名称很长"), 6, OUT_LEFT, OUT_PLAIN},
        {STR("9.00"), 6, OUT_RIGHT, OUT_BOLD},
        {STR_NONE, 4, OUT_LEFT, OUT_PLAIN},
    };
    out_row(&out, 1, cells, 3);
    out_row(&out, 0, cells, 0);
    assert_str(buf_str(&buf), " 指标名    9.00\n 称很长\n\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_cli_out__text), UNIT(test_cli_out__pad),  UNIT(test_cli_out__rule),
        UNIT(test_cli_out__cut),  UNIT(test_cli_out__wrap), UNIT(test_cli_out__row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
