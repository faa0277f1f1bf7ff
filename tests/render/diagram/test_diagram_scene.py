"""The drawings themselves, read from their characters: every dependency is a line that can be followed, once."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

import pytest
from drawn import PROGRAMS, networks
from read_drawing import Reading

from rnntui.engine.expression import Clock
from rnntui.engine.program import Program
from rnntui.render.diagram.fit import FORMS, Form, labels_of
from rnntui.render.diagram.folded_scene import folded_scene
from rnntui.render.diagram.frames import Frame, around, frames_of
from rnntui.render.diagram.network import Network
from rnntui.render.diagram.scene import Measures, Placed, Scene
from rnntui.render.diagram.unrolled_scene import Unrolled

ZONE = 16
TALL = (Form(4), Form(1))
COUNTS: dict[Clock, int] = {"t": 4, "u": 3}


def widths(program: Program, network: Network, form: Form) -> dict[str, int]:
    labels = labels_of(program)
    return {name: form.width(labels[name], name in ("i", "f", "o", "r", "z")) for name in network.names}


def cell(program: Program, network: Network, form: Form) -> Scene:
    clocks = len({program.clocks[name] for name in network.names})
    zones = (ZONE,) * (clocks + 1)
    return folded_scene(program, network, widths(program, network, form), Measures(form.height, zones, zones))


def steps(program: Program, network: Network, form: Form, one_each: bool) -> Iterator[tuple[tuple[Frame, ...], Scene]]:
    """All steps of a short run, and windows of a longer one."""
    unrolled = Unrolled(program, network, widths(program, network, form), form.height, one_each=one_each)
    counts = {clock: COUNTS[clock] for clock in program.microsteps}
    every = tuple(frames_of(program, counts))
    yield every, unrolled.scene(every, counts)
    longer: dict[Clock, int] = dict.fromkeys(program.microsteps, 9)
    frames = frames_of(program, longer)
    first: Clock = "t"
    last: Clock = list(program.microsteps)[-1]
    for clock, step, count in ((first, 4, 3), (last, 7, 5)):
        shown = around(frames, Frame("step", clock, step), count, both=True)
        yield shown, unrolled.scene(shown, longer)


def check(scene: Scene) -> Reading:
    """That no two boxes touch, and that every line joins what it leads to."""
    taken: Counter[tuple[int, int]] = Counter()
    for box in scene.boxes:
        assert 0 <= box.x <= scene.width - box.width
        assert 0 <= box.y <= scene.height - box.height
        taken.update((x, y) for x in range(box.x, box.x + box.width) for y in range(box.y, box.y + box.height))
    assert max(taken.values(), default=1) == 1
    reading = Reading(scene)
    for x, y in reading.characters:
        assert 0 <= x < scene.width
        assert 0 <= y < scene.height
        assert (x, y) not in reading.insides, "a line goes through a box"
    assert reading.loose_ends() == []
    return reading


def followed(reading: Reading) -> Counter[tuple[tuple[int, str], tuple[int, str]]]:
    """From which box one comes to which, and how often: by all lines that leave a box."""
    found: Counter[tuple[tuple[int, str], tuple[int, str]]] = Counter()
    for box in reading.scene.boxes:
        arrows = set()
        for point, way in reading.exits(box):
            arrows |= reading.reached(point, way)
        found.update(((box.block, box.name), name_of(reading.target(arrow))) for arrow in arrows)
    return found


def name_of(box: Placed) -> tuple[int, str]:
    return box.block, box.name


CASES = list(itertools.product(PROGRAMS, range(3)))


@pytest.mark.parametrize(("name", "which"), CASES)
def test_one_cell(name: str, which: int) -> None:
    program = PROGRAMS[name]
    network = networks(program)[which]
    check_cell(program, network, TALL[which % 2])


def check_cell(program: Program, network: Network, form: Form) -> None:
    scene = cell(program, network, form)
    assert sorted(box.name for box in scene.boxes) == sorted(network.names)
    clocks = dict.fromkeys(program.clocks[name] for name in network.names)
    blocks = {box.name: box.block for box in scene.boxes}
    assert [program.clocks[block.spec.names[0]] for block in scene.blocks] == sorted(clocks)
    wanted = Counter(((blocks[read.source], read.source), (blocks[read.target], read.target)) for read in network.reads)
    assert followed(check(scene)) == wanted


def unrolled_reads(
    program: Program, network: Network, frames: tuple[Frame, ...], last: dict[Clock, int]
) -> Counter[tuple[tuple[int, str], tuple[int, str]]]:
    """What each shown value reads of other shown ones, worked out from the reads alone."""
    found: Counter[tuple[tuple[int, str], tuple[int, str]]] = Counter()
    backward = {name for each in program.components if each.kind == "backward" for name in each.names}
    places = {frame: place for place, frame in enumerate(frames) if frame.kind != "gap"}
    for frame, place in places.items():
        for read in network.reads:
            is_there = program.clocks[read.target] == frame.clock and read.start == (frame.kind == "start")
            if not is_there or (frame.kind != "start" and program.once(read.target) != (frame.kind == "once")):
                continue
            clock = program.clocks[read.source]
            if program.once(read.source):
                sources = [Frame("once", clock)]
            elif read.at == "all":
                sources = [each for each in frames if (each.kind, each.clock) == ("step", clock)]
            elif read.at == "last":
                sources = [Frame("step", clock, 0 if read.source in backward else last[clock])]
            elif frame.step + read.offset == -1 and read.source in program.architecture.initial:
                sources = [Frame("start", clock)]
            else:
                sources = [Frame("step", clock, frame.step + read.offset)]
            for source in sources:
                if source in places:
                    found[(places[source], read.source), (place, read.target)] += 1
    return found


@pytest.mark.parametrize(("name", "which"), CASES)
def test_unrolled(name: str, which: int) -> None:
    program = PROGRAMS[name]
    network = networks(program)[which]
    check_steps(program, network, TALL[(which + 1) % 2], one_each=which == 1)
    if which == 2:
        check_steps(program, network, TALL[0], one_each=True)


def check_steps(program: Program, network: Network, form: Form, *, one_each: bool) -> None:
    for place, (frames, scene) in enumerate(steps(program, network, form, one_each)):
        last = {clock: (COUNTS[clock] if not place else 9) - 1 for clock in program.microsteps}
        assert followed(check(scene)) == unrolled_reads(program, network, frames, last)


@pytest.mark.parametrize("name", PROGRAMS)
def test_heavy_lines_join_as_light_ones_do(name: str) -> None:
    program = PROGRAMS[name]
    network = networks(program)[1]
    scene = cell(program, network, FORMS[0])
    light = Reading(scene)
    heavy = Reading(scene, frozenset(range(0, len(scene.edges), 2)), frozenset(range(0, len(scene.boxes), 2)))
    assert heavy.loose_ends() == []
    assert followed(heavy) == followed(light)
    assert heavy.characters != light.characters
