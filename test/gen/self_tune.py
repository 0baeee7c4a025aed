#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tuning keeps what it promises, on copies of the weights.

usage: self_tune.py HENG

The file of weights is written back as it was, but for a value. A few files are tuned on: what is
kept costs less, the same tree takes the same steps, and a run that was broken off ends as one that
was not.
"""
import os
import shutil
import subprocess
import sys
import tempfile

from weights import HERE, Weights

TUNE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tune.py")
problems = []


def claim(what, is_true):
    if not is_true:
        problems.append(what)
        print("broken: " + what)


def check_weights():
    with open(HERE, encoding="utf-8") as f:
        was = f.read()
    weights = Weights()
    claim("the weights are written back as they were", weights.text() == was)
    for key in weights:
        old, weights[key] = weights[key], 777
        now = weights.text()
        changed = [(a, b) for a, b in zip(was.split("\n"), now.split("\n")) if a != b]
        claim(f"{key} is one line", len(changed) == 1 and "777" in changed[0][1])
        comments = [line.partition("#")[2] for line in changed[0]] if changed else [0, 1]
        claim(f"{key} keeps its comment", comments[0] == comments[1])
        weights[key] = old


def tune(heng, folder, *more):
    """What a small run prints, and the weights that it leaves."""
    paths = [os.path.join(folder, name) for name in ("weights.yaml", "log.jsonl")]
    shutil.copy(HERE, paths[0])
    spoilt = Weights(paths[0])
    spoilt["skip.name"] = -5  # so that there is something to find
    spoilt.write()
    run = subprocess.run(
        [sys.executable, TUNE, heng, "--only", "skip.name", "--count", "60", "--passes", "1"]
        + ["--weights", paths[0], "--log", paths[1], *more],
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout, Weights(paths[0])["skip.name"], paths[1]


def check_runs(heng):
    with tempfile.TemporaryDirectory(prefix="tune-") as folder:
        told, value, log = tune(heng, folder)
        claim("something is found", value != -5 and "skip.name: -5 → " in told)
        claim(
            "the same tree takes the same steps", tune(heng, folder, "--fresh")[:2] == (told, value)
        )
        with open(log, encoding="utf-8") as f:
            lines = f.readlines()
        with open(log, "w", encoding="utf-8") as f:
            f.writelines(lines[:7] + [lines[7][:9]])
        claim("a run that was broken off goes on", tune(heng, folder)[:2] == (told, value))


def main():
    check_weights()
    check_runs(os.path.abspath(sys.argv[1]))
    print(f"{len(problems)} promises broken")
    sys.exit(1 if problems else 0)


main()
