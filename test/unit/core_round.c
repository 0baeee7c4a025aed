// SPDX-License-Identifier: AGPL-3.0-or-later
// The rounding convention of a file (self-evaluation.md §6): every published behaviour, what
// decides and what does not, what is a finding, and what takes no part.
#include "core/round.h"
#include "test/unit/rules.h"

struct inferred {
    struct rounding rounding;
    struct profile profile;
    struct form *forms;
};

// Infers over forms parted by a line "==".
static struct inferred *infer(struct mem *mem, const char *profile, const char *text)
{
    struct inferred *out = MEM_NEW(mem, struct inferred);
    struct rules *rules = MEM_NEW(mem, struct rules);
    rules_open(mem, rules);
    out->profile = rules_profile(mem, rules, profile);
    out->forms = MEM_ARRAY(mem, 128, struct form);
    struct str rest = str_of(text);
    size_t n = 0;
    while (rest.len) {
        ptrdiff_t end = str_find(rest, STR("==\n"));
        struct str part = end < 0 ? rest : str_slice(rest, 0, (size_t)end);
        rest = end < 0 ? STR_NONE : str_slice(rest, (size_t)end + 3, rest.len);
        out->forms[n++] = *rules_form(mem, str_cstr(mem, part));
    }
    round_infer(mem, &out->rounding, out->forms, n, &out->profile);
    return out;
}

// "trunc 2", "open", … of the first form's group.
static struct str told(struct mem *mem, const struct inferred *in)
{
    const struct round_group *g = round_group_of(&in->rounding, 0);
    const struct round_candidate *c = &g->candidates[g->chosen];
    return g->is_decided ? buf_print(mem, "%s %d%s", profile_mode_name(c->mode), g->digits,
                                     c->is_fraction ? " fraction" : "")
                         : STR("open");
}

// The line's findings: letters of H01, H02, H03 that its flags make; "ok" for none.
static struct str findings(struct mem *mem, const struct inferred *in, size_t form, size_t fund)
{
    const struct round_line *l = round_line_of(&in->rounding, form, fund);
    struct buf out = buf_new(mem, 64);
    buf_add_c(&out, l->rate_fits_initial ? "H03 " : l->rate_is_wrong ? "H01 " : "");
    buf_add_c(&out, l->score_is_wrong || l->score_over_weight ? "H02 " : "");
    return out.len ? str_trim(buf_str(&out)) : STR("ok");
}

