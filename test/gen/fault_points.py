# SPDX-License-Identifier: AGPL-3.0-or-later
"""Faults of points: H06-H14, H17-H20, H30, H34, H43."""
from fractions import Fraction

from auditor_rows import has_cause, has_measure
from figure import number, rounded, show
from model_points import deal, score_of, show_points
from model_text import compose
from plan import chance, choose
from points import due, grade, is_met


def set_score(plan, form, k, units):
    plan.scores[k] = units
    row = form["indicators"][k]
    row["score"] = show_points(plan, units)
    rate(plan, row, k)


def rate(plan, row, k):
    """What stands beside the score follows it."""
    if "coefficient" in row:
        row["coefficient"] = show(rounded(plan.scores[k], plan.weights[k], 2, plan.mode), 2)
    if "rescore" in row:
        row["rescore"] = row["score"]


def places(plan, want):
    """A row with points of its own that nothing else was planted in, for which `want` holds."""
    grouped = {f.group for f in plan.facts if f.group is not None}
    out = [k for k, f in enumerate(plan.facts)
           if plan.scores[k] is not None and f.group is None and k not in grouped
           and k not in plan.taken and plan.weights[k] and want(k, f)]
    return out


def take(plan, some):
    if not some:
        return None
    k = choose(plan.rng, some)
    plan.taken.add(k)
    return k


def give_reason(plan, form, k):
    if plan.has_reason:
        form["indicators"][k]["reason"] = compose(plan, form["indicators"][k]["level3"])


def lost(plan, k):
    return plan.scores[k] < plan.weights[k]


def unit_points(plan):
    return 10**plan.point_digits


def severity(fact):
    return "error" if fact.op else "warning"


def h06(plan, form):
    """Weights that do not add up to 100."""
    rng, one = plan.rng, unit_points(plan)
    if not plan.has_weights:
        weights = form.get("class_weights")
        if not weights:
            return None
        name = choose(rng, sorted(weights))
        weights[name] = str(int(number(weights[name])) + choose(rng, (5, -5, 10, 1, -1)))
        return [("H06", "error", None)]
    k = take(plan, places(plan, lambda k, f: not lost(plan, k) and f.t is None or f.state == "met"
                          and not lost(plan, k)))
    if k is None or "total" not in form:
        return None
    change = choose(rng, (1, 1, 2, -1, -2, 3, 5)) * one
    if plan.weights[k] + change <= 0 or plan.weights[k] + change > 20 * one:
        return None
    plan.weights[k] += change
    form["indicators"][k]["weight"] = show_points(plan, plan.weights[k])
    set_score(plan, form, k, plan.weights[k])
    return [("H06", "error", None)]


def wrong_total(plan, score):
    """Another total: one figure wrong, two exchanged, a part added wrongly."""
    rng = plan.rng
    way = int(rng.random() * 3)
    digits = [i for i, c in enumerate(score) if c.isdigit()]
    if way == 0:
        at = choose(rng, digits)
        return score[:at] + choose(rng, [d for d in "123456789" if d != score[at]]) + score[at + 1:]
    if way == 1 and len(digits) > 1:
        i = int(rng.random() * (len(digits) - 1))
        a, b = digits[i], digits[i + 1]
        text = list(score)
        text[a], text[b] = text[b], text[a]
        return "".join(text)
    units = int(number(score) * unit_points(plan))
    return show(units + choose(rng, (-2, -1, 1, 2, 5)) * unit_points(plan) // choose(rng, (1, 2)),
                plan.point_digits)


def h07(plan, form):
    """A total that is not the sum of its parts; the grade follows the printed one."""
    if "score" not in form.get("total", ()) or any("empty" in r for r in form["indicators"]):
        return None
    was = form["total"]["score"]
    for _ in range(20):
        text = wrong_total(plan, was)
        if text[0] in "0-." and text[:2] != "0.":
            continue
        if 0 < number(text) <= 100 and number(text) != number(was):
            break
    else:
        return None
    form["total"]["score"] = text
    if "grade" in form:
        form["grade"] = grade(number(text))
    return [("H07", "error", None)]


