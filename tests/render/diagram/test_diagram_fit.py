"""What is drawn in how much room."""

from __future__ import annotations

import pytest
from drawn import PROGRAMS, own
from rich.cells import cell_len

from rnntui.engine.architecture import parse_architecture
from rnntui.engine.catalogue import architecture_names, find_architecture
from rnntui.engine.expression import Clock
from rnntui.engine.program import program_of
from rnntui.errors import RnntuiError
from rnntui.render.diagram.fit import LONGEST, MOST_VARIABLES, Form, Plan, planned, window
from rnntui.render.diagram.frames import Frame, around, frames_of

ROOMS = ((58, 10), (78, 16), (118, 26), (248, 58))


def plan_of(name: str, width: int, height: int, *, unrolled: bool = False, unfolded: bool = False) -> Plan:
    return planned(
        PROGRAMS[name],
        unrolled=unrolled,
        unfolded=unfolded,
        group="l0" if " " in name else "",
        clock="t",
        width=width,
        height=height,
        steps=4,
    )


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("name", [name for name in architecture_names() if "2seq" not in name])
def test_simple_networks_fit_everywhere(name: str, room: tuple[int, int]) -> None:
    scene = plan_of(name, *room).folded
    assert scene is not None
    if "attention" not in name or room[1] > 16:
        assert scene.width <= room[0]
        assert scene.height <= room[1]


def test_more_room_shows_more() -> None:
    forms = [plan_of("lstm", *room).form for room in ROOMS]
    assert forms == [Form(1), Form(1), Form(3), Form(4)]
    boxes = [len(plan_of("lstm", *room).network.names) for room in ROOMS]
    assert boxes == [4, 8, 8, 8]


def test_values_are_dropped_before_names() -> None:
    assert plan_of("seq2seq", 118, 16).form.values
    assert plan_of("seq2seq", 78, 16).form == Form(1, values=False, loops=False)
    assert plan_of("seq2seq", 78, 16).network.names == plan_of("seq2seq", 118, 16).network.names


def test_everything_has_a_box_when_asked_for() -> None:
    for room in ROOMS:
        assert plan_of("lstm", *room, unfolded=True).network.names == PROGRAMS["lstm"].names


def test_elsewhere_than_in_the_chosen_layer_only_what_is_handed_on() -> None:
    names = set(plan_of("lstm 1 True None", 150, 30).network.names)
    assert {"i_l0", "f_l0", "o_l0", "g_l0", "c_l0", "h_l0", "c_l0_reverse", "h_l0_reverse"} <= names
    assert "f_l0_reverse" not in names
    assert "f_l0_reverse" in plan_of("lstm 1 True None", 248, 58).network.names


def test_layers_and_directions_stand_in_the_boxes() -> None:
    assert plan_of("lstm 1 True None", 118, 28).labels["h_l0_reverse"] == "h l0←"
    assert plan_of("lstm 1 True None", 118, 28).labels["h_l0"] == "h l0→"
    assert plan_of("lstm 2 False None", 118, 28).labels["h_l1"] == "h l1"


def test_a_name_of_any_length_leaves_room_for_the_drawing() -> None:
    long = "long" * 40
    equations = (
        ("gate", f"g{long}[t] = sigmoid(W_g @ x[t])"),
        ("memory", f"m{long}[t] = g{long}[t] * m{long}[t-1] + W @ x[t]"),
        ("hidden", f"h[t] = tanh(m{long}[t])"),
        ("output", "y[t] = V_y @ h[t]"),
    )
    program = program_of(parse_architecture(own(*equations), name="long", file="long.toml"))
    for unrolled in (False, True):
        plan = planned(program, unrolled=unrolled, unfolded=False, group="", clock="t", width=78, height=16, steps=4)
        assert max(map(cell_len, plan.labels.values())) <= LONGEST
        assert len(set(plan.labels.values())) == len(program.names)
        if plan.folded is not None:
            assert plan.folded.width <= 78


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.parametrize("width", [58, 118, 248])
def test_as_many_steps_as_fit(name: str, width: int) -> None:
    program = PROGRAMS[name]
    plan = plan_of(name, width, 60, unrolled=True)
    assert plan.unrolled is not None
    counts: dict[Clock, int] = dict.fromkeys(program.microsteps, 20)
    frames = frames_of(program, counts)
    for clock in program.microsteps:
        for step in (0, 1, 10, 19):
            here = Frame("step", clock, step)
            shown, scene = window(plan.unrolled, frames, counts, here, width)
            assert here in shown
            assert scene.width <= width or len(shown) == 1
            assert list(shown) == sorted(shown, key=lambda each: (each.clock, _order(each), each.step)) or (
                Frame("gap") in shown
            )


def _order(frame: Frame) -> int:
    return ("start", "step", "once", "gap").index(frame.kind)


def test_what_was_read_stays_in_sight_while_the_answer_is_written() -> None:
    frames = frames_of(PROGRAMS["attention_dot"], {"t": 4, "u": 9})
    shown = around(frames, Frame("step", "u", 7), 7, both=True)
    steps = [Frame("step", "t", 2), Frame("step", "t", 3)]
    assert shown[-3:] == (Frame("gap"), Frame("step", "u", 6), Frame("step", "u", 7))
    assert list(shown[:4])[-2:] == steps or steps[-1] in shown
    assert around(frames, Frame("step", "t", 1), 4, both=True)[0] == Frame("step", "t", 0)


def test_a_hundred_thousand_steps_are_not_gone_through() -> None:
    frames = frames_of(PROGRAMS["lstm"], {"t": 100_000})
    assert len(frames) == 100_000
    assert around(frames, Frame("step", "t", 70_000), 4)[0] == Frame("step", "t", 69_998)
    assert frames.place(Frame("step", "t", 99_999)) == 99_999


def test_what_is_too_large_is_not_drawn() -> None:
    program = program_of(find_architecture("lstm"), 64, True)
    assert len(program.names) > MOST_VARIABLES
    with pytest.raises(RnntuiError, match="too many to draw"):
        planned(program, unrolled=False, unfolded=False, group="l0", clock="t", width=118, height=28, steps=4)
