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

enum { REACH = 40, JOIN_WORST = SLOTS_JOIN_NEVER / 2, JOINED_MOST = 1 << 20 };

// What cannot be is worth NEVER; a sum in which it stands is less than BARELY, whatever else does.
// OTHER_NEVER is the best other reading of a cell that has none.
enum { NEVER = -100000000, BARELY = NEVER / 2, OTHER_NEVER = -1000000 };

// Values of all slots; those behind the last are NEVER, so that loops go by fours.
enum { WIDTH_MOST = (SLOTS_MOST + 3) / 4 * 4 };

// Of REACH + 1 positions: that of position p stands at p % (REACH + 1).
typedef int ring[REACH + 1][WIDTH_MOST];

// The tables hold `width` values a position, one after the other.
struct decoder {
    const struct lexicon *lexicon;
    struct mem *scratch;
    struct slots slots;
    size_t width;
    struct map repeated;
    size_t *first;            // per position: its first row of `segment`; a row for each length
    int *segment;             // what a segment is worth
    int *begin;               // the best reading of what stands before, if this slot begins here
    unsigned char *from_slot; // the slot before it
    unsigned char *length;    // of the best segment that ends here
    ring alpha, beta;
};

static int *segment_at(const struct decoder *d, size_t p, size_t length)
{
    return d->segment + (d->first[p] + length - 1) * d->width;
}

// How long a segment that begins at p may be.
static size_t reach(const struct decoder *d, size_t p)
{
    return d->first[p + 1] - d->first[p];
}

