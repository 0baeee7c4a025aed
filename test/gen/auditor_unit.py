# SPDX-License-Identifier: AGPL-3.0-or-later
"""Units and how they convert (§2.3 of the domain page): a unit is a base and a factor."""
from fractions import Fraction
from functools import lru_cache

SAME = {
    "名": "人", "位": "人", "百分比": "%", "％": "%", "棵": "株", "平米": "平方米", "㎡": "平方米", "日": "天",
    "个月": "月", "个工作日": "工作日", "千米": "公里", "公斤": "千克", "圆": "元", "宗": "件", "学时": "课时",
    "幢": "栋", "度": "千瓦时",
}
CONVERTS = {
    "公里": ("米", 1000), "公顷": ("平方米", 10000), "亩": ("平方米", Fraction(2000, 3)),
    "吨": ("千克", 1000), "小时": ("秒", 3600), "分钟": ("秒", 60), "天": ("秒", 86400),
    "周": ("秒", 7 * 86400), "年": ("月", 12), "季度": ("月", 3), "平方公里": ("平方米", 1000000),
    "‰": ("%", Fraction(1, 10)), "斤": ("千克", Fraction(1, 2)), "克": ("千克", Fraction(1, 1000)),
}
PREFIXES = (("亿", 10**8), ("千万", 10**7), ("百万", 10**6), ("万", 10000), ("千", 1000), ("百", 100))


@lru_cache(maxsize=4096)
def base_of(unit):
    """(base, factor) of a unit; None has none."""
    if not unit:
        return None, 1
    unit = unit.strip("()（）")
    unit = SAME.get(unit, unit)
    if unit in CONVERTS:
        return CONVERTS[unit]
    for prefix, times in PREFIXES:
        if unit.startswith(prefix) and len(unit) > len(prefix):
            base, more = base_of(unit[len(prefix):])
            return base, times * more
    return unit, 1
