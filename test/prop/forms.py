#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Read and audit forms whose truth and findings are known, and compare.

usage: forms.py HENG [DIR] [--show] [--least PERCENT]

For each NAME.truth.json in DIR (default: test/forms of this repository) NAME.txt is read; forms,
funds lines and rows are paired in order and compared cell by cell. A cell is right, told (wrong or
missing, and marked so) or silent (wrong, missing or invented without a mark, or called repaired);
numbers as exact decimals, other text without blanks and kinds of punctuation, garbled text from a
likeness of 0.6 on. A number of a text must carry its support. For each NAME.findings.json the
audit must give these findings (and may give those in `either`), sums, strict totals and rounding.
Exit status 0 if nothing is silent, unsupported, lost or invented, no finding lacks or is more, and
at least PERCENT (99) of the cells are right.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

HERE = os.path.dirname(os.path.abspath(__file__))
FUNDS = ("initial", "adjusted", "executed", "weight", "rate", "score")
HEAD = ("year", "project", "department", "unit", "money_unit", "grade")
VALUE = ("op", "value", "unit", "text")
NUMERIC = set(FUNDS) | {"value"}
SAME = str.maketrans("“”‘’，；：（）。", "\"\"'',;:().")


def run(heng, *args):
    return subprocess.run([heng, *args], capture_output=True, text=True).stdout


def plain(x):
    text = re.sub(r"[\s\"']", "", unicodedata.normalize("NFKC", str(x)).translate(SAME))
    return "%" if text == "百分比" else text


def number(x):
    try:
        return Decimal(plain(x).replace(",", "").rstrip("%"))
    except InvalidOperation:
        return None


def equal(key, want, got, noisy):
    if key in NUMERIC and number(want) is not None:
        return number(want) == number(got)
    a, b = plain(want), plain(got)
    if (
        a == b
        or (noisy and key == "op" and {a, b} == {">", "≥"})
        or (want.startswith("present,") if isinstance(want, str) else False)
    ):
        return bool(b)
    return SequenceMatcher(None, a, b).ratio() >= (
        0.6 if noisy else 0.95 if key == "reason" else 1.1
    )


def cells(form):
    """{path: (key, value)} of the cells of a form that are compared; null where the cell is
    expected and lost.
    """
    out = {"/" + k: (k, form[k]) for k in HEAD if k in form}
    for i, f in enumerate(form.get("funds", [])):
        out.update({f"/funds/{i}/{k}": (k, f[k]) for k in FUNDS if k in f})
    for i, r in enumerate(form.get("indicators", [])):
        out.update(
            {f"/indicators/{i}/{k}": (k, r[k]) for k in ("level1", "level2", "level3") if k in r}
        )
        for t in ("target", "actual"):
            if isinstance(r.get(t), dict):
                out.update({f"/indicators/{i}/{t}/{k}": (k, r[t][k]) for k in VALUE if k in r[t]})
        out.update({f"/indicators/{i}/{k}": ("value", r[k]) for k in ("weight", "score") if k in r})
        if r.get("reason"):
            out[f"/indicators/{i}/reason"] = ("reason", r["reason"])
    total = (
        form.get("total", {})
        if form.get("total", {}) is not None
        else {"weight": None, "score": None}
    )
    out.update({f"/total/{k}": ("value", total[k]) for k in ("weight", "score") if k in total})
    return out


def noisy_paths(form):
    """Paths (or their beginnings) whose print is garbled: the words that open the truth's notes."""
    out = ["/" + re.split(r"[:\s]", n)[0] for n in form.get("noisy", [])]
    for i, r in enumerate(form["indicators"]):
        out += [
            f"/indicators/{i}/" + re.split(r"[:\s]", n)[0].replace(".", "/")
            for n in r.get("noisy", [])
        ]
    return out


def judge_form(truth, read, tally, say):
    want, got = cells(truth), cells(read)
    marks = {m["path"]: m["how"] for m in read.get("marks", [])}
    support = read.get("support") or {}
    noisy, skip = noisy_paths(truth), set(truth.get("unjudged", []))
    for name in ("funds", "indicators"):
        if len(truth.get(name, [])) != len(read.get(name, [])) and truth.get(name):
            tally["rows"] += 1
            say(f"{name}: {len(truth[name])} rows, read {len(read.get(name, []))}")
    for path, (key, value) in want.items():
        if path in skip:
            continue
        tally["cells"] += 1
        odd = any(path == n or path.startswith(n + "/") for n in noisy)
        read_value = got.get(path, (key, None))[1]
        how = marks.get(path) or (
            next((h for p, h in marks.items() if path.startswith(p + "/")), None)
            if read_value is None
            else None
        )
        if value is None:
            right = read_value is None and how in ("missing", "empty")
        else:
            right = read_value is not None and equal(key, value, read_value, odd)
        kind = "right" if right else "told" if how and how != "repaired" else "silent"
        tally[kind] += 1
        if not right:
            say(
                f"{kind} {path}: want {value!r}, read {read_value!r}" + (f" ({how})" if how else "")
            )
        elif (
            value is not None
            and key in NUMERIC
            and number(value) is not None
            and support.get(path) not in ("checked", "alone")
        ):
            tally["unsupported"] += 1
    for path, (_, value) in got.items():
        odd = any(path == n or path.startswith(n + "/") for n in noisy)
        if (
            path not in want
            and path not in skip
            and not odd
            and value not in (None, "")
            and path not in marks
        ):
            tally["cells"] += 1
            tally["silent"] += 1
            say(f"silent {path}: the form has none, read {value!r}")


