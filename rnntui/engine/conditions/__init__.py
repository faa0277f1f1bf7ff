"""Conditions: expressions in the notation that ask something of a run, or are watched in it.

They have all that equations have and besides comparisons, `and`, `or`, `not`, functions that make one number of a
vector, the token that is read or written, the number of the step `t`, texts, units `v[t][k]` and steps `v[3]`. A
comparison with NaN is false, but for `!=`. Beyond the ends of a run there are no tokens, and only those variables
that the network itself reads there: where a condition reads any other it has no value, and does not hold.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...dataclass import dataclass
from ...errors import RnntuiError
from ..expression import Clock
from ..trace import Trace
from .checking import Check, Shape, clock_of
from .definedness import defined_steps, settled
from .evaluation import Some, truth
from .parsing import parsed, source_of
from .tree import Spoken, Term, walk

__all__ = ["Condition", "condition", "defined", "holds", "stopping", "truth", "values"]


@dataclass(frozen=True)
class Condition:
    """An expression that was read and fits a run."""

    text: str
    tree: Term
    shape: Shape
    units: tuple[int, ...]
    """How many units it has, or rows and units; empty for one value."""
    clock: Clock | None
    """The clock on which it runs; None where it runs on all that there are."""

    @property
    def is_constant(self) -> bool:
        """Whether it comes to the same at all steps."""
        return self.clock is None and not any(isinstance(term, Spoken) for term in walk(self.tree))

    def runs_on(self, clock: Clock) -> bool:
        """Whether it has values at the steps of a clock."""
        return self.clock in (None, clock)


def condition(text: str, trace: Trace) -> Condition:
    """Read an expression that is watched in a run of one sentence.

    Raises NotationError, with the column, where it means nothing there.
    """
    if trace.batch is not None:
        raise RnntuiError("conditions are for one sentence, and this is a batch", "run its sentences one by one")
    tree = parsed(text, trace.program)
    source = source_of(text)
    check = Check(trace, source)
    shape = check.shape(tree)
    return Condition(text, tree, shape, tuple(map(check.count, shape.sizes)), clock_of(tree, source))


def stopping(text: str, trace: Trace) -> Condition:
    """Read an expression that is a condition: one number or truth value at each step. Raises NotationError."""
    found = condition(text, trace)
    source = source_of(text)
    if found.shape.kind == "text":
        raise source.error("a text is neither true nor false", 'compare it, as in token == "not"', column=1)
    if found.shape.sizes:
        hint = "choose a unit, as in h[t][0], or write any(…) or all(…)"
        raise source.error(f"a {found.shape.text} is not one truth value", hint, column=1)
    return found


def values(found: Condition, trace: Trace, clock: Clock, first: int, stop: int) -> NDArray[Any]:
    """A condition at some neighbouring steps of a clock: (steps, …), read-only; anything where it is not defined."""
    with np.errstate(all="ignore"):
        made = Some(trace, clock, first, stop).value(found.tree)
    return np.broadcast_to(made, (stop - first, *made.shape[1:]))


def defined(found: Condition, trace: Trace, clock: Clock, first: int, stop: int) -> NDArray[np.bool_]:
    """Whether a condition has a value at some neighbouring steps of a clock: (steps,)."""
    with np.errstate(all="ignore"):
        made = defined_steps(found.tree, Some(trace, clock, first, stop))
    return np.broadcast_to(made, (stop - first,))


def holds(found: Condition, trace: Trace, clock: Clock, first: int, stop: int) -> NDArray[np.bool_]:
    """Whether a condition holds at some neighbouring steps of a clock: (steps,). NaN and what has no value do not.

    One that asks a single thing of the whole run, such as `y[T][0] > 0`, holds at the step that computes it.
    """
    made: NDArray[np.bool_] = truth(values(found, trace, clock, first, stop))
    made = made & defined(found, trace, clock, first, stop)
    if found.is_constant and (at := settled(found.tree, trace)) is not None:
        made &= (np.arange(first, stop) == at[1]) & (clock == at[0])
    return made
