// SPDX-License-Identifier: AGPL-3.0-or-later
// Where forms begin and end, and what heads their tables.
#include "core/fit_cut.h"

#include "base/buf.h"
#include "core/fit_atom.h"
#include "test/unit/fit_make.h"

#define TITLE   "项目支出绩效自评表\n(2031年度)\n"
#define NAME    "项目名称\t牧草补播\n"
#define HEADING "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
#define ROW1    "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t60\t59\n"
#define ROW2    "\t质量指标\t成活率\t≥85%\t86%\t40\t40\n"
#define TOTAL   "总分\t\t\t\t\t100\t99\n"
#define TABLE   HEADING ROW1 ROW2 TOTAL
#define CLOSER                                                                                                   \
    "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"                     \
    "产出指标 数量指标 围栏长度 ≥2公里 2公里 60 59\n质量指标 合格率 ≥85% 86% 40 40\n" \
    "总分 100 99\n"

// The forms of a text, a line each: title, year, project, rows, total.
static struct str forms(struct mem *mem, const char *text)
{
    size_t n;
    struct form *f = fit_make_forms(mem, text, &n);
    struct buf out = buf_new(mem, 1 << 16);
    for (size_t k = 0; k < n; k++) {
        buf_fmt(&out, "%.*s %.*s %.*s:", STR_FMT(f[k].title.text), STR_FMT(f[k].year.text),
                STR_FMT(f[k].project.text));
        for (size_t i = 0; i < f[k].n_rows; i++) {
            const struct row *r = &f[k].rows[i];
            buf_fmt(&out, " %.*s %.*s %.*s %.*s;", STR_FMT(r->level3.text),
                    STR_FMT(r->target.value.text), STR_FMT(r->actual.value.text),
                    STR_FMT(r->score.text));
        }
        buf_fmt(&out, " %.*s\n", STR_FMT(f[k].total_score.text));
    }
    return buf_str(&out);
}

#define READ   "补播面积 30 31 59; 成活率 85 86 40; 99\n"
#define FIRST  "项目支出绩效自评表 2031 牧草补播: " READ
#define SECOND "项目支出绩效自评表 2031 围栏: " READ

static void test_core_fit_cut__one(void **state)
{
    assert_str(forms(*state, TITLE NAME TABLE), FIRST);
    assert_str(forms(*state, "\n\n" TITLE "\n" NAME "\n\n" HEADING "\n" ROW1 "\n" ROW2 "\n" TOTAL),
               FIRST);
    assert_str(forms(*state, TITLE NAME ROW1 ROW2 TOTAL), "");
    assert_str(forms(*state, TITLE NAME HEADING), "项目支出绩效自评表 2031 牧草补播: \n");
    assert_str(forms(*state, TABLE), "  : " READ);
}

static void test_core_fit_cut__heading_repeats(void **state)
{
    // A heading that repeats begins no form, nor does the title of a new page.
    assert_str(forms(*state, TITLE NAME HEADING ROW1 HEADING ROW2 TOTAL), FIRST);
    assert_str(forms(*state, TITLE NAME HEADING ROW1 "\f" HEADING ROW2 TOTAL), FIRST);
    size_t n;
    fit_make_forms(*state, TITLE NAME HEADING ROW1 "\f项目支出绩效自评表\n" HEADING ROW2 TOTAL, &n);
    assert_int_equal(n, 1);
}

