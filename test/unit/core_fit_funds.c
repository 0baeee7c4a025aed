// SPDX-License-Identifier: AGPL-3.0-or-later
// A line of money is written as source, name, then initial adjusted received executed weight rate
// score: text as read, `-` a dash, `_` empty, `~` no such cell, `?why` missing, `text?why`
// doubtful, `text!` repaired.
#include "base/buf.h"
#include "test/unit/fit_make.h"

#define HEAD                                                                                       \
    "项目支出绩效自评表\n(2031年度)\n项目名称\t牧草补播\n"                      \
    "主管部门\t柳河县草原局\t实施单位\t柳河县草原站\n"
#define MONEY "项目资金(万元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
#define TABLE                                                                                      \
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n" \
    "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t90\t89\n总分\t\t\t\t\t100\t98.95\n"
#define TOTAL      "\t年度资金总额\t30.00\t31.50\t31.35\t10\t99.52\t9.95\n"
#define TOTAL_READ "total 年度资金总额 30.00 31.50 ~ 31.35 10 99.52 9.95\n"

static void show(struct buf *out, const struct cell *cell)
{
    static const char *const signs[] = {"~", "", "!", "^", "?", "?", "_", "-", "@"};
    buf_char(out, ' ');
    buf_add(out, cell->text);
    buf_add_c(out, signs[cell->state]);
    if (cell->state == CELL_MISSING || cell->state == CELL_DOUBTFUL)
        buf_add(out, str_of(cell->why + 4));
}

static struct str funds_of(struct mem *mem, const char *text)
{
    const struct form *form = fit_make_form(mem, text);
    struct buf out = buf_new(mem, 1 << 16);
    for (size_t k = 0; k < form->n_funds; k++) {
        const struct fund *f = &form->funds[k];
        const struct cell *const cells[] = {&f->initial, &f->adjusted, &f->received, &f->executed,
                                            &f->weight,  &f->rate,     &f->score};
        buf_fmt(&out, "%.*s %.*s", STR_FMT(f->source), STR_FMT(f->name.text));
        for (size_t c = 0; c < LENGTH_OF(cells); c++)
            show(&out, cells[c]);
        buf_char(&out, '\n');
    }
    return buf_str(&out);
}

#define assert_funds(text, want) assert_str(funds_of(*state, HEAD text TABLE), want)

static void test_core_fit_funds__lines(void **state)
{
    assert_funds(MONEY TOTAL "\t其中:当年财政拨款\t20.00\t21.50\t21.35\t—\t99.30\t—\n"
                             "\t上年结转资金\t10.00\t10.00\t10.00\t—\t100\t—\n"
                             "\t其他资金\t0\t0\t0\t—\t0\t—\n",
                 TOTAL_READ "appropriation 当年财政拨款 20.00 21.50 ~ 21.35 - 99.30 -\n"
                            "carryover 上年结转资金 10.00 10.00 ~ 10.00 - 100 -\n"
                            "other 其他资金 0 0 ~ 0 - 0 -\n");
    assert_funds("资金情况\t全年预算数\t到位数\t执行数\t执行率\n"
                 "年度资金总额:\t31.50\t31.40\t31.35\t99.52%\n",
                 "total 年度资金总额 ~ 31.50 31.40 31.35 ~ 99.52 ~\n");
    assert_funds(MONEY, "");
    assert_funds("", "");
}

static void test_core_fit_funds__named(void **state)
{
    // Any name that ends like a source, or any before two figures; none before one, or of figures.
    assert_funds(MONEY TOTAL "\t草原生态奖励基金:\t10\t11.5\t11.35\t—\t98.70\t—\n"
                             "\t柳河镇\t20\t20\t20\t—\t100\t—\n",
                 TOTAL_READ "other-named 草原生态奖励基金 10 11.5 ~ 11.35 - 98.70 -\n"
                            "other-named 柳河镇 20 20 ~ 20 - 100 -\n");
    assert_funds(MONEY TOTAL "\t柳河镇\t未定\t20\t20\t—\t100\t—\n", TOTAL_READ);
    assert_funds(MONEY TOTAL "\t镇\t10\t20\t20\t—\t100\t—\n", TOTAL_READ);
    assert_funds(MONEY TOTAL "\tABC\t10\t20\t20\t—\t100\t—\n", TOTAL_READ);
}

