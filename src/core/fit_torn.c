// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_torn.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/fit_value.h"
#include "core/fit_worth.h"
#include "core/form.h"
#include "core/sheet.h"

enum { COLUMN_BLANK = -1, COLUMN_UNKNOWN = -2 }; // of the heading
enum { CELLS_MOST = 40, CELLS_LEAST = 4, TEARS_MOST = 3 };

// One line of the table: cell k holds atoms from[k]..from[k + 1]; columns by cell.
struct torn {
    struct reader *r;
    struct atoms *atoms;
    size_t from[CELLS_MOST + 2];
    int n; // its last cell with print
    int column[CELLS_MOST + 1];
    int cells; // of the heading
};

// Marks the cells of the heading's line whose words name no column that is known.
static void find_unknown(struct torn *t)
{
    const struct heading *h = t->r->heading;
    const struct atoms *atoms = t->r->cut->atoms;
    size_t word = 0, end = fit_cut_line_end(atoms, h->i, atoms->n);
    for (size_t k = h->i; k < end; k++) {
        while (word < h->n && h->at[word].j <= k)
            word++;
        int cell = atoms->at[k].cell;
        bool is_known = word < h->n && h->at[word].i <= k;
        if (!is_known && cell <= h->cells && t->column[cell] == COLUMN_BLANK)
            t->column[cell] = COLUMN_UNKNOWN;
    }
}

static bool find_columns(struct torn *t)
{
    const struct heading *h = t->r->heading;
    t->cells = h->cells;
    if (h->cells < CELLS_LEAST || h->cells >= CELLS_MOST || h->i >= h->j)
        return false;
    for (int k = 0; k <= h->cells; k++)
        t->column[k] = COLUMN_BLANK;
    for (size_t k = 0; k < h->n; k++)
        if (h->at[k].cell >= 1 && h->at[k].cell <= h->cells)
            t->column[h->at[k].cell] = h->at[k].column;
    find_unknown(t);
    return true;
}

// Finds the cells of line i..j. False if they are too many.
static bool find_cells(struct torn *t, size_t i, size_t j)
{
    t->n = t->atoms->at[j - 1].cell;
    if (t->n > CELLS_MOST || t->n < 1)
        return false;
    size_t at = i;
    for (int k = 0; k <= t->n + 1; k++) {
        while (at < j && t->atoms->at[at].cell < k)
            at++;
        t->from[k] = at;
    }
    return true;
}