def key_of(f, only):
    return (
        os.path.basename(f.get("file") or only),
        f["rule"],
        f["severity"],
        f["form"],
        f.get("row"),
    )


def judge_findings(heng, folder, name, tally, say):
    with open(os.path.join(folder, name + ".findings.json"), encoding="utf-8") as f:
        want = json.load(f)
    files = want.get("files", [name + ".txt"])
    got = json.loads(
        run(
            heng,
            "audit",
            "--format",
            "json",
            "--profile",
            want["profile"],
            *(os.path.join(folder, f) for f in files),
        )
    )
    have, need = (
        Counter(key_of(f, files[0]) for f in x) for x in (got["findings"], want["findings"])
    )
    may = Counter(key_of(f, files[0]) for f in want.get("either", []))
    for kind, keys in (("lack", need - have), ("more", have - need - may)):
        tally[kind] += sum(keys.values())
        for k in keys.elements():
            say(f"{kind} {k}")
    seen = {(os.path.basename(f.get("file") or files[0]), f["form"]): f for f in got["forms"]}
    for f in want["forms"]:
        g = seen.get((f.get("file", files[0]), f["form"]), {})
        for k in ("sum", "strict"):
            if f[k] is not None and number((g.get("recomputed") or {}).get(k)) != number(f[k]):
                tally["lack"] += 1
                say(f"{k} of form {f['form']}: want {f[k]}, computed {g.get('recomputed')}")
        if f["rounding"] and any(
            str((g.get("rounding") or {}).get(k)) != str(f["rounding"][k])
            for k in ("mode", "digits")
        ):
            tally["lack"] += 1
            say(f"rounding of form {f['form']}: want {f['rounding']}, inferred {g.get('rounding')}")


def judge(heng, folder, show=False):
    """The tally of a folder; prints what is not right if `show`."""
    tally = Counter()
    names = sorted(os.listdir(folder))
    truths = [n[: -len(".truth.json")] for n in names if n.endswith(".truth.json")]
    lines = run(
        heng, "read", "--format", "json", *(os.path.join(folder, n + ".txt") for n in truths)
    ).splitlines()
    reads = {os.path.basename(r["source"]["file"]): r for r in map(json.loads, lines)}
    for name in truths:

        def say(text, name=name):
            if show:
                print(f"{name}: {text}")

        with open(os.path.join(folder, name + ".truth.json"), encoding="utf-8") as f:
            forms = json.load(f)["forms"]
        read = reads.get(name + ".txt", {"forms": []})["forms"]
        if len(read) != len(forms):
            tally["rows"] += 1
            say(f"{len(forms)} forms, read {len(read)}")
        for truth, form in zip(forms, read + [{"indicators": [], "funds": []}] * len(forms)):
            judge_form(truth, form, tally, say)
        if os.path.exists(os.path.join(folder, name + ".findings.json")):
            judge_findings(heng, folder, name, tally, say)
    for name in names:
        if name.endswith(".findings.json") and name[: -len(".findings.json")] not in truths:
            judge_findings(
                heng,
                folder,
                name[: -len(".findings.json")],
                tally,
                lambda t, n=name: show and print(f"{n}: {t}"),
            )
    return tally


def told(tally):
    return ", ".join(
        f"{k} {tally[k]}"
        for k in ("cells", "right", "told", "silent", "rows", "unsupported", "lack", "more")
    )


def verdict(tally, least):
    bad = sum(tally[k] for k in ("silent", "rows", "unsupported", "lack", "more"))
    return bad == 0 and tally["cells"] > 0 and tally["right"] * 100 >= least * tally["cells"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("heng")
    parser.add_argument("folder", nargs="?", default=os.path.join(HERE, "..", "forms"))
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--least", type=float, default=99)
    args = parser.parse_args()
    tally = judge(args.heng, args.folder, args.show)
    print("forms: " + told(tally))
    sys.exit(0 if verdict(tally, args.least) else 1)


if __name__ == "__main__":
    main()
