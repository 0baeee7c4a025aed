#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Prints one generated file and its truth.

usage: gen.py [--seed N] [--number K] [--quality Q] [--manner M] [--vocabulary V]
              [--part P] [-o STEM]
"""
import argparse
import json
import sys

import draw


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", default="1")
    parser.add_argument("--number", type=int, default=0)
    parser.add_argument("--quality", choices=draw.QUALITIES)
    parser.add_argument("--manner")
    parser.add_argument("--vocabulary")
    parser.add_argument("--part", choices=("tuned", "kept", "all"), default="all")
    parser.add_argument("-o", dest="stem", help="write STEM.txt and STEM.truth.json")
    args = parser.parse_args()
    made = draw.draw(args.seed, args.number, args.quality, args.manner, args.vocabulary, args.part)
    truth = json.dumps(made.truth, ensure_ascii=False, indent=1)
    if args.stem:
        with open(args.stem + ".txt", "wb") as f:
            f.write(made.data)
        with open(args.stem + ".truth.json", "w", encoding="utf-8") as f:
            f.write(truth + "\n")
    else:
        sys.stdout.buffer.write(made.data)
        sys.stdout.flush()
        print(truth)


main()
