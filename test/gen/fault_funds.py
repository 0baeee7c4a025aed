# SPDX-License-Identifier: AGPL-3.0-or-later
"""Faults of money: H01-H05, H21-H24, H37."""
from auditor_funds import NOTE_NAMES, Fit, is_explaining
from auditor_rows import has_cause, has_measure
from figure import digits_of, number, rounded, show, trim
from model_funds import rate_text
from model_text import needs_reason
from plan import chance, choose

QUIET = (
    "由于天气原因，部分工作延期。下一步将加强统筹协调，确保按期完成。",
    "偏差原因：人手不足，年初目标测算依据不充分。改进措施：完善实施方案，细化分工。",
    "因场地检修停用，任务量减少。今后将优化工作安排，加快进度。",
    "受疫情影响，活动场次减少；进一步加强组织协调，逐项落实。",
)
QUIET_DONE = ("年度目标任务全面完成，群众满意度稳步提升。", "各项工作按计划推进，质量达到要求。",
              "已完成年初设定的主要任务，工作机制进一步健全。", "全年工作运行平稳，未发生安全事故。")


class Bare:
    """As much of a form as the fit of conventions needs."""

    def __init__(self, plan, form):
        self.form, self.profile = form, plan.profile
        first = form["funds"][0]
        self.exec_weight = number(first.get("weight") or str(plan.profile.execution))


def rated(form):
    return [k for k, f in enumerate(form["funds"])
            if f.get("rate") and f.get("adjusted") and f.get("executed") and number(f["adjusted"])]


def other_figure(rng, text):
    """A figure that looks like `text` and is another: one digit wrong, two exchanged."""
    at = [i for i, c in enumerate(text) if c.isdigit()]
    if chance(rng, 65) or len(at) < 2:
        i = choose(rng, at)
        return text[:i] + choose(rng, [d for d in "0123456789" if d != text[i]]) + text[i + 1:]
    i = int(rng.random() * (len(at) - 1))
    out = list(text)
    out[at[i]], out[at[i + 1]] = out[at[i + 1]], out[at[i]]
    return "".join(out)


def clean_figure(text):
    return text[0] != "0" or text[1:2] in ("", ".")


def h01(plan, form):
    """A rate that no rounding of the amounts gives."""
    rng = plan.rng
    lines = rated(form)
    if not lines:
        return None
    k = choose(rng, lines)
    line = form["funds"][k]
    was = line["rate"]
    for _ in range(12):
        text = other_figure(rng, was)
        if not clean_figure(text) or number(text) > 130 or number(text) == number(was):
            continue
        line["rate"] = text
        fit = Fit(Bare(plan, form))
        bad = dict(fit.bad).get(k)
        if bad and not fit.rate_is_right(bad) and not (
            bad.initial and fit.rate_is_right(bad, bad.initial, bad.iu)
        ):
            return [("H01", "error", None)]
    return None


def h02(plan, form):
    """Points of execution that do not follow from the rate."""
    rng, line = plan.rng, form["funds"][0]
    if "score" not in line or not line.get("weight"):
        return None
    was, weight = line["score"], number(line["weight"])
    for _ in range(20):
        if chance(rng, 20):
            text = show(int(weight * 10**plan.point_digits), plan.point_digits)
        else:
            text = other_figure(rng, was)
        if not clean_figure(text) or number(text) == number(was) or number(text) > weight + 1:
            continue
        if digits_of(text) != digits_of(was):
            continue
        line["score"] = text
        fit = Fit(Bare(plan, form))
        bad = dict(fit.bad).get(0)
        if number(text) > weight or (bad and fit.rate_is_right(bad)):
            return [("H02", "error", None)]
    return None


def h03(plan, form):
    """The rate stands on the initial budget."""
    line = form["funds"][0]
    if "initial" not in line or not line.get("rate"):
        return None
    initial, executed = plan.amounts["initial"][0], plan.amounts["executed"][0]
    if initial < executed or initial == plan.amounts["adjusted"][0]:
        return None
    line["rate"] = rate_text(plan, executed, initial)
    fit = Fit(Bare(plan, form))
    bad = dict(fit.bad).get(0)
    if not bad or fit.rate_is_right(bad):
        return None
    if "score" in line and chance(plan.rng, 50):
        w = plan.profile.execution
        line["score"] = show(rounded(w * executed, initial, plan.point_digits, plan.mode),
                             plan.point_digits)
    return [("H03", "error", None)]


def columns_with_parts(plan, form):
    funds = form["funds"]
    return [c for c in ("initial", "adjusted", "executed")
            if funds[0].get(c) and any(f.get(c) for f in funds[1:])]


