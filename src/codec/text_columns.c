// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codec/text_columns.h"

#include "core/sheet.h"

enum { FIELDS = 16 }; // of a line, that are looked at

enum measure { DISPLAY, CHARACTERS, MEASURES };

// Text between two gaps, in both measures, and how many wide characters stand before it.
struct field {
    int col[MEASURES], end[MEASURES];
    int wide;
};

static int wide_of(const struct token *t)
{
    int wide = t->col_end - t->col - (int)str_count(t->text);
    return wide > 0 ? wide : 0;
}

// The fields of a line but for the first, which says little: lines begin where the page does.
static int fields_of(const struct sheet *sheet, const struct sheet_line *line, struct field *out)
{
    int n = 0, wide = 0;
    for (size_t i = line->first; i < line->first + line->n; i++) {
        const struct token *t = &sheet->tokens[i];
        if (i > line->first && t->before == BREAK_GAP) {
            if (n == FIELDS)
                break;
            out[n++] = (struct field){.col = {t->col, t->col - wide}, .wide = wide};
        }
        wide += wide_of(t);
        if (n) {
            out[n - 1].end[DISPLAY] = t->col_end;
            out[n - 1].end[CHARACTERS] = t->col_end - wide;
        }
    }
    return n;
}

static bool has_gap(const struct sheet *sheet, const struct sheet_line *line)
{
    for (size_t i = line->first + 1; i < line->first + line->n; i++)
        if (sheet->tokens[i].before == BREAK_GAP)
            return true;
    return false;
}

// Does a field of the line before begin, end or have its middle where x has, in this measure?
static bool is_below(const struct field *x, const struct field *before, int n, enum measure m)
{
    for (int i = 0; i < n; i++) {
        const struct field *y = &before[i];
        int off = x->col[m] + x->end[m] - y->col[m] - y->end[m];
        if (y->wide != x->wide &&
            (x->col[m] == y->col[m] || x->end[m] == y->end[m] || (off >= -1 && off <= 1)))
            return true;
    }
    return false;
}

static bool counts_characters(const struct sheet *sheet)
{
    struct field lines[2][FIELDS];
    int n[2] = {0, 0}, fits[MEASURES] = {0}, now = 0;
    for (size_t k = 0; k < sheet->n_lines; k++) {
        const struct sheet_line *line = &sheet->lines[k];
        if (!line->n || line->cells > 1 || !has_gap(sheet, line))
            continue;
        n[now] = fields_of(sheet, line, lines[now]);
        for (int i = 0; i < n[now]; i++)
            for (int m = 0; m < MEASURES; m++)
                fits[m] += is_below(&lines[now][i], lines[1 - now], n[1 - now], (enum measure)m);
        now = 1 - now;
    }
    return fits[CHARACTERS] > fits[DISPLAY];
}

void text_columns_settle(struct sheet *sheet)
{
    sheet->is_off_page = counts_characters(sheet);
    if (!sheet->is_off_page)
        return;
    for (size_t k = 0; k < sheet->n_lines; k++) {
        struct sheet_line *line = &sheet->lines[k];
        int wide = 0;
        for (size_t i = line->first; i < line->first + line->n; i++) {
            struct token *t = &sheet->tokens[i];
            int own = wide_of(t);
            t->col -= wide;
            wide += own;
            t->col_end -= wide;
        }
        line->cols -= wide;
    }
}
