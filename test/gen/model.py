# SPDX-License-Identifier: AGPL-3.0-or-later
"""One form out of nothing: `draw(rng, vocabulary, kind=None)`.

The result has the shape of a form in the samples' truth. Beside it, `form["_"]` holds what the
renderers and the judge need and what is no part of the truth:

    profile     the name of the scoring profile that the form was filled under
    kind        project, department, transfer, scheme
    vocabulary  its name
    columns     the columns of the indicator table in order: level1 level2 level3 target op unit
                actual weight score rescore coefficient core reason (op and unit where the target is
                split over three cells)
    funds       the columns of the funds table in order: initial adjusted received executed weight
                rate score
    scope       project or department
    rounding    (mode, digits of the rate, digits of points) that the form follows
    groups      {row: the row, counted from 0, whose weight and score are merged over it}
    faults      the rules that were planted
    findings    [(rule, severity, row or None)]: all errors, and of warnings and notes those planted
    complete    the form ends with its total or grade

All amounts, rates, scores and sums of a form without faults are right (§§3-6 of the domain page).
"""
import faults
from figure import trim
from model_funds import draw_funds
from model_points import (
    add_coefficients, add_rescore, draw_core, give_points, show_points, sum_up,
)
from model_rows import draw_rows
from model_text import conclude, draw_foot, draw_goals, draw_head, draw_reasons
from plan import Plan, chance

# What ends a form beside its total and grade.
FOOT = ("评价结论", "自评结论", "存在问题", "改进措施", "结果应用", "原因", "填表人", "单位负责人")


def plan_total(plan):
    rng = plan.rng
    plan.total_weight = plan.has_weights or plan.class_weights or chance(rng, 60)
    plan.trim_total = plan.point_style == "plain" and chance(rng, 60)
    plan.has_grade = chance(rng, 45) or "H09" in plan.wants


def add_class_weights(plan, form, blocks):
    if not plan.class_weights:
        return
    scale = 10**plan.point_digits
    form["class_weights"] = {
        name: trim(show_points(plan, p * scale)) for name, p, block in blocks if block
    }


def beside(plan, form):
    return {
        "profile": plan.profile.name,
        "kind": plan.kind,
        "vocabulary": plan.words.name,
        "columns": list(plan.columns),
        "funds": list(plan.funds_columns),
        "scope": "department" if plan.is_department else "project",
        "rounding": (plan.mode, plan.rate_digits, plan.point_digits),
        "groups": {k: f.group for k, f in enumerate(plan.facts) if f.group is not None},
        "faults": [],
        "findings": [],
        "complete": is_complete(form),
    }


def is_complete(form):
    notes = form.get("notes", {})
    return "total" in form or "grade" in form or any(w in n for n in notes for w in FOOT)


def draw_planned(plan):
    """The form of a plan, without faults."""
    form = draw_head(plan)
    plan.weight_digits = plan.point_digits if plan.point_style == "fixed" else 0
    form["funds"] = draw_funds(plan)
    rows, blocks = draw_rows(plan)
    plan.blocks = blocks
    give_points(plan, rows, blocks)
    form["goals"] = form["total"] = form["grade"] = None
    draw_goals(plan, form, rows)
    if plan.has_core:
        draw_core(plan, rows)
    if plan.has_coefficient:
        add_coefficients(plan, rows)
    if plan.has_rescore:
        add_rescore(plan, rows)
    draw_reasons(plan, form, rows)
    form["indicators"] = rows
    plan_total(plan)
    del form["total"], form["grade"]
    sum_up(plan, form)
    add_class_weights(plan, form, blocks)
    draw_foot(plan, form)
    form["repairs"], form["noisy"] = [], []
    form["_"] = beside(plan, form)
    return form


def draw(rng, vocabulary, kind=None, rules=None):
    """One form. `rules` are the faults to plant: () none; None draws them (none in half of the
    forms, else one or two). Where a rule cannot be planted, others are drawn.
    """
    drawn = rules is None
    if drawn:
        rules = faults.choose_rules(rng)
    for attempt in range(40):
        plan = Plan(rng, vocabulary, kind, rules)
        form = draw_planned(plan)
        if not rules or faults.plant(plan, form, rules):
            conclude(plan, form)
            return form
        if drawn and attempt % 4 == 3:
            rules = faults.choose_rules(rng, some=True)
    return None
