// SPDX-License-Identifier: AGPL-3.0-or-later
#include "test/unit/fit_make.h"

#include "base/buf.h"

#define TITLE "项目支出绩效自评表\n(2031年度)\n"
#define NAME  "项目名称\t牧草补播\n"
#define TABLE                                                                                      \
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n" \
    "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t100\t99\n总分\t\t\t\t\t100\t99\n"

// One cell of a form whose head is `head`.
static void is(struct mem *mem, const char *head, const char *path, const char *want)
{
    struct buf text = buf_new(mem, 1 << 16);
    buf_fmt(&text, "%s%s", head, TABLE);
    struct form *form = fit_make_form(mem, str_cstr(mem, buf_str(&text)));
    struct str got = fit_make_cell(mem, form, path);
    if (!str_eq_c(got, want))
        print_error("%s\n%s:\n", head, path);
    assert_str(got, want);
}

static void test_core_fit_head__year(void **state)
{
    static const struct {
        const char *head, *want;
    } years[] = {
        {TITLE NAME, "2031"},
        {"项目支出绩效自评表\n( 2031 年度 )\n" NAME, "2031"},
        {"项目支出绩效自评表(2031年度)\n" NAME, "2031"},
        {"2031年项目支出绩效自评表\n" NAME, "2031"},
        // In brackets or alone in its line, before a label, before the title, before a name of 年度.
        {"2030年项目支出绩效自评表\n（2031年度）\n预算年度\t2029\n" NAME, "2031"},
        {"2030年项目支出绩效自评表\n2031年度\n预算年度\t2029\n" NAME, "2031"},
        {"2030年项目支出绩效自评表\n预算年度\t2029\n" NAME, "2029"},
        {"项目支出绩效自评表\n预算年度\t2029\n项目名称\t2028年度补播\n", "2029"},
        {"项目支出绩效自评表\n预算年度:2029年度\n" NAME, "2029"},
        {"项目支出绩效自评表\n项目名称\t2028年度补播\n", "2028"},
        {"项目支出绩效自评表\n项目名称\t2028年补播\n", "absent"},
        // No year at all, three digits, too far, none.
        {"项目支出绩效自评表\n(203年度)\n" NAME, "absent"},
        {"项目支出绩效自评表\n(2131年度)\n" NAME, "absent"},
        {"项目支出绩效自评表\n(年度)\n" NAME, "absent"},
        {"项目支出绩效自评表\n" NAME, "absent"},
        {"项目支出绩效自评表\n预算年度\t203\n" NAME, "|missing why.no_number"},
        {"项目支出绩效自评表\n预算年度\t去年\n" NAME, "|missing why.no_number"},
        {"项目支出绩效自评表\n预算年度\t2031年至2033年\n" NAME, "|missing why.no_number"},
        {"项目支出绩效自评表\n预算年度\t\n" NAME, "|empty"},
    };
    for (size_t i = 0; i < LENGTH_OF(years); i++)
        is(*state, years[i].head, "/year", years[i].want);
}

static void test_core_fit_head__title(void **state)
{
    is(*state, TITLE NAME, "/title", "项目支出绩效自评表");
    is(*state, "2031年 项目支出绩效自评表（2031年度）\n" NAME, "/title", "项目支出绩效自评表");
    is(*state, NAME, "/title", "absent");
#define TEN "草草草草草草草草草草"
    is(*state, TEN TEN TEN TEN "绩效自评表\n" NAME, "/title", "absent");
    // The first one counts.
    is(*state, "附表\n部门项目支出绩效自评表\n" TITLE NAME, "/title", "部门项目支出绩效自评表");
}

static void test_core_fit_head__department(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, "部门整体支出绩效自评表\n(2031年度)\n部门名称\t柳河县草原局\n" TABLE);
    assert_true(f->is_department);
    assert_cell(f, "/department", "柳河县草原局");
    assert_cell(f, "/project", "absent");
    assert_false(f->head_is_missing);
    // A project of that name is a project.
    f = fit_make_form(mem, "部门整体支出绩效自评表\n" NAME TABLE);
    assert_false(f->is_department);
    assert_false(fit_make_form(mem, TITLE NAME TABLE)->is_department);
    f = fit_make_form(mem, TABLE);
    assert_true(f->head_is_missing);
}

