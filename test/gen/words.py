# SPDX-License-Identifier: AGPL-3.0-or-later
"""Vocabularies: what the words on a form are drawn from.

A vocabulary is a text file in `words/`: sections `[noun arguments]`, entries parted by ` / ` or by
line ends; `#` opens a comment line. Inside an entry `{a|b|c}` is one of the three, `{3-90}` a whole
number, `{place}` the value of that name. `common.txt` holds what every field of work shares.

    [quantity count 亩 300 40000]
    {新建|改造}高标准基本农田面积 / 绿色防控示范面积

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
SPAN = re.compile(r"(\d+)-(\d+)$")
NAMES = ("place", "town", "year", "next", "stem", "amount", "cause", "score", "grade")
TEXT, CHOICE, WHOLE, NAME = range(4)


def split_choices(source):
    """The alternatives of a hole, parted by "|" outside inner holes."""
    out, depth, last = [], 0, 0
    for k, c in enumerate(source):
        if c == "{":
            depth += 1
        elif c == "}":
            depth -= 1
        elif c == "|" and not depth:
            out.append(source[last:k])
            last = k + 1
    return out + [source[last:]]


def compile_entry(source):
    """[(kind, what)] of a template; holes may stand inside the choices of a hole."""
    out, at = [], 0
    while at < len(source):
        if source[at] != "{":
            end = source.find("{", at)
            end = len(source) if end < 0 else end
            out.append((TEXT, source[at:end]))
            at = end
            continue
        depth, end = 1, at + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(source[end], 0)
            end += 1
        inner = source[at + 1 : end - 1]
        span = SPAN.match(inner)
        if span:
            out.append((WHOLE, (int(span[1]), int(span[2]))))
        elif "|" in inner:
            out.append((CHOICE, [compile_entry(c) for c in split_choices(inner)]))
        elif inner in NAMES:
            out.append((NAME, inner))
        else:
            raise ValueError(f"no such name: {{{inner}}} in {source}")
        at = end
    return out


def expand(parts, rng, values, out):
    for kind, part in parts:
        if kind == TEXT:
            out.append(part)
        elif kind == CHOICE:
            expand(part[int(rng.random() * len(part))], rng, values, out)
        elif kind == WHOLE:
            out.append(str(rng.randint(*part)))
        else:
            out.append(str(values[part]))


class Entry:
    """One template, compiled."""

    __slots__ = ("parts", "plain")

    def __init__(self, source):
        self.parts = compile_entry(source)
        self.plain = source if "{" not in source else None

    def draw(self, rng, values=None):
        if self.plain is not None:
            return self.plain
        out = []
        expand(self.parts, rng, values, out)
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
