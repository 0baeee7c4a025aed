// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_column.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_piece.h"
#include "core/fit_reader.h"
#include "core/fit_tile.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum {
    HIDDEN = 4,          // columns that one blank of a text taken off a page may stand for
    PIECES_MOST = 64,    // of a line
    SEGMENT_MOST = 12,   // pieces of one cell of a line
    GAP_INSIDE = 8,      // a wide blank inside a cell
    BLANK_INSIDE = 2,    // a blank inside a cell
    VALUE_INSIDE = 4,    // more, if one of both is a value
    VALUE_IN_PRINT = 12, // the same of a print, whose blanks are those between cells
    TWO_VALUES = 8,      // more, if both are values
    EDGES = 8,           // different places at which fields of one column begin, that are counted
    EDGE_LINES = 3,      // that begin at one place
    PAGE_DIGITS = 3,
    SETTLE_ROUNDS = 3,  // until moved columns stand still
    NO_CLASS_CHARS = 6, // of a text that is no class, nor a line of one
    TEAR_MOST = 4,      // blanks inside a class
    OTHER_KIND = 12,    // text in a column of points, a figure among names or reasons
};

_Static_assert((int)COLUMN_LEFT_MOST == (int)TILE_COLUMNS_MOST, "a place for every column");

// How many columns right of its place a field may have stood: a text taken off a page has one blank
// for every distance between pieces that stand close.
static int slack_of(const struct columns *l, const struct tile_field *f)
{
    int slack = 0;
    if (l->reader->sheet->is_off_page)
        for (size_t k = f->i; l->atoms->at[k].before == BREAK_BLANK; k--)
            slack += HIDDEN;
    return slack;
}

static int between(int from, int to, int slack)
{
    return to < from ? from - to : to - from > slack ? to - from - slack : 0;
}

// How far a field is from a heading; nothing if the stripe it stands in is that heading's own, or
// if it begins where most fields of the column do.
int fit_column_distance(const struct columns *l, const struct tile_field *f, int c)
{
    int stripe = (f->col + f->col_end) / 2;
    if (stripe < COLUMN_WIDTH_MOST && l->stripe[stripe])
        return l->stripe[stripe] == c + 1 ? 0 : COLUMN_FAR;
    const struct heading_word *w = &l->h->at[c];
    int slack = slack_of(l, f);
    int left = between(f->col, w->col, slack), right = between(f->col_end, w->col_end, slack);
    int middle = between(f->col + f->col_end, w->col + w->col_end, 2 * slack) / 2;
    int d = left < middle ? left : middle;
    if (f->col == l->left[c])
        return 0;
    return right < d ? right : d;
}

int fit_column_nearest(const struct columns *l, const struct tile_field *f)
{
    int best = 0;
    for (int c = 1; c < l->n_columns; c++)
        if (fit_column_distance(l, f, c) < fit_column_distance(l, f, best))
            best = c;
    return best;
}

// Display columns that no line of i..j uses part the table into stripes; with as many stripes as
// headings, each heading has its own.
static void find_stripes(struct columns *l, size_t i, size_t j)
{
    bool used[COLUMN_WIDTH_MOST + 1] = {false};
    memset(l->stripe, 0, sizeof(l->stripe));
    for (size_t k = i; k < j; k++)
        for (int c = l->atoms->at[k].col; c < l->atoms->at[k].col_end && c < COLUMN_WIDTH_MOST; c++)
            used[c] = true;
    // A blank inside a cell is one column; stripes are two apart and more.
    for (int c = 1; c + 1 < COLUMN_WIDTH_MOST; c++)
        if (!used[c] && used[c - 1] && used[c + 1])
            used[c] = true;
    int n = 0;
    for (int c = 0; c < COLUMN_WIDTH_MOST; c++) {
        if (!used[c] || (c && used[c - 1]))
            continue;
        int end = c;
        while (end < COLUMN_WIDTH_MOST && used[end])
            end++;
        int mine = -1, words = 0;
        for (int k = 0; k < l->n_columns; k++)
            if (l->h->at[k].col < end && l->h->at[k].col_end > c) {
                mine = k;
                words++;
            }
        if (words == 0 && end <= l->h->at[0].col)
            continue;
        if (words != 1) {
            n = -1;
            break;
        }
        n++;
        for (int x = c; x < end; x++)
            l->stripe[x] = mine + 1;
    }
    if (n != l->n_columns)
        memset(l->stripe, 0, sizeof(l->stripe));
}

