// SPDX-License-Identifier: AGPL-3.0-or-later
// form_keep: a form out of memory that is about to be used again.
//
// A reader works in arenas that it empties; what it read is moved into the arena of the reading:
// each array, exactly as long as it is, and each text that lies in one of the two arenas that are
// emptied. Texts that lie anywhere else (the file, the words of the program) stay where they are.
#include "base/mem.h"
#include "core/form.h"

struct keeping {
    struct mem *mem;
    const struct mem *a, *b;
};

static bool is_passing(const struct keeping *k, const void *at)
{
    return mem_holds(k->a, at) || mem_holds(k->b, at);
}

static void keep_text(const struct keeping *k, struct str *text)
{
    if (text->len > 0 && is_passing(k, text->ptr))
        *text = str_copy(k->mem, *text);
}

static void keep_cell(void *context, struct cell *cell, bool is_number)
{
    const struct keeping *k = context;
    (void)is_number;
    keep_text(k, &cell->text);
    keep_text(k, &cell->raw);
    if (cell->why && is_passing(k, cell->why))
        cell->why = str_cstr(k->mem, str_of(cell->why));
}

static void *keep_array(const struct keeping *k, void *at, size_t n, size_t size)
{
    return n > 0 && is_passing(k, at) ? mem_grow(k->mem, at, n, n, size) : at;
}

void form_keep_arrays(struct mem *mem, struct form *form, const struct mem *a, const struct mem *b)
{
    struct keeping k = {mem, a, b};
    form->funds = keep_array(&k, form->funds, form->n_funds, sizeof(*form->funds));
    form->rows = keep_array(&k, form->rows, form->n_rows, sizeof(*form->rows));
    form->classes = keep_array(&k, form->classes, form->n_classes, sizeof(*form->classes));
    form->notes = keep_array(&k, form->notes, form->n_notes, sizeof(*form->notes));
    form->remains = keep_array(&k, form->remains, form->n_remains, sizeof(*form->remains));
}

void form_keep_texts(struct mem *mem, struct form *form, const struct mem *a, const struct mem *b)
{
    struct keeping k = {mem, a, b};
    form_each_leaf(form, keep_cell, &k);
    for (size_t i = 0; i < form->n_funds; i++)
        keep_text(&k, &form->funds[i].source);
    for (size_t i = 0; i < form->n_classes; i++) {
        keep_text(&k, &form->classes[i].name);
        keep_cell(&k, &form->classes[i].weight, true);
    }
    for (size_t i = 0; i < form->n_notes; i++) {
        keep_text(&k, &form->notes[i].name);
        keep_text(&k, &form->notes[i].text);
    }
    for (size_t i = 0; i < form->n_remains; i++)
        keep_text(&k, &form->remains[i]);
    keep_text(&k, &form->explanation);
}
