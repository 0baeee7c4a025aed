// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_glue.h"

#include "base/buf.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_heading.h"
#include "core/fit_lexicon.h"
#include "core/sheet.h"

enum { GLUED_BYTES = 120, WORD_LEAST = 6, TWO_WORDS = 2 * WORD_LEAST, PIECES_MOST = 3 };

static const uint32_t headings = 1u << WORD_TABLE | 1u << WORD_FUNDS;

// Is the text a word of these kinds, alone or with the atoms from i on?
static bool is_word(const struct finder *c, uint32_t kinds, struct str text, size_t i)
{
    if (fit_lexicon_kinds(c->scratch, c->lexicon, text) & kinds)
        return true;
    for (int pieces = 0; pieces < PIECES_MOST && i < c->atoms->n; pieces++, i++) {
        const struct atom *a = &c->atoms->at[i];
        if (a->cells != 1 || a->before > BREAK_LINE)
            return false;
        text = buf_print(c->scratch, "%.*s%.*s", STR_FMT(text), STR_FMT(a->text));
        if (fit_lexicon_kinds(c->scratch, c->lexicon, text) & kinds)
            return true;
        if (!fit_lexicon_may(c->lexicon, text))
            return false;
    }
    return false;
}

// Where the first of the words ends that an atom holds, before atom `next`; 0 if it holds no two.
static size_t cut_of(const struct finder *c, const struct atom *a, size_t next)
{
    struct str s = a->text;
    if (a->cells != 1 || s.len < TWO_WORDS || s.len > GLUED_BYTES ||
        !fit_lexicon_longest(c->lexicon, headings, s) ||
        fit_lexicon_kinds(c->scratch, c->lexicon, s))
        return 0;
    for (size_t at = s.len - WORD_LEAST / 2; at >= WORD_LEAST; at--) {
        if ((s.ptr[at] & 0xC0) == 0x80)
            continue;
        uint32_t kinds = headings & fit_lexicon_kinds(c->scratch, c->lexicon, str_slice(s, 0, at));
        if (kinds && is_word(c, kinds, str_slice(s, at, s.len), next))
            return at;
    }
    return 0;
}

// Pushes the words of atom i one by one.
static void push_words(const struct finder *c, size_t i, struct atoms *out)
{
    struct atom a = c->atoms->at[i];
    for (size_t at; (at = cut_of(c, &a, i + 1)) > 0;) {
        struct atom left = a;
        left.text = str_slice(a.text, 0, at);
        left.col_end = a.col + (int)str_width(left.text);
        fit_atom_push(c->mem, out, left);
        a.text = str_slice(a.text, at, a.text.len);
        a.before = BREAK_BLANK;
        a.col = left.col_end;
    }
    fit_atom_push(c->mem, out, a);
}

void fit_glue_cut(struct finder *c)
{
    size_t i = 0;
    while (i < c->atoms->n && !cut_of(c, &c->atoms->at[i], i + 1))
        i++;
    if (i == c->atoms->n)
        return;
    struct atoms *out = fit_atom_none(c->mem, c->atoms);
    for (i = 0; i < c->atoms->n; i++)
        push_words(c, i, out);
    *c->atoms = *out;
}
