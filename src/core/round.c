// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/round.h"

#include "base/mem.h"
#include "core/calc.h"
#include "core/form.h"
#include "core/profile.h"
#include "core/round_damage.h"
#include "core/round_group.h"

// A half-open interval [from, to), or an open one where it is of quotients.
struct span {
    struct ratio from, to;
};

// What is looked at while the lines of one group are weighed.
struct weigh {
    const struct form *forms;
    const struct profile *profile;
    struct rounding *out;
    size_t at;                     // the group
    int rate_digits, score_digits; // in force, never -1
};

static struct round_group *group(const struct weigh *w)
{
    return &w->out->groups[w->at];
}

// The line after `l` in the group, the first one for NULL; NULL at the end.
static struct round_line *line_next(const struct weigh *w, const struct round_line *l)
{
    const struct rounding *out = w->out;
    size_t form = l ? l->form : group(w)->first_form, fund = l ? l->fund + 1 : 0;
    while (form != ROUND_END && fund >= w->forms[form].n_funds) {
        form = out->next_form[form];
        fund = 0;
    }
    return form == ROUND_END ? NULL : &out->lines[out->first_line[form] + fund];
}

bool round_rate_number(struct dec *out, const struct cell *cell)
{
    struct cell plain = *cell;
    if (str_ends(plain.text, STR("%")))
        plain.text.len--;
    return form_number(out, &plain);
}

static struct ratio scale_of(bool is_fraction)
{
    return ratio_int(is_fraction ? 1 : 100);
}

// All numbers that print as `d` with `digits` decimals in this mode. What is scored is never
// negative, so trunc cuts downwards.
static struct span printed_span(struct calc *calc, struct dec d, int digits, enum round_mode mode)
{
    struct ratio value = ratio_of(d), unit = ratio_of((struct dec){1, digits});
    if (mode == ROUND_TRUNC)
        return (struct span){value, calc_add(calc, value, unit)};
    struct ratio half = calc_div(calc, unit, ratio_int(2));
    return (struct span){calc_sub(calc, value, half), calc_add(calc, value, half)};
}

// All quotients of amounts that print as b and a: an open interval.
static struct span quotient_span(struct calc *calc, struct dec b, struct dec a,
                                 enum round_mode mode)
{
    struct span over = printed_span(calc, b, b.scale, mode);
    struct span under = printed_span(calc, a, a.scale, mode);
    return (struct span){calc_div(calc, over.from, under.to), calc_div(calc, over.to, under.from)};
}

// The rate that counts at most, 1 = 100 %.
static struct ratio full_of(const struct weigh *w, struct calc *calc)
{
    return calc_div(calc, ratio_of(w->profile->rate_cap), ratio_int(100));
}

static enum round_fit better(enum round_fit a, enum round_fit b)
{
    return a > b ? a : b;
}

// Does `value`, exactly or from somewhere in `around`, print as `d`?
static enum round_fit fit_of(struct calc *calc, struct ratio value, const struct span *around,
                             struct dec d, int digits, enum round_mode mode)
{
    struct span print = printed_span(calc, d, digits, mode);
    if (ratio_cmp(value, print.from) >= 0 && ratio_cmp(value, print.to) < 0)
        return ROUND_FIT_EXACT;
    if (around && ratio_cmp(around->from, print.to) < 0 && ratio_cmp(print.from, around->to) < 0)
        return ROUND_FIT_WITHIN;
    return ROUND_FIT_NONE;
}

static struct span span_times(struct calc *calc, struct span s, struct ratio factor)
{
    return (struct span){calc_mul(calc, s.from, factor), calc_mul(calc, s.to, factor)};
}

// How candidate `c` explains rate `r` of b/a, printed as it is or capped.
static enum round_fit rate_fit(const struct weigh *w, struct calc *calc, struct dec b, struct dec a,
                               struct dec r, const struct round_candidate *c)
{
    struct ratio scale = scale_of(c->is_fraction);
    struct ratio value = calc_mul(calc, calc_div(calc, ratio_of(b), ratio_of(a)), scale);
    struct ratio cap = calc_mul(calc, full_of(w, calc), scale);
    struct span around = span_times(calc, quotient_span(calc, b, a, c->mode), scale);
    bool is_edge = dec_sign(b) == 0 || dec_eq(a, b);
    enum round_fit fit = fit_of(calc, value, is_edge ? NULL : &around, r, w->rate_digits, c->mode);
    if (ratio_cmp(value, cap) > 0)
        fit = better(fit, fit_of(calc, cap, NULL, r, w->rate_digits, c->mode));
    return fit;
}