static bool is_blank(const struct torn *t, int cell)
{
    return t->from[cell] == t->from[cell + 1];
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// Digits, with a point or commas among them: the usual cell of points.
static bool is_plain(struct str s)
{
    bool plain = s.len > 0;
    for (size_t k = 0; k < s.len; k++)
        plain &= is_digit(s.ptr[k]) || (s.ptr[k] == '.' && k + 1 < s.len);
    return plain;
}

static struct str text_of(const struct torn *t, int first, int last)
{
    return fit_atom_join(t->r->scratch, t->atoms, t->from[first], t->from[last + 1]);
}

static bool is_points(int column)
{
    return column == COLUMN_WEIGHT || column == COLUMN_SCORE;
}

// May this text stand in the column? Only what no print would put there is refused.
static bool may_stand(const struct torn *t, int column, struct str text)
{
    size_t n = text.len;
    if (n > 1 && text.ptr[n - 1] == '.' && is_digit(text.ptr[n - 2]))
        return false;
    if (n > 1 && text.ptr[0] == '0' && is_digit(text.ptr[1]))
        return false;
    if (!is_points(column) && column != COLUMN_REASON)
        return true;
    if (is_plain(text))
        return is_points(column);
    if (column == COLUMN_REASON && str_count(text) > 12)
        return true;
    struct content c = fit_value_read(t->r->scratch, t->r->lexicon, text);
    if (is_points(column))
        return c.flags & (CONTENT_NUMBER | CONTENT_DASH) && !str_eq_c(c.unit, "%");
    return !(c.flags & (CONTENT_NUMBER | CONTENT_QUANTITY)) || c.flags & CONTENT_NO_REASON;
}

// Does the row stand under its heading as it is? A figure among the reasons alone may be a speck,
// unless an operator among the actuals says that all has moved. `strictly`: it is none, and nothing
// stands where the heading is blank.
static bool fits(const struct torn *t, bool strictly)
{
    if (t->n > t->cells)
        return false;
    bool moved = strictly;
    for (int k = 1; k <= t->n; k++) {
        if (is_blank(t, k))
            continue;
        struct str text = text_of(t, k, k);
        moved |= t->column[k] == COLUMN_ACTUAL && fit_lexicon_operator(t->r->lexicon, text);
        bool stands = may_stand(t, t->column[k], text);
        if (!stands && (t->column[k] != COLUMN_REASON || moved))
            return false;
        if (strictly && t->column[k] == COLUMN_BLANK && k >= t->r->heading->at[0].cell)
            return false;
    }
    return true;
}

// Has the row a cell in every column of points that the heading names, or else a target?
static bool is_filled(const struct torn *t)
{
    bool filled = true, has_points = false, has_target = false;
    for (int k = 1; k <= t->cells; k++) {
        bool here = k <= t->n && !is_blank(t, k);
        has_points |= is_points(t->column[k]);
        filled &= here || !is_points(t->column[k]);
        has_target |= here && t->column[k] == COLUMN_TARGET;
    }
    return has_points ? filled : has_target;
}

// Do most rows stand under the heading? Else the heading itself is torn, and says nothing.
static bool is_sound(struct torn *t)
{
    size_t lines = 0, fit = 0;
    for (size_t i = 0, j; i < t->atoms->n; i = j) {
        j = fit_cut_line_end(t->atoms, i, t->atoms->n);
        if (t->atoms->at[i].cells < CELLS_LEAST || !find_cells(t, i, j))
            continue;
        lines++;
        fit += is_filled(t) && fits(t, false);
    }
    return fit < lines && 2 * fit > lines;
}

static int worth(const struct torn *t, int cell, struct str text)
{
    if (cell > t->cells)
        return 4 * t->r->lexicon->weights.column_wrong;
    if (t->column[cell] < 0)
        return t->column[cell] == COLUMN_BLANK ? t->r->lexicon->weights.column_wrong : 0;
    struct content c = fit_value_read(t->r->scratch, t->r->lexicon, text);
    int own = fit_worth(&t->r->lexicon->weights, &c, t->column[cell], -1, false);
    return may_stand(t, t->column[cell], text) ? own : own + t->r->lexicon->weights.column_wrong;
}

// What the row is worth if cell `torn` and the next one are one (0: none is torn).
static int row_worth(const struct torn *t, int torn)
{
    int sum = 0;
    for (int k = 1; k <= t->n; k++) {
        int last = k == torn ? k + 1 : k;
        if (t->from[k] < t->from[last + 1])
            sum += worth(t, torn && k > torn ? k - 1 : k, text_of(t, k, last));
        k = last;
    }
    // The end of a class name is nothing by itself.
    if (torn && fit_lexicon_is_class(t->r->scratch, t->r->lexicon, text_of(t, torn, torn + 1)) &&
        !fit_lexicon_is_class(t->r->scratch, t->r->lexicon, text_of(t, torn + 1, torn + 1)))
        sum += t->r->lexicon->weights.level_known;
    return sum;
}

static void put_together(struct torn *t, int cell, size_t i, size_t j)
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
static bool mend(struct torn *t, size_t i, size_t j)
{
    int best = 0, most = t->n > t->cells ? INT_MIN : row_worth(t, 0), second = 0, next = INT_MIN;
    for (int k = 1; k < t->n; k++) {
        if (is_blank(t, k) || is_blank(t, k + 1))
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
    if (next > INT_MIN && most - next < t->r->lexicon->weights.threshold_torn) {
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
static bool may_be_torn(const struct torn *t, size_t i)
{
    int cells = t->atoms->at[i].cells;
    return cells >= CELLS_LEAST && (cells == t->n || cells > t->cells);
}

// Mends a line that does not fit; it stays as it was if that does not make it fit.
static void mend_line(struct torn *t, size_t i, size_t j)
{
    struct atom *kept = MEM_ARRAY(t->r->scratch, j - i, struct atom);
    memcpy(kept, &t->atoms->at[i], (j - i) * sizeof(*kept));
    for (int tears = 0; tears < TEARS_MOST && !fits(t, false); tears++)
        if (!mend(t, i, j) || !find_cells(t, i, j))
            break;
    if (!fits(t, true))
        memcpy(&t->atoms->at[i], kept, (j - i) * sizeof(*kept));
}

// Leaves out what stands in columns that nobody knows, in rows that stand under the heading.
static void drop_unknown(struct torn *t)
{
    size_t n = 0;
    for (size_t i = 0, j; i < t->atoms->n; i = j) {
        j = fit_cut_line_end(t->atoms, i, t->atoms->n);
        bool sound = find_cells(t, i, j) && t->n <= t->cells &&
                     (t->atoms->at[i].cells == t->cells || (is_filled(t) && fits(t, true)));
        int before = t->atoms->at[i].before;
        for (size_t k = i; k < j; k++) {
            struct atom a = t->atoms->at[k];
            if (sound && t->column[a.cell] == COLUMN_UNKNOWN)
                continue;
            a.before = before > a.before ? before : a.before;
            before = BREAK_NONE;
            t->atoms->at[n++] = a;
        }
    }
    t->atoms->n = n;
}

static bool has_unknown(const struct torn *t)
{
    for (int k = 1; k <= t->cells; k++)
        if (t->column[k] == COLUMN_UNKNOWN)
            return true;
    return false;
}

void fit_torn_rows(struct reader *r, struct atoms *atoms)
{
    struct torn t = {.r = r, .atoms = atoms};
    if (!find_columns(&t))
        return;
    bool mends = is_sound(&t);
    for (size_t i = 0, j; mends && i < atoms->n; i = j) {
        j = fit_cut_line_end(atoms, i, atoms->n);
        if (find_cells(&t, i, j) && may_be_torn(&t, i) && !fits(&t, false))
            mend_line(&t, i, j);
    }
    if (has_unknown(&t))
        drop_unknown(&t);
}