struct content fit_column_content(const struct columns *l, const struct tile_field *f)
{
    return fit_value_read(l->reader->scratch, l->reader->lexicon,
                          fit_atom_join(l->reader->scratch, l->atoms, f->i, f->j));
}

static const unsigned VALUE_FLAGS = CONTENT_NUMBER | CONTENT_QUANTITY | CONTENT_DATE;

static const unsigned CLASS_FLAGS = CONTENT_CLASS1 | CONTENT_CLASS2;

// What a field gains or loses in a column by what it says: figures belong to points, and nothing
// but figures.
static int content_cost(const struct columns *l, const struct content *c, size_t chars, int column)
{
    const unsigned operator= CONTENT_ONLY_OPERATOR | CONTENT_QUALITATIVE | CONTENT_DASH;
    bool is_figure = c->flags & (CONTENT_NUMBER | CONTENT_DASH);
    bool is_value = c->flags & (CONTENT_NUMBER | CONTENT_QUANTITY | CONTENT_DATE | CONTENT_DASH);
    switch (l->h->at[column].column) {
    case COLUMN_WEIGHT:
    case COLUMN_SCORE:
    case COLUMN_RESCORE:
    case COLUMN_COEFFICIENT:
        return is_figure ? 0 : OTHER_KIND;
    case COLUMN_LEVEL1:
    case COLUMN_LEVEL2:
        if (chars >= NO_CLASS_CHARS && !(c->flags & (CLASS_FLAGS | CONTENT_CLASS_NEAR)))
            return OTHER_KIND / 2;
        // fall through
    case COLUMN_REASON:
    case COLUMN_LEVEL3:
        return is_value && !(c->flags & CONTENT_DASH) ? OTHER_KIND : 0;
    case COLUMN_OPERATOR:
        return c->flags & operator|| !is_value ? 0 : OTHER_KIND;
    default:
        return 0;
    }
}

static struct tile_field field_of(const struct columns *l, size_t i, size_t j)
{
    return (struct tile_field){i, j, l->atoms->at[i].col, l->atoms->at[j - 1].col_end};
}

// The pieces of a line, and the cheapest way to put the first of them into columns.
struct putting {
    const struct columns *l;
    size_t at[PIECES_MOST + 1]; // where each piece begins; at[n] is the end of the line
    int n;
    bool is_amount[PIECES_MOST];
    bool is_value[PIECES_MOST];               // or a class
    int cost[PIECES_MOST][TILE_COLUMNS_MOST]; // up to a piece that ends a cell in a column
    int from[PIECES_MOST][TILE_COLUMNS_MOST], before[PIECES_MOST][TILE_COLUMNS_MOST];
};

// Are pieces s..e the torn pieces of one value, or of one class? Not two values of a print with a
// unit or an operator each.
static bool is_one_value(const struct putting *p, int s, int e, unsigned flags)
{
    int amounts = 0;
    for (int k = s; k <= e; k++)
        amounts += p->is_amount[k];
    return flags & (CONTENT_NUMBER | CONTENT_DATE) || (flags & CLASS_FLAGS && !p->is_value[e]) ||
           (flags & CONTENT_QUANTITY && (amounts < 2 || !p->l->reader->sheet->is_off_page));
}

// What it costs that pieces s..e, which say `flags` together, are one cell: values stand alone.
static int join_cost(const struct putting *p, int s, int e, unsigned flags)
{
    const bool is_one = is_one_value(p, s, e, flags);
    const int value = p->l->reader->sheet->is_off_page ? VALUE_IN_PRINT : VALUE_INSIDE;
    int cost = 0;
    for (int k = s + 1; k <= e; k++) {
        int values = is_one ? 0 : p->is_value[k - 1] + p->is_value[k];
        const struct atom *a = &p->l->atoms->at[p->at[k]];
        bool is_gap = a->before >= BREAK_GAP &&
                      !(is_one && flags & CLASS_FLAGS && a->col - a[-1].col_end <= TEAR_MOST);
        cost += (is_gap ? GAP_INSIDE : BLANK_INSIDE) + (values ? value : 0) +
                (values > 1 ? TWO_VALUES : 0);
    }
    return cost;
}

