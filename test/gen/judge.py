# SPDX-License-Identifier: AGPL-3.0-or-later
"""Compares what was read with what is printed, cell by cell.

A cell is right, flagged (it differs and a mark on this very cell says so) or silent (it differs, is
lost or invented and no mark says so, or a mark claims a repair). Rows are missing, extra or moved.
A mark on a right cell that needed none is needless; a number without a support is unsupported.
Every judgement is counted under its slot; what is not right is kept as a Fault for the report.
"""
import re
import unicodedata
from collections import Counter
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from functools import lru_cache

FUNDS = ("initial", "adjusted", "executed", "weight", "rate", "score")
NUMERIC = set(FUNDS) | {"value"}
HEAD = ("year", "project", "department", "unit", "money_unit", "grade")
GOALS = ("expected", "actual")
UNITS = {"百分比": "%", "percent": "%"}
ALIKE = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "，": ",",
        "；": ";",
        "：": ":",
        "（": "(",
        "）": ")",
        "。": ".",
    }
)
OUT = re.compile(r"[\s\"']+")
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
MARKED = ("doubtful", "missing", "empty")


@lru_cache(maxsize=1 << 16)
def norm(text):
    if text.isascii():
        return OUT.sub("", text)
    return OUT.sub("", unicodedata.normalize("NFKC", text).translate(ALIKE))


@lru_cache(maxsize=1 << 14)
def number(text):
    text = norm(text).rstrip("%")
    if THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def ratio(a, b):
    a, b = norm(a or ""), norm(b or "")
    return 1.0 if a == b else SequenceMatcher(None, a, b).ratio()


def same(field, truth, read, noisy):
    """Whether a read value is the printed one."""
    if read is None or truth is None:
        return read is None and truth is None
    truth, read = str(truth), str(read)
    if truth == read:
        return True
    if field in NUMERIC:
        a, b = number(truth), number(read)
        return a == b if a is not None else norm(truth) == norm(read)
    a, b = norm(truth), norm(read)
    if field == "unit":
        return UNITS.get(a, a) == UNITS.get(b, b)
    if field == "op":
        return a == b or (noisy and {a, b} == {">", "≥"})
    return a == b or ratio(truth, read) >= (0.6 if noisy else 0.95 if field == "reason" else 1.1)


def noisy_fields(entries):
    return {re.split(r"[:\s]", e.strip(), maxsplit=1)[0] for e in entries or ()}


def band_of(margin):
    """The band of a margin: its lower end, doubling from 1 on."""
    return 0 if margin <= 0 else 1 << (int(margin).bit_length() - 1)


class Tally:
    """Counts over many forms; faults of the form under judgement."""

    NAMES = (
        "n",
        "right",
        "flagged",
        "silent",
        "missing",
        "extra",
        "moved",
        "needless",
        "touched_needless",
        "inferred",
        "unsupported",
        "unjudged",
        "slips",
        "forms",
        "forms_read",
        "rows",
    )

    def __init__(self):
        self.count = Counter()
        self.by = Counter()
        self.faults = []

    def add(self, other):
        self.count.update(other.count)
        self.by.update(other.by)

    def bad(self):
        c = self.count
        return c["silent"] + c["missing"] + c["extra"] + c["moved"] + c["unsupported"]

    def proved(self):
        """Of how many forms it is shown that nothing in them is silent: none, if anything is, or if
        a form gave no cell.
        """
        read = self.count["forms_read"]
        return read if read == self.count["forms"] and not self.bad() else 0


