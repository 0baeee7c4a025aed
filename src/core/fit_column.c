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
    SAME_COLUMN = 8, // two fields of a line in one column
    EDGES = 8,       // different places at which fields of one column begin, that are counted
    EDGE_LINES = 3,  // that begin at one place
    NEAR_HEADING = 6,
    PAGE_DIGITS = 3,
    SETTLE_ROUNDS = 3, // until moved columns stand still
    TEAR_MOST = 4,     // blanks inside what is one cell
    OTHER_KIND = 12,   // text in a column of points, a figure among names or reasons
};

_Static_assert((int)COLUMN_LEFT_MOST == (int)TILE_COLUMNS_MOST, "a place for every column");

// How far a field is from a heading; nothing if the stripe it stands in is that heading's own, or
// if it begins where most fields of the column do.
int fit_column_distance(const struct columns *l, const struct tile_field *f, int c)
{
    int stripe = (f->col + f->col_end) / 2;
    if (stripe < COLUMN_WIDTH_MOST && l->stripe[stripe])
        return l->stripe[stripe] == c + 1 ? 0 : COLUMN_FAR;
    const struct heading_word *w = &l->h->at[c];
    int left = abs(f->col - w->col), right = abs(f->col_end - w->col_end);
    int middle = abs(f->col + f->col_end - w->col - w->col_end) / 2;
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

// What a field gains or loses in a column by what it says: figures belong to points, and nothing
// but figures.
static int content_cost(const struct columns *l, const struct content *c, int column)
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
    case COLUMN_REASON:
    case COLUMN_LEVEL1:
    case COLUMN_LEVEL2:
    case COLUMN_LEVEL3:
        return is_value && !(c->flags & CONTENT_DASH) ? OTHER_KIND : 0;
    case COLUMN_OPERATOR:
        return c->flags & operator|| !is_value ? 0 : OTHER_KIND;
    default:
        return 0;
    }
}

// Fields of one line into columns, in order: each as near to its heading as the others allow. Two
// fields of one column (a wide blank inside a cell) cost SAME_COLUMN.
static void put_fields(const struct columns *l, const struct tile_field *fields, int n,
                       struct tile_line *line)
{
    int cost[TILE_COLUMNS_MOST][TILE_COLUMNS_MOST] = {{0}};
    int back[TILE_COLUMNS_MOST][TILE_COLUMNS_MOST] = {{0}};
    for (int f = 0; f < n; f++) {
        struct content content = fit_column_content(l, &fields[f]);
        for (int c = 0; c < l->n_columns; c++) {
            int least = f ? INT_MAX / 2 : 0, from = -1;
            for (int b = 0; f && b <= c; b++) {
                int before = cost[f - 1][b] + (b == c ? SAME_COLUMN : 0);
                if (before < least) {
                    least = before;
                    from = b;
                }
            }
            cost[f][c] =
                least + fit_column_distance(l, &fields[f], c) + content_cost(l, &content, c);
            back[f][c] = from;
        }
    }
    int best = 0;
    for (int c = 1; c < l->n_columns; c++)
        if (cost[n - 1][c] < cost[n - 1][best])
            best = c;
    for (int f = n - 1; f >= 0; f--) {
        struct tile_field field = fields[f];
        if (line->has[best]) {
            line->n_joined++;
            field.j = line->cell[best].j;
            field.col_end = line->cell[best].col_end;
        }
        line->cell[best] = field;
        line->has[best] = true;
        best = back[f][best];
    }
}

static struct tile_field field_of(const struct columns *l, size_t i, size_t j)
{
    return (struct tile_field){i, j, l->atoms->at[i].col, l->atoms->at[j - 1].col_end};
}

