// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_decode.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_evidence.h"
#include "core/fit_lexicon.h"
#include "core/fit_slots.h"
#include "core/fit_value.h"
#include "core/fit_worth.h"
#include "core/form.h"

enum { REACH = 40, NEVER = -1000000, JOIN_WORST = SLOTS_JOIN_NEVER / 2, JOINED_MOST = 1 << 20 };

// One value a slot, of REACH + 1 positions: that of position p stands at p % (REACH + 1).
typedef int ring[REACH + 1][SLOTS_MOST];

// The tables hold n_slots values a position, one after the other.
struct decoder {
    const struct lexicon *lexicon;
    struct mem *scratch;
    struct slots slots;
    struct map repeated;
    size_t *first;            // per position: its first row of `segment`; a row for each length
    int *segment;             // what a segment is worth, NEVER if it cannot be
    int *begin;               // the best reading of what stands before, if this slot begins here
    unsigned char *from_slot; // the slot before it
    unsigned char *length;    // of the best segment that ends here
    ring alpha, beta;
};

static int *segment_at(const struct decoder *d, size_t p, size_t length)
{
    return d->segment + (d->first[p] + length - 1) * (size_t)d->slots.n_slots;
}

// How long a segment that begins at p may be.
static size_t reach(const struct decoder *d, size_t p)
{
    return d->first[p + 1] - d->first[p];
}

static int worth(const struct decoder *d, const struct content *c, bool is_repeated, int s,
                 size_t p)
{
    const struct fit_weights *w = d->slots.w;
    bool may_be_class = d->slots.at[s].column == COLUMN_LEVEL2 && c->flags & CONTENT_PLAIN;
    return fit_worth(w, c, d->slots.at[s].column, d->slots.lost[p], is_repeated) +
           (d->slots.at[s].is_named ? 0 : w->unnamed) +
           (!may_be_class              ? 0
            : d->slots.atoms->is_whole ? w->level_plain
                                       : w->level_plain_torn);
}

// ---- the passes ----

// How long the segments of each position may be, by what their breaks cost.
static void find_reach(struct decoder *d)
{
    d->first = MEM_ARRAY(d->scratch, d->slots.n + 1, size_t);
    for (size_t p = 0; p < d->slots.n; p++) {
        size_t length = 1;
        for (int joins = 0; length < REACH && p + length < d->slots.n; length++) {
            joins += fit_slots_join(&d->slots, p + length);
            if (joins <= 2 * JOIN_WORST)
                break;
        }
        d->first[p + 1] = d->first[p] + length;
    }
}

// The segments that begin at p; `joined` is room for their texts.
static void score_segments(struct decoder *d, struct buf *joined, size_t p)
{
    int joins = 0;
    buf_reset(joined);
    for (size_t length = 1; length <= reach(d, p); length++) {
        size_t q = p + length;
        struct str text = fit_slots_atom(&d->slots, p)->text;
        int *value = segment_at(d, p, length);
        if (length > 1) {
            joins += fit_slots_join(&d->slots, q - 1);
            if (length == 2)
                fit_atom_append(joined, fit_slots_atom(&d->slots, p));
            fit_atom_append(joined, fit_slots_atom(&d->slots, q - 1));
            text = buf_str(joined);
        }
        for (int s = 0; s < d->slots.n_slots; s++)
            value[s] = NEVER;
        if (joins < JOIN_WORST && !d->slots.has_reason)
            continue;
        struct content c = fit_value_read(d->scratch, d->lexicon, text);
        bool is_repeated = map_get(&d->repeated, text) != NULL;
        for (int s = 0; s < d->slots.n_slots; s++) {
            bool is_reason = d->slots.at[s].column == COLUMN_REASON;
            int cost = is_reason ? joins / 2 : joins;
            if (cost >= JOIN_WORST)
                value[s] =
                    cost + worth(d, &c, is_repeated, s, p) + fit_slots_place(&d->slots, p, q, s);
        }
    }
}

struct best {
    int value, slot;
};

// Of equal ones the first slot.
static void take(struct best *best, int value, int slot)
{
    if (value > best->value || (value == best->value && value > NEVER && slot < best->slot))
        *best = (struct best){value, slot};
}

