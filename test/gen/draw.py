# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws file NUMBER of a SEED: a form, a manner, a quality; prints it; keeps its truth.

All randomness of a file comes from Random(f"{seed}/{number}"): the same bytes alone or in a run.
"""
import random

import blocks
import manners
import model
import split
import wreck

QUALITIES = ("clean", "blanks", "damaged")
TRIES_MOST = 200


class Drawn:
    """One file: its text, its truth, and what it was made of."""

    __slots__ = ("number", "text", "truth", "quality", "manner", "vocabulary", "info")

    def __init__(self, number, text, truth, quality, manner, vocabulary, info):
        self.number, self.text, self.truth = number, text, truth
        self.quality, self.manner, self.vocabulary, self.info = quality, manner, vocabulary, info


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


def choices(rng, part, manner, vocabulary):
    """Vocabularies and manners to choose from: what is kept is kept by the one or by the other."""
    held = set(split.kept("manners"))
    printed = [m for m in manners.ALL if part != "tuned" or m.name not in held]
    words = split.vocabularies("tuned" if part == "tuned" else "all")
    if part == "kept":
        if rng.random() < 0.5:
            printed = [m for m in manners.ALL if m.name in held] or printed
        else:
            words = split.vocabularies("kept") or words
    return ([manners.BY_NAME[manner]] if manner else printed), ([vocabulary] if vocabulary else words)


def laid(rng, printed, words):
    """A form, a manner that can print it, and the paper between them."""
    for _ in range(TRIES_MOST):
        form = model.draw(rng, rng.choice(words))
        for _ in range(3):
            chosen = weighted(rng, printed)
            paper = blocks.lay(rng, form, chosen.force)
            if chosen.fits(paper):
                return chosen, paper
    raise ValueError(f"no form fits {printed[0].name}")


def draw(seed, number, quality=None, manner=None, vocabulary=None, part="all"):
    """File `number` of `seed` under these choices."""
    rng = random.Random(f"{seed}/{number}")
    quality = quality or QUALITIES[number % 3]
    chosen, paper = laid(rng, *choices(rng, part, manner, vocabulary))
    spoilt = wreck.spoil(rng, paper, quality, chosen.gap)
    lines = chosen.printer(rng, paper)
    text = "\n".join("".join(t for t, _ in line) for line in lines) + "\n"
    own = paper.form.get("_") or {}
    return Drawn(number, text, {"forms": [stripped(paper.form)]}, quality, chosen.name, own.get("vocabulary"), spoilt)
