# SPDX-License-Identifier: AGPL-3.0-or-later
"""Faults of words: H15, H16, H27, H31-H33, H35, H36, H38, H41, H42, H44."""
from fractions import Fraction

from fault_points import change_actual, refresh, take
from model_rows import bare
from plan import chance, choose

VAGUE = (
    "提升 改善 良好 有效保障 明显提升 持续改善 较好 显著增强 不断提高 逐步完善 稳步推进 有效 明显".split()
    + ["符合相关规定", "达到有关标准要求", "按有关办法执行", "符合有关法律法规的要求"]
)
STATES = ("管理制度健全情况", "长效机制建立情况", "安全责任落实情况", "内部控制制度完善程度", "考核机制建立")
PROMPT = ("及时完成", "按时发放到位", "及时有效处置", "按时办结", "及时公开、按时报送")
OTHER_UNIT = {
    "人": "人次 户 个", "人次": "人 次", "个": "处 座 家", "次": "场 人次", "件": "起 批", "场次": "人次 个",
    "公里": "平方米 处", "平方米": "米 处", "天": "工作日 月", "工作日": "天 月", "小时": "次 工作日", "台": "套 个",
    "套": "台 个", "处": "个 座", "万元": "% 万人", "元": "%", "户": "人 家", "所": "个 间", "亩": "米 株",
    "册": "份 套", "座": "处 公里", "批次": "份 个", "起": "件 %", "%": "分 个", "年": "次", "吨": "立方米 车",
    "株": "亩 平方米",
}
OTHER_UNIT = {unit: others.split() for unit, others in OTHER_UNIT.items()}
BAD = (("{}投诉件数", "件"), ("{}逾期件数", "件"), ("{}违规次数", "次"), ("{}差错次数", "次"), ("{}安全事故起数", "起"),
       ("{}负面舆情数", "起"))
FLOOR = ("开展{}检查", "完成{}建设", "{}培训", "{}服务", "新建{}设施数量", "{}补助发放")
TOPICS = ("日常", "专项", "窗口", "基层", "重点", "年度", "现场", "外包", "便民")
HOMES = {"数量指标": "产出", "质量指标": "产出", "时效指标": "产出", "社会效益指标": "效益", "生态效益指标": "效益",
         "经济效益指标": "效益", "服务对象满意度指标": "满意度", "可持续影响指标": "效益"}
LEFT = ("XX能力持续提升", "XX水平明显改善", "**提升至全市前列")
REMAINS = ("……", "XX", "（100字以内）", "**")
SHARES = "合格率 覆盖率 知晓率 及时率 准确率 达标率 成活率 通过率".split()


def unit_of(form, k, cell="target"):
    return form["indicators"][k][cell].get("unit")


def rows(plan, want):
    return [k for k, f in enumerate(plan.facts)
            if k not in plan.taken and f.group is None and f.kind != "management" and want(k, f)
            and not any(g.group == k for g in plan.facts)]


def rename(plan, form, k, name):
    if bare(name) in plan.used:
        return False
    plan.used.add(bare(name))
    plan.facts[k].name = form["indicators"][k]["level3"] = name
    return True


def h15(plan, form):
    """A target that nobody can check."""
    k = take(plan, rows(plan, lambda k, f: f.kind == "words"))
    if k is None:
        return None
    row = form["indicators"][k]
    was = row["target"]["text"]
    text = choose(plan.rng, VAGUE) if chance(plan.rng, 90) else row["level3"]
    row["target"] = {"text": text}
    if row["actual"].get("text") == was:
        row["actual"] = {"text": choose(plan.rng, VAGUE[:13])}
    return [("H15", "warning", k + 1)]


def h16(plan, form):
    """A word of time outside the class of time, a state in per cent, a count in another unit."""
    way = int(plan.rng.random() * 3)
    if way == 0:
        k = take(plan, rows(plan, lambda k, f: f.kind == "words" and "时效" not in (f.level2 or "")))
        if k is None:
            return None
        form["indicators"][k]["target"] = {"text": choose(plan.rng, PROMPT)}
        return [("H16", "warning", k + 1)]
    if way == 1:
        k = take(plan, rows(plan, lambda k, f: f.op in ("≥", "=") and unit_of(form, k) == "%"))
        if k is None or not rename(plan, form, k, choose(plan.rng, STATES)):
            return None
        return [("H16", "warning", k + 1)]
    counted = (None, "人", "万人", "份", "次", "件")
    k = take(plan, rows(plan, lambda k, f: f.op == "≥" and f.kind == "count"
                        and unit_of(form, k) not in counted))
    if k is None:
        return None
    unit = unit_of(form, k).removeprefix("万")
    noun = choose(plan.rng, [n for n, u in (("参训人数", "人"), ("印发份数", "份"), ("检查次数", "次"),
                                            ("受理件数", "件"), ("采购本数", "本")) if u != unit])
    if not rename(plan, form, k, choose(plan.rng, TOPICS) + noun):
        return None
    return [("H16", "warning", k + 1)]


