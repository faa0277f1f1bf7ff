"""Networks to draw: all that come with rnntui, stacked and shaped, and some that nobody would write."""

from __future__ import annotations

from pathlib import Path

from rnntui.engine.architecture import parse_architecture
from rnntui.engine.catalogue import architecture_names, find_architecture
from rnntui.engine.program import Program, program_of
from rnntui.render.diagram.fit import STATES
from rnntui.render.diagram.network import Network, folded, network_of

SAMPLES = sorted((Path(__file__).parents[3] / "samples" / "architectures").glob("*.toml"))
STACKED = tuple(
    (name, layers, both, shape)
    for name in ("jordan", "lstm")
    for layers, both, shape in ((2, False, None), (1, True, None), (2, True, "many-to-one"))
)
SHAPED = (
    ("lstm", 1, False, "encoder-decoder"),
    ("gru", 2, False, "one-to-many"),
    ("elman", 1, True, "many-to-one"),
    ("seq2seq_lstm", 2, True, None),
    ("attention_additive", 2, True, None),
)
_HEAD = """
title = "odd"
source = "-"
summary = "odd"
[sizes]
x = "input"
h = "hidden"
y = "output"
"""


def own(*equations: tuple[str, str], initial: str = "") -> str:
    lines = [f'[[equations]]\nis = "{text}"\nrole = "{role}"' for role, text in equations]
    return "\n".join((_HEAD, *lines, initial))


ODD = {
    "far back": own(
        ("hidden", "h[t] = tanh(W @ x[t] + U_1 @ h[t-1] + U_3 @ h[t-3] + V @ x[t-2])"),
        ("output", "y[t] = V_y @ h[t] + C @ h[t-2]"),
    ),
    "far ahead": own(
        ("hidden", "h[t] = tanh(W @ x[t] + R @ h[t+1] + V @ x[t+2])"),
        ("output", "y[t] = V_y @ h[t]"),
    ),
    "looks at itself": own(
        ("hidden", "h[t] = tanh(W @ x[t] + R @ h[t-1])"),
        ("attention", "a[t] = softmax(h[:] @ h[t])"),
        ("memory", "c[t] = a[t] @ h[:]"),
        ("output", "y[t] = V_y @ c[t] + C @ h[T]"),
    ),
    "begins with what is learned": own(
        ("memory", "m[t] = 0.5 * m[t-1] + W @ x[t]"),
        ("hidden", "h[t] = tanh(m[t] + R @ h[t-1])"),
        ("output", "y[t] = V_y @ h[t]"),
        initial='[initial]\nh = "h_0"\n',
    ),
    "parts that recur": own(
        ("part", "a[t] = 0.5 * a[t-1] + W @ x[t]"),
        ("part", "b[t] = a[t] + c[t-1]"),
        ("part", "c[t] = 2 * b[t]"),
        ("hidden", "h[t] = tanh(c[t])"),
        ("output", "y[t] = V_y @ h[t]"),
    ),
    "nothing is read": own(("hidden", "h[t] = tanh(W @ x[t])"), ("output", "y[t] = V_y @ x[t]")),
    "two gates": own(
        ("gate", "g[t] = sigmoid(W_g @ x[t])"),
        ("gate", "k[t] = sigmoid(W_k @ x[t] + U_k @ h[t-1])"),
        ("hidden", "h[t] = g[t] * k[t] * tanh(W @ x[t]) + (1 - g[t]) * h[t-1]"),
        ("output", "y[t] = V_y @ h[t]"),
    ),
    "names in Chinese": own(
        ("gate", "閘門[t] = sigmoid(W_g @ x[t] + U_g @ h[t-1])"),
        ("memory", "很長很長的記憶[t] = 閘門[t] * 很長很長的記憶[t-1] + W @ x[t]"),
        ("hidden", "h[t] = tanh(p * 很長很長的記憶[t])"),
        ("output", "y[t] = V_y @ h[t]"),
    ),
}


def _program(name: str, layers: int | None = None, both: bool | None = None, shape: str | None = None) -> Program:
    return program_of(find_architecture(name), layers, both, shape)


def programs() -> dict[str, Program]:
    """All of them by name."""
    found = {name: _program(name) for name in architecture_names()}
    found |= {path.stem: program_of(find_architecture(path)) for path in SAMPLES}
    for name, layers, both, shape in (*STACKED, *SHAPED):
        found[f"{name} {layers} {both} {shape}"] = _program(name, layers, both, shape)
    for name, text in ODD.items():
        found[name] = program_of(parse_architecture(text, name=name, file=f"{name}.toml"))
    return found


PROGRAMS = programs()


def networks(program: Program) -> list[Network]:
    """All that is drawn of a network: everything, gates and states, states alone."""
    roles = {name: each.role for name, each in program.equations.items()}
    states = {name for name in program.names if roles.get(name, "hidden") in STATES}
    gates = states | {name for name, role in roles.items() if role in ("gate", "candidate", "score")}
    network = network_of(program)
    return [network, folded(network, gates, program), folded(network, states, program)]
