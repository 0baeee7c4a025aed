// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_tile_row.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_reader.h"
#include "core/fit_tile.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum {
    OFF = 5,         // the cell furthest from its place in the row, for a half line above one
    OFF_EACH = 1,    // the same of every cell
    OFF_HALF = 4,    // a cell half a line off on the other side
    GAP = 8,         // a line of the row without a piece, between pieces of a cell
    NOT_FULL = 3,    // a cell wraps where more would fit,
    NEARLY_FULL = 1, // where a little more would
    SLACK = 2,       // display columns of a little
    BAD_END = 6,     // a cell begins or ends as no text does
    FULL_END = 3,    // a cell ends with a line as full as can be
    WRAPS_FROM = 12, // display columns of a cell that may be expected to wrap
    TWO_WHOLE = 15,  // two whole values in one cell
    ONE_WHOLE = 2,   // a whole value that goes on
    VALUE_LATER = 8, // a value behind text
    TWO_POINTS = 20,
    NO_NAME = 12,
    NO_VALUE = 3,
    NO_POINTS = 8,
    NO_FIGURES = 12,
    BLANK_LINE = 5, // in a row
    HOPELESS = 60,
};

// A field, as a piece of a cell.
struct tile_piece {
    unsigned flags; // enum content_flag
    int width;      // display columns of its text
    int need;       // of what must stand on the line on which it begins
    int room;       // of the widest text of its column on pages like its own
    int opens, closes;
    bool lacks_unit; // a number without one
};

static bool has_bit(uint32_t bits, int c)
{
    return bits >> c & 1;
}

// ---- pieces ----

static bool is_closing(int32_t c)
{
    return c == ')' || c == ',' || c == '.' || c == ';' || c == ':' || c == '%' || c == 0x3002 ||
           c == 0x3001 || c == 0x201d || c == 0x300b || c == 0x3011;
}

static bool is_opening(int32_t c)
{
    return c == '(' || c == 0x201c || c == 0x300a || c == 0x3010;
}

static bool is_run(int32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == ',' || c == '%';
}

// The bytes at the start of a text that no line end parts: a word or a number, or one character,
// with brackets before it and what no line begins with behind it.
static size_t head_of(struct str s)
{
    size_t n = 0;
    bool is_open = true;
    for (int32_t before = 0; n < s.len;) {
        struct str rest = str_slice(s, n, s.len);
        int32_t c = str_next(&rest);
        bool goes_on = is_open || is_closing(c) || (is_run(before) && is_run(c));
        if (!goes_on)
            break;
        is_open = is_opening(c);
        before = c;
        n = s.len - rest.len;
    }
    return n;
}

static void count_brackets(struct tile_piece *p, struct str s)
{
    while (s.len) {
        int32_t c = str_next(&s);
        if (c == '(' || c == 0x201c)
            p->opens++;
        else if ((c == ')' || c == 0x201d) && p->opens)
            p->opens--;
        else if (c == ')' || c == 0x201d)
            p->closes++;
    }
}

// The display columns of an atom, also in a text that counts characters.
static int width_of(const struct tile *t, size_t k)
{
    const struct atom *a = &t->atoms->at[k];
    if (!t->r->sheet->is_off_page)
        return a->col_end - a->col;
    return (int)str_width(fit_atom_raw(t->r->scratch, t->r->sheet, t->atoms, k, k + 1));
}

static struct tile_piece piece_of(const struct tile *t, const struct tile_field *f)
{
    struct mem *mem = t->r->scratch;
    struct str text = fit_atom_join(mem, t->atoms, f->i, f->j);
    struct content content = fit_value_read(mem, t->r->lexicon, text);
    struct tile_piece p = {.flags = content.flags,
                           .lacks_unit = content.number.len && !content.unit.len};
    for (size_t k = f->i; k < f->j; k++)
        p.width += width_of(t, k);
    p.need = (int)str_width(str_slice(text, 0, head_of(text)));
    count_brackets(&p, text);
    return p;
}

