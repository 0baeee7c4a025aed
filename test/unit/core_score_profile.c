// SPDX-License-Identifier: AGPL-3.0-or-later
// One form under each profile, worked out by hand in the comment above it.
#include "core/score.h"
#include "test/unit/rules.h"

// Scores `text` under a profile and compares sum, execution points, strict total and grade.
static const struct score *check(struct mem *mem, const char *name, const char *text,
                                 const char *sum, const char *exec, const char *strict,
                                 const char *grade)
{
    struct rules *rules = MEM_NEW(mem, struct rules);
    rules_open(mem, rules);
    struct profile p = rules_profile(mem, rules, name);
    struct scored *s = rules_score(mem, rules, &p, text);
    assert_str(s->score.sum.is_known ? score_print_total(mem, &p, s->score.sum.dec) : STR("-"),
               sum);
    assert_str(rules_dec(mem, s->score.exec_strict), exec);
    assert_str(s->score.strict.is_known ? score_print_total(mem, &p, s->score.strict.dec)
                                        : STR("-"),
               strict);
    assert_str(s->score.grade_strict, grade);
    return &s->score;
}

// national-2020. 58.17/63.40 = 91.7507…% printed 91.75, 9.175… printed 9.17: half up would give
// 9.18 (at least 9.1742…, of 58.165/63.405 = 91.7357 % only 9.17): open, so half up serves.
// Sum 9.17 + 45 + 30 + 10 = 94.17. Strict: 9.18 (9.17507…) + 7/8 x 50 = 43.75 + 30 + 10 = 92.93.
static void test_core_score_profile__national_2020(void **state)
{
    const struct score *s = check(*state, "national-2020",
                                  "F|total|63.40|63.40|58.17|10.00|91.75|9.17\n"
                                  "R|产出指标|数量指标|场次|≥8.00场|7.00场|50.00|45.00\n"
                                  "R|效益指标|社会效益指标|影响|扩大|达成指标|30.00|30.00\n"
                                  "R|满意度指标|服务对象满意度指标|满意度|≥90%|93%|10.00|10.00\n"
                                  "T|100|94.17|优\n",
                                  "94.17", "9.18", "92.93", "优");
    assert_true(s->rounding_is_open);
    assert_true(s->rows[0].is_unequal);
    assert_true(s->weight_sum.is_known && s->is_weight_equal);
}

// The same profile, the convention decided. 41.27/52.60 = 78.4600…%: 78.46 and 7.846, printed 7.84:
// half up needs at most 7.845 of 7.8454… (41.265/52.605 = 78.443 %: 7.8443 gives 7.84): open there;
// with four decimals in the amounts the interval is 7.8459…–7.8461…: cut, decided by the score.
// Strict: 7.84 + 50 x 2/3 = 33.33 (33.333…) + 40 = 81.17.
static void test_core_score_profile__national_2020_decided(void **state)
{
    const struct score *s = check(*state, "national-2020",
                                  "F|total|52.6000|52.6000|41.2700|10.00|78.46|7.84\n"
                                  "R|产出指标|数量指标|期数|≥3期|2期|50.00|33.33\n"
                                  "R|效益指标|社会效益指标|作用|≥1项|1项|40.00|40.00\n"
                                  "T|100|81.17|良\n",
                                  "81.17", "7.84", "81.17", "良");
    assert_false(s->rounding_is_open);
    assert_int_equal(s->row_mode, ROUND_TRUNC);
}

// shanghai-seed-2023 cuts whatever the file shows. 58.17/63.40 = 91.75…%: 9.175… is 9.17.
// Strict: 9.17 + 50 x 5/7 = 35.714… cut 35.71 + 40 = 84.88.
static void test_core_score_profile__shanghai_seed_2023(void **state)
{
    check(*state, "shanghai-seed-2023",
          "F|total|63.40|63.40|58.17|10.00|91.75|9.17\n"
          "R|产出指标|数量指标|期数|≥7期|5期|50.00|35.71\n"
          "R|效益指标|社会效益指标|作用|≥1项|1项|40.00|40.00\n"
          "T|100|84.88|良\n",
          "84.88", "9.17", "84.88", "良");
}

