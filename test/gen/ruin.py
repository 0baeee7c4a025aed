# SPDX-License-Identifier: AGPL-3.0-or-later
"""The damage of `damaged` on single cells: letters among digits, overprint, torn cells, slips,
stand-ins for operators, characters taken for others, cells that came out blank.

Each function spoils one cell that nothing has spoilt yet, or returns False and leaves it.
"""
import re

from damage import TEAR, TIGHT

LETTERS = {"0": "OoD", "1": "lI", "2": "Z", "5": "S", "8": "B", "6": "b", "9": "gq", "3": "B"}
MEANS = {
    "O": "0",
    "o": "0",
    "D": "0",
    "l": "1",
    "I": "1",
    "Z": "2",
    "S": "58",
    "B": "836",
    "b": "6",
    "g": "9",
    "q": "9",
}
SLIPS = {"3": "8", "8": "3", "5": "6", "6": "5"}
STAND_INS = ["工", "^", "5=", "工", "^", ">"]
LOOKS = {
    "率": "辛卒",
    "标": "怀杯",
    "数": "教",
    "量": "呈",
    "人": "入",
    "未": "末",
    "日": "曰",
    "大": "太",
    "间": "问",
    "设": "没",
    "施": "旅",
    "完": "宗",
    "成": "戍",
    "用": "甩",
    "目": "日",
    "治": "冶",
    "己": "已",
    "已": "己",
    "土": "士",
    "天": "夭",
    "全": "金",
    "服": "眼",
    "办": "为",
    "改": "政",
    "理": "埋",
    "村": "材",
    "农": "衣",
    "训": "川",
    "建": "健",
    "度": "庹",
    "期": "朝",
    "社": "杜",
    "会": "舍",
    "满": "瞒",
    "意": "童",
    "质": "贡",
    "效": "郊",
    "时": "吋",
    "本": "木",
    "体": "休",
    "育": "盲",
}
OLD = {
    "项": ("項", "xiàng"),
    "绩": ("績", "jì"),
    "数": ("數", "shù"),
    "质": ("質", "zhì"),
    "标": ("標", "biāo"),
    "产": ("產", "chǎn"),
    "务": ("務", "wù"),
    "满": ("滿", "mǎn"),
    "实": ("實", "shí"),
    "际": ("際", "jì"),
    "单": ("單", "dān"),
    "门": ("門", "mén"),
    "预": ("預", "yù"),
    "资": ("資", "zī"),
    "总": ("總", "zǒng"),
    "执": ("執", "zhí"),
    "财": ("財", "cái"),
    "农": ("農", "nóng"),
    "训": ("訓", "xùn"),
    "设": ("設", "shè"),
    "检": ("檢", "jiǎn"),
    "时": ("時", "shí"),
    "应": ("應", "yīng"),
    "众": ("眾", "zhòng"),
    "县": ("縣", "xiàn"),
}
FORM_TEXTS = ("project", "department", "unit")
ROW_TEXTS = ("level1", "level2", "level3", "reason")


def number_of(s, cell):
    """A number leaf that may still be damaged, with its place."""
    leaves = s.numbers(cell)
    if not leaves:
        return None
    leaf = s.rng.choice(leaves)
    holder, key, a, b = leaf
    if (id(holder), key) in s.damaged:
        return None
    return leaf


def remember(s, cell, leaf, candidates):
    """The print of this figure now allows these values, the true one first."""
    s.damaged[(id(leaf[0]), leaf[1])] = candidates
    s.before[(id(leaf[0]), leaf[1])] = (cell, cell.text, list(cell.leaves), leaf)


