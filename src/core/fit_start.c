// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_start.h"

#include "base/mem.h"
#include "core/fit_anchor.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_heading.h"
#include "core/fit_lexicon.h"
#include "core/fit_title.h"
#include "core/form.h"
#include "core/sheet.h"

enum { HALF_CHARS = 3, ABOVE_ATOMS = 4 };

// True if the text is a year in brackets or a year and 年度, and nothing else.
static bool is_year_line(struct str s)
{
    int year = fit_cut_year(s);
    if (!year)
        return false;
    size_t extra = 0;
    for (struct str rest = s; rest.len;) {
        int32_t c = str_next(&rest);
        extra += !(c >= '0' && c <= '9') && c != '(' && c != ')' && c != 0x5E74 && c != 0x5EA6;
    }
    return extra == 0;
}

static bool is_title(const struct finder *c, size_t i)
{
    for (size_t k = 0; k < c->lexicon->lists[LIST_TITLES].n; k++)
        if (str_has(c->atoms->at[i].text, c->lexicon->lists[LIST_TITLES].at[k]))
            return true;
    return false;
}

// Does the total line of a table begin at atom i?
bool fit_start_is_total(struct finder *c, size_t i, size_t end)
{
    size_t j;
    return fit_cut_begins_line(c->atoms, i) &&
           fit_heading_match(c, WORD_TOTAL, i, end, false, &j) &&
           fit_anchor_is_label(c->atoms, i, j, end, c->atoms->cell_break);
}

// The project label, or what stands for it: a title after the total line of the table before. A
// title alone may only repeat on a new page.
static size_t form_label(struct finder *c, size_t after, size_t heading)
{
    size_t title = SIZE_MAX;
    bool seen_total = false;
    for (size_t i = after; i < heading; i++) {
        size_t j;
        const struct word *w = fit_heading_match(c, WORD_HEAD, i, heading, false, &j);
        if (w && (w->id == HEAD_PROJECT || w->id == HEAD_DEPARTMENT_SCOPE) &&
            fit_anchor_is_label(c->atoms, i, j, heading, c->atoms->cell_break))
            return i;
        seen_total |= fit_start_is_total(c, i, heading);
        if (seen_total && title == SIZE_MAX && is_title(c, i))
            title = i;
    }
    return title;
}

// Does what stands at atom i, above the label of a project, belong to its head: title, year, unit
// of money? `end` is that label.
static bool is_above(struct finder *c, size_t i, size_t end)
{
    const struct atom *at = c->atoms->at;
    if (is_title(c, i) || fit_lexicon_head(c->lexicon, LIST_ATTACHMENTS, at[i].text).len)
        return true;
    size_t j;
    const struct word *w = fit_heading_match(c, WORD_HEAD, i, end, false, &j);
    if (w && w->id == HEAD_YEAR)
        return fit_anchor_is_label(c->atoms, i, j, end, c->atoms->cell_break);
    if (w && w->id == HEAD_MONEY_UNIT && j < end)
        return fit_title_money_unit(at[j].text).len;
    for (j = i + 1; j < end && j < i + ABOVE_ATOMS && at[j].before < BREAK_CELL; j++)
        ;
    struct str cell = fit_atom_join(c->scratch, c->atoms, i, j);
    return is_year_line(cell) ||
           (str_has(cell, STR("位:")) && fit_title_money_unit(cell).len); // 5(万元) is a quantity
}

// Where the head of the form of this heading begins: its label, moved back over what stands above;
// `after` is the end of the table before. SIZE_MAX: no new head.
size_t fit_start_form(struct finder *c, size_t after, size_t heading)
{
    size_t start = form_label(c, after, heading);
    if (start == SIZE_MAX)
        return SIZE_MAX;
    size_t best = start;
    for (size_t i = start; i-- > after && start - i <= 24;)
        if (is_above(c, i, start))
            best = i;
    return best;
}

// Is the text the first half of a label of the project, as a narrow column breaks it?
static bool begins_project(const struct finder *c, struct str s)
{
    for (size_t k = 0; k < c->lexicon->n_kinds[WORD_HEAD] && str_count(s) >= HALF_CHARS; k++) {
        const struct word *w = &c->lexicon->kinds[WORD_HEAD][k];
        if (w->id == HEAD_PROJECT && s.len < w->text.len && str_starts(w->text, s))
            return true;
    }
    return false;
}

// Where a head whose project label is still broken over lines may begin: at a title, a year or the
// first half of the label. SIZE_MAX: nowhere.
size_t fit_start_broken(struct finder *c, size_t after, size_t heading)
{
    for (size_t i = after; i < heading; i = fit_cut_line_end(c->atoms, i, heading)) {
        struct str s = c->atoms->at[i].text;
        if (i > after && (is_title(c, i) || is_year_line(s) || begins_project(c, s)))
            return i;
    }
    return SIZE_MAX;
}
