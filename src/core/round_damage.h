// SPDX-License-Identifier: AGPL-3.0-or-later
// round_damage: may a funds line say how a file rounds? Inside the family round*.c.
//
// A line takes part only if no cell that it rests on is damaged, so that repair and inference never
// feed each other. A repaired cell that is sure without any rounding is no damage: it is printed a
// second time in its column, undamaged, or it is a weight.
#ifndef HENG_CORE_ROUND_DAMAGE_H
#define HENG_CORE_ROUND_DAMAGE_H

#include "base/base.h"

struct form;
struct fund;
struct profile;

bool round_damage_is_doubtful(const struct profile *profile, const struct fund *fund);
bool round_damage_is_damaged(const struct profile *profile, const struct form *form, size_t fund);

#endif
