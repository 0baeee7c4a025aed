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
    """One file: its bytes, its truth, and what it was made of."""

    __slots__ = ("number", "data", "truth", "quality", "manner", "vocabulary", "spoilt")

    def __init__(self, number, data, truth, quality, manner, vocabulary, spoilt):
        self.number, self.data, self.truth = number, data, truth
        self.quality, self.manner, self.vocabulary, self.spoilt = quality, manner, vocabulary, spoilt


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


def laid(rng, printed, words, more=None):
    """A form, a manner that can print it, and the paper between them."""
    for _ in range(TRIES_MOST):
        form = model.draw(rng, rng.choice(words))
        for _ in range(3):
            chosen = weighted(rng, printed)
            paper = blocks.lay(rng, form, {**chosen.force, **(more or {})})
            if chosen.fits(paper):
                return chosen, paper
    raise ValueError(f"no form fits {printed[0].name}")


def print_forms(rng, chosen, paper, quality, words):
    """Lines of all forms of a file, their papers, and what was spoilt in them."""
    papers = [paper]
    while len(papers) < chosen.forms:
        papers.append(laid(rng, [chosen], words, {"each_year": False})[1])
    lines, spoilt = [], []
    for i, one in enumerate(papers):
        if i and chosen.glue != "title":
            one.blocks = [b for b in one.blocks if b.kind != "title"]
            one.form.pop("title", None)
        spoilt.append(wreck.spoil(rng, one, quality, chosen.gap, last=i == len(papers) - 1))
        printed = chosen.printer(rng, one)
        if i and chosen.glue == "tail" and one.blocks[0].kind == "year":
            lines[-1] = lines[-1] + [("\t\t", None)] + [p for p in printed[0] if p[0].strip()]
            printed = printed[1:]
        lines += printed
    if chosen.around:
        lines = chosen.around(rng, lines, papers[0].form.get("year") or 2023)
    return lines, papers, spoilt


def encoded(rng, text):
    """The bytes of a text: mostly UTF-8, at times with a mark, with CR LF, or as GB18030."""
    way = rng.random()
    if way < 0.05:
        return text.replace("\n", "\r\n").encode("gb18030")
    if way < 0.12:
        return text.replace("\n", "\r\n").encode("utf-8")
    return text.encode("utf-8-sig" if way < 0.16 else "utf-8")


def draw(seed, number, quality=None, manner=None, vocabulary=None, part="all"):
    """File `number` of `seed` under these choices."""
    rng = random.Random(f"{seed}/{number}")
    quality = quality or QUALITIES[number % 3]
    printed, words = choices(rng, part, manner, vocabulary)
    chosen, paper = laid(rng, printed, words)
    lines, papers, spoilt = print_forms(rng, chosen, paper, quality, words)
    text = "\n".join("".join(t for t, _ in line) for line in lines) + "\n"
    name = (paper.form.get("_") or {}).get("vocabulary")
    truth = {"forms": [stripped(p.form) for p in papers]}
    return Drawn(number, encoded(rng, text), truth, quality, chosen.name, name, spoilt)
