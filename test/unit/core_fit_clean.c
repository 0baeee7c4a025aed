// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"
#include "base/mem.h"

#include "test/unit/fit_make.h"
#include "test/unit/fit_text.h"

#define WITH(line) HEAD HEADING AREA RATE line HERD GLAD TOTAL("100", "100")

// A source whose cells stand one blank apart.
#define BLANK_HEAD    "项目支出绩效自评表\n(2031年度)\n项目名称 牧草补播\n"
#define BLANK_HEADING "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
#define BLANK(values)                                                                              \
    BLANK_HEAD BLANK_HEADING "产出指标 数量指标 补播面积 " values " 40 40\n"                       \
                             "质量指标 出苗率 ≥90% 91% 60 60\n总分 100 100\n"

// Four rows, none of which took anything from the line between them.
static void assert_rows(struct mem *mem, const char *text)
{
    struct form *f = fit_make_form(mem, text);
    assert_int_equal(f->n_rows, 4);
    assert_cell(f, "/indicators/1/level3", "出苗率");
    assert_cell(f, "/indicators/1/score", "30");
    assert_cell(f, "/indicators/1/reason", "|empty");
    assert_cell(f, "/indicators/2/level1", "效益指标");
    assert_cell(f, "/indicators/2/level3", "受益牧户数");
    assert_cell(f, "/indicators/2/target/value", "12");
    assert_cell(f, "/total/score", "100");
}

static void test_core_fit_clean__page_marks(void **state)
{
    struct mem *mem = *state;
    static const char *const texts[] = {
        WITH("第 2 页 共 3 页\n"), WITH("- 3 -\n"), WITH("—12—\n"), WITH("— 4\n"), WITH("5 —\n"),
        WITH("\n12\n\n"),          WITH("\f7\n\n")};
    for (size_t i = 0; i < LENGTH_OF(texts); i++)
        assert_rows(mem, texts[i]);
    // A number between the rows is none, nor is one of five digits: it is not lost in silence.
    struct form *f = fit_make_form(mem, WITH("12\n"));
    assert_cell(f, "/indicators/1/reason", "12|doubtful why.torn");
    f = fit_make_form(mem, WITH("\n12345\n\n"));
    assert_cell(f, "/indicators/1/score", "3012345|doubtful why.margin");
}

static void test_core_fit_clean__cells_on_lines(void **state)
{
    struct mem *mem = *state;
    // Where every cell has a line, a lone number between blank lines is a cell.
    struct form *f = fit_make_form(
        mem, "项目支出绩效自评表\n项目名称\n牧草补播\n一级指标\n二级指标\n三级指标\n年度指标值\n"
             "实际完成值\n分值\n得分\n产出指标\n数量指标\n补播面积\n≥30亩\n31亩\n\n60\n\n60\n\n"
             "质量指标\n出苗率\n≥90%\n91%\n40\n40\n总分\n100\n100\n");
    assert_cell(f, "/indicators/0/weight", "60");
    assert_cell(f, "/indicators/0/score", "60");
    assert_cell(f, "/indicators/1/level3", "出苗率");
}

static void test_core_fit_clean__page_break(void **state)
{
    struct mem *mem = *state;
    assert_rows(mem, WITH("\f项目支出绩效自评表\n(2031年度)\n" HEADING));
    assert_rows(mem, WITH("\f牧草补播绩效自评表\n"));
    // A long line that ends like a title is no title.
    struct form *f = fit_make_form(
        mem, HEAD HEADING AREA RATE HERD
        "满意度指标\t服务对象满意度指标\t牧户满意度\t≥95%\t96%\t10\t10\t"
        "由于春播前后连续两月无雨且种子到货时间晚于预期所以只补播了水源地周边的草场详见"
        "项目支出绩效自评表\n" TOTAL("100", "100"));
    assert_int_equal(f->n_rows, 4);
    assert_int_equal(f->rows[3].reason.state, CELL_READ);
}

