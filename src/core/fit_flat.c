// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_flat.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_firm.h"
#include "core/fit_heading.h"
#include "core/fit_lexicon.h"
#include "core/fit_page.h"
#include "core/fit_start.h"
#include "core/form.h"
#include "core/sheet.h"

// Of the lines, one in BLANK_SHARE may begin with a blank cell and one in SHORT_SHARE be short, for
// they are damaged; one in MOVED_SHARE at least is moved.
enum { BLANK_SHARE = 10, SHORT_SHARE = 4, MOVED_SHARE = 4 };

// A line, how far it is to be moved, whether another place is nearly as good, and whether it is no
// whole row there.
struct move {
    size_t i, j;
    int by;
    bool is_close, is_odd;
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
    bool may = f->n + by <= f->cells;
    for (int k = 1; k <= f->n && may; k++)
        may = fit_firm_is_blank(f, k) ||
              (f->column[k + by] != FIRM_BLANK &&
               fit_firm_may_stand(f, f->column[k + by], fit_firm_text(f, k, k)));
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
        best.is_close =
            less < f->lexicon->weights.threshold_torn || (best.is_close && worth < most);
        if (worth > most && (!is_short || may_move(f, by))) {
            most = worth;
            best.by = by;
        }
    }
    best.is_odd = (is_short && cells + best.by < f->cells) || !may_move(f, best.by);
    return best;
}

static void move_line(struct firm *f, const struct move *move, bool is_whole)
{
    for (size_t k = move->i; k < move->j; k++) {
        struct atom *a = &f->atoms->at[k];
        a->cell += move->by;
        a->cells = a->cells < f->cells ? a->cells + move->by : a->cells;
        if (move->is_close || (move->is_odd && is_whole))
            a->why = "why.torn";
    }
}

// A heading that a cell breaks has its columns over all of its lines: its last cell and the first
// of the next line are one.
static bool find_heading(struct firm *f)
{
    const struct heading *h = f->heading;
    const struct atom *at = f->of_heading->at;
    if (fit_firm_heading(f) && fit_cut_line_end(f->of_heading, h->i, h->j) == h->j)
        return true;
    size_t i = fit_cut_line_begin(f->of_heading, h->i, 0), word = 0;
    int before = 0;
    for (int k = 0; k < FIRM_MOST; k++)
        f->column[k] = FIRM_BLANK;
    for (size_t end; i < h->j; i = end) {
        end = fit_cut_line_end(f->of_heading, i, h->j);
        for (; word < h->n && h->at[word].i < end; word++)
            if (before + h->at[word].cell < FIRM_MOST)
                f->column[before + h->at[word].cell] = h->at[word].column;
        before += at[i].cells - 1;
    }
    f->cells = before + 1;
    return f->cells >= FIRM_LEAST && f->cells < FIRM_MOST;
}

// What stands alone between two rows ends the one or begins the other.
static void doubt_between(struct finder *c, const struct move *moves, size_t n)
{
    for (size_t k = 1; k < n; k++) {
        size_t i = moves[k - 1].j, j = moves[k].i;
        if (i == j || !moves[k].by || fit_page_is_mark(c->scratch, c->atoms, i, j))
            continue;
        for (int cell = c->atoms->at[j].cell; j < moves[k].j && c->atoms->at[j].cell == cell;)
            j++;
        for (; i < j; i++)
            c->atoms->at[i].why = "why.torn";
    }
}

// Lines of several cells: those that begin with a blank one, that are no row even if they are
// moved, that are to be moved, that are as wide as the heading.
struct count {
    size_t lines, blank, brief, moved, wide;
};

static struct move *find_moves(const struct finder *c, struct firm *f, size_t i, size_t j,
                               size_t *n, struct count *count)
{
    size_t cap = 0;
    struct move *moves = NULL;
    int leads = leads_of(f);
    *n = 0;
    for (size_t end; i < j; i = end) {
        const struct atom *first = &c->atoms->at[i];
        end = fit_cut_line_end(c->atoms, i, j);
        if (first->cells < 2)
            continue;
        count->lines++;
        if (!fit_firm_line(f, i, end) || first->cells < FIRM_LEAST) {
            count->brief++;
            continue;
        }
        MEM_PUSH(c->scratch, moves, *n, cap);
        struct move *m = &moves[*n - 1];
        *m = find_move(f, i, end, leads);
        count->blank += first->cell > 1;
        count->brief += first->cells + m->by < f->cells;
        count->moved += m->by > 0;
        count->wide += first->cells == f->cells;
    }
    return moves;
}

static void move_rows(struct finder *c, const struct heading *heading, size_t i, size_t j,
                      bool is_whole)
{
    struct firm f = {.scratch = c->scratch,
                     .lexicon = c->lexicon,
                     .heading = heading,
                     .of_heading = c->atoms,
                     .atoms = c->atoms};
    if (!find_heading(&f))
        return;
    size_t n;
    struct count of = {0};
    struct move *moves = find_moves(c, &f, i, j, &n, &of);
    // Rows that bars make as wide as their heading are put together as they stand.
    if (!is_whole && 2 * of.wide > n)
        return;
    c->atoms->is_flat |= BLANK_SHARE * of.blank <= of.lines && SHORT_SHARE * of.brief <= of.lines &&
                         MOVED_SHARE * of.moved >= of.lines && of.moved;
    if (!c->atoms->is_flat)
        return;
    if (!is_whole)
        doubt_between(c, moves, n);
    for (size_t k = 0; k < n; k++)
        move_line(&f, &moves[k], is_whole);
}

void fit_flat_tables(struct finder *c, const struct heading *headings, size_t n, bool is_whole)
{
    for (size_t k = 0; k < n; k++) {
        const struct heading *h = &headings[k];
        size_t end = k + 1 < n ? headings[k + 1].i : c->atoms->n, i = h->j;
        if (h->gap_break != BREAK_CELL)
            continue;
        while (i < end && !fit_start_is_total(c, i, end))
            i = fit_cut_line_end(c->atoms, i, end);
        move_rows(c, h, h->j, i, is_whole);
    }
}