static void clear(int *value, size_t n)
{
    for (size_t k = 0; k < n; k++)
        value[k] = NEVER;
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

// What a segment is worth in each slot; `joins` is what its breaks cost.
static void score_segment(const struct decoder *d, size_t p, size_t q, struct str text, int joins,
                          int *value)
{
    const struct slots *slots = &d->slots;
    clear(value, d->width);
    if (joins < JOIN_WORST && !slots->has_reason)
        return;
    struct content c = fit_value_read(d->scratch, d->lexicon, text);
    bool is_repeated = map_get(&d->repeated, text) != NULL;
    uint32_t under;
    bool is_placed = fit_slots_under(slots, p, q, &under);
    for (int s = 0; s < slots->n_slots; s++) {
        int cost = slots->at[s].column == COLUMN_REASON ? joins / 2 : joins;
        if (cost < JOIN_WORST)
            continue;
        int place = under >> s & 1 ? slots->w->column_right : slots->w->column_wrong;
        value[s] = cost + worth(d, &c, is_repeated, s, p) + (is_placed ? place : 0);
    }
}

// The segments that begin at p; `joined` is room for their texts.
static void score_segments(const struct decoder *d, struct buf *joined, size_t p)
{
    score_segment(d, p, p + 1, fit_slots_atom(&d->slots, p)->text, 0, segment_at(d, p, 1));
    if (reach(d, p) == 1)
        return;
    int joins = 0;
    buf_reset(joined);
    fit_atom_append(joined, fit_slots_atom(&d->slots, p));
    for (size_t length = 2; length <= reach(d, p); length++) {
        size_t q = p + length;
        joins += fit_slots_join(&d->slots, q - 1);
        fit_atom_append(joined, fit_slots_atom(&d->slots, q - 1));
        score_segment(d, p, q, buf_str(joined), joins, segment_at(d, p, length));
    }
}

// What it costs to go from the slot of first-level classes to slot b: alone, if b is no second one.
static int alone_cost(const struct slots *slots, int b)
{
    return slots->at[b].column == COLUMN_LEVEL2 ? 0 : slots->w->level_alone;
}

// The best ways to every slot at p: from a slot before it in the same row, or from any slot behind
// it, which ends its row. Of equal ones the first slot.
static void begin_slots(const struct slots *slots, const struct going *g, const int *alpha,
                        int *begin, unsigned char *from)
{
    const int n = slots->n_slots, first = slots->level1;
    int row[SLOTS_MOST + 1], row_from[SLOTS_MOST + 1]; // of the slots from b on
    row[n] = NEVER;
    row_from[n] = 0;
    for (int a = n; a-- > 0;) {
        int value = alpha[a] + g->rest[n] - g->rest[a + 1];
        bool is_best = value >= row[a + 1];
        row[a] = is_best ? value : row[a + 1];
        row_from[a] = is_best ? a : row_from[a + 1];
    }
    int inside = NEVER, inside_from = 0; // of the slots before b but the first level
    for (int b = 0; b < n; b++) {
        int best = inside + g->inside[b] + g->split, slot = inside_from;
        if (first >= 0 && first < b) {
            int value = alpha[first] - g->inside[first + 1] + g->inside[b] + g->split +
                        alone_cost(slots, b);
            if (value > best || (value == best && first < slot)) {
                best = value;
                slot = first;
            }
        }
        int next = row[b] + g->before[b] + g->split_row;
        if (slots->at[b].may_start && next > best) {
            best = next;
            slot = row_from[b];
        }
        begin[b] = best > BARELY ? best : NEVER;
        from[b] = (unsigned char)slot;
        if (b != first && alpha[b] - g->inside[b + 1] > inside) {
            inside = alpha[b] - g->inside[b + 1];
            inside_from = b;
        }
    }
}

static void begin_first(const struct slots *slots, const struct going *g, int *begin,
                        unsigned char *from)
{
    for (int b = 0; b < slots->n_slots; b++) {
        begin[b] = slots->at[b].may_start ? g->before[b] + g->split_row : NEVER;
        from[b] = (unsigned char)slots->n_slots; // no slot
    }
}

static void forward(struct decoder *d)
{
    const size_t width = d->width;
    struct buf joined = buf_new(d->scratch, JOINED_MOST);
    struct going g;
    clear(&d->alpha[0][0], (REACH + 1) * WIDTH_MOST);
    for (size_t p = 0; p < d->slots.n; p++) {
        int *alpha = d->alpha[p % (REACH + 1)], *begin = d->begin + p * width;
        unsigned char *from = d->from_slot + p * width;
        score_segments(d, &joined, p);
        fit_slots_going(&d->slots, p, &g);
        clear(begin, width);
        if (p)
            begin_slots(&d->slots, &g, alpha, begin, from);
        else
            begin_first(&d->slots, &g, begin, from);
        clear(alpha, width); // the place is that of p + REACH + 1 from here on
        for (size_t length = 1; length <= reach(d, p); length++) {
            const int *value = segment_at(d, p, length);
            int *end = d->alpha[(p + length) % (REACH + 1)];
            unsigned char *best = d->length + (p + length) * width;
            for (size_t s = 0; s < width; s++)
                if (begin[s] + value[s] > end[s]) {
                    end[s] = begin[s] + value[s];
                    best[s] = (unsigned char)length;
                }
        }
    }
}

// The best path, from its end; out is in order.
static int trace(struct decoder *d, struct mem *mem, struct decoded *out)
{
    const size_t width = d->width;
    const int *alpha = d->alpha[d->slots.n % (REACH + 1)];
    int closing[SLOTS_MOST], best = BARELY;
    size_t last = 0;
    fit_slots_close(&d->slots, closing);
    for (int a = 0; a < d->slots.n_slots; a++)
        if (alpha[a] + closing[a] > best) {
            best = alpha[a] + closing[a];
            last = (size_t)a;
        }
    if (best <= BARELY)
        return NEVER;
    for (size_t q = d->slots.n, slot = last; q > 0; out->n++) {
        q -= d->length[q * width + slot];
        slot = d->from_slot[q * width + slot];
    }
    out->at = MEM_ARRAY(mem, out->n, struct segment);
    for (size_t q = d->slots.n, slot = last, k = out->n; k-- > 0;) {
        size_t p = q - d->length[q * width + slot];
        size_t before = d->from_slot[p * width + slot];
        out->at[k] = (struct segment){d->slots.from + p, d->slots.from + q,
                                      d->slots.at[slot].column, 0, before >= slot};
        q = p;
        slot = before;
    }
    return best;
}

// beta of position p, from what is best from each slot that begins there.
static void end_slots(const struct slots *slots, const struct going *g, const int *ahead, int *beta)
{
    const int n = slots->n_slots, first = slots->level1;
    int row = NEVER, inside = NEVER; // of the next row; of this one, less what stands before
    for (int a = 0; a < n; a++) {
        if (slots->at[a].may_start && g->before[a] + ahead[a] > row)
            row = g->before[a] + ahead[a];
        beta[a] = row + g->split_row + g->rest[n] - g->rest[a + 1];
    }
    for (int a = n; a-- > 0;) {
        int best = a == first ? NEVER : inside - g->inside[a + 1] + g->split;
        for (int b = a + 1; b < n && a == first; b++) {
            int value =
                g->inside[b] - g->inside[a + 1] + g->split + alone_cost(slots, b) + ahead[b];
            best = value > best ? value : best;
        }
        best = best > beta[a] ? best : beta[a];
        beta[a] = best > BARELY ? best : NEVER;
        inside = g->inside[a] + ahead[a] > inside ? g->inside[a] + ahead[a] : inside;
    }
}

// The best of what a segment p..p + length goes on to, added to `ahead`; and the best reading that
// has it, in another column than `but`.
static int look_ahead(const struct decoder *d, size_t p, size_t length, int but, int *ahead)
{
    const int *value = segment_at(d, p, length), *begin = d->begin + p * d->width;
    const int *beta = d->beta[(p + length) % (REACH + 1)];
    int whole[WIDTH_MOST], most = NEVER;
    for (size_t s = 0; s < d->width; s++) {
        int on = value[s] + beta[s];
        ahead[s] = on > ahead[s] ? on : ahead[s];
        whole[s] = on + begin[s];
    }
    for (int s = 0; s < d->slots.n_slots && but >= 0; s++)
        whole[s] = d->slots.at[s].column == but ? NEVER : whole[s];
    for (size_t s = 0; s < d->width; s++)
        most = whole[s] > most ? whole[s] : most;
    return most;
}

// Fills the margins: for every atom the best reading that covers it by another segment.
static void backward(struct decoder *d, struct decoded *out, int best)
{
    const size_t n = d->slots.n, from = d->slots.from;
    int *other = MEM_ARRAY(d->scratch, n, int), ahead[WIDTH_MOST];
    struct going g;
    clear(&d->beta[0][0], (REACH + 1) * WIDTH_MOST);
    fit_slots_close(&d->slots, d->beta[n % (REACH + 1)]);
    size_t k = out->n - 1; // the segment of the best reading that covers p
    for (size_t p = n; p-- > 0;) {
        other[p] = NEVER;
        clear(ahead, d->width);
        k -= out->at[k].i > from + p;
        const struct segment *own = &out->at[k];
        for (size_t length = 1; length <= reach(d, p); length++) {
            bool is_own = own->i == from + p && own->j == from + p + length;
            int most = look_ahead(d, p, length, is_own ? own->column : -1, ahead);
            for (size_t t = p; t < p + length; t++)
                other[t] = most > other[t] ? most : other[t];
        }
        if (p == 0)
            break;
        fit_slots_going(&d->slots, p, &g);
        end_slots(&d->slots, &g, ahead, d->beta[p % (REACH + 1)]);
    }
    for (k = 0; k < out->n; k++) {
        int most = NEVER;
        for (size_t t = out->at[k].i - from; t < out->at[k].j - from; t++)
            most = other[t] > most ? other[t] : most;
        out->at[k].margin = best - (most > BARELY ? most : OTHER_NEVER);
    }
}

struct decoded fit_decode(struct mem *mem, struct mem *scratch, const struct lexicon *lexicon,
                          const struct atoms *atoms, size_t i, size_t j,
                          const struct heading *heading)
{
    struct decoder d; // its rings are cleared where they are used
    d.lexicon = lexicon;
    d.scratch = scratch;
    struct decoded out = {0};
    if (i >= j)
        return out;
    fit_slots_make(scratch, &d.slots, &lexicon->weights, atoms, i, j, heading);
    d.repeated = fit_evidence_repeated(scratch, atoms, i, d.slots.n);
    find_reach(&d);
    d.width = ((size_t)d.slots.n_slots + 3) / 4 * 4;
    size_t cells = (d.slots.n + 1) * d.width;
    d.segment = MEM_ARRAY(scratch, d.first[d.slots.n] * d.width, int);
    d.begin = MEM_ARRAY(scratch, cells, int);
    d.from_slot = MEM_ARRAY(scratch, cells, unsigned char);
    d.length = MEM_ARRAY(scratch, cells, unsigned char);
    forward(&d);
    int best = trace(&d, mem, &out);
    if (best > NEVER)
        backward(&d, &out, best);
    return out;
}
