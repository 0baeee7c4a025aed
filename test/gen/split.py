# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which vocabularies and manners tuning may open, and which are only judged (`kept.txt`)."""
import os

import words

HERE = os.path.dirname(os.path.abspath(__file__))


def kept(section):
    """The names that stand under [section] in kept.txt."""
    out, here = [], None
    with open(os.path.join(HERE, "kept.txt"), encoding="utf-8") as f:
        for line in f:
            line = line.strip()
            if line.startswith("["):
                here = line.strip("[]")
            elif line and not line.startswith("#") and here == section:
                out.append(line)
    return out


def vocabularies(part):
    """The vocabularies of a part: tuned, kept or all."""
    held = set(kept("vocabularies"))
    return [n for n in words.all_names() if part == "all" or (n in held) == (part == "kept")]
