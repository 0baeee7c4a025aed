// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fit_evidence.h"

#include "base/dec.h"
#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/sheet.h"

// For each position: were points lost in the two numbers that stand before it?
int *fit_evidence_lost(struct mem *mem, const struct atoms *atoms, size_t from, size_t n)
{
    int *points_lost = MEM_ARRAY(mem, n + 2, int);
    struct dec last = {0}, one_before = {0};
    int seen = 0;
    points_lost[0] = -1;
    for (size_t p = 0; p < n; p++) {
        struct dec number;
        struct str text = fit_atom_join(mem, atoms, from + p, from + p + 1);
        bool is_split =
            p + 1 < n && atoms->at[from + p + 1].before == BREAK_BLANK && str_ends(text, STR("."));
        if (is_split)
            text = fit_atom_join(mem, atoms, from + p, from + p + 2);
        bool is_number = dec_read(&number, text) == RC_OK;
        if (is_number) {
            one_before = last;
            last = number;
            seen++;
        } else {
            seen = 0;
        }
        points_lost[p + 1] = seen >= 2 ? dec_cmp(last, one_before) < 0 : -1;
        if (is_split && is_number) {
            points_lost[p + 2] = points_lost[p + 1];
            p++;
        }
    }
    return points_lost;
}

// Texts that end three lines or more.
struct map fit_evidence_repeated(struct mem *mem, const struct atoms *atoms, size_t from, size_t n)
{
    struct map count = map_new(mem);
    struct map repeated = map_new(mem);
    for (size_t p = 0; p < n; p++) {
        const struct atom *a = &atoms->at[from + p];
        bool ends_line = p + 1 == n || atoms->at[from + p + 1].before >= BREAK_LINE;
        if (!ends_line || a->text.len < 6)
            continue;
        size_t *times = map_get(&count, a->text);
        if (!times) {
            times = MEM_NEW(mem, size_t);
            map_put(&count, a->text, times);
        }
        if (++*times == 3)
            map_put(&repeated, a->text, times);
    }
    return repeated;
}
