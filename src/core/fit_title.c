// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_title.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum { TITLE_CHARS = 40 };

bool fit_title_has(const struct words_of *words, struct str s)
{
    for (size_t k = 0; k < words->n; k++)
        if (str_has(s, words->at[k]))
            return true;
    return false;
}

bool fit_title_is_year(struct str s)
{
    return fit_cut_year(s) &&
           (s.ptr[0] == '(' || str_ends(s, STR("年度")) || str_ends(s, STR("年")));
}

// The whole token that atom i is of, in half width.
static struct str printed(struct reader *r, size_t i)
{
    return fit_lexicon_half(r->scratch, r->sheet->tokens[r->cut->atoms->at[i].token].text);
}

// Is atom i the first piece of its token, so that nobody has looked at the token yet?
static bool begins_token(const struct reader *r, size_t i)
{
    const struct atom *atoms = r->cut->atoms->at;
    return i == r->cut->i || atoms[i].token != atoms[i - 1].token;
}

static bool is_short(struct str s)
{
    return s.len <= (size_t)4 * TITLE_CHARS && str_count(s) <= TITLE_CHARS;
}

static void read_title(struct reader *r, size_t end)
{
    struct form *f = r->form;
    const struct words_of *lists = r->lexicon->lists;
    for (size_t i = r->cut->i; i < end && f->title.state == CELL_ABSENT; i++) {
        if (!begins_token(r, i))
            continue;
        struct str s = printed(r, i);
        if (!is_short(s) || !fit_title_has(&lists[LIST_TITLES], s))
            continue;
        f->title = fit_atom_cell(r->mem, r->sheet, r->cut->atoms, i, i + 1);
        f->title.text = str_copy(r->mem, s);
        ptrdiff_t bracket = str_find(f->title.text, STR("(20"));
        if (bracket > 0)
            f->title.text = str_slice(f->title.text, 0, (size_t)bracket);
        f->is_department |=
            f->project.state == CELL_ABSENT && fit_title_has(&lists[LIST_DEPARTMENT_TITLES], s);
    }
}

static void set_year(struct reader *r, int year, size_t i)
{
    r->form->year = fit_atom_cell(r->mem, r->sheet, r->cut->atoms, i, i + 1);
    r->form->year.text = buf_print(r->mem, "%d", year);
}

// What may hold the year at atom i: its token, or the pieces of a torn "( 2023 年度 )". Nothing if
// the token has been looked at.
static struct str year_text(struct reader *r, size_t i, size_t end)
{
    enum { PIECES = 4, PIECE_BYTES = 5, WIDE_BYTES = 3 * PIECE_BYTES };
    const struct atoms *atoms = r->cut->atoms;
    if (!begins_token(r, i) && r->sheet->tokens[atoms->at[i].token].text.len > WIDE_BYTES)
        return STR_NONE;
    struct str s = printed(r, i);
    if (s.len > PIECE_BYTES)
        return s;
    size_t j = i + 1;
    while (j < end && j < i + PIECES && atoms->at[j].before <= BREAK_GAP)
        j++;
    struct str torn = fit_atom_join(r->scratch, atoms, i, j);
    return fit_title_is_year(torn) ? torn : s;
}

// The year: in brackets or alone in its line, else that of a label, else in the title, else the
// first year of the head that names a year of account (年度).
static void read_year(struct reader *r, size_t end)
{
    const struct words_of *titles = &r->lexicon->lists[LIST_TITLES];
    int passes = r->form->year.text.len ? 1 : 3;
    for (int pass = 0; pass < passes; pass++)
        for (size_t i = r->cut->i; i < end; i++) {
            struct str s = year_text(r, i, end);
            int year = fit_cut_year(s);
            if (!year)
                continue;
            bool is_alone = str_starts(s, STR("2")) && s.len == strlen("2031年度") &&
                            fit_reader_begins_line(r, i) && i + 1 < end &&
                            fit_reader_begins_line(r, i + 1);
            bool is_it = pass == 0   ? (is_alone || str_has(s, STR("(2"))) && is_short(s)
                         : pass == 1 ? fit_title_has(titles, s)
                                     : str_has(s, STR("年度")) && is_short(s);
            if (is_it) {
                set_year(r, year, i);
                return;
            }
        }
}

struct str fit_title_money_unit(struct str s)
{
#define UNIT_SHAPES(unit)                                                                          \
    {                                                                                              \
        STR(unit), STR("(" unit ")"), STR("位:" unit), STR("位:" unit ")")                         \
    }
    static const struct {
        struct str unit, in_brackets, at_end, at_end_closed;
    } units[] = {UNIT_SHAPES("亿元"), UNIT_SHAPES("万元"), UNIT_SHAPES("百万元"),
                 UNIT_SHAPES("千元"), UNIT_SHAPES("元")};
#undef UNIT_SHAPES
    enum { UNIT_CHARS = 24 };
    if (!str_has(s, STR("元")))
        return STR_NONE;
    for (size_t k = 0; k < LENGTH_OF(units); k++)
        if (str_eq(s, units[k].unit) ||
            (s.len <= (size_t)4 * UNIT_CHARS && str_has(s, units[k].in_brackets) &&
             str_count(s) <= UNIT_CHARS) ||
            str_ends(s, units[k].at_end) || str_ends(s, units[k].at_end_closed))
            return units[k].unit;
    return STR_NONE;
}

static bool is_open(struct str s)
{
    return str_has(s, STR("(")) && !str_has(s, STR(")"));
}

static void read_money_unit(struct reader *r, size_t end)
{
    struct str token = STR_NONE, token_unit = STR_NONE;
    for (size_t i = r->cut->i; i < end; i++) {
        if (begins_token(r, i)) {
            token = printed(r, i);
            token_unit = fit_title_money_unit(token);
        }
        struct str s = token, unit = token_unit;
        bool labelled =
            i && str_ends(r->cut->atoms->at[i - 1].text, STR(":")) && i >= r->cut->i + 1;
        const struct anchor *label = i ? fit_cut_at(r->cut, i - 1) : NULL;
        bool may_be_bare =
            label && label->kind == WORD_HEAD && (labelled || label->word->id == HEAD_MONEY_UNIT);
        for (size_t j = i + 1; j < end && j < i + 3 && !unit.len && is_open(s); j++)
            unit =
                fit_title_money_unit(fit_atom_join(r->scratch, r->cut->atoms, i, j + 1)); // (万 元)
        if (!unit.len || (str_eq(unit, s) && !may_be_bare)) {
            s = r->cut->atoms->at[i].text; // a piece of a text without separators
            unit = fit_title_money_unit(s);
        }
        if (!unit.len || (str_eq(unit, s) && !may_be_bare))
            continue;
        r->form->money_unit = fit_atom_cell(r->mem, r->sheet, r->cut->atoms, i, i + 1);
        r->form->money_unit.text = unit;
        return;
    }
}

void fit_title_read(struct reader *r, size_t end)
{
    read_title(r, end);
    read_year(r, end);
    read_money_unit(r, end);
}
