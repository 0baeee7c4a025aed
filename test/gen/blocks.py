# SPDX-License-Identifier: AGPL-3.0-or-later
"""The blocks of a form around its indicator table, and lay(), which puts all of them on paper."""
import re

import headings as H
from extra import add_extras
from paper import FIGURES, Block, Cell, Paper, habits_of, plain, shift_text, table_block


def put(cells, cols):
    """Gives cells their columns; each reaches to the next."""
    for cell, (col, span) in zip(cells, cols):
        cell.col, cell.span = col, span
    return cells


def label(text, habits, slot="label"):
    return Cell(text + ("：" if habits["colon"] else ""), slot)


def title_blocks(form, habits):
    """Title, and the line of the year (and of the money unit)."""
    year, title = form.get("year"), form.get("title")
    if title:
        yield Block("title", [[Cell(title, "title", leaves=[(form, "title", 0, len(title))])]])
    line = []
    in_title = title and year is not None and str(year) in title
    if (
        year is not None
        and habits["year_place"] == "line"
        and not (in_title and habits["each_year"])
    ):
        text = habits["year_line"].format(year)
        at = text.index(str(year))
        line.append(Cell(text, "year", leaves=[(form, "year", at, at + 4)]))
    if form.get("money_unit") and habits["unit_place"] == "line":
        line.append(money_line(form, habits))
    if line:
        yield Block("year", [line])


def money_line(form, habits):
    text = habits["money_line"].format(form["money_unit"])
    at = text.index(form["money_unit"])
    return Cell(text, "money", leaves=[(form, "money_unit", at, at + len(form["money_unit"]))])


def head_block(rng, form, habits, width):
    """Project, department, unit as pairs of label and value."""
    kind, pairs = habits["kind"], []

    def pair(key, holder=form, field=None):
        words = H.HEAD.get(f"{key}_{kind}") or H.HEAD[key]
        cell = plain(key, holder, field or key)
        if habits["code"] and key in ("department", "unit") and cell.text and kind == "project":
            shift_text(cell, habits["code"] + ("-" if key == "department" else "001-"))
        return [label(H.pick(rng, words), habits), cell]

    if "project" in form:
        pairs.append(pair("project"))
    central = (form.get("organisations") or {}).get("中央主管部门")
    if central:
        pairs.append([label("中央主管部门", habits), Cell(central, "text")])
    if "department" in form:
        pairs.append(pair("department"))
    if "unit" in form:
        pairs.append(pair("unit"))
    if form.get("year") is not None and habits["year_place"] == "pair":
        pairs.insert(0, [label("预算年度", habits), plain("year", form, "year")])
    for name, value in habits["persons"]:
        pairs.append([label(name, habits), Cell(value, "text")])
    if habits["total_above"]:
        pairs.append(
            [label(habits["total_above"], habits), Cell(str(form["total"]["score"]), "text")]
        )
    for name, value in ticks_of(form):
        pairs.append([label(name, habits), Cell(value, "ticks")])
    return Block("head", list(head_rows(pairs, habits, width)))


def ticks_of(form):
    """The boxes of L8: the one that holds is ticked, another of the kind is not."""
    for name, value in (form.get("ticks") or {}).items():
        others = {"经常性项目": "一次性项目", "一次性项目": "经常性项目", "延续": "新增", "新增": "延续"}
        yield name, f"☑{value} □{others.get(value, '其他')}"


def head_rows(pairs, habits, width):
    """One pair a row, or the last two (or all by two) side by side."""
    half = width // 2 + 1
    wide = [(0, 1), (1, width - 1)]
    double = [(0, 1), (1, half - 1), (half, 1), (half + 1, width - half - 1)]
    i = 0
    while i < len(pairs):
        by_two = habits["head"] == "three" or (habits["head"] == "two" and i >= 1)
        if by_two and i + 1 < len(pairs) and pairs[i][1].slot != "project":
            yield put(pairs[i] + pairs[i + 1], double)
            i += 2
        elif habits["head"] == "three" and i + 1 < len(pairs):
            yield put(pairs[i] + pairs[i + 1], double)
            i += 2
        else:
            yield put(pairs[i], wide)
            i += 1