// hubei. 497.83/512.00 = 97.2324…%, of 20 points 19.4464… = 19.45. A text at 55 % of its weight is
// inside the band of partly (50 to 80): 40 x 55 % = 22 stays. Strict 19.45 + 40 + 22 = 81.45.
static void test_core_score_profile__hubei(void **state)
{
    const struct score *s =
        check(*state, "hubei",
              "F|total|512.00|512.00|497.83|20|97.23|19.45\n"
              "R|产出指标|数量指标|台数|≥6台|6台|40|40\n"
              "R|效益指标|社会效益指标|作用|提升|部分达成指标并具有一定效果|40|22\n"
              "T|100|81.45|\n",
              "81.45", "19.45", "81.45", "良");
    assert_false(s->rows[1].is_outside_band);
}

// platform-2022. 74/100: 7.40. The overshoot of 67.5 % costs 2 of 50: 48. Strict 7.40 + 48 + 40 =
// 95.40, but a rate in [70, 80) allows 89 at most.
static void test_core_score_profile__platform_2022(void **state)
{
    const struct score *s = check(*state, "platform-2022",
                                  "F|total|100.00|100.00|74.00|10|74.00|7.40\n"
                                  "R|产出指标|数量指标|人次|≥1600人次|2680人次|50|50\n"
                                  "R|效益指标|社会效益指标|作用|≥1项|1项|40|40\n"
                                  "T|100|97.40|优\n",
                                  "97.40", "7.40", "89.00", "良");
    assert_true(s->strict_is_capped && s->cap.is_capped);
    assert_true(s->rows[0].is_over && !s->rows[0].is_below);
}

// cost-2021. 161.35/164.00 = 98.3841…%: 9.84. The cost row with the ceiling 160 spent 161.34:
// 20 x 160/161.34 = 19.8338… = 19.83. Strict 9.84 + 19.83 + 40 + 20 + 10 = 99.67.
static void test_core_score_profile__cost_2021(void **state)
{
    const struct score *s = check(*state, "cost-2021",
                                  "F|total|164.00|164.00|161.35|10|98.38|9.84\n"
                                  "R|成本指标|经济成本指标|总成本|≤160.00万元|161.34万元|20|19.83\n"
                                  "R|产出指标|数量指标|面积|≥12亩|12亩|40|40\n"
                                  "R|效益指标|社会效益指标|作用|≥1项|1项|20|20\n"
                                  "R|满意度指标|服务对象满意度指标|满意度|≥90%|91%|10|10\n"
                                  "T|100|99.67|\n",
                                  "99.67", "9.84", "99.67", "优");
    assert_true(s->rows[0].is_cost && s->is_weight_equal);
}

// plain-20-80. No weights are printed: three rows share 80, 26.666… each (26.66 on
// show). 37.92/38.40 = 98.75 % of 20 = 19.75. Row 2 reached 3 of 4: 26.666… x 3/4 = 20.00.
// Strict 19.75 + 26.67 + 20.00
// + 26.67 = 93.09.
static void test_core_score_profile__plain_20_80(void **state)
{
    const struct score *s = check(*state, "plain-20-80",
                                  "F|total|38.40|38.40|37.92||98.75|\n"
                                  "R|产出指标|数量指标|期数|≥4期|4期\n"
                                  "R|产出指标|数量指标|人数|≥4人|3人\n"
                                  "R|满意度指标|服务对象满意度指标|满意度|≥90%|95%\n"
                                  "T|||\n",
                                  "-", "19.75", "93.09", "优");
    assert_str(rules_dec(*state, s->rows[0].weight), "26.66");
    assert_str(rules_ratio(*state, s->rows[0].weight_exact), "26.6666…");
    assert_int_equal(s->rows[0].weight_from, SCORE_WEIGHT_PROFILE);
    assert_str(rules_dec(*state, s->rows[1].value), "20.00");
    assert_str(rules_dec(*state, s->weight_sum), "100");
}