def h08(plan, form):
    """More points than there are."""
    rng, one = plan.rng, unit_points(plan)
    k = take(plan, places(plan, lambda k, f: plan.has_weights and not lost(plan, k)
                          and f.phrase is None and f.state in ("met", "open")))
    if k is None:
        return None
    fact = plan.facts[k]
    if fact.t is None and plan.has_reason and chance(rng, 15):
        set_score(plan, form, k, -choose(rng, (1, 2)) * one)
        give_reason(plan, form, k)
    else:
        set_score(plan, form, k, plan.weights[k] + max(1, one * choose(rng, (1, 2, 3, 4)) // 2))
    return [("H08", "error", k + 1)]


def h09(plan, form):
    """A grade that does not belong to the total."""
    if "score" not in form.get("total", ()) or number(form["total"]["score"]) > 100:
        return None
    right = grade(number(form["total"]["score"]))
    form["grade"] = choose(plan.rng, [g for g in ("优", "良", "中", "差") if g != right])
    return [("H09", "error", None)]


def h10(plan, form):
    """A target that is met, and points taken off."""
    rng, one = plan.rng, unit_points(plan)
    some = places(plan, lambda k, f: plan.has_weights and f.t is not None and f.state == "met"
                  and not lost(plan, k) and plan.weights[k] > one)
    k = take(plan, some)
    if k is None:
        return None
    cut = choose(rng, (1, 1, 2)) * one
    if chance(rng, 30):
        cut = max(1, one // choose(rng, (2, 5, 10)))
    fact = plan.facts[k]
    least = min(int(due(fact.op, fact.t, fact.a, fact.ceiling, number(show(plan.weights[k],
                plan.point_digits)), plan.profile) * one), plan.weights[k])
    if least - cut < 0:
        return None
    set_score(plan, form, k, least - cut)
    give_reason(plan, form, k)
    sure = fact.op or fact.t == fact.a
    return [("H10", "error" if sure else "warning", k + 1)]


def h11(plan, form):
    """An unmet number with other points than its share."""
    rng, one = plan.rng, unit_points(plan)
    k = take(plan, places(plan, lambda k, f: plan.has_weights and f.t is not None
                          and f.state == "unmet"))
    if k is None:
        return None
    fact, weight = plan.facts[k], plan.weights[k]
    exact = due(fact.op, fact.t, fact.a, fact.ceiling, number(show(weight, plan.point_digits)),
                plan.profile)
    ways = [
        rounded(exact.numerator, exact.denominator, 0, "trunc") * one,
        rounded(exact.numerator, exact.denominator, 0, "half_up") * one,
        weight,
        weight - choose(rng, (1, 2, 3)) * one,
        int(exact * one) + choose(rng, (-9, -4, 7, 12)),
    ]
    right = {rounded(exact.numerator, exact.denominator, plan.point_digits, m)
             for m in ("trunc", "half_up")}
    ways = [w for w in ways if 0 <= w <= weight and w not in right]
    if not ways:
        return None
    set_score(plan, form, k, choose(rng, ways))
    give_reason(plan, form, k)
    return [("H11", severity(fact), k + 1)]


def refresh(plan, form, k):
    """A row whose figures were changed gets the points that are right."""
    if plan.scores[k] is None:
        return
    score = score_of(plan, plan.facts[k], plan.weights[k])
    set_score(plan, form, k, score)


def change_actual(plan, form, k, actual, digits):
    """Another actual, in units of the last place."""
    fact = plan.facts[k]
    fact.a = Fraction(actual, 10**digits)
    fact.state = "met" if is_met(fact.op, fact.t, fact.a, fact.ceiling) else "unmet"
    form["indicators"][k]["actual"]["value"] = show(actual, digits)


def h12(plan, form):
    """Far over the target, full points, not a word."""
    rng = plan.rng
    k = take(plan, places(plan, lambda k, f: f.kind in ("count", "amount") and f.op in ("≥", ">")
                          and f.t > 3 and not lost(plan, k)
                          and "万" not in form["indicators"][k]["target"].get("unit", "")
                          and "万" not in form["indicators"][k]["actual"].get("unit", "")))
    if k is None or not plan.has_weights or (not plan.has_reason and "explanation" in form):
        return None
    fact = plan.facts[k]
    digits = 1 if fact.t.denominator > 1 else 0
    t = int(fact.t * 10**digits)
    change_actual(plan, form, k, t + -(-t * rng.randint(31, 220) // 100), digits)
    set_score(plan, form, k, plan.weights[k])
    if plan.has_reason:
        form["indicators"][k]["reason"] = None
    return [("H12", "warning", k + 1)]


def h13(plan, form):
    """Far below a ceiling."""
    rows = [k for k, f in enumerate(plan.facts)
            if f.t and f.ceiling and f.op in ("≤", "<") and f.state == "met" and k not in plan.taken
            and f.kind in ("price", "within") and f.t > 2 and f.group is None]
    k = take(plan, rows)
    if k is None:
        return None
    fact = plan.facts[k]
    text = form["indicators"][k]["actual"]["value"].replace(",", "")
    digits = len(text.partition(".")[2])
    a = int(fact.t * 10**digits) * plan.rng.randint(30, 69) // 100
    if a <= 0:
        return None
    change_actual(plan, form, k, a, digits)
    cost = "成本" in form["indicators"][k].get("level2", "")
    return [("H13", "warning" if cost else "note", k + 1)]


def h14(plan, form):
    """A phrase of the ladder, and points of another rung."""
    rng = plan.rng
    k = take(plan, places(plan, lambda k, f: plan.has_weights and f.phrase is not None))
    if k is None:
        return None
    outside = {"reached": (10, 75), "partly": (82, 100), "missed": (65, 100)}
    low, high = outside[plan.facts[k].phrase]
    step = 5 * unit_points(plan) // 10 or 1
    ways = [s for s in range(step, plan.weights[k] + 1, step)
            if low * plan.weights[k] <= 100 * s <= high * plan.weights[k]]
    if not ways:
        return None
    set_score(plan, form, k, choose(rng, ways))
    give_reason(plan, form, k)
    return [("H14", "error", k + 1)]


def h17(plan, form):
    """Points lost or a target missed, and no reason."""
    def wanted(k, f):
        if "reason" not in form["indicators"][k] or f.state == "met":
            return False
        return lost(plan, k) or f.state == "unmet"

    k = take(plan, places(plan, wanted))
    if k is None or not plan.has_reason:
        return None
    form["indicators"][k]["reason"] = choose(plan.rng, (None, None, "无", "-"))
    return [("H17", "error" if lost(plan, k) else severity(plan.facts[k]), k + 1)]


NO_MEASURE = "{cause}。 / 由于{cause}，未达到年初目标。 / {cause}，年度内没有完成。".split(" / ")
NO_CAUSE = "加强过程管理，确保完成。 / 进一步优化方案。 / 改进措施：强化督导，压实责任。 / 完善工作台账，明年补上。".split(" / ")


def h18(plan, form):
    """A reason without measure, or without cause."""
    k = take(plan, places(plan, lambda k, f: "reason" in form["indicators"][k] and lost(plan, k)))
    if k is None:
        return None
    rng = plan.rng
    if chance(rng, 50):
        text = choose(rng, NO_MEASURE).replace("{cause}", plan.say("cause"))
        if has_measure(text):
            return None
        level = "warning"
    else:
        text, level = choose(rng, NO_CAUSE), "note"
        if has_cause(text):
            return None
    form["indicators"][k]["reason"] = text
    return [("H18", level, k + 1)]


def h19(plan, form):
    """A reason where nothing was missed."""
    k = take(plan, places(plan, lambda k, f: "reason" in form["indicators"][k] and not lost(plan, k)
                          and plan.has_weights and (f.phrase == "reached" or f.t is not None)
                          and f.state == "met" and f.t != 0
                          and (f.t is None or f.ceiling or f.a * 10 < f.t * 13)))
    if k is None:
        return None
    form["indicators"][k]["reason"] = plan.say("idle_reason")
    return [("H19", "note", k + 1)]


def h20(plan, form):
    """One reason for two rows."""
    rows = places(plan, lambda k, f: form["indicators"][k].get("reason") and lost(plan, k)
                  and plan.has_weights)
    if len(rows) < 2:
        return None
    first, second = sorted(plan.rng.sample(rows, 2))
    text = compose(plan, "本项指标")
    if any(r.get("reason") == text for r in form["indicators"]):
        return None
    plan.taken |= {first, second}
    for k in (first, second):
        form["indicators"][k]["reason"] = text
    return [("H20", "warning", first + 1)]


def h30(plan, form):
    """One row carries more than 20 points: it takes them from its neighbours of the first level."""
    rng, one = plan.rng, unit_points(plan)
    if not plan.has_weights:
        return None
    for _, whole, block in rng.sample(plan.blocks, len(plan.blocks)):
        some = [k for k in block if k in places(plan, lambda k, f: not lost(plan, k)
                and f.state in ("met", "open") and f.phrase is None)]
        if len(some) < 2 or any(k in plan.taken for k in block):
            continue
        total = sum(plan.weights[k] for k in some)
        extra = total - 21 * one - (len(some) - 1) * one
        if extra < 0:
            continue
        first = choose(rng, some)
        rest = [k for k in some if k != first]
        heavy = min(21 + rng.randint(0, 6), (total - len(rest) * one) // one)
        parts = deal(rng, (total - heavy * one) // one, len(rest), False)
        left = total - heavy * one - sum(p * one // 10 for p in parts)
        for k, p in [(first, heavy * 10)] + list(zip(rest, parts)):
            plan.weights[k] = p * one // 10
        plan.weights[rest[0]] += left
        if plan.weights[rest[0]] > 20 * one or any(plan.weights[k] > 20 * one for k in rest):
            return None
        for k in some:
            form["indicators"][k]["weight"] = show_points(plan, plan.weights[k])
            set_score(plan, form, k, plan.weights[k])
        plan.taken.add(first)
        return [("H30", "warning", first + 1)]
    return None


def blank(row, column):
    row["empty"] = sorted(set(row.get("empty", ())) | {column})
    row[column] = None if column == "score" else {"text": None}


def h34(plan, form):
    """A cell left blank: one, or the whole column."""
    rng = plan.rng
    rows = places(plan, lambda k, f: True)
    if not rows or not plan.is_scored:
        return None
    if chance(rng, 12) and not plan.taken and len(plan.facts) > 1:
        for k, row in enumerate(form["indicators"]):
            if "score" in row:
                blank(row, "score")
                plan.scores[k] = None
                row.pop("coefficient", None)
                row.pop("rescore", None)
        plan.taken |= set(range(len(plan.facts)))
        plan.is_scored = False
        form["total"] = {k: v for k, v in form["total"].items() if k == "weight"}
        form.pop("grade", None)
        return None if not form["total"] or plan.conclusion else [("H34", "error", None)]
    k = take(plan, rows)
    if chance(rng, 60):
        blank(form["indicators"][k], "score")
        plan.scores[k] = None
        form["indicators"][k].pop("coefficient", None)
        form["indicators"][k].pop("rescore", None)
        return [("H34", "error", k + 1)]
    if plan.facts[k].state in ("unmet", "late") or lost(plan, k):
        return None
    blank(form["indicators"][k], "actual")
    return [("H34", "error", k + 1)]


def h43(plan, form):
    """A re-score that differs by more than a point."""
    rows = [k for k in places(plan, lambda k, f: True) if "rescore" in form["indicators"][k]]
    k = take(plan, [k for k in rows if plan.scores[k] > 2 * unit_points(plan)])
    if k is None:
        return None
    cut = choose(plan.rng, (3, 4, 6)) * unit_points(plan) // 2
    if plan.scores[k] < cut:
        return None
    form["indicators"][k]["rescore"] = show_points(plan, plan.scores[k] - cut)
    return [("H43", "warning", k + 1)]


FAULTS = {"H06": h06, "H07": h07, "H08": h08, "H09": h09, "H10": h10, "H11": h11, "H12": h12,
          "H13": h13, "H14": h14, "H17": h17, "H18": h18, "H19": h19, "H20": h20, "H30": h30,
          "H34": h34, "H43": h43}
