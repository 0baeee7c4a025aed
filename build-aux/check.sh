#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# What every commit keeps, as steps: each is silent when it passes, and shows the end of its log when
# it does not. `check.sh` is the everyday set, `check.sh all` adds valgrind, longer property runs and the
# report page in Chromium.
# Three builds are kept and reused: build (gcc), build-asan (clang with ASan and UBSan), build-cov
# (gcc with coverage). Called by ./dev, from the root of the tree.
set -uo pipefail
logs=build-check
mkdir -p "$logs"
cores=$(nproc)
passed=0 failed=0

# step NAME COMMAND…
step() {
    local name=$1 begin=$SECONDS
    shift
    if "$@" >"$logs/$name.log" 2>&1; then
        passed=$((passed + 1))
        printf 'ok      %-12s %4d s\n' "$name" $((SECONDS - begin))
    else
        failed=$((failed + 1))
        printf 'not ok  %-12s %4d s   the end of %s:\n' "$name" $((SECONDS - begin)) "$logs/$name.log"
        tail -n 40 "$logs/$name.log" | sed 's/^/    /'
    fi
}

# configured FOLDER [meson options…]
configured() {
    local folder=$1
    shift
    [ -f "$folder/build.ninja" ] || meson setup "$folder" "$@" || {
        rm -rf "$folder"
        return 1
    }
}

check_format() {
    find src test -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run -Werror
}

check_gcc() { configured build && ninja -C build; }

check_clang() {
    CC=clang configured build-asan --buildtype=debug -Doptimization=1 -Db_lundef=false \
        -Db_sanitize=address,undefined && ninja -C build-asan
}

# What is suppressed are faults of cppcheck 2.10: a compound literal after `?` is not parsed, and a
# pointer that came in by value inside a struct is taken for one to the struct.
check_cppcheck() {
    cppcheck --quiet --std=c11 -j "$cores" -I src -D_GNU_SOURCE -DHENG_VERSION='"0"' \
        --enable=warning,performance,portability --suppress=missingIncludeSystem \
        --suppress=internalAstError --suppress=returnDanglingLifetime --error-exitcode=1 src
}

check_tidy() {
    find src -name '*.c' -print0 |
        xargs -0 -n 1 -P "$cores" clang-tidy --quiet -p build-asan --warnings-as-errors='*'
}

check_asan() {
    ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:exitcode=99 \
        UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1:exitcode=99 \
        meson test -C build-asan --no-rebuild --print-errorlogs --timeout-multiplier 10
}

check_coverage() {
    local status=0
    configured build-cov -Db_coverage=true --buildtype=debug -Doptimization=0 &&
        ninja -C build-cov || return 1
    find build-cov -name '*.gcda' -delete
    meson test -C build-cov --no-rebuild --print-errorlogs --timeout-multiplier 10 || status=1
    python3 build-aux/coverage.py build-cov || status=1
    return $status
}

check_valgrind() {
    configured build && ninja -C build &&
        test/golden/run.py --wrap 'valgrind --quiet --error-exitcode=99 --leak-check=full' \
            build/heng test/golden
}

# The laws with a seed of today, on every figure.
check_laws() {
    local seed status=0
    seed=$(date +%s)
    echo "seed $seed"
    HENG_SEED=$seed build/test/unit/base_ratio || status=1
    python3 test/prop/laws.py build/heng --seed "$seed" --all || status=1
    python3 test/prop/again.py build/heng --seed "$seed" --times 10 || status=1
    return $status
}

# axe-core is no part of heng: it is fetched once, and judges the report page in Chromium.
check_page() {
    local axe=$logs/axe
    [ -f "$axe/node_modules/axe-core/axe.min.js" ] ||
        npm install --silent --no-save --ignore-scripts --prefix "$axe" axe-core@4.14.1 || return 1
    configured build && ninja -C build &&
        python3 test/pages/axe.py build/heng "$axe/node_modules/axe-core/axe.min.js"
}

begin=$SECONDS
step format check_format
step floors python3 build-aux/floors.py
step headers bash build-aux/headers.sh
step length python3 build-aux/worst.py --strict
step gcc check_gcc
step prefixes python3 build-aux/prefixes.py build
step clang check_clang
step cppcheck check_cppcheck
step tidy check_tidy
step asan check_asan
step coverage check_coverage
grep -E 'src/|Left out|all of src' "$logs/coverage.log" | tail -n 8 | sed 's/^/    /'
if [ "${1:-}" = all ]; then
    step valgrind check_valgrind
    step laws check_laws
    step page check_page
fi
printf '%d steps passed, %d failed, %d s\n' "$passed" "$failed" $((SECONDS - begin))
[ "$failed" = 0 ]
