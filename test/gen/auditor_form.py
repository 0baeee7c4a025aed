# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rules about the whole form: H06, H07, H09, H28, H29, H40."""
from fractions import Fraction

from auditor_text import stem
from auditor_unit import base_of
from figure import number
from points import grade

UNIT_PRICE = "每 单价 人均 生均 标准 平均".split()


def check(look):
    check_weights(look)
    check_total(look)
    check_classes(look)
    check_costs(look)


def check_weights(look):
    total = look.form.get("total")
    if not total or look.profile.supplies_weights:
        return
    weights = [r.weight for r in look.rows if r.weight is not None]
    if not weights:
        weights = [number(w) for w in look.form.get("class_weights", {}).values()]
    if weights and look.exec_weight + sum(weights) != 100:
        look.add("H06", "error")


def check_total(look):
    form = look.form
    if look.total is None:
        return
    scores = [r.score for r in look.rows if "score" in r.row]
    has_execution = look.execution is not None or not look.profile.execution
    if scores and None not in scores and has_execution:
        total = (look.execution or Fraction(0)) + sum(scores)
        if total != look.total:
            look.add("H07", "error")
    if form.get("grade") and form["grade"] != grade(look.total):
        look.add("H09", "error")


ORDER = ("产出", "效益", "满意度")
NEEDED = (
    (("数量",), "产出"), (("质量",), "产出"), (("时效",), "产出"),
    (("成本", "经济成本", "社会成本", "生态环境成本"), "产出"),
    (("经济效益", "社会效益", "生态效益", "可持续影响"), "效益"),
    (("服务对象满意度", "满意度"), "满意度"),
)


def missing_classes(look):
    """The classes that are not there, as far as the end of the form is known."""
    seconds = {stem(r.level2) for r in look.rows}
    firsts = {stem(r.level1) for r in look.rows}
    if "产出" not in firsts and not any(
        not r.level1 and stem(r.level2) in NAMES_OF_OUTPUT for r in look.rows
    ):
        return []
    later = max((ORDER.index(f) for f in firsts if f in ORDER), default=-1)
    out = []
    for names, home in NEEDED:
        if seconds & set(names) or (home != "产出" and home in firsts):
            continue
        if names[0] == "成本" and "成本" in firsts:
            continue
        if look.complete or later > ORDER.index(home):
            out.append(names[0])
    return out


NAMES_OF_OUTPUT = ("数量", "质量", "时效", "成本")


def check_classes(look):
    for _ in missing_classes(look):
        look.add("H29", "warning")


def in_form_unit(look, cell, unit):
    """Money in the unit of the form, None if it is no money."""
    base, times = base_of(unit)
    if base != "元" or not cell.get("value"):
        return None
    return number(cell["value"]) * times / (10000 if look.form["money_unit"] == "万元" else 1)


def check_costs(look):
    if look.form.get("money_unit") is None or look.adjusted is None:
        return
    costs = [r for r in look.rows if r.is_cost and r.target.get("value")]
    priced = [r for r in costs if in_form_unit(look, r.target, r.unit) is not None
              and not any(w in r.name for w in UNIT_PRICE) and "/" not in (r.unit or "")]
    if not priced or look.adjusted == 0:
        return
    targets = sum(in_form_unit(look, r.target, r.unit) for r in priced)
    limit = max(x for x in (look.initial, look.adjusted) if x is not None)
    if targets > limit:
        look.add("H28", "warning")
    if len([r for r in look.rows if r.is_cost]) == len(priced) and look.executed is not None:
        done = [in_form_unit(look, r.actual, r.actual_unit or r.unit) for r in priced]
        if None not in done and sum(done) != look.executed:
            small = abs(sum(done) - look.executed) <= Fraction(len(priced), 100)
            look.add("H28", "note" if small else "warning")
    if len([r for r in look.rows if r.is_cost]) == 1:
        r = priced[0]
        if in_form_unit(look, r.target, r.unit) == look.initial:
            look.add("H40", "note", r.no)
