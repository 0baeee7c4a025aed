// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_flat.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_firm.h"
#include "core/fit_heading.h"
#include "core/fit_lexicon.h"
#include "core/form.h"
#include "core/sheet.h"

// Of the lines, one in BLANK_SHARE may begin with a blank cell and one in SHORT_SHARE be short, for
// they are damaged; one in MOVED_SHARE at least is moved.
enum { BLANK_SHARE = 10, SHORT_SHARE = 4, MOVED_SHARE = 4 };

// A line, how far it is to be moved, and whether another place is nearly as good.
struct move {
    size_t i, j;
    int by;
    bool is_close;
};

// How many cells at the left may be merged over rows: what stands before the first column that is
// no class.
static int leads_of(const struct firm *f)
{
    int k = 1;
    while (k <= f->cells && (f->column[k] == FIRM_BLANK || f->column[k] == COLUMN_LEVEL1 ||
                             f->column[k] == COLUMN_LEVEL2))
        k++;
    return k - 1;
}

static int worth_moved(const struct firm *f, int by)
{
    int sum = 0;
    for (int k = 1; k <= f->n; k++)
        if (!fit_firm_is_blank(f, k))
            sum += fit_firm_worth(f, k + by, fit_firm_text(f, k, k));
    return sum;
}

// May every cell stand where it would be moved?
static bool may_move(const struct firm *f, int by)
{
    bool may = true;
    for (int k = 1; k <= f->n; k++)
        may &= fit_firm_is_blank(f, k) ||
               fit_firm_may_stand(f, f->column[k + by], fit_firm_text(f, k, k));
    return may;
}

// The best place of a line. One that is shorter than its heading has no other than that which makes
// it as wide, and is as it should be there; else it is a part of a row.
static struct move find_move(const struct firm *f, size_t i, size_t j, int leads)
{
    struct move best = {.i = i, .j = j};
    int cells = f->atoms->at[i].cells, most = worth_moved(f, 0);
    bool is_short = cells < f->cells;
    int first = is_short ? f->cells - cells : 1, last = is_short ? first : f->cells - f->n;
    for (int by = first; by <= last && by <= leads; by++) {
        int worth = worth_moved(f, by), less = worth > most ? worth - most : most - worth;
        best.is_close = less < f->lexicon->weights.threshold || (best.is_close && worth < most);
        if (worth > most && (!is_short || may_move(f, by))) {
            most = worth;
            best.by = by;
        }
    }
    return best;
}

static void move_line(struct firm *f, const struct move *move)
{
    for (size_t k = move->i; k < move->j; k++) {
        struct atom *a = &f->atoms->at[k];
        a->cell += move->by;
        a->cells = a->cells < f->cells ? a->cells + move->by : a->cells;
        if (move->is_close)
            a->why = "why.torn";
    }
}

void fit_flat_rows(struct finder *c, const struct heading *heading, size_t i, size_t j,
                   bool is_whole)
{
    struct firm f = {c->scratch, c->lexicon, heading, c->atoms, c->atoms, 0, {0}, {0}, 0};
    if (!fit_firm_heading(&f))
        return;
    int leads = leads_of(&f);
    size_t n = 0, cap = 0, lines = 0, blank = 0, brief = 0, moved = 0, wide = 0;
    struct move *moves = NULL;
    for (size_t end; i < j; i = end) {
        const struct atom *first = &c->atoms->at[i];
        end = fit_cut_line_end(c->atoms, i, j);
        if (first->cells < 2)
            continue;
        lines++;
        if (!fit_firm_line(&f, i, end) || first->cells < FIRM_LEAST) {
            brief++;
            continue;
        }
        MEM_PUSH(c->scratch, moves, n, cap);
        struct move *m = &moves[n - 1];
        *m = find_move(&f, i, end, leads);
        blank += first->cell > 1;
        brief += first->cells + m->by < f.cells;
        moved += m->by > 0;
        wide += first->cells == f.cells;
    }
    // Rows that bars make as wide as their heading are put together as they stand.
    if (!is_whole && 2 * wide > n)
        return;
    c->atoms->is_flat |= BLANK_SHARE * blank <= lines && SHORT_SHARE * brief <= lines &&
                         MOVED_SHARE * moved >= lines && moved;
    if (!c->atoms->is_flat)
        return;
    for (size_t k = 0; k < n; k++)
        move_line(&f, &moves[k]);
}