// Lines that tell how money was managed have no share; alone they leave nothing to share.
static void test_core_score_profile__plain_20_80_managed(void **state)
{
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "plain-20-80");
    static const char text[] = "F|total|38.40|38.40|37.92||98.75|\n"
                               "R|资金管理情况||分配科学性||按人数分配\n"
                               "R|产出指标|数量指标|期数|≥4期|4期\n"
                               "R|产出指标|数量指标|人数|≥4人|3人\nT|||\n";
    const struct score *s = &rules_score(*state, &rules, &p, text)->score;
    assert_true(s->rows[0].is_outside && !s->rows[0].weight.is_known);
    assert_str(rules_dec(*state, s->rows[1].weight), "40.00");
    assert_str(rules_dec(*state, s->weight_sum), "100");
    s = &rules_score(*state, &rules, &p, "R|资金管理情况||分配科学性||按人数分配\nT|||\n")->score;
    assert_false(s->weight_sum.is_known || s->sum.is_known);
}

// Merged scores share the weights of their rows: two of three rows, 53.333… points, both met.
static void test_core_score_profile__plain_20_80_merged(void **state)
{
    const struct score *s = check(*state, "plain-20-80",
                                  "F|total|38.40|38.40|38.40|20|100|20\n"
                                  "R|产出指标|数量指标|期数|≥4期|4期||50\n"
                                  "R|产出指标|数量指标|人数|≥4人|4人\n"
                                  "R|满意度指标|服务对象满意度指标|满意度|≥90%|95%||26\n"
                                  "T||96|\n",
                                  "96.00", "20.00", "100.00", "优");
    assert_str(rules_ratio(*state, s->rows[0].weight_exact), "53.3333…");
    assert_int_equal(s->rows[1].weight_from, SCORE_WEIGHT_NONE);
}

// free-10-90: 90 points in any split. 44/50 = 88 %: 8.80. 60 + 30 x 4/5 = 24. Strict 92.80.
static void test_core_score_profile__free_10_90(void **state)
{
    check(*state, "free-10-90",
          "F|total|50.00|50.00|44.00|10|88.00|8.80\n"
          "R|产出指标|数量指标|处数|≥6处|7处|60|60\n"
          "R|效益指标|社会效益指标|项数|≥5项|4项|30|24\n"
          "T|100|92.80|\n",
          "92.80", "8.80", "92.80", "优");
}

// whole-down: 228.31/235.60 = 96.9057…% is 96, 9.69 is 9; 8 x 47/50 = 7.52 is 7.
static void test_core_score_profile__whole_down(void **state)
{
    const struct score *s = check(*state, "whole-down",
                                  "F|total|235.60|235.60|228.31|10|96|9\n"
                                  "R|产出指标|数量指标|亩数|≥50亩|47亩|8|7\n"
                                  "R|效益指标|社会效益指标|项数|≥5项|5项|82|82\n"
                                  "T|100|98|\n",
                                  "98.00", "9", "98.00", "优");
    assert_false(s->rows[0].is_unequal);
}

// whole-half-up: 465.5/540 = 86.2037…% is 86, 8.62 is 9; 8 x 47/50 = 7.52 is 8.
static void test_core_score_profile__whole_half_up(void **state)
{
    check(*state, "whole-half-up",
          "F|total|540.0|540.0|465.5|10|86|9\n"
          "R|产出指标|数量指标|亩数|≥50亩|47亩|8|8\n"
          "R|效益指标|社会效益指标|项数|≥5项|5项|82|82\n"
          "T|100|99|\n",
          "99.00", "9", "99.00", "优");
}

