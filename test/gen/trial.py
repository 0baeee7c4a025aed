# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that are drawn once and read often, each time under other weights."""
import os
import tempfile

import draw
from prove import read_files
from weights import Home


class Trial:
    """Files start..start + count of a seed, of a part, in a folder of their own; truth in memory."""

    def __init__(self, heng, seed, start, count, part):
        self.heng, self.made, self.home = os.path.abspath(heng), {}, Home()
        self.folder = tempfile.TemporaryDirectory(prefix="trial-")
        for number in range(start, start + count):
            one = draw.draw(seed, number, part=part)
            if part == "tuned" and draw.is_kept(one):
                raise ValueError(f"file {number} is kept")
            name = f"{number:06d}.txt"
            with open(os.path.join(self.folder.name, name), "wb") as f:
                f.write(one.data)
            self.made[name] = one

    def read(self, weights):
        """What heng reads of each file under these weights, by name."""
        home = self.home.lay(weights)
        return read_files(self.heng, self.folder.name, list(self.made), ("--home", home))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()
        self.home.folder.cleanup()