static void test_core_fit_funds__total(void **state)
{
    // 合计 is a total of money here; the second total is of another table.
    assert_funds(MONEY "\t合计\t30.00\t31.50\t31.35\t10\t99.52\t9.95\n"
                       "\t其他资金\t30.00\t31.50\t31.35\t—\t99.52\t—\n"
                       "\t合计\t1\t1\t1\t1\t1\t1\n",
                 "total 合计 30.00 31.50 ~ 31.35 10 99.52 9.95\n"
                 "other 其他资金 30.00 31.50 ~ 31.35 - 99.52 -\n");
    // Goals end the lines.
    assert_funds(MONEY TOTAL "预期目标\t补播;其他资金\t9\t9\t9\t9\t9\t9\n实际完成情况\t完成\n",
                 TOTAL_READ);
}

static void test_core_fit_funds__blank_cells(void **state)
{
    assert_funds(MONEY TOTAL "\t当年财政拨款\t\t31.50\t31.35\t\t\t\n\t其他资金\t\t\t\t\t\t\n",
                 TOTAL_READ "appropriation 当年财政拨款 _ 31.50 ~ 31.35 _ _ _\n"
                            "other 其他资金 _ _ ~ _ _ _ _\n");
    // Not printed at the end of a line.
    assert_funds(MONEY TOTAL "\t当年财政拨款\t30.00\t31.50\n\t其他资金\n",
                 TOTAL_READ "appropriation 当年财政拨款 30.00 31.50 ~ _ _ _ _\n"
                            "other 其他资金 ?not_there ?not_there ~ ?not_there ?not_there "
                            "?not_there ?not_there\n");
}

static void test_core_fit_funds__no_figure(void **state)
{
    assert_funds(MONEY "\t年度资金总额\t未定\t31,50\t31\xE2\x80\x8B.35\t10\t99.52\t9.95\n",
                 "total 年度资金总额 ?no_number ?no_number ~ ?hidden_signs 10 99.52 9.95\n");
    assert_funds(
        MONEY "\t年度资金总额\t12345678901234567890.12\t1,031.50\t0.1234567891\t10\t99.52\t9.95\n",
        "total 年度资金总额 ?too_long 1,031.50 ~ ?too_long 10 99.52 9.95\n");
    // Letters among digits, without an equation that has one answer.
    assert_funds(MONEY "\t年度资金总额\t3B.00\t31.50\t31.35\t10\t99.52\t9.95\n",
                 "total 年度资金总额 ?damaged 31.50 ~ 31.35 10 99.52 9.95\n");
}

static void test_core_fit_funds__specks(void **state)
{
    assert_funds(MONEY "\t年度资金总额\t30.00)\t31.50.\t31.35'\t10\t99.52\t9.95\n",
                 "total 年度资金总额 30.00 31.50 ~ 31.35 10 99.52 9.95\n");
    assert_funds(MONEY "\t年度资金总额\t)\t—)\t—\t10\t99.52\t9.95\n",
                 "total 年度资金总额 ?no_number - ~ - 10 99.52 9.95\n");
}

static void test_core_fit_funds__torn(void **state)
{
    // A number in two cells of one column, seen because the line is as wide as the heading.
    assert_funds("项目资金\t年初预算数\t\t全年预算数\t全年执行数\t执行率\n"
                 "年度资金总额\t30.\t25\t31.50\t31.35\t99.52\n"
                 "其他资金\t30.25\t\t31.50\t31.35\t99.52\n",
                 "total 年度资金总额 30.25! 31.50 ~ 31.35 ~ 99.52 ~\n"
                 "other 其他资金 30.25 31.50 ~ 31.35 ~ 99.52 ~\n");
    // At its point into the next column: neither figure is what it seems.
    assert_funds(MONEY "\t年度资金总额\t30.00\t31.50\t31.\t3510\t99.52\t9.95\n",
                 "total 年度资金总额 30.00 31.50 ~ ?torn_number ?torn_number 99.52 9.95\n");
    // A cell too many: nothing is shifted.
    assert_funds(MONEY "\t年度资金总额\t30.00\t31.50\t31.\t35\t10\t99.52\t9.95\n",
                 "total 年度资金总额 ?count ?count ~ ?count ?count ?count ?count\n");
}

