// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_stack.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_heading.h"
#include "core/fit_lexicon.h"
#include "core/fit_weave.h"
#include "core/form.h"
#include "core/sheet.h"

enum {
    LINES_MOST = 4,   // of one heading
    STACKS_MOST = 24, // columns of one heading
    PIECE_CHARS = 24, // of a piece of a heading
    PIECE_ATOMS = 8,  // between its blanks
    REMARK_CHARS = 8, // of a remark in brackets
    JOIN_MOST = 4,    // display columns between two stacks that are one word
    UPPER_BYTES = 4,  // of an upper half: two characters and more
};

// Pieces that stand over each other: one column of the heading.
struct stack {
    int col, col_end;
    struct str text;
    size_t i, j; // its last piece
    int line;    // of its last piece
    int lines;   // below its first
    const struct word *word;
};

struct block {
    struct stack at[STACKS_MOST];
    size_t n;
    size_t i, j; // atoms of its lines
};

bool fit_stack_is_remark(struct str s)
{
    if (s.len < 3 || s.ptr[0] != '(' || s.ptr[s.len - 1] != ')' || str_count(s) > REMARK_CHARS)
        return false;
    for (size_t k = 0; k < s.len; k++)
        if (s.ptr[k] >= '0' && s.ptr[k] <= '9')
            return false;
    return true;
}

// Puts the piece i..j on the stack that it stands under; false if there are too many.
static bool add_piece(struct finder *f, struct block *b, size_t i, size_t j)
{
    const struct atom *first = &f->atoms->at[i], *last = &f->atoms->at[j - 1];
    struct str text = fit_atom_join(f->scratch, f->atoms, i, j);
    struct stack *under = NULL;
    int most = 0;
    for (size_t k = 0; k < b->n; k++) {
        struct stack *s = &b->at[k];
        int left = s->col > first->col ? s->col : first->col;
        int right = s->col_end < last->col_end ? s->col_end : last->col_end;
        if (right - left > most && s->line != first->line) {
            most = right - left;
            under = s;
        }
    }
    if (!under) {
        if (b->n == STACKS_MOST)
            return false;
        b->at[b->n++] = (struct stack){first->col, last->col_end, text, i, j, first->line, 0, NULL};
        return true;
    }
    under->text = buf_print(f->scratch, "%.*s%.*s", STR_FMT(under->text), STR_FMT(text));
    under->col = first->col < under->col ? first->col : under->col;
    under->col_end = last->col_end > under->col_end ? last->col_end : under->col_end;
    under->i = i;
    under->j = j;
    under->line = first->line;
    under->lines++;
    return true;
}

// Where `lines` lines from atom i end; 0 if they are no heading's: empty lines or a page between.
static size_t lines_end(const struct finder *f, size_t i, int lines)
{
    size_t end = f->atoms->n, at = i;
    for (int line = 0; line < lines && at < end; line++) {
        if (line && f->atoms->at[at].before != BREAK_LINE)
            return 0;
        at = fit_cut_line_end(f->atoms, at, end);
    }
    return at;
}

static bool has_prose(const struct block *b)
{
    for (size_t k = 0; k < b->n; k++)
        if (str_count(b->at[k].text) > PIECE_CHARS)
            return true;
    return false;
}

// The fields of lines i..j, those that stand over each other as one; false if they are no
// heading's.
static bool read_fields(struct finder *f, struct block *b, size_t i, size_t j)
{
    *b = (struct block){.i = i, .j = j};
    for (size_t at = i, stop; at < j; at = stop) {
        stop = fit_cut_line_end(f->atoms, at, j);
        for (size_t k = at, m; k < stop; k = m) {
            m = fit_atom_field_end(f->atoms, k, stop);
            bool is_cell = k > at && f->atoms->at[k].before == BREAK_CELL;
            if (is_cell || m - k > PIECE_ATOMS || !add_piece(f, b, k, m))
                return false;
        }
    }
    return !has_prose(b);
}

// The words that the pieces of lines i..j make, wherever blanks stand.
static bool read_pieces(struct finder *f, struct block *b, enum word_kind kind, size_t i, size_t j)
{
    struct woven woven[WEAVE_PIECES];
    *b = (struct block){.i = i, .j = j};
    size_t n = fit_weave(f, (int)kind, i, j, woven);
    if (n == 0 || n > STACKS_MOST)
        return false;
    for (; b->n < n; b->n++) {
        const struct woven *w = &woven[b->n];
        b->at[b->n] = (struct stack){w->col, w->col_end, w->text, w->i, w->i + 1, w->line, 1, NULL};
    }
    return !has_prose(b);
}

static int compare_places(const void *a, const void *b)
{
    return ((const struct stack *)a)->col - ((const struct stack *)b)->col;
}

// The word of a stack; a stack of one line may have one character wrong.
static const struct word *word_of(struct finder *f, enum word_kind kind, const struct stack *s)
{
    const struct word *w = fit_lexicon_find(f->scratch, f->lexicon, kind, s->text);
    return w || s->lines ? w : fit_lexicon_only_near(f->scratch, f->lexicon, kind, s->text);
}

