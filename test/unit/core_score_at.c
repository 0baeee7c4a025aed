// SPDX-License-Identifier: AGPL-3.0-or-later
// Places as a person writes them, what if another figure stood there, and why it is what it is.
#include "core/score.h"
#include "test/unit/rules.h"

static const char paper[] = "U|某单位\nF|total|187.92|190.00|187.63|10.00|98.75|9.88\n"
                            "F|appropriation|187.92|190.00|187.63||98.75|\n"
                            "F|省级.配套|0|0|0|-|-|-\n"
                            "R|产出指标|数量指标|甲|≥9.00人|8.00人|50.00|45.00\n"
                            "R|产出指标|时效指标|乙|11月底前|11月17日|20.00|20.00\n"
                            "R|满意度指标|服务对象满意度指标|丙|≥85%|88.38%|20.00|19.00\n"
                            "T|100|93.88|优\n";

static void test_core_score_at__read(void **state)
{
    static const struct {
        const char *text, *file, *fund, *slot;
        size_t form;
        int row;
    } cases[] = {
        {"1.4.score", "", "", "score", 1, 4},
        {" 12.3.target ", "", "", "target", 12, 3},
        {"a.txt:1.4.actual.unit", "a.txt", "", "actual.unit", 1, 4},
        {"C:a.txt:1.total", "C:a.txt", "", "total", 1, 0},
        {"1.total.weight", "", "", "total.weight", 1, 0},
        {"1.grade", "", "", "grade", 1, 0},
        {"1.goals.expected", "", "", "goals.expected", 1, 0},
        {"1.funds.total.rate", "", "total", "rate", 1, 0},
        {"1.funds.省级.配套.executed", "", "省级.配套", "executed", 1, 0},
        {"2.funds.3.score", "", "3", "score", 2, 0},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct score_at at;
        struct err err;
        assert_int_equal(score_at_read(*state, &at, str_of(cases[i].text), &err), RC_OK);
        assert_str(at.file, cases[i].file);
        assert_str(at.fund, cases[i].fund);
        assert_str(at.slot, cases[i].slot);
        assert_int_equal(at.form, cases[i].form);
        assert_int_equal(at.row, cases[i].row);
    }
}

static void test_core_score_at__read_mistakes(void **state)
{
    static const struct {
        const char *text, *key, *word, *near;
    } cases[] = {
        {"", "err.at.form", "", ""},
        {"score", "err.at.form", "score", ""},
        {"0.4.score", "err.at.form", "0.4.score", ""},
        {"1", "err.at.form", "1", ""},
        {"1.", "err.at.form", "1.", ""},
        {"1000001.4.score", "err.at.form", "1000001.4.score", ""},
        {"x:1", "err.at.form", "x:1", ""},
        {"1.4.scroe", "err.at.cell_near", "scroe", "score"},
        {"1.4.punctuality", "err.at.cell", "punctuality", NULL},
        {"1.4", "err.at.cell", "", NULL},
        {"1.0.score", "err.at.cell", "0.score", NULL},
        {"1.funds.total", "err.at.fund", "total", ""},
        {"1.funds.rate", "err.at.fund", "rate", ""},
        {"1.funds..rate", "err.at.fund", ".rate", ""},
        {"1.funds", "err.at.fund", "", ""},
        {"1.funds.total.rat", "err.at.cell_near", "rat", "rate"},
        {"1.grad", "err.at.cell_near", "grad", "grade"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct score_at at;
        struct err err;
        assert_int_equal(score_at_read(*state, &at, str_of(cases[i].text), &err), RC_USAGE);
        assert_string_equal(err.key, cases[i].key);
        assert_str(unit_arg(&err, "word"), cases[i].word);
        if (cases[i].near)
            assert_str(unit_arg(&err, "near"), cases[i].near);
        else
            assert_true(str_has(unit_arg(&err, "near"), STR(", ")));
    }
}

static struct score_at at_of(struct mem *mem, const char *text)
{
    struct score_at at;
    struct err err;
    assert_int_equal(score_at_read(mem, &at, str_of(text), &err), RC_OK);
    return at;
}

static void test_core_score_at__cell(void **state)
{
    static const struct {
        const char *place, *text;
    } cases[] = {
        {"1.1.target", "9.00"},
        {"1.1.actual", "8.00"},
        {"1.2.target", "11月底前"},
        {"1.2.actual.text", "11月17日"},
        {"1.1.target.op", "≥"},
        {"1.3.score", "19.00"},
        {"1.total", "93.88"},
        {"1.total.score", "93.88"},
        {"1.total.weight", "100"},
        {"1.grade", "优"},
        {"1.unit", "某单位"},
        {"1.funds.total.rate", "98.75"},
        {"1.funds.省级.配套.executed", "0"},
        {"1.funds.2.adjusted", "190.00"},
    };
    struct form *form = rules_form(*state, paper);
    form->funds[2].source = STR("other-named");
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct score_at at = at_of(*state, cases[i].place);
        struct cell *cell;
        struct err err;
        assert_int_equal(score_at_cell(&cell, form, &at, &err), RC_OK);
        assert_str(cell->text, cases[i].text);
    }
    static const struct {
        const char *place, *key;
    } bad[] = {{"1.4.score", "err.at.row"},
               {"1.funds.nobody.rate", "err.at.fund"},
               {"1.funds.4.rate", "err.at.fund"},
               {"1.funds.1.5.rate", "err.at.fund"}};
    for (size_t i = 0; i < LENGTH_OF(bad); i++) {
        struct score_at at = at_of(*state, bad[i].place);
        struct cell *cell;
        struct err err;
        assert_int_equal(score_at_cell(&cell, form, &at, &err), RC_USAGE);
        assert_string_equal(err.key, bad[i].key);
    }
}