static void test_core_fit_funds__torn_column(void **state)
{
    // Where one line of a column is torn, a shorter figure there may have lost its end too.
    assert_funds("项目资金\t年初预算数\t\t全年预算数\t全年执行数\t执行率\n"
                 "年度资金总额\t40.\t9 1\t31.50\t31.35\t99.52\n"
                 "其他资金\t30.25\t\t31.50\t31.35\t99.52\n"
                 "单位资金\t10.2\t\t0\t0\t0\n",
                 "total 年度资金总额 ?torn_number 31.50 ~ 31.35 ~ 99.52 ~\n"
                 "other 其他资金 30.25 31.50 ~ 31.35 ~ 99.52 ~\n"
                 "unit 单位资金 ?torn_number 0 ~ 0 ~ 0 ~\n");
}

static void test_core_fit_funds__blanks(void **state)
{
    // Cells of the funds stand closer together than those of the table.
    assert_funds("项目资金 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
                 "年度资金总额 30. 00 31.50 31 .35 10 99.52 9.95\n"
                 "其他资金 30.00 31.50 31.35 — — —\n单位资金 1 2\n财政拨款 — 1 — 2 3 4\n"
                 "地方资金 — 1 — 2 3\n",
                 TOTAL_READ "other 其他资金 30.00 31.50 ~ 31.35 - - -\n"
                            "unit 单位资金 ?count ?count ~ ?count ?count ?count ?count\n"
                            "appropriation 财政拨款 - 1 ~ - 2 3 4\n"
                            "local 地方资金 ?count ?count ~ ?count ?count ?count ?count\n");
    // Amounts and nothing but dashes after them may stop early.
    assert_funds("项目资金 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
                 "年度资金总额 30.00 31.50 31.35 10 99.52 9.95\n其他资金 30.00 31.50 31.35 —\n",
                 TOTAL_READ "other 其他资金 30.00 31.50 ~ 31.35 - ~ ~\n");
}

static void test_core_fit_funds__columns_of_blanks(void **state)
{
    assert_funds("项目资金      年初预算数   全年预算数   全年执行数   执行率\n"
                 "年度资金总额  30.00        31.50        31.35        99.52\n"
                 "其他资金      30.00                     31.35\n",
                 "total 年度资金总额 30.00 31.50 ~ 31.35 ~ 99.52 ~\n"
                 "other 其他资金 30.00 ~ ~ 31.35 ~ ~ ~\n");
}

#define ROWS_OF_LINES                                                                              \
    "一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n分值\n得分\n" \
    "产出指标\n数量指标\n补播面积\n≥30亩\n31亩\n90\n89\n总分\n100\n98.95\n"

static void test_core_fit_funds__lines_of_one_cell(void **state)
{
    assert_str(funds_of(*state, "项目支出绩效自评表\n(2031年度)\n项目名称\n牧草补播\n"
                                "项目资金\n年初预算数\n全年预算数\n全年执行数\n执行率\n"
                                "年度资金总额\n30.00\n31.50\n31.35\n99.52\n"
                                "其中:\n其他资金\n30.00\n31.50\n31.35\n99.52\n" ROWS_OF_LINES),
               "total 年度资金总额 30.00 31.50 ~ 31.35 ~ 99.52 ~\n"
               "other 其他资金 30.00 31.50 ~ 31.35 ~ 99.52 ~\n");
}

