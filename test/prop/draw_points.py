# SPDX-License-Identifier: AGPL-3.0-or-later
"""New weights and scores of the rows, class weights and totals.

Points wander between rows in small steps; a step is made only if both rows stay what they are
(full score, points lost, band of a phrase, right or wrong against the arithmetic, as many digits),
so that the sum of the weights stays. A score follows from its weight and row by the rule that
explains the old one (`score_rule`). Rows whose weights are compared with each other (H25) keep
them. The total is the old one plus what its parts gained.
"""
from fractions import Fraction

import rules
from rules import num
from sample import Retry, fits_damage, show


def points(row):
    """The printed weight; the score where the form has no weights."""
    return row.get("weight", row.get("score"))


def score_rule(row, rounding, digits):
    """How the printed score comes from weight and row: a function (new row, new weight) -> points,
    or None if it cannot.
    """
    w, s = num(row.get("weight")), num(row.get("score"))
    if w is None or s == w:
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
                    wrong = all(
                        out != rules.rounded(rules.due(r, x), k, digits)
                        for k in ("half_up", "trunc")
                    )
                    return out if wrong else None

                return coarse
    return lambda r, x: x - (w - s)


class Weights:
    """The rows of form n on their way to new weights."""

    STEPS, WILD, HALF = 1200, 300, 700

    def __init__(self, rng, old, new, n, sample, keep, profile):
        self.rng, self.old, self.new, self.n, self.sample = rng, old, new, n, sample
        self.rows, self.out = old["indicators"], new["indicators"]
        _, self.bands, standard = rules.PROFILES[profile]
        digits = (sample.rounding or standard)[1]
        self.was = {i: num(points(r)) for i, r in enumerate(self.rows) if points(r)}
        self.now = dict(self.was)
        self.rule = {
            i: score_rule(r, sample.rounding, digits)
            for i, r in enumerate(self.rows)
            if r.get("score")
        }
        self.free = [
            i
            for i in self.was
            if (n, i) not in keep
            and (i in self.rule or "empty" in self.rows[i] or "score" not in self.rows[i])
        ]
        self.facts = {i: rules.row_facts(self.rows[i], old, self.bands) for i in self.was}
        self.short = Fraction(0)

    def printed(self, i, key, like, x):
        s = None if x is None else show(like, x)
        return (
            s
            if s and fits_damage(s, self.sample.fixed.get((self.n, "indicators", i, key), ()))
            else None
        )

    def row(self, i, x):
        """Row i at weight x, None if it would be another kind of row."""
        old, r = self.rows[i], dict(self.out[i])
        if "weight" in r:
            r["weight"] = self.printed(i, "weight", old["weight"], x)
        if i in self.rule and r.get("weight", ""):
            s = self.rule[i](r, x)
            r["score"] = self.printed(i, "score", old["score"], s)
            if r.get("rescore") and r["score"]:
                r["rescore"] = self.printed(
                    i, "rescore", old["rescore"], s + num(old["rescore"]) - num(old["score"])
                )
        if any(old.get(k) and not r.get(k) for k in ("weight", "score", "rescore")):
            return None
        return r if rules.row_facts(r, self.new, self.bands) == self.facts[i] else None

    def start(self):
        """Every row at its old weight; where new target and actual do not allow it, at another."""
        for i in self.was:
            tries = (
                [self.was[i] + Fraction(k) for k in range(-9, 10) if self.was[i] + k > 0]
                if i in self.free
                else []
            )
            self.rng.shuffle(tries)
            for x in [self.was[i]] + tries:
                r = self.row(i, x)
                if r:
                    break
            else:
                raise Retry(f"row {i + 1} has no weight")
            self.out[i], self.now[i] = r, x
        self.short = sum(self.was.values()) - sum(self.now.values())

    def stays(self, *some):
        return sum(self.now[i] == self.was[i] for i in some)

    def fill(self):
        """Give what the start left over to some row."""
        j = self.rng.choice(self.free)
        x = self.now[j] + (self.short if abs(self.short) <= 1 else rules.sign(self.short))
        r = self.row(j, x) if x > 0 else None
        if r:
            self.short -= x - self.now[j]
            self.out[j], self.now[j] = r, x

    def move(self, wild, half):
        """Move points from row to row; tamely only if not more rows keep their old weight."""
        i, j = self.rng.sample(self.free, 2)
        fine = half and all("." in points(self.rows[k]) for k in (i, j))
        d = Fraction(self.rng.choice((1, 1, 1, 2, 3)), 2 if fine else 1)
        x, y, before = self.now[i], self.now[j], self.stays(i, j)
        if x <= d:
            return
        self.now[i], self.now[j] = x - d, y + d
        a = self.row(i, x - d) if wild or self.stays(i, j) <= before else None
        b = self.row(j, y + d) if a else None
        if b:
            self.out[i], self.out[j] = a, b
        else:
            self.now[i], self.now[j] = x, y

    def wander(self):
        halves = "." in ((self.old.get("total") or {}).get("score") or "")
        for k in range(self.STEPS):
            if len(self.free) < 2 or (
                k > self.WILD and not self.short and not self.stays(*self.free)
            ):
                break
            if self.short:
                self.fill()
            else:
                self.move(
                    k < self.WILD,
                    halves and k > self.WILD and (k > self.HALF or self.rng.random() < 0.1),
                )
        if self.short:
            raise Retry("sum of weights")

    def classes(self):
        """The weights in the headings of the classes."""
        out = {}
        for name, was in self.old["class_weights"].items():
            out[name] = show(
                was,
                num(was)
                + sum(
                    self.now[i] - self.was[i] for i in self.was if self.rows[i]["level1"] == name
                ),
            )
            if out[name] is None:
                raise Retry("class weight")
        return out


def draw_weights(rng, old, new, n, sample, keep, profile):
    weights = Weights(rng, old, new, n, sample, keep, profile)
    weights.start()
    weights.wander()
    if "class_weights" in old:
        new["class_weights"] = weights.classes()


def draw_total(old, new, n, sample):
    for k in ("score", "rescore"):
        was = (old.get("total") or {}).get(k)
        if not was:
            continue
        pairs = list(zip(old["indicators"], new["indicators"])) + (
            list(zip(old["funds"], new["funds"])) if k == "score" else []
        )
        new["total"][k] = show(
            was, num(was) + sum(num(b[k]) - num(a[k]) for a, b in pairs if a.get(k) and b.get(k))
        )
        if new["total"][k] is None:
            raise Retry("total")
    for k in ("weight", "score"):
        only_repair(new, n, sample, k)


def only_repair(form, n, sample, key):
    """Letters that may be two digits must still be decided by the sum of the column."""
    ways, damaged = [Fraction(0)], False
    for i, r in enumerate(form["indicators"]):
        if not r.get(key):
            continue
        options = {r[key]}
        for at, allowed in sample.fixed.get((n, "indicators", i, key), ()):
            damaged = damaged or len(allowed) > 1
            k = [c for c in range(len(r[key])) if r[key][c].isdigit()][at]
            options = {o[:k] + d + o[k + 1 :] for o in options for d in allowed}
        ways = [x + num(o) for x in ways for o in options]
    right = sum(num(r[key]) for r in form["indicators"] if r.get(key))
    if damaged and (len(ways) > 5000 or ways.count(right) != 1):
        raise Retry("more than one repair")
