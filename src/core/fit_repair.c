// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_repair: damaged numbers, mended where an equation leaves one value (self-evaluation.md §2.3).
//
// Only cells that the print itself shows as damaged come here: a letter among digits, a number torn
// over two cells, a page mark inside. The damage model gives each its candidates; the equations of
// the form (rate, execution score, sums of sources, of weights, of class weights, of scores) rule
// out those that nothing else can be true with. One candidate left, in an equation that holds with
// it, and none that another equation wants: repaired. Otherwise the cell is missing, for a value
// that might be another one is worse than none. A character lost without a trace (■) has no
// candidates: it is never filled from a sum. Clean print is never looked at as a possible mistake,
// and takes part as it stands.
#include "base/buf.h"
#include "base/mem.h"
#include "base/ratio.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/form.h"

enum { CANDIDATES_MOST = 64, TERMS_MOST = 512, TRIES_MOST = 50000, CONFUSED_MOST = 2 };
enum { UNKNOWNS_MOST = 8 }; // of one equation

// A damaged number and what it may have been: the candidates that are left, and all of them.
struct unknown {
    struct cell *cell;
    struct dec *at, *all;
    size_t n, n_all;
    bool is_held;     // an equation speaks for what is left
    bool is_disputed; // another one speaks for a candidate that is not left
};

// Σ plus = Σ terms, exactly; or a rate.
struct equation {
    struct cell *terms[TERMS_MOST];
    size_t n;
    struct cell *total;
    bool is_rate;    // total = round(terms[1] / terms[0]), as a percentage or a fraction
    bool is_product; // total = round(terms[0] × terms[2] / terms[1])
};

struct repair {
    struct reader *r;
    struct unknown *unknowns;
    size_t n, cap;
    struct dec at[CANDIDATES_MOST]; // of the one that is added
};

static bool is_pending(const struct cell *cell)
{
    return cell->state == CELL_DOUBTFUL && (str_eq_c(str_of(cell->why), "why.damaged") ||
                                            str_eq_c(str_of(cell->why), "why.torn_number"));
}

// ---- candidates ----

static void add_candidate(struct unknown *u, struct str digits)
{
    struct dec d;
    char clean[64];
    size_t n = 0;
    for (size_t i = 0; i < digits.len && n < sizeof(clean); i++)
        if (digits.ptr[i] != ',')
            clean[n++] = digits.ptr[i];
    if (dec_read(&d, (struct str){clean, n}) != RC_OK || u->n == CANDIDATES_MOST)
        return;
    for (size_t k = 0; k < u->n; k++) // the first print of a value stands for it
        if (dec_eq(u->at[k], d))
            return;
    u->at[u->n++] = d;
}

// All ways to read the letters of a number as digits.
static void confused(struct repair *p, struct unknown *u, struct str raw, struct buf *head,
                     int signs)
{
    struct str rest = raw;
    size_t kept = head->len;
    while (rest.len) {
        size_t step = str_step(rest);
        struct str sign = str_slice(rest, 0, step);
        const struct str *digits = map_get(&p->r->lexicon->confusions, sign);
        rest = str_slice(rest, step, rest.len);
        if (!digits) {
            buf_add(head, sign);
            continue;
        }
        for (size_t k = 0; k < digits->len && signs < CONFUSED_MOST; k++) {
            size_t at = head->len;
            buf_char(head, digits->ptr[k]);
            confused(p, u, rest, head, signs + 1);
            head->len = at;
        }
        head->len = kept;
        return;
    }
    add_candidate(u, buf_str(head));
    head->len = kept;
}

// A page mark inside: its sign and one or two digits before it are no part of the number.
static bool page_marked(struct repair *p, struct unknown *u, struct str s)
{
    const struct words_of *marks = &p->r->lexicon->lists[LIST_PAGE_MARKS];
    for (size_t k = 0; k < marks->n; k++) {
        ptrdiff_t at = str_find(s, marks->at[k]);
        if (at < 1)
            continue;
        for (ptrdiff_t digits = 1; digits <= 2 && digits <= at; digits++) {
            struct str left = str_slice(s, 0, (size_t)(at - digits));
            struct str right = str_slice(s, (size_t)at + marks->at[k].len, s.len);
            add_candidate(u, buf_print(p->r->scratch, "%.*s%.*s", STR_FMT(left), STR_FMT(right)));
        }
        return true;
    }
    return false;
}

