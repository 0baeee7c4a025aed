# SPDX-License-Identifier: AGPL-3.0-or-later
"""The funds table: sources, amounts, rate and execution score, right in every sum.

Amounts are whole units of the last place of the form's money. Every part is drawn, the total is the
sum of the parts; the rate and the score are rounded once from the exact quotient in the convention
of the plan.
"""
from figure import rounded, show, trim
from plan import NEED_CHANGE, SPENT, chance, choose, pick

TOTALS = "年度资金总额 年度资金总额 资金总额 年度财政资金总额 项目资金总额 合计 总额".split()
APPROPRIATIONS = "当年财政拨款 财政拨款 本年财政拨款 财政资金".split()
CARRYOVERS = "上年结转资金 上年结转".split()
OTHERS = "其他资金 其他资金 其他".split()
LEVELS = ("省级资金", "市级资金", "县级资金", "乡镇级资金")
# The sources below the total line, with how often each list is drawn.
VARIANTS = (
    (("appropriation", "carryover", "other"), 40),
    (("appropriation", "other"), 15),
    (("appropriation",), 10),
    ((), 8),
    (("central", "levels", "other"), 7),
    (("central", "local", "other"), 6),
    (("appropriation", "special", "unit"), 7),
    (("appropriation", "carryover", "special", "other"), 4),
    (("appropriation", "named", "other"), 3),
)
NAMED = "社会捐赠资金 专项债券资金 银行贷款 彩票公益金 上级补助收入 事业收入".split()


def sources(plan):
    """[(source, name)] of the table, the total first."""
    rng = plan.rng
    out = [("total", choose(rng, TOTALS))]
    variant = pick(rng, VARIANTS)
    if "H04" in plan.wants:
        variant = variant or VARIANTS[0][0]
    if plan.kind == "transfer":
        variant = ("central", "local" if chance(rng, 75) else "levels", "other")
    for s in variant:
        if s == "appropriation":
            out.append((s, choose(rng, APPROPRIATIONS)))
        elif s == "carryover":
            out.append((s, choose(rng, CARRYOVERS)))
        elif s == "other":
            out.append((s, choose(rng, OTHERS)))
        elif s == "central":
            out.append((s, choose(rng, ("中央财政资金", "中央资金", "中央补助"))))
        elif s == "local":
            out.append((s, choose(rng, ("地方资金", "地方财政资金"))))
        elif s == "levels":
            out += [("other-named", name) for name in LEVELS[: rng.randint(2, 4)]]
        elif s == "special":
            out.append((s, choose(rng, ("财政专户管理资金", "财政专户资金"))))
        elif s == "unit":
            out.append((s, choose(rng, ("单位资金", "单位自有资金"))))
        else:
            out.append(("other-named", choose(rng, NAMED)))
    return out


