"""Shapes of input and output: what they come to beside other shapes and seq2seq, and where they make no sense."""

from __future__ import annotations

import numpy as np
import pytest
from networks import READING, UNITS, assert_same, bound, reference, sentence, traced, units_of, weights_of

from rnntui.engine.architecture import parse_architecture
from rnntui.engine.arrays import FloatArray, Weights
from rnntui.engine.catalogue import find_architecture
from rnntui.engine.limits import SHAPES
from rnntui.engine.plan import Plan, compile_plan
from rnntui.engine.program import program_of
from rnntui.engine.trace import Trace
from rnntui.errors import NotationError, RnntuiError

STEPS = 5
LENGTHS = (3, 0, 5, 1)
LABELS = ("<bos>", "<eos>")
CELLS = [name for name in READING if not find_architecture(name).base and name not in ("feedforward", "jordan")]
STACKS = [(1, False), (2, False), (1, True), (2, True)]


def plan_of(name: str, shape: str, layers: int = 1, both: bool = False) -> Plan:
    return compile_plan(program_of(find_architecture(name), layers, both, shape))


def own(text: str, shape: str) -> Plan:
    sizes = {"x": "input", "h": "hidden", "y": "output"}
    head = "[sizes]\n" + "".join(f'{name} = "{size}"\n' for name, size in sizes.items() if f"{name}[" in text)
    return compile_plan(program_of(parse_architecture(head + text, name="own", file="own.toml"), shape=shape))


def lines(**equations: str) -> str:
    return "".join(f'[[equations]]\nis = "{text}"\nrole = "{role}"\n' for role, text in equations.items())


