// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_decode.h"

#include "base/map.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_evidence.h"
#include "core/fit_lexicon.h"
#include "core/fit_value.h"
#include "core/fit_worth.h"
#include "core/form.h"
#include "core/sheet.h"

enum { SLOTS_MOST = 18, REACH = 40, NEVER = -1000000, JOIN_WORST = -30 };

// A slot of the heading, in its order.
struct slot {
    int column;
    bool is_named;      // the heading has it
    int cell, cell_end; // the cells of the line that stand under it (cell_end excluded)
};

struct decoder {
    const struct lexicon *lexicon;
    const struct fit_weights *w;
    const struct atoms *atoms;
    struct mem *scratch;
    size_t from, n; // atoms from .. from + n
    struct slot slots[SLOTS_MOST];
    int n_slots;
    int cells; // of the heading
    bool in_one_line;
    bool is_nameless; // the heading has no column of names
    uint32_t *filled; // per position: the slots under which the line of its atom has print
    int *lost;        // per position: 1 points were lost just before, 0 not, -1 not known
    struct map repeated;
    int (*alpha)[SLOTS_MOST], (*begin)[SLOTS_MOST], (*beta)[SLOTS_MOST];
    int (*segment)[REACH + 1][SLOTS_MOST]; // [p][length][slot]
    size_t (*back)[SLOTS_MOST];            // start of the best segment that ends here
    int (*from_slot)[SLOTS_MOST];          // the slot before it
};

static const struct atom *atom_at(const struct decoder *d, size_t p)
{
    return &d->atoms->at[d->from + p];
}

static void add_slot(struct decoder *d, int column, bool is_named, int cell)
{
    if (d->n_slots < SLOTS_MOST)
        d->slots[d->n_slots++] = (struct slot){column, is_named, cell, cell};
}

// The slots of the heading, and those that it lacks but a row may still fill.
static void make_slots(struct decoder *d, const struct heading *h)
{
    bool has[TABLE_TARGET2 + 1] = {false};
    for (size_t k = 0; k < h->n; k++)
        has[h->at[k].column] = true;
    for (size_t k = 0; k < h->n; k++) {
        int column = h->at[k].column;
        if (column == COLUMN_LEVEL3 && !has[COLUMN_LEVEL2])
            add_slot(d, COLUMN_LEVEL2, false, 0);
        if (column == COLUMN_SCORE && !has[COLUMN_WEIGHT]) {
            // A heading lost in print leaves its cell: the one before the score's, if it is free.
            bool free = k && h->at[k].cell > h->at[k - 1].cell + 1;
            add_slot(d, COLUMN_WEIGHT, free, h->at[k].cell - 1);
        }
        add_slot(d, column, true, h->at[k].cell);
    }
    d->is_nameless = !has[COLUMN_LEVEL3];
    if (!has[COLUMN_REASON] && !d->is_nameless && has[COLUMN_ACTUAL])
        add_slot(d, COLUMN_REASON, false, 0);
    int next = INT_MAX;
    for (int s = d->n_slots; s-- > 0;) {
        if (!d->slots[s].is_named)
            continue;
        d->slots[s].cell_end = next;
        next = d->slots[s].cell;
    }
}

// Is the line of this atom as wide as the heading, so that cells can be trusted?
static bool is_full(const struct decoder *d, const struct atom *a)
{
    return d->cells > 2 && a->cells == d->cells;
}

static bool is_under(const struct slot *s, const struct atom *a)
{
    return s->is_named && a->cell >= s->cell && a->cell < s->cell_end;
}

// ---- what joins and splits cost ----

static int join_cost(const struct decoder *d, size_t p)
{
    const struct atom *a = atom_at(d, p), *b = atom_at(d, p - 1);
    int kind = a->before, cell = d->atoms->cell_break;
    if (kind == BREAK_NONE)
        return cell == BREAK_NONE ? d->w->join_cell / 2 : 0;
    if (kind >= BREAK_EMPTY_LINE)
        return d->w->join_empty_line;
    if (kind == BREAK_LINE)
        return d->w->join_line;
    if (kind >= cell && kind >= BREAK_CELL && is_full(d, a)) {
        for (int s = 0; s < d->n_slots; s++)
            if (is_under(&d->slots[s], a) && is_under(&d->slots[s], b))
                return d->w->join_cell / 3;
        return 2 * JOIN_WORST; // in a row as wide as the heading no cell crosses a column
    }
    return kind >= cell ? d->w->join_cell : d->w->join_blank * (kind == BREAK_GAP ? 2 : 1);
}

