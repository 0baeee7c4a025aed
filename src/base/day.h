// SPDX-License-Identifier: AGPL-3.0-or-later
// day: a day as the number of days since 1970-01-01 in the proleptic Gregorian calendar.
#ifndef HENG_BASE_DAY_H
#define HENG_BASE_DAY_H

#include "base/base.h"

struct day_parts {
    int year, month, day; // month 1..12, day 1..31
};

bool day_is_leap(int year);
int day_month_length(int year, int month);
// False if there is no such day (years 1..9999).
NODISCARD bool day_of(int32_t *out, struct day_parts parts);
struct day_parts day_parts(int32_t day);

#endif
