// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_support: what speaks for every number of a text file.
//
// `checked` promises that a change of any one digit of the number would bring a finding. That is so
// for a term of a sum that comes out: the sources of money and their total, all weights and 100,
// all scores and the total. A rate, and amounts under a rate, are checked if no change of one digit
// leaves the rate possible, however it was rounded. Everything else is `alone`.
#include "base/mem.h"
#include "base/ratio.h"
#include "core/fit_atom.h"
#include "core/fit_cell.h"
#include "core/fit_cut.h"
#include "core/fit_reader.h"
#include "core/form.h"
#include "core/sheet.h"

// A figure that was read, clean or repaired.
static bool figure(struct dec *out, const struct cell *cell)
{
    return (cell->state == CELL_READ || cell->state == CELL_REPAIRED) && form_number(out, cell);
}

static bool adds_nothing(const struct cell *cell)
{
    return cell->state == CELL_ABSENT || cell->state == CELL_DASH;
}

// Adds a term to a sum. False if the cell is lost or doubtful.
static bool add(struct dec *sum, const struct cell *cell)
{
    struct dec d;
    if (adds_nothing(cell))
        return true;
    return figure(&d, cell) && dec_add(sum, *sum, d) == RC_OK;
}

static void set_alone(void *context, struct cell *cell, bool is_number)
{
    struct dec d;
    (void)context;
    if (is_number && form_number(&d, cell))
        cell->support = SUPPORT_ALONE;
}

static void check(struct cell *cell)
{
    if (cell->support == SUPPORT_ALONE)
        cell->support = SUPPORT_CHECKED;
}

// ---- rates ----

enum { SMALL_SCALE = 4 };
static const int64_t small_most = 1000000000;

typedef __int128 wide;

// The same in integers, for figures as they are printed as a rule: (B ± 1) : (A ± 1) is compared
// with R ± 1, in units of the last place each.
static bool is_possible_small(struct dec a, struct dec b, struct dec rate)
{
    int64_t tens_a = dec_tens[a.scale], tens_b = dec_tens[b.scale], tens_r = dec_tens[rate.scale];
    if (a.n <= 1)
        return true;
    for (int64_t percent = 1; percent <= 100; percent += 99) {
        wide least = (wide)(rate.n - 1) * (a.n - 1) * tens_b;
        wide most = (wide)(rate.n + 1) * (a.n + 1) * tens_b;
        wide scale = (wide)tens_a * tens_r * percent;
        if (least <= (b.n + 1) * scale && (b.n - 1) * scale <= most)
            return true;
    }
    return false;
}

static bool is_small(struct dec d)
{
    return d.scale <= SMALL_SCALE && d.n < small_most && d.n > -small_most;
}

// Could B/A have been printed as this rate, cut or rounded, for some amounts that print as A and B?
static bool is_possible(struct dec a, struct dec b, struct dec rate)
{
    if (is_small(a) && is_small(b) && is_small(rate))
        return is_possible_small(a, b, rate);
    struct dec low_b, high_b, low_a, high_a;
    if (dec_sub(&low_b, b, dec_ulp(b)) != RC_OK || dec_add(&high_b, b, dec_ulp(b)) != RC_OK ||
        dec_sub(&low_a, a, dec_ulp(a)) != RC_OK || dec_add(&high_a, a, dec_ulp(a)) != RC_OK)
        return true;
    struct ratio low, high, r = ratio_of(rate), u = ratio_of(dec_ulp(rate)), least, most;
    if (dec_sign(low_a) <= 0 || ratio_div(&low, ratio_of(low_b), ratio_of(high_a)) != RC_OK ||
        ratio_div(&high, ratio_of(high_b), ratio_of(low_a)) != RC_OK)
        return true;
    for (int percent = 0; percent <= 1; percent++) {
        if (percent && (ratio_mul(&low, low, ratio_int(100)) != RC_OK ||
                        ratio_mul(&high, high, ratio_int(100)) != RC_OK))
            return true;
        // Cut: the quotient is in [r, r + u); rounded: in [r - u/2, r + u/2).
        if (ratio_sub(&least, r, u) != RC_OK || ratio_add(&most, r, u) != RC_OK)
            return true;
        if (ratio_cmp(least, high) <= 0 && ratio_cmp(low, most) <= 0)
            return true;
    }
    return false;
}

// Calls a cell of the line checked if the rate is possible as printed, and with no single digit of
// this cell changed. `n` holds A, B and the rate; `which` is the index of the cell's own number.
static void check_digits(struct cell *cell, const struct dec n[3], int which)
{
    if (dec_sign(n[which]) <= 0 || !is_possible(n[0], n[1], n[2]))
        return;
    int64_t ten = 1;
    for (int64_t left = n[which].n; left; left /= 10, ten *= 10)
        for (int digit = 0; digit <= 9; digit++) {
            struct dec changed[3] = {n[0], n[1], n[2]};
            changed[which].n += (digit - left % 10) * ten;
            if (digit != left % 10 && is_possible(changed[0], changed[1], changed[2]))
                return;
        }
    check(cell);
}