static void test_core_fit_head__names(void **state)
{
    static const struct {
        const char *line, *project;
    } names[] = {
        {"项目名称\t牧草补播\n", "牧草补播"},
        {"项目名称：牧草补播\n", "牧草补播"},
        {"项目名称:\t牧草补播\n", "牧草补播"},
        {"项目\t名称\t牧草补播\n", "牧草补播"},
        {"项目\n名称\t牧草补播\n", "牧草补播"},
        {"项目 名称 牧草补播\n", "牧草补播"},
        {"项目名称\n牧草补播\n", "牧草补播"},
        {"项目名称\t牧草 补播\n", "牧草补播"},
        {"项目名称\tGreen Hills 补播\n", "GreenHills补播"},
        {"项目名称\t901牧草补播\n", "901牧草补播"},
        {"项目名称\t\n", "|empty"},
        {"牧草补播\t项目名称\n", "|empty"},
        {"项目名称\t\n项目名称\t牧草补播\n", "牧草补播"},
        {"项目名称\t牧草补播\n项目名称\t围栏\n", "牧草补播"},
        // Torn over cells: a mark printed on both sides counts once; a year printed over it.
        {"项目名称\t牧草、\t、补播\n", "牧草、补播|repaired why.torn"},
        {"项目名称\t牧草\t2031年度\t补播\n", "牧草补播|doubtful why.overprinted"},
        {"项目名称\t(2031年度)\n", "|empty"},
        {"项目名称\t牧草\t补播\n", "牧草补播|doubtful why.torn"},
    };
    for (size_t i = 0; i < LENGTH_OF(names); i++)
        is(*state, names[i].line, "/project", names[i].project);
}

static void test_core_fit_head__codes(void **state)
{
    static const struct {
        const char *printed, *unit;
    } codes[] = {
        {"901002-草原站", "草原站"},
        {"901_草原站", "草原站"},
        {"[12]草原站", "草原站"},
        {"901草原站", "草原站"},
        {"12草原站", "12草原站"},
        {"9-草原站", "9-草原站"},
        {"2031年草原站", "2031年草原站"},
        {"901ABC", "901ABC"},
        // A code alone, a bracket that is none.
        {"901", "901"},
        {"12-", "12-"},
        {"[12]", "[12]"},
        {"[12", "[12"},
        {"[]站", "[]站"},
    };
    for (size_t i = 0; i < LENGTH_OF(codes); i++) {
        struct buf head = buf_new(*state, 1 << 12);
        buf_fmt(&head, TITLE NAME "主管部门\t%s\t实施单位\t%s\n", codes[i].printed,
                codes[i].printed);
        const char *text = str_cstr(*state, buf_str(&head));
        is(*state, text, "/unit", codes[i].unit);
        is(*state, text, "/department", codes[i].unit);
    }
}

// The head may separate its cells by less than the table does.
static void test_core_fit_head__closer(void **state)
{
    static const char *const heads[] = {
        TITLE "项目名称：　牧草补播\n主管部门：草原局　　实施单位：草原站\n",
        TITLE "项目名称:牧草补播\n主管部门:草原局 实施单位:草原站\n",
        TITLE "项目名称 牧草补播\n主管部门 草原局 实施单位 草原站\n",
        TITLE "项目名称  牧草补播\n主管部门  草原局  实施单位  草原站\n",
    };
    for (size_t i = 0; i < LENGTH_OF(heads); i++) {
        is(*state, heads[i], "/project", "牧草补播");
        is(*state, heads[i], "/department", "草原局");
        is(*state, heads[i], "/unit", "草原站");
    }
    // A word that is a label elsewhere is a part of the name.
    is(*state, "项目名称\t牧草 主管部门 补播\n", "/project", "牧草主管部门补播");
    is(*state, "项目名称 牧草 名称 补播\n", "/project", "牧草名称补播");
    // Two forms with such heads are two.
    size_t n;
    struct mem *mem = *state;
    struct form *forms =
        fit_make_forms(mem, TITLE "项目名称 牧草补播\n" TABLE TITLE "项目名称 围栏\n" TABLE, &n);
    assert_int_equal(n, 2);
    assert_cell(&forms[0], "/project", "牧草补播");
    assert_cell(&forms[1], "/project", "围栏");
    assert_int_equal(forms[0].n_rows, 1);
}

static void test_core_fit_head__money_unit(void **state)
{
    static const struct {
        const char *line, *unit;
    } units[] = {
        {"金额单位：万元\n", "万元"},
        {"单位:元\n", "元"},
        {"单位\t亿元\n", "亿元"},
        {"(单位:百万元)\n", "百万元"},
        {"资金(千元)\n", "千元"},
        {"单位\t万元\t\n", "万元"},
        {"万元\n", "absent"},
        {"单位\t两\n", "absent"},
        {"项目属性\t(这一段比较长不会是一个单位的名称所以这里的括号不算)(万元)\n", "absent"},
    };
    for (size_t i = 0; i < LENGTH_OF(units); i++) {
        struct buf head = buf_new(*state, 1 << 12);
        buf_fmt(&head, TITLE NAME "%s", units[i].line);
        is(*state, str_cstr(*state, buf_str(&head)), "/money_unit", units[i].unit);
    }
}

