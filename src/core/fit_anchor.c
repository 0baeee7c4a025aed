// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_anchor.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_heading.h"
#include "core/fit_lexicon.h"
#include "core/fit_money.h"
#include "core/form.h"
#include "core/sheet.h"

enum { JOIN_MOST = 6, ANCHOR_CHARS = 24, LABEL_CHARS = 4 };

// True if a cell begins at atom i.
static bool begins_cell(const struct atoms *atoms, size_t i, int cell_break)
{
    return i == 0 || atoms->at[i].before >= cell_break || atoms->at[i].before >= BREAK_LINE ||
           (i && str_ends(atoms->at[i - 1].text, STR(":")));
}

// Is the word at i..j a cell of its own?
static bool is_cell(const struct atoms *atoms, size_t i, size_t j, size_t end, int cell_break)
{
    return begins_cell(atoms, i, cell_break) && (j == end || begins_cell(atoms, j, cell_break) ||
                                                 str_ends(atoms->at[j - 1].text, STR(":")));
}

// Is the word at i..j a label of the head, whose cells may stand closer together than those of the
// table? It begins a line or follows a gap, or its colon tells.
bool fit_anchor_is_label(const struct atoms *atoms, size_t i, size_t j, size_t end, int cell_break)
{
    bool has_colon = str_ends(atoms->at[j - 1].text, STR(":"));
    bool begins = i == 0 || atoms->at[i].before >= (has_colon ? BREAK_BLANK : BREAK_GAP);
    bool ends = j == end || has_colon || atoms->at[j].before >= BREAK_BLANK;
    return is_cell(atoms, i, j, end, cell_break) || (begins && ends);
}

// The longest label of one of these kinds that begins at atom i and is a cell of its own.
static struct anchor anchor_at(struct finder *c, const struct cut *cut, size_t i, int cell_break,
                               const enum word_kind *kinds, size_t n)
{
    struct anchor best = {0};
    const struct atom_fact *fact = fit_atom_fact(c->scratch, c->lexicon, &cut->atoms->at[i]);
    uint32_t state = fact->state;
    size_t j = i, chars = 0;
    const size_t used = mem_used(c->scratch); // what facts take stays
    while (j < cut->j && j - i < JOIN_MOST && (j == i || cut->atoms->at[j].before <= BREAK_LINE)) {
        if (j > i)
            state = fit_lexicon_go(c->lexicon, state, cut->atoms->at[j].text);
        if (state == LEXICON_NONE)
            break;
        chars += fit_atom_fact(c->scratch, c->lexicon, &cut->atoms->at[j++])->chars;
        if (chars > ANCHOR_CHARS)
            break;
        struct str text = state == LEXICON_LOOSE ? fit_atom_join(c->scratch, cut->atoms, i, j)
                                                 : STR_NONE; // its state says all
        uint32_t all =
            j == i + 1 ? fact->kinds : fit_lexicon_kinds_at(c->scratch, c->lexicon, state, text);
        if (!all || !is_cell(cut->atoms, i, j, cut->j, cell_break))
            continue;
        if (best.kind == WORD_FUNDS && best.word && cut->atoms->at[best.j].before >= BREAK_BLANK &&
            fit_lexicon_find(c->scratch, c->lexicon, WORD_FUNDS,
                             fit_atom_join(c->scratch, cut->atoms, best.j, j)))
            break; // 执行率 | 得分 are two
        for (size_t k = 0; k < n; k++)
            if (all >> kinds[k] & 1) {
                const struct word *w =
                    state == LEXICON_LOOSE
                        ? fit_lexicon_find(c->scratch, c->lexicon, kinds[k], text)
                        : fit_lexicon_word_at(c->lexicon, kinds[k], state);
                best = (struct anchor){kinds[k], w, i, j};
                break;
            }
    }
    mem_back(c->scratch, used);
    return best;
}

