// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codec/text_pipes.h"

#include "core/sheet.h"

enum { WRAPPED_MOST = 24, PIPES_MOST = 64 };
// Of the lines with pipes, one in so many may be no cell by itself where each line is one.
enum { CELL_LINES_LEAST = 5 };

// A line of dashes between pipes under the heading of a table: in each cell `---` or more, or a
// dash or more with a colon at an end.
bool text_pipes_is_rule(const char *p, const char *end)
{
    size_t dashes = 0, colons = 0, pipes = 0, cells = 0;
    for (;; p++) {
        bool is_end = p == end || *p == '|';
        if (is_end && (dashes || colons)) {
            if (!dashes || dashes + (colons ? 2 : 0) < 3)
                return false;
            cells++;
            dashes = colons = 0;
        }
        if (p == end)
            return pipes && cells;
        if (is_end)
            pipes++;
        else if (*p == '-')
            dashes++;
        else if (*p == ':')
            colons++;
        else if (*p != ' ')
            return false;
    }
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

// A tab that no pipe stands beside, with nothing but blanks between: then tabs part the cells of
// the line and a pipe is text.
bool text_pipes_has_tab(const char *p, const char *end)
{
    for (const char *at = p; (at = memchr(at, '\t', (size_t)(end - at))) != NULL;) {
        const char *left = at, *right = at;
        while (left > p && is_space(left[-1]))
            left--;
        while (right < end && is_space(*right))
            right++;
        if ((left == p || left[-1] != '|') && (right == end || *right != '|'))
            return true;
        at = right;
    }
    return false;
}

// The end of the row that begins at line i with a pipe and ends lines further down with one, as its
// cells hold line ends; i if it is no such row.
static size_t wrapped_end(const struct sheet *sheet, const unsigned char *edges, size_t i)
{
    const unsigned char both = TEXT_EDGE_OPENS | TEXT_EDGE_CLOSES;
    if ((edges[i] & both) != TEXT_EDGE_OPENS)
        return i;
    for (size_t k = i + 1; k < sheet->n_lines && k - i < WRAPPED_MOST && sheet->lines[k].n; k++) {
        if (edges[k] & TEXT_EDGE_OPENS)
            return i;
        if (edges[k] & TEXT_EDGE_CLOSES)
            return k + 1;
    }
    return i;
}

static int count_pipes(const struct sheet_line *line, unsigned char edges)
{
    int n = line->cells + (edges & TEXT_EDGE_OPENS ? 1 : 0) - (edges & TEXT_EDGE_CLOSES ? 0 : 1);
    return n < 0 ? 0 : n > PIPES_MOST ? PIPES_MOST : n;
}

// How many pipes most lines i..j have.
static int usual_pipes(const struct sheet *sheet, const unsigned char *edges, size_t i, size_t j)
{
    size_t lines[PIPES_MOST + 1] = {0};
    int usual = 0;
    for (size_t k = i; k < j; k++) {
        int n = count_pipes(&sheet->lines[k], edges[k]);
        if (!(edges[k] & TEXT_EDGE_RULE) && ++lines[n] >= lines[usual])
            usual = n;
    }
    return usual;
}

// Where some lines of a table do not begin with a pipe, one that does has a blank first cell; where
// some do not end with one, a pipe at the end opens a blank cell. A wrapped row says nothing of it,
// nor a line of fewer pipes than most, which may be a part of one, nor a pipe alone. `from` is
// where the last wrapped row ended.
static void settle_block(struct sheet *sheet, const unsigned char *edges, size_t from, size_t i,
                         size_t j)
{
    unsigned char all = TEXT_EDGE_OPENS | TEXT_EDGE_CLOSES;
    int usual = usual_pipes(sheet, edges, i, j);
    for (size_t k = i; k < j; k++) {
        size_t end = wrapped_end(sheet, edges, k);
        from = end > k ? end : from;
        if (!(edges[k] & TEXT_EDGE_RULE) && k >= from && sheet->lines[k].n &&
            count_pipes(&sheet->lines[k], edges[k]) >= usual)
            all &= edges[k];
    }
    for (size_t k = i; k < j; k++) {
        struct sheet_line *line = &sheet->lines[k];
        bool opens = edges[k] & TEXT_EDGE_OPENS && !(all & TEXT_EDGE_OPENS);
        bool closes = edges[k] & TEXT_EDGE_CLOSES && !(all & TEXT_EDGE_CLOSES);
        line->cells += opens + closes;
        for (size_t t = line->first; opens && t < line->first + line->n; t++)
            sheet->tokens[t].cell++;
    }
}

// Tables drawn with pipes are lines with pipes one below the other.
void text_pipes_settle(struct sheet *sheet, const unsigned char *edges)
{
    size_t from = 0, lines = 0, cells = 0;
    for (size_t i = 0; i < sheet->n_lines; i++) {
        size_t j = i;
        for (; j < sheet->n_lines && edges[j] & TEXT_EDGE_HAS; j++)
            cells += sheet->lines[j].cells == 1 &&
                     (edges[j] & TEXT_EDGE_CLOSES || sheet->lines[j].n == 0);
        lines += j - i;
        if (j > i)
            settle_block(sheet, edges, from, i, j);
        for (size_t k = i; k < j; k++) {
            size_t end = wrapped_end(sheet, edges, k);
            from = end > k ? end : from;
        }
        i = j;
    }
    sheet->has_cell_lines = lines && CELL_LINES_LEAST * (lines - cells) <= lines;
}