static void test_core_fit_clean__remains(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, WITH("\t\t指标2:\t\t\t\t\t\n\t\t……\t\t\t\t\t\n"
                                             "\t\t指标3\t\t\t\t\t\n指标4.\n"));
    assert_int_equal(f->n_rows, 4);
    assert_int_equal(f->n_remains, 4); // each once, though the table is looked at twice
    assert_str(f->remains[0], "指标2:");
    assert_str(f->remains[1], "……");
    assert_str(f->remains[3], "指标4.");
    // A row that only begins like one is a row.
    f = fit_make_form(mem, WITH("\t时效指标\t指标2:补播时限\t≤9天\t8天\t5\t5\t\n"));
    assert_int_equal(f->n_rows, 5);
    assert_int_equal(f->n_remains, 0);
    f = fit_make_form(mem, WITH("\t时效指标\t……等补播时限\t≤9天\t8天\t5\t5\t\n"));
    assert_int_equal(f->n_rows, 5);
    assert_int_equal(f->n_remains, 0);
}

static void test_core_fit_clean__specks(void **state)
{
    struct mem *mem = *state;
    assert_rows(mem, WITH("\t.\ta'\n"));
    assert_rows(mem, WITH("x`\n"));
    // A longer piece is text that must not vanish.
    struct form *f = fit_make_form(mem, WITH("abc\n"));
    assert_cell(f, "/indicators/1/reason", "abc");
}

static void test_core_fit_clean__torn_class(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, BLANK_HEAD BLANK_HEADING
                                   "产出指标\n(70分)\n数量指标 补播面积 ≥30亩 31亩 70 70\n"
                                   "(30分)\n效益指标\n可持续影\n响指标 补播率 ≥90% 91% 30 30\n"
                                   "总分 100 100\n");
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/level1", "产出指标");
    assert_cell(f, "/indicators/1/level1", "效益指标");
    assert_cell(f, "/indicators/1/level2", "可持续影响指标");
    assert_int_equal(f->n_classes, 2);
    assert_str(f->classes[1].name, "效益指标");
    assert_str(f->classes[1].weight.text, "30");
}

static void test_core_fit_clean__wrapped_cells(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, HEAD HEADING AREA RATE
                                   "效益指标\t社会效益指标\t受益牧\t≥12户\t12户\t20\t19\t因天旱\n"
                                   "\t\t户数\t\t\t\t\t推迟\n" GLAD TOTAL("100", "99"));
    assert_int_equal(f->n_rows, 4);
    assert_cell(f, "/indicators/2/level3", "受益牧户数");
    assert_cell(f, "/indicators/2/reason", "因天旱推迟");
    assert_cell(f, "/indicators/2/target/value", "12");
    // A class of its own, a value, a cell that the row above does not have: another row.
    static const char *const rows[] = {
        HEAD HEADING AREA RATE "效益指标\t社会效益指标\t受益牧户\t≥12户\t12户\t20\t20\t\n"
                               "\t生态效益指标\t围栏长度\t\t\t\t\t\n" GLAD TOTAL("100", "100"),
        HEAD HEADING AREA RATE "效益指标\t社会效益指标\t受益牧户\t≥12户\t12户\t20\t20\t\n"
                               "\t\t围栏长度\t≥7里\t\t\t\t\n" GLAD TOTAL("100", "100"),
        HEAD HEADING AREA RATE "效益指标\t社会效益指标\t受益牧户\t≥12户\t12户\t20\t20\t\n"
                               "\t\t围栏长度\t\t\t\t\t未达到\n" GLAD TOTAL("100", "100")};
    for (size_t i = 0; i < LENGTH_OF(rows); i++) {
        f = fit_make_form(mem, rows[i]);
        assert_int_equal(f->n_rows, 5);
        assert_cell(f, "/indicators/2/level3", "受益牧户");
        assert_cell(f, "/indicators/3/level3", "围栏长度");
    }
}

static void test_core_fit_clean__side_label(void **state)
{
    struct mem *mem = *state;
    // A label turned on its side, left of the table.
    struct form *f = fit_make_form(
        mem, HEAD "\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
                  "绩\t产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t60\t60\n"
                  "效\t\t质量指标\t出苗率\t≥90%\t91%\t40\t40\n"
                  "总分\t\t\t\t\t\t100\t100\n");
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/level1", "产出指标");
    assert_cell(f, "/indicators/1/level2", "质量指标");
    assert_cell(f, "/indicators/1/level3", "出苗率");
}

