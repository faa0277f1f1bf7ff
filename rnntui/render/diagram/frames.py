"""The steps of an unrolled network, one after the other: which of them are shown around the one that is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from ...dataclass import dataclass
from ...engine.expression import Clock
from ...engine.program import Program

Kind = Literal["start", "step", "once", "gap"]


@dataclass(frozen=True)
class Frame:
    """One column of the drawing."""

    kind: Kind
    """What a clock begins with, one of its steps, what is one value for all of them, or steps that are left out."""
    clock: Clock = "t"
    step: int = 0


@dataclass(frozen=True)
class Frames:
    """All columns of a run, known by their places, however many there are."""

    runs: tuple[tuple[Kind, Clock, int], ...]
    """Kind, clock and count of columns that follow each other."""

    def __len__(self) -> int:
        return sum(count for _, _, count in self.runs)

    def __getitem__(self, place: int) -> Frame:
        for kind, clock, count in self.runs:
            if place < count:
                return Frame(kind, clock, place)
            place -= count
        raise IndexError(place)

    def place(self, frame: Frame) -> int:
        """Where a frame stands."""
        before = 0
        for kind, clock, count in self.runs:
            if (kind, clock) == (frame.kind, frame.clock):
                return before + frame.step
            before += count
        raise KeyError(frame)

    def first(self, clock: Clock) -> int:
        """Where the columns of a clock begin."""
        before = 0
        for _, each, count in self.runs:
            if each == clock:
                return before
            before += count
        raise KeyError(clock)

    def __iter__(self) -> Iterator[Frame]:
        return (self[place] for place in range(len(self)))


def frames_of(program: Program, counts: Mapping[Clock, int]) -> Frames:
    """The columns of a run whose clocks take so many steps."""
    runs: list[tuple[Kind, Clock, int]] = []
    for clock in program.microsteps:
        if not counts.get(clock):
            continue
        if any(program.clocks[name] == clock for name in program.architecture.initial):
            runs.append(("start", clock, 1))
        runs.append(("step", clock, counts[clock]))
        if any(program.clocks[name] == clock and program.once(name) for name in program.equations):
            runs.append(("once", clock, 1))
    return Frames(tuple(runs))


def around(frames: Frames, here: Frame, count: int, *, both: bool = False) -> tuple[Frame, ...]:
    """So many columns around one of them.

    Where `both`, what was read stays in sight while the answer is written, at the cost of what was written before.
    """
    place = frames.place(here)
    # One that is ahead where what is handed on from the step before is seen too.
    first = max(0, min(place - count + 1 + (count > 2), len(frames) - count))
    begin = frames.first(here.clock)
    if not both or here.clock == "t" or first == 0:
        return tuple(frames[each] for each in range(first, min(first + count, len(frames))))
    # The column before the current one, those before it left out, and as much as possible of what was read.
    least = max(place - 1, begin)
    gap = [Frame("gap")] if least > begin else []
    room = max(count - (place - least + 1) - len(gap), 0)
    read = [frames[each] for each in range(max(begin - room, 0), begin)]
    return (*read, *gap, *(frames[each] for each in range(least, place + 1)))
