# SPDX-License-Identifier: AGPL-3.0-or-later
"""A press: papers become web pages, Chromium prints them, pdftotext takes the text off.

Nothing here imitates a text: a paper is laid as a real table with merged cells, in columns of drawn
widths, on A4, and what stands where is decided by the browser. Many forms go into one print, as a
start of Chromium costs a second; a page with a number stands before each, and parts them again.
"""
import html
import os
import re
import shutil
import subprocess

import frame
from manner_layout import NUMBERS, wide

FONTS = ["Noto Sans CJK SC", "Noto Serif CJK SC"]
BODIES = [f"{p}市{b}" for p in frame.PLACES for b in frame.BODIES]
# How wide a column is among its neighbours; what none of these is, is middling.
SHARES = {
    "box": (1, 3),
    "level1": (2, 5),
    "level2": (3, 7),
    "level3": (7, 14),
    "target": (4, 10),
    "actual": (4, 10),
    "weight": (1, 4),
    "score": (1, 4),
    "rescore": (1, 4),
    "reason": (6, 16),
    "criteria": (7, 14),
    "op": (2, 4),
    "unit": (2, 4),
    "coefficient": (2, 4),
    "core": (2, 4),
}
LONG = ("level3", "reason", "goal", "note", "criteria", "task", "text", "project")
LOOSE = ("title", "year", "signers", "remarks")
WAYS = {"layout": ["-layout"], "plain": [], "raw": ["-raw"]}


def ems(text):
    """How wide a text stands, in ems."""
    return sum(1.0 if wide(c) > 1 else 0.58 for c in text)


class Look:
    """How one form looks: its page, its letters, its columns."""

    def __init__(self, rng, paper):
        self.rng, self.paper = rng, paper
        self.is_wide = rng.random() < 0.35
        self.font, self.size = rng.choice(FONTS), rng.choice([8, 9, 9, 10, 10, 10.5, 10.5, 11, 12])
        self.margin = rng.choice([10, 15, 20, 25])
        self.pad = rng.choice([(0, 5.4), (0, 5.4), (1, 1.5), (2, 4), (0.5, 1)])
        self.leading = rng.choice([1.0, 1.15, 1.2, 1.3, 1.5])
        self.least = rng.choice([0, 0, 0, 1.5, 2, 3])
        self.is_fixed = rng.random() < 0.85
        self.valign = rng.choice(["middle"] * 9 + ["top"])
        self.align = rng.choice(["center", "center", "left"])
        self.align_long = rng.choice(["left", "left", self.align])
        self.align_number = rng.choice(["center"] * 5 + ["right"])
        self.head_weight = rng.choice([400, 400, 700])
        self.repeats, self.keeps_rows = rng.random() < 0.4, rng.random() < 0.6
        self.has_own_funds, self.puts_loose_in = rng.random() < 0.3, rng.random() < 0.5
        self.total_spans = rng.random() < 0.8
        self.columns = self.widths()

    def room(self):
        """The width of the page between its margins, in ems."""
        return ((297 if self.is_wide else 210) - 2 * self.margin) / 25.4 * 72 / self.size

    def leasts(self):
        """What each column must hold unbroken: figures, and two letters of anything."""
        found = [1.2] * self.paper.width
        for block in self.paper.blocks:
            for row in block.rows if block.kind not in LOOSE else ():
                for c in row:
                    if c.span == 1 and c.text:
                        need = ems(c.text) if c.slot in NUMBERS else min(2.0, ems(c.text))
                        found[c.col] = max(found[c.col], need + 0.2)
        return [w + 2 * self.pad[1] / self.size for w in found]

    def widths(self):
        """Widths in ems: what a column must hold, and its share of what is left of the page."""
        if sum(self.leasts()) > 0.85 * self.room():
            self.is_wide = True
        while sum(self.leasts()) > 0.9 * self.room() and self.size > 7:
            self.size -= 0.5
        table = next(b for b in self.paper.blocks if b.kind == "table")
        slots = {c.col: c.slot.removeprefix("heading:") for c in table.rows[0]}
        shares = [
            self.rng.uniform(*SHARES.get(slots.get(i), (3, 8))) for i in range(self.paper.width)
        ]
        least = self.leasts()
        rest = max(0, self.room() - sum(least)) * self.rng.choice([1, 1, 1, 0.85])
        return [w + rest * s / sum(shares) for w, s in zip(least, shares)]

    def style(self, name):
        """The rules of this form's pages."""
        mark = self.rng.choice(
            [
                None,
                None,
                '"- " counter(page) " -"',
                '"第 " counter(page) " 页"',
                "counter(page)",
                '"— " counter(page) " —"',
            ]
        )
        where = self.rng.choice(["bottom-center", "bottom-center", "bottom-right"])
        boxes = f"@{where}{{content:{mark}}}" if mark else ""
        if self.rng.random() < 0.08:
            boxes += (
                f'@top-{self.rng.choice(["left", "center"])}{{content:"{self.rng.choice(BODIES)}"}}'
            )
        return (
            f"@page {name}{{size:A4 {'landscape' if self.is_wide else 'portrait'};"
            f"margin:{self.margin}mm;{boxes}}}\n"
            f"#{name}{{page:{name};font:{self.size}pt/{self.leading} '{self.font}'}}\n"
            f"#{name} table{{table-layout:{'fixed' if self.is_fixed else 'auto'}}}\n"
            f"#{name} td{{padding:{self.pad[0]}pt {self.pad[1]}pt;height:{self.least}em;"
            f"vertical-align:{self.valign};text-align:{self.align}}}\n"
            f"#{name} .long{{text-align:{self.align_long}}}\n"
            f"#{name} .number{{text-align:{self.align_number}}}\n"
            f"#{name} .head{{text-align:center;font-weight:{self.head_weight}}}\n"
            + (f"#{name} tr{{break-inside:avoid}}\n" if self.keeps_rows else "")
        )


