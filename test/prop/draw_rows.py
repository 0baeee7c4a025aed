# SPDX-License-Identifier: AGPL-3.0-or-later
"""New targets and actuals of the rows.

A figure with its unit becomes the same figure wherever it stands on the form (a percentage: in all
files of one unit), a row stays met, unmet or equal, its overshoot and its slack stay on their side
of 30 %, cost rows that restate the funds follow them, and the last cost row keeps the sum of the
cost rows at its distance from the funds.
"""
from fractions import Fraction

import rules
from rules import num
from sample import Retry, fits_damage, near, show


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
                draw_pair(
                    rng,
                    old,
                    new,
                    n,
                    i,
                    sample,
                    memory,
                    links if any(row is c for c in costs) else {},
                    money,
                    units,
                    attempt,
                )
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
                x = (
                    got["target"]
                    * rules.scale(units[0])
                    * max(ratio, Fraction(1, 10))
                    / rules.scale(unit)
                )
                if (
                    "执行率" in row["level3"]
                    and rules.is_percent(unit)
                    and old["funds"][0].get("rate")
                ):
                    d = rules.decimals(like)
                    modes = [
                        m
                        for m in ("half_up", "trunc")
                        if rules.rounded(num(old["funds"][0]["rate"]), m, d) == v
                    ]
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
    """The last cost row takes up what keeps the sum of the cost rows at its distance from the
    funds.
    """
    rows, t, a = rules.cost_sums(old)
    first = old["funds"][0] if old["funds"] else {}
    ids = [i for i, r in enumerate(old["indicators"]) if any(r is c for c in rows)]
    if len(ids) < 2:
        return
    for k, total in (("target", t), ("actual", a)):
        refs = [
            c
            for c in (("initial", "adjusted") if k == "target" else ("executed",))
            if num(first.get(c))
        ]
        refs = [c for c in refs if abs(total - num(first[c])) * 20 <= num(first[c])]
        if not refs:
            continue
        gap = total - num(first[refs[0]])
        i = ids[-1]
        _, nt, na = rules.cost_sums(new)
        unit = new["indicators"][i][k].get("unit") or new["indicators"][i]["target"]["unit"]
        step = (10000 if old.get("money_unit") == "万元" else 1) / Fraction(
            10000 if unit == "万元" else 1
        )
        x = (
            num(new["indicators"][i][k]["value"])
            + (num(new["funds"][0][refs[0]]) + gap - (nt if k == "target" else na)) * step
        )
        s = show(old["indicators"][i][k]["value"], x) if x > 0 else None
        if s is None or not fits_damage(s, sample.fixed.get((n, "indicators", i, k, "value"), ())):
            raise Retry("cost sum")
        new["indicators"][i][k]["value"] = s
