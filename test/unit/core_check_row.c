// SPDX-License-Identifier: AGPL-3.0-or-later
// H08, H10-H14, H30, H34, H43. Expected figures are worked out in the comments.
#include "audit_make.h"
#include "form_make.h"

static void test_core_check_row__bounds(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|21|_");
    assert_says(audit, "H08", 'E', 1, "21", "≤ 20");
    assert_str(audit_said(audit, "H08", 0)->path, "/indicators/0/score");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|-1|_");
    assert_says(audit, "H08", 'E', 1, "-1", "≥ 0");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20?|21|_");
    assert_says(audit, "H08", 'W', 1, "21", "≤ 20");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|?|21|_");
    assert_open(audit, "H08", 1, "the weight could not be read");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|?|_");
    assert_open(audit, "H08", 1, "the score could not be read");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|—|—|_");
    assert_open(audit, "H08", 1, ""); // a dash is neither lost nor a missing column
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|好|_");
    assert_silent(audit, "H08");
}

static void test_core_check_row__met(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|18.00|因为少办");
    assert_says(audit, "H10", 'E', 1, "18.00", "20.00");
    assert_silent(audit, "H11");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|18.00|目标值设置不合理");
    assert_silent(audit, "H10");
    // A torn reason counts as filled, and does not lower the severity.
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|18.00|■■?");
    assert_says(audit, "H10", 'E', 1, "18.00", "20.00");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|18.00|?");
    assert_silent(audit, "H10");
    assert_open(audit, "H10", 1, "the reason could not be read");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件?|20|18.00|_");
    assert_says(audit, "H10", 'W', 1, "18.00", "20.00");
    // No operator: equal is met for certain, more is met if it is a floor.
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|10件|10件|20|18.00|_");
    assert_says(audit, "H10", 'E', 1, "18.00", "20.00");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|10件|12件|20|18.00|_");
    assert_says(audit, "H10", 'W', 1, "18.00", "20.00");
    assert_true(str_has(audit_said(audit, "H10", 0)->message.en, STR("no operator")));
}

// Without a column the form's common reason counts.
static void test_core_check_row__met_common(void **state)
{
    struct audit *audit = *state;
    const char *row = "columns|level1 level2 level3 target actual weight score\n"
                      "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|18.00|~\n";
    char text[1024];
    audit_run(audit, row);
    assert_says(audit, "H10", 'E', 1, "18.00", "20.00");
    static const char *const reasons[] = {"explanation|目标值偏低", "note 1|未完成原因|目标值偏低"};
    for (size_t i = 0; i < LENGTH_OF(reasons); i++) {
        snprintf(text, sizeof(text), "%s%s", row, reasons[i]);
        audit_run(audit, text);
        assert_silent(audit, "H10");
    }
    static const char *const others[] = {"note 1|结果应用|目标值偏低", "task 1|原因|目标值偏低"};
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        snprintf(text, sizeof(text), "%s%s", row, others[i]);
        audit_run(audit, text);
        assert_says(audit, "H10", 'E', 1, "18.00", "20.00");
    }
}

static void test_core_check_row__numeric_open(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|?|12件|20|18|_");
    assert_open(audit, "H10", 1, "the target could not be read");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|?|20|18|_");
    assert_open(audit, "H11", 1, "the actual could not be read");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|_|20|18|_");
    assert_open(audit, "H11", 1, "the actual is blank");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12天|20|18|_");
    static const char *const rules[] = {"H10", "H11", "H12", "H13"};
    for (size_t i = 0; i < LENGTH_OF(rules); i++) {
        assert_silent(audit, rules[i]);
        assert_open(audit, rules[i], 1, "the units of target and actual cannot be converted");
    }
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|~|12件|20|18|_\n"
                     "columns|level1 level2 level3 actual weight score reason");
    assert_open(audit, "H10", 0, "the form has no target");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|已完成|20|18|因为少办");
    assert_silent(audit, "H10");
    assert_open(audit, "H10", 1, "");
}

// 8/10 x 20 = 16.00
static void test_core_check_row__unmet(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16.00|由于少办，加强");
    assert_silent(audit, "H11");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|17.20|_");
    assert_says(audit, "H11", 'E', 1, "17.20", "16.00");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件?|20|17.20|_");
    assert_says(audit, "H11", 'W', 1, "17.20", "16.00");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|10件|8件|20|17.20|_");
    assert_says(audit, "H11", 'W', 1, "17.20", "16.00");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|?|_");
    assert_open(audit, "H11", 1, "the score could not be read");
}

