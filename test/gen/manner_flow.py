# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manners that lose the grid: one cell a line, a row a line, a form a line."""

from damage import TEAR

FREE = ("level1", "level2", "reason", "rescore")


def flows(paper):
    """Whether a form can be told without its grid: no blank cell but classes and reasons.

    Where neither weight nor score ends a row, nobody can tell a reason from the next name.
    """
    for block in paper.blocks:
        if block.kind != "table":
            continue
        if "score" not in block.slots and "weight" not in block.slots and "reason" in block.slots:
            return False
        for row in block.rows[1:]:
            if any(not c.text and c.slot not in FREE for c in row):
                return False
    return True


def blank_free(paper):
    """Whether no cell of a block with columns has a blank inside."""
    if not flows(paper):
        return False
    for block in paper.blocks:
        if block.kind in ("table", "funds", "total", "head"):
            if any(" " in c.text for row in block.rows for c in row):
                return False
    return True


def filled(row):
    return [c for c in row if c.text]


def cell_lines(rng, paper):
    """One cell a line; a blank cell leaves no line."""
    lines = []
    for block in paper.blocks:
        for row in block.rows:
            for cell in filled(row):
                lines.append([(cell.text.replace(TEAR, "\n"), cell)])
    return lines


def row_pieces(row, between):
    pieces = []
    for i, cell in enumerate(filled(row)):
        if i:
            pieces.append((between, None))
        pieces.append((cell.text, cell))
    return pieces


def row_lines(rng, paper):
    """A row a line, one blank between cells."""
    lines = []
    for block in paper.blocks:
        for row in block.rows:
            pieces = row_pieces(row, " ")
            if pieces:
                lines.append(pieces)
    return lines


def one_line(rng, paper):
    """The whole form on one line, one blank between cells; the title may have its own."""
    lines, line = [], []
    apart = rng.random() < 0.5
    for block in paper.blocks:
        for row in block.rows:
            pieces = row_pieces(row, " ")
            if apart and block.kind == "title":
                lines.append(pieces)
                continue
            if line and pieces:
                line.append((" ", None))
            line.extend(pieces)
    lines.append(line)
    return lines
