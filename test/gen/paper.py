# SPDX-License-Identifier: AGPL-3.0-or-later
"""A form as a sheet of paper: blocks of rows of cells, each knowing which values it prints.

lay() takes a form as model.draw() gives it and the habits of a manner, draws headings and habits
of its own, and puts every value into a cell of a grid `width` columns wide. A cell knows its place
(col, span), its slot, and its leaves: (holder, key, from, to) says that text[from:to] prints
holder[key], where the holder is a dict inside the form. Manners print cells; damage changes cells
and, through the leaves, the truth. Nobody who has the paper needs to look at the form.
"""
import headings as H

FIGURES = ("initial", "adjusted", "received", "executed", "weight", "rate", "score")
OPS = {"≥": "≥", "≤": "≤", ">": ">", "<": "<", "=": "="}
OP_STYLES = [
    {},
    {},
    {},
    {},
    {},
    {"≥": ">=", "≤": "<="},
    {"≥": "≧", "≤": "≦"},
    {"≥": "⩾", "≤": "⩽"},
    {"=": "＝", ">": "＞", "<": "＜"},
    {"≥": "不低于", "≤": "不超过"},
    {"≥": "不少于", "≤": "不高于"},
]


DASH = {"-", "—", "–", "－", "/", "／", "——"}


class Cell:
    """Text on paper, and the leaves of the form that it prints."""

    __slots__ = ("text", "slot", "leaves", "col", "span", "height", "row", "touched")

    def __init__(self, text, slot, col=0, span=1, leaves=(), height=1, row=None):
        self.text, self.slot, self.col, self.span = text, slot, col, span
        self.leaves, self.height, self.row = list(leaves), height, row
        self.touched = None

    def __repr__(self):
        return f"<{self.slot} {self.text!r} {self.col}+{self.span}>"


class Block:
    """Rows of cells under one roof: title, head, funds, management, goals, table, total, grade…"""

    __slots__ = ("kind", "rows", "slots")

    def __init__(self, kind, rows, slots=None):
        self.kind, self.rows, self.slots = kind, rows, slots


class Paper:
    """All blocks of one form, the width of its grid, and the habits it was laid with."""

    __slots__ = ("form", "blocks", "width", "habits")

    def __init__(self, form, blocks, width, habits):
        self.form, self.blocks, self.width, self.habits = form, blocks, width, habits

    def cells(self):
        for block in self.blocks:
            for row in block.rows:
                yield from row


def habits_of(rng, form, forced):
    """The habits of one form: what its author and its print shop do everywhere alike."""
    style = rng.choice(OP_STYLES)
    kept = {
        "classes": rng.choice(["first", "first", "each"]),
        "weight_early": rng.random() < 0.25,
        "rate_sign": rng.random() < 0.5,
        "bracket": rng.choice(["", "", "", "()", "（）"]),
        "ops": {**OPS, **style},
        "dash": H.pick(rng, H.DASHES),
        "box": rng.random() < 0.55,
        "prefix": rng.random() < 0.05,
        "class_weight": rng.choice(["（{}分）", "({}分)", "（{}）", "({})", "（{}分）"]),
        "unit_place": rng.choice(["label", "label", "line", "heading"]),
        "year_place": rng.choice(["line", "line", "line", "pair"]),
        "head": rng.choice(["two", "two", "two", "each", "three"]),
        "goals": rng.choice(["wide", "wide", "wide", "rows", "nested"]),
        "colon": rng.random() < 0.25,
        "kind": kind_of(form),
    }
    kept.update(forced)
    goals = form.get("goals") or {}
    if not kept.get("grid", True) and any(
        "\n" in (goals.get(k) or "") for k in ("expected", "actual")
    ):
        kept["goals"] = rng.choice(["rows", "nested"])
    columns = (form.get("_") or {}).get("columns") or ()
    kept["split"] = "op" in columns or any(r.get("unit_column") for r in form["indicators"])
    return kept


def kind_of(form):
    if form.get("scope") == "department":
        return "department"
    if form.get("organisations") or "转移支付" in (form.get("title") or ""):
        return "transfer"
    return "project"


def slots_of(form, habits):
    """The slots of the indicator table in the order of its columns."""
    rows = [r for r in form["indicators"] if r.get("level1") != H.MANAGEMENT]
    columns = (form.get("_") or {}).get("columns")
    if columns:
        slots = [s for s in columns if s not in ("op", "unit")]
        if habits["split"]:
            at = slots.index("target")
            slots[at : at + 1] = ["op", "target", "unit"]
        return slots
    has = set(columns or ()) | {"level1", "level3", "target", "actual"}
    for row in rows:
        has.update(
            k for k in ("level2", "weight", "score", "rescore", "coefficient", "core") if k in row
        )
        if columns is None and "reason" in row:
            has.add("reason")
    order = [
        "level1",
        "level2",
        "level3",
        "core",
        "target",
        "actual",
        "weight",
        "coefficient",
        "score",
    ]
    order += ["rescore", "reason"]
    if habits["weight_early"]:
        order.remove("weight")
        order.insert(3, "weight")
    slots = [s for s in order if s in has]
    if habits["split"]:
        at = slots.index("target")
        slots[at : at + 1] = ["op", "target", "unit"]
    return slots