static void test_core_fit_clean__values_apart(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, BLANK("≥ 30 亩 31 亩"));
    assert_cell(f, "/indicators/0/target/op", "≥");
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/0/target/unit", "亩");
    assert_cell(f, "/indicators/0/actual/unit", "亩");
    f = fit_make_form(mem, BLANK("≥30 元/ 亩 31 元/亩"));
    assert_cell(f, "/indicators/0/target/unit", "元/亩");
    assert_cell(f, "/indicators/0/actual/value", "31");
    f = fit_make_form(mem, BLANK("≥ 优 31"));
    assert_cell(f, "/indicators/0/target/text", "≥优|doubtful why.margin");
    f = fit_make_form(mem, BLANK("30 个 31"));
    assert_cell(f, "/indicators/0/target/unit", "个");
    assert_cell(f, "/indicators/0/actual/value", "31");
}

static void test_core_fit_clean__dates_apart(void **state)
{
    struct mem *mem = *state;
    static const char *const dates[][3] = {
        {BLANK("2031 年 3 月 底前 2031年2月 5日"), "2031年3月底前", "2031年2月5日"},
        {BLANK("2031年 3月 2031 年 2 月"), "2031年3月", "2031年2月"},
        {BLANK("3月 12日 3月 1 日 前"), "3月12日", "3月1日前"}};
    for (size_t i = 0; i < LENGTH_OF(dates); i++) {
        struct form *f = fit_make_form(mem, dates[i][0]);
        assert_cell(f, "/indicators/0/target/text", dates[i][1]);
        assert_cell(f, "/indicators/0/actual/text", dates[i][2]);
        assert_cell(f, "/indicators/0/weight", "40");
    }
}

static void test_core_fit_clean__number_before_date(void **state)
{
    struct mem *mem = *state;
    // A figure and the word behind it are two cells, though they spell the start of a date.
    struct form *f = fit_make_form(
        mem, BLANK_HEAD "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析\n"
                        "产出指标 数量指标 补播面积 ≥30亩 28亩 40 38 年中天旱,推迟播种。\n"
                        "质量指标 出苗率 ≥90% 91% 60 60 月度抽查正常\n总分 100 98\n");
    assert_cell(f, "/indicators/0/score", "38");
    assert_cell(f, "/indicators/0/reason", "年中天旱,推迟播种。");
    assert_cell(f, "/indicators/1/score", "60");
    assert_cell(f, "/indicators/1/reason", "月度抽查正常");
}

// A source whose cells stand on lines of their own.
#define LINE_HEAD                                                                                                          \
    "项目支出绩效自评表\n项目名称\n牧草补播\n一级指标\n二级指标\n三级指标\n年度指标值\n" \
    "实际完成值\n分值\n得分\n"

static void test_core_fit_clean__classes_on_lines(void **state)
{
    struct mem *mem = *state;
    // 产出 and 数量 are two classes, not 产出数量; 满意度指标 and a class with a remark, or one
    // that is named as rows are, are a class and a name.
    struct form *f = fit_make_form(
        mem, LINE_HEAD "产出\n数量\n补播面积\n≥30亩\n31亩\n60\n60\n"
                       "满意度指标\n服务对象满意度指标\n服务对象满意度(第二次)\n≥90%\n91%\n20\n20\n"
                       "服务对象满意度\n≥90%\n92%\n20\n20\n总分\n100\n100\n");
    assert_int_equal(f->n_rows, 3);
    assert_cell(f, "/indicators/0/level1", "产出");
    assert_cell(f, "/indicators/0/level2", "数量");
    assert_cell(f, "/indicators/1/level2", "服务对象满意度指标");
    assert_cell(f, "/indicators/1/level3", "服务对象满意度(第二次)");
    assert_cell(f, "/indicators/2/level2", "服务对象满意度指标");
    assert_str(fit_make_at(mem, f, "/indicators/2/level3")->text, "服务对象满意度");
}

