#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads the report page (--format html) as a browser would, against what heng says as JSON.

usage: report.py HENG            (from anywhere)

One line `ok NAME` or `not ok NAME` a law; what breaks it stands before.
"""
import glob
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile

from hostile import HOSTILE, NAME, hostile_file

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
HENG = os.path.abspath(sys.argv[1])
VOID = {"meta", "br", "link", "img", "input", "hr", "col"}
PHRASING = {"a", "abbr", "span", "strong", "br"}
# What may stand directly in an element; those not named: anything.
INSIDE = {
    "p": PHRASING, "li": PHRASING, "summary": set(), "caption": set(), "dt": set(),
    "h1": set(), "h2": set(), "h3": set(), "ul": {"li"}, "dl": {"div"},
    "table": {"caption", "thead", "tbody"}, "thead": {"tr"}, "tbody": {"tr"}, "tr": {"th", "td"},
    "a": {"span"}, "abbr": set(),
}


class Node:
    def __init__(self, name, attributes, parent):
        self.name, self.attributes, self.parent, self.children = name, dict(attributes), parent, []

    def all(self, *names):
        for child in self.children:
            if isinstance(child, Node):
                if not names or child.name in names:
                    yield child
                yield from child.all(*names)

    def text(self):
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)

    def classes(self):
        return self.attributes.get("class", "").split()


class Page(html.parser.HTMLParser):
    """A page as a tree; `bad` is what a forgiving browser would have to mend."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node("", [], None)
        self.bad = []
        self.feed(text)
        self.close()
        if self.at is not self.root:
            self.bad.append(f"<{self.at.name}> is not closed")

    def handle_starttag(self, tag, attrs):
        if len(dict(attrs)) != len(attrs):
            self.bad.append(f"<{tag}> has an attribute twice")
        node = Node(tag, attrs, self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_endtag(self, tag):
        if self.at.name != tag:
            self.bad.append(f"</{tag}> closes <{self.at.name}>")
        else:
            self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)

    def all(self, *names):
        return self.root.all(*names)


def heng(*words):
    done = subprocess.run([HENG, *words], capture_output=True, text=True, cwd=ROOT)
    if done.returncode not in (0, 3):
        sys.exit(f"heng {' '.join(words)}: {done.stderr}")
    return done.stdout


def forms():
    return [os.path.relpath(p, ROOT) for p in sorted(glob.glob(os.path.join(ROOT, "test/forms/*.txt")))]


def is_well_formed(page):
    bad = list(page.bad)
    for node in page.all():
        allowed = INSIDE.get(node.name)
        for child in node.children:
            if isinstance(child, Node) and allowed is not None and child.name not in allowed:
                bad.append(f"<{child.name}> inside <{node.name}>")
    return bad


def is_harmless(page):
    """No script, nothing that is fetched, no address but of the page itself."""
    bad = []
    for node in page.all():
        if node.name in ("script", "img", "link", "iframe", "object", "embed", "base", "form", "svg"):
            bad.append(f"<{node.name}>")
        for name, value in node.attributes.items():
            if name.startswith("on") or name in ("src", "style", "srcdoc", "action"):
                bad.append(f"<{node.name} {name}>")
            if name == "href" and not re.fullmatch(r"#[a-z0-9-]+", value):
                bad.append(f"href={value}")
        if node.name == "style" and re.search(r"@import|url\(|expression", node.text()):
            bad.append("the style fetches")
    if not any(n.attributes.get("http-equiv") == "Content-Security-Policy" for n in page.all("meta")):
        bad.append("no policy")
    return bad


def anchors_hold(page):
    ids = [n.attributes["id"] for n in page.all() if "id" in n.attributes]
    bad = [f"twice: {i}" for i in sorted({i for i in ids if ids.count(i) > 1})] if len(set(ids)) < len(ids) else []
    known = set(ids)
    bad += [f"leads nowhere: {n.attributes['href']}" for n in page.all("a")
            if n.attributes.get("href", "#")[1:] not in known]
    return bad


