// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_atom.h"

#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_lexicon.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum { QUOTED_ATOMS = 400, SPARE = 32, JOINED_MOST = 1 << 20 };
enum { TOKENS_TOLD = (1 << CELL_TOKEN_BITS) - 1 }; // of one cell

void fit_atom_push(struct mem *mem, struct atoms *atoms, struct atom atom)
{
    MEM_PUSH(mem, atoms->at, atoms->n, atoms->cap);
    atoms->at[atoms->n - 1] = atom;
}

uint32_t fit_atom_state(const struct lexicon *lexicon, const struct atom *atom)
{
    return fit_atom_is_known(atom) ? atom->fact.state : fit_lexicon_begin(lexicon, atom->text);
}

const struct atom_fact *fit_atom_ask(struct mem *scratch, const struct lexicon *lexicon,
                                     struct atom *atom)
{
    uint32_t state = fit_lexicon_begin(lexicon, atom->text);
    struct lexicon_ends two = fit_lexicon_two(atom->text);
    atom->fact = (struct atom_fact){
        .of = atom->text.ptr,
        .len = (uint32_t)atom->text.len,
        .state = state,
        .kinds = fit_lexicon_kinds_at(scratch, lexicon, state, atom->text),
        .chars = (uint32_t)str_count(atom->text),
        .head = two.head,
        .tail = two.tail,
    };
    return &atom->fact;
}

// True if full width occurs, so that a normalised copy is needed.
static bool has_full_width(struct str s)
{
    for (size_t i = 0; i + 2 < s.len; i++)
        if ((unsigned char)s.ptr[i] == 0xEF &&
            ((unsigned char)s.ptr[i + 1] == 0xBC || (unsigned char)s.ptr[i + 1] == 0xBD))
            return true;
    return false;
}

// Without the marks of bold print around it (**项目名称**).
static struct str without_bold(struct str s)
{
    const struct str mark = STR("**");
    bool is_bold = s.len > 2 * mark.len && str_starts(s, mark) && str_ends(s, mark);
    return is_bold ? str_slice(s, mark.len, s.len - mark.len) : s;
}

// Is the cell that begins at atom i quoted over several lines, as a spreadsheet copies it? Then the
// atom that ends with the closing quote, else 0.
static size_t quote_end(const struct atoms *atoms, size_t i)
{
    const struct atom *a = &atoms->at[i];
    if (a->text.len < 2 || a->text.ptr[0] != '"' || (i && a->before < BREAK_CELL))
        return 0;
    size_t quotes = 0;
    for (size_t k = i; k < atoms->n && k < i + QUOTED_ATOMS; k++) {
        const struct atom *b = &atoms->at[k];
        if (k > i && b->before == BREAK_CELL && quotes % 2 == 0)
            return 0;
        if (k > i && b->before == BREAK_CELL)
            return 0; // a cell ends inside the quote: it is none
        for (size_t c = 0; c < b->text.len; c++)
            quotes += b->text.ptr[c] == '"';
        bool closes = str_ends(b->text, STR("\"")) && quotes % 2 == 0;
        if (closes && b->line > a->line)
            return k;
        if (closes)
            return 0;
    }
    return 0;
}

static struct str without_quotes(struct str s, bool first, bool last)
{
    if (first)
        s = str_slice(s, 1, s.len);
    return last && s.len ? str_slice(s, 0, s.len - 1) : s;
}

// Cells quoted over lines become cells of one line; the cells after them are counted on.
static void join_quoted(struct atoms *atoms)
{
    for (size_t i = 0; i < atoms->n; i++) {
        size_t end = quote_end(atoms, i);
        if (!end)
            continue;
        int first = atoms->at[i].line, last = atoms->at[end].line;
        int cell = atoms->at[i].cell, cells = cell - 1 + atoms->at[end].cells;
        for (size_t k = i; k <= end; k++) {
            struct atom *a = &atoms->at[k];
            a->text = without_quotes(a->text, k == i, k == end);
            a->cell = cell;
            a->before = k > i ? BREAK_BLANK : a->before;
        }
        for (size_t k = end + 1; k < atoms->n && atoms->at[k].line == last; k++)
            atoms->at[k].cell += cell - 1;
        for (size_t k = i; k-- > 0 && atoms->at[k].line == first;)
            atoms->at[k].cells = cells;
        for (size_t k = i; k < atoms->n && atoms->at[k].line <= last; k++) {
            atoms->at[k].cells = cells;
            atoms->at[k].line = first;
        }
    }
}

struct atoms *fit_atom_all(struct mem *mem, const struct sheet *sheet)
{
    return fit_atom_some(mem, sheet, 0, sheet->n_tokens);
}

struct atoms *fit_atom_none(struct mem *mem, const struct atoms *like)
{
    struct atoms *atoms = MEM_NEW(mem, struct atoms);
    *atoms = *like;
    atoms->at = NULL;
    atoms->n = atoms->cap = 0;
    return atoms;
}

