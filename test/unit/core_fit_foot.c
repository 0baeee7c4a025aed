// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"
#include "test/unit/fit_make.h"

#define HEAD         "项目支出绩效自评表\n(2031年度)\n项目名称\t牧草补播\n"
#define COLUMNS_READ "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
#define ROWS                                                                                       \
    "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t60\t59\n"                          \
    "\t质量指标\t成活率\t≥85%\t86%\t40\t40\n"

// Weight, score and grade of a form that ends with `foot`, and how many rows it has.
static struct form *foot(struct mem *mem, const char *end, const char *weight, const char *score,
                         const char *grade, size_t rows)
{
    struct buf text = buf_new(mem, 1 << 16);
    buf_fmt(&text, "%s%s", HEAD COLUMNS_READ ROWS, end);
    struct form *form = fit_make_form(mem, str_cstr(mem, buf_str(&text)));
    if (form->n_rows != rows || !str_eq_c(fit_make_cell(mem, form, "/total/score"), score))
        print_error("%s", end);
    assert_cell(form, "/total/weight", weight);
    assert_cell(form, "/total/score", score);
    assert_cell(form, "/grade", grade);
    assert_int_equal(form->n_rows, rows);
    return form;
}

static void test_core_fit_foot__total(void **state)
{
    foot(*state, "总分\t\t\t\t\t100\t99\n", "100", "99", "absent", 2);
    foot(*state, "总 分\t\t\t\t\t1 00\t99. 5\n", "100", "99.5", "absent", 2);
    foot(*state, "总\t分\t\t\t\t100\t99\n", "100", "99", "absent", 2);
    foot(*state, "合计:\t100\t99\n", "100", "99", "absent", 2);
    foot(*state, "总分\t100\t99\t98\n", "100", "99", "absent", 2);
    // A lone figure is the score, unless it stands under the weights.
    foot(*state, "总分\t99\n", "absent", "99", "absent", 2);
    foot(*state, "总分\t\t\t\t\t\t99\n", "absent", "99", "absent", 2);
    foot(*state, "总分\t\t\t\t\t100\t\n", "100", "|empty", "absent", 2);
    foot(*state, "总分(100分)\t\t\t\t\t\t99\n", "100", "99", "absent", 2);
}

static void test_core_fit_foot__no_figure(void **state)
{
    foot(*state, "总分\t\t\t\t\t100\t—\n", "100", "|dash", "absent", 2);
    foot(*state, "总分\t\t\t\t\t100\t99.\t5\n", "100", "|missing why.torn_number", "absent", 2);
    foot(*state, "总分\t\t\t\t\t1,00\t99\n", "|missing why.no_number", "99", "absent", 2);
    foot(*state,
         "总分\t\t\t\t\t100\t9\xE2\x80\x8B"
         "9\n",
         "100", "|missing why.hidden_signs", "absent", 2);
    foot(*state, "总分\t\t\t\t\t100\t9999999999999999999999\n", "100", "|missing why.too_long",
         "absent", 2);
    foot(*state, "总分\t\t\t\t\t1O0\t9B\n", "100|repaired why.damaged", "|missing why.damaged",
         "absent", 2);
    // A label before the names of a wide line is the total's, whatever follows.
    foot(*state, "总分\t\t\t\t\t一百\t99\n", "|missing why.no_number", "99", "absent", 2);
}

static void test_core_fit_foot__no_label(void **state)
{
    foot(*state, "\t\t\t\t\t100\t99\n", "100", "99", "absent", 2);
    foot(*state, "100\t99\n", "100", "99", "absent", 2);
    foot(*state, "100\t99. 5\n填表人:王\n", "100", "99.5", "absent", 2);
    foot(*state, "100\t99 .5\n填表人:王\n", "100", "99.5", "absent", 2);
    foot(*state, "\t\t\t\t\t100\t99\t\n", "100", "99", "absent", 2);
    // Too many figures, or a word among them, are no total line.
    struct mem *mem = *state;
    static const char *const lines[] = {"1 2 3 4 5\n", "100 左右 99\n"};
    for (size_t i = 0; i < LENGTH_OF(lines); i++) {
        struct buf text = buf_new(mem, 1 << 16);
        buf_fmt(&text,
                "项目支出绩效自评表 项目名称 牧草补播\n一级指标 二级指标 三级指标 年度指标值 "
                "实际完成值 分值 得分\n产出指标 数量指标 补播面积 ≥30亩 31亩 60 59\n%s",
                lines[i]);
        struct form *f = fit_make_form(mem, str_cstr(mem, buf_str(&text)));
        assert_cell(f, "/total/score", "|missing why.text_ends");
    }
    // Behind it a line that is none of the form's.
    foot(*state, "\t\t\t\t\t100\t99\n柳河县草原局办公室编\n", "100", "99", "absent", 2);
}

