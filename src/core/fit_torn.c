// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_torn.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_firm.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum { TEARS_MOST = 3 };

// Does the row stand under its heading as it is? A figure among the reasons alone may be a speck,
// unless an operator among the actuals says that all has moved. `strictly`: it is none, and nothing
// stands where the heading is blank.
static bool fits(const struct firm *t, bool strictly)
{
    if (t->n > t->cells)
        return false;
    bool moved = strictly;
    for (int k = 1; k <= t->n; k++) {
        if (fit_firm_is_blank(t, k))
            continue;
        struct str text = fit_firm_text(t, k, k);
        moved |= t->column[k] == COLUMN_ACTUAL && fit_lexicon_operator(t->lexicon, text);
        bool stands = fit_firm_may_stand(t, t->column[k], text);
        if (!stands && (t->column[k] != COLUMN_REASON || moved))
            return false;
        if (strictly && t->column[k] == FIRM_BLANK && k >= t->heading->at[0].cell)
            return false;
    }
    return true;
}

// Has the row a cell in every column of points that the heading names, or else a target?
static bool is_filled(const struct firm *t)
{
    bool filled = true, has_points = false, has_target = false;
    for (int k = 1; k <= t->cells; k++) {
        bool here = k <= t->n && !fit_firm_is_blank(t, k);
        has_points |= fit_firm_is_points(t->column[k]);
        filled &= here || !fit_firm_is_points(t->column[k]);
        has_target |= here && t->column[k] == COLUMN_TARGET;
    }
    return has_points ? filled : has_target;
}

// Do most rows stand under the heading? Else the heading itself is torn, and says nothing.
static bool is_sound(struct firm *t)
{
    size_t lines = 0, fit = 0;
    for (size_t i = 0, j; i < t->atoms->n; i = j) {
        j = fit_cut_line_end(t->atoms, i, t->atoms->n);
        if (t->atoms->at[i].cells < FIRM_LEAST || !fit_firm_line(t, i, j))
            continue;
        lines++;
        fit += is_filled(t) && fits(t, false);
    }
    return fit < lines && 2 * fit > lines;
}

// What the row is worth if cell `torn` and the next one are one (0: none is torn).
static int row_worth(const struct firm *t, int torn)
{
    int sum = 0;
    for (int k = 1; k <= t->n; k++) {
        int last = k == torn ? k + 1 : k;
        if (t->from[k] < t->from[last + 1])
            sum += fit_firm_worth(t, torn && k > torn ? k - 1 : k, fit_firm_text(t, k, last));
        k = last;
    }
    // The end of a class name is nothing by itself.
    if (torn && fit_lexicon_is_class(t->scratch, t->lexicon, fit_firm_text(t, torn, torn + 1)) &&
        !fit_lexicon_is_class(t->scratch, t->lexicon, fit_firm_text(t, torn + 1, torn + 1)))
        sum += t->lexicon->weights.level_known;
    return sum;
}

static void put_together(struct firm *t, int cell, size_t i, size_t j)
{
    for (size_t k = i; k < j; k++) {
        struct atom *a = &t->atoms->at[k];
        a->cells--;
        if (k == t->from[cell + 1])
            a->before = BREAK_BLANK;
        if (a->cell > cell)
            a->cell--;
    }
}

static bool is_value(int column)
{
    return column == COLUMN_TARGET || column == COLUMN_ACTUAL;
}

// Puts the best pair of the line together. False if no pair is better than the row as it stands.
static bool mend(struct firm *t, size_t i, size_t j)
{
    int best = 0, most = t->n > t->cells ? INT_MIN : row_worth(t, 0), second = 0, next = INT_MIN;
    for (int k = 1; k < t->n; k++) {
        if (fit_firm_is_blank(t, k) || fit_firm_is_blank(t, k + 1))
            continue;
        int sum = row_worth(t, k);
        if (sum > most) {
            next = most;
            second = best;
            most = sum;
            best = k;
        } else if (sum > next) {
            next = sum;
            second = k;
        }
    }
    if (!best)
        return false;
    if (next > INT_MIN && most - next < t->lexicon->weights.threshold_torn) {
        int from = best < second ? best : second, to = best < second ? second : best;
        size_t end = t->from[(second ? to : t->n - 1) + 2];
        for (size_t k = t->from[second ? from : best]; k < end; k++)
            t->atoms->at[k].why = "why.torn";
    }
    // Words are put together by their sense; the halves of a value may belong to the next one.
    size_t stop = t->from[best + 2 < t->n + 1 ? best + 3 : best + 2];
    for (size_t k = t->from[best]; is_value(t->column[best]) && k < stop; k++)
        t->atoms->at[k].why = "why.torn";
    put_together(t, best, i, j);
    return true;
}

// May a cell of line i..j be torn? One blank cell at the end makes no row that is as wide as its
// heading wider.
static bool may_be_torn(const struct firm *t, size_t i)
{
    int cells = t->atoms->at[i].cells;
    return cells >= FIRM_LEAST && (cells == t->n || cells > t->cells);
}

// Mends a line that does not fit; it stays as it was if that does not make it fit.
static void mend_line(struct firm *t, size_t i, size_t j)
{
    struct atom *kept = MEM_ARRAY(t->scratch, j - i, struct atom);
    memcpy(kept, &t->atoms->at[i], (j - i) * sizeof(*kept));
    for (int tears = 0; tears < TEARS_MOST && !fits(t, false); tears++)
        if (!mend(t, i, j) || !fit_firm_line(t, i, j))
            break;
    if (!fits(t, true))
        memcpy(&t->atoms->at[i], kept, (j - i) * sizeof(*kept));
}

// Leaves out what stands in columns that nobody knows, in rows that stand under the heading.
static void drop_unknown(struct firm *t)
{
    size_t n = 0;
    for (size_t i = 0, j; i < t->atoms->n; i = j) {
        j = fit_cut_line_end(t->atoms, i, t->atoms->n);
        bool sound = fit_firm_line(t, i, j) && t->n <= t->cells &&
                     (t->atoms->at[i].cells == t->cells || (is_filled(t) && fits(t, true)));
        int before = t->atoms->at[i].before;
        for (size_t k = i; k < j; k++) {
            struct atom a = t->atoms->at[k];
            if (sound && t->column[a.cell] == FIRM_UNKNOWN)
                continue;
            a.before = before > a.before ? before : a.before;
            before = BREAK_NONE;
            t->atoms->at[n++] = a;
        }
    }
    t->atoms->n = n;
}

static bool has_unknown(const struct firm *t)
{
    for (int k = 1; k <= t->cells; k++)
        if (t->column[k] == FIRM_UNKNOWN)
            return true;
    return false;
}

void fit_torn_rows(struct reader *r, struct atoms *atoms)
{
    struct firm t = {.scratch = r->scratch,
                     .lexicon = r->lexicon,
                     .heading = r->heading,
                     .of_heading = r->cut->atoms,
                     .atoms = atoms};
    if (!fit_firm_heading(&t))
        return;
    bool mends = is_sound(&t);
    for (size_t i = 0, j; mends && i < atoms->n; i = j) {
        j = fit_cut_line_end(atoms, i, atoms->n);
        if (fit_firm_line(&t, i, j) && may_be_torn(&t, i) && !fits(&t, false))
            mend_line(&t, i, j);
    }
    if (has_unknown(&t))
        drop_unknown(&t);
}
