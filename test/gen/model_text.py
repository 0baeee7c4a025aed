# SPDX-License-Identifier: AGPL-3.0-or-later
"""Head, goals, reasons and foot: what people write on a form."""
from figure import number, show
from plan import chance, choose, pick

TITLES = {
    "project": ("项目支出绩效自评表", "项目支出绩效自评表", "项目支出绩效自评情况表", "项目绩效自评表",
                "{place}项目支出绩效自评表", "{year}年度项目支出绩效自评表", "{place}{year}年度项目支出绩效自评表",
                "预算项目绩效自评表"),
    "department": ("部门整体支出绩效自评表", "{year}年度部门整体支出绩效自评表", "部门整体绩效自评表"),
    "transfer": ("转移支付区域绩效自评表", "转移支付绩效自评表", "中央对地方转移支付绩效自评表"),
    "scheme": ("项目支出绩效自评复核表", "{place}{year}年预算项目绩效自评表", "财政支出项目绩效自评表"),
}
CENTRAL = ("农业农村部", "教育部", "公安部", "民政部", "交通运输部", "水利部", "国家卫生健康委", "文化和旅游部",
           "生态环境部", "国家林业和草原局", "财政部", "住建部")


def draw_project(plan):
    rng = plan.rng
    name = choose(rng, plan.words.lists["project"]).draw(rng, plan.values)
    way = int(rng.random() * 20)
    if way == 0:
        name = f"{plan.year}年{name}" if str(plan.year) not in name else name
    elif way == 1:
        name += "（{}批）".format(choose(rng, ("第一", "第二", "提前下达第一")))
    elif way == 2:
        name = f"{plan.values['place']}{name}"
    elif way == 3:
        name += choose(rng, ("项目", "专项经费", "补助资金", "（经常性）", "-本级", "（“以奖代补”部分）", "（PPP）"))
    elif way == 4:
        name = "{:03d}-{}".format(rng.randint(1, 320), name)
    return name


def draw_head(plan):
    rng = plan.rng
    values = plan.values
    form = {"year": plan.year, "title": choose(rng, TITLES[plan.kind]).format(**values)}
    department = plan.base.department if plan.base else plan.say("department")
    plan.department = department
    if plan.kind != "department":
        form["project"] = draw_project(plan)
        form["department"] = department
        form["unit"] = plan.base.unit if plan.base else plan.say("unit")
        if chance(rng, 8) and not plan.base:
            form["unit"] = department
        plan.unit = form["unit"]
    else:
        form["scope"] = "department"
        form["department"] = department
    if plan.kind == "transfer":
        form["organisations"] = {"中央主管部门": choose(rng, CENTRAL), "地方主管部门": department,
                                 "资金使用单位": form["unit"]}
    form["money_unit"] = plan.money_unit
    return form


# ---------------------------------------------------------------- goals


def clause(plan, row, key):
    """One figure of a row, told in a sentence."""
    cell = row[key]
    name = row["level3"]
    unit = cell.get("unit") or row["target"].get("unit") or ""
    word = choose(plan.rng, ("达到", "", "为") if key == "actual" else ("不少于", "达到", ""))
    if key == "target" and cell.get("op") in ("≤", "<"):
        word = "控制在"
        unit += "以内"
    return f"{name}{word}{cell['value']}{unit}"


def paragraphs(plan, parts):
    """One text, or numbered lines."""
    way = pick(plan.rng, (("run", 50), ("numbers", 25), ("words", 15), ("lines", 10)))
    if way == "run" or len(parts) < 2:
        return "".join(parts)
    if way == "numbers":
        mark = choose(plan.rng, ("{}.", "{}、", "（{}）"))
        return "\n".join(mark.format(k + 1) + p for k, p in enumerate(parts))
    if way == "words":
        return "".join(f"{n}是{p}" for n, p in zip("一二三四五六七八九", parts))
    return "\n".join(parts)


def draw_goals(plan, form, rows):
    rng = plan.rng
    figures = [r for r in rows if "value" in r.get("target", {})]
    n = min(len(figures), pick(rng, ((0, 15), (2, 35), (3, 25), (5, 15), (8, 10))))
    some = [figures[i] for i in sorted(rng.sample(range(len(figures)), n))] if n else []
    wanted, done = [], []
    for _ in range(pick(rng, ((1, 60), (2, 25), (3, 15)))):
        text = plan.say("goal")
        if text not in wanted:
            wanted.append(text)
    if some:
        wanted.append("，".join(clause(plan, r, "target") for r in some) + "。")
        done.append("，".join(clause(plan, r, "actual") for r in some) + "。")
    if chance(rng, 35):
        wanted[0] = plan.say("goal_open") + wanted[0]
    if chance(rng, 30):
        wanted.append(plan.say("goal_end"))
    opening = choose(rng, ("全年", "截至年底，", "{}年，".format(plan.year), "本年度", "已"))
    done.insert(0, opening + plan.say("goal_done"))
    for _ in range(pick(rng, ((0, 60), (1, 25), (2, 15)))):
        text = plan.say("goal_done")
        if text not in done:
            done.append(text)
    form["goals"] = {"expected": paragraphs(plan, wanted), "actual": paragraphs(plan, done)}


# ---------------------------------------------------------------- reasons


