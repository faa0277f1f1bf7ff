"""Blocks put side by side, with all lines between their boxes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from .block import Block
from .channels import Net, tracks
from .network import Read
from .scene import Edge, Measures, Placed, Point, Scene, corners
from .wires import Leg, Level, Routes, Wire

LANE = 2
"""Columns for each upright line beside the boxes."""


def scene(blocks: Sequence[Block], wires: Sequence[Wire], measures: Measures) -> Scene:
    """Put blocks next to each other and draw all that they read of themselves and of each other."""
    return _Scene(blocks, wires, measures).made()


class _Scene:
    def __init__(self, blocks: Sequence[Block], wires: Sequence[Wire], measures: Measures) -> None:
        self.blocks = blocks
        self.measures = measures
        self.routes = Routes(blocks, wires)
        self.starts: list[int] = []
        self.lanes: list[int] = []
        """The column of the first lane of each gutter,"""
        self.gutters: list[int] = []
        """and of the gutter itself."""
        self.ends: list[tuple[int, int]] = []
        x = 0
        for gutter in range(len(blocks) + 1):
            self.gutters.append(x)
            lanes = max(self.routes.columns[gutter].values(), default=-1) + 1
            self.lanes.append(x + measures.before[gutter] + (lanes > 0))
            self.ends.append((x + measures.before[gutter], x + measures.before[gutter] + LANE * lanes + (lanes > 0)))
            x = self.ends[-1][1] + measures.after[gutter]
            if gutter < len(blocks):
                self.starts.append(x)
                x += blocks[gutter].width
        self.width = x
        self.levels = max((box.level for each in blocks for box in each.boxes.values()), default=-1) + 1
        self.nets: list[dict[Hashable, Net]] = [{} for _ in range(self.levels + 1)]
        self.rails: dict[Hashable, Net] = {}
        self._find_nets()
        self.tracks = [tracks(nets) for nets in self.nets]
        self._find_rows()

    # Columns

    def lane(self, leg: Leg) -> int | None:
        """The column in which a leg goes up or down; None where it stays on its height."""
        place = self.routes.columns[leg.gutter].get(leg.key)
        return None if place is None else self.lanes[leg.gutter] + LANE * place

    def out(self, block: int, name: str) -> int:
        """The column in which a line leaves a box upwards."""
        return self.starts[block] + self.blocks[block].outs[name]

    def port(self, block: int, read: Read) -> int:
        """The column in which a line enters a box from below."""
        return self.starts[block] + self.blocks[block].ports[read.key]

    def net(self, level: Level) -> Net:
        """The net of a height."""
        return self.nets[level.level].setdefault(level.key, Net())

    def _find_nets(self) -> None:
        for place, block in enumerate(self.blocks):
            for read in block.spec.reads:
                if block.spec.enters(read) is None:
                    self._inner_net(place, block, read)
        for wire, legs in zip(self.routes.wires, self.routes.legs, strict=True):
            for leg in legs:
                for level in (leg.first, leg.last):
                    lane = self.lane(leg)
                    if level.kind == "channel" and lane is not None:
                        self.net(level).sides.add(lane)
            if legs[0].first.kind == "channel" and wire.begins is None:
                name = wire.read.source
                self.net(legs[0].first).bottoms.add(self.out(wire.source, name))
            elif legs[0].first.kind == "channel":
                self.net(legs[0].first).sides.add(self._edge(wire, legs[0]))
            if legs[-1].last.kind == "channel":
                self.net(legs[-1].last).tops.add(self.port(wire.target, wire.read))

    def _inner_net(self, place: int, block: Block, read: Read) -> None:
        """What a read of the block itself needs in all channels that it goes through."""
        for level, low, high in self._ladder(place, block, read):
            net = self.nets[level].setdefault((place, "now", read.source), Net())
            net.bottoms.add(low)
            net.tops.add(high)

    def _ladder(self, place: int, block: Block, read: Read) -> list[tuple[int, int, int]]:
        """Level, and the columns at the bottom and at the top of each channel that a read goes through."""
        start, stop = block.boxes[read.source].level, block.boxes[read.target].level
        found = []
        x = self.out(place, read.source)
        for level in range(start + 1, stop + 1):
            above = self.port(place, read) if level == stop else self.starts[place] + block.passes[read.source]
            found.append((level, x, above))
            x = above
        return found

    # Rows

    def _find_rows(self) -> None:
        marked = [False] * (self.levels + 1)
        entered = [False] * (self.levels + 1)
        for block in self.blocks:
            for read in block.spec.reads:
                if read.key in block.ports:
                    level = block.boxes[read.target].level
                    entered[level] = True
                    marked[level] |= block.spec.marks(read) is not None
        height = self.measures.height
        rows = 0
        bottoms = []
        for level in range(self.levels + 1):
            landing = marked[level] or (entered[level] and height == 1)
            bent = max(self.tracks[level].values(), default=-1) + 1
            least = self.measures.channel if 0 < level < self.levels else 0
            bottoms.append(rows)
            rows += max(bent + landing, least) + (height if level < self.levels else 0)
        levels = [level for legs in self.routes.legs for leg in legs for level in (leg.first, leg.last)]
        signals = sorted({level.key for level in levels if level.kind == "rail"}, key=str)
        self.rooms = self.measures.rooms
        self.height = rows + len(signals) + self.rooms
        self.bottoms = [self.height - 1 - each for each in bottoms]
        """The lowest row of each channel."""
        self.rail_rows = {signal: row for row, signal in enumerate(signals)}

    def top_of(self, level: int) -> int:
        """The highest row of the boxes of a layer."""
        return self.bottoms[level + 1] + 1

    def row(self, level: Level) -> int:
        """The row of a height."""
        if level.kind == "rail":
            return self.rail_rows[level.key]
        if level.kind == "box":
            return self.top_of(level.level) + self.measures.height // 2
        return self.bottoms[level.level] - self.tracks[level.level][level.key]

    def bottom_of(self, level: int) -> int:
        """The lowest row of the boxes of a layer, or the row below, where they have no frame."""
        return self.top_of(level) + self.measures.height - (self.measures.height > 1)

    # All of it

    def made(self) -> Scene:
        boxes = tuple(
            Placed(place, name, self.starts[place] + box.x, self.top_of(box.level), box.width, self.measures.height)
            for place, block in enumerate(self.blocks)
            for name, box in block.boxes.items()
        )
        edges = [
            self._inner(place, block, read)
            for place, block in enumerate(self.blocks)
            for read in block.spec.reads
            if block.spec.enters(read) is None
        ]
        edges += [self._outer(wire, legs) for wire, legs in zip(self.routes.wires, self.routes.legs, strict=True)]
        return Scene(
            self.width,
            self.height,
            tuple(self.blocks),
            tuple(self.starts),
            tuple(self.ends),
            boxes,
            tuple(edges),
            range(len(self.rail_rows), len(self.rail_rows) + self.rooms),
        )

    def leaving(self, block: int, name: str) -> Point:
        """Where a line leaves a box upwards."""
        top = self.top_of(self.blocks[block].boxes[name].level)
        return self.out(block, name), top - (self.measures.height == 1)

    def _inner(self, place: int, block: Block, read: Read) -> Edge:
        points = [self.leaving(place, read.source)]
        key = (place, "now", read.source)
        for level, low, high in self._ladder(place, block, read):
            if low != high:
                row = self.row(Level("channel", level, key))
                points += [(low, row), (high, row)]
        points.append((points[-1][0], self.bottom_of(block.boxes[read.target].level)))
        return Edge(read, place, place, corners(points), key, key, joins=self.measures.height == 1)

    def _outer(self, wire: Wire, legs: Sequence[Leg]) -> Edge:
        read = wire.read
        first = legs[0].first
        if wire.begins is not None:
            points = [(self._edge(wire, legs[0]), self.row(first))]
        elif first.kind == "channel":
            points = [self.leaving(wire.source, read.source), (self.out(wire.source, read.source), self.row(first))]
        else:
            points = [(self._side(wire.source, read.source, wire.leaves, leaving=True), self.row(first))]
        for leg in legs:
            lane = self.lane(leg)
            if lane is not None:
                points += [(lane, self.row(leg.first)), (lane, self.row(leg.last))]
        last = legs[-1].last
        if last.kind == "channel":
            x = self.port(wire.target, read)
            points += [(x, self.row(last)), (x, self.bottom_of(last.level))]
        else:
            points.append((self._side(wire.target, read.target, wire.enters, leaving=False), self.row(last)))
        joint = None
        if wire.rail and read.at == "all" and wire.begins is None and self.rooms:
            joint = (self.lane(legs[0]) or 0, len(self.rail_rows))
        direction = (0, -1) if last.kind == "channel" else (1, 0) if wire.enters == "left" else (-1, 0)
        enters = (legs[-1].gutter, self.row(last))
        own = (wire.source, "out", read.source)
        begins = wire.begins is not None
        joins = self.measures.height == 1 and not begins
        side = "top" if first.kind == "channel" else wire.leaves
        return Edge(
            read,
            wire.source,
            wire.target,
            corners(points),
            ("rail", read.source, read.at) if wire.rail else own,
            own,
            direction,
            enters,
            side,
            joins,
            begins,
            wire.rail,
            joint,
        )

    def _edge(self, wire: Wire, leg: Leg) -> int:
        """Where a line begins that comes from a block that is not shown."""
        if wire.rail:
            return 0
        if wire.leaves == "right":
            return self.gutters[leg.gutter]
        stop = self.starts[leg.gutter] if leg.gutter < len(self.starts) else self.width
        return stop - 1

    def _side(self, block: int, name: str, side: str, *, leaving: bool) -> int:
        """The column at one side of a box in which a line begins or ends: in its frame where it begins there."""
        box = self.blocks[block].boxes[name]
        inside = leaving and self.measures.height > 1
        x = self.starts[block] + box.x
        return x - 1 + inside if side == "left" else x + box.width - inside
