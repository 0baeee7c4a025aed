#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looks at the report page in Chromium: axe-core, narrow and wide, and on paper.

usage: axe.py HENG AXE.js            (from the root of the tree)

AXE.js is axe.min.js of axe-core (npm); check-all fetches it. Each page is shown by Chromium with axe
inside (the page's policy is taken out for that, as it forbids scripts). One line `ok NAME` or
`not ok NAME` a law; what breaks it stands before.
"""
import glob
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from hostile import hostile_file

HENG, AXE = os.path.abspath(sys.argv[1]), sys.argv[2]
BROWSER = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
WIDTHS = (1366, 360)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
PROBE = """
<script>%s</script>
<script>
axe.run({resultTypes: ["violations"]}).then(r => {
  const e = document.documentElement;
  const found = r.violations.map(v => [v.impact, v.id, v.nodes.length, v.nodes[0].html.slice(0, 200)]);
  const out = document.createElement("pre");
  out.id = "found";
  out.textContent = JSON.stringify({width: innerWidth, content: e.scrollWidth, rules: r.passes.length, found});
  document.body.append(out);
});
</script></body>"""
# Shows a page inside a frame of the width asked for: a window has a least width of its own.
FRAME = """<!DOCTYPE html><body style="margin:0">
<iframe style="border:0;width:%dpx;height:2000px" srcdoc="%s"></iframe>
<script>
setInterval(() => {
  const inner = document.querySelector("iframe").contentDocument.getElementById("found");
  if (inner && !document.getElementById("outer")) {
    const out = document.createElement("pre");
    out.id = "outer";
    out.textContent = inner.textContent;
    document.body.append(out);
  }
}, 50);
</script></body>"""


def browse(work, *words):
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
               f"--user-data-dir={work}/profile", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=True).stdout


def page(work, name, *words):
    path = os.path.join(work, name + ".html")
    done = subprocess.run([HENG, *words, "--format", "html", "-o", path], capture_output=True, text=True)
    if done.returncode not in (0, 3):
        sys.exit(f"heng {' '.join(words)}: {done.stderr}")
    return path


def probe(work, path, width):
    """What axe and the page itself say at this width."""
    with open(path, encoding="utf-8") as f:
        text = f.read()
    with open(AXE, encoding="utf-8") as f:
        script = f.read().replace("</script", "<\\/script")
    inside = POLICY.sub("", text).replace("</body>", "") .replace("</html>", "") + PROBE % script
    shown = os.path.join(work, "shown.html")
    with open(shown, "w", encoding="utf-8") as f:
        f.write(FRAME % (width, html.escape(inside)))
    dom = browse(work, "--virtual-time-budget=60000", "--dump-dom", "file://" + shown)
    found = re.search(r'<pre id="outer">(.*?)</pre>', dom, re.S)
    if not found:
        return {"width": 0, "content": 0, "found": [["critical", "no-answer", 1, path]]}
    return json.loads(html.unescape(found[1]))


def is_accessible(work, path):
    bad = []
    for width in WIDTHS:
        said = probe(work, path, width)
        for impact, rule, n, where in said["found"]:
            if impact in ("serious", "critical"):
                bad.append(f"at {width}: {impact} {rule} ({n}): {where}")
        if said["width"] != width:
            bad.append(f"shown at {said['width']}, not at {width}")
        if said["content"] > width:
            bad.append(f"at {width} the page is {said['content']} wide")
    return bad


def is_whole_on_paper(work, path):
    """On paper the details are open: their arithmetic can be read."""
    paper = os.path.join(work, "paper.pdf")
    browse(work, "--no-pdf-header-footer", f"--print-to-pdf={paper}", "file://" + path)
    told = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout
    with open(path, encoding="utf-8") as f:
        text = f.read()
    steps = [html.unescape(s) for s in re.findall(r"<li>([^<]*÷[^<]*)</li>", text)]
    told = re.sub(r"\s", "", told)
    lost = [s for s in steps if re.sub(r"\s", "", s) not in told]
    return [f"not on paper: {s}" for s in lost] + ([] if steps else ["no arithmetic on the page"])


def main():
    if not BROWSER:
        sys.exit("axe.py: there is no chromium")
    failed = 0

    def law(name, bad):
        nonlocal failed
        failed += bool(bad)
        print("\n".join(["    " + b for b in bad] + [("not ok " if bad else "ok ") + name]))

    with tempfile.TemporaryDirectory() as work:
        forms = sorted(glob.glob("test/forms/*.txt"))
        one = "example/reading-room.txt"
        law("one_form", is_accessible(work, page(work, "one", "audit", one)))
        law("many_forms", is_accessible(work, page(work, "many", "audit", *forms)))
        law("in_english", is_accessible(work, page(work, "english", "audit", *forms[7:9], "--lang", "en")))
        law("hostile", is_accessible(work, page(work, "hostile", "audit", hostile_file(HENG, work))))
        law("score", is_accessible(work, page(work, "score", "score", one)))
        law("read", is_accessible(work, page(work, "read", "read", forms[7])))
        law("on_paper", is_whole_on_paper(work, page(work, "paper", "audit", one)))
    sys.exit(1 if failed else 0)


main()
