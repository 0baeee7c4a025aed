#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists the longest functions and files of src/; `--strict` fails on what is over the limits."""
import os
import sys

FUNCTION_MOST, FILE_MOST, SHOWN = 60, 450, 10


def sources():
    for at, dirs, files in os.walk("src"):
        dirs.sort()
        yield from (os.path.join(at, f) for f in sorted(files) if f.endswith((".c", ".h")))


def functions(path, lines):
    """(lines, place) of each function: its body stands between `{` and `}` in the first column."""
    start = None
    for i, line in enumerate(lines):
        if line == "{":
            start = i - 1
            while start > 0 and lines[start][:1] in (" ", "\t"):
                start -= 1
        elif line == "}" and start is not None:
            name = lines[start].split("(")[0].split()[-1].lstrip("*")
            yield i - start + 1, f"{path}:{start + 1} {name}"
            start = None


def main():
    all_files, all_functions = [], []
    for path in sources():
        lines = open(path, encoding="utf-8").read().split("\n")
        all_files.append((len(lines) - 1, path))
        all_functions += functions(path, lines)
    over = 0
    for what, things, most in (("functions", all_functions, FUNCTION_MOST), ("files", all_files, FILE_MOST)):
        things.sort(key=lambda t: (-t[0], t[1]))
        over += sum(n > most for n, _ in things)
        print(f"The longest {what} of {len(things)} (at most {most} lines as a rule):")
        for n, name in things[:max(SHOWN, sum(n > most for n, _ in things))]:
            print(f"{n:6} {name}{'  over' if n > most else ''}")
    sys.exit(1 if over and "--strict" in sys.argv else 0)


main()