// A cell that begins at p, inside a row or at its start.
static int split_cost(const struct decoder *d, size_t p, bool starts_row)
{
    if (p == 0)
        return 0;
    int kind = atom_at(d, p)->before, cell = d->atoms->cell_break, cost = 0;
    if (kind < cell)
        cost += kind == BREAK_NONE ? d->w->split_none : d->w->split_weak;
    if (starts_row && !d->in_one_line && kind < BREAK_LINE)
        cost += d->w->row_weak;
    if (!starts_row && kind >= BREAK_LINE && cell < BREAK_LINE)
        cost += d->w->line_inside;
    return cost;
}

// What it costs that slot s is empty on the line of position p.
static int skip_cost(const struct decoder *d, int s, size_t p, int lost)
{
    const struct slot *slot = &d->slots[s];
    if (!slot->is_named)
        return 0;
    if (is_full(d, atom_at(d, p)) && slot->column != COLUMN_LEVEL3 && !(d->filled[p] >> s & 1))
        return 0; // its cell is there, and blank
    switch (slot->column) {
    case COLUMN_LEVEL1:
    case COLUMN_LEVEL2:
        return d->w->skip_level;
    case COLUMN_LEVEL3:
        return d->w->skip_name;
    case COLUMN_TARGET:
        return d->w->skip_target;
    case COLUMN_ACTUAL:
        return d->w->skip_actual;
    case COLUMN_WEIGHT:
        return d->w->skip_weight;
    case COLUMN_SCORE:
        return d->w->skip_score;
    case COLUMN_REASON:
        return lost > 0 ? d->w->skip_reason_lost : d->w->skip_reason;
    default:
        return d->w->skip_other;
    }
}

// From slot a (n_slots: before the first row) to slot b at position p; NEVER if it cannot be.
static int transition(const struct decoder *d, int a, int b, size_t p)
{
    bool starts_row = b <= a || a == d->n_slots;
    int cost = 0;
    if (!starts_row) {
        for (int s = a + 1; s < b; s++)
            cost += skip_cost(d, s, p, d->lost[p]);
        if (d->slots[a].column == COLUMN_LEVEL1 && d->slots[b].column != COLUMN_LEVEL2)
            cost += d->w->level_alone;
        return cost + split_cost(d, p, false);
    }
    int column = d->slots[b].column;
    // A row begins with its classes or its name; where these stand elsewhere, with the first slot.
    bool is_name = column == COLUMN_LEVEL1 || column == COLUMN_LEVEL2 || column == COLUMN_LEVEL3;
    if (!is_name && !(d->is_nameless && b == 0))
        return NEVER;
    if (a < d->n_slots && p > 0) // nothing stands before the first atom
        for (int s = a + 1; s < d->n_slots; s++)
            cost += skip_cost(d, s, p - 1, d->lost[p]);
    for (int s = 0; s < b; s++)
        cost += skip_cost(d, s, p, -1);
    return cost + split_cost(d, p, true);
}

// What ends after slot a at the end of the table.
static int closing(const struct decoder *d, int a)
{
    int cost = 0;
    for (int s = a + 1; s < d->n_slots; s++)
        cost += skip_cost(d, s, d->n - 1, d->lost[d->n]);
    return cost;
}

static int worth(const struct decoder *d, const struct content *c, struct str text, int s, size_t p)
{
    bool is_repeated = map_get(&d->repeated, text) != NULL;
    return fit_worth(d->w, c, d->slots[s].column, d->lost[p], is_repeated) +
           (d->slots[s].is_named ? 0 : d->w->unnamed);
}

// Does the segment stand under its heading?
static int column_worth(const struct decoder *d, size_t p, size_t q, int s)
{
    const struct atom *a = atom_at(d, p), *b = atom_at(d, q - 1);
    if (!is_full(d, a))
        return 0;
    if (!is_under(&d->slots[s], a) || (is_full(d, b) && !is_under(&d->slots[s], b)))
        return d->w->column_wrong;
    return d->w->column_right;
}

