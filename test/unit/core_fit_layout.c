// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"
#include "test/unit/fit_make.h"

#define COLUMNS_HERE 9

// A line of the table: its cells, one a column; `lines` of one cell that begins with a form feed
// begins a page.
struct line {
    const char *cell[COLUMNS_HERE];
};

struct page {
    int column[COLUMNS_HERE]; // where each begins
    struct line heading;
    const struct line *lines;
    size_t n;
};

#define LINES(...)                                                                                 \
    (const struct line[]){__VA_ARGS__}, LENGTH_OF(((const struct line[]){__VA_ARGS__}))
#define PLACES                                                                                     \
    {                                                                                              \
        0, 12, 30, 48, 62, 76, 84, 92                                                              \
    }
#define WORDS                                                                                      \
    {                                                                                              \
        {                                                                                          \
            "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",        \
                "偏差原因分析"                                                               \
        }                                                                                          \
    }
#define AREA                                                                                       \
    {                                                                                              \
        {                                                                                          \
            "产出指标", "数量指标", "补播面积", "≥30亩", "31亩", "40", "40"                        \
        }                                                                                          \
    }
#define RATE                                                                                       \
    {                                                                                              \
        {                                                                                          \
            "", "质量指标", "出苗率", "≥90%", "91%", "30", "30"                                    \
        }                                                                                          \
    }
#define HERD                                                                                       \
    {                                                                                              \
        {                                                                                          \
            "效益指标", "社会效益", "受益牧户数", "≥12户", "12户", "20", "20"                      \
        }                                                                                          \
    }
#define HERD_TOO                                                                                   \
    {                                                                                              \
        {                                                                                          \
            "", "指标"                                                                           \
        }                                                                                          \
    }
#define GLAD                                                                                       \
    {                                                                                              \
        {                                                                                          \
            "满意度指标", "服务对象满", "牧户满意度", "≥95%", "96%", "10", "10"                    \
        }                                                                                          \
    }
#define GLAD_TOO                                                                                   \
    {                                                                                              \
        {                                                                                          \
            "", "意度指标"                                                                     \
        }                                                                                          \
    }

static void put_line(struct buf *out, const int *column, const struct line *line)
{
    size_t at = 0;
    for (size_t c = 0; c < COLUMNS_HERE; c++) {
        if (!line->cell[c] || !*line->cell[c])
            continue;
        for (; at < (size_t)column[c]; at++)
            buf_char(out, ' ');
        buf_add(out, str_of(line->cell[c]));
        at += str_width(str_of(line->cell[c]));
    }
    buf_char(out, '\n');
}

static struct form *form_of(struct mem *mem, const struct page *pages, size_t n)
{
    struct buf out = buf_new(mem, 1 << 20);
    buf_add(&out, STR("项目支出绩效自评表\n(2031年度)\n项目名称   牧草补播\n"));
    for (size_t p = 0; p < n; p++) {
        if (p)
            buf_char(&out, '\f');
        put_line(&out, pages[p].column, &pages[p].heading);
        for (size_t k = 0; k < pages[p].n; k++)
            put_line(&out, pages[p].column, &pages[p].lines[k]);
    }
    const struct line total = {{"总分", "", "", "", "", "100", "100"}};
    put_line(&out, pages[0].column, &total);
    buf_char(&out, '\0');
    return fit_make_form(mem, buf_str(&out).ptr);
}

#define FORM(...)                                                                                  \
    form_of(mem, (const struct page[]){__VA_ARGS__},                                               \
            LENGTH_OF(((const struct page[]){__VA_ARGS__})))
#define ONE_PAGE(...) FORM({PLACES, WORDS, LINES(__VA_ARGS__)})

static void assert_last_rows(struct mem *mem, struct form *f)
{
    assert_int_equal(f->n_rows, 4);
    assert_cell(f, "/indicators/2/level1", "效益指标");
    assert_cell(f, "/indicators/2/level2", "社会效益指标");
    assert_cell(f, "/indicators/2/level3", "受益牧户数");
    assert_cell(f, "/indicators/2/weight", "20");
    assert_cell(f, "/indicators/3/level2", "服务对象满意度指标");
    assert_cell(f, "/indicators/3/target/value", "95");
    assert_cell(f, "/indicators/3/score", "10");
    assert_cell(f, "/total/score", "100");
}

