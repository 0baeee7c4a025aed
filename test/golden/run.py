#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs transcripts: files that show commands and what heng answers.

usage: run.py [--accept] [--wrap "COMMAND…"] HENG FILE-OR-FOLDER…

A transcript is test/golden/TOPIC/NAME.transcript, or a fenced ```console block of a page (*.md):

    # a remark, before the first command or after a line that begins with "## "
    $ heng audit lonely.txt
    …what stdout and stderr show, in the order in which they were written…
    [exit 3]

`[exit N]` stands only where N is not 0. Every transcript runs in a folder of its own that holds
copies of the other files of its folder (a page: of example/), with a bare environment: 80 columns,
no colour, Chinese. A command is a line for sh, so pipes and redirections may be used; in front of heng,
`on-terminal` makes stdout pass for a terminal. In what is
compared, 64 hexadecimal digits are written `[sha256]`, and a line `…` of a page stands for any
lines. One line `ok NAME` or `not ok NAME` a transcript; the difference is shown. --accept writes
what was answered into the transcripts (pages are left alone) and shows what changed.
--wrap runs heng under a program, valgrind for one; its exit 99 is a failure.
"""
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

TIMEOUT_S = 300


class Step:
    """A command with the lines expected after it; `at` is the index of its line in the file."""

    def __init__(self, command, at):
        self.command, self.at, self.want = command, at, []


def steps_of(lines, first, last):
    """The steps of lines[first:last]; blank lines and remarks between steps belong to nobody."""
    steps = []
    for i in range(first, last):
        line = lines[i]
        if line.startswith("$ "):
            steps.append(Step(line[2:], i))
        elif steps and not line.startswith("## "):
            steps[-1].want.append(line)
    for step in steps:
        while step.want and step.want[-1] == "":
            step.want.pop()
    return steps


def blocks_of(path, lines):
    """(name, steps) of a transcript (one) or of a page (one a ```console block)."""
    if not path.endswith(".md"):
        yield path, steps_of(lines, 0, len(lines))
        return
    start = None
    for i, line in enumerate(lines):
        if line.strip() == "```console":
            start = i + 1
        elif line.strip() == "```" and start is not None:
            yield f"{path}:{start}", steps_of(lines, start, i)
            start = None


def answer_of(step, work, env):
    """What the command wrote, as lines, with its exit status."""
    done = subprocess.run(["sh", "-c", step.command], cwd=work, env=env, timeout=TIMEOUT_S,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = done.stdout.decode("utf-8", "backslashreplace")
    text = re.sub(r"\b[0-9a-f]{64}\b", "[sha256]", text)
    lines = text.split("\n")
    while lines and lines[-1] == "":
        lines.pop()
    if done.returncode:
        lines.append(f"[exit {done.returncode}]")
    return lines


def fits(want, got, may_skip):
    """True if the answer is what is wanted; `…` alone on a line of a page stands for any lines."""
    if not may_skip or "…" not in want:
        return want == got
    cut = want.index("…")
    head, rest = want[:cut], want[cut + 1:]
    if got[:cut] != head:
        return False
    return any(fits(rest, got[i:], True) for i in range(cut, len(got) + 1))


def environment(folder, heng, wrap):
    """A bare environment in which `heng` is the program under test."""
    tools = os.path.join(folder, "bin")
    os.mkdir(tools)
    path = os.path.join(tools, "heng")
    with open(path, "w", encoding="utf-8") as f:
        f.write(f'#!/bin/sh\nexec {wrap} {shlex.quote(os.path.abspath(heng))} "$@"\n')
    os.chmod(path, 0o755)
    preload = os.path.join(os.path.dirname(os.path.abspath(heng)), "test", "golden", "libterminal.so")
    with open(os.path.join(tools, "on-terminal"), "w", encoding="utf-8") as f:
        f.write(f'#!/bin/sh\nexec env LD_PRELOAD={shlex.quote(preload)} "$@"\n')
    os.chmod(os.path.join(tools, "on-terminal"), 0o755)
    env = {"PATH": tools + ":/usr/bin:/bin", "HOME": folder, "COLUMNS": "80", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    for name, value in os.environ.items():
        if name.endswith("SAN_OPTIONS") or name.startswith("GCOV"):
            env[name] = value
    return env


def inputs_of(path, root):
    """The folder whose files a transcript may read."""
    if not path.endswith(".md"):
        return os.path.dirname(path)
    return os.path.join(root, "example")


def run_steps(path, steps, args):
    """The answers to the steps, run one after the other in one folder."""
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder, args["heng"], args["wrap"])
        work = os.path.join(folder, "work")
        inputs = inputs_of(path, args["root"])
        target = os.path.join(work, "example") if path.endswith(".md") else work
        os.makedirs(work)
        if os.path.isdir(inputs):
            shutil.copytree(inputs, target, dirs_exist_ok=True,
                            ignore=shutil.ignore_patterns("*.transcript", "*.build", "*.py"))
        return [answer_of(step, work, env) for step in steps]


def rewritten(lines, steps, answers):
    """The lines of a transcript with the answers in place of what was expected."""
    out, end = [], 0
    for step, answer in zip(steps, answers):
        out += lines[end:step.at + 1] + answer
        end = step.at + 1 + len(step.want)
    return out + lines[end:]


def judge(path, args):
    """Runs a file; returns (passed, failed)."""
    with open(path, encoding="utf-8") as f:
        lines = f.read().split("\n")
    passed = failed = 0
    for name, steps in blocks_of(path, lines):
        steps = [s for s in steps if not path.endswith(".md") or s.command.startswith("heng ")]
        if not steps:
            continue
        answers = run_steps(path, steps, args)
        name = os.path.relpath(name, args["root"])
        good = all(fits(s.want, a, path.endswith(".md")) for s, a in zip(steps, answers))
        good = good and not any("[exit 99]" in a for a in answers)
        changed = rewritten(lines, steps, answers)
        if not good:
            for line in difflib.unified_diff(lines, changed, name, "what heng answers", n=2, lineterm=""):
                print("    " + line)
            if args["accept"] and path.endswith(".transcript"):
                with open(path, "w", encoding="utf-8") as f:
                    f.write("\n".join(changed))
                good = True
        print(("ok " if good else "not ok ") + name, flush=True)
        passed, failed = passed + good, failed + (not good)
    return passed, failed


def files_of(places):
    for place in places:
        if os.path.isdir(place):
            for at, dirs, names in os.walk(place):
                dirs.sort()
                yield from (os.path.join(at, n) for n in sorted(names) if n.endswith((".transcript", ".md")))
        else:
            yield place


def main():
    words, args = sys.argv[1:], {"accept": False, "wrap": ""}
    args["root"] = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    while words and words[0].startswith("--"):
        option = words.pop(0)
        if option == "--accept":
            args["accept"] = True
        elif option == "--wrap" and words:
            args["wrap"] = words.pop(0)
        else:
            sys.exit(__doc__)
    if len(words) < 2:
        sys.exit(__doc__)
    args["heng"] = words[0]
    passed = failed = 0
    for path in files_of(words[1:]):
        good, bad = judge(os.path.abspath(path), args)
        passed, failed = passed + good, failed + bad
    print(f"{passed} transcripts as expected, {failed} not")
    sys.exit(1 if failed else 0)


main()