class Judge:
    """One form of the truth against one form of the reading."""

    def __init__(self, tally, truth, read, n, optical):
        self.tally, self.truth, self.read, self.optical = tally, truth, read, optical
        self.base = f"/forms/{n}"
        self.marks = {}
        for mark in read.get("marks", ()):
            path = mark["path"]
            path = path if path.startswith("/forms/") else self.base + path
            if path.rstrip("/") != self.base:
                self.marks[path] = mark.get("how", "doubtful")
        support = read.get("support") or {}
        self.support = {
            p if p.startswith("/forms/") else self.base + p: s for p, s in support.items()
        }
        self.margins = read.get("margins") or {}
        self.skip = set(truth.get("unjudged", ()))
        repairs = truth.get("repairs")
        self.repairs = None if repairs is None else set(repairs)
        self.wholes = [p for p in self.marks if p.count("/") < 5]

    def how(self, path, read):
        found = self.marks.get(path)
        if found is None and read is None:
            return next((h for m, h in self.marks.items() if path.startswith(m + "/")), None)
        return found

    def repairable(self, at):
        if self.repairs is None:
            return True
        parts = at.split("/")
        return any("/".join(parts[:k]) in self.repairs for k in range(2, len(parts) + 1))

    def cell(self, path, field, truth, read, at, noisy=False, slot=None):
        """Judges one cell: path is where the reading has it, at where the truth has it."""
        count, slot = self.tally.count, slot or field
        if at in self.skip:
            count["unjudged"] += 1
            return
        path = self.base + path
        count["n"] += 1
        how = self.how(path, read) if self.marks else None
        if truth is None:
            right = read is None and how in ("missing", "empty")
        else:
            right = same(field, truth, read, noisy)
        if self.margins and path[len(self.base) :] in self.margins:
            band = band_of(self.margins[path[len(self.base) :]])
            self.tally.by[("margin", slot, band, right)] += 1
        if not right:
            kind = "flagged" if how and how != "repaired" else "silent"
            self.fault(kind, path, slot, truth, read, how)
            return
        count["right"] += 1
        if truth is None:
            return
        count["inferred"] += how == "inferred" and field in ("level1", "level2")
        if how and (
            how in MARKED
            or (how == "inferred" and field not in ("level1", "level2"))
            or (how == "repaired" and not noisy and not self.repairable(at))
        ):
            kind = (
                "touched_needless"
                if how in MARKED and self.repairs and self.repairable(at)
                else "needless"
            )
            count[kind] += 1
            self.tally.by[(kind, slot)] += 1
            self.tally.faults.append((kind, path, slot, truth, read, how))
        if (
            self.optical
            and field in NUMERIC
            and self.support.get(path) not in ("checked", "agreed", "alone")
        ):
            if number(str(truth)) is not None:
                count["unsupported"] += 1
                self.tally.faults.append(("unsupported", path, slot, truth, read, how))

    def fault(self, kind, path, slot, truth, read, how):
        self.tally.count[kind] += 1
        self.tally.by[(kind, slot)] += 1
        if kind == "silent":
            support = self.support.get(path, "exact") if slot in NUMERIC else "text"
            self.tally.by[("support", support)] += 1
        self.tally.faults.append((kind, path, slot, truth, read, how))

    def invented(self, path, field, read, at):
        if read in (None, "") or at in self.skip or self.marks.get(self.base + path):
            return
        self.tally.count["n"] += 1
        self.fault("silent", self.base + path, field, "(none)", read, None)

    def value(self, path, truth, read, noisy, at):
        read, name = read or {}, path.rsplit("/", 1)[1]
        dirty = bool({name} & noisy)
        for f in ("op", "value", "unit", "text"):
            loud = dirty or f"{name}.{f}" in noisy
            if f in truth:
                self.cell(f"{path}/{f}", f, truth[f], read.get(f), f"{at}/{f}", loud, f"{name}.{f}")
            elif not loud:
                self.invented(f"{path}/{f}", f"{name}.{f}", read.get(f), f"{at}/{f}")

    def lost(self, what, truth):
        count = self.tally.count
        count["missing"] += 1
        count["n"] += leaves(truth)
        name = truth.get("level3") or truth.get("source") or truth.get("project")
        self.tally.faults.append(("missing", what, what, name, None, None))

    def extra(self, what, reads):
        self.tally.count["extra"] += len(reads)
        for read in reads:
            name = read.get("level3") or read.get("name") or read.get("project")
            self.tally.faults.append(("extra", what, what, None, name, None))

    def head(self):
        truth, read = self.truth, self.read
        noisy = noisy_fields(truth.get("noisy"))
        for f in HEAD:
            field = "text" if f in ("year", "unit") else f
            if f in truth:
                self.cell("/" + f, field, truth[f], read.get(f), "/" + f, f in noisy, "head." + f)
            elif f not in noisy:
                self.invented("/" + f, "head." + f, read.get(f), "/" + f)

    def goals(self):
        """Both goals, each as one text."""
        truth, read = self.truth.get("goals") or {}, self.read.get("goals") or {}
        noisy = noisy_fields(self.truth.get("noisy"))
        for f in GOALS:
            path, slot = f"/goals/{f}", "goals." + f
            if f in truth:
                self.cell(path, f, truth[f], read.get(f), path, bool({"goals", slot} & noisy), slot)
            elif not {"goals", slot} & noisy:
                self.invented(path, slot, read.get(f), path)

    def funds(self):
        truths, reads = self.truth.get("funds", []), self.read.get("funds", [])
        pairs, free = pair(truths, reads, fund_likeness, fund_exact, 0.45)
        if truths:
            self.extra("funds", [reads[i] for i in free])
        for k, (t, i) in enumerate(pairs):
            if i is None:
                self.lost("funds", t)
                continue
            for f in FUNDS:
                path, at = f"/funds/{i}/{f}", f"/funds/{k}/{f}"
                if f in t:
                    self.cell(path, f, t[f], reads[i].get(f), at, slot="funds." + f)
                else:
                    self.invented(path, "funds." + f, reads[i].get(f), at)

    def rows(self):
        truths, reads = self.truth.get("indicators", []), self.read.get("indicators", [])
        pairs, free = pair(truths, reads, row_likeness, row_exact, 0.45)
        self.extra("row", [reads[i] for i in free])
        order = [i for _, i in pairs if i is not None]
        moved = sum(a > b for a, b in zip(order, order[1:]))
        if moved:
            self.tally.count["moved"] += moved
            self.tally.faults.append(("moved", "rows", "row", None, None, None))
        self.tally.count["rows"] += len(truths)
        for k, (t, i) in enumerate(pairs):
            if i is None:
                self.lost("row", t)
            else:
                self.row(t, reads[i], f"/indicators/{i}", f"/indicators/{k}")

    def row(self, t, r, p, at):
        bad = noisy_fields(t.get("noisy"))
        for f in ("level1", "level2", "level3"):
            if f in t:
                self.cell(f"{p}/{f}", f, t[f], r.get(f), f"{at}/{f}", f in bad)
        for f in ("target", "actual"):
            if isinstance(t.get(f), dict):
                self.value(f"{p}/{f}", t[f], r.get(f), bad, f"{at}/{f}")
        for f in ("weight", "score"):
            if f in t:
                self.cell(f"{p}/{f}", "value", t[f], r.get(f), f"{at}/{f}", slot="row." + f)
            else:
                self.invented(f"{p}/{f}", "row." + f, r.get(f), f"{at}/{f}")
        if t.get("reason"):
            self.cell(
                f"{p}/reason",
                "reason",
                t["reason"],
                r.get("reason"),
                f"{at}/reason",
                "reason" in bad,
            )
        elif "reason" not in bad:
            self.invented(f"{p}/reason", "reason", r.get("reason"), f"{at}/reason")

    def total(self):
        total = self.truth.get("total", {})
        total = total if total is not None else {"weight": None, "score": None}
        for f in ("weight", "score"):
            printed = (self.read.get("total") or {}).get(f)
            if f in total:
                self.cell(
                    f"/total/{f}", "value", total[f], printed, f"/total/{f}", slot="total." + f
                )
            else:
                self.invented(f"/total/{f}", "total." + f, printed, f"/total/{f}")

    def run(self):
        count = self.tally.count
        count["forms"] += 1
        count["slips"] += len(self.truth.get("slips", ()))
        right = count["right"]
        self.head()
        self.goals()
        self.funds()
        self.rows()
        self.total()
        count["forms_read"] += count["right"] > right


