# SPDX-License-Identifier: AGPL-3.0-or-later
"""All manners by name: what habits each needs, which papers it can print, and its printer."""
import manner_flow
import manner_grid
import manner_layout


class Manner:
    """A way to print: `gap` parts its cells, `force` are habits, `fits` tells what stays readable."""

    def __init__(self, name, printer, gap, force=None, fits=None, share=1):
        self.name, self.printer, self.gap, self.force = name, printer, gap, force or {}
        self.fits, self.share = fits or (lambda paper: True), share


def all_manners():
    first, each = {"classes": "first"}, {"classes": "each"}
    return [
        Manner("excel", manner_grid.excel, "tab", first, share=2),
        Manner("excel-each", manner_grid.excel, "tab", each),
        Manner("word", manner_grid.word, "tab", first, share=2),
        Manner("pipes", manner_grid.pipes, "bar", first),
        Manner("pipes-each", manner_grid.pipes, "bar", each),
        Manner("cell-a-line", manner_flow.cell_lines, "line", first, manner_flow.flows),
        Manner("row-a-line", manner_flow.row_lines, "row", first, manner_flow.blank_free),
        Manner("run-on", manner_flow.one_line, "blank", first, manner_flow.blank_free),
        Manner("layout", manner_layout.layout, "layout", first, share=2),
    ]


ALL = all_manners()
BY_NAME = {m.name: m for m in ALL}