static void test_core_fit_layout__wrapped_cells(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        ONE_PAGE({{"", "", "牧草补播的"}},
                 {{"", "数量指标", "连片草场面", "≥30亩", "31亩", "40", "38", "因春旱部分"}},
                 {{"产出指标", "", "积", "", "", "", "", "草场未补播"}}, RATE, HERD, HERD_TOO, GLAD,
                 GLAD_TOO);
    assert_last_rows(mem, f);
    assert_cell(f, "/indicators/0/level1", "产出指标");
    assert_cell(f, "/indicators/0/level2", "数量指标");
    assert_cell(f, "/indicators/0/level3", "牧草补播的连片草场面积");
    assert_cell(f, "/indicators/0/target/op", "≥");
    assert_cell(f, "/indicators/0/reason", "因春旱部分草场未补播");
    assert_cell(f, "/indicators/1/level1", "产出指标");
    assert_cell(f, "/indicators/1/reason", "|empty");
}

static void test_core_fit_layout__five_lines(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        ONE_PAGE(AREA, {{"", "", "", "", "", "", "", "因春旱连"}},
                 {{"", "", "", "", "", "", "", "片草场部"}},
                 {{"", "质量指标", "出苗率", "≥90%", "91%", "30", "29", "分未补播"}},
                 {{"", "", "", "", "", "", "", "待来年再"}},
                 {{"", "", "", "", "", "", "", "次补播。"}}, HERD, HERD_TOO, GLAD, GLAD_TOO);
    assert_last_rows(mem, f);
    assert_str(fit_make_at(mem, f, "/indicators/1/reason")->text,
               "因春旱连片草场部分未补播待来年再次补播。");
    assert_cell(f, "/indicators/1/score", "29");
}

static void test_core_fit_layout__two_tilings(void **state)
{
    struct mem *mem = *state;
    // Rows of two lines, numbers in the lower one: three and one lines fit as well. No name is
    // sure.
    struct form *f = ONE_PAGE(
        {{"", "", "牧区草场牧"}},
        {{"产出指标", "数量指标", "草补播面积", "≥30亩", "31亩", "40", "40"}},
        {{"", "", "受灾草场再"}}, {{"", "质量指标", "播出苗率", "≥90%", "91%", "30", "30"}},
        {{"", "", "受益牧户增"}}, {{"效益指标", "社会效益", "收户数", "≥12户", "12户", "20", "20"}},
        HERD_TOO, GLAD, GLAD_TOO);
    assert_int_equal(f->n_rows, 4);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(f->rows[i].level3.state, CELL_DOUBTFUL);
        assert_string_equal(f->rows[i].level3.why, "why.margin");
    }
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/1/weight", "30");
    assert_cell(f, "/indicators/3/level3", "牧户满意度");
}

// The cells of text in columns need more than others, if the data says so.
static void test_core_fit_layout__tiled(void **state)
{
    struct mem *mem = *state;
    struct lexicon *x = (struct lexicon *)fit_make_lexicon();
    int was = x->weights.threshold_tiled;
    x->weights.threshold_tiled = 0;
    struct form *f = ONE_PAGE(AREA, RATE, HERD, HERD_TOO, GLAD, GLAD_TOO);
    assert_cell(f, "/indicators/0/weight", "40");
    x->weights.threshold_tiled = 1000;
    f = ONE_PAGE(AREA, RATE, HERD, HERD_TOO, GLAD, GLAD_TOO);
    assert_cell(f, "/indicators/0/weight", "40|doubtful why.margin");
    x->weights.threshold_tiled = was;
}

static void test_core_fit_layout__never_first(void **state)
{
    struct mem *mem = *state;
    struct form *f = ONE_PAGE(AREA, {{"", "质量指标", "出苗情况（合格", "≥90%", "91%", "30", "30"}},
                              {{"", "", "）率"}}, HERD, HERD_TOO, GLAD, GLAD_TOO);
    assert_last_rows(mem, f);
    assert_str(fit_make_at(mem, f, "/indicators/1/level3")->text, "出苗情况(合格)率");
}

static void test_core_fit_layout__class_points(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        FORM({{0, 18, 36, 54, 68, 82, 90, 98},
              WORDS,
              LINES({{"产出指标(70分)", "数量指标", "补播面积", "≥30亩", "31亩", "40", "40"}}, RATE,
                    HERD, HERD_TOO, GLAD, GLAD_TOO)});
    assert_last_rows(mem, f);
    assert_cell(f, "/indicators/0/level1", "产出指标");
    assert_int_equal(f->n_classes, 1);
    assert_str(f->classes[0].weight.text, "70");
}