// ---- the table ----

enum { EDGE_SLACK = 1, PAGES_MOST = 64 };

// Where the columns of a page begin, and how wide their fields are.
struct page {
    int left[TILE_COLUMNS_MOST], widest[TILE_COLUMNS_MOST];
    bool has[TILE_COLUMNS_MOST];
};

static void measure(const struct tile *t, const struct tile_piece *pieces, struct page *pages)
{
    for (size_t k = 0; k < t->n; k++) {
        const struct tile_line *line = &t->lines[t->own[k]];
        struct page *page = &pages[line->page % PAGES_MOST];
        for (int c = 0; c < t->n_columns; c++) {
            if (!line->has[c])
                continue;
            int width = pieces[k * (size_t)t->n_columns + (size_t)c].width, at = line->cell[c].col;
            page->left[c] = !page->has[c] || at < page->left[c] ? at : page->left[c];
            page->widest[c] = width > page->widest[c] ? width : page->widest[c];
            page->has[c] = true;
        }
    }
}

static bool is_alike(const struct page *a, const struct page *b, int n_columns)
{
    int n = 0;
    for (int c = 0; c < n_columns; c++)
        if (a->has[c] && b->has[c]) {
            n++;
            if (abs(a->left[c] - b->left[c]) > EDGE_SLACK)
                return false;
        }
    return n > 0;
}

// Pages whose columns begin at the same places have columns of one width.
static void find_rooms(const struct tile *t, struct tile_piece *pieces)
{
    struct page *pages = MEM_ARRAY(t->r->scratch, PAGES_MOST, struct page);
    int(*room)[TILE_COLUMNS_MOST] = mem_alloc(t->r->scratch, PAGES_MOST * sizeof(*room));
    measure(t, pieces, pages);
    for (int a = 0; a < PAGES_MOST; a++)
        for (int c = 0; c < t->n_columns; c++) {
            room[a][c] = pages[a].widest[c];
            for (int b = 0; b < PAGES_MOST && pages[a].has[c]; b++)
                if (pages[b].widest[c] > room[a][c] && is_alike(&pages[a], &pages[b], t->n_columns))
                    room[a][c] = pages[b].widest[c];
        }
    for (size_t k = 0; k < t->n; k++)
        for (int c = 0; c < t->n_columns; c++)
            pieces[k * (size_t)t->n_columns + (size_t)c].room =
                room[t->lines[t->own[k]].page % PAGES_MOST][c];
}

static bool is_points(const struct tile *t, int c)
{
    int column = t->heading->at[c].column;
    return column == COLUMN_WEIGHT || column == COLUMN_SCORE || column == COLUMN_RESCORE ||
           column == COLUMN_COEFFICIENT;
}

static bool is_value(const struct tile *t, int c)
{
    int column = t->heading->at[c].column;
    return column == COLUMN_TARGET || column == COLUMN_ACTUAL;
}

struct tile_table fit_tile_row_table(const struct tile *t)
{
    size_t columns = (size_t)t->n_columns, count[TILE_COLUMNS_MOST] = {0}, names = 0;
    struct tile_piece *pieces = MEM_ARRAY(t->r->scratch, t->n * columns, struct tile_piece);
    struct tile_table out = {.tile = t, .pieces = pieces, .name = -1};
    for (size_t k = 0; k < t->n; k++)
        for (int c = 0; c < t->n_columns; c++)
            if (t->lines[t->own[k]].has[c] && !fit_tile_is_class(t->heading, c)) {
                pieces[k * columns + (size_t)c] = piece_of(t, &t->lines[t->own[k]].cell[c]);
                count[c]++;
            }
    find_rooms(t, pieces);
    for (int c = 0; c < t->n_columns; c++)
        if (t->heading->at[c].column == COLUMN_LEVEL3 && count[c]) {
            out.name = c;
            names = count[c];
        }
    for (int c = 0; c < t->n_columns; c++) {
        bool is_expected = count[c] && 4 * count[c] >= names;
        out.values |= is_expected && is_value(t, c) ? UINT32_C(1) << c : 0;
        out.points |= is_expected && is_points(t, c) ? UINT32_C(1) << c : 0;
    }
    return out;
}

