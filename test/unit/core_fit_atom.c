// SPDX-License-Identifier: AGPL-3.0-or-later
// Atoms are written as "text" a piece, a sign of the break before each: nothing, `·` a blank,
// `··` a gap, `|` a cell, `/` a line, `//` an empty line, `///` a page; with their place behind it
// where a test asks: "text@line.cell/cells".
#include "core/fit_atom.h"

#include "base/buf.h"
#include "test/unit/fit_make.h"

static struct str show(struct mem *mem, const struct atoms *atoms, bool places)
{
    static const char *const breaks[] = {"+", "·", "··", "|", "/", "//", "///"};
    struct buf out = buf_new(mem, 1 << 20);
    for (size_t i = 0; i < atoms->n; i++) {
        const struct atom *a = &atoms->at[i];
        if (i)
            buf_add_c(&out, breaks[a->before]);
        buf_add(&out, a->text);
        if (places)
            buf_fmt(&out, "@%d.%d/%d", a->line, a->cell, a->cells);
    }
    return buf_str(&out);
}

static struct str places(struct mem *mem, const char *text)
{
    return show(mem, fit_atom_all(mem, fit_make_sheet(mem, text)), true);
}

static struct str cut(struct mem *mem, const char *text)
{
    struct atoms *all = fit_atom_all(mem, fit_make_sheet(mem, text));
    return show(mem, fit_atom_cut(mem, fit_make_lexicon(), all, 0, all->n), false);
}

// ---- tokens ----

static void test_core_fit_atom__all(void **state)
{
    assert_str(places(*state, "甲\t\t乙 ２５．０\n\n（丙）  丁\f戊"),
               "甲@1.1/3|乙@1.3/3·25.0@1.3/3//(丙)@3.1/1··丁@3.1/1///戊@3.1/1");
    assert_str(places(*state, ""), "");
    assert_str(places(*state, "「～」｡ﾟ"), "「~」｡ﾟ@1.1/1");
}

static void test_core_fit_atom__quoted(void **state)
{
    // A cell of several lines, as a spreadsheet copies it; the cells after it are counted on.
    assert_str(places(*state, "甲\t\"乙\n丙 丁\"\t戊\t己\n庚\t辛"),
               "甲@1.1/4|乙@1.2/4·丙@1.2/4·丁@1.2/4|戊@1.3/4|己@1.4/4/庚@3.1/2|辛@3.2/2");
    assert_str(places(*state, "\"乙\n丙\"\t戊"), "乙@1.1/2·丙@1.1/2|戊@1.2/2");
    // Quotes doubled inside the cell close nothing.
    assert_str(places(*state, "甲\t\"乙\"\"子\"\"\n丙\"\t戊"),
               "甲@1.1/3|乙\"\"子\"\"@1.2/3·丙@1.2/3|戊@1.3/3");
    // A lone quote as a line of its own.
    assert_str(places(*state, "甲\t\"乙\n\"\t戊"), "甲@1.1/3|乙@1.2/3·@1.2/3|戊@1.3/3");
}

static void test_core_fit_atom__not_quoted(void **state)
{
    // On one line, a cell that ends inside, never closed, in the middle of a cell, one sign.
    assert_str(places(*state, "甲\t\"乙\"\t戊"), "甲@1.1/3|\"乙\"@1.2/3|戊@1.3/3");
    assert_str(places(*state, "\"乙\t丙\n丁\""), "\"乙@1.1/2|丙@1.2/2/丁\"@2.1/1");
    assert_str(places(*state, "\"乙\n丙"), "\"乙@1.1/1/丙@2.1/1");
    assert_str(places(*state, "甲 \"乙\n丙\""), "甲@1.1/1·\"乙@1.1/1/丙\"@2.1/1");
    assert_str(places(*state, "\"\n丙\""), "\"@1.1/1/丙\"@2.1/1");
    // Four hundred pieces are no cell.
    struct buf out = buf_new(*state, 1 << 12);
    buf_add_c(&out, "\"乙");
    for (int i = 0; i < 400; i++)
        buf_add_c(&out, "\n丙");
    buf_add_c(&out, "\"");
    struct atoms *atoms =
        fit_atom_all(*state, fit_make_sheet(*state, str_cstr(*state, buf_str(&out))));
    assert_str(atoms->at[0].text, "\"乙");
}

