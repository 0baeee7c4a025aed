# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands around a form and is no part of it: page marks, running heads, web pages, news."""
from paper import Cell

CHINESE = "零一二三四五六七八九十"
PLACES = ["青岚", "云麓", "栖霞", "东屏", "白石", "临川", "远安", "清溪", "望江", "南浔", "石桥", "锦屏"]
BODIES = ["财政局", "民政局", "教育局", "水务局", "交通运输局", "农业农村局", "卫生健康局", "公安局", "司法局"]
MARKS = [
    "— {} —",
    "- {} -",
    "第 {} 页",
    "第{}页",
    "{}",
    "－{}－",
    "第 {} 页 共 {} 页",
    "{} / {}",
    "第{}页，共{}页",
    "Page {}",
]


def page_mark(rng, lone=True):
    """How this file marks its pages; a lone number only where it cannot be taken for a cell."""
    style = rng.choice([m for m in MARKS if lone or m not in ("{}", "{} / {}")])
    first = rng.choice([1, 1, 1, 2, 3, 12])
    return lambda page, pages: style.format(first + page - 1, first + pages - 1)


def bare(cell):
    """The same print without truth: a heading repeated."""
    return Cell(cell.text, cell.slot, cell.col, cell.span)


def paged(rng, lines, lone=True):
    """Page marks between lines of the table; at times the heading again, or a running head."""
    rows = [
        i
        for i, line in enumerate(lines)
        if any(c is not None and c.row is not None for _, c in line)
    ]
    if len(rows) < 4:
        return lines
    heads = [
        i
        for i in range(rows[0])
        if any(c is not None and c.slot == "heading:level3" for _, c in lines[i])
    ]
    heads = [i for i in heads if len(lines[i]) > 3]
    head = [(t, None) for t, _ in lines[heads[0]]] if heads and rng.random() < 0.5 else None
    mark, running = page_mark(rng, lone), None
    if heads and rng.random() < 0.25:
        running = [(f"{rng.choice(PLACES)}{rng.choice('市县区')}{rng.choice(BODIES)}", None)]
    step = rng.randrange(6, 26)
    starts = set(rows[step::step]) or {rows[len(rows) // 2]}
    out, page = [], 1
    for i, line in enumerate(lines):
        if i in starts:
            out += ([[]] if rng.random() < 0.5 else []) + [[(mark(page, len(starts) + 1), None)]]
            out += [[]] if rng.random() < 0.5 else []
            out += [running] if running else []
            out += [head] if head else []
            page += 1
        out.append(line)
    if rng.random() < 0.6:
        out.append([(mark(page, len(starts) + 1), None)])
    return out


def body(rng):
    return rng.choice(PLACES) + rng.choice("市县区") + rng.choice(BODIES)


def web_before(rng, year):
    """Menus, the place in the site, the head of the page."""
    who = body(rng)
    day = f"{year + 1}-{rng.randrange(1, 10):02d}-{rng.randrange(1, 29):02d}"
    menus = [
        ["首页", "政务公开", "政务服务", "互动交流", "走进" + who[:2]],
        ["网站首页", "机构概况", "新闻动态", "政府信息公开", "办事服务", "公众参与"],
        ["首页", "信息公开", "通知公告", "下载中心", "联系我们"],
    ]
    lines = []
    if rng.random() < 0.6:
        menu = rng.choice(menus)
        lines += menu if rng.random() < 0.4 else [rng.choice(["  ", " | ", " > ", "\t"]).join(menu)]
    if rng.random() < 0.6:
        lines.append(rng.choice(["当前位置：", "您现在的位置：", "您当前的位置是："]) + "首页 > 信息公开 > 财政信息 > 绩效管理")
    if rng.random() < 0.7:
        lines.append(f"{who}{year}年度项目支出绩效自评结果公开")
        lines.append(
            rng.choice(
                [
                    f"发布时间：{day} 09:{rng.randrange(10, 59)}  来源：{who}  【字体：大 中 小】",
                    f"日期：{day}　来源：{who}　浏览次数：{rng.randrange(20, 4000)}",
                    f"发布日期：{day}    信息来源：{who}    打印    关闭",
                ]
            )
        )
    if rng.random() < 0.25:
        lines += file_data(rng, who, day)
    if rng.random() < 0.5:
        n, money = rng.randrange(2, 40), rng.randrange(50, 9000)
        lines.append(
            rng.choice(
                [
                    f"　　按照预算绩效管理有关要求，我单位对{year}年度{n}个项目开展了绩效自评，涉及资金{money}万元，现将自评结果公开如下。",
                    f"　　为加强财政资金管理，提高资金使用效益，{who}组织开展了{year}年度绩效自评工作。现将有关情况公布如下：",
                ]
            )
        )
    if rng.random() < 0.3:
        lines.append(rng.choice(["附件：", "附件1", "附件2：", "附表3"]))
    return [[(t, None)] for t in lines]


def file_data(rng, who, day):
    """The block of file data that a site of public information puts before a page."""
    pairs = [
        ("索引号", f"{rng.randrange(10**8, 10**9)}/{day[:4]}-{rng.randrange(10**4, 10**5)}"),
        ("主题分类", "财政、金融、审计"),
        ("发布机构", who),
        ("成文日期", day),
        ("文号", "无"),
        ("有效性", "有效"),
        ("公开方式", "主动公开"),
    ]
    some = [p for p in pairs if rng.random() < 0.7]
    way = rng.random()
    if way < 0.4:
        return [f"{a}：{b}" for a, b in some]
    if way < 0.7:
        return ["\t".join(f"{a}：\t{b}" for a, b in some[i : i + 2]) for i in range(0, len(some), 2)]
    return [" ".join(f"{a}: {b}" for a, b in some)]


def web_after(rng):
    who = body(rng)
    some = [
        "【打印本页】 【关闭窗口】",
        "分享到：",
        "扫一扫在手机打开当前页",
        f"责任编辑：{who[:2]}小组",
        "上一篇：关于召开年度工作会议的通知",
        "下一篇：没有了",
        "返回顶部",
        "相关链接",
        "附件下载：",
        f"主办：{who}  承办：{who}办公室",
        f"版权所有：{who}  备案号：*ICP备{rng.randrange(10**7, 10**8)}号",
        "网站地图 | 联系我们 | 隐私声明",
        "网站标识码：" + str(rng.randrange(10**9, 10**10)),
    ]
    return [[(t, None)] for t in some if rng.random() < 0.4]


def web(rng, lines, year):
    """A form copied from a web page with what stands around it."""
    before = web_before(rng, year)
    if rng.random() < 0.5:
        before.append([])
    return before + lines + ([[]] if rng.random() < 0.5 else []) + web_after(rng)
