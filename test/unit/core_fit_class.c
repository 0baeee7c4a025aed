// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/buf.h"
#include "base/mem.h"
#include "test/unit/fit_make.h"
#include "test/unit/fit_text.h"

#define CLASS_HEADING "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
#define OUT           "产出指标"
#define USE           "效益指标"
#define GLAD1         "满意度指标"
#define NUMBER        "数量指标"
#define QUALITY       "质量指标"
#define SOCIAL        "社会效益指标"

// A row: its classes and its name. A `name` of NULL is a line of its own, as in `one`.
struct line {
    const char *one, *two, *name;
};

static struct form *form_of(struct mem *mem, const struct line *lines, size_t n)
{
    struct buf text = buf_new(mem, 1 << 20);
    buf_fmt(&text, "%s%s", HEAD, CLASS_HEADING);
    for (size_t i = 0; i < n; i++)
        if (lines[i].name)
            buf_fmt(&text, "%s\t%s\t%s\t≥30个\t31个\t1\t1\n", lines[i].one, lines[i].two,
                    lines[i].name);
        else
            buf_fmt(&text, "%s\n", lines[i].one);
    buf_fmt(&text, "总分\t\t\t\t\t%zu\t%zu\n", n, n);
    buf_char(&text, '\0');
    return fit_make_form(mem, buf_str(&text).ptr);
}

static void show(struct buf *out, const struct cell *cell)
{
    buf_add(out, cell->state == CELL_MISSING ? STR("!") : cell->text);
    if (cell->state == CELL_INFERRED)
        buf_char(out, '?');
}

// The classes of all rows: `一级/二级`, a blank between rows; `?` inferred, `!` missing.
static void assert_classes(struct mem *mem, const struct line *lines, size_t n, const char *want)
{
    struct form *f = form_of(mem, lines, n);
    struct buf out = buf_new(mem, 1 << 16);
    for (size_t i = 0; i < f->n_rows; i++) {
        if (i)
            buf_char(&out, ' ');
        show(&out, &f->rows[i].level1);
        buf_char(&out, '/');
        show(&out, &f->rows[i].level2);
    }
    assert_str(buf_str(&out), want);
}

#define CLASSES(want, ...)                                                                         \
    do {                                                                                           \
        static const struct line lines[] = {__VA_ARGS__};                                          \
        assert_classes(mem, lines, LENGTH_OF(lines), want);                                        \
    } while (0)

static void test_core_fit_class__on_top(void **state)
{
    struct mem *mem = *state;
    CLASSES(OUT "/" NUMBER " " OUT "/" NUMBER " " OUT "/" QUALITY " " USE "/" SOCIAL " " USE
                "/" SOCIAL,
            {OUT, NUMBER, "补播甲"}, {"", "", "补播乙"}, {"", QUALITY, "补播丙"},
            {USE, SOCIAL, "建网甲"}, {"", "", "建网乙"});
    // First levels alone.
    CLASSES(OUT "/ " OUT "/ " USE "/", {OUT, "", "补播甲"}, {"", "", "补播乙"},
            {USE, "", "建网甲"});
    // Second levels alone: the first is missing.
    CLASSES("!/" NUMBER " !/" NUMBER " !/" QUALITY, {"", NUMBER, "补播甲"}, {"", "", "补播乙"},
            {"", QUALITY, "补播丙"});
}

static void test_core_fit_class__middle(void **state)
{
    struct mem *mem = *state;
    // Odd runs; the rows at a border that could lie one row further are inferred.
    CLASSES(OUT "/" NUMBER " " OUT "/" NUMBER " " OUT "?/" NUMBER "? " USE "?/" SOCIAL "? " USE
                "/" SOCIAL " " USE "/" SOCIAL,
            {"", "", "补播甲"}, {OUT, NUMBER, "补播乙"}, {"", "", "补播丙"}, {"", "", "建网甲"},
            {USE, SOCIAL, "建网乙"}, {"", "", "建网丙"});
    // An even run: the print leans to the line above the middle.
    CLASSES(OUT "/" NUMBER " " OUT "/" NUMBER " " OUT "/" NUMBER " " OUT "?/" NUMBER "? " USE
                "?/" SOCIAL "? " USE "/" SOCIAL,
            {"", "", "补播甲"}, {OUT, NUMBER, "补播乙"}, {"", "", "补播丙"}, {"", "", "补播丁"},
            {"", "", "建网甲"}, {USE, SOCIAL, "建网乙"});
    // A first level between its second levels.
    CLASSES(OUT "/" NUMBER " " OUT "/" NUMBER "? " OUT "?/" QUALITY "? " USE "/" SOCIAL
                " 满意度指标/服务对象满意度指标",
            {"", NUMBER, "补播甲"}, {OUT, "", "补播乙"}, {"", QUALITY, "补播丙"},
            {USE, SOCIAL, "建网乙"}, {GLAD1, "服务对象满意度指标", "满意丙"});
}