def confuse(s, cell):
    """A letter where a digit was."""
    leaf = number_of(s, cell)
    if leaf is None:
        return False
    _, _, a, b = leaf
    text = cell.text[a:b]
    after = cell.text[b : b + 1]
    if sum(c.isdigit() for c in text) < 2 or (after.isascii() and after.isalpha()):
        return False
    places = [i for i, c in enumerate(text) if c in LETTERS]
    if not places:
        return False
    i = s.rng.choice(places)
    letter = s.rng.choice(LETTERS[text[i]])
    values = [text] + [text[:i] + d + text[i + 1 :] for d in MEANS[letter] if d != text[i]]
    remember(s, cell, leaf, values)
    s.edit(cell, a + i, a + i + 1, letter)
    s.touch(cell, "letter", 1)
    return True


def print_over(s, cell):
    """A digit under a blot, or a mark of the page inside the figure."""
    leaf = number_of(s, cell)
    if leaf is None:
        return blot_word(s, cell)
    _, _, a, b = leaf
    text = cell.text[a:b]
    places = [i for i, c in enumerate(text) if c.isdigit()]
    if len(places) < 3:
        return False
    if s.rng.random() < 0.3 and s.gap in ("tab", "bar"):
        i = s.rng.choice(places[1:])
        remember(s, cell, leaf, [text])
        s.edit(cell, a + i, a + i, f"{s.rng.randrange(1, 9)}、")
    else:
        i = s.rng.choice(places)
        values = [text] + [text[:i] + d + text[i + 1 :] for d in "0123456789" if d != text[i]]
        remember(s, cell, leaf, values)
        s.edit(cell, a + i, a + i + 1, "■")
    s.touch(cell, "overprint", 1)
    return True


def text_leaf(cell):
    """The text leaf whose characters may be spoilt, and what the truth calls it in `noisy`."""
    for holder, key, a, b in cell.leaves:
        if key in FORM_TEXTS and b - a >= 5 and cell.slot == key:
            return key, a, b
        if key in ROW_TEXTS and b - a >= (5 if key != "level1" else 4):
            return key, a, b
        if (
            key == "text"
            and b - a >= 6
            and cell.row is not None
            and cell.slot in ("target", "actual")
        ):
            return cell.slot + ".text", a, b
    return None


def note_noise(s, cell, name):
    """Says in the truth that this text is garbled, on every row it stands for."""
    if name in FORM_TEXTS:
        noisy = s.paper.form.setdefault("noisy", [])
        noisy.append(name)
        return
    rows = [h for h, k, _, _ in cell.leaves if k == name] or [cell.row]
    for row in rows:
        row.setdefault("noisy", []).append(name)


def blot_word(s, cell):
    """A character of a name under a blot."""
    found = text_leaf(cell)
    if not found or found[0] in ("level1", "level2"):
        return False
    name, a, b = found
    i = s.rng.randrange(a + 1, b)
    s.edit(cell, i, i + 1, "■")
    note_noise(s, cell, name)
    s.touch(cell, "overprint")
    return True


