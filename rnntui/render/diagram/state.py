"""Where a drawing stands in a run: what flows in it, and what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from ...dataclass import dataclass
from ...engine.expression import Clock
from ...engine.program import Program
from ...session.diagram import computed, edited, known, value
from ...session.session import Session
from ..cells import CHANGED, FORCED, fitted
from .fit import NUMBER, Plan
from .frames import Frame
from .network import GATING
from .scene import Edge, Placed, Scene

UNKNOWN = "?"
"""What stands for a value that is not known yet."""

STEPS = 3
"""So many are drawn where there is no sentence yet."""


@dataclass(frozen=True, eq=False)
class State:
    """One drawing at one micro-step."""

    session: Session
    plan: Plan
    scene: Scene
    frames: Sequence[Frame]
    """The step that each block of the scene stands for."""
    ahead: bool = False
    """Whether values are shown that were not reached yet."""

    @property
    def program(self) -> Program:
        """The network."""
        return self.session.model.program

    @cached_property
    def now(self) -> frozenset[str]:
        """The variables that this micro-step computes."""
        return computed(self.session)

    def step(self, frame: Frame) -> int:
        """The step whose values a column shows; -1 before the first."""
        if frame.kind == "once":
            return max(self.session.trace.clocks[frame.clock] - 1, 0)
        return -1 if frame.kind == "start" else frame.step

    def is_current(self, frame: Frame) -> bool:
        """Whether a column is of the step that is looked at."""
        cursor = self.session.cursor
        return frame.kind in ("step", "once") and (frame.clock, self.step(frame)) == (cursor.clock, cursor.step)

    def is_computed(self, box: Placed) -> bool:
        """Whether this micro-step computes what stands in a box."""
        return box.name in self.now and self.is_current(self.frames[box.block])

    def is_active(self, edge: Edge) -> bool:
        """Whether something flows along an edge now."""
        read = edge.read
        arrives = read.target in self.now and read.way != GATING
        through = any(valve.where in self.now for valve in read.valves)
        if not (arrives or through or read.heads & self.now):
            return False
        if edge.read.start and self.plan.unrolled is not None:
            return False
        return self.is_current(self.frames[edge.target]) and (not read.start or self.session.cursor.step == 0)

    def is_known(self, name: str, frame: Frame) -> bool:
        """Whether a value is known by now."""
        return known(self.session, name, frame.clock, self.step(frame), ahead=self.ahead)

    def value(self, name: str, frame: Frame) -> float | None:
        """The value of the chosen unit; None where a variable has no such unit."""
        return value(self.session, name, self.step(frame))

    def mark(self, name: str, frame: Frame) -> str:
        """What the edits made of it."""
        return mark_of(self.session, name, self.step(frame))


def counts_of(session: Session) -> Mapping[Clock, int]:
    """The steps of each clock; of a run that has none those of any."""
    return session.trace.clocks if session.steps else dict.fromkeys(session.model.program.microsteps, STEPS)


def mark_of(session: Session, name: str, step: int) -> str:
    """The mark of a value that an edit holds, or that is another since; empty for all others."""
    return {"forced": FORCED, "changed": CHANGED, None: ""}[edited(session, name, step)]


def number(found: float | None) -> str:
    """A value as text; empty where there is none."""
    return "" if found is None else fitted(found, NUMBER, found.is_integer())


def number_of(session: Session, name: str) -> str:
    """The value of the chosen unit of a variable at the current step as text; empty where it is not known."""
    cursor = session.cursor
    if not session.steps or not known(session, name, cursor.clock, cursor.step):
        return ""
    return number(value(session, name, cursor.step))