// One line and nothing else: what convention shows, and is it right?
static void test_core_round__published(void **state)
{
    static const struct {
        const char *line, *told, *findings;
    } cases[] = {
        // 187.63/187.92 = 99.84568 %: cut exactly 99.84; half up from 187.625/187.925 = 99.8404 %.
        {"F|total|187.92|187.92|187.63|10.00|99.84|9.98", "open", "ok"},
        // 88.46/111.71 = 79.18718 %: 7.918 to 7.920 for all amounts that print so, never 7.91.
        {"F|total|115.34|111.71|88.46|10.00|79.18|7.91", "trunc 2", "ok"},
        // 9034/20000 = 45.17 % exactly, 4.517 is printed 4.52.
        {"F|total||20000|9034|10.00|45.17|4.52", "half_up 2", "ok"},
        // The score alone, from its printed rate: 79.27 % of 10 is 7.93.
        {"F|total|||||79.27|7.93", "half_up 2", "ok"},
        // 86.2037 % printed 86 % and 9: 8.62 is 9 half up, 8 cut.
        {"F|total||540|465.5|10|86|9", "half_up 0", "ok"},
        // 99.1014 % printed 99 % and 9: 9.91 is 9 cut, 10 half up.
        {"F|total||1001.4|992.4|10|99|9", "trunc 0", "ok"},
        // 0.14462 printed 0.1, 2.8924 of 20 printed 2.9.
        {"F|total||1000.0|144.6|20|0.1|2.9", "half_up 1 fraction", "ok"},
        // 215457.6/250000 = 86.18304 %: rounding up would make 86.19 pass; it is no candidate.
        {"F|total||250000.0|215457.6|10|86.19|8.62", "open", "H01"},
        // A score over its weight.
        {"F|total||100.00|100.00|10|100.00|10.50", "open", "H02"},
        // Over the cap: the rate may be printed as it is or capped, the score is capped.
        {"F|total|210.00|230.00|236.40|10.00|102.78|10.00", "open", "ok"},
        {"F|total|210.00|230.00|236.40|10.00|100.00|10.00", "open", "ok"},
        // What the cap cut off shows no decimals: 10 is no whole number, nor is 1 a fraction.
        {"F|total|210.00|230.00|236.40|10.00|102.78|10", "open", "ok"},
        {"F|total|210.00|230.00|236.40|10.00|1|10", "open", "ok"},
        {"F|total||230.00|236.40|10.00|100|10\nF|other||111.71|88.46|10.00|79.18|7.91", "trunc 2",
         "ok"},
        // 236.40/230.00 = 102.7826 %: uncapped, 10.27 is cut.
        {"F|total||230.00|236.40|10.00|102.78|10.27", "trunc 2", "H02"},
        // 9.997 of 10 is 10.00 half up: full, and not capped.
        {"F|total||1000.00|999.70|10.00|99.97|10.00", "half_up 2", "ok"},
        // At 0 and at 100 % nothing is decided, but it must be right.
        {"F|total||72|72|10|100|10", "open", "ok"},
        {"F|total||72|0|10|0.00|0.00", "open", "ok"},
        {"F|total||72|72|10|99.99|10", "open", "H01"},
        // The rate carries its sign.
        {"F|total||111.71|88.46|10.00|79.18%|7.91", "trunc 2", "ok"},
        // The rate is on the initial budget: H03; the score follows it and is no H02.
        {"F|total|160.00|148.00|141.27|10.00|88.29|8.83", "open", "H03"},
        // The rate is wrong and fits nothing; the score fits the amounts.
        {"F|total|418.00|418.00|402.35|10.00|92.65|9.63", "open", "H01"},
        // The score is wrong, the rate is not.
        {"F|total|96.50|96.50|93.17|10.00|96.55|9.15", "open", "H02"},
        // The score alone, from the amounts: the scale of the rate stays open, the mode does not.
        {"F|total||111.71|88.46|10.00||7.91", "trunc 2", "ok"},
        {"F|total|||||-|7.93", "open", "ok"},
        // 0.008 %: 0.00 cut, as a fraction 0.00 in both modes: nothing is decided.
        {"F|total||10000.00|0.80||0.00|", "open", "ok"},
        // Nothing divides: the rate is no data.
        {"F|total|0.00|0.00|0.00|10.00|0.00|", "open", "ok"},
        {"F|total|||||-|-", "open", "ok"},
        // A negative amount or weight is not judged by rates; the profile's weight serves.
        {"F|total||111.71|-3.00|10.00|79.18|", "open", "ok"},
        {"F|total||111.71|88.46|-1|79.18|7.91", "trunc 2", "ok"},
        // More digits than 128 bits hold: it takes no part.
        {"F|total||3.000000007|999999999999999997|999999999999999989|99999999.999999999|9."
         "999999999",
         "open", "ok"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct inferred *in = infer(*state, "national-2020", cases[i].line);
        if (!str_eq_c(told(*state, in), cases[i].told) ||
            !str_eq_c(findings(*state, in, 0, 0), cases[i].findings))
            print_error("%s\n", cases[i].line);
        assert_str(told(*state, in), cases[i].told);
        assert_str(findings(*state, in, 0, 0), cases[i].findings);
    }
}

// Forms of one unit decide for each other; the line that decides is told.
static void test_core_round__one_convention_a_unit(void **state)
{
    struct inferred *in = infer(*state, "national-2020",
                                "U|某市热线中心\nF|total||187.92|187.63|10.00|99.84|9.98\n==\n"
                                "U|别处的单位\nF|total||20000|9034|10.00|45.17|4.52\n==\n"
                                "U|某市热线中心\nF|total||111.71|88.46|10.00|79.18|7.91\n");
    assert_int_equal(in->rounding.n_groups, 2);
    assert_str(told(*state, in), "trunc 2");
    const struct round_group *g = round_group_of(&in->rounding, 2);
    assert_ptr_equal(g, round_group_of(&in->rounding, 0));
    assert_int_equal(g->decided_form, 2);
    assert_int_equal(g->decided_fund, 0);
    assert_true(g->decided_by_score);
    const struct round_line *l = round_line_of(&in->rounding, 2, 0);
    assert_str(dec_print(*state, l->rate_expected), "79.18");
    assert_str(dec_print(*state, l->score_expected), "7.91");
    assert_int_equal(l->rate_fit[0], ROUND_FIT_EXACT);
    assert_int_equal(l->rate_fit[1], ROUND_FIT_WITHIN);
    assert_int_equal(l->score_fit[1], ROUND_FIT_NONE);
    g = round_group_of(&in->rounding, 1);
    assert_true(g->is_decided && g->candidates[g->chosen].mode == ROUND_HALF_UP);
}

static void test_core_round__decided_by_a_rate(void **state)
{
    // 671.33/680 = 98.725 % is 98.73 half up; at most 98.7265 % of amounts that are cut.
    struct inferred *in = infer(*state, "national-2020",
                                "F|total||680.00|671.33||98.73|\nF|local||180.00|171.33||95.18|\n"
                                "F|central||500.00|500.00||100.00|\nF|other||0.00|0.00||0.00|\n");
    assert_str(told(*state, in), "half_up 2");
    assert_false(round_group_of(&in->rounding, 0)->decided_by_score);
    assert_int_equal(round_group_of(&in->rounding, 0)->score_digits, -1);
}

// Only undamaged lines take part; a damaged one is still judged.
static void test_core_round__damaged(void **state)
{
    struct inferred *in =
        infer(*state, "national-2020", "F|total||111.71|!88.46|10.00|79.18|7.91\n");
    assert_str(told(*state, in), "open");
    assert_str(findings(*state, in, 0, 0), "ok");
    assert_false(round_line_of(&in->rounding, 0, 0)->takes_part);
    in = infer(*state, "national-2020",
               "F|total||111.71|88.46|10.00|79.18|7.91\nF|other||20000|!9034|10.00|45.17|4.52\n"
               "F|unit||20000|9034.0|10.00|45.17|4.52\nF|local||111.71|88.46|10.00||7.91\n"
               "F|central||111.71|88.46|10.00|79.18|\n");
    assert_str(told(*state, in), "trunc 2");
    assert_str(findings(*state, in, 0, 1), "ok");
    assert_str(findings(*state, in, 0, 2), "H02");
    in = infer(*state, "national-2020",
               "F|other||20000|!9034|10.00|45.17|4.52\nF|total||111.71|88.46|10.00|79.18|7.91\n");
    assert_str(told(*state, in), "trunc 2");
    in = infer(*state, "national-2020", "F|total||~111.71|88.46|10.00|33.33|7.91\n");
    assert_true(round_line_of(&in->rounding, 0, 0)->rests_on_doubt);
    assert_str(findings(*state, in, 0, 0), "H01");
    static const char *const doubtful[] = {
        "F|total||111.71|~88.46|10.00|79.18|7.91", "F|total||111.71|88.46|~10.00|79.18|7.91",
        "F|total||111.71|88.46|10.00|~79.18|7.91", "F|total||111.71|88.46|10.00|79.18|~7.91"};
    for (size_t i = 0; i < LENGTH_OF(doubtful); i++) {
        in = infer(*state, "national-2020", doubtful[i]);
        assert_false(round_line_of(&in->rounding, 0, 0)->takes_part);
    }
}

// A repaired figure that stands undamaged in another line of its column, or a repaired weight,
// is sure without any rounding: its line decides.
static void test_core_round__repaired_with_copy(void **state)
{
    static const struct {
        const char *funds, *told;
    } cases[] = {
        {"F|total||111.71|!88.46|10.00|!79.18|7.91\nF|appropriation||111.71|88.46||79.18|\n",
         "trunc 2"},
        {"F|total||111.71|!88.46|10.00|79.18|7.91\nF|appropriation||111.71|!88.46||79.18|\n",
         "open"},
        {"F|total||111.71|!88.46|10.00|79.18|7.91\nF|appropriation||111.71|88.40||79.13|\n",
         "open"},
        {"F|total||111.71|88.46|!10.00|79.18|7.91\n", "trunc 2"},
        {"F|total||111.71|88.46|~10.00|79.18|7.91\n", "open"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++)
        assert_str(told(*state, infer(*state, "national-2020", cases[i].funds)), cases[i].told);
    // It is looked for among the first lines only.
    struct buf many = buf_new(*state, BUF_SMALL);
    buf_add_c(&many, "F|total||111.71|!88.46|10.00|79.18|7.91\n");
    for (int i = 1; i < 66; i++)
        buf_add_c(&many, "F|other||-|-|-|-|-\n");
    struct inferred *in = infer(*state, "national-2020", str_cstr(*state, buf_str(&many)));
    assert_int_equal(in->rounding.n_lines, 66);
    assert_str(told(*state, in), "open");
}

// The most decimals of a column, lines at 0 or 100 % aside.
static void test_core_round__digits(void **state)
{
    struct inferred *in = infer(*state, "national-2020",
                                "F|total||235.60|228.31|10|96|9\nF|unit||35.60|34.83||97|\n"
                                "F|other||10.00|10.00||100.00|\n");
    assert_str(told(*state, in), "trunc 0");
    // The rate in whole numbers, the score with one decimal: each column has its own.
    in = infer(*state, "national-2020", "F|total||200.00|186.63|10|93|9.3\n");
    const struct round_group *g = round_group_of(&in->rounding, 0);
    assert_int_equal(g->rate_digits, 0);
    assert_int_equal(g->score_digits, 1);
    assert_int_equal(g->digits, 0);
}

// Two lines that no candidate explains together: the one with fewest misfits is taken.
static void test_core_round__fewest_misfits(void **state)
{
    struct inferred *in = infer(*state, "national-2020",
                                "U|甲单位\nF|total||111.71|88.46|10.00|79.18|7.91\n==\n"
                                "U|甲单位\nF|total||111.71|88.46|10.00|79.18|7.91\n==\n"
                                "U|甲单位\nF|total||20000|9034|10.00|45.17|4.52\n");
    assert_str(told(*state, in), "trunc 2");
    assert_str(findings(*state, in, 0, 0), "ok");
    assert_str(findings(*state, in, 2, 0), "H02");
    assert_false(round_line_of(&in->rounding, 2, 0)->takes_part);
    // One against one: the profile's is taken, and nothing is decided.
    static const char even[] = "U|甲单位\nF|total||20000|9034|10.00|45.17|4.51\n==\n"
                               "U|甲单位\nF|total||20000|9034|10.00|45.17|4.52\n";
    in = infer(*state, "national-2020", even);
    const struct round_group *g = round_group_of(&in->rounding, 0);
    assert_int_equal(g->candidates[g->chosen].mode, ROUND_HALF_UP);
    assert_str(told(*state, in), "open");
    assert_str(findings(*state, in, 0, 0), "H02");
    assert_str(findings(*state, in, 1, 0), "ok");
    in = infer(*state, "shanghai-seed-2023", even);
    g = round_group_of(&in->rounding, 0);
    assert_int_equal(g->candidates[g->chosen].mode, ROUND_TRUNC);
    assert_str(findings(*state, in, 1, 0), "H02");
    // A rate that fits one mode and a score that fits the other.
    in = infer(
        *state, "national-2020",
        "F|total||1000000.00|791871.00|10.00|79.18|7.92\nF|other||30000.00|10000.00||33.33|\n");
    assert_str(findings(*state, in, 0, 0), "H01");
}

// A line at 100 % that only one mode explains decides nothing.
static void test_core_round__edge(void **state)
{
    struct inferred *in = infer(*state, "national-2020",
                                "U|甲单位\nF|total||20.0|10.0|10.0|50.0|5.0\n==\n"
                                "U|甲单位\nF|total||20.0|20.0|7.55|100|7.5\n");
    assert_int_equal(round_group_of(&in->rounding, 0)->n_fit, 1);
    assert_str(told(*state, in), "open");
}

// Of several that fit, the one with most exact lines.
static void test_core_round__most_exact(void **state)
{
    // 99.84568 %: cut 99.84 is exact, half up only within.
    struct inferred *in =
        infer(*state, "national-2020", "F|total||187.92|187.63|10.00|99.84|9.98\n");
    const struct round_group *g = round_group_of(&in->rounding, 0);
    assert_false(g->is_decided);
    assert_int_equal(g->n_fit, 2);
    assert_int_equal(g->candidates[g->chosen].mode, ROUND_TRUNC);
}

static void test_core_round__initial_base(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    p.rate_base = RATE_INITIAL;
    struct rounding r;
    struct form *form = rules_form(*state, "F|total|160.00|148.00|141.27|10.00|88.29|8.83\n");
    round_infer(*state, &r, form, 1, &p);
    assert_false(r.lines[0].rate_is_wrong || r.lines[0].rate_fits_initial);
    assert_str(dec_print(*state, r.lines[0].rate_expected), "88.29");
}

static void test_core_round__same_unit(void **state)
{
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"U|某某市热线服务中心", "U|某某市热线服务中心", true},
        {"U|某某市热线服务中心", "U|某某市热绿服务中心", true}, // 1 of 9
        {"U|某某市热线中心", "U|某某市车管中心", false},        // 2 of 7
        {"U|甲乙丙丁戊己庚辛壬癸", "U|甲乙丙丁戊己庚辛", true}, // 2 of 10
        {"U|甲乙丙丁戊己庚辛壬癸", "U|甲乙丙丁戊己庚", false},  // 3 of 10
        {"U|甲乙丙丁戊己庚辛", "U|甲乙丙丁戊己庚辛壬癸", true},
        {"U|?", "U|?", false},
        {"U|甲单位", "U|?", false},
        {"D|某某市文化局", "D|某某市文化局", true},
        {"D|?", "D|?", false},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct form *a = rules_form(*state, cases[i].a), *b = rules_form(*state, cases[i].b);
        assert_int_equal(round_is_same_unit(a, b), cases[i].same);
    }
    // A department names the unit only of a department's form.
    struct form *a = rules_form(*state, "D|某某市文化局");
    a->is_department = false;
    assert_false(round_is_same_unit(a, a));
}

