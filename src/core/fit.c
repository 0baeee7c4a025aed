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

static void read_form(struct reader *r)
{
    fit_head_read(r);
    read_rows(r);
    fit_repair_form(r);
    fit_support_form(r);
}

struct work {
    struct mem *mem, *scratch;
    const struct lexicon *lexicon;
    const struct sheet *sheet;
    struct form *forms;
    size_t n;
};

static void read_sheet(void *context)
{
    struct work *w = context;
    struct atoms *atoms = fit_atom_all(w->mem, w->sheet);
    struct cut *cuts = fit_cut(w->mem, w->scratch, w->lexicon, atoms, &w->n);
    w->forms = MEM_ARRAY(w->mem, w->n, struct form);
    for (size_t k = 0; k < w->n; k++) {
        struct reader r = {.mem = w->mem,
                           .scratch = w->scratch,
                           .lexicon = w->lexicon,
                           .sheet = w->sheet,
                           .cut = &cuts[k],
                           .heading = &cuts[k].headings[0],
                           .form = &w->forms[k]};
        read_form(&r);
        mem_reset(w->scratch);
        if (k + 1 < w->n)
            r.form->is_complete = true;
    }
    fit_sisters(w->forms, w->n);
}

enum rc fit_sheet(struct mem *mem, struct form **forms, size_t *n, const struct lexicon *lexicon,
                  const struct sheet *sheet, struct err *err)
{
    struct work w = {.mem = mem, .scratch = mem_scratch(mem), .lexicon = lexicon, .sheet = sheet};
    if (!w.scratch)
        return err_set(err, RC_MEMORY, "err.memory");
    mem_reset(w.scratch);
    if (mem_guard(w.scratch, read_sheet, &w) != RC_OK)
        return err_set(err, RC_MEMORY, "err.memory");
    *forms = w.forms;
    *n = w.n;
    return RC_OK;
}