static void test_core_fit_layout__no_points(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        FORM({PLACES,
              {{"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"}},
              LINES({{"产出指标", "数量指标", "连片草场", "≥30亩", "31亩"}}, {{"", "", "补播面积"}},
                    {{"", "质量指标", "出苗率", "≥90%", "91%"}})});
    assert_int_equal(f->n_rows, 2);
    // The line between two rows of one line is either's.
    assert_int_equal(f->rows[0].level3.state, CELL_DOUBTFUL);
    assert_int_equal(f->rows[1].level3.state, CELL_DOUBTFUL);
    assert_cell(f, "/indicators/1/actual/value", "91");
}

static void test_core_fit_layout__names_of_one_line(void **state)
{
    struct mem *mem = *state;
    // Names as wide as their column, without points: each has values, so each is a row.
    struct form *f =
        FORM({PLACES,
              {{"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"}},
              LINES({{"产出指标", "数量指标", "草场补播面积", "≥30亩", "31亩"}},
                    {{"", "质量指标", "补播出苗合格", "明显提升", "达成指标"}}, {{"", "", "率"}},
                    {{"效益指标", "社会效益", "牧户受益程度", "是", "是"}}, HERD_TOO,
                    {{"", "", "草场生态环境", "较上年改善", "较上年改"}}, {{"", "", "", "", "善"}},
                    {{"", "", "牧民培训效果", "明显提升", "明显提升"}})});
    assert_int_equal(f->n_rows, 5);
    assert_str(f->rows[1].level3.text, "补播出苗合格率");
    assert_cell(f, "/indicators/2/level3", "牧户受益程度");
    assert_cell(f, "/indicators/2/target/text", "是");
    assert_str(f->rows[3].actual.text.text, "较上年改善");
    assert_str(f->rows[4].level3.text, "牧民培训效果");
}

static void test_core_fit_layout__between_lines(void **state)
{
    struct mem *mem = *state;
    // Figures between the two lines of a name, a date around them; the second line of a name begins
    // where its column does, nearer to the heading of classes.
    struct form *f = FORM(
        {{0, 12, 22, 48, 62, 76, 84, 92},
         {{"一级指标", "二级指标", "     三级指标", "年度指标值", "实际完成值", "分值", "得分",
           "偏差原因分析"}},
         LINES(AREA, {{"", "", "优良牧草补播的出苗"}},
               {{"", "质量指标", "", "≥90%", "91%", "30", "30"}}, {{"", "", "率"}},
               {{"", "", "", "2031年12月", "2031年12月"}},
               {{"", "时效指标", "补播完成时间", "", "", "0", "0"}},
               {{"", "", "", "31日前", "2日"}}, {{"", "", "优良牧草补播的受益牧"}},
               {{"效益指标", "社会效益", "", "≥12户", "12户", "20", "20"}}, {{"", "指标", "户数"}},
               {{"满意度指标", "满意度", "牧户满意度", "≥95%", "96%", "10", "10"}})});
    assert_int_equal(f->n_rows, 5);
    assert_str(f->rows[1].level3.text, "优良牧草补播的出苗率");
    assert_cell(f, "/indicators/1/target/value", "90");
    assert_cell(f, "/indicators/2/level3", "补播完成时间");
    assert_cell(f, "/indicators/2/target/text", "2031年12月31日前");
    assert_cell(f, "/indicators/3/level3", "优良牧草补播的受益牧户数");
    assert_cell(f, "/indicators/3/weight", "20");
}

static void test_core_fit_layout__operator_column(void **state)
{
    struct mem *mem = *state;
    // A name that begins with a number and a unit is no operator.
    struct form *f = FORM({{0, 12, 24, 50, 60, 72, 84, 98, 106},
                           {{"一级指标", "二级指标", "三级指标", "指标性质", "年度指标值",
                             "度量单位", "实际完成值", "分值", "得分"}},
                           LINES({{"", "", "20个重点乡镇（街道）范围"}},
                                 {{"产出指标", "数量指标", "内连片草场补播优良牧草的", "≥", "30",
                                   "亩", "31亩", "60", "60"}},
                                 {{"", "", "面积及其他各项指标的合计总量"}},
                                 {{"", "质量指标", "出苗率", "≥", "90", "%", "91%", "20", "20"}},
                                 {{"", "时效指标", "及时率", "≥", "90", "%", "91%", "20", "20"}})});
    assert_int_equal(f->n_rows, 3);
    assert_str(f->rows[0].level3.text,
               "20个重点乡镇(街道)范围内连片草场补播优良牧草的面积及其他各项指标的合计总量");
    assert_cell(f, "/indicators/0/target/op", "≥");
}

