# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manners that lose the order: values first and names later, column by column, copies that grow,
and cells with nothing between them."""
import re

from damage import TEAR
from manner_flow import blank_free, filled, row_pieces, table_of

VALUES = (
    "target",
    "actual",
    "weight",
    "score",
    "reason",
    "op",
    "unit",
    "rescore",
    "coefficient",
    "core",
)
OPEN = re.compile(r"[≥≤=><≧≦⩾⩽＝＞＜\d]")


def values_fit(paper):
    """Values and names can be matched by order: all rows print the same cells, none merged."""
    table = table_of(paper)
    return (
        blank_free(paper)
        and "score" in table.slots
        and "reason" in (table.slots[-1], "reason")
        and ("management" not in {b.kind for b in paper.blocks})
    )


def line_of(cells):
    return row_pieces(cells, " ")


def values_first(rng, paper):
    """Each block's figures first, its names and labels after them."""
    lines, later = [], []
    for block in paper.blocks:
        if block.kind == "funds":
            lines.append(line_of([c for c in block.rows[0] if c.slot.startswith("heading:")]))
            for row in block.rows[1:]:
                lines.append(line_of([c for c in row if c.slot.startswith(("fund:", "dash"))]))
            names = [c for row in block.rows for c in filled(row)]
            lines.extend([(c.text, c)] for c in names if c.slot in ("box", "label", "source"))
        elif block.kind == "goals":
            lines.extend(line_of([c for c in row if c.slot != "box"]) for row in block.rows)
            lines.extend(
                [(c.text, c)] for row in block.rows for c in filled(row) if c.slot == "box"
            )
        elif block.kind == "table":
            later = values_of(block, lines)
        elif block.kind == "total":
            lines.append(line_of([c for c in block.rows[0] if c.slot != "total:label"]))
            lines.extend(later + [[(c.text, c)] for c in block.rows[0] if c.slot == "total:label"])
            later = []
        else:
            lines.extend(later + [line_of(row) for row in block.rows])
            later = []
    return lines + later


def values_of(block, lines):
    """Prints the values of a table, and returns the lines of its names."""
    head = block.rows[0]
    lines.append(line_of([c for c in head if c.slot[8:] in VALUES]))
    for row in block.rows[1:]:
        lines.append(line_of([c for c in row if c.slot in VALUES]))
    later = [line_of([c for c in head if c.slot[8:] not in VALUES])]
    for row in block.rows[1:]:
        later.append(line_of([c for c in row if c.slot not in VALUES]))
    return later


def names_first(rng, paper):
    """The names of the table before its headings, its values behind them."""
    lines = []
    for block in paper.blocks:
        if block.kind != "table":
            lines.extend(line_of(row) for row in block.rows)
            continue
        values = []
        lines += values_of(block, values)[1:]
        lines.append(line_of([c for c in block.rows[0]]))
        lines += values[1:]
    return lines


def columns_fit(paper):
    """Column by column no cell may be blank."""
    table = table_of(paper)
    return blank_free(paper) and all(c.text for row in table.rows[1:] for c in row)


def column_lines(rng, paper):
    """The indicator table column by column, a cell a line; the rest a row a line."""
    lines = []
    for block in paper.blocks:
        if block.kind != "table":
            lines.extend(line_of(row) for row in block.rows)
            continue
        for c in block.rows[0]:
            if c.slot == "box":
                lines.append([(c.text, c)])
        head, *rows = [[c for c in row if c.slot != "box"] for row in block.rows]
        for heading in head:
            slot = heading.slot.removeprefix("heading:")
            for cell in [heading] + [c for row in rows for c in row if c.slot == slot]:
                lines.append([(cell.text, cell)])
    return lines


def copies_fit(paper):
    table = table_of(paper)
    return 3 <= len(table.rows) - 1 <= 12 and blank_free(paper)


def copies(rng, paper):
    """Ever longer copies of one table: each line holds, column by column, all rows so far."""
    lines = []
    for block in paper.blocks:
        if block.kind != "table":
            for row in block.rows:
                lines.append(row_pieces(row, "\t"))
            continue
        head = [c for c in block.rows[0] if c.slot != "box"]
        lines.append(row_pieces(head, "\t"))
        rows = [[c for c in row if c.slot != "box"] for row in block.rows[1:]]
        for n in range(1, len(rows) + 1):
            pieces = []
            for i in range(len(block.slots)):
                if i:
                    pieces.append(("\t", None))
                cells = [row[i] for row in rows[:n] if i < len(row)]
                if cells:
                    pieces.append((" ".join(c.text for c in cells if c.text), cells[-1]))
            lines.append(pieces)
    return lines


def tight_fit(paper):
    """Whether most rows fall apart although nothing stands between their cells."""
    table = table_of(paper)
    slots = set(table.slots)
    if (
        not blank_free(paper)
        or not {"level2", "weight", "score"} <= slots
        or slots & {"op", "core", "coefficient"}
    ):
        return False
    if table.slots[-1] not in ("score", "reason") or table.slots[3] != "target":
        return False
    return 3 * sum(map(tight_row, table.rows[1:])) > len(table.rows)


def tight_row(row):
    """Whether the decimals and the units decide where the cells of this row end.

    Weight and score have the same decimals; target and actual end in a unit; a target begins with
    an operator or a digit, and no name ends and no reason begins with one.
    """
    cells = {c.slot: c.text for c in row}
    name, target, actual = cells["level3"], cells["target"], cells["actual"]
    if any(c.slot in ("level1", "level2") and c.text and "指标" not in c.text for c in row):
        return False
    points = [re.fullmatch(r"\d+\.(\d+)", cells.get(k, "")) for k in ("weight", "score")]
    if not all(points) or len(points[0][1]) != len(points[1][1]):
        return False
    if (
        OPEN.match(name[-1])
        or not OPEN.match(target)
        or target[-1].isdigit()
        or not OPEN.match(actual)
    ):
        return False
    return not actual[-1].isdigit() and not OPEN.match(cells.get("reason") or "无")


def run_tight(rng, paper):
    """The same with no line either: what cannot fall apart by itself has a blank before it."""
    line = []
    for pieces in tight(rng, paper):
        if line and not (
            line[-1][0][-1:].isalpha() and pieces[0][1].slot.startswith(("label", "heading", "box"))
        ):
            line.append((" ", None))
        line += pieces
    return [line]


def tight(rng, paper):
    """A row a line; where the cells of a row fall apart by themselves, nothing is between."""
    lines = []
    for block in paper.blocks:
        for row in block.rows:
            close = (
                block.kind == "table"
                and row[-1].row is not None
                and tight_row([c for c in row if c.slot != "box"])
            )
            pieces = row_pieces(row, "" if close else " ")
            if pieces:
                lines.append(pieces)
    return lines