def leaves(truth):
    """How many cells of a form, a row or a funds line are judged."""
    n = sum(k in truth for k in HEAD + ("level1", "level2", "level3") + FUNDS)
    for f in ("target", "actual"):
        if isinstance(truth.get(f), dict):
            n += sum(k in truth[f] for k in ("op", "value", "unit", "text"))
    total = truth.get("total", {})
    total = total if total is not None else {"weight": 0, "score": 0}
    n += sum(k in (truth.get("goals") or {}) for k in GOALS)
    n += bool(truth.get("reason")) + sum(k in total for k in ("weight", "score"))
    return n + sum(map(leaves, truth.get("funds", []) + truth.get("indicators", [])))


def pair(truths, reads, likeness, exact, least):
    """Each truth in order with the most alike reading, each reading once; an exact one at once."""
    free, pairs = list(range(len(reads))), []
    for t in truths:
        found = next((i for i in free if exact(t, reads[i])), None)
        if found is None and free:
            best, at = max((likeness(t, reads[i]), -i) for i in free)
            found = -at if best >= least else None
        if found is not None:
            free.remove(found)
        pairs.append((t, found))
    return pairs, free


def row_exact(t, r):
    return norm(t["level3"] or "") == norm(r.get("level3") or "") and norm(
        t.get("level2") or ""
    ) == norm(r.get("level2") or "")


def row_likeness(t, r):
    """A name that is equal comes before a class that is."""
    alike = ratio(t["level3"], r.get("level3"))
    return (
        alike
        + 0.2 * (norm(t.get("level2") or "") == norm(r.get("level2") or ""))
        + 0.3 * (alike == 1.0)
    )


def fund_exact(t, r):
    return t["source"] == r.get("source") and (
        t["source"] != "other-named" or norm(t.get("name") or "") == norm(r.get("name") or "")
    )


def fund_likeness(t, r):
    if t["source"] != r.get("source"):
        return 0.0
    return 1.0 if t["source"] != "other-named" else ratio(t.get("name"), r.get("name"))


def names(form):
    return {norm(i.get("level3") or "") for i in form.get("indicators", [])}


def form_likeness(t, r):
    return ratio(t.get("project"), r.get("project")) + len(names(t) & names(r)) / max(
        1, len(t.get("indicators", []))
    )


def judge(truth, read):
    """The tally of one file: truth {"forms": [...]} against what `heng read` printed of it."""
    tally = Tally()
    forms = read.get("forms", []) if isinstance(read, dict) else []
    source = read.get("source") if isinstance(read, dict) else None
    optical = isinstance(source, dict) and source.get("format") in ("text", "csv", "image")
    pairs, free = pair(truth["forms"], forms, form_likeness, lambda t, r: False, 0.3)
    for t, i in pairs:
        if i is None:
            Judge(tally, t, {}, 0, optical).lost("form", t)
            tally.count["forms"] += 1
        else:
            Judge(tally, t, forms[i], i, optical).run()
    tally.count["extra"] += len(free)
    for i in free:
        tally.faults.append(("extra", "form", "form", None, forms[i].get("project"), None))
    return tally