static void test_core_fit_layout__blank_lines(void **state)
{
    struct mem *mem = *state;
    // A blank line parts two rows; without it the line between them is either's.
    struct form *f =
        FORM({PLACES,
              {{"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"}},
              LINES({{"产出指标", "数量指标", "连片草场", "≥30亩", "31亩"}}, {{"", "", "补播面积"}},
                    {{""}}, {{"", "质量指标", "出苗率", "≥90%", "91%"}})});
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/level3", "连片草场补播面积");
    assert_cell(f, "/indicators/1/level3", "出苗率");
}

static void test_core_fit_layout__heading_goes_on(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        FORM({{0, 12, 30, 48, 62, 76, 90, 98},
              {{"一级指标", "二级指标", "三级指标", "年度指标值", "是否核心", "实际完成值", "分值",
                "得分"}},
              LINES({{"", "", "", "", "指标"}},
                    {{"产出指标", "数量指标", "补播面积", "≥30亩", "是", "31亩", "60", "60"}},
                    {{"", "质量指标", "出苗率", "≥90%", "否", "91%", "40", "40"}})});
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/core", "是");
    assert_cell(f, "/indicators/1/core", "否");
    assert_cell(f, "/indicators/1/score", "40");
}

static void test_core_fit_layout__torn_heading(void **state)
{
    struct mem *mem = *state;
    // Blanks inside a word of the heading; the other half of a word pushed beside it; one character
    // wrong.
    struct form *f = FORM(
        {{0, 14, 30, 48, 62, 76, 86, 94},
         {{"一级   指标", "二级指标", "三级指标", "年度指标佰", "实 际 完 成 值", "指标分",
           "得分"}},
         LINES({{"", "", "", "", "           值"}}, AREA, RATE, HERD, HERD_TOO, GLAD, GLAD_TOO)});
    assert_last_rows(mem, f);
    assert_cell(f, "/indicators/0/level1", "产出指标");
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/1/weight", "30");
}

static void test_core_fit_layout__reason_is_no_foot(void **state)
{
    struct mem *mem = *state;
    // A reason that begins above the line of its row, with a word that may head the foot.
    struct form *f =
        ONE_PAGE(AREA, {{"", "", "", "", "", "", "", "改进措施: 因"}},
                 {{"", "质量指标", "出苗率", "≥90%", "91%", "30", "29", "春旱补播"}},
                 {{"", "", "", "", "", "", "", "推迟。"}}, HERD, HERD_TOO, GLAD, GLAD_TOO);
    assert_last_rows(mem, f);
    assert_str(f->rows[1].reason.text, "改进措施:因春旱补播推迟。");
}

static void test_core_fit_layout__value_behind_text(void **state)
{
    struct mem *mem = *state;
    // Full lines of names, and a target that breaks early: a figure does not go on with its text.
    struct form *f =
        ONE_PAGE(AREA, {{"", "质量指标", "牧区草场再播种优", "建立管护", "符合要求", "30", "30"}},
                 {{"", "", "良牧草示范引领率", "制度闭环管理"}},
                 {{"效益指标", "社会效益", "受益牧户生产满意", "90%", "91%", "20", "20"}},
                 {{"", "指标", "度"}}, GLAD, GLAD_TOO);
    assert_int_equal(f->n_rows, 4);
    assert_str(f->rows[1].level3.text, "牧区草场再播种优良牧草示范引领率");
    assert_str(f->rows[1].target.text.text, "建立管护制度闭环管理");
    assert_str(f->rows[2].target.value.text, "90");
}

static void test_core_fit_layout__classes_over_pages(void **state)
{
    struct mem *mem = *state;
    // A merged cell prints its name in the part before the page.
    struct form *f =
        FORM({PLACES, WORDS,
              LINES({{"", "", "补播面积", "≥30亩", "31亩", "20", "20"}},
                    {{"产出指标", "数量指标", "围栏长度", "≥30米", "31米", "20", "20"}},
                    {{"", "", "草种数量", "≥9吨", "9吨", "10", "10"}})},
             {PLACES, WORDS,
              LINES({{"", "", "培训次数", "≥9次", "9次", "10", "10"}},
                    {{"", "", "巡护次数", "≥9次", "9次", "10", "10"}},
                    {{"效益指标", "社会效益", "受益牧户数", "≥12户", "12户", "20", "20"}}, HERD_TOO,
                    GLAD, GLAD_TOO)});
    assert_int_equal(f->n_rows, 7);
    for (int i = 0; i < 5; i++) {
        assert_str(f->rows[i].level1.text, "产出指标");
        assert_str(f->rows[i].level2.text, "数量指标");
    }
    assert_str(f->rows[5].level2.text, "社会效益指标");
}

