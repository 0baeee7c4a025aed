#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The program knows nothing of its samples: none of their words or figures stands in its sources
or its data.

usage: knowledge.py [SRC...] [--against DIR...] [--page FILE]

Every run of six Han characters and of four significant digits (zeros before and after aside, the
point left out, years aside) of the texts and truths in the DIRs is looked for in all files below
the SRCs. What may stand there: the words of the page of rules (FILE), and the field's own words in
`words.txt`, each section of which says why. Prints the places; exit status 1 if there are any.
Without arguments: src, data and form of this repository against the seed and the samples beside
the checkout (../shared); where that folder is not there, it says so and takes the forms in
test/forms.
"""
import argparse
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
HAN = re.compile("[㐀-鿿]+")
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w.])")
YEAR = re.compile(r"(19|20)\d\d$")


def text_of(path):
    with open(path, "rb") as f:
        raw = f.read()
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            pass
    return ""


def han_runs(text, n=6):
    return {run[i : i + n] for run in HAN.findall(text) for i in range(len(run) - n + 1)}


def digit_runs(text, n=4):
    out = set()
    for number in NUMBER.findall(text):
        digits = re.sub(r"\D", "", number)
        if not YEAR.match(number):
            digits = digits.strip("0")
            out |= {digits[i : i + n] for i in range(len(digits) - n + 1)}
    return out


def strings(x):
    if isinstance(x, str):
        yield x
    elif isinstance(x, dict):
        for v in x.values():
            yield from strings(v)
    elif isinstance(x, list):
        for v in x:
            yield from strings(v)


def known(folders):
    """The runs of all texts and truths, and how many files they come from."""
    han, digits, n = set(), set(), 0
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if name.endswith(".txt"):
                parts = [text_of(path), re.sub(r"[ \t]+", "", text_of(path))]
            elif name.endswith(".truth.json"):
                parts = list(strings(json.loads(text_of(path))["forms"]))
            else:
                continue
            n += 1
            for part in parts:
                han |= han_runs(part)
                digits |= digit_runs(part)
    return han, digits, n


def allowed(page):
    with open(os.path.join(HERE, "words.txt"), encoding="utf-8") as f:
        words = " ".join(line.strip() for line in f if not line.startswith("#"))
    if page and os.path.exists(page):
        words += " " + text_of(page)
    return han_runs(words), digit_runs(words)


def places(sources, han, digits):
    for source in sources:
        files = (
            [source]
            if os.path.isfile(source)
            else sorted(os.path.join(d, f) for d, _, names in os.walk(source) for f in names)
        )
        for path in files:
            for k, line in enumerate(text_of(path).split("\n"), 1):
                for run in sorted(han_runs(line) & han) + sorted(digit_runs(line) & digits):
                    yield f"{os.path.relpath(path, ROOT)}:{k}: {run}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--against", nargs="+")
    shared = os.path.join(ROOT, "..", "shared")
    parser.add_argument("--page", default=os.path.join(shared, "domain", "self-evaluation.md"))
    args = parser.parse_args()
    sources = args.sources or [
        os.path.join(ROOT, d)
        for d in ("src", "data", "form")
        if os.path.isdir(os.path.join(ROOT, d))
    ]
    against = args.against or [
        d
        for d in (os.path.join(shared, "seed"), os.path.join(shared, "samples"))
        if os.path.isdir(d)
    ]
    if not against:
        print("knowledge: no ../shared beside this checkout: judged against test/forms alone")
        against = [os.path.join(ROOT, "test", "forms")]
    han, digits, n = known(against)
    may_han, may_digits = allowed(args.page)
    found = list(places(sources, han - may_han, digits - may_digits))
    print(
        "\n".join(
            found
            + [
                f"knowledge: {len(han)} runs of characters, {len(digits)} of digits from {n} files of "
                + ", ".join(os.path.relpath(d, ROOT) for d in against)
                + f": {len(found)} stand in the sources"
            ]
        )
    )
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