// 7/9 x 20 = 15.5555…: 15.56; 15.6 and 16 are coarser.
static void test_core_check_row__coarser(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥9件|7件|20|15.60|_");
    assert_says(audit, "H11", 'E', 1, "15.60", "15.56");
    assert_true(str_has(audit_said(audit, "H11", 0)->message.en,
                        STR("which is rounded half up to 1 decimals")));
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥9件|7件|20|15.00|_");
    assert_true(
        str_has(audit_said(audit, "H11", 0)->message.en, STR("which is cut to whole points")));
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|9件|7件|20|15.00|_");
    assert_says(audit, "H11", 'W', 1, "15.00", "15.56");
    assert_true(
        str_has(audit_said(audit, "H11", 0)->message.en, STR("which is cut to whole points")));
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|9件|7件|20|15.60|_");
    assert_true(str_has(audit_said(audit, "H11", 0)->message.en, STR("to 1 decimals")));
}

// Whether a torn operator is ≥ or > matters only where both are equal.
static void test_core_check_row__torn_operator(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥(?)10件|8件|20|17.20|_");
    assert_says(audit, "H11", 'E', 1, "17.20", "16.00");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥(?)10件|10件|20|17.20|_");
    assert_says(audit, "H10", 'W', 1, "17.20", "20.00");
    // A torn unit is doubt enough.
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件?|8件|20|17.20|_");
    assert_says(audit, "H11", 'W', 1, "17.20", "16.00");
}

// (13 - 10)/10 = 30 %
static void test_core_check_row__over(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|13件|20|20|_");
    assert_says(audit, "H12", 'W', 1, "13", "");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥100件|129件|20|20|_");
    assert_silent(audit, "H12");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|13件|20|20|新增一批事项");
    assert_silent(audit, "H12");
    assert_silent(audit, "H19"); // it explains the overshoot
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|13件|20|19|_");
    assert_silent(audit, "H12");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|13件|20|20|?");
    assert_silent(audit, "H12");
    assert_open(audit, "H12", 1, "the reason could not be read");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|13件|20|?|_");
    assert_open(audit, "H12", 1, "the score could not be read");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|13件?|20|20|_");
    assert_true(audit_said(audit, "H12", 0)->is_doubtful);
    // No reason column counts as none, unless the form has a common reason.
    audit_run(audit, "columns|level1 level2 level3 target actual weight score\n"
                     "row 1|产出指标|数量指标|办理事项|≥10件|13件|20|20|~");
    assert_says(audit, "H12", 'W', 1, "13", "");
    audit_run(audit, "columns|level1 level2 level3 target actual weight score\n"
                     "row 1|产出指标|数量指标|办理事项|≥10件|13件|20|20|~\n"
                     "explanation|下半年事项增多");
    assert_silent(audit, "H12");
    // A row without reason cell counts as none.
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|13件|20|20|~");
    assert_says(audit, "H12", 'W', 1, "13", "");
}

// (10 - 7)/10 = 30 %
static void test_core_check_row__slack(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 3|产出指标|时效指标|办理时限|≤10天|7天|10|10|_");
    assert_says(audit, "H13", 'I', 3, "7", "");
    audit_run(audit, "row 3|产出指标|时效指标|办理时限|≤100天|71天|10|10|_");
    assert_silent(audit, "H13");
    audit_run(audit, "row 4|产出指标|成本指标|人均成本|≤100元/人|70元/人|10|10|_");
    assert_says(audit, "H13", 'W', 4, "70", "");
    audit_run(audit, "row 3|产出指标|时效指标|办理时限|≤10天|7天?|10|10|_");
    assert_true(audit_said(audit, "H13", 0)->is_doubtful);
    audit_run(audit, "row 3|产出指标|时效指标|办理时限|≤10天|?|10|10|_");
    assert_open(audit, "H13", 3, "the actual could not be read");
}

// 部分达成: 60 % <= share < 80 % of 15 is 9.00 to 12.00.
static void test_core_check_row__band(void **state)
{
    struct audit *audit = *state;
    const char *row = "row 6|效益指标|可持续影响指标|台账管理|逐项登记并按季更新|部分达成指标|15|";
    char text[512];
    snprintf(text, sizeof(text), "%s13.50|由于漏登，加强管理", row);
    audit_run(audit, text);
    assert_says(audit, "H14", 'E', 6, "13.50", "12.00");
    snprintf(text, sizeof(text), "%s8.00|由于漏登，加强管理", row);
    audit_run(audit, text);
    assert_says(audit, "H14", 'E', 6, "8.00", "9.00");
    snprintf(text, sizeof(text), "%s10.00|由于漏登，加强管理", row);
    audit_run(audit, text);
    assert_silent(audit, "H14");
    snprintf(text, sizeof(text), "%s13.50?|_", row);
    audit_run(audit, text);
    assert_says(audit, "H14", 'W', 6, "13.50", "12.00");
    snprintf(text, sizeof(text), "%s?|_", row);
    audit_run(audit, text);
    assert_open(audit, "H14", 6, "the score could not be read");
    audit_run(audit, "row 6|效益指标|可持续影响指标|台账管理|?|部分达成指标|15|13|_");
    assert_open(audit, "H14", 6, "the target could not be read");
    audit_run(audit, "row 6|效益指标|可持续影响指标|台账管理|逐项登记并按季更新|?|15|13|_");
    assert_open(audit, "H14", 6, "the actual could not be read");
}