struct atoms *fit_atom_some(struct mem *mem, const struct sheet *sheet, size_t from, size_t to)
{
    struct atoms *atoms = MEM_NEW(mem, struct atoms);
    atoms->cap = to - from + (to - from) / SPARE; // some may be cut
    atoms->at = MEM_ARRAY(mem, atoms->cap, struct atom);
    atoms->has_cell_lines = sheet->has_cell_lines;
    atoms->is_off_page = sheet->is_off_page;
    for (size_t i = from; i < to; i++) {
        const struct token *t = &sheet->tokens[i];
        const struct sheet_line *line = &sheet->lines[t->line - 1];
        atoms->at[atoms->n++] =
            (struct atom){.text = without_bold(
                              has_full_width(t->text) ? fit_lexicon_plain(mem, t->text) : t->text),
                          .token = (uint32_t)i,
                          .from = t->from,
                          .to = t->to,
                          .before = t->before,
                          .line = t->line,
                          .cell = t->cell,
                          .cells = line->cells,
                          .col = t->col,
                          .col_end = t->col_end,
                          .is_odd = t->is_odd};
    }
    join_quoted(atoms);
    return atoms;
}

static bool is_latin(unsigned char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// Does a blank stand between these two pieces of one text?
static bool parts_words(struct str head, struct str tail)
{
    return head.len && tail.len && is_latin((unsigned char)head.ptr[head.len - 1]) &&
           is_latin((unsigned char)tail.ptr[0]);
}

void fit_atom_append(struct buf *joined, const struct atom *atom)
{
    if (parts_words(buf_str(joined), atom->text))
        buf_char(joined, ' ');
    buf_add(joined, atom->text);
}

struct str fit_atom_join(struct mem *mem, const struct atoms *atoms, size_t i, size_t j)
{
    if (j == i + 1)
        return atoms->at[i].text;
    size_t room = j - i;
    for (size_t k = i; k < j; k++)
        room += atoms->at[k].text.len;
    room = room < JOINED_MOST ? room : JOINED_MOST;
    char *at = mem_alloc(mem, room);
    struct str out = {at, 0};
    for (size_t k = i; k < j && atoms->at[k].text.len < room - out.len + 1; k++) {
        struct str s = atoms->at[k].text;
        if (parts_words(out, s) && s.len < room - out.len)
            at[out.len++] = ' ';
        if (s.len)
            memcpy(at + out.len, s.ptr, s.len);
        out.len += s.len;
    }
    return out;
}

struct str fit_atom_raw(struct mem *mem, const struct sheet *sheet, const struct atoms *atoms,
                        size_t i, size_t j)
{
    if (j == i + 1)
        return atoms->at[i].text;
    struct buf out = buf_new(mem, SIZE_MAX / 2);
    for (size_t k = i; k < j; k++) {
        const struct atom *a = &atoms->at[k];
        if (k > i && atoms->at[k - 1].token == a->token)
            continue;
        static const char *const shown[] = {"", " ", " ", " | ", " / ", " / ", " / "};
        if (k > i)
            buf_add_c(&out, shown[sheet->tokens[a->token].before]);
        if (atoms->at[i].token == atoms->at[j - 1].token)
            buf_add(&out, a->text); // a cut token: its own piece
        else
            buf_add(&out, sheet->tokens[a->token].text);
    }
    return buf_str(&out);
}

struct cell fit_atom_cell(struct mem *mem, const struct sheet *sheet, const struct atoms *atoms,
                          size_t i, size_t j)
{
    struct cell cell = {.state = CELL_READ};
    const struct atom *first = &atoms->at[i], *last = &atoms->at[j - 1];
    cell.text = fit_atom_join(mem, atoms, i, j);
    cell.raw = fit_atom_raw(mem, sheet, atoms, i, j);
    cell.at = (struct place){first->line, sheet->tokens[first->token].cell, first->from, last->to};
    uint32_t n_tokens = last->token >= first->token ? last->token - first->token + 1 : 1;
    cell.first_token = first->token;
    cell.n_tokens = n_tokens < TOKENS_TOLD ? n_tokens : TOKENS_TOLD;
    for (size_t k = i; k < j; k++)
        if (atoms->at[k].why) {
            cell.state = CELL_DOUBTFUL;
            cell.why = atoms->at[k].why;
        }
    return cell;
}

size_t fit_atom_field_end(const struct atoms *atoms, size_t i, size_t j)
{
    size_t end = i + 1;
    while (end < j && atoms->at[end].before < BREAK_GAP)
        end++;
    return end;
}

int fit_atom_figure_break(const struct atoms *atoms)
{
    return atoms->is_off_page && atoms->cell_break == BREAK_GAP ? BREAK_BLANK : atoms->cell_break;
}

size_t fit_atom_cell_end(const struct atoms *atoms, size_t i, size_t j)
{
    size_t m = i + 1;
    for (; m < j; m++) {
        const struct atom *a = &atoms->at[m];
        struct str before = atoms->at[m - 1].text;
        bool torn = a->before == BREAK_BLANK &&
                    (str_ends(before, STR(".")) || str_starts(a->text, STR(".")) ||
                     str_ends(before, STR(",")));
        bool ends = a->before >= atoms->cell_break || a->before >= BREAK_LINE;
        if (ends && !torn)
            break;
    }
    return m;
}