def rate_is_percent(fund):
    """Whether a printed rate is in percent, not a fraction of one."""
    try:
        rate, a, b = (
            float(str(fund[k]).replace(",", "")) for k in ("rate", "adjusted", "executed")
        )
    except (KeyError, TypeError, ValueError):
        return True
    return not a or abs(rate - 100 * b / a) <= abs(rate - b / a)


def fund_cell(key, fund, habits, percent):
    """One figure of a funds line; a dash where the line has none."""
    if key not in fund:
        return Cell(habits["dash"], "dash")
    cell = plain("fund:" + key, fund, key)
    if key == "rate" and habits["rate_sign"] and percent and cell.text:
        cell.text += "%"
    return cell


def figures_of(form):
    """The figures of the funds table in the order of its columns."""
    funds = form.get("funds") or []
    named = (form.get("_") or {}).get("funds")
    return [k for k in named or FIGURES if any(k in f for f in funds)]


def funds_block(rng, form, habits, width):
    """The funds table: its label stands left of the lines, or over the column of the sources."""
    funds = form.get("funds") or []
    if not funds:
        return None
    keys = figures_of(form)
    first = width - len(keys)
    percent = all(rate_is_percent(f) for f in funds)
    boxed = habits["funds_box"] and first >= 2
    words = H.FUNDS_LABEL_OF.get(habits["kind"], H.FUNDS_LABEL)
    box = Cell(H.pick(rng, words), "box", height=len(funds) + 1)
    if form.get("money_unit") and habits["unit_place"] in ("label", "heading"):
        at = len(box.text) + 1
        box.text += "（" + form["money_unit"] + "）"
        box.leaves = [(form, "money_unit", at, at + len(form["money_unit"]))]
    over = Cell(H.pick(rng, H.FUNDS_SOURCE), "label") if boxed else box
    names = []
    for key in keys:
        words = H.FUNDS[key]
        if key == "rate" and (habits["rate_sign"] or not percent):
            words = [w for w in words if "%" not in w]
        names.append(Cell(H.pick(rng, words), "heading:" + key))
    figures = [(first + i, 1) for i in range(len(keys))]
    if boxed:
        rows = [put([box, over] + names, [(0, 1), (1, first - 1)] + figures)]
    else:
        box.height = 1
        rows = [put([over] + names, [(0, first)] + figures)]
    for n, fund in enumerate(funds):
        cell = plain("source", fund, "name")
        if not cell.text:
            cell.text = "年度资金总额"
        if n == 1 and habits["among"]:
            shift_text(cell, habits["among"])
        if habits["fund_colon"]:
            cell.text += "："
        cells = [cell] + [fund_cell(k, fund, habits, percent) for k in keys]
        if boxed:
            cells.insert(0, Cell("", "box"))
            rows.append(put(cells, [(0, 1), (1, first - 1)] + figures))
        else:
            rows.append(put(cells, [(0, first)] + figures))
    return Block("funds", rows, keys)


def management_block(rng, form, habits, width):
    """The seven lines of a transfer form: name, what was done, problems."""
    rows = [r for r in form["indicators"] if r.get("level1") == H.MANAGEMENT]
    if not rows:
        return None
    done, problems = H.pick(rng, H.MANAGEMENT_COLUMNS)
    half = (width + 2) // 2
    cols = [(0, 1), (1, 1), (2, half - 2), (half, width - half)]
    leaves = [(r, "level1", 0, len(H.MANAGEMENT)) for r in rows]
    box = Cell(H.MANAGEMENT, "level1", leaves=leaves, height=len(rows) + 1)
    lines = [
        put(
            [
                box,
                Cell("", "label"),
                Cell(done, "heading:done"),
                Cell(problems, "heading:problems"),
            ],
            cols,
        )
    ]
    for row in rows:
        cells = [Cell("", "box"), plain("level3", row, "level3", row)]
        actual = row.get("actual") or {}
        cells += [plain("actual", actual, "text", row), plain("reason", row, "reason", row)]
        lines.append(put(cells, cols))
    return Block("management", lines)


def goal_cell(goals, key):
    return plain("goal", goals, key)