static void test_core_fit_funds__values_first(void **state)
{
    assert_funds("年初预算数\t全年预算数\t全年执行数\t执行率\n30.00\t31.50\t31.35\t99.52\n"
                 "20.00\t21.50\t21.35\t99.30\n年度资金总额\n其他资金\n",
                 "total 年度资金总额 30.00 31.50 ~ 31.35 ~ 99.52 ~\n"
                 "other 其他资金 20.00 21.50 ~ 21.35 ~ 99.30 ~\n");
    // Two labels and one line of figures: which is lost is not known.
    assert_funds("年初预算数\t全年预算数\t全年执行数\t执行率\n30.00\t31.50\t31.35\t99.52\n"
                 "年度资金总额\n其他资金\n",
                 "total 年度资金总额 ?not_there ?not_there ~ ?not_there ~ ?not_there ~\n"
                 "other 其他资金 ?not_there ?not_there ~ ?not_there ~ ?not_there ~\n");
}

static void test_core_fit_funds__pairs(void **state)
{
    // Each figure behind its word: read, but without a heading nothing is sure.
    assert_str(funds_of(*state, HEAD "年初预算数\t30.00\t全年预算数\t31.50\n"
                                     "全年执行数\t31.35\t执行率\t99.52\n" TABLE),
               "total  30.00?pairs 31.50?pairs ~ 31.35?pairs ~ 99.52?pairs ~\n");
    assert_str(funds_of(*state,
                        HEAD "年度资金总额\t全年预算数：\t31.50\t执行数：\t31.35\n"
                             "其中：财政拨款\t全年预算数：\t31.50\t执行数：\t31.35\n" TABLE),
               "total 年度资金总额 ~ 31.50?pairs ~ 31.35?pairs ~ ~ ~\n"
               "appropriation 财政拨款 ~ 31.50?pairs ~ 31.35?pairs ~ ~ ~\n");
}

static void test_core_fit_funds__two_words(void **state)
{
    // 执行率 and 得分 are two columns, though 执行率得分 is one.
    assert_str(funds_of(*state, HEAD "项目资金(万元)\t\t全年预算数\t全年执行数\t执行率\t得分\n"
                                     "\t年度资金总额\t31.50\t31.35\t99.52\t9.95\n" TABLE),
               "total 年度资金总额 ~ 31.50 ~ 31.35 ~ 99.52 9.95\n");
    assert_str(funds_of(*state,
                        HEAD "项目资金(万元)\t\t全年预算数\t全年执行数\t执行率\t执行率权重\t"
                             "执行率得分\n\t年度资金总额\t31.50\t31.35\t99.52\t10\t9.95\n" TABLE),
               "total 年度资金总额 ~ 31.50 ~ 31.35 10 99.52 9.95\n");
}

static void test_core_fit_funds__many(void **state)
{
    // More lines and cells than any form has: every line is read, cells up to their ceiling.
    struct buf text = buf_new(*state, 1 << 20);
    buf_add_c(&text, HEAD MONEY TOTAL);
    for (int i = 0; i < 80; i++)
        buf_add_c(&text, "\t其他资金\t1\t1\t1\t—\t100\t—\n");
    buf_add_c(&text, "\t单位资金");
    for (int i = 0; i < 40; i++)
        buf_add_c(&text, "\t1");
    buf_add_c(&text, "\n" TABLE);
    assert_int_equal(fit_make_form(*state, str_cstr(*state, buf_str(&text)))->n_funds, 82);
}

