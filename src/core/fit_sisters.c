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
#include "base/mem.h"
#include "core/fit_reader.h"
#include "core/form.h"

enum { CUT_EXTRA = 2, CUT_LEAST = 8, EXTRA_MOST = 8 };

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

// A clean print among the sisters that the torn one contains, or NULL.
static const struct cell *clean_copy(const struct cell *torn, struct form *forms, size_t n,
                                     size_t offset)
{
    for (size_t k = 0; k < n; k++) {
        const struct cell *other = (const struct cell *)(const void *)((char *)&forms[k] + offset);
        bool is_same = str_eq(other->text, torn->text);
        if (is_clean(other) && (is_same || (offset != offsetof(struct form, project) &&
                                            is_damage_of(torn->text, other->text))))
            return other;
    }
    return NULL;
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
static const struct cell *cut_copy(const struct cell *torn, struct form *forms, size_t n,
                                   size_t offset)
{
    for (size_t k = 0; k < n; k++) {
        const struct cell *other = (const struct cell *)(const void *)((char *)&forms[k] + offset);
        size_t same = is_clean(other) ? cut_length(other->text, torn->text) : 0;
        if (same >= CUT_LEAST && 3 * same >= 2 * str_count(other->text))
            return other;
    }
    return NULL;
}

static void mend_name(struct cell *cell, struct form *forms, size_t n, size_t offset)
{
    if (!is_torn(cell))
        return;
    const struct cell *copy = clean_copy(cell, forms, n, offset);
    if (copy) {
        cell->text = copy->text;
        cell->state = CELL_REPAIRED;
        cell->why = "why.sister";
    } else if (offset != offsetof(struct form, project) &&
               (copy = cut_copy(cell, forms, n, offset)) != NULL) {
        cell->text = copy->text;
        cell->state = CELL_DOUBTFUL;
        cell->why = "why.sister_cut";
    } else if (cell->state == CELL_READ) {
        cell->state = CELL_DOUBTFUL;
        cell->why = "why.torn";
    }
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

static void infer_money_unit(struct form *f, struct form *forms, size_t n)
{
    if (f->money_unit.state != CELL_ABSENT || !f->n_funds)
        return;
    struct str unit = unit_of_rows(f);
    for (size_t k = 0; k < n && !unit.len; k++)
        if (&forms[k] != f && forms[k].money_unit.text.len && f->unit.text.len &&
            str_eq(forms[k].unit.text, f->unit.text))
            unit = forms[k].money_unit.text;
    if (unit.len)
        f->money_unit =
            (struct cell){.text = unit, .state = CELL_INFERRED, .why = "why.money_unit"};
}

void fit_sisters(struct form *forms, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        mend_name(&forms[k].project, forms, n, offsetof(struct form, project));
        mend_name(&forms[k].department, forms, n, offsetof(struct form, department));
        mend_name(&forms[k].unit, forms, n, offsetof(struct form, unit));
    }
    for (int pass = 0; pass < 2; pass++)
        for (size_t k = 0; k < n; k++)
            infer_money_unit(&forms[k], forms, n);
}