def h04(plan, form):
    """A column of sources that does not add up to its total, by much or by the last place."""
    rng = plan.rng
    columns = columns_with_parts(plan, form)
    if not columns:
        return None
    c = choose(rng, columns)
    parts = [k for k, f in enumerate(form["funds"]) if k and f.get(c) and plan.amounts[c][k]]
    if not parts:
        return None
    k = choose(rng, parts)
    line = form["funds"][k]
    have = [f[c] for f in form["funds"] if f.get(c)]
    coarse = min(digits_of(x) for x in have)
    step = 10 ** (plan.money_digits - coarse)
    tolerance = step * (len(have) - 1)
    small = chance(rng, 20)
    gap = rng.randint(1, tolerance) if small else tolerance + rng.randint(1, max(
        2, plan.amounts[c][k] // 5))
    n = plan.amounts[c][k] + (gap if chance(rng, 50) else -gap)
    if n <= 0 or (c == "executed" and line.get("adjusted") and n > plan.amounts["adjusted"][k]):
        n = plan.amounts[c][k] + gap
    plan.amounts[c][k] = n
    line[c] = show(n, plan.money_digits, plan.comma)
    if line.get("rate") and c != "initial":
        line["rate"] = rate_text(plan, plan.amounts["executed"][k], plan.amounts["adjusted"][k])
    return [("H04", "note" if small else "error", None)]


def h05(plan, form):
    """More spent than there was, and not a word about it."""
    rng, funds = plan.rng, form["funds"]
    line = funds[0]
    if not silence(plan, form):
        return None
    adjusted = plan.amounts["adjusted"][0]
    executed = adjusted + max(1, adjusted * rng.randint(1, 60) // 1000)
    parts = [k for k in range(1, len(funds))
             if funds[k].get("executed") and plan.amounts["adjusted"][k]]
    if len(funds) > 1 and not parts:
        return None
    if parts:
        k = parts[0]
        for j in parts:
            plan.amounts["executed"][j] = plan.amounts["adjusted"][j]
        others = sum(plan.amounts["executed"][j] for j in range(1, len(funds)) if j != k)
        plan.amounts["executed"][k] = executed - others
    plan.amounts["executed"][0] = executed
    for j in [0] + parts:
        funds[j]["executed"] = show(plan.amounts["executed"][j], plan.money_digits, plan.comma)
        if funds[j].get("rate"):
            funds[j]["rate"] = rate_text(plan, plan.amounts["executed"][j],
                                         plan.amounts["adjusted"][j])
    if "score" in line:
        full = show(plan.profile.execution * 10**plan.point_digits, plan.point_digits)
        line["score"] = trim(full) if plan.point_style == "plain" else full
    return [("H05", "error", None)]


def silence(plan, form):
    """No text of the form explains money any more; the form has a place where one could."""
    form.pop("explanation", None)
    notes = form.get("notes", {})
    for name in list(notes):
        if any(w in name for w in NOTE_NAMES):
            del notes[name]
    if form.get("notes") == {}:
        del form["notes"]
    for k, row in enumerate(form["indicators"]):
        if is_explaining(row.get("reason")):
            if k in plan.taken:
                return False
            row["reason"] = choose(plan.rng, QUIET) if needs_reason(plan, k) else None
    if is_explaining(form["goals"]["actual"]):
        form["goals"]["actual"] = "\n".join(plan.rng.sample(QUIET_DONE, plan.rng.randint(1, 3)))
    return plan.has_reason


def h21(plan, form):
    """Little spent, and no explanation."""
    if plan.amounts["executed"][0] * 10 >= plan.amounts["adjusted"][0] * 9:
        return None
    return [("H21", "warning", None)] if silence(plan, form) else None


def h22(plan, form):
    """Rows far ahead of the money."""
    return [("H22", "warning", None)] if plan.is_scored else None


def h23(plan, form):
    a, b = plan.amounts["adjusted"][0], plan.amounts["executed"][0]
    return [("H23", "warning", None)] if (a - b) * 5 > a else None


def h24(plan, form):
    return [("H24", "warning", None)] if plan.is_scored else None


def h37(plan, form):
    """The budget was changed, and nobody says why."""
    if plan.amounts["adjusted"][0] == plan.amounts["initial"][0] or not plan.has_initial:
        return None
    return [("H37", "warning", None)] if silence(plan, form) else None


FAULTS = {"H01": h01, "H02": h02, "H03": h03, "H04": h04, "H05": h05, "H21": h21, "H22": h22,
          "H23": h23, "H24": h24, "H37": h37}
assert all(has_cause(t) and has_measure(t) for t in QUIET)
