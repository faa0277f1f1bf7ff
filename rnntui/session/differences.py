"""What differs between two runs: their steps side by side, B - A, and the first column at which they part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import FloatArray
from ..errors import RnntuiError
from .alignment import Alignment, by_step, by_token
from .rounding import ROUNDING, differs
from .sides import INDICES, Index, Side

_CHUNK = 256
"""Columns that are looked at at once: of a long run no more is computed again at a time."""

Kind: TypeAlias = Literal["a", "b", "difference"]
"""What there may be of a variable: its values in A, those in B, and B - A."""
Reason: TypeAlias = Literal["only in A", "only in B", "other steps", "other size", "other tokens"]
"""Why a variable of one run has no counterpart in the other."""


@dataclass(frozen=True)
class Parting:
    """The first column at which two runs differ."""

    index: Index
    """Which columns: those of the input steps, of the output steps, or the one of the sentence as a whole."""
    column: int
    variables: tuple[str, ...]
    """What differs there; nothing where one of the runs has no such step."""


@dataclass(frozen=True, eq=False)
class Differences:
    """Two runs, laid side by side."""

    a: Side
    b: Side
    alignments: Mapping[Index, Alignment]
    compared: tuple[str, ...]
    """The variables that both have and that can be subtracted: the same steps, the same number of units."""
    apart: Mapping[str, Reason]
    """The other variables, those of A first."""

    @property
    def outputs(self) -> tuple[str, ...]:
        """The variables that are read out in both runs and can be subtracted."""
        sides = (self.a, self.b)
        return tuple(name for name in self.compared if all(side.name_of(name) in side.outputs for side in sides))

    def kinds(self, name: str) -> Mapping[Kind, Index]:
        """What there is of a variable, and to which columns it belongs."""
        found: dict[Kind, Index] = {}
        if (a := self.a.name_of(name)) is not None:
            found["a"] = self.a.indices[a]
        if (b := self.b.name_of(name)) is not None:
            found["b"] = self.b.indices[b]
        if name in self.compared:
            found["difference"] = found["a"]
        return found

    def units(self, kind: Kind, name: str) -> int:
        """How many units a variable has in A, in B, or in both."""
        side = self.b if kind == "b" else self.a
        return side.units[side.name_of(name) or name]

    def rows(self, kind: Kind, name: str, first: int = 0, stop: int | None = None) -> tuple[FloatArray, list[bool]]:
        """A variable in some columns, (columns, size), and in which of them it has values."""
        columns = self.alignments[self.kinds(name)[kind]].columns[first:stop]
        if kind == "difference":
            return self.difference(name, first, stop), [None not in column for column in columns]
        return self.values(kind, name, first, stop), [column[kind == "b"] is not None for column in columns]

    def values(self, side: Literal["a", "b"], name: str, first: int = 0, stop: int | None = None) -> FloatArray:
        """A variable of one run in some columns: (columns, size), NaN where the run has no step.

        Raises RnntuiError for a variable that the run does not have.
        """
        run, place = (self.a, 0) if side == "a" else (self.b, 1)
        own = run.name_of(name)
        if own is None:
            found = f"{side.upper()} has no variable '{name}'"
            raise RnntuiError(found, f"its variables are {', '.join(run.indices)}")
        columns = self.alignments[run.indices[own]].columns[first:stop]
        steps = [column[place] for column in columns]
        there = [step for step in steps if step is not None]
        shown: FloatArray = np.full((len(steps), run.units[own]), np.nan, run.dtype)
        if there:
            shown[[step is not None for step in steps]] = run.between(own, there[0], there[-1] + 1)
        return shown

    def difference(self, name: str, first: int = 0, stop: int | None = None) -> FloatArray:
        """B - A of a variable in some columns: (columns, size), NaN where one of the runs has no step.

        Raises RnntuiError for variables that can't be subtracted.
        """
        if name not in self.compared:
            raise RnntuiError(*self.why_not(name))
        with np.errstate(all="ignore"):
            found: FloatArray = self.values("b", name, first, stop) - self.values("a", name, first, stop)
        return found

    def why_not(self, name: str) -> tuple[str, str]:
        """Why a variable can't be subtracted, and what can."""
        what = f"what both have is {', '.join(self.compared)}" if self.compared else "the two have nothing in common"
        a, b = self.a.name_of(name), self.b.name_of(name)
        if a is None or b is None:
            has = "neither of the runs" if a is b is None else "only A" if b is None else "only B"
            return f"{has} has a variable '{name}'", what
        if self.apart.get(name) == "other size":
            return f"'{name}' has {self.a.units[a]} units in A and {self.b.units[b]} in B", what
        if self.apart.get(name) == "other steps":
            return f"'{name}' belongs to other steps in B than in A", what
        return f"the numbers of '{name}' stand for other tokens in B than in A", what

    def last(self, kind: Kind, name: str) -> FloatArray | None:
        """A variable at the last step of A, of B, or B - A of both, (size,); None where there is no such step."""
        side = self.b if kind == "b" else self.a
        if kind != "difference":
            return side.last(side.name_of(name) or name)
        a, b = self.last("a", name), self.last("b", name)
        with np.errstate(all="ignore"):
            return None if a is None or b is None else b - a

    def lasts_equal(self, name: str) -> bool:
        """Whether a variable that can be subtracted ends in the same value, but for rounding.

        What a decoder writes ends with the same token in any case: all of its steps have to be equal.
        """
        if self.kinds(name).get("difference") == "u":
            return self.parting((name,)) is None
        a, b = self.last("a", name), self.last("b", name)
        return a is b is None or not (a is None or b is None or differs(a[None], b[None], self.rounding)[0])

    @property
    def rounding(self) -> float:
        """How far equal values may lie apart, where they are at most 1."""
        return ROUNDING * max(float(np.finfo(side.dtype).eps) for side in (self.a, self.b))

    def parting(self, names: Sequence[str] | None = None) -> Parting | None:
        """The first column in which one of some variables differs, or one run has no step; None where there is none.

        The columns of the input steps come first, then those of the output steps. Without `names` all variables are
        looked at that can be subtracted.
        """
        chosen = self.compared if names is None else tuple(names)
        for index in INDICES:
            here = [name for name in chosen if _index_of(self.a, name) == index]
            if here or (index == "t" and names is None):
                found = self._parting_in(index, here)
                if found is not None:
                    return found
        return None

    def differing(self, index: Index, first: int = 0, stop: int | None = None) -> list[bool]:
        """In which columns any variable differs that can be subtracted, or one run has no step."""
        columns = self.alignments[index].columns[first:stop]
        found = np.array([None in column for column in columns], bool)
        for name in self.compared:
            if len(columns) and _index_of(self.a, name) == index:
                a, b = self.values("a", name, first, stop), self.values("b", name, first, stop)
                found |= differs(a, b, self.rounding)
        return [bool(each) for each in found]

    def _parting_in(self, index: Index, names: Sequence[str]) -> Parting | None:
        columns = self.alignments[index].columns
        for first in range(0, len(columns), _CHUNK):
            stop = min(first + _CHUNK, len(columns))
            lone = next((k for k in range(first, stop) if None in columns[k]), stop)
            found = {name: self._first_difference(name, first, lone) for name in names} if lone > first else {}
            column = min((place for place in found.values() if place is not None), default=None)
            if column is not None:
                return Parting(index, column, tuple(self._that_differ(names, column)))
            if lone < stop:
                return Parting(index, lone, ())
        return None

    def _first_difference(self, name: str, first: int, stop: int) -> int | None:
        a, b = self.values("a", name, first, stop), self.values("b", name, first, stop)
        places = np.nonzero(differs(a, b, self.rounding))[0]
        return first + int(places[0]) if len(places) else None

    def _that_differ(self, names: Sequence[str], column: int) -> Iterator[str]:
        for name in names:
            if self._first_difference(name, column, column + 1) is not None:
                yield name


