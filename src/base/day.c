// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/day.h"

bool day_is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int day_month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    BUG_IF(month < 1 || month > 12);
    return lengths[month - 1] + (month == 2 && day_is_leap(year));
}

// Years are counted from March, so that the leap day is the last of its year; a cycle is 400 years.
bool day_of(int32_t *out, struct day_parts p)
{
    if (p.year < 1 || p.year > 9999 || p.month < 1 || p.month > 12 || p.day < 1 ||
        p.day > day_month_length(p.year, p.month))
        return false;
    int y = p.year - (p.month <= 2);
    int cycle = y / 400, year_of_cycle = y % 400;
    int day_of_year = (153 * (p.month + (p.month > 2 ? -3 : 9)) + 2) / 5 + p.day - 1;
    int day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
    *out = cycle * 146097 + day_of_cycle - 719468;
    return true;
}

struct day_parts day_parts(int32_t day)
{
    int64_t z = (int64_t)day + 719468;
    int64_t cycle = (z >= 0 ? z : z - 146096) / 146097;
    int d = (int)(z - cycle * 146097);
    int y = (d - d / 1460 + d / 36524 - d / 146096) / 365;
    int n = d - (365 * y + y / 4 - y / 100);
    int m = (5 * n + 2) / 153;
    int month = m < 10 ? m + 3 : m - 9;
    return (struct day_parts){(int)(y + cycle * 400) + (month <= 2), month,
                              n - (153 * m + 2) / 5 + 1};
}
