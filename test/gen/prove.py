#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proves reading on forms without end: draws, prints, lets heng read, judges, reports.

usage: prove.py HENG [--seed N] [--from K] [--count N] [--quality Q] [--manner M] [--vocabulary V]
                [--part tuned|kept|all] [--jobs J] [--keep DIR] [--show K] [--all-faults]
                [--laws K] [--bad-most N] [--strict]

Files are written in batches and read by one call of heng a batch. --show prints the first faults
with their files; --keep writes text, truth and reading of every failing file to DIR.
Exit status 0 if at most --bad-most files (0) hold a cell that is silent, lost, invented, moved or
unsupported, and with --strict if the rates and laws that are promised are kept.
"""
import argparse
import json
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict

import draw
from judge import Tally, judge
from laws import Laws

BATCH = 250
SOURCE = re.compile(rb'"source":\{"file":"([^"]*)"')


class Sum:
    """What one batch gives: tallies by quality and by manner, kept faults, distributions."""

    def __init__(self):
        self.quality, self.manner = defaultdict(Tally), defaultdict(Tally)
        self.bad_forms = Counter()
        self.shown, self.sizes, self.info = [], Counter(), Counter()
        self.seconds, self.laws, self.broken = Counter(), Counter(), []

    def add(self, other):
        for mine, his in ((self.quality, other.quality), (self.manner, other.manner)):
            for key, tally in his.items():
                mine[key].add(tally)
        for name in ("bad_forms", "sizes", "info", "seconds", "laws"):
            getattr(self, name).update(getattr(other, name))
        self.shown.extend(other.shown)
        self.broken.extend(other.broken)


def read_lines(heng, folder, names, options=()):
    """What heng prints of each file, a line of JSON; None where it gave none."""
    run = subprocess.run(
        [heng, *options, "read", "--format", "json", *names],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    found = dict.fromkeys(names)
    for line in run.stdout.split(b"\n"):
        source = SOURCE.search(line)
        if source:
            found[os.path.basename(source[1].decode())] = line
    if run.returncode not in (0, 3, 6):
        sys.stderr.write(f"heng read ended with {run.returncode}: {run.stderr[-400:]!r}\n")
    return found


def read_files(heng, folder, names):
    """What heng read of each file, one object; None where it gave none."""
    lines = read_lines(heng, folder, names)
    return {name: line and json.loads(line) for name, line in lines.items()}


def cpu():
    """Seconds of the processor that this process and its children have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def run_batch(job):
    """Draws, reads and judges the files of one batch."""
    args, numbers = job
    total, clock = Sum(), cpu()
    with tempfile.TemporaryDirectory(prefix="prove-") as folder:
        made = {}
        for number in numbers:
            one = draw.draw(
                args.seed, number, args.quality, args.manner, args.vocabulary, args.part
            )
            name = f"{number:06d}-{one.quality}-{one.manner}.txt"
            with open(os.path.join(folder, name), "wb") as f:
                f.write(one.data)
            made[name] = one
        total.seconds["draw"] += cpu() - clock
        clock = cpu()
        reads = read_files(args.heng, folder, list(made))
        total.seconds["read"] += cpu() - clock
        clock = cpu()
        tallies = {
            name: judge_file(args, total, name, one, reads[name]) for name, one in made.items()
        }
        total.seconds["judge"] += cpu() - clock
        if args.laws and numbers[0] // BATCH % args.laws == 0:
            clock = cpu()
            laws = Laws(args.heng, folder, args.part, args.seed)
            laws.audits(made, reads, tallies)
            laws.last_year(made, reads, tallies)
            laws.twins(made, reads, read_files)
            laws.turned(made, tallies, read_files, (args.manner, args.vocabulary, args.part))
            total.laws.update(laws.count)
            total.broken.extend(laws.shown)
            total.seconds["laws"] += cpu() - clock
    return total


def judge_file(args, total, name, one, read):
    tally = judge(one.truth, read or {"forms": []})
    total.quality[one.quality].add(tally)
    total.manner[one.manner].add(tally)
    for form in one.truth["forms"]:
        total.sizes[len(form["indicators"])] += 1
    bad = tally.bad()
    if bad:
        total.bad_forms[one.quality] += 1
        total.bad_forms[one.manner] += 1
    if tally.faults and len(total.shown) < args.show:
        wanted = [
            f
            for f in tally.faults
            if args.all_faults or f[0] not in ("flagged", "needless", "touched_needless")
        ]
        total.shown.extend((name, *f) for f in wanted[: max(0, args.show - len(total.shown))])
    if args.keep and (bad or (args.all_faults and tally.faults)):
        keep(args.keep, name, one, read, tally)
    total.info["kept"] += draw.is_kept(one)
    for spoilt in one.spoilt:
        for kind in spoilt.kinds:
            total.info[(one.quality, kind)] += 1
        for what in ("cells", "touched", "characters", "spoilt"):
            total.info[(one.quality, "n " + what)] += getattr(spoilt, what)
    return tally