static void test_core_fit_class__second_alone(void **state)
{
    struct mem *mem = *state;
    CLASSES("!/" NUMBER " !/" NUMBER "? !/" QUALITY "? !/" QUALITY, {"", "", "补播甲"},
            {"", NUMBER, "补播乙"}, {"", QUALITY, "补播丙"}, {"", "", "补播丁"});
}

static void test_core_fit_class__no_second(void **state)
{
    struct mem *mem = *state;
    // First levels in the middle without second ones: nothing says where they end.
    CLASSES("!/ !/ !/ !/", {"", "", "补播甲"}, {OUT, "", "补播乙"}, {"", "", "补播丙"},
            {USE, "", "建网甲"});
    CLASSES("!/ !/", {"", "", "补播甲"}, {"", "", "补播乙"});
}

static void test_core_fit_class__too_few_seconds(void **state)
{
    struct mem *mem = *state;
    // A second level cannot cross the border of a first: no row is sure.
    CLASSES("!/" NUMBER "? !/" NUMBER "? !/" NUMBER "? !/" NUMBER "?", {OUT, NUMBER, "补播甲"},
            {"", "", "补播乙"}, {USE, "", "建网甲"}, {"", "", "建网乙"});
    CLASSES("!/" NUMBER "? !/" NUMBER "? !/" NUMBER "? !/" NUMBER "?", {"", "", "补播甲"},
            {OUT, NUMBER, "补播乙"}, {USE, "", "建网甲"}, {GLAD1, "", "满意甲"});
}

static void test_core_fit_class__torn(void **state)
{
    struct mem *mem = *state;
    CLASSES(USE "/" SOCIAL " " USE "/" SOCIAL " " USE "/" SOCIAL, {"", "社会效益指", "建网甲"},
            {USE, "标", "建网乙"}, {"", "", "建网丙"});
    CLASSES(USE "/" SOCIAL " " USE "/" SOCIAL " " USE "/" SOCIAL, {"效益指", SOCIAL, "建网甲"},
            {"标", "", "建网乙"}, {"", "", "建网丙"});
    CLASSES(USE "/" SOCIAL " " USE "/" SOCIAL " " USE "/" SOCIAL, {"", SOCIAL, "建网甲"},
            {USE, "(一)", "建网乙"}, {"", "", "建网丙"});
    // What is no class is a speck; words that may be one make every row unsure.
    CLASSES(OUT "/" NUMBER " " OUT "/" NUMBER " " OUT "/" NUMBER, {"", "", "补播甲"},
            {OUT, NUMBER, "补播乙"}, {"", "x", "补播丙"});
    CLASSES(OUT "?/" NUMBER "? " OUT "?/" NUMBER "? " OUT "?/" NUMBER "?", {"", "", "补播甲"},
            {OUT, NUMBER, "补播乙"}, {"", "惠牧", "补播丙"});
    CLASSES(OUT "?/" NUMBER "? " OUT "?/" NUMBER "? " OUT "?/" NUMBER "? " OUT "?/" NUMBER "?",
            {"", "", "补播甲"}, {OUT, NUMBER, "补播乙"}, {"", "", "补播丙"},
            {"", "惠牧", "补播丁"});
}

