#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs cut.c on the plain form in one encoding.

usage: cut.py CUT ENCODING
"""
import os
import subprocess
import sys
import tempfile

import make


def main():
    cut, encoding = os.path.abspath(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, f"plain-{encoding}.txt")
        with open(name, "wb") as f:
            f.write(make.PLAIN.encode(encoding))
        return subprocess.run([cut, name]).returncode


sys.exit(main())