static void test_core_fit_atom__join(void **state)
{
    struct mem *mem = *state;
    struct sheet *sheet = fit_make_sheet(mem, "绿 化 Open Data 9 x\t187. 6\t53\n甲\n\n乙");
    struct atoms *atoms = fit_atom_all(mem, sheet);
    assert_str(fit_atom_join(mem, atoms, 0, 6), "绿化Open Data9x");
    assert_str(fit_atom_join(mem, atoms, 6, 9), "187.653");
    assert_str(fit_atom_join(mem, atoms, 2, 2), "");
    assert_str(fit_atom_raw(mem, sheet, atoms, 6, 9), "187. 6 | 53");
    assert_str(fit_atom_raw(mem, sheet, atoms, 8, 11), "53 / 甲 / 乙");
    struct cell cell = fit_atom_cell(mem, sheet, atoms, 6, 9);
    assert_str(cell.text, "187.653");
    assert_int_equal(cell.at.line, 1);
    assert_int_equal(cell.at.cell, 2);
    assert_int_equal(cell.first_token, 6);
    assert_int_equal(cell.n_tokens, 3);
    assert_int_equal(cell.state, CELL_READ);
    atoms->at[7].why = "why.torn";
    cell = fit_atom_cell(mem, sheet, atoms, 6, 9);
    assert_int_equal(cell.state, CELL_DOUBTFUL);
    assert_string_equal(cell.why, "why.torn");
}

static void test_core_fit_atom__raw_of_pieces(void **state)
{
    struct mem *mem = *state;
    struct sheet *sheet = fit_make_sheet(mem, "产出指标数量指标 ≥30亩31亩");
    struct atoms *all = fit_atom_all(mem, sheet);
    struct atoms *atoms = fit_atom_cut(mem, fit_make_lexicon(), all, 0, all->n);
    assert_str(show(mem, atoms, false), "产出指标+数量指标·≥30亩+31亩");
    // One piece of a token is itself; over a token's end the tokens are shown.
    assert_str(fit_atom_raw(mem, sheet, atoms, 1, 2), "数量指标");
    assert_str(fit_atom_raw(mem, sheet, atoms, 0, 2), "产出指标");
    assert_str(fit_atom_raw(mem, sheet, atoms, 1, 3), "产出指标数量指标 ≥30亩31亩");
    assert_int_equal(fit_atom_cell(mem, sheet, atoms, 2, 4).n_tokens, 1);
}

static size_t end_of(struct mem *mem, const char *text, int cell_break)
{
    struct atoms *atoms = fit_atom_all(mem, fit_make_sheet(mem, text));
    atoms->cell_break = cell_break;
    return fit_atom_cell_end(atoms, 0, atoms->n);
}

static void test_core_fit_atom__cell_end(void **state)
{
    assert_int_equal(end_of(*state, "甲 乙\t丙", BREAK_CELL), 2);
    assert_int_equal(end_of(*state, "甲 乙\t丙", BREAK_BLANK), 1);
    assert_int_equal(end_of(*state, "甲\n乙", BREAK_CELL), 1);
    assert_int_equal(end_of(*state, "甲\n乙", BREAK_PAGE), 1);
    assert_int_equal(end_of(*state, "甲", BREAK_CELL), 1);
    // A number torn at its point or comma goes on over a blank, not over more.
    assert_int_equal(end_of(*state, "187. 60 甲", BREAK_BLANK), 2);
    assert_int_equal(end_of(*state, "187 .60", BREAK_BLANK), 2);
    assert_int_equal(end_of(*state, "1, 187", BREAK_BLANK), 2);
    assert_int_equal(end_of(*state, "187.  60", BREAK_GAP), 1);
    assert_int_equal(end_of(*state, "187 60", BREAK_BLANK), 1);
}

// ---- without separators ----

