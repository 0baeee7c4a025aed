// SPDX-License-Identifier: AGPL-3.0-or-later
// The lines on the management of money become rows before those of the table (L7).
#include "base/buf.h"
#include "test/unit/fit_make.h"

#define HEAD                                                                                       \
    "转移支付区域绩效自评表\n(2031年度)\n转移支付(项目)名称\t牧草补播\n"  \
    "地方主管部门\t柳河县草原局\t资金使用单位\t柳河县草原站\n"
#define TABLE                                                                                                              \
    "绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t全年完成值\t未完成原因和改进措施\n" \
    "\t产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t无\n"

// Rows as "level1 / level3: actual; reason" a line.
static struct str rows(struct mem *mem, const char *text)
{
    struct form *form = fit_make_form(mem, text);
    struct buf out = buf_new(mem, 1 << 16);
    for (size_t k = 0; k < form->n_rows; k++) {
        const struct row *r = &form->rows[k];
        struct str actual = r->actual.text.state ? r->actual.text.text : r->actual.value.text;
        buf_fmt(&out, "%.*s / %.*s: %.*s%s; %.*s\n", STR_FMT(r->level1.text),
                STR_FMT(r->level3.text), STR_FMT(actual),
                r->actual.text.state == CELL_EMPTY ? "_" : "", STR_FMT(r->reason.text));
    }
    return buf_str(&out);
}

#define ROW "产出指标 / 补播面积: 31; 无\n"

static void test_core_fit_management__lines(void **state)
{
    assert_str(rows(*state, HEAD "资金管理情况\t\t情况说明\t存在问题和改进措施\n"
                                 "\t分配科学性\t按面积分配。\t无\n"
                                 "\t下达及时性\t28日内下达。\t晚了2天,已整改。\n" TABLE),
               "资金管理情况 / 分配科学性: 按面积分配。; 无\n"
               "资金管理情况 / 下达及时性: 28日内下达。; 晚了2天,已整改。\n" ROW);
    // The mark of a page goes on with no cell.
    assert_str(rows(*state, HEAD "资金管理情况\t\t情况说明\t存在问题和改进措施\n"
                                 "\t分配科学性\t按面积分配。\t无\n第 12 页 共 13 页\n"
                                 "\t下达及时性\t28日内下达。\t暂无\n" TABLE),
               "资金管理情况 / 分配科学性: 按面积分配。; 无\n"
               "资金管理情况 / 下达及时性: 28日内下达。; 暂无\n" ROW);
}

static void test_core_fit_management__damaged(void **state)
{
    struct mem *mem = *state;
    // A name, or a label of the goals, with a wrong character is no part of the line before.
    assert_str(rows(mem, HEAD "资金管理情况\t\t情况说明\t存在问题和改进措施\n"
                              "\t分配科学性\t按面积分配。\t无\n"
                              "\t下达及吋性\t28日内下达。\t无\n年度总体目怀\t补播草场。\n" TABLE),
               "资金管理情况 / 分配科学性: 按面积分配。; 无\n"
               "资金管理情况 / 下达及吋性: 28日内下达。; 无\n" ROW);
    // Three cells behind the name: one of the two is torn.
    struct form *f = fit_make_form(mem, HEAD "资金管理情况\t\t情况说明\t存在问题和改进措施\n"
                                             "\t分配科学性\t按面积\t分配。\t无\n" TABLE);
    assert_int_equal(fit_make_at(mem, f, "/indicators/0/actual/text")->state, CELL_DOUBTFUL);
    assert_int_equal(fit_make_at(mem, f, "/indicators/0/reason")->state, CELL_DOUBTFUL);
}

static void test_core_fit_management__lost(void **state)
{
    // No account at all, an account without a problem, an account over two lines.
    assert_str(rows(*state, HEAD "资金管理情况\t\t情况说明\t存在问题和改进措施\n"
                                 "\t分配科学性\n\t下达及时性\t28日内下达。\n"
                                 "\t拨付合规性\t按制度拨付,\n无挪用。\t无\n" TABLE),
               "资金管理情况 / 分配科学性: _; \n"
               "资金管理情况 / 下达及时性: 28日内下达。; \n"
               "资金管理情况 / 拨付合规性: 按制度拨付,无挪用。; 无\n" ROW);
    // A block without lines, and lines without a block, are none.
    assert_str(rows(*state, HEAD "资金管理情况\t\t情况说明\t存在问题和改进措施\n" TABLE), ROW);
    assert_str(rows(*state, HEAD "分配科学性\t按面积分配。\t无\n" TABLE), ROW);
    assert_str(rows(*state, HEAD TABLE), ROW);
    // A name beside the heading of the table is none of its lines.
    assert_str(rows(*state, HEAD "资金管理情况\t\t情况说明\t存在问题和改进措施\n"
                                 "使用规范性\t一级指标\t二级指标\t三级指标\t指标值\t全年完成值\n"
                                 "\t产出指标\t数量指标\t补播面积\t≥30亩\t31亩\n"),
               "产出指标 / 补播面积: 31; \n");
}