// ---- the passes ----

static void score_segments(struct decoder *d, size_t p)
{
    int joins = 0;
    for (size_t length = 1; length <= REACH && p + length <= d->n; length++) {
        size_t q = p + length;
        if (length > 1)
            joins += join_cost(d, q - 1);
        for (int s = 0; s < d->n_slots; s++)
            d->segment[p][length][s] = NEVER;
        if (joins <= 2 * JOIN_WORST)
            break;
        struct str text = fit_atom_join(d->scratch, d->atoms, d->from + p, d->from + q);
        struct content c = fit_value_read(d->scratch, d->lexicon, text);
        for (int s = 0; s < d->n_slots; s++) {
            bool is_reason = d->slots[s].column == COLUMN_REASON;
            int cost = is_reason ? joins / 2 : joins;
            if (cost >= JOIN_WORST)
                d->segment[p][length][s] =
                    cost + worth(d, &c, text, s, p) + column_worth(d, p, q, s);
        }
    }
}

static void clear(const struct decoder *d, int (*table)[SLOTS_MOST], size_t p)
{
    for (int s = 0; s < d->n_slots; s++)
        table[p][s] = NEVER;
}

static size_t reach(const struct decoder *d, size_t p)
{
    return d->n - p < REACH ? d->n - p : REACH;
}

static void forward(struct decoder *d)
{
    for (size_t p = 0; p <= d->n; p++)
        clear(d, d->alpha, p);
    for (size_t p = 0; p < d->n; p++) {
        for (int b = 0; b < d->n_slots; b++) {
            int best = NEVER, best_a = 0;
            for (int a = p ? 0 : d->n_slots; a < (p ? d->n_slots : d->n_slots + 1); a++) {
                int before = p ? d->alpha[p][a] : 0;
                int step = before > NEVER ? transition(d, a, b, p) : NEVER;
                if (step > NEVER && before + step > best) {
                    best = before + step;
                    best_a = a;
                }
            }
            d->begin[p][b] = best;
            d->from_slot[p][b] = best_a;
        }
        for (size_t length = 1; length <= reach(d, p); length++)
            for (int b = 0; b < d->n_slots; b++) {
                int value = d->segment[p][length][b];
                if (value <= NEVER || d->begin[p][b] <= NEVER)
                    continue;
                if (d->begin[p][b] + value > d->alpha[p + length][b]) {
                    d->alpha[p + length][b] = d->begin[p][b] + value;
                    d->back[p + length][b] = p;
                }
            }
    }
}

static void backward(struct decoder *d)
{
    for (int a = 0; a < d->n_slots; a++)
        d->beta[d->n][a] = closing(d, a);
    for (size_t p = d->n; p-- > 1;) {
        int ahead[SLOTS_MOST];
        for (int b = 0; b < d->n_slots; b++) {
            ahead[b] = NEVER;
            for (size_t length = 1; length <= reach(d, p); length++) {
                int value = d->segment[p][length][b];
                if (value > NEVER && d->beta[p + length][b] > NEVER &&
                    value + d->beta[p + length][b] > ahead[b])
                    ahead[b] = value + d->beta[p + length][b];
            }
        }
        for (int a = 0; a < d->n_slots; a++) {
            d->beta[p][a] = NEVER;
            for (int b = 0; b < d->n_slots; b++) {
                int step = ahead[b] > NEVER ? transition(d, a, b, p) : NEVER;
                if (step > NEVER && step + ahead[b] > d->beta[p][a])
                    d->beta[p][a] = step + ahead[b];
            }
        }
    }
}

// The best path, from its end; out is in order.
static int trace(const struct decoder *d, struct mem *mem, struct decoded *out)
{
    int best = NEVER, slot = 0;
    for (int a = 0; a < d->n_slots; a++)
        if (d->alpha[d->n][a] > NEVER && d->alpha[d->n][a] + d->beta[d->n][a] > best) {
            best = d->alpha[d->n][a] + d->beta[d->n][a];
            slot = a;
        }
    if (best <= NEVER)
        return best;
    size_t cap = 0;
    for (size_t q = d->n; q > 0;) {
        size_t p = d->back[q][slot];
        int before = d->from_slot[p][slot];
        MEM_PUSH(mem, out->at, out->n, cap);
        out->at[out->n - 1] = (struct segment){d->from + p, d->from + q, d->slots[slot].column, 0,
                                               before >= slot || before == d->n_slots};
        q = p;
        slot = before;
    }
    for (size_t i = 0, j = out->n; i + 1 < j; i++) {
        struct segment s = out->at[i];
        out->at[i] = out->at[--j];
        out->at[j] = s;
    }
    return best;
}

