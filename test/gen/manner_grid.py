# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manners that keep the grid: copied from Excel with tabs, from Word with tabs or bars.

A manner returns lines, a line is a list of pieces (text, cell): joined, the pieces are the line,
and a piece without a cell is what stands between or around cells.
"""
from damage import TEAR

# What is printed once for several rows, and stands above or beside the others.
MERGED = ("box", "label", "level1", "level2")


def spread_row(row, width):
    """Texts of a row at their columns of the grid; a span leaves blank columns behind its cell."""
    found, at = [], 0
    for cell in row:
        while at < cell.col:
            found.append(None)
            at += 1
        found.append(cell)
        at += 1
        for _ in range(cell.span - 1):
            found.append(None)
            at += 1
    while at < width:
        found.append(None)
        at += 1
    return found


def joined(cells, between):
    """The pieces of a line: cells with something between them."""
    pieces = []
    for i, cell in enumerate(cells):
        if i:
            pieces.append((between, None))
        if cell is not None:
            pieces.append((cell.text.replace(TEAR, between), cell))
    return pieces


def trimmed(cells):
    """Without the blank cells at the end of a row."""
    n = len(cells)
    while n and (cells[n - 1] is None or not cells[n - 1].text):
        n -= 1
    return cells[:n]


def excel(rng, paper):
    """Cells of the whole grid with tabs; merged cells leave their blanks."""
    trim = rng.random() < 0.6
    lines = []
    for block in paper.blocks:
        for row in block.rows:
            if block.kind in ("title", "year"):
                before = "\t" * rng.choice([0, 0, 0, 1, 2])
                cells = row if len(row) == 1 else row
                lines.append([(before, None)] + joined(cells, "\t" * rng.choice([1, 3])))
                continue
            cells = spread_row(row, paper.width)
            lines.append(joined(trimmed(cells) if trim else cells, "\t"))
    return lines


def word(rng, paper):
    """Cells with tabs, each merged cell one cell."""
    lines = []
    for block in paper.blocks:
        for row in block.rows:
            cells = padded(row)
            lines.append(joined(trimmed(cells), "\t"))
    return lines


def padded(row):
    """The cells of a row, with a blank one before the first where the outer label is merged."""
    return ([None] if row and row[0].col > 0 else []) + list(row)


def pipes(rng, paper):
    """Cells with bars, as text from Word or Markdown has them."""
    outer = rng.random() < 0.5
    between = rng.choice([" | ", " | ", "|", "\t|\t"])
    trim = not outer and rng.random() < 0.4
    lines = []
    for block in paper.blocks:
        for row in block.rows:
            if block.kind in ("title", "year", "signers", "remarks"):
                lines.append(joined(row, "  "))
                continue
            cells = padded(row)
            cells = trimmed(cells) if trim else cells
            pieces = joined(cells, between)
            if outer:
                pieces = [("| ", None)] + pieces + [(" |", None)]
            lines.append(pieces)
    return lines


def pipes_rule(rng, paper):
    """Bars at both ends, and a rule below the headings, as Markdown has them."""
    lines = []
    for block in paper.blocks:
        for i, row in enumerate(block.rows):
            if block.kind in ("title", "year", "signers", "remarks"):
                lines.append(joined(row, "  "))
                continue
            cells = padded(row)
            lines.append([("| ", None)] + joined(cells, " | ") + [(" |", None)])
            if i == 0 and block.kind in ("funds", "table"):
                lines.append([("|" + "---|" * len(cells), None)])
    return lines


def pipes_wide(rng, paper):
    """Bars with a piece for every column: a merged cell leaves a row of bars behind it."""
    outer = rng.random() < 0.5
    lines = []
    for block in paper.blocks:
        for row in block.rows:
            pieces = joined(spread_row(row, paper.width), " | " if outer else "|")
            if outer:
                pieces = [("| ", None)] + pieces + [(" |", None)]
            lines.append(pieces)
    return lines


def pipe_lines(rng, paper):
    """One cell a line, a bar behind it; a blank cell is a bar alone."""
    lines = []
    for block in paper.blocks:
        for row in block.rows:
            for cell in padded(row):
                if cell is None or not cell.text:
                    lines.append([("|", None)])
                else:
                    lines.append(
                        [
                            (cell.text.replace(TEAR, "|\n"), cell),
                            (rng.choice(["|", " |"]) if cell.text else "", None),
                        ]
                    )
            if block.kind not in ("title", "year"):
                lines.append([])
    return lines


def flat(row):
    """The cells of a row without what a merged cell leaves blank: so tables of a web page come out."""
    return [c for c in row if c.text or c.slot not in MERGED]


def flat_tabs(rng, paper):
    """Cells with tabs, none for what is merged: copied from a page of the web."""
    return [joined(flat(row), "\t") for block in paper.blocks for row in block.rows]


def pipes_flat(rng, paper):
    """A bar behind every cell, none for what is merged, and bars up to the width of the table."""
    lines = []
    for block in paper.blocks:
        for row in block.rows:
            pieces, n = [], paper.width
            for cell in flat(row):
                pieces.append((cell.text.replace(TEAR, " | "), cell))
                pieces.append((" | " if cell.text else "|", None))
                n -= 1
            lines.append(pieces + [("|" * n, None)])
    return lines


def pipe_lines_flat(rng, paper):
    """One cell a line, a bar behind it, none for what is merged; a blank cell is a bar alone."""
    lines = []
    for block in paper.blocks:
        for row in block.rows:
            for cell in flat(row):
                text = cell.text.replace(TEAR, " |\n")
                lines.append([(text, cell), (" |" if text else "|", None)])
    return lines
