// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_slots.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_evidence.h"
#include "core/fit_lexicon.h"
#include "core/fit_value.h"
#include "core/fit_worth.h"
#include "core/form.h"
#include "core/sheet.h"

const struct atom *fit_slots_atom(const struct slots *d, size_t p)
{
    return &d->atoms->at[d->from + p];
}

// What it costs that a slot is empty.
static int skip_of(const struct fit_weights *w, int column, bool is_lost)
{
    switch (column) {
    case COLUMN_LEVEL1:
    case COLUMN_LEVEL2:
        return w->skip_level;
    case COLUMN_LEVEL3:
        return w->skip_name;
    case COLUMN_TARGET:
        return w->skip_target;
    case COLUMN_ACTUAL:
        return w->skip_actual;
    case COLUMN_WEIGHT:
        return w->skip_weight;
    case COLUMN_SCORE:
        return w->skip_score;
    case COLUMN_REASON:
        return is_lost ? w->skip_reason_lost : w->skip_reason;
    default:
        return w->skip_other;
    }
}

static void add_slot(struct slots *d, int column, bool is_named, int cell)
{
    if (d->n_slots == SLOTS_MOST)
        return;
    int s = d->n_slots++;
    d->at[s] =
        (struct slot){.column = column, .is_named = is_named, .cell = cell, .cell_end = cell};
    if (is_named) {
        d->at[s].skip = skip_of(d->w, column, false);
        d->at[s].skip_lost = skip_of(d->w, column, true);
    }
    if (column == COLUMN_LEVEL1)
        d->level1 = s;
    if (column == COLUMN_LEVEL3)
        d->names |= 1u << s;
    d->has_reason |= column == COLUMN_REASON;
}

// The slots of the heading, and those that it lacks but a row may still fill.
static void make_slots(struct slots *d, const struct heading *h)
{
    bool has[TABLE_UNKNOWN + 1] = {false};
    d->level1 = -1;
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
    bool is_nameless = !has[COLUMN_LEVEL3];
    if (!has[COLUMN_REASON] && !is_nameless && has[COLUMN_ACTUAL])
        add_slot(d, COLUMN_REASON, false, 0);
    int next = INT_MAX;
    for (int s = d->n_slots; s-- > 0;) {
        // A row begins with its classes or its name; where these stand elsewhere, with what is
        // first.
        int column = d->at[s].column;
        d->at[s].may_start = column == COLUMN_LEVEL1 || column == COLUMN_LEVEL2 ||
                             column == COLUMN_LEVEL3 || (is_nameless && s == 0);
        if (!d->at[s].is_named)
            continue;
        d->at[s].cell_end = next;
        next = d->at[s].cell;
    }
}

// Is the line of this atom as wide as the heading, so that cells can be trusted?
static bool is_full(const struct slots *d, const struct atom *a)
{
    return d->cells > 2 && a->cells == d->cells;
}

// ---- what joins and splits cost ----

int fit_slots_join(const struct slots *d, size_t p)
{
    const struct atom *a = fit_slots_atom(d, p);
    int kind = a->before, cell = d->atoms->cell_break;
    if (kind == BREAK_NONE)
        return cell == BREAK_NONE ? d->w->join_cell / 2 : 0;
    if (kind >= BREAK_EMPTY_LINE)
        return d->w->join_empty_line;
    int whole = d->atoms->is_whole && kind >= cell ? d->w->join_whole : 0;
    if (kind == BREAK_LINE)
        return d->atoms->wraps ? d->w->join_wrap : d->w->join_line + whole;
    if (kind >= cell && kind >= BREAK_CELL && is_full(d, a)) {
        if (d->under[p] & d->under[p - 1])
            return d->w->join_cell / 3;
        return SLOTS_JOIN_NEVER; // in a row as wide as the heading no cell crosses a column
    }
    return kind >= cell ? d->w->join_cell + whole : d->w->join_blank * (kind == BREAK_GAP ? 2 : 1);
}

// A cell that begins at p, inside a row or at its start.
static int split_cost(const struct slots *d, size_t p, bool starts_row)
{
    if (p == 0)
        return 0;
    int kind = fit_slots_atom(d, p)->before, cell = d->atoms->cell_break, cost = 0;
    if (kind < cell)
        cost += kind == BREAK_NONE ? d->w->split_none : d->w->split_weak;
    if (starts_row && !d->in_one_line && kind < BREAK_LINE)
        cost += d->w->row_weak;
    if (!starts_row && kind >= BREAK_LINE && cell < BREAK_LINE)
        cost += d->w->line_inside;
    return cost;
}

enum { SUMS_MOST = 64, SUMS_OF_ONE = 3 };

// sum[s]: what it costs that the slots before s are empty on a line with these blanks.
struct slots_sum {
    uint32_t blank;
    bool is_lost, is_close; // points were lost; a blank cell would be a line, and none is there
    int sum[SLOTS_MOST + 1];
};

static bool is_level(int column)
{
    return column == COLUMN_LEVEL1 || column == COLUMN_LEVEL2;
}