// Sets a cell of a copy; what was given is untouched.
static struct form *whatif(struct mem *mem, struct form *form, const char *text)
{
    struct score_at at;
    struct str value;
    struct err err;
    struct form *out = MEM_NEW(mem, struct form);
    assert_int_equal(score_whatif_read(mem, &at, &value, str_of(text), &err), RC_OK);
    assert_int_equal(score_whatif(mem, out, form, &at, value, &err), RC_OK);
    return out;
}

static void test_core_score_at__whatif(void **state)
{
    struct form *form = rules_form(*state, paper);
    struct form *out = whatif(*state, form, "1.1.actual=12000");
    assert_str(out->rows[0].actual.value.text, "12000");
    assert_str(out->rows[0].actual.unit.text, "人");
    assert_str(form->rows[0].actual.value.text, "8.00");
    out = whatif(*state, form, "1.1.target = <= 1,000.5 万人");
    assert_str(out->rows[0].target.op.text, "≤");
    assert_str(out->rows[0].target.value.text, "1,000.5");
    assert_str(out->rows[0].target.unit.text, "万人");
    static const char *const ops[][2] = {{"≥5", "≥"}, {"≤5", "≤"}, {">=5", "≥"},
                                         {">5", ">"}, {"<5", "<"}, {"=5", "="}};
    for (size_t i = 0; i < LENGTH_OF(ops); i++) {
        out = whatif(*state, form, buf_print(*state, "1.1.target=%s", ops[i][0]).ptr);
        assert_str(out->rows[0].target.op.text, ops[i][1]);
        assert_str(out->rows[0].target.value.text, "5");
    }
    out = whatif(*state, form, "1.1.actual=-3%");
    assert_str(out->rows[0].actual.value.text, "-3");
    assert_str(out->rows[0].actual.unit.text, "%");
    out = whatif(*state, form, "1.1.actual=部分达成指标");
    assert_str(out->rows[0].actual.text.text, "部分达成指标");
    assert_int_equal(out->rows[0].actual.value.state, CELL_ABSENT);
    static const char *const texts[] = {"3-4天", "11月底前", "20日前", "2023年5月1日", "..5"};
    for (size_t i = 0; i < LENGTH_OF(texts); i++) {
        out = whatif(*state, form, buf_print(*state, "1.1.actual=%s", texts[i]).ptr);
        assert_str(out->rows[0].actual.text.text, texts[i]);
        assert_int_equal(out->rows[0].actual.value.state, CELL_ABSENT);
    }
    out = whatif(*state, form, "1.2.actual=3年");
    assert_str(out->rows[1].actual.unit.text, "年");
    out = whatif(*state, form, "1.2.actual=3m2");
    assert_str(out->rows[1].actual.unit.text, "m2");
    out = whatif(*state, form, "1.funds.total.executed=190");
    assert_str(out->funds[0].executed.text, "190");
    assert_str(form->funds[0].executed.text, "187.63");
    out = whatif(*state, form, "1.grade=良");
    assert_str(out->grade.text, "良");
    out = whatif(*state, form, "1.3.score=20");
    assert_str(out->rows[2].score.text, "20");
}

