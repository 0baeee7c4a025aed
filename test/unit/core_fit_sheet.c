// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_sheet as a whole: every allocation may fail, any text may come.
#include "base/buf.h"
#include "test/unit/fit_make.h"

#define FORM                                                                                                           \
    "项目支出绩效自评表\n(2031年度)\n项目名称\t牧草补播\n"                                          \
    "主管部门\t柳河县\t草原局\t实施单位\t草原站\n"                                                    \
    "项目资金(万元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"           \
    "\t年度资金总额\t30.00\t3I.50\t31.35\t10\t99.52\t9.95\n"                                                     \
    "\t其他资金\t30.00\t31.50\t31.35\t—\t99.52\t—\n"                                                           \
    "预期目标\t实际完成情况\n补播。\t补完。\n"                                                         \
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析\n" \
    "产出指标\t数量指标\t补播面积\t≥30亩\t21亩\t50\t35\t因雨。\n"                                   \
    "\t质量指标\t成活率\t≥85%\t86%\t40\t40\t\n总分\t\t\t\t\t100\t84.95\t\n备注\t无\n"

struct reading_of {
    const struct sheet *sheet;
    struct mem *mem;
    struct form *forms;
    size_t n;
};

static void read(void *context)
{
    struct reading_of *r = context;
    fit_sheet(r->mem, &r->forms, &r->n, fit_make_lexicon(), r->sheet, NULL, NULL);
}

static void test_core_fit_sheet__memory(void **state)
{
    const struct sheet *sheet = fit_make_sheet(*state, FORM FORM);
    struct mem *whole = mem_new(UNIT_CEILING), *mem = mem_new(UNIT_CEILING);
    struct reading_of r = {.sheet = sheet, .mem = whole};
    assert_int_equal(mem_guard(whole, read, &r), RC_OK);
    assert_int_equal(r.n, 2);
    struct str want = fit_make_cells(whole, &r.forms[1]);
    enum rc rc = RC_MEMORY;
    size_t failed = 0;
    for (size_t n = 1; rc != RC_OK; n += n < 200 ? 1 : 37) {
        mem_reset(mem);
        r = (struct reading_of){.sheet = sheet, .mem = mem};
        mem_fail_anywhere(n);
        rc = mem_guard(mem, read, &r);
        mem_fail_anywhere(0);
        assert_true(rc == RC_OK || rc == RC_MEMORY);
        failed += rc == RC_MEMORY;
    }
    assert_true(failed > 100);
    assert_int_equal(r.n, 2);
    assert_str(fit_make_cells(mem, &r.forms[1]), str_cstr(whole, want));
    mem_free(mem);
    mem_free(whole);
}

static void test_core_fit_sheet__small_arena(void **state)
{
    // At a real ceiling the guard of the caller is left.
    const struct sheet *sheet = fit_make_sheet(*state, FORM);
    struct mem *mem = mem_new(4096);
    struct reading_of r = {.sheet = sheet, .mem = mem};
    assert_int_equal(mem_guard(mem, read, &r), RC_MEMORY);
    mem_free(mem);
}

// More forms than one window of tokens holds, and one that is larger than a window: each is read as
// if it stood alone.
static void test_core_fit_sheet__windows(void **state)
{
    (void)state;
    enum { FORMS = 1500, ROWS = 12000 };
    struct mem *mem = mem_new((size_t)1 << 30);
    struct buf text = buf_new(mem, 64 << 20);
    struct str form = STR(FORM);
    size_t total = (size_t)str_find(form, STR("总分"));
    for (int i = 0; i < FORMS; i++) {
        buf_add(&text, str_slice(form, 0, total));
        for (int k = 0; k < ROWS && i == 1; k++)
            buf_add_c(&text, "\t\t补播次数\t≥1次\t2次\t1\t1\t\n");
        buf_add(&text, str_slice(form, total, form.len));
    }
    struct reading_of r = {.sheet = fit_make_sheet(mem, str_cstr(mem, buf_str(&text))), .mem = mem};
    assert_true(r.sheet->n_tokens > 100000);
    assert_int_equal(mem_guard(mem, read, &r), RC_OK);
    assert_int_equal(r.n, FORMS);
    assert_int_equal(r.forms[1].n_rows, r.forms[0].n_rows + ROWS);
    const char *want = str_cstr(mem, fit_make_cells(mem, &r.forms[0]));
    for (size_t k = 2; k < FORMS; k++)
        assert_str(fit_make_cells(mem, &r.forms[k]), want);
    mem_free(mem);
}

