// SPDX-License-Identifier: AGPL-3.0-or-later
// The decoder against all readings of small tables, each added up by itself.
#include "core/fit_decode.h"

#include "base/mem.h"
#include "core/fit_atom.h"
#include "core/fit_cut.h"
#include "core/fit_lexicon.h"
#include "core/fit_slots.h"
#include "core/form.h"
#include "core/sheet.h"
#include "test/unit/fit_make.h"

enum { ATOMS_MOST = 4, TRIALS = 400, OTHER_NEVER = -1000000 };

// A reading: one segment after the other, each with its slot.
struct reading_of {
    size_t end[ATOMS_MOST];
    int slot[ATOMS_MOST];
    size_t n;
};

struct search {
    struct mem *mem;
    const struct lexicon *lexicon;
    struct slots slots;
    struct reading_of now;
    int closing[SLOTS_MOST];
    void (*see)(struct search *search, int total);
    int best;                      // of all readings
    const struct decoded *decoded; // what was found
    int own;                       // what that adds up to
    int other[ATOMS_MOST];         // per atom: the best reading that covers it otherwise
};

// From slot a, or from no slot, to slot b at position p; SLOTS_NEVER if it cannot be.
static int way(struct search *s, int a, int b, size_t p)
{
    struct going g;
    fit_slots_going(&s->slots, p, &g);
    int n = s->slots.n_slots, cost = 0;
    if (a >= 0 && b > a) {
        for (int k = a + 1; k < b; k++)
            cost += g.inside[k + 1] - g.inside[k];
        bool is_alone =
            s->slots.at[a].column == COLUMN_LEVEL1 && s->slots.at[b].column != COLUMN_LEVEL2;
        return cost + g.split + (is_alone ? s->slots.w->level_alone : 0);
    }
    if (!s->slots.at[b].may_start)
        return SLOTS_NEVER;
    for (int k = a + 1; a >= 0 && k < n; k++)
        cost += g.rest[k + 1] - g.rest[k];
    for (int k = 0; k < b; k++)
        cost += g.before[k + 1] - g.before[k];
    return cost + g.split_row;
}

// Goes on with every segment and slot from position p.
static void go_on(struct search *s, size_t p, int total)
{
    struct reading_of *now = &s->now;
    int a = now->n ? now->slot[now->n - 1] : -1, joins = 0;
    if (p == s->slots.n) {
        s->see(s, total + s->closing[a]);
        return;
    }
    for (size_t q = p + 1; q <= s->slots.n; q++) {
        int value[SLOTS_MOST];
        if (q > p + 1)
            joins += fit_slots_join(&s->slots, q - 1);
        if (joins <= SLOTS_JOIN_NEVER)
            break;
        struct str text = fit_atom_join(s->mem, s->slots.atoms, p, q);
        fit_slots_score(s->mem, s->lexicon, &s->slots, p, q, text, joins, value);
        for (int b = 0; b < s->slots.n_slots; b++) {
            int step = way(s, a, b, p);
            if (value[b] == SLOTS_NEVER || step == SLOTS_NEVER)
                continue;
            now->end[now->n] = q;
            now->slot[now->n++] = b;
            go_on(s, q, total + step + value[b]);
            now->n--;
        }
    }
}

static bool has_segment(const struct search *s, size_t k, size_t i, size_t j, int column)
{
    const struct segment *d = &s->decoded->at[k];
    return d->i == i && d->j == j && d->column == column;
}

static void see_best(struct search *s, int total)
{
    bool is_own = s->now.n == s->decoded->n;
    for (size_t k = 0, i = 0; k < s->now.n && is_own; i = s->now.end[k++])
        is_own = has_segment(s, k, i, s->now.end[k], s->slots.at[s->now.slot[k]].column);
    s->best = total > s->best ? total : s->best;
    if (is_own && total > s->own)
        s->own = total;
}

static void see_other(struct search *s, int total)
{
    for (size_t k = 0, i = 0; k < s->now.n; i = s->now.end[k++]) {
        bool is_own = false;
        for (size_t m = 0; m < s->decoded->n; m++)
            is_own |= has_segment(s, m, i, s->now.end[k], s->slots.at[s->now.slot[k]].column);
        for (size_t t = i; t < s->now.end[k] && !is_own; t++)
            s->other[t] = total > s->other[t] ? total : s->other[t];
    }
}

static uint32_t seed;

static int draw(int n)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 10) % (uint32_t)n);
}

static void draw_heading(struct heading *h, struct heading_word *words)
{
    static const int columns[] = {COLUMN_LEVEL1, COLUMN_LEVEL2, COLUMN_LEVEL3, COLUMN_TARGET,
                                  COLUMN_ACTUAL, COLUMN_WEIGHT, COLUMN_SCORE,  COLUMN_REASON};
    *h = (struct heading){.at = words};
    for (size_t k = 0; k < LENGTH_OF(columns); k++)
        if (draw(8))
            words[h->n++] = (struct heading_word){.column = columns[k], .cell = (int)h->n + 1};
    h->cells = (int)h->n;
}

