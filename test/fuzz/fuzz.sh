#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# fuzz.sh [TARGET [SECONDS]]: libFuzzer on one target, or on all in turn (60 s each).
# It begins with the corpus, what was found before, and what the tests have; words of the data are
# its dictionary. New inputs that reach new code are kept in build-fuzz/found/TARGET; a crash or a
# slow input stops the run and leaves its input beside. The corpus in test/fuzz/corpus stays small:
# copy by hand what is worth it, and cut it down (-minimize_crash=1) where it was a find.
set -euo pipefail
seconds=${2:-60}
# What a target may begin with besides its corpus.
seed_most=4096 # bytes
declare -A seeds=([text]='test/forms/*.txt' [forms]='test/forms/*.truth.json'
    [profile]='form/profiles/*.yaml')
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
    mkdir -p "build-fuzz/found/$target" "build-fuzz/seeds/$target"
    # shellcheck disable=SC2086 # a pattern; small ones are tried more often
    find ${seeds[$target]} -size -"${seed_most}"c -exec cp {} "build-fuzz/seeds/$target" ';'
    python3 test/fuzz/words.py "$target" >"build-fuzz/$target.dict"
    echo "== $target, $seconds s"
    "build-fuzz/test/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -max_len=8192 -dict="build-fuzz/$target.dict" -print_final_stats=1 -artifact_prefix="build-fuzz/found/$target." \
        "build-fuzz/found/$target" "test/fuzz/corpus/$target" "build-fuzz/seeds/$target" 2>&1 |
        tee "build-fuzz/$target.log" | grep -E '^(==|SUMMARY|stat::|artifact|.*ERROR|.*DONE)' || true
    [ "${PIPESTATUS[0]}" = 0 ] || exit 1
done