static void test_core_check_row__weight(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20.5|20.5|_");
    assert_says(audit, "H30", 'W', 1, "20.5", "≤ 20");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20.5?|20.5|_");
    assert_true(audit_said(audit, "H30", 0)->is_doubtful);
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|?|20|_");
    assert_open(audit, "H30", 1, "the weight could not be read");
    // 30 points over two rows are not one row's; a follower has no weight of its own.
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|30|30|_\n"
                     "row 2|产出指标|质量指标|验收合格率|≥90%|95%|~|~|_");
    assert_silent(audit, "H30");
    assert_open(audit, "H30", 2, "");
}

static void test_core_check_row__blank(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|_|_");
    assert_says(audit, "H34", 'E', 1, "", "");
    assert_str(audit_said(audit, "H34", 0)->message.en, "The score is blank.");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|_|20|20|_");
    assert_str(audit_said(audit, "H34", 0)->message.en, "The actual is blank.");
    assert_str(audit_said(audit, "H34", 0)->path, "/indicators/0/actual/value");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|_|20|_|_");
    assert_says(audit, "H34", 'E', 1, "", "");
    assert_str(audit_said(audit, "H34", 0)->message.en, "The actual and score is blank.");
    // Lost is not blank; a dash is not; a row whose target is lost too is excepted.
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|?|_\n"
                     "row 2|产出指标|质量指标|验收合格率|≥90%|?|10|10|_");
    assert_silent(audit, "H34");
    assert_open(audit, "H34", 1, "the score could not be read");
    assert_open(audit, "H34", 2, "the actual could not be read");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|20|—|_\n"
                     "row 2|产出指标|质量指标|验收合格率|?|_|10|_|_");
    assert_silent(audit, "H34");
    // A management line has no score cell, a row without actual no actual: the rest is all blank.
    audit_run(audit, "drop|row 4\ndrop|row 5\ndrop|row 6\ndrop|row 7\n"
                     "row 1|资金管理情况|~|分配科学性|~|按人数分配|~|~|_\n"
                     "row 2|产出指标|质量指标|验收合格率|≥90%|_|10|_|_\n"
                     "row 3|产出指标|时效指标|办理时限|≤10天|_|10|_|_");
    assert_int_equal(audit_count(audit, "H34"), 3);
    assert_int_equal(audit_said(audit, "H34", 0)->row, 0);
    assert_str(audit_said(audit, "H34", 0)->message.en, "The score is blank on every row.");
    audit_run(audit, "drop|row 4\ndrop|row 5\ndrop|row 6\ndrop|row 7\n"
                     "row 1|产出指标|数量指标|办理事项|≥10件|~|20|20|_\n"
                     "row 2|产出指标|质量指标|验收合格率|≥90%|_|10|10|_\n"
                     "row 3|产出指标|时效指标|办理时限|≤10天|_|10|10|_");
    assert_int_equal(audit_count(audit, "H34"), 1);
    assert_int_equal(audit_said(audit, "H34", 0)->row, 0);
    // Followers of a merged score are.
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|12件|30|30|_\n"
                     "row 2|产出指标|质量指标|验收合格率|≥90%|95%|~|~|_");
    assert_silent(audit, "H34");
}

// The reader may mark either leaf of a target or an actual.
static void test_core_check_row__blank_leaves(void **state)
{
    struct audit *audit = *state;
    struct reading *reading = form_make(audit->mem, "a.txt", audit_clean,
                                        "row 1|产出指标|数量指标|办理事项|≥10件|~|20|20|_\n"
                                        "row 2|产出指标|质量指标|验收合格率|~|_|10|10|_");
    reading->forms[0].rows[0].actual.text.state = CELL_EMPTY;
    reading->forms[0].rows[1].target.text.state = CELL_MISSING;
    audit_readings(audit, &reading, 1);
    assert_says(audit, "H34", 'E', 1, "", "");
    assert_open(audit, "H10", 1, "the actual is blank");
    assert_open(audit, "H10", 2, "the target could not be read");
    reading = form_make(audit->mem, "a.txt", audit_clean,
                        "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|17|_");
    reading->forms[0].rows[0].actual.unit.state = CELL_DOUBTFUL;
    audit_readings(audit, &reading, 1);
    assert_says(audit, "H11", 'W', 1, "17", NULL);
}

