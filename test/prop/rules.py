# SPDX-License-Identifier: AGPL-3.0-or-later
"""The arithmetic of a self-evaluation form, written a second time for the tests, from the rules
and not from the program.

Exact fractions; numbers are the strings of a truth. `Facts` of a form is everything the rules'
findings depend on as far as numbers go (which rows are met, bands, overshoot, ties between sums,
…): a redrawn form must have the facts of the form it was drawn from, then every finding of one is
a finding of the other. `infer` is the rounding convention of a file.
"""
import re
from fractions import Fraction
from functools import lru_cache
from math import floor

# Weight of execution, lower ends of the bands, rounding (mode, digits) when it cannot be inferred.
PROFILES = {
    "national-2020": (10, (80, 60), ("half_up", 2)),
    "shanghai-seed-2023": (10, (80, 60), ("trunc", 2)),
    "hubei": (20, (80, 50), ("half_up", 2)),
    "cost-2021": (10, (80, 60), ("half_up", 2)),
    "plain-20-80": (20, (80, 60), ("half_up", 2)),
    "one-decimal-fraction": (20, (80, 60), ("half_up", 1)),
    "whole-down": (10, (80, 60), ("trunc", 0)),
    "putuo-2022": (10, (80, 60), ("half_up", 2)),
    "scheme-dmp": (0, (80, 60), ("half_up", 2)),
}
REACHED = ("达成年度指标", "达成指标", "达成预期指标", "全部达成")
PARTLY = ("部分达成指标并具有一定效果", "部分达成年度指标并具有一定效果")
CEILING = re.compile("时限|用时|耗时|响应时间|变动率|控制率|调整率|结余率|差错|投诉|事故|退单|逾期|违规")
OVER = re.compile("合格率|满意度|覆盖率|知晓率|及时率|准确率|达标率|成活率|通过率|占比|比例|比重")


@lru_cache(maxsize=None)
def num(s):
    return None if s is None else Fraction(s.replace(",", ""))


def decimals(s):
    return len(s.split(".")[1]) if "." in s else 0


def rounded(x, mode, digits):
    k = 10**digits
    return Fraction(floor(x * k + (Fraction(1, 2) if mode == "half_up" else 0)), k)


def scale(unit):
    return 10000 if (unit or "").startswith("万") else 1


def is_percent(unit):
    return unit in ("%", "百分比")


# ------------------------------------------------------------------ rounding convention


class Line:
    """A funds line with amounts and a printed rate (and score)."""

    def __init__(self, f):
        self.a, self.b = num(f["adjusted"]), num(f["executed"])
        self.ua, self.ub = Fraction(1, 10 ** decimals(f["adjusted"])), Fraction(
            1, 10 ** decimals(f["executed"])
        )
        self.r, self.rd = num(f["rate"]), decimals(f["rate"])
        self.w, self.s = num(f.get("weight")), num(f.get("score"))
        self.sd = decimals(f["score"]) if self.s is not None else 0
        self.initial = num(f.get("initial"))

    def plain(self):
        return self.b != 0 and self.b != self.a

    def span(self, mode):
        if mode == "trunc":
            return self.b / (self.a + self.ua), (self.b + self.ub) / self.a
        return (self.b - self.ub / 2) / (self.a + self.ua / 2), (self.b + self.ub / 2) / (
            self.a - self.ua / 2
        )

    @staticmethod
    def _fit(exact, printed, lo, hi, mode, digits):
        """2 exact, 1 some admissible value rounds to the printed one, 0 none."""
        if any(rounded(x, mode, digits) == printed for x in exact):
            return 2
        u = Fraction(1, 10**digits)
        plo, phi = (printed, printed + u) if mode == "trunc" else (printed - u / 2, printed + u / 2)
        return 1 if max(lo, plo) < min(hi, phi) else 0

    def rate_fit(self, mode, full, digits, base=None):
        a = self.a if base is None else base
        lo, hi = self.span(mode)
        if base is not None:
            lo = hi = self.b / a
        return self._fit([full * self.b / a], self.r, full * lo, full * hi, mode, digits)

    def score_fit(self, mode, full, digits):
        if self.s is None or self.w is None:
            return 2
        lo, hi = self.span(mode)
        fits = []
        for cap in (False, True):

            def capped(q):
                return min(q, 1) if cap else q

            fits.append(
                self._fit(
                    [self.w * capped(self.b / self.a), self.w * capped(self.r / full)],
                    self.s,
                    self.w * capped(lo),
                    self.w * capped(hi),
                    mode,
                    digits,
                )
            )
        return max(fits)


def funds_lines(forms):
    return [
        Line(f)
        for form in forms
        for f in form["funds"]
        if f.get("rate") and f.get("adjusted") and f.get("executed") and num(f["adjusted"])
    ]


