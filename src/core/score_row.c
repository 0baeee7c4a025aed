// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands in a row (score_row_read), then what it is worth (score_row_value): §4, §4.1.
#include "core/score_job.h"

#include "base/buf.h"
#include "core/calc.h"
#include "core/form.h"
#include "core/profile.h"
#include "core/round.h"
#include "core/score.h"
#include "core/words.h"

const char *score_op_text(enum score_op op)
{
    static const char *const texts[] = {"", "≥", ">", "≤", "<", "="};
    return texts[op];
}

static enum score_op op_of(struct str text)
{
    for (int op = SCORE_OP_GE; op <= SCORE_OP_EQ; op++)
        if (str_eq_c(text, score_op_text((enum score_op)op)))
            return (enum score_op)op;
    return SCORE_OP_NONE;
}

// True if a phrase may end here: nothing follows, or no letter, digit or Han character.
static bool is_phrase_end(struct str rest)
{
    int32_t code = str_next(&rest);
    bool is_word = (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') ||
                   (code >= 'a' && code <= 'z') || str_is_han(code);
    return !is_word;
}

static enum score_phrase phrase_of(const struct words *words, struct str text)
{
    static const char *const names[] = {"ladder_reached", "ladder_partly", "ladder_missed"};
    for (size_t i = 0; i < LENGTH_OF(names); i++) {
        struct str head = words_head(words_list(words, names[i]), text);
        if (head.len && is_phrase_end(str_slice(text, head.len, text.len)))
            return (enum score_phrase)(i + 1);
    }
    return SCORE_PHRASE_NONE;
}

static bool is_cost_row(const struct words *words, const struct row *row)
{
    const struct cell *name = form_has(&row->level2) ? &row->level2 : &row->level1;
    return form_has(name) && words_in(words, "cost_classes", name->text);
}

// Puts the actual into the unit of the target. A unit that only one of them prints serves both.
static void units_read(const struct score_job *job, const struct row *row, struct score_row *r)
{
    const struct cell *target = &row->target.unit, *actual = &row->actual.unit;
    struct ratio factor = ratio_int(1);
    if (form_has(target) && form_has(actual) && !str_eq(target->text, actual->text))
        r->unit_differs =
            !words_unit_convert(job->mem, job->words, actual->text, target->text, &factor);
    r->unit_is_converted = ratio_cmp(factor, ratio_int(1)) != 0;
    struct calc calc = {true};
    r->target_exact = ratio_of(r->target);
    r->actual_exact = calc_mul(&calc, ratio_of(r->actual), factor);
    r->has_numbers &= calc.ok;
}

// A number without operator is met by an equal one; else it is a ceiling or a floor by what it is.
static enum score_op op_assume(const struct score_job *job, const struct row *row,
                               struct score_row *r)
{
    if (ratio_cmp(r->actual_exact, r->target_exact) == 0)
        return SCORE_OP_EQ;
    const struct words *words = job->words;
    struct str name = row->level3.text;
    r->op_is_assumed = true;
    bool is_bad =
        words_in(words, "bad_count_words", name) && !words_in(words, "bad_count_exceptions", name);
    bool is_ceiling = is_bad || r->is_cost || !ratio_sign(r->target_exact) ||
                      words_in(words, "time_words", name) ||
                      words_in(words, "bad_rate_words", name);
    return is_ceiling ? SCORE_OP_LE : SCORE_OP_GE;
}

static enum score_met met_of(const struct score_row *r)
{
    int by = ratio_cmp(r->actual_exact, r->target_exact);
    bool met[] = {false, by >= 0, by > 0, by <= 0, by < 0, by == 0};
    return r->op == SCORE_OP_NONE ? SCORE_MET_UNKNOWN : met[r->op] ? SCORE_MET_YES : SCORE_MET_NO;
}

static void numbers_read(const struct score_job *job, const struct row *row, struct score_row *r)
{
    units_read(job, row, r);
    if (!r->has_numbers || r->unit_differs)
        return;
    const struct cell *op = &row->target.op;
    if (form_has(op))
        r->op = op_of(op->text);
    else if (!form_is_unsure(op))
        r->op = op_assume(job, row, r);
    r->met = met_of(r);
}

static bool is_doubtful_value(const struct value *v)
{
    return v->op.state == CELL_DOUBTFUL || v->value.state == CELL_DOUBTFUL ||
           v->unit.state == CELL_DOUBTFUL || v->text.state == CELL_DOUBTFUL;
}

void score_row_read(const struct score_job *job, size_t at)
{
    const struct row *row = &job->form->rows[at];
    struct score_row *r = &job->out->rows[at];
    r->target_exact = r->actual_exact = (struct ratio){0, 1};
    r->is_cost = is_cost_row(job->words, row);
    r->printed = score_number(&row->score);
    r->score_is_doubtful = row->score.state == CELL_DOUBTFUL;
    r->score_is_missing = row->score.state == CELL_MISSING;
    r->rests_on_doubt = is_doubtful_value(&row->target) || is_doubtful_value(&row->actual) ||
                        row->weight.state == CELL_DOUBTFUL;
    bool has_target = form_number(&r->target, &row->target.value);
    r->has_numbers = has_target && form_number(&r->actual, &row->actual.value);
    if (form_has(&row->actual.text))
        r->phrase = phrase_of(job->words, row->actual.text.text);
    r->kind = SCORE_OTHER;
    if (has_target || row->target.value.state == CELL_MISSING)
        r->kind = SCORE_NUMERIC;
    else if (r->phrase)
        r->kind = SCORE_QUALITATIVE;
    if (r->has_numbers)
        numbers_read(job, row, r);
    if (r->kind == SCORE_QUALITATIVE)
        r->met = r->phrase == SCORE_REACHED ? SCORE_MET_YES : SCORE_MET_NO;
}

// (x - y)/base x 100
static struct score_ratio percent_of(struct ratio x, struct ratio y, struct ratio base)
{
    struct calc calc = {true};
    struct ratio part = calc_div(&calc, calc_sub(&calc, x, y), base);
    struct ratio out = calc_mul(&calc, part, ratio_int(100));
    return score_known_ratio(calc.ok, out);
}

static bool is_floor(enum score_op op)
{
    return op == SCORE_OP_GE || op == SCORE_OP_GT;
}

static bool is_ceiling(enum score_op op)
{
    return op == SCORE_OP_LE || op == SCORE_OP_LT;
}

// How far a met target was passed. A target of 0 has no share.
static void distance_fill(const struct score_job *job, struct score_row *r)
{
    const struct profile *p = job->profile;
    struct ratio t = r->target_exact, a = r->actual_exact;
    if (r->met != SCORE_MET_YES || ratio_sign(t) <= 0)
        return;
    if (is_floor(r->op))
        r->overshoot = percent_of(a, t, t);
    if (is_ceiling(r->op))
        r->slack = percent_of(t, a, t);
    r->is_over = r->overshoot.is_known && ratio_cmp(r->overshoot.ratio, ratio_of(p->over_pct)) >= 0;
    r->is_slack = r->slack.is_known && ratio_cmp(r->slack.ratio, ratio_of(p->slack_warn)) >= 0;
}

// The share of the weight that an unmet number earns; false where the proportion has no meaning: a
// negative target has none, and over a ceiling nor has a zero that divides.
static bool share_unmet(struct calc *calc, struct ratio *share, const struct score_row *r)
{
    struct ratio t = r->target_exact, a = r->actual_exact, zero = {0, 1};
    *share = zero;
    if (r->op == SCORE_OP_EQ) {
        if (ratio_sign(t) * ratio_sign(a) > 0)
            *share = calc_least(calc_div(calc, a, t), calc_div(calc, t, a));
        return true;
    }
    if (ratio_sign(t) < 0)
        return false;
    if (ratio_sign(t) == 0 || ratio_sign(a) <= 0)
        return true; // ≥0 or ≤0 missed, or nothing reached: 0
    *share = is_floor(r->op) ? calc_div(calc, a, t) : calc_div(calc, t, a);
    return true;
}

static void exact_fill(const struct score_job *job, struct score_row *r)
{
    struct calc calc = {true};
    struct ratio share = ratio_int(1);
    if (r->met == SCORE_MET_NO) {
        if (job->profile->unmet == UNMET_ZERO)
            share = ratio_int(0);
        else if (!share_unmet(&calc, &share, r))
            return;
    }
    struct ratio exact = calc_mul(&calc, r->weight_exact.ratio, share);
    r->exact = score_known_ratio(calc.ok, exact);
}

static struct ratio not_negative(struct ratio r)
{
    return ratio_sign(r) < 0 ? ratio_int(0) : r;
}

// §4.1: what an overshoot costs.
static void over_fill(const struct score_job *job, struct score_row *r)
{
    const struct profile *p = job->profile;
    struct calc calc = {true};
    struct ratio w = r->exact.ratio;
    r->over_exact = r->exact;
    if (!r->is_over || p->over_kind == OVER_NONE)
        return;
    if (p->over_kind == OVER_MINUS) {
        w = not_negative(calc_sub(&calc, w, ratio_of(p->over_points)));
    } else {
        struct ratio beyond = calc_sub(&calc, r->overshoot.ratio, ratio_of(p->over_pct));
        struct ratio lost = calc_div(&calc, beyond, ratio_int(100));
        w = calc_mul(&calc, w, not_negative(calc_sub(&calc, ratio_int(1), lost)));
    }
    r->over_exact = score_known_ratio(calc.ok, w);
}

static struct score_dec rounded(struct score_ratio exact, int digits, enum round_mode mode)
{
    struct calc calc = {true};
    struct dec out = calc_round(&calc, exact.ratio, digits, mode);
    return score_known(calc.ok, out);
}

// Does `test` hold for the value under every rounding in question: the one in force and, while the
// file leaves it open, every candidate that fits?
static bool holds_for_all(const struct score_job *job, const struct score_row *r,
                          bool (*test)(struct dec printed, struct dec value))
{
    const struct score *s = job->out;
    bool holds = test(r->printed.dec, r->value.dec);
    for (int i = 0; i < ROUND_CANDIDATES && s->rounding_is_open; i++) {
        const struct round_candidate *c = &job->group->candidates[i];
        int digits = job->group->score_digits < 0 ? s->row_digits : job->group->score_digits;
        struct score_dec value = rounded(r->over_exact, digits, c->mode);
        if (c->fits && value.is_known)
            holds &= test(r->printed.dec, value.dec);
    }
    return holds;
}

static bool is_less(struct dec printed, struct dec value)
{
    return dec_cmp(printed, value) < 0;
}

static bool is_other(struct dec printed, struct dec value)
{
    return !dec_eq(printed, value);
}

// The finest coarser rounding that gives the printed score: in the mode in force, else the other.
static void coarser_find(const struct score_job *job, struct score_row *r)
{
    enum round_mode mode = job->out->row_mode;
    enum round_mode modes[] = {mode, mode == ROUND_TRUNC ? ROUND_HALF_UP : ROUND_TRUNC};
    for (int digits = job->out->row_digits - 1; digits >= 0; digits--)
        for (size_t i = 0; i < LENGTH_OF(modes); i++) {
            struct score_dec value = rounded(r->exact, digits, modes[i]);
            if (r->has_coarser || !dec_eq(value.dec, r->printed.dec))
                continue;
            r->has_coarser = true;
            r->coarser_mode = modes[i];
            r->coarser_digits = digits;
        }
}

static void number_value(const struct score_job *job, struct score_row *r)
{
    const struct score *s = job->out;
    enum score_met met = r->group_met;
    if (r->n_group > 1 && met != SCORE_MET_YES)
        return; // nobody said how a merged score divides
    exact_fill(job, r);
    if (!r->exact.is_known)
        return;
    over_fill(job, r);
    if (!r->over_exact.is_known)
        return;
    r->base = rounded(r->exact, s->row_digits, s->row_mode);
    r->value = rounded(r->over_exact, s->row_digits, s->row_mode);
    if (!r->printed.is_known || !r->value.is_known)
        return;
    r->is_below = met == SCORE_MET_YES && holds_for_all(job, r, is_less);
    r->is_unequal = met == SCORE_MET_NO && holds_for_all(job, r, is_other);
    if (r->is_unequal)
        coarser_find(job, r);
}

// The band of the row's phrase, in % of the weight.
static void band_fill(const struct score_job *job, struct score_row *r)
{
    const struct profile *p = job->profile;
    struct dec ends[] = {dec_int(100), p->band_reached, p->band_partly, dec_int(0)};
    r->band_to = ends[r->phrase - 1];
    r->band_from = ends[r->phrase];
    if (!r->share.is_known || r->n_group > 1)
        return;
    struct ratio share;
    BUG_IF(ratio_mul(&share, r->share.ratio, ratio_int(100)) != RC_OK);
    int over = ratio_cmp(share, ratio_of(r->band_to));
    bool is_over = r->phrase == SCORE_REACHED ? over > 0 : over >= 0;
    r->is_outside_band = (is_over || ratio_cmp(share, ratio_of(r->band_from)) < 0);
}

static void printed_compare(const struct score_job *job, struct score_row *r)
{
    if (r->printed.is_known)
        r->is_negative = dec_sign(r->printed.dec) < 0;
    r->is_scored = r->printed.is_known && r->weight_exact.is_known;
    if (r->weight_exact.is_known)
        r->is_heavy = ratio_cmp(r->weight_exact.ratio, ratio_of(job->profile->row_weight_max)) > 0;
    if (!r->is_scored)
        return;
    int by = ratio_cmp(ratio_of(r->printed.dec), r->weight_exact.ratio);
    r->is_above_weight = by > 0;
    r->is_lost = by < 0;
    r->is_full = by >= 0;
    struct calc calc = {true};
    struct ratio share = calc_div(&calc, ratio_of(r->printed.dec), r->weight_exact.ratio);
    r->share = score_known_ratio(calc.ok, share);
}

static void rescore_compare(const struct score_job *job, const struct row *row, struct score_row *r)
{
    struct score_dec rescore = score_number(&row->rescore);
    struct calc calc = {r->printed.is_known && rescore.is_known};
    struct dec minus = {-rescore.dec.n, rescore.dec.scale};
    struct dec gap = calc_sum(&calc, r->printed.dec, minus);
    gap.n = gap.n < 0 ? -gap.n : gap.n;
    r->rescore_gap = score_known(calc.ok, gap);
    r->is_rescored_far = calc.ok && dec_cmp(gap, job->profile->rescore_gap) > 0;
}

void score_row_value(const struct score_job *job, size_t at)
{
    const struct row *row = &job->form->rows[at];
    struct score_row *r = &job->out->rows[at];
    printed_compare(job, r);
    rescore_compare(job, row, r);
    if (r->kind == SCORE_QUALITATIVE)
        band_fill(job, r);
    if (!r->has_numbers || r->unit_differs || !r->met)
        return;
    distance_fill(job, r);
    if (r->weight_exact.is_known) // a follower has none
        number_value(job, r);
}
