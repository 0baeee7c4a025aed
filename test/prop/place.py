# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the numbers of a form's truth stand in its text.

A truth knows what every cell says; the text prints the same numbers in the same order, but torn:
blanks beside the point, letters for digits, full width, a number split over two cells, a page mark
inside it. `leaves` lists the truth's numbers in reading order; `place` gives each its characters
in the text: for every number a pattern that allows for the damage, then the best chain of matches
that moves forward (each digit passed over costs a little, so that the chain takes the place next
to its neighbours). Copies of a table that grow line by line are placed cell by cell
(`place_copies`).
"""
import re
from bisect import bisect_right

# Letters that stand for digits in print that was read by machine, and the digits that each may
# stand for.
LETTERS = {
    "O": "0",
    "o": "0",
    "D": "0",
    "l": "1",
    "I": "1",
    "|": "1",
    "Z": "2",
    "B": "83",
    "S": "58",
    "b": "6",
    "g": "9",
    "q": "9",
}
FULL = "０１２３４５６７８９"
ROW_ORDERS = (
    ("target", "actual", "weight", "coefficient", "score", "rescore"),
    ("weight", "target", "actual", "coefficient", "score", "rescore"),
)
FUND_ORDER = ("initial", "adjusted", "received", "executed", "weight", "rate", "score")
# What may stand between two characters of one number: a separator, a blank, a cell border (and one
# overprinted digit
# behind it), a page mark.
OVERPRINT = re.compile(r"\t5\d$")
GAP = r"(?:[,，]?[ 　]?|[ 　]?\t{1,3}5?|\d、)"


def digit_class(d):
    letters = "".join(re.escape(k) for k, v in LETTERS.items() if d in v)
    return f"[{d}{FULL[int(d)]}{letters}]"


def pattern(number):
    parts = [r"[.．]" if c == "." else digit_class(c) for c in number if c not in ","]
    return re.compile("(?=(" + GAP.join(parts) + "))")


def is_digit(c):
    return c.isdigit() and (c.isascii() or c in FULL)


def leaves(form, order):
    """[(path, printed number)] of a form in reading order; a path is a tuple of keys, () for
    numbers inside sentences.
    """
    out = []

    def add_text(text):
        out.extend(((), n) for n in re.findall(r"\d+(?:\.\d+)?", text or ""))

    def add(value, *path):
        if isinstance(value, str) and re.fullmatch(r"[\d.,]+", value):
            out.append((path, value))

    for i, f in enumerate(form["funds"]):
        for k in FUND_ORDER:
            add(f.get(k), "funds", i, k)
    for k in ("expected", "actual"):
        add_text((form.get("goals") or {}).get(k))
    seen = set()
    for i, r in enumerate(form["indicators"]):
        if r.get("level1") not in seen and "class_weights" in form:
            add(form["class_weights"].get(r.get("level1")), "class_weights", r.get("level1"))
        seen.add(r.get("level1"))
        for k in order:
            if k in ("target", "actual"):
                add((r.get(k) or {}).get("value"), "indicators", i, k, "value")
                add_text((r.get(k) or {}).get("text"))
            else:
                add(r.get(k), "indicators", i, k)
        add_text(r.get("reason"))
    for k in ("weight", "score", "rescore"):
        add((form.get("total") or {}).get(k), "total", k)
    return out


def grows(form):
    return any("ever longer" in n for n in form.get("noisy", []))


class Chain:
    """The best forward chain of matches: a list of (leaf, start, end)."""

    SKIP, LEAF, DAMAGE, EDGE = 0.02, 1.0, 0.12, 0.4

    def __init__(self, text):
        self.text = text
        self.count = [0]
        for c in text:
            self.count.append(self.count[-1] + is_digit(c))

    def matches(self, number):
        for m in pattern(number).finditer(self.text):
            s, e = m.start(1), m.end(1)
            raw = self.text[s:e]
            odd = sum(c.isalpha() or c in "\t、|" for c in raw)
            before = is_digit(self.text[s - 1]) or self.text[s - 1] == "." if s else False
            after = e < len(self.text) and (
                is_digit(self.text[e])
                or (self.text[e] == "." and e + 1 < len(self.text) and is_digit(self.text[e + 1]))
            )
            after = after or self.text[e : e + 1] in ("年", "月", "日")
            yield s, e, self.LEAF - self.DAMAGE * odd - self.EDGE * (before + after)

    def run(self, items):
        """Exact maximum over all chains; a leaf may be left out."""
        ends, best, back = [0], [(0.0, None)], {None: None}
        for n, (path, number) in enumerate(items):
            keys = ends
            top, run = [], None
            for k, e in enumerate(keys):
                score, node = best[k]
                value = score + self.SKIP * self.count[e]
                if run is None or value > run[0]:
                    run = (value, node)
                top.append(run)
            found = {}
            for s, e, quality in self.matches(number):
                k = bisect_right(keys, s) - 1
                if k < 0:
                    continue
                value, node = top[k]
                score = value - self.SKIP * self.count[s] + quality
                if e not in found or score > found[e][0]:
                    found[e] = (score, (n, s, e))
                    back[(n, s, e)] = node
            merged = dict(zip(ends, best))
            for e, (score, node) in found.items():
                if e not in merged or score > merged[e][0]:
                    merged[e] = (score, node)
            ends = sorted(merged)
            best = [merged[e] for e in ends]
        score, node = max(best, key=lambda b: b[0])
        chain = []
        while node is not None:
            chain.append((items[node[0]][0], node[1], node[2]))
            node = back[node]
        return score, chain[::-1]


def place_copies(text, start, form, number):
    """Places in tables whose lines repeat the rows in ever longer copies: each cell holds a prefix
    of one column.
    """
    out = []
    rows = form["indicators"]
    columns = [
        ("target", [(r["target"].get("value"), i) for i, r in enumerate(rows)]),
        ("actual", [((r.get("actual") or {}).get("value"), i) for i, r in enumerate(rows)]),
        ("weight", [(r.get("weight"), i) for i, r in enumerate(rows)]),
        ("score", [(r.get("score"), i) for i, r in enumerate(rows)]),
    ]
    columns = [(k, [(v, i) for v, i in c if v]) for k, c in columns]
    at = start
    for line in text[start:].split("\n"):
        col = 0
        cell_at = at
        for cell in line.split("\t"):
            found = [
                (m.start() + cell_at, m.end() + cell_at, re.sub(r"\s", "", m.group()))
                for m in re.finditer(r"\d+\.[ ]?\d+", cell)
            ]
            for c in range(col, 4):
                key, values = columns[c]
                if found and [f[2] for f in found] == [v for v, _ in values[: len(found)]]:
                    for (s, e, _), (_, i) in zip(found, values):
                        tail = ("value",) if key in ("target", "actual") else ()
                        out.append(((number, "indicators", i, key) + tail, s, e))
                    col = c + 1
                    break
            cell_at += len(cell) + 1
        at += len(line) + 1
    return out


def place_torn(text, items, found):
    """A number whose last digit is lost stands between its neighbours without it."""
    out, spans = [], {p: (s, e) for p, s, e in found}
    for k, (path, number) in enumerate(items):
        if path in spans or len(number) < 4:
            continue
        before = max((spans[p][1] for p, _ in items[:k] if p in spans), default=0)
        after = min((spans[p][0] for p, _ in items[k:] if p in spans), default=len(text))
        m = re.compile(GAP.join(re.escape(c) for c in number[:-1])).search(text, before, after)
        if m:
            out.append((path, m.start(), m.end()))
    return out


def place(text, forms):
    """[(path, start, end)], path beginning with the number of the form, and the paths that were
    not found.
    """
    best = None
    chain = Chain(text)
    for order in ROW_ORDERS:
        items = []
        for n, form in enumerate(forms):
            some = leaves(form, order)
            if grows(form):
                some = [x for x in some if x[0] and x[0][0] == "funds"]
            items += [((n,) + path if path else (), number) for path, number in some]
        score, found = chain.run(items)
        if best is None or score > best[0]:
            best = (score, found, items)
    found, items = [x for x in best[1] if x[0]], [x for x in best[2] if x[0]]
    for n, form in enumerate(forms):
        if grows(form):
            after = max((e for p, s, e in found if p[0] == n), default=0)
            found += place_copies(text, after, form, n)
            items += [
                ((n,) + path, number)
                for path, number in leaves(form, ROW_ORDERS[0])
                if path and path[0] == "indicators"
            ]
    found += place_torn(text, items, found)
    have = {p for p, _, _ in found}
    return found, [p for p, _ in items if p not in have]