// The best ways to every slot at p: from a slot before it in the same row, or from any slot behind
// it, which ends its row.
static void begin_slots(const struct decoder *d, const struct going *g, const int *alpha, int *out,
                        unsigned char *from)
{
    struct best row[SLOTS_MOST + 1]; // row[b]: of the slots from b on, which end their row
    row[d->slots.n_slots] = (struct best){NEVER, 0};
    for (int a = d->slots.n_slots; a-- > 0;) {
        row[a] = row[a + 1];
        if (alpha[a] > NEVER)
            take(&row[a], alpha[a] + fit_slots_rest(&d->slots, g, a), a);
    }
    struct best inside = {NEVER, 0}; // of the slots before b but the first level: less inside[b]
    for (int b = 0; b < d->slots.n_slots; b++) {
        int a = b - 1;
        if (a >= 0 && a != d->slots.level1 && alpha[a] > NEVER)
            take(&inside, alpha[a] - g->inside[a + 1], a);
        struct best best = {NEVER, 0};
        if (inside.value > NEVER)
            take(&best, inside.value + g->inside[b] + g->split, inside.slot);
        if (d->slots.level1 >= 0 && d->slots.level1 < b && alpha[d->slots.level1] > NEVER)
            take(&best, alpha[d->slots.level1] + fit_slots_inside(&d->slots, g, d->slots.level1, b),
                 d->slots.level1);
        if (d->slots.at[b].may_start && row[b].value > NEVER)
            take(&best, row[b].value + g->before[b] + g->split_row, row[b].slot);
        out[b] = best.value;
        from[b] = (unsigned char)best.slot;
    }
}

static void forward(struct decoder *d)
{
    const size_t slots = (size_t)d->slots.n_slots;
    struct buf joined = buf_new(d->scratch, JOINED_MOST);
    struct going g;
    for (size_t p = 0; p <= REACH; p++)
        for (size_t s = 0; s < slots; s++)
            d->alpha[p][s] = NEVER;
    for (size_t p = 0; p < d->slots.n; p++) {
        int *alpha = d->alpha[p % (REACH + 1)], *begin = d->begin + p * slots;
        score_segments(d, &joined, p);
        fit_slots_going(&d->slots, p, &g);
        if (p)
            begin_slots(d, &g, alpha, begin, d->from_slot + p * slots);
        for (size_t b = 0; b < slots && !p; b++) {
            begin[b] = d->slots.at[b].may_start ? g.before[b] + g.split_row : NEVER;
            d->from_slot[b] = (unsigned char)slots;
        }
        for (size_t s = 0; s < slots; s++)
            alpha[s] = NEVER; // the place is that of p + REACH + 1 from here on
        for (size_t length = 1; length <= reach(d, p); length++) {
            const int *value = segment_at(d, p, length);
            int *end = d->alpha[(p + length) % (REACH + 1)];
            for (size_t b = 0; b < slots; b++)
                if (value[b] > NEVER && begin[b] > NEVER && begin[b] + value[b] > end[b]) {
                    end[b] = begin[b] + value[b];
                    d->length[(p + length) * slots + b] = (unsigned char)length;
                }
        }
    }
}

// The best path, from its end; out is in order.
static int trace(const struct decoder *d, struct mem *mem, struct decoded *out)
{
    const size_t slots = (size_t)d->slots.n_slots;
    const int *alpha = d->alpha[d->slots.n % (REACH + 1)];
    int closing[SLOTS_MOST];
    struct best best = {NEVER, 0};
    fit_slots_close(&d->slots, closing);
    for (int a = 0; a < d->slots.n_slots; a++)
        if (alpha[a] > NEVER)
            take(&best, alpha[a] + closing[a], a);
    if (best.value <= NEVER)
        return NEVER;
    size_t slot = (size_t)best.slot;
    for (size_t q = d->slots.n; q > 0; out->n++) {
        size_t p = q - d->length[q * slots + slot];
        slot = d->from_slot[p * slots + slot];
        q = p;
    }
    out->at = MEM_ARRAY(mem, out->n, struct segment);
    slot = (size_t)best.slot;
    for (size_t q = d->slots.n, k = out->n; k-- > 0;) {
        size_t p = q - d->length[q * slots + slot];
        size_t before = d->from_slot[p * slots + slot];
        out->at[k] =
            (struct segment){d->slots.from + p, d->slots.from + q, d->slots.at[slot].column, 0,
                             before >= slot || before == slots};
        q = p;
        slot = before;
    }
    return best.value;
}

