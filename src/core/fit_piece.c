// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_piece.h"

#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum { TAIL_MOST = 6 };

static bool heads_column(const struct reader *r, int column)
{
    for (size_t k = 0; k < r->heading->n; k++)
        if (r->heading->at[k].column == column)
            return true;
    return false;
}

// The place of a date mark in a day (年 1, 月 2, 日 3, 前 and the like 4), 0 if it is none.
static int date_mark(const struct reader *r, struct str s)
{
    if (str_starts(s, STR("年")))
        return 1;
    if (str_starts(s, STR("月")))
        return 2;
    if (str_starts(s, STR("日")))
        return 3;
    return fit_lexicon_head(r->lexicon, LIST_DATE_ENDS, s).len ? 4 : 0;
}

// What follows the digits of a date holds nothing but its marks; a year, or digits behind the mark,
// bear a few other characters (2023 | 年底完成). 20 | 年中新增任务 are two cells.
static bool is_date_tail(const struct reader *r, size_t digits, struct str tail)
{
    size_t others = 0, inner = 0;
    while (tail.len) {
        bool is_digit = tail.ptr[0] >= '0' && tail.ptr[0] <= '9';
        inner += is_digit;
        others += !is_digit && !date_mark(r, tail);
        str_next(&tail);
    }
    return others <= (inner ? TAIL_MOST : digits == 4 ? TAIL_MOST / 3 : 0u);
}

static struct str without_digits(struct str s)
{
    while (s.len && s.ptr[0] >= '0' && s.ptr[0] <= '9')
        s = str_slice(s, 1, s.len);
    return s;
}

// How many atoms from i are the parts of one date: 2023 | 年 | 10 | 月, 2023年 | 10月 | 底前.
static size_t date_atoms(const struct reader *r, const struct atoms *atoms, size_t i, size_t end)
{
    size_t k = i;
    int last = 0;
    while (k < end && (k == i || atoms->at[k].before <= BREAK_LINE)) {
        struct str rest = without_digits(atoms->at[k].text);
        bool digits = rest.len < atoms->at[k].text.len;
        size_t n = 1;
        if (digits && !rest.len && k + 1 < end) {
            rest = atoms->at[k + 1].text;
            n = 2;
        }
        int mark = date_mark(r, rest);
        if (mark <= last || (mark == 4) == digits ||
            !is_date_tail(r, atoms->at[k].text.len - (n == 1 ? rest.len : 0), rest))
            break;
        for (struct str tail = rest; tail.len;) { // the marks inside one atom: 年10月
            int own = date_mark(r, tail);
            last = own > last ? own : last;
            str_next(&tail);
        }
        k += n;
    }
    return k - i;
}

static bool is_open_unit(struct str s)
{
    return str_ends(s, STR("·")) || str_ends(s, STR("/"));
}

// A known unit, or one per something: 元/吨·年.
static bool is_unit(const struct reader *r, struct str s)
{
    ptrdiff_t per = str_find(s, STR("/"));
    if (per > 0)
        s = str_slice(s, 0, (size_t)per);
    return fit_lexicon_exact(r->lexicon, WORD_UNIT, s) != NULL;
}

static bool is_digit_at(struct str s, size_t i)
{
    return i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9';
}

bool fit_piece_is_digits(struct str s)
{
    size_t n = 0;
    while (is_digit_at(s, n))
        n++;
    return n && n == s.len;
}

// How many atoms from i are one number torn beside its point (96. | 24%, 96 | .24): 1 if it is
// whole.
static size_t torn_number(const struct atoms *atoms, size_t i, size_t end)
{
    if (i + 1 >= end || atoms->at[i + 1].before > BREAK_LINE)
        return 1;
    struct str left = atoms->at[i].text, right = atoms->at[i + 1].text;
    if (atoms->at[i + 1].before > BREAK_BLANK && // over a line end only what is no number by itself
        (atoms->cell_break != BREAK_LINE || !is_digit_at(left, left.len < 2 ? 0 : left.len - 2) ||
         right.len > 4 || !fit_piece_is_digits(right)))
        return 1;
    bool behind = left.len > 1 && left.ptr[left.len - 1] == '.' &&
                  is_digit_at(left, left.len - 2) && is_digit_at(right, 0);
    bool before = left.len && is_digit_at(left, left.len - 1) && right.len && right.ptr[0] == '.' &&
                  is_digit_at(right, 1) && str_find(left, STR(".")) < 0;
    return behind || before ? 2 : 1;
}

// Where cells stand one blank apart, a number may stand one blank from its operator or its unit,
// and the parts of a date from each other: how many atoms from i make one value (1: this one
// alone).
size_t fit_piece_value(struct reader *r, const struct atoms *atoms, size_t i, size_t end)
{
    if (atoms->cell_break == BREAK_LINE)
        return torn_number(atoms, i, end);
    if (atoms->cell_break != BREAK_BLANK || heads_column(r, COLUMN_UNIT))
        return 1;
    size_t dated = date_atoms(r, atoms, i, end);
    if (dated > 1)
        return dated;
    size_t n = torn_number(atoms, i, end);
    struct content c =
        fit_value_read(r->scratch, r->lexicon, fit_atom_join(r->scratch, atoms, i, i + n));
    if (c.flags & CONTENT_ONLY_OPERATOR && i + 1 < end) {
        size_t m = 1 + torn_number(atoms, i + 1, end);
        c = fit_value_read(r->scratch, r->lexicon, fit_atom_join(r->scratch, atoms, i, i + m));
        n = c.number.len ? m : 1;
    }
    bool is_bare = c.number.len && !c.unit.len && i + n < end;
    if (is_bare && is_unit(r, atoms->at[i + n].text) && atoms->at[i + n].before <= BREAK_LINE)
        n += is_open_unit(atoms->at[i + n].text) && i + n + 1 < end ? 2 : 1;
    return n;
}
