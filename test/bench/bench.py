#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Benchmarks: forms a second on one core, peak memory, and how both grow.

usage: bench.py BUILD [read]

read: `heng read --format json` in one process, without writing files: the example as it is (clean),
and as a bad copy leaves it (noisy). N files of one form each, and one file of N forms. The time of
each phase is shown, and the peak of resident memory. No test fails by the clock: this prints.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLE = os.path.join(HERE, "..", "..", "example", "reading-room.txt")
FILES = (20, 200, 2000)
ONE_FILE = (1, 10, 100)
LETTERS = {"0": "O", "1": "l", "5": "S", "8": "B"}


def noisy(text, seed):
    """The text as OCR and a torn copy leave it: blanks in numbers, letters for digits where an
    equation stands beside, cells broken over lines, a stand-in for the operator."""
    chance = random.Random(seed)
    lines = []
    for line in text.split("\n"):
        cells = line.split("\t")
        for i, cell in enumerate(cells):
            if re.fullmatch(r"\d+\.\d+", cell) and chance.random() < 0.3:
                cells[i] = cell.replace(".", ". ")
            elif re.fullmatch(r"\d+\.\d+", cell) and "年度资金总额" in line and chance.random() < 0.15:
                at = chance.randrange(len(cell))
                cells[i] = cell[:at] + LETTERS.get(cell[at], cell[at]) + cell[at + 1:]
            elif cell.startswith("≥") and chance.random() < 0.3:
                cells[i] = chance.choice("2>^") + " " + cell[1:]
            elif len(cell) > 14 and chance.random() < 0.5:
                at = chance.randrange(6, len(cell) - 4)
                cells[i] = cell[:at] + " " + cell[at:]
        lines.append("\t".join(cells))
    return "\n".join(lines)


def forms(kind, n):
    """n forms as texts, each with its own project name."""
    with open(EXAMPLE, encoding="utf-8") as f:
        text = f.read()
    for i in range(n):
        own = text.replace("公共阅览室", f"第{i + 1}公共阅览室")
        yield noisy(own, i) if kind == "noisy" else own


def measure(program, folder, kind, n, is_one_file):
    """What the program tells of n forms, as a dict."""
    paths = []
    texts = ["\n".join(forms(kind, n))] if is_one_file else list(forms(kind, n))
    for i, text in enumerate(texts):
        paths.append(os.path.join(folder, f"{kind}-{n}-{i}.txt"))
        with open(paths[-1], "w", encoding="utf-8") as f:
            f.write(text)
    listed = os.path.join(folder, "list")
    with open(listed, "w", encoding="utf-8") as f:
        f.write("\n".join(paths) + "\n")
    out = subprocess.run([program, listed], capture_output=True, text=True, check=True).stdout
    for path in paths:
        os.remove(path)
    return json.loads(out)


def bench_read(build):
    program = os.path.join(build, "test", "bench", "bench_read")
    phases = ("load", "text", "fit", "json")
    print(f"{'text':7}{'files':>7}{'forms':>7}{'forms/s':>9}" + "".join(f"{p + ' µs':>10}" for p in phases) +
          f"{'peak MiB':>10}{'JSON KiB':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("clean", "noisy"):
            for is_one_file, scales in ((False, FILES), (True, ONE_FILE)):
                for n in scales:
                    got = measure(program, folder, kind, n, is_one_file)
                    if got["forms"] != n:
                        print(f"  read {got['forms']} forms of {n}")
                    rate = got["forms"] / max(got["seconds"], 1e-9)
                    print(f"{kind:7}{1 if is_one_file else n:7}{got['forms']:7}{rate:9.0f}" +
                          "".join(f"{1e6 * got[p] / max(got['forms'], 1):10.1f}" for p in phases) +
                          f"{got['peak_kib'] / 1024:10.1f}{got['json_bytes'] / 1024:10.0f}")
    print("µs are of one form; load (the data, once a process) is of the whole run and not in forms/s.")


def main():
    if len(sys.argv) < 2 or sys.argv[2:] not in ([], ["read"]):
        sys.exit(__doc__)
    bench_read(sys.argv[1])


main()