static void test_core_fit_layout__moved_columns(void **state)
{
    struct mem *mem = *state;
    struct form *f =
        FORM({PLACES, WORDS, LINES(AREA, RATE)},
             {{5, 20, 40, 60, 74, 90, 98, 106}, WORDS, LINES(HERD, HERD_TOO, GLAD, GLAD_TOO)});
    assert_last_rows(mem, f);
    assert_cell(f, "/indicators/1/weight", "30");
}

static void test_core_fit_layout__other_columns(void **state)
{
    struct mem *mem = *state;
    // The second page swaps two columns, and has one more.
    struct form *f =
        FORM({PLACES, WORDS,
              LINES({{"产出指标", "数量指标", "补播面积", "≥30亩", "31亩", "40", "38"}}, RATE)},
             {{0, 12, 30, 48, 62, 76, 84, 92, 112},
              {{"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分", "分值",
                "偏差原因分析", "复核分"}},
              LINES({{"效益指标", "社会效益", "受益牧户数", "≥12户", "12户", "19", "20", "", "18"}},
                    HERD_TOO, GLAD, GLAD_TOO)});
    assert_int_equal(f->n_rows, 4);
    assert_cell(f, "/indicators/0/weight", "40");
    assert_cell(f, "/indicators/0/score", "38");
    assert_cell(f, "/indicators/2/weight", "20");
    assert_cell(f, "/indicators/2/score", "19");
    assert_cell(f, "/indicators/2/rescore", "18");
    // A page whose heading lacks a column leaves it blank, and moves no other.
    f = FORM(
        {PLACES, WORDS, LINES(AREA, RATE)},
        {{0, 12, 30, 48, 62, 84, 92},
         {{"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分", "偏差原因分析"}},
         LINES({{"效益指标", "社会效益", "受益牧户数", "≥12户", "12户", "20"}}, HERD_TOO)});
    assert_cell(f, "/indicators/1/weight", "30");
    assert_cell(f, "/indicators/1/score", "30");
    assert_cell(f, "/indicators/2/weight", "|empty");
    assert_cell(f, "/indicators/2/score", "20");
}

static void test_core_fit_layout__no_columns(void **state)
{
    struct mem *mem = *state;
    // Gaps that only separate: the fields stand under no heading.
    struct form *f =
        FORM({PLACES, WORDS, NULL, 0}, {{0, 10, 22, 34, 46, 58, 70}, {{""}}, LINES(AREA)},
             {{12, 22, 40, 50, 60, 70, 80}, {{""}}, LINES(RATE)},
             {{3, 15, 28, 40, 48, 55, 59}, {{""}}, LINES(AREA)},
             {{0, 16, 40, 50, 60, 66, 70}, {{""}}, LINES(RATE)});
    assert_int_equal(f->n_rows, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_str(f->rows[i].target.value.text, i % 2 ? "90" : "30");
        assert_str(f->rows[i].weight.text, i % 2 ? "30" : "40");
    }
    f = fit_make_form(mem,
                      "项目名称  牧草补播\n一级指标  二级指标  三级指标  年度指标值  实际完成值"
                      "  分值  得分\n产出指标  数量指标  补播面积  ≥30亩  31亩  60  60\n"
                      "质量指标  出苗率  ≥90%  91%  40  40\n总分  100  100\n");
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/1/level3", "出苗率");
    assert_cell(f, "/indicators/1/score", "40");
    // Three columns, and one row, are no table in columns.
    f = FORM({{0, 20, 40},
              {{"三级指标", "年度指标值", "实际完成值"}},
              LINES({{"补播面积", "≥30亩", "31亩"}})});
    assert_cell(f, "/indicators/0/target/value", "30");
    f = ONE_PAGE(AREA);
    assert_int_equal(f->n_rows, 1);
    assert_cell(f, "/indicators/0/score", "40");
}