static void check_rates(struct form *f)
{
    for (size_t k = 0; k < f->n_funds; k++) {
        struct fund *x = &f->funds[k];
        struct dec n[3];
        if (!figure(&n[0], &x->adjusted) || !figure(&n[1], &x->executed) ||
            !figure(&n[2], &x->rate))
            continue;
        check_digits(&x->adjusted, n, 0);
        check_digits(&x->executed, n, 1);
        check_digits(&x->rate, n, 2);
    }
}

// ---- sums ----

static struct cell *amount(struct fund *f, int column)
{
    return column == 0 ? &f->initial : column == 1 ? &f->adjusted : &f->executed;
}

// The sources of a column add up to its total: a change of any digit there is a finding (H04).
static void check_sources(struct form *f)
{
    for (int column = 0; column < 3; column++) {
        struct dec sum = dec_int(0), total;
        bool whole = f->n_funds > 1, has_total = false;
        for (size_t k = 0; k < f->n_funds && whole; k++) {
            struct cell *cell = amount(&f->funds[k], column);
            if (str_eq_c(f->funds[k].source, "total"))
                has_total = figure(&total, cell);
            else
                whole = add(&sum, cell);
        }
        if (!whole || !has_total || !dec_eq(sum, total))
            continue;
        for (size_t k = 0; k < f->n_funds; k++)
            check(amount(&f->funds[k], column));
    }
}

// Weights that add up to 100, scores that add up to the total (H06, H07).
static void check_points(struct form *f)
{
    struct dec weights = dec_int(0), scores = dec_int(0), total, d;
    struct fund *fund = NULL;
    for (size_t k = 0; k < f->n_funds; k++)
        if (str_eq_c(f->funds[k].source, "total"))
            fund = &f->funds[k];
    // Without the points of the execution rate no rule evaluates the sums (H06, H07).
    bool weigh = f->n_rows > 0 && fund && figure(&d, &fund->weight);
    bool score = fund && figure(&d, &fund->score) && figure(&total, &f->total_score);
    if (fund) {
        weigh = weigh && add(&weights, &fund->weight);
        score = score && add(&scores, &fund->score);
    }
    for (size_t k = 0; k < f->n_rows; k++) {
        weigh = weigh && add(&weights, &f->rows[k].weight);
        score = score && add(&scores, &f->rows[k].score);
    }
    weigh = weigh && dec_eq(weights, dec_int(100)) && figure(&total, &f->total_score);
    score = score && figure(&total, &f->total_score) && dec_eq(scores, total);
    for (size_t k = 0; k < f->n_rows; k++) {
        if (weigh)
            check(&f->rows[k].weight);
        if (score)
            check(&f->rows[k].score);
    }
    if (weigh && fund)
        check(&fund->weight);
    if (score && fund)
        check(&fund->score);
    if (score)
        check(&f->total_score);
}

void fit_support_form(struct reader *r)
{
    form_each_leaf(r->form, set_alone, NULL);
    check_sources(r->form);
    check_points(r->form);
    check_rates(r->form);
}

// ---- the end of the file ----

static bool ends_in_digits(struct str s)
{
    return s.len && ((s.ptr[s.len - 1] >= '0' && s.ptr[s.len - 1] <= '9') || str_ends(s, STR(".")));
}

struct last {
    uint32_t from, to; // where the last figure may end
    bool is_digit;
};

static void doubt_last(const struct last *last, struct cell *cell)
{
    if (cell->at.to >= last->from && cell->at.to <= last->to && cell->support != SUPPORT_CHECKED)
        fit_cell_doubt(cell, "why.open_end");
}

static void doubt_figure(void *context, struct cell *cell, bool is_number)
{
    const struct last *last = context;
    if (is_number && last->is_digit)
        doubt_last(last, cell);
}

static void doubt_value(const struct last *last, struct value *value)
{
    if (value->value.state && !last->is_digit)
        doubt_last(last, &value->unit);
    if (last->is_digit)
        doubt_last(last, &value->text);
}

// A file without a line end may be cut anywhere: the figure that ends it (98.0 of 98.00%), or its
// unit (小 of 小时), is doubtful unless an equation checks it. Words are taken as they stand. A
// piece that ends with its point may be the second one of a torn figure (1 0.00).
void fit_support_end(struct reader *r)
{
    const struct atoms *atoms = r->cut->atoms;
    const struct atom *end = &atoms->at[atoms->n - 1];
    struct last last = {end->to, end->to, ends_in_digits(end->text)};
    if (!r->sheet->is_open || end->token + 1 != r->sheet->n_tokens)
        return;
    if (atoms->n > 1 && end->before == BREAK_BLANK && str_ends(end->text, STR(".")))
        last.from = end[-1].to;
    form_each_leaf(r->form, doubt_figure, &last);
    for (size_t k = 0; k < r->form->n_rows; k++) {
        doubt_value(&last, &r->form->rows[k].target);
        doubt_value(&last, &r->form->rows[k].actual);
    }
}