// Blanks in torn print part a word (一级   指标), or push its line aside so that its other half
// stands beside it: two stacks side by side that are a word together are one.
static void join_stacks(struct finder *f, struct block *b, enum word_kind kind)
{
    for (size_t k = 0; k + 1 < b->n;) {
        struct stack *left = &b->at[k], *right = left + 1;
        struct stack *first = left->line <= right->line ? left : right,
                     *last = first == left ? right : left;
        struct str text =
            buf_print(f->scratch, "%.*s%.*s", STR_FMT(first->text), STR_FMT(last->text));
        bool is_apart = right->col > left->col_end + JOIN_MOST || (left->word && right->word);
        const struct word *word =
            is_apart ? NULL : fit_lexicon_find(f->scratch, f->lexicon, kind, text);
        if (!word) {
            k++;
            continue;
        }
        first->text = text;
        first->word = word;
        first->col_end = right->col_end > left->col_end ? right->col_end : left->col_end;
        first->col = left->col;
        first->i = last->i;
        first->j = last->j;
        first->line = last->line;
        *left = *first;
        memmove(right, right + 1, (size_t)(&b->at[--b->n] - right) * sizeof(*right));
    }
}

// Gives every stack its word. The number of columns; 0 if a stack among them is none.
static size_t find_words(struct finder *f, struct block *b, enum word_kind kind)
{
    size_t n = 0;
    int first = INT_MAX;
    qsort(b->at, b->n, sizeof(*b->at), compare_places);
    for (size_t k = 0; k < b->n; k++)
        b->at[k].word = word_of(f, kind, &b->at[k]);
    join_stacks(f, b, kind);
    for (size_t k = 0; k < b->n; k++) {
        struct stack *s = &b->at[k];
        if (s->word && kind == WORD_FUNDS && s->word->id == FUNDS_LABEL)
            continue;
        for (size_t m = 0; m < k && s->word; m++)
            if (b->at[m].word && b->at[m].word->id == s->word->id)
                return 0;
        n += s->word != NULL;
        first = s->word && s->col < first ? s->col : first;
    }
    for (size_t k = 0; k < b->n; k++)
        if (!b->at[k].word && b->at[k].col >= first && !fit_stack_is_remark(b->at[k].text))
            return 0;
    return n;
}

// The words that lines i..j make, as fields that stand over each other or as pieces, by whichever
// are more. How many; 0 if they are no heading.
static size_t read_words(struct finder *f, struct block *b, enum word_kind kind, size_t i, size_t j)
{
    size_t words = read_fields(f, b, i, j) ? find_words(f, b, kind) : 0, more = 0;
    struct block pieces;
    if (fit_heading_is_laid_out(f->atoms, j) && read_pieces(f, &pieces, kind, i, j))
        more = find_words(f, &pieces, kind);
    if (more > words)
        *b = pieces;
    return more > words ? more : words;
}

static void take(struct finder *f, struct heading *h, const struct block *b, enum word_kind kind)
{
    struct heading whole = {.i = b->i, .j = b->j, .cells = h->cells, .gap_break = BREAK_GAP};
    size_t cap = 0;
    for (size_t k = 0; k < b->n; k++) {
        const struct stack *s = &b->at[k];
        if (!s->word || (kind == WORD_FUNDS && s->word->id == FUNDS_LABEL))
            continue;
        MEM_PUSH(f->mem, whole.at, whole.n, cap);
        whole.at[whole.n - 1] = (struct heading_word){
            s->word->id, s->i, s->j, s->line, f->atoms->at[s->i].cell, s->col, s->col_end};
    }
    *h = whole;
}

bool fit_stack_heading(struct finder *f, struct heading *h, int kind, size_t begin)
{
    size_t starts[LINES_MOST], n = 0, line = fit_cut_line_begin(f->atoms, h->i, begin);
    for (starts[n++] = line; n < LINES_MOST && line > begin;)
        starts[n++] = line = fit_cut_line_begin(f->atoms, line - 1, begin);
    struct block best = {0}, b;
    size_t most = h->n;
    for (size_t up = 0; up < n; up++)
        for (int lines = (int)up + 1; lines <= LINES_MOST; lines++) {
            size_t end = lines_end(f, starts[up], lines);
            if (!end)
                break;
            size_t words = read_words(f, &b, (enum word_kind)kind, starts[up], end);
            bool is_more = words > most || (words == most && words && b.j >= h->j && b.j > best.j);
            if (is_more && (lines > 1 || words > h->n)) {
                best = b;
                most = words;
            }
        }
    if (!best.n)
        return false;
    take(f, h, &best, (enum word_kind)kind);
    return true;
}

bool fit_stack_may_begin(struct finder *f, size_t i)
{
    size_t end = fit_cut_line_end(f->atoms, i, f->atoms->n);
    for (size_t k = i; k < end; k++) {
        struct atom *a = &f->atoms->at[k];
        uint32_t state = fit_atom_fact(f->scratch, f->lexicon, a)->state;
        const uint32_t upper = 1u << LIST_UPPERS;
        if (state != LEXICON_NONE && a->text.len >= UPPER_BYTES &&
            (state == LEXICON_LOOSE ? fit_lexicon_is(f->lexicon, upper, a->text)
                                    : fit_lexicon_lists_at(f->lexicon, state) & upper))
            return end - i > 1;
    }
    return false;
}
