// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_label.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_heading.h"
#include "core/fit_lexicon.h"
#include "core/form.h"
#include "core/sheet.h"

enum { SOURCE_HEAD_BYTES = 6, LABEL_CHARS = 4 };

// Where the colon stands behind a label that its value is glued to; 0 if there is none. A torn
// label is known with the piece before it: 其 | 中:财政拨款.
static size_t label_end(const struct finder *c, size_t i)
{
    static const enum word_kind kinds[] = {WORD_HEAD, WORD_NOTE,        WORD_SIGNER,
                                           WORD_GOAL, WORD_GRADE_LABEL, WORD_CHROME};
    const struct atom *a = &c->atoms->at[i];
    const struct str text = a->text;
    ptrdiff_t colon = str_find(text, STR(":"));
    if (colon <= 0 || (size_t)colon + 1 >= text.len)
        return 0;
    struct str label = str_slice(text, 0, (size_t)colon);
    bool known = fit_lexicon_head(c->lexicon, LIST_SOURCE_HEADS, text).len >= label.len;
    for (size_t k = 0; k < LENGTH_OF(kinds) && !known; k++)
        known = fit_lexicon_find(c->scratch, c->lexicon, kinds[k], label) != NULL;
    if (!known && i && a->before <= BREAK_BLANK && label.len <= SOURCE_HEAD_BYTES) {
        struct str torn =
            buf_print(c->scratch, "%.*s%.*s", STR_FMT(c->atoms->at[i - 1].text), STR_FMT(label));
        known = fit_lexicon_is(c->lexicon, 1u << LIST_SOURCE_HEADS, torn);
    }
    return known ? (size_t)colon : 0;
}

// Bytes of the longest label of the head that ends the text; of the funds', if their heading
// follows.
static size_t label_at_end(const struct finder *c, struct str text, bool of_funds)
{
    const enum word_kind kind = of_funds ? WORD_FUNDS : WORD_HEAD;
    size_t best = 0;
    for (size_t k = 0; k < c->lexicon->n_kinds[kind]; k++) {
        const struct word *w = &c->lexicon->kinds[kind][k];
        if (w->text.len > best && w->text.len < text.len && str_ends(text, w->text) &&
            str_count(w->text) >= LABEL_CHARS && (!of_funds || w->id == FUNDS_LABEL))
            best = w->text.len;
    }
    return best;
}

static bool is_word(const struct finder *c, enum word_kind kind, struct str text)
{
    return fit_lexicon_find(c->scratch, c->lexicon, kind, text) != NULL;
}

// Where a label begins that is glued to the end of a value or of the title; 0 if there is none.
static size_t glued_label(const struct finder *c, size_t i)
{
    const struct atom *at = c->atoms->at;
    if (i + 1 >= c->atoms->n || at[i + 1].before > BREAK_GAP || is_word(c, WORD_HEAD, at[i].text))
        return 0;
    bool of_funds = is_word(c, WORD_FUNDS, at[i + 1].text);
    struct str last = i ? at[i - 1].text : STR_NONE;
    bool is_value = str_ends(last, STR(":")) || is_word(c, WORD_HEAD, last) ||
                    label_at_end(c, last, false); // itself glued
    struct str text = at[i].text;
    ptrdiff_t remark = of_funds && str_ends(text, STR("元)")) ? str_find(text, STR("(")) : -1;
    if (remark > 0)
        text = str_slice(text, 0, (size_t)remark);
    else if (str_ends(text, STR(":")))
        text = str_slice(text, 0, text.len - 1);
    size_t label = label_at_end(c, text, of_funds);
    struct str before = str_slice(text, 0, text.len - label);
    if (!label || !(is_value || fit_lexicon_end(c->lexicon, LIST_TITLES, before).len))
        return 0;
    return before.len;
}

// Where atom i is to be cut, 0 if it is whole.
static size_t cut_at(const struct finder *c, size_t i, size_t end)
{
    size_t colon = label_end(c, i);
    if (colon)
        return colon + 1;
    return i < end && c->atoms->cell_break == BREAK_BLANK ? glued_label(c, i) : 0;
}

void fit_label_split(struct finder *c, size_t end)
{
    struct atoms *atoms = c->atoms;
    size_t n = atoms->n;
    for (size_t i = 0; i < atoms->n; i++)
        n += cut_at(c, i, end) > 0;
    if (n > atoms->cap) {
        atoms->at = mem_grow(c->mem, atoms->at, atoms->n, n, sizeof(*atoms->at));
        atoms->cap = n;
    }
    for (size_t i = atoms->n, out = n; out > i; i--) { // from the end, so that nothing is lost
        struct atom a = atoms->at[i - 1];
        size_t at = cut_at(c, i - 1, end);
        if (!at) {
            atoms->at[--out] = a;
            continue;
        }
        struct atom b = a;
        bool has_colon = a.text.ptr[at - 1] == ':';
        a.text = str_slice(a.text, 0, at);
        b.text = str_slice(b.text, at, b.text.len);
        b.before = has_colon ? BREAK_NONE : BREAK_BLANK;
        b.col += (int)str_width(a.text);
        a.col_end = b.col;
        atoms->at[--out] = b;
        atoms->at[--out] = a;
    }
    atoms->n = n;
}
