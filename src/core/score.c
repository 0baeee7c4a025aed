// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/score.h"

#include "base/map.h"
#include "base/mem.h"
#include "core/calc.h"
#include "core/form.h"
#include "core/profile.h"
#include "core/round.h"
#include "core/score_job.h"
#include "core/words.h"

const char *const score_words[] = {
    "ladder_reached", "ladder_partly",      "ladder_missed",   "cost_classes",
    "time_words",     "bad_rate_words",     "bad_count_words", "bad_count_exceptions",
    "money_units",    "management_classes",
};
const size_t score_n_words = LENGTH_OF(score_words);

// Where the profile infers, the file's own convention if it is decided.
static void rounding_choose(const struct score_job *job)
{
    const struct profile *p = job->profile;
    const struct round_group *g = job->group;
    const struct round_candidate *c = &g->candidates[g->chosen];
    const struct profile_round *rate = &p->rate_round, *exec = &p->exec_round;
    struct score *s = job->out;
    bool from_rate = rate->infer && g->is_decided, from_exec = exec->infer && g->is_decided;
    s->rounding_is_open = !g->is_decided;
    s->rate_mode = from_rate ? c->mode : rate->mode;
    s->rate_digits = from_rate && g->rate_digits >= 0 ? g->rate_digits : rate->digits;
    s->rate_is_fraction = c->is_fraction;
    s->exec_mode = from_exec ? c->mode : exec->mode;
    s->exec_digits = from_exec && g->score_digits >= 0 ? g->score_digits : exec->digits;
    bool as_exec = p->row_as_exec || (p->row_round.infer && g->is_decided);
    s->row_mode = as_exec ? s->exec_mode : p->row_round.mode;
    s->row_digits = as_exec ? s->exec_digits : p->row_round.digits;
}

static bool is_none(const struct cell *cell)
{
    return cell->state == CELL_ABSENT || cell->state == CELL_DASH;
}

// A line that tells how money was managed, and carries no points.
static bool is_outside(const struct score_job *job, const struct row *row)
{
    return is_none(&row->weight) && is_none(&row->score) && form_has(&row->level1) &&
           words_in(job->words, "management_classes", row->level1.text);
}

// A row of neither weight nor score, below one that has them, follows a merged cell.
static void groups_find(const struct score_job *job)
{
    struct score *s = job->out;
    size_t head = s->n_rows;
    for (size_t i = 0; i < s->n_rows; i++) {
        const struct row *row = &job->form->rows[i];
        struct score_row *r = &s->rows[i];
        r->is_outside = is_outside(job, row);
        r->is_follower =
            head < s->n_rows && is_none(&row->weight) && is_none(&row->score) && !r->is_outside;
        r->n_group = 1;
        r->group = i;
        if (!r->is_follower) {
            if (!is_none(&row->weight) || !is_none(&row->score))
                head = i;
            continue;
        }
        r->group = head;
        s->rows[head].is_group = true;
        s->rows[head].n_group++;
    }
}

// A group is met if all its rows are, unmet if one is not.
static void groups_met(const struct score_job *job)
{
    struct score *s = job->out;
    for (size_t i = 0; i < s->n_rows; i++)
        s->rows[i].group_met = s->rows[i].met;
    for (size_t i = 0; i < s->n_rows; i++) {
        struct score_row *head = &s->rows[s->rows[i].group];
        enum score_met met = s->rows[i].met;
        if (met == SCORE_MET_NO || head->group_met == SCORE_MET_NO)
            head->group_met = SCORE_MET_NO;
        else if (met == SCORE_MET_UNKNOWN)
            head->group_met = SCORE_MET_UNKNOWN;
    }
}

// Does the profile supply the weights? Only to a form that has none.
static bool is_supplied(const struct score_job *job)
{
    for (size_t i = 0; i < job->form->n_rows; i++)
        if (!is_none(&job->form->rows[i].weight))
            return false;
    return job->profile->row_weights == WEIGHTS_EQUAL;
}

// The rows that share the points of the form.
static size_t rows_inside(const struct score *s)
{
    size_t n = s->n_rows;
    for (size_t i = 0; i < s->n_rows; i++)
        n -= s->rows[i].is_outside;
    return n;
}

static bool has_own_points(const struct score_row *r)
{
    return !r->is_follower && !r->is_outside;
}

