# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws file NUMBER of a SEED: forms, a manner, a quality; prints them, keeps their truth.

All randomness of a file comes from Random(f"{seed}/{number}…"): the same bytes alone or in a run. A
form has a stream of its own, so that twin() can print the same form in another manner.
"""
import random
from functools import lru_cache

import blocks
import manners
import model
import sisters
import split
import wreck

QUALITIES = ("clean", "blanks", "damaged")
TRIES_MOST = 300


class Drawn:
    """One file: its bytes, its truth, and what it was made of."""

    __slots__ = (
        "number",
        "data",
        "truth",
        "quality",
        "manner",
        "vocabulary",
        "spoilt",
        "streams",
        "own",
    )

    def __init__(self, number, data, quality, manner, papers, spoilt, streams):
        self.number, self.data, self.quality, self.manner = number, data, quality, manner.name
        self.spoilt, self.streams = spoilt, streams
        self.own = [p.form.get("_") or {} for p in papers]
        self.vocabulary = self.own[0].get("vocabulary")
        self.truth = {"forms": [{k: v for k, v in p.form.items() if k != "_"} for p in papers]}


def weighted(rng, choices):
    """One of the manners by its share."""
    at = rng.random() * sum(m.share for m in choices)
    for m in choices:
        at -= m.share
        if at <= 0:
            return m
    return choices[-1]


@lru_cache
def kept_manners():
    return frozenset(split.kept("manners"))


@lru_cache
def vocabularies(part):
    return split.vocabularies(part)


def is_kept(one):
    """Whether tuning could not have opened this file: its manner or a vocabulary of it is kept."""
    words = {own.get("vocabulary") for own in one.own}
    return one.manner in kept_manners() or bool(words & set(vocabularies("kept")))


def choices(rng, part, manner, vocabulary):
    """Vocabularies and manners to choose from: what is kept is kept by the one or by the other."""
    held = kept_manners()
    if part == "tuned" and (manner in held or vocabulary in vocabularies("kept")):
        raise ValueError(f"kept, and only judged: {manner or ''} {vocabulary or ''}")
    printed = [m for m in manners.ALL if part != "tuned" or m.name not in held]
    words = vocabularies("tuned" if part == "tuned" else "all")
    if part == "kept":
        if rng.random() < 0.5:
            printed = [m for m in manners.ALL if m.name in held] or printed
        else:
            words = vocabularies("kept") or words
    return ([manners.BY_NAME[manner]] if manner else printed), (
        [vocabulary] if vocabulary else words
    )


def form_of(stream):
    """The form of a stream: (seed text, vocabulary), or with its number among sisters behind."""
    if len(stream) == 3:
        return sisters_of(stream[:2])[stream[2]]
    text, vocabulary = stream
    return model.draw(random.Random(text), vocabulary)


def sisters_of(stream):
    """Two forms of one unit and year, at times with a fault that only both together show."""
    rng = random.Random(stream[0])
    return sisters.draw(rng, stream[1], 2, rng.choice([(), (), ("H25",), ("H26",)]))


def laid_sisters(rng, name, chosen, words):
    """Streams and papers of two sisters that this manner can print; None if it cannot."""
    stream = (f"{name}/sisters", rng.choice(words))
    forms, papers = sisters_of(stream), []
    for form, more in zip(forms, ({}, {"each_year": False})):
        papers.append(blocks.lay(rng, form, {**chosen.force, **more, "grid": chosen.has_grid}))
    if not all(map(chosen.fits, papers)):
        return None
    return [(*stream, i) for i in range(2)], papers


def laid(rng, name, printed, words, more=None):
    """A stream, a manner that can print its form, and the paper between them."""
    for n in range(TRIES_MOST):
        stream = (f"{name}/{n}", rng.choice(words))
        form = form_of(stream)
        for _ in range(3):
            chosen = weighted(rng, printed)
            paper = blocks.lay(rng, form, {**chosen.force, **(more or {}), "grid": chosen.has_grid})
            if chosen.fits(paper):
                return stream, chosen, paper
    raise ValueError(f"no form fits {printed[0].name}")


def print_forms(rng, chosen, papers, quality, change=None):
    """The lines of all forms of a file, and what was spoilt in each. `change(number, paper)` may
    change a paper before it is printed.
    """
    lines, spoilt = [], []
    for i, one in enumerate(papers):
        if i and chosen.glue in ("once", "tail"):
            one.blocks = [b for b in one.blocks if b.kind != "title"]
            one.form.pop("title", None)
        spoilt.append(wreck.spoil(rng, one, quality, chosen.gap, last=i == len(papers) - 1))
        if change:
            change(i, one)
        printed = chosen.printer(rng, one)
        if i and chosen.glue == "line":
            for line in printed:
                lines[-1] = lines[-1] + [(" ", None)] + line
            printed = []
        elif i and chosen.glue == "tail" and one.blocks[0].kind == "year":
            lines[-1] = lines[-1] + [("\t\t", None)] + [p for p in printed[0] if p[0].strip()]
            printed = printed[1:]
        lines += printed
    if rng.random() < 0.08:
        lines.insert(0, [(rng.choice(["附件", "附件1", "附件：", "附件2：", "附表1", "附件3-1"]), None)])
    if chosen.around:
        lines = chosen.around(rng, lines, papers[0].form.get("year") or 2023)
    return lines, spoilt


def encoded(rng, lines):
    """The bytes of a text: mostly UTF-8, at times with a mark, with CR LF, or as GB18030."""
    text = "\n".join("".join(t for t, _ in line) for line in lines) + "\n"
    way = rng.random()
    if way < 0.05:
        return text.replace("\n", "\r\n").encode("gb18030")
    if way < 0.12:
        return text.replace("\n", "\r\n").encode("utf-8")
    return text.encode("utf-8-sig" if way < 0.16 else "utf-8")


def draw(seed, number, quality=None, manner=None, vocabulary=None, part="all", change=None):
    """File `number` of `seed` under these choices; `change` as in print_forms()."""
    name = f"{seed}/{number}"
    rng = random.Random(name)
    quality = quality or QUALITIES[number % 3]
    printed, words = choices(rng, part, manner, vocabulary)
    stream, chosen, paper = laid(rng, name, printed, words)
    streams, papers = [stream], [paper]
    if chosen.forms == 2 and rng.random() < 0.5:
        streams, papers = laid_sisters(rng, name, chosen, words) or (streams, papers)
    for i in range(len(papers), chosen.forms):
        stream, _, paper = laid(rng, f"{name}/{i}", [chosen], words, {"each_year": False})
        streams.append(stream)
        papers.append(paper)
    lines, spoilt = print_forms(rng, chosen, papers, quality, change)
    return Drawn(number, encoded(rng, lines), quality, chosen, papers, spoilt, streams)


def twin(seed, one, part="all"):
    """The first form of a file once more, clean, in another manner; None if none of three fits."""
    rng = random.Random(f"{seed}/{one.number}/twin")
    printed = [
        m for m in choices(rng, part, None, None)[0] if m.forms == 1 and m.name != one.manner
    ]
    for _ in range(3):
        chosen = weighted(rng, printed)
        paper = blocks.lay(rng, form_of(one.streams[0]), {**chosen.force, "grid": chosen.has_grid})
        if chosen.fits(paper):
            lines, spoilt = print_forms(rng, chosen, [paper], "clean")
            return Drawn(
                one.number, encoded(rng, lines), "clean", chosen, [paper], spoilt, one.streams[:1]
            )
    return None