static void test_core_fit_funds__squeezed(void **state)
{
    // The heading has no cell for the sources: figures count from their label.
    assert_funds("年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | | | |\n"
                 "年度资金总额 | 30.00 | 31.50 | 31.35 | 10 | 99.52% | 9.95 | | |\n"
                 "其中:财政拨款 | 30.00 | 31.50 | 31.35 | 99.52% | | | | |\n"
                 "单位资金 | 1 | 2 | 3 | 4 | | | | |\n其他资金 | - | - | | | | | | |\n",
                 TOTAL_READ "appropriation 财政拨款 30.00 31.50 ~ 31.35 _ 99.52 _\n"
                            "unit 单位资金 1 2 ~ 3 ?count ?count ?count\n"
                            "other 其他资金 - - ~ _ _ _ _\n");
    // It has one more: the cell of a merged label that the lines lack.
    assert_funds("预算执行情况(10分) | 年度预算数(万元) | 年初预算 | 调整后预算数 | 预算执行数 | "
                 "预算执行率 | 权重 | 得分 | 原因 |\n"
                 "总额 | 30.00 | 31.50 | 31.35 | 99.52% | 10 | 9.95 | 尾款未付 |\n"
                 "其他资金 | | 31.50 | 31.35 | 99.52% | / | / | |\n",
                 "total 总额 30.00 31.50 ~ 31.35 10 99.52 9.95\n"
                 "other 其他资金 _ 31.50 ~ 31.35 - 99.52 -\n");
    // More figures than the heading has columns: none is taken.
    assert_funds("全年预算数 | 全年执行数 | 执行率 |\n"
                 "年度资金总额 | 30.00 | 31.50 | 31.35 | 99.52% |\n",
                 "total 年度资金总额 ?count ?count ~ ?count ?count ?count ?count\n");
}

static void test_core_fit_funds__unknown_column(void **state)
{
    assert_funds("项目资金\t年初预算数\t追加安排\t全年预算数\t全年执行数\t执行率\n"
                 "年度资金总额\t30.00\t1.50\t31.50\t31.35\t99.52\n"
                 "其他资金\t\t1.50\t31.50\t31.35\t99.52\n",
                 "total 年度资金总额 30.00 31.50 ~ 31.35 ~ 99.52 ~\n"
                 "other 其他资金 _ 31.50 ~ 31.35 ~ 99.52 ~\n");
    // One that may be a column every form has.
    assert_funds("项目资金\t全年预算数\t全年花费\t执行率\n年度资金总额\t31.50\t31.35\t99.52\n",
                 "total 年度资金总额 ~ 31.50 ~ ?heading ~ 99.52 ~\n");
    assert_funds("项目资金\t全年额度\t全年执行数\t执行率\n年度资金总额\t31.50\t31.35\t99.52\n",
                 "total 年度资金总额 ~ ?heading ~ 31.35 ~ 99.52 ~\n");
    // A word said twice, a unit, a remark and a torn end are none.
    assert_funds("项目资金 全年预算数 万元 (A) 全年执行数 得分 得分 执行率\n"
                 "年度资金总额 31.50 31.35 9.95 9.95 99.52\n",
                 "total 年度资金总额 ~ 31.50 ~ 31.35 ~ 99.52 9.95\n");
    assert_funds("项目资金\t全年预算数\t全年执行\t宁数\t执行率\n"
                 "年度资金总额\t31.50\t31.\t35\t99.52\n",
                 "total 年度资金总额 ~ 31.50 ~ 31.35! ~ 99.52 ~\n");
}

static void test_core_fit_funds__below_tasks(void **state)
{
    // A table of tasks has fewer columns of money.
    assert_funds(
        "年度主要任务\t任务名称\t主要内容\t预算数\t执行数\n\t补播\t补播三十亩\t10\t9\n" MONEY TOTAL,
        TOTAL_READ);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_funds__lines),
        UNIT(test_core_fit_funds__named),
        UNIT(test_core_fit_funds__total),
        UNIT(test_core_fit_funds__blank_cells),
        UNIT(test_core_fit_funds__no_figure),
        UNIT(test_core_fit_funds__specks),
        UNIT(test_core_fit_funds__torn),
        UNIT(test_core_fit_funds__torn_column),
        UNIT(test_core_fit_funds__blanks),
        UNIT(test_core_fit_funds__columns_of_blanks),
        UNIT(test_core_fit_funds__lines_of_one_cell),
        UNIT(test_core_fit_funds__values_first),
        UNIT(test_core_fit_funds__squeezed),
        UNIT(test_core_fit_funds__unknown_column),
        UNIT(test_core_fit_funds__below_tasks),
        UNIT(test_core_fit_funds__many),
        UNIT(test_core_fit_funds__pairs),
        UNIT(test_core_fit_funds__two_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