def differences(a: Side, b: Side) -> Differences:
    """Lay two runs side by side: their input steps by token where both have tokens, all others one by one."""
    named = bool(a.tokens or b.tokens) and _has_names(a) and _has_names(b)
    alignments = {index: by_step(a.steps[index], b.steps[index]) for index in INDICES}
    if named:
        alignments["t"] = by_token(a.tokens, b.tokens)
    apart: dict[str, Reason] = {}
    compared = []
    for name in dict.fromkeys((*a.indices, *b.indices)):
        reason = _reason(a, b, name)
        if reason is None:
            compared.append(name)
        elif name in a.indices or not _is_shown(b, name, compared):
            apart[name] = reason
    return Differences(a, b, alignments, tuple(compared), apart)


def _has_names(side: Side) -> bool:
    return len(side.tokens) == side.steps["t"]


def _is_shown(side: Side, name: str, compared: Sequence[str]) -> bool:
    """Whether a variable is compared under the bare name by which its layer goes."""
    return any(side.name_of(each) == name for each in compared)


def _reason(a: Side, b: Side, name: str) -> Reason | None:
    """Why a variable can't be subtracted; None where it can."""
    own_a, own_b = a.name_of(name), b.name_of(name)
    if own_a is None or own_b is None:
        return "only in B" if own_a is None else "only in A"
    if a.indices[own_a] != b.indices[own_b]:
        return "other steps"
    if a.units[own_a] != b.units[own_b]:
        return "other size"
    is_fed = own_a in a.inputs and own_b in b.inputs
    return "other tokens" if is_fed and None not in (a.entries, b.entries) and a.entries != b.entries else None


def _index_of(side: Side, name: str) -> Index:
    own = side.name_of(name)
    assert own is not None
    return side.indices[own]
