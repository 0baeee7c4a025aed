# SPDX-License-Identifier: AGPL-3.0-or-later
"""Columns as `pdftotext -layout` leaves them: cells wrapped in their column, centred in their row.

Class names stand in the vertical middle of their merged cells: between two lines they get a line
of their own, as the tool gives every baseline one. Where a page ends inside a merged cell, the name
stands in the part before it, and columns may stand elsewhere on the next page.
"""
import math

import frame
from damage import TEAR
from paper import Cell

WIDTHS = {
    "level1": (10, 12),
    "level2": (10, 16),
    "level3": (16, 26),
    "target": (12, 20),
    "actual": (12, 20),
    "weight": (6, 9),
    "score": (6, 9),
    "reason": (16, 32),
    "op": (8, 10),
    "unit": (8, 10),
    "criteria": (16, 24),
    "rescore": (8, 9),
    "coefficient": (8, 10),
    "core": (10, 12),
}
NUMBERS = {"weight", "score", "rescore", "coefficient", "total:weight", "total:score"}
NUMBERS |= {
    "fund:" + k for k in ("initial", "adjusted", "received", "executed", "weight", "rate", "score")
}
NARROW = {
    "level1": (4, 4),
    "level2": (4, 8),
    "level3": (14, 18),
    "target": (8, 12),
    "actual": (8, 12),
}
WIDE = set("—“”‘’…≥≤≧≦☑□")


