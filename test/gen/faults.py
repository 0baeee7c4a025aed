# SPDX-License-Identifier: AGPL-3.0-or-later
"""Planted faults: each rule H01-H44 has a function that makes a form break it, and says so.

A fault is `plant(plan, form) -> findings or None`: None where this form offers no place for it,
else [(rule, severity, row or None)], what must follow from what it did: all errors, and of
warnings and notes the planted one. Faults change a form the way people do (a score rounded to whole
points, a reason forgotten, a name copied) and repair nothing: whatever they touch is summed up
again, so that a fault has no consequence but its own.

H25 and H39 need a second form (`sisters.py`); H45 needs evidence that no form prints.

`plant` keeps a form only if the second auditor finds exactly the errors that were promised and,
among the rest, every warning and note that was planted.
"""
from collections import Counter

import auditor
import fault_form
import fault_funds
import fault_points
import fault_text
from model_points import sum_up

FAULTS = {**fault_funds.FAULTS, **fault_points.FAULTS, **fault_text.FAULTS, **fault_form.FAULTS}
# Those of the total line come last, when everything is summed up.
LAST = ("H07", "H09")
RULES = tuple(sorted(FAULTS))
rejected = Counter()


def choose_rules(rng, some=False):
    """The rules to plant: none in half of the forms, else one or two."""
    if not some and rng.random() < 0.5:
        return ()
    first = RULES[int(rng.random() * len(RULES))]
    if rng.random() < 0.6:
        return (first,)
    second = RULES[int(rng.random() * len(RULES))]
    return (first,) if first == second else (first, second)


def plant(plan, form, rules):
    """Plants all rules, in an order that lets each stand; False where one cannot."""
    expected = []
    for rule in sorted(rules, key=lambda r: (r in LAST, r in ("H21", "H37", "H05", "H38"))):
        if rule in LAST:
            sum_up(plan, form)
        findings = FAULTS[rule](plan, form)
        if findings is None:
            return False
        expected += findings
        if rule not in LAST:
            sum_up(plan, form)
    if not holds(form, expected):
        rejected[tuple(sorted(rules))] += 1
        return False
    form["_"]["faults"] = sorted(rules)
    form["_"]["findings"] = sorted(expected, key=auditor.key)
    return True


def holds(form, expected):
    """Exactly the promised errors, and all promised warnings and notes."""
    found = Counter(auditor.audit(form))
    wanted = Counter(expected)
    if wanted - found:
        return False
    return not any(f[1] == "error" for f in (found - wanted))