// Full cells stand one blank apart: where the field i..j ends as one cell, and a value, what
// follows points or what begins where its column begins stands under a heading of its own. j if it
// is one cell.
static size_t one_cell(const struct columns *l, size_t i, size_t j)
{
    const unsigned value = CONTENT_NUMBER | CONTENT_QUANTITY | CONTENT_DATE;
    struct tile_field whole = field_of(l, i, j);
    if (j == i + 1 || fit_column_content(l, &whole).flags & value)
        return j;
    for (size_t k = i + 1; k < j; k++) {
        struct tile_field left = field_of(l, i, k), right = field_of(l, k, j);
        int a = fit_column_nearest(l, &left), b = fit_column_nearest(l, &right);
        if (a >= b)
            continue;
        struct tile_field first = field_of(l, k, k + 1);
        struct content c = fit_column_content(l, &right), head = fit_column_content(l, &first);
        struct content before = fit_column_content(l, &left);
        bool is_value = (c.flags | head.flags) & value && !content_cost(l, &c, b);
        bool after_points = before.flags & CONTENT_NUMBER && !(head.flags & value);
        bool is_edge = right.col == l->left[b] ||
                       (fit_tile_is_class(l->h, a) && before.flags & CONTENT_CLASS1);
        if ((is_value && fit_column_distance(l, &right, b) <= NEAR_HEADING) || after_points ||
            is_edge)
            return k;
    }
    return j;
}

// Does a column, or its heading, begin at this display column?
static bool begins_column(const struct columns *l, int col)
{
    for (int c = 0; c < l->n_columns; c++)
        if (l->left[c] == col || l->h->at[c].col == col)
            return true;
    return false;
}

// The end of the field i..end of line i..j with what blanks tore from it: the other half of a class
// name (产出   指标), the digits behind a point.
static size_t torn_end(const struct columns *l, size_t i, size_t end, size_t j)
{
    if (end == j || l->atoms->at[end].col - l->atoms->at[end - 1].col_end > TEAR_MOST ||
        begins_column(l, l->atoms->at[end].col))
        return end;
    size_t to = fit_atom_field_end(l->atoms, end, j);
    struct tile_field left = field_of(l, i, end), whole = field_of(l, i, to);
    struct str before = l->atoms->at[end - 1].text, rest = l->atoms->at[end].text;
    bool is_point = before.len > 1 && str_ends(before, STR(".")) && fit_piece_is_digits(rest) &&
                    fit_column_content(l, &left).number.len;
    const unsigned class = CONTENT_CLASS1 | CONTENT_CLASS2;
    bool is_class = fit_column_content(l, &whole).flags & class && to == end + 1 &&
                    !(fit_value_read(l->reader->scratch, l->reader->lexicon, rest).flags & class);
    return is_point ? end + 1 : is_class ? to : end;
}

// Fields of line i..j into a table line. What stands left of the table (a label turned on its
// side) is none.
void fit_column_read(const struct columns *l, size_t i, size_t j, struct tile_line *line)
{
    struct tile_field fields[TILE_COLUMNS_MOST];
    int n = 0;
    for (size_t k = i; k < j && n < TILE_COLUMNS_MOST;) {
        size_t m = fit_atom_field_end(l->atoms, k, j), torn = torn_end(l, k, m, j);
        m = torn > m ? torn : one_cell(l, k, m);
        struct tile_field f = field_of(l, k, m);
        if (f.col_end > l->h->at[0].col)
            fields[n++] = f;
        k = m;
    }
    if (n)
        put_fields(l, fields, n, line);
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

// Sets every heading over the middle of its fields in lines i..end; one without fields moves with
// its neighbour on the left.
static void settle(struct columns *l, struct heading_word *at, size_t i, size_t end, size_t lines)
{
    struct mem *mem = l->reader->scratch;
    int *left = MEM_ARRAY(mem, lines * TILE_COLUMNS_MOST, int);
    int *right = MEM_ARRAY(mem, lines * TILE_COLUMNS_MOST, int);
    size_t n[TILE_COLUMNS_MOST] = {0};
    while (i < end) {
        size_t j = fit_cut_line_end(l->atoms, i, end);
        struct tile_line line = {.y = 0};
        fit_column_read(l, i, j, &line);
        for (int c = 0; c < l->n_columns; c++)
            if (line.has[c]) {
                left[(size_t)c * lines + n[c]] = line.cell[c].col;
                right[(size_t)c * lines + n[c]++] = line.cell[c].col_end;
            }
        i = j;
    }
    for (int c = 0, shift = 0; c < l->n_columns; c++) {
        int was = at[c].col;
        if (n[c]) {
            at[c].col = median(&left[(size_t)c * lines], n[c]);
            at[c].col_end = median(&right[(size_t)c * lines], n[c]);
            shift = at[c].col - was;
        } else {
            at[c].col += shift;
            at[c].col_end += shift;
        }
    }
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