def wide(text):
    """How many columns a text takes: two for a full-width character."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for c in text if c > "\u2e7f" or c in WIDE)


def wrap(text, room):
    """Places of lines of at most `room` columns; a number that fits a line is not broken."""
    if wide(text) <= room and "\n" not in text:
        return [(0, len(text))]
    lines, start, used, i, n = [], 0, 0, 0, len(text)
    while i < n:
        c = text[i]
        if c == "\n":
            lines.append((start, i))
            start, used, i = i + 1, 0, i + 1
            continue
        j = i + 1
        if c.isascii() and (c.isalnum() or c == "."):
            while j < n and text[j].isascii() and (text[j].isalnum() or text[j] in ".,%"):
                j += 1
        w = wide(text[i:j])
        if w > room:
            j, w = i + 1, wide(c)
        if used and used + w > room:
            lines.append((start, i))
            start, used = i, 0
        used += w
        i = j
    lines.append((start, n))
    return [s for s in lines if s[0] < s[1]] or [(0, 0)]


class Columns:
    """Left edges and widths of the grid's columns, in characters."""

    def __init__(self, rng, paper, slack, narrow=False):
        self.gap = rng.choice([2, 3, 4])
        table = next(b for b in paper.blocks if b.kind == "table")
        slots = {c.col: c.slot for row in table.rows[1:2] for c in row}
        self.widths = []
        for col in range(paper.width):
            low, high = WIDTHS.get(slots.get(col), (10, 12))
            if narrow and slots.get(col) in NARROW:
                low, high = NARROW[slots[col]]
            self.widths.append((low + int((high - low) * rng.random() * slack)) // 2 * 2)
        for block in paper.blocks:
            if block.kind in ("table", "funds", "total"):
                for row in block.rows:
                    for c in row:
                        if c.span == 1 and c.slot in NUMBERS:
                            self.widths[c.col] = max(self.widths[c.col], wide(c.text) + 1)
        self.lefts, at = [], 2
        for w in self.widths:
            self.lefts.append(at)
            at += w + self.gap
        self.total = at

    def room(self, cell):
        end = min(cell.col + cell.span, len(self.widths))
        return max(4, sum(self.widths[cell.col : end]) + self.gap * (end - cell.col - 1))


def places(rows, columns, style):
    """Lines of a block: {y: [(cell, from, to)]}, y in half lines.

    Each row is as tall as its tallest cell; cells taller than a row (merged) stand in the middle of
    all of theirs, and the last of those rows grows if it must.
    """
    wraps = {id(c): wrap(c.text, columns.room(c)) for row in rows for c in row if c.text}
    heights = [
        max([len(wraps[id(c)]) for c in row if c.text and c.height == 1] or [1]) for row in rows
    ]
    for i, row in enumerate(rows):
        for c in row:
            if c.text and c.height > 1:
                last = min(len(rows), i + c.height) - 1
                lack = len(wraps[id(c)]) - sum(heights[i : last + 1])
                heights[last] += max(0, lack)
    tops = [0]
    for h in heights:
        tops.append(tops[-1] + h)
    found = {}
    for i, row in enumerate(rows):
        for c in row:
            if not c.text:
                continue
            end = min(len(rows), i + c.height)
            free = 2 * (tops[end] - tops[i] - len(wraps[id(c)]))
            y = 2 * tops[i] + (0 if style == "top" else free // 2)
            if style != "top" and free % 4 and (c.height == 1 or style == "even"):
                y -= 1
            for a, b in wraps[id(c)]:
                found.setdefault(y, []).append((c, a, b))
                y += 2
    return found


def text_line(parts, lefts):
    """One line of pieces: each part at the left edge of its column, or where there is room."""
    pieces, at = [], 0
    for cell, a, b in sorted(parts, key=lambda p: p[0].col):
        left = lefts[cell.col]
        pad = left - at if left > at + 1 else (2 if at else 0)
        text = cell.text[a:b].replace(TEAR, "   ")
        pieces.append((" " * pad, None))
        pieces.append((text, cell))
        at += pad + wide(text)
    return pieces


def middle_line(row, columns):
    """A title, or the line of the year, in the middle of the page."""
    text = sum(wide(c.text) for c in row) + 8 * (len(row) - 1)
    pieces = [(" " * max(0, (columns.total - text) // 2), None)]
    for i, c in enumerate(row):
        pieces += ([(" " * 8, None)] if i else []) + [(c.text, c)]
    return pieces


def parts_of(rng, rows, pages):
    """Rows of a table in the parts that stand on their pages."""
    if not pages or len(rows) < 8:
        return [rows]
    n = max(1, math.ceil(len(rows) / rng.randrange(8, 24)) - 1)
    cuts = sorted(rng.sample(range(3, len(rows) - 1), min(n, len(rows) - 5)))
    return [rows[a:b] for a, b in zip([0] + cuts, cuts + [len(rows)])]


def layout(rng, paper, style="own", pages=False, moves=False, narrow=False):
    """The whole form; style says where a merged name stands that has no line in its middle:
    on a line of its `own`, on the line above (`even`), or all cells at the `top`."""
    columns = Columns(rng, paper, 1.0, narrow)
    repeat, again, mark = rng.random() < 0.5, rng.random() < 0.3, frame.page_mark(rng)
    lines, page = [], 1
    for block in paper.blocks:
        if block.kind in ("title", "year"):
            lines.append(middle_line(block.rows[0], columns))
            if rng.random() < 0.3:
                lines.append([])
            continue
        parts = parts_of(rng, block.rows, pages) if block.kind == "table" else [block.rows]
        for k, rows in enumerate(parts):
            if k:
                lines += [[], [(" " * (columns.total // 2) + mark(page, len(parts)), None)], []]
                page += 1
                if moves:
                    columns = Columns(rng, paper, 0.8, narrow)
                if again:
                    rows = with_classes(parts[:k], rows)
                if repeat:
                    head = [frame.bare(c) for c in parts[0][0]]
                    found = places([head], columns, style)
                    lines += [text_line(found[y], columns.lefts) for y in sorted(found)]
            found = places(rows, columns, style)
            lines += [text_line(found[y], columns.lefts) for y in sorted(found)]
        if block.kind in ("goals", "funds") and rng.random() < 0.2:
            lines.append([])
    return lines


def with_classes(before, rows):
    """The rows of a page with the names of the classes that go on from the page before."""
    first = []
    for cell in rows[0]:
        if cell.slot in ("level1", "level2") and not cell.text:
            n = next(
                (
                    i
                    for i, row in enumerate(rows)
                    if any(c.slot == cell.slot and c.text for c in row)
                ),
                len(rows),
            )
            name = next(
                c.text
                for part in reversed(before)
                for row in reversed(part)
                for c in row
                if c.slot == cell.slot and c.text
            )
            last = next((c for row in rows for c in row if c.slot == "level1" and c.text), None)
            if cell.slot == "level2" and last is not None:
                n = min(n, next(i for i, row in enumerate(rows) if last in row))
            first.append(Cell(name, cell.slot, cell.col, cell.span, height=n))
        else:
            first.append(cell)
    return [first] + rows[1:]


def layout_narrow(rng, paper):
    return layout(rng, paper, "own", narrow=True)


def layout_even(rng, paper):
    return layout(rng, paper, "even")


def layout_top(rng, paper):
    return layout(rng, paper, "top", pages=rng.random() < 0.5)


def layout_pages(rng, paper):
    return layout(rng, paper, rng.choice(["own", "own", "even"]), pages=True)


def layout_moves(rng, paper):
    return layout(rng, paper, "own", pages=True, moves=True)