def compose(plan, name):
    """A cause and a measure."""
    rng = plan.rng
    cause, measure = plan.say("cause"), plan.say("measure")
    style = plan.reason_style
    if style == "label":
        return f"偏差原因：{cause}。改进措施：{measure}。"
    if style == "flow":
        return f"{cause}，{choose(rng, ('下一步将', '今后将', '后续', '拟'))}{measure}。"
    if style == "list":
        return f"1.偏差原因：{cause}；2.改进措施：{measure}。"
    parts = [f"{name}未达到预期，{cause}。"] if chance(rng, 60) else [f"原因：{cause}。"]
    for _ in range(rng.randint(3, 9)):
        parts.append(choose(rng, ("同时", "其次，", "此外，", "")) + plan.say("cause") + "。")
    parts.append("改进措施：")
    for k in range(rng.randint(3, 9)):
        parts.append(f"（{k + 1}）{plan.say('measure')}；")
    text = "".join(parts)[:-1] + "。"
    return text if len(text) <= 600 else text[: text.rindex("；", 0, 600)] + "。"


def needs_reason(plan, k):
    """Points lost, or a target missed."""
    fact = plan.facts[k]
    lost = plan.scores[k] is not None and plan.scores[k] < plan.weights[k]
    return lost or fact.state in ("unmet", "late")


def draw_reasons(plan, form, rows):
    rng = plan.rng
    if not plan.has_reason:
        if any(needs_reason(plan, k) for k in range(len(rows))) and chance(rng, 60):
            plan.notes["未完成原因及拟采取的改进措施"] = compose(plan, rows[0]["level3"])
        return
    last = None
    for k, row in enumerate(rows):
        fact = plan.facts[k]
        if fact.kind == "management":
            continue
        if needs_reason(plan, k):
            if not (last and plan.reason_repeats and chance(rng, 60)):
                last = compose(plan, row["level3"])
            row["reason"] = last
        elif plan.profile.over_kind == "none" and is_far(fact) and chance(rng, 40):
            row["reason"] = plan.say("over_reason")
        elif plan.empty_reason == "idle":
            row["reason"] = plan.say("idle_reason")
        else:
            row["reason"] = plan.empty_reason


def is_far(fact):
    if fact.t is None or fact.ceiling or fact.t == 0:
        return False
    return (fact.a - fact.t) * 100 >= 30 * fact.t


# ---------------------------------------------------------------- foot


def explain_money(plan, form):
    """A note on the budget where it was changed, or where little was spent."""
    first = form["funds"][0]
    initial = first.get("initial", first["adjusted"])
    change = number(first["adjusted"]) - number(initial)
    if change == 0 and not chance(plan.rng, 4):
        return
    if chance(plan.rng, 45):
        digits = plan.money_digits
        values = {"amount": show(abs(int(change * 10**digits)), digits) + plan.money_unit,
                  "cause": plan.say("money_cause")}
        entry = choose(plan.rng, plan.common.lists["money_explanation"])
        text = entry.draw(plan.rng, values)
        if change == 0:
            text = "因{}，预算执行进度受到影响，剩余资金按规定处理。".format(values["cause"])
        elif change < 0:
            text = text.replace("追加", "调减").replace("，主要用于", "，主要原因是")
        else:
            text = text.replace("调减", "追加")
        form["explanation"] = text


def person(plan):
    lists = plan.common.lists
    first, last = (choose(plan.rng, lists[name]).plain for name in ("person_first", "person_last"))
    return first + last


def draw_foot(plan, form):
    """Notes below the table, signers, ticks, tasks."""
    rng = plan.rng
    explain_money(plan, form)
    notes = plan.notes
    if plan.is_scored and chance(rng, 15):
        plan.conclusion = choose(rng, plan.common.lists["conclusion"])
        notes["自评结论"] = ""
    if chance(rng, 14):
        notes["存在问题"] = plan.say("problem")
        notes["改进措施"] = plan.say("improvement")
    if chance(rng, 8):
        notes["结果应用"] = plan.say("use")
    if chance(rng, 22):
        notes["填表人"] = person(plan)
    if chance(rng, 14):
        notes["单位负责人"] = person(plan)
    if notes:
        form["notes"] = notes
    if plan.kind in ("project", "scheme") and chance(rng, 10):
        form["ticks"] = {"项目类型": choose(rng, ("经常性项目", "一次性项目")),
                         "项目属性": choose(rng, ("新增", "延续"))}
    if plan.is_department:
        draw_tasks(plan, form)


def conclude(plan, form):
    """The conclusion tells the total and the grade that the form prints."""
    if plan.conclusion:
        form["notes"]["自评结论"] = plan.conclusion.draw(plan.rng, {
            "score": form["total"]["score"], "grade": form.get("grade") or "优"})


def draw_tasks(plan, form):
    rng = plan.rng
    tasks = []
    for _ in range(rng.randint(0, 5)):
        name = choose(rng, plan.words.lists["project"]).draw(rng, plan.values)
        budget = max(1, plan.amounts["adjusted"][0] // rng.randint(3, 12))
        done = budget * rng.randint(70, 100) // 100
        tasks.append({"name": name, "budget": show(budget, plan.money_digits, plan.comma),
                      "executed": show(done, plan.money_digits, plan.comma)})
    if tasks:
        form["tasks"] = tasks
