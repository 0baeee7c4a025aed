# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manners that lose the grid: one cell a line, a row a line, a form a line."""
from damage import TEAR

FREE = ("level1", "level2", "reason", "rescore")


def table_of(paper):
    return next(b for b in paper.blocks if b.kind == "table")


def flows(paper):
    """Whether a form can be told without its grid: no blank cell but classes and reasons.

    Where neither weight nor score ends a row, nobody can tell a reason from the next name.
    """
    table = table_of(paper)
    if "score" not in table.slots and "weight" not in table.slots and "reason" in table.slots:
        return False
    return not any(not c.text and c.slot not in FREE for row in table.rows[1:] for c in row)


def blank_free(paper):
    """Whether no cell of a block with columns has a blank inside."""
    if not flows(paper):
        return False
    for block in paper.blocks:
        if block.kind in ("table", "funds", "total", "head", "management"):
            if any(" " in c.text for row in block.rows for c in row):
                return False
    return True


def filled(row):
    return [c for c in row if c.text]


def cell_lines(rng, paper):
    """One cell a line; a blank cell leaves no line."""
    apart = rng.random() < 0.15
    lines = []
    for block in paper.blocks:
        for row in block.rows:
            for cell in filled(row):
                lines.append([(cell.text.replace(TEAR, "\n"), cell)])
                if apart:
                    lines.append([])
    return lines


def apart_lines(rng, paper):
    """One cell a line and a blank line between; a blank cell of the table is a no-break blank."""
    lines, empty = [], rng.choice(["\u00a0", "\u00a0", "\u3000"])
    for block in paper.blocks:
        for row in block.rows:
            for cell in row:
                if cell.text:
                    lines += [[(cell.text.replace(TEAR, "\n\n"), cell)], []]
                elif block.kind == "table" and cell.row is not None:
                    lines += [[(empty, None)], []]
    return lines


def blank_lines(rng, paper):
    """One cell a line, and a blank line for each blank cell of the indicator table."""
    lines = []
    for block in paper.blocks:
        for row in block.rows:
            for cell in row:
                if cell.text or block.kind == "table" and cell.row is not None:
                    lines.append([(cell.text.replace(TEAR, "\n"), cell)])
    return lines


def row_pieces(row, between):
    pieces = []
    for i, cell in enumerate(filled(row)):
        if i:
            pieces.append((between, None))
        pieces.append((cell.text.replace(TEAR, between), cell))
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


def broken(rng, cell):
    """A class name or a label broken over lines, as narrow columns print it."""
    text = cell.text
    if len(text) < 5 or "\n" in text or " " in text:
        return text
    bracket = max(text.find("（"), text.find("("))
    at = bracket if bracket > 1 else (4 if len(text) > 5 else 2)
    return text[:at] + "\n" + text[at:]


def raw_lines(rng, paper):
    """A row a line in the order of a PDF's text: narrow cells broken, labels on their own lines."""
    lines, indent = [], rng.choice(["", "", " ", "    "])
    for block in paper.blocks:
        for row in block.rows:
            pieces = []
            for cell in filled(row):
                text = cell.text.replace(TEAR, " ")
                if cell.slot == "box" or (cell.slot in ("level1", "level2") and "指标" in text):
                    text = broken(rng, cell).replace("\n", "\n" + indent)
                if cell.slot == "box":
                    lines.append([(indent, None), (text, cell)])
                    continue
                if pieces:
                    alone = pieces[-1][1].slot == "level1" and rng.random() < 0.5
                    pieces.append(("\n" + indent if alone else " ", None))
                pieces.append((text, cell))
            if pieces:
                lines.append([(indent, None)] + pieces)
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