// Of what is blank on the line of position p, before position `at`.
static const int *sum_of(struct slots *d, size_t p, size_t at, int lost)
{
    const uint32_t blank = d->blank[p];
    const bool is_close = d->has_cell_lines && at < d->n && !fit_slots_atom(d, at)->after_gap;
    for (size_t k = d->n_sums; k-- > 0;)
        if (d->sums[k].blank == blank && d->sums[k].is_lost == (lost > 0) &&
            d->sums[k].is_close == is_close)
            return d->sums[k].sum;
    struct slots_sum *made = &d->sums[d->n_sums++];
    made->blank = blank;
    made->is_lost = lost > 0;
    made->is_close = is_close;
    made->sum[0] = 0;
    for (int s = 0; s < d->n_slots; s++) {
        int cost = lost > 0 ? d->at[s].skip_lost : d->at[s].skip;
        if (is_close && d->at[s].is_named && !is_level(d->at[s].column))
            cost += d->w->column_wrong;
        made->sum[s + 1] = made->sum[s] + (blank >> s & 1 ? 0 : cost);
    }
    return made->sum;
}

void fit_slots_going(struct slots *d, size_t p, struct going *g)
{
    if (d->n_sums > SUMS_MOST - SUMS_OF_ONE)
        d->n_sums = 0;
    g->inside = sum_of(d, p, p, d->lost[p]);
    g->before = sum_of(d, p, p, -1);
    g->rest =
        p > 0 ? sum_of(d, p - 1, p, d->lost[p]) : NULL; // nothing stands before the first atom
    g->split = split_cost(d, p, false);
    g->split_row = split_cost(d, p, true);
}

// What ends after slot a at the end of the table.
void fit_slots_close(struct slots *d, int *value)
{
    d->n_sums = 0;
    const int *sum = sum_of(d, d->n - 1, d->n, d->lost[d->n]);
    for (int a = 0; a < d->n_slots; a++)
        value[a] = sum[d->n_slots] - sum[a + 1];
}

static int worth(const struct slots *d, const struct content *c, bool is_repeated, int s, size_t p)
{
    const struct fit_weights *w = d->w;
    bool may_be_class = d->at[s].column == COLUMN_LEVEL2 && c->flags & CONTENT_PLAIN;
    return fit_worth(w, c, d->at[s].column, d->lost[p], is_repeated) +
           (d->at[s].is_named ? 0 : w->unnamed) +
           (!may_be_class        ? 0
            : d->atoms->is_whole ? w->level_plain
                                 : w->level_plain_torn);
}

void fit_slots_score(struct mem *scratch, const struct lexicon *lexicon, const struct slots *d,
                     size_t p, size_t q, struct str text, int joins, int *value)
{
    for (int s = 0; s < d->n_slots; s++)
        value[s] = SLOTS_NEVER;
    if (joins < SLOTS_JOIN_WORST && !d->has_reason)
        return;
    struct content c = fit_value_read(scratch, lexicon, text);
    bool is_repeated = map_get(&d->repeated, text) != NULL;
    bool is_placed = is_full(d, fit_slots_atom(d, p));
    uint32_t under = d->under[p];
    if (q > p + 1 && is_full(d, fit_slots_atom(d, q - 1)))
        under &= d->under[q - 1];
    for (int s = 0; s < d->n_slots; s++) {
        int cost = d->at[s].column == COLUMN_REASON ? joins / 2 : joins;
        int place = under >> s & 1 ? d->w->column_right : d->w->column_wrong;
        if (cost >= SLOTS_JOIN_WORST)
            value[s] = cost + worth(d, &c, is_repeated, s, p) + (is_placed ? place : 0);
    }
}

// The slots whose headings stand over this cell of a line.
static uint32_t slots_over(const struct slots *d, int cell)
{
    uint32_t under = 0;
    for (int s = 0; s < d->n_slots; s++)
        if (d->at[s].is_named && cell >= d->at[s].cell && cell < d->at[s].cell_end)
            under |= 1u << s;
    return under;
}

// In a row as wide as the heading the cell of a slot without print is there, and blank; but a name
// is never blank.
static void find_blanks(struct slots *d, struct mem *mem)
{
    d->under = MEM_ARRAY(mem, d->n, uint32_t);
    d->blank = MEM_ARRAY(mem, d->n, uint32_t);
    for (size_t p = 0; p < d->n;) {
        size_t q = p;
        uint32_t filled = d->names;
        do {
            const struct atom *a = fit_slots_atom(d, q);
            bool same = q > p && fit_slots_atom(d, q - 1)->cell == a->cell;
            d->under[q] = same ? d->under[q - 1] : slots_over(d, a->cell);
            filled |= d->under[q++];
        } while (q < d->n && fit_slots_atom(d, q)->before < BREAK_LINE);
        for (; p < q; p++)
            d->blank[p] = is_full(d, fit_slots_atom(d, p)) ? ~filled : 0;
    }
}

void fit_slots_make(struct mem *mem, struct slots *slots, const struct fit_weights *weights,
                    const struct atoms *atoms, size_t i, size_t j, const struct heading *heading)
{
    *slots = (struct slots){.w = weights,
                            .atoms = atoms,
                            .from = i,
                            .n = j - i,
                            .cells = heading->cells,
                            .has_cell_lines = atoms->has_cell_lines,
                            .in_one_line = atoms->at[i].line == atoms->at[j - 1].line};
    make_slots(slots, heading);
    find_blanks(slots, mem);
    slots->sums = MEM_ARRAY(mem, SUMS_MOST, struct slots_sum);
    slots->lost = fit_evidence_lost(mem, atoms, i, slots->n);
    slots->repeated = fit_evidence_repeated(mem, atoms, i, slots->n);
}
