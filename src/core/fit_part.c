// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_part: a table of very many rows, read in parts.
//
// No office prints such a table; a file may still hold one, and memory must not grow with it more
// than its rows do. A table of cells is parted before lines that are as wide as its heading, below
// a line that is so too. Each part is read as a table of its own under the same heading; rows
// before the first class that a part prints belong to the class of the row above.
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_decode.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/form.h"
#include "core/sheet.h"

enum { LONG_ATOMS = 1 << 15, PART_ATOMS = 1 << 14 };

bool fit_part_is_due(const struct reader *r)
{
    return r->cut->atoms->cell_break == BREAK_CELL && r->rows_j > r->rows_i + LONG_ATOMS &&
           r->cut->values.n == 0;
}

// The end of the part that begins at atom i.
static size_t part_end(const struct reader *r, size_t i, size_t end)
{
    const struct atoms *atoms = r->cut->atoms;
    bool was_wide = false;
    for (size_t k = i; k < end;) {
        bool is_wide = atoms->at[k].cells == r->heading->cells;
        if (k - i >= PART_ATOMS && is_wide && was_wide)
            return k;
        was_wide = is_wide;
        k = fit_cut_line_end(atoms, k, end);
    }
    return end;
}

static size_t count_lines(const struct atoms *atoms, size_t i, size_t end)
{
    size_t n = 0;
    for (; i < end; i = fit_cut_line_end(atoms, i, end))
        n++;
    return n;
}

static bool is_not_printed(const struct cell *cell)
{
    return cell->state == CELL_MISSING && str_eq_c(str_of(cell->why), "why.class_not_printed");
}

static void carry_class(struct cell *to, const struct cell *from)
{
    if (!form_has(from))
        return;
    *to = *from;
    if (to->state == CELL_READ) {
        to->state = CELL_INFERRED;
        to->why = "why.class_place";
    }
}

// Gives the rows before the first class of a part those of the row above.
static void carry_classes(struct row *rows, size_t n, const struct row *above)
{
    for (size_t i = 0; i < n && is_not_printed(&rows[i].level1); i++) {
        carry_class(&rows[i].level1, &above->level1);
        if (!form_has(&rows[i].level2))
            carry_class(&rows[i].level2, &above->level2);
    }
}

static void read_part(struct reader *r)
{
    const struct atoms *atoms = fit_clean_rows(r);
    struct decoded decoded =
        fit_decode(r->scratch, r->scratch, r->lexicon, atoms, 0, atoms->n, r->heading);
    fit_rows_build(r, atoms, &decoded);
    fit_class_place(r);
}

void fit_part_rows(struct reader *r)
{
    const size_t begin = r->rows_i, end = r->rows_j, used = mem_used(r->scratch);
    struct form *f = r->form;
    // A row a line, as a rule; room that no row takes is never touched.
    size_t n = 0, cap = count_lines(r->cut->atoms, begin, end);
    struct row *rows = MEM_ARRAY(r->mem, cap, struct row);
    r->in_parts = true;
    for (size_t i = begin, j; i < end; i = j) {
        j = part_end(r, i, end);
        r->rows_i = i;
        r->rows_j = j;
        r->has_more = j < end;
        r->clean = NULL;
        r->marks = NULL;
        r->n_marks = r->cap_marks = 0;
        f->n_rows = 0;
        read_part(r);
        if (f->n_rows > cap - n) {
            rows = mem_grow(r->mem, rows, n, 2 * cap + f->n_rows, sizeof(*rows));
            cap = 2 * cap + f->n_rows;
        }
        memcpy(rows + n, f->rows, f->n_rows * sizeof(*rows));
        if (n)
            carry_classes(rows + n, f->n_rows, &rows[n - 1]);
        n += f->n_rows;
        mem_back(r->scratch, used);
    }
    f->rows = rows;
    f->n_rows = n;
    r->rows_i = begin;
    r->in_parts = r->has_more = false;
}
