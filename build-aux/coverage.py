#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Branches of src/ that the tests took, by file, against what is promised.

usage: coverage.py BUILD

BUILD was compiled with coverage and its tests have run. gcovr counts; every branch counts but those
of lines that begin with `BUG_IF(`: these are left out, and how many that is stands in the report.
Promised: every branch of the files in FULL, and 90 % of the branches of each folder.
"""
import fnmatch
import glob
import json
import os
import subprocess
import sys

FULL = ("core/score*", "core/check*", "core/profile*", "core/round*", "base/dec*", "base/ratio*")
FOLDER_LEAST = 90.0


class Tally:
    def __init__(self):
        self.taken = self.all = self.left_out = 0
        self.untaken = []

    def share(self):
        return 100.0 * self.taken / self.all if self.all else 100.0

    def add(self, other):
        self.taken, self.all, self.left_out = self.taken + other.taken, self.all + other.all, self.left_out + other.left_out


def measured(build):
    """{file below src/: Tally} from gcovr's own count, without any exclusion of its own."""
    out = os.path.join(build, "coverage.json")
    subprocess.run(["gcovr", "--root", ".", "--object-directory", build, "--filter", "src/", "--json", out, build], check=True, stdout=subprocess.DEVNULL)
    with open(out, encoding="utf-8") as f:
        data = json.load(f)
    result = {}
    for file in data["files"]:
        path = file["file"]
        tally = result.setdefault(os.path.relpath(path, "src"), Tally())
        source = open(path, encoding="utf-8").read().split("\n")
        for line in file["lines"]:
            branches = line.get("branches", [])
            number = line["line_number"]
            if source[number - 1].lstrip().startswith("BUG_IF("):
                tally.left_out += len(branches)
                continue
            taken = sum(b["count"] > 0 for b in branches)
            tally.taken, tally.all = tally.taken + taken, tally.all + len(branches)
            if taken < len(branches):
                tally.untaken.append(number)
    return result


def has_code(build, name):
    """False for a file of tables alone: its object defines no function, so nothing of it can run."""
    objects = glob.glob(os.path.join(build, "src", os.path.dirname(name), "*.p", os.path.basename(name) + ".o"))
    if not objects:
        return True
    symbols = subprocess.run(["nm", "--defined-only", *objects], check=True, capture_output=True, text=True).stdout
    return any(line.split()[-2] in "Tt" for line in symbols.splitlines() if len(line.split()) > 1)


def lines_short(numbers):
    shown = ", ".join(map(str, numbers[:14]))
    return shown + (" …" if len(numbers) > 14 else "")


def main():
    files = measured(sys.argv[1])
    sources = {os.path.relpath(os.path.join(at, f), "src") for at, _, fs in os.walk("src") for f in fs if f.endswith(".c")}
    folders, total, bad = {}, Tally(), []
    for name in sorted(files):
        tally = files[name]
        folders.setdefault(name.split("/")[0], Tally()).add(tally)
        total.add(tally)
        stem = os.path.splitext(name)[0]
        full = any(fnmatch.fnmatch(stem, pattern) for pattern in FULL)
        mark = ""
        if full and tally.taken < tally.all:
            bad.append(f"{name}: every branch is promised, {tally.all - tally.taken} not taken")
            mark = "  ← all promised"
        rest = f"  not at {lines_short(tally.untaken)}" if tally.untaken else ""
        print(f"{tally.share():6.1f} %  {tally.taken:5} of {tally.all:5}  {name}{mark}{rest}")
    for folder, tally in sorted(folders.items()):
        print(f"{tally.share():6.1f} %  {tally.taken:5} of {tally.all:5}  src/{folder}")
        if tally.share() < FOLDER_LEAST:
            bad.append(f"src/{folder}: {tally.share():.1f} % of the branches, {FOLDER_LEAST:.0f} % are promised")
    bad += [f"{name}: no test runs it" for name in sorted(sources - set(files)) if has_code(sys.argv[1], name)]
    print(f"{total.share():6.1f} %  {total.taken:5} of {total.all:5}  all of src")
    print(f"Left out: {total.left_out} branches of lines that begin with BUG_IF(; nothing else.")
    print("\n".join(bad or ["Every promise of coverage is kept."]))
    sys.exit(1 if bad else 0)


main()