static void test_core_check_row__blank_everywhere(void **state)
{
    struct audit *audit = *state;
    const char *drop = "drop|row 3\ndrop|row 4\ndrop|row 5\ndrop|row 6\ndrop|row 7\n";
    char text[1024];
    snprintf(text, sizeof(text),
             "%srow 1|产出指标|数量指标|办理事项|≥10件|12件|20|_|_\n"
             "row 2|产出指标|质量指标|验收合格率|≥90%%|95%%|10|_|_",
             drop);
    audit_run(audit, text);
    assert_says(audit, "H34", 'E', 0, "", "");
    snprintf(text, sizeof(text),
             "%srow 1|产出指标|数量指标|办理事项|≥10件|_|20|_|_\n"
             "row 2|产出指标|质量指标|验收合格率|≥90%%|_|10|10|_",
             drop);
    audit_run(audit, text);
    assert_int_equal(audit_count(audit, "H34"), 2); // the actuals of all rows, the score of row 1
    assert_int_equal(audit_said(audit, "H34", 0)->row, 0);
    assert_int_equal(audit_said(audit, "H34", 1)->row, 1);
    // One row alone is that row.
    snprintf(text, sizeof(text), "%sdrop|row 2\nrow 1|产出指标|数量指标|办理事项|≥10件|12件|20|_|_",
             drop);
    audit_run(audit, text);
    assert_says(audit, "H34", 'E', 1, "", "");
}

static void test_core_check_row__rescore(void **state)
{
    struct audit *audit = *state;
    const char *columns =
        "columns|level1 level2 level3 target actual weight score reason rescore\n";
    char text[1024];
    snprintf(text, sizeof(text), "%srow 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|_|18.9",
             columns);
    audit_run(audit, text);
    assert_says(audit, "H43", 'W', 1, "20", "18.9");
    snprintf(text, sizeof(text), "%srow 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|_|19.00",
             columns);
    audit_run(audit, text);
    assert_silent(audit, "H43");
    snprintf(text, sizeof(text), "%srow 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|_|18?",
             columns);
    audit_run(audit, text);
    assert_true(audit_said(audit, "H43", 0)->is_doubtful);
    snprintf(text, sizeof(text), "%srow 1|产出指标|数量指标|办理事项|≥10件|12件|20|20|_|?",
             columns);
    audit_run(audit, text);
    assert_open(audit, "H43", 1, "the re-score could not be read");
    snprintf(text, sizeof(text), "%srow 1|产出指标|数量指标|办理事项|≥10件|12件|20|?|_|18",
             columns);
    audit_run(audit, text);
    assert_open(audit, "H43", 1, "the score could not be read");
    audit_run(audit, "");
    assert_open(audit, "H43", 0, "the form has no re-score");
}

// Without printed weights 80 points are shared by 2 rows.
static void test_core_check_row__supplied_weights(void **state)
{
    struct audit *audit = *state;
    const char *rows = "columns|level1 level2 level3 target actual score reason\n"
                       "drop|row 3\ndrop|row 4\ndrop|row 5\ndrop|row 6\ndrop|row 7\n"
                       "row 1|产出指标|数量指标|办理事项|≥10件|12件|~|41|_\n"
                       "row 2|产出指标|质量指标|验收合格率|≥90%|95%|~|40|_";
    audit->profile = "plain-20-80";
    audit_run(audit, rows);
    assert_says(audit, "H08", 'E', 1, "41", NULL);
    audit->profile = "national-2020";
    audit_run(audit, rows);
    assert_silent(audit, "H08");
    assert_open(audit, "H08", 0, "the form has no weight");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AUDIT(test_core_check_row__bounds),
        AUDIT(test_core_check_row__met),
        AUDIT(test_core_check_row__met_common),
        AUDIT(test_core_check_row__numeric_open),
        AUDIT(test_core_check_row__unmet),
        AUDIT(test_core_check_row__coarser),
        AUDIT(test_core_check_row__torn_operator),
        AUDIT(test_core_check_row__over),
        AUDIT(test_core_check_row__slack),
        AUDIT(test_core_check_row__band),
        AUDIT(test_core_check_row__weight),
        AUDIT(test_core_check_row__blank),
        AUDIT(test_core_check_row__blank_everywhere),
        AUDIT(test_core_check_row__blank_leaves),
        AUDIT(test_core_check_row__rescore),
        AUDIT(test_core_check_row__supplied_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
