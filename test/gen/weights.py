# SPDX-License-Identifier: AGPL-3.0-or-later
"""The integers of data/read/weights.yaml: read, changed, and written back with their comments."""
import os
import re
import tempfile

PATH = os.path.join("data", "read", "weights.yaml")
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", PATH)
LINE = re.compile(r"( *)(\w+):( *)(-?\d+)?( *)(#.*)?$")
MOST = 1000  # what heng takes, either way


class Weights(dict):
    """Values by "group.name", in the order of the file; `text` is the file with these values."""

    def __init__(self, path=HERE):
        self.path = path
        with open(path, encoding="utf-8") as f:
            self.lines = f.read().split("\n")
        super().__init__()
        for key, found in self.places():
            self[key] = int(found[4])

    def places(self):
        """(key, line) of each line that holds a value."""
        group = ""
        for line in self.lines:
            found = LINE.match(line)
            if found and found[4] is None:
                group = found[2] + "."
            elif found:
                yield (group if found[1] else "") + found[2], found

    def text(self):
        places, out = self.places(), []
        for line in self.lines:
            found = LINE.match(line)
            if found and found[4] is not None:
                key, _ = next(places)
                line = f"{found[1]}{found[2]}: {self[key]}"
                if found[6]:
                    line = f"{line:<23} {found[6]}"
            out.append(line)
        return "\n".join(out)

    def write(self, path=None):
        with open(path or self.path, "w", encoding="utf-8") as f:
            f.write(self.text())


class Home:
    """A folder for `heng --home` that lays other weights over those of the program."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="weights-")
        self.path = os.path.join(self.folder.name, PATH)
        os.makedirs(os.path.dirname(self.path))

    def lay(self, weights):
        """The folder, with these weights in it."""
        weights.write(self.path)
        return self.folder.name
