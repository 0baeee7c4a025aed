#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# Every header compiles alone, with both compilers.
set -euo pipefail
status=0
for header in src/*/*.h; do
    for compiler in gcc clang; do
        $compiler -std=c17 -D_GNU_SOURCE -Wall -Wextra -Werror -Isrc -fsyntax-only -x c - \
            <<<"#include \"${header#src/}\"" || {
            echo "$header does not compile alone with $compiler"
            status=1
        }
    done
done
exit $status
