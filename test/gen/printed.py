#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proves reading on prints: forms without end, printed by Chromium, their text taken by pdftotext.

usage: printed.py HENG [--seed N] [--from K] [--count N] [--manner layout|plain|raw] [--vocabulary V]
                  [--part tuned|kept|all] [--jobs J] [--keep DIR] [--show K] [--all-faults]
                  [--bad-most N]

One print of a form gives a file for each way of pdftotext that leaves it readable: with its layout,
or in the order of the page without blank cells. The table tells apart prints of one page and of
more. What --keep, --show and the status mean is told in prove.py.
"""
import os
import random
import sys
import tempfile

import draw
import manner_flow as flow
import press
from manners import FIRST, Manner
from prove import Sum, arguments, cpu, judge_file, parser_of, read_files, run
from wreck import spoil

BATCH = 40
PAPER = Manner("printed", None, "layout", FIRST)
FITS = {"layout": PAPER.fits, "plain": flow.blank_free, "raw": flow.blank_free}


class Printed:
    """One form before it is printed: what draw.Drawn needs, and how the page looks."""

    def __init__(self, args, number):
        rng = random.Random(f"{args.seed}/{number}/printed")
        _, words = draw.choices(rng, args.part, None, args.vocabulary)
        name = f"{args.seed}/{number}"
        self.stream, _, self.paper = draw.laid(rng, name, [PAPER], words)
        self.quality = args.quality or "clean"
        self.spoilt = spoil(rng, self.paper, self.quality, "layout")
        self.number, self.look = number, press.Look(rng, self.paper)

    def taken(self, way, text):
        """The file that one way of pdftotext gives."""
        name = way + ("-pages" if text.rstrip("\f").count("\f") else "")
        manner = Manner(name, None, "layout")
        return draw.Drawn(
            self.number,
            text.encode("utf-8"),
            self.quality,
            manner,
            [self.paper],
            [self.spoilt],
            [self.stream],
        )


def run_batch(job):
    """Draws, prints, reads and judges the forms of one print."""
    args, numbers = job
    total, clock = Sum(), cpu()
    with tempfile.TemporaryDirectory(prefix="printed-") as folder:
        forms = [Printed(args, number) for number in numbers]
        texts = press.texts(folder, [form.look for form in forms])
        made = {}
        for way in press.WAYS if not args.manner else [args.manner]:
            for form, text in zip(forms, texts[way]):
                if FITS[way](form.paper):
                    one = form.taken(way, text)
                    made[f"{form.number:06d}-{one.quality}-{one.manner}.txt"] = one
        for name, one in made.items():
            with open(os.path.join(folder, name), "wb") as f:
                f.write(one.data)
        total.seconds["draw"] += cpu() - clock
        clock = cpu()
        reads = read_files(args.heng, folder, list(made))
        total.seconds["read"] += cpu() - clock
        clock = cpu()
        for name, one in made.items():
            judge_file(args, total, name, one, reads[name])
        total.seconds["judge"] += cpu() - clock
    return total


def main():
    parser = parser_of(__doc__, 300)
    args = arguments(parser)
    if args.manner and args.manner not in press.WAYS:
        parser.error("--manner is one of " + ", ".join(press.WAYS))
    args.laws = 0
    total = run(args, "printed", BATCH, run_batch)
    sys.exit(sum(total.bad_forms[q] for q in draw.QUALITIES) > args.bad_most)


if __name__ == "__main__":
    main()
