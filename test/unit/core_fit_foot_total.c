// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the rows end: the total with and without its label, grade, notes, a text cut off.
#include "base/buf.h"
#include "core/fit_reader.h"

#include "test/unit/fit_make.h"

#define TABLE                                                                                        \
    "项目名称\t牧草补播\n"                                                                   \
    "一级指标\t二级指标\t三级指标\t指标值\t实际值\t分值\t得分\t偏差原因\n" \
    "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t50\t50\t\n"                          \
    "产出指标\t质量指标\t出苗率\t≥90%\t85%\t50\t47.2\t春旱\n"

static struct form *with_foot(struct mem *mem, const char *foot)
{
    struct form *f = fit_make_form(mem, str_cstr(mem, buf_print(mem, "%s%s", TABLE, foot)));
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/1/score", "47.2");
    assert_cell(f, "/indicators/1/reason", "春旱");
    return f;
}

static void test_core_fit_foot_total__total(void **state)
{
    struct mem *mem = *state;
    static const struct {
        const char *foot, *weight, *score, *grade;
    } cases[] = {
        {"总分\t\t\t\t\t100\t97.2\t\n", "100", "97.2", "absent"},
        {"总分\t\t\t\t\t\t97.2\t\n", "absent", "97.2", "absent"},
        {"总分\t\t\t\t\t100\t\t\n", "100", "|empty", "absent"},
        {"总分\t97.2\n", "absent", "97.2", "absent"},
        {"总分(100分)\t\t\t\t\t\t97.2\t\n", "100", "97.2", "absent"},
        {"\t\t\t总分\t\t100\t97.2\t\n", "100", "97.2", "absent"},
        // The grade on the line of the total, with its label and without.
        {"总分\t\t\t\t\t100\t97.2\t优\n", "100", "97.2", "优"},
        {"总分\t100\t97.2\t评价等级\t优\n", "100", "97.2", "优"},
        {"总分\t\t\t\t\t100\t97.2\t\n评价等级\t优\n填表人\t某某\n", "100", "97.2", "优"},
        // A label of the foot before the total.
        {"备注\t站里填报\n总分\t\t\t\t\t100\t97.2\t\n", "100", "97.2", "absent"},
        // No label: by columns, or figures alone.
        {"\t\t\t\t\t100\t97.2\t\n", "100", "97.2", "absent"},
        {"\t\t\t\t\t100\t97.2\t\n评价等级\t优\n", "100", "97.2", "优"},
        {"100\t97.2\n评价等级\t优\n", "100", "97.2", "优"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct form *f = with_foot(mem, cases[i].foot);
        assert_cell(f, "/total/weight", cases[i].weight);
        assert_cell(f, "/total/score", cases[i].score);
        assert_cell(f, "/grade", cases[i].grade);
        assert_true(f->is_complete);
    }
}

static void test_core_fit_foot_total__notes(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        with_foot(mem, "总分\t\t\t\t\t100\t97.2\t\n"
                       "自评结论\t完成较好。\n继续管护。\n存在问题:春旱。\n填表人\t某某\n");
    assert_int_equal(f->n_notes, 2);
    assert_str(f->notes[0].name, "自评结论");
    assert_str(f->notes[0].text, "完成较好。继续管护。");
    assert_str(f->notes[1].name, "存在问题");
    assert_str(f->notes[1].text, "春旱。");
    assert_int_equal(f->notes[0].kind, NOTE_FOOT);
}

static void test_core_fit_foot_total__cut_off(void **state)
{
    struct mem *mem = *state;
    struct form *f = with_foot(mem, "");
    assert_false(f->is_complete);
    assert_cell(f, "/total/weight", "|missing why.text_ends");
    assert_cell(f, "/total/score", "|missing why.text_ends");
    assert_cell(f, "/grade", "|missing why.text_ends");
    f = with_foot(mem, "评价等级\t某\n");
    assert_cell(f, "/grade", "|missing why.text_ends");
    // A table without points has no total to miss.
    f = fit_make_form(mem, "项目名称\t草原补助\n一级指标\t二级指标\t三级指标\t指标值\t实际值\n"
                           "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\n");
    assert_cell(f, "/total/score", "absent");
    // Who signs ends the form too.
    f = with_foot(mem, "填表人\t某某\n");
    assert_true(f->is_complete);
    assert_cell(f, "/total/score", "absent");
}

static void test_core_fit_foot_total__one_column_of_points(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, "项目名称\t牧草补播\n一级指标\t二级指标\t三级指标\t指标值\t分值\n"
                           "产出指标\t数量指标\t补播面积\t≥30亩\t50\n"
                           "产出指标\t质量指标\t出苗率\t≥90%\t50\n总分\t\t\t\t100\n");
    assert_cell(f, "/total/weight", "100");
    assert_cell(f, "/total/score", "absent");
    f = fit_make_form(
        mem, "项目名称\n牧草补播\n一级指标\n二级指标\n三级指标\n指标值\n实际值\n分值\n得分\n"
             "产出指标\n数量指标\n补播面积\n≥30亩\n31亩\n50\n50\n质量指标\n出苗率\n≥90%\n"
             "95%\n50\n50\n总分\n100\n1OO\n");
    assert_cell(f, "/total/weight", "100");
    assert_cell(f, "/total/score", "100|repaired why.damaged");
}