static void test_core_fit_cut__several(void **state)
{
    struct mem *mem = *state;
#define OTHER "项目名称\t围栏\n"
    assert_str(forms(*state, TITLE NAME TABLE TITLE OTHER TABLE), FIRST SECOND);
    assert_str(forms(*state, "附件1\n" TITLE NAME TABLE "附表2\n" TITLE OTHER TABLE), FIRST SECOND);
    assert_str(forms(*state, TITLE NAME TABLE OTHER TABLE), FIRST "  围栏: " READ);
    // After the total a title begins a form, also where the name is lost.
    assert_str(forms(*state, TITLE NAME TABLE TITLE TABLE),
               FIRST "项目支出绩效自评表 2031 : " READ);
    assert_str(forms(*state, TITLE NAME TABLE "部门整体支出绩效自评表\n部门名称\t草原局\n" TABLE),
               FIRST "部门整体支出绩效自评表  : " READ);
    // A labelled year and the unit of money above the name belong to it, also behind the foot of
    // the form before; a quantity in money does not.
    assert_str(forms(*state,
                     TITLE NAME TABLE "填表人\t李某\t\t金额单位：元\n预算年度\t2032\n" OTHER TABLE),
               FIRST " 2032 围栏: " READ);
    assert_str(
        forms(*state, TITLE NAME TABLE "填表人\t李某\t（2032 年度）金额单位：元\n" OTHER TABLE),
        FIRST " 2032 围栏: " READ);
    size_t n;
    struct form *f = fit_make_forms(*state, TITLE NAME TABLE "（单位：万元）\n" OTHER TABLE, &n);
    assert_int_equal(n, 2);
    assert_cell(&f[1], "/money_unit", "万元");
    assert_int_equal(f[0].money_unit.state, CELL_ABSENT);
    assert_str(forms(*state, TITLE NAME HEADING ROW1
                     "\t质量指标\t成活率\t≥85(万元)\t86(万元)\t40\t40\n" TOTAL OTHER TABLE),
               FIRST "  围栏: " READ);
    // A year before the label of the project, as a label or in two pieces, belongs to its form.
    assert_str(forms(*state, TITLE NAME TABLE "预算年度\t2030\n" OTHER TABLE),
               FIRST " 2030 围栏: " READ);
    assert_str(forms(*state, TITLE NAME TABLE "存在问题\t无\n(2030 年度)  (单位:元)\n" OTHER TABLE),
               FIRST " 2030 围栏: " READ);
    // What separates cells is known for each.
#define CLOSE "围栏长度 2 2 59; 合格率 85 86 40; 99\n"
    assert_str(forms(*state, TITLE NAME TABLE TITLE "项目名称 围栏\n" CLOSER),
               FIRST "项目支出绩效自评表 2031 围栏: " CLOSE);
    assert_str(forms(*state, TITLE "项目名称 围栏\n" CLOSER TITLE NAME TABLE),
               "项目支出绩效自评表 2031 围栏: " CLOSE FIRST);
}

static void test_core_fit_cut__headings(void **state)
{
    static const char *const headings[] = {
        // One character wrong, junk between, torn over a line, by blanks, with brackets.
        "一级指标\t二级指标\t三级指标\t年度指栝值\t实际完成值\t分值\t得分\n",
        "一级指标\t二级指标\t三级指标\t年度指标值\t;\t实际完成值\t分值\t得分\n",
        "一级指标\t二级指标\t三级指标\t年度\n指标值\t实际\n完成值\t分值\t得分\n",
        "一级 指标\t二级 指标\t三级 指标\t年度 指标值\t实际完 成值\t分 值\t得 分\n",
        "一级指标\t二级指标\t三级指标\t指标值\t实际完成 指标值\t分值\t得分\n",
        "一级指标\t二级指标\t三级指标\t年度指标值(A)\t实际完成值（B）\t分值(分)\t得分:\n",
    };
    for (size_t i = 0; i < LENGTH_OF(headings); i++) {
        struct buf text = buf_new(*state, 1 << 16);
        buf_fmt(&text, "%s%s%s", TITLE NAME, headings[i], ROW1 ROW2 TOTAL);
        assert_str(forms(*state, str_cstr(*state, buf_str(&text))), FIRST);
    }
    // A word torn into two cells, over rows that are not.
    assert_str(forms(*state,
                     TITLE NAME "一级指标\t二级\t指标\t三级指标\t年度\t指标值\t实际完成值\t分值"
                                "\t得分\n" ROW1 ROW2 TOTAL),
               FIRST);
    // A second target is one, whatever it is called: nothing shifts.
    assert_str(forms(*state, TITLE NAME "一级指标\t二级指标\t三级指标\t年度指标值\t年度指标值\t"
                                        "实际完成值\t分值\t得分\n"
                                        "产出指标\t数量指标\t补播面积\t≥30亩\t≥33亩\t31亩\t60\t59\n"
                                        "总分\t\t\t\t\t\t100\t59\n"),
               "项目支出绩效自评表 2031 牧草补播: 补播面积 30 31 59; 59\n");
    // Heading words in a goal are text; two of them make no table.
    assert_str(forms(*state, TITLE NAME "预期目标\t完成三级指标 年度指标值 得分 的工作\n"
                                        "实际完成情况\t已完成\n" TABLE),
               FIRST);
    assert_str(forms(*state, TITLE NAME "三级指标\t年度指标值\n补播面积\t≥30亩\n"), "");
}