static void test_core_score_at__whatif_mistakes(void **state)
{
    static const struct {
        const char *text, *key;
    } cases[] = {
        {"1.1.actual", "err.at.whatif"},          {"1.1.actual=", "err.at.value"},
        {"1.1.actul=5", "err.at.cell_near"},      {"1.9.score=5", "err.at.row"},
        {"1.1.score=many", "err.at.number"},      {"1.total=-", "err.at.number"},
        {"1.1.target.value=≥5", "err.at.number"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct form *form = rules_form(*state, paper), out;
        struct score_at at;
        struct str value;
        struct err err;
        enum rc rc = score_whatif_read(*state, &at, &value, str_of(cases[i].text), &err);
        if (rc == RC_OK)
            rc = score_whatif(*state, &out, form, &at, value, &err);
        assert_int_equal(rc, RC_USAGE);
        assert_string_equal(err.key, cases[i].key);
    }
}

// A whole question: the form is scored, and the place is opened.
static struct score_why why(struct mem *mem, const char *profile, const char *text,
                            const char *place)
{
    struct rules *rules = MEM_NEW(mem, struct rules);
    rules_open(mem, rules);
    struct profile p = rules_profile(mem, rules, profile);
    struct scored *s = rules_score(mem, rules, &p, text);
    struct score_at at = at_of(mem, place);
    struct score_why out;
    struct err err;
    assert_int_equal(score_why(mem, &out, s->form, &s->score, &s->rounding, &s->profile, &at, &err),
                     RC_OK);
    return out;
}

static void test_core_score_at__why(void **state)
{
    static const struct {
        const char *place, *clause, *printed, *expected;
        size_t n_cells, n_steps;
    } cases[] = {
        // 8/9 x 50 = 44.444…
        {"1.1.score", "score.clause.ge_unmet", "45.00", "44.44", 4, 2},
        {"1.1.target", "score.clause.ge_unmet", "9.00", "", 4, 2},
        {"1.1.actual.unit", "score.clause.ge_unmet", "人", "", 5, 2},
        {"1.2.actual", "score.clause.printed", "11月17日", "", 4, 1},
        {"1.1.weight", "score.clause.plain", "50.00", "", 1, 0},
        // 187.63/190.00 = 98.7526…%
        {"1.funds.total.rate", "score.clause.rate", "98.75", "98.75", 3, 2},
        {"1.funds.total.score", "score.clause.exec", "9.88", "9.88", 5, 3},
        {"1.funds.total.executed", "score.clause.funds_sum", "187.63", "187.63", 1, 0},
        {"1.funds.total.adjusted", "score.clause.funds_sum", "190.00", "190.00", 1, 0},
        {"1.funds.total.initial", "score.clause.funds_sum", "187.92", "187.92", 1, 0},
        {"1.funds.total.weight", "score.clause.plain", "10.00", "", 1, 0},
        {"1.funds.appropriation.rate", "score.clause.rate", "98.75", "98.75", 3, 2},
        {"1.funds.appropriation.score", "score.clause.plain", "", "", 0, 0},
        {"1.funds.appropriation.initial", "score.clause.plain", "187.92", "", 1, 0},
        {"1.funds.appropriation.adjusted", "score.clause.plain", "190.00", "", 1, 0},
        {"1.funds.appropriation.executed", "score.clause.plain", "187.63", "", 1, 0},
        {"1.funds.3.rate", "score.clause.rate", "", "", 3, 0},
        {"1.total", "score.clause.total", "93.88", "93.88", 1, 2},
        {"1.total.score", "score.clause.total", "93.88", "93.88", 1, 2},
        {"1.total.weight", "score.clause.weight_sum", "100", "100", 1, 1},
        {"1.grade", "score.clause.grade", "优", "优", 2, 1},
        {"1.unit", "score.clause.plain", "某单位", "", 1, 0},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct score_why w = why(*state, "national-2020", paper, cases[i].place);
        if (strcmp(w.clause, cases[i].clause) != 0 || w.n_cells != cases[i].n_cells ||
            w.n_steps != cases[i].n_steps)
            print_error("%s: %zu cells, %zu steps\n", cases[i].place, w.n_cells, w.n_steps);
        assert_string_equal(w.clause, cases[i].clause);
        assert_str(w.printed, cases[i].printed);
        assert_str(w.expected, cases[i].expected);
        assert_int_equal(w.n_cells, cases[i].n_cells);
        assert_int_equal(w.n_steps, cases[i].n_steps);
    }
}

static void test_core_score_at__why_total(void **state)
{
    static const char capped[] = "F|total||100.00|74.00|10|74.00|7.40\n"
                                 "R|产出指标|数量指标|甲|≥1|1|90|90\nT|100|97.40|优\n";
    struct score_why w = why(*state, "platform-2022", capped, "1.total");
    assert_int_equal(w.n_steps, 3);
    assert_string_equal(w.steps[2].key, "score.step.cap");
    assert_str(w.steps[2].args[0].value, "89.00");
    // Nothing can be summed: it says why.
    w = why(*state, "national-2020", "R|产出指标|数量指标|甲|≥1|1|90|_\n", "1.total");
    assert_int_equal(w.n_steps, 1);
    assert_string_equal(w.steps[0].key, "score.missing.end");
    w = why(*state, "national-2020", "R|产出指标|数量指标|甲|≥1|1|90|_\n", "1.total.weight");
    assert_int_equal(w.n_steps, 0);
    w = why(*state, "national-2020", "R|产出指标|数量指标|甲|≥1|1|90|_\n", "1.grade");
    assert_int_equal(w.n_steps, 0);
    assert_str(w.expected, "");
    w = why(*state, "national-2020", "R|产出指标|数量指标|甲|好|坏|90|_\n", "1.1.score");
    assert_str(w.expected, "");
    assert_string_equal(w.clause, "score.clause.none");
    // No points outside the rows.
    static const char dmp[] = "R|产出指标|数量指标|甲|≥1|1|100|90\nT|100|90|优\n";
    w = why(*state, "scheme-dmp", dmp, "1.total");
    assert_str(w.steps[0].args[0].value, "0");
    w = why(*state, "scheme-dmp", dmp, "1.total.weight");
    assert_str(w.steps[0].args[0].value, "0");
}

// Where the profile takes the initial budget, that is the cell a rate rests on.
static void test_core_score_at__why_initial(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    p.rate_base = RATE_INITIAL;
    struct scored *s = rules_score(*state, &rules, &p, paper);
    static const char *const places[] = {"1.funds.total.rate", "1.funds.total.score"};
    for (size_t i = 0; i < LENGTH_OF(places); i++) {
        struct score_at at = at_of(*state, places[i]);
        struct score_why w;
        struct err err;
        assert_int_equal(
            score_why(*state, &w, s->form, &s->score, &s->rounding, &s->profile, &at, &err), RC_OK);
        assert_ptr_equal(w.cells[2], &s->form->funds[0].initial);
        assert_str(w.steps[0].args[1].value, "187.92");
    }
}

// Funds that have no total line, and lines that make no sum.
static void test_core_score_at__why_no_total_line(void **state)
{
    struct score_why w =
        why(*state, "national-2020", "F|other|1|2|1||50|5\n", "1.funds.other.score");
    assert_string_equal(w.clause, "score.clause.plain");
    w = why(*state, "national-2020", "F|total|1|2|1||50|5\n", "1.funds.total.executed");
    assert_string_equal(w.clause, "score.clause.funds_sum");
    assert_str(w.expected, "");
    struct err err;
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    struct scored *s = rules_score(*state, &rules, &p, paper);
    struct score_at at = at_of(*state, "1.7.score");
    assert_int_equal(
        score_why(*state, &w, s->form, &s->score, &s->rounding, &s->profile, &at, &err), RC_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_score_at__read),
        UNIT(test_core_score_at__read_mistakes),
        UNIT(test_core_score_at__cell),
        UNIT(test_core_score_at__whatif),
        UNIT(test_core_score_at__whatif_mistakes),
        UNIT(test_core_score_at__why),
        UNIT(test_core_score_at__why_total),
        UNIT(test_core_score_at__why_initial),
        UNIT(test_core_score_at__why_no_total_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
