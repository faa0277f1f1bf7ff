"""The result of one run: every variable at every step, read-only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..dataclass import dataclass
from ..errors import RnntuiError
from .answer import Answer, answers_of
from .arrays import FloatArray, IntArray, Weights
from .expression import Clock
from .interventions import Intervention
from .program import Program
from .stores import Stores
from .windows import Windows

if TYPE_CHECKING:
    from .explain import Explanation


@dataclass(frozen=True, eq=False)
class Trace(Mapping[str, FloatArray]):
    """Every variable of a program at every step of one run.

    `trace["h"]` is (T, size), or (T, B, size) for a batch; a variable that has one value for the sentence has
    T = 1. What lies beyond the end of a sentence of a batch is zero. The bare name of a variable of a deep
    network means its last layer's.
    """

    stores: Stores | Windows
    """What the run left behind."""
    tokens: tuple[str, ...] = ()
    """The sentence, where there was one."""
    labels: tuple[str, ...] | None = None
    """What the units of the output mean."""
    unknown: tuple[int, ...] = ()
    """The steps whose token the encoding does not know."""
    unknown_as: str = ""
    """What stands for those tokens: `zero`, `unk` or `random`."""
    interventions: tuple[Intervention, ...] = ()

    @property
    def program(self) -> Program:
        """The equations."""
        return self.stores.program

    @property
    def weights(self) -> Weights:
        """The weights that the run had."""
        return self.stores.weights

    @property
    def dtype(self) -> np.dtype[np.floating]:
        """The type of every number."""
        return self.stores.dtype

    @property
    def names(self) -> tuple[str, ...]:
        """All variables: the inputs, then the equations' in their order."""
        return self.program.names

    @property
    def batch(self) -> int | None:
        """How many sentences a batch has; None for a single one."""
        return self.stores.batch

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """What a decoder wrote to each sentence, and whether it ended by itself; empty where there is none."""
        return answers_of(self)

    @cached_property
    def clocks(self) -> Mapping[Clock, int]:
        """How many steps each clock of the program took."""
        used = {"t", *self.program.clocks.values()}
        return {clock: steps for clock, steps in self.stores.steps.items() if clock in used}

    def lengths(self, clock: Clock = "t") -> IntArray | None:
        """How many steps each sentence of a batch took, (B,); None for a single sentence."""
        if self.batch is None:
            return None
        lengths = self.stores.lengths[clock]
        return np.full(self.batch, self.stores.steps[clock]) if lengths is None else lengths

    def steps(self, name: str) -> int:
        """How many steps a variable has."""
        name = self.program.variable(name)
        return 1 if self.program.once(name) else self.stores.steps[self.program.clocks[name]]

    def units(self, name: str) -> int:
        """How many units a variable has."""
        return self.stores.units(self.program.variable(name))

    def __getitem__(self, name: str) -> FloatArray:
        """All values of a variable: (T, size), or (T, B, size). Raises RnntuiError for an unknown name."""
        return self.between(name, 0, self.steps(name))

    def between(self, name: str, first: int, stop: int) -> FloatArray:
        """Some values of a variable: (stop - first, size), or (stop - first, B, size).

        Of a long run only what is asked for is computed again, window by window.
        """
        name = self.program.variable(name)
        shown = self.stores.between(name, *slice(first, stop).indices(self.steps(name))[:2])
        shown = (shown if self.batch is None else shown.swapaxes(1, 2)).view()
        shown.flags.writeable = False
        return shown

    def __contains__(self, name: object) -> bool:
        return name in self.program.clocks or name in self.program.architecture.aliases

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def at(self, name: str, step: int, sentence: int | None = None) -> FloatArray:
        """A variable at one step: (size,), or (size, B) where no sentence of a batch is chosen.

        Before the first step and after the last it is its start.
        """
        name = self.program.variable(name)
        stores = self.stores
        lengths = None if sentence is None else self.lengths(self.program.clocks[name])
        steps = self.steps(name) if lengths is None or self.program.once(name) else int(lengths[sentence or 0])
        batch = slice(None) if sentence is None else sentence
        if not 0 <= step < steps:
            found = stores.start(name)
            found = found if self.batch is None else found[:, batch]
        else:
            rows = stores.between(name, step, step + 1)[0]
            found = rows if self.batch is None else rows[:, batch]
        found = found.view()
        found.flags.writeable = False
        return found

    def apart(self) -> Trace:
        """The same run for another thread: what it looks at in a long run takes nothing of what is kept here."""
        return replace(self, stores=self.stores.apart()) if isinstance(self.stores, Windows) else self

    def step(self, name: str, step: int) -> int:
        """A step as it is counted from 0, where -1 is the last; raises RnntuiError for one that is not there."""
        steps = self.steps(name)
        if not -steps <= step < steps:
            hint = f"its steps are 0 to {steps - 1}" if steps else "it has no steps"
            raise RnntuiError(f"'{name}' has no step {step}", hint)
        return step % steps

    def explain(self, name: str, step: int = -1, unit: int = 0, sentence: int | None = None) -> Explanation:
        """How one value came about. Raises RnntuiError for a variable, step or unit that is not there."""
        from .explain import explain

        return explain(self, name, step, unit, sentence)
