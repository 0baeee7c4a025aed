// SPDX-License-Identifier: AGPL-3.0-or-later
// H15, H16, H32, H33.
#include "audit_make.h"

static void run_target(struct audit *audit, const char *target)
{
    char text[512];
    snprintf(text, sizeof(text), "row 6|效益指标|可持续影响指标|台账管理|%s|达成年度指标|15|15|_",
             target);
    audit_run(audit, text);
}

static void test_core_check_target__vague(void **state)
{
    struct audit *audit = *state;
    static const char *const vague[] = {
        "健全",
        "明显改善",
        "明显改善。",
        "可持续",
        "符合相关规定和流程的要求",
        "按照有关政策执行",
        "台账管理",
        "台账、管理",
        "优良",
        "有效提升中",
        "有关单位配合做好相关办法的落实工作",
        "中有低",
        "请与有关",
        "十分满意",
        "达A级",
    };
    static const char *const fine[] = {
        "逐项登记并按季更新",
        "3次",
        "十月完成",
        "三家以上",
        "2023年12月底前",
        "《台账管理办法》",
        "登记、更新",
        "登记；更新",
        "是",
        "已完成",
        "未发生",
        "相关单位较多人员参加会议并讨论制度建设与执行情况",
    };
    for (size_t i = 0; i < LENGTH_OF(vague); i++) {
        run_target(audit, vague[i]);
        if (!audit_count(audit, "H15"))
            print_message("%s\n", vague[i]);
        assert_says(audit, "H15", 'W', 6, vague[i], "");
    }
    for (size_t i = 0; i < LENGTH_OF(fine); i++) {
        run_target(audit, fine[i]);
        if (audit_count(audit, "H15"))
            print_message("%s\n", fine[i]);
        assert_silent(audit, "H15");
    }
}

static void test_core_check_target__vague_open(void **state)
{
    struct audit *audit = *state;
    run_target(audit, "健全?");
    assert_silent(audit, "H15");
    assert_open(audit, "H15", 6, "the target is torn and its readable words do not suffice");
    run_target(audit, "优良中低差");
    assert_silent(audit, "H15");
    assert_open(audit, "H15", 6, "the target is a scale, no target");
    run_target(audit, "?");
    assert_open(audit, "H15", 6, "the target could not be read");
    run_target(audit, "—");
    assert_silent(audit, "H15");
    assert_open(audit, "H15", 6, "");
}

// (a) promptness outside 时效指标
static void test_core_check_target__prompt(void **state)
{
    struct audit *audit = *state;
    run_target(audit, "及时登记并逐项更新台账");
    assert_says(audit, "H16", 'W', 6, "及时", "时效指标");
    audit_run(audit, "row 3|产出指标|时效指标|办理时限|按时办理全部事项|达成年度指标|10|10|_");
    assert_silent(audit, "H16");
    audit_run(audit, "row 6|效益指标|?|台账管理|按时登记并逐项更新台账|达成年度指标|15|15|_");
    assert_silent(audit, "H16");
    assert_open(audit, "H16", 6, "the second-level class could not be read");
    run_target(audit, "?");
    assert_open(audit, "H16", 6, "the target could not be read");
}

// (b) a state measured in %
static void test_core_check_target__state(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 2|产出指标|质量指标|制度执行|≥90百分比|95百分比|10|10|_");
    assert_says(audit, "H16", 'W', 2, "%", "");
    audit_run(audit, "row 2|产出指标|质量指标|制度执行?|≥90%|95%|10|10|_");
    assert_true(audit_said(audit, "H16", 0)->is_doubtful);
    audit_run(audit, "row 2|产出指标|质量指标|制度执行|≥90%?|95%|10|10|_");
    assert_true(audit_said(audit, "H16", 0)->is_doubtful);
    static const char *const others[] = {
        "row 2|产出指标|质量指标|制度执行率|≥90%|95%|10|10|_",
        "row 2|产出指标|质量指标|制度执行|≥90项|95项|10|10|_",
        "row 2|产出指标|质量指标|制度执行|≥90|95|10|10|_",
    };
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        audit_run(audit, others[i]);
        assert_silent(audit, "H16");
    }
}