static void test_core_fit_cut__glued(void **state)
{
    assert_str(forms(*state, "项目支出绩效自评表(2031年度)\n项目名称牧草补播\n"
                             "一级指标二级指标三级指标年度指标值实际完成值分值得分\n"
                             "产出指标数量指标补播面积≥30.00亩31.00亩60.0059.00\n"
                             "质量指标成活率≥85.00%86.00%40.0040.00\n总分100.0099.00\n"),
               "项目支出绩效自评表 2031 牧草补播: 补播面积 30.00 31.00 59.00; 成活率 85.00 86.00 "
               "40.00; 99.00\n");
    assert_str(forms(*state, "二级指标和三级指标"), "");
    assert_str(forms(*state, "二级指标三级指标"), "");
}

static void test_core_fit_cut__values_before_names(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, TITLE NAME "年度指标值\t实际完成值\t分值\t得分\n"
                                                   "≥30亩\t31亩\t60\t59\n≥85%\t86%\t40\t40\n"
                                                   "一级指标\t二级指标\t三级指标\n"
                                                   "产出指标\t数量指标\t补播面积\n"
                                                   "\t质量指标\t成活率\n总分\t100\t99\n");
    assert_cell(f, "/indicators/1/level3", "成活率");
    assert_cell(f, "/indicators/1/score", "40|doubtful why.order");
    // Values of other columns alone are no such heading.
    size_t n;
    f = fit_make_forms(mem,
                       TITLE NAME "年度指标值\t分值\t得分\n≥30亩\t60\t59\n"
                                  "一级指标\t二级指标\t三级指标\n产出指标\t数量指标\t补播面积\n",
                       &n);
    assert_true(n == 0 || !fit_make_at(mem, f, "/indicators/0/score") ||
                fit_make_at(mem, f, "/indicators/0/score")->state != CELL_READ);
}

static void test_core_fit_cut__year(void **state)
{
    static const struct {
        const char *text;
        int year;
    } years[] = {{"2031年", 2031},  {"(2031年度)", 2031}, {"203年", 0},     {"12031年", 2031},
                 {"1989年", 0},     {"2100年", 0},        {"2099年", 2099}, {"年", 0},
                 {"二〇三一年", 0}, {"2031", 0},          {"", 0},          {"20x1年", 0}};
    (void)state;
    for (size_t i = 0; i < LENGTH_OF(years); i++)
        assert_int_equal(fit_cut_year(str_of(years[i].text)), years[i].year);
}

static void test_core_fit_cut__anchors(void **state)
{
    struct mem *mem = *state, *scratch = mem_new(UNIT_CEILING);
    size_t n;
    struct atoms *atoms = fit_atom_all(mem, fit_make_sheet(mem, TITLE NAME TABLE "备注:无\n"));
    struct cut *cut = fit_cut(mem, scratch, fit_make_lexicon(), atoms, &n);
    assert_int_equal(n, 1);
    const struct anchor *total = fit_cut_find(cut, WORD_TOTAL, 0, cut->j);
    assert_non_null(total);
    assert_ptr_equal(fit_cut_at(cut, total->i), total);
    assert_null(fit_cut_at(cut, total->i + 1));
    assert_null(fit_cut_at(cut, cut->j));
    assert_null(fit_cut_find(cut, WORD_TOTAL, total->i + 1, cut->j));
    assert_null(fit_cut_find(cut, WORD_TOTAL, 0, total->i));
    assert_null(fit_cut_find(cut, WORD_TASK, 0, cut->j));
    // In order, not overlapping.
    for (size_t k = 1; k < cut->n_anchors; k++)
        assert_true(cut->anchors[k].i >= cut->anchors[k - 1].j);
    // A label glued to its value is cut after the colon.
    const struct anchor *note = fit_cut_find(cut, WORD_NOTE, total->i, cut->j);
    assert_non_null(note);
    assert_str(cut->atoms->at[note->j].text, "无");
    assert_int_equal(fit_cut_line_end(cut->atoms, total->i, cut->j), note->i);
    assert_int_equal(fit_cut_line_end(cut->atoms, note->i, cut->j), cut->j);
    assert_int_equal(fit_cut_table(cut), cut->headings[0].i);
    mem_free(scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_cut__one),     UNIT(test_core_fit_cut__heading_repeats),
        UNIT(test_core_fit_cut__several), UNIT(test_core_fit_cut__headings),
        UNIT(test_core_fit_cut__glued),   UNIT(test_core_fit_cut__values_before_names),
        UNIT(test_core_fit_cut__year),    UNIT(test_core_fit_cut__anchors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
