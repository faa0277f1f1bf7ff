"""Numbers that count something: a step, a unit, a sentence."""

from __future__ import annotations

import operator

from ..errors import RnntuiError


def whole(found: object, what: str) -> int:
    """A whole number as Python's own; raises RnntuiError for anything else. `what` is what it counts, as in `step`."""
    try:
        return operator.index(found)  # type: ignore[arg-type]
    except TypeError:
        raise RnntuiError(f"{what} is {found!r}", "it must be a whole number") from None
