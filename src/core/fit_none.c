// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_none.h"

#include "base/buf.h"
#include "core/fit_atom.h"
#include "core/fit_cell.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/fit_value.h"
#include "core/form.h"

// A row without points that begins with 其中, and those after it that carry no class either, are
// notes.
static bool is_sub_row(struct reader *r, const struct row *row, bool after_sub, bool has_class)
{
    bool has_points = row->weight.text.len || row->score.text.len;
    bool begins = fit_lexicon_head(r->lexicon, LIST_SUB_ROWS, row->level3.text).len;
    return !has_points && (begins || (after_sub && !has_class));
}

// A last line that has a name and no value of any kind, after rows that have them, is a label of
// the foot that no list knows.
static bool is_foot(const struct reader *r, const struct row *row, bool is_last)
{
    return is_last && !r->is_cut_off && !r->has_more && r->form->n_rows > 1 &&
           !fit_cell_has_value(&row->target) && !fit_cell_has_value(&row->actual) &&
           !row->weight.state && !row->score.state;
}

static bool is_blank(const struct reader *r, const struct cell *cell)
{
    return !cell->text.len ||
           fit_value_read(r->scratch, r->lexicon, cell->text).flags & CONTENT_DASH;
}

// A class of the template for which the office has no indicator: blanks and dashes beside it.
static bool is_unused(const struct reader *r, const struct row *row)
{
    const struct cell *cells[] = {&row->level3,      &row->target.op, &row->target.value,
                                  &row->target.text, &row->actual.op, &row->actual.value,
                                  &row->actual.text, &row->weight,    &row->score,
                                  &row->reason};
    bool blank = true;
    for (size_t k = 0; k < LENGTH_OF(cells); k++)
        blank &= is_blank(r, cells[k]);
    return blank;
}

static bool is_dash_or_none(const struct cell *cell)
{
    return cell->state == CELL_ABSENT || cell->state == CELL_DASH;
}

// Dashes under every heading: a class that has no indicator.
static bool is_class_alone(const struct reader *r, const struct row *row)
{
    unsigned name = fit_value_read(r->scratch, r->lexicon, row->level3.text).flags;
    return name & CONTENT_DASH && !row->target.op.state && !row->target.value.state &&
           !row->actual.value.state && is_dash_or_none(&row->target.text) &&
           is_dash_or_none(&row->actual.text) && is_dash_or_none(&row->weight) &&
           is_dash_or_none(&row->score) && is_dash_or_none(&row->reason);
}

// The names of second-level classes that stand beside a row of a rebuilt grid, or came with it, are
// of no row.
static void drop_marks(struct reader *r, size_t from, const struct row_lines *lines)
{
    size_t n = 0;
    for (size_t k = 0; k < r->n_marks; k++) {
        const struct class_mark *m = &r->marks[k];
        bool is_beside =
            lines ? m->twice_y >= 2 * lines->top && m->twice_y <= 2 * lines->bottom : k >= from;
        if (m->level == 1 || !is_beside)
            r->marks[n++] = *m;
    }
    r->n_marks = n;
}

// Keeps as a note a line that is no row.
static void note_row(struct reader *r, const struct row *row, struct str text)
{
    size_t at = r->rows_i;
    while (at + 1 < r->cut->j && r->cut->atoms->at[at].from < row->level3.at.from)
        at++;
    fit_reader_note(r, NOTE_FOOT, row->level3.text, text, at);
}

bool fit_none_drop(struct reader *r, const struct row *row, const struct none *none,
                   bool *after_sub)
{
    const bool has_class = r->n_marks > none->marks;
    *after_sub = is_sub_row(r, row, *after_sub, has_class);
    if (*after_sub) {
        struct str values = buf_print(r->mem, "%.*s %.*s", STR_FMT(row->target.value.raw),
                                      STR_FMT(row->actual.value.raw));
        note_row(r, row, values);
    } else if (is_class_alone(r, row)) {
        drop_marks(r, none->marks, none->lines);
    } else if (is_foot(r, row, none->is_last) && !has_class) {
        note_row(r, row, row->reason.text);
    } else if (has_class && none->is_wide && is_unused(r, row)) {
        r->n_marks = none->marks;
    } else {
        return false;
    }
    r->form->n_rows--;
    return true;
}
