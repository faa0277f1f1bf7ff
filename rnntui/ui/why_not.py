"""Why an action can't be done now, for those whose key says so: what is missing, and which key brings it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .possible import ATTENTION, BESIDE, has_attention
from .possible_apart import COVERED
from .possible_stops import OURS
from .view import MODES, Mode

if TYPE_CHECKING:
    from ..session.beside import Comparison
    from ..session.session import Session
    from .view import View

STEPPING = ("step", "micro", "last", "go", "play", "apart", "latex", "ablate", "hold", *OURS)
"""What needs a sentence."""
ELSEWHERE: Mapping[str, Mode] = {
    **dict.fromkeys(BESIDE, "compare"),
    "unroll": "diagram",
    "near": "encoding",
    "save_equations": "edit",
}
"""What there is in one mode alone."""
TABLE = ("order", "fold", "group", "large")
"""What there is wherever the run is shown."""
MISSING: Mapping[str, str] = {
    "undo": "why.undo",
    "redo": "why.redo",
    "group": "why.group",
    "search": "why.vectors",
    "apart_back": "why.apart",
}
"""What needs something that there is not, and the words that say so."""
ALONG = ("step", "micro", "go", "last", "play")
"""What goes through the steps."""


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
    if view.walk is not None and (action in COVERED or action == "apart"):
        return _covered(session, view, action)
    if (view.mode == "edit" and action in TABLE) or (view.mode in ("edit", "compare") and action == "ablate"):
        return words("why.not_here", mode=words(f"key.mode_{view.mode}"))
    if view.mode == "attention" and action in ATTENTION:
        return words("attention.none" if has_attention(session) else "attention.missing")
    if action in MISSING:
        return words(MISSING[action])
    if action in ALONG:
        return _at_the_end(session, view, action, to)
    if action == "run_on":
        return _no_stop(session, view, to)
    if action == "to_mark":
        has_marks = bool(session.marks if view.comparison is None or view.mode != "compare" else view.comparison.marks)
        return words("marks.only" if has_marks else "marks.none")
    return None


def _covered(session: Session, view: View, action: str) -> str:
    """Why a key does nothing while a value is taken apart."""
    from .walk_names import is_known

    assert view.walk is not None
    if action != "apart":
        return view.words("why.covered")
    return view.words("why.end" if is_known(session, view.walk) else "not.yet")


def _at_the_end(session: Session, view: View, action: str, to: int | str) -> str:
    """That there is no step further on, or further back."""
    beside = view.comparison if view.mode == "compare" else None
    if (session.moments if beside is None else len(beside.columns)) < 2:
        return view.words("why.only")
    return view.words("why.first" if action == "go" or to == -1 else "why.last")


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
