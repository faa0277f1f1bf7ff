"""Depth and direction: the names, the wiring, the aliases and the head of a stack."""

from __future__ import annotations

from collections import Counter

import pytest

from rnntui.engine.architecture import parse_architecture
from rnntui.engine.catalogue import architecture_names, find_architecture
from rnntui.engine.expression import written
from rnntui.engine.program import Program, program_of
from rnntui.errors import NotationError, RnntuiError

SIZES = '[sizes]\nx = "input"\nh = "hidden"\ny = "output"\n'
HIDDEN = "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])"
OUTPUT = "y[t] = V_y @ h[t]"
SENTENCE = "y[T] = V_y @ h[T]"


def stack(*equations: str, layers: int = 1, both: bool = False, tables: str = "", sizes: str = SIZES) -> Program:
    """A stack of equations of which those of `h` have the role hidden, those of `y` the role output."""
    roles = {"h": "hidden", "y": "output"}
    text = sizes + "".join(
        f"[[equations]]\nis = '{each}'\nrole = '{roles.get(each.partition('[')[0], 'part')}'\n" for each in equations
    )
    return program_of(parse_architecture(text + tables, name="own", file="own.toml"), layers, both)


def texts(found: Program) -> list[str]:
    return [each.text for each in found.equations.values()]


def starts(found: Program) -> dict[str, str]:
    return {name: written(tree) for name, tree in found.architecture.initial.items()}


# Names and wiring.


@pytest.mark.parametrize("name", architecture_names())
def test_one_layer_and_one_direction_keep_the_names(name: str) -> None:
    found = program_of(find_architecture(name), 1, False)
    assert found.architecture.equations == found.origin.equations
    assert found.architecture.aliases == {}


def test_a_deep_network() -> None:
    found = stack(HIDDEN, OUTPUT, layers=3)
    assert texts(found) == [
        "h_l0[t] = tanh(W_h_l0 @ x[t] + U_h_l0 @ h_l0[t-1])",
        "h_l1[t] = tanh(W_h_l1 @ h_l0[t] + U_h_l1 @ h_l1[t-1])",
        "h_l2[t] = tanh(W_h_l2 @ h_l1[t] + U_h_l2 @ h_l2[t-1])",
        "y[t] = V_y @ h_l2[t]",
    ]
    assert found.architecture.aliases == {"h": "h_l2"}
    assert found.weights["W_h_l0"] == (("hidden",), ("input",))
    assert found.weights["W_h_l1"] == (("hidden",), ("hidden",))


def test_a_network_in_both_directions() -> None:
    found = stack(HIDDEN, OUTPUT, both=True)
    assert texts(found) == [
        "h_l0[t] = tanh(W_h_l0 @ x[t] + U_h_l0 @ h_l0[t-1])",
        "h_l0_reverse[t] = tanh(W_h_l0_reverse @ x[t] + U_h_l0_reverse @ h_l0_reverse[t+1])",
        "h_both[t] = concat(h_l0[t], h_l0_reverse[t])",
        "y[t] = V_y @ h_both[t]",
    ]
    assert found.architecture.aliases == {"h": "h_both"}
    assert found.weights["V_y"] == (("output",), ("hidden", "hidden"))
    assert [each.kind for each in found.components] == ["forward", "backward", "map", "map"]


def test_a_deep_network_in_both_directions_reads_both_of_the_layer_below() -> None:
    found = stack(HIDDEN, OUTPUT, layers=2, both=True)
    assert "h_l0_both[t] = concat(h_l0[t], h_l0_reverse[t])" in texts(found)
    assert "h_l1_reverse[t] = tanh(W_h_l1_reverse @ h_l0_both[t] + U_h_l1_reverse @ h_l1_reverse[t+1])" in texts(found)
    assert found.weights["W_h_l1"] == (("hidden",), ("hidden", "hidden"))


def test_what_joins_the_directions_says_so_in_both_languages() -> None:
    both = stack(HIDDEN, OUTPUT, both=True).equations["h_both"]
    assert both.role == "hidden"
    assert both.says.keys() == {"en", "zh_TW"}


def test_jordan_has_an_output_in_each_layer_and_direction_and_a_readout_over_the_last() -> None:
    found = program_of(find_architecture("jordan"), 2, True)
    outputs = [each for each in found.equations if each.startswith("y")]
    assert outputs == ["y_l0", "y_l0_reverse", "y_l1", "y_l1_reverse", "y"]
    assert found.equations["h_l1"].text == "h_l1[t] = phi(W_h_l1 @ h_l0_both[t] + U_h_l1 @ y_l1[t-1] + b_h_l1)"
    assert found.equations["y_l1"].text == "y_l1[t] = psi(V_y_l1 @ h_l1[t] + b_y_l1)"
    assert found.equations["y"].text == "y[t] = psi(V_y @ h_both[t] + b_y)"
    assert found.variable("y") == "y"


def test_the_memory_of_an_lstm_has_the_suffix_too() -> None:
    found = program_of(find_architecture("lstm"), 2, True)
    assert found.equations["c_l1_reverse"].text == "c_l1_reverse[t] = kept_l1_reverse[t] + written_l1_reverse[t]"
    assert found.equations["kept_l1_reverse"].text == "kept_l1_reverse[t] = f_l1_reverse[t] * c_l1_reverse[t+1]"
    assert {"W_i_l0", "U_f_l1", "b_o_l1_reverse"} <= set(found.weights)


