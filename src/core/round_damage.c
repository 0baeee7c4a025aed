// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/round_damage.h"

#include "core/form.h"
#include "core/profile.h"

// A repaired figure is looked for among so many funds lines of its form.
enum { ROUND_COPIES = 64 };

// The cells that a line rests on, by their places in a funds line.
enum { LINE_CELLS = 5 };

static void cells_of(const struct profile *profile, size_t out[LINE_CELLS])
{
    bool is_initial = profile->rate_base == RATE_INITIAL;
    out[0] = is_initial ? offsetof(struct fund, initial) : offsetof(struct fund, adjusted);
    out[1] = offsetof(struct fund, executed);
    out[2] = offsetof(struct fund, rate);
    out[3] = offsetof(struct fund, score);
    out[4] = offsetof(struct fund, weight);
}

static const struct cell *cell_in(const struct fund *fund, size_t offset)
{
    return (const struct cell *)((const char *)fund + offset);
}

bool round_damage_is_doubtful(const struct profile *profile, const struct fund *fund)
{
    size_t cells[LINE_CELLS];
    bool doubt = false;
    cells_of(profile, cells);
    for (size_t i = 0; i < LINE_CELLS; i++)
        doubt |= cell_in(fund, cells[i])->state == CELL_DOUBTFUL;
    return doubt;
}

// A weight is only ever repaired from the sum of weights, which no rounding touches.
static bool is_sure(const struct form *form, size_t fund, size_t offset)
{
    const struct cell *cell = cell_in(&form->funds[fund], offset);
    if (offset == offsetof(struct fund, weight))
        return true;
    for (size_t i = 0; i < form->n_funds && i < ROUND_COPIES; i++) {
        const struct cell *copy = cell_in(&form->funds[i], offset);
        if (copy->state == CELL_READ && str_eq(copy->text, cell->text))
            return true;
    }
    return false;
}

bool round_damage_is_damaged(const struct profile *profile, const struct form *form, size_t fund)
{
    size_t cells[LINE_CELLS];
    cells_of(profile, cells);
    for (size_t i = 0; i < LINE_CELLS; i++) {
        enum cell_state state = cell_in(&form->funds[fund], cells[i])->state;
        if (state == CELL_DOUBTFUL || (state == CELL_REPAIRED && !is_sure(form, fund, cells[i])))
            return true;
    }
    return false;
}
