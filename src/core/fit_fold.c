// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_fold.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_heading.h"
#include "core/fit_lexicon.h"
#include "core/fit_value.h"
#include "core/sheet.h"

enum {
    PIECES_MOST = 4,  // of one label
    EDGE = 2,         // display columns by which pieces of one cell may begin apart
    LABEL_CHARS = 24, // of a whole label
    VALUE_CHARS = 30, // of the piece of a value that goes on
    LINES_APART = 2,  // a piece stands on the next line or on the one after it
};

// A piece between two gaps of a line.
struct field {
    size_t i, j;
    int line; // index among the lines of the region
    int col, col_end;
    bool is_taken;   // put to another piece
    struct str text; // with what was put to it
    char *own;       // the text, where it has grown, with room for `room` bytes
    size_t room;
    bool is_label;      // a known word
    bool has_grown;     // something was put to it
    struct field *over; // of which it is taken
};

struct fold {
    struct finder *f;
    struct field *at;
    size_t n;
};

static bool is_known(const struct fold *s, struct str text)
{
    static const enum word_kind kinds[] = {WORD_HEAD,
                                           WORD_SOURCE,
                                           WORD_FUNDS,
                                           WORD_GOAL,
                                           WORD_NOTE,
                                           WORD_TABLE,
                                           WORD_TASK,
                                           WORD_TASK_COLUMN,
                                           WORD_MANAGEMENT,
                                           WORD_MANAGEMENT_NAME,
                                           WORD_MANAGEMENT_COLUMN,
                                           WORD_GRADE_LABEL,
                                           WORD_SIGNER};
    for (size_t k = 0; k < LENGTH_OF(kinds); k++)
        if (fit_lexicon_find(s->f->scratch, s->f->lexicon, kinds[k], text))
            return true;
    struct str head = fit_lexicon_head(s->f->lexicon, LIST_SOURCE_HEADS, text);
    return head.len && head.len < text.len &&
           fit_lexicon_find(s->f->scratch, s->f->lexicon, WORD_SOURCE,
                            str_slice(text, head.len, text.len));
}

static void read_fields(struct fold *s, size_t i, size_t j)
{
    const struct atoms *atoms = s->f->atoms;
    size_t cap = 0;
    int line = -1;
    for (size_t k = i, m; k < j; k = m) {
        line += k == i || atoms->at[k].before >= BREAK_LINE;
        if (k > i && atoms->at[k].before > BREAK_LINE)
            line += LINES_APART; // nothing goes on over a blank line
        m = fit_atom_field_end(atoms, k, j);
        MEM_PUSH(s->f->scratch, s->at, s->n, cap);
        s->at[s->n - 1] = (struct field){.i = k,
                                         .j = m,
                                         .line = line,
                                         .col = atoms->at[k].col,
                                         .col_end = atoms->at[m - 1].col_end,
                                         .text = fit_atom_join(s->f->scratch, atoms, k, m)};
    }
    for (size_t k = 0; k < s->n; k++)
        s->at[k].is_label = is_known(s, s->at[k].text);
}

// The field that stands under field x, on the next line or the one after it; NULL if none does.
static struct field *under(const struct fold *s, struct field *x)
{
    for (struct field *y = x + 1; y < s->at + s->n && y->line <= x->line + LINES_APART; y++) {
        if (y->line == x->line || y->col >= x->col_end || y->col_end <= x->col)
            continue;
        bool is_centred = abs(y->col + y->col_end - x->col - x->col_end) <= 2 * EDGE;
        return !y->is_taken && (abs(y->col - x->col) <= EDGE || is_centred) ? y : NULL;
    }
    return NULL;
}

// Has field x a value beside it on its line?
static bool has_value(const struct fold *s, const struct field *x)
{
    return x + 1 < s->at + s->n && x[1].line == x->line && !x[1].is_label && !x[1].is_taken;
}

// Puts the pieces under field x to it that make a known label with it. The label stands where its
// value does: at the first of its pieces that has one beside it.
static void fold_label(struct fold *s, struct field *x)
{
    struct field *pieces[PIECES_MOST], *y = x, *host = x;
    struct str text = x->text, whole = STR_NONE;
    size_t n = 0, taken = 0;
    while (n < PIECES_MOST && (y = under(s, y)) != NULL) {
        text = buf_print(s->f->scratch, "%.*s%.*s", STR_FMT(text), STR_FMT(y->text));
        if (str_count(text) > LABEL_CHARS || (y->is_label && x->is_label))
            break;
        pieces[n++] = y;
        if (is_known(s, text)) {
            whole = text;
            taken = n;
        }
    }
    for (size_t k = 0; k < taken; k++)
        if (!has_value(s, host) && has_value(s, pieces[k]))
            host = pieces[k];
    x->is_taken = taken > 0;
    for (size_t k = 0; k < taken; k++) {
        pieces[k]->is_taken = true;
        host->col = pieces[k]->col < host->col ? pieces[k]->col : host->col;
        host->col_end = pieces[k]->col_end > host->col_end ? pieces[k]->col_end : host->col_end;
    }
    if (taken) {
        host->text = whole;
        host->is_label = host->has_grown = true;
        host->is_taken = false;
    }
}

