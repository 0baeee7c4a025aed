// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/exit.h"

int exit_worse(int a, int b)
{
    static const int order[] = {EXIT_USAGE, EXIT_INPUT, EXIT_REFUSED, EXIT_FAILED, EXIT_FINDINGS};
    for (size_t i = 0; i < LENGTH_OF(order); i++)
        if (a == order[i] || b == order[i])
            return order[i];
    return EXIT_OK;
}

int exit_of(enum rc rc)
{
    static const int statuses[] = {
        [RC_OK] = EXIT_OK,          [RC_USAGE] = EXIT_USAGE, [RC_REFUSED] = EXIT_REFUSED,
        [RC_FAILED] = EXIT_FAILED,  [RC_INPUT] = EXIT_INPUT, [RC_OVERFLOW] = EXIT_FAILED,
        [RC_MEMORY] = EXIT_REFUSED,
    };
    return statuses[rc];
}
