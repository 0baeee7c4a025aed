// SPDX-License-Identifier: AGPL-3.0-or-later
// H35, H36, H44, H45.
#include "audit_make.h"
#include "form_make.h"

static void test_core_check_form__template(void **state)
{
    struct audit *audit = *state;
    static const struct {
        const char *change, *printed;
    } cases[] = {
        {"remain 1|指标2:\nremain 2|……", "指标2:"},
        {"row 1|产出指标|数量指标|指标2：|≥10件|12件|20|20|_", "指标2："},
        {"row 1|产出指标|数量指标|XX培训|≥10件|12件|20|20|_", "XX培训"},
        {"row 6|效益指标|可持续影响指标|台账管理|……|达成年度指标|15|15|_", "……"},
        {"row 6|效益指标|可持续影响指标|台账管理|逐项登记并按季更新|**|15|15|_", "**"},
        {"row 1|产出指标|数量指标|办理事项|≥10件|12件|20|19|(100字以内)", "(100字以内)"},
        {"goals|(100字以内)|十二件实事全部办好", "(100字以内)"},
        {"goals|办好十件实事|XX", "XX"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        audit_run(audit, cases[i].change);
        assert_says(audit, "H35", 'W', 0, cases[i].printed, "");
    }
    static const char *const others[] = {
        "row 1|产出指标|数量指标|指标|≥10件|12件|20|20|_",
        "row 1|产出指标|数量指标|指标2完成数|≥10件|12件|20|20|_",
        "row 1|产出指标|数量指标|指标监测|≥10件|12件|20|20|_",
        "goals|~|~",
    };
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        audit_run(audit, others[i]);
        assert_silent(audit, "H35");
    }
    // Once a form.
    audit_run(audit, "remain 1|……\nrow 1|产出指标|数量指标|XX培训|≥10件|12件|20|20|_");
    assert_int_equal(audit_count(audit, "H35"), 1);
}

static void test_core_check_form__goals(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "goals|办好十件 实事。|办好十件实事");
    assert_says(audit, "H36", 'W', 0, "办好十件实事", "");
    audit_run(audit, "goals|办好十件实事|办好十件实事?");
    assert_true(audit_said(audit, "H36", 0)->is_doubtful);
    audit_run(audit, "goals|?|办好十件实事");
    assert_open(audit, "H36", 0, "the planned goal could not be read");
    audit_run(audit, "goals|办好十件实事|~");
    assert_open(audit, "H36", 0, "the form has no what was reached");
}