static void test_core_fit_management__ends(void **state)
{
    // Goals end the block; a word of the names below the heading is an indicator.
    assert_str(rows(*state, HEAD "资金管理情况\t\t情况说明\t存在问题和改进措施\n"
                                 "\t分配科学性\t按面积分配。\t无\n"
                                 "总体目标完成情况\t总体目标\t全年实际完成情况\n"
                                 "\t补播三十亩。\t补播三十一亩。\n" TABLE
                                 "\t\t质量指标\t分配科学性\t≥85%\t86%\t无\n"),
               "资金管理情况 / 分配科学性: 按面积分配。; 无\n" ROW
               "产出指标 / 分配科学性: 86; 无\n");
}

static void test_core_fit_management__lines_of_cells(void **state)
{
    // Every cell a line of its own.
    assert_str(rows(*state,
                    "转移支付区域绩效自评表\n(2031年度)\n转移支付(项目)名称\n牧草补播\n"
                    "资金管理情况\n情况说明\n存在问题和改进措施\n"
                    "分配科学性\n按面积分配。\n无\n下达及时性\n28日内下达。\n无\n"
                    "一级指标\n二级指标\n三级指标\n指标值\n全年完成值\n未完成原因和改进措施\n"
                    "产出指标\n数量指标\n补播面积\n≥30亩\n31亩\n无\n"),
               "资金管理情况 / 分配科学性: 按面积分配。; 无\n"
               "资金管理情况 / 下达及时性: 28日内下达。; 无\n" ROW);
}

static void test_core_fit_management__no_rows(void **state)
{
    // The text ends with the heading of the table.
    assert_str(rows(*state, HEAD "资金管理情况\t\t情况说明\t存在问题和改进措施\n"
                                 "\t分配科学性\t按面积分配。\t无\n"
                                 "一级指标\t二级指标\t三级指标\t指标值\t全年完成值\n"),
               "资金管理情况 / 分配科学性: 按面积分配。; 无\n");
}

static void test_core_fit_management__many(void **state)
{
    struct buf text = buf_new(*state, 1 << 16);
    buf_add_c(&text, HEAD "资金管理情况\t\t情况说明\t存在问题和改进措施\n");
    for (int i = 0; i < 70; i++)
        buf_add_c(&text, "\t分配科学性\t按面积分配。\t无\n");
    buf_add_c(&text, TABLE);
    assert_int_equal(fit_make_form(*state, str_cstr(*state, buf_str(&text)))->n_rows, 71);
}

static void test_core_fit_management__other_order(void **state)
{
    // A line before the block is none of it; funds and labels that follow end the last account.
    assert_str(rows(*state, HEAD "分配科学性\t补播。\n"
                                 "资金管理情况\t\t情况说明\t存在问题和改进措施\n"
                                 "\t下达及时性\t28日内下达。\t无\n"
                                 "全年预算数\t全年执行数\t执行率\n"
                                 "年度资金总额\t31.50\t31.35\t99.52%\n" TABLE),
               "资金管理情况 / 下达及时性: 28日内下达。; 无\n" ROW);
    assert_str(rows(*state, HEAD "资金管理情况\t\t情况说明\t存在问题和改进措施\n"
                                 "\t下达及时性\t28日内下达。\t无\n联系人\t王\n" TABLE),
               "资金管理情况 / 下达及时性: 28日内下达。; 无\n" ROW);
}

static void test_core_fit_management__no_separators(void **state)
{
    // Nothing tells an account from a problem: all of it is the account.
    struct form *f =
        fit_make_form(*state, "转移支付区域绩效自评表(2031年度)\n转移支付名称牧草补播\n"
                              "资金管理情况分配科学性按面积分配。\n"
                              "一级指标二级指标三级指标指标值全年完成值\n"
                              "产出指标数量指标补播面积≥30亩31亩\n");
    struct mem *mem = *state;
    assert_cell(f, "/indicators/0/level3", "分配科学性");
    assert_cell(f, "/indicators/0/actual/text", "按面积分配。");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_management__lines),       UNIT(test_core_fit_management__lost),
        UNIT(test_core_fit_management__ends),        UNIT(test_core_fit_management__lines_of_cells),
        UNIT(test_core_fit_management__other_order), UNIT(test_core_fit_management__no_separators),
        UNIT(test_core_fit_management__damaged),     UNIT(test_core_fit_management__no_rows),
        UNIT(test_core_fit_management__many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
