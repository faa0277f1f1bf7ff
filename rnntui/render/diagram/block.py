"""One cell of a network laid out: its boxes, the lines that pass them, and where lines enter and leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...dataclass import dataclass
from .layers import Layers, layered
from .places import Standing, standing
from .ports import Key, Ports, is_outermost, least_width
from .spec import Box, Side, Spec

MOST_TRIES = 60
MOST_MOVES = 5_000
"""So many lines are drawn again to see whether a box stands better a little further to one side."""
MOVES = (-1, 1, -2, 2, -5, 5)


@dataclass(frozen=True, eq=False)
class Block:
    """A block that is laid out; its cells count from its own left edge."""

    spec: Spec
    layers: Layers
    boxes: Mapping[str, Box]
    passes: Mapping[str, int]
    """Where the value of a variable passes the boxes of other layers."""
    outs: Mapping[str, int]
    """Where a line leaves a box at its top."""
    ports: Mapping[Key, int]
    """Where each line enters its box at the bottom, by the key of the read; what enters from the side has none."""
    width: int

    def is_outermost(self, name: str, side: Side) -> bool:
        """Whether no other box of its layer stands between a box and one side of the block."""
        return is_outermost(self.boxes, name, side)


def block(spec: Spec, *, quick: bool = False) -> Block:
    """Lay a block out. A box on whose edge there is no room for its lines is made wider.

    With `quick` it is as large as it will be, and not yet as beautiful.
    """
    pairs = list(dict.fromkeys((read.source, read.target) for read in spec.inside))
    pulls: dict[str, float] = {}
    for read in spec.reads:
        if (side := spec.enters(read)) is not None:
            pulls.setdefault(read.target, 0.0 if side == "left" else 1.0)
    layers = layered(spec.names, pairs, spec.inputs, pulls, one_each=spec.one_each, levels=spec.levels)
    widths = {
        name: max(spec.widths[name], least_width([each.mark for each in arrivals]))
        for name, arrivals in spec.arrivals.items()
    }
    for _ in range(MOST_TRIES):
        found = standing(layers, widths, pairs)
        ports = _ports(spec, layers, found, widths)
        if not ports.narrow:
            return _block(ports if quick else _straightened(found, ports, widths))
        for name in ports.narrow:
            widths[name] += 2
    raise AssertionError("a box has no room for its lines")


def _ports(spec: Spec, layers: Layers, at: Standing, widths: Mapping[str, int]) -> Ports:
    boxes = {name: Box(x, widths[name], layers.of[name]) for (name, passes), x in at.places.items() if not passes}
    ordered = {name: boxes[name] for name in spec.names}
    return Ports(spec, layers, ordered, {name: x for (name, passes), x in at.places.items() if passes})


def _straightened(at: Standing, ports: Ports, widths: Mapping[str, int]) -> Ports:
    """Boxes and lines a little to one side, as long as that makes more lines straight."""
    best, fewest = ports, ports.bends()
    tries, better = 0, True
    most = MOST_MOVES // (len(ports.spec.reads) + 1)
    while better and fewest:
        better = False
        for item in at.places:
            for by in MOVES:
                if tries >= most:
                    return best
                moved = at.moved(item, by)
                if moved is None:
                    continue
                tries += 1
                found = _ports(ports.spec, ports.layers, moved, widths)
                if not found.narrow and found.bends() < fewest:
                    at, best, fewest, better = moved, found, found.bends(), True
    return best


def _block(ports: Ports) -> Block:
    """The block with its first cell at its left edge."""
    first = min([box.x for box in ports.boxes.values()] + list(ports.passes.values()), default=0)
    boxes = {name: replace(box, x=box.x - first) for name, box in ports.boxes.items()}
    passes = {name: x - first for name, x in ports.passes.items()}
    ends = [box.x + box.width for box in boxes.values()] + [x + 1 for x in passes.values()]
    return Block(
        ports.spec,
        ports.layers,
        boxes,
        passes,
        {name: x - first for name, x in ports.outs.items()},
        {key: x - first for key, x in ports.ports.items()},
        max(ends, default=1),
    )