// Fills the margins: for every atom the best reading that covers it by another segment.
static void find_margins(const struct decoder *d, struct decoded *out, int best)
{
    int *other = MEM_ARRAY(d->scratch, d->n, int);
    size_t *mine = MEM_ARRAY(d->scratch, d->n, size_t);
    for (size_t t = 0; t < d->n; t++)
        other[t] = NEVER;
    for (size_t k = 0; k < out->n; k++)
        for (size_t t = out->at[k].i; t < out->at[k].j; t++)
            mine[t - d->from] = k;
    for (size_t p = 0; p < d->n; p++)
        for (size_t length = 1; length <= reach(d, p); length++) {
            const struct segment *own = &out->at[mine[p]];
            bool same = own->i == d->from + p && own->j == d->from + p + length;
            int most = NEVER;
            for (int s = 0; s < d->n_slots; s++) {
                int value = d->segment[p][length][s];
                if (value <= NEVER || d->begin[p][s] <= NEVER || d->beta[p + length][s] <= NEVER ||
                    (same && d->slots[s].column == own->column))
                    continue;
                int whole = d->begin[p][s] + value + d->beta[p + length][s];
                most = whole > most ? whole : most;
            }
            if (most > NEVER)
                for (size_t t = p; t < p + length; t++)
                    other[t] = most > other[t] ? most : other[t];
        }
    for (size_t k = 0; k < out->n; k++) {
        int most = NEVER;
        for (size_t t = out->at[k].i - d->from; t < out->at[k].j - d->from; t++)
            most = other[t] > most ? other[t] : most;
        out->at[k].margin = best - most;
    }
}

// Which slots have print on each line.
static void find_filled(struct decoder *d)
{
    for (size_t p = 0; p < d->n;) {
        size_t q = p;
        uint32_t filled = 0;
        do {
            for (int s = 0; s < d->n_slots; s++)
                filled |= (uint32_t)is_under(&d->slots[s], atom_at(d, q)) << s;
            q++;
        } while (q < d->n && atom_at(d, q)->before < BREAK_LINE);
        while (p < q)
            d->filled[p++] = filled;
    }
}

struct decoded fit_decode(struct mem *mem, struct mem *scratch, const struct lexicon *lexicon,
                          const struct atoms *atoms, size_t i, size_t j,
                          const struct heading *heading)
{
    struct decoder d = {.lexicon = lexicon,
                        .w = &lexicon->weights,
                        .atoms = atoms,
                        .scratch = scratch,
                        .from = i,
                        .n = j - i,
                        .cells = heading->cells};
    struct decoded out = {0};
    if (i >= j)
        return out;
    make_slots(&d, heading);
    d.in_one_line = atoms->at[i].line == atoms->at[j - 1].line;
    size_t n = d.n + 2;
    d.alpha = mem_array(scratch, n, sizeof(*d.alpha));
    d.begin = mem_array(scratch, n, sizeof(*d.begin));
    d.beta = mem_array(scratch, n, sizeof(*d.beta));
    d.back = mem_array(scratch, n, sizeof(*d.back));
    d.from_slot = mem_array(scratch, n, sizeof(*d.from_slot));
    d.segment = mem_array(scratch, n, sizeof(*d.segment));
    d.filled = MEM_ARRAY(scratch, n, uint32_t);
    find_filled(&d);
    d.lost = fit_evidence_lost(scratch, atoms, i, d.n);
    d.repeated = fit_evidence_repeated(scratch, atoms, i, d.n);
    for (size_t p = 0; p < d.n; p++) {
        for (size_t length = 0; length <= REACH; length++)
            for (int s = 0; s < d.n_slots; s++)
                d.segment[p][length][s] = NEVER;
        score_segments(&d, p);
    }
    forward(&d);
    backward(&d);
    int best = trace(&d, mem, &out);
    if (best > NEVER)
        find_margins(&d, &out, best);
    return out;
}
