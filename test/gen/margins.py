#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How often a reading is wrong at each margin, by kind of slot and by manner of print.

usage: margins.py HENG [--seed N] [--count N] [--part tuned|kept|all] [--whole]

heng tells no margins. What it tells is a mark, where the margin of a cell is below the threshold of
its slot: so the same files are read with all thresholds 0, 1, 2, 4, … and the margin of a cell is
the greatest threshold at which it has no mark. Whether it is right is judged on the reading without
thresholds. Left out are cells that are marked for another reason, and those that no threshold
marks: they have no second reading. The same for the margin of the lines of text in columns, whose
threshold is another. Each field of the tables is: wrong cells of cells.
"""
import argparse
from collections import Counter, defaultdict

from judge import judge
from trial import Drawn
from weights import MOST, Weights

EDGES = (1, 2, 4, 8, 16, 32, 64, MOST)
FAMILIES = {
    "tabs": ("excel", "word", "pdf"),
    "pipes": ("pipes",),
    "blanks": ("row", "run"),
    "a line": ("cell", "pipe-lines"),
    "columns": ("layout",),
    "no order": ("values", "names", "columns", "copies", "tight"),
}
SLOTS = {
    "level1": "level",
    "level2": "level",
    "level3": "name",
    "row.weight": "points",
    "row.score": "points",
}
CELLS = ["threshold." + k for k in ("level", "name", "target", "actual", "points", "reason")]


def family(manner):
    """The longest beginning decides: pipe-lines is no pipes-wide."""
    found = ((len(h), f) for f, heads in FAMILIES.items() for h in heads if manner.startswith(h))
    return max(found)[1]


def marked(read):
    """The paths of a reading's marks, one set a form."""
    out = []
    for n, form in enumerate((read or {}).get("forms", ())):
        base = f"/forms/{n}"
        paths = (mark["path"] for mark in form.get("marks", ()))
        out.append({p[len(base) :] if p.startswith(base) else p for p in paths})
    return out


def read_margins(trial, keys):
    """The readings under thresholds 0, in each form the margins of its cells."""
    weights = Weights()
    weights.update((k, 0) for k in weights if k.startswith("threshold."))
    reads = trial.reads(weights)
    before = {name: marked(read) for name, read in reads.items()}
    margins = {name: [{} for _ in forms] for name, forms in before.items()}
    least = 0
    for edge in EDGES:
        weights.update((k, edge) for k in keys)
        for name, read in trial.reads(weights).items():
            for own, found, now in zip(before[name], margins[name], marked(read)):
                for path in now - own - found.keys():
                    found[path] = least
        least = edge
    for name, read in reads.items():
        for form, found in zip((read or {}).get("forms", ()), margins[name]):
            form["margins"] = found
    return reads


def field(count):
    wrong, n = count[False], count[False] + count[True]
    return f"{wrong}/{n}" if n else "-"


def show(what, counts):
    """One table: a line a group, a column a band, wrong of all."""
    bands = [0, *EDGES[:-1]]
    heads = [f"{a}–{b - 1}" if b - a > 1 else str(a) for a, b in zip(bands, bands[1:])]
    print(f"| {what} | " + " | ".join([*heads, f"{bands[-1]}–", "all"]) + " |")
    print("|---" * (len(bands) + 2) + "|")
    for name in sorted({name for name, _ in counts}):
        found = [counts.get((name, b), Counter()) for b in bands]
        fields = [field(c) for c in (*found, sum(found, Counter()))]
        print(f"| {name} | " + " | ".join(fields) + " |")
    print()


def count(args, trial, keys):
    """Wrong and right cells by band: of each slot, of each print, of both together."""
    by_slot, by_print, by_both = (defaultdict(Counter) for _ in range(3))
    for name, read in read_margins(trial, keys).items():
        one = trial.made[name]
        source = family(one.manner) + (", clean" if one.quality == "clean" else ", noisy")
        for key, n in judge(one.truth, read or {}).by.items():
            if key[0] != "margin":
                continue
            _, slot, band, right = key
            slot = SLOTS.get(slot, slot.split(".")[0])
            by_slot[slot, band][right] += n
            by_print[source, band][right] += n
            by_both[f"{source}, {slot}", band][right] += n
    return by_slot, by_print, by_both


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("heng")
    parser.add_argument("--seed", default="margins")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--part", choices=("tuned", "kept", "all"), default="all")
    parser.add_argument("--whole", action="store_true", help="print and slot together, too")
    args = parser.parse_args()
    trial = Drawn(args.heng, args.seed, args.count, args.part)
    print(f"seed {args.seed}, {args.count} files, part {args.part}\n")
    for what, keys in (("", CELLS), ("lines: ", ["threshold.lines"])):
        by_slot, by_print, by_both = count(args, trial, keys)
        show(what + "slot", by_slot)
        show(what + "print", {k: v for k, v in by_print.items() if not what or "columns" in k[0]})
        if args.whole:
            show(what + "print and slot", by_both)


if __name__ == "__main__":
    main()
