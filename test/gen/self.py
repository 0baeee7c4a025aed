#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The generator keeps what it promises, on forms drawn anew (the seed is printed).

usage: self.py [--seed N] [--count N]

Forms without faults have no error of the second auditor and add up by plain sums written here;
forms with faults have exactly the errors that were planted, and every planted warning and note.
Every rule H01-H44 is planted, alone and in pairs; half of the forms have none. Sizes, kinds,
classes, operators, funds and conventions all occur, no two forms look alike, the same seed gives the same
form. Prints the distributions; exit status 1 if a promise is broken.
"""
import argparse
import json
import random
import statistics
import sys
from collections import Counter

import auditor
import faults
import model
import sisters
import split
import words
from figure import number

ALL_RULES = tuple(f"H{n:02d}" for n in range(1, 45))
problems = Counter()


def claim(what, is_true, where=""):
    if not is_true:
        problems[what] += 1
        if problems[what] <= 3:
            print(f"broken: {what} {where}")


def drawn(seed, number_, names):
    return model.draw(random.Random(f"{seed}/{number_}"), names[number_ % len(names)])


def texts(x):
    if isinstance(x, str):
        yield x
    elif isinstance(x, dict):
        for k, v in x.items():
            if k != "_":
                yield from texts(v)
    elif isinstance(x, list):
        for v in x:
            yield from texts(v)


def check_findings(form, where):
    """What the second auditor finds against what was promised."""
    found = Counter(auditor.audit(form))
    wanted = Counter(form["_"]["findings"])
    claim("planted and not found", not wanted - found, f"{where} {wanted - found}")
    extra = [f for f in (found - wanted) if f[1] == "error"]
    claim("errors that nobody planted", not extra, f"{where} {extra}")
    claim("rules of the findings are the planted ones",
          {f[0] for f in form["_"]["findings"]} <= set(form["_"]["faults"]), where)


def check_sums(form, where):
    """Plain sums of a form without faults."""
    rows, first = form["indicators"], form["funds"][0]
    weights = [number(r["weight"]) for r in rows if "weight" in r]
    execution = number(first.get("weight", "0"))
    if weights:
        claim("weights add up", execution + sum(weights) == 100, where)
        scored = [r for r in rows if "weight" in r]
        claim("no row has more points than its weight",
              all(0 <= number(r["score"]) <= number(r["weight"]) for r in scored), where)
    if "class_weights" in form:
        points = sum(number(w) for w in form["class_weights"].values())
        claim("class weights add up", execution + points == 100, where)
    if "total" in form:
        scores = [first.get("score", "0")] + [r["score"] for r in rows if "score" in r]
        total = number(form["total"]["score"])
        claim("the total is the sum", sum(map(number, scores)) == total, where)
    for column in ("initial", "adjusted", "received", "executed"):
        parts = [number(f[column]) for f in form["funds"][1:] if column in f]
        if parts and column in first:
            claim("sources add up", sum(parts) == number(first[column]), where)


def check_shape(form, where):
    rows = form["indicators"]
    beside = form["_"]
    claim("1 to 70 rows", 1 <= len(rows) <= 67, where)
    claim("no hole is left in a text", not any(set(t) & set("{}") for t in texts(form)), where)
    claim("names of 2 to 60 characters", all(2 <= len(r["level3"]) <= 60 for r in rows), where)
    claim("reasons of 600 characters at most",
          all(len(r.get("reason") or "") <= 600 for r in rows), where)
    for column in ("weight", "score", "reason", "rescore", "coefficient", "core"):
        has = any(column in r for r in rows)
        claim(f"column {column} is told", not has or column in beside["columns"], where)
    claim("columns of the funds are told",
          all(set(f) - {"source", "name"} <= set(beside["funds"]) for f in form["funds"]), where)


def facts_of(form):
    """What a form shows, for the distributions."""
    beside, rows = form["_"], form["indicators"]
    out = {f"kind {beside['kind']}", f"profile {beside['profile']}", f"year {form['year']}",
           f"money {form['money_unit']}", f"rounding {beside['rounding'][0]}"}
    out.add("funds " + "+".join(sorted({f["source"] for f in form["funds"]})))
    ops = [r["target"].get("op") for r in rows if r.get("target", {}).get("value")]
    out |= {f"operator {o}" for o in ops}
    if ops:
        some = "all" if all(ops) else "mixed" if any(ops) else "none"
        out.add(f"operators {some}")
    firsts = list(dict.fromkeys(r["level1"].removesuffix("指标") for r in rows))
    out.add("classes " + " ".join(firsts))
    if "weight" not in beside["columns"]:
        out.add("no weights" if "score" in beside["columns"] else "no points")
    if beside["groups"]:
        out.add("merged weights")
    if "," in form["funds"][0]["adjusted"]:
        out.add("thousands")
    out |= {k.replace("_", " ") for k in
            ("class_weights", "grade", "notes", "explanation", "tasks", "ticks") if k in form}
    out |= {f"column {c}" for c in ("unit", "reason", "rescore", "coefficient", "core")
            if c in beside["columns"]}
    longest = max(len(r.get("reason") or "") for r in rows)
    out.add("reasons none" if not longest else "reasons short" if longest < 80 else "reasons long")
    if longest > 300:
        out.add("reasons over 300 characters")
    if form["goals"]["expected"].count("\n") > 1:
        out.add("goals of paragraphs")
    if any("万" in (r.get("target", {}).get("unit") or "")[:1] and "元" not in r["target"]["unit"]
           for r in rows):
        out.add("ten thousands")
    if any(r.get("target", {}).get("text", "").endswith(("前", "前完成")) for r in rows):
        out.add("dates")
    return out


# What must be there in some per cent of the forms, at least.
LEAST = {
    "kind project": 60, "kind department": 3, "kind transfer": 3, "kind scheme": 3,
    "money 元": 8, "operators none": 2, "operators mixed": 2, "classes 成本 产出 效益 满意度": 1,
    "classes 产出 成本 效益 满意度": 1, "classes 产出 效益 满意度": 20, "merged weights": 1, "class weights": 4,
    "no weights": 0.5, "no points": 3, "column unit": 2, "grade": 20, "notes": 20,
    "explanation": 5, "tasks": 2, "ticks": 3, "thousands": 5, "column rescore": 1,
    "column coefficient": 1, "reasons none": 3, "reasons long": 3,
    "reasons over 300 characters": 2, "goals of paragraphs": 10, "ten thousands": 4,
    "dates": 30, "rounding trunc": 15, "year 2019": 2, "year 2025": 1,
}


def check_spread(forms, seen):
    n = len(forms)
    rows = [len(f["indicators"]) for f in forms]
    claim("15 rows in the mean", statistics.mean(rows) >= 15)
    claim("forms of one to three rows, and of more than fifty", min(rows) <= 3 and max(rows) > 50)
    clean = sum(not f["_"]["faults"] for f in forms) / n
    claim("half of the forms have no fault", 0.44 <= clean <= 0.56, f"{clean:.2%}")
    claim("faults in pairs", sum(len(f["_"]["faults"]) == 2 for f in forms) > n / 12)
    for name, least in LEAST.items():
        claim(f"in {least} % of the forms: {name}", seen[name] * 100 >= least * n, str(seen[name]))
    looks = {(f.get("project"), f.get("unit"), *(r["level3"] for r in f["indicators"]))
             for f in forms}
    claim("no two forms look alike", len(looks) >= n - n // 500)
    names = Counter(r["level3"] for f in forms for r in f["indicators"])
    claim("names are many", len(names) * 4 > sum(rows), f"{len(names)} of {sum(rows)}")
    planted = Counter(r for f in forms for r in f["_"]["faults"])
    missing = [r for r in faults.RULES if not planted[r]]
    claim("every rule is planted", not missing, str(missing))
    return planted


def check_rules():
    """H01-H44: all but those between forms stand in faults, the rest in sisters."""
    between = set(sisters.RULES) | {"H39"}
    claim("every rule has a fault", set(faults.RULES) | between == set(ALL_RULES))


def check_sisters(seed, names, count):
    for k in range(count):
        rng = random.Random(f"{seed}/sisters/{k}")
        rules = ((), ("H25",), ("H26",))[k % 3]
        forms = sisters.draw(rng, names[k % len(names)], 2 + k % 2, rules)
        claim("sisters are of one unit and year", len({(f["unit"], f["year"]) for f in forms}) == 1)
        found = [set(auditor.audit(f)) for f in forms]
        for f, s in zip(forms, found):
            wrong = [x for x in s if x[1] == "error" and x not in f["_"]["findings"]]
            claim("sisters have no other errors", not wrong, f"{k} {wrong}")
    kept = 0
    for k in range(count):
        rng = random.Random(f"{seed}/last/{k}")
        form = model.draw(rng, names[k % len(names)], "project", ())
        pair = sisters.last_year(rng, form)
        if pair:
            kept += 1
            last, found = pair
            wrong = auditor.errors(last)
            claim("last year's form is right", not wrong, f"{k} {wrong}")
            claim("H39 is told", found[0][0] == "H39" and last["year"] == form["year"] - 1)
    claim("there is a form of last year", kept > count // 3)


def check_kept(names):
    held = split.vocabularies("kept")
    claim("a third of the vocabularies is kept", len(held) * 3 == len(names), str(len(held)))
    claim("kept vocabularies are there", set(split.kept("vocabularies")) <= set(names))
    claim("parts are parts", sorted(held + split.vocabularies("tuned")) == names)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=2000)
    args = parser.parse_args()
    names = words.all_names()
    forms, seen = [], Counter()
    for k in range(args.count):
        form = drawn(args.seed, k, names)
        where = f"seed {args.seed} number {k}"
        check_findings(form, where)
        check_shape(form, where)
        if not form["_"]["faults"]:
            check_sums(form, where)
        if k % 50 == 0:
            again = drawn(args.seed, k, names)
            claim("the same seed, the same form", json.dumps(form) == json.dumps(again), where)
        seen.update(facts_of(form))
        forms.append(form)
    planted = check_spread(forms, seen)
    check_rules()
    check_sisters(args.seed, names, max(6, args.count // 60))
    check_kept(names)
    rows = sorted(len(f["indicators"]) for f in forms)
    print(f"seed {args.seed}: {len(forms)} forms of {len(names)} vocabularies, rows "
          f"{rows[0]}-{rows[-1]}, mean {statistics.mean(rows):.1f}")
    for name, n in sorted(seen.items()):
        if n * 100 >= len(forms) or name in LEAST:
            print(f"  {name}: {100 * n / len(forms):.1f} %")
    print("planted: " + " ".join(f"{r} {n}" for r, n in sorted(planted.items())))
    print(f"{sum(problems.values())} promises broken")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