// All cells that end with piece e.
static void end_cells(struct putting *p, int e)
{
    const struct columns *l = p->l;
    for (int c = 0; c < l->n_columns; c++)
        p->cost[e][c] = INT_MAX / 2;
    for (int s = e; s >= 0 && e - s < SEGMENT_MOST; s--) {
        struct tile_field f = field_of(l, p->at[s], p->at[e + 1]);
        struct content content = fit_column_content(l, &f);
        int join = join_cost(p, s, e, content.flags);
        size_t chars = str_count(fit_atom_join(l->reader->scratch, l->atoms, f.i, f.j));
        int least = s ? INT_MAX / 2 : 0, best = -1; // of the columns left of c
        for (int c = 0; c < l->n_columns; c++) {
            int cost =
                least + join + fit_column_distance(l, &f, c) + content_cost(l, &content, chars, c);
            if (cost < p->cost[e][c]) {
                p->cost[e][c] = cost;
                p->from[e][c] = s;
                p->before[e][c] = best;
            }
            if (s && p->cost[s - 1][c] < least) {
                least = p->cost[s - 1][c];
                best = c;
            }
        }
    }
}

// The pieces of a line into columns, in order: each cell as near to its heading as the others
// allow. Full cells stand one blank apart, so that every blank may part two.
static void put_pieces(struct putting *p, struct tile_line *line)
{
    for (int e = 0; e < p->n; e++) {
        struct tile_field f = field_of(p->l, p->at[e], p->at[e + 1]);
        unsigned flags = fit_column_content(p->l, &f).flags;
        p->is_value[e] = flags & (VALUE_FLAGS | CLASS_FLAGS);
        p->is_amount[e] = flags & CONTENT_QUANTITY;
        end_cells(p, e);
    }
    int best = 0;
    for (int c = 1; c < p->l->n_columns; c++)
        if (p->cost[p->n - 1][c] < p->cost[p->n - 1][best])
            best = c;
    for (int e = p->n - 1; e >= 0;) {
        int s = p->from[e][best], before = p->before[e][best];
        line->cell[best] = field_of(p->l, p->at[s], p->at[e + 1]);
        line->has[best] = true;
        for (int k = s + 1; k <= e; k++)
            line->n_joined += p->l->atoms->at[p->at[k]].before >= BREAK_GAP;
        e = s - 1;
        best = before;
    }
}

// Fields of line i..j into a table line. What stands left of the table (a label turned on its
// side) is none.
void fit_column_read(const struct columns *l, size_t i, size_t j, struct tile_line *line)
{
    while (i < j && l->atoms->at[i].col_end <= l->h->at[0].col)
        i++;
    struct putting p = {.l = l};
    for (size_t k = i; k < j && p.n < PIECES_MOST; k++)
        p.at[p.n++] = k;
    p.at[p.n] = j;
    if (p.n)
        put_pieces(&p, line);
}

// Where the fields of each column begin, if most of them begin at one place.
static void find_edges(struct columns *l, size_t i, size_t end)
{
    int count[TILE_COLUMNS_MOST][EDGES] = {{0}}, edge[TILE_COLUMNS_MOST][EDGES],
        total[TILE_COLUMNS_MOST] = {0};
    for (int c = 0; c < l->n_columns; c++)
        l->left[c] = -1;
    while (i < end) {
        size_t j = fit_cut_line_end(l->atoms, i, end);
        struct tile_line line = {.y = 0};
        fit_column_read(l, i, j, &line);
        for (int c = 0; c < l->n_columns; c++) {
            if (!line.has[c])
                continue;
            int e = 0;
            while (e < EDGES && count[c][e] && edge[c][e] != line.cell[c].col)
                e++;
            total[c]++;
            if (e < EDGES) {
                edge[c][e] = line.cell[c].col;
                count[c][e]++;
            }
        }
        i = j;
    }
    for (int c = 0; c < l->n_columns; c++)
        for (int e = 0; e < EDGES; e++)
            if (count[c][e] >= EDGE_LINES && 2 * count[c][e] > total[c])
                l->left[c] = edge[c][e];
}

