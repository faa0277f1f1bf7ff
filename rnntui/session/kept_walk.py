"""A walk as it is kept with a session: where it began, and which term was chosen at each place on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..dataclass import dataclass
from ..engine.explanation import Source
from ..errors import RnntuiError
from .apart import Place, exists, kind_of
from .encoding_words import vocabulary_of
from .likeness_work import Likeness, vector_of
from .realise import Realised
from .session_checks import COUNT, MICRO, TEXT, Check, are, is_count, table_of
from .walk import Home, Walk, begun, choose, deeper

MOST_PLACES = 400
"""So many places of a way are gone through again, from its beginning: each is worked out."""


@dataclass(frozen=True)
class KeptWalk:
    """A walk without what follows from the run: the same terms lead the same way again."""

    place: Place
    """Where it began."""
    way: tuple[tuple[int, int], ...]
    """Row and column of the term that was gone to from each place but the last."""
    home: Home
    chosen: tuple[int, int] | None = None
    """Row and column of the term that is chosen at the last place; None for the one that leads furthest."""


def kept_walk(walk: Walk) -> KeptWalk:
    """What is kept of a walk."""
    terms = [None if each.row is None else (each.row, each.column) for each in walk.frames]
    # Whoever has gone on from a place has chosen a term there.
    way = tuple(each for each in terms[:-1] if each is not None)
    return KeptWalk(walk.frames[0].place, way[:MOST_PLACES], walk.home, terms[-1])


def walked(run: Realised, kept: KeptWalk) -> Walk | None:
    """The walk in a run, as far as that has its way; None where it has not even its beginning."""
    if not is_takeable(run, kept.place):
        return None
    walk = begun(kept.place, kept.home)
    for term in kept.way[:MOST_PLACES]:
        there = deeper(run, choose(walk, *term))
        if len(there.frames) == len(walk.frames):
            return walk
        walk = there
    return walk if kept.chosen is None else choose(walk, *kept.chosen)


def is_takeable(run: Realised, place: Place) -> bool:
    """Whether a run has a place that was read from a file, so that it can be taken apart."""
    if isinstance(place, Likeness):
        return exists(run, place)
    if min(place.indices[1:] if place.kind == "variable" else place.indices, default=0) < 0:
        return False
    match place.kind:
        case "weight":
            weight = run.trace.weights.get(place.name)
            return weight is not None and weight.ndim == len(place.indices) and exists(run, place)
        case "entry":
            vocabulary = vocabulary_of(run)
            is_word = vocabulary.encoding is not None or vocabulary.place_of(place.name) is not None
            return is_word and len(place.indices) == 1 and place.indices[0] < len(vector_of(run, place.name))
    if len(place.indices) != 2 or not exists(run, place):
        return False
    return kind_of(run, place) != "start" or place.name in run.trace.program.starting


# As plain data


def walk_data(kept: KeptWalk) -> dict[str, Any]:
    """What is kept of a walk as it stands in a session file."""
    table = {"place": asdict(kept.place), "way": list(kept.way), "home": asdict(kept.home)}
    return table if kept.chosen is None else table | {"chosen": list(kept.chosen)}


def walk_read(table: object, where: str) -> KeptWalk:
    """What is kept of a walk, from plain data. Raises RnntuiError for what does not fit."""
    values = {"chosen": None, **_whole(table, where, _WALK, ("chosen",))}
    home = _whole(values["home"], f"{where}: home", _HOME)
    way = tuple((row, column) for row, column in values["way"])
    return KeptWalk(_place(values["place"], f"{where}: place"), way, Home(**home), values["chosen"])


def _whole(table: object, where: str, checks: Mapping[str, Check], may_lack: Sequence[str] = ()) -> dict[str, Any]:
    """The values of a table that has to have all of them but some."""
    values = table_of(table, where, checks)
    for name in checks:
        if name not in values and name not in may_lack:
            raise RnntuiError(f"{where}: there is no '{name}'", f"there must stand {', '.join(checks)}")
    return values


def _place(table: Mapping[str, Any], where: str) -> Place:
    if "one" in table:
        return Likeness(**_whole(table, where, _LIKENESS))
    return Source(**_whole(table, where, _SOURCE))


_TWO: Check = ("two whole numbers from 0 up", lambda value: are(value, is_count) and len(value) == 2)
_TABLE: Check = ("a table", lambda value: isinstance(value, dict))
_WALK: Mapping[str, Check] = {
    "place": _TABLE,
    "way": ("a list of rows and columns", lambda value: are(value, _TWO[1])),
    "home": _TABLE,
    "chosen": _TWO,
}
_SOURCE: Mapping[str, Check] = {
    "name": TEXT,
    "indices": ("a list of whole numbers from -1 up", lambda value: are(value, lambda each: is_count(each, -1))),
    "kind": ("variable, weight or entry", lambda value: value in ("variable", "weight", "entry")),
}
_LIKENESS: Mapping[str, Check] = {"one": TEXT, "other": TEXT}
_HOME: Mapping[str, Check] = {
    "moment": COUNT,
    "micro": MICRO,
    "variable": TEXT,
    "unit": COUNT,
    "farthest": COUNT,
    "sides": _TWO,
}
