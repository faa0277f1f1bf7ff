"""Values that are forced: any unit of any variable at any step, whatever its equation says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..dataclass import dataclass
from ..errors import RnntuiError
from .arrays import FloatArray
from .stores import Stores


@dataclass(frozen=True)
class Intervention:
    """One value that is forced; all that is computed after it follows."""

    variable: str
    value: float
    step: int | None = None
    """Counted from 0; None for every step."""
    unit: int | None = None
    """Counted from 0; None for every unit."""
    sentence: int | None = None
    """Which sentence of a batch; None for each of them."""


@dataclass(frozen=True)
class Start(Intervention):
    """What a variable is before its first step, in the order in which it is computed; it has no step."""


@dataclass(frozen=True)
class Forced:
    """Interventions that were checked against a whole run."""

    all: tuple[Intervention, ...]

    def between(self, first: int, stop: int, starting: Callable[[str], bool]) -> tuple[Intervention, ...]:
        """Those of some neighbouring steps, counted from the first of these; starts of what begins there alone."""
        inside = (
            each
            for each in self.all
            if (starting(each.variable) if isinstance(each, Start) else each.step is None or first <= each.step < stop)
        )
        return tuple(each if each.step is None else replace(each, step=each.step - first) for each in inside)


class Interventions:
    """The interventions of one run, checked and ready to be applied. Raises RnntuiError for one that does not fit."""

    def __init__(self, given: tuple[Intervention, ...], stores: Stores) -> None:
        self.stores = stores
        self.by_variable: dict[str, list[Intervention]] = {}
        self.by_start: dict[str, list[Intervention]] = {}
        for each in given:
            name = stores.program.variable(each.variable)
            if isinstance(each, Start) and name not in stores.program.starting:
                known = ", ".join(name for name in stores.program.names if name in stores.program.starting)
                hint = f"what has a start is {known or 'nothing'}"
                raise RnntuiError(f"nothing reads '{name}' before its first step", hint)
            (self.by_start if isinstance(each, Start) else self.by_variable).setdefault(name, []).append(each)

    def checked(self, steps: int, units: Callable[[str], int]) -> Forced:
        """What is forced, each of it checked against so many steps and the units of its variable."""
        both = (*self.by_variable.items(), *self.by_start.items())
        for name, each in ((name, one) for name, all_of in both for one in all_of):
            self.check(each, name, units(name), steps)
        return Forced(tuple(replace(each, variable=name) for name, all_of in both for each in all_of))

    @property
    def names(self) -> frozenset[str]:
        """The variables that are forced somewhere."""
        return frozenset(self.by_variable)

    def of(self, name: str) -> list[Intervention]:
        """What is forced of one variable."""
        return self.by_variable.get(name, [])

    def starts(self, name: str) -> list[Intervention]:
        """What is forced of a variable before its first step."""
        return self.by_start.get(name, [])

    def apply_to_start(self, name: str, start: FloatArray) -> None:
        """Force what a variable is before its first step: (size[, B])."""
        for each in self.starts(name):
            self.check(each, name, len(start), 0)
            start[_place(each, start.ndim)] = each.value

    def apply_to_all(self, name: str, rows: FloatArray) -> None:
        """Force all steps of a variable: (steps, size[, B])."""
        for each in self.of(name):
            self.check(each, name, rows.shape[1], len(rows))
            steps = slice(None) if each.step is None else each.step
            rows[(steps, *_place(each, rows.ndim - 1))] = each.value

    def hook(self, name: str, place: FloatArray, steps: int, factor: float) -> Callable[[int], None]:
        """What a loop calls with the step once `place`, (size[, B]), has its value times `factor`."""
        always: list[Intervention] = []
        at: dict[int, list[Intervention]] = {}
        for each in self.of(name):
            self.check(each, name, len(place), steps)
            if each.step is not None:
                at.setdefault(each.step, list(always)).append(each)
                continue
            for chosen in (always, *at.values()):
                chosen.append(each)

        def force(step: int) -> None:
            for each in at.get(step, always):
                place[_place(each, place.ndim)] = each.value * factor

        return force

    def check(self, each: Intervention, name: str, units: int, steps: int) -> None:
        if each.step is not None and not 0 <= each.step < steps:
            raise RnntuiError(f"'{name}' has no step {each.step}", _range(steps, "step"))
        if each.unit is not None and not 0 <= each.unit < units:
            raise RnntuiError(f"'{name}' has no unit {each.unit}", _range(units, "unit"))
        batch = self.stores.batch
        if each.sentence is not None and not (batch is not None and 0 <= each.sentence < batch):
            raise RnntuiError(f"there is no sentence {each.sentence}", _range(batch or 0, "sentence"))


def _range(count: int, what: str) -> str:
    return f"its {what}s are 0 to {count - 1}" if count else f"it has no {what}s"


def _place(each: Intervention, axes: int) -> tuple[slice | int, ...]:
    unit: slice | int = slice(None) if each.unit is None else each.unit
    if axes == 1:
        return (unit,)
    return (unit, slice(None) if each.sentence is None else each.sentence)
