# SPDX-License-Identifier: AGPL-3.0-or-later
"""Damage to whole lines, and the truth of a damaged form: null, repaired, slipped, unjudged.

spoil() is the door: it takes a paper and a quality and changes paper and truth together.
"""
import copy

import ruin
import witness
from damage import Spoiler, spoil_blank
from paper import Cell

CELL_WAYS = [
    (spoil_blank, 55),
    (ruin.confuse, 13),
    (ruin.tear, 8),
    (ruin.garble, 10),
    (ruin.print_over, 5),
    (ruin.stand_in, 12),
    (ruin.slip, 2),
    (ruin.blank_out, 2),
]
WAYS = [w for w, n in CELL_WAYS for _ in range(n)]
PLAIN = (
    "note",
    "criteria",
    "goal",
    "signer",
    "task",
    "title",
    "year",
    "dash",
    "text",
    "ticks",
    "money",
)


def table_of(paper):
    return next(b for b in paper.blocks if b.kind == "table")


def holds_class(row):
    """Whether classes of further rows stand on this row."""
    return any(c.slot in ("level1", "level2") and c.text and c.height > 1 for c in row)


def row_of(cells):
    """The row of the truth that these cells print; None for a row that is no indicator."""
    return next((c.row for c in cells if c.slot == "level3"), None)


def drop_row(paper, block, i):
    """Takes a row out of print and truth."""
    truth = row_of(block.rows[i])
    del block.rows[i]
    rows = paper.form["indicators"]
    rows[:] = [r for r in rows if r is not truth]


def covers(block, i):
    """The class cells of earlier rows that reach over row i."""
    for j in range(1, i):
        for c in block.rows[j]:
            if c.slot in ("level1", "level2") and c.height > 1 and j + c.height > i:
                yield c


def lose_line(s):
    """A line that carries no class of other rows is not there."""
    block = table_of(s.paper)
    free = [
        i
        for i in range(2, len(block.rows))
        if row_of(block.rows[i]) and not holds_class(block.rows[i])
    ]
    if s.paper.habits["classes"] == "middle" or len(free) < 3:
        return False
    i = s.rng.choice(free)
    for cell in covers(block, i):
        cell.height -= 1
    drop_row(s.paper, block, i)
    s.kinds["line lost"] += 1
    return True


def print_twice(s):
    """A line printed twice is two rows."""
    block = table_of(s.paper)
    if s.paper.habits["classes"] == "middle" or len(block.rows) < 3:
        return False
    i = s.rng.randrange(1, len(block.rows))
    truth = row_of(block.rows[i])
    if truth is None:
        return False
    twin = copy.deepcopy(truth)
    again = [twin_cell(s, c, truth, twin) for c in block.rows[i]]
    for cell in [*covers(block, i), *(c for c in block.rows[i] if c.height > 1)]:
        cell.height += 1
        cell.leaves.append((twin, cell.slot, *cell.leaves[0][2:]))
    block.rows.insert(i + 1, again)
    rows = s.paper.form["indicators"]
    at = next(k for k, r in enumerate(rows) if r is truth)
    rows.insert(at + 1, twin)
    s.kinds["line twice"] += 1
    return True


def twin_cell(s, cell, truth, twin):
    """The same print once more, of another row."""
    if s.gap == "layout" and cell.height > 1:
        return Cell("", cell.slot, cell.col, cell.span, (), 1, twin)
    leaves = []
    for holder, key, a, b in cell.leaves:
        part = next((k for k in ("target", "actual") if truth.get(k) is holder), None)
        if holder is truth or part:
            leaves.append((twin[part] if part else twin, key, a, b))
    return Cell(cell.text, cell.slot, cell.col, cell.span, leaves, 1, twin)


def named_later(block, last):
    """Whether a class of rows up to `last` is printed behind it only."""
    shown = {id(c.row) for row in block.rows[1 : last + 1] for c in row if c.row is not None}
    cells = [c for row in block.rows[last + 1 :] for c in row if c.slot in ("level1", "level2")]
    return any(id(holder) in shown for c in cells for holder, _, _, _ in c.leaves)


def cut_end(s):
    """The text ends inside the table, at the end of a row or behind its actual value."""
    paper, block = s.paper, table_of(s.paper)
    if len(block.rows) < 5:
        return False
    last = s.rng.randrange(3, len(block.rows) - 1)
    if named_later(block, last):
        return False
    while len(block.rows) > last + 1:
        drop_row(paper, block, last + 1)
    row = block.rows[last]
    slots = [c.slot for c in row]
    behind = max(slots.index("actual"), slots.index("target"), slots.index("level3")) + 1
    if (
        row_of(row)
        and s.gap != "layout"
        and s.rng.random() < 0.5
        and behind < len(row)
        and row[behind - 1].text
        and row[behind].slot in ("weight", "score")
    ):
        truth = row[behind - 1].row
        for c in row[behind:]:
            if c.slot in ("weight", "score", "reason") and c.slot in truth:
                truth[c.slot] = None
        del row[behind:]
    paper.blocks = paper.blocks[: paper.blocks.index(block) + 1]
    total = paper.form.get("total")
    if total:
        above = paper.habits["total_above"]
        paper.form["total"] = {k: None for k in ("weight", "score") if k in total and not above}
        if above:
            paper.form["total"]["score"] = total["score"]
    for key in ("grade", "notes"):
        paper.form.pop(key, None)
    s.kinds["cut end"] += 1
    return True


