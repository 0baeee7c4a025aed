#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several processes write what one writes, to the byte, with the same sentences and exit status.

usage: jobs.py HENG [DIR]

Reads and audits the texts of DIR (default: test/forms of this repository) with other numbers of
jobs, in every format; among them files that are not there, empty, no form and JSON.
"""
import glob
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
JOBS = (2, 3, 64)


def call(heng, words, paths):
    done = subprocess.run([heng, *words, *paths], capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


def write_bad(folder):
    """Files that fail in other ways; their paths."""
    paths = [os.path.join(folder, name) for name in ("empty.txt", "poem.txt", "broken.json", "nul.txt")]
    for path, content in zip(paths, (b"", "春眠不觉晓\n".encode(), b'{"schema":', b"a\0b")):
        with open(path, "wb") as f:
            f.write(content)
    return [*paths, os.path.join(folder, "absent.txt")]


def main():
    heng = sys.argv[1]
    texts = sorted(glob.glob(os.path.join(sys.argv[2] if len(sys.argv) > 2 else os.path.join(HERE, "..", "forms"),
                                          "**", "*.txt"), recursive=True))
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        bad = write_bad(folder)
        paths = [p for i, text in enumerate(texts) for p in ([text, bad.pop()] if i % 7 == 3 and bad else [text])]
        readings = os.path.join(folder, "readings.json")
        with open(readings, "wb") as f:
            f.write(call(heng, ["read", "--format", "json"], texts[:3])[1])
        paths.insert(5, readings)
        for words in (["read"], ["read", "--format", "json"], ["read", "--format", "csv"],
                      ["audit"], ["audit", "--format", "json", "--lang", "en"], ["audit", "--format", "csv"]):
            alone = call(heng, words, paths)
            for jobs in JOBS:
                same = call(heng, [*words, "--jobs", str(jobs)], paths) == alone
                wrong += not same
                print(f"{'ok' if same else 'not ok'} {'_'.join(w.strip('-') for w in words)}_jobs_{jobs}")
            file = os.path.join(folder, "out")
            call(heng, [*words, "--jobs", "2", "-o", file], paths)
            with open(file, "rb") as f:
                same = f.read() == alone[1]
            wrong += not same
            print(f"{'ok' if same else 'not ok'} {'_'.join(w.strip('-') for w in words)}_file")
    sys.exit(wrong != 0)


if __name__ == "__main__":
    main()
