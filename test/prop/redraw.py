#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draw the figures and names of forms anew, so that a reader that knows its samples by heart is found out.

usage: redraw.py SAMPLES_DIR OUT_DIR --seed N [--times K]

For each text with its truth and findings: new amounts, rates, targets, actuals, weights, scores, totals and new characters
in every name are drawn, and written into the text in place: each digit where a digit stood, full width for full width, the
same blanks, letters for digits, split cells, page marks, encoding and line ends. What the text says else about a figure (in
goals, reasons, notes) follows it. `rules.py` sees to it that the facts which decide every finding are those of the original
(sums, ties, rounding convention, who meets the target, bands, what is planted), so that the same findings are expected, at
their redrawn figures; `place.py` knows where the numbers stand. Characters that any rule or heading uses (`words.txt`), units,
dates, 0 and 100 stay. OUT_DIR holds for each draw K a folder of the same three files a sample (OUT_DIR itself if K is 1).
The same seed gives the same bytes.
"""
import argparse
import copy
import json
import os
import random
import re
import sys
import unicodedata
from fractions import Fraction

import place
import rules
from rules import num

HERE = os.path.dirname(os.path.abspath(__file__))


class Retry(Exception):
    """This draw does not keep the facts: draw again."""


# ------------------------------------------------------------------ printing numbers

def show(like, x):
    """x printed as `like` is (decimals, commas), or None if it needs another width."""
    d = rules.decimals(like)
    k = x * 10 ** d
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
    """A number printed as `like`, near x, that does not end in a new zero; `fixed` are the digits that damage allows."""
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


# ------------------------------------------------------------------ samples

class Sample:
    def __init__(self, folder, name):
        self.name = name
        with open(os.path.join(folder, name + ".txt"), "rb") as f:
            raw = f.read()
        try:
            self.text, self.encoding = raw.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            self.text, self.encoding = raw.decode("gb18030"), "gb18030"
        with open(os.path.join(folder, name + ".truth.json"), encoding="utf-8") as f:
            self.truth = json.load(f)
        self.forms = self.truth["forms"]
        self.spans, self.lost = place.place(self.text, self.forms)
        self.fixed = {}
        for path, s, e in self.spans:
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


def put(forms, path, value):
    x = forms[path[0]]
    for k in path[1:-1]:
        x = x[k]
    x[path[-1]] = value


def slots(raw, number):
    """Where in `raw` the digits of `number` stand (fewer, if its end is lost)."""
    parts = ["[.．]" if c == "." else "(" + place.digit_class(c) + ")" for c in number if c != ","]
    for n in (len(parts), len(parts) - 1):
        m = re.fullmatch(place.GAP.join(parts[:n]), raw)
        if m:
            return [m.start(k + 1) for k in range(len(m.groups()))]
    raise ValueError(f"{number!r} does not stand in {raw!r}")


# ------------------------------------------------------------------ funds

def wrong_digit(rng, printed, rights, news):
    """The new right figure with other digits where `printed` differs from the right one, of two roundings."""
    ways = []
    for right, new in zip(rights, news):
        if right and new and len(right) == len(printed) == len(new):
            ways.append(([k for k in range(len(printed)) if printed[k] != right[k]], new))
    for at, new in sorted(ways, key=lambda w: len(w[0])):
        if at and len(at) <= 2:
            out = list(new)
            for k in at:
                out[k] = rng.choice([d for d in "123456789" if d not in (new[k], printed[k])])
            return "".join(out)
    raise Retry("too many digits are wrong")


def draw_rate(rng, f, new, mode):
    """The printed rate of a line: right as before, or wrong in the same way."""
    r, d = num(f["rate"]), rules.decimals(f["rate"])
    q, p = (num(x["executed"]) / num(x["adjusted"]) for x in (f, new))
    full = 1 if abs(q - r) < abs(100 * q - r) else 100
    right = [m for m in ("half_up", "trunc") if rules.rounded(full * q, m, d) == r]
    if mode in right:
        right = [mode]
    if right:
        value = rules.rounded(full * p, right[0], d)
        return show(f["rate"], value)
    if f.get("initial"):
        for m in ("half_up", "trunc"):
            if rules.rounded(full * num(f["executed"]) / num(f["initial"]), m, d) == r:
                return show(f["rate"], rules.rounded(full * num(new["executed"]) / num(new["initial"]), m, d))
    return wrong_digit(rng, f["rate"], [show(f["rate"], rules.rounded(full * q, m, d)) for m in ("half_up", "trunc")],
                       [show(f["rate"], rules.rounded(full * p, m, d)) or "" for m in ("half_up", "trunc")])


def draw_execution(rng, f, new, mode, digits):
    s, w = num(f["score"]), num(f["weight"])
    if w is None:
        w = Fraction(10)
    if not f.get("executed"):
        return f["score"]

    def ways(x):
        q = num(x["executed"]) / num(x["adjusted"])
        r = num(x["rate"]) / (1 if num(x["rate"]) <= 1 else 100)
        for base in (q, min(q, Fraction(1)), r, min(r, Fraction(1))):
            for m in ((mode,) if mode else ("half_up", "trunc")):
                yield rules.rounded(w * base, m, digits)

    for a, b in zip(ways(f), ways(new)):
        if a == s:
            return show(f["score"], b)
    q, p = (num(x["executed"]) / num(x["adjusted"]) for x in (f, new))
    return wrong_digit(rng, f["score"], [show(f["score"], rules.rounded(w * q, m, digits)) for m in ("half_up", "trunc")],
                       [show(f["score"], rules.rounded(w * p, m, digits)) or "" for m in ("half_up", "trunc")])


AMOUNTS = ("initial", "adjusted", "received", "executed")


def fit_table(lines, digits):
    return [[min(x.rate_fit(m, full, digits[0]), x.score_fit(m, full, digits[1])) > 0
             for m in ("trunc", "half_up") for full in (100, 1)] for x in lines]


def draw_funds(rng, old, n, sample, digits):
    """New amounts, rates and execution score of form n; the total is the sum of its parts plus the old difference."""
    funds = copy.deepcopy(old["funds"])
    if not funds or any(f.get(k, "") is None for f in funds for k in AMOUNTS):
        return funds
    scale = Fraction(rng.randint(70, 140), 100)
    parts = [k for k in range(1, len(funds)) if any(num(funds[k].get(c)) for c in AMOUNTS)]

    def fixed(k, c):
        return sample.fixed.get((n, "funds", k, c), ())

    for k in parts or [0]:
        f, g, seen = old["funds"][k], funds[k], {}
        own = scale * Fraction(rng.randint(90, 110), 100)
        base = num(f.get("adjusted") or f.get("initial"))
        for c in AMOUNTS:
            v = num(f.get(c))
            if not v:
                continue
            if v not in seen:
                x = v * own
                if c == "executed" and base:
                    x = num(g.get("adjusted") or g["initial"]) * (1 - (1 - v / base) * Fraction(rng.randint(50, 160), 100))
                seen[v] = num(near(rng, f[c], x, fixed(k, c)))
            g[c] = show(f[c], seen[v])
    if parts:
        for c in AMOUNTS:
            if not num(funds[0].get(c)):
                continue
            have = [k for k in range(1, len(funds)) if funds[k].get(c)]
            if not have:
                raise Retry("a column without parts")
            x = num(funds[0][c]) + sum(num(funds[k][c]) - num(old["funds"][k][c]) for k in have)
            funds[0][c] = show(funds[0][c], x)
    mode = sample.rounding[0] if sample.rounding else None
    for k, f in enumerate(funds):
        was = old["funds"][k]
        if any(f.get(c) is None and was.get(c) is not None for c in AMOUNTS):
            raise Retry("width")
        if any(not fits_damage(f[c], fixed(k, c)) for c in AMOUNTS if f.get(c)):
            raise Retry("damage")
        if was.get("rate") and num(was.get("adjusted")):
            f["rate"] = draw_rate(rng, was, f, mode)
            if f["rate"] is None or not fits_damage(f["rate"], fixed(k, "rate")):
                raise Retry("rate")
            if was.get("score"):
                f["score"] = draw_execution(rng, was, f, mode, digits[1])
                if f["score"] is None or not fits_damage(f["score"], fixed(k, "score")):
                    raise Retry("score")
    if fit_table(rules.funds_lines([old]), digits) != fit_table(rules.funds_lines([{"funds": funds}]), digits):
        raise Retry("another convention fits")
    if rules.funds_facts(old) != rules.funds_facts({"funds": funds}):
        raise Retry("facts of the funds")
    return funds


# ------------------------------------------------------------------ targets and actuals

class Memory:
    """What a figure became: the same figure with the same unit becomes the same again."""

    def __init__(self):
        self.percent, self.form = {}, {}

    def of(self, unit):
        return self.percent if rules.is_percent(unit) else self.form

    def get(self, unit, value):
        return self.of(unit).get((unit_name(unit), value))

    def set(self, unit, value, new):
        table = self.of(unit)
        if table is self.percent and any(v == new and k[1] != value for k, v in table.items()):
            raise Retry("a percentage twice")
        table[unit_name(unit), value] = new


def unit_name(unit):
    return "%" if rules.is_percent(unit) else unit or ""


def draw_pairs(rng, old, new, n, sample, memory):
    links = {}
    for f, g in zip(old["funds"][:1], new["funds"][:1]):
        for c in ("initial", "adjusted", "executed"):
            if num(f.get(c)) and g.get(c):
                links.setdefault(num(f[c]), num(g[c]))
    money = 10000 if old.get("money_unit") == "万元" else 1
    costs = rules.money_rows(old)
    for i, row in enumerate(old["indicators"]):
        if rules.pair(row) is None:
            continue
        t, a = row["target"], row["actual"]
        units = t.get("unit"), a.get("unit") or t.get("unit")
        for attempt in range(400):
            try:
                draw_pair(rng, old, new, n, i, sample, memory, links if any(row is c for c in costs) else {}, money, units, attempt)
                break
            except Retry:
                if attempt == 399:
                    raise
    tie_costs(old, new, n, sample)


def is_fixed_value(value, unit):
    return value == 0 or (value == 100 and rules.is_percent(unit))


def draw_pair(rng, old, new, n, i, sample, memory, links, money, units, attempt):
    row, out = old["indicators"][i], new["indicators"][i]
    got, fresh = {}, []
    base = [num(row[k]["value"]) * rules.scale(u) for k, u in zip(("target", "actual"), units)]
    for c, (k, unit) in enumerate(zip(("target", "actual"), units)):
        v, like = num(row[k]["value"]), row[k]["value"]
        fixed = sample.fixed.get((n, "indicators", i, k, "value"), ())
        in_money = v * (10000 if unit == "万元" else 1) / money if unit in ("元", "万元") else None
        known = memory.get(unit, v)
        if is_fixed_value(v, unit):
            x = v
        elif in_money in links:
            x = links[in_money] * money / (10000 if unit == "万元" else 1)
        elif known is not None:
            x = known
        elif k == "actual" and base[0] == base[1]:
            x = got["target"] * rules.scale(units[0]) / rules.scale(unit)
        else:
            if k == "actual" and base[0]:
                ratio = base[1] / base[0]
                ratio = 1 + (ratio - 1) * Fraction(rng.randint(40, 180), 100)
                x = got["target"] * rules.scale(units[0]) * max(ratio, Fraction(1, 10)) / rules.scale(unit)
                if "执行率" in row["level3"] and rules.is_percent(unit) and old["funds"][0].get("rate"):
                    d = rules.decimals(like)
                    modes = [m for m in ("half_up", "trunc") if rules.rounded(num(old["funds"][0]["rate"]), m, d) == v]
                    if modes:
                        x = rules.rounded(num(new["funds"][0]["rate"]), modes[0], d)
            else:
                top = Fraction(99) if rules.is_percent(unit) and v < 100 else v * Fraction(17, 10)
                low = v * Fraction(6, 10)
                x = low + (top - low) * Fraction(rng.randint(0, 1000), 1000)
            x = num(near(rng, like, x, fixed))
            if x == v and attempt < 350:
                raise Retry("the same again")
            if rules.is_percent(unit) and (v < 100) != (x < 100):
                raise Retry("over 100 %")
            fresh.append((unit, v, x))
        s = show(like, x)
        if s is None or not fits_damage(s, fixed):
            raise Retry("width")
        got[k] = x
        out[k]["value"] = s
    if row.get("coefficient"):
        d = rules.decimals(row["coefficient"])
        share = got["actual"] / got["target"] if num(row["coefficient"]) != 1 else Fraction(1)
        out["coefficient"] = show(row["coefficient"], share)
        if out["coefficient"] is None:
            raise Retry("coefficient")
    p, q = rules.pair(row), rules.pair(out)
    if rules.sign(p[2] - p[1]) != rules.sign(q[2] - q[1]):
        raise Retry("met")
    for x, y in ((1, 2), (2, 1)):
        if p[1] and ((p[y] - p[x]) * 100 >= 30 * p[1]) != ((q[y] - q[x]) * 100 >= 30 * q[1]):
            raise Retry("overshoot")
    for unit, v, x in fresh:
        memory.set(unit, v, x)


def tie_costs(old, new, n, sample):
    """The last cost row takes up what keeps the sum of the cost rows at its distance from the funds."""
    rows, t, a = rules.cost_sums(old)
    first = old["funds"][0] if old["funds"] else {}
    ids = [i for i, r in enumerate(old["indicators"]) if any(r is c for c in rows)]
    if len(ids) < 2:
        return
    for k, total in (("target", t), ("actual", a)):
        refs = [c for c in (("initial", "adjusted") if k == "target" else ("executed",)) if num(first.get(c))]
        refs = [c for c in refs if abs(total - num(first[c])) * 20 <= num(first[c])]
        if not refs:
            continue
        gap = total - num(first[refs[0]])
        i = ids[-1]
        _, nt, na = rules.cost_sums(new)
        unit = new["indicators"][i][k].get("unit") or new["indicators"][i]["target"]["unit"]
        step = (10000 if old.get("money_unit") == "万元" else 1) / Fraction(10000 if unit == "万元" else 1)
        x = num(new["indicators"][i][k]["value"]) + (num(new["funds"][0][refs[0]]) + gap - (nt if k == "target" else na)) * step
        s = show(old["indicators"][i][k]["value"], x) if x > 0 else None
        if s is None or not fits_damage(s, sample.fixed.get((n, "indicators", i, k, "value"), ())):
            raise Retry("cost sum")
        new["indicators"][i][k]["value"] = s


# ------------------------------------------------------------------ weights and scores

def score_rule(row, rounding, digits):
    """How the printed score comes from weight and row: a function (new row, new weight) -> points."""
    w, s = num(row.get("weight")), num(row.get("score"))
    if w is None:
        return lambda r, x: x
    if s == w:
        return lambda r, x: x
    if rules.pair(row) and not rules.met(row):
        e = rules.due(row, w)
        modes = (rounding[0],) if rounding else ("half_up", "trunc")
        exact = [m for m in modes if rules.rounded(e, m, digits) == s]
        if exact:
            def agreed(r, x):
                out = {rules.rounded(rules.due(r, x), m, digits) for m in exact}
                return out.pop() if len(out) == 1 else None
            return agreed
        for m, d in (("half_up", 0), ("trunc", 0), ("half_up", 1), ("trunc", 1)):
            if rules.rounded(e, m, d) == s:
                def coarse(r, x, m=m, d=d):
                    out = rules.rounded(rules.due(r, x), m, d)
                    wrong = all(out != rules.rounded(rules.due(r, x), k, digits) for k in ("half_up", "trunc"))
                    return out if wrong else None
                return coarse
    lost = w - s
    return lambda r, x: x - lost


def draw_weights(rng, old, new, n, sample, keep, profile):
    """Move points between rows, as long as every row stays what it is; the sum stays."""
    bands, standard = rules.PROFILES[profile][1:]
    digits = (sample.rounding or standard)[1]
    rows, free, rule = old["indicators"], [], {}
    for i, r in enumerate(rows):
        if r.get("weight", r.get("score")) is None or (n, i) in keep:
            continue
        if "weight" in r and r.get("score", "") is None and "empty" not in r:
            continue
        free.append(i)
    for i, r in enumerate(rows):
        if r.get("score") is not None:
            rule[i] = score_rule(r, sample.rounding, digits)
    halves = "." in ((old.get("total") or {}).get("score") or "")

    def step(i):
        d = rules.decimals(rows[i].get("weight") or rows[i]["score"])
        return Fraction(1, 2) if half and d else Fraction(1)

    def same(*some):
        return sum(weight[i] == num(rows[i].get("weight", rows[i].get("score"))) for i in some)

    def apply(i, x):
        """Row i at weight x, or None."""
        r = dict(new["indicators"][i])
        if "weight" in r:
            r["weight"] = show(rows[i]["weight"], x)
            if r["weight"] is None or not fits_damage(r["weight"], sample.fixed.get((n, "indicators", i, "weight"), ())):
                return None
        if i in rule:
            s = rule[i](r, x)
            r["score"] = None if s is None else show(rows[i]["score"], s)
            if r["score"] is None or not fits_damage(r["score"], sample.fixed.get((n, "indicators", i, "score"), ())):
                return None
            if r.get("rescore"):
                r["rescore"] = show(rows[i]["rescore"], s + num(rows[i]["rescore"]) - num(rows[i]["score"]))
                if r["rescore"] is None:
                    return None
        try:
            same = rules.row_facts(r, new, bands) == rules.row_facts(rows[i], old, bands)
        except ZeroDivisionError:
            return None
        return r if same else None

    weight = {i: num(rows[i].get("weight", rows[i].get("score"))) for i in range(len(rows)) if rows[i].get("weight", rows[i].get("score"))}
    for i in weight:  # rows whose score depends on the new target and actual, at the old weight first
        r = apply(i, weight[i])
        if r is None:
            weight[i], r = next(((x, y) for x in candidates(rng, weight[i]) for y in [apply(i, x)] if y and i in free), (None, None))
            if r is None:
                raise Retry(f"row {i + 1} has no weight")
        new["indicators"][i] = r
    short = sum(num(rows[i].get("weight", rows[i].get("score"))) for i in weight) - sum(weight.values())
    for k in range(2000):
        half = halves and k > 600 and (k > 1200 or rng.random() < 0.1)
        if len(free) < 2 or (k > 600 and not short and not same(*free)):
            break
        if short:
            j = rng.choice(free)
            d = short if abs(short) <= 1 else rules.sign(short)
            r = apply(j, weight[j] + d)
            if r and weight[j] + d > 0:
                new["indicators"][j], weight[j], short = r, weight[j] + d, short - d
            continue
        i, j = rng.sample(free, 2)
        d = max(step(i), step(j)) * rng.choice((1, 1, 1, 2, 3))
        if weight[i] - d <= 0:
            continue
        before = same(i, j), weight[i], weight[j]
        weight[i], weight[j] = weight[i] - d, weight[j] + d
        a = apply(i, weight[i]) if k < 600 or same(i, j) <= before[0] else None
        b = apply(j, weight[j]) if a else None
        if b:
            new["indicators"][i], new["indicators"][j] = a, b
        else:
            _, weight[i], weight[j] = before
    if short:
        raise Retry("sum of weights")
    # heading weights
    if "class_weights" in old:
        new["class_weights"] = {}
        for name, was in old["class_weights"].items():
            x = num(was) + sum(weight[i] - num(rows[i].get("weight", rows[i].get("score"))) for i in weight if rows[i]["level1"] == name)
            new["class_weights"][name] = show(was, x)
            if new["class_weights"][name] is None:
                raise Retry("class weight")


def candidates(rng, w):
    out = [w + Fraction(k, 2 if w.denominator != 1 else 1) for k in range(-9, 10) if w + k > 0]
    rng.shuffle(out)
    return out


def draw_total(old, new, n, sample):
    for k in ("score", "rescore"):
        was = (old.get("total") or {}).get(k)
        if not was:
            continue
        x = num(was) + sum(num(b[k]) - num(a[k]) for a, b in zip(old["indicators"], new["indicators"]) if a.get(k) and b.get(k))
        if k == "score":
            x += sum(num(b[k]) - num(a[k]) for a, b in zip(old["funds"], new["funds"]) if a.get(k))
        new["total"][k] = show(was, x)
        if new["total"][k] is None:
            raise Retry("total")
    only_repair(new, n, sample)


def only_repair(form, n, sample):
    """Letters that may be two digits must still be decided by the sums."""
    for k, whole in (("weight", None), ("score", (form.get("total") or {}).get("score"))):
        ways, damaged = [0], False
        for i, r in enumerate(form["indicators"]):
            if not r.get(k):
                continue
            options = {r[k]}
            for at, allowed in sample.fixed.get((n, "indicators", i, k), ()):
                damaged = damaged or len(allowed) > 1
                digits = [c for c in range(len(r[k])) if r[k][c].isdigit()]
                options = {o[:digits[at]] + d + o[digits[at] + 1:] for o in options for d in allowed}
            ways = [x + num(o) for x in ways for o in options]
        right = sum(num(r[k]) for r in form["indicators"] if r.get(k))
        if damaged and (len(ways) > 5000 or ways.count(right) != 1):
            raise Retry("more than one repair")


# ------------------------------------------------------------------ a case: files that are judged together

def draw_case(rng, samples, profile, alike, times):
    """New forms for every sample, with the facts of the old ones; None if that could not be found."""
    error = None
    for _ in range(times):
        try:
            return try_case(rng, samples, profile, alike)
        except Retry as e:
            error = e
    raise Retry(f"{[s.name for s in samples]}: {error}")


def persist(what, tries, error=None):
    for _ in range(tries):
        try:
            return what()
        except Retry as e:
            error = e
    raise error


def try_case(rng, samples, profile, alike):
    memory = Memory()
    out = []
    for f, s in enumerate(samples):
        moving = [x for x in rules.funds_lines(s.forms) if x.plain()]
        rate = max((x.rd for x in moving), default=2)
        digits = rate, max((x.sd for x in moving if x.s is not None), default=rate)
        forms = []
        for n, old in enumerate(s.forms):
            keep = {(n, i) for g, m, i in alike if g == f and m == n}
            forms.append(persist(lambda n=n, old=old: draw_form(rng, s, n, old, memory, digits, keep, profile), 200))
        if rules.infer(forms)[0] != s.rounding:
            raise Retry("rounding")
        out.append(forms)
    if rules.case_facts([x for s in samples for x in s.forms]) != rules.case_facts([x for forms in out for x in forms]):
        raise Retry("alike rows")
    return out


def draw_form(rng, sample, n, old, memory, digits, keep, profile):
    funds = persist(lambda: draw_funds(rng, old, n, sample, digits), 30000)
    trial = copy.deepcopy(memory)
    trial.form = {}
    new = copy.deepcopy(old)
    new["funds"] = funds
    draw_pairs(rng, old, new, n, sample, trial)
    draw_weights(rng, old, new, n, sample, keep, profile)
    draw_total(old, new, n, sample)
    if rules.form_facts(old, profile) != rules.form_facts(new, profile):
        raise Retry("facts of the form")
    memory.percent = trial.percent
    return new


# ------------------------------------------------------------------ what the text says again

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
                    self.add(a[k]["value"], b[k]["value"], a[k].get("unit") or a["target"].get("unit"))
        self.add((old.get("total") or {}).get("score"), (new.get("total") or {}).get("score"), "分")
        self.classes = {}
        for r, q in zip(old["indicators"], new["indicators"]):
            if r.get("weight", r.get("score")):
                x, y = self.classes.get(r.get("level1"), (0, 0))
                self.classes[r.get("level1")] = (x + num(r.get("weight", r.get("score"))), y + num(q.get("weight", q.get("score"))))

    def add(self, old, new, unit):
        if old and new and num(old):
            self.known.append((num(old), num(new), unit or ""))

    def one(self, printed, before, after):
        """The new figure for `printed`, which stands between two texts without blanks; itself if it repeats nothing."""
        try:
            v = num(printed)
        except ValueError:
            return printed
        for name, (x, y) in self.classes.items():
            if name and v == x and before.endswith(name) and after.startswith("分"):
                return show(printed, y) or printed
        strong = len(re.sub(r"\D", "", printed).strip("0")) >= 4 and not after.startswith(("年", "月", "日"))
        for x, y, unit in self.known:
            names = ("%", "％", "百分比") if rules.is_percent(unit) else (unit,)
            if x == v and (strong or (unit and after.startswith(names))):
                return show(printed, y) or printed
        return printed

    def text(self, s):
        return NUMBER.sub(lambda m: self.one(m.group(), bare(s[:m.start()])[-8:], bare(s[m.end():])[:4]), s)


NUMBER = re.compile(r"(?<![\d.,A-Za-z])\d[\d,]*(?:\.\d+)?(?![\d.])")


def bare(s):
    return re.sub(r"[\s|]", "", s)


# ------------------------------------------------------------------ names

def words():
    with open(os.path.join(HERE, "words.txt"), encoding="utf-8") as f:
        return sorted({w for line in f if not line.startswith("#") for w in line.split()}, key=len, reverse=True)


def is_han(c):
    return "㐀" <= c <= "鿿"


NUMERALS = "零〇一二三四五六七八九十百千万亿两第年月日天元分前后底内外上下末初季不未无有是否的和与及等其各"


class Names:
    """One exchange of characters for all texts of a case: a name stays equal to its copies and parts."""

    def __init__(self, rng, samples, allowed, all_text):
        protected = set(NUMERALS)
        strings = [bare(s.text) for s in samples]
        for s in samples:
            for x in walk(s.truth):
                strings.append(bare(x))
            for form in s.forms:
                for r in form["indicators"]:
                    protected |= set((r.get("level1") or "") + (r.get("level2") or ""))
                    for k in ("target", "actual"):
                        protected |= set((r.get(k) or {}).get("unit") or "")
                for f in form["funds"]:
                    protected |= set(f.get("name") or "")
            protected |= set(re.findall(r"\d([\u3400-\u9fff])", bare(s.text)))
        joined = "\n".join(strings)
        for w in allowed:
            if w in joined:
                protected |= set(w)
        used = set(joined) | set("".join(allowed)) | all_text
        pool = []
        for row in range(0xB0, 0xD8):
            for cell in range(0xA1, 0xFF):
                try:
                    c = bytes((row, cell)).decode("gb2312")
                except UnicodeDecodeError:
                    continue
                if c not in used:
                    pool.append(c)
        rare = [chr(c) for c in range(0x3C00, 0x4000) if chr(c) not in used]
        rng.shuffle(pool)
        rng.shuffle(rare)
        self.map = {}
        for c in sorted({c for c in joined if is_han(c) and c not in protected}):
            self.map[c] = (rare if c < "一" else pool).pop()

    def text(self, s):
        return "".join(self.map.get(c, c) for c in s)


def walk(x):
    if isinstance(x, str):
        yield x
    elif isinstance(x, dict):
        for v in x.values():
            yield from walk(v)
    elif isinstance(x, list):
        for v in x:
            yield from walk(v)


# ------------------------------------------------------------------ writing

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
    starts = [min((s for p, s, _ in sample.spans if p[0] == n), default=0) for n in range(len(forms))]
    rest = "".join("\0" if t else c for c, t in zip(sample.text, taken))
    for m in NUMBER.finditer(rest):
        n = max((k for k in range(len(forms)) if starts[k] <= m.start()), default=0)
        new = Echo(sample.forms[n], forms[n]).one(m.group(), bare(sample.text[:m.start()][-30:])[-8:], bare(sample.text[m.end():m.end() + 30])[:4])
        out[m.start():m.end()] = new
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


def figures(f, form, rounding, profile):
    """(printed, expected) of a finding on this form, as far as they are figures; None if they stay."""
    row = form["indicators"][f["row"] - 1] if f.get("row") else None
    first = form["funds"][0]
    rate = first.get("rate")
    two = "{:.2f}".format
    if f["rule"] == "H10":
        return row["score"], row["weight"]
    if f["rule"] == "H11":
        return row["score"], two(float(rules.rounded(rules.due(row, num(row["weight"])), *rounding)))
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
        return (two(float(t)), "≤ " + two(float(limit))) if "≤" in f["expected"] else (two(float(a)), first["executed"])
    if f["rule"] == "H41":
        n = next(r for r in form["indicators"] if (r.get("actual") or {}).get("unit") == "人")["actual"]["value"]
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
        r = next(y["rounding"] for y in d["forms"] if y["form"] == x["form"] and y.get("file") == x.get("file"))
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
    """[(samples, names of findings, profile)]: files that some findings name together are one case."""
    names = sorted(f[:-10] for f in os.listdir(folder) if f.endswith(".txt") and os.path.exists(
        os.path.join(folder, f[:-4] + ".truth.json")) for f in [f[:-4] + "##########"])
    groups = {n: [n] for n in names}
    findings = {}
    for f in sorted(os.listdir(folder)):
        if f.endswith(".findings.json"):
            with open(os.path.join(folder, f), encoding="utf-8") as h:
                d = json.load(h)
            name = f[:-len(".findings.json")]
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
        if num(old) in STRUCTURAL or path[1:3] == ("total", "weight") or path[1:4] == ("funds", 0, "weight"):
            continue
        tally["numbers"] += 1
        tally["redrawn"] += old != new


def place_once(sample):
    seen = {}
    for path, s, _ in sample.spans:
        seen.setdefault(path, s)
    return sorted(seen.items(), key=str)


def redraw(folder, out, seed, tally, only=None):
    os.makedirs(out, exist_ok=True)
    allowed = words()
    groups = cases(folder)
    all_text = set()
    for group, _, _, _ in groups:
        for name in group:
            all_text |= set(Sample_text(folder, name))
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
            assert text != s.text and [width(x) for x in text.split("\n")] == [width(x) for x in s.text.split("\n")], s.name
            for form in s.forms:
                for x in [form.get(k) for k in ("project", "department", "unit")] + [r["level3"] for r in form["indicators"]]:
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


def Sample_text(folder, name):
    with open(os.path.join(folder, name + ".txt"), "rb") as f:
        raw = f.read()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


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
    tally = dict.fromkeys(("numbers", "redrawn", "names", "renamed", "characters", "exchanged", "left", "failed"), 0)
    for k in range(args.times):
        redraw(args.samples, args.out if args.times == 1 else os.path.join(args.out, str(k)), args.seed + k, tally, args.only)
    print(f"seed {args.seed}, {args.times} draw(s): numbers {tally['redrawn']}/{tally['numbers']} redrawn, names "
          f"{tally['renamed']}/{tally['names']} (characters {tally['exchanged']}/{tally['characters']}), "
          f"figures of findings left out {tally['left']}, cases whose numbers stay {tally['failed']}")
    sys.exit(0)


if __name__ == "__main__":
    main()
