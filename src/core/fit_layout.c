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
    NAME_SLACK = 4,  // columns that a full line of a name may be short of the widest
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
    size_t n_judged, n_off; // lines of three fields and more; those that stand under no heading
};

// ---- lines ----

static void judge_line(const struct layout *l, struct tile_line *line)
{
    int numbers = 0, values = 0;
    bool other = false, scored = false;
    for (int c = 0; c < l->n_columns; c++) {
        int column = l->h->at[c].column;
        scored |= column == COLUMN_WEIGHT || column == COLUMN_SCORE;
        other |= line->has[c] && !fit_tile_is_class(l->h, c);
        if (!line->has[c])
            continue;
        if (column == COLUMN_WEIGHT || column == COLUMN_SCORE)
            numbers += (fit_column_content(&l->columns, &line->cell[c]).flags &
                        (CONTENT_NUMBER | CONTENT_DASH)) != 0;
        if (column == COLUMN_TARGET || column == COLUMN_ACTUAL)
            values += (fit_column_content(&l->columns, &line->cell[c]).flags &
                       (CONTENT_QUANTITY | CONTENT_NUMBER | CONTENT_DATE)) != 0;
    }
    line->is_bare = !other;
    line->is_core = numbers > 0 || values == 2 || (!scored && values == 1);
    line->has_points = numbers > 0;
    line->has_values = values > 0;
}

static int width_of(const struct tile_line *line, int c)
{
    return line->has[c] ? line->cell[c].col_end - line->cell[c].col : 0;
}

// The line that is not bare before (step -1) or after line k, NULL if there is none beside it.
static struct tile_line *beside(struct layout *l, size_t k, int step)
{
    for (size_t m = k + (size_t)step; m < l->n; m += (size_t)step)
        if (!l->lines[m].is_bare)
            return &l->lines[m];
    return NULL;
}

// Without points the first line of a name is the core of its row; a name goes on below a full line,
// unless each of the two lines has values. A name of two lines stands around the line of its
// values.
static void find_cores_by_names(struct layout *l, int name)
{
    int widest = 0;
    bool run_has_values = false; // the lines of the name so far
    for (size_t k = 0; k < l->n; k++)
        widest = width_of(&l->lines[k], name) > widest ? width_of(&l->lines[k], name) : widest;
    for (size_t k = 0; k < l->n; k++) {
        struct tile_line *line = &l->lines[k];
        const struct tile_line *above = beside(l, k, -1), *below = beside(l, k, 1);
        if (line->is_bare)
            continue;
        if (!line->has[name]) {
            line->is_core = line->has_values && above && above->has[name] && !above->has_values &&
                            below && below->has[name] && !below->has_values;
            continue;
        }
        bool is_full = above && width_of(above, name) + NAME_SLACK >= widest;
        bool goes_on = is_full && above->has[name] && !(run_has_values && line->has_values);
        bool is_half = above && !above->has[name] && above->is_core;
        bool is_upper = below && !below->has[name] && below->has_values && !line->has_values &&
                        beside(l, (size_t)(below - l->lines), 1) &&
                        beside(l, (size_t)(below - l->lines), 1)->has[name];
        run_has_values = line->has_values || (goes_on && run_has_values);
        line->is_core = !goes_on && !(is_half && !line->has_values) && !is_upper;
    }
}

static size_t column_at(const struct heading *h, int column)
{
    size_t k = 0;
    while (k < h->n && h->at[k].column != column)
        k++;
    return k;
}

// A target and an actual of two lines stand around the line of their points, which is the core.
static void find_cores(struct layout *l)
{
    size_t n = (size_t)l->n_columns, name = column_at(l->h, COLUMN_LEVEL3);
    bool is_scored = column_at(l->h, COLUMN_WEIGHT) < n || column_at(l->h, COLUMN_SCORE) < n;
    if (!is_scored && name < n)
        find_cores_by_names(l, (int)name);
    for (size_t k = 0; k < l->n; k++) {
        struct tile_line *line = &l->lines[k];
        if (!is_scored || !line->is_core || line->has_points)
            continue;
        const struct tile_line *above = k ? line - 1 : NULL,
                               *below = k + 1 < l->n ? line + 1 : NULL;
        line->is_core = !(above && above->has_points && !above->has_values) &&
                        !(below && below->has_points && !below->has_values);
    }
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
        *line = (struct tile_line){.y = (int)l->n - 1};
        fit_column_read(&l->columns, i, j, line);
        i = j;
        if (fit_column_is_page_number(&l->columns, line)) {
            l->n--;
            continue;
        }
        judge_line(l, line);
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
            i = stop;
        }
    }
    use_heading(l, all);
    find_cores(l);
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

// Has a line that may belong to row k, or to one beside it, a piece of column c?
static bool is_unsure(const struct layout *l, const struct tile *t, const bool *unsure, size_t k,
                      int c)
{
    size_t from = k ? t->cores[k - 1] : 0, to = k + 1 < t->n_cores ? t->cores[k + 1] : t->n;
    for (size_t x = from; x < to; x++)
        if (unsure[x] && l->lines[t->own[x]].has[c])
            return true;
    return false;
}

static void push_row(const struct layout *l, struct atoms *out, const struct tile *t,
                     const bool *unsure, size_t from, size_t to, size_t index)
{
    bool row_open = false;
    for (int c = 0; c < l->n_columns; c++) {
        if (fit_tile_is_class(l->h, c))
            continue;
        bool cell_open = false;
        const char *why = is_unsure(l, t, unsure, index, c) ? "why.margin" : NULL;
        for (size_t k = from; k < to; k++) {
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

static void find_widest(struct tile *tile, const struct tile_line *line)
{
    for (int c = 0; c < tile->n_columns; c++) {
        int width = width_of(line, c);
        tile->widest[c] = width > tile->widest[c] ? width : tile->widest[c];
    }
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
    size_t *own = MEM_ARRAY(r->scratch, l.n, size_t), *cores = MEM_ARRAY(r->scratch, l.n, size_t);
    size_t *ends = MEM_ARRAY(r->scratch, l.n, size_t);
    bool *unsure = MEM_ARRAY(r->scratch, l.n, bool);
    struct tile tile = {.r = r,
                        .atoms = clean,
                        .heading = l.h,
                        .n_columns = l.n_columns,
                        .lines = l.lines,
                        .own = own,
                        .cores = cores};
    for (size_t k = 0; k < l.n; k++) {
        if (l.lines[k].is_bare)
            continue;
        if (l.lines[k].is_core)
            cores[tile.n_cores++] = tile.n;
        own[tile.n++] = k;
        find_widest(&tile, &l.lines[k]);
    }
    bool is_aligned = l.n_judged && 3 * l.n_off <= l.n_judged;
    if (!tile.n_cores || !is_aligned)
        return NULL;
    fit_tile_rows(&tile, ends, unsure);
    struct atoms *out = MEM_NEW(r->mem, struct atoms);
    out->cell_break = BREAK_CELL;
    r->tiles = MEM_ARRAY(r->mem, tile.n_cores, struct row_lines);
    for (size_t k = 0; k < tile.n_cores; k++) {
        size_t from = k ? ends[k - 1] : 0;
        push_row(&l, out, &tile, unsure, from, ends[k], k);
        r->tiles[k] =
            (struct row_lines){l.lines[own[from]].y, l.lines[own[ends[k] - 1]].y + 1, false};
    }
    take_classes(&l);
    r->heading = l.h;
    return out;
}
