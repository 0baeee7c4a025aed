// SPDX-License-Identifier: AGPL-3.0-or-later
// fit_sisters: what one form of a file may take from the others.
//
// Offices print their forms one after the other, with one unit and one department. A torn name in
// the head takes the clean print of a sister form, but only if the torn print holds all characters
// of the clean one in order, and what stands before or after all of them repeats a part of it: then
// the difference is what the damage added. Projects differ from form to form, so a torn one takes
// only a print of the same characters. A unit of money that is
// not printed is taken from a row that prints an amount of the funds with its unit, else from the
// sisters of the same unit; it is inferred.
#include "base/map.h"
#include "base/mem.h"
#include "core/fit_reader.h"
#include "core/form.h"

enum { CUT_EXTRA = 2, CUT_LEAST = 8, EXTRA_MOST = 8, PRINTS_MOST = 256 };

// All characters of `part` stand in `whole`, in order.
static bool is_subsequence(struct str part, struct str whole)
{
    while (part.len) {
        int32_t wanted = str_next(&part), c = -1;
        while (whole.len && (c = str_next(&whole)) != wanted)
            ;
        if (c != wanted)
            return false;
    }
    return true;
}

static bool is_torn(const struct cell *cell)
{
    return form_has(cell) && (cell->state == CELL_DOUBTFUL || str_has(cell->raw, STR(" | ")));
}

static bool is_clean(const struct cell *cell)
{
    return cell->state == CELL_READ && cell->text.len && !str_has(cell->raw, STR(" | "));
}

// Could damage have made `torn` of `clean`? A whole word of its own before or after it (a section
// of the department) is no damage.
static bool is_damage_of(struct str torn, struct str clean)
{
    struct str rest = STR_NONE;
    if (str_count(clean) + EXTRA_MOST < str_count(torn) || !is_subsequence(clean, torn))
        return false;
    if (str_starts(torn, clean))
        rest = str_slice(torn, clean.len, torn.len);
    else if (str_ends(torn, clean))
        rest = str_slice(torn, 0, torn.len - clean.len);
    return str_has(clean, rest);
}

// The clean prints of one cell of the head, each once, in order.
struct prints {
    const struct cell **at;
    size_t n;
    struct map by_text;
};

static struct cell *cell_at(struct form *form, size_t offset)
{
    return (struct cell *)(void *)((char *)form + offset);
}

static struct prints clean_prints(struct mem *scratch, struct form *forms, size_t n, size_t offset)
{
    struct prints prints = {MEM_ARRAY(scratch, n, const struct cell *), 0, map_new(scratch)};
    for (size_t k = 0; k < n; k++) {
        struct cell *cell = cell_at(&forms[k], offset);
        if (!is_clean(cell) || map_get(&prints.by_text, cell->text))
            continue;
        map_put(&prints.by_text, cell->text, cell);
        prints.at[prints.n++] = cell;
    }
    return prints;
}

// A clean print among the sisters that the torn one contains, or NULL. Projects differ: only the
// same one.
static const struct cell *clean_copy(const struct cell *torn, const struct prints *prints,
                                     bool is_project)
{
    for (size_t k = 0; k < prints->n && !is_project; k++)
        if (str_eq(prints->at[k]->text, torn->text) ||
            is_damage_of(torn->text, prints->at[k]->text))
            return prints->at[k];
    return is_project ? map_get(&prints->by_text, torn->text) : NULL;
}

// A print whose end is cut off and that holds at most two characters that the clean one has not:
// how many characters of the clean one it has at its beginning; 0 if it is none.
static size_t cut_length(struct str clean, struct str print)
{
    size_t same = 0, extra = 0;
    while (print.len) {
        struct str next = clean;
        int32_t c = str_next(&print);
        if (clean.len && c == str_next(&next)) {
            clean = next;
            same++;
        } else if (++extra > CUT_EXTRA) {
            return 0;
        }
    }
    return same;
}

