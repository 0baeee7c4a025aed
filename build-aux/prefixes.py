#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks nm what the objects of a build folder give and take.

usage: prefixes.py BUILD

Every symbol an object exports begins with its file's noun; a file of a family (check_row.c beside
check.c or check.h) may use the family's. core takes nothing that touches files, clock, environment or
chance. The only setjmp of the program is in base/mem.
"""
import os
import re
import subprocess
import sys

IMPURE = re.compile(
    r"^(f?open(at)?(64)?|fopen(64)?|fread|fwrite|fclose|read|write|printf|fprintf|puts|putchar|stdin|stdout|stderr"
    r"|getenv|secure_getenv|setenv|time|clock|clock_gettime|gettimeofday|localtime_r|gmtime_r|rand|srand"
    r"|random|srandom|getrandom|arc4random|stat(64)?|fstat(64)?|opendir|readdir(64)?|unlink|rename|malloc|calloc|realloc)$")


def objects(build):
    """(source path without src/ and .c, object) of what was compiled from src/."""
    for at, _, files in os.walk(build):
        for file in sorted(files):
            if not file.endswith(".c.o") or "/test/" in at + "/":
                continue
            inside = os.path.relpath(at, build)
            name = file[:-4].replace("src_", "", 1).replace("_", "/", 1) if file.startswith("src_") else None
            if name is None and inside.startswith("src"):
                name = inside.split(os.sep)[1] + "/" + file[:-4]
            if name and os.path.exists(f"src/{name}.c"):
                yield name, os.path.join(at, file)


def nouns(name):
    """The prefixes that a file may export: its own and its family's."""
    floor, stem = name.split("/")
    out = {stem}
    for n in range(1, stem.count("_") + 1):
        head = stem.rsplit("_", n)[0]
        if os.path.exists(f"src/{floor}/{head}.h") or os.path.exists(f"src/{floor}/{head}.c"):
            out.add(head)
    return out


def symbols(path, *options):
    out = subprocess.run(["nm", "-P", *options, path], capture_output=True, text=True, check=True).stdout
    return [line.split()[0] for line in out.splitlines() if line]


def main():
    complaints, seen = [], set()
    for name, path in objects(sys.argv[1]):
        seen.add(name)
        allowed = nouns(name)
        for symbol in symbols(path, "--defined-only", "--extern-only"):
            if symbol != "main" and not any(symbol == n or symbol.startswith(n + "_") for n in allowed):
                complaints.append(f"src/{name}.c exports {symbol}, which does not begin with {' or '.join(sorted(allowed))}")
        taken = symbols(path, "--undefined-only")
        if name.startswith("core/"):
            complaints += [f"src/{name}.c calls {s}: core is pure" for s in taken if IMPURE.match(s)]
        if name != "base/mem":
            complaints += [f"src/{name}.c calls {s}: the one guard is mem_guard" for s in taken if re.search("setjmp|longjmp", s)]
    sources = {f"{floor}/{f[:-2]}" for floor in os.listdir("src") if os.path.isdir(f"src/{floor}")
               for f in os.listdir(f"src/{floor}") if f.endswith(".c")}
    complaints += [f"src/{name}.c is not built" for name in sorted(sources - seen)]
    print("\n".join(complaints + [f"{len(seen)} objects, {len(complaints)} complaints"]))
    sys.exit(1 if complaints else 0)


main()
