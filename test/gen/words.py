# SPDX-License-Identifier: AGPL-3.0-or-later
"""Vocabularies: what the words on a form are drawn from.

A vocabulary is a text file in `words/`: sections `[noun arguments]`, entries parted by ` / ` or by
line ends; `#` opens a comment line. Inside an entry `{a|b|c}` is one of the three, `{3-90}` a whole
number, `{place}` the value of that name. `common.txt` holds what every field of work shares.

    [quantity count 亩 300 40000]
    {新建|改造}高标准农田面积 / 绿色防控示范面积

`load(name)` gives a `Vocabulary`: `names` maps a class of indicators (quantity, quality, …) to its
entries with the kind of their figure; `lists` maps every other section to its entries. An entry is
compiled once and expanded often.
"""
import os
import re

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "words")
CLASSES = (
    "quantity quality timeliness cost economic social ecological lasting satisfaction social_cost "
    "eco_cost budget_care asset_care goal_care decision duty_effect efficiency reform capability "
    "money_care work_care"
).split()
HOLE = re.compile(r"\{([^{}]*)\}")
SPAN = re.compile(r"(\d+)-(\d+)$")


class Entry:
    """One template: parts that are text, a list of choices, a span of whole numbers or a name."""

    __slots__ = ("parts", "plain")

    def __init__(self, source):
        pieces = HOLE.split(source)
        self.plain = source if len(pieces) == 1 else None
        self.parts = []
        for k, piece in enumerate(pieces):
            span = SPAN.match(piece)
            if k % 2 == 0:
                self.parts.append((0, piece))
            elif "|" in piece:
                self.parts.append((1, piece.split("|")))
            elif span:
                self.parts.append((2, (int(span[1]), int(span[2]))))
            else:
                self.parts.append((3, piece))

    def draw(self, rng, values=None):
        if self.plain is not None:
            return self.plain
        out = []
        for kind, part in self.parts:
            if kind == 0:
                out.append(part)
            elif kind == 1:
                out.append(part[int(rng.random() * len(part))])
            elif kind == 2:
                out.append(str(rng.randint(*part)))
            else:
                out.append(str(values[part]))
        return "".join(out)


class Vocabulary:
    def __init__(self, name, text):
        self.name = name
        self.names = {}
        self.lists = {}
        where = None
        for line in text.split("\n"):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            if line.startswith("["):
                head = line.strip("[]").split()
                if head[0] in CLASSES:
                    where = [self.names.setdefault(head[0], []), tuple(head[1:])]
                else:
                    where = [self.lists.setdefault(head[0], []), None]
                continue
            for source in line.split(" / "):
                entry = Entry(source)
                where[0].append((entry, where[1]) if where[1] is not None else entry)


_loaded = {}


def load(name):
    if name not in _loaded:
        with open(os.path.join(HERE, name + ".txt"), encoding="utf-8") as f:
            _loaded[name] = Vocabulary(name, f.read())
    return _loaded[name]


def all_names():
    """The names of all vocabularies, sorted."""
    return sorted(f[:-4] for f in os.listdir(HERE) if f.endswith(".txt") and f != "common.txt")
