// SPDX-License-Identifier: AGPL-3.0-or-later
// Profiles: all that the program carries can be loaded and say what the rule book says; a file with
// a mistake is refused at its place.
#include "base/buf.h"
#include "base/limit.h"
#include "core/profile.h"
#include "test/unit/rules.h"

static void assert_num(struct dec d, const char *want)
{
    struct dec w;
    assert_int_equal(dec_read(&w, str_of(want)), RC_OK);
    assert_true(dec_eq(d, w));
}

static void assert_round(const struct profile_round *r, bool infer, enum round_mode mode,
                         int digits, bool is_fraction)
{
    assert_int_equal(r->infer, infer);
    assert_int_equal(r->mode, mode);
    assert_int_equal(r->digits, digits);
    assert_int_equal(r->is_fraction, is_fraction);
}

static void test_core_profile__national(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    assert_str(p.name, "national-2020");
    assert_true(p.title_zh.len && p.title_en.len && p.basis_zh.len && p.basis_en.len);
    assert_str(p.confidence, "confirmed");
    assert_str(p.inherits, "");
    assert_num(p.exec_weight, "10");
    assert_true(p.exec_outside);
    assert_int_equal(p.n_split, 3);
    assert_str(p.split[0].name, "output");
    assert_num(p.split[0].points, "50");
    assert_num(p.split[1].points, "30");
    assert_num(p.split[2].points, "10");
    assert_false(p.split_strict);
    assert_num(p.weight_total, "100");
    assert_int_equal(p.row_weights, WEIGHTS_PRINTED);
    assert_int_equal(p.rate_base, RATE_ADJUSTED);
    assert_num(p.rate_cap, "100");
    assert_round(&p.rate_round, true, ROUND_HALF_UP, 2, false);
    assert_round(&p.exec_round, true, ROUND_HALF_UP, 2, false);
    assert_true(p.row_as_exec);
    assert_false(p.exec_from_printed_rate);
    assert_int_equal(p.total_digits, 2);
    assert_false(p.total_trim);
    assert_int_equal(p.unmet, UNMET_PROPORTION);
    assert_num(p.band_reached, "80");
    assert_num(p.band_partly, "60");
    assert_num(p.over_pct, "30");
    assert_int_equal(p.over_kind, OVER_NONE);
    assert_num(p.over_points, "0");
    assert_int_equal(p.n_caps, 0);
    assert_str(p.caps_shown_of, "platform-2022");
    assert_int_equal(p.n_shown_caps, 4);
    assert_num(p.exec_explain_below, "90");
    assert_num(p.unspent_warn, "20");
    assert_num(p.gap_warn, "5");
    assert_int_equal(p.gap_base, GAP_SHARE);
    assert_num(p.slack_warn, "30");
    assert_num(p.row_weight_max, "20");
    assert_false(p.grade_line);
    assert_num(p.zero_source_rate, "0");
    assert_num(p.rescore_gap, "1.00");
    assert_int_equal(p.n_grades, 4);
}

