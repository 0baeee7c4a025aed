# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is decided about a form before its cells are drawn: kind, profile, conventions, layout.

A `Plan` is private to the drawing of one form. Decisions that hold for the whole form (how points
are printed, whether targets carry operators, what an empty reason looks like) are made here once,
so that a form looks as if one person had filled it.
"""
import words
from profiles import ALL

YEARS = ((2019, 6), (2020, 10), (2021, 15), (2022, 24), (2023, 27), (2024, 14), (2025, 4))
KINDS = (("project", 78), ("department", 8), ("transfer", 8), ("scheme", 6))
PROJECT_PROFILES = (
    ("national-2020", 46), ("shanghai-seed-2023", 7), ("hubei", 7), ("platform-2022", 7),
    ("cost-2021", 9), ("plain-20-80", 3), ("free-10-90", 6), ("whole-down", 3),
    ("whole-half-up", 4), ("one-decimal-fraction", 3), ("putuo-2022", 5),
)


def pick(rng, table):
    """One of the names of [(name, weight)]."""
    x = rng.random() * sum(w for _, w in table)
    for name, w in table:
        x -= w
        if x < 0:
            return name
    return table[-1][0]


def chance(rng, percent):
    return rng.random() * 100 < percent


def choose(rng, some):
    return some[int(rng.random() * len(some))]


# Rules that speak of points, of reasons, of low spending: what a form must have for them.
NEED_POINTS = frozenset(
    "H02 H06 H07 H08 H09 H10 H11 H12 H14 H17 H18 H19 H20 H22 H24 H30 H34 H38 H43".split())
NEED_REASON = frozenset("H17 H18 H19 H20".split())
NEED_CHANGE = frozenset("H03 H37".split())
SPENT = {"H21": (800, 8950), "H22": (800, 8800), "H23": (500, 7900), "H24": (5500, 7900)}


class Plan:
    """`wants` are the rules to be planted: the plan sees to it that they can be."""

    def __init__(self, rng, vocabulary, kind=None, wants=(), base=None):
        self.rng = rng
        self.wants = frozenset(wants)
        self.words = words.load(vocabulary)
        self.common = words.load("common")
        self.kind = kind or ("scheme" if "H43" in self.wants else pick(rng, KINDS))
        self.profile = base.profile if base else ALL[self._profile_name()]
        self.base = base
        while kind is None and self.wants & NEED_POINTS and self.profile.supplies_weights:
            self.profile = ALL[self._profile_name()]
        self.notes, self.facts, self.used, self.taken = {}, [], set(), set()
        self.conclusion = None
        self._place(base)
        self._conventions()
        self._layout()
        self._hints()

    def _hints(self):
        """What the planted rules ask of the form."""
        wants = self.wants
        if wants & {"H11", "H17", "H18"}:
            self.miss = max(self.miss, 20)
        if "H20" in wants:
            self.miss = 45
        if "H19" in wants:
            self.miss = min(self.miss, 8)
        if "H38" in wants:
            self.miss = 0
        if wants & {"H22", "H24"}:
            self.miss = min(self.miss, 8)

    def _profile_name(self):
        if self.kind == "scheme":
            return "scheme-dmp"
        if self.kind == "project":
            return pick(self.rng, PROJECT_PROFILES)
        return "national-2020"

    def _place(self, base):
        rng, lists = self.rng, self.common.lists
        if base:
            self.values, self.year = dict(base.values), base.year
            return
        a, b, c = (choose(rng, lists["first_part"]).plain for _ in range(3))
        while c == a:
            c = choose(rng, lists["first_part"]).plain
        ends = (choose(rng, lists["second_part"]).plain, choose(rng, lists["second_part"]).plain)
        self.year = pick(rng, YEARS)
        self.values = {
            "place": a + ends[0] + choose(rng, lists["place_end"]).plain,
            "town": c + ends[1] + choose(rng, lists["town_end"]).plain,
            "year": self.year,
            "next": self.year + 1,
        }

    def _conventions(self):
        rng, p = self.rng, self.profile
        if self.base:
            for name in ("mode", "rate_digits", "point_digits", "scale"):
                setattr(self, name, getattr(self.base, name))
        elif p.rounding:
            self.mode, self.rate_digits, self.point_digits, self.scale = p.rounding
        else:
            self.mode = "half_up" if chance(rng, 65) else "trunc"
            self.rate_digits = pick(rng, ((2, 84), (1, 11), (0, 5)))
            self.point_digits = pick(rng, ((2, 82), (1, 14), (0, 4)))
            if not p.execution:
                self.point_digits = 2  # no execution score that would show another convention
            self.scale = 1 if self.rate_digits == 2 and chance(rng, 2) else 100
        # How weights and full points are printed: as whole as they are, or with fixed decimals.
        self.point_style = pick(rng, (("plain", 55), ("fixed", 45)))
        self.money_unit = "元" if chance(rng, 14) else "万元"
        self.money_digits = (
            pick(rng, ((2, 70), (0, 30)))
            if self.money_unit == "元"
            else pick(rng, ((2, 74), (0, 8), (1, 4), (4, 9), (6, 5)))
        )
        self.comma = chance(rng, 45 if self.money_unit == "元" else 12)
        self.operators = pick(rng, (("all", 86), ("none", 7), ("mixed", 7)))
        self.units = pick(rng, (("both", 88), ("target", 6), ("none", 6)))
        # Of rows: how many miss their target, in %; of met rows: how many go far over it.
        self.miss = pick(rng, ((0, 22), (8, 38), (20, 28), (45, 12)))
        self.over = pick(rng, ((4, 60), (15, 40)))
        self.fine = pick(rng, ((0, 55), (1, 25), (2, 20)))

    def _layout(self):
        rng = self.rng
        self.is_scored = True
        self.has_weights = True
        if self.wants & NEED_POINTS:
            pass
        elif self.kind == "transfer":
            self.is_scored = chance(rng, 20)
        elif self.profile.supplies_weights:
            self.is_scored = False
        elif self.kind == "project" and self.profile.share and chance(rng, 4):
            self.has_weights = False
        elif self.kind == "project" and chance(rng, 2):
            self.is_scored = False
        self.has_weights = self.has_weights and self.is_scored
        self.class_weights = self.is_scored and (
            not self.has_weights or self.kind == "scheme" or chance(rng, 10)
        )
        self.has_reason = chance(rng, 88) or bool(self.wants & NEED_REASON)
        self.empty_reason = pick(rng, ((None, 62), ("无", 26), ("-", 5), ("idle", 7)))
        self.reason_style = pick(rng, (("label", 37), ("flow", 38), ("list", 10), ("long", 15)))
        self.reason_repeats = chance(rng, 10)
        self.has_unit_column = self.kind == "project" and chance(rng, 7)
        self.is_department = self.kind == "department"
        self.has_rescore = self.kind == "scheme" and (
            chance(rng, 75) or "H43" in self.wants)
        self.has_coefficient = self.is_department and self.is_scored and chance(rng, 50)
        self.has_core = self.is_department and chance(rng, 40)
        self.merges = self.has_weights and self.kind == "project" and chance(rng, 7)
        self.columns = self._columns()

    def _columns(self):
        rng = self.rng
        target = ["op", "target", "unit"] if self.has_unit_column else ["target"]
        if chance(rng, 25) and self.has_unit_column:
            target = ["op", "unit", "target"]
        weight = ["weight"] if self.has_weights else []
        middle = target + ["actual"] + weight if chance(rng, 65) else weight + target + ["actual"]
        if chance(rng, 8) and weight:
            middle = target + weight + ["actual"]
        out = ["level1", "level2", "level3"]
        out += ["core"] if self.has_core else []
        out += middle
        out += ["coefficient"] if self.has_coefficient else []
        out += ["score"] if self.is_scored else []
        out += ["rescore"] if self.has_rescore else []
        return out + (["reason"] if self.has_reason else [])

    # ---------------------------------------------------------------- words

    def stem(self):
        """A short name of a piece of work, for names that are made of it."""
        for _ in range(6):
            text = choose(self.rng, self.words.lists["project"]).draw(self.rng, self.values)
            if len(text) <= 14 and text.isalpha():
                break
        else:
            text = "本项目"
        return text

    def say(self, name):
        """An entry of a list of this vocabulary or of all, expanded."""
        own = self.words.lists.get(name)
        shared = self.common.lists.get(name)
        some = own if own and (not shared or self.rng.random() < 0.5) else shared
        return choose(self.rng, some).draw(self.rng, self.values)