def h27(plan, form):
    """Target and actual in two units, or one of them without."""
    both = rows(plan, lambda k, f: f.t is not None and unit_of(form, k)
                and unit_of(form, k, "actual") in OTHER_UNIT)
    if chance(plan.rng, 25):
        units = [unit_of(form, k, "actual") for k in both]
        some = [k for k, unit in zip(both, units)
                if units.count(unit) > 1 and unit_of(form, k) == unit
                and "unit_column" not in form["indicators"][k] and plan.facts[k].a != 0]
        k = take(plan, some)
        if k is None:
            return None
        del form["indicators"][k]["actual"]["unit"]
        return [("H27", "note", k + 1)]
    k = take(plan, both)
    if k is None:
        return None
    cell = form["indicators"][k]["actual"]
    cell["unit"] = choose(plan.rng, OTHER_UNIT[cell["unit"]])
    return [("H27", "error", k + 1)]


def h31(plan, form):
    """A class under the wrong first level."""
    table = form["indicators"]
    runs, last = [], None
    for k, row in enumerate(table):
        here = (row["level1"], row.get("level2"))
        if here == last:
            runs[-1].append(k)
        else:
            runs.append([k])
        last = here
    runs = [r for r in runs if len(r) <= 2 and all(k not in plan.taken for k in r)
            and plan.facts[r[0]].kind != "management"
            and all(plan.facts[k].t is None or plan.facts[k].op for k in r)]
    if not runs or plan.kind in ("department", "scheme"):
        return None
    run = choose(plan.rng, runs)
    first = table[run[0]]["level1"].removesuffix("指标")
    tail = "" if plan.short_classes else "指标"
    here = {r.get("level2") for r in table if r["level1"] == table[run[0]]["level1"]}
    names = [n.removesuffix("指标") + tail for n, home in HOMES.items() if home != first]
    names = [n for n in names if n not in here]
    if first not in ("产出", "效益", "满意度", "成本") or not names:
        return None
    name = choose(plan.rng, names)
    for k in run:
        table[k]["level2"] = plan.facts[k].level2 = name
        plan.taken.add(k)
    return [("H31", "error", k + 1) for k in run]


def h32(plan, form):
    """A bad count of which there should be much; work of which there should be little."""
    rng = plan.rng
    if chance(rng, 60):
        k = take(plan, rows(plan, lambda k, f: f.kind == "count" and f.op in ("≥", ">")
                            and f.state == "met"))
        if k is None:
            return None
        pattern, unit = choose(rng, BAD)
        if not rename(plan, form, k, pattern.format(choose(rng, TOPICS))):
            return None
        for cell in (form["indicators"][k]["target"], form["indicators"][k]["actual"]):
            if "unit" in cell and "万" not in cell["unit"]:
                cell["unit"] = unit
        return [("H32", "warning", k + 1)]
    k = take(plan, rows(plan, lambda k, f: f.kind == "count" and f.op == "≥" and f.t == f.a
                        and (f.level2 or "").removesuffix("指标") == "数量"))
    if k is None or not rename(plan, form, k, choose(rng, FLOOR).format(choose(rng, TOPICS))):
        return None
    plan.facts[k].op = form["indicators"][k]["target"]["op"] = "≤"
    plan.facts[k].ceiling = True
    return [("H32", "warning", k + 1)]


def h33(plan, form):
    """The actual repeats the operator, or says only that it is done."""
    k = take(plan, rows(plan, lambda k, f: f.op is not None and f.state == "met"))
    if k is None:
        return None
    actual, fact = form["indicators"][k]["actual"], plan.facts[k]
    if chance(plan.rng, 60):
        form["indicators"][k]["actual"] = {"op": fact.op, **actual}
    else:
        form["indicators"][k]["actual"] = {"text": choose(plan.rng, ("已完成", "完成"))}
    return [("H33", "warning", k + 1)]


def h35(plan, form):
    """What is left of the template."""
    rng = plan.rng
    way = int(rng.random() * 3)
    remain = choose(rng, REMAINS)
    if way == 0:
        key = choose(rng, ("expected", "actual"))
        form["goals"][key] += remain if remain != "XX" else "XX指标完成情况。"
    elif way == 1:
        k = take(plan, rows(plan, lambda k, f: f.kind == "words"))
        if k is None:
            return None
        form["indicators"][k]["target"] = {"text": choose(rng, LEFT)}
    else:
        k = take(plan, rows(plan, lambda k, f: True))
        if k is None or not rename(plan, form, k, "XX" + form["indicators"][k]["level3"]):
            return None
    return [("H35", "warning", None)]