// Digits in two cells: joined as they stand, or without one digit that belongs to a neighbour; a
// number whose end may be lost in its column: as printed, or with any last digit.
static void torn(struct repair *p, struct unknown *u)
{
    struct str raw = fit_lexicon_plain(p->r->scratch, u->cell->raw);
    ptrdiff_t bar = str_find(raw, STR("|"));
    if (bar < 0) {
        add_candidate(u, raw);
        for (int digit = 0; digit <= 9; digit++)
            add_candidate(u, buf_print(p->r->scratch, "%.*s%d", STR_FMT(raw), digit));
        return;
    }
    struct str left = str_slice(raw, 0, (size_t)bar),
               right = str_slice(raw, (size_t)bar + 1, raw.len);
    add_candidate(u, buf_print(p->r->scratch, "%.*s%.*s", STR_FMT(left), STR_FMT(right)));
    for (size_t k = 0; k < right.len && right.len > 1; k++) {
        struct str a = str_slice(right, 0, k), b = str_slice(right, k + 1, right.len);
        add_candidate(
            u, buf_print(p->r->scratch, "%.*s%.*s%.*s", STR_FMT(left), STR_FMT(a), STR_FMT(b)));
    }
}

static void find_candidates(struct repair *p, struct unknown *u)
{
    if (str_eq_c(str_of(u->cell->why), "why.torn_number")) {
        torn(p, u);
        return;
    }
    if (page_marked(p, u, u->cell->text))
        return;
    struct buf head = buf_new(p->r->scratch, BUF_SMALL);
    confused(p, u, u->cell->text, &head, 0);
}

static void add_unknown(void *context, struct cell *cell, bool is_number)
{
    struct repair *p = context;
    (void)is_number;
    if (!is_pending(cell))
        return;
    struct unknown u = {.cell = cell, .at = p->at};
    find_candidates(p, &u);
    u.n_all = u.n;
    u.all = MEM_ARRAY(p->r->scratch, 2 * u.n + 1, struct dec);
    memcpy(u.all, p->at, u.n * sizeof(*u.all));
    u.at = u.all + u.n;
    memcpy(u.at, p->at, u.n * sizeof(*u.at));
    MEM_PUSH(p->r->scratch, p->unknowns, p->n, p->cap);
    p->unknowns[p->n - 1] = u;
}

// ---- equations ----

static struct unknown *unknown_of(const struct repair *p, const struct cell *cell)
{
    for (size_t k = 0; k < p->n; k++)
        if (p->unknowns[k].cell == cell)
            return &p->unknowns[k];
    return NULL;
}

// A cell takes part: with a clean number, or as an unknown. False: it is lost, the equation says
// nothing. A dash or a cell that is not there adds nothing.
static bool add_term(const struct repair *p, struct equation *e, struct cell *cell)
{
    struct dec d;
    if (cell->state == CELL_ABSENT || cell->state == CELL_DASH)
        return true;
    if (!unknown_of(p, cell) && (form_is_unsure(cell) || !form_number(&d, cell)))
        return false;
    if (e->n < TERMS_MOST)
        e->terms[e->n++] = cell;
    return e->n < TERMS_MOST;
}

// Does rate fit B/A, cut or rounded, as a percentage or a fraction?
static bool rate_fits(struct dec a, struct dec b, struct dec rate)
{
    struct ratio q;
    if (ratio_div(&q, ratio_of(b), ratio_of(a)) != RC_OK)
        return false;
    for (int percent = 0; percent <= 1; percent++) {
        struct ratio x = q;
        if (percent && ratio_mul(&x, q, ratio_int(100)) != RC_OK)
            return false;
        for (int mode = ROUND_TRUNC; mode <= ROUND_HALF_UP; mode++) {
            struct dec d;
            if (ratio_round(&d, x, rate.scale, (enum round_mode)mode) == RC_OK && dec_eq(d, rate))
                return true;
        }
    }
    return false;
}

// Does score fit weight × B/A, cut or rounded?
static bool product_fits(struct dec weight, struct dec a, struct dec b, struct dec score)
{
    struct ratio q;
    if (ratio_div(&q, ratio_of(b), ratio_of(a)) != RC_OK ||
        ratio_mul(&q, q, ratio_of(weight)) != RC_OK)
        return false;
    for (int mode = ROUND_TRUNC; mode <= ROUND_HALF_UP; mode++) {
        struct dec d;
        if (ratio_round(&d, q, score.scale, (enum round_mode)mode) == RC_OK && dec_eq(d, score))
            return true;
    }
    return false;
}