// How candidate `c` explains the execution score from the quotient.
static enum round_fit score_fit(const struct weigh *w, struct calc *calc,
                                const struct round_line *line, struct dec b, struct dec a,
                                const struct round_candidate *c)
{
    struct ratio weight = ratio_of(line->weight), cap = calc_mul(calc, weight, full_of(w, calc));
    struct ratio value = calc_mul(calc, line->quotient, weight);
    struct span around = span_times(calc, quotient_span(calc, b, a, c->mode), weight);
    enum round_fit fit =
        fit_of(calc, value, line->is_edge ? NULL : &around, line->score, w->score_digits, c->mode);
    if (ratio_cmp(value, cap) > 0)
        fit = better(fit, fit_of(calc, cap, NULL, line->score, w->score_digits, c->mode));
    return fit;
}

// The same from the printed rate, which counts no more than its cap.
static enum round_fit score_follows(const struct weigh *w, struct calc *calc,
                                    const struct round_line *line, const struct round_candidate *c)
{
    struct ratio weight = ratio_of(line->weight);
    struct ratio rate = calc_div(calc, ratio_of(line->rate), scale_of(c->is_fraction));
    struct ratio value = calc_mul(calc, calc_least(rate, full_of(w, calc)), weight);
    return fit_of(calc, value, NULL, line->score, w->score_digits, c->mode);
}

// The cells of one funds line as numbers.
struct figures {
    bool has_a, has_b, has_initial, has_rate, has_score;
    struct dec a, b, initial;
};

static const struct cell *base_cell(const struct weigh *w, const struct fund *fund)
{
    return w->profile->rate_base == RATE_INITIAL ? &fund->initial : &fund->adjusted;
}

static struct figures line_read(const struct weigh *w, struct round_line *line,
                                const struct fund *fund)
{
    struct figures f = {0};
    f.has_a = form_number(&f.a, base_cell(w, fund)) && dec_sign(f.a) > 0;
    f.has_b = form_number(&f.b, &fund->executed) && dec_sign(f.b) >= 0;
    f.has_initial = form_number(&f.initial, &fund->initial) && dec_sign(f.initial) > 0;
    f.has_rate = round_rate_number(&line->rate, &fund->rate);
    f.has_score = form_number(&line->score, &fund->score);
    if (!form_number(&line->weight, &fund->weight) || dec_sign(line->weight) < 0)
        line->weight = w->profile->exec_weight;
    line->quotient = (struct ratio){0, 0};
    if (f.has_a && f.has_b)
        BUG_IF(ratio_div(&line->quotient, ratio_of(f.b), ratio_of(f.a)) != RC_OK);
    line->has_rate = line->quotient.den && f.has_rate;
    line->has_score = f.has_score && (line->quotient.den || f.has_rate);
    line->is_edge = line->quotient.den && (!line->quotient.num || dec_eq(f.a, f.b));
    return f;
}

static const struct fund *fund_of(const struct weigh *w, const struct round_line *line)
{
    return &w->forms[line->form].funds[line->fund];
}

// What candidate `i` makes of the line.
static void line_fit(const struct weigh *w, struct calc *calc, struct round_line *line,
                     const struct figures *f, int i)
{
    const struct round_candidate *c = &group(w)->candidates[i];
    if (line->has_rate)
        line->rate_fit[i] = rate_fit(w, calc, f->b, f->a, line->rate, c);
    if (line->has_rate && f->has_initial && w->profile->rate_base == RATE_ADJUSTED)
        line->rate_fits_initial |= rate_fit(w, calc, f->b, f->initial, line->rate, c) != 0;
    if (line->has_score && line->quotient.den)
        line->score_fit[i] = score_fit(w, calc, line, f->b, f->a, c);
    if (line->has_score && f->has_rate) {
        enum round_fit follows = score_follows(w, calc, line, c);
        line->score_follows_rate |= follows != ROUND_FIT_NONE;
        line->score_fit[i] = better(line->score_fit[i], follows);
    }
}

