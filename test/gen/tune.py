#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sets the integers of data/read/weights.yaml on generated files: coordinate descent.

usage: tune.py HENG [--only PREFIX] [--seed N] [--count N] [--passes N] [--minutes N] [--fresh]
               [--weights FILE] [--log FILE]

One set of files is tuned on; a change is kept if it costs less there, no more on a second set of
another seed, if the gain of both is above its scatter over the files, and if nothing of test/forms
(and of ../shared/seed, if it is there) reads worse. Only what is not named in kept.txt is drawn.
The weights come first, then the thresholds, on more files. Each change that is kept is printed; all
are written to weights.yaml with its comments: then heng is to be built anew.

The cost: a thousand for a cell that is wrong or lost and nothing says so, and for every mark above
the rate that is promised; one for a mark on a right cell; three for a wrong cell with a mark.

The same tree takes the same steps. Every evaluation goes to build/tune.jsonl: a run that was broken
off goes on from there, as long as nothing but weights.yaml is changed, and that by this program
alone. --fresh forgets it.
"""
import argparse
import hashlib
import json
import os
import time
from collections import Counter

from prove import NEEDLESS
from trial import Drawn, folder_of
from weights import HERE, MOST, Weights

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
FLOORS = ("test/forms", "../shared/seed")
STEPS = (4, -4, 1, -1)
THRESHOLDS, MORE = "threshold.", 3  # they hang on rare cells: so many times the files
WRONG, FLAGGED = 1000, 3  # of a wrong cell without a mark, and with one
LEAST = WRONG  # what a change gains; no mark is given up because it once was needless
SCATTER = 2  # how many times the scatter over the files a gain must be
RATE_SPARE = 0.9  # of the promised rate of marks: other forms have more
COUNTED = "n right flagged silent needless touched_needless inferred wrong".split()


def marks_of(c):
    return c["needless"] + c["touched_needless"]


def file_cost(c):
    return WRONG * c["wrong"] + FLAGGED * c["flagged"] + marks_of(c) + c["inferred"]


class Found:
    """What one set of files cost under some weights: in all, and each file by itself; `each` is the
    quality of a file and what is counted of it.
    """

    def __init__(self, each):
        self.files = [file_cost(c) for _, c in each]
        self.all, over = Counter(), 0
        for quality in sorted({q for q, _ in each}):
            total = Counter()
            for q, c in each:
                total.update(c if q == quality else {})
            over += max(0, marks_of(total) - RATE_SPARE * NEEDLESS[quality] * total["right"])
            self.all.update(total)
        self.cost = sum(self.files) + WRONG * round(over)

    def is_worse(self, before):
        """Whether a floor reads worse than it did."""
        a, b = self.all, before.all
        more = a["wrong"] > b["wrong"] or marks_of(a) > marks_of(b)
        return more or a["right"] < b["right"]

    def __str__(self):
        c = self.all
        return (
            f"cost {self.cost}: wrong {c['wrong']} (silent {c['silent']}), marked {c['flagged']}, "
            f"needless {marks_of(c)}, inferred {c['inferred']}, right {c['right']} of {c['n']}"
        )


def is_chance(pairs):
    """Whether the gain from (before, after) of some sets is within its scatter over their files."""
    gains = [a - b for before, after in pairs for a, b in zip(before.files, after.files)]
    return sum(gains) < SCATTER * sum(g * g for g in gains) ** 0.5


def digest(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def tree():
    """A digest of all that a reading, a drawing and a judgement depend on, but the weights."""
    sums = {}
    for top in ("src", "data", "test/gen"):
        for at, _, files in os.walk(os.path.join(ROOT, top)):
            for path in (os.path.join(at, name) for name in files):
                if path.endswith((".c", ".h", ".py", ".txt", ".yaml")) and path != Weights().path:
                    with open(path, "rb") as f:
                        sums[os.path.relpath(path, ROOT)] = hashlib.sha256(f.read()).hexdigest()
    return digest(sums)


class Log:
    """What every evaluation gave, on disk, under what it was made with."""

    def __init__(self, path, head, weights, is_fresh):
        self.known, self.start, lines = {}, dict(weights), []
        if os.path.exists(path) and not is_fresh:
            with open(path, encoding="utf-8") as f:
                lines = [json.loads(line) for line in f if line.endswith("\n")]
        if lines and lines[0]["head"] == head:
            starts = [line["weights"] for line in lines if "weights" in line]
            if self.start in starts:
                self.start = starts[0]
                self.known = {line["of"]: line["found"] for line in lines if "of" in line}
        self.file = open(path, "w", encoding="utf-8")
        self.add({"head": head, "weights": self.start})
        for of, found in self.known.items():
            self.add({"of": of, "found": found})

    def add(self, line):
        self.file.write(json.dumps(line) + "\n")
        self.file.flush()

    def found(self, trial, name, weights):
        """What this trial gives under these weights, by what is known or anew."""
        key = digest([name, weights])
        if key not in self.known:
            each = trial().counts(weights)
            self.known[key] = [[q, *(c[k] for k in COUNTED)] for q, c in each]
            self.add({"of": key, "found": self.known[key]})
        return Found([(q, Counter(dict(zip(COUNTED, c)))) for q, *c in self.known[key]])


class OverTime(Exception):
    """The minutes that were given are over."""


class Tuner:
    """The weights at hand, and what they give on two sets of `count` files and on the floors."""

    def __init__(self, args, log, weights, count):
        self.log, self.weights, self.until = log, weights, args.until
        self.trials, self.made = {}, {}
        for name, seed in (("first", args.seed), ("second", args.seed + "/second")):
            self.trials[name] = lambda seed=seed: Drawn(args.heng, seed, count, "tuned")
        for name in FLOORS:
            folder = os.path.join(ROOT, name)
            if os.path.isdir(folder):
                self.trials[name] = lambda folder=folder: folder_of(args.heng, folder)
        self.count = count
        self.now = {name: self.look(name) for name in self.trials}
        self.before = dict(self.now)

    def look(self, name):
        def trial():
            if name not in self.made:
                self.made[name] = self.trials[name]()
            return self.made[name]

        return self.log.found(trial, [name, self.count], self.weights)

    def holds(self):
        """What the weights at hand give, if they are better than those before; else None."""
        found, now = {"first": self.look("first")}, self.now
        if found["first"].cost > now["first"].cost - LEAST:
            return None
        found["second"] = self.look("second")
        if found["second"].cost > now["second"].cost:
            return None
        if is_chance([(now[name], found[name]) for name in ("first", "second")]):
            return None
        for name in (name for name in self.trials if name in FLOORS):
            found[name] = self.look(name)
            if found[name].is_worse(self.before[name]):
                return None
        return found

    def try_value(self, key, value):
        """Keeps a value if it holds."""
        old = self.weights[key]
        is_turned = old * value < 0 or (key.startswith(THRESHOLDS) and value < 0)
        if is_turned or abs(value) > MOST:
            return False
        self.weights[key] = value
        found = self.holds()
        if not found:
            self.weights[key] = old
            return False
        print(f"{key}: {old} → {value}")
        for name in ("first", "second"):
            print(f"  {name + ',':7} {self.now[name].cost} → {found[name]}", flush=True)
        self.now = found
        return True

    def pass_over(self, keys):
        """Tries other values of each, once; how many were kept."""
        kept = 0
        for key in keys:
            for step in STEPS:
                while self.try_value(key, self.weights[key] + step):
                    kept += 1
                if self.until and time.monotonic() > self.until:
                    raise OverTime
        print(f"a pass is over: {kept} changes kept", flush=True)
        return kept

    def go(self, keys, passes):
        """Passes until one keeps nothing; what they gave."""
        try:
            while passes > 0 and self.pass_over(keys):
                passes -= 1
        finally:
            for name, found in self.now.items():
                print(f"{name}: {self.before[name]}\n{'':{len(name)}}  {found}")


def tune(args, log, weights):
    """The weights; then the thresholds, which answer what is left."""
    keys = [k for k in weights if k.startswith(args.only)]
    for count, is_threshold in ((args.count, False), (MORE * args.count, True)):
        own = [k for k in keys if k.startswith(THRESHOLDS) == is_threshold]
        if own:
            print(f"{len(own)} values on {count} files", flush=True)
            Tuner(args, log, weights, count).go(own, args.passes)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("heng")
    parser.add_argument("--only", default="", help="values whose names begin so: break., name.")
    parser.add_argument("--seed", default="tune")
    parser.add_argument("--count", type=int, default=480)
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--weights", default=HERE)
    parser.add_argument("--log", default=os.path.join(ROOT, "build", "tune.jsonl"))
    args = parser.parse_args()
    args.until = time.monotonic() + 60 * args.minutes if args.minutes else None
    os.makedirs(os.path.dirname(args.log), exist_ok=True)
    weights = Weights(args.weights)
    log = Log(args.log, [tree(), args.seed], weights, args.fresh)
    weights.update(log.start)
    try:
        tune(args, log, weights)
    except (OverTime, KeyboardInterrupt):
        print("broken off; call again to go on")
    weights.write()
    log.add({"weights": weights})


if __name__ == "__main__":
    main()