static void test_core_fit_foot__lost(void **state)
{
    struct form *f = foot(*state, "", "|missing why.text_ends", "|missing why.text_ends",
                          "|missing why.text_ends", 2);
    assert_false(f->is_complete);
    // A signer or a note ends the form: nothing is cut off, the total is not there.
    f = foot(*state, "填表人:王\t联系电话:12345\n", "absent", "absent", "absent", 2);
    assert_true(f->is_complete);
    f = foot(*state, "备注\t无\n", "absent", "absent", "absent", 2);
    assert_true(f->is_complete);
    foot(*state, "打印本页\n", "|missing why.text_ends", "|missing why.text_ends",
         "|missing why.text_ends", 2);
    // Without points no total is expected.
    struct mem *mem = *state;
    f = fit_make_form(mem, HEAD "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\n"
                                "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\n");
    assert_cell(f, "/total/score", "absent");
    f = fit_make_form(mem,
                      HEAD "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\n"
                           "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t60\n总分\t\t\t\t\t60\n");
    assert_cell(f, "/total/weight", "60");
    assert_cell(f, "/total/score", "absent");
}

static void test_core_fit_foot__grade(void **state)
{
    foot(*state, "总分\t\t\t\t\t100\t99\n评价等级\t优\n", "100", "99", "优", 2);
    foot(*state, "总分\t\t\t\t\t100\t99\n评价等级:优秀\n", "100", "99", "优秀", 2);
    foot(*state, "总分\t100\t99\t优\n", "100", "99", "优", 2);
    foot(*state, "评价等级\t优\n总分\t\t\t\t\t100\t99\n", "100", "99", "优", 2);
    foot(*state, "总分\t100\t99\t良\n评价等级\t优\n", "100", "99", "良", 2);
    foot(*state, "总分\t\t\t\t\t100\t99\n评价等级\t\n", "100", "99", "absent", 2);
    foot(*state, "总分\t\t\t\t\t100\t99\n评价等级\t很棒\n", "100", "99", "absent", 2);
}

static void test_core_fit_foot__notes(void **state)
{
    struct form *f = foot(
        *state, "总分\t\t\t\t\t100\t99\n存在问题\t人手\n不足\n改进措施\t加人\n备注:\n填表人:王\n",
        "100", "99", "absent", 2);
    assert_int_equal(f->n_notes, 2);
    assert_str(f->notes[0].name, "存在问题");
    assert_str(f->notes[0].text, "人手不足");
    assert_int_equal(f->notes[0].kind, NOTE_FOOT);
    assert_str(f->notes[1].text, "加人");
}

static void test_core_fit_foot__words_in_rows(void **state)
{
    // Words of the foot inside a row are content.
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, HEAD COLUMNS_READ
                                   "产出指标\t数量指标\t合计\t≥30亩\t31亩\t60\t59\n"
                                   "\t质量指标\t说明\t≥85%\t86%\t40\t40\n总分\t\t\t\t\t100\t99\n");
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/level3", "合计");
    assert_cell(f, "/indicators/1/level3", "说明");
    // Also where nothing but figures stands beside them, and where the classes are merged.
    f = fit_make_form(mem, HEAD COLUMNS_READ "产出指标\t数量指标\t合计\t30\t31\t60\t59\n"
                                             "\t\t总分\t85\t86\t30\t30\n"
                                             "\t\t说明\t有\t有\t10\t10\n"
                                             "\t\t合计\t—\t—\t100\t99\n");
    assert_int_equal(f->n_rows, 3);
    assert_cell(f, "/indicators/0/level3", "合计");
    assert_cell(f, "/indicators/0/score", "59");
    assert_cell(f, "/indicators/2/level3", "说明");
    assert_cell(f, "/total/weight", "100");
    assert_cell(f, "/total/score", "99");
}

static void test_core_fit_foot__one_line(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem,
        "项目支出绩效自评表 项目名称 牧草补播 一级指标 二级指标 三级指标 年度指标值 实际完成值 "
        "分值 得分 产出指标 数量指标 补播面积 ≥30亩 31亩 60 59 质量指标 成活率 ≥85% 86% 40 40 "
        "总分 100 99 评价等级 优 备注 无 填表人 王");
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/total/weight", "100");
    assert_cell(f, "/total/score", "99");
    assert_cell(f, "/grade", "优");
    assert_int_equal(f->n_notes, 1);
}

