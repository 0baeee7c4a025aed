# SPDX-License-Identifier: AGPL-3.0-or-later
"""Scoring profiles, restated from the domain page (§5) for the generator: only what it needs.

`rounding` is (mode, digits of the rate, digits of points, scale), or None where each form shows its
own convention. `share` says how the points of the rows are split over the first-level classes.
"""
from collections import namedtuple

Profile = namedtuple(
    "Profile",
    "name execution rounding share reached partly over_kind over_points caps supplies_weights",
)

NATIONAL = {"output": 50, "benefit": 30, "satisfaction": 10}
COST = {"cost": 20, "output": 40, "benefit": 20, "satisfaction": 10}
HALF_UP = ("half_up", 2, 2, 100)
CAPS = ((70, 80, 89), (60, 70, 79), (50, 60, 69), (0, 50, 59))


def _profile(name, execution=10, rounding=None, share=NATIONAL, partly=60, **more):
    kind, points = more.get("over", ("none", 0))
    rest = (more.get("caps", ()), more.get("supplies", False))
    return Profile(name, execution, rounding, share, 80, partly, kind, points, *rest)


ALL = {
    p.name: p
    for p in (
        _profile("national-2020"),
        _profile("shanghai-seed-2023", rounding=("trunc", 2, 2, 100)),
        _profile("hubei", execution=20, rounding=HALF_UP, share=None, partly=50),
        _profile("platform-2022", rounding=HALF_UP, over=("minus", 2), caps=CAPS),
        _profile("cost-2021", rounding=HALF_UP, share=COST),
        _profile("plain-20-80", execution=20, share=None, supplies=True),
        _profile("free-10-90", share=None),
        _profile("whole-down", rounding=("trunc", 0, 0, 100)),
        _profile("whole-half-up", rounding=("half_up", 0, 0, 100)),
        _profile("one-decimal-fraction", execution=20, rounding=("half_up", 1, 1, 1), share=None),
        _profile("putuo-2022", rounding=HALF_UP),
        _profile("scheme-dmp", execution=0, share=None),
    )
}