// beta of position p, from what is best from each slot that begins there.
static void end_slots(const struct decoder *d, const struct going *g, const int *ahead, int *beta)
{
    int row = NEVER, inside = NEVER; // of the next row; of this one, less what stands before
    for (int a = 0; a < d->slots.n_slots; a++) {
        if (d->slots.at[a].may_start && ahead[a] > NEVER && g->before[a] + ahead[a] > row)
            row = g->before[a] + ahead[a];
        beta[a] = row > NEVER ? row + g->split_row + fit_slots_rest(&d->slots, g, a) : NEVER;
    }
    for (int a = d->slots.n_slots; a-- > 0;) {
        int best = inside > NEVER ? inside - g->inside[a + 1] + g->split : NEVER;
        if (a == d->slots.level1) {
            best = NEVER;
            for (int b = a + 1; b < d->slots.n_slots; b++)
                if (ahead[b] > NEVER && fit_slots_inside(&d->slots, g, a, b) + ahead[b] > best)
                    best = fit_slots_inside(&d->slots, g, a, b) + ahead[b];
        }
        beta[a] = best > beta[a] ? best : beta[a];
        if (ahead[a] > NEVER && g->inside[a] + ahead[a] > inside)
            inside = g->inside[a] + ahead[a];
    }
}

// The best reading that has a segment p..p + length; `but`: a column that it must not fill.
static int whole(const struct decoder *d, size_t p, size_t length, int but)
{
    const int *value = segment_at(d, p, length), *begin = d->begin + p * (size_t)d->slots.n_slots;
    const int *beta = d->beta[(p + length) % (REACH + 1)];
    int most = NEVER;
    for (int s = 0; s < d->slots.n_slots; s++)
        if (value[s] > NEVER && begin[s] > NEVER && beta[s] > NEVER &&
            d->slots.at[s].column != but && begin[s] + value[s] + beta[s] > most)
            most = begin[s] + value[s] + beta[s];
    return most;
}

static void find_ahead(const struct decoder *d, size_t p, int *ahead)
{
    for (int b = 0; b < d->slots.n_slots; b++)
        ahead[b] = NEVER;
    for (size_t length = 1; length <= reach(d, p); length++) {
        const int *value = segment_at(d, p, length);
        const int *beta = d->beta[(p + length) % (REACH + 1)];
        for (int b = 0; b < d->slots.n_slots; b++)
            if (value[b] > NEVER && beta[b] > NEVER && value[b] + beta[b] > ahead[b])
                ahead[b] = value[b] + beta[b];
    }
}

// Fills the margins: for every atom the best reading that covers it by another segment.
static void backward(struct decoder *d, struct decoded *out, int best)
{
    int *other = MEM_ARRAY(d->scratch, d->slots.n, int), ahead[SLOTS_MOST];
    struct going g;
    size_t k = out->n - 1; // the segment of the best reading that covers p
    fit_slots_close(&d->slots, d->beta[d->slots.n % (REACH + 1)]);
    for (size_t p = d->slots.n; p-- > 0;) {
        other[p] = NEVER;
        if (out->at[k].i > d->slots.from + p)
            k--;
        const struct segment *own = &out->at[k];
        for (size_t length = 1; length <= reach(d, p); length++) {
            bool is_own = own->i == d->slots.from + p && own->j == d->slots.from + p + length;
            int most = whole(d, p, length, is_own ? own->column : -1);
            for (size_t t = p; t < p + length; t++)
                other[t] = most > other[t] ? most : other[t];
        }
        find_ahead(d, p, ahead);
        fit_slots_going(&d->slots, p, &g);
        end_slots(d, &g, ahead, d->beta[p % (REACH + 1)]);
    }
    for (k = 0; k < out->n; k++) {
        int most = NEVER;
        for (size_t t = out->at[k].i - d->slots.from; t < out->at[k].j - d->slots.from; t++)
            most = other[t] > most ? other[t] : most;
        out->at[k].margin = best - most;
    }
}

struct decoded fit_decode(struct mem *mem, struct mem *scratch, const struct lexicon *lexicon,
                          const struct atoms *atoms, size_t i, size_t j,
                          const struct heading *heading)
{
    struct decoder d = {.lexicon = lexicon, .scratch = scratch};
    struct decoded out = {0};
    if (i >= j)
        return out;
    fit_slots_make(scratch, &d.slots, &lexicon->weights, atoms, i, j, heading);
    d.repeated = fit_evidence_repeated(scratch, atoms, i, d.slots.n);
    find_reach(&d);
    size_t slots = (size_t)d.slots.n_slots, cells = (d.slots.n + 1) * slots;
    d.segment = MEM_ARRAY(scratch, d.first[d.slots.n] * slots, int);
    d.begin = MEM_ARRAY(scratch, cells, int);
    d.from_slot = MEM_ARRAY(scratch, cells, unsigned char);
    d.length = MEM_ARRAY(scratch, cells, unsigned char);
    forward(&d);
    int best = trace(&d, mem, &out);
    if (best > NEVER)
        backward(&d, &out, best);
    return out;
}
