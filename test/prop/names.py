# SPDX-License-Identifier: AGPL-3.0-or-later
"""New characters in names: one exchange of Han characters for all texts of a case.

Characters of any word in `words.txt` that occurs in the case, of class names, fund labels and
units, and numerals stay; all others are exchanged one for one, so that a name stays equal to its
copies, its torn parts and the names it shares words with. The new ones are drawn from the common
characters of GB 2312 that no sample and no word uses.
"""
import os
import re

from echo import bare

HERE = os.path.dirname(os.path.abspath(__file__))


def words():
    with open(os.path.join(HERE, "words.txt"), encoding="utf-8") as f:
        return sorted(
            {w for line in f if not line.startswith("#") for w in line.split()},
            key=len,
            reverse=True,
        )


def is_han(c):
    return "㐀" <= c <= "鿿"


NUMERALS = "注零〇一二三四五六七八九十百千万亿两第年月日天元分前后底内外上下末初季不未无有是否的和与及等其各"


class Names:
    """One exchange of characters for all texts of a case: a name stays equal to its copies and
    parts.
    """

    def __init__(self, rng, samples, allowed, all_text):
        protected = set(NUMERALS)
        strings = [bare(s.text) for s in samples]
        for s in samples:
            for x in walk(s.truth):
                strings.append(bare(x))
            for form in s.forms:
                for r in form["indicators"]:
                    protected |= set((r.get("level1") or "") + (r.get("level2") or ""))
                    for k in ("target", "actual"):
                        protected |= set((r.get(k) or {}).get("unit") or "")
                for f in form["funds"]:
                    protected |= set(f.get("name") or "")
            protected |= set(re.findall(r"\d([\u3400-\u9fff])", bare(s.text)))
        joined = "\n".join(strings)
        for w in allowed:
            if w in joined:
                protected |= set(w)
        used = set(joined) | set("".join(allowed)) | all_text
        pool = []
        for row in range(0xB0, 0xD8):
            for cell in range(0xA1, 0xFF):
                try:
                    c = bytes((row, cell)).decode("gb2312")
                except UnicodeDecodeError:
                    continue
                if c not in used:
                    pool.append(c)
        rare = [chr(c) for c in range(0x3C00, 0x4000) if chr(c) not in used]
        rng.shuffle(pool)
        rng.shuffle(rare)
        self.map = {}
        for c in sorted({c for c in joined if is_han(c) and c not in protected}):
            self.map[c] = (rare if c < "一" else pool).pop()

    def text(self, s):
        return "".join(self.map.get(c, c) for c in s)


def walk(x):
    if isinstance(x, str):
        yield x
    elif isinstance(x, dict):
        for v in x.values():
            yield from walk(v)
    elif isinstance(x, list):
        for v in x:
            yield from walk(v)
