// SPDX-License-Identifier: AGPL-3.0-or-later
// `checked` promises that a change of any one digit of the number would bring a finding.
#include "core/fit_reader.h"

#include "test/unit/fit_make.h"
#include "test/unit/fit_text.h"

static struct cell figure(const char *text)
{
    if (strcmp(text, "—") == 0)
        return (struct cell){.state = CELL_DASH};
    if (strcmp(text, "?") == 0)
        return (struct cell){.state = CELL_MISSING};
    if (!*text)
        return (struct cell){0};
    return (struct cell){.text = str_of(text), .state = CELL_READ};
}

static struct fund fund(const char *source, const char *initial, const char *adjusted,
                        const char *executed, const char *rate)
{
    return (struct fund){.source = str_of(source),
                         .initial = figure(initial),
                         .adjusted = figure(adjusted),
                         .executed = figure(executed),
                         .rate = figure(rate)};
}

static void support(struct mem *mem, struct form *form)
{
    struct reader r = {.mem = mem, .scratch = mem, .form = form};
    fit_support_form(&r);
}

static const char *of(const struct cell *cell)
{
    return form_support_name(cell->support);
}

// ---- rates ----

// What speaks for adjusted, executed and rate of one line.
static void rate_is(struct mem *mem, const char *adjusted, const char *executed, const char *rate,
                    const char *a, const char *b, const char *c)
{
    struct fund line = fund("total", "", adjusted, executed, rate);
    struct form form = {.funds = &line, .n_funds = 1};
    support(mem, &form);
    assert_string_equal(of(&line.adjusted), a);
    assert_string_equal(of(&line.executed), b);
    assert_string_equal(of(&line.rate), c);
}

static void test_core_fit_support__rate(void **state)
{
    // 92.395 %, printed as 92.39: no other digit at any place could have been printed. The amounts
    // could be one off in their last digit.
    rate_is(*state, "100.0000", "92.3950", "92.39", "alone", "alone", "checked");
    rate_is(*state, "100.0000", "92.3950", "92.40", "alone", "alone", "checked");
    // 92.345 % is 92.34 or 92.35.
    rate_is(*state, "100.0000", "92.3450", "92.34", "alone", "alone", "alone");
    rate_is(*state, "100.00", "92.39", "92.39", "alone", "alone", "alone");
    // The true amount is between 19 and 20, and no other digit comes near.
    rate_is(*state, "19", "1000.00", "5128.20", "checked", "alone", "alone");
    // A rate that does not follow checks nothing; neither does a zero.
    rate_is(*state, "98.70", "91.23", "82.43", "alone", "alone", "alone");
    rate_is(*state, "98.70", "0.00", "0.00", "alone", "alone", "alone");
    rate_is(*state, "0.00", "91.23", "92.43", "alone", "alone", "alone");
    rate_is(*state, "98.70", "91.23", "0.00", "alone", "alone", "alone");
    // Lost or absent figures.
    rate_is(*state, "?", "91.23", "92.43", "", "alone", "alone");
    rate_is(*state, "98.70", "?", "92.43", "alone", "", "alone");
    rate_is(*state, "98.70", "91.23", "—", "alone", "alone", "");
    rate_is(*state, "", "91.23", "92.43", "", "alone", "alone");
}

static void test_core_fit_support__rate_is_a_fraction(void **state)
{
    rate_is(*state, "100.0000", "92.3950", "0.9239", "alone", "alone", "checked");
    rate_is(*state, "100.0000", "92.3950", "0.8239", "alone", "alone", "alone");
}

static void test_core_fit_support__rate_overflows(void **state)
{
    // What exact numbers cannot hold is possible: nothing is checked.
    rate_is(*state, "999999999999999999", "999999999.999999999", "0.000000001", "alone", "alone",
            "alone");
    rate_is(*state, "1", "999999999999999999", "99.99", "alone", "alone", "alone");
    rate_is(*state, "1", "1", "999999999999999999", "alone", "alone", "alone");
    rate_is(*state, "9.999999999", "9.999999998", "99.9999999", "alone", "alone", "checked");
}

