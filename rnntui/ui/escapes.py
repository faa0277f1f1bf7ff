"""Escape sequences: what a style's numbers mean, and the shortest way to another style or another place."""

from __future__ import annotations

from functools import lru_cache

Place = tuple[int, int]
"""A row and a column, counted from 0."""

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
_UNSEEN = frozenset({"1", "2", "3"})
"""Marks that a blank looks the same with: bold, dim, italic."""


@lru_cache(maxsize=4096)
def transition(old: str | None, new: str) -> str:
    """The shortest sequence from one style to another; from None, which may be anything, by way of a reset."""
    whole = f"\x1b[0;{new}m" if new else "\x1b[0m"
    if old is None:
        return whole
    (old_marks, old_front, old_back), (marks, front, back) = _parsed(old), _parsed(new)
    gone = old_marks - marks
    if not gone <= _OFF.keys():
        return whole
    codes = list(dict.fromkeys(_OFF[mark] for mark in sorted(gone)))
    # 22 ends bold and dim alike.
    stay = marks & {"1", "2"} if "22" in codes else frozenset()
    codes += sorted((marks - old_marks) | stay)
    if front != old_front:
        codes.append(front or "39")
    if back != old_back:
        codes.append(back or "49")
    return min(f"\x1b[{';'.join(codes)}m", whole, key=len) if codes else ""


@lru_cache(maxsize=4096)
def blank_style(style: str) -> str:
    """What of a style shows where there is no ink: the background, or all of it where it is reversed or underlined."""
    marks, _, back = _parsed(style)
    return back if marks <= _UNSEEN else style


def _parsed(style: str) -> tuple[frozenset[str], str, str]:
    """The marks of a style, such as bold, its foreground and its background."""
    marks: set[str] = set()
    front = back = ""
    codes = iter(style.split(";") if style else ())
    for code in codes:
        if code in ("38", "48"):
            kind = next(codes, "")
            rest = [next(codes, "") for _ in range(3 if kind == "2" else 1)]
            colour = ";".join((code, kind, *rest))
        else:
            colour = code
        number = int(code or 0)
        if number == 38 or 30 <= number <= 37 or 90 <= number <= 97:
            front = colour
        elif number == 48 or 40 <= number <= 47 or 100 <= number <= 107:
            back = colour
        elif number == 39:
            front = ""
        elif number == 49:
            back = ""
        else:
            marks.add(code)
    return frozenset(marks), front, back


@lru_cache(maxsize=16384)
def move(here: Place | None, there: Place) -> str:
    """The shortest sequence from one place to another; from None, which may be anywhere, by row and column.

    Only sequences that every terminal has: CUP, CUU, CUD, CUF, CUB and backspace.
    """
    row, column = there
    absolute = f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H"
    if here is None:
        return absolute
    down, right = row - here[0], column - here[1]
    relative = _along(down, "B", "A") if down else ""
    if -4 < right < 0:
        relative += "\b" * -right
    elif right:
        relative += _along(right, "C", "D")
    return relative if len(relative) <= len(absolute) else absolute


@lru_cache(maxsize=1024)
def _along(by: int, forwards: str, back: str) -> str:
    return f"\x1b[{abs(by) if abs(by) > 1 else ''}{forwards if by > 0 else back}"
