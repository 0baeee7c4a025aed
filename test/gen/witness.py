# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the figures of a form say about each other: which damaged figures the rest decides.

An equation has members (holder, key) and a test on their values. decide() takes the candidates that
each damaged print allows and tells, for each, the value that all solutions of its equations agree
on, or that there is none; a figure whose equations fit only a wrong value is reported as misled.
"""
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import product

COLUMNS = ("initial", "adjusted", "received", "executed")
PRODUCTS_MOST = 200


def dec(text):
    try:
        return Decimal(str(text).replace(",", ""))
    except (InvalidOperation, TypeError):
        return None


class Sum:
    """parts add up to whole."""

    def __init__(self, whole, parts):
        self.members = [whole] + parts

    def holds(self, values):
        return values[0] == sum(values[1:])


class Ratio:
    """printed = scale × b / a, cut or rounded half up to the printed decimals."""

    def __init__(self, printed, a, b, scale):
        self.members, self.scale = [printed, a, b] + (
            [scale] if isinstance(scale, tuple) else []
        ), scale

    def holds(self, values):
        printed, a, b = values[:3]
        if a == 0:
            return False
        scale = values[3] if len(values) > 3 else self.scale
        exact = scale * b / a
        step = Decimal(1).scaleb(min(0, printed.as_tuple().exponent))
        return printed in (exact.quantize(step, ROUND_DOWN), exact.quantize(step, ROUND_HALF_UP))


def members(holders, key):
    """The holders that print the key, for a sum; none at all if one of them has lost its value."""
    if any(key in h and h[key] is None for h in holders):
        return []
    return [(h, key) for h in holders if key in h]


def equations(form):
    """All equations whose members are printed."""
    funds, found = form.get("funds") or [], []
    whole = funds[0] if funds and funds[0].get("source") == "total" else None
    total = form.get("total") or {}
    rows = form["indicators"]
    classes = form.get("class_weights") or {}
    for key in ("weight", "score"):
        parts = members(rows, key)
        if key == "weight" and not any(key in r for r in rows):
            parts = [(classes, name) for name in classes]
        if parts and whole and key in whole:
            parts = parts + [(whole, key)] if whole[key] is not None else []
        if total.get(key) is not None and parts:
            found.append(Sum((total, key), parts))
        elif key == "weight" and parts and total.get(key, "") is not None:
            found.append(Sum(({"whole": "100"}, "whole"), parts))
    for name in classes:
        parts = members([r for r in rows if r.get("level1") == name], "weight")
        if parts:
            found.append(Sum((classes, name), parts))
    if whole and len(funds) > 1:
        for key in COLUMNS:
            parts = members(funds[1:], key)
            if whole.get(key) is not None and parts:
                found.append(Sum((whole, key), parts))
    for f in funds:
        if all(f.get(k) is not None for k in ("rate", "adjusted", "executed")):
            found.append(Ratio((f, "rate"), (f, "adjusted"), (f, "executed"), Decimal(100)))
    if whole and all(whole.get(k) is not None for k in ("score", "weight", "adjusted", "executed")):
        found.append(
            Ratio((whole, "score"), (whole, "adjusted"), (whole, "executed"), (whole, "weight"))
        )
    return found


def at(leaf):
    return (id(leaf[0]), leaf[1])


def solutions(equation, damaged, known):
    """Values of the damaged members that satisfy the equation; None if they are too many to try."""
    choices, n = [], 1
    for leaf in equation.members:
        options = known.get(at(leaf)) or damaged.get(at(leaf))
        options = options if options is not None else [leaf[0][leaf[1]]]
        options = [d for d in map(dec, options) if d is not None]
        n *= max(1, len(options))
        choices.append(options)
    if n > PRODUCTS_MOST:
        return None
    return [values for values in product(*choices) if equation.holds(values)]


def decide(form, damaged):
    """damaged: {(id(holder), key): candidate texts, the true one first}: (decided, misled)."""
    decided, misled, live = {}, set(), [e for e in equations(form)]
    for _ in range(3):
        before = len(decided)
        for equation in live:
            places = [i for i, leaf in enumerate(equation.members) if at(leaf) in damaged]
            if not places:
                continue
            found = solutions(equation, damaged, decided)
            if found is None:
                continue
            for i in places:
                leaf = at(equation.members[i])
                truth = dec(damaged[leaf][0])
                values = {values[i] for values in found}
                if values and truth not in values:
                    misled.add(leaf)
                elif values == {truth} and leaf not in decided:
                    decided[leaf] = [damaged[leaf][0]]
        if len(decided) == before:
            break
    return decided, misled
