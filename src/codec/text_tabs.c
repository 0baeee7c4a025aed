// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codec/text_tabs.h"

#include "codec/text_pipes.h"
#include "core/sheet.h"

enum { TABS_LEAST = 12, LINES_SHARE = 3, TABBED_SHARE = 8 };

static bool is_tab(const struct sheet *sheet, const unsigned char *edges, size_t i)
{
    return sheet->lines[i].n == 0 && sheet->lines[i].cells > 1 && !(edges[i] & TEXT_EDGE_HAS);
}

// Tabs alone on a line for a third of the lines with print, and hardly a tab inside one.
static bool is_copy(const struct sheet *sheet, const unsigned char *edges)
{
    size_t tabs = 0, lines = 0, tabbed = 0;
    for (size_t i = 0; i < sheet->n_lines; i++) {
        const struct sheet_line *line = &sheet->lines[i];
        tabs += is_tab(sheet, edges, i);
        lines += line->n > 0;
        tabbed += line->n > 0 && line->cells > 1;
    }
    return tabs >= TABS_LEAST && LINES_SHARE * tabs >= lines && TABBED_SHARE * tabbed <= lines;
}

// The cells of line `from` become cells of the line `row` behind those that it has.
static void join(struct sheet *sheet, size_t row, size_t from)
{
    struct sheet_line *line = &sheet->lines[from], *to = &sheet->lines[row];
    for (size_t k = line->first; k < line->first + line->n; k++) {
        struct token *t = &sheet->tokens[k];
        if (k == line->first)
            t->before = BREAK_CELL;
        t->cell += to->cells;
        t->line = (int)row + 1;
    }
    if (!to->n)
        to->first = line->first;
    to->n += line->n;
    to->cells += line->cells;
    to->cols = line->cols > to->cols ? line->cols : to->cols;
    *line = (struct sheet_line){.first = line->first, .cells = 1};
}

void text_tabs_settle(struct sheet *sheet, const unsigned char *edges)
{
    if (!is_copy(sheet, edges))
        return;
    bool after_tab = false, after_cell = false;
    for (size_t i = 0, row = 0; i < sheet->n_lines; i++) {
        struct sheet_line *line = &sheet->lines[i];
        if (is_tab(sheet, edges, i)) {
            after_tab = i > 0;
            sheet->lines[row].cells += after_tab ? line->cells - 2 : 0;
            *line = (struct sheet_line){.first = line->first, .cells = 1};
            continue;
        }
        if (!after_tab) {
            row = i;
            if (line->n && after_cell) // a blank cell before it is no empty line
                sheet->tokens[line->first].before = BREAK_LINE;
        } else {
            join(sheet, row, i);
        }
        after_cell = after_tab;
        after_tab = false;
    }
}
