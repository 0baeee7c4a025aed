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
from figure import number, show, trim
from model_funds import draw_funds
from model_points import add_coefficients, add_rescore, draw_core, give_points, show_points
from model_rows import draw_rows
from model_text import draw_foot, draw_goals, draw_head, draw_reasons
from plan import Plan, chance
from points import grade


def draw_total(plan, form, rows):
    """The total line and the grade: exact sums of what is printed."""
    if not plan.is_scored:
        return
    first = form["funds"][0]
    units = sum(s for s in plan.scores if s is not None)
    total = number(first["score"]) if "score" in first else 0
    total += number(show(units, plan.point_digits))
    digits = plan.point_digits
    text = show(int(total * 10**digits), digits)
    plan.total = total
    out = {}
    if plan.has_weights or plan.class_weights or chance(plan.rng, 60):
        out["weight"] = "100" if plan.point_style == "plain" else show(100 * 10**digits, digits)
    out["score"] = trim(text) if plan.point_style == "plain" and chance(plan.rng, 60) else text
    form["total"] = out
    if chance(plan.rng, 45):
        form["grade"] = grade(total)


def add_class_weights(plan, form, blocks):
    if not plan.class_weights:
        return
    weights = {name: show_points(plan, p * 10**plan.point_digits) for name, p, block in blocks if block}
    form["class_weights"] = {k: trim(v) for k, v in weights.items()}


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
        "complete": "total" in form or "grade" in form,
    }


def draw_planned(plan):
    form = draw_head(plan)
    plan.weight_digits = plan.point_digits if plan.point_style == "fixed" else 0
    form["funds"] = draw_funds(plan)
    rows, blocks = draw_rows(plan)
    give_points(plan, rows, blocks)
    draw_goals(plan, form, rows)
    if plan.has_core:
        draw_core(plan, rows)
    if plan.has_coefficient:
        add_coefficients(plan, rows)
    draw_total(plan, form, rows)
    if plan.has_rescore and "total" in form:
        form["total"]["rescore"] = show_points(plan, add_rescore(plan, rows))
    draw_reasons(plan, form, rows)
    form["indicators"] = rows
    add_class_weights(plan, form, blocks)
    draw_foot(plan, form)
    form["repairs"], form["noisy"] = [], []
    form["_"] = beside(plan, form)
    return form


def draw(rng, vocabulary, kind=None):
    """A form without faults, with its private part."""
    return draw_planned(Plan(rng, vocabulary, kind))