def class_of(cell):
    if cell.slot.startswith(("label", "heading", "box", "total:label")):
        return "head"
    if cell.slot in NUMBERS or cell.slot == "dash":
        return "number"
    return "long" if cell.slot in LONG else "cell"


def cell_html(cell, span, height):
    spans = (f" colspan={span}" if span > 1 else "") + (f" rowspan={height}" if height > 1 else "")
    text = html.escape(cell.text).replace("\n", "<br>")
    return f'<td class="{class_of(cell)}"{spans}>{text}</td>'


def reach(look, block, row, i):
    """Column and span of cell i of a row; the label of the total reaches over what is blank."""
    cell = row[i]
    if cell.slot != "total:label" or not look.total_spans:
        return cell.col, cell.span
    end = row[i + 1].col if i + 1 < len(row) else look.paper.width
    return 0, end


def rows_html(look, block, rows):
    """Rows of a block: merged cells reach down, what they cover is not told, gaps are blank cells."""
    out, width, open_until = [], look.paper.width, {}
    for n, row in enumerate(rows):
        line, at = [], 0
        for i, cell in enumerate(row):
            col, span = reach(look, block, row, i)
            if open_until.get(col, 0) > n:
                at = max(at, col + span)
                continue
            for gap in range(at, col):
                line.append("<td></td>" if open_until.get(gap, 0) <= n else "")
            height = min(cell.height, len(rows) - n)
            for k in range(col, col + span):
                open_until[k] = n + height
            line.append(cell_html(cell, span, height))
            at = col + span
        for gap in range(at, width):
            line.append("<td></td>" if open_until.get(gap, 0) <= n else "")
        out.append("<tr>" + "".join(line) + "</tr>")
    return "".join(out)


