# SPDX-License-Identifier: AGPL-3.0-or-later
"""A drawn form as `heng.forms/1`, so that heng can audit the model without reading a print."""

COLUMNS = "level1 level2 level3 target actual weight score reason".split()
PRIVATE = ("_", "repairs", "noisy", "unjudged", "slips", "template_remains", "stripped", "tasks")


def empty_marks(form):
    """Marks for the cells that are there and blank."""
    out = []
    for i, row in enumerate(form["indicators"]):
        blank = list(row.get("empty", ()))
        if "reason" in row and row["reason"] is None:
            blank.append("reason")
        for key in blank:
            path = f"/indicators/{i}/{key}"
            if key in ("target", "actual"):
                path += "/value" if "value" in row[key] else "/text"
            out.append({"path": path, "how": "empty"})
    return out


def form_json(form):
    out = {k: v for k, v in form.items() if k not in PRIVATE}
    out["year"] = form.get("year")
    if out["year"] is None:
        del out["year"]
    out["columns"] = [c for c in COLUMNS if c in form["_"]["columns"]]
    out["indicators"] = [{k: v for k, v in r.items() if k != "empty"} for r in form["indicators"]]
    if "total" in form:
        out["total"] = {k: v for k, v in form["total"].items() if k in ("weight", "score")}
    if "tasks" in form:
        out["tasks"] = [
            {"name": t["name"], "text": " ".join(v for k, v in t.items() if k != "name")}
            for t in form["tasks"]
        ]
    out["is_complete"] = form["_"]["complete"]
    if form.get("template_remains"):
        out["remains"] = form["template_remains"]
    marks = empty_marks(form)
    if marks:
        out["marks"] = marks
    return out


def forms_json(forms):
    """The file for one call of heng; all forms are to share a profile."""
    return {"schema": "heng.forms/1", "forms": [form_json(f) for f in forms]}
