# SPDX-License-Identifier: AGPL-3.0-or-later
"""A sample: text, truth, places of its figures, what the damage of the print allows; and printing
a number as another is.
"""
import json
import os
import re
from fractions import Fraction

import place
import rules
from rules import num


class Retry(Exception):
    """This draw does not keep the facts: draw again."""


def show(like, x):
    """x printed as `like` is (decimals, commas), or None if it needs another width."""
    d = rules.decimals(like)
    k = x * 10**d
    if k.denominator != 1 or k < 0:
        return None
    s = str(k.numerator).rjust(d + 1, "0")
    whole, part = (s[:-d], s[-d:]) if d else (s, "")
    if "," in like:
        whole = f"{int(whole):,}"
    out = whole + ("." + part if d else "")
    return out if len(out) == len(like) else None


def grid(like):
    """The step that keeps the zeros at the end of a printed number."""
    digits = re.sub(r"\D", "", like)
    zeros = min(len(digits) - len(digits.rstrip("0")), len(digits) - 1)
    return Fraction(10) ** (zeros - rules.decimals(like))


def near(rng, like, x, fixed=()):
    """A number printed as `like`, near x, that does not end in a new zero; `fixed` are the digits
    that damage allows.
    """
    g = grid(like)
    k = round(x / g)
    for n in range(30):
        v = k if n == 0 else k + rng.randint(-1 - n, 1 + n)
        if v > 0 and (v % 10 or num(like) / g % 10 == 0):
            s = show(like, v * g)
            if s and fits_damage(s, fixed):
                return s
    raise Retry(f"no number like {like} near {float(x)}")


def fits_damage(s, fixed):
    digits = re.sub(r"\D", "", s)
    return all(digits[k] in allowed for k, allowed in fixed)


def read_text(folder, name):
    with open(os.path.join(folder, name + ".txt"), "rb") as f:
        raw = f.read()
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return raw.decode("gb18030"), "gb18030"


class Sample:
    """One text with its truth, the spans of its figures, the digits that letters in print leave
    open (`fixed`), and the figures with a digit printed over their last one (`torn`).
    """

    def __init__(self, folder, name):
        self.name = name
        self.text, self.encoding = read_text(folder, name)
        with open(os.path.join(folder, name + ".truth.json"), encoding="utf-8") as f:
            self.truth = json.load(f)
        self.forms = self.truth["forms"]
        self.spans, self.lost = place.place(self.text, self.forms)
        self.fixed, self.torn = {}, set()
        for path, s, e in self.spans:
            if place.OVERPRINT.search(self.text[s:e]):
                self.torn.add(path)
            for k, i in enumerate(slots(self.text[s:e], leaf(self.forms, path))):
                c = self.text[s + i]
                if c in place.LETTERS:
                    self.fixed.setdefault(path, []).append((k, place.LETTERS[c]))
        self.rounding = rules.infer(self.forms)[0]


def leaf(forms, path):
    x = forms[path[0]]
    for k in path[1:]:
        x = x[k]
    return x


def slots(raw, number):
    """Where in `raw` the digits of `number` stand (fewer, if its end is lost)."""
    parts = ["[.．]" if c == "." else "(" + place.digit_class(c) + ")" for c in number if c != ","]
    for n in (len(parts), len(parts) - 1):
        m = re.fullmatch(place.GAP.join(parts[:n]), raw)
        if m:
            return [m.start(k + 1) for k in range(len(m.groups()))]
    raise ValueError(f"{number!r} does not stand in {raw!r}")
