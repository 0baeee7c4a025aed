// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/base.h"

void base_bug(const char *file, int line, const char *why)
{
    fprintf(stderr, "heng: bug at %s:%d: %s\n", file, line, why);
    abort();
}
