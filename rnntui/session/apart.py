"""What can be taken apart: the numbers of a run, what each is, and how it came about."""

from __future__ import annotations

from dataclasses import field
from typing import Literal, TypeAlias

from ..dataclass import dataclass
from ..engine.explain_start import explain_start
from ..engine.explanation import Explanation, Quantity, Source
from ..engine.explanation_terms import Row, inside, rows_of
from .edits import quoted
from .likeness_work import Likeness, explain_entry, explain_likeness, has_likeness
from .realise import Realised

Place: TypeAlias = Source | Likeness
"""What can be taken apart: an entry of a variable, of a weight, of a word's vector; how alike two words are."""
Kind: TypeAlias = Literal["computed", "part", "input", "weight", "start", "entry", "likeness"]
"""What a term is: a value with an equation, an entry of an expression without a name, what is fed, a weight, what a
variable is before its first step, an entry of a word's vector; or how alike two are."""

Within: TypeAlias = tuple[tuple[int, int], ...]
"""Rows and columns that lead from a value into expressions of it that have no name."""


@dataclass(frozen=True)
class Frame:
    """One place on the way, and the term that is chosen there."""

    place: Place
    row: int | None = None
    """The row of the chosen term; None for the one that leads furthest."""
    column: int = 0
    """Its place in the row; the last where there are fewer."""
    within: Within = ()


@dataclass
class _Kept:
    """What was taken apart last, in one run: asked for many times with every key."""

    run: Realised | None = None
    found: dict[tuple[Place, Within], tuple[Explanation, tuple[Row, ...]]] = field(default_factory=dict)


_kept = _Kept()
MOST_KEPT = 8
"""So many places are kept."""


def explanation_of(run: Realised, frame: Frame) -> Explanation:
    """How the number at a place came about. What is given has a root of itself alone."""
    return _apart(run, frame.place, frame.within)[0]


def rows_at(run: Realised, frame: Frame) -> tuple[Row, ...]:
    """The terms of a place."""
    return _apart(run, frame.place, frame.within)[1]


def _apart(run: Realised, place: Place, within: Within) -> tuple[Explanation, tuple[Row, ...]]:
    if _kept.run is not run or len(_kept.found) >= MOST_KEPT:
        _kept.run = run
        _kept.found.clear()
    found = _kept.found.get((place, within))
    if found is None:
        explanation = _explained(run, place, within)
        _kept.found[place, within] = found = explanation, rows_of(explanation)
    return found


def _explained(run: Realised, place: Place, within: Within) -> Explanation:
    if within:
        above, rows = _apart(run, place, within[:-1])
        row, column = within[-1]
        found = inside(above, rows[row].terms[column])
        assert isinstance(found, Explanation)
        return found
    if isinstance(place, Likeness):
        return explain_likeness(run, place)
    match kind_of(run, place):
        case "entry":
            return explain_entry(run, place)
        case "weight":
            value = float(run.trace.weights[place.name][place.indices])
            text = place.name + "".join(f"[{index}]" for index in place.indices)
            return Explanation(place.name, 0, place.indices[0], None, value, text, "", {}, Quantity(text, value, place))
        case "start":
            return explain_start(run.trace, place.name, *place.indices)
    step, unit = place.indices
    return run.trace.explain(place.name, step, unit)


def kind_of(run: Realised, place: Place | None) -> Kind:
    """What stands at a place; None is an expression without a name."""
    if place is None:
        return "part"
    if isinstance(place, Likeness):
        return "likeness"
    if place.kind != "variable":
        return place.kind
    if not 0 <= place.indices[0] < run.trace.steps(place.name):
        return "start"
    return "input" if place.name in run.trace.program.inputs else "computed"


def is_end(run: Realised, frame: Frame) -> bool:
    """Whether a number is given, so that the way ends there."""
    return not explanation_of(run, frame).equation


def target_of(run: Realised, place: Place | None) -> str | None:
    """A number as `--set` calls it: `W_i[0][2]`, `h[2][1]`, `initial.h[1]`; None for one without such a name."""
    if not isinstance(place, Source):
        return None
    if place.kind == "entry":
        # Vectors that are fed belong to no token.
        is_fed = run.vectors is not None or run.model.encoding is None
        return None if is_fed else f"embedding[{quoted(place.name)}][{place.indices[-1]}]"
    if kind_of(run, place) == "start":
        return f"initial.{place.name}[{place.indices[1]}]"
    return place.name + "".join(f"[{index}]" for index in place.indices)


def exists(run: Realised, place: Place) -> bool:
    """Whether a run has a place."""
    if isinstance(place, Likeness):
        return has_likeness(run, place)
    if place.kind == "entry":
        return True
    if place.kind == "weight":
        weight = run.trace.weights.get(place.name)
        return weight is not None and all(k < size for k, size in zip(place.indices, weight.shape, strict=False))
    if place.name not in run.trace.program.clocks or place.indices[1] >= run.trace.units(place.name):
        return False
    return place.indices[0] <= run.trace.steps(place.name)
