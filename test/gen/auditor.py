# SPDX-License-Identifier: AGPL-3.0-or-later
"""A second auditor, for the truths that the generator draws: which findings follow from a form.

Written from the domain page (§§4-7) alone; it shares nothing with the program and looks only at
what is printed on the form, never at how it was drawn. `audit(form)` gives a sorted list of (rule,
severity, row or None); rows are counted from 1. What holds between forms (H25, H39, H26 over
several) is not looked at here.

It stands for the promise of `faults.py`: a form without faults has no error, and a form with faults
has exactly those that were planted.
"""
from fractions import Fraction

import auditor_form
import auditor_funds
import auditor_rows
import auditor_text
import points
from auditor_unit import base_of
from figure import number
from profiles import ALL

EMPTY = ("", "0", "无", "否", "-", "–", "—", "/")


def is_empty_reason(text):
    return text is None or text.strip().rstrip("。.") in EMPTY


class Row:
    """One row as the rules see it: numbers where the cells are numbers, in one unit."""

    __slots__ = ("no", "row", "name", "level1", "level2", "target", "actual", "op", "t", "a",
                 "weight", "score", "reason", "has_reason", "ceiling", "met", "blank", "differs",
                 "unit", "actual_unit", "is_merged")

    def __init__(self, no, row, form):
        self.no, self.row, self.name = no, row, row["level3"]
        self.level1, self.level2 = row.get("level1"), row.get("level2") or ""
        self.target, self.actual = row.get("target") or {}, row.get("actual") or {}
        self.blank = row.get("empty", ())
        self.is_merged = no - 1 in form["_"]["groups"].values()
        self.op = self.target.get("op")
        self.weight = number(row["weight"]) if row.get("weight") else None
        self.score = number(row["score"]) if row.get("score") else None
        self.has_reason = "reason" in row
        self.reason = None if is_empty_reason(row.get("reason")) else row["reason"]
        self.unit = self.target.get("unit")
        self.actual_unit = self.actual.get("unit")
        self.t = self.a = None
        self.differs = False
        if self.target.get("value") and self.actual.get("value"):
            self._numbers()
        self.ceiling = self.t is not None and points.is_ceiling(
            self.name, self.level2, self.t, self.op
        )
        self.met = None
        if self.t is not None:
            self.met = points.is_met(self.op, self.t, self.a, self.ceiling)
        elif self.actual.get("text") in points.REACHED:
            self.met = True
        elif self.actual.get("text") in points.PARTLY + points.MISSED:
            self.met = False

    def _numbers(self):
        t_base, t_times = base_of(self.unit)
        a_base, a_times = base_of(self.actual_unit or self.unit)
        self.differs = bool(self.unit and self.actual_unit and t_base != a_base)
        if self.differs:
            return
        self.t = number(self.target["value"]) * t_times
        self.a = number(self.actual["value"]) * a_times

    @property
    def is_cost(self):
        return "成本" in self.level2

    @property
    def lost(self):
        return self.score is not None and self.weight is not None and self.score < self.weight


class Look:
    """A form prepared for the rules."""

    def __init__(self, form):
        self.form = form
        beside = form["_"]
        self.profile = ALL[beside["profile"]]
        self.columns = beside["columns"]
        self.rows = [Row(k + 1, r, form) for k, r in enumerate(form["indicators"])]
        self.has_reason = "reason" in self.columns
        if self.profile.supplies_weights and all(r.weight is None for r in self.rows):
            for r in self.rows:
                r.weight = Fraction(100 - self.profile.execution, len(self.rows))
        first = form["funds"][0] if form["funds"] else {}
        self.first = first
        self.initial, self.adjusted, self.executed = (
            number(first[c]) if first.get(c) else None for c in ("initial", "adjusted", "executed"))
        total = form.get("total") or {}
        self.total = number(total["score"]) if total.get("score") else None
        self.execution = number(first["score"]) if first.get("score") else None
        self.exec_weight = number(first["weight"]) if first.get("weight") else Fraction(
            self.profile.execution)
        self.complete = beside["complete"]
        self.fit = auditor_funds.Fit(self)
        self.found = []

    def add(self, rule, severity, row=None):
        self.found.append((rule, severity, row))


def look_at(form):
    look = Look(form)
    for part in (auditor_funds, auditor_rows, auditor_text, auditor_form):
        part.check(look)
    return look


def key(finding):
    return finding[0], finding[1], finding[2] or 0


def audit(form):
    return sorted(look_at(form).found, key=key)


def errors(form):
    return [f for f in audit(form) if f[1] == "error"]
