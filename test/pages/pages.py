#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Compares the pages with the tree, so that a page cannot tell of what is not there.

usage: pages.py            (from the root of the tree)

One line `ok NAME` or `not ok NAME` a law; what breaks it stands before.
"""
import os
import re
import sys

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
README_MOST = 120


def text(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def walk(root, *ends):
    for at, dirs, files in os.walk(root):
        dirs[:] = sorted(d for d in dirs if not d.startswith(".") and not d.startswith("build") or d == "build-aux")
        yield from (os.path.normpath(os.path.join(at, f)) for f in sorted(files) if f.endswith(ends))


def pages():
    return [p for p in walk(".", ".md") if not p.startswith(("test/forms", "build/"))]


def readme_is_short():
    n = text("README.md").count("\n")
    return [f"README.md has {n} lines, at most {README_MOST}"] if n > README_MOST else []


def paths_exist():
    """A path in backticks, or in the map, that begins with a folder of the tree must be there."""
    tops = {d for d in os.listdir(".") if os.path.isdir(d) and not d.startswith((".", "build"))} | {"build-aux"}
    bad = []
    for page in pages() + ["docs/map.txt"]:
        words = re.findall(r"`([^`\s]+)`", text(page)) if page.endswith(".md") else text(page).split()
        for word in words:
            path = word.rstrip("/").rstrip(",.;:")
            if path.split("/")[0] in tops and "/" in word and not re.search(r"[*<>A-Z]{2}|[*<>{}]", path):
                if not os.path.exists(path):
                    bad.append(f"{page}: there is no {path}")
    return bad


def links_lead_somewhere():
    bad = []
    for page in pages():
        for target in re.findall(r"\]\(([^)#\s]+)", text(page)):
            if "://" not in target and not os.path.exists(os.path.join(os.path.dirname(page), target)):
                bad.append(f"{page}: {target} leads nowhere")
    return bad


def packages_agree():
    data = [line.split()[:2] for line in text("build-aux/packages.txt").splitlines() if line and line[0] != "#"]
    page = re.findall(r"^\| `([^`]+)` \| (\w+) \|", text("docs/dependencies.md"), re.M)
    listed, told = {(b, a) for a, b in data}, set(page)
    return [f"only in one of packages.txt and dependencies.md: {p}" for p in sorted(listed ^ told)]


def ceilings_are_told():
    """Each NAME_MOST of a header stands in docs/operate.md; what stands there is true."""
    page = {n: (v, f) for n, v, f in re.findall(r"^\| `([A-Z]\w+)` \| `([^`]+)` \| `([^`]+)` \|", text("docs/operate.md"), re.M)}
    bad = []
    for path in walk("src", ".h"):
        for name, value in re.findall(r"\b([A-Z][A-Z0-9_]*_MOST)\s*=\s*([^,;}}/]+)", text(path)):
            if page.get(name) != (" ".join(value.split()), path):
                bad.append(f"docs/operate.md does not tell `{name}` | `{value.strip()}` | `{path}`")
    for name, (value, path) in sorted(page.items()):
        if not os.path.exists(path) or not re.search(rf"\b{name}\s*=\s*{re.escape(value)}\s*[,}}/]", text(path)):
            bad.append(f"docs/operate.md: {name} = {value} does not stand in {path}")
    return bad


def limits_are_told():
    """The ceilings that a call may raise stand in docs/operate.md as base/limit.c has them."""
    spec = r'\{"([a-z-]+)", ([^,]+), ([^,]+), (?:true|false)\}'
    known = {(n, *(v.replace(" * ", "") for v in values)) for n, *values in re.findall(spec, text("src/base/limit.c"))}
    told = set(re.findall(r"^\| `([a-z-]+)` \| (\w+) \| (\w+) \|", text("docs/operate.md"), re.M))
    return [f"only in one of base/limit.c and docs/operate.md: {' '.join(x)}" for x in sorted(known ^ told)]


def floors_are_told():
    """The page of a floor names the noun of each of its headers, or its family."""
    bad = []
    for floor in sorted(os.listdir("src")):
        page = f"src/{floor}/README.md"
        if not os.path.exists(page):
            bad.append(f"there is no {page}")
            continue
        words = set(re.findall(r"`(\w+)(?:\.[ch])?`", text(page)))
        for header in walk(f"src/{floor}", ".h"):
            stem = os.path.basename(header)[:-2]
            families = {stem.rsplit("_", n)[0] for n in range(stem.count("_") + 1)}
            if not families & words:
                bad.append(f"{page} does not tell of {stem}")
    return bad


def decisions_are_numbered():
    names = sorted(os.listdir("docs/adr"))
    return [f"docs/adr/{n}: expected number {i:04}" for i, n in enumerate(names, 1) if not n.startswith(f"{i:04}-")]


def licence_is_whole():
    licence = text("LICENSE")
    return [] if "GNU AFFERO GENERAL PUBLIC LICENSE" in licence and licence.count("\n") > 600 else ["LICENSE is not whole"]


LAWS = [readme_is_short, paths_exist, links_lead_somewhere, packages_agree, ceilings_are_told, limits_are_told, floors_are_told,
        decisions_are_numbered, licence_is_whole]


def main():
    failed = 0
    for law in LAWS:
        bad = law()
        failed += bool(bad)
        print("\n".join(["    " + b for b in bad] + [("not ok " if bad else "ok ") + law.__name__]))
    sys.exit(1 if failed else 0)


main()
