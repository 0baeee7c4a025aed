// SPDX-License-Identifier: AGPL-3.0-or-later
#include "test/unit/fit_make.h"
#include "test/unit/fit_text.h"

// Checks the classes of a row, its name and its points.
static void is_row(struct mem *mem, struct form *f, int row, const char *level1, const char *level2,
                   const char *level3, const char *weight)
{
    static const char *const keys[] = {"level1", "level2", "level3", "weight"};
    const char *const wanted[] = {level1, level2, level3, weight};
    char path[64];
    for (size_t i = 0; i < LENGTH_OF(keys); i++) {
        snprintf(path, sizeof(path), "/indicators/%d/%s", row, keys[i]);
        assert_cell(f, path, wanted[i]);
    }
}

#define AREA_TABS "绩效指标\t" HEADING "产出指标\t数量指标\t补播面积\t≥30亩\t31亩\t20\t20\t\n"
#define REST_TABS                                                                                  \
    "质量指标\t出苗率\t≥90%\t91%\t30\t30\t\n"                                             \
    "效益指标\t社会效益指标\t受益牧户数\t≥12户\t12户\t20\t20\t\n"               \
    "满意度指标\t服务对象满意度指标\t牧户满意度\t≥95%\t96%\t10\t10\t\n" TOTAL("100", "95")
// The same with bars at the end that make every line as wide as the table.
#define AREA_BARS                                                                                                        \
    "项目支出绩效自评表(2031年度) | ||||||||\n"                                                               \
    "项目名称 | 牧草补播 | |||||||\n"                                                                            \
    "主管部门 | 青崖县草原站 | 实施单位 | 青崖县草种场 | |||||\n"                                    \
    "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | " \
    "偏差原因分析 |\n"                                                                                             \
    "产出指标 | 数量指标 | 补播面积 | ≥30亩 | 31亩 | 20 | 20 | ||\n"
#define REST_BARS                                                                                     \
    "质量指标 | 出苗率 | ≥90% | 91% | 30 | 30 | |||\n"                                       \
    "效益指标 | 社会效益指标 | 受益牧户数 | ≥12户 | 12户 | 20 | 20 | ||\n"         \
    "满意度指标 | 服务对象满意度指标 | 牧户满意度 | ≥95% | 96% | 10 | 10 | ||\n" \
    "总分 | 100 | 95 | ||||||\n"

// `fence`: the name of the second row, and its mark.
static void is_pasture(struct mem *mem, struct form *f, const char *fence)
{
    assert_int_equal(f->n_rows, 5);
    is_row(mem, f, 0, "产出指标", "数量指标", "补播面积", "20");
    is_row(mem, f, 1, "产出指标", "数量指标", fence, "20");
    is_row(mem, f, 2, "产出指标", "质量指标", "出苗率", "30");
    is_row(mem, f, 3, "效益指标", "社会效益指标", "受益牧户数", "20");
    is_row(mem, f, 4, "满意度指标", "服务对象满意度指标", "牧户满意度", "10");
    assert_cell(f, "/indicators/1/reason", "因雨停工,已补");
    assert_cell(f, "/indicators/2/reason", "|empty");
}

static void test_core_fit_flat__tabs(void **state)
{
    struct mem *mem = *state;
    is_pasture(mem,
               fit_make_form(mem, HEAD AREA_TABS
                             "围栏长度\t≥3公里\t2公里\t20\t15\t因雨停工,已补\n" REST_TABS),
               "围栏长度");
}

static void test_core_fit_flat__bars(void **state)
{
    struct mem *mem = *state;
    is_pasture(
        mem,
        fit_make_form(mem, AREA_BARS
                      "围栏长度 | ≥3公里 | 2公里 | 20 | 15 | 因雨停工,已补 | |||\n" REST_BARS),
        "围栏长度");
}

// A cell that breaks its line.
static void test_core_fit_flat__broken(void **state)
{
    struct mem *mem = *state;
    is_pasture(mem,
               fit_make_form(mem, HEAD AREA_TABS
                             "围栏长\n度\t≥3公里\t2公里\t20\t15\t因雨停工,已补\n" REST_TABS),
               "围栏长度|doubtful why.torn");
    is_pasture(
        mem,
        fit_make_form(mem, AREA_BARS
                      "围栏长\n度 | ≥3公里 | 2公里 | 20 | 15 | 因雨停工,已补 | |||\n" REST_BARS),
        "围栏长度|doubtful why.margin");
}

// A line a cell, closed by a bar; a bar alone is a blank cell, and what has none is not blank. One
// figure in the total line may be that of the weights.
static void test_core_fit_flat__cell_lines(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(
        mem,
        "项目支出绩效自评表(2031年度) |\n项目名称 |\n牧草补播 |\n主管部门 |\n青崖县草原站 |\n"
        "一级指标 |\n二级指标 |\n三级指标 |\n指标性质 |\n指标值 |\n度量单位 |\n完成值 |\n权重 |\n"
        "得分 |\n未完成原因分析 |\n"
        "产出指标 |\n质量指标 |\n出苗率 |\n≥ |\n90 |\n% |\n|\n60 |\n|\n|\n"
        "效益指标 |\n社会效益指标 |\n受益牧户比例 |\n≥ |\n80 |\n% |\n81 |\n40 |\n40 |\n|\n"
        "合计 |\n100 |\n|\n|\n评价结论 |\n完成较好。 |\n");
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/target/unit", "%");
    assert_cell(f, "/indicators/0/actual/text", "|missing why.not_there");
    assert_cell(f, "/indicators/0/weight", "60|doubtful why.margin");
    assert_cell(f, "/indicators/1/actual/value", "81");
    assert_cell(f, "/indicators/1/score", "40");
    assert_cell(f, "/total/score", "100|doubtful why.margin");
}

// Rows that begin with blank cells stand where they are; so do rows that need no move.
static void test_core_fit_flat__none(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, HEAD HEADING AREA RATE HERD GLAD TOTAL("100", "100"));
    is_row(mem, f, 1, "产出指标", "质量指标", "出苗率", "30");
    f = fit_make_form(
        mem, HEAD HEADING AREA
        "产出指标\t质量指标\t出苗率\t≥90%\t91%\t30\t30\t\n" HERD GLAD TOTAL("100", "100"));
    is_row(mem, f, 1, "产出指标", "质量指标", "出苗率", "30");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_flat__tabs),   UNIT(test_core_fit_flat__bars),
        UNIT(test_core_fit_flat__broken), UNIT(test_core_fit_flat__cell_lines),
        UNIT(test_core_fit_flat__none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
