"""How much of a network fits into a room: which variables have a box, and what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from rich.cells import cell_len

from ...dataclass import dataclass
from ...engine.architecture import Role
from ...engine.expression import Clock
from ...engine.program import Program
from ...errors import RnntuiError
from ..names import shortened
from ..show import show
from .folded_scene import folded_scene
from .frames import Frame, Frames, around, frames_of
from .network import Network, folded, network_of
from .scene import Measures, Scene
from .unrolled_scene import Unrolled

AWAY: tuple[Role, ...] = ("signal", "part")
"""The roles that are folded away."""
STATES: tuple[Role, ...] = ("memory", "hidden", "output", "attention")
"""The roles that stay where there is little room, and where many steps are drawn."""
NUMBER = 6
"""Cells of a number."""
LONGEST = 20
"""Cells of a name in a box."""
LEAST_FRAMES = 2
MOST_FRAMES = 60
MOST_BOXES = 120
"""With more boxes than this a choice is left for one with fewer."""
MOST_VARIABLES = 1_000


@dataclass(frozen=True)
class Form:
    """What a box is like."""

    height: int
    """4 with name and value below each other, 3 with both in one line, 1 without a frame."""
    values: bool = True
    loops: bool = True
    """Whether the values that come round to a cell are shown too."""

    def width(self, label: str, gate: bool) -> int:
        """Cells of the box of a variable."""
        name = cell_len(label) + 1
        if not self.values:
            return max(name + 2, 5)
        if self.height == 4:
            return max(name + (6 if gate else 0), NUMBER + 1) + 3
        return name + NUMBER + 3 + (self.height > 1)


SMALL = Form(1, loops=False)
FORMS = (Form(4), Form(3), Form(1), SMALL, Form(1, values=False, loops=False))


@dataclass(frozen=True, eq=False)
class Plan:
    """A drawing that was chosen for a room."""

    program: Program
    network: Network
    labels: Mapping[str, str]
    form: Form
    folded: Scene | None = None
    """One cell; None where steps are unrolled."""
    unrolled: Unrolled | None = None
    zone: int = 0
    """Cells beside a block of one cell for what comes round to it."""


def labels_of(program: Program) -> dict[str, str]:
    """What is written into the boxes: a variable, its layer, and ← where that reads from the end."""
    found = {}
    both = any(equation.group.endswith("_reverse") for equation in program.equations.values())
    for name in program.names:
        group = program.equations[name].group if name in program.equations else ""
        layer = group.removesuffix("_reverse")
        arrow = "" if not both or not group else "←" if layer != group else "→"
        bare = shortened(show(name.removesuffix(f"_{group}") if group else name), LONGEST)
        found[name] = f"{bare} {layer}{arrow}" if group else bare
    return found


def planned(
    program: Program,
    *,
    unrolled: bool,
    unfolded: bool,
    group: str,
    clock: Clock,
    width: int,
    height: int,
    steps: int,
    marked: bool = False,
) -> Plan:
    """The drawing that shows most of a network in a room; where nothing fits one that is larger than it.

    Where there is too little room, most of it is for the layer `group` and for what is over `clock`.
    With `marked` there is room before each number for what says that it was edited.
    """
    network = network_of(program)
    labels = labels_of(program)
    if len(program.names) > MOST_VARIABLES:
        hint = f"what is drawn has at most {MOST_VARIABLES}; choose fewer layers"
        raise RnntuiError(f"the network has {len(program.names)} variables, too many to draw", hint)
    plans: list[Callable[..., tuple[Plan, float]]] = []
    choices = _choices(program, unrolled=unrolled, unfolded=unfolded, group=group, clock=clock)
    for wanted in choices:
        drawn = folded(network, wanted, program)
        if len(drawn.names) > MOST_BOXES and wanted is not choices[-1]:
            continue
        draw = partial(_unrolled, one_each=not unfolded, steps=steps) if unrolled else _folded
        plans.append(partial(draw, program, drawn, labels, width=width, height=height, marked=marked))
    # What is larger than the room is looked at part by part.
    least: tuple[float, Callable[..., tuple[Plan, float]]] | None = None
    for plan in plans:
        for form in FORMS:
            if (not form.values and plan is not plans[-1]) or (unrolled and form == Form(1)):
                continue
            found, excess = plan(form, quick=True)
            if not excess:
                better, excess = plan(form)
                return found if excess else better
            if form == SMALL and (least is None or excess < least[0]):
                least = excess, plan
    assert least is not None
    return least[1](SMALL)[0]


def _choices(program: Program, *, unrolled: bool, unfolded: bool, group: str, clock: Clock) -> list[frozenset[str]]:
    """The variables that have a box, most of them first."""
    roles = {name: equation.role for name, equation in program.equations.items()}
    groups = {name: equation.group for name, equation in program.equations.items()}
    every = frozenset(program.names)
    if unfolded:
        return [every]
    here = frozenset(n for n in every if groups.get(n, "") in ("", group) and program.clocks[n] == clock)
    gates = frozenset(name for name in every if roles.get(name) not in AWAY)
    states = frozenset(name for name in every if name not in roles or roles[name] in STATES)
    # Elsewhere than in the layer and the clock that one is in, only what is handed on.
    found = [states] if unrolled else [gates, states | (gates & here), states]
    return [each for place, each in enumerate(found) if each not in found[:place]]


def _widths(program: Program, network: Network, labels: Mapping[str, str], form: Form, marked: bool) -> dict[str, int]:
    gates = {name for name, equation in program.equations.items() if equation.role == "gate"}
    return {name: form.width(labels[name], name in gates) + marked for name in network.names}


def _folded(
    program: Program,
    network: Network,
    labels: Mapping[str, str],
    form: Form,
    *,
    width: int,
    height: int,
    marked: bool,
    quick: bool = False,
) -> tuple[Plan, float]:
    longest = max(
        (cell_len(labels[read.source]) for read in network.reads if read.offset or read.at != "step"), default=0
    )
    # A name, its index in brackets, the value, and a line at either side.
    zone = longest + 5 + 4 + (NUMBER + 1 + marked if form.loops else 0)
    sides = len({program.clocks[name] for name in network.names}) + 1
    is_both = any(read.offset > 0 for read in network.reads)
    before = (0, *(zone for _ in range(sides - 1)))
    after = (zone * is_both, *(zone for _ in range(sides - 2)), 0)
    widths = _widths(program, network, labels, form, marked)
    scene = folded_scene(program, network, widths, Measures(form.height, before, after), quick=quick)
    plan = Plan(program, network, labels, form, folded=scene, zone=zone)
    return plan, _excess(scene, width, height)


def _excess(scene: Scene, width: int, height: int) -> float:
    """How much too large a drawing is; 0 where it fits."""
    return max(scene.width / width - 1, 0) + max(scene.height / height - 1, 0)


def _unrolled(
    program: Program,
    network: Network,
    labels: Mapping[str, str],
    form: Form,
    *,
    one_each: bool,
    width: int,
    height: int,
    steps: int,
    marked: bool,
    quick: bool = False,
) -> tuple[Plan, float]:
    widths = _widths(program, network, labels, form, marked)
    unrolled = Unrolled(program, network, widths, form.height, one_each=one_each, quick=quick)
    plan = Plan(program, network, labels, form, unrolled=unrolled)
    counts: dict[Clock, int] = dict.fromkeys(program.microsteps, LEAST_FRAMES)
    frames = frames_of(program, counts)
    few = list(frames)[-LEAST_FRAMES:] if steps >= LEAST_FRAMES else list(frames)[-max(steps, 1) :]
    scene = unrolled.scene(few, counts)
    return plan, _excess(scene, width, height)


def window(
    unrolled: Unrolled, frames: Frames, counts: Mapping[Clock, int], here: Frame, width: int
) -> tuple[tuple[Frame, ...], Scene]:
    """As many steps around one of them as there is room for."""
    both = any(read.at == "all" for read in unrolled.network.reads)
    most = min(len(frames), max(width // 5, 1), MOST_FRAMES)

    def drawn(count: int) -> tuple[tuple[Frame, ...], Scene]:
        shown = around(frames, here, count, both=both)
        return shown, unrolled.scene(shown, counts)

    # From step to step nearly always as many fit as before.
    count = min(max(unrolled.fitted, 1), most)
    found = drawn(count)
    while count > 1 and found[1].width > width:
        count -= 1
        found = drawn(count)
    while count < most and (wider := drawn(count + 1))[1].width <= width:
        count, found = count + 1, wider
    unrolled.fitted = count
    return found