def value_cell(slot, value, habits, row, key):
    """A target or an actual as one cell: operator, value, unit, or text."""
    holder = row.get(key)
    cell = Cell("", slot, row=row)
    if not holder:
        return cell
    if key in row.get("empty", ()):
        cell.leaves = [(holder, k, 0, 0) for k in ("value", "text") if k in holder]
        return cell
    for part in ("op", "value", "unit", "text"):
        text = value.get(part)
        if text is None:
            continue
        at = len(cell.text)
        if part == "op":
            text = habits["ops"].get(text, text)
        if part == "unit" and habits["bracket"]:
            a, b = habits["bracket"]
            cell.text += a + text + b
            cell.leaves.append((holder, part, at + 1, at + 1 + len(text)))
            continue
        cell.text += text
        cell.leaves.append((holder, part, at, at + len(text)))
    return cell


def plain(slot, holder, key, row=None, suffix=""):
    """A cell that prints one value."""
    value = holder.get(key)
    text = "" if value is None else str(value)
    cell = Cell(text + (suffix if text else ""), slot, row=row)
    if key in holder:
        cell.leaves = [(holder, key, 0, len(text))]
    return cell


def row_cells(row, slots, habits, number):
    """The cells of one indicator row but for its classes."""
    cells = []
    for slot in slots:
        if slot in ("level1", "level2"):
            continue
        if slot == "level3":
            cell = plain("level3", row, "level3", row)
            if habits["prefix"]:
                shift_text(cell, f"指标{number}：")
        elif slot in ("target", "actual"):
            value = row.get(slot) or {}
            if habits["split"]:
                if slot == "target":
                    value = {k: v for k, v in value.items() if k in ("value", "text")}
            cell = value_cell(
                slot, value, {**habits, "bracket": ""} if habits["split"] else habits, row, slot
            )
        elif slot == "op":
            target = row.get("target") or {}
            cell = plain("op", target, "op", row)
            if not cell.text:
                cell.text, cell.leaves = ("定性" if "text" in target else ""), []
        elif slot == "unit":
            cell = plain("unit", row.get("target") or {}, "unit", row)
        else:
            cell = plain(slot, row, slot, row)
            if slot == "reason" and cell.text in DASH:
                row["reason"], cell.leaves = None, []
        cells.append(cell)
    return cells


def shift_text(cell, before):
    """Puts text before what the cell prints."""
    n = len(before)
    cell.text = before + cell.text
    cell.leaves = [(h, k, a + n, b + n) for h, k, a, b in cell.leaves]


def runs(rows, key):
    """Neighbours that share a class: (first, number), a change of a higher class ends a run."""
    spans, start = [], 0
    for i in range(1, len(rows) + 1):
        same = i < len(rows) and rows[i].get(key) == rows[start].get(key)
        if same and key == "level2":
            same = rows[i].get("level1") == rows[start].get("level1")
        if not same:
            spans.append((start, i - start))
            start = i
    return spans


def class_cells(form, rows, key, habits):
    """The class cells of a column by the row on which they stand."""
    found, weights = {}, form.get("class_weights") or {}
    for start, n in runs(rows, key):
        name = rows[start].get(key)
        if name is None:
            continue
        text = name
        if key == "level1" and name in weights:
            text += habits["class_weight"].format(weights[name])
        if habits["classes"] == "each":
            for i in range(start, start + n):
                found[i] = Cell(text, key, leaves=[(rows[i], key, 0, len(name))], row=rows[i])
            continue
        at = start if habits["classes"] == "first" else start + (n - 1) // 2
        leaves = [(rows[i], key, 0, len(name)) for i in range(start, start + n)]
        found[at] = Cell(text, key, leaves=leaves, height=n, row=rows[at])
    return found


def table_block(rng, form, habits):
    """The indicator table: heading, rows, and where each stands in the grid."""
    rows = [r for r in form["indicators"] if r.get("level1") != H.MANAGEMENT]
    slots = slots_of(form, habits)
    names = {s: H.pick(rng, H.TABLE[s]) for s in slots}
    head = [Cell(names[s], "heading:" + s) for s in slots]
    lines = [head]
    classes = {k: class_cells(form, rows, k, habits) for k in ("level1", "level2") if k in slots}
    number, before = 0, None
    for i, row in enumerate(rows):
        group = (row.get("level1"), row.get("level2"))
        number = number + 1 if group == before else 1
        before = group
        rest = iter(row_cells(row, slots, habits, number))
        line = []
        for slot in slots:
            if slot in classes:
                line.append(classes[slot].get(i) or Cell("", slot, row=row))
            else:
                line.append(next(rest))
        lines.append(line)
    return Block("table", lines, slots), rows
