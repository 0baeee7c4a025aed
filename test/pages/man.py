#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Compares heng.1 with what the program says of itself.

usage: man.py HENG            (from anywhere)

One line `ok NAME` or `not ok NAME` a law; what breaks it stands before.
"""
import os
import re
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
HENG = os.path.abspath(sys.argv[1])


def heng(*words):
    return subprocess.run([HENG, *words, "--lang", "en"], capture_output=True, text=True, check=True).stdout


def page():
    with open(os.path.join(ROOT, "heng.1"), encoding="utf-8") as f:
        return re.sub(r"\\[fF][A-Z]", "", f.read().replace("\\-", "-"))


def options(text):
    return set(re.findall(r"(?<![\w-])(--[a-z]+|-[a-z](?![\w]))", text))


def commands():
    return re.findall(r"^  ([a-z]+) {2,}\S", heng("help"), re.M)


def differ(what, told, known):
    return ([f"heng.1 does not tell of {what} {w}" for w in sorted(known - told)] +
            [f"heng.1 tells of {what} {w}, heng does not" for w in sorted(told - known)])


def options_agree():
    text = page()
    listed = options("\n".join(re.findall(r"^\.TP\n(\.B.*-.*)$", text, re.M)))
    known = set().union(*(options("\n".join(re.findall(r"^  (-.*?)(?:  |$)", heng("help", c), re.M))) for c in commands()))
    return differ("option", listed, known)


def commands_agree():
    section = page().split(".SH COMMANDS")[1].split(".SH")[0]
    return differ("command", set(re.findall(r"^\.TP\n\.B ([a-z]+)$", section, re.M)), set(commands()))


def statuses_agree():
    section = page().split(".SH EXIT STATUS")[1].split(".SH")[0]
    with open(os.path.join(ROOT, "src/cli/exit.h"), encoding="utf-8") as f:
        known = set(re.findall(r"EXIT_\w+ = (\d)", f.read()))
    return differ("status", set(re.findall(r"^\.B (\d)$", section, re.M)), known)


def version_agrees():
    version = heng("version").split()[1]
    return [] if f"heng {version}" in page() else [f"heng.1 is not of version {version}"]


bad = 0
for law in (options_agree, commands_agree, statuses_agree, version_agrees):
    faults = law()
    for fault in faults:
        print("    " + fault)
    print(("not ok " if faults else "ok ") + law.__name__)
    bad += bool(faults)
sys.exit(1 if bad else 0)
