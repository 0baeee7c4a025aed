# SPDX-License-Identifier: AGPL-3.0-or-later
"""Columns as `pdftotext -layout` leaves them: cells wrapped in their column and centred in their row.

Class names stand in the vertical middle of their merged cells: between two lines they get a line
of their own, as the tool gives every baseline one.
"""

from damage import TEAR

WIDTHS = {
    "level1": (10, 12), "level2": (10, 16), "level3": (16, 26), "target": (12, 20),
    "actual": (12, 20), "weight": (6, 9), "score": (6, 9), "reason": (16, 32), "op": (8, 10),
    "unit": (8, 10), "rescore": (8, 9), "coefficient": (8, 10), "core": (10, 12),
}
CLOSING = "，。；：、）》”’！？%,.;:)"


def wide(text):
    """How many columns a text takes: two for a full-width character."""
    n = len(text)
    for c in text:
        if c > "\u2e7f":
            n += 1
        elif c in "—“”‘’…≥≤≧≦☑□":
            n += 1
    return n


def wrap(text, room):
    """Lines of at most `room` columns; a number or a Latin word is not broken if it fits a line."""
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
            while j < n and text[j].isascii() and (text[j].isalnum() or text[j] in ".%"):
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


def columns_of(rng, paper, gap):
    """Left edges and widths of the grid's columns, in characters."""
    table = next(b for b in paper.blocks if b.kind == "table")
    slots = {c.col: c.slot for c in table.rows[1] if c.slot} if len(table.rows) > 1 else {}
    widths = []
    for col in range(paper.width):
        low, high = WIDTHS.get(slots.get(col), (10, 12))
        widths.append(rng.randrange(low, high + 1) // 2 * 2)
    for block in paper.blocks:
        if block.kind in ("table", "funds", "total"):
            for row in block.rows:
                for c in row:
                    if c.span == 1 and c.slot in NUMBERS and wide(c.text) > widths[c.col]:
                        widths[c.col] = wide(c.text)
    lefts, at = [], 2
    for w in widths:
        lefts.append(at)
        at += w + gap
    return lefts, widths


NUMBERS = {"weight", "score", "rescore", "coefficient", "total:weight", "total:score"}
NUMBERS |= {"fund:" + k for k in ("initial", "adjusted", "received", "executed", "weight", "rate", "score")}


def block_lines(rows, room_of, own_line):
    """Half-lines of a block: {y: [(cell, from, to)]}, y counted in half lines, and its height.

    Each row is as tall as its tallest cell; cells taller than a row (merged) are centred over all
    of theirs, and the last of those rows grows if it must.
    """
    wraps = {id(c): wrap(c.text, room_of(c)) for row in rows for c in row if c.text}
    heights = []
    for row in rows:
        heights.append(max([len(wraps[id(c)]) for c in row if c.text and c.height == 1] or [1]))
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
            y = 2 * tops[i] + free // 2
            if free % 4 and (c.height == 1 or not own_line):
                y -= 1
            for a, b in wraps[id(c)]:
                found.setdefault(y, []).append((c, a, b))
                y += 2
    return found, tops


def text_line(parts, lefts):
    """One line of pieces: each part at the left edge of its column, or where there is room."""
    pieces, at = [], 0
    for cell, a, b in sorted(parts, key=lambda p: p[0].col):
        left = lefts[cell.col]
        pad = left - at if left > at else (2 if at else 0)
        text = cell.text[a:b].replace(TEAR, "   ")
        pieces.append((" " * pad, None))
        pieces.append((text, cell))
        at += pad + wide(text)
    return pieces


def layout(rng, paper, own_line=True):
    """The whole form; returns lines of pieces and sets the numbers of lines where a page may end."""
    gap = rng.choice([2, 3, 4])
    lefts, widths = columns_of(rng, paper, gap)

    def room_of(cell):
        end = min(cell.col + cell.span, paper.width)
        return max(4, sum(widths[cell.col : end]) + gap * (end - cell.col - 1))

    lines, total = [], lefts[-1] + widths[-1]
    for block in paper.blocks:
        if block.kind in ("title", "year"):
            row = block.rows[0]
            text = sum(wide(c.text) for c in row) + 8 * (len(row) - 1)
            pieces = [(" " * max(0, (total - text) // 2), None)]
            for i, c in enumerate(row):
                pieces += ([(" " * 8, None)] if i else []) + [(c.text, c)]
            lines.append(pieces)
            if rng.random() < 0.3:
                lines.append([])
            continue
        found, _ = block_lines(block.rows, room_of, own_line)
        for y in sorted(found):
            lines.append(text_line(found[y], lefts))
        if block.kind in ("goals", "funds") and rng.random() < 0.2:
            lines.append([])
    return lines
