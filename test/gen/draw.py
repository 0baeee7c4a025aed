# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws file NUMBER of a SEED: a form, a manner, a quality; prints it; keeps its truth.

All randomness of a file comes from Random(f"{seed}/{number}"): the same bytes alone or in a run.
"""
import copy
import glob
import json
import os
import random

import blocks
import manners
import wreck

QUALITIES = ("clean", "blanks", "damaged")
HERE = os.path.dirname(os.path.abspath(__file__))


class Drawn:
    """One file: its text, its truth, and what it was made of."""

    __slots__ = ("number", "text", "truth", "quality", "manner", "vocabulary", "info")

    def __init__(self, number, text, truth, quality, manner, vocabulary, info):
        self.number, self.text, self.truth = number, text, truth
        self.quality, self.manner, self.vocabulary, self.info = quality, manner, vocabulary, info


_forms = []


def known_form(rng):
    """A form of test/forms, until the model draws its own."""
    if not _forms:
        for path in sorted(glob.glob(os.path.join(HERE, "..", "forms", "*.truth.json"))):
            with open(path, encoding="utf-8") as f:
                _forms.extend(json.load(f)["forms"])
    form = copy.deepcopy(rng.choice(_forms))
    while lost(form):
        form = copy.deepcopy(rng.choice(_forms))
    for key in ("unjudged", "noisy", "repairs", "template_remains", "stripped"):
        form.pop(key, None)
    for row in form["indicators"]:
        row.pop("noisy", None)
    return form


def lost(form):
    """Whether the text that this truth belongs to has lost values: not a form to be printed."""
    holders = [form, form.get("total") or {}] + form.get("funds", [])
    for row in form["indicators"]:
        holders += [{k: v for k, v in row.items() if k != "reason"}, row.get("target"), row.get("actual")]
    return any(v is None for h in holders for v in (h or {}).values())


def weighted(rng, choices):
    """One of the manners by its share."""
    at = rng.random() * sum(m.share for m in choices)
    for m in choices:
        at -= m.share
        if at <= 0:
            return m
    return choices[-1]


def stripped(form):
    return {k: v for k, v in form.items() if k != "_"}


def draw(seed, number, quality=None, manner=None, vocabulary=None, part="all"):
    """File `number` of `seed` under these choices."""
    rng = random.Random(f"{seed}/{number}")
    quality = quality or QUALITIES[number % 3]
    form = known_form(rng)
    fixed = manners.BY_NAME[manner] if manner else None
    for attempt in range(20):
        chosen = fixed or weighted(rng, manners.CLEAN)
        paper = blocks.lay(rng, form, chosen.force)
        if chosen.fits(paper):
            break
        form = known_form(rng)
    spoilt = wreck.spoil(rng, paper, quality, chosen.gap)
    lines = chosen.printer(rng, paper)
    text = "\n".join("".join(t for t, _ in line) for line in lines) + "\n"
    return Drawn(number, text, {"forms": [stripped(form)]}, quality, chosen.name, vocabulary, spoilt)
