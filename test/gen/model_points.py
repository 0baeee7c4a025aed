# SPDX-License-Identifier: AGPL-3.0-or-later
"""Weights and scores: the points of each class wander over its rows; scores follow from the rules.

Weights and scores are whole units of the last place of the form (`point_digits`). The points of a
class are dealt out in whole points where there are enough of them, else in halves.
"""
from figure import number, rounded, show, trim
from plan import chance, choose, pick
from points import band, due, grade


def deal(rng, whole, n, half):
    """n shares of `whole` points, in tenths: whole points, or halves where they do not suffice."""
    step = 5 if n > whole or (half and rng.random() < 0.15) else 10
    units = whole * 10 // step
    if rng.random() < 0.3 and units % n == 0:
        return [units // n * step] * n
    cuts = [rng.randint(2, 6) for _ in range(n)]
    total = sum(cuts)
    out = [max(1, units * c // total) for c in cuts]
    while sum(out) > units:
        out[out.index(max(out))] -= 1
    for k in range(units - sum(out)):
        out[k % n] += 1
    return [u * step for u in out]


def show_points(plan, units):
    """Points in units of the last place of the form, in its style."""
    text = show(units, plan.point_digits)
    return trim(text) if plan.point_style == "plain" else text


def text_score(plan, fact, weight):
    """The score of a text row: inside the band of its phrase, in units of the last place."""
    rng = plan.rng
    if fact.phrase is None:
        if fact.state == "late" or chance(rng, plan.miss // 3):
            return weight * rng.randint(50, 95) // 100
        return weight
    low, high, closed = band(fact.actual["text"], plan.profile)
    if fact.phrase == "reached" and not chance(rng, plan.miss // 2):
        return weight
    least = -(-weight * low // 100)
    most = weight * high // 100
    if not closed and most * 100 >= weight * high:
        most -= 1
    if least > most:
        return None
    step = 10**plan.point_digits // 2 if plan.point_digits else 1
    rough = [s for s in range(-(-least // step) * step, most + 1, step)]
    return choose(rng, rough) if rough else rng.randint(least, most)


def score_of(plan, fact, weight):
    """The right score of a row in units of the last place; None: its text has none here."""
    if fact.t is None:
        return text_score(plan, fact, weight)
    scale = 10**plan.point_digits
    points = due(fact.op, fact.t, fact.a, fact.ceiling, number(show(weight, plan.point_digits)),
                 plan.profile)
    if fact.state == "met":
        # An overshoot may cost points (profile); a form may also leave them.
        full = points * scale
        if full < weight and chance(plan.rng, 60):
            return int(full)
        return weight
    return rounded(points.numerator, points.denominator, plan.point_digits, plan.mode)


def make_reached(plan, fact):
    fact.phrase, fact.state = "reached", "met"
    fact.actual["text"] = choose(plan.rng, plan.common.lists["reached"]).plain


def group_rows(plan, rows, block):
    """Now and then two or three neighbours of one class share one weight and one score (L5)."""
    groups, k = [], 0
    while k < len(block):
        n = 1
        if plan.merges and chance(plan.rng, 30):
            n = plan.rng.randint(2, 3)
        run = block[k : k + n]
        while len({rows[i]["level2"] for i in run}) > 1 or (
            len(run) > 1 and any(plan.facts[i].state not in ("met", "open") for i in run)
        ):
            run.pop()
        groups.append(run)
        k += len(run)
    return groups


def give_points(plan, rows, blocks):
    """Fills weight and score of all rows; class weights where the form prints them."""
    rng = plan.rng
    plan.scores, plan.weights = [None] * len(rows), [None] * len(rows)
    if not plan.is_scored:
        return
    scale = 10**plan.point_digits
    for name, whole, block in blocks:
        if not block:
            continue
        groups = group_rows(plan, rows, block)
        for run, tenths in zip(groups, deal(rng, whole, len(groups), plan.point_digits > 0)):
            weight = tenths * scale // 10
            i = run[0]
            fact = plan.facts[i]
            score = score_of(plan, fact, weight)
            if score is None:
                make_reached(plan, fact)
                score = weight
            if len(run) > 1:
                score = weight
            plan.scores[i], plan.weights[i] = score, weight
            for j in run[1:]:
                plan.facts[j].group = i
            if plan.has_weights:
                rows[i]["weight"] = show_points(plan, weight)
            rows[i]["score"] = show_points(plan, score)


def sum_up(plan, form):
    """The total line and the grade: exact sums of what is printed."""
    if not plan.is_scored:
        return
    rows, digits = form["indicators"], plan.point_digits
    first = form["funds"][0]
    total = sum(s for s in plan.scores if s is not None)
    if "score" in first:
        total += int(number(first["score"]) * 10**digits)
    text = show(total, digits)
    out = {}
    if plan.total_weight:
        out["weight"] = "100" if plan.point_style == "plain" else show(100 * 10**digits, digits)
    out["score"] = trim(text) if plan.trim_total else text
    if plan.has_rescore:
        rescores = [number(r["rescore"]) for r in rows if "rescore" in r]
        out["rescore"] = show_points(plan, int(sum(rescores) * 10**digits))
    form["total"] = out
    if plan.has_grade and total <= 100 * 10**digits:
        form["grade"] = grade(number(text))
    else:
        form.pop("grade", None)


def add_rescore(plan, rows):
    """Re-scores, none of them off by more than a point."""
    scale = 10**plan.point_digits
    for k, row in enumerate(rows):
        if plan.scores[k] is None:
            continue
        cut = 0
        if chance(plan.rng, 18):
            cut = min(plan.scores[k], scale * plan.rng.randint(1, 2) // 2)
        row["rescore"] = show_points(plan, plan.scores[k] - cut)


def add_coefficients(plan, rows):
    for k, row in enumerate(rows):
        if plan.weights[k]:
            row["coefficient"] = show(
                rounded(plan.scores[k], plan.weights[k], 2, plan.mode), 2)


def draw_core(plan, rows):
    for row in rows:
        row["core"] = pick(plan.rng, (("是", 35), ("否", 65)))