static void test_core_fit_layout__wide_blank(void **state)
{
    struct mem *mem = *state;
    struct form *f = ONE_PAGE({{"产出指标", "数量指标", "补播  面积", "≥30亩", "31亩", "40", "40"}},
                              RATE, HERD, HERD_TOO, GLAD, GLAD_TOO);
    assert_last_rows(mem, f);
    assert_cell(f, "/indicators/0/level3", "补播面积");
    assert_cell(f, "/indicators/0/target/value", "30");
}

static void test_core_fit_layout__torn_by_blanks(void **state)
{
    struct mem *mem = *state;
    // Blanks inside the name of a class, and behind the point of a number.
    struct form *f = FORM(
        {{0, 14, 30, 48, 62, 76, 84, 92},
         WORDS,
         LINES({{"", "数量指标", "补播面积", "≥30亩", "31亩", "40", "40"}},
               {{"产出   指标", "", "连片草场补播优良牧草", "≥30亩", "31亩", "4.   00", "4.   00"}},
               RATE, HERD, HERD_TOO, GLAD, GLAD_TOO)});
    assert_int_equal(f->n_rows, 5);
    assert_str(f->rows[0].level1.text, "产出指标");
    assert_str(f->rows[1].level1.text, "产出指标");
    assert_str(f->rows[1].score.text, "4.00");
}

static void test_core_fit_layout__class_outside(void **state)
{
    struct mem *mem = *state;
    // The word that heads the first level is lost: no row has one, and every row says so.
    struct form *f =
        FORM({PLACES,
              {{"一1、级2标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"}},
              LINES(AREA, RATE, HERD, HERD_TOO)});
    for (size_t i = 0; i < f->n_rows; i++)
        assert_int_equal(f->rows[i].level1.state, CELL_MISSING);
}

static void test_core_fit_layout__class_alone(void **state)
{
    struct mem *mem = *state;
    // A class with dashes under every heading has no row.
    struct form *f = ONE_PAGE(AREA, RATE, {{"", "成本指标", "—", "—", "—", "—", "—"}}, HERD,
                              HERD_TOO, GLAD, GLAD_TOO);
    assert_last_rows(mem, f);
    assert_cell(f, "/indicators/1/level2", "质量指标");
    f = fit_make_form(mem,
                      "项目支出绩效自评表\n项目名称\t牧草补播\n一级指标\t二级指标\t三级指标\t"
                      "年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t补播面积\t≥30亩\t"
                      "31亩\t60\t60\n\t成本指标\t—\t—\t—\t—\t—\n\t质量指标\t出苗率\t≥90%\t"
                      "91%\t40\t40\n总分\t\t\t\t\t100\t100\n");
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/1/level2", "质量指标");
}

static void test_core_fit_layout__far_right(void **state)
{
    struct mem *mem = *state;
    // Columns beyond what stripes can show.
    struct form *f = FORM({{0, 12, 30, 48, 62, 1030, 1040, 1050},
                           WORDS,
                           LINES(AREA, RATE, HERD, HERD_TOO, GLAD, GLAD_TOO)});
    assert_last_rows(mem, f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_layout__wrapped_cells),
        UNIT(test_core_fit_layout__five_lines),
        UNIT(test_core_fit_layout__two_tilings),
        UNIT(test_core_fit_layout__never_first),
        UNIT(test_core_fit_layout__class_points),
        UNIT(test_core_fit_layout__no_points),
        UNIT(test_core_fit_layout__names_of_one_line),
        UNIT(test_core_fit_layout__between_lines),
        UNIT(test_core_fit_layout__operator_column),
        UNIT(test_core_fit_layout__blank_lines),
        UNIT(test_core_fit_layout__heading_goes_on),
        UNIT(test_core_fit_layout__classes_over_pages),
        UNIT(test_core_fit_layout__torn_heading),
        UNIT(test_core_fit_layout__reason_is_no_foot),
        UNIT(test_core_fit_layout__value_behind_text),
        UNIT(test_core_fit_layout__torn_by_blanks),
        UNIT(test_core_fit_layout__class_alone),
        UNIT(test_core_fit_layout__class_outside),
        UNIT(test_core_fit_layout__moved_columns),
        UNIT(test_core_fit_layout__other_columns),
        UNIT(test_core_fit_layout__no_columns),
        UNIT(test_core_fit_layout__wide_blank),
        UNIT(test_core_fit_layout__far_right),
        UNIT(test_core_fit_layout__tiled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
