#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Judges heng on the hold-outs: forms typed by people who had seen neither reader nor generator.

usage: hold.py HENG [--show]

Each folder beside this file is a round: NAME.txt with NAME.truth.json; `printed` are forms of the
generator, printed by Chromium and taken off by pdftotext. A line a round tells cells,
right, flagged and silent ones, rows lost and invented. Exit status 1 if a round is worse than the
bounds below, which only ever get tighter.
"""
import glob
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "gen"))
from judge import Tally, judge  # noqa: E402

# Of each round: right cells at least, silent cells, rows lost and rows invented at most.
BOUNDS = {
    "1": (3215, 2, 1, 1),
    "2": (2950, 5, 0, 1),
    "3": (3790, 80, 22, 15),
    "printed": (805, 20, 1, 10),
}


def read(heng, path):
    out = subprocess.run([heng, "read", "--format", "json", path], capture_output=True, text=True)
    return json.loads(out.stdout) if out.stdout.strip() else {"forms": []}


def judge_round(heng, folder, show):
    total = Tally()
    for path in sorted(glob.glob(os.path.join(folder, "*.truth.json"))):
        with open(path, encoding="utf-8") as f:
            truth = json.load(f)
        tally = judge(truth, read(heng, path[: -len(".truth.json")] + ".txt"))
        total.add(tally)
        for kind, where, _, wanted, got, how in tally.faults if show else ():
            print(f"{os.path.basename(path)}: {kind} {where}: want {wanted!r}, read {got!r} ({how})")
    return total.count


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    passed = failed = 0
    for name, (right, silent, missing, extra) in BOUNDS.items():
        c = judge_round(sys.argv[1], os.path.join(HERE, name), "--show" in sys.argv)
        print(
            f"round {name}: cells {c['n']}, right {c['right']}, flagged {c['flagged']}, silent "
            f"{c['silent']}, missing {c['missing']}, extra {c['extra']}, needless {c['needless']}"
        )
        holds = c["right"] >= right and c["silent"] <= silent
        holds = holds and c["missing"] <= missing and c["extra"] <= extra
        passed, failed = passed + holds, failed + (not holds)
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