def draw_amount(plan):
    """The adjusted budget in whole units of the last place."""
    rng = plan.rng
    exponent = rng.uniform(0.7, 3.6) + (0.8 if plan.kind in ("department", "transfer") else 0)
    base = int(10**exponent * 100)  # hundredths of 万元
    if chance(rng, 40):
        base = max(500, base // 500 * 500)
    unit = 10**plan.money_digits
    value = base * unit // 100 if plan.money_unit == "万元" else base * 100 * unit
    if plan.money_digits and chance(rng, 60):
        value += rng.randrange(unit)
    elif plan.money_unit == "元":
        value += rng.randrange(10000) * unit if chance(rng, 60) else 0
    return max(value, 3 * unit, 60)


def draw_rate(plan):
    """Executed share in 1/10000."""
    rng = plan.rng
    for rule in sorted(plan.wants):
        if rule in SPENT:
            return rng.randint(*SPENT[rule])
    way = pick(rng, (("full", 14), ("high", 58), ("good", 14), ("fair", 9), ("low", 5)))
    low, high = {
        "full": (10000, 10000), "high": (9000, 9999), "good": (8000, 8999), "fair": (5500, 7999),
        "low": (800, 5499),
    }[way]
    return rng.randint(low, high)


def split(rng, total, n, zero):
    """n parts that add up to total, some of them 0 with `zero` per cent."""
    cuts = [0 if k and chance(rng, zero) else rng.randint(1, 20 if k else 60) for k in range(n)]
    whole = sum(cuts)
    parts = [total * c // whole for c in cuts]
    parts[0] += total - sum(parts)
    return parts


def share_out(parts, total, limits):
    """Parts of `total` in proportion to `parts`, none above its limit."""
    whole = sum(parts)
    out = [min(x, p * total // whole if whole else 0) for p, x in zip(parts, limits)]
    left = total - sum(out)
    for k, x in enumerate(limits):
        more = min(left, x - out[k])
        out[k] += more
        left -= more
    return out


def draw_columns(plan, n):
    """{column: amounts by line}; the total stands first."""
    rng = plan.rng
    adjusted = draw_amount(plan)
    executed = adjusted * draw_rate(plan) // 10000
    if plan.point_digits != 2 and not plan.profile.rounding and executed == adjusted:
        executed = adjusted * rng.randint(9000, 9990) // 10000
    executed = max(1, executed)
    initial = adjusted
    if chance(rng, 38) or plan.wants & NEED_CHANGE:
        initial = max(1, adjusted * rng.randint(7000, 13500) // 10000)
        if plan.money_digits and chance(rng, 50):
            unit = 10**plan.money_digits
            initial = max(unit, initial // unit * unit)
    if not n:
        return {"initial": [initial], "adjusted": [adjusted], "executed": [executed]}
    parts = split(rng, adjusted, n, 55)
    done = share_out(parts, executed, parts)
    start = parts if initial == adjusted else share_out(parts, initial, [initial] * n)
    return {
        "initial": [initial] + start,
        "adjusted": [adjusted] + parts,
        "executed": [executed] + done,
    }


def rate_text(plan, executed, adjusted):
    text = show(rounded(plan.scale * executed, adjusted, plan.rate_digits, plan.mode),
                plan.rate_digits)
    if executed == adjusted and plan.full_rate_is_whole:
        return trim(text)
    return text


def weight_text(plan, points):
    return show(points * 10**plan.weight_digits, plan.weight_digits)


def score_line(plan, line, executed, adjusted):
    """Weight, rate and score of the total line."""
    w = plan.profile.execution
    line["rate"] = rate_text(plan, executed, adjusted)
    if not w or not plan.is_scored:
        return
    line["weight"] = weight_text(plan, w)
    score = show(rounded(w * executed, adjusted, plan.point_digits, plan.mode), plan.point_digits)
    line["score"] = trim(score) if executed == adjusted and plan.point_style == "plain" else score


def draw_funds(plan):
    rng = plan.rng
    lines = sources(plan)
    amounts = draw_columns(plan, len(lines) - 1)
    columns = ["initial", "adjusted", "executed"]
    if not plan.wants & NEED_CHANGE and (plan.kind == "transfer" or chance(rng, 14)):
        columns.remove("initial")
    plan.has_initial = "initial" in columns
    if chance(rng, 6):
        columns.insert(-1, "received")
        amounts["received"] = amounts["adjusted"]
    plan.full_rate_is_whole = chance(rng, 35)
    zero = pick(rng, (("figure", 50), ("bare", 20), ("dash", 30)))
    every_rate = chance(rng, 35) or plan.kind == "transfer"
    zero_rate = show(0, plan.rate_digits) if chance(rng, 60) else None
    funds = []
    for k, (source, name) in enumerate(lines):
        line = {"source": source, "name": name}
        is_empty = not any(amounts[c][k] for c in columns)
        for c in columns:
            n = amounts[c][k]
            if is_empty and zero != "figure" and k:
                if zero == "bare":
                    line[c] = "0"
                continue
            line[c] = show(n, plan.money_digits, plan.comma)
        a, b = amounts["adjusted"][k], amounts["executed"][k]
        if k == 0:
            score_line(plan, line, b, a)
        elif every_rate and a:
            line["rate"] = rate_text(plan, b, a)
        elif every_rate and zero_rate and zero != "dash":
            line["rate"] = zero_rate
        funds.append(line)
    plan.amounts = amounts
    plan.funds_columns = columns + ["weight", "rate", "score"]
    return funds
