// SPDX-License-Identifier: AGPL-3.0-or-later
// H27, H41.
#include "audit_make.h"
#include "form_make.h"

static void test_core_check_unit__differs(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 3|产出指标|时效指标|办理时限|≤10工作日|9天|10|10|_");
    assert_says(audit, "H27", 'E', 3, "天", "工作日");
    audit_run(audit, "row 3|产出指标|时效指标|办理时限|≤10工作日|9天?|10|10|_");
    assert_says(audit, "H27", 'W', 3, "天", "工作日");
    audit_run(audit, "row 3|产出指标|时效指标|办理时限|≤10工作日?|9天|10|10|_");
    assert_says(audit, "H27", 'W', 3, "天", "工作日");
    static const char *const others[] = {
        "row 3|产出指标|时效指标|办理时限|≤10天|216小时|10|10|_", // 9 days
        "row 2|产出指标|质量指标|验收合格率|≥90百分比|95%|10|10|_",
        "row 1|产出指标|数量指标|办理事项|≥0.1万件|1200(件)|20|20|_",
        "row 3|产出指标|时效指标|办理时限|≤10|9天|10|10|_",
    };
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        audit_run(audit, others[i]);
        assert_silent(audit, "H27");
    }
}

static void test_core_check_unit__unprinted(void **state)
{
    struct audit *audit = *state;
    const char *other = "row 8|产出指标|数量指标|受理来信|≥10件|12件|~|~|_\n";
    char text[1024];
    snprintf(text, sizeof(text), "%srow 1|产出指标|数量指标|办理事项|≥10件|12|20|20|_", other);
    audit_run(audit, text);
    assert_says(audit, "H27", 'I', 1, "12", "件");
    snprintf(text, sizeof(text), "%srow 1|产出指标|数量指标|办理事项|≥10件?|12|20|20|_", other);
    audit_run(audit, text);
    assert_true(audit_said(audit, "H27", 0)->is_doubtful);
    // Not for 0, a text, a unit column, nor where no other row prints that unit.
    static const char *const others[] = {
        "row 1|产出指标|数量指标|办理事项|≥10件|0|20|20|_",
        "row 1|产出指标|数量指标|办理事项|≥10件|已办|20|20|_",
        "row 1|产出指标|数量指标|办理事项|≥10件|12|20|20|_|~|件",
        ("row 1|产出指标|数量指标|办理事项|≥10件|12|20|20|_\n"
         "columns|level1 level2 level3 target actual weight score reason unit"),
        "row 1|产出指标|数量指标|办理事项|≥10宗卷|12|20|20|_",
    };
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        snprintf(text, sizeof(text), "%s%s", other, others[i]);
        audit_run(audit, text);
        assert_silent(audit, "H27");
    }
    // A unit printed in the actual counts beside a unit column.
    audit_run(audit, "columns|level1 level2 level3 target actual weight score reason unit\n"
                     "row 3|产出指标|时效指标|办理时限|≤10工作日|9天|10|10|_");
    assert_says(audit, "H27", 'E', 3, "天", "工作日");
}

static void lose_units(struct form *form)
{
    form->rows[0].target.unit.state = CELL_MISSING;
    form->rows[1].actual.unit.state = CELL_MISSING;
}

static void test_core_check_unit__open(void **state)
{
    struct audit *audit = *state;
    struct reading *reading = form_make(audit->mem, "a.txt", audit_clean, "");
    lose_units(&reading->forms[0]);
    audit_readings(audit, &reading, 1);
    assert_open(audit, "H27", 1, "the target could not be read");
    assert_open(audit, "H27", 2, "the actual could not be read");
}

static void test_core_check_unit__over_all(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 2|产出指标|质量指标|验收合格率|≥90%|102%|10|10|_");
    assert_says(audit, "H41", 'W', 2, "102", "≤ 100");
    // The actual's unit may be the target's.
    audit_run(audit, "row 2|产出指标|质量指标|验收合格率|≥90%|102|10|10|_");
    assert_says(audit, "H41", 'W', 2, "102", "≤ 100");
    audit_run(audit, "row 2|产出指标|质量指标|验收合格率?|≥90%|102%|10|10|_");
    assert_true(audit_said(audit, "H41", 0)->is_doubtful);
    audit_run(audit, "row 2|产出指标|质量指标|验收合格率|≥90%|102%?|10|10|_");
    assert_true(audit_said(audit, "H41", 0)->is_doubtful);
    static const char *const others[] = {
        "row 2|产出指标|质量指标|验收合格率|≥90%|100.00%|10|10|_",
        "row 2|产出指标|质量指标|收入增长率|≥90%|102%|10|10|_",
        "row 2|产出指标|质量指标|验收合格率|≥90件|102件|10|10|_",
        "row 2|产出指标|质量指标|验收合格率|≥90%|全部%|10|10|_",
    };
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        audit_run(audit, others[i]);
        assert_silent(audit, "H41");
    }
    audit_run(audit, "row 2|产出指标|质量指标|验收合格率|≥90%|95%|10|10|_");
    struct reading *reading = form_make(audit->mem, "a.txt", audit_clean, "");
    reading->forms[0].rows[1].actual.value.state = CELL_MISSING;
    audit_readings(audit, &reading, 1);
    assert_open(audit, "H41", 2, "the actual could not be read");
}

