#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes the tables of GB18030 (edition of 2005) as C: gb18030.py OUT.c

Python's codec is the edition of 2000. The edition of 2005 moved one letter: A8BC, which was private
use, is U+1E3F, and the four bytes 8135F437, which were U+1E3F, are the private character U+E7C7.
The iconv of glibc is not used: it mixes in changes of 2022 and refuses 18 of the four-byte codes.
"""
import sys


def two_bytes():
    trails = [*range(0x40, 0x7F), *range(0x80, 0xFF)]
    for lead in range(0x81, 0xFF):
        for trail in trails:
            yield 0x1E3F if (lead, trail) == (0xA8, 0xBC) else ord(bytes((lead, trail)).decode("gb18030"))


def four_bytes():
    for i in range(39420):
        code = bytes((0x81 + i // 12600, 0x30 + i // 1260 % 10, 0x81 + i // 10 % 126, 0x30 + i % 10))
        yield 0xE7C7 if code == b"\x81\x35\xF4\x37" else ord(code.decode("gb18030"))


def table(name, codes):
    codes = list(codes)
    rows = (",".join(map(str, codes[i:i + 20])) for i in range(0, len(codes), 20))
    return f"const uint16_t {name}[{len(codes)}] = {{\n" + ",\n".join(rows) + "};\n"


def main():
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write('#include "codec/encoding.h"\n\n')
        out.write(table("encoding_gb_two", two_bytes()) + "\n" + table("encoding_gb_four", four_bytes()))


main()
