// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_layout: a table in columns of blanks, whose cells are wrapped over lines, as a grid.
//
// Fields (text between gaps) go to the column whose heading is nearest by left edge, middle or
// right edge, or to the stripe of columns that no line crosses where there are as many stripes as
// headings. fit_tile says which lines make a row. Class names are taken out of the lines, with the
// place where they stand, for fit_class.
#include "base/buf.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_column.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_reader.h"
#include "core/fit_tile.h"
#include "core/fit_value.h"
#include "core/form.h"
#include "core/sheet.h"

enum {
    CLASS_LINES = 6, // of the name of one class
    MISALIGNED = 4,  // columns, on an average of a line
};

struct layout {
    struct reader *r;
    const struct atoms *atoms;
    const struct heading *h;
    int n_columns;
    struct columns columns; // of the page that is read
    struct tile_line *lines;
    size_t n;
    int n_pages;
    int n_outside;          // lines with a class left of all headings
    size_t n_judged, n_off; // lines of three fields and more; those that stand under no heading
};

// ---- lines ----

// A line is bare if it has nothing but class names.
static bool is_bare(const struct layout *l, const struct tile_line *line)
{
    for (int c = 0; c < l->n_columns; c++)
        if (line->has[c] && !fit_tile_is_class(l->h, c))
            return false;
    return true;
}

static size_t column_at(const struct heading *h, int column)
{
    size_t k = 0;
    while (k < h->n && h->at[k].column != column)
        k++;
    return k;
}

// Do the fields of a line stand under their headings at all, or only apart from each other?
static void judge_place(struct layout *l, const struct tile_line *line)
{
    int n = 0, sum = line->n_joined * 2 * MISALIGNED;
    for (int c = 0; c < l->n_columns; c++)
        if (line->has[c]) {
            int d = fit_column_distance(&l->columns, &line->cell[c], c);
            sum += d < COLUMN_FAR ? d : 2 * MISALIGNED;
            n++;
        }
    if (n >= 3) {
        l->n_judged++;
        l->n_off += sum > MISALIGNED * n;
    }
}

// The columns of all pages: those of the first, and those that only a later one has.
static struct heading *all_columns(struct reader *r)
{
    const struct cut *cut = r->cut;
    struct heading *h = MEM_NEW(r->mem, struct heading);
    *h = cut->headings[0];
    h->at = NULL;
    h->n = 0;
    for (size_t page = 0, cap = 0; page < cut->n_headings; page++)
        for (size_t k = 0; k < cut->headings[page].n; k++) {
            const struct heading_word *w = &cut->headings[page].at[k];
            if (page && column_at(h, w->column) < h->n)
                continue;
            MEM_PUSH(r->mem, h->at, h->n, cap);
            h->at[h->n - 1] = *w;
            h->at[h->n - 1].cell = (int)h->n;
        }
    h->cells = (int)h->n;
    return h;
}

// The fields of a page whose heading has other columns, or the same in another order, go to the
// columns of all.
static void move_fields(const struct layout *l, const struct heading *all, struct tile_line *line)
{
    struct tile_line own = *line;
    memset(line->has, 0, sizeof(line->has));
    for (int c = 0; c < l->n_columns; c++) {
        size_t k = column_at(all, l->h->at[c].column);
        if (own.has[c] && k < TILE_COLUMNS_MOST) {
            line->has[k] = true;
            line->cell[k] = own.cell[c];
        }
    }
}

static void use_heading(struct layout *l, const struct heading *h)
{
    l->h = h;
    l->n_columns = (int)h->n < TILE_COLUMNS_MOST ? (int)h->n : TILE_COLUMNS_MOST;
    l->columns.reader = l->r;
    l->columns.atoms = l->atoms;
    l->columns.h = h;
    l->columns.n_columns = l->n_columns;
}

// A line under the heading that only ends its words: 是否核心 / 指标.
static bool ends_heading(const struct layout *l, size_t i, size_t j)
{
    for (size_t k = i; k < j; k++) {
        struct tile_field f = {k, k + 1, l->atoms->at[k].col, l->atoms->at[k].col_end};
        const struct heading_word *w = &l->h->at[fit_column_nearest(&l->columns, &f)];
        struct mem *mem = l->r->scratch;
        struct str head = fit_atom_join(mem, l->r->cut->atoms, w->i, w->j);
        struct str word = buf_print(mem, "%.*s%.*s", STR_FMT(head), STR_FMT(l->atoms->at[k].text));
        if (!fit_lexicon_find(mem, l->r->lexicon, WORD_TABLE, word))
            return false;
    }
    return true;
}