def names_safe(paper):
    """Names that may be torn over two lines where a line is a cell: nothing before is left open."""
    block, safe, open_before = table_of(paper), set(), False
    for row in block.rows[1:]:
        name = next(c for c in row if c.slot == "level3")
        classed = any(c.slot in ("level1", "level2") and c.text for c in row)
        if classed or not open_before:
            safe.add(id(name))
        reason = next((c for c in row if c.slot == "reason"), None)
        open_before = reason is not None and not reason.text
    return safe


def settle(s):
    """Decides what the damaged figures still say; takes back what would mislead anybody."""
    form = s.paper.form
    for _ in range(3):
        decided, misled = witness.decide(form, s.damaged)
        if not misled:
            break
        for leaf in misled:
            undo(s, leaf)
    clean = printed_numbers(s)
    for leaf, values in list(s.damaged.items()):
        _, _, _, (holder, key, _, _) = s.before[leaf]
        others = {witness.dec(v) for v in values[1:]}
        if leaf in decided or len(values) == 1 and not torn(s, leaf):
            s.repairs.append((holder, key))
        elif others & clean:
            undo(s, leaf)
        elif witness.dec(values[0]) in clean or others == set() and not torn(s, leaf):
            s.repairs.append((holder, key))
        else:
            holder[key] = None


def torn(s, leaf):
    """Whether the print of a figure with one candidate still needs an equation to be joined."""
    cell = s.before[leaf][0]
    return bool(cell.touched & {"torn", "overprint", "host mark"})


def undo(s, leaf):
    cell, text, leaves, _ = s.before.pop(leaf)
    cell.text, cell.leaves, cell.touched = text, leaves, None
    del s.damaged[leaf]


def printed_numbers(s):
    """All figures whose print is whole."""
    found = set()
    for cell in s.paper.cells():
        for holder, key, a, b in s.numbers(cell):
            if (id(holder), key) not in s.damaged:
                found.add(witness.dec(holder[key]))
    return found


def paths_of(form, places):
    """Paths of (holder, key) inside a form."""
    where = {id(form): "", id(form.get("total")): "/total"}
    for i, fund in enumerate(form.get("funds") or []):
        where[id(fund)] = f"/funds/{i}"
    for i, row in enumerate(form["indicators"]):
        where[id(row)] = f"/indicators/{i}"
        for key in ("target", "actual"):
            if isinstance(row.get(key), dict):
                where[id(row[key])] = f"/indicators/{i}/{key}"
    return [f"{where[id(h)]}/{k}" for h, k in places if id(h) in where]


def spoil(rng, paper, quality, gap, last=True):
    """Spoils a paper; returns the Spoiler, which knows what was done."""
    s = Spoiler(rng, paper, gap)
    if quality == "clean":
        return s
    if quality == "damaged":
        for way, share in ((lose_line, 0.13), (print_twice, 0.13), (cut_end, 0.12)):
            if rng.random() < share and (last or way is not cut_end):
                way(s)
    s.safe = names_safe(paper)
    rate = rng.choice([0.06, 0.12, 0.2, 0.3])
    ways = [spoil_blank] if quality == "blanks" else WAYS
    if quality == "damaged" and rng.random() < 0.1:
        ways = WAYS + [ruin.traditional] * 60
    for cell in paper.cells():
        if (
            not cell.text
            or cell.slot in PLAIN
            or (cell.slot == "total:score" and paper.habits["total_above"])
        ):
            continue
        if rng.random() < (0.5 if s.full and s.numbers(cell) else rate):
            for _ in range(3):
                if rng.choice(ways)(s, cell):
                    break
    if quality == "damaged" and rng.random() < 0.12:
        host_marks(s)
    if quality == "damaged":
        settle(s)
        form = paper.form
        form["repairs"] = paths_of(form, s.repairs)
        form["slips"] = paths_of(form, s.slips)
    measure(s)
    return s


def host_marks(s):
    """A document host numbers its text every few hundred characters, wherever that falls."""
    step, seen, mark = s.rng.randrange(150, 400), 0, 1
    for cell in s.paper.cells():
        seen += len(cell.text)
        if (
            seen >= step
            and not cell.touched
            and cell.text
            and cell.slot not in ("level1", "level2")
        ):
            if ruin.host_mark(s, cell, f"{mark}、"):
                seen, mark = 0, mark + 1


def measure(s):
    """How many cells carry truth, how many of them were touched, and of how many characters."""
    for cell in s.paper.cells():
        if not cell.leaves or cell.slot in PLAIN:
            continue
        s.cells += 1
        s.touched += bool(cell.touched)
        s.characters += sum(b - a for _, k, a, b in s.numbers(cell))
