# SPDX-License-Identifier: AGPL-3.0-or-later
"""New figures for a case: the files that are judged together."""
import copy

import rules
from draw_funds import draw_funds
from draw_points import draw_total, draw_weights
from draw_rows import Memory, draw_pairs
from sample import Retry


def draw_case(rng, samples, profile, alike, times):
    """New forms for every sample, with the facts of the old ones."""
    error = None
    for _ in range(times):
        try:
            return try_case(rng, samples, profile, alike)
        except Retry as e:
            error = e
    raise Retry(f"{[s.name for s in samples]}: {error}")


def persist(what, tries, error=None):
    for _ in range(tries):
        try:
            return what()
        except Retry as e:
            error = e
    raise error


def try_case(rng, samples, profile, alike):
    memory = Memory()
    out = []
    for f, s in enumerate(samples):
        moving = [x for x in rules.funds_lines(s.forms) if x.plain()]
        rate = max((x.rd for x in moving), default=2)
        digits = rate, max((x.sd for x in moving if x.s is not None), default=rate)
        forms = []
        for n, old in enumerate(s.forms):
            keep = {(n, i) for g, m, i in alike if g == f and m == n}
            forms.append(
                persist(
                    lambda n=n, old=old: draw_form(rng, s, n, old, memory, digits, keep, profile),
                    200,
                )
            )
        if rules.infer(forms)[0] != s.rounding:
            raise Retry("rounding")
        out.append(forms)
    if rules.case_facts([x for s in samples for x in s.forms]) != rules.case_facts(
        [x for forms in out for x in forms]
    ):
        raise Retry("alike rows")
    return out


def draw_form(rng, sample, n, old, memory, digits, keep, profile):
    funds = persist(lambda: draw_funds(rng, old, n, sample, digits), 30000)
    return persist(lambda: draw_rows(rng, sample, n, old, memory, funds, keep, profile), 12)


def draw_rows(rng, sample, n, old, memory, funds, keep, profile):
    trial = copy.deepcopy(memory)
    trial.form = {}
    new = copy.deepcopy(old)
    new["funds"] = copy.deepcopy(funds)
    draw_pairs(rng, old, new, n, sample, trial)
    draw_weights(rng, old, new, n, sample, keep, profile)
    draw_total(old, new, n, sample)
    if rules.form_facts(old, profile) != rules.form_facts(new, profile):
        raise Retry("facts of the form")
    memory.percent = trial.percent
    return new