// The end of the page that begins with atom i of `clean`: where lines were left out (the mark of a
// page), for columns may stand elsewhere below them.
static size_t page_end(const struct layout *l, size_t i, size_t end)
{
    const struct atoms *all = l->r->cut->atoms;
    size_t low = l->r->rows_i, high = l->r->rows_j;
    while (low < high) { // the first atom that is not before i
        size_t mid = (low + high) / 2;
        if (all->at[mid].from < l->atoms->at[i].from)
            low = mid + 1;
        else
            high = mid;
    }
    for (size_t k = fit_cut_line_end(l->atoms, i, end); k < end;
         k = fit_cut_line_end(l->atoms, k, end)) {
        size_t last = l->atoms->at[k - 1].to;
        while (low < l->r->rows_j && all->at[low].from < last)
            low++;
        if (low < l->r->rows_j && all->at[low].from < l->atoms->at[k].from)
            return k;
    }
    return end;
}

// Does line i..j begin with a first-level class left of all headings, as where the word that heads
// them is lost?
static bool has_class_outside(const struct layout *l, size_t i, size_t j)
{
    size_t end = fit_atom_field_end(l->atoms, i, j);
    struct tile_field f = {i, end, l->atoms->at[i].col, l->atoms->at[end - 1].col_end};
    return f.col_end <= l->h->at[0].col &&
           fit_column_content(&l->columns, &f).flags & CONTENT_CLASS1;
}

// The lines i..end of one page under the heading in force. `all`: the columns of every page, where
// this one's are others; else NULL.
static void read_page(struct layout *l, size_t i, size_t end, const struct heading *all,
                      size_t *cap)
{
    for (bool at_start = true; i < end;) {
        size_t j = fit_cut_line_end(l->atoms, i, end);
        if (at_start && ends_heading(l, i, j)) {
            i = j;
            continue;
        }
        MEM_PUSH(l->r->mem, l->lines, l->n, *cap);
        struct tile_line *line = &l->lines[l->n - 1];
        *line = (struct tile_line){.y = (int)l->n - 1,
                                   .page = l->n_pages,
                                   .after_blank = l->atoms->at[i].after_gap ||
                                                  l->atoms->at[i].before > BREAK_LINE};
        fit_column_read(&l->columns, i, j, line);
        l->n_outside += has_class_outside(l, i, j);
        i = j;
        if (fit_column_is_page_number(&l->columns, line)) {
            l->n--;
            continue;
        }
        line->is_bare = is_bare(l, line);
        judge_place(l, line);
        if (all)
            move_fields(l, all, line);
        at_start = false;
    }
}

// The lines of the rows, with the heading that is in force on their page; on a page without one the
// columns of the page before may have moved.
static void read_lines(struct layout *l, const struct atoms *clean)
{
    const struct cut *cut = l->r->cut;
    struct heading *all = all_columns(l->r);
    size_t cap = 0, i = 0;
    for (size_t k = 0; k < cut->n_headings; k++) {
        size_t from = k ? cut->atoms->at[cut->headings[k].j - 1].to : 0;
        size_t to =
            k + 1 < cut->n_headings ? cut->atoms->at[cut->headings[k + 1].i].from : SIZE_MAX;
        while (i < clean->n && clean->at[i].from < from)
            i++;
        size_t end = i;
        while (end < clean->n && clean->at[end].from < to)
            end++;
        use_heading(l, &cut->headings[k]);
        for (bool moved = false; i < end; moved = true) {
            size_t stop = page_end(l, i, end);
            if (moved || fit_column_is_close(&l->columns))
                fit_column_move(&l->columns, i, stop);
            fit_column_find(&l->columns, i, stop);
            read_page(l, i, stop, k ? all : NULL, &cap);
            l->n_pages++;
            i = stop;
        }
    }
    use_heading(l, all);
}

// ---- the grid ----

static void push_field(const struct layout *l, struct atoms *out, const struct tile_field *f, int c,
                       int before, int tile_index, const char *why)
{
    for (size_t k = f->i; k < f->j; k++) {
        struct atom a = l->atoms->at[k];
        a.before = k == f->i ? before : a.before > BREAK_BLANK ? BREAK_BLANK : a.before;
        a.cell = c + 1;
        a.cells = l->n_columns;
        a.tile = tile_index;
        a.why = why;
        fit_atom_push(l->r->mem, out, a);
    }
}

// The line of a row on which its cell in column c begins: that of its operator, which the letters
// of another font may leave below the figure; else the first.
static size_t begin_of(const struct layout *l, const struct tile *t, const struct tile_row *row,
                       int c)
{
    for (size_t k = row->from; k < row->to; k++) {
        const struct tile_line *line = &l->lines[t->own[k]];
        if (line->has[c] &&
            fit_column_content(&l->columns, &line->cell[c]).flags & CONTENT_ONLY_OPERATOR)
            return k;
    }
    return row->from;
}