static bool follows_label(const struct fold *s, const struct field *x)
{
    for (const struct field *y = x; y-- > s->at && y->line == x->line;)
        if (y->is_label && !y->is_taken)
            return true;
    return x->is_taken && x->over; // a value that goes on over more than one line
}

// The value on the line above that begins where field y does, behind a label; NULL if none does.
static struct field *value_over(const struct fold *s, struct field *y)
{
    for (struct field *x = y; x-- > s->at && x->line >= y->line - 1;)
        if (x->line == y->line - 1 && !x->is_label && abs(x->col - y->col) <= 1 &&
            follows_label(s, x))
            return x->is_taken ? x->over : x;
    return NULL;
}

static bool is_figure(const struct fold *s, const struct field *x)
{
    return fit_value_read(s->f->scratch, s->f->lexicon, x->text).flags &
           (CONTENT_NUMBER | CONTENT_DASH);
}

static void grow(struct mem *mem, struct field *x, struct str more)
{
    size_t len = x->text.len + more.len;
    if (len > x->room) {
        char *own = MEM_ARRAY(mem, 2 * len, char);
        memcpy(own, x->text.ptr, x->text.len);
        x->own = own;
        x->room = 2 * len;
    }
    memcpy(x->own + x->text.len, more.ptr, more.len);
    x->text = (struct str){x->own, len};
    x->has_grown = true;
}

// A line of nothing but pieces under values goes on with these.
static void fold_values(struct fold *s, size_t i, size_t j)
{
    for (size_t k = i; k < j; k++) {
        struct field *y = &s->at[k];
        if (!y->is_taken && (y->is_label || is_figure(s, y) || !value_over(s, y) ||
                             str_count(y->text) > VALUE_CHARS))
            return;
    }
    for (size_t k = i; k < j; k++) {
        struct field *y = &s->at[k], *x = y->is_taken ? NULL : value_over(s, y);
        if (!x)
            continue;
        grow(s->f->mem, x, y->text);
        y->is_taken = true;
        y->over = x;
    }
}

// The field of figures of the next line beside which label x stands in the middle; NULL if its own
// line has figures, or the next has a label.
static const struct field *figures_below(const struct fold *s, const struct field *x)
{
    const struct field *y = x + 1;
    while (y < s->at + s->n && (y->line == x->line || y->is_taken)) {
        if (y->line == x->line)
            return NULL;
        y++;
    }
    bool is_beside = y < s->at + s->n && y->line == x->line + 1 && y->col >= x->col_end;
    return is_beside && is_figure(s, y) ? y : NULL;
}

// Writes atoms of the fields back, in their new order. The new end.
static size_t write_fields(struct fold *s, size_t i, size_t j)
{
    struct atoms *atoms = s->f->atoms;
    struct atom *old = MEM_ARRAY(s->f->scratch, j - i, struct atom);
    memcpy(old, &atoms->at[i], (j - i) * sizeof(*old));
    size_t out = i;
    int lost = BREAK_NONE;
    const struct field *moved = NULL, *target = NULL;
    for (size_t k = 0; k < s->n; k++) {
        const struct field *x = &s->at[k];
        int before = old[x->i - i].before;
        lost = before > lost ? before : lost;
        if (x->is_taken)
            continue;
        const struct field *figures = x->has_grown && x->is_label ? figures_below(s, x) : NULL;
        if (figures && !moved) {
            moved = x;
            target = figures;
            continue;
        }
        if (target == x) {
            struct atom label = old[moved->i - i];
            label.text = str_copy(s->f->mem, moved->text);
            label.col_end = moved->col_end;
            label.line = old[x->i - i].line;
            label.before = lost;
            atoms->at[out++] = label;
            lost = BREAK_GAP;
            moved = target = NULL;
        }
        size_t first = out;
        if (x->has_grown) {
            atoms->at[out] = old[x->i - i];
            atoms->at[out].text = str_copy(s->f->mem, x->text);
            atoms->at[out++].col_end = x->col_end;
        } else {
            for (size_t m = x->i; m < x->j; m++)
                atoms->at[out++] = old[m - i];
        }
        atoms->at[first].before = lost;
        lost = BREAK_NONE;
    }
    return out;
}

void fit_fold(struct finder *f, size_t i, size_t j)
{
    struct fold s = {.f = f};
    if (i >= j)
        return;
    read_fields(&s, i, j);
    for (size_t k = 0; k < s.n; k++)
        if (!s.at[k].is_taken)
            fold_label(&s, &s.at[k]);
    for (size_t k = 0, m; k < s.n; k = m) {
        for (m = k + 1; m < s.n && s.at[m].line == s.at[k].line;)
            m++;
        fold_values(&s, k, m);
    }
    size_t end = write_fields(&s, i, j);
    memmove(&f->atoms->at[end], &f->atoms->at[j], (f->atoms->n - j) * sizeof(struct atom));
    f->atoms->n -= j - end;
}