static void line_weigh(const struct weigh *w, struct round_line *line)
{
    const struct fund *fund = fund_of(w, line);
    struct figures f = line_read(w, line, fund);
    struct calc calc = {true};
    enum round_fit best_rate = ROUND_FIT_NONE, best_score = ROUND_FIT_NONE;
    for (int i = 0; i < ROUND_CANDIDATES; i++) {
        line_fit(w, &calc, line, &f, i);
        best_rate = better(best_rate, line->rate_fit[i]);
        best_score = better(best_score, line->score_fit[i]);
    }
    line->has_rate &= calc.ok;
    line->has_score &= calc.ok;
    line->rate_is_wrong = line->has_rate && !best_rate;
    line->rate_fits_initial &= line->rate_is_wrong;
    line->score_is_wrong = line->has_score && !best_score;
    line->score_over_weight = f.has_score && dec_cmp(line->score, line->weight) > 0;
    line->rests_on_doubt = round_damage_is_doubtful(w->profile, fund);
    line->takes_part = !line->rate_is_wrong && !line->score_is_wrong &&
                       !round_damage_is_damaged(w->profile, &w->forms[line->form], line->fund) &&
                       (line->has_rate || line->has_score);
}

// Counts what each candidate explains among the lines that take part.
static void candidates_count(struct weigh *w)
{
    struct round_group *g = group(w);
    g->n_fit = 0;
    for (size_t i = 0; i < ROUND_CANDIDATES; i++) {
        struct round_candidate *c = &g->candidates[i];
        c->exact = c->misfits = 0;
        for (struct round_line *l = NULL; (l = line_next(w, l));) {
            if (!l->takes_part)
                continue;
            c->misfits += l->has_rate && !l->rate_fit[i];
            c->misfits += l->has_score && !l->score_fit[i];
            c->exact += !l->is_edge && l->rate_fit[i] == ROUND_FIT_EXACT;
            c->exact += !l->is_edge && l->score_fit[i] == ROUND_FIT_EXACT;
        }
        c->fits = !c->misfits;
        g->n_fit += c->fits;
    }
}

static bool is_of_profile(const struct weigh *w, const struct round_candidate *c)
{
    const struct profile_round *r = &w->profile->rate_round;
    return c->mode == r->mode && c->is_fraction == r->is_fraction;
}

static void candidate_choose(struct weigh *w)
{
    struct round_group *g = group(w);
    g->chosen = 0;
    for (int i = 1; i < ROUND_CANDIDATES; i++) {
        const struct round_candidate *a = &g->candidates[i], *b = &g->candidates[g->chosen];
        int by = b->misfits - a->misfits;
        if (!by)
            by = a->exact - b->exact;
        if (!by)
            by = is_of_profile(w, a) - is_of_profile(w, b);
        if (by > 0)
            g->chosen = i;
    }
}

// The lines that the chosen one does not explain are findings, and no longer take part.
static void misfits_mark(struct weigh *w)
{
    int chosen = group(w)->chosen;
    for (struct round_line *l = NULL; (l = line_next(w, l));) {
        if (!l->takes_part)
            continue;
        l->rate_is_wrong = l->has_rate && !l->rate_fit[chosen];
        l->score_is_wrong = l->has_score && !l->score_fit[chosen];
        l->takes_part = !l->rate_is_wrong && !l->score_is_wrong;
    }
}

// Does a candidate of the other mode fit as well? (Without a rate the scale stays open; no matter.)
static bool is_mode_open(const struct round_group *g)
{
    for (int i = 0; i < ROUND_CANDIDATES; i++)
        if (g->candidates[i].fits && g->candidates[i].mode != g->candidates[g->chosen].mode)
            return true;
    return false;
}

// Decided by the first figure away from 0 and 100 % that rules out the other mode.
static void decision_find(struct weigh *w)
{
    struct round_group *g = group(w);
    int rival = g->chosen ^ 1;
    for (struct round_line *l = NULL; (l = line_next(w, l));) {
        bool by_rate = l->has_rate && !l->rate_fit[rival];
        bool by_score = l->has_score && !l->score_fit[rival];
        if (!l->takes_part || l->is_edge || !(by_rate || by_score))
            continue;
        g->is_decided = true;
        g->decided_form = l->form;
        g->decided_fund = l->fund;
        g->decided_by_score = !by_rate;
        return;
    }
}

static void expected_fill(struct weigh *w)
{
    const struct round_group *g = group(w);
    const struct round_candidate *c = &g->candidates[g->chosen];
    for (struct round_line *l = NULL; (l = line_next(w, l));) {
        if (!l->quotient.den)
            continue;
        struct calc calc = {true};
        struct ratio rate = calc_mul(&calc, l->quotient, scale_of(c->is_fraction));
        l->rate_expected = calc_round(&calc, rate, w->rate_digits, c->mode);
        l->has_rate_expected = calc.ok;
        struct ratio full = calc_div(&calc, ratio_of(w->profile->rate_cap), ratio_int(100));
        struct ratio score = calc_mul(&calc, calc_least(l->quotient, full), ratio_of(l->weight));
        l->score_expected = calc_round(&calc, score, w->score_digits, c->mode);
        l->has_score_expected = calc.ok && l->has_score;
    }
}