static void test_core_fit_sheet__no_form(void **state)
{
    static const char *const texts[] = {"",
                                        "\n\n",
                                        "柳河县草原局",
                                        "项目名称\t牧草补播\n",
                                        "三级指标\n",
                                        "一级指标\t三级指标\n",
                                        "一二三级指标年度指标值",
                                        ":\n：\n:\t:\n",
                                        "\"\n\"\n",
                                        "(((\n)))\n",
                                        "%\t.\t,\n"};
    for (size_t i = 0; i < LENGTH_OF(texts); i++) {
        size_t n;
        fit_make_forms(*state, texts[i], &n);
        assert_int_equal(n, 0);
    }
}

// A form cut off after any byte of its text, or with one line left out, or with a line twice, is
// read without harm; the forms behind it keep their cells.
static void test_core_fit_sheet__any_prefix(void **state)
{
    struct mem *mem = *state;
    struct str text = STR(FORM);
    for (size_t at = 0; at < text.len; at += str_step(str_slice(text, at, text.len))) {
        struct mem *own = mem_new(UNIT_CEILING);
        size_t n;
        fit_make_forms(own, str_cstr(own, str_slice(text, 0, at)), &n);
        assert_true(n <= 1);
        mem_free(own);
    }
    (void)mem;
}

static void test_core_fit_sheet__any_line(void **state)
{
    (void)state;
    const struct str text = STR(FORM);
    for (size_t from = 0, to; from < text.len; from = to) {
        ptrdiff_t end = str_find(str_slice(text, from, text.len), STR("\n"));
        to = from + (size_t)end + 1;
        struct str line = str_slice(text, from, to);
        for (int times = 0; times <= 2; times += 2) {
            struct mem *own = mem_new(UNIT_CEILING);
            struct buf out = buf_new(own, 1 << 20);
            buf_add(&out, str_slice(text, 0, from));
            for (int k = 0; k < times; k++)
                buf_add(&out, line);
            buf_add(&out, str_slice(text, to, text.len));
            buf_add(&out, text);
            size_t n;
            struct form *forms = fit_make_forms(own, str_cstr(own, buf_str(&out)), &n);
            // Without its heading the first form is no table; without its name it is one still.
            assert_true(n == 1 || n == 2);
            if (n == 2) {
                assert_str(fit_make_cell(own, &forms[1], "/total/score"), "84.95");
                assert_int_equal(forms[1].n_rows, 2);
            }
            mem_free(own);
        }
    }
}

static void test_core_fit_sheet__complete(void **state)
{
    // A form that another follows is whole, also without a total.
    size_t n;
    struct form *forms =
        fit_make_forms(*state,
                       "项目名称\t围栏\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\n"
                       "产出指标\t数量指标\t围栏长度\t≥2公里\t2公里\n" FORM,
                       &n);
    assert_int_equal(n, 2);
    assert_true(forms[0].is_complete);
    assert_true(forms[1].is_complete);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_sheet__memory),     UNIT(test_core_fit_sheet__small_arena),
        UNIT(test_core_fit_sheet__windows),    UNIT(test_core_fit_sheet__no_form),
        UNIT(test_core_fit_sheet__any_prefix), UNIT(test_core_fit_sheet__any_line),
        UNIT(test_core_fit_sheet__complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
