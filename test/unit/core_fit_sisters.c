// SPDX-License-Identifier: AGPL-3.0-or-later
// Two or three forms of one file; a name is given as text and raw print.
#include "core/fit_reader.h"

#include "test/unit/fit_make.h"

enum { FORMS = 3 };

// As fit_sheet does: each form asks its own rows, then the others.
static void mend(struct mem *mem, struct form *forms, size_t n)
{
    for (size_t k = 0; k < n; k++)
        fit_sisters_unit(&forms[k]);
    fit_sisters(mem, forms, n);
}

static struct cell read(const char *text, const char *raw)
{
    return (struct cell){.text = str_of(text), .raw = str_of(raw), .state = CELL_READ};
}

static struct cell clean(const char *text)
{
    return read(text, text);
}

// The unit of the first form, after the second one has lent what it has.
static struct str unit_of(struct mem *mem, struct cell first, struct cell second)
{
    struct form forms[FORMS] = {{.unit = first}, {.unit = second}};
    mend(mem, forms, FORMS);
    assert_cell(&forms[1], "/unit", str_cstr(mem, second.text));
    return fit_make_cell(mem, &forms[0], "/unit");
}

static void test_core_fit_sisters__torn_name(void **state)
{
    static const struct {
        const char *text, *raw, *clean, *want;
    } cases[] = {
        // Torn only; a character too many; a beginning or an end printed twice.
        {"柳河县草原站", "柳河县 | 草原站", "柳河县草原站", "柳河县草原站|repaired why.sister"},
        {"柳下河县草原站", "柳下 | 河县草原站", "柳河县草原站", "柳河县草原站|repaired why.sister"},
        {"柳河柳河县草原站", "柳河 | 柳河县草原站", "柳河县草原站",
         "柳河县草原站|repaired why.sister"},
        {"柳河县草原站原站", "柳河县草原站 | 原站", "柳河县草原站",
         "柳河县草原站|repaired why.sister"},
        // Not the same characters, or not in order, or far longer.
        {"柳河县林场", "柳河县 | 林场", "柳河县草原站", "柳河县林场|doubtful why.torn"},
        {"草原站柳河县", "草原站 | 柳河县", "柳河县草原站", "草原站柳河县|doubtful why.torn"},
        {"柳河一二三四五六七八九县", "柳河一二三四五六七八九 | 县", "柳河县",
         "柳河一二三四五六七八九县|doubtful why.torn"},
        // A word of its own is content: a section of the office.
        {"柳河县草原站种苗科", "柳河县草原站 | 种苗科", "柳河县草原站",
         "柳河县草原站种苗科|doubtful why.torn"},
        {"柳河县草原站", "柳河县 | 草原站", "草原站", "柳河县草原站|doubtful why.torn"},
        // Not torn: nothing is taken.
        {"柳下河县草原站", "柳下河县草原站", "柳河县草原站", "柳下河县草原站"},
        // The end is cut off, with at most two foreign characters.
        {"柳河县草原生态保护", "柳河县草原 | 生态保护", "柳河县草原生态保护中心站",
         "柳河县草原生态保护中心站|doubtful why.sister_cut"},
        {"柳下河县草园原生态保护", "柳下 | 河县草园原生态保护", "柳河县草原生态保护中心站",
         "柳河县草原生态保护中心站|doubtful why.sister_cut"},
        {"柳下河县草园原生生态保护", "柳下 | 河县草园原生生态保护", "柳河县草原生态保护中心站",
         "柳下河县草园原生生态保护|doubtful why.torn"},
        {"柳河县草原生", "柳河县 | 草原生", "柳河县草原生态保护中心站",
         "柳河县草原生|doubtful why.torn"},
        {"柳河县草原生态保", "柳河县 | 草原生态保", "柳河县草原生态保护中心站种苗繁育科",
         "柳河县草原生态保|doubtful why.torn"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++)
        assert_str(unit_of(*state, read(cases[i].text, cases[i].raw), clean(cases[i].clean)),
                   cases[i].want);
}

static void test_core_fit_sisters__no_clean_sister(void **state)
{
    struct mem *mem = *state;
    struct cell torn = read("柳河县草原站", "柳河 | 县草原站");
    struct form forms[FORMS] = {{.unit = torn}, {.unit = torn}};
    forms[1].unit.state = CELL_DOUBTFUL;
    mend(*state, forms, FORMS);
    assert_cell(&forms[0], "/unit", "柳河县草原站|doubtful why.torn");
    assert_cell(&forms[1], "/unit", "柳河县草原站|doubtful");
    assert_cell(&forms[2], "/unit", "absent");
    // What was repaired in its own cell stays so; a doubtful print is mended too.
    struct form mended[FORMS] = {{.unit = torn}, {.unit = clean("柳河县草原站")}, {.unit = torn}};
    mended[0].unit.state = CELL_REPAIRED;
    mended[2].unit.state = CELL_DOUBTFUL;
    mended[2].unit.raw = STR("柳河县草原站");
    mend(*state, mended, FORMS);
    assert_cell(&mended[0], "/unit", "柳河县草原站|repaired why.sister");
    assert_cell(&mended[2], "/unit", "柳河县草原站|repaired why.sister");
    struct form alone = {.unit = torn};
    alone.unit.state = CELL_REPAIRED;
    mend(*state, &alone, 1);
    assert_cell(&alone, "/unit", "柳河县草原站|repaired");
}

static void test_core_fit_sisters__projects_differ(void **state)
{
    struct mem *mem = *state;
    struct form forms[FORMS] = {
        {.project = read("牧草补播二期", "牧草 | 补播二期"), .department = read("林局", "林 | 局")},
        {.project = clean("牧草补播"), .department = clean("林局")},
        {.project = read("牧草补播", "牧草 | 补播")}};
    mend(*state, forms, FORMS);
    assert_cell(&forms[0], "/project", "牧草补播二期|doubtful why.torn");
    assert_cell(&forms[2], "/project", "牧草补播|repaired why.sister");
    assert_cell(&forms[0], "/department", "林局|repaired why.sister");
    // Nor is a project the beginning of another.
    struct form cut[2] = {{.project = read("草原围栏建设和管护", "草原围栏 | 建设和管护")},
                          {.project = clean("草原围栏建设和管护二期")}};
    mend(*state, cut, 2);
    assert_cell(&cut[0], "/project", "草原围栏建设和管护|doubtful why.torn");
}

// ---- the unit of money ----

static struct form with_amount(const char *unit, const char *value, const char *row_unit)
{
    static struct fund funds[FORMS];
    static struct row rows[FORMS];
    static size_t n;
    struct fund *fund = &funds[n % FORMS];
    struct row *row = &rows[n++ % FORMS];
    *fund = (struct fund){.source = STR("total"), .executed = clean("1,031.5")};
    *row = (struct row){.actual = {.value = clean(value), .unit = clean(row_unit)}};
    return (struct form){
        .unit = clean(unit), .funds = fund, .n_funds = 1, .rows = row, .n_rows = 1};
}

static void test_core_fit_sisters__money_unit(void **state)
{
    struct mem *mem = *state;
    static const struct {
        const char *value, *unit, *want;
    } cases[] = {
        {"1031.50", "万元", "万元|inferred why.money_unit"},
        {"1031.4", "万元", "absent"},
        {"1031.5", "元/亩", "absent"},
        {"1031.5", "亩", "absent"},
        {"约1031.5", "万元", "absent"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct form form = with_amount("站", cases[i].value, cases[i].unit);
        mend(*state, &form, 1);
        assert_cell(&form, "/money_unit", cases[i].want);
    }
    // Zero of money is zero of anything.
    struct form zero = with_amount("站", "0", "元");
    zero.funds[0].executed = clean("0.00");
    mend(*state, &zero, 1);
    assert_cell(&zero, "/money_unit", "absent");
    // What is printed stays; a form without funds has no unit of money.
    struct form printed = with_amount("站", "1031.5", "万元");
    printed.money_unit = clean("元");
    mend(*state, &printed, 1);
    assert_cell(&printed, "/money_unit", "元");
    struct form none = with_amount("站", "1031.5", "万元");
    none.n_funds = 0;
    mend(*state, &none, 1);
    assert_cell(&none, "/money_unit", "absent");
    struct form other = with_amount("站", "1031.5", "万元");
    other.funds[0].source = STR("other");
    mend(*state, &other, 1);
    assert_cell(&other, "/money_unit", "absent");
}

static void test_core_fit_sisters__money_unit_of_a_sister(void **state)
{
    struct mem *mem = *state;
    struct form forms[FORMS] = {with_amount("站", "1", "亩"), with_amount("场", "1", "亩"),
                                with_amount("站", "1031.5", "万元")};
    mend(*state, forms, FORMS);
    // The first is served in the second pass: its sister stands after it.
    assert_cell(&forms[0], "/money_unit", "万元|inferred why.money_unit");
    assert_cell(&forms[1], "/money_unit", "absent");
    struct form nameless[2] = {with_amount("", "1", "亩"), with_amount("", "1031.5", "万元")};
    mend(*state, nameless, 2);
    assert_cell(&nameless[0], "/money_unit", "absent");
}

// The same from a text: two forms one after the other.
#define TABLE                                                                                      \
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n" \
    "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t100\t99\n"                         \
    "总分\t\t\t\t\t100\t99\n"

static void test_core_fit_sisters__read(void **state)
{
    struct mem *mem = *state;
    size_t n;
    struct form *f = fit_make_forms(mem,
                                    "项目支出绩效自评表\n(2031年度)\n项目名称\t牧草补播\n"
                                    "主管部门\t柳河县\t草原局\t实施单位\t柳河县草原站\n" TABLE
                                    "项目支出绩效自评表\n(2031年度)\n项目名称\t围栏\n"
                                    "主管部门\t柳河县草原局\t实施单位\t柳河县草原站\n" TABLE,
                                    &n);
    assert_int_equal(n, 2);
    assert_cell(&f[0], "/department", "柳河县草原局|repaired why.sister");
    assert_cell(&f[1], "/department", "柳河县草原局");
    assert_cell(&f[0], "/unit", "柳河县草原站");
    assert_cell(&f[0], "/project", "牧草补播");
    assert_cell(&f[1], "/project", "围栏");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_sisters__torn_name),
        UNIT(test_core_fit_sisters__no_clean_sister),
        UNIT(test_core_fit_sisters__projects_differ),
        UNIT(test_core_fit_sisters__money_unit),
        UNIT(test_core_fit_sisters__money_unit_of_a_sister),
        UNIT(test_core_fit_sisters__read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
