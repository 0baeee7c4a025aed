#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Laws that hold for every form, tried on random variations of known ones.

usage: laws.py HENG [DIR] [--seed N] [--all] [--law NAME] [--show]

  json      the audit of a file and the audit of the JSON of its reading are the same but for
            places
  order     the order of the file arguments changes nothing
  print     full width digits and signs, thousands separators, and blanks beside the point (in
            files whose cells are parted by tabs or pipes) change nothing but what is kept as
            printed
  checked   change one digit of a figure whose support is `checked`: a finding or a mark appears
            that was not there before

DIR (default: test/forms of this repository) holds NAME.txt with NAME.truth.json, whose figures
`place.py` finds in the text. Each law prints how many cases it tried. The default run samples;
--all (or HENG_PROP_TIMES above 1) tries every checked figure. Exit status 1 if a law is broken;
every broken case is printed.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter

import place
from sample import Sample, leaf, slots

HERE = os.path.dirname(os.path.abspath(__file__))
WIDE = str.maketrans("0123456789.,%()", "０１２３４５６７８９．，％（）")
PRINTED = {"raw", "at", "place", "source", "sources", "sha256", "by", "bytes", "notes"}
BATCH = 60


def run(heng, *args):
    return subprocess.run([heng, *args], capture_output=True, text=True).stdout


def without(x, keys):
    if isinstance(x, dict):
        return {k: without(v, keys) for k, v in x.items() if k not in keys}
    if isinstance(x, list):
        return [without(v, keys) for v in x]
    return x


def bag(xs):
    return Counter(json.dumps(x, ensure_ascii=False, sort_keys=True) for x in xs)


def stem(x, files):
    """Names of files to their bare stems, so that NAME.txt and NAME.json are one."""
    text = json.dumps(x, ensure_ascii=False)
    for f in files:
        text = text.replace(f, os.path.splitext(os.path.basename(f))[0])
    return json.loads(text)