static void test_core_fit_foot__ends_of_the_text(void **state)
{
    foot(*state, "总分", "|missing why.text_ends", "|missing why.text_ends",
         "|missing why.text_ends", 2);
    foot(*state, "总分\t1\t2\t3\t4\t5\t6\n", "1", "2", "absent", 2);
    foot(*state, "总分\t100\t99\n评价等级", "100", "99", "absent", 2);
    foot(*state, "总分\t100\t99\n评价等级\t甲\t乙\t丙\t优\n", "100", "99", "absent", 2);
    foot(*state, "总分\t100\t99\n备注", "100", "99", "absent", 2);
    // A label of the foot in a row is a name; glued to a text without a total it is the foot.
    foot(*state, "\t\t等级\t优\t优\t0\t0\n总分\t100\t99\n", "100", "99", "absent", 3);
    foot(*state, "备注:人手不足\n", "absent", "absent", "absent", 2);
    foot(*state, "存在问题\t人手不足\n", "absent", "absent", "absent", 2);
    foot(*state, "总分\t100\t99\n存在问题:人手不足\n", "100", "99", "absent", 2);
    struct mem *mem = *state;
    struct form *f =
        foot(mem, "存在问题:人手不足\n总分\t\t\t\t\t100\t99\n", "100", "99", "absent", 2);
    assert_cell(f, "/indicators/1/reason", "absent");
    // Where there are reasons such a line may go on with one.
    f = fit_make_form(mem, HEAD "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t"
                                "偏差原因分析\n产出指标\t数量指标\t补播面积\t≥30亩\t21亩\t60\t42\t"
                                "偏差原因:因雨。\n改进措施:加强管护。\n总分\t\t\t\t\t60\t42\t\n");
    assert_cell(f, "/indicators/0/reason", "偏差原因:因雨。改进措施:加强管护。");
}

static void test_core_fit_foot__no_columns(void **state)
{
    struct mem *mem = *state;
    // A line of figures as wide as the table, with a target in it, is a row; so is one of a name.
    foot(mem, "\t\t\t≥5亩\t\t100\t99\n", "|missing why.text_ends", "|missing why.text_ends",
         "|missing why.text_ends", 3);
    // 合计 inside a row, in a table of blanks, before text is content.
    struct form *f =
        fit_make_form(mem, "项目支出绩效自评表 项目名称 牧草补播\n"
                           "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
                           "产出指标 数量指标 合计 补播面积 ≥30亩 31亩 100 99\n总分 100 99\n");
    assert_int_equal(f->n_rows, 1);
    assert_cell(f, "/total/score", "99");
    // Names alone.
    f = fit_make_form(mem, HEAD "三级指标\t年度指标值\t实际完成值\n补播面积\t≥30亩\t31亩\n"
                                "总分\t\t\n");
    assert_cell(f, "/total/score", "absent");
    assert_int_equal(f->n_rows, 1);
}

static void test_core_fit_foot__lines_of_cells(void **state)
{
    // Every cell a line of its own: the figures are on the next two lines; a long note is content
    // until its label stands alone.
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, "项目支出绩效自评表\n项目名称\n牧草补播\n"
                                        "一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n"
                                        "分值\n得分\n产出指标\n数量指标\n补播面积\n≥30亩\n31亩\n"
                                        "100\n99\n总分\n100\n99\n评价等级\n优\n备注\n无\n");
    assert_cell(f, "/total/weight", "100");
    assert_cell(f, "/total/score", "99");
    assert_cell(f, "/grade", "优");
    assert_int_equal(f->n_notes, 1);
    assert_int_equal(f->n_rows, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_foot__total),
        UNIT(test_core_fit_foot__no_figure),
        UNIT(test_core_fit_foot__no_label),
        UNIT(test_core_fit_foot__lost),
        UNIT(test_core_fit_foot__grade),
        UNIT(test_core_fit_foot__notes),
        UNIT(test_core_fit_foot__words_in_rows),
        UNIT(test_core_fit_foot__one_line),
        UNIT(test_core_fit_foot__ends_of_the_text),
        UNIT(test_core_fit_foot__no_columns),
        UNIT(test_core_fit_foot__lines_of_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
