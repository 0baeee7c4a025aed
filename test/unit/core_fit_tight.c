// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows with nothing between their cells: those that come apart in one way, and those that do not.
#include "core/fit_tight.h"

#include "base/buf.h"
#include "test/unit/fit_make.h"

#define HEAD    "项目支出绩效自评表\n(2031年度)\n项目名称 牧草补播\n"
#define HEADING "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析\n"
#define FIRST   "产出指标数量指标补播面积≥30亩31亩40.0040.00无\n"
#define TOTAL   "总分 100.00 100.00\n"

static struct form *with_row(struct mem *mem, const char *heading, const char *first,
                             const char *row)
{
    struct buf text = buf_new(mem, 1 << 16);
    buf_fmt(&text, "%s%s%s%s\n%s", HEAD, heading, first, row, TOTAL);
    struct form *f = fit_make_form(mem, str_cstr(mem, buf_str(&text)));
    assert_int_equal(f->n_rows, 2);
    assert_cell(f, "/indicators/0/level3", "补播面积");
    assert_cell(f, "/indicators/0/target/value", "30");
    assert_cell(f, "/indicators/0/actual/unit", "亩");
    assert_cell(f, "/indicators/0/weight", "40.00");
    return f;
}

static void test_core_fit_tight__rows(void **state)
{
    struct mem *mem = *state;
    static const struct {
        const char *row, *level1, *name, *target, *actual, *score, *reason;
    } rows[] = {
        {"质量指标出苗率≥90%85.5%60.0057.00春旱,推迟播种。", "产出指标", "出苗率", "90", "85.5",
         "57.00", "春旱,推迟播种。"},
        {"效益指标(60分)社会效益指标5G图传设备数12(套)12(套)60.0060.00", "效益指标", "5G图传设备数",
         "12", "12", "60.00", "|empty"},
        {"成本指标补播单价≤380元/亩≤301元/亩60.0060.00无", "产出指标", "补播单价", "380", "301",
         "60.00", "无"},
    };
    for (size_t i = 0; i < LENGTH_OF(rows); i++) {
        struct form *f = with_row(mem, HEADING, FIRST, rows[i].row);
        assert_cell(f, "/indicators/1/level1", rows[i].level1);
        assert_cell(f, "/indicators/1/level3", rows[i].name);
        assert_cell(f, "/indicators/1/target/value", rows[i].target);
        assert_cell(f, "/indicators/1/actual/value", rows[i].actual);
        assert_cell(f, "/indicators/1/score", rows[i].score);
        assert_cell(f, "/indicators/1/reason", rows[i].reason);
    }
}

static void test_core_fit_tight__dates(void **state)
{
    struct mem *mem = *state;
    static const char *const dates[][3] = {
        {"2031年6月30日前2031年5月7日", "2031年6月30日前", "2031年5月7日"},
        {"6月底前5月20日", "6月底前", "5月20日"},
        {"2031-05-31前完成2031年4月1日", "2031-05-31前完成", "2031年4月1日"}};
    for (size_t i = 0; i < LENGTH_OF(dates); i++) {
        struct buf row = buf_new(mem, 1 << 10);
        buf_fmt(&row, "时效指标补播完成时间%s60.0060.00无", dates[i][0]);
        struct form *f = with_row(mem, HEADING, FIRST, str_cstr(mem, buf_str(&row)));
        assert_cell(f, "/indicators/1/target/text", dates[i][1]);
        assert_cell(f, "/indicators/1/actual/text", dates[i][2]);
    }
}

static void test_core_fit_tight__other_order(void **state)
{
    struct mem *mem = *state;
    struct form *f = with_row(
        mem, "一级指标 二级指标 三级指标 年度指标值 分值 实际完成值 得分 偏差原因分析\n",
        "产出指标数量指标补播面积≥30亩40.0031亩40.00无\n", "质量指标出苗率≥90%60.0091.5%60.00无");
    assert_cell(f, "/indicators/1/weight", "60.00");
    assert_cell(f, "/indicators/1/actual/value", "91.5");
}

static void test_core_fit_tight__left(void **state)
{
    struct mem *mem = *state;
    // A row that does not come apart is doubtful, with the classes around it.
    struct form *f =
        fit_make_form(mem, HEAD HEADING FIRST "质量指标出苗率≥90%九成60.0060.00无\n" TOTAL);
    assert_cell(f, "/indicators/0/level1", "产出指标|inferred why.class_place");
    bool marked = false;
    for (size_t k = 0; k < f->n_rows; k++)
        marked |=
            f->rows[k].level3.state == CELL_DOUBTFUL || f->rows[k].reason.state == CELL_DOUBTFUL;
    assert_true(marked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_tight__rows),
        UNIT(test_core_fit_tight__dates),
        UNIT(test_core_fit_tight__other_order),
        UNIT(test_core_fit_tight__left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