class Bench:
    """heng, the forms and a folder for variations."""

    def __init__(self, heng, folder, rng, tmp, everything, show):
        self.heng, self.folder, self.rng, self.tmp, self.everything, self.show = (
            heng,
            folder,
            rng,
            tmp,
            everything,
            show,
        )
        self.names = sorted(
            f[: -len(".truth.json")] for f in os.listdir(folder) if f.endswith(".truth.json")
        )
        self.samples = {n: Sample(folder, n) for n in self.names}
        self.cases, self.broken = Counter(), Counter()

    def path(self, name):
        return os.path.join(self.folder, name + ".txt")

    def write(self, name, text, encoding="utf-8"):
        path = os.path.join(self.tmp, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(text.encode(encoding))
        return path

    def reads(self, paths):
        """The readings of many files, in a few calls."""
        out = []
        for k in range(0, len(paths), BATCH):
            lines = run(self.heng, "read", "--format", "json", *paths[k : k + BATCH]).splitlines()
            found = {r["source"]["file"]: r for r in map(json.loads, lines)}
            out += [found.get(p) for p in paths[k : k + BATCH]]
        return out

    def audit(self, *paths):
        text = run(self.heng, "audit", "--format", "json", *paths)
        return json.loads(text) if text else None

    def judge(self, law, holds, what):
        self.cases[law] += 1
        if not holds:
            self.broken[law] += 1
            if self.show or self.broken[law] <= 5:
                print(f"{law}: broken by {what}")


# ------------------------------------------------------------------ the laws


def differences(a, b):
    """The first keys in which two results differ, for the message."""
    out = []
    for k in sorted(set(a or {}) | set(b or {})):
        x, y = (a or {}).get(k), (b or {}).get(k)
        if x != y:
            lost = (
                list((bag(x) - bag(y)).elements())[:2]
                if isinstance(x, list) and isinstance(y, list)
                else x
            )
            more = (
                list((bag(y) - bag(x)).elements())[:2]
                if isinstance(x, list) and isinstance(y, list)
                else y
            )
            out.append(f"{k}: {str(lost)[:300]} -> {str(more)[:300]}")
    return "; ".join(out)


def law_json(bench):
    for name in bench.names:
        path = bench.path(name)
        other = bench.write(f"json/{name}.json", run(bench.heng, "read", "--format", "json", path))
        a, b = (without(stem(bench.audit(p), (path, other)), PRINTED) for p in (path, other))
        bench.judge("json", a is not None and a == b, f"{name}: {differences(a, b)}")


def law_order(bench):
    for _ in range(12 if len(bench.names) > 1 else 0):
        names = bench.rng.sample(bench.names, bench.rng.randint(2, min(8, len(bench.names))))
        paths = [bench.path(n) for n in names]
        mixed = paths[:]
        while mixed == paths:
            bench.rng.shuffle(mixed)
        a, b = bench.audit(*paths), bench.audit(*mixed)
        same = all(bag(a[k]) == bag(b[k]) for k in ("forms", "findings", "not_evaluated"))
        bench.judge(
            "order",
            same and a["findings"] == b["findings"],
            f"{' '.join(names)}: {differences(a, b)}",
        )
        a, b = (
            [
                json.loads(line)
                for line in run(bench.heng, "read", "--format", "json", *p).splitlines()
            ]
            for p in (paths, mixed)
        )
        bench.judge("order", bag(a) == bag(b), f"reading {' '.join(names)}")


def cell_spans(sample):
    """Undamaged figures in lines whose cells are parted by tabs or pipes.

    In copies that grow, blanks part cells too: they are left out.
    """
    for path, s, e in sample.spans:
        if place.grows(sample.forms[path[0]]):
            continue
        raw = sample.text[s:e]
        line = sample.text[sample.text.rfind("\n", 0, s) + 1 : (sample.text + "\n").index("\n", e)]
        if raw == leaf(sample.forms, path) and ("\t" in line or "|" in line):
            yield s, e


def widened(rng, raw):
    return raw.translate(WIDE)


def with_commas(rng, raw):
    whole, dot, part = raw.partition(".")
    return (
        f"{int(whole):,}" + dot + part
        if len(whole) > 3 and "," not in raw and whole.isdigit()
        else raw
    )


def with_blank(rng, raw):
    at = raw.find(".")
    return (
        raw[: at + 1] + " " + raw[at + 1 :]
        if at > 0 and rng.random() < 0.7
        else raw[:at] + " " + raw[at:]
        if at > 0
        else raw
    )


def reprinted(rng, sample, how):
    """The text with about half of its undamaged figures (and the sign behind them) printed
    otherwise.
    """
    text, at = [], 0
    for s, e in sorted(set(cell_spans(sample))):
        if rng.random() < 0.5 or s < at:
            continue
        new = how(rng, sample.text[s:e])
        if (
            how is widened
            and sample.text[e : e + 1] in ("%", "(")
            and "(" not in sample.text[e + 1 : e + 2]
        ):
            tail = sample.text[e : e + 1]
            new, e = new + (tail.translate(WIDE) if tail == "%" else tail), e + 1
        text += [sample.text[at:s], new]
        at = e
    return "".join(text) + sample.text[at:]


def law_print(bench):
    old = dict(zip(bench.names, bench.reads([bench.path(n) for n in bench.names])))
    tries = []
    for name in bench.names:
        sample = bench.samples[name]
        for how in (widened, with_commas, with_blank):
            for k in range(6 if bench.everything else 2):
                text = reprinted(bench.rng, sample, how)
                if text != sample.text:
                    tries.append(
                        (
                            name,
                            how,
                            bench.write(
                                f"print/{how.__name__}{k}/{name}.txt", text, sample.encoding
                            ),
                        )
                    )
    for (name, how, path), got in zip(tries, bench.reads([t[2] for t in tries])):
        a, b = (bare_reading(r) for r in (old[name], got))
        other = [differences(x, y) for x, y in zip(a or [], b or []) if x != y]
        bench.judge("print", a is not None and a == b, f"{name} {how.__name__}: {other[:2]}")


def bare_reading(reading):
    """The forms of a reading without what was printed and without separators in numbers."""
    if reading is None:
        return None
    text = json.dumps(without(reading["forms"], PRINTED), ensure_ascii=False)
    return json.loads(
        text,
        object_hook=lambda d: {
            k: plain_number(v) if isinstance(v, str) else v for k, v in d.items()
        },
    )


def plain_number(v):
    bare = v.replace(",", "")
    return bare if bare.replace(".", "", 1).isdigit() else v


def other_digits(rng, sample, span, everything):
    """The text with one digit of the figure changed, and what; with `everything` once for each
    digit.
    """
    path, s, e = span
    at = [s + i for i in slots(sample.text[s:e], leaf(sample.forms, path))]
    at = [i for i in at if place.is_digit(sample.text[i])]
    for i in at if everything else rng.sample(at, min(1, len(at))):
        old = sample.text[i]
        digits = place.FULL if old in place.FULL else "0123456789"
        leading = i == at[0] and len(at) > 1 and sample.text[i + 1 : i + 2] not in (".", "．")
        new = rng.choice([d for k, d in enumerate(digits) if d != old and not (leading and k == 0)])
        text = sample.text[:i] + new + sample.text[i + 1 :]
        yield text, f"{sample.text[s:e]!r} -> {text[s:e]!r}"


def seen(reading, audit):
    """Marks and findings, to be compared before and after."""
    marks = Counter(
        (n, m["path"], m["how"]) for n, f in enumerate(reading["forms"]) for m in f.get("marks", [])
    )
    found = Counter((f["rule"], f["severity"], f["form"], f.get("row")) for f in audit["findings"])
    return marks, found


def checked_spans(sample, reading):
    """Places of figures that the reading calls checked, where it reads the truth's value there and
    the figure stands once.
    """
    times = Counter(p for p, _, _ in sample.spans)
    for path, s, e in sample.spans:
        form = reading["forms"][path[0]] if path[0] < len(reading["forms"]) else {}
        pointer = "/" + "/".join(map(str, path[1:]))
        if (form.get("support") or {}).get(pointer) == "checked" and times[path] == 1:
            try:
                value = leaf([form], (0,) + path[1:])
            except (KeyError, IndexError, TypeError):
                continue
            if plain_number(str(value)) == plain_number(leaf(sample.forms, path)):
                yield path, s, e


def law_checked(bench):
    readings = dict(zip(bench.names, bench.reads([bench.path(n) for n in bench.names])))
    spans = [
        (n, x)
        for n in bench.names
        if readings[n]
        for x in checked_spans(bench.samples[n], readings[n])
    ]
    forms = [f for r in readings.values() if r for f in r["forms"]]
    claimed = sum(s == "checked" for f in forms for s in (f.get("support") or {}).values())
    print(f"checked: {claimed} figures are called so, {len(spans)} stand in one place of the text")
    if not bench.everything:
        spans = bench.rng.sample(spans, min(len(spans), 400))
    tries = []
    for name, span in spans:
        sample = bench.samples[name]
        for text, what in other_digits(bench.rng, sample, span, bench.everything):
            file = bench.write(f"checked/{len(tries)}/{name}.txt", text, sample.encoding)
            tries.append((name, span[0], what, file))
    before = {}
    for (name, path, what, file), reading in zip(tries, bench.reads([t[3] for t in tries])):
        if name not in before:
            before[name] = seen(readings[name], bench.audit(bench.path(name)))
        if reading is None:
            bench.judge("checked", False, f"{name} {path} {what}: no reading")
            continue
        marks, found = seen(reading, {"findings": []})
        appears = bool(marks - before[name][0])
        if not appears:
            audit = bench.audit(file)
            appears = audit is None or bool(seen(reading, audit)[1] - before[name][1])
        bench.judge("checked", appears, f"{name} {'/'.join(map(str, path))} {what}")


LAWS = {"json": law_json, "order": law_order, "print": law_print, "checked": law_checked}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("heng")
    parser.add_argument("folder", nargs="?", default=os.path.join(HERE, "..", "forms"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--all", action="store_true", default=int(os.environ.get("HENG_PROP_TIMES", "1")) > 1
    )
    parser.add_argument("--law", choices=sorted(LAWS), action="append")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    print(f"laws: seed {args.seed}")
    with tempfile.TemporaryDirectory() as tmp:
        bench = Bench(args.heng, args.folder, random.Random(args.seed), tmp, args.all, args.show)
        for law in args.law or LAWS:
            LAWS[law](bench)
            print(f"{law}: {bench.cases[law]} cases, {bench.broken[law]} broken")
    alone = {"order"} if len(bench.names) == 1 else set()
    empty = [law for law in args.law or LAWS if not bench.cases[law] and law not in alone]
    for law in empty:
        print(f"{law}: no case could be tried")
    sys.exit(1 if sum(bench.broken.values()) or empty else 0)


if __name__ == "__main__":
    main()