// ---- sums of sources ----

static void test_core_fit_support__sources(void **state)
{
    struct fund f[] = {fund("total", "30.50", "31.50", "30.00", ""),
                       fund("appropriation", "20.00", "21.50", "30.00", ""),
                       fund("other", "10.50", "11.00", "—", ""),
                       fund("carryover", "", "—", "", "")};
    struct form form = {.funds = f, .n_funds = LENGTH_OF(f)};
    support(*state, &form);
    assert_string_equal(of(&f[0].initial), "checked");
    assert_string_equal(of(&f[2].initial), "checked");
    assert_string_equal(of(&f[3].initial), "");
    // 21.50 + 11.00 is not 31.50; 30.00 and a dash are 30.00.
    assert_string_equal(of(&f[0].adjusted), "alone");
    assert_string_equal(of(&f[1].adjusted), "alone");
    assert_string_equal(of(&f[0].executed), "checked");
    assert_string_equal(of(&f[1].executed), "checked");
}

static void test_core_fit_support__sources_lost(void **state)
{
    struct fund f[] = {fund("total", "30.00", "?", "30.00", ""),
                       fund("appropriation", "?", "30.00", "30.00", "")};
    f[1].executed.state = CELL_DOUBTFUL;
    struct form form = {.funds = f, .n_funds = LENGTH_OF(f)};
    support(*state, &form);
    assert_string_equal(of(&f[0].initial), "alone");
    assert_string_equal(of(&f[1].adjusted), "alone");
    assert_string_equal(of(&f[0].executed), "alone");
    // A doubtful figure has its support too, but never a checked one.
    assert_string_equal(of(&f[1].executed), "alone");
    struct fund no_total[] = {fund("other", "3", "", "", ""), fund("unit", "3", "", "", "")};
    struct form without = {.funds = no_total, .n_funds = 2};
    support(*state, &without);
    assert_string_equal(of(&no_total[0].initial), "alone");
    struct fund one = fund("total", "0", "", "", "");
    struct form alone = {.funds = &one, .n_funds = 1};
    support(*state, &alone);
    assert_string_equal(of(&one.initial), "alone");
    // A repaired figure is a term like others.
    struct fund two[] = {fund("total", "30.00", "", "", ""), fund("unit", "30.00", "", "", "")};
    two[1].initial.state = CELL_REPAIRED;
    struct form repaired = {.funds = two, .n_funds = 2};
    support(*state, &repaired);
    assert_string_equal(of(&two[1].initial), "checked");
}

// ---- points ----

struct points {
    struct fund fund;
    struct row rows[2];
    struct form form;
};

static struct points *points(struct mem *mem, const char *const weights[3],
                             const char *const scores[3], const char *total)
{
    struct points *p = MEM_NEW(mem, struct points);
    p->fund = fund("total", "", "", "", "");
    p->fund.weight = figure(weights[0]);
    p->fund.score = figure(scores[0]);
    for (size_t k = 0; k < 2; k++) {
        p->rows[k].weight = figure(weights[k + 1]);
        p->rows[k].score = figure(scores[k + 1]);
    }
    p->form = (struct form){.funds = &p->fund,
                            .n_funds = 1,
                            .rows = p->rows,
                            .n_rows = 2,
                            .total_score = figure(total)};
    support(mem, &p->form);
    return p;
}

#define POINTS(...)                                                                                \
    (const char *const[3])                                                                         \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }

static void test_core_fit_support__points(void **state)
{
    struct points *p =
        points(*state, POINTS("10", "50.0", "40"), POINTS("9.5", "50", "39"), "98.50");
    assert_string_equal(of(&p->fund.weight), "checked");
    assert_string_equal(of(&p->rows[1].weight), "checked");
    assert_string_equal(of(&p->fund.score), "checked");
    assert_string_equal(of(&p->rows[0].score), "checked");
    assert_string_equal(of(&p->form.total_score), "checked");
}