def goals_block(rng, form, habits, width):
    """Goals, expected and reached: side by side under a heading, or one below the other."""
    goals = form.get("goals") or {}
    if not goals:
        return None
    half = (width + 1) // 2
    style = habits["goals"]
    if style == "rows":
        a, b = rng.choice(H.GOALS_ROWS)
        cols = [(0, 1), (1, width - 1)]
        pairs = [(a, "expected"), (b, "actual")]
        rows = [put([label(w, habits), goal_cell(goals, k)], cols) for w, k in pairs]
        return Block("goals", rows)
    a, b = H.pick(rng, H.GOALS_PAIR)
    box = Cell(H.pick(rng, H.GOALS_BOX), "box", height=2)
    if style == "nested":
        cols = [(0, 1), (1, 1), (2, width - 2)]
        rows = [
            put([box, Cell(a, "label"), goal_cell(goals, "expected")], cols),
            put([Cell("", "box"), Cell(b, "label"), goal_cell(goals, "actual")], cols),
        ]
        return Block("goals", rows)
    cols = [(0, 1), (1, half - 1), (half, width - half)]
    rows = [
        put([box, Cell(a, "heading:expected"), Cell(b, "heading:actual")], cols),
        put([Cell("", "box"), goal_cell(goals, "expected"), goal_cell(goals, "actual")], cols),
    ]
    return Block("goals", rows)


def tasks_block(rng, form, habits, width):
    """The main tasks of a whole department, with money: no rows of the table."""
    tasks = form.get("tasks") or []
    if not tasks or width < 6:
        return None
    box = Cell(H.pick(rng, H.TASKS_BOX), "box", height=len(tasks) + 1)
    cols = [(0, 1), (1, 1), (2, width - 4), (width - 2, 1), (width - 1, 1)]
    lines = [put([box] + [Cell(w, "heading:task") for w in H.TASKS_COLUMNS[:4]], cols)]
    for task in tasks:
        texts = [task.get("name"), task.get("content"), task.get("budget"), task.get("executed")]
        lines.append(put([Cell("", "box")] + [Cell(t or "", "task") for t in texts], cols))
    return Block("tasks", lines)


def total_block(rng, form, habits, width, table, box):
    """The line of the total: label, weight and score under their columns."""
    total = form.get("total") or {}
    if not any(total.get(k) is not None for k in ("weight", "score")):
        return None
    cells, cols = [Cell(H.pick(rng, H.TOTAL), "total:label")], [(box, 1)]
    places = {c.slot[8:]: c.col for c in table.rows[0]}
    if "weight" in total and "weight" not in places:
        places["weight"] = max(box + 1, places.get("score", width) - 1)
    if "score" in total and "score" not in places:
        places["score"] = width - 1
    for key in ("weight", "score", "rescore"):
        if key in total and key in places:
            cells.append(plain("total:" + key, total, key))
            cols.append((places[key], 1))
    order = sorted(range(len(cells)), key=lambda i: cols[i])
    return Block("total", [put([cells[i] for i in order], [cols[i] for i in order])])


