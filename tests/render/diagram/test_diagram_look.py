"""What a drawing shows: the numbers of the run, and of these only what is known by now."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from rnntui.engine.catalogue import architecture_names
from rnntui.render.bars import SHADES
from rnntui.render.cells import CHANGED, FORCED
from rnntui.render.diagram.beside import texts
from rnntui.render.diagram.canvas import Canvas
from rnntui.render.diagram.fit import Form, Plan, planned, window
from rnntui.render.diagram.frames import Frame, frames_of
from rnntui.render.diagram.look import folded_frames, look_of
from rnntui.render.diagram.picture import Content, Look, picture
from rnntui.render.diagram.scene import Scene
from rnntui.render.diagram.state import State, counts_of
from rnntui.session.changes import changed_at
from rnntui.session.edits import parse_edit
from rnntui.session.session import Session, advance, go, point, start
from rnntui.session.setup import Setup, sample_setup

WIDE, HIGH = 400, 200
SAW = Setup(text="I saw a saw")


def plan_of(session: Session, *, unrolled: bool, unfolded: bool = True, width: int = WIDE, height: int = HIGH) -> Plan:
    return planned(
        session.model.program,
        unrolled=unrolled,
        unfolded=unfolded,
        group="",
        clock=session.cursor.clock,
        width=width,
        height=height,
        steps=session.moments,
    )


def drawn(session: Session, plan: Plan, width: int = WIDE) -> tuple[Scene, tuple[Frame, ...], Look]:
    if plan.folded is not None:
        frames = folded_frames(session, plan.folded)
        return plan.folded, frames, look_of(session, plan, plan.folded, frames)
    assert plan.unrolled is not None
    counts = counts_of(session)
    here = Frame("step", session.cursor.clock, session.cursor.step)
    frames, scene = window(plan.unrolled, frames_of(plan.program, counts), counts, here, width)
    return scene, frames, look_of(session, plan, scene, frames)


def shown(scene: Scene, frames: tuple[Frame, ...], look: Look) -> dict[tuple[Frame, str], Content]:
    """The contents by column and variable."""
    boxes = zip(scene.boxes, look.contents, strict=True)
    return {(frames[box.block], box.name): content for box, content in boxes}


def lines(scene: Scene, plan: Plan, look: Look) -> list[str]:
    pieces = picture(Canvas(scene), plan.form, look, range(scene.width), range(scene.height))
    return ["".join(piece.text for piece in line) for line in pieces]


@pytest.mark.parametrize("unrolled", [False, True])
@pytest.mark.parametrize("name", architecture_names())
def test_every_micro_step(name: str, unrolled: bool) -> None:
    """All values that are known, nothing that is not, and lines that flow into what is computed now."""
    session = go(start(replace(SAW, architecture=name)), 0)
    program = session.model.program
    session = replace(advance(session, -10), farthest=0)
    plans: dict[str, Plan] = {}
    for place in range(session.micro_places):
        if session.cursor.clock not in plans:
            plans[session.cursor.clock] = plan_of(session, unrolled=unrolled)
        scene, frames, look = drawn(session, plans[session.cursor.clock])
        now = session.microsteps[session.cursor.micro].names
        for (frame, variable), content in shown(scene, frames, look).items():
            known = variable in program.inputs or is_computed(session, variable, frame)
            assert (content.text != "?") == known, (place, frame, variable)
            if not known or frame.kind == "start":
                continue
            step = 0 if program.once(variable) else frame.step
            vector = session.trace.at(variable, step)
            if session.cursor.unit >= len(vector) or variable in program.inputs:
                continue
            if "greedy" in program.equations[variable].text:
                assert session.trace.labels is not None
                assert content.text == session.trace.labels[int(vector.argmax())]
                continue
            value = float(vector[session.cursor.unit])
            assert float(content.text) == pytest.approx(value, abs=1e-3), (frame, variable)
            if program.equations[variable].role == "gate":
                assert content.opening == value
        computed = {(scene.boxes[each].name, frames[scene.boxes[each].block]) for each in look.computed}
        assert {name for name, _ in computed} == {n for n in now if not program.once(n) or is_at_end(session)}
        # Where nothing is folded away, it flows along all that is read for what is computed, and nowhere else.
        for each, edge in enumerate(scene.edges):
            into = (edge.read.target, frames[edge.target])
            if not edge.read.start:
                assert (each in look.active) == (into in computed)
        session = advance(session, 1)


def is_at_end(session: Session) -> bool:
    return session.cursor.step == session.steps - 1


def is_computed(session: Session, variable: str, frame: Frame) -> bool:
    """Whether a value was computed up to the micro-step that is looked at: counted from the first."""
    program, cursor = session.model.program, session.cursor
    if frame.kind == "start":
        return cursor.clock == frame.clock
    step = session.trace.clocks[frame.clock] - 1 if program.once(variable) else frame.step
    if frame.clock != cursor.clock:
        return frame.clock < cursor.clock
    if step != cursor.step:
        return step < cursor.step
    return any(variable in each.names for each in session.microsteps[: cursor.micro + 1])


def test_a_valve_is_as_open_as_its_gate() -> None:
    session = go(start(replace(SAW, architecture="lstm")), 2)
    plan = plan_of(session, unrolled=True, unfolded=False)
    scene, frames, look = drawn(session, plan)
    gates = {("c", "c"): "f", ("x", "c"): "i", ("h", "c"): "i", ("c", "h"): "o"}
    seen = set()
    for place, opening in look.valves.items():
        edge = scene.edges[place]
        frame = frames[edge.target]
        if frame.step > 2:
            assert opening is None
            continue
        gate = gates[edge.read.source, edge.read.target]
        assert opening == float(session.trace.at(gate, frame.step)[0])
        seen.add((gate, frame.step))
    assert seen == {(gate, step) for gate in "ifo" for step in range(3)}


@pytest.mark.parametrize("opening", [0.0, 0.1, 0.3, 0.5, 0.8, 1.0, float("nan"), -3.0, 7.0])
@pytest.mark.parametrize(("height", "form"), [(60, Form(4)), (26, Form(3)), (18, Form(1))])
def test_valves_are_read_without_colour(opening: float, height: int, form: Form) -> None:
    session = start(replace(SAW, architecture="lstm"))
    plan = plan_of(session, unrolled=False, unfolded=False, height=height)
    assert plan.form == form
    scene, _, look = drawn(session, plan)
    look = replace(look, valves=dict.fromkeys(look.valves, opening))
    share = 0.0 if opening != opening else min(max(opening, 0.0), 1.0)
    assert f"[{SHADES[round(share * 4)]}]f" in "\n".join(lines(scene, plan, look))


def test_what_goes_past_a_gate() -> None:
    session = go(start(replace(SAW, architecture="gru")), 1)
    plan = plan_of(session, unrolled=False, unfolded=False)
    scene, _, look = drawn(session, plan)
    opening = {
        (scene.edges[place].read.source, scene.edges[place].read.target): each for place, each in look.valves.items()
    }
    z, r = (float(session.trace.at(name, 1)[0]) for name in "zr")
    assert opening == {("n", "h"): 1 - z, ("h", "h"): z, ("h", "n"): r}


def test_what_comes_round_is_of_the_step_before() -> None:
    session = go(start(replace(SAW, architecture="lstm")), 2)
    plan = plan_of(session, unrolled=False, unfolded=False, width=118, height=28)
    scene, frames, _ = drawn(session, plan)
    found = {text.text.strip() for text in texts(State(session, plan, scene, frames), frozenset())}
    h, c = (float(session.trace.at(name, 1)[0]) for name in "hc")
    assert found == {f"h[t-1] {h:+.3f}", f"c[t-1] {c:+.3f}"}
    first = go(session, 0)
    found = {text.text.strip() for text in texts(State(first, plan, scene, folded_frames(first, scene)), frozenset())}
    assert found == {"h[t-1] 0", "c[t-1] 0"}


def test_the_weights_of_an_attention_stand_on_its_lines() -> None:
    session = start(sample_setup("attention"))
    session = go(session, session.offset("u") + 1)
    plan = plan_of(session, unrolled=True, unfolded=False)
    scene, frames, look = drawn(session, plan)
    weights = session.trace.at("attention", 1)
    numbers = [text.text for text in look.texts if "." in text.text]
    assert numbers == [f"{weight:.2f}" for weight in weights] * (len(numbers) // len(weights))
    assert numbers
    shades = {text.text for text in look.texts if text.kind == "bar"}
    assert SHADES[round(float(max(weights)) * 4)] in shades
    columns = {text.x + 5 for text in look.texts if "." in text.text}
    assert columns == {edge.joint[0] for edge in scene.edges if edge.joint is not None}
    assert len(frames) == len(session.trace.tokens) + 1 + session.trace.clocks["u"]


def test_the_chosen_variable_is_marked_where_it_is_seen() -> None:
    session = point(go(start(replace(SAW, architecture="lstm")), 1), variable="kept")
    plan = plan_of(session, unrolled=False, unfolded=False)
    scene, frames, look = drawn(session, plan)
    assert [name for (_, name), content in shown(scene, frames, look).items() if content.chosen] == ["c"]
    assert sum("▸c" in line for line in lines(scene, plan, look)) == 1


def test_tokens_and_answers_stand_in_their_boxes() -> None:
    session = start(sample_setup("seq2seq"))
    session = go(session, session.moments - 1)
    plan = plan_of(session, unrolled=True, unfolded=False)
    scene, frames, look = drawn(session, plan)
    found = shown(scene, frames, look)
    assert [found[Frame("step", "t", step), "x"].text for step in range(3)] == ["she", "loves", "cats"]
    answers = [found[Frame("step", "u", step), "y"].text for step in range(session.trace.clocks["u"])]
    assert answers == [*session.trace.answers[0].tokens, "<eos>"][: len(answers)]


@pytest.mark.parametrize("unrolled", [False, True])
@pytest.mark.parametrize("name", architecture_names())
def test_without_a_sentence_there_is_a_network_without_numbers(name: str, unrolled: bool) -> None:
    session = start(Setup(architecture=name))
    assert not session.steps
    plan = plan_of(session, unrolled=unrolled)
    scene, frames, look = drawn(session, plan)
    assert {box.name for box in scene.boxes} == set(plan.network.names)
    assert not look.active
    assert not look.computed
    assert all(opening is None for opening in look.valves.values())
    assert {content.text for content in look.contents} == {""}
    assert sum(content.chosen for content in look.contents) == 1
    assert not re.search(r"\d\.\d", "\n".join(lines(scene, plan, look)))
    assert len(set(frames)) == len(frames)


MARKED = replace(SAW, architecture="lstm", interventions=(parse_edit("f[1][0]=0.9"),))


def test_what_is_held_and_what_is_another_since_is_marked() -> None:
    session = go(start(MARKED), 2)
    for unrolled in (False, True):
        plan = plan_of(session, unrolled=unrolled)
        scene, frames, look = drawn(session, plan)
        for (frame, variable), content in shown(scene, frames, look).items():
            if frame.kind == "step" and frame.step <= 2 and frame.clock == "t":
                marks = {"f": "✎"[:0]}
                del marks
                is_held = (variable, frame.step) == ("f", 1)
                changed = changed_at(session.realised, variable, frame.step)
                is_other = changed is not None and bool(changed[0])
                assert content.mark == (FORCED if is_held else CHANGED if is_other else ""), (variable, frame)
            elif content.text == "?":
                assert not content.mark


def test_a_start_that_is_held_is_no_zero() -> None:
    for setup, begins in ((MARKED, "0"), (replace(MARKED, interventions=(parse_edit("initial.h[0]=0.5"),)), FORCED)):
        session = go(start(setup), 0)
        plan = plan_of(session, unrolled=True, unfolded=False, width=78, height=16)
        scene, _, look = drawn(session, plan, 78)
        (edge, *_) = [each for each in scene.edges if each.begins and each.read.source == "h"]
        assert {each.text for each in look.texts if (each.x, each.y) == edge.points[0]} == {begins}
        folded = plan_of(session, unrolled=False, unfolded=False, width=118, height=28)
        found = {each.text.strip() for each in drawn(session, folded)[2].texts}
        assert ("h[t-1] ✎+0.500" in found) == (begins == FORCED), found


@pytest.mark.parametrize("height", [60, 26, 18, 8])
def test_marks_stand_before_the_numbers(height: int) -> None:
    session = go(start(MARKED), 1)
    plan = planned(
        session.model.program,
        unrolled=False,
        unfolded=False,
        group="",
        clock="t",
        width=118,
        height=height,
        steps=4,
        marked=True,
    )
    scene, _, look = drawn(session, plan)
    text = "\n".join(lines(scene, plan, look))
    c = session.trace.at("c", 1)[0]
    assert f"{CHANGED}{c:+.3f}" in text
    assert f"{FORCED}█]f" in text
    if "f" in plan.network.names:
        assert re.search(f"{FORCED}█?0.900", text)