// ---- a row ----

// The pieces of one column in the lines so far.
struct cell_lines {
    size_t n, first, last;
    int gaps, far_gaps; // of one line, of more
    int open, unopened; // brackets
    int joins;
};

static const struct tile_piece *piece_at(const struct tile_table *table, size_t k, int c)
{
    return &table->pieces[k * (size_t)table->tile->n_columns + (size_t)c];
}

static bool is_whole(const struct tile_piece *p)
{
    return p->flags & (CONTENT_NUMBER | CONTENT_QUANTITY | CONTENT_DATE | CONTENT_DASH |
                       CONTENT_LADDER | CONTENT_RESULT | CONTENT_NO_REASON);
}

// Are the two pieces one date: 2024年12月 / 31日前?
static bool is_one_date(const struct tile *t, const struct tile_field *p,
                        const struct tile_field *q)
{
    struct mem *mem = t->r->scratch;
    struct str a = fit_atom_join(mem, t->atoms, p->i, p->j),
               b = fit_atom_join(mem, t->atoms, q->i, q->j);
    struct str joined = buf_print(mem, "%.*s%.*s", STR_FMT(a), STR_FMT(b));
    return fit_value_read(mem, t->r->lexicon, joined).flags & CONTENT_DATE;
}

// What it costs that the piece on line k goes on with that on line m.
static int join_cost(const struct tile_table *table, int c, size_t k, size_t m)
{
    const struct tile *t = table->tile;
    const struct tile_piece *p = piece_at(table, k, c), *q = piece_at(table, m, c);
    const unsigned figure = CONTENT_NUMBER | CONTENT_DASH;
    int rest = p->room - p->width - q->need;
    int cost = rest < 0 ? 0 : rest < SLACK ? NEARLY_FULL : NOT_FULL;
    if (is_points(t, c))
        return cost + (p->flags & figure && q->flags & figure ? TWO_POINTS : TWO_POINTS / 2);
    if (t->heading->at[c].column == COLUMN_LEVEL3 || p->flags & CONTENT_ONLY_OPERATOR)
        return cost;
    if (q->flags & CONTENT_UNIT && p->lacks_unit)
        return 0;
    if (is_whole(p) && is_whole(q))
        return cost + (is_one_date(t, &t->lines[t->own[k]].cell[c], &t->lines[t->own[m]].cell[c])
                           ? 0
                           : TWO_WHOLE);
    if (is_value(t, c) && q->flags & (CONTENT_NUMBER | CONTENT_QUANTITY) && !p->lacks_unit)
        return cost + VALUE_LATER;
    return cost + (cost && (is_whole(p) || is_whole(q)) ? ONE_WHOLE : 0);
}

static void add_piece(const struct tile_table *table, struct cell_lines *cell, int c, size_t k)
{
    const struct tile_piece *p = piece_at(table, k, c);
    if (cell->n == 0) {
        cell->first = k;
        cell->joins = p->flags & CONTENT_BAD_FIRST ? BAD_END : 0;
    } else {
        cell->joins += join_cost(table, c, cell->last, k);
        cell->gaps += k == cell->last + 2;
        cell->far_gaps += k > cell->last + 2;
    }
    int closed = p->closes < cell->open ? p->closes : cell->open;
    cell->unopened += p->closes - closed;
    cell->open += p->opens - closed;
    cell->last = k;
    cell->n++;
}

