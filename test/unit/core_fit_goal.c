// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"
#include "test/unit/fit_make.h"

#define HEAD         "项目支出绩效自评表\n(2031年度)\n项目名称\t牧草补播\n"
#define COLUMNS_READ "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
#define ROWS                                                                                       \
    "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t60\t59\n"                          \
    "\t质量指标\t成活率\t≥85%\t86%\t40\t40\n"
#define TABLE COLUMNS_READ ROWS "总分\t\t\t\t\t100\t99\n"

static void goals(struct mem *mem, const char *head, const char *expected, const char *actual)
{
    struct buf text = buf_new(mem, 1 << 16);
    buf_fmt(&text, "%s%s%s", HEAD, head, TABLE);
    struct form *form = fit_make_form(mem, str_cstr(mem, buf_str(&text)));
    if (!str_eq_c(fit_make_cell(mem, form, "/goals/expected"), expected))
        print_error("%s", head);
    assert_cell(form, "/goals/expected", expected);
    assert_cell(form, "/goals/actual", actual);
    assert_int_equal(form->n_rows, 2);
}

static void test_core_fit_goal__lines(void **state)
{
    goals(*state, "年度总体目标\n预期目标\t补播。\n实际完成情况\t补完。\n", "补播。", "补完。");
    goals(*state, "预期目标:补播。\n实际完成情况:补完。\n", "补播。", "补完。");
    goals(*state, "预期目标\t1.补播。\n2.围栏。\n实际完成情况\t1.补完。\n2.建成。\n",
          "1.补播。2.围栏。", "1.补完。2.建成。");
    goals(*state, "年度总体目标\t补播。\n", "补播。", "absent");
    goals(*state, "年度总体目标\t补播。\n总体目标完成情况\t补完。\n", "补播。", "补完。");
    goals(*state, "预期目标\t\n实际完成情况\t补完。\n", "|empty", "补完。");
    goals(*state, "", "absent", "absent");
}

static void test_core_fit_goal__pair(void **state)
{
    goals(*state, "年度总体目标\t预期目标\t实际完成情况\n\t补播。\t补完。\n", "补播。", "补完。");
    goals(*state, "预期目标\t实际完成情况\n补播。\t补完。\n", "补播。", "补完。");
    goals(*state, "预期目标\t实际完成情况\n1.补播。\t1.补完。\n2.围栏。\t2.建成。\n",
          "1.补播。2.围栏。", "1.补完。2.建成。");
    goals(*state, "年度总体目标\t预期目标\t实际完成情况\n补播。\t补完。\n", "补播。", "补完。");
    // One of the two is blank: the other stays where it stands.
    goals(*state, "预期目标\t实际完成情况\n\t补完。\n", "|empty", "补完。");
    goals(*state, "预期目标\t实际完成情况\n补播。\t\n", "补播。", "|empty");
    goals(*state, "预期目标\t实际完成情况\n", "|missing why.not_there", "|missing why.not_there");
}

static void test_core_fit_goal__squeezed(void **state)
{
    // The line of texts lacks the cell of the merged label that the line of the labels has.
    goals(*state, "年度总体目标 | 预期目标 | 实际完成情况 | | |\n补播。 | 补完。 | | | |\n",
          "补播。", "补完。");
    goals(*state,
          "总体目标 | | 预期目标 | 实际完成情况 | |\n补播, | 补完, | | | |\n围栏。 | 建成。 | | | "
          "|\n",
          "补播,围栏。", "补完,建成。");
    // An adjusted goal between the two, blank or not.
    goals(*state, "年初绩效目标 | 调整绩效目标 | 全年实际完成情况 | |\n补播。 | | 补完。 | |\n",
          "补播。", "补完。");
    goals(*state,
          "年初绩效目标 | 调整绩效目标 | 全年实际完成情况 | |\n补播。 | 围栏。 | 补完。 | |\n",
          "补播。", "补完。");
}

static void test_core_fit_goal__above_the_funds(void **state)
{
#define FUNDS "资金\t全年预算数\t全年执行数\t执行率\n年度资金总额\t31.50\t31.35\t99.52\n"
    goals(*state,
          "项目情况\t1.目标完成\t预期目标\t实际完成情况\n\t\t补播。\t补完。\n"
          "2.项目内容\t围栏。\n" FUNDS,
          "补播。", "补完。");
    goals(*state, "项目情况\t目标完成\t预期目标\t实际完成情况\n补播。\t补完。\n" FUNDS, "补播。",
          "补完。");
    // A single label there may be any.
    goals(*state, "预期目标\t补播。\n" FUNDS, "absent", "absent");
}

