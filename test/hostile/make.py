# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes the inputs of TABLE.md: each function writes into the working folder what its name says.

A maker returns the words that the call gets for its input. Large inputs are written in pieces, so
that the one who makes them stays small. Sizes may be scaled down (`SCALE`) where heng runs slowly.
"""
import os
import random
import socket

HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, "..", "golden", "fountain.txt"), encoding="utf-8") as file:
    PLAIN = file.read()
HEADING = PLAIN[PLAIN.index("一级指标"):PLAIN.index("产出指标")]
TOTAL = PLAIN.index("总分")
ROW = "\t\t新增直饮水点\t≥24处\t26处\t1.00\t1.00\t\n"
PIECE = 1 << 20
SCALE = 1
UNITS = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


def number(word):
    """30M, 50000."""
    return int(word[:-1]) * UNITS[word[-1]] if word[-1] in UNITS else int(word)


def many(word):
    """How many, where fewer may do as well."""
    return max(1, number(word) // SCALE)


def put(name, *parts):
    """Parts are texts, bytes, or (piece, how often)."""
    with open(name, "wb") as f:
        for part in parts:
            piece, n = part if isinstance(part, tuple) else (part, 1)
            piece = piece.encode() if isinstance(piece, str) else piece
            block = max(1, PIECE // max(1, len(piece)))
            while n > 0:
                f.write(piece * min(block, n))
                n -= block
    return [name]


def plain():
    return put("in.txt", PLAIN)


def in_one_line():
    return PLAIN.replace("\n", " ").replace("\t", " ")


def one_line(size):
    form = in_one_line()
    return put("in.txt", (form + " ", many(size) // len(form.encode())))


def word(size):
    return put("in.txt", ("服务质量提升", many(size) // 18))


def digits(size):
    return put("in.txt", ("7", many(size)))


def pipes(size):
    return put("in.txt", ("|", many(size)))


def tabs(size):
    return put("in.txt", ("\t", many(size)))


def form_and_line(size):
    return put("in.txt", PLAIN, "\n", ("服务质量提升", many(size) // 18))


def long_cell(size):
    at = PLAIN.index("部分滤芯")
    return put("in.txt", PLAIN[:at], ("滤芯寿命长", many(size) // 15), PLAIN[at:])


def forms(n):
    return put("in.txt", (PLAIN + "\n", many(n)))


def files(n):
    names = [f"in{i:05}.txt" for i in range(many(n))]
    for name in names:
        put(name, PLAIN)
    return names


def rows(n):
    return put("in.txt", PLAIN[:TOTAL], (ROW, many(n)), PLAIN[TOTAL:])


def piped(text):
    return "".join("|" + line.replace("\t", "|") + "|\n" for line in text.split("\n")[:-1])


def pipe_rows(n):
    return put("in.txt", piped(PLAIN[:TOTAL]), (piped(ROW), many(n)), piped(PLAIN[TOTAL:] + "\n"))


def blank_lines(n):
    return put("in.txt", ("\n", number(n)), PLAIN)


def blank_inside(n):
    at = PLAIN.index("效益指标\t社会")
    return put("in.txt", PLAIN[:at], ("\n", many(n)), PLAIN[at:])


def headings(n):
    at = PLAIN.index("效益指标\t社会")
    return put("in.txt", PLAIN[:at], (HEADING, many(n)), PLAIN[at:])


def titles(n):
    return put("in.txt", ("项目支出绩效自评表\n", many(n)), PLAIN)


def totals(n):
    return put("in.txt", PLAIN, ("总分\t\t\t\t\t100\t95.38\n", many(n)))


def money(n):
    line = "\t其他资金\t0.00\t0.00\t0.00\t-\t0.00\t-\n"
    at = PLAIN.index(line)
    return put("in.txt", PLAIN[:at], (line, many(n)), PLAIN[at:])


def damaged_money(n):
    """Lines of money whose figures are all damaged."""
    line = "\t其他资金\t1S.00\t1S.00\t1B.00\t-\t9S.00\t-\n"
    at = PLAIN.index("年度总体目标")
    return put("in.txt", PLAIN[:at], (line, many(n)), PLAIN[at:])


def goal_lines(n):
    """A goal of layout text over very many lines."""
    head = in_columns(["", "", "项目支出绩效自评表"]) + "\n项目名称      公园直饮水点维护\n主管部门      柳湾市城市管理局\n"
    goal = in_columns(["年度总体", "预期目标", "", "实际完成情况"]) + in_columns(["目标", "新装直饮水点24处，", "", "装好26处，"])
    lines = in_columns(["", "水质月月检测，", "", "检测12次，"])
    table = in_columns(["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"])
    row = in_columns(["产出指标", "数量指标", "新增饮水点", "≥24处", "26处", "100", "100"])
    return put("in.txt", head, goal, (lines, many(n)), "\n", table, row, in_columns(["总分", "", "", "", "", "100", "95.38"]))


def classes(n):
    return put("in.txt", PLAIN[:TOTAL], ("产出指标\t数量指标\n", many(n)), PLAIN[TOTAL:])


def class_weights(n):
    """Rows of which each has classes of its own, with points."""
    rows_of = "".join(f"类{i:06}指标(5分)\t项{i:06}指标(5分)\t点位数\t≥24处\t26处\t1.00\t1.00\t\n" for i in range(many(n)))
    return put("in.txt", PLAIN[:TOTAL], rows_of, PLAIN[TOTAL:])


def torn(n):
    """Lines of one cell behind a row whose last cell is not blank."""
    at = PLAIN.index("\t质量指标")
    return put("in.txt", PLAIN[:at], ("（30分）\n", many(n)), PLAIN[at:])


def wrapped(n):
    at = PLAIN.index("\t质量指标")
    return put("in.txt", PLAIN[:at], ("\t\t续行\t\t\t\t\t续写的原因\n", many(n)), PLAIN[at:])


def in_columns(cells):
    """A line of layout text."""
    line = ""
    for cell, column in zip(cells, (0, 14, 32, 48, 62, 76, 84)):
        width = sum(2 if ord(c) > 0xff else 1 for c in line)
        line += " " * (column - width) + cell
    return line + "\n"


def middle(n, rows_a_class):
    """Rows of layout text whose class names stand in the middle of their rows."""
    n, each = int(n), int(rows_a_class)
    ones = ["产出指标", "效益指标", "满意度指标"]
    twos = ["数量指标", "质量指标", "时效指标", "成本指标", "社会效益指标", "生态效益指标"]
    lines = [in_columns(["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"])]
    for i in range(n):
        one = ones[i * 3 // n] if i % (n // 3) == n // 6 else ""
        two = twos[i // each % 6] if i % each == each // 2 else ""
        lines.append(in_columns([one, two, "新增饮水点" + "甲乙丙丁戊己庚辛"[i % 8], "≥24处", "26处", "1.00", "1.00"]))
    head = in_columns(["", "", "项目支出绩效自评表"]) + "\n项目名称      公园直饮水点维护\n\n"
    return put("in.txt", head, *lines, in_columns(["总分", "", "", "", "", "100", "95.38"]))


def notes(n):
    return put("in.txt", PLAIN, ("备\u200b注\n", int(n)))


def odd(n):
    return put("in.txt", PLAIN[:TOTAL], ("\t\t点\u200b位\u202e\t≥2\u200d4处\t26\u00a0处\t1.\ufeff00\t1.00\t\n", many(n)),
               PLAIN[TOTAL:])


def weights(value):
    return put("in.txt", PLAIN.replace("\t15.00\t15.00\t", f"\t{value}\t15.00\t"))


def scores(value):
    return put("in.txt", PLAIN.replace("\t15.00\t15.00\t", f"\t15.00\t{value}\t").replace("95.38", value))


def padded(size):
    return put("in.txt", PLAIN, "\n", ("服务质量提升", number(size) // 18))


def padded_words(n):
    return put("in.txt", PLAIN, "\n", ("甲 ", number(n)))


def words(n):
    return put("in.txt", ("甲 ", number(n)))


def sparse(size):
    with open("in.txt", "wb") as f:
        f.truncate(number(size))
    return ["in.txt"]


def sparse_json(size):
    with open("in.json", "wb") as f:
        f.write(b'{"schema":"heng.forms/1"}\n')
        f.truncate(number(size))
    return ["in.json"]


def stdin(path):
    return {"stdin": path}


def path(name):
    return [name]


def folder():
    os.mkdir("in")
    return ["in"]


def fifo():
    os.mkfifo("in")
    return ["in"]


def socket_file():
    with socket.socket(socket.AF_UNIX) as s:
        s.bind("in")
    return ["in"]


def link_loop():
    os.symlink("in", "in")
    return ["in"]


def shifts(by):
    put("in.txt", PLAIN)
    return {"words": ["in.txt"], "shift": by}


def gone():
    return ["in.txt"]


def denied():
    put("in.txt", PLAIN)
    return {"words": ["in.txt"], "shift": "denied"}


def bytes_at(at, what):
    data = PLAIN.encode()
    return put("in.txt", data[:int(at)] + bytes.fromhex(what) + data[int(at):])


def gb_bytes_at(at, what):
    data = PLAIN.encode("gb18030")
    return put("in.txt", data[:int(at)] + bytes.fromhex(what) + data[int(at):])


def utf16_cut():
    return put("in.txt", b"\xff\xfe" + PLAIN.encode("utf-16-le")[:-1])


def cut_utf8():
    data = PLAIN.encode()
    return put("in.txt", data[:data.index("优".encode()) + 2])


def binary(size):
    return put("in.txt", random.Random(7).randbytes(number(size)))


def starts(what):
    return put("in.txt", bytes.fromhex(what), random.Random(7).randbytes(1000))


def json_nested(n):
    return put("in.json", '{"schema":"heng.forms/1","forms":', ("[", int(n)), ("]", int(n)), "}")


def json_many(n):
    return put("in.json", '{"schema":"heng.forms/1","forms":[', ("1,", int(n)), "1]}")


def json_rows(n):
    return put("in.json", '{"schema":"heng.forms/1","forms":[{"indicators":[', ("{},", int(n) - 1), "{}]}]}")


def json_forms(n):
    return put("in.json", '{"schema":"heng.forms/1","forms":[', ('{"indicators":[]},', int(n) - 1), '{"indicators":[]}]}')


def json_classes(n):
    classes = ",".join(f'"类{i}":"1"' for i in range(int(n)))
    return put("in.json", '{"schema":"heng.forms/1","forms":[{"indicators":[],"class_weights":{', classes, "}}]}")


def json_marks(n):
    return put("in.json", '{"schema":"heng.forms/1","forms":[{"indicators":[],"dashes":[', ('"/x",', int(n) - 1),
               '"/x"]}]}')


OWN = "title: {zh: 自定, en: own}\nbasis: {zh: 自定, en: own}\nconfidence: inferred\n"


def profile_bands(n):
    bands = ", ".join(f"{{name: 等{i}, from: {1000 - i}}}" for i in range(int(n)))
    return put("own.yaml", "inherits: national-2020\n" + OWN + f"grades: [{bands}]\n")


def profile_inherits(n):
    """Each profile inherits the one before it; the last is the tenth."""
    os.makedirs("home/form/profiles")
    for i in range(int(n)):
        put(f"home/form/profiles/own-{i}.yaml", f"inherits: {f'own-{i - 1}' if i else 'national-2020'}\n" + OWN)
    return ["--profile", f"own-{int(n) - 1}", *plain()]


def profile(*parts):
    return put("own.yaml", *parts)


def profile_bomb():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]\n"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)]
    return profile("".join(lines))


def profile_alias():
    return profile("title: *nothing\n")


def profile_nested(n):
    return profile("title: ", ("[", int(n)), ("]", int(n)), "\n")


def profile_keys(n):
    return profile("caps: [", ("x,", int(n)), "x]\n")


def profile_sparse(size):
    with open("own.yaml", "wb") as f:
        f.truncate(number(size))
    return ["own.yaml"]


def home_files(n):
    os.makedirs("home/data")
    for i in range(int(n)):
        put(f"home/data/{i}.yaml", "")
    return plain()


def home_circle():
    os.makedirs("home/data")
    os.symlink("..", "home/data/up")
    return plain()