static void test_core_fit_support__points_do_not_add_up(void **state)
{
    // The weights give 100, the scores not their total.
    struct points *p = points(*state, POINTS("10", "50", "40"), POINTS("9.5", "50", "39"), "98");
    assert_string_equal(of(&p->rows[0].weight), "checked");
    assert_string_equal(of(&p->rows[0].score), "alone");
    assert_string_equal(of(&p->form.total_score), "alone");
    p = points(*state, POINTS("10", "50", "30"), POINTS("9.5", "50", "29"), "88.5");
    assert_string_equal(of(&p->rows[0].weight), "alone");
    assert_string_equal(of(&p->fund.weight), "alone");
    assert_string_equal(of(&p->rows[0].score), "checked");
}

static void test_core_fit_support__points_lost(void **state)
{
    // Without a total, or without the points of the execution rate, no rule looks at the sums.
    struct points *p = points(*state, POINTS("10", "50", "40"), POINTS("9.5", "50", "39"), "?");
    assert_string_equal(of(&p->rows[0].weight), "alone");
    assert_string_equal(of(&p->rows[0].score), "alone");
    p = points(*state, POINTS("—", "60", "40"), POINTS("—", "50", "39"), "89");
    assert_string_equal(of(&p->rows[0].weight), "alone");
    assert_string_equal(of(&p->rows[0].score), "alone");
    p = points(*state, POINTS("10", "?", "90"), POINTS("9", "?", "89"), "98");
    assert_string_equal(of(&p->rows[1].weight), "alone");
    assert_string_equal(of(&p->rows[1].score), "alone");
    // A line without points of its own adds nothing.
    p = points(*state, POINTS("10", "—", "90"), POINTS("9", "", "89"), "98");
    assert_string_equal(of(&p->rows[1].weight), "checked");
    assert_string_equal(of(&p->rows[1].score), "checked");
    assert_string_equal(of(&p->rows[0].weight), "");
    struct form none = {.total_score = figure("9")};
    support(*state, &none);
    assert_string_equal(of(&none.total_score), "alone");
}

static void test_core_fit_support__which_cells(void **state)
{
    struct row row = {.level3 = figure("12"),
                      .target = {.value = figure("5"), .unit = figure("7")},
                      .actual = {.text = figure("8")},
                      .rescore = figure("4"),
                      .coefficient = figure("1"),
                      .reason = figure("3")};
    struct form form = {.year = figure("2031"), .rows = &row, .n_rows = 1};
    support(*state, &form);
    assert_string_equal(of(&row.target.value), "alone");
    assert_string_equal(of(&row.rescore), "alone");
    assert_string_equal(of(&row.coefficient), "alone");
    const struct cell *const none[] = {&row.level3, &row.target.unit, &row.actual.text, &row.reason,
                                       &form.year};
    for (size_t k = 0; k < LENGTH_OF(none); k++)
        assert_string_equal(of(none[k]), "");
    row.target.value = figure("many");
    support(*state, &form);
    assert_string_equal(of(&row.target.value), "");
}

// ---- the end of the file ----

#define TO_GLAD HEAD HEADING AREA RATE HERD "满意度指标\t服务对象满意度指标\t牧户满意度\t"