static void push_row(const struct layout *l, struct atoms *out, const struct tile *t,
                     const struct tile_row *row, size_t index)
{
    bool row_open = false;
    for (int c = 0; c < l->n_columns; c++) {
        if (fit_tile_is_class(l->h, c))
            continue;
        bool cell_open = false;
        const char *why = row->unsure >> c & 1 ? "why.margin" : NULL;
        size_t begin = begin_of(l, t, row, c);
        for (size_t n = 0; n < row->to - row->from; n++) {
            size_t k = n == 0 ? begin : n <= begin - row->from ? row->from + n - 1 : row->from + n;
            const struct tile_line *line = &l->lines[t->own[k]];
            if (!line->has[c])
                continue;
            int before = cell_open ? BREAK_NONE : row_open ? BREAK_CELL : BREAK_LINE;
            push_field(l, out, &line->cell[c], c, before, (int)index, why);
            row_open = cell_open = true;
        }
    }
}

// The class that begins on line k of column c: pieces on lines below are joined to it while they
// make a known name together, over at most one line without a piece. Its last line to *last.
static struct cell class_from(const struct layout *l, size_t k, int c, enum word_kind kind,
                              size_t *last)
{
    struct reader *r = l->r;
    struct atoms piece = {.cell_break = BREAK_CELL};
    struct cell cell = {0};
    *last = k;
    for (size_t m = k, missed = 0, n = 0; m < l->n && n < CLASS_LINES && missed < 2; m++) {
        missed = l->lines[m].has[c] ? 0 : missed + 1;
        if (missed)
            continue;
        push_field(l, &piece, &l->lines[m].cell[c], c, BREAK_NONE, 0, NULL);
        struct cell joined = fit_atom_cell(r->mem, r->sheet, &piece, 0, piece.n);
        if (n++ == 0 || fit_lexicon_find(r->scratch, r->lexicon, kind, joined.text)) {
            cell = joined;
            *last = m;
        }
    }
    return cell;
}

// Class names with the middle of their lines.
static void take_classes(const struct layout *l)
{
    for (int c = 0; c < l->n_columns; c++) {
        if (!fit_tile_is_class(l->h, c))
            continue;
        int level = l->h->at[c].column == COLUMN_LEVEL1 ? 1 : 2;
        enum word_kind kind = level == 1 ? WORD_CLASS1 : WORD_CLASS2;
        for (size_t k = 0, last; k < l->n; k++) {
            if (!l->lines[k].has[c])
                continue;
            struct cell cell = class_from(l, k, c, kind, &last);
            fit_reader_mark(l->r, cell, level, 0, l->lines[k].y + l->lines[last].y + 1);
            l->r->marks[l->r->n_marks - 1].top = l->lines[k].y;
            l->r->marks[l->r->n_marks - 1].page = l->lines[k].page;
            k = last;
        }
    }
}

// Nearly all gaps of the table have one width: they separate cells and make no columns.
static bool is_separated(const struct atoms *atoms)
{
    size_t count[COLUMN_WIDTH_MOST] = {0}, n = 0, most = 0;
    for (size_t k = 1; k < atoms->n; k++) {
        int gap = atoms->at[k].col - atoms->at[k - 1].col_end;
        if (atoms->at[k].before != BREAK_GAP || gap < 0 || gap >= COLUMN_WIDTH_MOST)
            continue;
        n++;
        count[gap]++;
        most = count[gap] > most ? count[gap] : most;
    }
    return n && 10 * most >= 9 * n;
}

struct atoms *fit_layout_grid(struct reader *r)
{
    if (r->cut->atoms->cell_break != BREAK_GAP || r->cut->headings[0].n < 4)
        return NULL;
    const struct atoms *clean = fit_clean_rows(r);
    if (is_separated(clean))
        return NULL;
    struct layout l = {.r = r, .atoms = clean};
    read_lines(&l, clean);
    size_t *own = MEM_ARRAY(r->scratch, l.n, size_t), n;
    struct tile tile = {.r = r,
                        .atoms = clean,
                        .heading = l.h,
                        .n_columns = l.n_columns,
                        .lines = l.lines,
                        .own = own};
    for (size_t k = 0; k < l.n; k++)
        if (!l.lines[k].is_bare)
            own[tile.n++] = k;
    bool is_aligned = l.n_judged && 3 * l.n_off <= l.n_judged;
    if (!tile.n || !is_aligned)
        return NULL;
    const struct tile_row *rows = fit_tile_rows(&tile, &n);
    struct atoms *out = MEM_NEW(r->mem, struct atoms);
    out->cell_break = BREAK_CELL;
    r->tiles = MEM_ARRAY(r->mem, n, struct row_lines);
    for (size_t k = 0; k < n; k++) {
        push_row(&l, out, &tile, &rows[k], k);
        const struct tile_line *first = &l.lines[own[rows[k].from]],
                               *last = &l.lines[own[rows[k].to - 1]];
        r->tiles[k] = (struct row_lines){first->y, last->y + 1, first->page, false};
    }
    if (l.n_outside > 1) // then every row lacks it
        r->form->columns[COLUMN_LEVEL1] = true;
    take_classes(&l);
    r->heading = l.h;
    return out;
}