// 专业调解员人数 14 人: 13/14 = 92.857…, cut 92.8, half up 92.9.
static void test_core_check_unit__fraction(void **state)
{
    struct audit *audit = *state;
    static const struct {
        const char *share;
        bool is_said;
    } cases[] = {
        {"92.8", false}, {"92.9", false}, {"92.86", false}, {"92.85", false},
        {"92.87", true}, {"93.6", true},  {"100", false},   {"0", false},
        {"93", false},   {"94", true},    {"50", false},    {"1000000", false},
    };
    char text[512];
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        snprintf(text, sizeof(text),
                 "row 1|产出指标|数量指标|专业调解员数量|≥14人|14人|20|20|_\n"
                 "row 2|产出指标|质量指标|专业调解员上岗情况|≥0%%|%s%%|10|10|_",
                 cases[i].share);
        audit_run(audit, text);
        if (cases[i].is_said)
            assert_says(audit, "H41", 'W', 2, cases[i].share, "k/14");
        else
            assert_silent(audit, "H41");
    }
}

static void test_core_check_unit__fraction_rows(void **state)
{
    struct audit *audit = *state;
    const char *share = "row 2|产出指标|质量指标|专业调解员上岗情况|≥0%|93.6%|10|10|_\n";
    // Three letters in common; no people; a row without name; no whole number, or none at all.
    static const char *const others[] = {
        "row 1|产出指标|数量指标|专业调度人数|≥14人|14人|20|20|_",
        "row 1|产出指标|数量指标|专业调解员数量|≥14名额|14名额|20|20|_",
        "row 1|产出指标|数量指标|~|≥14人|14人|20|20|_",
        "row 1|产出指标|数量指标|专业调解员数量|≥14人|14.5人|20|20|_",
        "row 1|产出指标|数量指标|专业调解员数量|≥14|14|20|20|_",
        // 240000 people, not 24: 93.6 % = 224640/240000.
        "row 1|产出指标|数量指标|专业调解员数量|≥24万人|24万人|20|20|_",
        "row 1|产出指标|数量指标|专业调解员数量|≥24万人|24|20|20|_",
        "row 1|产出指标|数量指标|专业调解员数量|≥14人|0人|20|20|_",
        "row 1|产出指标|数量指标|专业调解员数量|≥14人|已到位人|20|20|_",
        "row 1|产出指标|数量指标|专业调解员数量|≥14人|2000000000000人|20|20|_",
        // Of several rows one that fits is enough: 93.6 % = 117/125.
        ("row 1|产出指标|数量指标|专业调解员数量|≥14人|14人|20|20|_\n"
         "row 5|效益指标|社会效益指标|专业调解员总数|≥80人|125人|15|15|_"),
        ("row 1|产出指标|数量指标|专业调解员数量|≥14人|125人|20|20|_\n"
         "row 5|效益指标|社会效益指标|专业调解员总数|≥80人|14人|15|15|_"),
    };
    char text[1024];
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        snprintf(text, sizeof(text), "%s%s", share, others[i]);
        audit_run(audit, text);
        assert_silent(audit, "H41");
    }
    snprintf(text, sizeof(text),
             "%srow 1|产出指标|数量指标|专业调解员数量|≥14人|0.0014万名|20|20|_", share);
    audit_run(audit, text);
    assert_says(audit, "H41", 'W', 2, "93.6", "k/14");
    // One finding, whatever rows do not fit.
    snprintf(text, sizeof(text),
             "%srow 1|产出指标|数量指标|专业调解员数量|≥14人|14人|20|20|_\n"
             "row 5|效益指标|社会效益指标|专业调解员总数|≥80人|15人|15|15|_",
             share);
    audit_run(audit, text);
    assert_says(audit, "H41", 'W', 2, "93.6", "k/14");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AUDIT(test_core_check_unit__differs),  AUDIT(test_core_check_unit__unprinted),
        AUDIT(test_core_check_unit__open),     AUDIT(test_core_check_unit__over_all),
        AUDIT(test_core_check_unit__fraction), AUDIT(test_core_check_unit__fraction_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