def infer(forms):
    """((mode, digits) or None, fit of each line under each candidate)."""
    lines = funds_lines(forms)
    moving = [x for x in lines if x.plain()]
    rate_digits = max((x.rd for x in moving), default=2)
    score_digits = max((x.sd for x in moving if x.s is not None), default=rate_digits)
    table = {}
    for mode in ("trunc", "half_up"):
        for full in (100, 1):
            table[mode, full] = [
                min(x.rate_fit(mode, full, rate_digits), x.score_fit(mode, full, score_digits))
                for x in lines
            ]
    good = [k for k in range(len(lines)) if any(t[k] for t in table.values())]
    moving_good = [k for k in good if lines[k].plain()]
    fits = {c for c, t in table.items() if all(t[k] for k in good)} if moving_good else set()
    decided = next(iter(fits)) if len(fits) == 1 else None
    return (decided[0], rate_digits) if decided else None, tuple(
        sorted((c, tuple(t)) for c, t in table.items())
    )


# ------------------------------------------------------------------ rows


def pair(row):
    """(op, target, actual) in base units, or None if the row is not numeric."""
    t, a = row.get("target") or {}, row.get("actual") or {}
    if t.get("value") is None or a.get("value") is None:
        return None
    return (
        t.get("op"),
        num(t["value"]) * scale(t.get("unit")),
        num(a["value"]) * scale(a.get("unit") or t.get("unit")),
    )


def ceiling(row):
    op, t, _ = pair(row)
    return op in ("≤", "<") or (
        op is None
        and ("成本" in (row.get("level2") or "") or t == 0 or bool(CEILING.search(row["level3"])))
    )


def met(row):
    op, t, a = pair(row)
    if a == t:
        return op not in ("<", ">")
    if op == "=":
        return False
    return a < t if ceiling(row) else a > t


def due(row, w):
    """Exact points of a numeric row by §4, before rounding."""
    op, t, a = pair(row)
    if met(row):
        return w
    if op == "=":
        return w * min(a / t, t / a) if t and a else Fraction(0)
    if ceiling(row):
        return w * t / a
    return w * max(Fraction(0), a / t)


def band(row, w, s, bands):
    """The band of a phrase that the score leaves: (phrase, below, above), None if the row has no
    phrase.
    """
    text = (row.get("actual") or {}).get("text")
    if text in REACHED:
        lo, hi, half = bands[0], 100, False
    elif text in PARTLY:
        lo, hi, half = bands[1], bands[0], True
    else:
        return None
    share = s / w * 100
    return text, share < lo, share >= hi if half else share > hi


def strict_row(row, w, s, mode, digits, bands):
    if pair(row) is not None and (w is not None):
        return rounded(due(row, w), mode, digits)
    if s is None:
        return None
    out = band(row, w, s, bands) if w else None
    if out and out[1]:
        return rounded(w * (bands[0] if out[0] in REACHED else bands[1]) / 100, mode, digits)
    if out and out[2]:
        return rounded(w * (100 if out[0] in REACHED else bands[0]) / 100, mode, digits)
    return s


def totals(form, profile, rounding, complete=True):
    """(plain sum, strict total), None where a part is missing."""
    weight, bands, standard = PROFILES[profile]
    mode, digits = rounding or standard
    first = form["funds"][0] if form["funds"] else {}
    rows = form["indicators"]
    execution = strict = Fraction(0)
    if weight:
        if first.get("score") is None:
            return None, None
        execution = num(first["score"])
        w = num(first["weight"]) if first.get("weight") else Fraction(weight)
        strict = (
            rounded(
                w * min(Fraction(1), num(first["executed"]) / num(first["adjusted"])), mode, digits
            )
            if first.get("executed")
            else None
        )
    scores = [num(r.get("score")) for r in rows if "score" in r]
    plain = None if None in scores or not scores else execution + sum(scores)
    for r in rows:
        if "score" not in r and "weight" not in r:
            if any("weight" in x for x in rows):
                continue
            return plain, None
        if "weight" not in r:
            return plain, None
        w = num(r["weight"])
        part = None if w is None else strict_row(r, w, num(r["score"]), mode, digits, bands)
        strict = None if part is None or strict is None else strict + part
    return plain, strict


# ------------------------------------------------------------------ facts


def sign(x):
    return (x > 0) - (x < 0)


def share_of(name, other, least=4):
    return any(name[i : i + least] in other for i in range(len(name) - least + 1))


def row_facts(row, form, bands):
    w, s = num(row.get("weight")), num(row.get("score"))
    out = [
        None if w is None else w > 20,
        None if w is None or s is None else (sign(s - w), sign(s)),
    ]
    p = pair(row)
    if p:
        op, t, a = p
        out += [
            sign(a - t),
            t > 0 and (a - t) * 100 >= 30 * t,
            t > 0 and (t - a) * 100 >= 30 * t,
            a == 0,
            t == 0,
        ]
        if is_percent((row["actual"].get("unit")) or row["target"].get("unit")):
            out += [num(row["actual"]["value"]) > 100, whole_parts(row, form)]
        if w is not None and s is not None and not met(row):
            e = due(row, w)
            out += [
                s == rounded(e, "trunc", 2),
                s == rounded(e, "half_up", 2),
                s == rounded(e, "trunc", 0),
                s == rounded(e, "half_up", 0),
                s == rounded(e, "half_up", 1),
            ]
    elif w is not None and s is not None and w:
        out.append(band(row, w, s, bands))
    return tuple(out)


