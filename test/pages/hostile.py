# SPDX-License-Identifier: AGPL-3.0-or-later
"""A form whose words would be markup, and whose words and numbers have no end, for tests of the page."""
import json
import os
import subprocess

HOSTILE = "<script>alert(1)</script>\"'&lt;\u202e<img src=x onerror=alert(2)>"
NAME = "a\"><b onclick=alert(3)>'&.json"
LONG = "W" * 300


def hostile_file(heng, work):
    """The example as JSON with such names; its file is called so too."""
    said = subprocess.run([heng, "read", "example/reading-room.txt", "--format", "json"], capture_output=True, text=True, check=True)
    reading = json.loads(said.stdout)
    form = reading["forms"][0]
    form["project"] = form["unit"] = HOSTILE
    form["goals"]["actual"] = LONG
    for row in form["indicators"]:
        row["level3"] += HOSTILE
        row["reason"] = HOSTILE
    first = form["indicators"][0]
    first["level3"], first["score"], first["target"] = LONG, "123456789012345678", {"text": "9" * 40}
    marks = [m for m in form.get("marks", []) if not m["path"].endswith("/reason")]
    form["marks"] = [m for m in marks if not m["path"].startswith("/indicators/0/target")]
    form["support"] = {p: s for p, s in form["support"].items() if not p.startswith("/indicators/0/target")}
    form["raw"] = {}
    form["notes"] = {HOSTILE: "a\nb" + HOSTILE}
    reading["source"]["file"] = NAME
    path = os.path.join(work, NAME)
    with open(path, "w", encoding="utf-8") as f:
        json.dump(reading, f, ensure_ascii=False)
    return path
