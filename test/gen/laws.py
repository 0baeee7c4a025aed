# SPDX-License-Identifier: AGPL-3.0-or-later
"""Laws that hold for every form, whatever the truth says.

Faults   what `heng audit` finds in the text, against what was planted and against what it finds in
         the truth given as form JSON;
twins    what two layouts of one model both print is read alike, or marked in one;
turned   what was right in the clean print is right or marked in the noisy one.
"""
import copy
import json
import os
import random
import subprocess
from collections import Counter, defaultdict

import draw
import sisters
from judge import judge

FORM_KEYS = (
    "year",
    "title",
    "project",
    "department",
    "unit",
    "money_unit",
    "funds",
    "goals",
    "total",
    "grade",
    "scope",
    "class_weights",
    "notes",
    "explanation",
    "organisations",
    "ticks",
)
ROW_KEYS = (
    "level1",
    "level2",
    "level3",
    "target",
    "actual",
    "weight",
    "score",
    "reason",
    "coefficient",
    "core",
    "rescore",
    "unit_column",
)
SPOILS = ("slip", "line lost", "line twice", "cut end", "lost cell")
ACROSS = {"H25", "H26"}
LAST_YEARS = 3


def form_json(form, columns, cut, repaired=()):
    """A form of the truth as heng.forms/1: lost values carry the marks that a reader gives, and
    what the reader repaired is repaired here too, as no rule may build on it."""
    out = {k: form[k] for k in FORM_KEYS if k in form}
    out["columns"] = [c for c in columns if c not in ("op", "unit")]
    out["is_complete"] = not cut and any(form.get(k) for k in ("total", "grade", "notes"))
    if form.get("template_remains"):
        out["remains"] = form["template_remains"]
    if out.get("total"):
        out["total"] = {k: v for k, v in out["total"].items() if k != "rescore"}
    out["indicators"], marks = [], {}
    for i, row in enumerate(form["indicators"]):
        out["indicators"].append(
            {k: row[k] for k in ROW_KEYS if k in row and not (k == "reason" and not row[k])}
        )
        for key in row.get("empty", ()):
            parts = row[key] if isinstance(row.get(key), dict) else {}
            marks.update({f"/indicators/{i}/{key}/{part}": "empty" for part in parts})
            if not parts:
                marks[f"/indicators/{i}/{key}"] = "empty"
    for key in ("project", "department", "unit", "funds", "indicators", "total"):
        lost(out.get(key, ""), "/" + key, marks)
    marks.update({p: "repaired" for p in repaired if p not in marks})
    out["marks"] = [{"path": p, "how": h, "why": "lost"} for p, h in marks.items()]
    return out


def lost(value, path, marks):
    """Marks every null below a value."""
    if value is None:
        marks.setdefault(path, "missing")
    elif isinstance(value, dict):
        for key, part in value.items():
            lost(part, f"{path}/{key}", marks)
    elif isinstance(value, list):
        for i, part in enumerate(value):
            lost(part, f"{path}/{i}", marks)


def audit(heng, folder, names, profile, more=()):
    """Findings by file: {name: Counter of (rule, severity, form, row)}."""
    command = [heng, "audit", "--format", "json", "--profile", profile, *more, *names]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    found = {name: Counter() for name in names}
    data = json.loads(run.stdout)
    for name in data.get("failed", ()):
        found.pop(os.path.basename(name["file"]), None)
    for f in data["findings"]:
        if f["rule"] in ACROSS and len({r.get("file") for r in f.get("rows", ())}) > 1:
            continue
        found[os.path.basename(f.get("file") or names[0])][
            (f["rule"], f["severity"], f["form"], f["row"])
        ] += 1
    return found


def silent_paths(tally):
    return {f[1] for f in tally.faults if f[0] == "silent"}


def errors(found):
    return {k for k in found if k[1] == "error"}


