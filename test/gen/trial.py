# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that are read often, each time under other weights: drawn once, or those of a folder.

What a file cost is kept: one that reads as it did before is not judged again.
"""
import glob
import hashlib
import json
import os
import tempfile

import draw
from judge import judge
from prove import read_lines
from weights import Home


ROW = 10  # cells of a row that is invented


def wrong_of(c):
    """Cells of a file that are wrong, lost or invented and nothing says so."""
    lost = c["n"] - c["right"] - c["flagged"]
    return lost + ROW * c["extra"] + c["moved"] + c["unsupported"]


class Trial:
    """Named files in a folder, their truth in memory."""

    def __init__(self, heng, folder, truths, qualities):
        self.heng, self.folder, self.home = os.path.abspath(heng), folder, Home()
        self.truths, self.qualities, self.seen = truths, qualities, {}

    def lines(self, weights):
        """What heng prints of each file under these weights, by name."""
        options = ("--home", self.home.lay(weights))
        return read_lines(self.heng, self.folder, list(self.truths), options)

    def reads(self, weights):
        return {name: line and json.loads(line) for name, line in self.lines(weights).items()}

    def counts(self, weights):
        """The judge's counts of each file under these weights, as (quality, counts)."""
        out = []
        for name, line in self.lines(weights).items():
            # Before its source a line tells which data was read with.
            read = (line or b"")[(line or b"").find(b'"source"') :]
            key = name, hashlib.blake2b(read, digest_size=16).digest()
            if key not in self.seen:
                tally = judge(self.truths[name], json.loads(line) if line else {})
                tally.count["wrong"] = wrong_of(tally.count)
                self.seen[key] = self.qualities.get(name, "clean"), tally.count
            out.append(self.seen[key])
        return out


class Drawn(Trial):
    """Files 0..count of a seed and a part."""

    def __init__(self, heng, seed, count, part):
        self.files, self.made = tempfile.TemporaryDirectory(prefix="trial-"), {}
        for number in range(count):
            one = draw.draw(seed, number, part=part)
            if part == "tuned" and draw.is_kept(one):
                raise ValueError(f"file {number} of seed {seed} is kept")
            name = f"{number:06d}.txt"
            with open(os.path.join(self.files.name, name), "wb") as f:
                f.write(one.data)
            self.made[name] = one
        super().__init__(
            heng,
            self.files.name,
            {name: one.truth for name, one in self.made.items()},
            {name: one.quality for name, one in self.made.items()},
        )


def folder_of(heng, folder):
    """The files of a folder that have a truth beside them."""
    truths = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.truth.json"))):
        name = os.path.basename(path)[: -len(".truth.json")] + ".txt"
        if os.path.exists(os.path.join(folder, name)):
            with open(path, encoding="utf-8") as f:
                truths[name] = json.load(f)
    return Trial(heng, folder, truths, {})
