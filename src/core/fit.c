// SPDX-License-Identifier: AGPL-3.0-or-later
// fit: one form after the other, each in scratch memory of its own. A long file is read in windows
// of tokens, each from the beginning of a form, so that what is known of a text while it is read
// does not grow with its length.
#include "core/fit.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_decode.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/fit_trust.h"
#include "core/form.h"
#include "core/sheet.h"

// Tokens of a window; of a form that is large.
enum { WINDOW_TOKENS = 1 << 16, FORM_TOKENS = 1 << 14 };

static void read_rows(struct reader *r)
{
    if (fit_part_is_due(r)) {
        fit_part_rows(r);
        fit_management_rows(r);
        return;
    }
    struct atoms *atoms = fit_layout_grid(r);
    if (!atoms)
        atoms = fit_copies_grid(r);
    if (!atoms)
        atoms = fit_order_grid(r);
    if (!atoms)
        atoms = fit_clean_rows(r);
    struct decoded decoded =
        fit_decode(r->scratch, r->scratch, r->lexicon, atoms, 0, atoms->n, r->heading);
    fit_rows_build(r, atoms, &decoded);
    fit_class_place(r);
    fit_management_rows(r);
}

static void read_form(struct reader *r)
{
    fit_head_read(r);
    read_rows(r);
    fit_repair_form(r);
    fit_trust_form(r);
    fit_support_form(r);
    fit_support_end(r);
}

struct work {
    struct mem *mem;     // of what was read
    struct mem *window;  // of the atoms at hand and the forms that they are cut into
    struct mem *scratch; // of one form
    const struct lexicon *lexicon;
    const struct sheet *sheet;
    struct form *forms;
    size_t n, cap;
    fit_take take; // NULL: nothing is done
    void *context;
};

// A form of many tokens is read in the memory where it stays; any other is read in scratch memory,
// and what it is made of is kept.
static void read_cut(struct work *w, const struct cut *cut)
{
    bool is_large = cut->j - cut->i > FORM_TOKENS;
    MEM_PUSH(w->mem, w->forms, w->n, w->cap);
    struct form form = {0};
    struct reader r = {.mem = is_large ? w->mem : w->scratch,
                       .scratch = w->scratch,
                       .window = w->window,
                       .lexicon = w->lexicon,
                       .sheet = w->sheet,
                       .cut = cut,
                       .heading = &cut->headings[0],
                       .form = &form};
    read_form(&r);
    fit_sisters_unit(&form);
    form_keep_texts(w->mem, &form, w->window, w->scratch);
    if (w->take && !is_large)
        w->take(w->context, w->mem, w->scratch, &form);
    form_keep_arrays(w->mem, &form, w->window, w->scratch);
    mem_reset(w->scratch);
    w->forms[w->n - 1] = form;
}

// The token with which a form begins; 0 if it begins inside a token, which cannot be cut.
static size_t first_token(const struct cut *cut)
{
    const struct atom *first = &cut->atoms->at[cut->i];
    return cut->i > 0 && first[-1].token == first->token ? 0 : first->token;
}

// Reads the forms of tokens from..to, but the last where more tokens follow: it may go on. Returns
// the token from which to go on; `from`, if no form ends in these tokens.
static size_t read_window(struct work *w, size_t from, size_t to)
{
    size_t n, more = to < w->sheet->n_tokens;
    struct atoms *atoms = fit_atom_some(w->window, w->sheet, from, to);
    struct cut *cuts = fit_cut(w->window, w->scratch, w->lexicon, atoms, &n);
    mem_reset(w->scratch);
    size_t next = more && n > 1 ? first_token(&cuts[n - 1]) : 0;
    if (more && next <= from)
        return from;
    for (size_t k = 0; k < n - more; k++) {
        read_cut(w, &cuts[k]);
        if (k + 1 < n)
            w->forms[w->n - 1].is_complete = true;
    }
    return more ? next : to;
}

// The end of the line in which the window ends, if that is not far.
static size_t window_end(const struct sheet *sheet, size_t from, size_t size)
{
    size_t to = sheet->n_tokens - from > size ? from + size : sheet->n_tokens;
    size_t end = to;
    while (end < sheet->n_tokens && end - to < size && sheet->tokens[end].before < BREAK_LINE)
        end++;
    return end - to < size ? end : to;
}

void fit_sheet(struct mem *mem, struct form **forms, size_t *n, const struct lexicon *lexicon,
               const struct sheet *sheet, fit_take take, void *context)
{
    struct work w = {.mem = mem,
                     .window = mem_scratch(mem),
                     .scratch = mem_scratch(mem_scratch(mem)),
                     .lexicon = lexicon,
                     .sheet = sheet,
                     .take = take,
                     .context = context};
    size_t size = WINDOW_TOKENS;
    mem_reset(w.window);
    mem_reset(w.scratch);
    for (size_t from = 0; from < sheet->n_tokens;) {
        size_t next = read_window(&w, from, window_end(sheet, from, size));
        size = next == from ? 2 * size : WINDOW_TOKENS;
        if (take && next > from) // what is packed asks for no token again
            mem_forget(mem, &sheet->tokens[from], (next - from) * sizeof(*sheet->tokens));
        from = next;
        mem_reset(w.window);
    }
    fit_sisters(w.scratch, w.forms, w.n);
    *forms = w.forms;
    *n = w.n;
}