// The label of the head at atom i, in a head whose cells stand closer together.
static struct anchor label_at(struct finder *c, const struct cut *cut, size_t i)
{
    size_t j;
    bool begins = i == cut->i || cut->atoms->at[i].before >= BREAK_LINE;
    const struct word *w = fit_heading_match(c, WORD_HEAD, i, cut->headings[0].i, begins, &j);
    if (!w)
        return (struct anchor){0};
    // In a line whose first label and value are one blank apart, so may be the next label.
    const struct anchor *last = cut->n_anchors ? &cut->anchors[cut->n_anchors - 1] : NULL;
    bool by_blanks = last && last->kind == WORD_HEAD && last->j < i &&
                     cut->atoms->at[last->j].before == BREAK_BLANK &&
                     cut->atoms->at[i].line == cut->atoms->at[last->i].line &&
                     cut->atoms->at[i].before == BREAK_BLANK && j < cut->j &&
                     cut->atoms->at[j].before == BREAK_BLANK && str_count(w->text) >= LABEL_CHARS;
    if (!by_blanks && !fit_anchor_is_label(cut->atoms, i, j, cut->j, cut->atoms->cell_break))
        return (struct anchor){0};
    return (struct anchor){WORD_HEAD, w, i, j};
}

// A label of the goals or of the management of money that fills its cell with one character wrong
// (使甩规范性): what stands behind it is not the end of the cell before.
static struct anchor near_at(struct finder *c, const struct cut *cut, size_t i, int cell_break)
{
    static const enum word_kind kinds[] = {WORD_GOAL, WORD_MANAGEMENT, WORD_MANAGEMENT_NAME};
    size_t j = i + 1;
    while (j < cut->j && j - i < JOIN_MOST && !begins_cell(cut->atoms, j, cell_break))
        j++;
    uint32_t head = fit_atom_fact(c->scratch, c->lexicon, &cut->atoms->at[i])->head;
    uint32_t tail = fit_atom_fact(c->scratch, c->lexicon, &cut->atoms->at[j - 1])->tail;
    for (size_t k = 0; k < LENGTH_OF(kinds); k++) {
        if (!fit_lexicon_may_near(c->lexicon, kinds[k], head, tail))
            continue;
        struct str text = fit_atom_join(c->scratch, cut->atoms, i, j);
        const struct word *w = fit_lexicon_only_near(c->scratch, c->lexicon, kinds[k], text);
        if (w && str_count(w->text) == str_count(text) &&
            !fit_lexicon_set(c->scratch, c->lexicon, WORD_KINDS, text)) // 效益指标 is no 绩效指标
            return (struct anchor){kinds[k], w, i, j};
    }
    return (struct anchor){0};
}

// Anchors of a form, longest word first at each place.
void fit_anchor_find(struct finder *c, struct cut *cut)
{
    // Before the table nothing is a total of points; below its heading nothing is a head label.
    static const enum word_kind above[] = {WORD_HEAD,
                                           WORD_FUNDS,
                                           WORD_SOURCE,
                                           WORD_GOAL,
                                           WORD_NOTE,
                                           WORD_CHROME,
                                           WORD_TASK,
                                           WORD_TASK_COLUMN,
                                           WORD_MANAGEMENT,
                                           WORD_MANAGEMENT_NAME,
                                           WORD_MANAGEMENT_COLUMN};
    static const enum word_kind below[] = {WORD_TOTAL, WORD_GRADE_LABEL, WORD_NOTE, WORD_SIGNER,
                                           WORD_CHROME};
    // The cells of the funds may stand closer together than those of the table.
    static const enum word_kind money[] = {WORD_SOURCE};
    const int cell_break = cut->atoms->cell_break;
    bool is_closer = cut->funds.n && cut->funds.gap_break < cell_break;
    const size_t head_end = cut->funds.n ? cut->funds.i : cut->headings[0].i;
    size_t cap = 0;
    for (size_t i = cut->i; i < cut->j;) {
        struct anchor best = {0};
        bool is_below = i >= cut->headings[0].j;
        if (begins_cell(cut->atoms, i, cell_break))
            best = anchor_at(c, cut, i, cell_break, is_below ? below : above,
                             is_below ? LENGTH_OF(below) : LENGTH_OF(above));
        if (!best.word && i < head_end)
            best = label_at(c, cut, i);
        if (!best.word && is_closer && i >= cut->funds.j && i < cut->headings[0].i &&
            begins_cell(cut->atoms, i, cut->funds.gap_break))
            best = anchor_at(c, cut, i, cut->funds.gap_break, money, LENGTH_OF(money));
        if (!best.word && !is_below && begins_cell(cut->atoms, i, cell_break))
            best = near_at(c, cut, i, cell_break);
        if (!best.word) {
            i++;
            continue;
        }
        MEM_PUSH(c->mem, cut->anchors, cut->n_anchors, cap);
        cut->anchors[cut->n_anchors - 1] = best;
        i = best.j;
    }
}