def garble(s, cell):
    """One character in eight taken for one that looks like it."""
    heading = cell.slot.startswith(("heading", "label", "total:label"))
    core = re.split("[（(：]", cell.text)[0]
    if heading and len(core) < 5:
        return False
    found = ("", 0, len(core)) if heading else text_leaf(cell)
    if not found:
        return False
    name, a, b = found
    places = [i for i in range(a, b) if cell.text[i] in LOOKS]
    if not places:
        return False
    n = 1 if name in ("", "level1", "level2") else max(1, min(len(places), (b - a) // 8))
    for i in s.rng.sample(places, min(n, len(places))):
        s.edit(cell, i, i + 1, s.rng.choice(LOOKS[cell.text[i]]))
    if name:
        note_noise(s, cell, name)
    s.touch(cell, "character")
    return True


def traditional(s, cell):
    """A character in its traditional form, at times with its sound behind it."""
    found = text_leaf(cell)
    if not found:
        return False
    name, a, b = found
    places = [i for i in range(a, b) if cell.text[i] in OLD]
    if not places:
        return False
    i = s.rng.choice(places)
    old, sound = OLD[cell.text[i]]
    s.edit(cell, i, i + 1, old + (f"({sound})" if b - a > 9 and s.rng.random() < 0.4 else ""))
    note_noise(s, cell, name)
    s.touch(cell, "traditional")
    return True


def host_mark(s, cell, mark):
    """The mark of a document host in the middle of whatever stands there."""
    if s.numbers(cell):
        leaf = number_of(s, cell)
        if leaf is None or s.gap in TIGHT:
            return False
        a, b = leaf[2], leaf[3]
        if b - a < 3:
            return False
        at = s.rng.randrange(a + 1, b)
        remember(s, cell, leaf, [cell.text[a:b]])
        s.edit(cell, at, at, mark)
        s.touch(cell, "host mark", 1)
        return True
    found = text_leaf(cell)
    if found:
        name, a, b = found
        if name in ("level1", "level2") or b - a < 7:
            return False
        note_noise(s, cell, name)
    elif cell.leaves or len(cell.text) < 4:
        return False
    else:
        a, b = 0, len(cell.text)
    at = s.rng.randrange(a + 1, b)
    s.edit(cell, at, at, mark)
    s.touch(cell, "host mark")
    return True


def tear(s, cell):
    """A cell in two."""
    if s.gap in TIGHT:
        return False
    leaf = (
        number_of(s, cell) if cell.slot.startswith(("fund:", "weight", "score", "total:")) else None
    )
    if leaf is not None:
        _, _, a, b = leaf
        whole, point, rest = cell.text[a:b].partition(".")
        if len(rest) < 2:
            return False
        i = a + len(whole) + 1
        if s.gap != "line":  # a line break beside the point is none: the figure is whole
            remember(s, cell, leaf, [cell.text[a:b]])
        s.edit(cell, i, i, TEAR)
        s.touch(cell, "torn", 1)
        return True
    name = cell.slot
    if name == "level3" and (len(cell.text) < 6 or (s.gap == "line" and id(cell) not in s.safe)):
        return False
    if s.gap == "line" and name != "level3":
        return False
    if (
        not (name in ("level1", "level2", "level3", "label") or name.startswith("heading"))
        or len(cell.text) < 4
    ):
        return False
    at = s.rng.randrange(2, len(cell.text) - 1)
    if "（" in cell.text[:at] or "(" in cell.text[:at]:
        return False
    s.edit(cell, at, at, TEAR)
    s.touch(cell, "torn")
    return True


def slip(s, cell):
    """A digit taken for another without a trace: from now on this is what stands there."""
    leaf = number_of(s, cell)
    if leaf is None:
        return False
    holder, key, a, b = leaf
    places = [i for i in range(a, b) if cell.text[i] in SLIPS]
    if not places:
        return False
    i = s.rng.choice(places)
    s.edit(cell, i, i + 1, SLIPS[cell.text[i]])
    holder[key] = cell.text[a:b]
    s.slips.append((holder, key))
    s.touch(cell, "slip", 1)
    return True


def stand_in(s, cell):
    """Something else where ≥ stood: only one operator can be meant, or > and ≥ may both be read."""
    found = [
        leaf for leaf in cell.leaves if leaf[1] == "op" and cell.text[leaf[2] : leaf[3]] == "≥"
    ]
    if not found or cell.slot != "target" or found[0][2] != 0:
        return False
    new = s.rng.choice(STAND_INS)
    s.edit(cell, 0, 1, new)
    if new == ">":
        cell.row.setdefault("noisy", []).append("target.op")
    s.repairs.append((cell.row, "target"))
    s.touch(cell, "operator")
    return True


def blank_out(s, cell):
    """A weight or a score that came out blank: the cell is there, and empty."""
    if (
        s.gap not in ("tab", "bar")
        or cell.slot not in ("weight", "score")
        or not cell.text
        or cell.row is None
    ):
        return False
    leaf = number_of(s, cell)
    if leaf is None:
        return False
    cell.row[cell.slot] = None
    cell.row.setdefault("empty", []).append(cell.slot)
    cell.text, cell.leaves = "", []
    s.touch(cell, "lost cell")
    return True
