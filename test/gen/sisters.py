# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms that are looked at together: of one unit and year (H25, H26), and last year's form (H39).

`draw(rng, vocabulary, n, rules)` gives n forms of one unit in one convention, each right by itself;
the findings of a group stand at its first row, in the form where that is. `last_year(rng, form)`
gives the form of the year before, and the finding that follows from it.
"""
import copy
from fractions import Fraction

from auditor import Row
from fault_points import places, set_score
from figure import digits_of, number, show
from model import draw_planned
from model_points import sum_up
from model_text import compose, conclude
from plan import Plan, choose
from points import grade

RULES = ("H25", "H26")


def met_rows(plan, form):
    if plan.units != "both" or plan.has_unit_column:
        return []
    full = places(plan, lambda k, f: f.t and f.op in ("≥", "≤", "=") and f.state == "met"
                  and plan.scores[k] == plan.weights[k])
    return [k for k in full if form["indicators"][k]["target"].get("unit")]


def plant_uneven(rng, plans, forms):
    """H25: two rows alike in all but the points; the one that lost them is H10 too."""
    (a, one), (b, two) = zip(plans[:2], forms[:2])
    pairs = [(i, j) for i in met_rows(a, one) for j in met_rows(b, two)
             if a.weights[i] == b.weights[j] and a.weights[i] > 10**a.point_digits
             and a.facts[i].kind == b.facts[j].kind]
    if not pairs or not (a.has_weights and b.has_weights):
        return None
    i, j = choose(rng, pairs)
    for key in ("target", "actual"):
        two["indicators"][j][key] = copy.deepcopy(one["indicators"][i][key])
    b.facts[j].t, b.facts[j].a, b.facts[j].op = a.facts[i].t, a.facts[i].a, a.facts[i].op
    row = two["indicators"][j]
    set_score(b, two, j, b.weights[j] - 10**b.point_digits)
    if b.has_reason:
        row["reason"] = compose(b, row["level3"])
    sum_up(b, two)
    return [[("H25", "warning", i + 1)], [("H10", "error", j + 1)]]


def plant_same(rng, plans, forms):
    """H26: one percentage with decimals in two forms under two names."""
    some = []
    for plan, form in zip(plans[:2], forms[:2]):
        rows = [k for k in met_rows(plan, form) if plan.facts[k].op == "≥" and plan.facts[k].t < 99
                and form["indicators"][k]["target"]["unit"] == "%" and plan.facts[k].t > 40]
        if not rows:
            return None
        some.append(choose(rng, rows))
    low = int(max(p.facts[k].t for p, k in zip(plans, some)))
    a = rng.randint(low * 100 + 1, 9998)
    a += a % 100 == 0
    names = {f["indicators"][k]["level3"] for f, k in zip(forms, some)}
    if len(names) < 2:
        return None
    for plan, form, k in zip(plans, forms, some):
        form["indicators"][k]["actual"]["value"] = show(a, 2)
        plan.facts[k].a = Fraction(a, 100)
    return [[("H26", "warning", some[0] + 1)], []]


PLANT = {"H25": plant_uneven, "H26": plant_same}


def draw(rng, vocabulary, n=2, rules=()):
    """n forms of one unit; `rules` from RULES are planted between the first two (one at most)."""
    while True:
        plans = [Plan(rng, vocabulary, "project")]
        forms = [draw_planned(plans[0])]
        while len(plans) < n:
            plans.append(Plan(rng, vocabulary, "project", base=plans[0]))
            forms.append(draw_planned(plans[-1]))
        for rule in rules:
            found = PLANT[rule](rng, plans, forms)
            if found is None:
                break
            for form, findings in zip(forms, found):
                form["_"]["faults"].append(rule)
                form["_"]["findings"] += findings
        else:
            for plan, form in zip(plans, forms):
                conclude(plan, form)
            return forms


# ---------------------------------------------------------------- the year before


def earlier(text, year):
    return text.replace(str(year), str(year - 1)) if isinstance(text, str) else text


def fill_last(row, better, rng):
    """All that was aimed at was reached last year: just so, or by more."""
    t, a = row["target"], row["actual"]
    a.pop("op", None)
    digits = digits_of(t["value"])
    units = int(number(t["value"]) * 10**digits)
    if better:
        step = max(1, units * rng.randint(2, 20) // 100)
        units += -min(step, units - 1) if t["op"] == "≤" else step
    a["value"] = show(units, digits)
    if "unit" in t:
        a["unit"] = t["unit"]


def sum_again(form):
    """The total of a form whose scores were changed, and its grade."""
    if "total" not in form:
        return
    parts = [r["score"] for r in form["indicators"] if r.get("score")]
    parts += [form["funds"][0]["score"]] if "score" in form["funds"][0] else []
    digits = max(map(digits_of, parts))
    total = sum(map(number, parts))
    form["total"]["score"] = show(int(total * 10**digits), digits)
    if "grade" in form:
        form["grade"] = grade(total)


def last_year(rng, form):
    """(last year's form, the finding of this year's), None where no row can be compared."""
    last = copy.deepcopy(form)
    year = form["year"]
    last["year"] = year - 1
    for key in ("title", "project"):
        last[key] = earlier(last[key], year)
    if any(r.get("target", {}).get("op") in (">", "<") for r in form["indicators"]):
        return None
    if last["project"] != form["project"]:
        return None
    some = [k for k, r in enumerate(form["indicators"])
            if r.get("target", {}).get("op") in ("≥", "≤") and Row(k + 1, r, form).t
            and "%" not in r["target"].get("unit", "%")
            and number(r["target"]["value"]) > 1 and k not in form["_"]["groups"]]
    if not some:
        return None
    k = choose(rng, some)
    for i, row in enumerate(last["indicators"]):
        if row.get("target", {}).get("text"):
            for key in ("target", "actual"):
                row[key]["text"] = earlier(row[key]["text"], year)
            if "达成" in row["actual"]["text"]:
                row["actual"]["text"] = "达成年度指标"
        elif row.get("target", {}).get("value"):
            fill_last(row, i == k, rng)
        if row.get("score"):
            row["score"] = row.get("weight", row["score"])
        if "reason" in row:
            row["reason"] = None
    sum_again(last)
    last["_"]["findings"], last["_"]["faults"] = [], []
    return last, [("H39", "warning", k + 1)]
