# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rules about money (H01-H05, H21-H24, H37), and the rounding that a form shows (§6)."""
from fractions import Fraction

from figure import digits_of, number, round_to
from profiles import ALL

EXPLAINING = (
    "预算 执行率 资金 经费 结余 节余 结转 节约 支付 未付 尾款 拨付 追加 调减 核减 压减 中标 限价 合同价"
).split()
SCORING = ("分值", "得分", "计分")
NOTE_NAMES = ("说明", "备注", "原因", "问题", "情况", "措施", "注")
CANDIDATES = [(mode, scale) for mode in ("trunc", "half_up") for scale in (100, 1)]


class Line:
    """A funds line with A > 0, B and a printed rate."""

    def __init__(self, line):
        self.a, self.b = number(line["adjusted"]), number(line["executed"])
        self.initial = number(line["initial"]) if line.get("initial") else None
        self.au, self.bu = (Fraction(1, 10 ** digits_of(line[c])) for c in ("adjusted", "executed"))
        self.iu = Fraction(1, 10 ** digits_of(line["initial"])) if line.get("initial") else None
        self.rate = number(line["rate"])
        self.rate_digits = digits_of(line["rate"])
        self.score = number(line["score"]) if line.get("score") else None
        self.score_digits = digits_of(line["score"]) if line.get("score") else 0
        self.weight = number(line["weight"]) if line.get("weight") else None

    def is_plain(self):
        """A line at 0 or 100 % decides nothing."""
        return self.b == 0 or self.b == self.a

    def span(self, mode, base, unit):
        """The open interval of B/base that prints as the amounts do."""
        if mode == "trunc":
            return self.b / (base + unit), (self.b + self.bu) / base
        low, high = base - unit / 2, base + unit / 2
        top = (self.b + self.bu / 2) / low if low > 0 else Fraction(10**9)
        return max(Fraction(0), (self.b - self.bu / 2) / high), top

    @staticmethod
    def _meets(span, printed, digits, mode, times):
        """Can some number of the span times `times` print as `printed`?"""
        v = Fraction(1, 10**digits)
        p, q = (printed, printed + v) if mode == "trunc" else (printed - v / 2, printed + v / 2)
        return span[0] * times < q and p < span[1] * times

    def rate_fit(self, mode, scale, digits, base=None, unit=None):
        """2 exact, 1 within, 0 none."""
        base, unit = (self.a, self.au) if base is None else (base, unit)
        if round_to(self.b / base * scale, digits, mode) == self.rate:
            return 2
        return int(self._meets(self.span(mode, base, unit), self.rate, digits, mode, scale))

    def score_fit(self, mode, scale, digits, weight):
        if self.score is None or weight is None:
            return 2
        best = 0
        for cap in (False, True):
            for q in (self.b / self.a, self.rate / scale):
                q = min(q, Fraction(1)) if cap else q
                if round_to(weight * q, digits, mode) == self.score:
                    return 2
            low, high = self.span(mode, self.a, self.au)
            if cap and low >= 1:
                continue
            best = max(best, int(self._meets((low, high), self.score, digits, mode, weight)))
        return best


class Fit:
    """Which conventions fit the form, and which one it is audited under."""

    def __init__(self, look):
        self.lines = []
        for k, f in enumerate(look.form["funds"]):
            if f.get("rate") and f.get("adjusted") and f.get("executed") and number(f["adjusted"]):
                self.lines.append((k, Line(f)))
        self.weight = look.exec_weight
        moving = [x for _, x in self.lines if not x.is_plain()]
        standard = look.profile.rounding or ("half_up", 2, 2, 100)
        self.rate_digits = max((x.rate_digits for x in moving), default=standard[1])
        self.digits = max((x.score_digits for x in moving if x.score is not None and x.b < x.a),
                          default=standard[2])
        self.good, self.bad = [], []
        for k, x in self.lines:
            (self.good if any(self.fits(x, c) for c in CANDIDATES) else self.bad).append((k, x))
        self.modes = self._modes(standard)
        self.standard = standard

    def fits(self, x, candidate):
        mode, scale = candidate
        return min(x.rate_fit(mode, scale, self.rate_digits),
                   x.score_fit(mode, scale, self.digits, x.weight or self.weight))

    def _modes(self, standard):
        """The rounding modes that fit all lines that fit any."""
        moving = [x for _, x in self.good if not x.is_plain()]
        if not moving:
            return {"trunc", "half_up"}
        out = {c[0] for c in CANDIDATES if all(self.fits(x, c) for _, x in self.good)}
        return out or {standard[0]}

    def rate_is_right(self, x, base=None, unit=None):
        return any(x.rate_fit(m, s, self.rate_digits, base, unit) for m, s in CANDIDATES)


