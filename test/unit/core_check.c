// SPDX-License-Identifier: AGPL-3.0-or-later
// The table of rules, the order of what is said, and the figures and places of findings.
#include "audit_make.h"
#include "core/check_work.h"
#include "core/score.h"
#include "form_make.h"

static void test_core_check__clean(void **state)
{
    struct audit *audit = *state;
    audit_run(audit, "");
    for (size_t i = 0; i < audit->said.n; i++)
        print_error("%s %.*s\n", audit->said.at[i].rule->id, STR_FMT(audit->said.at[i].message.en));
    assert_int_equal(audit->said.n, 0);
    // What is open on a plain form alone: last year, re-scores, evidence.
    assert_int_equal(audit->said.n_open, 3);
}

// What is open on a form, among those of two files.
static void test_core_check__open_on(void **state)
{
    struct not_evaluated open[] = {{.file = STR("a"), .form = 1},
                                   {.file = STR("a"), .form = 2, .row = 1},
                                   {.file = STR("a"), .form = 2, .row = 2},
                                   {.file = STR("b"), .form = 2}};
    struct findings findings = {.open = open, .n_open = LENGTH_OF(open)};
    size_t n;
    (void)state;
    assert_ptr_equal(check_open_on(&findings, STR("a"), 1, &n), &open[0]);
    assert_int_equal(n, 1);
    assert_ptr_equal(check_open_on(&findings, STR("a"), 2, &n), &open[1]);
    assert_int_equal(n, 2);
    (void)check_open_on(&findings, STR("a"), 3, &n);
    assert_int_equal(n, 0);
    (void)check_open_on(&findings, STR("b"), 1, &n);
    assert_int_equal(n, 0);
    assert_ptr_equal(check_open_on(&findings, STR("b"), 2, &n), &open[3]);
    assert_int_equal(n, 1);
    (void)check_open_on(&(struct findings){0}, STR("a"), 1, &n);
    assert_int_equal(n, 0);
}

static void test_core_check__table(void **state)
{
    struct audit *audit = *state;
    static const char *const parts[] = {"title", "hint", "basis"};
    for (int i = 0; i < CHECK_RULES; i++) {
        const struct rule *rule = &check_rules[i];
        char id[8], key[32];
        snprintf(id, sizeof(id), "H%02d", i + 1);
        assert_string_equal(rule->id, id);
        assert_ptr_equal(check_rule_find(str_of(id)), rule);
        assert_true(rule->lowest <= rule->severity);
        assert_int_equal(!!rule->row + !!rule->form + !!rule->all, 1);
        assert_true(rule->basis != 0);
        for (size_t p = 0; p < LENGTH_OF(parts); p++) {
            snprintf(key, sizeof(key), "rule.%s.%s", id, parts[p]);
            struct text2 text = label_both(audit->mem, &audit->labels, key, NULL, 0);
            assert_false(str_eq_c(text.zh, key));
            assert_false(str_eq_c(text.en, key));
            assert_false(str_eq(text.zh, text.en));
        }
    }
    assert_null(check_rule_find(STR("H46")));
}

static void test_core_check__names(void **state)
{
    (void)state;
    assert_string_equal(check_severity_name(SEVERITY_ERROR), "error");
    assert_string_equal(check_severity_name(SEVERITY_WARNING), "warning");
    assert_string_equal(check_severity_name(SEVERITY_NOTE), "note");
    assert_string_equal(check_confidence_name(CONFIDENCE_CONFIRMED), "confirmed");
    assert_string_equal(check_confidence_name(CONFIDENCE_RECALLED), "recalled");
    assert_string_equal(check_confidence_name(CONFIDENCE_INFERRED), "inferred");
    assert_string_equal(check_basis_name(BASIS_RULE), "rule");
    assert_string_equal(check_basis_name(BASIS_FORM), "form");
    assert_string_equal(check_basis_name(BASIS_VENDOR), "vendor");
    assert_string_equal(check_basis_name(BASIS_REVIEW), "review");
    assert_string_equal(check_basis_name(BASIS_OWN), "own");
}

static void test_core_check__wanted(void **state)
{
    struct audit *audit = *state;
    bool wanted[CHECK_RULES] = {false};
    const char *two =
        "grade|良\nrow 1|产出指标|数量指标|办理事项|≥10件|12件|20|18.00|由于少办，加强";
    audit_run(audit, two);
    assert_int_equal(audit->said.n, 3); // H07, H09, H10
    wanted[8] = true;                   // H09
    audit->wanted = wanted;
    audit_run(audit, two);
    assert_int_equal(audit->said.n, 1);
    assert_int_equal(audit->said.n_open, 0);
    assert_says(audit, "H09", 'E', 0, "良", "优");
}