// one-decimal-fraction: 55.9/64.0 = 0.8734… is 0.9, of 20 points 17.468… = 17.5; 9 x 5/7 = 6.428… =
// 6.4. Strict 17.5 + 6.4 + 71.0 = 94.9.
static void test_core_score_profile__one_decimal_fraction(void **state)
{
    const struct score *s = check(*state, "one-decimal-fraction",
                                  "F|total|64.0|64.0|55.9|20.0|0.9|17.5\n"
                                  "R|产出指标|数量指标|批数|≥7批|5批|9.0|6.4\n"
                                  "R|效益指标|社会效益指标|项数|≥5项|5项|71.0|71.0\n"
                                  "T|100.0|94.9|\n",
                                  "94.9", "17.5", "94.9", "优");
    assert_true(s->rate_is_fraction);
    assert_false(s->rounding_is_open);
}

// putuo-2022, in yuan, half up: 379846/386500 = 98.2783…%: 98.28 and 9.83; 20 x 7/9 = 15.555… =
// 15.56. Strict 9.83 + 15.56 + 70 = 95.39.
static void test_core_score_profile__putuo_2022(void **state)
{
    check(*state, "putuo-2022",
          "F|total|386500.00|386500.00|379846.00|10.00|98.28|9.83\n"
          "R|产出指标|数量指标|台数|≥9台|7台|20|15.56\n"
          "R|效益指标|社会效益指标|项数|≥5项|5项|70|70\n"
          "T|100|95.39|\n",
          "95.39", "9.83", "95.39", "优");
}

// scheme-dmp: the rate is a row; nothing stands outside the rows. 290.31/298.00 = 97.4194…%, the
// row asks for 95 %: met, 13 points. 85 x 96/100 = 81.60. Strict 2 + 13 + 81.60 = 96.60. The
// printed 9.74 on the funds line, if any, would not count.
static void test_core_score_profile__scheme_dmp(void **state)
{
    const struct score *s = check(*state, "scheme-dmp",
                                  "F|total|298.00|298.00|290.31||97.42|\n"
                                  "R|项目决策|项目立项|立项依据|符合办法|已评审入库|2|2\n"
                                  "R|项目管理|预算执行|预算执行率|≥95%|97.42%|13|13\n"
                                  "R|项目绩效|产出|完成率|=100%|96%|85|81.60\n"
                                  "T|100|96.60|\n",
                                  "96.60", "-", "96.60", "优");
    assert_false(s->has_exec);
    assert_true(s->is_weight_equal);
    // Its supplied weights would share the whole, without points for the rate.
    struct rules rules;
    rules_open(*state, &rules);
    struct profile p = rules_profile(*state, &rules, "scheme-dmp");
    p.row_weights = WEIGHTS_EQUAL;
    struct scored *own = rules_score(*state, &rules, &p,
                                     "R|产出指标|数量指标|甲|≥1|1\nR|产出指标|数量指标|乙|≥1|1\n");
    assert_str(rules_dec(*state, own->score.rows[0].weight), "50.00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_core_score_profile__national_2020),
        UNIT(test_core_score_profile__national_2020_decided),
        UNIT(test_core_score_profile__shanghai_seed_2023),
        UNIT(test_core_score_profile__hubei),
        UNIT(test_core_score_profile__platform_2022),
        UNIT(test_core_score_profile__cost_2021),
        UNIT(test_core_score_profile__plain_20_80),
        UNIT(test_core_score_profile__plain_20_80_managed),
        UNIT(test_core_score_profile__plain_20_80_merged),
        UNIT(test_core_score_profile__free_10_90),
        UNIT(test_core_score_profile__whole_down),
        UNIT(test_core_score_profile__whole_half_up),
        UNIT(test_core_score_profile__one_decimal_fraction),
        UNIT(test_core_score_profile__putuo_2022),
        UNIT(test_core_score_profile__scheme_dmp),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