// What each further profile changes (self-evaluation.md §5); the rest is inherited.
static void test_core_profile__others(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "shanghai-seed-2023");
    assert_round(&p.rate_round, false, ROUND_TRUNC, 2, false);
    assert_round(&p.exec_round, false, ROUND_TRUNC, 2, false);
    assert_round(&p.row_round, false, ROUND_TRUNC, 2, false);
    assert_true(p.grade_line && !p.row_as_exec);
    assert_str(p.confidence, "inferred");
    assert_str(p.inherits, "national-2020");
    assert_num(p.exec_weight, "10");

    p = rules_profile(*state, &rules, "hubei");
    assert_num(p.exec_weight, "20");
    assert_num(p.band_partly, "50");
    assert_int_equal(p.n_split, 1);
    assert_str(p.split[0].name, "goals");
    assert_num(p.split[0].points, "80");
    assert_round(&p.row_round, false, ROUND_HALF_UP, 2, false);

    p = rules_profile(*state, &rules, "platform-2022");
    assert_int_equal(p.over_kind, OVER_MINUS);
    assert_num(p.over_points, "2");
    assert_int_equal(p.n_caps, 4);
    assert_num(p.caps[0].cap, "89");
    assert_num(p.caps[3].cap, "59");
    assert_int_equal(p.n_shown_caps, 0);

    p = rules_profile(*state, &rules, "cost-2021");
    assert_int_equal(p.n_split, 4);
    assert_str(p.split[0].name, "cost");
    assert_num(p.split[0].points, "20");
    assert_str(p.confidence, "recalled");

    p = rules_profile(*state, &rules, "plain-20-80");
    assert_int_equal(p.row_weights, WEIGHTS_EQUAL);
    assert_num(p.exec_weight, "20");
    assert_true(p.rate_round.infer);

    p = rules_profile(*state, &rules, "free-10-90");
    assert_num(p.split[0].points, "90");
    p = rules_profile(*state, &rules, "whole-down");
    assert_round(&p.row_round, false, ROUND_TRUNC, 0, false);
    p = rules_profile(*state, &rules, "whole-half-up");
    assert_round(&p.exec_round, false, ROUND_HALF_UP, 0, false);
    p = rules_profile(*state, &rules, "one-decimal-fraction");
    assert_round(&p.rate_round, false, ROUND_HALF_UP, 1, true);
    assert_num(p.exec_weight, "20");
    p = rules_profile(*state, &rules, "putuo-2022");
    assert_round(&p.rate_round, false, ROUND_HALF_UP, 2, false);
    assert_false(p.grade_line);
    p = rules_profile(*state, &rules, "scheme-dmp");
    assert_false(p.exec_outside);
    assert_int_equal(p.n_split, 3);
}

static void test_core_profile__all_load(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    assert_int_equal(rules.n_files, 12);
    for (size_t i = 0; i < rules.n_files; i++) {
        struct profile p;
        struct err err;
        assert_int_equal(
            profile_load(*state, &p, rules.files[i].name, rules.files, rules.n_files, &err), RC_OK);
        assert_true(p.title_zh.len && p.title_en.len && p.basis_zh.len && p.basis_en.len);
    }
}

static void test_core_profile__grade(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "national-2020");
    static const struct {
        struct dec total;
        const char *grade;
    } cases[] = {
        {{10000, 2}, "优"}, {{9000, 2}, "优"}, {{8999, 2}, "良"}, {{80, 0}, "良"},
        {{7999, 2}, "中"},  {{60, 0}, "中"},   {{5999, 2}, "差"}, {{0, 0}, "差"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++)
        assert_str(profile_grade_of(&p, cases[i].total), cases[i].grade);
    assert_str(profile_grade_of(&p, dec_int(-1)), "");
}

static void test_core_profile__cap(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "platform-2022");
    static const struct {
        struct ratio rate;
        const char *cap;
    } cases[] = {
        {{8, 10}, ""},         {{7999, 10000}, "89"}, {{7, 10}, "89"},
        {{6999, 10000}, "79"}, {{6, 10}, "79"},       {{5999, 10000}, "69"},
        {{5, 10}, "69"},       {{4999, 10000}, "59"}, {{0, 1}, "59"},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct dec cap;
        bool has = profile_cap_of(&cap, p.caps, p.n_caps, cases[i].rate);
        assert_str(has ? dec_print(*state, cap) : STR(""), cases[i].cap);
    }
    assert_string_equal(profile_mode_name(ROUND_TRUNC), "trunc");
    assert_string_equal(profile_mode_name(ROUND_UP), "up");
}

// Loads a profile "own" whose file is `text`, beside those of the program.
static enum rc load_own(struct mem *mem, struct profile *out, const char *text, struct err *err)
{
    struct rules rules;
    rules_open(mem, &rules);
    struct tree *tree;
    assert_int_equal(yaml_read(mem, &tree, str_of(text), STR("own.yaml"), err), RC_OK);
    rules.files[rules.n_files++] = (struct profile_file){STR("own"), STR("own.yaml"), tree};
    return profile_load(mem, out, STR("own"), rules.files, rules.n_files, err);
}

#define HEAD                                                                                       \
    "title: {zh: 自定, en: Own}\nbasis: {zh: 自定, en: own}\nconfidence: inferred\n"           \
    "inherits: national-2020\n"

