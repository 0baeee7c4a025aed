# SPDX-License-Identifier: AGPL-3.0-or-later
"""New amounts, rates and execution score: right as before, or wrong in the same way.

Every part of the money is drawn, the total is the sum of the parts plus the old difference (so H04
stays what it is), the rate and the score follow from the amounts in the file's rounding. A draw is
kept only if the same rounding conventions fit every line and the same findings about money follow.
"""
import copy
import re
from fractions import Fraction

import rules
from rules import num
from sample import Retry, fits_damage, near, show


def wrong_digit(rng, printed, rights, news):
    """The new right figure with other digits where `printed` differs from the right one, of two
    roundings.
    """
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
                return show(
                    f["rate"],
                    rules.rounded(full * num(new["executed"]) / num(new["initial"]), m, d),
                )
    return wrong_digit(
        rng,
        f["rate"],
        [show(f["rate"], rules.rounded(full * q, m, d)) for m in ("half_up", "trunc")],
        [show(f["rate"], rules.rounded(full * p, m, d)) or "" for m in ("half_up", "trunc")],
    )


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
            for m in (mode,) if mode else ("half_up", "trunc"):
                yield rules.rounded(w * base, m, digits)

    for a, b in zip(ways(f), ways(new)):
        if a == s:
            return show(f["score"], b)
    q, p = (num(x["executed"]) / num(x["adjusted"]) for x in (f, new))
    return wrong_digit(
        rng,
        f["score"],
        [show(f["score"], rules.rounded(w * q, m, digits)) for m in ("half_up", "trunc")],
        [show(f["score"], rules.rounded(w * p, m, digits)) or "" for m in ("half_up", "trunc")],
    )


AMOUNTS = ("initial", "adjusted", "received", "executed")


def only_repair(f):
    """No other last digit that the damage allows may give the printed rate."""
    last = f["executed"][-1]
    for d in {"5", "6", {"3": "8", "8": "3", "5": "6", "6": "5"}.get(last, last)} - {last}:
        q = 100 * num(f["executed"][:-1] + d) / num(f["adjusted"])
        if any(rules.rounded(q, m, 2) == num(f["rate"]) for m in ("half_up", "trunc")):
            raise Retry("more than one repair")


def fit_table(lines, digits):
    return [
        [
            min(x.rate_fit(m, full, digits[0]), x.score_fit(m, full, digits[1])) > 0
            for m in ("trunc", "half_up")
            for full in (100, 1)
        ]
        for x in lines
    ]


def draw_funds(rng, old, n, sample, digits):
    """New amounts, rates and execution score of form n; the total is the sum of its parts plus the
    old difference.
    """
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
                    x = num(g.get("adjusted") or g["initial"]) * (
                        1 - (1 - v / base) * Fraction(rng.randint(50, 160), 100)
                    )
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
        if (n, "funds", k, "executed") in sample.torn:
            only_repair(f)
    if fit_table(rules.funds_lines([old]), digits) != fit_table(
        rules.funds_lines([{"funds": funds}]), digits
    ):
        raise Retry("another convention fits")
    if rules.funds_facts(old) != rules.funds_facts({"funds": funds}):
        raise Retry("facts of the funds")
    return funds