void fit_column_find(struct columns *l, size_t i, size_t end)
{
    find_stripes(l, i, end);
    find_edges(l, i, end);
}

static int compare_ints(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static int median(int *at, size_t n)
{
    qsort(at, n, sizeof(*at), compare_ints);
    return at[n / 2];
}

// The places of the fields of one column: from column to column, of all lines.
struct places {
    int *left, *right;
    size_t n;
};

// Reads the fields of lines i..end; `firm`: only those that stand where they stood.
static void read_places(const struct columns *l, struct places *places, int n, size_t i, size_t end,
                        bool firm)
{
    while (i < end) {
        size_t j = fit_cut_line_end(l->atoms, i, end);
        struct tile_line line = {.y = 0};
        fit_column_read(l, i, j, &line);
        for (int c = 0; c < n; c++)
            if (line.has[c] && !(firm && slack_of(l, &line.cell[c]))) {
                places[c].left[places[c].n] = line.cell[c].col;
                places[c].right[places[c].n++] = line.cell[c].col_end;
            }
        i = j;
    }
}

// Sets every heading over the middle of its fields in lines i..end; one without fields moves with
// its neighbour on the left.
static void settle(struct columns *l, struct heading_word *at, size_t i, size_t end, size_t lines)
{
    struct mem *mem = l->reader->scratch;
    const int n = l->n_columns;
    struct places firm[TILE_COLUMNS_MOST] = {{0}}, all[TILE_COLUMNS_MOST] = {{0}};
    for (int c = 0; c < n; c++) {
        firm[c] = (struct places){MEM_ARRAY(mem, lines, int), MEM_ARRAY(mem, lines, int), 0};
        all[c] = (struct places){MEM_ARRAY(mem, lines, int), MEM_ARRAY(mem, lines, int), 0};
    }
    read_places(l, firm, n, i, end, true);
    read_places(l, all, n, i, end, false);
    for (int c = 0, shift = 0; c < n; c++) {
        struct places *p = firm[c].n ? &firm[c] : &all[c];
        int was = at[c].col;
        if (p->n) {
            at[c].col = median(p->left, p->n);
            at[c].col_end = median(p->right, p->n);
            shift = at[c].col - was;
        } else {
            at[c].col += shift;
            at[c].col_end += shift;
        }
    }
}

bool fit_column_is_close(const struct columns *l)
{
    for (int c = 1; c < l->n_columns; c++)
        if (l->reader->cut->atoms->at[l->h->at[c].i].before == BREAK_BLANK)
            return true;
    return false;
}

void fit_column_move(struct columns *l, size_t i, size_t end)
{
    size_t lines = 0;
    for (size_t k = i; k < end; k = fit_cut_line_end(l->atoms, k, end))
        lines++;
    struct heading *moved = MEM_NEW(l->reader->scratch, struct heading);
    *moved = *l->h;
    moved->at = MEM_ARRAY(l->reader->scratch, l->h->n, struct heading_word);
    memcpy(moved->at, l->h->at, l->h->n * sizeof(*moved->at));
    l->h = moved;
    memset(l->stripe, 0, sizeof(l->stripe));
    for (int c = 0; c < l->n_columns; c++)
        l->left[c] = -1;
    for (int round = 0; round < SETTLE_ROUNDS; round++)
        settle(l, moved->at, i, end, lines);
}

// A lone whole number that stands under no points: the number of the page.
bool fit_column_is_page_number(const struct columns *l, const struct tile_line *line)
{
    int n = 0, at = 0;
    for (int c = 0; c < l->n_columns; c++)
        if (line->has[c]) {
            n++;
            at = c;
        }
    int column = l->h->at[at].column;
    if (n != 1 || column == COLUMN_WEIGHT || column == COLUMN_SCORE)
        return false;
    struct str s = fit_atom_join(l->reader->scratch, l->atoms, line->cell[at].i, line->cell[at].j);
    return s.len <= PAGE_DIGITS && fit_piece_is_digits(s);
}
