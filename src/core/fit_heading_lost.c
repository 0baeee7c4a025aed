// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_heading_lost: cells of a heading that no word explains: a word that is lost, or a column of
// its own.
#include "core/fit_heading.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_stack.h"
#include "core/form.h"
#include "core/sheet.h"

enum { WORD_CHARS = 24, SLOTS_AHEAD = 6, UNKNOWN_CHARS = 16 };

// Is the text a class, which heads rows and no column?
bool fit_heading_is_class(struct finder *c, struct str text)
{
    const uint32_t classes = 1u << WORD_CLASS1 | 1u << WORD_CLASS2;
    return fit_lexicon_kinds(c->scratch, c->lexicon, text) & classes;
}

// The column that a cell which spells no word must be, from the columns beside it; -1 if two could
// stand there. Amounts stand in order, what is executed behind what was planned.
static int column_between(const struct heading *h, enum word_kind kind, int left, int right)
{
    if (kind == WORD_FUNDS) {
        if (right < 0 && left == FUNDS_EXECUTED)
            return fit_heading_has(h, FUNDS_RATE) ? -1 : FUNDS_RATE;
        bool planned = left == FUNDS_ADJUSTED || left == FUNDS_INITIAL || left == FUNDS_RECEIVED;
        int column = planned && !fit_heading_has(h, FUNDS_EXECUTED) && right != FUNDS_EXECUTED &&
                             right != FUNDS_ADJUSTED
                         ? FUNDS_EXECUTED
                     : left == FUNDS_INITIAL && right == FUNDS_EXECUTED ? FUNDS_ADJUSTED
                     : (left == FUNDS_EXECUTED || left == FUNDS_WEIGHT) && right == FUNDS_SCORE &&
                             (left == FUNDS_WEIGHT || fit_heading_has(h, FUNDS_WEIGHT))
                         ? FUNDS_RATE
                         : -1;
        return column >= 0 && !fit_heading_has(h, column) ? column : -1;
    }
    int column = left + 1;
    bool fits = right == column + 1 && column > COLUMN_LEVEL3 && column < COLUMN_REASON;
    return fits && !fit_heading_has(h, column) ? column : -1;
}

// The column of the cell at atom i, which no word is near, between the last word of the heading and
// one that stands; -1 if it is none.
int fit_heading_lost(struct finder *c, const struct heading *h, int kind, size_t i, size_t end)
{
    size_t j;
    const struct atom *a = &c->atoms->at[i];
    if (!h->n || i + 1 >= end || c->atoms->at[i + 1].before < a->before || a->before == BREAK_GAP ||
        fit_heading_is_class(c, a->text) || str_count(a->text) < 2 ||
        str_count(a->text) > WORD_CHARS / 2)
        return -1;
    const struct word *next = fit_heading_match(c, kind, i + 1, end, false, &j);
    bool closes = !next && kind == WORD_FUNDS && // the first source follows
                  fit_heading_match(c, WORD_SOURCE, i + 1, end, false, &j);
    if (!next && !closes)
        return -1;
    int column = column_between(h, kind, h->at[h->n - 1].column, next ? next->id : -1);
    // A column that has its word further on is not this one: this one is another.
    for (size_t k = i + 1; kind == WORD_TABLE && column >= 0 && k < end; k++) {
        const struct word *w = fit_heading_match(c, kind, k, end, false, &j);
        if (!w && k > i + 2 * SLOTS_AHEAD)
            break;
        if (w && w->id == column)
            return fit_heading_has(h, TABLE_OTHER) ? -1 : TABLE_OTHER;
    }
    return column;
}

// Characters that two texts share in the same order.
static size_t count_shared(struct str a, struct str b)
{
    size_t row[WORD_CHARS + 1] = {0};
    while (a.len) {
        int32_t c = str_next(&a);
        size_t before = 0, k = 1; // row[k - 1] of the row above
        for (struct str rest = b; rest.len && k <= WORD_CHARS; k++) {
            size_t above = row[k];
            if (str_next(&rest) == c)
                row[k] = before + 1;
            else if (row[k - 1] > row[k])
                row[k] = row[k - 1];
            before = above;
        }
    }
    return row[str_count(b) < WORD_CHARS ? str_count(b) : WORD_CHARS];
}

bool fit_heading_is_like(struct finder *c, int kind, int column, struct str text)
{
    for (size_t k = 0; k < c->lexicon->n_kinds[kind]; k++) {
        const struct word *w = &c->lexicon->kinds[kind][k];
        size_t a = str_count(w->text), b = str_count(text);
        if (w->id == column && 2 * count_shared(text, w->text) > (a > b ? a : b))
            return true;
    }
    return false;
}

bool fit_heading_is_torn_end(struct finder *c, const struct heading *h, int kind, size_t i,
                             size_t j)
{
    if (!h->n || h->at[h->n - 1].j != i)
        return false;
    struct str text = fit_atom_join(c->scratch, c->atoms, h->at[h->n - 1].i, j);
    const struct word *w = fit_lexicon_near(c->scratch, c->lexicon, (enum word_kind)kind, text);
    return w && w->id == h->at[h->n - 1].column;
}

bool fit_heading_may_be(struct str s)
{
    size_t chars = str_count(s);
    if (chars < 2 || chars > UNKNOWN_CHARS || !str_is_han(str_next(&(struct str){s.ptr, s.len})))
        return false;
    for (size_t k = 0; k < s.len; k++)
        if (s.ptr[k] >= '0' && s.ptr[k] <= '9')
            return false;
    return true;
}

// The column of the cell of a table's heading at atom i that no word explains, and its end: the
// reason where most of that word is left, else one that nothing is known of. -1 if it is none.
int fit_heading_unknown(struct finder *c, const struct heading *h, size_t i, size_t end, size_t *j)
{
    if (!h->n || c->atoms->at[i].before != BREAK_CELL)
        return -1;
    for (*j = i + 1; *j < end && c->atoms->at[*j].before < BREAK_CELL;)
        ++*j;
    struct str s = fit_atom_join(c->scratch, c->atoms, i, *j);
    if (!fit_heading_may_be(s) || fit_heading_is_class(c, s) ||
        fit_heading_is_torn_end(c, h, WORD_TABLE, i, *j))
        return -1;
    bool is_reason =
        !fit_heading_has(h, COLUMN_REASON) && fit_heading_is_like(c, WORD_TABLE, COLUMN_REASON, s);
    return is_reason ? COLUMN_REASON : TABLE_UNKNOWN;
}