#define HEADING_LINES                                                                              \
    "项目名称\n牧草补播\n一级指标\n二级指标\n三级指标\n指标值\n实际值\n分值\n得分\n"
#define ROW_LINES                                                                                  \
    "产出指标\n数量指标\n补播面积\n≥30亩\n31亩\n50\n50\n质量指标\n出苗率\n≥90%\n85%\n50\n47.2\n"

static void test_core_fit_foot_total__cells_on_lines(void **state)
{
    struct mem *mem = *state;
    static const struct {
        const char *foot, *weight, *score;
    } cases[] = {
        {"总分\n100\n97.2\n评价等级\n优\n", "100", "97.2"},
        {"存在问题\n春旱\n总分\n100\n97.2\n评价等级\n优\n", "100", "97.2"},
        {"100\n97.2\n评价等级\n优\n", "100", "97.2"},
        // The last figure of the last row is no total.
        {"评价等级\n优\n", "absent", "absent"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct form *f = fit_make_form(
            mem, str_cstr(mem, buf_print(mem, "%s%s", HEADING_LINES ROW_LINES, cases[i].foot)));
        assert_int_equal(f->n_rows, 2);
        assert_cell(f, "/indicators/1/weight", "50");
        assert_cell(f, "/indicators/1/score", "47.2");
        assert_cell(f, "/indicators/1/reason", "absent");
        assert_cell(f, "/total/weight", cases[i].weight);
        assert_cell(f, "/total/score", cases[i].score);
        assert_cell(f, "/grade", "优");
    }
    // One row that weighs 100 has no total behind it.
    struct form *f = fit_make_form(
        mem, HEADING_LINES "产出指标\n数量指标\n补播面积\n30\n31\n100\n97.2\n评价等级\n优\n");
    assert_cell(f, "/indicators/0/score", "97.2");
    assert_cell(f, "/total/score", "absent");
}

static void test_core_fit_foot_total__blanks(void **state)
{
    struct mem *mem = *state;
#define BLANKS                                                                                              \
    "项目名称 牧草补播\n一级指标 二级指标 三级指标 指标值 实际值 分值 得分\n" \
    "产出指标 数量指标 补播面积 ≥30亩 31亩 50 50\n产出指标 质量指标 出苗率 ≥90% 85% 50 47.2\n"
    // One figure of a total is its score; nothing tells that it stands under the weights.
    struct form *f = fit_make_form(mem, BLANKS "总分 97.2\n");
    assert_cell(f, "/total/weight", "absent");
    assert_cell(f, "/total/score", "97.2");
    // Figures run together.
    f = fit_make_form(mem, BLANKS "总分 10097.2\n");
    assert_cell(f, "/total/score", "10097.2|doubtful why.margin");
    // One line for all.
    f = fit_make_form(
        mem, "项目名称 牧草补播 一级指标 二级指标 三级指标 指标值 实际值 分值 得分 产出指标 "
             "数量指标 补播面积 ≥30亩 31亩 50 50 质量指标 出苗率 ≥90% 91% 50 47.2 总分 100 "
             "97.2 评价等级 优 备注 由站里填报 填表人 某某\n");
    assert_cell(f, "/indicators/1/score", "47.2");
    assert_cell(f, "/total/score", "97.2");
    assert_cell(f, "/grade", "优");
    assert_str(f->notes[0].text, "由站里填报");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_foot_total__total),
        UNIT(test_core_fit_foot_total__notes),
        UNIT(test_core_fit_foot_total__cut_off),
        UNIT(test_core_fit_foot_total__one_column_of_points),
        UNIT(test_core_fit_foot_total__cells_on_lines),
        UNIT(test_core_fit_foot_total__blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
