"""What a drawing shows at the place that is looked at: values of the chosen unit, and what flows."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from ...engine.expression import Apply
from ...session.diagram import step_of
from ...session.session import Session
from ..cells import largest
from ..show import show
from .beside import texts
from .fit import NUMBER, Plan
from .frames import Frame
from .picture import Content, Kind, Look
from .scene import Edge, Placed, Scene
from .state import UNKNOWN, State, number


def folded_frames(session: Session, scene: Scene) -> tuple[Frame, ...]:
    """The steps that the blocks of one cell stand for."""
    program = session.model.program
    clocks = [program.clocks[block.spec.names[0]] for block in scene.blocks]
    return tuple(Frame("step", clock, step_of(session, clock)) for clock in clocks)


def look_of(session: Session, plan: Plan, scene: Scene, frames: Sequence[Frame], *, ahead: bool = False) -> Look:
    """Everything that a drawing of some steps shows beside its lines."""
    state = State(session, plan, scene, frames, ahead)
    flowing = frozenset(place for place, edge in enumerate(scene.edges) if state.is_active(edge))
    return Look(
        tuple(_content(state, box) for box in scene.boxes),
        frozenset(place for place, box in enumerate(scene.boxes) if state.is_computed(box)),
        flowing,
        {place: _opening(state, edge) for place, edge in enumerate(scene.edges) if edge.read.valves},
        {place: mark for place, edge in enumerate(scene.edges) if (mark := _valve_mark(state, edge))},
        tuple(texts(state, flowing)),
    )


def _content(state: State, box: Placed) -> Content:
    """What a box shows."""
    frame, name = state.frames[box.block], box.name
    variable = state.session.cursor.variable
    is_chosen = name in state.plan.network.homes.get(variable, (variable,)) and state.is_current(frame)
    is_known = state.is_known(name, frame)
    kind: Kind = "strong" if state.is_computed(box) else "plain" if is_known else "dim"
    label = state.plan.labels[name]
    pick = f"pick('{frame.clock}', {max(state.step(frame), 0)}, '{name}')"
    if not is_known:
        text = UNKNOWN if state.session.steps else ""
        return Content(label, text, kind, is_chosen, None, pick)
    mark = state.mark(name, frame)
    found = state.value(name, frame)
    equation = state.program.equations.get(name)
    if equation is not None and equation.role == "gate" and found is not None:
        text = f"{found:.3f}" if 0 <= found <= 1 else number(found)
        return Content(label, text, kind, is_chosen, found, pick, mark)
    return Content(label, _token(state, name, frame) or number(found), kind, is_chosen, None, pick, mark)


def _token(state: State, name: str, frame: Frame) -> str:
    """The token that a vector stands for; empty where it stands for none."""
    session, step = state.session, state.step(frame)
    if name in state.program.inputs and frame.clock == "t":
        tokens = session.trace.tokens
        return _cut(show(tokens[step]), NUMBER) if 0 <= step < len(tokens) else ""
    labels = session.trace.labels
    equation = state.program.equations.get(name)
    if labels is None or equation is None or session.trace.units(name) != len(labels):
        return ""
    # What was written, and not how probable each token is.
    if not (isinstance(equation.tree, Apply) and equation.tree.function == "greedy"):
        return ""
    vector = session.trace.at(name, step)
    return _cut(show(labels[largest(vector)]), NUMBER) if vector.any() else ""


def _opening(state: State, edge: Edge) -> float | None:
    """How much of a value the gates on its way let through; None where that is not known yet."""
    frame = state.frames[edge.target]
    share = 1.0
    for valve in edge.read.valves:
        found = state.value(valve.gate, frame) if state.is_known(valve.gate, frame) else None
        if found is None:
            return None
        share *= 1 - found if valve.rest else found
    return share


def _valve_mark(state: State, edge: Edge) -> str:
    """The mark of the first gate on the way that an edit changed; empty where none is, or not known yet."""
    frame = state.frames[edge.target]
    marks = (state.mark(valve.gate, frame) for valve in edge.read.valves if state.is_known(valve.gate, frame))
    return next(filter(None, marks), "")


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"