static void draw_atoms(struct atoms *atoms, const struct heading *h)
{
    static const char *const texts[] = {"产出指标", "数量指标", "参训人次", "≥95%",
                                        "96",       "5.00",     "4.50",     "已完成",
                                        "-",        "优",       "人",       "偏差原因:雨。"};
    static const int breaks[] = {BREAK_NONE, BREAK_BLANK, BREAK_GAP,       BREAK_CELL,
                                 BREAK_CELL, BREAK_LINE,  BREAK_EMPTY_LINE};
    atoms->cell_break = draw(2) ? BREAK_CELL : BREAK_GAP;
    atoms->n = 1 + (size_t)draw(ATOMS_MOST);
    int line = 1, cells = draw(3) ? h->cells : h->cells - 1;
    for (size_t k = 0; k < atoms->n; k++) {
        int before = k ? breaks[draw(LENGTH_OF(breaks))] : BREAK_NONE;
        line += before >= BREAK_LINE;
        if (before >= BREAK_LINE)
            cells = draw(3) ? h->cells : h->cells - 1;
        atoms->at[k] = (struct atom){.text = str_of(texts[draw(LENGTH_OF(texts))]),
                                     .before = (unsigned char)before,
                                     .line = line,
                                     .cell = 1 + draw(h->cells),
                                     .cells = cells};
    }
}

static void test_core_fit_decode__all_readings(void **state)
{
    struct mem *mem = mem_new((size_t)1 << 32);
    (void)state;
    print_message("seed 1\n");
    seed = 1;
    for (int trial = 0; trial < TRIALS; trial++) {
        struct heading_word words[COLUMNS];
        struct atom at[ATOMS_MOST];
        struct atoms atoms = {.at = at};
        struct heading h;
        draw_heading(&h, words);
        if (h.n < 3)
            continue;
        draw_atoms(&atoms, &h);
        struct search s = {
            .mem = mem, .lexicon = fit_make_lexicon(), .best = INT_MIN, .own = INT_MIN};
        struct decoded decoded = fit_decode(mem, mem, s.lexicon, &atoms, 0, atoms.n, &h);
        s.decoded = &decoded;
        fit_slots_make(mem, &s.slots, &s.lexicon->weights, &atoms, 0, atoms.n, &h);
        fit_slots_close(&s.slots, s.closing);
        s.see = see_best;
        go_on(&s, 0, 0);
        if (s.best == INT_MIN) { // no row can begin
            assert_int_equal(decoded.n, 0);
            continue;
        }
        assert_int_equal(s.own, s.best);
        for (size_t t = 0; t < atoms.n; t++)
            s.other[t] = OTHER_NEVER;
        s.see = see_other;
        go_on(&s, 0, 0);
        for (size_t k = 0; k < decoded.n; k++) {
            int most = OTHER_NEVER;
            for (size_t t = decoded.at[k].i; t < decoded.at[k].j; t++)
                most = s.other[t] > most ? s.other[t] : most;
            assert_int_equal(decoded.at[k].margin, s.best - most);
        }
        mem_reset(mem);
    }
    mem_free(mem);
}

// A table of any length is read to its end, also one in which nearly nothing fits.
static void test_core_fit_decode__long(void **state)
{
    enum { LONG = 200000 };
    struct mem *mem = mem_new((size_t)1 << 32);
    struct heading_word words[3] = {{.column = COLUMN_LEVEL3, .cell = 1},
                                    {.column = COLUMN_TARGET, .cell = 2},
                                    {.column = COLUMN_ACTUAL, .cell = 3}};
    struct heading h = {.at = words, .n = 3, .cells = 3};
    struct atoms atoms = {
        .at = MEM_ARRAY(mem, LONG, struct atom), .n = LONG, .cell_break = BREAK_CELL};
    (void)state;
    for (size_t k = 0; k < LONG; k++)
        atoms.at[k] = (struct atom){.text = STR("5.00"),
                                    .before = k % 3 ? BREAK_CELL : BREAK_LINE,
                                    .line = 1 + (int)k / 3,
                                    .cell = 1 + (int)k % 3,
                                    .cells = 3};
    struct decoded decoded = fit_decode(mem, mem, fit_make_lexicon(), &atoms, 0, atoms.n, &h);
    assert_true(decoded.n > 0);
    assert_int_equal(decoded.at[0].i, 0);
    assert_int_equal(decoded.at[decoded.n - 1].j, LONG);
    for (size_t k = 1; k < decoded.n; k++)
        assert_int_equal(decoded.at[k].i, decoded.at[k - 1].j);
    mem_free(mem);
}

static void test_core_fit_decode__empty(void **state)
{
    struct heading h = {.cells = 3};
    struct atoms atoms = {.cell_break = BREAK_CELL};
    assert_int_equal(fit_decode(*state, *state, fit_make_lexicon(), &atoms, 0, 0, &h).n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_core_fit_decode__all_readings),
        cmocka_unit_test(test_core_fit_decode__long),
        UNIT(test_core_fit_decode__empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
