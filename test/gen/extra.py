# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands in the indicator table and is no indicator: classes without a row, sub-rows with 其中,
a column of criteria. Only papers that keep their grid have them."""
from paper import Cell

STANDARD = {
    "产出指标": ["数量指标", "质量指标", "时效指标", "成本指标"],
    "效益指标": ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"],
}
PARTS = ["城区", "乡镇", "第一批", "第二批", "本级", "新增", "续建", "上半年", "下半年", "重点片区"]
CRITERIA = [
    ("评分标准", ["完成得满分，每少1%扣0.5分，扣完为止", "达到目标值得满分，未达到按比例得分", "按完成比例计分", "未发生得满分，发生一起不得分"]),
    ("指标说明", ["反映任务完成情况", "考核产出质量", "反映资金使用效果", "实际完成数与计划数之比"]),
    ("数据来源", ["业务台账", "统计报表", "验收资料", "问卷调查", "会计凭证"]),
]


def reach(block, i, slot):
    """The class cell that reaches row i, or None."""
    for j in range(i, 0, -1):
        for c in block.rows[j]:
            if c.slot == slot and c.text:
                return c if j + c.height > i else None
    return None


def put_row(block, i, texts, classes):
    """Puts a row of bare cells in as row i; the classes of the row before reach one further."""
    for slot in classes:
        cell = reach(block, i - 1, slot)
        if cell is not None:
            cell.height += 1
    block.rows.insert(i, [Cell(texts.get(slot, ""), slot) for slot in block.slots])


def empty_class(rng, block, rows):
    """A standard class that no row fills, with blanks or strokes behind it."""
    ends = [
        i
        for i in range(len(rows))
        if i + 1 == len(rows) or rows[i]["level1"] != rows[i + 1]["level1"]
    ]
    rng.shuffle(ends)
    for i in ends:
        level1 = rows[i].get("level1")
        used = {r.get("level2") for r in rows}
        free = [n for n in STANDARD.get(level1, ()) if n not in used]
        if free and rows[i].get("level2"):
            fill = rng.choice(["", "", "/", "-", "—"])
            texts = {s: fill for s in block.slots if s not in ("level1", "level2")}
            texts["level2"] = rng.choice(free)
            put_row(block, i + 2, texts, ["level1"])
            return True
    return False


def sub_row(rng, block, rows):
    """A part of a row's figure, without weight and score."""
    if not {"weight", "score"} <= set(block.slots) or "op" in block.slots:
        return False
    if any(r.get("weight") is None or r.get("score") is None for r in rows):
        return False
    fit = [
        i for i, r in enumerate(rows) if (r.get("target") or {}).get("unit") not in (None, "%", "‰")
    ]
    fit = [
        i
        for i in fit
        if rows[i]["target"].get("value", "").isdigit()
        and (rows[i].get("actual") or {}).get("value")
    ]
    if not fit:
        return False
    i = rng.choice(fit)
    target, unit = int(rows[i]["target"]["value"]), rows[i]["target"]["unit"]
    part = max(1, target * rng.randrange(20, 80) // 100)
    a, b = rng.sample(PARTS, 2)
    for k, (name, n) in enumerate(((a, part), (b, max(1, target - part)))):
        texts = {"level3": "其中：" + name, "target": f"≥{n}{unit}", "actual": f"{n}{unit}"}
        put_row(block, i + 2 + k, texts, ["level1", "level2"])
        if rng.random() < 0.5:
            break
    return True


def criteria_column(rng, block):
    """A column of criteria behind the names, or before the reasons."""
    head, words = rng.choice(CRITERIA)
    after = rng.choice(["level3", "target"])
    at = block.slots.index(after) + 1
    if "unit" in block.slots:
        at = block.slots.index("level3") + 1
    block.slots.insert(at, "criteria")
    for k, row in enumerate(block.rows):
        cell = Cell(rng.choice(words), "criteria") if k else Cell(head, "heading:criteria")
        row.insert(at, cell)


def add_extras(rng, block, form, rows, habits):
    """At most one of them on a form."""
    if not habits.get("grid") or habits["classes"] != "first" or len(rows) < 4:
        return
    way = rng.random()
    if way < 0.06:
        empty_class(rng, block, rows)
    elif way < 0.10:
        sub_row(rng, block, rows)
    elif way < 0.15:
        criteria_column(rng, block)
