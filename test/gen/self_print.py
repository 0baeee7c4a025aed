#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Prints, damage and judge keep what they promise (the seed is printed).

usage: self_print.py [--seed N] [--count N]

The same file is the same bytes in any order of drawing. On clean paper each leaf prints its value;
in each manner every figure of the form stands in the text. After damage, what has no mark in the
truth still stands in its cell. All equations of a form without faults hold before it is spoilt. The judge finds a truth read as it is right everywhere, a changed
value silent, a changed and marked one flagged, a lost row missing, a doubled one extra.
"""
import argparse
import copy
import random
import re
import sys
from collections import Counter

import blocks
import damage
import draw
import manners
import model
import split
import witness
import wreck
from judge import judge

problems = Counter()
PARTS = ("op", "level1", "level2")


def claim(what, is_true, where=""):
    if not is_true:
        problems[what] += 1
        if problems[what] <= 3:
            print(f"broken: {what} {where}")


def plain(text):
    """Without blanks, thousands and full width."""
    out = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return re.sub(r"[\s,\u3000\u00a0]|" + damage.TEAR, "", out)


def reading(truth):
    """A truth as a reader would give it that has read all of it."""
    forms = []
    for form in copy.deepcopy(truth["forms"]):
        form["marks"] = [{"path": p, "how": "missing"} for p in nulls(form, "")]
        forms.append(form)
    return {"source": {"format": "json"}, "forms": forms}


def nulls(value, path):
    if value is None:
        yield path
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in ("marks", "repairs", "slips", "noisy"):
                yield from nulls(part, f"{path}/{key}")
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from nulls(part, f"{path}/{i}")


def check_paper(rng, seed, number):
    """Leaves of clean and of spoilt paper."""
    names = split.vocabularies("all")
    form = model.draw(random.Random(f"{seed}/{number}"), names[number % len(names)])
    if not form["_"]["faults"]:
        for equation in witness.equations(form):
            values = [witness.dec(h[k]) for h, k in equation.members]
            wrong = isinstance(equation, witness.Sum) and not equation.holds(values)
            claim("an equation of a form without faults does not hold", not wrong, number)
    for chosen in rng.sample(manners.ALL, 4):
        paper = blocks.lay(rng, copy.deepcopy(form), {**chosen.force, "grid": chosen.has_grid})
        for cell in paper.cells():
            for holder, key, a, b in cell.leaves:
                same = key in PARTS or b == a or cell.text[a:b] == str(holder[key])
                claim("a leaf prints another value", same, (number, chosen.name, cell))
        if not chosen.fits(paper):
            continue
        text = plain("".join(t for line in chosen.printer(rng, paper) for t, _ in line))
        for row in form["indicators"]:
            for key in ("weight", "score"):
                value = plain(row.get(key) or "")
                claim("a figure is not in the text", value in text, (number, chosen.name, value))
        check_spoilt(rng, paper, chosen, (number, chosen.name))


def check_spoilt(rng, paper, chosen, where):
    spoilt = wreck.spoil(rng, paper, "damaged", chosen.gap)
    form = paper.form
    rows = {id(r): r for r in form["indicators"]}
    noted = set(form["repairs"])
    where_is = {id(h): p for h, p in holders(form)}
    for cell in paper.cells():
        for holder, key, a, b in spoilt.numbers(cell):
            path = f"{where_is.get(id(holder))}/{key}"
            if holder.get(key) is None or path in noted or cell.row and id(cell.row) not in rows:
                continue
            whole = plain(cell.text[a:b]) == plain(str(holder[key]))
            claim("a figure was changed and nothing says so", whole, (*where, cell))


def holders(form):
    yield form, ""
    yield form.get("total"), "/total"
    for i, fund in enumerate(form["funds"]):
        yield fund, f"/funds/{i}"
    for i, row in enumerate(form["indicators"]):
        yield row, f"/indicators/{i}"
        for key in ("target", "actual"):
            yield row.get(key), f"/indicators/{i}/{key}"


def check_judge(one, where):
    """The judge on a perfect reading, and on one that is spoilt on purpose."""
    tally = judge(one.truth, reading(one.truth))
    perfect = tally.count["right"] == tally.count["n"] and not tally.bad()
    claim("a truth is not right to itself", perfect, (where, tally.faults[:2]))
    claim("a right reading proves nothing", tally.proved() == len(one.truth["forms"]), where)
    claim("what is lost proves something", not judge(one.truth, {"forms": []}).proved(), where)
    rows = one.truth["forms"][0]["indicators"]
    at = next((i for i, r in enumerate(rows) if r.get("score") and r.get("level3")), None)
    if at is None:
        return
    read = reading(one.truth)
    read["forms"][0]["indicators"][at]["score"] += "7"
    claim("a changed score is not silent", judge(one.truth, read).count["silent"] == 1, where)
    path = f"/indicators/{at}/score"
    read["forms"][0]["marks"].append({"path": path, "how": "doubtful"})
    count = judge(one.truth, read).count
    claim("a marked score is not flagged", count["flagged"] == 1 and not count["silent"], where)
    read = reading(one.truth)
    read["forms"][0]["indicators"].append({"level3": "不在表上的一行", "weight": "1"})
    claim("an invented row is not extra", judge(one.truth, read).count["extra"] == 1, where)
    read = reading(one.truth)
    read["forms"][0]["marks"] = []
    del read["forms"][0]["indicators"][-1]
    claim("a lost row is not missing", judge(one.truth, read).count["missing"] >= 1, where)


def check_proved():
    """What is marked all over is not silent, and proves nothing."""
    mark = {"path": "/project", "how": "doubtful"}
    read = {"forms": [{"project": "某某楼修缮", "indicators": [], "marks": [mark]}]}
    tally = judge({"forms": [{"project": "某某楼修缮项目", "indicators": []}]}, read)
    claim("a form of which no cell was read proves something", not tally.proved(), tally.count)
    claim("a marked cell is a fault", not tally.bad(), tally.count)


def check_kept(names):
    """What is kept cannot be drawn for tuning, by its name or by chance."""
    for what in ("manners", "vocabularies"):
        for name in split.kept(what):
            choice = {"manners": "manner", "vocabularies": "vocabulary"}[what]
            try:
                draw.draw(1, 0, part="tuned", **{choice: name})
                claim("what is kept can be drawn for tuning", False, name)
            except ValueError:
                pass
    drawn = any(draw.is_kept(draw.draw(2, n, part="tuned")) for n in range(300))
    claim("what is kept is drawn for tuning", not drawn)
    kept = set(split.kept("manners"))
    claim("a kept manner is unknown", kept <= names, kept - names)
    claim("less than a third of the manners is kept", 3 * len(kept) >= len(names) - 2, len(names))


def check_cut(seed, count):
    """A text that ends inside a row is printed in the manners that lose the order of cells, too."""
    for name in ("columns", "copies"):
        cut = sum(
            bool(s.kinds["cut end"])
            for n in range(count)
            for s in draw.draw(seed, n, "damaged", name).spoilt
        )
        claim("no text of this manner was cut", cut, name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    args = parser.parse_args()
    print(f"seed {args.seed}")
    rng = random.Random(args.seed)
    first = {n: draw.draw(args.seed, n).data for n in range(0, args.count, 10)}
    for n in reversed(list(first)):
        claim(
            "a file depends on what was drawn before", draw.draw(args.seed, n).data == first[n], n
        )
    for n in range(args.count):
        check_paper(rng, args.seed, n)
        if n % 3 == 0:
            check_judge(draw.draw(args.seed, n), n)
    check_proved()
    check_cut(args.seed, args.count // 5)
    check_kept({m.name for m in manners.ALL})
    print(f"{sum(problems.values())} promises broken")
    sys.exit(1 if problems else 0)


main()