def headings_follow(page):
    ranks = [int(n.name[1]) for n in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    bad = [f"h{b} after h{a}" for a, b in zip(ranks, ranks[1:]) if b > a + 1]
    if ranks.count(1) != 1 or ranks[0] != 1:
        bad.append("not one h1, at the beginning")
    marks = [n.name for n in page.all("header", "main", "footer")]
    return bad + ([] if marks == ["header", "main", "footer"] else [f"landmarks: {marks}"])


def tables_are_grids(page):
    """Every row, with the cells that reach down into it, is as wide as the head."""
    bad = []
    for table in page.all("table"):
        if not [n for n in table.all("caption") if n.text().strip()]:
            bad.append("a table without a caption")
        width, down = len(list(next(table.all("thead")).all("th"))), []
        for row in next(table.all("tbody")).all("tr"):
            cells = [n for n in row.children if isinstance(n, Node)]
            here = sum(int(c.attributes.get("colspan", 1)) for c in cells)
            if here + sum(n for n, _ in down) != width:
                bad.append(f"a row of {here} + {len(down)} in a table of {width}: {row.text()[:60]}")
            down = [(n, left - 1) for n, left in down if left > 1]
            down += [(int(c.attributes.get("colspan", 1)), int(c.attributes["rowspan"]) - 1)
                     for c in cells if int(c.attributes.get("rowspan", 1)) > 1]
            bad += ["a head without scope" for c in cells if c.name == "th" and "scope" not in c.attributes]
        if down:
            bad.append("a merged cell reaches below its table")
    return bad


def before(node):
    siblings = [n for n in node.parent.children if isinstance(n, Node)]
    return siblings[siblings.index(node) - 1]


def place_of(note):
    """The row before the notes, the field they stand in, or the form."""
    node = note
    while node.name not in ("tr", "dd", "article"):
        node = node.parent
    return before(node) if node.name == "tr" else node


def findings_stand_beside(page, said, lang="zh"):
    """Each finding once, under its own number, beside the cell that carries its sign."""
    notes = {n.attributes["id"]: n for n in page.all("div") if n.attributes.get("id", "").startswith("finding-")}
    bad = [] if len(notes) == len(said["findings"]) else [f"{len(notes)} notes, {len(said['findings'])} findings"]
    first = {}
    for number, form in enumerate(said["forms"], 1):
        first.setdefault((form["file"], form["form"]), number)
    for i, f in enumerate(said["findings"], 1):
        note = notes.get(f"finding-{i}")
        if note is None:
            bad.append(f"finding {i} ({f['rule']}) is not there")
            continue
        told, place = note.text(), place_of(note)
        if f["rule"] not in told or f["message"][lang].replace("\u202e", "\ufffd") not in told or f["severity"] not in " ".join(note.classes()).replace("hint", "note"):
            bad.append(f"finding {i} is not told: {told[:80]}")
        signs = [a for a in place.all("a") if a.attributes["href"] == f"#finding-{i}" and "mark" in a.classes()]
        if place.name != "article" and len(signs) != 1:
            bad.append(f"finding {i} ({f['rule']}) has {len(signs)} signs in its row")
        if f["row"] and place.attributes.get("id") != f"row-{first[f['file'], f['form']]}-{f['row']}":
            bad.append(f"finding {i} stands at {place.attributes.get('id')}")
        if not [p for p in note.all("details", "a")]:
            bad.append(f"finding {i} has no source")
    return bad


def totals_stand(page, said):
    articles = [n for n in page.all("article")]
    bad = [] if len(articles) == len(said["forms"]) else ["not an article a form"]
    for article, form in zip(articles, said["forms"]):
        figures = next(n for n in article.all("dl") if "figures" in n.classes()).text()
        for value in (form["printed"]["total"], form["recomputed"]["sum"], form["recomputed"]["strict"]):
            if value and value not in figures:
                bad.append(f"{form['file']} form {form['form']}: {value} is not among the figures")
    summary = next((n for n in page.all("section") if n.attributes.get("id") == "summary"), None)
    rows = list(next(summary.all("tbody")).all("tr")) if summary else []
    if len(rows) != (len(articles) if len(articles) > 1 else 0):
        bad.append(f"{len(rows)} lines of summary for {len(articles)} forms")
    for number, row in enumerate(rows, 1):
        if next(row.all("a")).attributes["href"] != f"#form-{number}":
            bad.append(f"the summary's line {number} leads elsewhere")
    return bad


def losses_open(page, scored):
    """Every row that lost points has its arithmetic in an openable note."""
    bad, number = [], 0
    for form in scored["forms"]:
        number += 1
        for row in form["rows"]:
            if not row["lost"] or row["lost"].startswith("-") or float(row["lost"]) == 0:
                continue
            at = next(n for n in page.all("tr") if n.attributes.get("id") == f"row-{number}-{row['row']}")
            siblings = [n for n in at.parent.children if isinstance(n, Node)]
            aside = siblings[siblings.index(at) + 1]
            told = " ".join(d.text() for d in aside.all("details")) if "aside" in aside.classes() else ""
            bad += [f"row {number}.{row['row']}: {s} is not told" for s in row["steps"] if s not in told]
            if row["lost"] not in told:
                bad.append(f"row {number}.{row['row']}: {row['lost']} lost is not told")
    return bad


def words_are_kept(page):
    """What was hostile is there as text, but for characters that turn the order of others."""
    text = page.root.text()
    wanted = HOSTILE.replace("\u202e", "\ufffd")
    bad = [] if text.count(wanted) > 10 else ["the hostile name is not to be read as it was written"]
    bad += [] if NAME in text else ["the hostile file name is not to be read"]
    return bad + [f"U+{ord(c):04X} on the page" for c in "\u202e\x00\x1b" if c in text]


def is_in(lang, page):
    root = next(page.all("html"))
    bad = [] if root.attributes.get("lang") == lang else [f"lang={root.attributes.get('lang')}"]
    if lang == "en":
        han = re.compile(r"[\u4e00-\u9fff]")
        strict = [n for n in page.all("h1", "h3", "caption", "summary", "th") if n.attributes.get("scope") in (None, "col")]
        bad += [f"Chinese in <{n.name}>: {n.text()}" for n in strict
                if n.name in ("h1", "h3", "th") and han.search(n.text())]
        for n in page.all("td"):
            for c in n.children:
                if isinstance(c, str) and han.search(c):
                    bad.append(f"not said to be Chinese: {c}")
    return bad


def main():
    failed = 0

    def law(name, bad):
        nonlocal failed
        failed += bool(bad)
        print("\n".join(["    " + b for b in bad[:20]] + [("not ok " if bad else "ok ") + name]))

    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as work:
        every, hostile = forms(), hostile_file(HENG, work)
        pages = {
            "one": ["audit", "example/reading-room.txt"],
            "many": ["audit", *every],
            "english": ["audit", *every, "--lang", "en"],
            "hostile": ["audit", hostile],
            "score": ["score", "example/reading-room.txt"],
            "read": ["read", *every],
        }
        read = {}
        for name, words in pages.items():
            page = read[name] = Page(heng(*words, "--format", "html"))
            law(f"{name}_is_well_formed", is_well_formed(page))
            law(f"{name}_is_harmless", is_harmless(page))
            law(f"{name}_anchors_hold", anchors_hold(page))
            law(f"{name}_headings_follow", headings_follow(page))
            law(f"{name}_tables_are_grids", tables_are_grids(page))
        for name in ("one", "many", "english", "hostile"):
            said = json.loads(heng(*pages[name], "--format", "json"))
            if "file" not in said["forms"][0] or not said["forms"][0]["file"]:
                for f in said["forms"]:
                    f["file"] = said["findings"][0]["file"]
            law(f"{name}_findings_stand_beside", findings_stand_beside(read[name], said, "en" if name == "english" else "zh"))
            law(f"{name}_totals_stand", totals_stand(read[name], said))
        law("losses_open", losses_open(read["many"], json.loads(heng("score", *every, "--format", "json"))))
        law("losses_of_score_open", losses_open(read["score"], json.loads(heng(*pages["score"], "--format", "json"))))
        law("words_are_kept", words_are_kept(read["hostile"]))
        law("is_chinese", is_in("zh-Hans", read["many"]))
        law("is_english", is_in("en", read["english"]))
    sys.exit(1 if failed else 0)


main()
