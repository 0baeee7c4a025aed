// SPDX-License-Identifier: AGPL-3.0-or-later
// H25, H26, H42, and the order of files, which means nothing.
#include "audit_make.h"
#include "form_make.h"

#define SURVEY "row 7|满意度指标|服务对象满意度指标|"

// Two files, a.txt and b.txt, with these changes.
static void run_two(struct audit *audit, const char *a, const char *b)
{
    struct reading *readings[] = {form_make(audit->mem, "a.txt", audit_clean, a),
                                  form_make(audit->mem, "b.txt", audit_clean, b)};
    audit_readings(audit, readings, 2);
}

static void test_core_check_sister__scores(void **state)
{
    struct audit *audit = *state;
    const char *lower = SURVEY "企业满意度|≥90%|92%|10|9|_";
    run_two(audit, "", lower);
    assert_says(audit, "H25", 'W', 7, "10", "");
    const struct finding *f = audit_said(audit, "H25", 0);
    assert_str(f->file, "a.txt");
    assert_int_equal(f->n_rows, 2);
    assert_str(f->rows[1].file, "b.txt");
    assert_int_equal(f->rows[1].row, 7);
    // The order of the arguments means nothing.
    struct reading *readings[] = {form_make(audit->mem, "b.txt", audit_clean, lower),
                                  form_make(audit->mem, "a.txt", audit_clean, "")};
    audit_readings(audit, readings, 2);
    f = audit_said(audit, "H25", 0);
    assert_str(f->file, "a.txt");
    assert_int_equal(f->reading, 1);
    assert_str(f->rows[1].file, "b.txt");
    assert_str(audit->said.at[0].file, "a.txt");
}

static void test_core_check_sister__scores_silent(void **state)
{
    struct audit *audit = *state;
    static const char *const others[] = {
        SURVEY "企业满意度|>90%|92%|10|9|_",
        SURVEY "企业满意度|90%|92%|10|9|_",
        SURVEY "企业满意度|≥91%|92%|10|9|_",
        SURVEY "企业满意度|≥90%|93%|10|9|_",
        SURVEY "企业满意度|≥90%|92%|9|9|_",
        SURVEY "企业满意度|≥90件|92件|10|9|_",
        SURVEY "企业满意度|≥90%|92%|10|10|_",
        SURVEY "企业满意度|≥90%|92%|10|?|_",
        SURVEY "企业满意度|≥90%|92天|10|9|_",
        SURVEY "企业满意度|≥90%|92%|10|9|_\nyear|2022",
        SURVEY "企业满意度|≥90%|92%|10|9|_\nunit|丁所",
    };
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        run_two(audit, "", others[i]);
        assert_silent(audit, "H25");
    }
    // Rows of one form are no sisters.
    audit_run(audit, SURVEY "企业满意度|≥90%|92%|10|9|_\n"
                            "row 8|满意度指标|服务对象满意度指标|居民满意度|≥90%|92%|10|10|_");
    assert_silent(audit, "H25");
    run_two(audit, "unit|~", SURVEY "企业满意度|≥90%|92%|10|9|_");
    assert_silent(audit, "H25");
    assert_open(audit, "H25", 0, "the form has no unit");
    assert_open(audit, "H26", 0, "the form has no unit");
    run_two(audit, "year|?", SURVEY "企业满意度|≥90%|92%|10|9|_");
    assert_open(audit, "H25", 0, "the year could not be read");
    assert_open(audit, "H26", 0, "the year could not be read");
}

// Bare numbers: none equals none. Units of one base: 0.5 天 is 12 小时.
static void test_core_check_sister__scores_equal(void **state)
{
    struct audit *audit = *state;
    run_two(audit, SURVEY "企业满意度|90%|92%|10|10|_", SURVEY "居民满意度|90.0%|92.0%|10|9|_");
    assert_says(audit, "H25", 'W', 7, "10", "");
    run_two(audit, "row 3|产出指标|时效指标|办理时限|≤0.5天|0.5天|10|10|_",
            "row 3|产出指标|时效指标|受理时限|≤12小时|12小时|10|9|_");
    assert_says(audit, "H25", 'W', 3, "10", "");
    // Doubt of any of them is doubt of all.
    run_two(audit, SURVEY "企业满意度|≥90%|92%|10|10|_", SURVEY "居民满意度|≥90%|92%?|10|9|_");
    assert_true(audit_said(audit, "H25", 0)->is_doubtful);
    run_two(audit, SURVEY "企业满意度|≥90%|92%|10|10|_", SURVEY "居民满意度|≥90%|92%|10|9?|_");
    assert_true(audit_said(audit, "H25", 0)->is_doubtful);
    // Only what an exact number can hold.
    struct words_unit huge = {STR("件"), {1, 1}, true};
    for (int i = 0; i < 36; i++)
        huge.factor.num *= 10;
    map_put(&audit->words.units, STR("巨件"), &huge);
    run_two(audit, "row 1|产出指标|数量指标|办理事项|≥999巨件|1巨件|20|20|_",
            "row 1|产出指标|数量指标|受理事项|≥999巨件|1巨件|20|19|_");
    assert_silent(audit, "H25");
    run_two(audit, "row 1|产出指标|数量指标|办理事项|≥1巨件|999巨件|20|20|_",
            "row 1|产出指标|数量指标|受理事项|≥1巨件|999巨件|20|19|_");
    assert_silent(audit, "H25");
}

