# SPDX-License-Identifier: AGPL-3.0-or-later
"""All manners by name: what habits each needs, which papers it can print, and its printer."""
import frame
import manner_flow as flow
import manner_grid as grid
import manner_layout as layout
import manner_order as order


class Manner:
    """A way to print: `gap` parts its cells, `force` are habits, `fits` tells what stays readable.

    `around` puts what is no part of the form around its lines; `forms` stand in one file, and
    `glue` says how: each with its title, only the first (`once`), the tail of one on the line on
    which the next begins (`tail`), or all on one line (`line`).
    """

    def __init__(
        self, name, printer, gap, force=None, fits=None, share=2, around=None, forms=1, glue="title"
    ):
        self.name, self.printer, self.gap, self.force = name, printer, gap, force or {}
        self.fits, self.share = fits or (lambda paper: True), share
        self.around, self.forms, self.glue = around, forms, glue
        self.has_grid = gap in ("tab", "bar", "layout")


def pages(rng, lines, year):
    return frame.paged(rng, lines)


def pages_marked(rng, lines, year):
    return frame.paged(rng, lines, lone=False)


FIRST, EACH, MIDDLE = {"classes": "first"}, {"classes": "each"}, {"classes": "middle"}
ALL = [
    Manner("excel", grid.excel, "tab", FIRST, share=3),
    Manner("excel-each", grid.excel, "tab", EACH),
    Manner("excel-pages", grid.excel, "tab", FIRST, around=pages),
    Manner("word", grid.word, "tab", FIRST, share=3),
    Manner("word-web", grid.word, "tab", FIRST, around=frame.web),
    Manner("word-pair", grid.word, "tab", FIRST, forms=2, share=1),
    Manner("pipes", grid.pipes, "bar", FIRST),
    Manner("pipes-each", grid.pipes, "bar", EACH, share=1),
    Manner("pipes-rule", grid.pipes_rule, "bar", FIRST, share=1),
    Manner("pipes-pages", grid.pipes, "bar", FIRST, share=1, around=pages),
    Manner("pipes-wide", grid.pipes_wide, "bar", FIRST),
    Manner("pipe-lines", grid.pipe_lines, "bar", FIRST),
    Manner("flat", grid.flat_tabs, "tab", FIRST),
    Manner("flat-web", grid.flat_tabs, "tab", FIRST, around=frame.web, share=1),
    Manner("pipes-flat", grid.pipes_flat, "bar", FIRST),
    Manner("pipe-lines-flat", grid.pipe_lines_flat, "bar", FIRST),
    Manner("pdf-table", grid.word, "tab", MIDDLE),
    Manner("pdf-table-tail", grid.excel, "tab", MIDDLE, forms=2, glue="tail", share=1),
    Manner("cell-a-line", flow.cell_lines, "line", FIRST, flow.flows),
    Manner("cell-blank", flow.blank_lines, "line", FIRST, flow.flows, share=1),
    Manner("cell-apart", flow.apart_lines, "line", FIRST, flow.flows),
    Manner("cell-pages", flow.cell_lines, "line", FIRST, flow.flows, around=pages_marked, share=1),
    Manner("cell-web", flow.cell_lines, "line", FIRST, flow.flows, around=frame.web),
    Manner("row-a-line", flow.row_lines, "row", FIRST, flow.blank_free),
    Manner("row-raw", flow.raw_lines, "row", FIRST, flow.blank_free),
    Manner(
        "row-pair", flow.row_lines, "row", FIRST, flow.blank_free, forms=2, glue="once", share=1
    ),
    Manner("run-on", flow.one_line, "blank", FIRST, flow.blank_free),
    Manner("run-on-web", flow.one_line, "blank", FIRST, flow.blank_free, around=frame.web, share=1),
    Manner(
        "run-pair",
        flow.one_line,
        "blank",
        FIRST,
        flow.blank_free,
        forms=2,
        glue="line",
        share=1,
    ),
    Manner("tight", order.tight, "none", {**FIRST, "prefix": False}, order.tight_fit, share=1),
    Manner(
        "tight-run", order.run_tight, "none", {**FIRST, "prefix": False}, order.tight_fit, share=1
    ),
    Manner("layout", layout.layout, "layout", FIRST, share=3),
    Manner("layout-even", layout.layout_even, "layout", FIRST),
    Manner("layout-narrow", layout.layout_narrow, "layout", FIRST),
    Manner("layout-top", layout.layout_top, "layout", FIRST),
    Manner("layout-pages", layout.layout_pages, "layout", FIRST, share=3),
    Manner("layout-moves", layout.layout_moves, "layout", FIRST),
    Manner("layout-pair", layout.layout, "layout", FIRST, forms=2, glue="once", share=1),
    Manner("values-first", order.values_first, "blank", FIRST, order.values_fit, share=1),
    Manner("names-first", order.names_first, "blank", FIRST, order.values_fit, share=1),
    Manner("columns", order.column_lines, "blank", EACH, order.columns_fit, share=1),
    Manner("copies", order.copies, "blank", FIRST, order.copies_fit, share=1),
]
BY_NAME = {m.name: m for m in ALL}