static void test_core_fit_clean__pages_between_lines(void **state)
{
    struct mem *mem = *state;
    static const char *const marks[] = {"第 2 页 共 4 页", "Page 2", "— 2 —"};
    for (size_t i = 0; i < LENGTH_OF(marks); i++) {
        const char *text = str_cstr(
            mem, buf_print(mem,
                           LINE_HEAD "产出\n数量\n补播面积\n≥30亩\n%s\n31亩\n60\n60\n质量\n出苗率\n"
                                     "≥90%%\n91%%\n40\n40\n总分\n100\n100\n",
                           marks[i]));
        struct form *f = fit_make_form(mem, text);
        assert_int_equal(f->n_rows, 2);
        assert_cell(f, "/indicators/0/target/value", "30");
        assert_cell(f, "/indicators/0/actual/value", "31");
    }
}

static void test_core_fit_clean__unit_column(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem, BLANK_HEAD "一级指标 二级指标 三级指标 指标性质 年度指标值 计量单位 实际完成值 分值 "
                        "得分\n产出指标 数量指标 补播面积 ≥ 30 亩 31 40 40\n"
                        "质量指标 出苗率 ≥ 90 % 91 60 60\n总分 100 100\n");
    assert_cell(f, "/indicators/0/unit_column", "亩");
    assert_cell(f, "/indicators/0/actual/value", "31");
    assert_cell(f, "/indicators/1/target/op", "≥");
}

static void test_core_fit_clean__torn_numbers(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, BLANK("≥30. 50亩 31 .25亩"));
    assert_cell(f, "/indicators/0/target/value", "30.50");
    assert_cell(f, "/indicators/0/actual/value", "31.25");
    // Over a line end both cells may be what they are.
    f = fit_make_form(mem,
                      LINE_HEAD "产出\n数量\n补播面积\n≥30亩\n31亩\n40.\n00\n40.00\n质量\n出苗率\n"
                                "≥90%\n91%\n60.00\n60.00\n总分\n100.\n00\n100.00\n");
    assert_cell(f, "/indicators/0/weight", "40.00|doubtful why.torn");
    assert_cell(f, "/indicators/0/score", "40.00");
    assert_cell(f, "/total/weight", "|missing why.torn_number");
    assert_cell(f, "/total/score", "100.00");
}

static void test_core_fit_clean__unknown_class(void **state)
{
    struct mem *mem = *state;
    // A short word that no list knows, between the points of a row and a name: a class, inferred.
    struct form *f = fit_make_form(
        mem, "项目支出绩效自评表\n(2031年度)\n项目名称 牧草补播\n主管部门 草原局 实施单位 草原站\n"
             "项目资金(万元) 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
             "年度资金总额 10 10 10 10 100% 10\n" BLANK_HEADING
             "履职效能 履职产出 补播面积 ≥30亩 31亩 40 40\n"
             "草畜平衡 载畜率 ≤90% 89% 30 30\n围栏长度 ≥9里 9里 20 20\n总分 100 100\n");
    assert_int_equal(f->n_rows, 3);
    assert_cell(f, "/indicators/1/level2", "草畜平衡|inferred why.class_unknown");
    assert_cell(f, "/indicators/1/level3", "载畜率|doubtful why.class_unknown");
    assert_cell(f, "/indicators/2/level2", "草畜平衡|inferred why.class_unknown");
    assert_cell(f, "/indicators/2/level3", "围栏长度");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_clean__page_marks),       UNIT(test_core_fit_clean__cells_on_lines),
        UNIT(test_core_fit_clean__page_break),       UNIT(test_core_fit_clean__remains),
        UNIT(test_core_fit_clean__specks),           UNIT(test_core_fit_clean__torn_class),
        UNIT(test_core_fit_clean__wrapped_cells),    UNIT(test_core_fit_clean__side_label),
        UNIT(test_core_fit_clean__values_apart),     UNIT(test_core_fit_clean__dates_apart),
        UNIT(test_core_fit_clean__unit_column),      UNIT(test_core_fit_clean__number_before_date),
        UNIT(test_core_fit_clean__classes_on_lines), UNIT(test_core_fit_clean__pages_between_lines),
        UNIT(test_core_fit_clean__torn_numbers),     UNIT(test_core_fit_clean__unknown_class),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