def keep(folder, name, one, read, tally):
    """Writes text, truth, reading and faults of a file."""
    stem = os.path.join(folder, name[:-4])
    with open(stem + ".txt", "wb") as f:
        f.write(one.data)
    for end, data in ((".truth.json", one.truth), (".read.json", read)):
        with open(stem + end, "w", encoding="utf-8") as f:
            json.dump(data, f, ensure_ascii=False, indent=1)
    with open(stem + ".faults.txt", "w", encoding="utf-8") as f:
        for kind, path, _, truth, value, how in tally.faults:
            f.write(
                f"{kind:8} {path}: want {truth!r}, read {value!r}"
                + (f" ({how})" if how else "")
                + "\n"
            )


def percent(a, b):
    return f"{100 * a / b:.2f}" if b else "-"


HEADS = (
    "",
    "files",
    "bad",
    "cells",
    "right %",
    "flagged %",
    "silent",
    "missing",
    "extra",
    "moved",
    "needless %",
    "on damage %",
    "unsupp.",
    "unjudged %",
)


def line_of(name, tally, bad):
    c = tally.count
    return (
        name,
        c["forms"],
        bad,
        c["n"],
        percent(c["right"], c["n"]),
        percent(c["flagged"], c["n"]),
        c["silent"],
        c["missing"],
        c["extra"],
        c["moved"],
        percent(c["needless"], c["right"]),
        percent(c["touched_needless"], c["right"]),
        c["unsupported"],
        percent(c["unjudged"], c["n"] + c["unjudged"]),
    )


def table(lines):
    """Lines of columns, the first flush left."""
    lines = [[str(c) for c in line] for line in lines]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        print(
            "  ".join(
                c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths))
            )
        )


def report(args, total, seconds):
    """Prints the tables, the faults that are to be shown, the distributions, the bound."""
    whole = Tally()
    for tally in total.quality.values():
        whole.add(tally)
    lines = [HEADS]
    for name in draw.QUALITIES:
        if name in total.quality:
            lines.append(line_of(name, total.quality[name], total.bad_forms[name]))
    lines.append(line_of("all", whole, sum(total.bad_forms[q] for q in draw.QUALITIES)))
    table(lines)
    print()
    names = sorted(total.manner)
    table([HEADS] + [line_of(m, total.manner[m], total.bad_forms[m]) for m in names])
    for kind in ("silent", "flagged", "needless"):
        slots = Counter({k[1]: v for k, v in whole.by.items() if k[0] == kind})
        if slots:
            print(f"{kind} by slot: " + ", ".join(f"{k} {v}" for k, v in slots.most_common(16)))
    support = {k[1]: v for k, v in whole.by.items() if k[0] == "support"}
    if support:
        print("silent by support: " + ", ".join(f"{k} {v}" for k, v in support.items()))
    for name, kind, path, _, truth, value, how in total.shown[: args.show]:
        more = f" ({how})" if how else ""
        print(f"{name}: {kind} {path}: want {truth!r}, read {value!r}{more}")
    files = sum(total.sizes.values())
    rows = sum(k * v for k, v in total.sizes.items())
    print(
        f"\nrows a form: mean {rows / max(1, files):.1f}, most {max(total.sizes, default=0)}; "
        f"{total.info['kept']} files of a manner or vocabulary that tuning never opened"
    )
    damage_report(total)
    laws_report(args, total)
    n = whole.proved()
    if n:
        print(
            f"nothing silent in {n} forms: at 95 % fewer than 3/{n} = {3 / n:.1e} of forms hold any"
        )
    each = {k: 1000 * v / max(1, whole.count["forms"]) for k, v in total.seconds.items()}
    times = ", ".join(f"{k} {v:.2f}" for k, v in each.items())
    print(f"ms of processor a form: {times}; {seconds:.0f} s in all")


def damage_report(total):
    """The distributions that are promised: touched cells and characters, kinds of damage."""
    for quality in draw.QUALITIES[1:]:
        forms = total.quality[quality].count["forms"] if quality in total.quality else 0
        if not forms:
            continue
        n = {
            k: total.info[(quality, "n " + k)] for k in ("cells", "touched", "characters", "spoilt")
        }
        kinds = sorted(
            (k[1], v)
            for k, v in total.info.items()
            if k[0] == quality and not k[1].startswith("n ")
        )
        print(
            f"{quality}: touched {percent(n['touched'], n['cells'])} % of cells and "
            f"{percent(n['spoilt'], n['characters'])} % of number characters; in % of forms: "
            + ", ".join(f"{k} {percent(v, forms)}" for k, v in kinds)
        )


