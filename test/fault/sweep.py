#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs one sweep of fault.c in a folder of its own with the forms of this folder's parents.

usage: sweep.py FAULT CALL arena|malloc [every]
"""
import os
import shutil
import subprocess
import sys
import tempfile

TEST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FORMS = {
    "form.txt": "golden/fountain.txt",
    "last.txt": "golden/fountain-2023.txt",
    "scan.json": "golden/scan.json",
}
OWN = "inherits: national-2020\ntitle: {zh: 自定, en: own}\nbasis: {zh: 自定, en: own}\nconfidence: inferred\n"


def main():
    fault = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        for name, source in FORMS.items():
            shutil.copy(os.path.join(TEST, source), os.path.join(folder, name))
        with open(os.path.join(folder, "own.yaml"), "w", encoding="utf-8") as f:
            f.write(OWN)
        return subprocess.run([fault, folder, *sys.argv[2:]]).returncode


sys.exit(main())
