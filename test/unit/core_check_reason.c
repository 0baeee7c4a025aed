// SPDX-License-Identifier: AGPL-3.0-or-later
// H17-H20.
#include "audit_make.h"

static void test_core_check_reason__none(void **state)
{
    struct audit *audit = *state;
    static const char *const empty[] = {"_", "—", "~", "无", "无。", "0", "-", "/", "否.", "。"};
    char text[512];
    for (size_t i = 0; i < LENGTH_OF(empty); i++) {
        snprintf(text, sizeof(text), "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16|%s",
                 empty[i]);
        audit_run(audit, text);
        assert_says(audit, "H17", 'E', 1, "16", "");
        assert_silent(audit, "H18");
        snprintf(text, sizeof(text), "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|%s",
                 empty[i]);
        audit_run(audit, text);
        assert_silent(audit, "H17");
        assert_silent(audit, "H19");
    }
    // A torn reason counts as filled.
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16|■■?");
    assert_silent(audit, "H17");
}

static void test_core_check_reason__unmet(void **state)
{
    struct audit *audit = *state;
    // Unmet though no points were lost; the reading of a bare number is a W.
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|20|_");
    assert_says(audit, "H17", 'E', 1, "20", "");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|10件|8件|20|20|_");
    assert_says(audit, "H17", 'W', 1, "20", "");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|10件|8件|20|16|_");
    assert_says(audit, "H17", 'E', 1, "16", "");
    // What it rests on: the score where points were lost, else the comparison.
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16?|_");
    assert_says(audit, "H17", 'W', 1, "16", "");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20?|16|_");
    assert_says(audit, "H17", 'W', 1, "16", "");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件?|20|20|_");
    assert_says(audit, "H17", 'W', 1, "20", "");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件?|20|16|_");
    assert_says(audit, "H17", 'E', 1, "16", "");
}

static void test_core_check_reason__none_open(void **state)
{
    struct audit *audit = *state;
    static const char *const rules[] = {"H17", "H18", "H19"};
    audit_run(audit, "columns|level1 level2 level3 target actual weight score\n"
                     "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16|~");
    for (size_t i = 0; i < LENGTH_OF(rules); i++) {
        assert_silent(audit, rules[i]);
        assert_open(audit, rules[i], 0, "the form has no reason");
    }
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16|?");
    for (size_t i = 0; i < LENGTH_OF(rules); i++) {
        assert_silent(audit, rules[i]);
        assert_open(audit, rules[i], 1, "the reason could not be read");
    }
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|?|_\n"
                     "row 2|产出指标|质量指标|验收合格率|≥90%|95%|?|10|_");
    assert_open(audit, "H17", 1, "the score could not be read");
    assert_open(audit, "H17", 2, "the weight could not be read");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|?|12件|20|20|_\n"
                     "row 2|产出指标|质量指标|验收合格率|≥90%|?|10|10|_");
    assert_open(audit, "H17", 1, "the target could not be read");
    assert_open(audit, "H17", 2, "the actual could not be read");
}

// Neither weight nor score: an unmet row is known by its numbers.
static void test_core_check_reason__unscored(void **state)
{
    struct audit *audit = *state;
    audit->profile = "plain-20-80";
    audit_run(audit, "columns|level1 level2 level3 target actual reason\n"
                     "row 1|产出指标|数量指标|办理事项|≥10件|8件|~|~|_");
    assert_says(audit, "H17", 'E', 1, "", "");
    audit->profile = "national-2020";
    audit_run(audit, "columns|level1 level2 level3 target actual reason\n"
                     "row 1|产出指标|数量指标|办理事项|≥10件|8件|~|~|_");
    assert_says(audit, "H17", 'E', 1, "", "");
    assert_open(audit, "H18", 0, "");
    audit_run(audit, "columns|level1 level2 level3 target actual reason\n"
                     "row 1|产出指标|数量指标|办理事项|≥10件|8件|~|~|由于少办");
    assert_open(audit, "H18", 0, "the form has no weight");
}

// A merged score may have a merged reason, on its first row.
static void test_core_check_reason__merged(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|30|28|由于少办，加强管理\n"
                     "row 2|产出指标|质量指标|验收合格率|≥90%|85%|~|~|~");
    assert_silent(audit, "H17");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|30|30|_\n"
                     "row 2|产出指标|质量指标|验收合格率|≥90%|85%|~|~|~");
    assert_says(audit, "H17", 'E', 2, "", "");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|30|30|_\n"
                     "row 2|产出指标|质量指标|验收合格率|≥90%|85%|~|~|由于漏检");
    assert_silent(audit, "H17");
}

