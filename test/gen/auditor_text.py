# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rules about words: H15, H16, H31, H32, H35, H36, H38, H42, H44."""
import re

from auditor_rows import clauses, is_gap
from auditor_unit import base_of
from points import BAD_COUNTS, is_bad_count

CHECKABLE = "是 否 通过 完成 已完成 无 未发生".split()
NOUNS = (
    "规定 制度 要求 办法 标准 政策 规范 规程 程序 文件 条例 细则 准则 法律 法规"
).split()
REFERS = re.compile("(相关|有关)(.{0,6}?)(" + "|".join(NOUNS) + ")")
NUMERAL = re.compile(r"\d|[零〇一二两三四五六七八九十百千万亿]+[个次份件人项期天日月年场家季]")
STATES = "健全 落实 建立 完善 制度 机制".split()
RATES = "率 满意度 占比 比例 比重".split()
COUNTS = (("人次数", "人次"), ("份数", "份"), ("次数", "次"), ("人数", "人"), ("件数", "件"), ("本数", "本"))
WANTED = "建设 新建 完成 开展 培训 检查 发放 补助 覆盖 服务 数量".split()
TEMPLATE = ("……", "XX", "**", "字以内")
YEAR = re.compile(r"(20\d\d)(?=年|-\d)")
PARENTS = {
    "产出": ("数量", "质量", "时效", "成本", "经济成本", "社会成本", "生态环境成本"),
    "成本": ("经济成本", "社会成本", "生态环境成本"),
    "效益": ("经济效益", "社会效益", "生态效益", "可持续影响"),
    "满意度": ("服务对象满意度", "满意度"),
}


def stem(name):
    return (name or "").removesuffix("指标")


def bare(text):
    return "".join(c for c in text if c.isalnum() or c in "%‰")


def check(look):
    for r in look.rows:
        check_target(look, r)
        check_measure(look, r)
        check_class(look, r)
        check_direction(look, r)
    check_template(look)
    check_goals(look)
    check_gap(look)
    check_names(look)
    check_years(look)


def is_vague(r, text):
    if bare(text) == bare(r.name):
        return True
    if NUMERAL.search(text) or "《" in text or "、" in text or "；" in text or ";" in text:
        return False
    if set(text) <= set("优良中低差") and len(text) > 1:
        return False
    if len(text) <= 6 and text not in CHECKABLE:
        return True
    return bool(REFERS.search(text))


def check_target(look, r):
    text = r.target.get("text")
    if not text:
        return
    if is_vague(r, text):
        look.add("H15", "warning", r.no)
    if ("及时" in text or "按时" in text) and "时效" not in r.level2:
        look.add("H16", "warning", r.no)


def check_measure(look, r):
    """H16 b and c: a state measured in %, a count in another unit."""
    name = r.name
    has_rate = any(w in name for w in RATES)
    unit = r.unit
    if r.target.get("value") and unit and base_of(unit)[0] == "%":
        if any(w in name for w in STATES) and not has_rate:
            look.add("H16", "warning", r.no)
    if unit and r.target.get("value") and not any(name.endswith(w) for w in RATES):
        for noun, counted in COUNTS:
            at = name.find(noun)
            if at < 0:
                continue
            if name[at + len(noun) : at + len(noun) + 1] not in tuple("据量字码"):
                if base_of(unit)[0] != counted:
                    look.add("H16", "warning", r.no)
            break


def check_class(look, r):
    first, second = stem(r.level1), stem(r.level2)
    homes = [p for p, kids in PARENTS.items() if second in kids]
    if homes and first in PARENTS and first not in homes:
        look.add("H31", "error", r.no)


def check_direction(look, r):
    name = r.name
    if is_bad_count(name) and r.op in ("≥", ">"):
        look.add("H32", "warning", r.no)
    elif (r.op in ("≤", "<") and stem(r.level2) == "数量" and any(w in name for w in WANTED)
          and not any(w in name for w in BAD_COUNTS) and not any(w in name for w in RATES)):
        look.add("H32", "warning", r.no)


def check_template(look):
    form = look.form
    texts = list(form.get("goals", {}).values()) + list(form.get("template_remains", ()))
    for r in look.rows:
        texts += [r.name, r.target.get("text"), r.actual.get("text"), r.row.get("reason")]
    names = [r.name for r in look.rows] + list(form.get("template_remains", ()))
    if any(t and any(w in t for w in TEMPLATE) for t in texts) or any(
        re.fullmatch(r"指标\s*\d+[:：]?", n) for n in names
    ):
        look.add("H35", "warning")


def check_goals(look):
    goals = look.form.get("goals", {})
    if goals.get("expected") and goals.get("actual"):
        if bare(goals["expected"]) == bare(goals["actual"]):
            look.add("H36", "warning")


def check_gap(look):
    """H38: full marks on every row, and a text that admits a gap."""
    scored = [r for r in look.rows if r.score is not None and r.weight is not None]
    if not look.complete or not scored or any(r.score < r.weight for r in scored):
        return
    if any(r.score is None and "score" in r.row for r in look.rows):
        return
    form = look.form
    texts = [r.row.get("reason") for r in look.rows] + list(form.get("notes", {}).values())
    texts += [form.get("goals", {}).get("actual"), form.get("explanation")]
    if any(t and any(is_gap(c) for c in clauses(t)) for t in texts):
        look.add("H38", "warning")


def check_names(look):
    seen = {}
    for r in look.rows:
        seen.setdefault(bare(r.name), []).append(r)
    for rows in seen.values():
        if len(rows) < 2:
            continue
        classes = [(r.level1, r.level2) for r in rows]
        severity = "error" if len(set(classes)) < len(classes) else "warning"
        look.add("H42", severity, rows[0].no)


def check_years(look):
    form = look.form
    title = YEAR.findall(form.get("title") or "")
    year = form.get("year") or (int(title[0]) if title else None)
    if year is None:
        return
    if any(int(y) != year for y in title):
        look.add("H44", "warning")
    for r in look.rows:
        texts = [r.target.get("text"), r.name]
        found = {int(m[1]) for t in texts if t for m in YEAR.finditer(t)
                 if t[m.start() - 1 : m.start()] not in tuple("比较于")}
        if found - {year}:
            look.add("H44", "warning", r.no)
