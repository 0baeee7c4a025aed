#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draw the figures and names of forms anew, so that a reader that knows its samples by heart is
found out.

usage: redraw.py SAMPLES_DIR OUT_DIR --seed N [--times K]

For each text with its truth and findings: new amounts, rates, targets, actuals, weights, scores,
totals and new characters in every name are drawn, and written into the text in place: each digit
where a digit stood, full width for full width, the same blanks, letters for digits, split cells,
page marks, encoding and line ends. What the text says else about a figure (in goals, reasons,
notes) follows it. `rules.py` sees to it that the facts which decide every finding are those of the
original (sums, ties, rounding convention, who meets the target, bands, what is planted), so that
the same findings are expected, at their redrawn figures; `place.py` knows where the numbers stand.
Characters that any rule or heading uses (`words.txt`), units, dates, 0 and 100 stay. OUT_DIR holds
for each draw K a folder of the same three files a sample (OUT_DIR itself if K is 1). The same seed
gives the same bytes.
"""
import argparse
import copy
import json
import os
import random
import re
import unicodedata
from collections import Counter
from fractions import Fraction

import rules
from draw import draw_case
from echo import write_text, write_truth
from names import Names, is_han, words
from rules import num
from sample import Retry, Sample, leaf, read_text


def figures(f, form, rounding, profile):
    """(printed, expected) of a finding on this form, as far as they are figures; None if they
    stay.
    """
    row = form["indicators"][f["row"] - 1] if f.get("row") else None
    first = form["funds"][0]
    rate = first.get("rate")
    two = "{:.2f}".format
    if f["rule"] == "H10":
        return row["score"], row["weight"]
    if f["rule"] == "H11":
        return row["score"], two(
            float(rules.rounded(rules.due(row, num(row["weight"])), *rounding))
        )
    if f["rule"] == "H21":
        return rate, f["expected"]
    if f["rule"] == "H22":
        rows = [r for r in form["indicators"] if r.get("weight") and r.get("score")]
        share = sum(num(r["score"]) for r in rows) / sum(num(r["weight"]) for r in rows) * 100
        return two(float(rules.rounded(share, *rounding))), rate
    if f["rule"] == "H24":
        return form["total"]["score"], f["expected"]
    if f["rule"] == "H28":
        _, t, a = rules.cost_sums(form)
        limit = max(num(first["initial"]), num(first["adjusted"]))
        return (
            (two(float(t)), "≤ " + two(float(limit)))
            if "≤" in f["expected"]
            else (two(float(a)), first["executed"])
        )
    if f["rule"] == "H41":
        n = next(r for r in form["indicators"] if (r.get("actual") or {}).get("unit") == "人")[
            "actual"
        ]["value"]
        return row["actual"]["value"], "k/" + str(int(num(n)))
    if f["rule"] == "H37":
        return f"{first['initial']} → {first['adjusted']}", None
    return None


def write_findings(folder, name, samples, drawn, names):
    """The expected findings at their new figures, and how many figures had to be left out."""
    with open(os.path.join(folder, name + ".findings.json"), encoding="utf-8") as f:
        d = json.load(f)
    profile, left = d["profile"], 0
    files = {s.name + ".txt": k for k, s in enumerate(samples)}

    def forms_of(x):
        k = files[x.get("file", name + ".txt")]
        return samples[k].forms[x["form"] - 1], drawn[k][x["form"] - 1]

    for x in d["forms"]:
        old, new = forms_of(x)
        rounding = (x["rounding"]["mode"], x["rounding"]["digits"]) if x["rounding"] else None
        before, after = rules.totals(old, profile, rounding), rules.totals(new, profile, rounding)
        for k, a, b in zip(("sum", "strict"), before, after):
            if x[k] is not None:
                assert a is not None and abs(num(x[k]) - a) == 0, (name, k, x[k], a)
                x[k] = "{:.2f}".format(float(b))
    for x in d["findings"] + d.get("either", []):
        x.pop("computed", None)
        if x["rule"] == "H15" and "printed" in x:
            x["printed"] = names.text(x["printed"])
        if "printed" not in x and "expected" not in x:
            continue
        old, new = forms_of(x)
        r = next(
            y["rounding"]
            for y in d["forms"]
            if y["form"] == x["form"] and y.get("file") == x.get("file")
        )
        rounding = (r["mode"], r["digits"]) if r else ("half_up", 2)
        a, b = figures(x, old, rounding, profile), figures(x, new, rounding, profile)
        if a is not None and a == (x.get("printed"), x.get("expected")):
            x["printed"], x["expected"] = b
            if x["expected"] is None:
                del x["expected"]
        elif a is not None and "expected" in x:
            left += 1
            del x["expected"]
        elif a is None and x["rule"] not in ("H15", "H16", "H19", "H29", "H32"):
            x.pop("printed", None)
            left += "expected" in x
            x.pop("expected", None)
    return d, left


def width(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line)


def cases(folder):
    """[(samples, names of findings, profile)]: files that some findings name together are one
    case.
    """
    names = sorted(
        f[: -len(".truth.json")] for f in os.listdir(folder) if f.endswith(".truth.json")
    )
    groups = {n: [n] for n in names}
    findings = {}
    for f in sorted(os.listdir(folder)):
        if f.endswith(".findings.json"):
            with open(os.path.join(folder, f), encoding="utf-8") as h:
                d = json.load(h)
            name = f[: -len(".findings.json")]
            files = [x[:-4] for x in d.get("files", [name + ".txt"])]
            findings[name] = (files, d["profile"], d)
            whole = sorted({n for x in files for n in groups[x]})
            for n in whole:
                groups[n] = whole
    out = []
    for group in sorted({tuple(g) for g in groups.values()}):
        mine = [n for n in findings if set(findings[n][0]) <= set(group)]
        out.append((group, mine, findings[mine[0]][1], [findings[n][2] for n in mine]))
    return out


def alike_rows(group, findings):
    """Rows whose weights are compared with each other (H25): they keep them."""
    out = set()
    for d in findings:
        for x in d["findings"]:
            if x["rule"] == "H25":
                for r in x["rows"]:
                    k = group.index(r["file"][:-4]) if "file" in r else 0
                    out.add((k, r["form"] - 1, r["row"] - 1))
    return out


STRUCTURAL = {Fraction(0), Fraction(100)}


def count(sample, forms, tally):
    for path, _ in place_once(sample):
        old, new = leaf(sample.forms, path), leaf(forms, path)
        if (
            num(old) in STRUCTURAL
            or path[1:3] == ("total", "weight")
            or path[1:4] == ("funds", 0, "weight")
        ):
            continue
        tally["numbers"] += 1
        tally["redrawn"] += old != new


def place_once(sample):
    seen = {}
    for path, s, _ in sample.spans:
        seen.setdefault(path, s)
    return sorted(seen.items(), key=str)


def redraw(folder, out, seed, only=None):
    """Draws a folder anew into another; what was redrawn, in counts."""
    tally = Counter()
    os.makedirs(out, exist_ok=True)
    allowed = words()
    groups = cases(folder)
    all_text = {
        c for group, _, _, _ in groups for name in group for c in read_text(folder, name)[0]
    }
    for group, findings, profile, expected in groups:
        if only and not any(n.startswith(only) for n in group):
            continue
        rng = random.Random(f"{seed}/{'+'.join(group)}")
        samples = [Sample(folder, n) for n in group]
        names = Names(rng, samples, allowed, all_text)
        try:
            drawn = draw_case(rng, samples, profile, alike_rows(group, expected), 40)
        except Retry as e:
            print(f"redraw: numbers stay as they are: {e}")
            tally["failed"] += 1
            drawn = [copy.deepcopy(s.forms) for s in samples]
        for s, forms in zip(samples, drawn):
            count(s, forms, tally)
            text = names.text(write_text(s, forms))
            assert text != s.text and [width(x) for x in text.split("\n")] == [
                width(x) for x in s.text.split("\n")
            ], s.name
            for form in s.forms:
                for x in [form.get(k) for k in ("project", "department", "unit")] + [
                    r["level3"] for r in form["indicators"]
                ]:
                    if x:
                        tally["names"] += 1
                        tally["renamed"] += names.text(x) != x
                        tally["characters"] += sum(map(is_han, x))
                        tally["exchanged"] += sum(a != b for a, b in zip(x, names.text(x)))
            with open(os.path.join(out, s.name + ".txt"), "wb") as f:
                f.write(text.encode(s.encoding))
        for name in findings:
            d, left = write_findings(folder, name, samples, drawn, names)
            tally["left"] += left
            dump(d, os.path.join(out, name + ".findings.json"))
        for s, forms in zip(samples, drawn):
            dump(write_truth(s, forms, names), os.path.join(out, s.name + ".truth.json"))
    return tally


def told(seed, tally):
    return (
        f"redraw: seed {seed}: numbers {tally['redrawn']}/{tally['numbers']} redrawn, "
        f"names {tally['renamed']}/{tally['names']} "
        f"(characters {tally['exchanged']}/{tally['characters']}), "
        f"figures of findings left out {tally['left']}, "
        f"cases whose numbers stay {tally['failed']}"
    )


def dump(x, path):
    with open(path, "w", encoding="utf-8") as f:
        json.dump(x, f, ensure_ascii=False, indent=1)
        f.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("samples")
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--only")
    args = parser.parse_args()
    for k in range(args.times):
        out = args.out if args.times == 1 else os.path.join(args.out, str(k))
        print(told(args.seed + k, redraw(args.samples, out, args.seed + k, args.only)))


if __name__ == "__main__":
    main()