static void weights_fill(const struct score_job *job)
{
    struct score *s = job->out;
    const struct profile *p = job->profile;
    size_t inside = rows_inside(s);
    struct calc calc = {is_supplied(job) && inside};
    struct ratio rest = ratio_of(p->weight_total), n = ratio_int((int64_t)inside);
    if (p->exec_outside)
        rest = calc_sub(&calc, rest, ratio_of(p->exec_weight));
    struct ratio equal = calc_div(&calc, rest, n);
    for (size_t i = 0; i < s->n_rows; i++) {
        struct score_row *r = &s->rows[i];
        struct score_dec printed = score_number(&job->form->rows[i].weight);
        r->weight = printed;
        r->weight_exact = score_known_ratio(printed.is_known, ratio_of(printed.dec));
        r->weight_from = printed.is_known ? SCORE_WEIGHT_PRINTED : SCORE_WEIGHT_NONE;
        if (!calc.ok || !has_own_points(r))
            continue;
        struct calc share = {true};
        struct ratio supplied = calc_mul(&share, equal, ratio_int((int64_t)r->n_group));
        struct dec shown = calc_round(&share, supplied, 2, ROUND_TRUNC);
        r->weight = score_known(share.ok, shown);
        r->weight_exact = score_known_ratio(share.ok, supplied);
        r->weight_from = SCORE_WEIGHT_PROFILE;
    }
}

// Sums of what is printed. A missing score, or an end that was not read, leaves the sum open.
static void sums_fill(const struct score_job *job)
{
    struct score *s = job->out;
    struct calc rows = {job->form->is_complete && rows_inside(s)}, known = {true}, weighed = {true};
    struct dec sum = {0, 0}, weights = {0, 0};
    for (size_t i = 0; i < s->n_rows; i++) {
        const struct score_row *r = &s->rows[i];
        if (!has_own_points(r))
            continue;
        rows.ok &= r->printed.is_known;
        if (r->printed.is_known)
            sum = calc_sum(&known, sum, r->printed.dec);
        s->n_scored += r->is_scored;
        s->n_unscored += !r->is_scored;
        if (r->is_scored)
            weights = calc_sum(&weighed, weights, r->weight.dec);
    }
    rows.ok &= known.ok;
    s->known_rows = score_known(known.ok, sum);
    s->known_weights = score_known(weighed.ok, weights);
    s->rows_printed = score_known(rows.ok, sum);
    struct dec total = calc_sum(&rows, sum, s->exec_printed.dec);
    s->sum = score_known(rows.ok && (!s->has_exec || s->exec_printed.is_known), total);
}

// What is known of sum, strict total and weight, over the execution rate and the scored rows.
static void known_fill(const struct score_job *job)
{
    struct score *s = job->out;
    bool has_exec = s->exec_printed.is_known && s->exec_strict.is_known;
    struct calc calc = {s->known_rows.is_known && s->known_weights.is_known};
    struct dec strict = has_exec ? s->exec_strict.dec : dec_int(0);
    for (size_t i = 0; i < s->n_rows; i++)
        if (s->rows[i].is_scored)
            strict = calc_sum(&calc, strict, s->rows[i].strict.dec);
    struct dec sum = calc_sum(&calc, s->known_rows.dec, s->exec_printed.dec);
    struct dec of = has_exec ? s->exec_weight.dec : dec_int(0);
    of = calc_sum(&calc, of, s->known_weights.dec);
    s->known_sum = score_known(calc.ok, sum);
    s->known_strict = score_known(calc.ok, strict);
    s->known_of = score_known(calc.ok, of);
}

static void totals_fill(const struct score_job *job)
{
    struct score *s = job->out;
    const struct profile *p = job->profile;
    s->total_printed = score_number(&job->form->total_score);
    if (s->total_printed.is_known)
        s->grade_printed_total = profile_grade_of(p, s->total_printed.dec);
    if (form_has(&job->form->grade))
        s->grade_printed = job->form->grade.text;
    if (s->sum.is_known)
        s->grade_sum = profile_grade_of(p, s->sum.dec);
    s->is_total_equal =
        s->total_printed.is_known && s->sum.is_known && dec_eq(s->total_printed.dec, s->sum.dec);
    s->grade_on = s->total_printed.is_known ? s->total_printed : s->sum;
    s->grade_expected = s->total_printed.is_known ? s->grade_printed_total : s->grade_sum;
    s->is_grade_equal = str_eq(str_trim(s->grade_printed), s->grade_expected);
}