def check(look):
    check_rates(look)
    check_sums(look)
    check_use(look)


def check_rates(look):
    fit = look.fit
    for _, x in fit.bad:
        weight = x.weight or fit.weight
        if not fit.rate_is_right(x):
            to_initial = x.initial and fit.rate_is_right(x, x.initial, x.iu)
            look.add("H03" if to_initial else "H01", "error")
            follows = any(x.score_fit(m, s, fit.digits, weight) for m, s in CANDIDATES)
            if x.score is not None and not follows:
                look.add("H02", "error")
        else:
            look.add("H02", "error")
    if not any(f[0] == "H02" for f in look.found):
        for _, x in fit.lines:
            if x.score is not None and x.score > weight_of(x, fit):
                look.add("H02", "error")


def weight_of(x, fit):
    return x.weight if x.weight is not None else fit.weight


def check_sums(look):
    funds = look.form["funds"]
    for column in ("initial", "adjusted", "executed"):
        parts = [f[column] for f in funds[1:] if f.get(column)]
        if not parts or not funds[0].get(column):
            continue
        gap = abs(number(funds[0][column]) - sum(number(p) for p in parts))
        if gap:
            coarse = min(digits_of(x) for x in parts + [funds[0][column]])
            small = gap <= Fraction(len(parts), 10**coarse)
            look.add("H04", "note" if small else "error")


def is_explaining(text):
    return bool(text) and any(w in text for w in EXPLAINING) and not any(w in text for w in SCORING)


def has_explanation(look):
    """True, False, or None where the form has no place for one."""
    form = look.form
    texts = [r.row.get("reason") for r in look.rows]
    notes = [t for n, t in form.get("notes", {}).items() if any(w in n for w in NOTE_NAMES)]
    texts += notes + [form.get("explanation")]
    if any(is_explaining(t) for t in texts) or is_explaining(form.get("goals", {}).get("actual")):
        return True
    return False if look.has_reason else None


def check_use(look):
    a, b = look.adjusted, look.executed
    explained = has_explanation(look)
    if a is not None and look.initial is not None and a != look.initial and explained is False:
        look.add("H37", "warning")
    if a is None or b is None:
        return
    if b > a and explained is False:
        look.add("H05", "error")
    parts = [f for f in look.form["funds"][1:] for c in ("initial", "adjusted", "executed")
             if f.get(c) and number(f[c])]
    if a == 0:
        if not parts:
            look.add("H23", "warning")
        return
    rate = b / a * 100
    if rate < 90 and explained is False:
        look.add("H21", "warning")
    if (a - b) / a * 100 > 20:
        look.add("H23", "warning")
    check_gap(look, rate)
    if look.total is not None:
        caps = look.profile.caps or ALL["platform-2022"].caps
        if any(low <= rate < high and look.total > most for low, high, most in caps):
            look.add("H24", "warning")


def check_gap(look, rate):
    """H22: the rows are far ahead of the rate."""
    scored = [r for r in look.rows if r.score is not None and r.weight is not None]
    weights = sum(r.weight for r in scored)
    if not weights or look.exec_weight + weights < 100:
        return
    share = sum(r.score for r in scored) / weights * 100
    if share and (share - rate) / share * 100 > 5:
        look.add("H22", "warning")
