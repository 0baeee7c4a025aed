#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs the cases of TABLE.md.

usage: run.py [--slow] [--only WORDS] HENG [SHIFT-LIBRARY]

--slow: heng was built with sanitizers or for coverage: inputs are a hundredth of their size where the
table counts forms, rows and bytes that are read, and neither time nor memory is judged; what needs
a ceiling on address space is left out, as sanitizers take all of it.
--only: the cases whose names hold these words.
One line `ok CASE` or `not ok CASE`; what is wrong stands before.
"""
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile

import make

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
MEMORY_MOST = 256  # MiB of resident memory
SECONDS_MOST = 20  # of processor time
LANGUAGES = ("zh", "en")
# Runs a call and prints its exit status and its peak of resident memory in KiB. A program of its own,
# as the peak of a child begins with that of its parent.
MEASURE = """
import os, resource, sys
seconds, space, source = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
child = os.fork()
if child == 0:
    for name, at, flags in (("out", 1, os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
                            ("err", 2, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), (source, 0, os.O_RDONLY)):
        os.dup2(os.open(name, flags, 0o600), at)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if space:
        resource.setrlimit(resource.RLIMIT_AS, (space << 10, space << 10))
    os.execv(sys.argv[4], sys.argv[4:])
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""


class Case:
    """One line of a table."""

    def __init__(self, name, made_by, call, status, outcome):
        self.name, self.made_by, self.status = name, made_by.split(), int(status)
        space = re.search(r" \(ulimit -v (\d+)\)$", call)
        self.space = int(space[1]) if space else 0
        self.call = re.sub(r" \(.*\)$", "", call).split()
        self.outcome = [part.strip() for part in outcome.split(";")]

    def memory(self):
        told = [part.split()[1] for part in self.outcome if part.startswith("memory ")]
        return int(told[0]) if told else MEMORY_MOST

    def is_told(self):
        return any(part.startswith("told ") for part in self.outcome)


def tables(text):
    """(heading, rows) of each table of the page."""
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        lines = [line for line in section.split("\n") if line.startswith("|")]
        if len(lines) > 2:
            yield section.split("\n")[0], [[c.strip() for c in line.strip("|").split("|")] for line in lines[2:]]


def labels():
    """Texts by language and key, from data/label."""
    found = {lang: {} for lang in LANGUAGES}
    for lang in LANGUAGES:
        folder = os.path.join(ROOT, "data", "label", lang)
        for name in sorted(os.listdir(folder)):
            path = []
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                for line in f:
                    at = re.match(r"( *)([\w-]+):(?: (.*))?$", line.rstrip("\n"))
                    if at:
                        path = path[:len(at[1]) // 2] + [at[2]]
                        if at[3]:
                            found[lang][".".join(path)] = at[3].strip('"')
    return found


LABELS = labels()


def says(sentence, word, lang):
    """True if the sentence is that of a label (a key, or how one begins), or holds a word."""
    if not word.startswith("err."):
        return word in sentence
    for key, text in LABELS[lang].items():
        if key == word or key.startswith(word + "."):
            pattern = re.sub(r"\\{\w+\\}", ".*", re.escape(text).replace(r"\ ", " "))
            if re.fullmatch("heng: " + pattern + "\n", sentence):
                return True
    return False


def run(heng, case, made, lang, library, is_slow):
    """(exit status, MiB) of one call in the working folder; its output is in the files out and err."""
    words, source, env = made, "/dev/null", dict(os.environ, COLUMNS="80")
    env.pop("HENG_LANG", None)
    if isinstance(made, dict):
        words, source = made.get("words", []), made.get("stdin", source)
        if "shift" in made:
            env.update(LD_PRELOAD=library, HENG_SHIFT=made["shift"])
    call = [heng, *case.call, *words, "--lang", lang]
    seconds = 600 if is_slow else SECONDS_MOST
    done = subprocess.run([sys.executable, "-S", "-E", "-c", MEASURE, str(seconds), str(case.space), source, *call],
                          capture_output=True, text=True, env=env, check=True)
    status, kib = done.stdout.split()
    return int(status), int(kib) / 1024


def read(name):
    with open(name, encoding="utf-8", errors="replace") as f:
        return f.read()


def cells(form):
    """What a form says, apart from where it stands."""
    return {key: value for key, value in form.items() if key not in ("marks", "raw", "support")}


def bare(heng):
    """The plain form, read."""
    make.plain()
    done = subprocess.run([heng, "read", "--format", "json", "in.txt"], capture_output=True, text=True, check=True)
    os.remove("in.txt")
    return json.loads(done.stdout)["forms"][0]


def each_form():
    """The forms of the output, which may be large, of one file or several: one after the other."""
    text, decoder, key = read("out"), json.JSONDecoder(), '"forms":['
    at = text.index(key)
    while at >= 0:
        at += len(key)
        while text[at] != "]":
            form, at = decoder.raw_decode(text, at)
            yield form
            at += text[at] == ","
        at = text.find(key, at)


def numbers_of(form):
    """The unmarked numbers of the rows of a form, in order."""
    marked = {m["path"] for m in form.get("marks", [])}
    for i, row in enumerate(form["indicators"]):
        for slot in ("target", "actual", "weight", "score"):
            value, path = row.get(slot), f"/indicators/{i}/{slot}"
            if isinstance(value, dict):
                value, path = value.get("value"), path + "/value"
            if value is not None and path not in marked:
                yield slot, value


def is_sure(form):
    """Whether a row bears no mark that says it may be read wrong."""
    unsure = {m["path"].split("/")[2] for m in form.get("marks", [])
              if m["path"].startswith("/indicators") and m["how"] in ("doubtful", "missing")}
    return [str(i) not in unsure for i in range(len(form["indicators"]))]


def check_forms(part, plain):
    """What is wrong with the forms of the output."""
    words, n, faults = part.split(), 0, []
    for form in each_form():
        n += 1
        if part == "every form like plain" and cells(form) != cells(plain) and not faults:
            faults.append(f"form {n} is not as the plain one")
        if part == "rest like plain":
            same = [i for i, (a, b) in enumerate(zip(form["indicators"], plain["indicators"])) if a != b]
            if len(same) > 1 or form["funds"] != plain["funds"] or form.get("total") != plain.get("total"):
                faults.append(f"rows {same} are not as the plain ones")
        if part == "numbers like plain" and list(numbers_of(form)) != list(numbers_of(plain)):
            faults.append("its numbers are not those of the plain one")
        if words[1:] == ["sure", "rows"] and sum(is_sure(form)) != int(words[0]):
            faults.append(f"{sum(is_sure(form))} sure rows")
        if part == f"all {words[1]} rows" and len(form["indicators"]) != int(words[1]):
            faults.append(f"{len(form['indicators'])} rows")
        if words[1:] == ["funds"] and len(form["funds"]) != (int(words[0]) - 3) // make.SCALE + 3:
            faults.append(f"{len(form['funds'])} funds")
        if words[1:] == ["rows"] and words[0].isdigit() and len(form["indicators"]) != scaled_rows(words[0]):
            faults.append(f"{len(form['indicators'])} rows")
        if part == "unmarked rows" and any(
                m["path"].startswith("/indicators") and m["how"] not in ("empty", "inferred") for m in form.get("marks", [])):
            faults.append("a row is marked")
    if words[1:] == ["forms"] and n != scaled(words[0]):
        faults.append(f"{n} forms")
    return faults


def scaled(word):
    n = int(word)
    return max(1, n // make.SCALE) if n > 100 else n


def scaled_rows(word):
    """The rows of the plain form, and those that were put in."""
    n = int(word)
    return n if n < 100 else (n - 8) // make.SCALE + 8


def forms_of_csv(text):
    """The lines of each form, without its file and number."""
    found = {}
    for row in list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))[1:]:
        found.setdefault(row[1], []).append((*row[2:7], row[8]))
    return list(found.values())


def forms_of_paper(text):
    """The lines of each form below its heading."""
    return [form.strip() for form in re.split(r"^.*  (?:表|Form) \d+ =+$", text, flags=re.M)[1:]]


def check_print(part, case):
    """What is wrong with forms that are printed one after the other, not as JSON."""
    forms = (forms_of_csv if "csv" in case.call else forms_of_paper)(read("out"))
    same = [form == forms[0] for form in forms]
    wanted = scaled(part.split()[0])
    return [] if len(forms) == wanted and all(same) and len(forms[0]) > 8 else [
        f"{len(forms)} forms, {same.count(False)} not like the first"]


def check_found(part):
    """What is wrong with the findings of an audit."""
    audit, kind, rest = json.loads(read("out")), *part.split(" ", 1)
    if part == "each found like the first":
        by_form = {}
        for finding in audit["findings"]:
            by_form.setdefault(finding["form"], []).append(
                (finding["rule"], finding["place"].split(", ")[-1]))
        first = by_form[1]
        return [] if len(by_form) == len(audit["forms"]) and all(f == first for f in by_form.values()) else [
            "the findings of the forms are not the same"]
    of = audit["findings" if kind == "finds" else "not_evaluated"]
    return [f"{kind} no {rule}" for rule in rest.split(", ") if rule not in {f["rule"] for f in of}]


def check_part(part, case, status, lang, plain):
    kind, _, rest = part.partition(" ")
    if kind == "told":
        sentence = read("err")
        return [f"not told: {w}" for w in rest.split(", ") if not says(sentence, w, lang)] + (
            [] if sentence.count("\n") == 1 else ["not one sentence"])
    if kind == "memory":
        return []
    if part == "nothing at out":
        return ["something stands at out"] if any(n.startswith("out.part") for n in os.listdir(".")) else []
    if part.endswith(" alike"):
        return check_print(part, case)
    if part == "ended":
        return [] if read("out").endswith("\n") else ["the output does not end"]
    if part.endswith(" notes"):
        found = len(re.findall(r"^in\.txt：第 \d+ 行", read("out"), re.M))
        return [] if found == int(kind) else [f"{found} notes"]
    if part.endswith(" forms on paper"):
        found = len(re.findall(r"表 \d+(?: =+)?$", read("out"), re.M))
        return [] if found == int(kind) else [f"{found} forms"]
    if part.endswith(" on the page"):
        found = len(set(re.findall(r'id="row-(\d+)-1"', read("out"))))
        return [] if found == scaled(part.split()[0]) else [f"{found} forms"]
    if kind in ("finds", "leaves") or part == "each found like the first":
        return check_found(part)
    if kind == "strict":
        strict = json.loads(read("out"))["forms"][0]["strict"]["total"]
        return [] if strict == rest else [f"strict {strict}"]
    return check_forms(part, plain)


def try_case(heng, case, library, plain, is_slow):
    """What is wrong with a case: a list of sentences; and the most MiB."""
    faults, most = [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        maker = {"socket": make.socket_file}.get(case.made_by[0]) or getattr(make, case.made_by[0])
        made = maker(*case.made_by[1:])
        for lang in LANGUAGES if case.is_told() else LANGUAGES[:1]:
            status, mib = run(heng, case, made, lang, library, is_slow)
            most = max(most, mib)
            if status != case.status:
                faults.append(f"exit {status}: {read('err')[:300].strip()}")
                continue
            for part in case.outcome:
                faults += [f"{lang}: {fault}" for fault in check_part(part, case, status, lang, plain)]
        if not is_slow and most > case.memory():
            faults.append(f"{most:.0f} MiB")
        os.chdir(HERE)
    return faults, most


# Where the figures of the table of number cells stand in the plain form, and in its reading.
SLOTS = {
    "score": ("432支\t10.00\t9.00", "432支\t10.00\t{}", "/indicators/1/score"),
    "actual": ("432支", "{}支", "/indicators/1/actual"),
    "executed": ("47.25\t10.00", "{}\t10.00", "/funds/0/executed"),
    "total": ("100\t95.38", "100\t{}", "/total/score"),
}


def at_path(form, path):
    for step in path.strip("/").split("/"):
        form = form[int(step)] if isinstance(form, list) else form.get(step)
    return form


def cell_of(form, path):
    """What a cell holds and how it is marked: as the words of the table."""
    value = at_path(form, path)
    hows = [m["how"] for m in form.get("marks", []) if m["path"] == path or m["path"].startswith(path + "/")]
    if isinstance(value, dict) and "text" in value:
        return "text!" if hows else "text"
    if hows:
        return hows[0]
    return value["value"] if isinstance(value, dict) else value


def check_number(heng, printed, slot, want, plain):
    old, new, path = SLOTS[slot]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        assert make.PLAIN.count(old) == 1
        make.put("in.txt", make.PLAIN.replace(old, new.format(printed)))
        done = subprocess.run([heng, "read", "--format", "json", "in.txt"], capture_output=True, text=True)
        os.chdir(HERE)
    if done.returncode != 0:
        return [f"{slot}: exit {done.returncode} {done.stderr}"]
    form = json.loads(done.stdout)["forms"][0]
    got = cell_of(form, path)
    faults = [] if got == want else [f"{slot}: {got}, not {want}"]
    for i, (a, b) in enumerate(zip(form["indicators"], plain["indicators"])):
        same = {k: v for k, v in a.items() if not path.startswith(f"/indicators/{i}/{k}")}
        if same != {k: b.get(k) for k in same} or len(form["indicators"]) != len(plain["indicators"]):
            faults.append(f"{slot}: row {i + 1} is not as ever")
    return faults


def numbers(heng, rows, plain):
    """Faults by printed text."""
    for printed, *wants in rows:
        text = json.loads('"' + printed.strip("`") + '"')
        yield printed, [f for slot, want in zip(SLOTS, wants) for f in check_number(heng, text, slot, want, plain)]


def main():
    words, only, is_slow = sys.argv[1:], "", "--slow" in sys.argv
    words = [w for w in words if w != "--slow"]
    if "--only" in words:
        at = words.index("--only")
        only = words[at + 1]
        del words[at:at + 2]
    if not words:
        sys.exit(__doc__)
    heng, library = os.path.abspath(words[0]), os.path.abspath(words[1]) if len(words) > 1 else ""
    make.SCALE = 100 if is_slow else 1
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        plain = bare(heng)
        os.chdir(HERE)
    with open(os.path.join(HERE, "TABLE.md"), encoding="utf-8") as f:
        page = f.read()
    for heading, rows in tables(page):
        if heading == "Number cells":
            results = ((f"a cell of {printed}", faults, 0) for printed, faults in numbers(heng, rows, plain))
        else:
            cases = [Case(*row) for row in rows if only in row[0]]
            cases = [case for case in cases if not (is_slow and case.space)]
            results = ((c.name, *try_case(heng, c, library, plain, is_slow)) for c in cases)
        for name, faults, mib in results:
            if only not in name:
                continue
            failed += bool(faults)
            memory = f" ({mib:.0f} MiB)" if mib else ""
            print("\n".join([f"    {f}" for f in faults] + [("not ok " if faults else "ok ") + name + memory]), flush=True)
    sys.exit(1 if failed else 0)


main()