def laws_report(args, total):
    if not args.laws:
        return
    print("laws: " + ", ".join(f"{k} {v}" for k, v in sorted(total.laws.items())))
    seen = Counter()
    for what, name, more in total.broken:
        seen[what] += 1
        if seen[what] <= args.show:
            print(f"{name}: {what}: {more}")


RIGHT = {"clean": 0.995, "blanks": 0.98, "damaged": 0.95}
NEEDLESS = {"clean": 0.01, "blanks": 0.03, "damaged": 0.03}
BROKEN = (
    "truth refused",
    "false errors",
    "faults not found",
    "faults hidden by a repair",
    "audits differ",
    "twins differ",
    "right, then silent",
    "model and audit differ",
)
KINDS = (
    "blank",
    "letter",
    "overprint",
    "torn",
    "character",
    "operator",
    "slip",
    "cut end",
    "line lost",
    "line twice",
    "lost cell",
    "host mark",
)


def promises(args, total):
    """What is promised and not kept, as sentences."""
    for quality, tally in total.quality.items():
        c = tally.count
        if c["right"] < RIGHT[quality] * c["n"]:
            yield f"{quality}: right {percent(c['right'], c['n'])} %"
        needless = c["needless"] + c["touched_needless"]
        if needless > NEEDLESS[quality] * c["right"]:
            yield f"{quality}: needless {percent(needless, c['right'])} %"
        if c["unjudged"] > 0.01 * c["n"]:
            yield f"{quality}: unjudged {percent(c['unjudged'], c['n'])} %"
        n = {
            k: total.info[(quality, "n " + k)] for k in ("cells", "touched", "characters", "spoilt")
        }
        if n["touched"] < 0.1 * n["cells"] or n["spoilt"] < 0.02 * n["characters"]:
            yield f"{quality}: touched {percent(n['touched'], n['cells'])} % of cells"
        for kind in KINDS if quality == "damaged" and c["forms"] >= 300 else ():
            if total.info[(quality, kind)] < 0.05 * c["forms"]:
                yield f"{kind} in {percent(total.info[(quality, kind)], c['forms'])} % of forms"
    for what in BROKEN:
        if total.laws[what]:
            yield f"{what}: {total.laws[what]}"
    rows, files = sum(k * v for k, v in total.sizes.items()), sum(total.sizes.values())
    if rows < 15 * files:
        yield f"rows a form: mean {rows / files:.1f}"


def parser_of(doc, count):
    """What every run of forms can be told."""
    parser = argparse.ArgumentParser(description=doc.split("\n")[0])
    parser.add_argument("heng")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--from", dest="start", type=int, default=0)
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--quality", choices=draw.QUALITIES)
    parser.add_argument("--manner")
    parser.add_argument("--vocabulary")
    parser.add_argument("--part", choices=("tuned", "kept", "all"), default="all")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument(
        "--all-faults", action="store_true", help="show and keep flagged and needless cells too"
    )
    parser.add_argument("--bad-most", type=int, default=0, help="files that may hold a fault")
    return parser


def arguments(parser):
    args = parser.parse_args()
    args.heng = os.path.abspath(args.heng)
    if args.keep:
        os.makedirs(args.keep, exist_ok=True)
    return args


def run(args, what, batch, run_one):
    """Runs all batches of `batch` files, and reports."""
    clock = time.perf_counter()
    numbers = range(args.start, args.start + args.count)
    jobs = [(args, numbers[i : i + batch]) for i in range(0, len(numbers), batch)]
    total = Sum()
    print(f"prove {what}: seed {args.seed}, {args.count} files from {args.start}", flush=True)
    if args.jobs > 1:
        with multiprocessing.Pool(args.jobs) as pool:
            for part in pool.imap(run_one, jobs):
                total.add(part)
    else:
        for job in jobs:
            total.add(run_one(job))
    report(args, total, time.perf_counter() - clock)
    return total


def main():
    parser = parser_of(__doc__, 2000)
    parser.add_argument("--laws", type=int, default=1, help="in every K-th batch; 0: nowhere")
    parser.add_argument("--strict", action="store_true")
    args = arguments(parser)
    total = run(args, "read", BATCH, run_batch)
    unkept = list(promises(args, total)) if args.strict else []
    for line in unkept:
        print("not kept: " + line)
    bad = sum(total.bad_forms[q] for q in draw.QUALITIES)
    sys.exit(1 if bad > args.bad_most or unkept else 0)


if __name__ == "__main__":
    main()