class Laws:
    """Counts over the files of a batch, and the broken ones for the report."""

    def __init__(self, heng, folder, part, seed):
        self.heng, self.folder, self.part, self.seed = heng, folder, part, seed
        self.count, self.shown = Counter(), []

    def audits(self, made, reads, tallies):
        """Audits every file and its truth under the profile of its first form."""
        groups = defaultdict(list)
        for name, one in made.items():
            profiles = {own.get("profile", "national-2020") for own in one.own}
            if len(profiles) == 1 and reads[name]:
                groups[profiles.pop()].append(name)
        for profile, names in sorted(groups.items()):
            models = []
            for name in names:
                models.append(name[:-4] + ".json")
                self.write_model(models[-1], made[name], reads[name])
            texts = audit(self.heng, self.folder, names, profile)
            truths = audit(self.heng, self.folder, models, profile)
            for name, model in zip(names, models):
                if model not in truths:
                    self.say("truth refused", name, "")
                elif name in texts:
                    self.compare(
                        name, made[name], reads[name], tallies[name], texts[name], truths[model]
                    )

    def last_year(self, made, reads, tallies):
        """H39 on some clean forms: the text of this year against the JSON of last year's form."""
        names = [n for n, one in made.items() if reads[n] and one.quality == "clean"]
        names = [n for n in names if [own.get("kind") for own in made[n].own] == ["project"]]
        for name in names[:LAST_YEARS]:
            one = made[name]
            found = sisters.last_year(random.Random(name), draw.form_of(one.streams[0]))
            if not found or tallies[name].bad() or tallies[name].count["flagged"]:
                continue
            last, findings = found
            path = os.path.join(self.folder, name[:-4] + "-last.json")
            data = form_json(last, one.own[0].get("columns", ()), False)
            with open(path, "w", encoding="utf-8") as f:
                json.dump({"schema": "heng.forms/1", "forms": [data]}, f, ensure_ascii=False)
            there = audit(self.heng, self.folder, [name], one.own[0]["profile"], ["--last", path])[
                name
            ]
            self.count["last years"] += 1
            if any((rule, severity, 1, row) not in there for rule, severity, row in findings):
                self.say("faults not found", name, findings)

    def write_model(self, name, one, read):
        forms, reads = [], read["forms"] + [{}] * len(one.own)
        for form, own, spoilt, seen in zip(one.truth["forms"], one.own, one.spoilt, reads):
            allowed = set(form.get("repairs", ()))
            marks = [m["path"] for m in seen.get("marks", ()) if m.get("how") == "repaired"]
            marks = [p for p in marks if p in allowed or p.rsplit("/", 1)[0] in allowed]
            forms.append(form_json(form, own.get("columns", ()), "cut end" in spoilt.kinds, marks))
        data = {
            "schema": "heng.forms/1",
            "source": {"file": name, "format": "text"},
            "forms": forms,
        }
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as f:
            json.dump(data, f, ensure_ascii=False)

    def say(self, what, name, more):
        self.count[what] += 1
        self.shown.append((what, name, more))

    def compare(self, name, one, read, tally, text, truth):
        """Laws of one file: planted found, nothing false, audit of reading = audit of model."""
        count, bare = self.count, [not f.get("marks") for f in read["forms"]]
        whole = tally.bad() == 0 and len(read["forms"]) == len(one.own)
        for n, (own, spoilt) in enumerate(zip(one.own, one.spoilt), 1):
            changed = any(k in spoilt.kinds for k in SPOILS)
            here = {k for k in text if k[2] == n}
            there = {k for k in truth if k[2] == n}
            planted = {
                (f[0], f[1], n, None if f[2] is None else f[2]) for f in own.get("findings", ())
            }
            count["forms audited"] += 1
            count["forms with faults"] += bool(planted)
            false = errors(here) - errors(there)
            if whole and false:
                beside = " beside a mark" if tally.count["flagged"] else ""
                self.say("false errors" + beside, name, sorted(false, key=str)[:3])
            if not changed:
                off = errors(there) ^ errors(planted) if one.quality == "clean" else set()
                if off:
                    self.say("model and audit differ", name, sorted(off, key=str)[:3])
                count["faults planted"] += len(planted)
                lost_faults = {k for k in planted if k not in here}
                if lost_faults and whole and bare[n - 1]:
                    self.say("faults not found", name, sorted(lost_faults, key=str)[:3])
                marks = read["forms"][n - 1].get("marks", ()) if whole else ()
                repaired = any(m.get("how") == "repaired" for m in marks)
                if errors(lost_faults) and repaired and not tally.count["flagged"]:
                    self.say("faults hidden by a repair", name, sorted(lost_faults, key=str)[:3])
            if whole and bare[n - 1] and one.quality == "clean" and here != there:
                self.say("audits differ", name, sorted(here ^ there, key=str)[:3])
        self.slips(one, text, truth)

    def slips(self, one, text, truth):
        """How many slips no error of any form of the file speaks of."""
        n = sum(s.kinds["slip"] for s in one.spoilt)
        self.count["slips"] += n
        if n and not errors(truth):
            self.count["slips nothing sees"] += n

    def twins(self, made, reads, read_files):
        """Prints each clean file's first form in another manner; both readings must agree."""
        pairs = {}
        for name, one in made.items():
            if one.quality == "clean" and reads[name] and len(reads[name]["forms"]) == len(one.own):
                other = draw.twin(self.seed, one, self.part)
                if other:
                    pairs[name] = name[:-4] + "-twin.txt"
                    with open(os.path.join(self.folder, pairs[name]), "wb") as f:
                        f.write(other.data)
        if not pairs:
            return
        second = read_files(self.heng, self.folder, list(pairs.values()))
        for name, twin in pairs.items():
            self.count["twins"] += 1
            self.agree(name, reads[name]["forms"][0], second[twin])

    def turned(self, made, tallies, read_files, options):
        """Silent cells of noisy files that were right in the clean print of the same file."""
        bad = [n for n, one in made.items() if one.quality != "clean" and silent_paths(tallies[n])]
        clean = {}
        for name in bad:
            clean[name[:-4] + "-clean.txt"] = draw.draw(
                self.seed, made[name].number, "clean", *options
            )
        for name, one in clean.items():
            with open(os.path.join(self.folder, name), "wb") as f:
                f.write(one.data)
        reads = read_files(self.heng, self.folder, list(clean)) if clean else {}
        for name, (other, one) in zip(bad, clean.items()):
            before = judge(one.truth, reads[other] or {"forms": []})
            new = silent_paths(tallies[name]) - silent_paths(before)
            if new:
                self.say("right, then silent", name, sorted(new)[:3])

    def agree(self, name, first, second):
        """The first reading as truth, its marked cells left out, against the second."""
        truth = copy.deepcopy(first)
        truth["unjudged"] = [m["path"] for m in truth.get("marks", ())]
        truth.pop("repairs", None)
        tally = judge({"forms": [truth]}, second or {"forms": []})
        if tally.count["silent"] or tally.count["missing"] or tally.count["extra"]:
            self.say(
                "twins differ",
                name,
                [f[:2] + f[3:5] for f in tally.faults if f[0] in ("silent", "missing", "extra")][
                    :2
                ],
            )