@pytest.mark.parametrize(("layers", "both"), STACKS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", CELLS)
def test_every_shape_comes_to_what_its_equations_say(name: str, shape: str, layers: int, both: bool) -> None:
    if shape == "one-to-many" and both:
        return
    plan = plan_of(name, shape, layers, both)
    assert plan.program.shape == plan.program.architecture.shape == shape
    weights = weights_of(plan.program, scale=2.5)
    steps = 1 if shape == "one-to-many" else STEPS
    given = sentence(steps)
    assert_same(traced(plan, weights, given), reference(plan, weights, given))
    batch = np.stack([sentence(steps, seed=b) for b in range(4)], axis=1)
    lengths = tuple(min(length, steps) for length in LENGTHS)
    wanted = [reference(plan, weights, batch[:length, b]) for b, length in enumerate(lengths)]
    assert_same(traced(plan, weights, batch, lengths), wanted)


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("name", [*CELLS, "feedforward"])
def test_many_to_one_is_the_last_output_of_many_to_many(name: str, layers: int) -> None:
    every, one = plan_of(name, "many-to-many", layers), plan_of(name, "many-to-one", layers)
    weights = weights_of(every.program)
    assert one.program.weights == every.program.weights
    found = traced(one, weights, sentence(STEPS))
    assert found["y"].shape == (1, UNITS["output"])
    np.testing.assert_allclose(found["y"][0], traced(every, weights, sentence(STEPS))["y"][-1], rtol=1e-14)


def test_many_to_one_both_ways_reads_the_state_that_each_direction_came_to_last() -> None:
    plan = plan_of("elman", "many-to-one", 1, True)
    weights = weights_of(plan.program)
    trace = traced(plan, weights, sentence(STEPS))
    last = np.concatenate([trace["h_l0"][-1], trace["h_l0_reverse"][0]])
    np.testing.assert_allclose(trace["y"][0], weights["V_y"] @ last + weights["b_y"], rtol=1e-14)


@pytest.mark.parametrize(("layers", "both"), STACKS)
def test_an_output_that_is_fed_back_stays_beside_its_last_value(layers: int, both: bool) -> None:
    every, one = plan_of("jordan", "many-to-many", layers, both), plan_of("jordan", "many-to-one", layers, both)
    weights = weights_of(every.program)
    trace = traced(one, weights, sentence(STEPS))
    np.testing.assert_array_equal(trace["y"], traced(every, weights, sentence(STEPS))["y"])
    assert one.program.once("y_last")
    if not both:
        np.testing.assert_allclose(trace["y_last"][0], trace["y"][-1], rtol=1e-14)


def decoder_of_seq2seq(name: str, weights: Weights) -> dict[str, FloatArray]:
    """The weights of seq2seq, as the decoder that is a copy of the cell has them."""
    gates = {"elman": ("h",), "lstm": ("i", "f", "g", "o"), "gru": ("r", "z", "n")}[name]
    found = {key: weights[key] for key in weights if key.startswith(("W_", "U_", "b_")) and not key.endswith("_s")}
    for gate in gates:
        letter, suffix = ("s", "s") if name == "elman" else (gate, f"{gate}_s")
        # The copy reads the context and the token before, one below the other.
        found[f"W_{gate}_dec"] = np.hstack([weights[f"C_{letter}"], weights[f"E_{letter}"]])
        found[f"U_{gate}_dec"], found[f"b_{gate}_dec"] = weights[f"U_{suffix}"], weights[f"b_{suffix}"]
    if name == "gru":
        found["b_hn_dec"] = weights["b_hn_s"]
    return found | {"V_y_dec": weights["V_y"], "b_y_dec": weights["b_y"]}


@pytest.mark.parametrize(("layers", "both"), STACKS)
@pytest.mark.parametrize(("name", "file"), [("elman", "seq2seq"), ("lstm", "seq2seq_lstm"), ("gru", "seq2seq_gru")])
def test_an_encoder_decoder_of_a_cell_is_seq2seq(name: str, file: str, layers: int, both: bool) -> None:
    by_hand = compile_plan(program_of(find_architecture(file), layers, both))
    made = plan_of(name, "encoder-decoder", layers, both)
    weights = weights_of(by_hand.program, scale=2)
    theirs, ours = by_hand.program, made.program
    copied = decoder_of_seq2seq(name, weights)
    assert copied.keys() >= ours.weights.keys()
    given = sentence(STEPS)
    found = traced(made, {key: copied[key] for key in ours.weights}, given)
    wanted = traced(by_hand, weights, given)
    for variable in theirs.names:
        other = {"s": "h_dec"}.get(variable, variable.removesuffix("_s") + "_dec" * variable.endswith("_s"))
        np.testing.assert_allclose(found[other], wanted[variable], rtol=1e-12, atol=1e-12, err_msg=variable)
    assert found.answers == wanted.answers


def test_one_to_many_reads_once_and_feeds_its_own_answer_back() -> None:
    plan = plan_of("elman", "one-to-many")
    weights = weights_of(plan.program, scale=2)
    x = sentence(1)
    trace = traced(plan, weights, x)
    h, fed, token = np.zeros(UNITS["hidden"]), x[0], np.array([1.0, 0])
    for step in range(trace.clocks["u"]):
        h = np.tanh(weights["W_h"] @ (fed + weights["E_y"] @ token) + weights["U_h"] @ h + weights["b_h"])
        np.testing.assert_allclose(trace["h"][step], h, rtol=1e-12)
        logits = weights["V_y"] @ h + weights["b_y"]
        np.testing.assert_allclose(trace["p"][step], np.exp(logits) / np.exp(logits).sum(), rtol=1e-12)
        token, fed = np.eye(2)[logits.argmax()], np.zeros(UNITS["input"])
        np.testing.assert_array_equal(trace["y"][step], token)
    np.testing.assert_array_equal(trace.at("given", -1), x[0])
    assert not trace["given"].any()


def test_one_to_many_reads_one_vector_and_no_more() -> None:
    plan = plan_of("gru", "one-to-many")
    ready = bound(plan, weights_of(plan.program))
    assert Trace(ready.run({"x": sentence(0)})).clocks["t"] == 0
    with pytest.raises(RnntuiError, match="one-to-many reads one vector, and there are 4; give one token, or"):
        ready.run({"x": sentence(4)})


def test_a_readout_that_ends_in_a_softmax_is_no_softmax_of_a_softmax() -> None:
    softmax = find_architecture("elman", {"psi": "softmax"})
    for shape in ("one-to-many", "encoder-decoder"):
        assert program_of(softmax, shape=shape).equations["p"].text.startswith("p[u] = psi(V_y")
        assert plan_of("elman", shape).program.equations["p"].text.startswith("p[u] = softmax(psi(V_y")


def test_a_cell_s_own_start_and_names_stay() -> None:
    text = lines(hidden="h[t] = tanh(W_h @ x[t] + p * h[t-1] + context)", output="y[t] = V_y @ h[t]")
    plan = own(f'{text}[initial]\nh = "h_0"\n', "encoder-decoder")
    # `context` and `p` are weights of the file already.
    assert plan.program.once("context_")
    assert {"p_", "y", "h_dec"} <= set(plan.program.equations)
    assert "h_0" in plan.program.weights
    weights = weights_of(plan.program, scale=2)
    assert_same(traced(plan, weights, sentence(3)), reference(plan, weights, sentence(3)))


@pytest.mark.parametrize("name", ["seq2seq", "attention_dot", "attention_additive"])
def test_what_has_a_decoder_of_its_own_is_left_as_it_is(name: str) -> None:
    found = find_architecture(name)
    assert program_of(found, shape="encoder-decoder").names == program_of(found).names
    assert program_of(found).shape == "encoder-decoder"
    with pytest.raises(RnntuiError, match=f"{name} is encoder-decoder by its own equations, and can't be many-to-one"):
        program_of(found, shape="many-to-one")


def test_what_reads_out_once_is_many_to_one() -> None:
    text = lines(hidden="h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])", output="y[T] = V_y @ h[T]")
    assert own(text, "many-to-one").program.shape == "many-to-one"
    with pytest.raises(RnntuiError, match="own is many-to-one by its own equations, and can't be one-to-many"):
        own(text, "one-to-many")


def test_a_file_can_ask_for_a_shape_itself() -> None:
    text = 'base = "lstm"\nshape = "many-to-one"\n'
    assert parse_architecture(text).shape == "many-to-one"
    with pytest.raises(NotationError, match="shape is 'round'; it is many-to-many or many-to-one or"):
        parse_architecture('base = "lstm"\nshape = "round"\n')


RECURRENT = "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])"


@pytest.mark.parametrize(
    ("name", "shape", "found"),
    [
        ("elman", "round", "there is no shape 'round'; the shapes are many-to-many, many-to-one, one-to-many, encoder"),
        ("feedforward", "one-to-many", "feedforward can't be one-to-many: it has no memory, and what was read is gone"),
        ("feedforward", "encoder-decoder", "feedforward can't be encoder-decoder: it has no memory"),
        ("jordan", "one-to-many", "jordan can't be one-to-many: its output y is what it remembers"),
        ("jordan", "encoder-decoder", "jordan can't be encoder-decoder: its output y is what it remembers"),
        ("brnn", "one-to-many", "one-to-many can't be bidirectional"),
    ],
)
def test_a_shape_that_makes_no_sense(name: str, shape: str, found: str) -> None:
    with pytest.raises(RnntuiError, match=found):
        program_of(find_architecture(name), shape=shape)


@pytest.mark.parametrize(
    ("text", "shape", "found"),
    [
        (lines(hidden=RECURRENT), "many-to-one", "needs one equation of the role output, and own has: none"),
        (lines(output="y[t] = V_y @ x[t]"), "one-to-many", "needs one equation of the role hidden, and own has: none"),
        (
            lines(hidden=RECURRENT, output="y[t] = V_y @ h[t-1]"),
            "many-to-one",
            r"its output reads other steps, in «y\[t\] = V_y @ h\[t-1\]»",
        ),
        (
            lines(hidden="h[t] = tanh(W_h @ x[t] + U_h @ h[t+1])", output="y[t] = V_y @ h[t]"),
            "one-to-many",
            r"it looks at other steps, in «h\[t\]",
        ),
        (
            lines(hidden=RECURRENT, output="y[t] = V_y @ (softmax(h[:] @ h[t]) @ h[:])"),
            "encoder-decoder",
            r"it looks at other steps, in «y\[t\]",
        ),
        (
            lines(hidden=RECURRENT, output="y[t] = V_y @ h[t]", part="z[t] = y[t] * y[t]"),
            "one-to-many",
            "its output y is read by another equation",
        ),
        (
            lines(hidden="h[t] = tanh(W_h @ x[t] + U_h @ h[t-1] + K @ y[t])"),
            "many-to-one",
            "many-to-one needs one input, and own has: x, y",
        ),
    ],
)  # fmt: skip
def test_equations_that_no_shape_can_be_made_of(text: str, shape: str, found: str) -> None:
    with pytest.raises(RnntuiError, match=found):
        own(text, shape)


def test_the_units_of_a_shape_are_those_of_its_program() -> None:
    assert set(units_of(plan_of("lstm", "encoder-decoder").program)) == {"input", "hidden", "output"}