// A torn name is looked for among the last groups only; an equal one is found wherever it stands.
static void test_core_round__many_units(void **state)
{
    struct buf text = buf_new(*state, BUF_SMALL);
    for (int i = 0; i < 70; i++)
        buf_fmt(&text, "U|%c%c单位\nF|total||72|72|10|100|10\n==\n", 'A' + i / 10, 'a' + i % 10);
    buf_add_c(&text, "U|Aa单位\n==\nU|?\n==\nU|?\n==\nU|某某市热线服务中心\n==\n"
                     "U|某某市热绿服务中心\n");
    buf_char(&text, '\0');
    struct inferred *in = infer(*state, "national-2020", text.ptr);
    assert_int_equal(in->rounding.n_groups, 73);
    assert_int_equal(in->rounding.group_of[74], in->rounding.group_of[73]);
    assert_int_equal(in->rounding.group_of[70], 0);
    assert_int_equal(in->rounding.group_of[71], 70);
    assert_int_equal(in->rounding.group_of[72], 71);
    assert_int_equal(in->rounding.n_lines, 70);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_round__published),          UNIT(test_core_round__one_convention_a_unit),
        UNIT(test_core_round__decided_by_a_rate),  UNIT(test_core_round__damaged),
        UNIT(test_core_round__repaired_with_copy), UNIT(test_core_round__digits),
        UNIT(test_core_round__fewest_misfits),     UNIT(test_core_round__edge),
        UNIT(test_core_round__most_exact),         UNIT(test_core_round__initial_base),
        UNIT(test_core_round__same_unit),          UNIT(test_core_round__many_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
