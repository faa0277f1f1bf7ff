"""Why an action can't be done now, for those whose key says so: what is missing, and which key brings it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .possible import BESIDE
from .possible_stops import OURS
from .view import MODES, Mode

if TYPE_CHECKING:
    from ..session.beside import Comparison
    from ..session.session import Session
    from .view import View

STEPPING = ("step", "micro", "last", "go", "play", "apart", "latex", "ablate", "hold", *OURS)
"""What needs a sentence."""
ELSEWHERE: Mapping[str, Mode] = {**dict.fromkeys(BESIDE, "compare"), "unroll": "diagram", "near": "encoding"}
"""What there is in one mode alone."""


def why_not(session: Session, view: View, action: str, to: int | str = 1) -> str | None:
    """The reason in the words of the interface; None where nothing has to be said, or the screen says it already."""
    words = view.words
    if view.pending:
        return None
    if action in ELSEWHERE and view.mode != ELSEWHERE[action]:
        mode = ELSEWHERE[action]
        return words("why.elsewhere", mode=words(f"key.mode_{mode}"), place=MODES.index(mode) + 1)
    if not session.steps and (action in STEPPING or (action, to) == ("choose", "step")):
        return words("why.empty")
    if action == "search":
        return words("why.vectors")
    if action == "run_on":
        return _no_stop(session, view, to)
    if action == "to_mark":
        has_marks = bool(session.marks if view.comparison is None or view.mode != "compare" else view.comparison.marks)
        return words("marks.only" if has_marks else "marks.none")
    return None


def _no_stop(session: Session, view: View, to: int | str) -> str:
    """Why one can't run on."""
    from ..session.stops import stopping_hits

    words = view.words
    if not session.breakpoints:
        return words("stop.unset")
    if not {*session.breakpoints} - {*session.disabled}:
        return words("stop.all_off")
    beside = view.comparison if view.mode == "compare" else None
    runs = (session,) if beside is None else (beside.a, beside.b)
    if not any(map(stopping_hits, runs)):
        return words("stop.unfit")
    return nothing_more(session, view, to)


def nothing_more(session: Session, view: View, to: int | str) -> str:
    """That no breakpoint holds further on, or further back."""
    beside: Comparison | None = view.comparison if view.mode == "compare" else None
    place = session.moment if beside is None else beside.column
    return view.words("stop.none.back" if to == -1 else "stop.none", step=place)