def h36(plan, form):
    """The goal copied as its result."""
    form["goals"]["actual"] = form["goals"]["expected"]
    return [("H36", "warning", None)]


def h38(plan, form):
    """Full points on every row, and a text that admits a gap."""
    if not plan.has_weights or any(
        s is not None and s < w for s, w in zip(plan.scores, plan.weights)
    ):
        return None
    text = choose(plan.rng, ("{}有待加强", "{}有待继续提高", "{}尚有提升空间", "{}还存在改进空间")).format(
        choose(plan.rng, ("服务质量", "宣传力度", "资料归档", "指标细化程度", "部门协同")))
    if chance(plan.rng, 50):
        form["goals"]["actual"] += text + "。"
    else:
        form.setdefault("notes", {})["存在问题"] = text + "。"
    return [("H38", "warning", None)]


def h41(plan, form):
    """More than all, or a share that no count gives."""
    rng = plan.rng
    k = take(plan, rows(plan, lambda k, f: f.kind in ("rate", "satisfied", "whole") and f.op == "≥"
                        and f.state == "met" and f.t > 40 and unit_of(form, k) == "%"))
    if k is None:
        return None
    if chance(rng, 50):
        name = form["indicators"][k]["level3"]
        if not any(w in name for w in SHARES + ["满意度", "占比", "比例", "比重"]):
            if not rename(plan, form, k, choose(rng, TOPICS) + "任务" + choose(rng, SHARES)):
                return None
        change_actual(plan, form, k, rng.randint(101, 128), 0)
        refresh(plan, form, k)
        return [("H41", "warning", k + 1)]
    j = take(plan, rows(plan, lambda j, f: f.kind == "count" and f.op == "≥" and f.state == "met"
                        and form["indicators"][j]["target"].get("unit")))
    if j is None:
        return None
    subject = choose(rng, ("参训学员", "受助学生", "签约医生", "服务对象", "专职人员", "抽样农户"))
    if not (rename(plan, form, j, subject + "人数")
            and rename(plan, form, k, subject + choose(rng, ("合格率", "满意度", "覆盖率")))):
        return None
    n = rng.randint(12, 60)
    row, fact = form["indicators"][j], plan.facts[j]
    fact.t = Fraction(n)
    row["target"]["value"], row["target"]["unit"] = str(n), "人"
    row["actual"].pop("unit", None)
    if plan.units == "both":
        row["actual"]["unit"] = "人"
    change_actual(plan, form, j, n, 0)
    least = int(plan.facts[k].t) + 1
    ways = [p for p in range(least * 100 if least < 100 else 9900, 10000)
            if all(abs(p * n - 10000 * i) > 2 * n for i in range(n + 1))]
    if not ways:
        return None
    change_actual(plan, form, k, choose(rng, ways), 2)
    refresh(plan, form, j)
    refresh(plan, form, k)
    return [("H41", "warning", k + 1)]


def h42(plan, form):
    """One name on two rows."""
    table = form["indicators"]
    some = rows(plan, lambda k, f: True)
    plan.rng.shuffle(some)
    for i in some[:6]:
        same = chance(plan.rng, 60)
        home = (table[i]["level1"], table[i].get("level2"))
        for j in some:
            here = (table[j]["level1"], table[j].get("level2"))
            if j == i or (here == home) != same:
                continue
            first, second = sorted((i, j))
            if plan.facts[second].t is not None and not plan.facts[second].op:
                continue
            table[second]["level3"] = plan.facts[second].name = table[first]["level3"]
            plan.taken |= {i, j}
            return [("H42", "error" if same else "warning", first + 1)]
    return None


def h44(plan, form):
    """A year that is another one's."""
    rng, year = plan.rng, plan.year
    other = year + choose(rng, (-1, -1, -1, 1, -2))
    way = int(rng.random() * 3)
    if way == 0:
        k = take(plan, rows(plan, lambda k, f: f.kind == "date"
                            and str(year) in form["indicators"][k]["target"]["text"]))
        if k is None:
            return None
        cell = form["indicators"][k]["target"]
        cell["text"] = cell["text"].replace(str(year), str(other))
        return [("H44", "warning", k + 1)]
    if way == 1:
        k = take(plan, rows(plan, lambda k, f: str(year) not in f.name))
        if k is None or not rename(plan, form, k, f"{other}年{form['indicators'][k]['level3']}"):
            return None
        return [("H44", "warning", k + 1)]
    form["title"] = f"{other}年度{form['title']}" if str(year) not in form["title"] else form[
        "title"].replace(str(year), str(other))
    return [("H44", "warning", None)]


FAULTS = {"H15": h15, "H16": h16, "H27": h27, "H31": h31, "H32": h32, "H33": h33, "H35": h35,
          "H36": h36, "H38": h38, "H41": h41, "H42": h42, "H44": h44}
