"""Small programs at random, each well-shaped by construction: the plan and a second interpreter agree."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from networks import assert_same, own, reference, sentence, traced, weights_of

from rnntui.engine.interventions import Intervention
from rnntui.engine.plan import Plan

STEPS = 5
LENGTHS = (2, 5, 0, 1)
BOUNDED = ("tanh", "sigmoid", "hard_sigmoid", "softmax", "greedy")
"""What keeps a state from growing."""
FUNCTIONS = ("tanh", "sigmoid", "hard_sigmoid", "relu", "identity", "softmax")
STATES = ("h", "c", "g", "z")
SIZES = {"h": "hidden", "c": "hidden", "g": "hidden", "z": "hidden", "m": "state", "k": "attention"}


class _Names:
    """New names for weights, and the sizes of those that make a vector of the states' size."""

    def __init__(self) -> None:
        self.count = 0
        self.sizes: dict[str, str] = {}

    def new(self, kind: str) -> str:
        self.count += 1
        return f"{kind}_{self.count}"

    def state(self, kind: str) -> str:
        name = self.new(kind)
        self.sizes[name] = "hidden"
        return name


@st.composite
def programs(draw: st.DrawFn) -> Plan:
    """Two to four states of one size that need each other, and what is read of them."""
    names = _Names()
    states = STATES[: draw(st.integers(1, 4))]
    sign = draw(st.sampled_from("-+"))
    steps = [f"t{sign}{lag}" for lag in (1, 1, 1, 2, 3)]

    def leaf(known: tuple[str, ...]) -> str:
        """A vector of the states' size."""
        kinds = ["state", "state", "input", "vector", "map"] + (["now"] * 2 if known else [])
        match draw(st.sampled_from(kinds)):
            case "now":
                return f"{draw(st.sampled_from(known))}[t]"
            case "state":
                return f"{draw(st.sampled_from(states))}[{draw(st.sampled_from(steps))}]"
            case "map":
                return f"({names.state('W')} @ k[{draw(st.sampled_from(['t', 't-1', 't+1', 'T']))}])"
            case "input":
                return f"({names.state('W')} @ x[{draw(st.sampled_from(['t', 't', 't-1', 't+2']))}])"
        return names.state("b")

    def expression(known: tuple[str, ...], depth: int) -> str:
        if depth == 0:
            return leaf(known)
        kinds = [
            "sum",
            "product",
            "function",
            "matrix",
            "scaled",
            "negative",
            "quotient",
            "attention",
            "leaf",
            "concat",
        ]
        kind = draw(st.sampled_from(kinds))
        one = expression(known, depth - 1) if kind not in ("leaf", "attention") else ""
        match kind:
            case "sum":
                return f"({one} {draw(st.sampled_from('+-'))} {expression(known, depth - 1)})"
            case "product":
                return f"({one} * {expression(known, depth - 1)})"
            case "function":
                return f"{draw(st.sampled_from(FUNCTIONS))}({one})"
            case "matrix":
                return f"({names.state('U')} @ {one})"
            case "scaled":
                number = draw(st.sampled_from(["0.5", "2", "-1.25", "half"]))
                return f"({number} {draw(st.sampled_from('*+-'))} {one})"
            case "negative":
                return f"(-{one})"
            case "quotient":
                return f"({expression(known, depth - 1)} / (1.5 + sigmoid({one})))"
            case "attention":
                scores = f"softmax(tanh(k[:] + {names.new('Q')} @ {expression(known, depth - 1)}) @ {names.new('v')})"
                return f"({names.state('U')} @ ({scores} @ k[:]))"
            case "concat":
                return f"({names.state('U')} @ concat({one}, {expression(known, depth - 1)}))"
        return leaf(known)

    equations = ["k[t] = tanh(K_k @ x[t] + b_k)"]
    known: tuple[str, ...] = ()
    for state in states:
        tree = expression(known, draw(st.integers(1, 3)))
        signal = draw(st.booleans()) and state != "h"
        # Of a signal only other equations take the bounded function.
        equations.append(f"{state}[t] = {tree if signal else f'{draw(st.sampled_from(BOUNDED))}({tree})'}")
        if signal:
            equations[-1] = f"{state}[t] = 0.25 * tanh({tree})" if draw(st.booleans()) else f"{state}[t] = {tree}"
        known = (*known, state)
    equations.append(f"m[T] = tanh({names.new('W')} @ {states[0]}[T])")
    equations.append(
        f"y[t] = V_y @ {states[-1]}[{draw(st.sampled_from(['t', 't-1', 't+1']))}] + {names.new('W')} @ m[T]"
    )
    starts = [state for state in states if f"{state}[t-" in str(equations) or f"{state}[t+" in str(equations)]
    chosen = draw(st.lists(st.sampled_from(starts), unique=True)) if starts else []
    begin = "[initial]\n" + "".join(f'{state} = "0.5 * {names.state("b")}"\n' for state in chosen)
    used = {name: size for name, size in SIZES.items() if name in (*states, "m", "k")} | names.sizes
    return own(*equations, sizes=used, tables=f"[constants]\nhalf = 0.5\n{begin}")


@given(plan=programs(), data=st.data())
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_random_programs_are_what_their_equations_say(plan: Plan, data: st.DataObject) -> None:
    weights = weights_of(plan.program)
    batch = np.stack([sentence(STEPS, seed=b) for b in range(4)], axis=1)
    wanted = reference(plan, weights, batch[:, 1])
    # Where a state grows without bound, so does the rounding of a sum in another order.
    if max(np.abs(wanted[name]).max(initial=0) for name in plan.program.names) > 100:
        return
    assert_same(traced(plan, weights, batch[:, 1]), wanted)
    wanted_all = [reference(plan, weights, batch[:length, b]) for b, length in enumerate(LENGTHS)]
    assert_same(traced(plan, weights, batch, LENGTHS), wanted_all)
    name = data.draw(st.sampled_from(plan.program.names))
    step = 0 if plan.program.once(name) else data.draw(st.sampled_from([None, 0, 2, 4]))
    forced = [Intervention(name, 0.375, step, unit=data.draw(st.sampled_from([None, 0])))]
    follows = reference(plan, weights, batch[:, 1], forced=forced)
    if max(np.abs(follows[name]).max(initial=0) for name in plan.program.names) < 100:
        assert_same(traced(plan, weights, batch[:, 1], forced=forced), follows)
