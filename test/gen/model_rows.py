# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of the indicator table: classes in some order, names, figures, weights and scores.

A first-level class is a list of second-level classes; a second-level class names the vocabulary's
classes its rows come from. Classes may be left out, cost may be a first level of its own, and the
schemes of departments and transfers bring classes of their own.
"""
from model_figure import Fact, draw_fact, fill_money
from plan import chance, choose, pick

OUTPUT = ("产出指标", (("数量指标", "quantity"), ("质量指标", "quality"), ("时效指标", "timeliness"),
                   ("成本指标", "cost")))
BENEFIT = ("效益指标", (("经济效益指标", "economic"), ("社会效益指标", "social"),
                    ("生态效益指标", "ecological"), ("可持续影响指标", "lasting")))
SATISFACTION = ("满意度指标", (("服务对象满意度指标", "satisfaction"),))
COST = ("成本指标", (("经济成本指标", "cost"), ("社会成本指标", "social_cost"),
                 ("生态环境成本指标", "eco_cost")))
CARE = ("部门管理", (("预算管理", "budget_care"), ("资产管理", "asset_care"), ("绩效管理", "goal_care")))
DUTY = ("履职效能", (("履职产出", "quantity"), ("履职效果", "duty_effect"), ("履职时效", "timeliness")))
EFFICIENCY = ("管理效率", (("预算管理", "budget_care"), ("资产管理", "asset_care"),
                       ("绩效管理", "goal_care")))
SOCIETY = ("社会效应", (("社会效益", "social"), ("服务对象满意度", "satisfaction")))
CAPABILITY = ("可持续发展能力", (("体制机制改革", "reform"), ("人才支撑", "capability")))
DECISION = ("项目决策", (("项目立项", "decision"), ("绩效目标", "goal_care")))
PROCESS = ("项目管理", (("资金管理", "money_care"), ("业务管理", "work_care")))
PERFORMANCE = ("项目绩效", (("项目产出", "quantity quality timeliness"), ("项目效益", "social lasting"),
                        ("满意度", "satisfaction")))
MANAGEMENT = ("分配科学性", "下达及时性", "拨付合规性", "使用规范性", "执行准确性", "预算绩效管理情况",
              "支出责任履行情况")
# What makes a name long.
LONG = ("纳入年度民生实事清单并经主管部门批复的", "列入“十四五”专项规划（中期调整）的", "按照《实施方案》第3条要求完成的", "与上年同期相比新增的（含委托第三方实施的）",
        "省级及以上财政资金支持的", "符合GB 50300等技术标准的", "20个重点镇（街道）范围内")
# How many rows, by band: low, high, how often.
SIZES = (((1, 4), 5), ((5, 9), 13), ((10, 15), 36), ((16, 24), 30), ((25, 40), 11), ((41, 60), 5))
ROWS_MOST = 60


def scheme(plan):
    """[(first level, second levels)] and the points of each."""
    rng, p = plan.rng, plan.profile
    rest = 100 - p.execution
    if plan.kind == "scheme":
        return [DECISION, PROCESS, PERFORMANCE], [2, 13, 85]
    if plan.kind == "department":
        some = (
            [DUTY, EFFICIENCY, SOCIETY, CAPABILITY] if chance(rng, 40)
            else [CARE, OUTPUT, BENEFIT, SATISFACTION]
        )
        return some, share(rng, rest, len(some))
    cost_first = p.name == "cost-2021" or chance(rng, 7)
    some = [("产出指标", OUTPUT[1][:3]), BENEFIT, SATISFACTION] if cost_first else [
        OUTPUT, BENEFIT, SATISFACTION]
    points = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
    if cost_first:
        points = {"产出指标": 40, "效益指标": 20, "满意度指标": 10, "成本指标": 20}
        some.insert(pick(rng, ((0, 45), (1, 40), (3, 15))), COST)
    if plan.is_scored and chance(rng, 3):
        rng.shuffle(some)
    if p.share is None or chance(rng, 8):
        points = dict(zip((s[0] for s in some), share(rng, rest, len(some))))
    return some, [points[s[0]] for s in some]


def share(rng, whole, n):
    """n multiples of 5 (the last takes the rest) that add up to whole."""
    cuts = [rng.randint(2, 8) for _ in range(n)]
    out = [max(5, whole * c // sum(cuts) // 5 * 5) for c in cuts[1:]]
    return [whole - sum(out)] + out


def leave_out(plan, some, points):
    """Classes that the form does not have: a benefit, timeliness, now and then a first level."""
    rng = plan.rng
    out, gone = [], 0
    for (name, seconds), p in zip(some, points):
        if len(some) > 2 and plan.kind == "project" and chance(rng, 3):
            gone += p
            continue
        keep = [s for s in seconds if not (len(seconds) > 1 and chance(rng, 22))]
        if "H29" in plan.wants and name == "产出指标":
            lost = choose(rng, seconds)
            keep = [s for s in seconds if s is not lost]
        keep = keep or [seconds[0]]
        if chance(rng, 4):
            rng.shuffle(keep)
        out.append([name, keep, p])
    if not out:
        out.append([some[0][0], list(some[0][1]), 0])
    out[0][2] += gone
    return out


def count_rows(plan, classes):
    """How many rows each second-level class gets."""
    rng = plan.rng
    size = pick(rng, SIZES)
    n = rng.randint(*size)
    slots = [(i, k) for i, c in enumerate(classes) for k in range(len(c[1]))]
    if n < len(slots):
        keep = sorted(rng.sample(slots, n))
        for i, c in enumerate(classes):
            c[1] = [c[1][k] for j, k in keep if j == i]
        lost = sum(c[2] for c in classes if not c[1])
        classes[:] = [c for c in classes if c[1]]
        classes[0][2] += lost
        slots = [(i, k) for i, c in enumerate(classes) for k in range(len(c[1]))]
    counts = {s: 1 for s in slots}
    wide = [s for s in slots for _ in range(appetite(classes[s[0]][1][s[1]][1]))]
    if "H40" in plan.wants:
        wide = [(i, k) for i, k in wide if classes[i][1][k][1] != "cost"]
    for _ in range(n - len(slots) if wide else 0):
        counts[choose(rng, wide)] += 1
    for i, c in enumerate(classes):
        most = 2 * c[2] if plan.point_digits else c[2]
        while sum(v for (j, _), v in counts.items() if j == i) > most and plan.has_weights:
            s = max((s for s in counts if s[0] == i), key=lambda s: counts[s])
            counts[s] -= 1
    return counts


def appetite(source):
    return {"quantity": 5, "quality": 3, "timeliness": 2, "social": 2}.get(source.split()[0], 1)


def draw_name(plan, source):
    """A name that the form does not have yet, with the kind of its figure."""
    rng = plan.rng
    if source == "cost" and plan.wants & {"H28", "H40"}:
        return draw_money_name(plan)
    names = plan.words.names.get(source) or []
    shared = plan.common.names.get(source) or []
    for _ in range(12):
        some = shared if shared and (not names or chance(rng, 36)) else names
        entry, kind = choose(rng, some)
        plan.values["stem"] = plan.stem()
        name = entry.draw(rng, plan.values)
        if chance(rng, 14):
            name = dress(plan, name)
        if bare(name) not in plan.used and len(name) <= 34:
            break
    else:
        name = unlike(plan, name)
    plan.used.add(bare(name))
    return name, kind


def draw_money_name(plan):
    names = [n for n in plan.words.names["cost"] if n[1][0] == "money"]
    entry, kind = choose(plan.rng, names)
    name = entry.draw(plan.rng, plan.values)
    if bare(name) in plan.used:
        name = unlike(plan, name)
    plan.used.add(bare(name))
    return name, kind


def dress(plan, name):
    """A name with what clerks put before, around and behind it."""
    rng, year = plan.rng, plan.year
    way = int(rng.random() * 13)
    if way == 12:
        return choose(rng, LONG) + name
    if way < 3:
        if name[-1] in "）)”":
            return name
        return name + choose(rng, (
            "（{}年度）".format(year), "（一期）", "（含续建）", "（不含乡镇）", "（城区）", "（累计）", "（第三方测评）", "(A类)",
            "（I、II级）", "（≥80分）", "（按合同）", "（剔除不可抗力）", "（VR/AR类）", "（3家）"))
    if way < 5:
        return choose(rng, ("全年", f"{year}年", "本年度", "年度", "新增", "{}".format(plan.values["place"]),
                            plan.values["town"])) + name
    if way < 7:
        return choose(rng, ("“十四五”规划内", "“放管服”事项", "“双随机”", "《年度工作要点》明确的", "《任务书》约定",
                            "重点", "纳入台账的", "符合条件的", "1+N", "A级以上", "省、市两级")) + name
    if way == 7 and name[-1] in "数量积度程":
        return name + "完成情况"
    if way == 8 and len(name) > 4 and "“" not in name:
        return f"“{name[:2]}”{name[2:]}"
    return name


def bare(name):
    """A name without punctuation, by which two names are compared."""
    return "".join(c for c in name if c.isalnum() or c in "%≥")


def unlike(plan, name):
    k = 2
    while bare(f"{name}（{k}）") in plan.used:
        k += 1
    return f"{name}（{k}）"


def management_rows(plan):
    """The seven lines of a transfer: a text in the actual, no target."""
    rows = []
    for name, entry in zip(MANAGEMENT, plan.common.lists["management_done"]):
        rows.append({"level1": "资金管理情况", "level3": name,
                     "actual": {"text": entry.draw(plan.rng, plan.values)}})
        if plan.has_reason:
            rows[-1]["reason"] = "无" if chance(plan.rng, 70) else plan.say("problem")
        fact = Fact("management")
        fact.name, fact.level2, fact.state = name, None, "open"
        fact.target = None
        plan.facts.append(fact)
    return rows


def class_name(plan, name):
    """Some forms leave 指标 out of class names."""
    if plan.short_classes and name.endswith("指标") and name not in ("成本指标",):
        return name[:-2]
    return name


def draw_rows(plan):
    """(rows, [(first level, points, indices of its rows)])."""
    rng = plan.rng
    plan.short_classes = chance(rng, 5)
    some, points = scheme(plan)
    classes = leave_out(plan, some, points)
    counts = count_rows(plan, classes)
    rows, blocks, money = [], [], []
    if plan.kind == "transfer" and chance(rng, 80):
        rows = management_rows(plan)
    for i, (first, seconds, p) in enumerate(classes):
        block = []
        for k, (second, source) in enumerate(seconds):
            sources = source.split()
            for j in range(counts[i, k]):
                own = sources[j * len(sources) // counts[i, k]]
                name, kind = draw_name(plan, own)
                level2 = class_name(plan, second)
                fact = draw_fact(plan, name, level2, kind)
                block.append(len(rows))
                plan.facts.append(fact)
                if kind[0] == "money":
                    money.append(fact)
                rows.append({"level1": class_name(plan, first), "level2": level2, "level3": name})
        blocks.append((class_name(plan, first), p, block))
    if money:
        fill_money(plan, money)
    for row, fact in zip(rows, plan.facts):
        if fact.target is not None:
            row["target"], row["actual"] = fact.target, fact.actual
        if plan.has_unit_column and fact.t is not None:
            row["unit_column"] = True
    return rows, blocks
