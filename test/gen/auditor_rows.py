# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rules about one row's figures: H08, H10-H14, H17-H20, H27, H30, H33, H34, H41, H43."""
from fractions import Fraction

import points
from auditor_unit import base_of
from figure import digits_of, number, round_to

TOO_LOW = ("偏低", "过低", "设置不合理")
GAP_WORD = "有待"
CAUSES = (
    "偏差原因 由于 随着 为保证 导致 原因 因为 影响 未付 未到 未完 低于 少于 不足 滞后 延期 减少 新增 困难"
).split()
LEADS = "并 需 进一步 继续 持续 下一步 今后 将 拟 要 应 及时".split()
VERBS = (
    "完善 健全 加强 强化 优化 加大 改进 提高 提升 规范 细化 督促 加快 建立 落实"
).split()
NUMBERS = ["一是", "二是", "三是", "四是", "五是", "六是", "、", ".", "．", "(", ")", "（", "）", " "] + list(
    "0123456789①②③④⑤⑥⑦⑧⑨⑩")
SHARES = (
    "合格率 满意度 覆盖率 知晓率 及时率 准确率 达标率 成活率 通过率 占比 比例 比重"
).split()


def check(look):
    for r in look.rows:
        check_score(look, r)
        check_numeric(look, r)
        check_phrase(look, r)
        check_reason(look, r)
        check_unit(look, r)
        check_share(look, r)
    check_blanks(look)
    check_same_reasons(look)
    check_same_shares(look, look.rows)


def check_score(look, r):
    if r.score is not None and (r.score < 0 or (r.weight is not None and r.score > r.weight)):
        look.add("H08", "error", r.no)
    if r.weight is not None and r.weight > 20 and not r.is_merged:
        look.add("H30", "warning", r.no)
    rescore = r.row.get("rescore")
    if rescore and r.score is not None and abs(number(rescore) - r.score) > 1:
        look.add("H43", "warning", r.no)
    actual = r.actual
    if actual.get("op") or (r.target.get("value") and actual.get("text") in ("已完成", "完成")):
        look.add("H33", "warning", r.no)


def check_numeric(look, r):
    """H10-H13; where the units differ (H27) there is nothing to compare."""
    if r.t is None:
        return
    severity = "error" if r.op else "warning"
    if r.weight is not None and r.score is not None:
        due = points.due(r.op, r.t, r.a, r.ceiling, r.weight, look.profile)
        rights = {round_to(due, look.fit.digits, m) for m in look.fit.modes}
        if r.met and all(r.score < x for x in rights):
            reason = r.reason if look.has_reason else common_reason(look)
            if not (reason and any(w in reason for w in TOO_LOW)):
                look.add("H10", "error" if r.op or r.a == r.t else severity, r.no)
        elif not r.met and r.score not in rights:
            look.add("H11", severity, r.no)
    if r.ceiling and r.t > 0 and (r.t - r.a) * 100 >= 30 * r.t and r.op != "=":
        look.add("H13", "warning" if r.is_cost else "note", r.no)
    is_floor = not r.ceiling and r.op != "="
    full = r.score is not None and r.weight is not None and r.score >= r.weight
    if is_floor and r.met and points.overshoot(r.t, r.a) >= 30 and full:
        reason = r.reason if look.has_reason else common_reason(look)
        if not reason:
            look.add("H12", "warning", r.no)


def common_reason(look):
    texts = [t for n, t in look.form.get("notes", {}).items() if "原因" in n or "说明" in n]
    return "".join(texts + [look.form.get("explanation") or ""]) or None


def check_phrase(look, r):
    text = r.actual.get("text")
    if r.weight and r.score is not None and points.band(text, look.profile):
        share = r.score / r.weight * 100
        if not points.is_in_band(text, share, look.profile):
            look.add("H14", "error", r.no)


# ---------------------------------------------------------------- reasons


def clauses(text):
    out, last = [], 0
    for k, c in enumerate(text):
        if c in "。；，：;,:" or (c == "." and not text[k - 1 : k].isdigit()):
            out.append(text[last:k])
            last = k + 1
    return out + [text[last:]]


def is_gap(clause):
    return GAP_WORD in clause or ("空间" in clause and ("有" in clause or "存在" in clause))


