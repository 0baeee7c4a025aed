# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a row is worth: §§4, 4.1, 4.2 and 4.3 of the domain page, written for the generator.

Everything is exact; `due` is the points of a numeric row before they are rounded. This file knows
the rules only from the page and shares nothing with the reader.
"""
from fractions import Fraction

# Names that make a number without operator a ceiling (§4, H32).
CEILING_WORDS = (
    "时限 用时 耗时 响应时间 变动率 控制率 调整率 结余率 受害率 成灾率 变质 损失"
).split()
BAD_COUNTS = "退单 投诉 事故 差错 逾期 违规 重办 舆情".split()
BAD_EXCEPT = (
    "处置率 处理率 办结率 答复率 回复率 化解率 整改率 查处率 下降率 减少率 降低率 满意"
).split()
REACHED = "达成年度指标 达成指标 达成预期指标 全部达成".split()
PARTLY = [f"部分达成{x}指标并具有一定效果" for x in ("年度", "", "预期")]
MISSED = [f"未达成{x}指标且效果较差" for x in ("年度", "")]


def is_bad_count(name):
    return any(w in name for w in BAD_COUNTS) and not any(w in name for w in BAD_EXCEPT)


def is_ceiling(name, level2, target, op):
    """Is a smaller actual better?"""
    if op in ("≤", "<"):
        return True
    if op is not None:
        return False
    return (
        "成本" in (level2 or "")
        or target == 0
        or any(w in name for w in CEILING_WORDS)
        or is_bad_count(name)
    )


def is_met(op, target, actual, ceiling):
    if op == ">":
        return actual > target
    if op == "<":
        return actual < target
    if actual == target:
        return True
    if op == "=":
        return False
    return actual < target if ceiling else actual > target


def due(op, target, actual, ceiling, weight, profile):
    """Points of a numeric row by §4 and §4.1, before rounding."""
    if is_met(op, target, actual, ceiling):
        return weight - over(op, target, actual, ceiling, weight, profile)
    if op == "=":
        if target == 0 or actual == 0:
            return Fraction(0)
        return weight * min(actual / target, target / actual)
    if ceiling:
        return weight * target / actual if target else Fraction(0)
    return max(Fraction(0), weight * actual / target)


def overshoot(target, actual):
    return (actual - target) * 100 / target if target > 0 else Fraction(0)


def over(op, target, actual, ceiling, weight, profile):
    """What an overshoot costs (rows with a floor only)."""
    if ceiling or op == "=" or profile.over_kind == "none" or overshoot(target, actual) < 30:
        return Fraction(0)
    return min(weight, Fraction(profile.over_points))


def band(phrase, profile):
    """(low, high, high belongs to it) in % of the weight, None for text that is no phrase."""
    if phrase in REACHED:
        return profile.reached, 100, True
    if phrase in PARTLY:
        return profile.partly, profile.reached, False
    if phrase in MISSED:
        return 0, profile.partly, False
    return None


def is_in_band(phrase, share, profile):
    low, high, closed = band(phrase, profile)
    return low <= share < high or (closed and share == high)


def grade(score):
    return "优" if score >= 90 else "良" if score >= 80 else "中" if score >= 60 else "差"
