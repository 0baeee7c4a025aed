// SPDX-License-Identifier: AGPL-3.0-or-later
// H39: this year's targets against last year's actuals.
#include "audit_make.h"
#include "form_make.h"

static void run_last(struct audit *audit, const char *now, const char *last)
{
    audit->last = form_make(audit->mem, "last.txt", audit_clean, last);
    audit_run(audit, now);
}

static void test_core_check_last__worse(void **state)
{
    struct audit *audit = *state;
    static const struct {
        const char *now, *last;
        int row;
        const char *printed, *expected;
    } cases[] = {
        {"", "row 1|产出指标|数量指标|办理事项|≥8件|11件|20|20|_", 1, "10", "≥ 11件"},
        {"row 1|产出指标|数量指标|办理事项|=10件|10件|20|20|_",
         "row 1|产出指标|数量指标|办理事项|≥8件|11件|20|20|_", 1, "10", "≥ 11件"},
        {"row 3|产出指标|时效指标|办理时限|≤10天|9天|10|10|_",
         "row 3|产出指标|时效指标|办理时限|≤12天|216小时|10|10|_", 3, "10", "≤ 216小时"},
        {"row 3|产出指标|时效指标|办理时限|<10天|9天|10|10|_",
         "row 3|产出指标|时效指标|办理时限|≤12天|9|10|10|_", 3, "10", "≤ 9"},
    };
    // The other rows of the clean form: last year reached no more than this year's targets.
    const char *even = "row 1|产出指标|数量指标|办理事项|≥10件|10件|20|20|_\n"
                       "row 2|产出指标|质量指标|验收合格率|≥90%|90%|10|10|_\n"
                       "row 3|产出指标|时效指标|办理时限|≤10天|10天|10|10|_\n"
                       "row 4|产出指标|成本指标|总成本|≤99.00万元|99.00万元|10|10|_\n"
                       "row 5|效益指标|社会效益指标|增加就业|≥80人|80人|15|15|_\n"
                       "row 7|满意度指标|服务对象满意度指标|群众满意度|≥90%|90%|10|10|_\n";
    char text[2048];
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        snprintf(text, sizeof(text), "%s%s", even, cases[i].last);
        run_last(audit, cases[i].now, text);
        assert_says(audit, "H39", 'W', cases[i].row, cases[i].printed, cases[i].expected);
    }
    run_last(audit, "", even);
    assert_silent(audit, "H39");
}

// Only row 1 can be compared.
#define ALONE  "drop|row 2\ndrop|row 3\ndrop|row 4\ndrop|row 5\ndrop|row 6\ndrop|row 7\n"
#define BEFORE "row 1|产出指标|数量指标|办理事项|≥8件|11件|20|20|_"

static void test_core_check_last__silent(void **state)
{
    struct audit *audit = *state;
    run_last(audit, "", ALONE BEFORE);
    assert_says(audit, "H39", 'W', 1, "10", "≥ 11件");
    static const char *const others[] = {
        ALONE "row 1|产出指标|数量指标|受理事项|≥8件|11件|20|20|_",
        ALONE "row 1|效益指标|数量指标|办理事项|≥8件|11件|20|20|_",
        ALONE "row 1|产出指标|数量指标|办理事项|≥8件|11天|20|20|_",
        ALONE "row 1|产出指标|数量指标|办理事项|≥8件|已办|20|20|_",
        ALONE "row 1|产出指标|数量指标|~|≥8件|11件|20|20|_",
        ALONE "row 1|产出指标|数量指标|办理事项|≥8件|999999999999999999亿亿件|20|20|_",
    };
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        run_last(audit, "", others[i]);
        assert_silent(audit, "H39");
    }
    struct words_unit huge = {STR("件"), {1, 1}, true};
    for (int i = 0; i < 36; i++)
        huge.factor.num *= 10;
    map_put(&audit->words.units, STR("巨件"), &huge);
    run_last(audit, "", ALONE "row 1|产出指标|数量指标|办理事项|≥8件|999巨件|20|20|_");
    assert_silent(audit, "H39");
    run_last(audit, "row 1|产出指标|数量指标|办理事项|逐项办理完结归档|达成年度指标|20|20|_",
             ALONE BEFORE);
    assert_silent(audit, "H39");
    // Of equal names the first; of several forms the last.
    run_last(audit, "", ALONE BEFORE "\nrow 8|产出指标|数量指标|办理事项|≥8件|9件|20|20|_");
    assert_says(audit, "H39", 'W', 1, "10", "≥ 11件");
    run_last(audit, "",
             ALONE BEFORE "\nform\n" ALONE "row 1|产出指标|数量指标|办理事项|≥8件|9件|20|20|_");
    assert_silent(audit, "H39");
}

static void test_core_check_last__open(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "");
    assert_open(audit, "H39", 0, "no form of last year was given (--last)");
    static const char *const others[] = {"project|别的项目", "unit|别的单位", "unit|~",
                                         "project|~"};
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        run_last(audit, "", others[i]);
        assert_silent(audit, "H39");
        assert_open(audit, "H39", 0, "last year's file holds no form of this unit and project");
    }
    run_last(audit, "unit|?", "");
    assert_open(audit, "H39", 0, "the unit could not be read");
    run_last(audit, "project|~", "");
    assert_open(audit, "H39", 0, "the form has no project name");
    run_last(audit, "row 1|产出指标|数量指标|办理事项|?|12件|20|20|_", ALONE BEFORE);
    assert_open(audit, "H39", 1, "the target could not be read");
    run_last(audit, "", ALONE "row 1|产出指标|数量指标|办理事项|≥8件|?|20|20|_");
    assert_open(audit, "H39", 1, "last year's actual could not be read");
}

static void test_core_check_last__doubt(void **state)
{
    struct audit *audit = *state;
    run_last(audit, "row 1|产出指标|数量指标|办理事项|≥10件?|12件|20|20|_", ALONE BEFORE);
    assert_true(audit_said(audit, "H39", 0)->is_doubtful);
    run_last(audit, "", ALONE "row 1|产出指标|数量指标|办理事项|≥8件|11件?|20|20|_");
    assert_true(audit_said(audit, "H39", 0)->is_doubtful);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AUDIT(test_core_check_last__worse),
        AUDIT(test_core_check_last__silent),
        AUDIT(test_core_check_last__open),
        AUDIT(test_core_check_last__doubt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
