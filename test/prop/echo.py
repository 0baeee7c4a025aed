# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the text and the truth say again about a figure: `330天` in a goal is the target 330 天; and
writing both anew.
"""
import copy
import re

import place
import rules
from draw_funds import AMOUNTS
from rules import num
from sample import leaf, show, slots


class Echo:
    """Figures of a form that its sentences repeat: `330天` in a goal is the target 330 天."""

    def __init__(self, old, new):
        self.known = []
        money = old.get("money_unit")
        for a, b in zip(old["funds"], new["funds"]):
            for k in AMOUNTS:
                self.add(a.get(k), b.get(k), money)
            self.add(a.get("rate"), b.get("rate"), "%")
        for a, b in zip(old["indicators"], new["indicators"]):
            for k in ("target", "actual"):
                if (a.get(k) or {}).get("value"):
                    self.add(
                        a[k]["value"], b[k]["value"], a[k].get("unit") or a["target"].get("unit")
                    )
        self.add((old.get("total") or {}).get("score"), (new.get("total") or {}).get("score"), "分")
        self.classes = {}
        for r, q in zip(old["indicators"], new["indicators"]):
            if r.get("weight", r.get("score")):
                x, y = self.classes.get(r.get("level1"), (0, 0))
                self.classes[r.get("level1")] = (
                    x + num(r.get("weight", r.get("score"))),
                    y + num(q.get("weight", q.get("score"))),
                )

    def add(self, old, new, unit):
        if old and new and num(old):
            self.known.append((num(old), num(new), unit or ""))

    def one(self, printed, before, after):
        """The new figure for `printed`, which stands between two texts without blanks; itself if
        it repeats nothing.
        """
        try:
            v = num(printed)
        except ValueError:
            return printed
        for name, (x, y) in self.classes.items():
            if name and v == x and before.endswith(name) and after.startswith("分"):
                return show(printed, y) or printed
        strong = len(re.sub(r"\D", "", printed).strip("0")) >= 4 and not after.startswith(
            ("年", "月", "日")
        )
        for x, y, unit in self.known:
            names = ("%", "％", "百分比") if rules.is_percent(unit) else (unit,)
            if x == v and (strong or (unit and after.startswith(names))):
                return show(printed, y) or printed
        return printed

    def text(self, s):
        return NUMBER.sub(
            lambda m: self.one(m.group(), bare(s[: m.start()])[-8:], bare(s[m.end() :])[:4]), s
        )


NUMBER = re.compile(r"(?<![\d.,A-Za-z])\d[\d,]*(?:\.\d+)?(?![\d.])")


def bare(s):
    return re.sub(r"[\s|]", "", s)


def write_text(sample, forms):
    """The text with every figure exchanged, digit for digit."""
    out = list(sample.text)
    taken = [False] * len(out)
    for path, s, e in sample.spans:
        old, new = leaf(sample.forms, path), leaf(forms, path)
        for k, i in enumerate(slots(sample.text[s:e], old)):
            c = out[s + i]
            assert new, (sample.name, path)
            d = re.sub(r"\D", "", new)[k]
            if c in place.LETTERS:
                assert d in place.LETTERS[c], (path, old, new, sample.text[s:e])
            else:
                out[s + i] = place.FULL[int(d)] if c in place.FULL else d
        for i in range(s, e):
            taken[i] = True
    starts = [
        min((s for p, s, _ in sample.spans if p[0] == n), default=0) for n in range(len(forms))
    ]
    rest = "".join("\0" if t else c for c, t in zip(sample.text, taken))
    for m in NUMBER.finditer(rest):
        n = max((k for k in range(len(forms)) if starts[k] <= m.start()), default=0)
        new = Echo(sample.forms[n], forms[n]).one(
            m.group(),
            bare(sample.text[: m.start()][-30:])[-8:],
            bare(sample.text[m.end() : m.end() + 30])[:4],
        )
        out[m.start() : m.end()] = new
    return "".join(out)


def write_truth(sample, forms, names):
    truth = copy.deepcopy(sample.truth)
    truth["forms"] = forms
    for n, form in enumerate(forms):
        echo = Echo(sample.forms[n], form)
        for r in form["indicators"]:
            for k in ("reason", "level3"):
                if isinstance(r.get(k), str) and not r[k].startswith("present,"):
                    r[k] = echo.text(r[k])
            for k in ("target", "actual"):
                if isinstance((r.get(k) or {}).get("text"), str):
                    r[k]["text"] = echo.text(r[k]["text"])
        for k in ("goals", "notes", "explanation"):
            form[k] = deep(form.get(k), echo.text)
            if form[k] is None:
                del form[k]
    return deep(truth, names.text)


def deep(x, fn):
    if isinstance(x, str):
        return fn(x)
    if isinstance(x, dict):
        return {k: deep(v, fn) for k, v in x.items()}
    if isinstance(x, list):
        return [deep(v, fn) for v in x]
    return x