// What it costs that a cell ends here.
static int end_cost(const struct tile_table *table, const struct cell_lines *cell, int c)
{
    const struct tile *t = table->tile;
    const struct tile_piece *p = piece_at(table, cell->last, c);
    bool is_bad =
        cell->open || cell->unopened || p->flags & CONTENT_BAD_LAST ||
        (is_value(t, c) && cell->n == 1 && p->flags & (CONTENT_UNIT | CONTENT_ONLY_OPERATOR));
    bool is_full = p->room >= WRAPS_FROM && p->width + 1 >= p->room;
    return (is_bad ? BAD_END : 0) + (is_full ? FULL_END : 0);
}

// How far lines first..last stand from where they should in lines from..to, in half lines.
static int half_lines_off(enum tile_align align, const struct cell_lines *cell, size_t from,
                          size_t to)
{
    switch (align) {
    case ALIGN_TOP:
        return 2 * ((int)cell->first - (int)from);
    case ALIGN_BOTTOM:
        return 2 * ((int)cell->last - (int)to + 1);
    default:
        return (int)(cell->first + cell->last) - (int)(from + to - 1);
    }
}

static int place_cost(const struct tile_table *table, enum tile_align align,
                      const struct cell_lines *cells, size_t from, size_t to)
{
    int worst = 0, cost = 0, leans = 0;
    for (int c = 0; c < table->tile->n_columns; c++) {
        const struct cell_lines *cell = &cells[c];
        if (!cell->n)
            continue;
        int off = half_lines_off(align, cell, from, to);
        bool is_between = align == ALIGN_EXACT && off == 0;
        cost += GAP * (cell->far_gaps + (is_between ? 0 : cell->gaps));
        bool leans_well = (off < 0 && align == ALIGN_UP) || (off > 0 && align == ALIGN_DOWN);
        leans |= abs(off) == 1 && !leans_well;
        int excess = abs(off) > 1 ? abs(off) - 1 : 0;
        worst = excess > worst ? excess : worst;
        cost += OFF_EACH * excess;
    }
    return cost + OFF * worst + (leans ? OFF_HALF : 0);
}

// What a row lacks that every row of this table has.
static int lack_cost(const struct tile_table *table, const struct cell_lines *cells)
{
    int cost = table->name >= 0 && !cells[table->name].n ? NO_NAME : 0;
    bool has_value = false, has_points = false;
    for (int c = 0; c < table->tile->n_columns; c++) {
        cost += has_bit(table->values, c) && !cells[c].n ? NO_VALUE : 0;
        has_value |= has_bit(table->values, c) && cells[c].n;
        has_points |= has_bit(table->points, c) && cells[c].n;
    }
    cost += table->points && !has_points ? NO_POINTS : 0;
    return cost + (has_value || has_points ? 0 : NO_FIGURES);
}

void fit_tile_row_costs(const struct tile_table *table, size_t from, struct tile_costs *out)
{
    const struct tile *t = table->tile;
    struct cell_lines cells[TILE_COLUMNS_MOST] = {{0}};
    int blank = 0;
    out->n = 0;
    for (size_t k = from; k < t->n && out->n < TILE_LINES_MOST; k++) {
        int joins = 0, ends = 0;
        blank += k > from && t->lines[t->own[k]].after_blank ? BLANK_LINE : 0;
        for (int c = 0; c < t->n_columns; c++) {
            if (t->lines[t->own[k]].has[c] && !fit_tile_is_class(t->heading, c))
                add_piece(table, &cells[c], c, k);
            joins += cells[c].joins;
            ends += cells[c].n ? end_cost(table, &cells[c], c) : 0;
        }
        if (k > from && joins > HOPELESS)
            return;
        int cost = joins + blank + ends + lack_cost(table, cells);
        for (int align = 0; align < ALIGNS; align++)
            out->of[align][out->n] =
                cost + place_cost(table, (enum tile_align)align, cells, from, k + 1);
        out->n++;
    }
}
