// SPDX-License-Identifier: AGPL-3.0-or-later
// base: what every file of heng may assume.
//
// Fixed-width integers, the three words for attributes, and the end of the world: BUG. A bug is a
// broken invariant of this program, never something a user's file can cause; it prints its place
// and aborts. What a file can cause is a finding or a failure (base/err.h).
// Functions of C that cannot be used safely, or that read the locale or the time zone, do not exist
// here: naming one is an error of compilation.
#ifndef HENG_BASE_BASE_H
#define HENG_BASE_BASE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NODISCARD              __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
#define NORETURN               __attribute__((noreturn))
#define LENGTH_OF(array)       (sizeof(array) / sizeof((array)[0]))

// Prints file, line and why, and aborts.
NORETURN void base_bug(const char *file, int line, const char *why);

#define BUG(why) base_bug(__FILE__, __LINE__, why)
#define BUG_IF(condition)                                                                          \
    do {                                                                                           \
        if (condition)                                                                             \
            BUG(#condition);                                                                       \
    } while (0)

#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi atol strtod gmtime localtime system  \
    gets

#endif