// Did the cap of the rate cut this figure off, `full` of it being 100 %? Then its decimals tell
// nothing. A score without amounts is at the end of its scale where it is full, or none.
static bool is_cut_off(const struct weigh *w, const struct round_line *line, struct dec printed,
                       struct dec full)
{
    struct calc calc = {true};
    struct ratio cap = full_of(w, &calc), most = calc_mul(&calc, cap, ratio_of(full));
    bool is_full = ratio_cmp(ratio_of(printed), most) == 0;
    if (!line->quotient.den)
        return is_full || !dec_sign(printed);
    return is_full && ratio_cmp(line->quotient, cap) > 0;
}

// The most decimals printed in a column, lines at 0 or 100 % and what is capped aside; undamaged
// lines first.
static void digits_find(struct weigh *w)
{
    struct round_group *g = group(w);
    int damaged_rate = -1, damaged_score = -1;
    g->rate_digits = g->score_digits = -1;
    for (struct round_line *l = NULL; (l = line_next(w, l));) {
        struct figures f = line_read(w, l, fund_of(w, l));
        if (l->is_edge)
            continue;
        bool damaged = round_damage_is_damaged(w->profile, &w->forms[l->form], l->fund);
        int *rate = damaged ? &damaged_rate : &g->rate_digits;
        int *score = damaged ? &damaged_score : &g->score_digits;
        bool rate_tells = l->has_rate && !is_cut_off(w, l, l->rate, dec_int(100)) &&
                          !is_cut_off(w, l, l->rate, dec_int(1));
        if (rate_tells && l->rate.scale > *rate)
            *rate = l->rate.scale;
        bool score_tells = f.has_score && !is_cut_off(w, l, l->score, l->weight);
        if (score_tells && l->score.scale > *score)
            *score = l->score.scale;
    }
    int rate = g->rate_digits < 0 ? damaged_rate : g->rate_digits;
    int score = g->score_digits < 0 ? damaged_score : g->score_digits;
    w->rate_digits = rate < 0 ? w->profile->rate_round.digits : rate;
    w->score_digits = score < 0 ? w->profile->exec_round.digits : score;
    g->digits = g->rate_digits < 0 ? g->score_digits : g->rate_digits;
}

static void group_weigh(struct weigh *w)
{
    struct round_group *g = group(w);
    for (size_t i = 0; i < ROUND_CANDIDATES; i++) {
        g->candidates[i].mode = i & 1 ? ROUND_HALF_UP : ROUND_TRUNC;
        g->candidates[i].is_fraction = i >= 2;
    }
    digits_find(w);
    for (struct round_line *l = NULL; (l = line_next(w, l));)
        line_weigh(w, l);
    candidates_count(w);
    candidate_choose(w);
    // As many lines for one mode as for the other decide nothing.
    bool is_even = g->candidates[g->chosen].misfits == g->candidates[g->chosen ^ 1].misfits;
    if (!g->n_fit) {
        misfits_mark(w);
        candidates_count(w);
    }
    if (!is_even && !is_mode_open(g))
        decision_find(w);
    expected_fill(w);
}

void round_infer(struct mem *mem, struct rounding *out, const struct form *forms, size_t n,
                 const struct profile *profile)
{
    *out = (struct rounding){0};
    out->groups = MEM_ARRAY(mem, n + 1, struct round_group);
    out->group_of = MEM_ARRAY(mem, n + 1, size_t);
    out->next_form = MEM_ARRAY(mem, n + 1, size_t);
    out->first_line = MEM_ARRAY(mem, n + 1, size_t);
    round_group_make(mem, out, forms, n);
    out->lines = MEM_ARRAY(mem, out->first_line[n] + 1, struct round_line);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < forms[i].n_funds; k++)
            out->lines[out->n_lines++] = (struct round_line){.form = i, .fund = k};
    for (size_t g = 0; g < out->n_groups; g++) {
        struct weigh w = {forms, profile, out, g, 0, 0};
        group_weigh(&w);
    }
}

const struct round_group *round_group_of(const struct rounding *rounding, size_t form)
{
    return &rounding->groups[rounding->group_of[form]];
}

const struct round_line *round_line_of(const struct rounding *rounding, size_t form, size_t fund)
{
    return &rounding->lines[rounding->first_line[form] + fund];
}