static void test_core_profile__own(void **state)
{
    struct profile p;
    struct err err;
    assert_int_equal(load_own(*state, &p,
                              HEAD "exec_from: printed_rate\nunmet: zero\nover_kind: slide\n"
                                   "gap_base: rate\nrate_base: initial\nsplit_strict: yes\n"
                                   "total_print: {digits: 1, trim: yes}\ncaps_shown_of: none\n"
                                   "row_round: {mode: infer, else: up, digits: 3}\n"
                                   "exec_round: {mode: half_even, digits: 1, scale: percent}\n",
                              &err),
                     RC_OK);
    assert_true(p.exec_from_printed_rate && p.split_strict && p.total_trim);
    assert_int_equal(p.unmet, UNMET_ZERO);
    assert_int_equal(p.over_kind, OVER_SLIDE);
    assert_int_equal(p.gap_base, GAP_RATE);
    assert_int_equal(p.rate_base, RATE_INITIAL);
    assert_int_equal(p.n_shown_caps, 0);
    assert_round(&p.row_round, true, ROUND_UP, 3, false);
    assert_round(&p.exec_round, false, ROUND_HALF_EVEN, 1, false);
    assert_false(p.row_as_exec);
}

static void test_core_profile__row_round_back_to_exec(void **state)
{
    struct profile p;
    struct err err;
    assert_int_equal(load_own(*state, &p,
                              "title: {zh: 自定, en: Own}\nbasis: {zh: 自定, en: own}\n"
                              "confidence: inferred\ninherits: hubei\nrow_round: exec\n",
                              &err),
                     RC_OK);
    assert_true(p.row_as_exec);
    assert_num(p.band_partly, "50");
}

