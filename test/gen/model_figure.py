# SPDX-License-Identifier: AGPL-3.0-or-later
"""Target and actual of one row, by the kind of its figure.

Every function takes the plan and the arguments of the kind, and gives a `Fact`: the printed target
and actual, and what they are worth as numbers. Whether the row shall miss its target or go far over
it is drawn here too.
"""
from fractions import Fraction

from figure import show
from plan import chance, choose, pick
from points import is_ceiling, is_met

DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Fact:
    """A row while it is drawn. `op`, `t`, `a` are None for texts; `state` is met, unmet or open."""

    __slots__ = ("name", "kind", "target", "actual", "op", "t", "a", "ceiling", "state", "phrase",
                 "group", "level2")

    def __init__(self, kind):
        self.kind = kind
        self.op = self.t = self.a = self.phrase = None
        self.ceiling, self.state, self.group = False, "met", None


def outcome(plan):
    """miss, far (over 30 %), over or exact."""
    rng = plan.rng
    if chance(rng, plan.miss):
        return "miss"
    if chance(rng, plan.over):
        return "far"
    return "over" if chance(rng, 55) else "exact"


def spread(rng, low, high):
    """A whole number in [low, high], small ones as likely as large ones, round ones likely."""
    low = max(1, low)
    n = int(low * (high / low) ** rng.random())
    n = min(high, max(low, n))
    if n > 40 and rng.random() < 0.6:
        step = 10 ** (len(str(n)) - 2)
        n = max(low, n // step * step)
    return n


def floor_actual(rng, way, t):
    """The actual, in the units of the target's last place, of a row where more is better."""
    if way == "exact":
        return t
    if way == "over":
        return t + rng.randint(1, max(1, t * 29 // 100))
    if way == "far":
        return t + max(1, t * rng.randint(32, 160) // 100)
    return max(0, t - max(1, t * rng.randint(1, 45) // 100))


def ceiling_actual(rng, way, t):
    if way == "exact":
        return t
    if way == "over":
        return max(1, t - max(1, t * rng.randint(1, 28) // 100)) if t > 1 else t
    if way == "far":
        return max(1, t - t * rng.randint(30, 70) // 100)
    return t + max(1, t * rng.randint(2, 60) // 100)


def operator(plan, op, name, level2, t):
    """The operator as the form prints it, None where it prints none."""
    bare = plan.operators == "none" or (plan.operators == "mixed" and chance(plan.rng, 45))
    if not bare or plan.has_unit_column:
        return op
    wants = op in ("≤", "<")
    return None if is_ceiling(name, level2, t, None) == wants else op


def numeric(plan, fact, op, t, a, digits, unit):
    """Prints target and actual; t and a are whole units of the last place."""
    fact.t, fact.a = Fraction(t, 10**digits), Fraction(a, 10**digits)
    fact.op = operator(plan, op, fact.name, fact.level2, fact.t)
    fact.ceiling = is_ceiling(fact.name, fact.level2, fact.t, fact.op)
    fact.state = "met" if is_met(fact.op, fact.t, fact.a, fact.ceiling) else "unmet"
    ten_thousand = digits == 0 and t >= 20000 and unit in TEN_THOUSAND and chance(plan.rng, 25)
    comma = plan.comma and t >= 1000 and not ten_thousand and chance(plan.rng, 60)

    def value(n, big):
        text = show(n, digits, comma)
        if big:
            text = show(n, 4).rstrip("0").rstrip(".")
        return text, ("万" + unit if big else unit)

    prints_unit = plan.units == "both" and not (plan.has_unit_column and chance(plan.rng, 50))
    big_actual = ten_thousand and not (prints_unit and chance(plan.rng, 15))
    shown, shown_unit = value(t, ten_thousand)
    done, done_unit = value(a, big_actual)
    fact.target, fact.actual = {}, {}
    if fact.op:
        fact.target["op"] = fact.op
    fact.target["value"] = shown
    fact.actual["value"] = done
    if unit and plan.units != "none":
        fact.target["unit"] = shown_unit
        if prints_unit:
            fact.actual["unit"] = done_unit
    return fact


TEN_THOUSAND = "人 人次 件 平方米 立方米 元 株 公斤 册 只 头".split()


def draw_count(plan, fact, unit, low, high, digits="0"):
    rng = plan.rng
    d = int(digits)
    t = spread(rng, int(low), int(high)) * 10**d
    if d and chance(rng, 65):
        t += rng.randrange(10**d)
    a = floor_actual(rng, outcome(plan), t)
    if d == 0 and t > 200 and chance(rng, 20):
        a = a // 10 * 10 if a != t else a
    op = ">" if chance(rng, 2) and a != t else "="if a == t and chance(rng, 12) else "≥"
    return numeric(plan, fact, op, t, a, d, unit)


def draw_rate(plan, fact, low, high):
    """A percentage that is not to fall below its target; it stays at 100 % or below."""
    rng = plan.rng
    low, high = int(low), int(high)
    d = plan.fine
    t = rng.randint(low, high)
    if low >= 40 and chance(rng, 55):
        t = max(low, t // 5 * 5)
    top = 100 if high > 40 else 4 * high
    way = outcome(plan)
    scale = 10**d
    if way == "miss":
        a = t * scale - rng.randint(1, max(1, t * scale * 12 // 100))
    elif way == "exact":
        a = t * scale
    else:
        a = rng.randint(t * scale, top * scale if way == "far" or high > 40 else t * scale * 5 // 4)
    a = max(1, a)
    shown = d if chance(rng, 30) or plan.point_style == "fixed" and chance(rng, 50) else 0
    op = "≥" if not chance(rng, 2) else ">"
    if op == ">" and a == t * scale:
        op = "≥"
    return two_digits(plan, fact, op, (t, 0, shown), (a, d), "%")


def two_digits(plan, fact, op, target, actual, unit):
    """As `numeric`, with decimals of their own for target (value, digits, shown) and actual."""
    t, td, shown = target
    a, ad = actual
    numeric(plan, fact, op, t * 10 ** (ad - td), a, ad, unit)
    fact.target["value"] = show(t * 10 ** (shown - td), shown)
    return fact


def draw_whole(plan, fact):
    rng = plan.rng
    d = plan.fine
    way = outcome(plan)
    a = 100 * 10**d
    if way == "miss":
        a -= rng.randint(1, 20 * 10**d)
    shown = 0 if chance(rng, 80) else d
    op = "=" if chance(rng, 65) else "≥"
    two_digits(plan, fact, op, (100, 0, shown), (a, d), "%")
    if way != "miss" and chance(rng, 80):
        fact.actual["value"] = "100"
    return fact


def draw_satisfied(plan, fact):
    return draw_rate(plan, fact, 80, 96)


def draw_within(plan, fact, unit, low, high):
    t = spread(plan.rng, int(low), int(high))
    a = ceiling_actual(plan.rng, outcome(plan), t)
    op = "<" if chance(plan.rng, 3) and a != t else "≤"
    return numeric(plan, fact, op, t, a, 0, unit)


def draw_none(plan, fact, unit):
    """A count of what should not happen."""
    rng = plan.rng
    t = 0 if chance(rng, 70) else rng.randint(1, 6)
    a = 0 if chance(rng, 75) else rng.randint(0, t)
    if chance(rng, plan.miss // 2):
        a = t + rng.randint(1, 3)
    op = "=" if t == 0 and chance(rng, 60) else "≤"
    return numeric(plan, fact, op, t, a, 0, unit)


def draw_price(plan, fact, unit, low, high, digits):
    d = 0 if chance(plan.rng, 50) else max(2, int(digits))
    t = spread(plan.rng, int(low), int(high)) * 10**d
    a = ceiling_actual(plan.rng, outcome(plan), t)
    return numeric(plan, fact, "≤", t, a, d, unit)


def day_text(rng, style, year, month, day):
    if style == 0:
        return f"{year}年{month}月{day}日"
    if style == 1:
        return f"{year}年{month}月"
    return f"{month}月{day}日" if style == 2 else f"{year}-{month:02d}-{day:02d}"


def draw_date(plan, fact):
    """A date before which something is to be done; both cells are texts."""
    rng, year = plan.rng, plan.year
    month = rng.choice((3, 5, 6, 6, 8, 9, 10, 11, 11, 12, 12, 12))
    style = pick(rng, ((0, 45), (1, 35), (2, 12), (3, 8)))
    day = DAYS[month - 1] if chance(rng, 60) else rng.choice((10, 15, 20, 25))
    tail = choose(rng, ("前", "前", "之前", "前完成", "底前") if style == 1 else ("前", "前", "之前", "前完成"))
    fact.target = {"text": day_text(rng, style, year, month, day) + tail}
    late = chance(rng, plan.miss)
    if late and month < 12:
        done = (min(12, month + rng.randint(1, 3)), rng.randint(1, 28))
        fact.state = "late"
    else:
        done = (max(1, month - rng.randint(0, 3)), rng.randint(1, day - 1))
    text = day_text(rng, 0 if style == 3 else style, year, *done)
    fact.actual = {"text": choose(rng, ("{}", "{}", "{}完成", "已于{}完成")).format(text)}
    if style == 3 and chance(rng, 60):
        fact.actual = {"text": day_text(rng, 3, year, *done)}
    return fact


def draw_words(plan, fact):
    """A text target and a phrase of the ladder, or a text of its own."""
    rng = plan.rng
    text = plan.say("words_target")
    fact.target = {"text": text}
    if chance(rng, 62):
        way = outcome(plan)
        ladder = "reached" if way != "miss" else "partly" if chance(rng, 80) else "missed"
        fact.phrase = ladder
        fact.state = {"reached": "met", "partly": "unmet", "missed": "unmet"}[ladder]
        fact.actual = {"text": choose(rng, plan.common.lists[ladder]).plain}
    else:
        fact.state = "open"
        if text.startswith(("不低于", "完成", "每", "按月")) or chance(rng, 40):
            fact.actual = {"text": plan.say("words_done")}
        else:
            fact.actual = {"text": text}
    return fact


def draw_money(plan, fact):
    """A part of the budget; its amounts are filled in when all such rows are known."""
    return fact


DRAW = {
    "count": draw_count, "amount": draw_count, "rate": draw_rate, "whole": draw_whole,
    "within": draw_within, "none": draw_none, "price": draw_price, "date": draw_date,
    "words": draw_words, "satisfied": draw_satisfied, "money": draw_money,
}


def draw_fact(plan, name, level2, kind):
    fact = Fact(kind[0])
    fact.name, fact.level2 = name, level2
    return DRAW[kind[0]](plan, fact, *kind[1:])


def fill_money(plan, facts):
    """Targets and actuals of the cost rows: parts of the budget and of what was spent."""
    rng = plan.rng
    n = len(facts)
    adjusted, executed = plan.amounts["adjusted"][0], plan.amounts["executed"][0]
    cuts = [rng.randint(1, 9) for _ in range(n)]
    whole = sum(cuts) * (1 if chance(rng, 80) else 2)
    limits = [max(1, adjusted * c // whole) for c in cuts]
    if sum(cuts) == whole:
        limits[0] += max(0, adjusted - sum(limits))
    done = [x * executed // adjusted for x in limits]
    if sum(cuts) == whole:
        left = executed - sum(done)
        for k in range(n):
            more = max(0, min(left, limits[k] - done[k]))
            done[k] += more
            left -= more
    for fact, t, a in zip(facts, limits, done):
        numeric(plan, fact, "≤", t, max(0, a), plan.money_digits, plan.money_unit)
