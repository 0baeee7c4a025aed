#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# fuzz.sh [TARGET [SECONDS]]: libFuzzer on one target, or on all in turn (60 s each).
# New inputs that reach new code are kept in build-fuzz/found/TARGET; a crash stops the run and
# leaves its input there. The corpus in test/fuzz/corpus stays small: copy by hand what is worth it.
set -euo pipefail
seconds=${2:-60}
[ -f build-fuzz/build.ninja ] || CC=clang meson setup build-fuzz -Dfuzz=true --buildtype=debug \
    -Doptimization=1 -Db_sanitize=address,undefined -Db_lundef=false \
    -Dc_args=-fsanitize=fuzzer-no-link >/dev/null
targets=("${1:-}")
[ -n "${targets[0]}" ] || mapfile -t targets < <(ls test/fuzz/corpus)
for target in "${targets[@]}"; do
    [ -d "test/fuzz/corpus/$target" ] || {
        echo "no such target: $target; there are: $(ls test/fuzz/corpus | tr '\n' ' ')" >&2
        exit 2
    }
    ninja -C build-fuzz "test/fuzz/fuzz_$target" >build-fuzz/ninja.log || {
        cat build-fuzz/ninja.log >&2
        exit 1
    }
    mkdir -p "build-fuzz/found/$target"
    echo "== $target, $seconds s"
    "build-fuzz/test/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -max_len=65536 -print_final_stats=1 -artifact_prefix="build-fuzz/found/$target." \
        "build-fuzz/found/$target" "test/fuzz/corpus/$target" 2>&1 |
        grep -E '^(==|SUMMARY|stat::|artifact|.*ERROR)' || true
    [ "${PIPESTATUS[0]}" = 0 ] || exit 1
done
