# SPDX-License-Identifier: AGPL-3.0-or-later
"""Faults of the form as a whole: H26, H28, H29, H40."""
from fractions import Fraction

from auditor_form import missing_classes
from auditor import Look
from fault_points import change_actual, refresh
from figure import show
from plan import chance, choose


def h26(plan, form):
    """One percentage, to the last decimal, under two names."""
    rng = plan.rng
    some = [k for k, f in enumerate(plan.facts)
            if f.kind in ("rate", "satisfied", "whole") and f.op == "≥" and f.state == "met"
            and 40 < f.t < 99 and k not in plan.taken and f.group is None
            and form["indicators"][k]["actual"].get("unit") == "%"]
    if len(some) < 2 or "unit" not in form:
        return None
    first, second = sorted(rng.sample(some, 2))
    low = int(max(plan.facts[first].t, plan.facts[second].t))
    if low >= 99:
        return None
    digits = choose(rng, (1, 2))
    a = rng.randint(low * 10**digits + 1, 100 * 10**digits - 1)
    if a % 10**digits == 0:
        a += 1
    if any(f.a == Fraction(a, 10**digits) for f in plan.facts):
        return None
    plan.taken |= {first, second}
    for k in (first, second):
        change_actual(plan, form, k, a, digits)
        refresh(plan, form, k)
    return [("H26", "warning", first + 1)]


def costs(plan, form):
    return [k for k, r in enumerate(form["indicators"]) if "成本" in (r.get("level2") or "")]


def h28(plan, form):
    """Costs that exceed the budget, or that do not add up to what was spent."""
    rng = plan.rng
    rows = costs(plan, form)
    money = [k for k in rows if plan.facts[k].kind == "money"
             and "unit" in form["indicators"][k]["target"]]
    if not money or len(money) < len(rows):
        return None
    k = choose(rng, money)
    fact, row, one = plan.facts[k], form["indicators"][k], 10**plan.money_digits
    if k in plan.taken or fact.group is not None:
        return None
    if chance(rng, 50):
        budgets = ("adjusted", "initial") if plan.has_initial else ("adjusted",)
        most = max(plan.amounts[c][0] for c in budgets)
        have = sum(int(plan.facts[j].t * one) for j in money)
        t = int(fact.t * one) + most - have + max(1, most * rng.randint(1, 30) // 100)
        if t <= 0:
            return None
        fact.t = Fraction(t, one)
        row["target"]["value"] = show(t, plan.money_digits, plan.comma)
        plan.taken.add(k)
        return [("H28", "warning", None)]
    have = sum(int(plan.facts[j].a * one) for j in money)
    gap = plan.amounts["executed"][0] - have
    small = chance(rng, 40) and plan.money_digits >= 2
    off = plan.amounts["executed"][0] * rng.randint(2, 20) // 100
    off = one // 100 if small else max(2 * one, off)
    a = int(fact.a * one) + gap - off
    if a <= 0 or a > fact.t * one:
        return None
    change_actual(plan, form, k, a, plan.money_digits)
    plan.taken.add(k)
    return [("H28", "note" if small else "warning", None)]


def h29(plan, form):
    """A class that every form should have."""
    missing = missing_classes(Look(form))
    return [("H29", "warning", None)] * len(missing) or None


def h40(plan, form):
    """The only cost row says again what the budget is."""
    rows = costs(plan, form)
    if len(rows) != 1 or plan.facts[rows[0]].kind != "money" or not plan.has_initial:
        return None
    k = rows[0]
    if k in plan.taken or "unit" not in form["indicators"][k]["target"]:
        return None
    fact = plan.facts[k]
    initial, executed = plan.amounts["initial"][0], plan.amounts["executed"][0]
    if executed > initial:
        return None
    plan.taken.add(k)
    fact.t = Fraction(initial, 10**plan.money_digits)
    form["indicators"][k]["target"]["value"] = show(initial, plan.money_digits, plan.comma)
    change_actual(plan, form, k, executed, plan.money_digits)
    refresh(plan, form, k)
    return [("H40", "note", k + 1)]


FAULTS = {"H26": h26, "H28": h28, "H29": h29, "H40": h40}