static void test_core_fit_support__open_end(void **state)
{
    struct mem *mem = *state;
    // Cut inside 95.00%, behind it, and behind the blank that follows.
    struct form *f = fit_make_form(mem, TO_GLAD "≥95.0");
    assert_cell(f, "/indicators/3/target/op", "≥");
    assert_cell(f, "/indicators/3/target/value", "95.0|doubtful why.open_end");
    assert_cell(f, "/indicators/2/target/value", "12");
    f = fit_make_form(mem, TO_GLAD "≥95.00%\t96.0％");
    assert_cell(f, "/indicators/3/actual/value", "96.0");
    assert_cell(f, "/indicators/3/actual/unit", "%|doubtful why.open_end");
    f = fit_make_form(mem, TO_GLAD "≥95.00%\t96.0％\n");
    assert_cell(f, "/indicators/3/actual/unit", "%");
    f = fit_make_form(mem, TO_GLAD "≥95%\t96%\t10\t１");
    assert_cell(f, "/indicators/3/score", "1|doubtful why.open_end");
    // A blank may stand in a figure.
    f = fit_make_form(mem, TO_GLAD "≥95%\t96%\t10\t1 ");
    assert_cell(f, "/indicators/3/score", "1|doubtful why.open_end");
    f = fit_make_form(mem, TO_GLAD "≥95%\t96%\t10\t1  ");
    assert_cell(f, "/indicators/3/score", "1");
    f = fit_make_form(mem, TO_GLAD "≥95%\t96%\t10\t1\t");
    assert_cell(f, "/indicators/3/score", "1");
    // A date.
    f = fit_make_form(mem, TO_GLAD "2031年12月31日\t2031年12月3");
    assert_cell(f, "/indicators/3/actual/text", "2031年12月3|doubtful why.open_end");
}

static void test_core_fit_support__open_end_checked(void **state)
{
    struct mem *mem = *state;
#define FUNDS FUNDS_HEADING "年度资金总额\t50\t50\t50\t10\t100%\t10\n"
#define ROWS  HEADING ROW_AREA("≥30亩\t31亩\t30\t30\t") RATE HERD GLAD "总分\t\t\t\t\t100\t100"
    struct form *f = fit_make_form(mem, HEAD FUNDS ROWS);
    assert_cell(f, "/total/score", "100");
    assert_support(f, "/total/score", "checked");
    f = fit_make_form(mem, HEAD FUNDS ROWS ".0");
    assert_cell(f, "/total/score", "100.0");
    f = fit_make_form(mem, HEAD ROWS);
    assert_cell(f, "/total/score", "100|doubtful why.open_end");
}

static void test_core_fit_support__open_end_words(void **state)
{
    struct mem *mem = *state;
    struct form *f = fit_make_form(mem, TO_GLAD "明显改善\t达成");
    assert_cell(f, "/indicators/3/actual/text", "达成");
    f = fit_make_form(mem, TO_GLAD "≥95%\t90%\t10\t9\t原因:见附件2");
    assert_cell(f, "/indicators/3/reason", "原因:见附件2");
    assert_cell(f, "/indicators/3/score", "9");
    f = fit_make_form(mem, HEAD HEADING AREA RATE HERD GLAD TOTAL("100", "100") "评分等级\t优");
    assert_cell(f, "/total/score", "100");
    assert_cell(f, "/grade", "优");
    // Nor is a figure of another form of the file.
    size_t n;
    struct form *forms =
        fit_make_forms(mem, HEAD HEADING AREA RATE HERD GLAD TOTAL("100", "100") TO_GLAD "≥95", &n);
    assert_int_equal(n, 2);
    assert_cell(&forms[0], "/total/score", "100");
    assert_cell(&forms[1], "/indicators/3/target/value", "95|doubtful why.open_end");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_fit_support__rate),
        UNIT(test_core_fit_support__rate_is_a_fraction),
        UNIT(test_core_fit_support__rate_overflows),
        UNIT(test_core_fit_support__sources),
        UNIT(test_core_fit_support__sources_lost),
        UNIT(test_core_fit_support__points),
        UNIT(test_core_fit_support__points_do_not_add_up),
        UNIT(test_core_fit_support__points_lost),
        UNIT(test_core_fit_support__which_cells),
        UNIT(test_core_fit_support__open_end),
        UNIT(test_core_fit_support__open_end_checked),
        UNIT(test_core_fit_support__open_end_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