// The sum of the first-level classes' weights, where no row carries one.
static struct score_dec classes_sum(const struct score_job *job)
{
    const struct form *form = job->form;
    struct calc calc = {form->is_complete && form->n_classes};
    struct dec sum = {0, 0};
    size_t n = 0;
    struct map ones = map_new(job->mem); // the first levels of the rows
    for (size_t k = 0; k < form->n_rows && form->n_classes; k++)
        map_put(&ones, form->rows[k].level1.text, &form->rows[k]);
    for (size_t i = 0; i < form->n_classes; i++) {
        bool is_first_level = map_get(&ones, form->classes[i].name) != NULL;
        struct score_dec weight = score_number(&form->classes[i].weight);
        calc.ok &= weight.is_known || !is_first_level;
        if (!is_first_level)
            continue;
        job->out->weights_rest_on_doubt |= form->classes[i].weight.state == CELL_DOUBTFUL;
        sum = calc_sum(&calc, sum, weight.dec);
        n++;
    }
    return score_known(calc.ok && n, sum);
}

static void weight_sum_fill(const struct score_job *job)
{
    struct score *s = job->out;
    struct calc calc = {job->form->is_complete && rows_inside(s)};
    struct dec sum = {0, 0};
    bool has_any = false, is_supplied_weight = false;
    for (size_t i = 0; i < s->n_rows; i++) {
        const struct score_row *r = &s->rows[i];
        has_any |= !is_none(&job->form->rows[i].weight);
        is_supplied_weight |= r->weight_from == SCORE_WEIGHT_PROFILE;
        s->weights_rest_on_doubt |= job->form->rows[i].weight.state == CELL_DOUBTFUL;
        if (!has_own_points(r))
            continue;
        calc.ok &= r->weight.is_known;
        sum = calc_sum(&calc, sum, r->weight.dec);
    }
    struct score_dec rows = score_known(calc.ok, sum);
    if (!has_any && !is_supplied_weight) {
        rows = classes_sum(job);
        s->weight_from_classes = rows.is_known;
    }
    struct calc total = {rows.is_known};
    struct dec all = calc_sum(&total, rows.dec, s->exec_weight.dec);
    if (is_supplied_weight)
        all = job->profile->weight_total; // their shares are exact, what is shown is cut
    s->weight_sum = score_known(total.ok, all);
    s->is_weight_equal = total.ok && dec_eq(all, job->profile->weight_total);
}

// H22: how far the rows run ahead of the rate, on the base of the profile and on the other one.
static void gap_fill(const struct score_job *job)
{
    struct score *s = job->out;
    const struct profile *p = job->profile;
    struct calc calc = {s->known_rows.is_known && s->known_weights.is_known && s->n_scored > 0};
    struct dec scores = {0, 0};
    for (size_t i = 0; i < s->n_rows; i++)
        if (s->rows[i].is_scored)
            scores = calc_sum(&calc, scores, s->rows[i].printed.dec);
    struct ratio share = calc_div(&calc, ratio_of(scores), ratio_of(s->known_weights.dec));
    s->row_share = score_known_ratio(calc.ok, share);
    struct dec all = calc_sum(&calc, s->known_weights.dec, s->exec_weight.dec);
    struct ratio rate = s->funds.rate.ratio;
    struct ratio ahead = calc_mul(&calc, calc_sub(&calc, share, rate), ratio_int(100));
    bool has_rate = calc.ok && s->funds.rate.is_known;
    struct calc by_share = {has_rate}, by_rate = {has_rate};
    struct ratio on_share = calc_div(&by_share, ahead, share);
    struct ratio on_rate = calc_div(&by_rate, ahead, rate);
    bool is_share = p->gap_base == GAP_SHARE;
    s->gap = is_share ? score_known_ratio(by_share.ok, on_share)
                      : score_known_ratio(by_rate.ok, on_rate);
    s->gap_other = is_share ? score_known_ratio(by_rate.ok, on_rate)
                            : score_known_ratio(by_share.ok, on_share);
    s->gap_is_evaluated = s->gap.is_known && dec_cmp(all, p->weight_total) >= 0;
    s->is_gap_far = s->gap_is_evaluated && ratio_cmp(s->gap.ratio, ratio_of(p->gap_warn)) > 0;
}