static void test_core_fit_goal__beside_the_heading(void **state)
{
    // A merged cell before the heading of the table is no part of the goal above it.
    static const char *const words[] = {"绩效指标", "绩效指标情况", "自评\t内容"};
    struct mem *mem = *state;
    for (size_t i = 0; i < LENGTH_OF(words); i++) {
        struct buf text = buf_new(mem, 1 << 16);
        buf_fmt(&text, "%s%s\t%s", HEAD "预期目标\t补播。\n实际完成情况\t补完。\n", words[i],
                TABLE);
        struct form *f = fit_make_form(mem, str_cstr(mem, buf_str(&text)));
        assert_cell(f, "/goals/expected", "补播。");
        assert_cell(f, "/goals/actual", "补完。");
    }
    // A sentence there is.
    struct form *f =
        fit_make_form(mem, HEAD "预期目标\t补播。\n实际完成情况\t围栏,\n补完。\t" TABLE);
    assert_cell(f, "/goals/actual", "围栏,补完。");
    f = fit_make_form(mem,
                      "项目支出绩效自评表\n项目名称\n牧草补播\n预期目标\n补播。\n实际完成情况\n"
                      "补完。\n绩效指标\n一级指标\n二级指标\n三级指标\n年度指标值\n"
                      "实际完成值\n分值\n得分\n产出指标\n数量指标\n补播面积\n≥30亩\n31亩\n"
                      "100\n99\n总分\n100\n99\n");
    assert_cell(f, "/goals/actual", "补完。");
}

#define GAPS                                                                                             \
    "一级指标   二级指标   三级指标   年度指标值   实际完成值   分值   得分\n" \
    "产出指标   数量指标   补播面积   ≥30亩        31亩         100    99\n"             \
    "总分                                                       100    99\n"

static void test_core_fit_goal__columns(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, "项目支出绩效自评表\n项目名称   牧草补播\n"
                                        "年度目标   预期目标               实际完成情况\n"
                                        "           补播三十亩,围栏        补播三十一亩,\n"
                                        "           二公里。               围栏二公里。\n" GAPS);
    assert_cell(f, "/goals/expected", "补播三十亩,围栏二公里。");
    assert_cell(f, "/goals/actual", "补播三十一亩,围栏二公里。");
}

static void test_core_fit_goal__beside_lines(void **state)
{
    // A label beside the middle of its lines, or before the first: nobody says which.
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, "项目支出绩效自评表\n项目名称  牧草补播\n"
                           "                补播三十亩；\n"
                           "预期目标        围栏二公里；\n                管护五千亩。\n"
                           "                均已完成；\n"
                           "实际完成情况    未超支。\n" GAPS);
    assert_int_equal(f->goal_expected.state, CELL_DOUBTFUL);
    assert_int_equal(f->goal_actual.state, CELL_DOUBTFUL);
    f = fit_make_form(mem, "项目支出绩效自评表\n项目名称  牧草补播\n预期目标      补播三十亩。\n"
                           "实际完成情况  均已完成。\n" GAPS);
    assert_cell(f, "/goals/expected", "补播三十亩。");
    assert_cell(f, "/goals/actual", "均已完成。");
}

static void test_core_fit_goal__blanks(void **state)
{
    // Nothing but the sentence that ends first tells them apart.
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, "项目支出绩效自评表 项目名称 牧草补播\n预期目标 实际完成情况\n补播 三十亩。 补完。\n"
             "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
             "产出指标 数量指标 补播面积 ≥30亩 31亩 100 99\n总分 100 99\n");
    assert_cell(f, "/goals/expected", "补播三十亩。");
    assert_cell(f, "/goals/actual", "补完。");
}

static void lists(struct mem *mem, const char *lines, const char *expected, const char *actual)
{
    struct form *f = fit_make_form(
        mem, str_cstr(mem, buf_print(mem,
                                     "项目支出绩效自评表 项目名称 牧草补播\n预期目标 "
                                     "实际完成情况\n%s一级指标 二级指标 三级指标 年度指标值 "
                                     "实际完成值 分值 得分\n产出指标 数量指标 补播面积 ≥30亩 "
                                     "31亩 100 99\n总分 100 99\n",
                                     lines)));
    assert_cell(f, "/goals/expected", expected);
    assert_cell(f, "/goals/actual", actual);
}

static void test_core_fit_goal__lists(void **state)
{
    // The list that begins anew is that of the second label.
    lists(*state, "目标1:补播。\n目标2:围栏。\n目标1:补完。\n目标2:建成。\n",
          "目标1:补播。目标2:围栏。", "目标1:补完。目标2:建成。");
    lists(*state, "一、补播\n二、围栏\n一、补完\n二、建成\n", "一、补播二、围栏",
          "一、补完二、建成");
    // Line by line, first one list and then the other: nobody knows.
    lists(*state, "1.补播\n1.补完\n2.围栏\n2.建成\n", "1.补播|doubtful why.torn",
          "1.补完2.围栏2.建成|doubtful why.torn");
    // One list alone.
    lists(*state, "1.补播。\n2.围栏。\n补完。\n", "1.补播。2.围栏。", "补完。");
    lists(*state, "1.补播,\n2.围栏\n", "1.补播,2.围栏|doubtful why.torn", "|missing why.not_there");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_goal__lines),        UNIT(test_core_fit_goal__pair),
        UNIT(test_core_fit_goal__squeezed),     UNIT(test_core_fit_goal__above_the_funds),
        UNIT(test_core_fit_goal__lists),        UNIT(test_core_fit_goal__beside_the_heading),
        UNIT(test_core_fit_goal__columns),      UNIT(test_core_fit_goal__blanks),
        UNIT(test_core_fit_goal__beside_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