def foot_blocks(rng, form, habits, width):
    """Grade, explanation, notes, signers."""
    wide = [(0, 1), (1, width - 1)]
    if form.get("grade") is not None:
        yield Block(
            "grade",
            [put([label(H.pick(rng, H.GRADE), habits), plain("grade", form, "grade")], wide)],
        )
    if form.get("explanation"):
        words = [Cell(H.pick(rng, H.EXPLANATION), "label"), Cell(form["explanation"], "note")]
        yield Block("notes", [put(words, wide)])
    for name, text in (form.get("notes") or {}).items():
        if re.match(r"[\u4e00-\u9fff]", name):
            yield Block("notes", [put([Cell(name, "label"), Cell(str(text), "note")], wide)])
    if habits["remarks"]:
        yield Block("remarks", [put([Cell(remarks(rng), "note")], [(0, width)])])
    if habits["signers"] and not any("人" in name for name in form.get("notes") or {}):
        names = [f"填表人：{habits['signers']}", "联系电话：", f"填报日期：{habits['filed']}"]
        third = max(1, width // 3)
        cols = [(0, third), (third, third), (2 * third, max(1, width - 2 * third))]
        yield Block("signers", [put([Cell(n, "signer") for n in names], cols)])


def more_habits(rng, form):
    """Habits that only the blocks of this file look at."""
    year = form.get("year") or 2023
    family = rng.choice("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨")
    above = (form.get("total") or {}).get("score") is not None and rng.random() < 0.07
    return {
        "persons": persons(rng, family) if rng.random() < 0.15 else [],
        "total_above": rng.choice(["自评总分", "自评得分", "总分"]) if above else "",
        "remarks": rng.random() < 0.12,
        "funds_box": rng.random() < 0.6,
        "among": H.pick(rng, ["其中：", "其中：", "其中:", "", "其中： "]),
        "fund_colon": rng.random() < 0.12,
        "code": str(rng.randrange(101, 999)) if rng.random() < 0.06 else "",
        "each_year": rng.random() < 0.5,
        "year_line": H.pick(rng, ["（{}年度）", "（{}年度）", "({}年度)", "（{} 年度）", "{}年度"]),
        "money_line": H.pick(rng, ["单位：{}", "金额单位：{}", "单位:{}", "（单位：{}）"]),
        "signers": family + rng.choice(["××", "某某", "*"]) if rng.random() < 0.2 else "",
        "filed": f"{year + 1}年{rng.randrange(1, 7)}月{rng.randrange(1, 29)}日",
    }


def persons(rng, family):
    """Who answers for the project: labels and values that are no cell of the truth."""
    phone = f"{rng.randrange(100, 999)}-{rng.randrange(10**6, 10**7)}"
    some = [
        [("项目负责人及电话", f"{family}某某 {phone}")],
        [("项目负责人", family + "某"), ("联系电话", phone)],
        [("财政归口处室", rng.choice(["农业处", "社保处", "行政政法处", "科教文处"])), ("联系人", family + "××")],
        [("填报日期", "")],
        [("项目起止时间", "1月1日至12月31日")],
    ]
    return rng.choice(some)


def remarks(rng):
    """A note on scoring below the table: it explains nothing about this form."""
    parts = [
        "定量指标按实际完成值与指标值之比计分，最高不超过该指标分值",
        "定性指标分为达成、部分达成、未达成三档，在相应区间内合理确定分值",
        "各项得分取到小数点后两位",
        "各指标得分之和为自评总得分",
        "未完成指标须说明原因",
    ]
    some = rng.sample(parts, rng.randrange(1, 4))
    head = rng.choice(["注：", "备注：", "注:", "填表说明："])
    if len(some) == 1:
        return head + some[0] + "。"
    return head + "".join(f"{i}.{t}；" for i, t in enumerate(some, 1))[:-1] + "。"


def lay(rng, form, forced=None):
    """Puts a form on paper. `forced` are the habits that a manner needs."""
    habits = habits_of(rng, form, {**more_habits(rng, form), **(forced or {})})
    table, rows = table_block(rng, form, habits)
    add_extras(rng, table, form, rows, habits)
    box = 1 if habits["box"] else 0
    width = max(box + len(table.slots), len(figures_of(form)) + 2, 5)
    spread(table, box, width)
    if box:
        table.rows[0].insert(0, Cell(H.pick(rng, H.TABLE_BOX), "box", 0, 1, height=len(table.rows)))
    blocks = list(title_blocks(form, habits))
    blocks.append(head_block(rng, form, habits, width))
    blocks.append(funds_block(rng, form, habits, width))
    blocks.append(management_block(rng, form, habits, width))
    blocks.append(tasks_block(rng, form, habits, width))
    blocks.append(goals_block(rng, form, habits, width))
    blocks.append(table)
    blocks.append(total_block(rng, form, habits, width, table, box))
    blocks.extend(foot_blocks(rng, form, habits, width))
    return Paper(form, [b for b in blocks if b and b.rows], width, habits)


def spread(table, box, width):
    """Gives the columns of the table their places; what is left over widens the names."""
    spare = width - box - len(table.slots)
    at, cols = box, []
    for slot in table.slots:
        span = 1 + (spare if slot == "level3" else 0)
        cols.append((at, span))
        at += span
    for row in table.rows:
        put(row, cols)
