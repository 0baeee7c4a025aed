#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checks in the text of src/ who includes whom, and what every file carries.

A floor includes itself and what is below it; core and codec never base/os.h; a header includes only
headers of base/; a .c includes its own header first.
Every file begins with its SPDX line and a story; nothing is left out of the coverage by a mark.
"""
import os
import re
import sys

BELOW = {
    "base": {"base"},
    "core": {"core", "base"},
    "codec": {"codec", "core", "base"},
    "store": {"store", "core", "base"},
    "act": {"act", "codec", "store", "core", "base"},
    "cli": {"cli", "act", "codec", "core", "base"},
    "web": {"web", "act", "codec", "core", "base"},
}
SPDX = "SPDX-License-Identifier: AGPL-3.0-or-later"
MARKS = re.compile(r"(?:G|L)COVR?_EXCL|NOLINT|cppcheck-suppress")
INCLUDE = re.compile(r'^#include "([^"]+)"', re.M)


def check_includes(path, floor, text, complain):
    stem, end = os.path.splitext(os.path.basename(path))
    names = INCLUDE.findall(text)
    for name in names:
        below = name.split("/")[0]
        if "/" not in name:
            complain(path, f'"{name}": write includes from src/, with the floor')
        elif below not in BELOW[floor]:
            complain(path, f'"{name}": {floor} does not stand on {below}')
        elif name in ("base/os.h", "base/os_jobs.h") and floor in ("core", "codec"):
            complain(path, f'"{name}": {floor} knows bytes, no files')
        elif end == ".h" and below != "base":
            complain(path, f'"{name}": a header includes only base/; declare the struct forward')
    own = f"{floor}/{stem}.h"
    if end == ".c" and os.path.exists("src/" + own) and (not names or names[0] != own):
        complain(path, f'includes "{own}" not first')


def main():
    complaints = []

    def complain(path, why):
        complaints.append(f"{path}: {why}")

    n = 0
    for at, dirs, files in os.walk("src"):
        dirs.sort()
        for file in sorted(files):
            if not file.endswith((".c", ".h")):
                continue
            path, n = os.path.join(at, file), n + 1
            text = open(path, encoding="utf-8").read()
            lines = text.split("\n")
            if SPDX not in lines[0]:
                complain(path, "the first line is not the SPDX line")
            told_in_header = file.endswith(".c") and os.path.exists(path[:-2] + ".h")
            if not told_in_header and (len(lines) < 2 or not lines[1].startswith("// ")):
                complain(path, "no story after the SPDX line")
            for match in MARKS.finditer(text):
                complain(path, f"{match.group()}: nothing is left out by a mark")
            check_includes(path, at.split(os.sep)[1], text, complain)
    print("\n".join(complaints + [f"{n} files, {len(complaints)} complaints"]))
    sys.exit(1 if complaints else 0)


main()