def opens_measure(clause):
    """A clause that begins, after numbers and lead words, with a verb of mending."""
    rest = clause.strip()
    while True:
        for w in NUMBERS + LEADS:
            if rest.startswith(w):
                rest = rest[len(w):]
                break
        else:
            return any(rest.startswith(v) for v in VERBS)


def has_measure(text):
    return "改进措施" in text or "整改措施" in text or any(
        opens_measure(c) for c in clauses(text) if not is_gap(c))


def has_cause(text):
    return any(w in text for w in CAUSES) or any(is_gap(c) for c in clauses(text))


def check_reason(look, r):
    if not look.has_reason or not r.has_reason:
        return
    is_lost = r.lost
    if r.reason is None:
        if is_lost or r.met is False:
            loose = not is_lost and r.t is not None and r.op is None
            look.add("H17", "warning" if loose else "error", r.no)
        return
    if is_lost:
        if not has_measure(r.reason):
            look.add("H18", "warning", r.no)
        elif not has_cause(r.reason):
            look.add("H18", "note", r.no)
    elif r.met and r.score is not None and r.weight is not None:
        floor = r.t is not None and not r.ceiling and r.op != "="
        if not (floor and points.overshoot(r.t, r.a) >= 30):
            look.add("H19", "note", r.no)


def check_same_reasons(look):
    if not look.has_reason:
        return
    seen = {}
    for r in look.rows:
        if r.lost and r.reason:
            seen.setdefault("".join(r.reason.split()), []).append(r.no)
    for rows in seen.values():
        if len(rows) > 1:
            look.add("H20", "warning", rows[0])


def check_same_shares(look, rows):
    """H26: one percentage with decimals under two names of one unit."""
    if not look.form.get("unit"):
        return
    seen = {}
    for r in rows:
        value = r.actual.get("value")
        if value and base_of(r.actual_unit or r.unit)[0] == "%" and number(value).denominator > 1:
            seen.setdefault(number(value), []).append(r)
    for same in seen.values():
        if len({r.name for r in same}) > 1:
            look.add("H26", "warning", same[0].no)


# ---------------------------------------------------------------- units, blanks, shares


def check_unit(look, r):
    if r.differs:
        look.add("H27", "error", r.no)
        return
    a = r.actual
    if r.unit and a.get("value") and not a.get("unit") and not r.row.get("unit_column"):
        base = base_of(r.unit)[0]
        others = any(o is not r and o.actual_unit and o.unit and base_of(o.unit)[0] == base
                     for o in look.rows)
        if others and number(a["value"]) != 0:
            look.add("H27", "note", r.no)


def check_blanks(look):
    for column in ("actual", "score"):
        rows = [r for r in look.rows if may_be_blank(look, r, column)]
        blank = [r for r in rows if column in r.blank]
        if len(blank) > 1 and len(blank) == len(rows):
            look.add("H34", "error")
        else:
            for r in blank:
                look.add("H34", "error", r.no)


def may_be_blank(look, r, column):
    return column in look.columns and (column in r.row or column in r.blank)


def check_share(look, r):
    """H41: more than a whole; a share that no count gives."""
    value = r.actual.get("value")
    unit = r.actual_unit or r.unit
    if not value or base_of(unit)[0] != "%":
        return
    x = number(value)
    if x > 100 and any(w in r.name for w in SHARES):
        look.add("H41", "warning", r.no)
    counts = [n for o in look.rows if o is not r and share_letters(r.name, o.name)
              for n in [people(o)] if n]
    if counts and not any(is_part(x, digits_of(value), n) for n in counts):
        look.add("H41", "warning", r.no)


def people(r):
    """The actual of a row in 人, None if it is no whole number of them."""
    base, times = base_of(r.actual_unit or r.unit)
    if base != "人" or not r.actual.get("value"):
        return None
    n = number(r.actual["value"]) * times
    return int(n) if n > 0 and n.denominator == 1 else None


def share_letters(one, other, least=4):
    one, other = ("".join(c for c in s if c.isalnum()) for s in (one, other))
    return any(one[i : i + least] in other for i in range(len(one) - least + 1))


def is_part(x, digits, n):
    k = int(x * n / 100)
    return any(round_to(Fraction(100 * j, n), digits, m) == x
               for j in (k - 1, k, k + 1) for m in ("trunc", "half_up"))