// The clean print of a sister of which this one is the beginning, or NULL.
static const struct cell *cut_copy(const struct cell *torn, const struct prints *prints)
{
    for (size_t k = 0; k < prints->n; k++) {
        size_t same = cut_length(prints->at[k]->text, torn->text);
        if (same >= CUT_LEAST && 3 * same >= 2 * str_count(prints->at[k]->text))
            return prints->at[k];
    }
    return NULL;
}

static void mend_name(struct cell *cell, const struct prints *prints, bool is_project)
{
    const struct cell *copy = clean_copy(cell, prints, is_project);
    if (copy) {
        cell->text = copy->text;
        cell->state = CELL_REPAIRED;
        cell->why = "why.sister";
    } else if (!is_project && (copy = cut_copy(cell, prints)) != NULL) {
        cell->text = copy->text;
        cell->state = CELL_DOUBTFUL;
        cell->why = "why.sister_cut";
    } else if (cell->state == CELL_READ) {
        cell->state = CELL_DOUBTFUL;
        cell->why = "why.torn";
    }
}

// Each torn print is compared with PRINTS_MOST clean ones: a file of more offices is no file of
// sisters.
static void mend_names(struct mem *scratch, struct form *forms, size_t n, size_t offset)
{
    struct prints prints = clean_prints(scratch, forms, n, offset);
    prints.n = prints.n < PRINTS_MOST ? prints.n : PRINTS_MOST;
    for (size_t k = 0; k < n; k++)
        if (is_torn(cell_at(&forms[k], offset)))
            mend_name(cell_at(&forms[k], offset), &prints,
                      offset == offsetof(struct form, project));
}

// The unit of a row whose number is one of the total amounts of the funds.
static struct str unit_of_rows(const struct form *f)
{
    const struct fund *total = form_total_fund(f);
    for (size_t k = 0; total && k < f->n_rows; k++) {
        const struct value *values[] = {&f->rows[k].target, &f->rows[k].actual};
        const struct cell *amounts[] = {&total->initial, &total->adjusted, &total->executed};
        for (size_t v = 0; v < LENGTH_OF(values); v++)
            for (size_t a = 0; a < LENGTH_OF(amounts); a++) {
                struct dec x, y;
                if (str_ends(values[v]->unit.text, STR("元")) &&
                    form_number(&x, &values[v]->value) && form_number(&y, amounts[a]) &&
                    dec_sign(x) > 0 && dec_eq(x, y))
                    return values[v]->unit.text;
            }
    }
    return STR_NONE;
}

static void infer_money_unit(struct form *f, struct str unit)
{
    if (unit.len)
        f->money_unit =
            (struct cell){.text = unit, .state = CELL_INFERRED, .why = "why.money_unit"};
}

static bool lacks_money_unit(const struct form *f)
{
    return f->money_unit.state == CELL_ABSENT && f->n_funds > 0;
}

void fit_sisters_unit(struct form *form)
{
    if (lacks_money_unit(form))
        infer_money_unit(form, unit_of_rows(form));
}

// The units of money that the first form of each office prints, or its rows tell.
static struct map money_units(struct mem *scratch, struct form *forms, size_t n)
{
    struct map units = map_new(scratch);
    for (size_t k = 0; k < n; k++)
        if (forms[k].unit.text.len && forms[k].money_unit.text.len &&
            !map_get(&units, forms[k].unit.text))
            map_put(&units, forms[k].unit.text, &forms[k].money_unit.text);
    return units;
}

void fit_sisters(struct mem *scratch, struct form *forms, size_t n)
{
    static const size_t names[] = {offsetof(struct form, project),
                                   offsetof(struct form, department), offsetof(struct form, unit)};
    for (size_t i = 0; i < LENGTH_OF(names); i++)
        mend_names(scratch, forms, n, names[i]);
    struct map units = money_units(scratch, forms, n);
    for (size_t k = 0; k < n; k++) {
        const struct str *unit = lacks_money_unit(&forms[k]) && forms[k].unit.text.len
                                     ? map_get(&units, forms[k].unit.text)
                                     : NULL;
        infer_money_unit(&forms[k], unit ? *unit : STR_NONE);
    }
}