static bool holds(const struct equation *e, const struct dec *value, struct dec total)
{
    if (e->is_rate)
        return rate_fits(value[0], value[1], total);
    if (e->is_product)
        return product_fits(value[0], value[1], value[2], total);
    struct dec sum = dec_int(0);
    for (size_t k = 0; k < e->n; k++)
        if (dec_add(&sum, sum, value[k]) != RC_OK)
            return false;
    return dec_eq(sum, total);
}

// The unknowns of an equation, where they stand in it, and the value of every cell.
struct trial {
    struct unknown *u[UNKNOWNS_MOST];
    size_t where[UNKNOWNS_MOST], n;
    struct dec value[TERMS_MOST + 1];
};

// False if the equation has no unknown, too many, or one without candidates.
static bool set_up(const struct repair *p, const struct equation *e, struct trial *t)
{
    t->n = 0;
    for (size_t k = 0; k <= e->n; k++) {
        struct cell *cell = k < e->n ? e->terms[k] : e->total;
        struct unknown *x = unknown_of(p, cell);
        if (!x) {
            if (!form_number(&t->value[k], cell))
                return false;
            continue;
        }
        if (t->n == UNKNOWNS_MOST || !x->n)
            return false;
        t->u[t->n] = x;
        t->where[t->n++] = k;
    }
    return t->n > 0;
}

// Tries what is left of the candidates, or all of them, in every combination. True if the equation
// holds with some; `used` says with which. Too many combinations say nothing.
static bool try_all(const struct equation *e, struct trial *t, bool all,
                    bool used[UNKNOWNS_MOST][CANDIDATES_MOST])
{
    size_t tries = 1;
    for (size_t k = 0; k < t->n; k++) {
        tries *= all ? t->u[k]->n_all : t->u[k]->n;
        if (tries > TRIES_MOST)
            return false;
    }
    bool any = false;
    for (size_t x = 0; x < tries; x++) {
        size_t at[UNKNOWNS_MOST], rest = x;
        for (size_t k = 0; k < t->n; k++) {
            size_t n = all ? t->u[k]->n_all : t->u[k]->n;
            at[k] = rest % n;
            rest /= n;
            t->value[t->where[k]] = all ? t->u[k]->all[at[k]] : t->u[k]->at[at[k]];
        }
        if (!holds(e, t->value, t->value[e->n]))
            continue;
        any = true;
        for (size_t k = 0; k < t->n; k++)
            used[k][at[k]] = true;
    }
    return any;
}

// Keeps the candidates of an equation's unknowns that some solution uses. True if something was
// ruled out. An equation that holds with no candidate is a finding of the audit, not a licence; one
// that holds only with what another equation ruled out makes its unknowns disputed.
static bool narrow(const struct repair *p, const struct equation *e)
{
    struct trial t;
    bool used[UNKNOWNS_MOST][CANDIDATES_MOST] = {{false}};
    if (!set_up(p, e, &t))
        return false;
    if (!try_all(e, &t, false, used)) {
        bool disputed = try_all(e, &t, true, used);
        for (size_t k = 0; k < t.n; k++)
            t.u[k]->is_disputed |= disputed;
        return false;
    }
    bool changed = false;
    for (size_t k = 0; k < t.n; k++) {
        struct unknown *u = t.u[k];
        size_t left = 0;
        for (size_t c = 0; c < u->n; c++)
            if (used[k][c])
                u->at[left++] = u->at[c];
        changed |= left < u->n || !u->is_held;
        u->n = left;
        u->is_held = true;
    }
    return changed;
}