// A torn unit name is that of a near one in the same file only.
static void test_core_check_sister__torn_unit(void **state)
{
    struct audit *audit = *state;
    const char *first = "unit|丙市政务服务中心";
    audit_run(audit, "unit|丙市政务服务中心\nform\nunit|丙市政务服务中?\n" SURVEY
                     "企业满意度|≥90%|92%|10|9|_");
    assert_says(audit, "H25", 'W', 7, "10", "");
    assert_true(audit_said(audit, "H25", 0)->is_doubtful);
    audit_run(audit, "unit|丙市政务服务中心\nform\nunit|丙市政务服务中!\n" SURVEY
                     "企业满意度|≥90%|92%|10|9|_");
    assert_says(audit, "H25", 'W', 7, "10", "");
    run_two(audit, first, "unit|丙市政务服务中?\n" SURVEY "企业满意度|≥90%|92%|10|9|_");
    assert_silent(audit, "H25");
    audit_run(audit, "unit|丙市政务服务中心\nform\nunit|戊县粮食所?\n" SURVEY
                     "企业满意度|≥90%|92%|10|9|_");
    assert_silent(audit, "H25");
    audit_run(audit, "unit|丙市政务服务中心\nform\nunit|丙市政务服务中?\nyear|2022\n" SURVEY
                     "企业满意度|≥90%|92%|10|9|_");
    assert_silent(audit, "H25");
    audit_run(audit, "unit|~\nform\nunit|丙市政务服务中?\n" SURVEY "企业满意度|≥90%|92%|10|9|_");
    assert_silent(audit, "H25");
}

static void test_core_check_sister__shares(void **state)
{
    struct audit *audit = *state;
    run_two(audit, SURVEY "企业满意度|≥90%|92.35%|10|10|_",
            "row 2|产出指标|质量指标|验收合格率|≥92%|92.350|10|10|_");
    assert_says(audit, "H26", 'W', 7, "92.35", "");
    assert_int_equal(audit_said(audit, "H26", 0)->n_rows, 2);
    // Weights and scores do not matter.
    run_two(audit, SURVEY "企业满意度|≥90%|92.35%|~|~|_", SURVEY "居民满意度|≥90%|92.35%|~|~|_");
    assert_says(audit, "H26", 'W', 7, "92.35", "");
    // In one form too.
    audit_run(audit, SURVEY "企业满意度|≥90%|92.35%|10|10|_\n"
                            "row 2|产出指标|质量指标|验收合格率|≥92%|92.35%|10|10|_");
    assert_says(audit, "H26", 'W', 2, "92.35", "");
    // One name; whole numbers; no percentage; other years.
    static const char *const pairs[][2] = {
        {SURVEY "企业满意度|≥90%|92.35%|10|10|_", SURVEY "企业满意度|≥80%|92.35%|10|10|_"},
        {SURVEY "企业满意度|≥90%|92.00%|10|10|_", SURVEY "居民满意度|≥80%|92.00%|10|10|_"},
        {SURVEY "企业满意度|≥90分|92.35分|10|10|_", SURVEY "居民满意度|≥80分|92.35分|10|10|_"},
        {SURVEY "企业满意度|≥90%|92.35%|10|10|_", SURVEY "居民满意度|≥80%|92.36%|10|10|_"},
        {SURVEY "企业满意度|≥90%|92.35%|10|10|_\nyear|2022",
         SURVEY "居民满意度|≥80%|92.35%|10|10|_"},
    };
    for (size_t i = 0; i < LENGTH_OF(pairs); i++) {
        run_two(audit, pairs[i][0], pairs[i][1]);
        assert_silent(audit, "H26");
    }
}

static void test_core_check_sister__names(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 2|产出指标|质量指标|办理事项|≥90%|95%|10|10|_");
    assert_says(audit, "H42", 'W', 1, "办理事项", "");
    audit_run(audit, "row 8|产出指标|数量指标|“办理”事项|≥90件|95件|~|~|_");
    assert_says(audit, "H42", 'E', 1, "办理事项", "");
    assert_int_equal(audit_said(audit, "H42", 0)->rows[1].row, 8);
    audit_run(audit, "row 8|产出指标|数量指标|办理事项?|≥90件|95件|~|~|_");
    assert_says(audit, "H42", 'W', 1, "办理事项", "");
    assert_true(audit_said(audit, "H42", 0)->is_doubtful);
    audit_run(audit, "row 8|产出指标|?|办理事项|≥90件|95件|~|~|_");
    assert_says(audit, "H42", 'W', 1, "办理事项", "");
    audit_run(audit, "row 8|产出指标|数量指标|?|≥90件|95件|~|~|_");
    assert_silent(audit, "H42");
    assert_open(audit, "H42", 8, "the name of the row could not be read");
    // Not across forms.
    audit_run(audit, "\nform\n");
    assert_silent(audit, "H42");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AUDIT(test_core_check_sister__scores),       AUDIT(test_core_check_sister__scores_silent),
        AUDIT(test_core_check_sister__scores_equal), AUDIT(test_core_check_sister__torn_unit),
        AUDIT(test_core_check_sister__shares),       AUDIT(test_core_check_sister__names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