static void test_core_fit_class__own_names(void **state)
{
    struct mem *mem = *state;
    // Names of no table, known by their ends, or where no name is known.
    CLASSES(OUT "/培训管理 " OUT "/培训管理 " OUT "/培训管理", {"", "", "补播甲"},
            {OUT, "培训管理", "补播乙"}, {"", "", "补播丙"});
    CLASSES("草原投入/草种管理 草原投入/草种管理 草原投入/草种管理", {"", "", "补播甲"},
            {"草原投入", "草种管理", "补播乙"}, {"", "", "补播丙"});
}

static void test_core_fit_class__pages(void **state)
{
    struct mem *mem = *state;
    // A run does not go on over a page where the print fits as well without.
    CLASSES(OUT "/" NUMBER " " OUT "/" NUMBER " " OUT "/" QUALITY "? " OUT "/" QUALITY " " OUT
                "/" QUALITY,
            {"", "", "补播甲"}, {OUT, NUMBER, "补播乙"}, {"\f", "", NULL}, {"", "", "补播丙"},
            {"", QUALITY, "补播丁"}, {"", "", "补播戊"});
}

static void test_core_fit_class__hints(void **state)
{
    struct mem *mem = *state;
    // Print alone cannot say to whom the third row belongs; its name is but a hint.
    CLASSES(OUT "/" NUMBER " " OUT "/" NUMBER " " OUT "/" NUMBER "? " OUT "/" QUALITY,
            {"", "", "补播面积"}, {OUT, NUMBER, "补播次数"}, {"", "", "草种合格率"},
            {"", QUALITY, "草种达标率"});
}

static void test_core_fit_class__a_name_a_row(void **state)
{
    struct mem *mem = *state;
    // As many names as rows, none on the first: what is solved does not grow with their product.
    enum { MANY = 60 };
    struct line lines[MANY + 1] = {{"", "", "补播首"}};
    for (int i = 0; i < MANY; i++)
        lines[i + 1] = (struct line){OUT, NUMBER, "补播甲"};
    struct form *f = form_of(mem, lines, LENGTH_OF(lines));
    assert_int_equal(f->n_rows, MANY + 1);
    assert_str(f->rows[0].level2.text, NUMBER);
    assert_true(mem_used(mem) < (64u << 20));
}

static void test_core_fit_class__strange_parent(void **state)
{
    struct mem *mem = *state;
    // Clean print keeps a parent that the table of classes does not give.
    CLASSES(OUT "/" SOCIAL " " OUT "/" SOCIAL " " USE "?/" NUMBER "? " USE "/" NUMBER " " USE
                "/" NUMBER,
            {"", "", "补播甲"}, {OUT, SOCIAL, "补播乙"}, {"", NUMBER, "补播丁"},
            {USE, "", "建网甲"}, {"", "", "建网乙"});
}

static void test_core_fit_class__many(void **state)
{
    struct mem *mem = *state;
    static const char *const seconds[] = {NUMBER, QUALITY, "时效指标", "成本指标"};
    struct line lines[72];
    for (size_t i = 0; i < LENGTH_OF(lines); i++)
        lines[i] = (struct line){i % 4 ? "" : OUT, seconds[i % 4], "补播片区"};
    struct form *f = form_of(mem, lines, LENGTH_OF(lines));
    assert_int_equal(f->n_rows, 72);
    assert_cell(f, "/indicators/0/level2", NUMBER);
    assert_cell(f, "/indicators/65/level2", QUALITY);
    assert_cell(f, "/indicators/71/level2", "成本指标");
    // In the middle of cells so many are not placed.
    lines[0] = (struct line){"", "", "补播片区"};
    f = form_of(mem, lines, LENGTH_OF(lines));
    assert_cell(f, "/indicators/1/level2", "|missing why.class_not_printed");
    assert_cell(f, "/indicators/70/level2", "|missing why.class_not_printed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_class__on_top),          UNIT(test_core_fit_class__middle),
        UNIT(test_core_fit_class__second_alone),    UNIT(test_core_fit_class__no_second),
        UNIT(test_core_fit_class__too_few_seconds), UNIT(test_core_fit_class__torn),
        UNIT(test_core_fit_class__own_names),       UNIT(test_core_fit_class__pages),
        UNIT(test_core_fit_class__hints),           UNIT(test_core_fit_class__a_name_a_row),
        UNIT(test_core_fit_class__strange_parent),  UNIT(test_core_fit_class__many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