// (c) the noun of a name against the unit; longest first
static void test_core_check_target__noun(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|编印手册份数|≥10本|12本|20|20|_");
    assert_says(audit, "H16", 'W', 1, "本", "份");
    static const char *const others[] = {
        "row 1|产出指标|数量指标|编印手册份数|≥10份|12份|20|20|_",
        "row 1|产出指标|数量指标|服务人次数|≥10万人次|12万人次|20|20|_",
        "row 1|产出指标|数量指标|参训人数|≥10名|12名|20|20|_",
        "row 1|产出指标|数量指标|月份数据报送|≥10条|12条|20|20|_",
        "row 1|产出指标|数量指标|参训人数完成率|≥10%|12%|20|20|_",
        "row 1|产出指标|数量指标|编印手册份数|≥10|12|20|20|_",
    };
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        audit_run(audit, others[i]);
        assert_silent(audit, "H16");
    }
    // One finding a letter.
    audit_run(audit, "row 2|产出指标|质量指标|建立制度份数|≥90%|95%|10|10|_");
    assert_int_equal(audit_count(audit, "H16"), 2);
}

static void test_core_check_target__inverse(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|有责投诉|≥10件|12件|20|20|_");
    assert_says(audit, "H32", 'W', 1, "≥", "≤");
    audit_run(audit, "row 1|产出指标|数量指标|有责投诉|>10件|12件|20|20|_");
    assert_says(audit, "H32", 'W', 1, ">", "≤");
    audit_run(audit, "row 1|产出指标|数量指标|开展活动|≤10场|9场|20|20|_");
    assert_says(audit, "H32", 'W', 1, "≤", "≥");
    audit_run(audit, "row 1|产出指标|数量指标|开展活动|<10场|9场|20|20|_");
    assert_says(audit, "H32", 'W', 1, "<", "≥");
    audit_run(audit, "row 1|产出指标|数量指标|有责投诉?|≥10件|12件|20|20|_");
    assert_true(audit_said(audit, "H32", 0)->is_doubtful);
    audit_run(audit, "row 1|产出指标|数量指标|有责投诉|≥(?)10件|12件|20|20|_");
    assert_true(audit_said(audit, "H32", 0)->is_doubtful);
    // The sign is printed, whatever the units are and where the actual is a text.
    audit_run(audit, "row 1|产出指标|数量指标|有责投诉|≥10件|12天|20|20|_");
    assert_says(audit, "H32", 'W', 1, "≥", "≤");
    audit_run(audit, "row 1|产出指标|数量指标|开展活动|≤10场|已完成|20|20|_");
    assert_says(audit, "H32", 'W', 1, "≤", "≥");
    static const char *const others[] = {
        "row 1|产出指标|数量指标|投诉办结率|≥90%|95%|20|20|_",
        "row 1|产出指标|数量指标|有责投诉|≤10件|9件|20|20|_",
        "row 1|产出指标|数量指标|有责投诉|=10件|10件|20|20|_",
        "row 1|产出指标|数量指标|有责投诉|10件|10件|20|20|_",
        "row 1|产出指标|质量指标|开展活动|≤10场|9场|20|20|_",
        "row 1|产出指标|数量指标|服务投诉|≤10件|9件|20|20|_",
        "row 1|产出指标|数量指标|补助发放差额率|≤10%|9%|20|20|_",
        "row 1|产出指标|数量指标|空置房间|≤10间|9间|20|20|_",
    };
    for (size_t i = 0; i < LENGTH_OF(others); i++) {
        audit_run(audit, others[i]);
        assert_silent(audit, "H32");
    }
    run_target(audit, "?");
    assert_open(audit, "H32", 6, "the target could not be read");
}

static void test_core_check_target__actual(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|≥12件|20|20|_");
    assert_says(audit, "H33", 'W', 1, "≥12件", "");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|已完成。|20|20|_");
    assert_says(audit, "H33", 'W', 1, "已完成。", "");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|≥12件?|20|20|_");
    assert_true(audit_said(audit, "H33", 0)->is_doubtful);
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|已完成12件|20|20|_");
    assert_silent(audit, "H33");
    audit_run(audit, "row 6|效益指标|可持续影响指标|台账管理|逐项登记并按季更新|已完成|15|15|_");
    assert_silent(audit, "H33");
    audit_run(audit, "row 1|产出指标|数量指标|办理事项|≥10件|?|20|20|_");
    assert_open(audit, "H33", 1, "the actual could not be read");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AUDIT(test_core_check_target__vague),  AUDIT(test_core_check_target__vague_open),
        AUDIT(test_core_check_target__prompt), AUDIT(test_core_check_target__state),
        AUDIT(test_core_check_target__noun),   AUDIT(test_core_check_target__inverse),
        AUDIT(test_core_check_target__actual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
