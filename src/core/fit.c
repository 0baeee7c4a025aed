// SPDX-License-Identifier: AGPL-3.0-or-later
// fit: one form after the other, each in scratch memory of its own.
#include "core/fit.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_decode.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/form.h"
#include "core/sheet.h"

// Address space for the tables of one form's decoder.
enum { SCRATCH_CEILING = 1 << 30 };

static void read_rows(struct reader *r)
{
    struct atoms *atoms = fit_layout_grid(r);
    if (!atoms)
        atoms = fit_copies_grid(r);
    if (!atoms)
        atoms = fit_order_grid(r);
    if (!atoms)
        atoms = fit_clean_rows(r);
    struct decoded decoded =
        fit_decode(r->mem, r->scratch, r->lexicon, atoms, 0, atoms->n, r->heading);
    fit_rows_build(r, atoms, &decoded);
    fit_class_place(r);
    fit_management_rows(r);
}

static void read_form(void *context)
{
    struct reader *r = context;
    fit_head_read(r);
    read_rows(r);
    fit_repair_form(r);
    fit_support_form(r);
}

static void free_scratch(void *what)
{
    mem_free(what);
}

enum rc fit_sheet(struct mem *mem, struct form **forms, size_t *n, const struct lexicon *lexicon,
                  const struct sheet *sheet, struct err *err)
{
    struct mem *scratch = mem_new(SCRATCH_CEILING);
    if (!scratch)
        return err_set(err, RC_MEMORY, "err.read.memory");
    mem_defer(mem, free_scratch, scratch);
    struct atoms *atoms = fit_atom_all(mem, sheet);
    struct cut *cuts = fit_cut(mem, scratch, lexicon, atoms, n);
    *forms = MEM_ARRAY(mem, *n, struct form);
    for (size_t k = 0; k < *n; k++) {
        struct reader r = {.mem = mem,
                           .scratch = scratch,
                           .lexicon = lexicon,
                           .sheet = sheet,
                           .cut = &cuts[k],
                           .heading = &cuts[k].headings[0],
                           .form = &(*forms)[k]};
        if (mem_guard(scratch, read_form, &r) != RC_OK)
            return err_set(err, RC_MEMORY, "err.read.memory");
        mem_reset(scratch);
        if (k + 1 < *n) {
            r.form->is_complete = true;
        }
    }
    fit_sisters(*forms, *n);
    return RC_OK;
}