// By file name, form, row, rule; files of one name in the order of the call.
static void test_core_check__order(void **state)
{
    struct audit *audit = *state;
    const char *rows = "grade|良\n"
                       "row 1|产出指标|数量指标|有责投诉|≥10件|21件|20|18.00|由于少办\n"
                       "row 3|产出指标|时效指标|办理时限|≤10天|9天|10|9|由于少办，加强\nform\n"
                       "grade|良";
    struct reading *readings[] = {form_make(audit->mem, "b.txt", audit_clean, "grade|良"),
                                  form_make(audit->mem, "a.txt", audit_clean, rows),
                                  form_make(audit->mem, "b.txt", audit_clean, "grade|良")};
    audit_readings(audit, readings, 3);
    for (size_t i = 1; i < audit->said.n; i++) {
        const struct finding *a = &audit->said.at[i - 1], *b = &audit->said.at[i];
        int cmp = str_cmp(a->file, b->file);
        cmp = cmp ? cmp : (int)a->reading - (int)b->reading;
        cmp = cmp ? cmp : a->form - b->form;
        cmp = cmp ? cmp : a->row - b->row;
        cmp = cmp ? cmp : strcmp(a->rule->id, b->rule->id);
        assert_true(cmp < 0);
    }
    assert_str(audit->said.at[0].file, "a.txt");
    assert_int_equal(audit->said.at[audit->said.n - 1].reading, 2);
    assert_int_equal(audit->said.at[audit->said.n - 2].reading, 0);
}

static void test_core_check__place(void **state)
{
    struct audit *audit = *state;
    struct reading *reading =
        form_make(audit->mem, "a.txt", audit_clean, "grade|中\ndrop|row 2\ntotal|100|89.88");
    struct form *form = &reading->forms[0];
    form->grade.at = (struct place){.line = 12, .cell = 3};
    audit_readings(audit, &reading, 1);
    assert_str(check_place(audit->mem, audit_said(audit, "H09", 0)), "line 12, cell 3");
    form->grade.at.cell = 0;
    assert_str(check_place(audit->mem, audit_said(audit, "H09", 0)), "line 12");
    assert_str(check_place(audit->mem, audit_said(audit, "H06", 0)), "/total/weight");
    assert_str(check_place(audit->mem, audit_said(audit, "H29", 0)), "/indicators");
}

// A blank cell stands where its row's name is, a fund's where its own name is.
static void test_core_check__place_of_blank(void **state)
{
    struct audit *audit = *state;
    struct reading *reading = form_make(audit->mem, "a.txt", audit_clean,
                                        "row 1|产出指标|数量指标|办理事项|≥10件|8件|20|16|_\n"
                                        "fund total|年度资金总额|100.00|100.00|88.00|10.00|~|8.80");
    struct form *form = &reading->forms[0];
    form->rows[0].level3.at.line = 7;
    form->funds[0].name.at.line = 4;
    audit_readings(audit, &reading, 1);
    assert_str(check_place(audit->mem, audit_said(audit, "H17", 0)), "line 7");
    assert_str(check_place(audit->mem, audit_said(audit, "H21", 0)), "line 4");
    form->rows[0].reason.at.line = 8;
    form->funds[0].rate.at.line = 5;
    audit_readings(audit, &reading, 1);
    assert_str(check_place(audit->mem, audit_said(audit, "H17", 0)), "line 8");
    assert_str(check_place(audit->mem, audit_said(audit, "H21", 0)), "line 5");
}

// No forms, and a form of nothing.
static void test_core_check__nothing(void **state)
{
    struct audit *audit = *state;
    audit_readings(audit, NULL, 0);
    assert_int_equal(audit->said.n + audit->said.n_open, 0);
    struct reading *reading = form_make(audit->mem, "a.txt", "grade|~\n", "");
    audit_readings(audit, &reading, 1);
    assert_int_equal(audit->said.n, 0);
    assert_open(audit, "H09", 0, "the form has no total");
}

// Figures that no exact number can hold are not shown.
static void test_core_check__figures(void **state)
{
    struct audit *audit = *state;
    struct check check = {.mem = audit->mem};
    struct ratio huge = ratio_int(INT64_MAX), squared;
    assert_int_equal(ratio_mul(&squared, huge, huge), RC_OK);
    struct score score = {.rate_mode = ROUND_HALF_UP, .rate_digits = 1};
    struct check_form form = {.score = &score};
    assert_str(check_percent(&check, &form, (struct ratio){1, 3}), "33.3");
    assert_str(check_percent(&check, &form, (struct ratio){2, 3}), "66.7");
    score.rate_is_fraction = true;
    assert_str(check_percent(&check, &form, (struct ratio){2, 3}), "66.67");
    assert_str(check_percent(&check, &form, squared), "…");
    assert_str(check_percent(&check, &form, huge), "…");
    assert_str(check_cut(&check, (struct ratio){1999, 100}), "19.99");
    assert_str(check_cut(&check, (struct ratio){19999, 1000}), "19.99");
}

static void test_core_check__plain(void **state)
{
    struct audit *audit = *state;
    assert_str(check_plain(audit->mem, STR("“办理”(A)、事 项·1。")), "办理A事项1");
    assert_str(check_plain(audit->mem, STR("～｛x｝［Z］＠！z９~@`[{/:")), "xZz９");
    assert_str(check_plain(audit->mem, STR("\uff71\u00a0\u3000\u300a率\u301e\u2014\uff1a")), "ｱ率");
    assert_str(check_plain(audit->mem, STR_NONE), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        AUDIT(test_core_check__open_on), AUDIT(test_core_check__clean),
        AUDIT(test_core_check__table),   AUDIT(test_core_check__names),
        AUDIT(test_core_check__wanted),  AUDIT(test_core_check__order),
        AUDIT(test_core_check__place),   AUDIT(test_core_check__place_of_blank),
        AUDIT(test_core_check__nothing), AUDIT(test_core_check__figures),
        AUDIT(test_core_check__plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
