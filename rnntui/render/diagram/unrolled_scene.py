"""The steps next to each other: a column each, and between them what one step hands to the next."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from ...engine.expression import Clock
from ...engine.program import Program
from .assembly import scene
from .block import Block, block
from .folded_scene import valve_mark
from .frames import Frame
from .layers import levels_of
from .network import Network, Read
from .scene import Measures, Scene
from .spec import Mark, Side, Spec
from .wires import Wire

HIDDEN = 10_000
"""So far off are the places of columns that are not shown."""
MOST_SCENES = 64
"""So many drawings are kept."""


class Unrolled:
    """Draws columns of one network; blocks of one kind are laid out once."""

    def __init__(
        self,
        program: Program,
        network: Network,
        widths: Mapping[str, int],
        height: int,
        *,
        one_each: bool = True,
        quick: bool = False,
    ) -> None:
        self.program = program
        self.network = network
        self.widths = widths
        self.height = height
        self.one_each = one_each
        self.quick = quick
        self.levels: dict[str, int] = {}
        for clock in program.microsteps:
            names = [name for name in network.names if program.clocks[name] == clock]
            pairs = {
                (read.source, read.target)
                for read in network.reads
                if read.source in names and read.target in names and not read.start and _is_within(program, read)
            }
            # What is one value for all steps stands above what it reads at their last.
            order = [name for name in names if not program.once(name)] + [n for n in names if program.once(n)]
            found = levels_of(order, pairs, program.inputs, one_each=one_each)
            self.levels |= found
        self.blocks: dict[tuple[str, str], Block] = {}
        self.scenes: dict[Hashable, Scene] = {}
        self.fitted = 1
        """How many columns there was room for last."""

    def block(self, frame: Frame) -> Block:
        """The block of a column."""
        key = (frame.kind, frame.clock)
        if key not in self.blocks:
            names = self.names(frame)
            reads = tuple(
                read for read in self.network.reads if read.target in names and read.start == (frame.kind == "start")
            )
            if frame.kind == "step":
                reads = tuple(read for read in reads if not self.program.once(read.target))
            inputs = tuple(name for name in names if name in self.program.inputs)
            levels = {name: self.levels[name] for name in names}
            spec = Spec(names, inputs, reads, self.enters, self.mark, _is_beside, self.widths, self.one_each, levels)
            self.blocks[key] = block(spec, quick=self.quick)
        return self.blocks[key]

    def names(self, frame: Frame) -> tuple[str, ...]:
        """The variables that have a box in a column."""
        program = self.program
        if frame.kind == "gap":
            return ()
        names = [name for name in self.network.names if program.clocks[name] == frame.clock]
        if frame.kind == "start":
            return tuple(name for name in names if name in program.architecture.initial)
        return tuple(name for name in names if program.once(name) == (frame.kind == "once"))

    def enters(self, read: Read) -> Side | None:
        """From which side something comes into a column; None for what is in it."""
        program = self.program
        same = program.clocks[read.source] == program.clocks[read.target] and not read.start
        if same and read.at == "step" and program.once(read.source) == program.once(read.target):
            return None if not read.offset else "left" if read.offset < 0 else "right"
        return "left"

    def mark(self, read: Read) -> Mark | None:
        """The gates on the way of a read."""
        return valve_mark(self.program, read) if read.valves else None

    def scene(self, frames: Sequence[Frame], counts: Mapping[Clock, int]) -> Scene:
        """The drawing of some columns. Those of other steps at the same places are drawn alike."""
        key = tuple((f.kind, f.clock, f.step == 0, f.step == counts.get(f.clock, 0) - 1) for f in frames)
        if key not in self.scenes:
            if len(self.scenes) >= MOST_SCENES:
                self.scenes.clear()
            self.scenes[key] = self._scene(frames, counts)
        return self.scenes[key]

    def _scene(self, frames: Sequence[Frame], counts: Mapping[Clock, int]) -> Scene:
        blocks = [self.block(frame) for frame in frames]
        wires = [wire for place in range(len(frames)) for wire in self.wires(frames, place, counts)]
        before, after = [1] * (len(frames) + 1), [1] * (len(frames) + 1)
        before[0] = after[-1] = 0
        for place, each in enumerate(blocks):
            for arrivals in each.spec.arrivals.values():
                for read, side, mark, _ in arrivals:
                    if mark is None or side is None or read.key in each.ports:
                        continue
                    # A valve, an arrow, a bit of a line at either side, and where the line begins at the edge.
                    size = mark.left + 1 + mark.right + 3 + 1
                    room, gutter = (after, place) if side == "left" else (before, place + 1)
                    room[gutter] = max(room[gutter], size)
        rooms = int(any(wire.rail and wire.read.at == "all" for wire in wires))
        measures = Measures(self.height, tuple(before), tuple(after), rooms)
        return scene(blocks, wires, measures)

    def wires(self, frames: Sequence[Frame], place: int, counts: Mapping[Clock, int]) -> list[Wire]:
        """All that a column reads of others."""
        found = []
        for read in self.block(frames[place]).spec.reads:
            side = self.enters(read)
            if side is None:
                continue
            if read.at == "step" and read.offset:
                found.append(self._near(frames, place, read, side))
                continue
            sources = self._sources(frames, read, counts)
            is_next = sources == [place - 1] and frames[place].kind == "once"
            for source in sources:
                leaves: Side = "left" if self._is_backward(read.source) else "right"
                found.append(Wire(read, source, place, leaves, side, rail=not is_next))
            if not sources:
                found.append(Wire(read, -HIDDEN - place, place, "right", side, rail=True, begins=0))
        return found

    def _near(self, frames: Sequence[Frame], place: int, read: Read, side: Side) -> Wire:
        """What is read of a step before or after."""
        step = -1 if side == "left" else 1
        here = place
        leaves: Side = "right" if side == "left" else "left"
        for _ in range(abs(read.offset)):
            beyond = here + step
            if not 0 <= beyond < len(frames) or read.source not in self.block(frames[beyond]).boxes:
                source = -HIDDEN + place + step * abs(read.offset)
                return Wire(read, source, place, leaves, side, begins=here + (step > 0))
            here = beyond
        return Wire(read, here, place, leaves, side)

    def _sources(self, frames: Sequence[Frame], read: Read, counts: Mapping[Clock, int]) -> list[int]:
        """The columns that are shown from which something is read that is not of a step near by."""
        program = self.program
        clock = program.clocks[read.source]
        kind = "once" if program.once(read.source) else "step"
        own = [place for place, each in enumerate(frames) if (each.kind, each.clock) == (kind, clock)]
        if kind == "once" or read.at == "all":
            return own
        last = 0 if self._is_backward(read.source) else counts[clock] - 1
        return [place for place in own if frames[place].step == last]

    def _is_backward(self, name: str) -> bool:
        return any(name in each.names and each.kind == "backward" for each in self.program.components)


def _is_within(program: Program, read: Read) -> bool:
    return not read.offset and (read.at == "step" or program.once(read.target))


def _is_beside(read: Read) -> bool:
    return read.source == read.target and abs(read.offset) == 1