static void test_core_fit_atom__cut_words(void **state)
{
    assert_str(cut(*state, "一级指标二级指标三级指标年度指标值实际完成值分值得分"),
               "一级指标+二级指标+三级指标+年度指标值+实际完成值+分值+得分");
    // A bracket belongs to its heading; a far one does not.
    assert_str(cut(*state, "执行率(B/A)得分(分)"), "执行率(B/A)+得分(分)");
    assert_str(cut(*state, "得分(分"), "得分+(分");
    assert_str(cut(*state, "得分(这一项按全年的平均)"), "得分+(这一项按全年的平均)");
    // Names between numbers, with units and operators.
    assert_str(cut(*state, "补播面积≥30亩31亩10.009.50"), "补播面积+≥30亩+31亩+10.00+9.50");
    assert_str(cut(*state, "补播面积30.531.510.009.50—"), "补播面积+30.53+1.51+0.00+9.50+—");
    assert_str(cut(*state, "补播2号地面积"), "补播+2+号地面积");
    assert_str(cut(*state, ""), "");
    assert_str(cut(*state, "≥"), "≥");
}

static void test_core_fit_atom__cut_numbers(void **state)
{
    // The decimals that fit every run cut it: two here, one there.
    assert_str(cut(*state, "30.5031.5010.00"), "30.50+31.50+10.00");
    assert_str(cut(*state, "30.531.510.0"), "30.5+31.5+10.0");
    assert_str(cut(*state, "30.531.510.0 7.254.333.22"), "30.531.510.0·7.254.333.22");
    assert_str(cut(*state, "10.0031.50甲8.507.25"), "10.00+31.50+甲+8.50+7.25");
    // A whole number at the end hangs on; one number alone is not cut.
    assert_str(cut(*state, "30.5031.5010"), "30.5031.5010");
    assert_str(cut(*state, "3031"), "3031");
    assert_str(cut(*state, "30.50"), "30.50");
    assert_str(cut(*state, "1.2.3"), "1.2.3");
    assert_str(cut(*state, "30.50 12 31.5010.00"), "30.50·12·31.50+10.00");
}

static void test_core_fit_atom__cut_dates(void **state)
{
    assert_str(cut(*state, "验收时间2031年6月10日前2031年6月9日"),
               "验收时间+2031年6月10日前+2031年6月9日");
    assert_str(cut(*state, "时间5月9日底前"), "时间+5月9日底前");
    assert_str(cut(*state, "时间2031年"), "时间+2031年");
    assert_str(cut(*state, "时间31年"), "时间+31年");
    assert_str(cut(*state, "时间20311年6月"), "时间+20311年+6月");
}

static void test_core_fit_atom__cut_prose(void **state)
{
    // Inside a sentence digits and words are text, up to its end.
    assert_str(cut(*state, "因雨,得分少2分。数量指标"), "因雨,得分少2分。+数量指标");
    assert_str(cut(*state, "因雨;少2亩"), "因雨;少2亩");
    // The next row begins with a class, or a name before figures that run into one another.
    assert_str(cut(*state, "因雨。成活率≥85.00%8.008.00因雨。"),
               "因雨。+成活率+≥85.00%+8.00+8.00+因雨。");
    assert_str(cut(*state, "因雨。总分100.0098.00"), "因雨。+总分+100.00+98.00");
    // A benefit of which the sentence speaks, and a single figure, are text.
    assert_str(cut(*state, "因雨。社会效益明显,少2.5亩"), "因雨。社会效益明显,少2.5亩");
    assert_str(cut(*state, "因雨。少2.5亩,8.008.00"), "因雨。少2.5亩,8.008.00");
    assert_str(cut(*state, "因雨。30亩"), "因雨。+30亩");
    assert_str(cut(*state, "补播面积-30"), "补播面积+-+30");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_atom__all),           UNIT(test_core_fit_atom__quoted),
        UNIT(test_core_fit_atom__not_quoted),    UNIT(test_core_fit_atom__join),
        UNIT(test_core_fit_atom__raw_of_pieces), UNIT(test_core_fit_atom__cell_end),
        UNIT(test_core_fit_atom__cut_words),     UNIT(test_core_fit_atom__cut_numbers),
        UNIT(test_core_fit_atom__cut_dates),     UNIT(test_core_fit_atom__cut_prose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
