#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Benchmarks: forms a second on one core, peak memory, and how both grow.

usage: bench.py BUILD [read]

read: what `heng read --format json` does, in one process, without writing files: the example as it
is (clean), and as a bad copy leaves it (noisy). N files of one form each, and one file of N forms.
Time is that of the process, not of the wall; memory stands beside its limit, 64 MiB and 2 KiB a row
of the call. At the end `--jobs 2` against one process, by the wall. No test fails by the clock: this
prints, and says of each figure whether it is what was asked for.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLE = os.path.join(HERE, "..", "..", "example", "reading-room.txt")
FILES = (20, 200, 2000)
ONE_FILE = (1, 10, 100, 1000, 10000)
LETTERS = {"0": "O", "1": "l", "5": "S", "8": "B"}
PHASES = ("load", "read", "json")
WANTED = {"clean": 10000, "noisy": 1000}
WANTED_JOBS = 1.8
JOB_FILES = 4000
ROWS_LEAST = 13


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


def write_files(folder, kind, n, is_one_file):
    """The paths of n forms as files."""
    paths = []
    for i, text in enumerate(["\n".join(forms(kind, n))] if is_one_file else forms(kind, n)):
        paths.append(os.path.join(folder, f"{kind}-{n}-{i}.txt"))
        with open(paths[-1], "w", encoding="utf-8") as f:
            f.write(text)
    return paths


def measure(program, folder, kind, n, is_one_file):
    """What the program tells of n forms, as a dict."""
    paths = write_files(folder, kind, n, is_one_file)
    listed = os.path.join(folder, "list")
    with open(listed, "w", encoding="utf-8") as f:
        f.write("\n".join(paths) + "\n")
    out = subprocess.run([program, listed], capture_output=True, text=True, check=True).stdout
    for path in paths:
        os.remove(path)
    got = json.loads(out)
    got["rate"] = got["forms"] / max(got["seconds"], 1e-9)
    got["limit_mib"] = 64 + 2 * got["rows"] / 1024
    return got


def verdict(is_good):
    return "as wanted" if is_good else "NOT as wanted"


def wall(command):
    begin = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - begin


def bench_jobs(heng, folder):
    """How much faster two processes read than one, as the best of three."""
    paths = write_files(folder, "clean", JOB_FILES, False)
    command = [heng, "read", "--format", "json", *paths]
    speedup = max(wall(command) / wall([*command, "--jobs", "2"]) for _ in range(3))
    print(f"--jobs 2 is {speedup:.2f} times as fast as one process, over {JOB_FILES} files: at least "
          f"{WANTED_JOBS}, {verdict(speedup >= WANTED_JOBS)}; this machine has {os.cpu_count()} cores")


def bench_read(build):
    program = os.path.join(build, "test", "bench", "bench_read")
    print(f"{'text':7}{'files':>7}{'forms':>7}{'forms/s':>9}" + "".join(f"{p + ' µs':>10}" for p in PHASES) +
          f"{'peak MiB':>10}{'limit':>8}{'JSON KiB':>10}")
    best, over, growth = {"clean": 0, "noisy": 0}, [], {}
    with tempfile.TemporaryDirectory() as folder:
        for kind in best:
            for is_one_file, scales in ((False, FILES), (True, ONE_FILE)):
                for n in scales:
                    got = measure(program, folder, kind, n, is_one_file)
                    if got["forms"] != n or got["rows"] < n * ROWS_LEAST:
                        print(f"  read {got['forms']} forms of {n}, {got['rows']} rows")
                    peak = got["peak_kib"] / 1024
                    print(f"{kind:7}{1 if is_one_file else n:7}{got['forms']:7}{got['rate']:9.0f}" +
                          "".join(f"{1e6 * got[p] / max(got['forms'], 1):10.1f}" for p in PHASES) +
                          f"{peak:10.1f}{got['limit_mib']:8.1f}{got['json_bytes'] / 1024:10.0f}")
                    if n > 1:
                        best[kind] = max(best[kind], got["rate"])
                        growth.setdefault((kind, is_one_file), []).append(f"{1e6 / got['rate']:.0f}")
                    if peak > got["limit_mib"]:
                        over.append(f"{kind} {n}")
        print("µs are of one form; load (the data, once a process) is of the whole run and not in forms/s.")
        for kind, wanted in WANTED.items():
            print(f"{kind}: {best[kind]:.0f} forms/s a core, at least {wanted}: {verdict(best[kind] >= wanted)}")
            for is_one_file in (False, True):
                print(f"  µs a form as {'one file' if is_one_file else 'files'} grows: "
                      f"{' '.join(growth[kind, is_one_file])}")
        print(f"memory: {verdict(not over)}" + (f", over the limit: {', '.join(over)}" if over else ""))
        bench_jobs(os.path.join(build, "heng"), folder)


def main():
    if len(sys.argv) < 2 or sys.argv[2:] not in ([], ["read"]):
        sys.exit(__doc__)
    bench_read(sys.argv[1])


if __name__ == "__main__":
    main()
