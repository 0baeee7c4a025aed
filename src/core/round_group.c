// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/round_group.h"

#include "base/map.h"
#include "base/mem.h"
#include "core/form.h"
#include "core/round.h"

// So many groups of a file are compared by similarity with a unit name that is new: torn names
// stand near each other, and nothing may be quadratic in the file.
enum { ROUND_NEAR_GROUPS = 64 };

static struct str unit_of(const struct form *form)
{
    return form_has(&form->unit)                                ? form->unit.text
           : form_has(&form->department) && form->is_department ? form->department.text
                                                                : STR_NONE;
}

bool round_is_same_unit(const struct form *a, const struct form *b)
{
    struct str x = unit_of(a), y = unit_of(b);
    size_t longer = str_count(x) > str_count(y) ? str_count(x) : str_count(y);
    if (!x.len || !y.len)
        return false;
    int limit = (int)(longer / 5);
    return str_eq(x, y) || str_distance(x, y, limit) <= limit;
}

// The group of form i: that of an equal unit name, else one of the last few of a similar name.
static size_t group_find(const struct rounding *out, const struct map *names,
                         const struct form *forms, size_t i)
{
    const struct round_group *same = map_get(names, unit_of(&forms[i]));
    if (same)
        return (size_t)(same - out->groups);
    size_t g = out->n_groups;
    for (size_t k = 0; k < ROUND_NEAR_GROUPS && g--; k++)
        if (round_is_same_unit(&forms[out->groups[g].first_form], &forms[i]))
            return g;
    return out->n_groups;
}

void round_group_make(struct mem *mem, struct rounding *out, const struct form *forms, size_t n)
{
    struct map names = map_new(mem);
    size_t *last = MEM_ARRAY(mem, n + 1, size_t), n_lines = 0;
    for (size_t i = 0; i < n; i++) {
        size_t g = group_find(out, &names, forms, i);
        if (g == out->n_groups)
            out->groups[out->n_groups++].first_form = i;
        else
            out->next_form[last[g]] = i;
        if (unit_of(&forms[i]).len)
            (void)map_put(&names, unit_of(&forms[i]), &out->groups[g]);
        last[g] = i;
        out->next_form[i] = ROUND_END;
        out->group_of[i] = g;
        out->first_line[i] = n_lines;
        n_lines += forms[i].n_funds;
    }
    out->n_forms = n;
    out->first_line[n] = n_lines;
}
