// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/err.h"

#include "base/buf.h"

enum rc err_set(struct err *err, enum rc rc, const char *key)
{
    *err = (struct err){.rc = rc, .key = key};
    return rc;
}

void err_arg(struct err *err, const char *name, struct str value)
{
    BUG_IF(err->n == ERR_ARGS);
    err->args[err->n++] = (struct err_arg){name, value};
}

void err_arg_int(struct mem *mem, struct err *err, const char *name, int64_t value)
{
    err_arg(err, name, buf_print(mem, "%lld", (long long)value));
}
