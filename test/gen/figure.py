# SPDX-License-Identifier: AGPL-3.0-or-later
"""Exact figures: how they are printed, read back and rounded. No float anywhere.

A figure on a form is a string; as a number it is a `Fraction`, or a whole number of units of its
last place while it is drawn.
"""
from fractions import Fraction
from functools import lru_cache


def show(units, digits, comma=False):
    """The whole number of units of the last place as it is printed: show(523, 2) is 5.23."""
    sign = "-" if units < 0 else ""
    whole, part = divmod(abs(units), 10**digits)
    text = f"{whole:,}" if comma else str(whole)
    return sign + text + (f".{part:0{digits}d}" if digits else "")


def trim(text):
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=65536)
def number(text):
    """The Fraction that a string prints; thousands are allowed."""
    return Fraction(text.replace(",", ""))


def digits_of(text):
    return len(text) - text.index(".") - 1 if "." in text else 0


def rounded(num, den, digits, mode):
    """num/den (den > 0) rounded once, as whole units of the last place."""
    num *= 10**digits
    if mode == "trunc":
        return abs(num) // den * (1 if num >= 0 else -1)
    return (2 * abs(num) + den) // (2 * den) * (1 if num >= 0 else -1)


def round_to(value, digits, mode):
    """A Fraction rounded once, as a Fraction."""
    value = Fraction(value)
    return Fraction(rounded(value.numerator, value.denominator, digits, mode), 10**digits)
