#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes C that holds every file of some folders: embed.py ROOT OUT.c DEPFILE FOLDER...

The folders are searched anew at each run; the depfile names files and folders, so that a new file
is seen without a line in the build. Paths are relative to ROOT, in byte order.
"""
import os
import sys


def main():
    root, out, depfile, *folders = sys.argv[1:]
    files, seen = [], []
    for folder in folders:
        for at, dirs, names in os.walk(os.path.join(root, folder)):
            dirs.sort()
            seen.append(at)
            files += [os.path.join(at, n) for n in names if not n.startswith(".") and n.endswith((".yaml", ".txt", ".css"))]
    files.sort(key=lambda f: os.path.relpath(f, root).encode())
    with open(out, "w", encoding="ascii") as c:
        c.write('#include "act/home.h"\n\n')
        for i, path in enumerate(files):
            data = open(path, "rb").read()
            c.write(f"static const unsigned char file_{i}[] = {{")
            c.write(",".join(map(str, data + b"\0")))
            c.write("};\n")
        c.write("\nconst struct home_file home_files[] = {\n")
        for i, path in enumerate(files):
            name = os.path.relpath(path, root)
            c.write(f'    {{"{name}", (const char *)file_{i}, sizeof(file_{i}) - 1}},\n')
        c.write("};\nconst size_t home_n_files = sizeof(home_files) / sizeof(home_files[0]);\n")
    with open(depfile, "w", encoding="utf-8") as d:
        d.write(out + ": " + " ".join(p.replace(" ", "\\ ") for p in files + seen) + "\n")


main()
