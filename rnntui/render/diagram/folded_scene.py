"""One cell with its loops: what each step reads of the step before goes round the boxes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...engine.program import Program
from ..names import shortened
from ..show import show
from .assembly import scene
from .block import Block, block
from .network import Network, Read
from .scene import Measures, Scene
from .spec import Mark, Side, Spec
from .wires import Wire

LONGEST = 12
"""Cells of the name of a gate at a valve."""


def folded_scene(
    program: Program, network: Network, widths: Mapping[str, int], measures: Measures, *, quick: bool = False
) -> Scene:
    """The boxes of each clock in a block of their own, those that read the sentence left of those that answer."""
    clocks = [clock for clock in program.microsteps if any(program.clocks[name] == clock for name in network.names)]
    blocks = [_block(program, network, clock, widths, quick) for clock in clocks]
    wires = []
    for place, each in enumerate(blocks):
        for read in each.spec.reads:
            side = each.spec.enters(read)
            if side is not None:
                source = clocks.index(program.clocks[read.source])
                leaves: Side = side if source == place else "right" if source < place else "left"
                wires.append(Wire(read, source, place, leaves, side))
    return scene(blocks, wires, measures)


def _block(program: Program, network: Network, clock: str, widths: Mapping[str, int], quick: bool) -> Block:
    names = tuple(name for name in network.names if program.clocks[name] == clock)
    reads = tuple(read for read in network.reads if read.target in names)
    inputs = tuple(name for name in names if name in program.inputs)
    return block(Spec(names, inputs, reads, _enters(program), _marks(program), lambda _: False, widths), quick=quick)


def _enters(program: Program) -> Callable[[Read], Side | None]:
    def enters(read: Read) -> Side | None:
        source, target = program.clocks[read.source], program.clocks[read.target]
        if source != target:
            return "left" if source < target else "right"
        if read.start or read.source == read.target:
            return "right" if read.offset <= 0 else "left"
        return None if not read.offset else "right" if read.offset < 0 else "left"

    return enters


def valve_mark(program: Program, read: Read) -> Mark:
    """The names of the gates on the way of a read."""
    return Mark("·".join(shortened(show(valve.name(program)), LONGEST) for valve in read.valves), valve=True)


def _marks(program: Program) -> Callable[[Read], Mark | None]:
    def marks(read: Read) -> Mark | None:
        if read.start:
            return Mark("0")
        if read.valves:
            return valve_mark(program, read)
        if program.clocks[read.source] == program.clocks[read.target] and read.at != "step":
            return Mark(":" if read.at == "all" else program.clocks[read.source].upper())
        return None

    return marks