static bool fund_equations(struct repair *p)
{
    struct form *f = p->r->form;
    bool changed = false;
    struct equation *e = MEM_NEW(p->r->scratch, struct equation);
    if (f->n_funds > TERMS_MOST)
        return false;
    for (size_t k = 0; k < f->n_funds; k++) {
        struct fund *x = &f->funds[k];
        *e = (struct equation){.is_rate = true, .total = &x->rate};
        if (form_has(&x->rate) && add_term(p, e, &x->adjusted) && add_term(p, e, &x->executed) &&
            e->n == 2)
            changed |= narrow(p, e);
        *e = (struct equation){.is_product = true, .total = &x->score};
        if (form_has(&x->score) && !unknown_of(p, &x->weight) && add_term(p, e, &x->weight) &&
            add_term(p, e, &x->adjusted) && add_term(p, e, &x->executed) && e->n == 3)
            changed |= narrow(p, e);
    }
    for (int column = 0; column < 3; column++) {
        *e = (struct equation){0};
        bool whole = f->n_funds > 1;
        for (size_t k = 0; k < f->n_funds && whole; k++) {
            struct cell *cells[] = {&f->funds[k].initial, &f->funds[k].adjusted,
                                    &f->funds[k].executed};
            if (str_eq_c(f->funds[k].source, "total"))
                e->total = cells[column];
            else
                whole = add_term(p, e, cells[column]);
        }
        if (whole && e->total && e->n && form_has(e->total))
            changed |= narrow(p, e);
    }
    return changed;
}

static bool sum_equations(struct repair *p)
{
    struct form *f = p->r->form;
    struct fund *total = NULL;
    for (size_t k = 0; k < f->n_funds; k++)
        if (str_eq_c(f->funds[k].source, "total"))
            total = &f->funds[k];
    struct equation *weights = MEM_NEW(p->r->scratch, struct equation);
    struct equation *scores = MEM_NEW(p->r->scratch, struct equation);
    weights->total = &f->total_weight;
    scores->total = &f->total_score;
    bool weigh = form_has(&f->total_weight), score = form_has(&f->total_score);
    if (total) {
        weigh = weigh && add_term(p, weights, &total->weight);
        score = score && add_term(p, scores, &total->score);
    }
    for (size_t k = 0; k < f->n_rows; k++) {
        weigh = weigh && add_term(p, weights, &f->rows[k].weight);
        score = score && add_term(p, scores, &f->rows[k].score);
    }
    bool changed = weigh && weights->n > 1 && narrow(p, weights);
    changed |= score && scores->n > 1 && narrow(p, scores);
    for (size_t c = 0; c < f->n_classes && f->n_classes <= TERMS_MOST; c++) {
        struct equation *e = MEM_NEW(p->r->scratch, struct equation);
        e->total = &f->classes[c].weight;
        bool whole = true;
        for (size_t k = 0; k < f->n_rows && whole; k++)
            if (str_eq(f->rows[k].level1.text, f->classes[c].name))
                whole = add_term(p, e, &f->rows[k].weight);
        changed |= whole && e->n && narrow(p, e);
    }
    return changed;
}

// A letter-damaged amount that another line of its column prints clean, where the sum of the column
// holds with it, has its clean copy in sight: it is read, not mended.
static bool has_clean_copy(const struct repair *p, const struct unknown *u)
{
    struct form *f = p->r->form;
    if (f->n_funds > TERMS_MOST)
        return false;
    for (size_t column = 0; column < 4; column++) {
        bool mine = false, copy = false;
        for (size_t k = 0; k < f->n_funds; k++) {
            struct fund *x = &f->funds[k];
            struct cell *cells[] = {&x->initial, &x->adjusted, &x->executed, &x->rate};
            struct dec d;
            mine |= cells[column] == u->cell;
            copy |= cells[column] != u->cell && cells[column]->state == CELL_READ &&
                    form_number(&d, cells[column]) && dec_eq(d, u->at[0]);
        }
        if (mine)
            return copy && str_eq_c(str_of(u->cell->why), "why.damaged");
    }
    return false;
}

void fit_repair_form(struct reader *r)
{
    struct repair p = {.r = r};
    form_each_leaf(r->form, add_unknown, &p);
    for (int round = 0; round < 8 && p.n; round++) {
        bool changed = fund_equations(&p);
        changed |= sum_equations(&p);
        if (!changed)
            break;
    }
    for (size_t k = 0; k < p.n; k++) {
        struct unknown *u = &p.unknowns[k];
        if (u->n == 1 && u->is_held && !u->is_disputed) {
            u->cell->text = dec_print(r->mem, u->at[0]);
            u->cell->state = has_clean_copy(&p, u) ? CELL_READ : CELL_REPAIRED;
            if (u->cell->state == CELL_READ)
                u->cell->why = NULL;
        } else {
            u->cell->text = STR_NONE;
            u->cell->state = CELL_MISSING;
        }
    }
    fit_operator_lost(r);
}