def loose_html(look, block):
    """What stands before and behind the table: a line of its own, or a row without borders."""
    text = "".join(f"<span>{html.escape(c.text)}</span>" for c in block.rows[0])
    kind = block.kind + ("s" if len(block.rows[0]) > 1 else "")
    if look.puts_loose_in:
        return f"<tr><td class='loose {kind}' colspan={look.paper.width}>{text}</td></tr>"
    return f"<p class='{kind}'>{text}</p>"


def head_apart(look, block):
    """Heading and rows of the table; a label that reaches over all rows begins below the heading."""
    head, rows = list(block.rows[0]), [list(r) for r in block.rows[1:]]
    if head[0].slot == "box":
        box, head[0] = head[0], frame.bare(head[0])
        box.height, head[0].text = len(rows), ""
        rows[0].insert(0, box)
    return head, rows


def form_html(look, name):
    """One form as a section: tables that share their columns, and lines around them."""
    shown = "".join(f"<col style='width:{w:.2f}em'>" for w in look.columns)
    table = f"<table style='width:{sum(look.columns):.2f}em'><colgroup>{shown}</colgroup>"
    even = f"<table style='width:{sum(look.columns):.2f}em'>"
    out, inside = [], False

    def close():
        nonlocal inside
        out.append("</table>" if inside else "")
        inside = False

    def open_table(start):
        nonlocal inside
        out.append("" if inside else start)
        inside = True

    for block in look.paper.blocks:
        if block.kind in LOOSE:
            if look.puts_loose_in:
                open_table(table)
            else:
                close()
            out.append(loose_html(look, block))
            continue
        own = block.kind == "funds" and look.has_own_funds
        if own or (block.kind == "table" and look.repeats):
            close()
        open_table(even if own else table)
        rows = block.rows
        if block.kind == "table" and look.repeats:
            head, rows = head_apart(look, block)
            out.append("<thead>" + rows_html(look, block, [head]) + "</thead>")
        out.append("<tbody>" + rows_html(look, block, rows) + "</tbody>")
        if own:
            close()
    close()
    return f"<section id={name}>" + "".join(out) + "</section>"


BASE = """
@page mark { size: A4 landscape; margin: 10mm }
body { margin: 0 } p { margin: 2pt 0 }
section, .mark { break-before: page; counter-reset: page 1 }
.mark { page: mark; font-size: 8pt }
table { border-collapse: collapse }
td { border: 0.5pt solid; overflow-wrap: break-word; box-sizing: border-box }
.loose { border: none } td.title, p.title { font-size: 160%; text-align: center }
.year, td.year { text-align: center !important } .years, .signerss { display: flex }
td.years, td.signerss { display: table-cell; text-align-last: justify }
.years, .signerss { justify-content: space-between }
"""


def page_html(looks):
    """All forms of a print, each behind a page that tells its number."""
    styles = "".join(look.style(f"f{i}") for i, look in enumerate(looks))
    forms = "".join(
        f"<div class=mark>@@{i}@@</div>" + form_html(look, f"f{i}") for i, look in enumerate(looks)
    )
    return (
        f"<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><style>{BASE}{styles}</style>{forms}"
    )


def browser():
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((p for p in map(shutil.which, names) if p), None)


def texts(folder, looks):
    """For each way the texts of all forms, as pdftotext takes them off one print."""
    page, pdf = os.path.join(folder, "page.html"), os.path.join(folder, "page.pdf")
    with open(page, "w", encoding="utf-8") as f:
        f.write(page_html(looks))
    subprocess.run(
        [
            browser(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={pdf}",
            "file://" + page,
        ],
        capture_output=True,
        timeout=600,
        check=True,
    )
    found = {}
    for way, options in WAYS.items():
        done = subprocess.run(
            ["pdftotext", "-enc", "UTF-8", *options, pdf, "-"], capture_output=True, check=True
        )
        parts = re.split(r"@@\d+@@\s*\f", done.stdout.decode("utf-8"))
        if len(parts) != len(looks) + 1:
            raise ValueError(f"{len(looks)} forms, {len(parts) - 1} marks in the print")
        found[way] = parts[1:]
    return found
