#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Prints a dictionary for libFuzzer: words of the data, as a target's inputs hold them.

usage: words.py TARGET
"""
import glob
import re
import sys

FILES = {"text": "data/read/*.yaml", "forms": "src/codec/form_json*.c", "profile": "form/profiles/*.yaml"}
WORDS = {
    "text": r"[\u3400-\u9fff]{2,12}|[≥≤％%（）：|\t]|[\u200b\u202e\ufeff\u3000]",
    "forms": r"\"[a-z_0-9]{2,24}\"",
    "profile": r"[a-z_]{3,24}:?|[&*]\w+",
}


def main():
    target, words = sys.argv[1], {"\t", "|", "\u3000", "\u200b"}
    for name in glob.glob(FILES[target]):
        with open(name, encoding="utf-8") as f:
            words.update(re.findall(WORDS[target], f.read()))
    for word in sorted(words):
        print('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"')


main()
