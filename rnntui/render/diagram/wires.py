"""Lines between blocks: each from the box that it leaves, beside the boxes, to the one that it enters."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from ...dataclass import dataclass
from .block import Block
from .channels import columns
from .network import Read
from .spec import Side

RAILS = 100_000
"""Higher than all layers."""


@dataclass(frozen=True)
class Wire:
    """One read, between two blocks or from a block back into itself."""

    read: Read
    source: int
    """The place of the block that it comes from; negative where that is not shown."""
    target: int
    leaves: Side
    enters: Side
    rail: bool = False
    """Whether it goes over the top of everything, since what it leads to is not next to it."""
    begins: int | None = None
    """The gutter at whose edge it begins, where its block is not shown."""


@dataclass(frozen=True)
class Level:
    """A height that is not yet a row."""

    kind: str
    """`box`, the middle of a layer; `channel`, a net below one; `rail`, on top of everything."""
    level: int
    key: Hashable = None
    """Which net or rail."""

    @property
    def order(self) -> int:
        """The heights in order, as far as known before the nets have rows."""
        return {"channel": 2 * self.level, "box": 2 * self.level + 1}.get(self.kind, RAILS)


@dataclass(frozen=True)
class Leg:
    """A wire on its way through one gutter, which is the room left of a block, or right of the last one."""

    gutter: int
    key: Hashable
    """Wires of one value share a line."""
    first: Level
    last: Level


class Routes:
    """How each wire goes, before anything has a row or a column."""

    def __init__(self, blocks: Sequence[Block], wires: Sequence[Wire]) -> None:
        self.blocks = blocks
        self.wires = wires
        self.legs = [self.of(wire) for wire in wires]
        self.columns = self._columns()

    def of(self, wire: Wire) -> tuple[Leg, ...]:
        """The legs of a wire."""
        into = wire.target + (wire.enters == "right")
        out = wire.source + (wire.leaves == "right") if wire.begins is None else wire.begins
        source = (wire.source, wire.read.source)
        first, last = self.leaving(wire), self.entering(wire)
        if wire.rail:
            signal = (wire.read.source, wire.read.at)
            rail = Level("rail", 0, signal)
            there = Leg(into, ("rail", *signal), rail, last)
            # What all steps give goes up by itself: at its arrow it becomes part of them all.
            up = (*source, "all") if wire.read.at == "all" else source
            return (Leg(out, up, first, rail), there) if wire.begins is None else (there,)
        legs = []
        step = 1 if into > out else -1
        for gutter in range(out, into, step):
            # It passes the block between this gutter and the next.
            over = self.passing(wire, gutter if step > 0 else gutter - 1)
            legs.append(Leg(gutter, source, first, over))
            first = over
        return (*legs, Leg(into, source, first, last))

    def leaving(self, wire: Wire) -> Level:
        """The height at which a wire leaves its block."""
        block = self.blocks[wire.source if wire.begins is None else wire.target]
        name = wire.read.source
        if name not in block.boxes:
            return self.entering(wire)
        box = block.boxes[name]
        if block.is_outermost(name, wire.leaves) and not self._is_taken(wire, box.level):
            return Level("box", box.level)
        return Level("channel", box.level + 1, (wire.source, "now", name))

    def _is_taken(self, wire: Wire, level: int) -> bool:
        """Whether a wire that begins at an edge would begin at another: at a box, or at one from nearer by."""
        if wire.begins is None or wire.rail:
            return False
        passed = abs(wire.target + (wire.enters == "right") - wire.begins)
        if abs(wire.read.offset) - passed > 1:
            return True
        beside = wire.begins - (wire.leaves == "right")
        return 0 <= beside < len(self.blocks) and any(box.level == level for box in self.blocks[beside].boxes.values())

    def entering(self, wire: Wire) -> Level:
        """The height at which it enters the other."""
        block, read = self.blocks[wire.target], wire.read
        level = block.boxes[read.target].level
        if read.key not in block.ports:
            return Level("box", level)
        return Level("channel", level, (wire.target, "in", read.signal))

    def passing(self, wire: Wire, block: int) -> Level:
        """The height at which it passes a block between."""
        level = self.blocks[block].boxes[wire.read.source].level + 1
        return Level("channel", level, (block, "pass", wire.read.source, wire.source - block))

    def _columns(self) -> list[Mapping[Hashable, int]]:
        """For each gutter a column for each value that goes up or down in it."""
        levels: list[dict[Hashable, set[Level]]] = [{} for _ in range(len(self.blocks) + 1)]
        left: list[dict[int, set[Hashable]]] = [{} for _ in levels]
        right: list[dict[int, set[Hashable]]] = [{} for _ in levels]
        for wire, legs in zip(self.wires, self.legs, strict=True):
            for leg in legs:
                levels[leg.gutter].setdefault(leg.key, set()).update((leg.first, leg.last))
            # At the height of its box a line comes in from the one side and goes out to the other.
            for leg, level, place in ((legs[0], legs[0].first, wire.source), (legs[-1], legs[-1].last, wire.target)):
                if level.kind == "box":
                    beside = left if place < leg.gutter else right
                    beside[leg.gutter].setdefault(level.level, set()).add(leg.key)
        found: list[Mapping[Hashable, int]] = []
        for gutter, each in enumerate(levels):
            orders = {key: [level.order for level in ends] for key, ends in each.items() if len(ends) > 1}
            after: dict[Hashable, set[Hashable]] = {}
            for height, keys in right[gutter].items():
                for key in keys & orders.keys():
                    after.setdefault(key, set()).update((left[gutter].get(height, set()) - keys) & orders.keys())
            found.append(columns({key: (min(ends), max(ends)) for key, ends in orders.items()}, after))
        return found
