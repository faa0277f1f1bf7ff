"""Sizes that are known or not yet, and making two of them the same.

A size is a sum of parts: rigid names, which equal only themselves, and unknowns, which stand for any size.
"""

from __future__ import annotations

from typing import TypeAlias

from ..dataclass import dataclass


@dataclass(eq=False)
class Unknown:
    """A size that is not known yet; `bound` once it is."""

    bound: Sum | None = None


Sum: TypeAlias = "list[str | Unknown]"


def resolved(size: Sum) -> Sum:
    """A size with every unknown that is bound replaced by what it is bound to."""
    found: Sum = []
    for part in size:
        if isinstance(part, Unknown) and part.bound is not None:
            found += resolved(part.bound)
        else:
            found.append(part)
    return found


def unified(left: Sum, right: Sum) -> bool:
    """Bind unknowns so that two sizes are the same; False where no binding makes them so.

    What two sums share at their ends is taken off first; then either one side is a single unknown, or the
    parts are taken in pairs. Sums that could be the same in more than one way are not searched.
    """
    left, right = resolved(left), resolved(right)
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    if not left or not right:
        return not left and not right
    for one, other in ((left, right), (right, left)):
        if len(one) == 1 and isinstance(one[0], Unknown) and one[0] not in other:
            one[0].bound = other
            return True
    if len(left) == len(right) > 1:
        return all(unified([a], [b]) for a, b in zip(left, right, strict=True))
    return False