static void test_core_fit_head__notes(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, TITLE NAME "项目属性\t□新增 ■延续\n项目类别\t\n"
                                                   "说明:\t年中调整\n" TABLE);
    assert_int_equal(f->n_notes, 1);
    assert_int_equal(f->notes[0].kind, NOTE_TICK);
    assert_str(f->notes[0].name, "项目属性");
    assert_str(f->notes[0].text, "□新增■延续");
    assert_str(f->explanation, "年中调整");
    f = fit_make_form(mem, TITLE NAME "说明:\n" TABLE);
    assert_int_equal(f->explanation.len, 0);
}

static void test_core_fit_head__lines(void **state)
{
    // Every cell a line of its own: a name may go on over lines, which is told.
#define LINES                                                                                      \
    "一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n分值\n得分\n" \
    "产出指标\n数量指标\n补播面积\n≥30亩\n31亩\n100\n99\n总分\n100\n99\n"
    struct mem *mem = *state;
    struct form *f =
        fit_make_form(mem, "项目支出绩效自评表\n(2031年度)\n项目名称\n牧草补播\n主管部门\n"
                           "柳河县\n草原局\n实施单位\n草原站\n" LINES);
    assert_cell(f, "/project", "牧草补播");
    assert_cell(f, "/department", "柳河县草原局|doubtful why.torn");
    assert_cell(f, "/unit", "草原站");
    assert_cell(f, "/total/score", "99");
}

static void test_core_fit_head__two_lines(void **state)
{
    static const char *const tabs = TITLE NAME "主管部门\t柳河县草原局\t实施单位\t柳河县\n草原站\n";
    is(*state, TITLE "项目名称\t牧草补播及\n围栏\n主管部门\t柳河县草原局\n", "/project",
       "牧草补播及围栏");
    is(*state, str_cstr(*state, buf_print(*state, "%s年度目标\t补播。\n", tabs)), "/unit",
       "柳河县草原站");
    // A line that is no rest: a title, figures, two cells, nothing that is known below.
    is(*state, TITLE "项目名称\t牧草补播\n绩效自评表\n主管部门\t柳河县草原局\n", "/project",
       "牧草补播");
    is(*state, TITLE "项目名称\t牧草补播\n12公顷\n主管部门\t柳河县草原局\n", "/project",
       "牧草补播");
    is(*state, TITLE "项目名称\t牧草补播\n围栏\t管护\n主管部门\t柳河县草原局\n", "/project",
       "牧草补播");
    is(*state, TITLE "项目名称\t牧草补播\n围栏\n管护\n主管部门\t柳河县草原局\n", "/project",
       "牧草补播");
    is(*state, TITLE "项目名称\t牧草补播\n附件\n主管部门\t柳河县草原局\n", "/project", "牧草补播");
}

#define BLANKS                                                                                     \
    "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"       \
    "产出指标 数量指标 补播面积 ≥30亩 31亩 100 99\n总分 100 99\n"

static void test_core_fit_head__two_lines_of_blanks(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, TITLE "项目名称 牧草补播及\n围栏\n主管部门 柳河县草原局 "
                                              "实施单位 柳河县\n草原站\n年度目标 补播。\n" BLANKS);
    assert_cell(f, "/project", "牧草补播及围栏");
    // Which of two values goes on is not known.
    assert_cell(f, "/unit", "柳河县草原站|doubtful why.torn");
}

static void test_core_fit_head__seals(void **state)
{
    is(*state, TITLE NAME "实施单位\t柳河县草原站(公章)\n", "/unit", "柳河县草原站");
    is(*state, TITLE NAME "实施单位\t901-柳河县草原站（盖章）\n", "/unit", "柳河县草原站");
    is(*state, TITLE NAME "实施单位\t柳河县草原站(本级)\n", "/unit", "柳河县草原站(本级)");
}

static void test_core_fit_head__name_of_the_page(void **state)
{
    is(*state, "名称:补播通知\n" TITLE NAME, "/project", "牧草补播");
    is(*state, "名称:牧草补播绩效自评表\n" TITLE, "/project", "absent");
    is(*state, TITLE "名称\t牧草补播\n", "/project", "牧草补播");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_head__year),
        UNIT(test_core_fit_head__title),
        UNIT(test_core_fit_head__department),
        UNIT(test_core_fit_head__names),
        UNIT(test_core_fit_head__codes),
        UNIT(test_core_fit_head__closer),
        UNIT(test_core_fit_head__money_unit),
        UNIT(test_core_fit_head__notes),
        UNIT(test_core_fit_head__lines),
        UNIT(test_core_fit_head__two_lines),
        UNIT(test_core_fit_head__two_lines_of_blanks),
        UNIT(test_core_fit_head__seals),
        UNIT(test_core_fit_head__name_of_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