static void test_core_check_reason__words(void **state)
{
    struct audit *audit = *state;
    static const struct {
        const char *reason;
        char severity; // of H18; 0: silent
    } cases[] = {
        {"由于人手不足，加强培训。", 0},
        {"偏差原因：人手少。改进措施：增派人手。", 0},
        {"质量有待提高。下一步将继续完善制度。", 0},
        {"由于人手不足。", 'W'},            // no measure
        {"今年办得少。", 'W'},              // neither
        {"加强培训。", 'I'},                // no cause
        {"1.加强培训；（2）优化流程", 'I'}, // numbers before clauses
        {"一是加强培训", 'I'},
        {"服务有待进一步加强", 'W'},   // a gap is a cause, no measure
        {"加强服务仍有提升空间", 'W'}, // nor is it where it begins with a verb
        {"市民感受度下降", 'W'},       // no single letter speaks
        {"并需进一步规范台账", 'I'},
        {"由于人手不足，，加强培训", 0},
    };
    char text[512];
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        snprintf(text, sizeof(text), "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16|%s",
                 cases[i].reason);
        audit_run(audit, text);
        if (cases[i].severity)
            assert_says(audit, "H18", cases[i].severity, 1, cases[i].reason, "");
        else
            assert_silent(audit, "H18");
    }
    // Full points: nothing is asked.
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|今年办得少。");
    assert_silent(audit, "H18");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16?|由于人手不足");
    assert_true(audit_said(audit, "H18", 0)->is_doubtful);
}

static void test_core_check_reason__words_torn(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16|由于■■?");
    assert_silent(audit, "H18");
    assert_open(audit, "H18", 1, "the reason is torn and its readable words do not suffice");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16|由于■■，加强■■?");
    assert_silent(audit, "H18");
    assert_open(audit, "H18", 1, "");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|?|由于少办");
    assert_open(audit, "H18", 1, "the score could not be read");
}

static void test_core_check_reason__idle(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|按计划完成");
    assert_says(audit, "H19", 'I', 1, "按计划完成", "");
    audit_run(audit, "row 6|效益指标|可持续影响指标|台账管理|逐项登记并按季更新|达成年度指标|15|15|"
                     "按计划完成");
    assert_says(audit, "H19", 'I', 6, "按计划完成", "");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件?|20|20|按计划完成");
    assert_true(audit_said(audit, "H19", 0)->is_doubtful);
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|20?|按计划完成");
    assert_true(audit_said(audit, "H19", 0)->is_doubtful);
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|■■?");
    assert_says(audit, "H19", 'I', 1, "■■", "");
    // Points lost, target missed, met or not unknown, far over the target.
    static const char *const others[] = {
        "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|19|由于少办，加强管理",
        "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|20|由于少办，加强管理",
        "row 6|效益指标|可持续影响指标|台账管理|逐项登记并按季更新|已登记|15|15|按计划完成",
        "row 1|产出指标|数量指标|办理事项|≥10件|13件|20|20|新增一批",
    };
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        audit_run(audit, others[i]);
        assert_silent(audit, "H19");
    }
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|?|按计划完成");
    assert_open(audit, "H19", 1, "the score could not be read");
}

static void test_core_check_reason__same(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16|由于少办，加强管理。\n"
                     "row 5|效益指标|社会效益指标|增加就业|≥80人|72人|15|13.5|由于少办, 加强管理");
    assert_says(audit, "H20", 'W', 1, "由于少办，加强管理。", "");
    const struct finding *f = audit_said(audit, "H20", 0);
    assert_int_equal(f->n_rows, 2);
    assert_int_equal(f->rows[1].row, 5);
    // Only rows that lost points; only equal texts.
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16|由于少办，加强管理。\n"
                     "row 5|效益指标|社会效益指标|增加就业|≥80人|85人|15|15|由于少办，加强管理。\n"
                     "row 7|满意度指标|服务对象满意度指标|群众满意度|≥90%|81%|10|9|由于慢，加强");
    assert_silent(audit, "H20");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16|由于少办?\n"
                     "row 5|效益指标|社会效益指标|增加就业|≥80人|72人|15|13.5|由于少办?\n"
                     "row 7|满意度指标|服务对象满意度指标|群众满意度|≥90%|81%|10|9|?");
    assert_silent(audit, "H20");
    assert_open(audit, "H20", 1, "the reason is torn and its readable words do not suffice");
    assert_open(audit, "H20", 7, "the reason could not be read");
    audit_run(audit,
              "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16?|由于少办，加强管理。\n"
              "row 5|效益指标|社会效益指标|增加就业|≥80人|72人|15|13.5|由于少办，加强管理。");
    assert_true(audit_said(audit, "H20", 0)->is_doubtful);
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16|_\n"
                     "row 5|效益指标|社会效益指标|增加就业|≥80人|72人|15|13.5|_");
    assert_silent(audit, "H20");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AUDIT(test_core_check_reason__none),       AUDIT(test_core_check_reason__unmet),
        AUDIT(test_core_check_reason__none_open),  AUDIT(test_core_check_reason__unscored),
        AUDIT(test_core_check_reason__merged),     AUDIT(test_core_check_reason__words),
        AUDIT(test_core_check_reason__words_torn), AUDIT(test_core_check_reason__idle),
        AUDIT(test_core_check_reason__same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