static void test_core_check_form__row_years(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 3|产出指标|时效指标|办理时限|2022年12月底前|2023年6月|10|10|_");
    assert_says(audit, "H44", 'W', 3, "2022", "2023");
    assert_str(audit_said(audit, "H44", 0)->path, "/indicators/2/target/text");
    audit_run(audit, "row 1|产出指标|数量指标|2022年办理事项|≥10件|12件|20|20|_");
    assert_says(audit, "H44", 'W', 1, "2022", "2023");
    assert_str(audit_said(audit, "H44", 0)->path, "/indicators/0/level3");
    audit_run(audit, "row 3|产出指标|时效指标|办理时限|2022年12月底前?|2023年6月|10|10|_");
    assert_true(audit_said(audit, "H44", 0)->is_doubtful);
    audit_run(audit, "year|2023?\n"
                     "row 3|产出指标|时效指标|办理时限|2022年12月底前|2023年6月|10|10|_");
    assert_true(audit_said(audit, "H44", 0)->is_doubtful);
    static const char *const dates[] = {"2022-11-30前",        "2022/1/5", "2022.11.30",
                                        "2022-11前完成",       "2022-9月", "2022.12底",
                                        "于当年起至2022-06-01"};
    for (size_t i = 0; i < LENGTH_OF(dates); i++) {
        char text[256];
        snprintf(text, sizeof(text), "row 3|产出指标|时效指标|办理时限|最迟%s|当年6月|10|10|_",
                 dates[i]);
        audit_run(audit, text);
        assert_says(audit, "H44", 'W', 3, "2022", "2023");
    }
    static const char *const others[] = {
        "row 3|产出指标|时效指标|办理时限|最迟2023-11-30前|2022年12月|10|10|_",
        "row 3|产出指标|时效指标|办理时限|按2022-13-01号文|当年|10|10|_",
        "row 3|产出指标|时效指标|办理时限|按2022-0-01号文|当年|10|10|_",
        "row 3|产出指标|时效指标|办理时限|按2022-110-30号文|当年|10|10|_",
        "row 3|产出指标|时效指标|办理时限|按2022-11-32号文|当年|10|10|_",
        "row 3|产出指标|时效指标|办理时限|按2022-11.30号文|当年|10|10|_",
        "row 3|产出指标|时效指标|办理时限|按2022-号文|当年|10|10|_",
        "row 3|产出指标|时效指标|办理时限|按文号2022-11|当年|10|10|_",
        "row 3|产出指标|时效指标|办理时限|按文号2022|当年|10|10|_",
        "row 3|产出指标|时效指标|办理时限|2023年12月底前|2022年12月|10|10|_",
        "row 3|产出指标|时效指标|办理时限|2022年12月至2023年6月|2023年6月|10|10|_",
        "row 1|产出指标|数量指标|2022-2023年办理事项|≥10件|12件|20|20|_",
        "row 1|产出指标|数量指标|比2022年增办|≥10件|12件|20|20|_",
        "row 1|产出指标|数量指标|2022型设备|≥10件|12件|20|20|_",
        "row 1|产出指标|数量指标|12022年号|≥10件|12件|20|20|_",
        "row 1|产出指标|数量指标|1998年建档|≥10件|12件|20|20|_",
        "row 1|产出指标|数量指标|2022-2099号|≥10件|12件|20|20|_",
    };
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        audit_run(audit, others[i]);
        assert_silent(audit, "H44");
    }
}

static void run_file(struct audit *audit, const char *file, const char *changes)
{
    struct reading *reading = form_make(audit->mem, file, audit_clean, changes);
    audit_readings(audit, &reading, 1);
}

static void test_core_check_form__years(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "title|2022年度项目支出绩效自评表");
    assert_says(audit, "H44", 'W', 0, "2022", "2023");
    assert_str(audit_said(audit, "H44", 0)->path, "/title");
    audit_run(audit, "title|2022年度项目支出绩效自评表?");
    assert_true(audit_said(audit, "H44", 0)->is_doubtful);
    run_file(audit, "2022/self-2022.txt", "");
    assert_says(audit, "H44", 'W', 0, "2022", "2023");
    assert_str(audit_said(audit, "H44", 0)->path, "/year");
    run_file(audit, "2022/self.txt", "");
    assert_silent(audit, "H44");
    run_file(audit, "self-2023.txt", "title|2022-2023年度自评表");
    assert_silent(audit, "H44");
    // The first eight years of a text count.
    audit_run(audit, "title|2001 2002 2003 2004 2005 2006 2007 2008 2023");
    assert_says(audit, "H44", 'W', 0, "2001", "2023");
    // A form without year takes that of its title, else that of the file's name.
    run_file(audit, "self-2021.txt", "title|2022年度自评表\nyear|~");
    assert_says(audit, "H44", 'W', 0, "2021", "2022");
    run_file(audit, "self-2022.txt",
             "year|~\nrow 3|产出指标|时效指标|办理时限|2023年底前|2023年6月|10|10|_");
    assert_says(audit, "H44", 'W', 3, "2023", "2022");
    audit_run(audit, "year|~");
    assert_open(audit, "H44", 0, "the form has no year");
    audit_run(audit, "year|?");
    assert_open(audit, "H44", 0, "the year could not be read");
}

static void test_core_check_form__evidence(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "");
    assert_silent(audit, "H45");
    assert_open(audit, "H45", 0, "waits for evidence");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AUDIT(test_core_check_form__template),  AUDIT(test_core_check_form__goals),
        AUDIT(test_core_check_form__row_years), AUDIT(test_core_check_form__years),
        AUDIT(test_core_check_form__evidence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
