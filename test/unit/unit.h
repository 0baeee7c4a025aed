// SPDX-License-Identifier: AGPL-3.0-or-later
// What the unit tests share: cmocka, an arena a test, and looks at texts and failures.
#ifndef HENG_TEST_UNIT_UNIT_H
#define HENG_TEST_UNIT_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

enum { UNIT_CEILING = 64 << 20 };

// An arena as the state of a test: cmocka_unit_test_setup_teardown(test, unit_begin, unit_end).
static inline int unit_begin(void **state)
{
    struct mem *mem = mem_new(UNIT_CEILING);
    *state = mem;
    return mem ? 0 : -1;
}

static inline int unit_end(void **state)
{
    mem_free((struct mem *)*state);
    return 0;
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, unit_begin, unit_end)

#define assert_str(got, want) unit_same(got, want, __FILE__, __LINE__)

static inline void unit_same(struct str got, const char *want, const char *file, int line)
{
    if (str_eq_c(got, want))
        return;
    print_error("got:    <%.*s>\nwanted: <%s>\n", STR_FMT(got), want);
    _fail(file, line);
}

// The argument of a failure, or the empty text.
static inline struct str unit_arg(const struct err *err, const char *name)
{
    for (size_t i = 0; i < err->n; i++)
        if (strcmp(err->args[i].name, name) == 0)
            return err->args[i].value;
    return STR_NONE;
}

#endif
