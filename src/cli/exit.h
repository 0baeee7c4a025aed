// SPDX-License-Identifier: AGPL-3.0-or-later
// exit: the exit status of heng, one table for all commands (form-json.md).
//
// 0 nothing at or above --min, 2 wrong usage, 3 findings, 4 refused (a ceiling), 5 failure, 6 a
// file could not be opened or read at all, or holds no form: the others are still done. Of several
// the first of 6 4 5 3 counts; a wrong call is never done in part.
#ifndef HENG_CLI_EXIT_H
#define HENG_CLI_EXIT_H

#include "base/err.h"

enum {
    EXIT_OK = 0,
    EXIT_USAGE = 2,
    EXIT_FINDINGS = 3,
    EXIT_REFUSED = 4,
    EXIT_FAILED = 5,
    EXIT_INPUT = 6,
};

// The worse of two statuses.
int exit_worse(int a, int b);
// The status of a failure.
int exit_of(enum rc rc);

#endif