def whole_parts(row, form):
    """H41 b: for each count of people whose name is like this row's, is the percentage some k of
    n?
    """
    value = num(row["actual"]["value"])
    d = decimals(row["actual"]["value"])
    out = []
    for r in form["indicators"]:
        a = r.get("actual") or {}
        if (
            r is row
            or a.get("value") is None
            or (a.get("unit") or (r.get("target") or {}).get("unit")) != "人"
        ):
            continue
        n = num(a["value"])
        if n == 0 or n.denominator != 1 or not share_of(row["level3"], r["level3"]):
            continue
        k = int(value * n / 100)
        out.append(
            any(
                rounded(Fraction(100 * j, int(n)), m, d) == value
                for j in (k - 1, k, k + 1)
                for m in ("trunc", "half_up")
            )
        )
    return tuple(out)


def money_rows(form):
    return [
        r
        for r in form["indicators"]
        if "成本" in (r.get("level2") or "") and (r.get("target") or {}).get("unit") in ("元", "万元")
    ]


def in_form_unit(value, unit, form):
    return (
        num(value)
        * (10000 if unit == "万元" else 1)
        / (10000 if form.get("money_unit") == "万元" else 1)
    )


def cost_sums(form):
    rows = money_rows(form)
    t = sum(in_form_unit(r["target"]["value"], r["target"]["unit"], form) for r in rows)
    a = sum(
        in_form_unit(r["actual"]["value"], r["actual"].get("unit") or r["target"]["unit"], form)
        for r in rows
    )
    return rows, t, a


def funds_facts(form):
    out, lines = [], form["funds"]
    for k in ("initial", "adjusted", "executed", "received"):
        if any(f.get(k) for f in lines):
            parts = [num(f[k]) for f in lines[1:] if f.get(k)]
            out.append(
                (k, num(lines[0].get(k)) - sum(parts) if parts and lines[0].get(k) else None)
            )
    first = lines[0] if lines else {}
    i, a, b = (num(first.get(k)) for k in ("initial", "adjusted", "executed"))
    if a and b is not None:
        rate = b / a * 100
        out += [
            sign(b - a),
            rate < 90,
            (a - b) * 100 > 20 * a,
            [rate < x for x in (80, 70, 60, 50)],
            sign(i - a) if i is not None else None,
        ]
    return out


def form_facts(form, profile):
    weight, bands, _ = PROFILES[profile]
    lines, rows = form["funds"], form["indicators"]
    out = [funds_facts(form)]
    first = lines[0] if lines else {}
    i, a, b = (num(first.get(k)) for k in ("initial", "adjusted", "executed"))
    weights = [num(r.get("weight")) for r in rows if r.get("weight")]
    scores = [num(r.get("score")) for r in rows if r.get("weight") and r.get("score")]
    out.append(sum(weights))
    total = num((form.get("total") or {}).get("score"))
    if total is not None:
        execution = num(first.get("score")) or 0
        out.append(
            (
                total - execution - sum(num(r.get("score")) or 0 for r in rows),
                [total >= g for g in (90, 80, 60)],
            )
        )
        if a and b is not None:
            cap = next(
                (
                    c
                    for low, c in ((80, 101), (70, 89), (60, 79), (50, 69), (0, 59))
                    if b / a * 100 >= low
                )
            )
            out.append(total > cap)
    scored = [num(r["weight"]) for r in rows if r.get("weight") and r.get("score")]
    if scored and a and b is not None:
        out.append(sum(scores) / sum(scored) * 100 - min(Fraction(100), b / a * 100) > 5)
    costs, t, c = cost_sums(form)
    if costs and a and b is not None:
        limit = max(x for x in (i, a) if x is not None)
        out += [t > limit, 0 if c == b else 1 if abs(c - b) * 100 <= len(costs) else 2]
        out += [[t == x, c == x] for x in (i, a, b)]
        out.append(len(costs) == 1 and t == i)
    out.append([row_facts(r, form, bands) for r in rows])
    return out


def case_facts(forms):
    """Across the forms of one unit: percentages used twice, equal rows with unequal scores."""
    alike, percent = {}, {}
    for n, form in enumerate(forms):
        for i, r in enumerate(form["indicators"]):
            p = pair(r)
            if not p:
                continue
            a = r["actual"]
            if is_percent(a.get("unit") or r["target"].get("unit")) and p[2].denominator != 1:
                percent.setdefault(p[2], []).append((n, i))
            if r.get("weight") and r.get("score"):
                alike.setdefault((p, num(r["weight"])), []).append((n, i, num(r["score"])))
    uneven = sorted([x[:2] for x in v] for v in alike.values() if len({x[2] for x in v}) > 1)
    return sorted(v for v in percent.values() if len(v) > 1), uneven
