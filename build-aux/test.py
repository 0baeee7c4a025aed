#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs the tests of a build folder and closes with `N passed, N failed`.

usage: test.py BUILD [--judge-not] [meson test arguments…]

What counts: each case of a cmocka program, each transcript, each law; a program that names no cases
is one. A skipped test is a failed one. Where a folder `../shared` with the judge lies beside the
checkout, heng is judged on its samples and on its seed too: each set is one.
"""
import json
import os
import re
import subprocess
import sys

JUDGE = "../shared/tools/judge-samples"
# Least share of cells read right, most share of needless marks.
SETS = {"samples": (0.99, 0.01), "seed": (0.989, 0.02)}
CASE_OK = re.compile(r"^(?:\[ +OK \]|ok ) *(.+)$", re.M)
CASE_BAD = re.compile(r"^(?:\[ +(?:FAILED|SKIPPED) +\] (?!(?:tests: )?\d+ test)|not ok )(.+)$", re.M)


def meson_tests(build, extra):
    """(passed, failed) over the cases of all meson tests."""
    log = os.path.join(build, "meson-logs", "testlog.json")
    if os.path.exists(log):
        os.remove(log)
    code = subprocess.run(["meson", "test", "-C", build, "--no-rebuild", "--print-errorlogs", *extra]).returncode
    if not os.path.exists(log):
        return 0, 1
    passed = failed = 0
    with open(log, encoding="utf-8") as f:
        for line in f:
            test = json.loads(line)
            text = test.get("stdout", "") + "\n" + test.get("stderr", "")
            good, bad = len(set(CASE_OK.findall(text))), len(set(CASE_BAD.findall(text)))
            if test["result"] == "OK":
                passed, failed = passed + max(good, 0 if bad else 1), failed + bad
            else:
                passed, failed = passed + good, failed + max(bad, 1)
    return passed, failed + (1 if code and not failed else 0)


def is_perfect(line):
    """True for the line of a file that was read without anything to say."""
    at = re.search(r"right (\d+)/(\d+), (.*?);", line)
    return bool(at) and at[1] == at[2] and not re.search(r"[1-9]", at[3])


def judge(build, name):
    """Judges one set of ../shared; True if it keeps the marks."""
    heng = os.path.join(build, "heng")
    done = subprocess.run([JUDGE, heng, f"../shared/{name}"], capture_output=True, text=True)
    lines = done.stdout.strip().splitlines() or [done.stderr.strip() or "no answer"]
    figures = {k: int(v) for k, v in re.findall(r"(\w+) (\d+)", lines[-1])}
    cells = figures.get("cells", 0)
    right, needless = SETS[name]
    good = (done.returncode == 0 and cells > 0 and figures["right"] >= right * cells
            and figures["needless"] <= needless * cells)
    print("\n".join(lines[-1:] if good else [line for line in lines if not is_perfect(line)]))
    print(f"{'ok' if good else 'not ok'} ../shared/{name}")
    return good


def main():
    words = sys.argv[1:]
    if not words:
        sys.exit(__doc__)
    build, extra = words[0], [w for w in words[1:] if w != "--judge-not"]
    passed, failed = meson_tests(build, extra)
    if os.path.exists(JUDGE) and not extra and "--judge-not" not in words:
        print("Sets judged: test/forms, " + ", ".join(f"../shared/{name}" for name in SETS))
        for name in SETS:
            good = judge(build, name)
            passed, failed = passed + good, failed + (not good)
    else:
        print("Sets judged: test/forms" if not extra else "Sets judged: none (named tests only)")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main()