static void test_core_profile__mistakes(void **state)
{
    static const struct {
        const char *text, *key, *word, *near;
        int line, column;
    } cases[] = {
        {HEAD "exec_wieght: 10\n", "err.profile.key_near", "exec_wieght", "exec_weight", 5, 14},
        {HEAD "frobnicate_it: 10\n", "err.profile.key", "frobnicate_it", NULL, 5, 16},
        {HEAD "exec_weight: ten\n", "err.profile.number", "ten", "", 5, 14},
        {HEAD "exec_weight: -1\n", "err.profile.number", "-1", "", 5, 14},
        {HEAD "exec_weight: [1]\n", "err.profile.number", "", "", 5, 14},
        {HEAD "unmet: proportoin\n", "err.profile.word_near", "proportoin", "proportion", 5, 8},
        {HEAD "unmet: whatever\n", "err.profile.word", "whatever", "proportion, zero", 5, 8},
        {HEAD "exec_from: quotent\n", "err.profile.word_near", "quotent", "quotient", 5, 12},
        {HEAD "split_strict: maybe\n", "err.profile.word", "maybe", "no, yes", 5, 15},
        {HEAD "caps_shown_of: []\n", "err.profile.text", "caps_shown_of", "", 5, 16},
        {HEAD "caps_shown_of: ''\n", "err.profile.text", "caps_shown_of", "", 5, 16},
        {HEAD "caps_shown_of: nobody\n", "err.profile.inherits", "nobody", "", 1, 1},
        {HEAD "rate_round: half_up\n", "err.profile.map", "rate_round", "", 5, 13},
        {HEAD "rate_round: {mode: trunk, digits: 2}\n", "err.profile.word_near", "trunk", "trunc",
         5, 20},
        {HEAD "rate_round: {digits: 2}\n", "err.profile.part", "mode", "", 5, 13},
        {HEAD "rate_round: {mode: infer, digits: 2}\n", "err.profile.part", "else", "", 5, 13},
        {HEAD "rate_round: {mode: infer, else: infer, digits: 2}\n", "err.profile.word", "infer",
         "trunc, half_up, half_even, up", 5, 33},
        {HEAD "rate_round: {mode: up}\n", "err.profile.part", "digits", "", 5, 13},
        {HEAD "rate_round: {mode: up, digits: two}\n", "err.profile.number", "two", "", 5, 32},
        {HEAD "rate_round: {mode: up, digits: 10}\n", "err.profile.digits", "10", "", 5, 32},
        {HEAD "rate_round: {mode: up, digits: 1.5}\n", "err.profile.digits", "1.5", "", 5, 32},
        {HEAD "rate_round: {mode: up, digits: 1, scale: percnt}\n", "err.profile.word_near",
         "percnt", "percent", 5, 42},
        {HEAD "rate_round: {mode: up, digit: 1}\n", "err.profile.key_near", "digit", "digits", 5,
         31},
        {HEAD "row_round: exce\n", "err.profile.word_near", "exce", "exec", 5, 12},
        {HEAD "row_round: [exec]\n", "err.profile.word", "", "exec", 5, 12},
        {HEAD "total_print: 2\n", "err.profile.map", "total_print", "", 5, 14},
        {HEAD "total_print: {trim: no}\n", "err.profile.part", "digits", "", 5, 14},
        {HEAD "total_print: {digits: 2}\n", "err.profile.part", "trim", "", 5, 14},
        {HEAD "bands: 80\n", "err.profile.map", "bands", "", 5, 8},
        {HEAD "bands: {partly: 60}\n", "err.profile.part", "reached", "", 5, 8},
        {HEAD "bands: {reached: 80}\n", "err.profile.part", "partly", "", 5, 8},
        {HEAD "bands: {reached: 60, partly: 80}\n", "err.profile.bands", "", "", 5, 8},
        {HEAD "bands: {reached: 101, partly: 80}\n", "err.profile.bands", "", "", 5, 8},
        {HEAD "split: {outputs: 90}\n", "err.profile.key_near", "outputs", "output", 5, 18},
        {HEAD "split: {output: x}\n", "err.profile.number", "x", "", 5, 17},
        {HEAD "split: {output: 80}\n", "err.profile.split", "90", "", 1, 1},
        {HEAD "split: {output: 999999999999999999}\n", "err.profile.split", "output", "", 1, 1},
        {HEAD "exec_caps: {}\n", "err.profile.list", "exec_caps", "", 5, 12},
        {HEAD "exec_caps: []\n", "err.profile.list", "exec_caps", "", 5, 12},
        {HEAD "exec_caps: [1]\n", "err.profile.map", "", "", 5, 13},
        {HEAD "exec_caps: [{to: 80, most: 89}]\n", "err.profile.part", "from", "", 5, 13},
        {HEAD "exec_caps: [{from: 70, most: 89}]\n", "err.profile.part", "to", "", 5, 13},
        {HEAD "exec_caps: [{from: 70, to: 80}]\n", "err.profile.part", "most", "", 5, 13},
        {HEAD "exec_caps: [{from: 80, to: 80, most: 89}]\n", "err.profile.caps", "", "", 5, 13},
        {HEAD "exec_caps: [1, {from: 70, to: 80, most: 89}]\n", "err.profile.map", "", "", 5, 13},
        {HEAD "grades: [1, {from: 70, name: A}]\n", "err.profile.map", "", "", 5, 10},
        {HEAD "split: {output: x, benefit: 1}\n", "err.profile.number", "x", "", 5, 17},
        {HEAD "grades: none\n", "err.profile.list", "grades", "", 5, 9},
        {HEAD "grades: [90]\n", "err.profile.map", "", "", 5, 10},
        {HEAD "grades: [{name: A}]\n", "err.profile.part", "from", "", 5, 10},
        {HEAD "grades: [{from: 90}]\n", "err.profile.part", "name", "", 5, 10},
        {HEAD "grades: [{from: 60, name: A}, {from: 60, name: B}]\n", "err.profile.grades", "B", "",
         5, 31},
        {"title: {zh: 甲}\ninherits: national-2020\n", "err.profile.part", "en", "", 1, 8},
        {"title: 甲\ninherits: national-2020\n", "err.profile.map", "title", "", 1, 8},
        {"confidence: sure\ninherits: national-2020\n", "err.profile.word", "sure",
         "confirmed, recalled, inferred", 1, 13},
        {"inherits: national-2020\n", "err.profile.missing", "title", "", 1, 1},
        {"exec_weight: 10\n", "err.profile.missing", "title", "", 1, 1},
        {"title: {zh: 甲, en: A}\nbasis: {zh: 甲, en: A}\nconfidence: recalled\n",
         "err.profile.missing", "exec_weight", "", 1, 1},
        {"inherits: nobody\n", "err.profile.inherits", "nobody", "", 1, 11},
        {"inherits: own\n", "err.profile.circle", "own", "", 1, 11},
        {"- inherits\n", "err.profile.map", "own", "", 1, 1},
    };
    for (size_t i = 0; i < LENGTH_OF(cases); i++) {
        struct profile p;
        struct err err;
        enum rc rc = load_own(*state, &p, cases[i].text, &err);
        if (rc != RC_INPUT)
            print_error("case %zu: %s", i, cases[i].text);
        assert_int_equal(rc, RC_INPUT);
        assert_string_equal(err.key, cases[i].key);
        assert_str(unit_arg(&err, "word"), cases[i].word);
        if (cases[i].near)
            assert_str(unit_arg(&err, "near"), cases[i].near);
        assert_str(unit_arg(&err, "file"), "own.yaml");
        assert_str(unit_arg(&err, "line"), buf_print(*state, "%d", cases[i].line).ptr);
        assert_str(unit_arg(&err, "column"), buf_print(*state, "%d", cases[i].column).ptr);
    }
}

