#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms with redrawn figures and names are read and audited as well as the forms they were drawn
from.

usage: again.py HENG [DIR] [--seed N] [--times K] [--show]

Draws DIR (default: test/forms of this repository) anew K times (default: HENG_PROP_TIMES, or once)
by redraw.py and judges each draw by forms.py. Exit status 0 if every draw is judged as a known
form is: nothing silent, lost, invented, and every finding there.
"""
import argparse
import os
import sys
import tempfile

import forms
import redraw

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("heng")
    parser.add_argument("folder", nargs="?", default=os.path.join(HERE, "..", "forms"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=int(os.environ.get("HENG_PROP_TIMES", "1")))
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    good = True
    for seed in range(args.seed, args.seed + args.times):
        with tempfile.TemporaryDirectory() as tmp:
            drawn = redraw.redraw(args.folder, tmp, seed)
            tally = forms.judge(args.heng, tmp, args.show)
        good = forms.verdict(tally, 99) and not drawn["failed"] and good
        print(redraw.told(seed, drawn))
        print(f"again: seed {seed}: " + forms.told(tally))
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