# The head.


def test_the_head_reads_the_last_values_of_both_directions() -> None:
    found = stack(HIDDEN, SENTENCE, both=True)
    assert found.equations["y"].text == "y[T] = V_y @ concat(h_l0[T], h_l0_reverse[T])"


def test_a_deep_head_reads_the_last_layer() -> None:
    assert stack(HIDDEN, SENTENCE, layers=2).equations["y"].text == "y[T] = V_y @ h_l1[T]"


DECODER = ("s[u] = tanh(U_s @ s[u-1] + W_s @ (softmax(h[:] @ v_a) @ h[:]))", "y[u] = V_y @ s[u]")
HANDED_OVER = "[until]\ny = '<eos>'\n[initial]\ns = 'W_0 @ h[T]'\n"


@pytest.mark.parametrize(
    ("layers", "both", "state", "last"),
    [
        (2, False, "h_l1[:]", "h_l1[T]"),
        (1, True, "h_both[:]", "concat(h_l0[T], h_l0_reverse[T])"),
        (2, True, "h_both[:]", "concat(h_l1[T], h_l1_reverse[T])"),
    ],
)
def test_a_decoder_is_wired_once_and_started_from_both_ends(layers: int, both: bool, state: str, last: str) -> None:
    sizes = f'{SIZES}s = "state"\n'
    found = stack(HIDDEN, *DECODER, layers=layers, both=both, tables=HANDED_OVER, sizes=sizes)
    assert f"softmax({state} @ v_a) @ {state}" in found.equations["s"].text
    assert starts(found) == {"s": f"W_0 @ {last}"}
    assert found.weights["W_0"] == (("state",), ("hidden",) * (1 + both))


def test_each_copy_of_the_cell_has_a_start_of_its_own() -> None:
    found = stack(HIDDEN, OUTPUT, layers=2, both=True, tables="[initial]\nh = 'b_0'\n")
    suffixes = ("_l0", "_l0_reverse", "_l1", "_l1_reverse")
    assert starts(found) == {f"h{suffix}": f"b_0{suffix}" for suffix in suffixes}


def test_a_readout_over_the_cells_needs_no_start() -> None:
    cell = "h[t] = tanh(W_h @ x[t] + U_h @ y[t-1])"
    found = stack(cell, OUTPUT, layers=2, tables="[initial]\ny = 'b_0'\n")
    assert starts(found) == {"y_l0": "b_0_l0", "y_l1": "b_0_l1"}
    assert "b_0" not in found.weights


# Micro-steps.


def test_every_layer_and_direction_has_the_steps_of_the_cell() -> None:
    steps = program_of(find_architecture("lstm"), 2, True).microsteps["t"]
    groups = Counter(each.group for each in steps)
    assert groups == {"l0": 5, "l0_reverse": 5, "": 3, "l1": 5, "l1_reverse": 5}
    assert [each.number for each in steps if each.group == "l1_reverse"] == [1, 2, 3, 4, 5]
    assert [each.names for each in steps if not each.group] == [("h_l0_both",), ("h_both",), ("y",)]


# What can't be stacked.


@pytest.mark.parametrize("layers", [0, -1, 65])
def test_the_number_of_layers(layers: int) -> None:
    with pytest.raises(RnntuiError, match="1 to 64 are possible"):
        stack(HIDDEN, OUTPUT, layers=layers)


@pytest.mark.parametrize(
    ("equations", "sizes", "reason"),
    [
        (
            (f"{HIDDEN[:-1]} + K @ k[t])", OUTPUT),
            f'{SIZES}k = "keys"\n',
            "only what has one input can be stacked",
        ),
        (("y[t] = V_y @ x[t]",), '[sizes]\nx = "input"\ny = "output"\n', "one hidden state, and there are: none"),
        (("h[t] = W_h @ x[t]", "y[t] = V_y @ h[t] + h_l0", "h_l0[t] = x[t]"), SIZES, "'h_l0' is a variable"),
        ((HIDDEN, "h_both[t] = tanh(h[t])", "y[t] = V_y @ h_both[t]"), SIZES, "makes the name 'h_both' itself"),
        ((HIDDEN, "y[t] = W_h_l0 @ h[t]"), SIZES, "makes the name 'W_h_l0' itself"),
        (
            ("h[t] = tanh(W_h @ h_l0[t] + U_h @ h[t-1])", OUTPUT),
            '[sizes]\nh_l0 = "input"\nh = "hidden"\ny = "output"\n',
            "makes the name 'h_l0' itself",
        ),
    ],
)
def test_what_can_not_be_stacked(equations: tuple[str, ...], sizes: str, reason: str) -> None:
    with pytest.raises(NotationError) as caught:
        stack(*equations, both=True, sizes=sizes)
    assert reason in caught.value.reason
    assert caught.value.hint
    assert caught.value.file == "own.toml"


def test_a_start_s_weight_can_not_have_a_name_of_the_stack() -> None:
    tables = "[initial]\nh = 'b_0 + b_0_l0'\n"
    with pytest.raises(NotationError, match="a stack makes the name 'b_0_l0' itself; give it another name"):
        stack(HIDDEN, OUTPUT, layers=2, tables=tables)