// H24: does the rate limit the total, under this profile or under the one it points to?
static void cap_fill(const struct score_job *job)
{
    struct score *s = job->out;
    const struct profile *p = job->profile;
    struct score_cap *cap = &s->cap;
    size_t n = p->n_caps ? p->n_caps : p->n_shown_caps;
    cap->would_be = !p->n_caps;
    cap->is_evaluated = n && s->grade_on.is_known && s->funds.rate.is_known;
    if (!cap->is_evaluated)
        return;
    cap->total = s->grade_on.dec;
    bool has_cap =
        profile_cap_of(&cap->cap, p->n_caps ? p->caps : p->shown_caps, n, s->funds.rate.ratio);
    cap->is_capped = has_cap && dec_cmp(cap->total, cap->cap) > 0;
    cap->grade_before = profile_grade_of(p, cap->total);
    cap->grade_after = cap->is_capped ? profile_grade_of(p, cap->cap) : cap->grade_before;
}

static void strict_missing(struct score *s, const char *key, size_t row)
{
    if (s->strict_missing)
        return;
    s->strict_missing = key;
    s->strict_missing_row = row;
}

static void strict_fill(const struct score_job *job)
{
    struct score *s = job->out;
    const struct profile *p = job->profile;
    struct calc calc = {true};
    struct dec rows = {0, 0};
    if (!job->form->is_complete)
        strict_missing(s, "score.missing.end", 0);
    if (!s->n_rows)
        strict_missing(s, "score.missing.rows", 0);
    if (s->has_exec && !s->exec_strict.is_known)
        strict_missing(s, "score.missing.rate", 0);
    for (size_t i = 0; i < s->n_rows; i++) {
        if (s->rows[i].strict_from == SCORE_STRICT_NONE)
            strict_missing(s, "score.missing.score", i + 1);
        rows = calc_sum(&calc, rows, s->rows[i].strict.dec);
    }
    struct dec total = calc_sum(&calc, rows, s->exec_strict.dec);
    if (!calc.ok)
        strict_missing(s, "score.missing.overflow", 0);
    bool ok = !s->strict_missing;
    s->rows_strict = score_known(ok, rows);
    s->strict_plain = s->strict = score_known(ok, total);
    if (ok && s->funds.rate.is_known &&
        profile_cap_of(&s->strict_cap, p->caps, p->n_caps, s->funds.rate.ratio) &&
        dec_cmp(total, s->strict_cap) > 0) {
        s->strict_is_capped = true;
        s->strict.dec = s->strict_cap;
    }
    if (ok)
        s->grade_strict = profile_grade_of(p, s->strict.dec);
}

void score_form(struct mem *mem, struct score *out, const struct form *forms, size_t at,
                const struct profile *profile, const struct rounding *rounding,
                const struct words *words)
{
    const struct form *form = &forms[at];
    *out = (struct score){.form = at, .n_rows = form->n_rows};
    out->rows = MEM_ARRAY(mem, form->n_rows + 1, struct score_row);
    struct score_job job = {mem, form, profile, words, rounding, round_group_of(rounding, at), out};
    rounding_choose(&job);
    for (size_t i = 0; i < form->n_rows; i++)
        score_row_read(&job, i);
    groups_find(&job);
    groups_met(&job);
    weights_fill(&job);
    score_funds_fill(&job);
    for (size_t i = 0; i < form->n_rows; i++) {
        score_row_value(&job, i);
        score_strict_row(&job, i);
    }
    sums_fill(&job);
    known_fill(&job);
    totals_fill(&job);
    weight_sum_fill(&job);
    gap_fill(&job);
    cap_fill(&job);
    strict_fill(&job);
}

struct str score_print_total(struct mem *mem, const struct profile *profile, struct dec total)
{
    struct dec shown = dec_trim(total);
    if (!profile->total_trim && shown.scale < profile->total_digits)
        (void)!ratio_round(&shown, ratio_of(total), profile->total_digits, ROUND_TRUNC);
    return dec_print(mem, shown);
}
