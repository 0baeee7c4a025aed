// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_reader.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

bool fit_reader_begins_line(const struct reader *r, size_t i)
{
    return fit_cut_begins_line(r->cut->atoms, i);
}

bool fit_reader_in_one_line(const struct reader *r)
{
    const struct heading *h = &r->cut->headings[0];
    size_t end = fit_cut_line_end(r->cut->atoms, h->j - 1, r->cut->j);
    return end - h->j >= h->n; // rows stand in the line of the heading
}

struct str fit_reader_label(const struct reader *r, const struct anchor *label)
{
    struct str s = fit_atom_join(r->mem, r->cut->atoms, label->i, label->j);
    while (str_ends(s, STR(":")))
        s = str_slice(s, 0, s.len - 1);
    return s;
}

void fit_reader_note(struct reader *r, int kind, struct str name, struct str text, size_t at)
{
    struct form *f = r->form;
    const struct atom *a = &r->cut->atoms->at[at];
    MEM_PUSH(r->mem, f->notes, f->n_notes, r->cap_notes);
    f->notes[f->n_notes - 1] = (struct note){.kind = (enum note_kind)kind,
                                             .name = name,
                                             .text = text,
                                             .at = {a->line, a->cell, a->from, a->to}};
}

void fit_reader_remains(struct reader *r, struct str line)
{
    struct form *f = r->form;
    MEM_PUSH(r->mem, f->remains, f->n_remains, r->cap_remains);
    f->remains[f->n_remains - 1] = str_copy(r->mem, line);
}

void fit_reader_class(struct reader *r, struct str name, struct cell weight)
{
    struct form *f = r->form;
    if (!r->seen_classes.mem)
        r->seen_classes = map_new(r->mem);
    // A class may be printed on each of its rows.
    struct str both = buf_print(r->mem, "%.*s\n%.*s", STR_FMT(name), STR_FMT(weight.text));
    if (map_put(&r->seen_classes, both, f))
        return;
    MEM_PUSH(r->mem, f->classes, f->n_classes, r->cap_classes);
    f->classes[f->n_classes - 1] = (struct class_weight){name, weight};
}

void fit_reader_mark(struct reader *r, struct cell cell, int level, int row, int twice_y)
{
    struct content c = fit_value_read(r->scratch, r->lexicon, cell.text);
    struct cell points = cell;
    points.text = c.class_points;
    cell.text = c.class_name.len ? c.class_name : cell.text;
    MEM_PUSH(r->scratch, r->marks, r->n_marks, r->cap_marks);
    struct class_mark *m = &r->marks[r->n_marks - 1];
    *m = (struct class_mark){.text = cell.text,
                             .cell = MEM_NEW(r->scratch, struct cell),
                             .level = level,
                             .row = row,
                             .twice_y = twice_y,
                             .is_known = (c.flags & (CONTENT_CLASS1 | CONTENT_CLASS2)) != 0};
    *m->cell = cell;
    if (points.text.len)
        fit_reader_class(r, cell.text, points);
}