// A list that is too long; and a profile shown for its caps that is itself wrong.
static void test_core_profile__many_caps(void **state)
{
    struct buf text = buf_new(*state, BUF_SMALL);
    buf_add_c(&text, HEAD "exec_caps:\n");
    for (size_t i = 0; i <= limit_of(LIMIT_PROFILE_BANDS); i++)
        buf_add_c(&text, "  - {from: 0, to: 1, most: 1}\n");
    buf_char(&text, '\0');
    struct profile p;
    struct err err;
    assert_int_equal(load_own(*state, &p, text.ptr, &err), RC_REFUSED);
    assert_string_equal(err.key, "err.profile.many");
    assert_str(unit_arg(&err, "key"), "exec_caps");
    assert_str(unit_arg(&err, "limit"), "profile-bands");
    assert_int_equal(limit_set(*state, STR("profile-bands=17"), &err), RC_OK);
    assert_int_equal(load_own(*state, &p, text.ptr, &err), RC_OK);
    limit_reset();
    assert_int_equal(p.n_caps, 17);
}

// A line of inheritance that is too long is no circle.
static void test_core_profile__many_inherits(void **state)
{
    struct profile p;
    struct err err;
    assert_int_equal(limit_set(*state, STR("profile-inherits=1"), &err), RC_OK);
    assert_int_equal(load_own(*state, &p, HEAD, &err), RC_REFUSED);
    assert_string_equal(err.key, "err.profile.many");
    assert_str(unit_arg(&err, "limit"), "profile-inherits");
    assert_int_equal(limit_set(*state, STR("profile-inherits=2"), &err), RC_OK);
    assert_int_equal(load_own(*state, &p, HEAD, &err), RC_OK);
    limit_reset();
}

static void test_core_profile__unknown(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p;
    struct err err;
    assert_int_equal(profile_load(*state, &p, STR("hubie"), rules.files, rules.n_files, &err),
                     RC_USAGE);
    assert_string_equal(err.key, "err.profile.none_near");
    assert_str(unit_arg(&err, "near"), "hubei");
    assert_int_equal(profile_load(*state, &p, STR("mars-2050"), rules.files, rules.n_files, &err),
                     RC_USAGE);
    assert_string_equal(err.key, "err.profile.none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_profile__national),
        UNIT(test_core_profile__others),
        UNIT(test_core_profile__all_load),
        UNIT(test_core_profile__grade),
        UNIT(test_core_profile__cap),
        UNIT(test_core_profile__own),
        UNIT(test_core_profile__row_round_back_to_exec),
        UNIT(test_core_profile__mistakes),
        UNIT(test_core_profile__many_caps),
        UNIT(test_core_profile__many_inherits),
        UNIT(test_core_profile__unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
