#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The law of digits: whoever changes one digit of a figure that is called `checked` is found out.

usage: digit.py HENG [--seed N] [--from K] [--count N] [--each E] [--own] [--show K]

Draws clean files, lets heng read them, and where nothing is read wrong changes on paper one digit
of E figures whose support is `checked`, prints the same file again, lets heng read and audit it: a
finding or a mark must be there that was not there before. --own audits under the profile that the
forms were drawn for instead of national-2020. Exit status 1 if a changed digit brings nothing.
"""
import argparse
import os
import random
import sys
import tempfile
from collections import Counter

import draw
from judge import judge
from laws import audit
from prove import read_files

BATCH = 100


def leaf_of(form, pointer):
    """(holder, key) of a JSON pointer; None where the form has no such place."""
    at, parts = form, pointer.strip("/").split("/")
    try:
        for part in parts[:-1]:
            at = at[int(part)] if isinstance(at, list) else at[part]
        return (at, parts[-1]) if parts[-1] in at else None
    except (KeyError, IndexError):
        return None


def plain(value):
    return str(value).replace(",", "")


def checked(one, read):
    """Places (form, pointer) of figures that are called checked and were read right."""
    for n, (truth, seen) in enumerate(zip(one.truth["forms"], read["forms"])):
        for pointer, support in (seen.get("support") or {}).items():
            there, here = leaf_of(truth, pointer), leaf_of(seen, pointer)
            if support == "checked" and there and here:
                if plain(there[0][there[1]]) == plain(here[0][here[1]]):
                    yield n, pointer


class Change:
    """Changes one digit of one figure on its paper, once it is laid and before it is printed."""

    def __init__(self, form, pointer, rng):
        self.form, self.pointer, self.rng, self.what = form, pointer, rng, None

    def __call__(self, number, paper):
        found = leaf_of(paper.form, self.pointer) if number == self.form else None
        if not found:
            return
        holder, key = found
        cells = [
            (c, a, b) for c in paper.cells() for h, k, a, b in c.leaves if h is holder and k == key
        ]
        if len(cells) != 1:
            return
        cell, a, b = cells[0]
        places = [i for i in range(a, b) if cell.text[i] in "0123456789"]
        if not places:
            return
        i = self.rng.choice(places)
        leads = i == places[0] and len(places) > 1 and cell.text[i + 1 : i + 2] != "."
        new = self.rng.choice([d for d in "0123456789"[leads:] if d != cell.text[i]])
        old = cell.text[a:b]
        cell.text = cell.text[:i] + new + cell.text[i + 1 :]
        self.what = f"{self.pointer} {old} -> {cell.text[a:b]}"


def is_one_letter(old, new):
    return len(old) == len(new) and sum(x != y for x, y in zip(old, new)) == 1


def marks_of(read):
    return Counter(
        (n, m["path"], m["how"]) for n, f in enumerate(read["forms"]) for m in f.get("marks", ())
    )


def changed_files(args, number, one, read):
    """The file with one digit changed, as often as asked for; (bytes, what) each."""
    rng = random.Random(f"{args.seed}/{number}/digit")
    places = sorted(checked(one, read))
    for n, pointer in rng.sample(places, min(args.each, len(places))):
        change = Change(n, pointer, rng)
        again = draw.draw(args.seed, number, "clean", change=change)
        if change.what and is_one_letter(one.data, again.data):
            yield again.data, change.what


def try_batch(args, numbers, count, shown):
    with tempfile.TemporaryDirectory(prefix="digit-") as folder:

        def write(name, data):
            with open(os.path.join(folder, name), "wb") as f:
                f.write(data)

        made = {f"{n}.txt": draw.draw(args.seed, n, "clean") for n in numbers}
        for name, one in made.items():
            write(name, one.data)
        reads = read_files(args.heng, folder, list(made))
        tries = {}
        for name, one in made.items():
            if not reads[name] or judge(one.truth, reads[name]).bad():
                continue  # what is read wrong is counted by prove.py
            for k, (data, what) in enumerate(changed_files(args, one.number, one, reads[name])):
                tries[f"{name[:-4]}-{k}.txt"] = (name, what)
                write(f"{name[:-4]}-{k}.txt", data)
        after = read_files(args.heng, folder, list(tries))
        found = findings(args, folder, made, tries)
        for file, (name, what) in tries.items():
            count["digits changed"] += 1
            is_seen = after[file] is None or marks_of(after[file]) - marks_of(reads[name])
            if not is_seen and not found[file] - found[name]:
                count["changed in silence"] += 1
                shown.append(f"{name} {made[name].manner}: {what}")


def findings(args, folder, made, tries):
    """The findings of all files, each under the profile that it is to be audited under."""
    groups, found = {}, {}
    for file in [*made, *tries]:
        one = made[tries[file][0] if file in tries else file]
        own = {o.get("profile", "national-2020") for o in one.own}
        profile = own.pop() if args.own and len(own) == 1 else "national-2020"
        groups.setdefault(profile, []).append(file)
    for profile, names in groups.items():
        found.update(audit(args.heng, folder, names, profile))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("heng")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--from", dest="start", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--own", action="store_true")
    parser.add_argument("--show", type=int, default=20)
    args = parser.parse_args()
    args.heng = os.path.abspath(args.heng)
    count, shown = Counter(), []
    print(f"digit: seed {args.seed}, {args.count} files from {args.start}")
    end = args.start + args.count
    for at in range(args.start, end, BATCH):
        try_batch(args, range(at, min(at + BATCH, end)), count, shown)
    for line in shown[: args.show]:
        print("nothing says so: " + line)
    print(f"{count['digits changed']} digits changed, {count['changed in silence']} in silence")
    sys.exit(1 if count["changed in silence"] or not count["digits changed"] else 0)


if __name__ == "__main__":
    main()
