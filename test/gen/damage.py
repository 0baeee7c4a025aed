# SPDX-License-Identifier: AGPL-3.0-or-later
"""Spoils what is printed, and keeps the truth true.

`blanks` puts blanks and line breaks into words and numbers, full-width characters, thousands.
`damaged` also tears cells, confuses letters with digits, prints over, cuts the end, loses lines or
prints them twice. What is spoilt without a trace is from then on what the text prints (a slip);
what can no longer be read is null; what the form's arithmetic decides stays, and is a repair.
The separator inside a torn cell is TEAR until a manner knows what stands between its cells.
"""
from collections import Counter

import witness

TEAR = "\x1f"
TIGHT = ("blank", "row", "none")
NUMBER_KEYS = {"initial", "adjusted", "executed", "weight", "rate", "score", "value"}
FULL = {c: chr(ord(c) + 0xFEE0) for c in "0123456789.%"}


class Spoiler:
    """Spoils the cells of one paper; how far it may go depends on what parts cells here."""

    def __init__(self, rng, paper, gap):
        self.rng, self.paper, self.gap = rng, paper, gap
        self.kinds = Counter()
        self.blanks = rng.choice([" ", " ", " ", " \u00a0", "\u3000"]) if gap not in TIGHT else " "
        self.full, self.safe = rng.random() < 0.1, set()
        self.cells = self.touched = self.characters = self.spoilt = 0
        self.damaged, self.before = {}, {}
        self.repairs, self.slips, self.unjudged = [], [], []

    def edit(self, cell, a, b, new):
        """Replaces text[a:b], and moves what the leaves point to."""
        cell.text = cell.text[:a] + new + cell.text[b:]
        shift = len(new) - (b - a)
        moved = []
        for holder, key, start, end in cell.leaves:
            if start >= b:
                start += shift
            if end >= b:
                end += shift
            moved.append((holder, key, start, end))
        cell.leaves = moved

    def touch(self, cell, kind, n=0):
        self.kinds[kind] += 1
        if cell.touched is None:
            cell.touched = set()
        cell.touched.add(kind)
        self.spoilt += n

    def numbers(self, cell):
        """Leaves of the cell that print a number."""
        found = []
        for leaf in cell.leaves:
            holder, key, a, b = leaf
            if key in NUMBER_KEYS and b > a and witness.dec(cell.text[a:b]) is not None:
                found.append(leaf)
        return found


def blank_number(s, cell, leaf):
    """A blank in a number: beside the point, or between digits where blanks do not part cells."""
    _, _, a, b = leaf
    text = cell.text[a:b]
    places = [a + i + 1 for i, c in enumerate(text[:-1]) if c == "."]
    if s.gap not in TIGHT:
        places += [a + i for i in range(1, len(text)) if text[i - 1] != "."]
        places += ([a] if a else []) + ([b] if b < len(cell.text) else [])
        if places and s.rng.random() < 0.6 and "." in text:
            places = [a + text.index(".") + 1]
    if not places:
        return False
    at = s.rng.choice(places)
    s.edit(cell, at, at, s.rng.choice(s.blanks))
    s.touch(cell, "blank", 1)
    return True


def full_number(s, cell, leaf):
    """The figure in full-width characters."""
    _, _, a, b = leaf
    s.edit(cell, a, b, "".join(FULL.get(c, c) for c in cell.text[a:b]))
    s.touch(cell, "full width", b - a)
    return True


def thousands(s, cell, leaf):
    """Commas at the thousands, at times with a blank behind."""
    _, _, a, b = leaf
    text = cell.text[a:b]
    whole, point, rest = text.partition(".")
    if (
        len(whole) < 4
        or not whole.isdigit()
        or not cell.slot.startswith(("fund:", "target", "actual"))
    ):
        return False
    new = f"{int(whole):,}" + point + rest
    if len(new) - len(point + rest) != len(whole) + (len(whole) - 1) // 3:
        return False
    if s.gap not in TIGHT and s.rng.random() < 0.2:
        at = new.rindex(",") + 1
        new = new[:at] + " " + new[at:]
    s.edit(cell, a, b, new)
    s.touch(cell, "thousands", len(new) - len(text))
    return True


def word_places(cell):
    """Places inside a run of Chinese characters."""
    text, full = cell.text, "\u2e7f"
    found = [i for i in range(1, len(text)) if text[i - 1] > full and text[i] > full]
    return found or [i for i in range(1, len(text)) if text[i - 1] > full or text[i] > full]


def blank_word(s, cell):
    """A blank inside a word, where that cannot be taken for the gap between cells."""
    known = cell.slot.startswith(
        ("heading", "label", "box", "level1", "level2", "total:label", "source")
    )
    if s.gap in ("blank", "none") and not known:
        return False
    if s.gap == "row" and not (known or cell.slot in ("level3", "reason")):
        return False
    if s.gap in TIGHT and (cell.slot.startswith("heading") or len(cell.text) < 4):
        return False
    places = word_places(cell)
    if not places:
        return False
    if (
        known
        and s.gap not in TIGHT
        and len(cell.text) < 7
        and s.rng.random() < 0.15
        and cell.text.isalpha()
    ):
        for at in range(len(cell.text) - 1, 0, -1):
            s.edit(cell, at, at, " ")
        s.touch(cell, "letters apart")
        return True
    at = s.rng.choice(places)
    s.edit(cell, at, at, s.rng.choice(s.blanks))
    s.touch(cell, "blank")
    return True


def break_word(s, cell):
    """A line break inside a cell: where a line is a cell, only where nobody takes it for two."""
    if s.gap in TIGHT:
        return False
    if s.gap == "line":
        if cell.slot != "reason":
            return False
        places = [i + 1 for i, c in enumerate(cell.text[:-4]) if c in "，,、" and i > 5]
    elif cell.slot in ("weight", "score") or cell.slot.startswith("fund:"):
        return False
    else:
        places = word_places(cell)
    if not places or len(cell.text) < 5:
        return False
    at = s.rng.choice(places)
    s.edit(cell, at, at, "\n")
    s.touch(cell, "line break")
    return True


def spoil_blank(s, cell):
    """One of the ways of `blanks` on one cell."""
    rng, numbers = s.rng, s.numbers(cell)
    if numbers and rng.random() < 0.75:
        leaf, way = rng.choice(numbers), rng.random()
        if way < 0.2 and thousands(s, cell, leaf):
            return True
        if s.full or 0.2 <= way < 0.22:
            return full_number(s, cell, leaf)
        return blank_number(s, cell, leaf)
    if cell.slot.startswith(
        ("note", "goal", "signer", "task", "title", "year", "dash", "criteria")
    ):
        return False
    if rng.random() < 0.3 and break_word(s, cell):
        return True
    return blank_word(s, cell)
