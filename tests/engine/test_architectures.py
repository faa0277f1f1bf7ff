"""Every built-in architecture: its texts, its steps, its shapes, and its weights in PyTorch."""

from __future__ import annotations

import re

import pytest

from rnntui.engine.catalogue import architecture_names, find_architecture
from rnntui.engine.notation import is_name
from rnntui.engine.program import program_of
from rnntui.engine.tables import LANGUAGES, Text

NAMES = architecture_names()
HIDDEN, INPUT = ("hidden",), ("input",)


def says_in_both_languages(text: Text) -> bool:
    chinese = re.search(r"[\u4e00-\u9fff]", text.get("zh_TW", "")) or text.get("zh_TW", "").startswith("Elman")
    return text.keys() == set(LANGUAGES) and bool(chinese) and text["en"].isascii()


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_there_in_both_languages(name: str) -> None:
    found = find_architecture(name)
    for text in (found.title, found.summary, *(each.says for each in found.equations)):
        assert says_in_both_languages(text)
    assert all(each.says["en"].endswith(".") and each.says["zh_TW"].endswith("。") for each in found.equations)


@pytest.mark.parametrize("name", NAMES)
def test_every_source_names_a_year(name: str) -> None:
    assert re.search(r"\b(19|20)\d\d\b", find_architecture(name).source)


@pytest.mark.parametrize("name", NAMES)
def test_every_architecture_has_one_hidden_state_and_one_output(name: str) -> None:
    program = program_of(find_architecture(name), 1, False)
    roles = [(each.role, each.target.clock) for each in program.equations.values()]
    writes = find_architecture(name).until is not None
    assert roles.count(("hidden", "t")) == 1
    # A decoder says how probable each token is, and which one is written.
    assert roles.count(("output", "u")) == (2 if writes else 0)
    assert roles.count(("output", "t")) == (0 if writes else 1)
    assert any(role == "hidden" for role, clock in roles if clock == "u") == writes
    assert program.inputs == ("x",)
    assert program.shapes.variables["x"] == INPUT
    assert program.shapes.variables["y"] == ("output",)


@pytest.mark.parametrize("name", NAMES)
def test_every_weight_has_a_name_of_the_literature(name: str) -> None:
    weights = program_of(find_architecture(name)).weights
    assert all(is_name(weight) for weight in weights)
    for weight, sizes in weights.items():
        # E_* reads the token that was written, C_* a context; K_* and Q_* make keys and queries.
        assert re.match(r"[WUVECKQ]_" if len(sizes) == 2 else r"[bvp]_", weight)


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("feedforward", [("h",), ("y",)]),
        ("elman", [("h",), ("y",)]),
        ("jordan", [("h",), ("y",)]),
        (
            "lstm",
            [
                ("z_i", "i", "z_f", "f", "z_o", "o", "z_g", "g"),
                ("written",),
                ("kept",),
                ("c",),
                ("h", "y"),
            ],
        ),
        (
            "gru",
            [
                ("z_r", "r", "z_z", "z"),
                ("recalled", "reset"),
                ("z_n", "n"),
                ("written", "kept", "h", "y"),
            ],
        ),
    ],
)
def test_the_steps_come_in_the_order_of_a_lesson(name: str, steps: list[tuple[str, ...]]) -> None:
    found = program_of(find_architecture(name)).microsteps["t"]
    assert [set(each.names) for each in found] == [set(names) for names in steps]


@pytest.mark.parametrize("name", ["lstm", "lstm_peephole"])
def test_an_lstm_has_five_steps(name: str) -> None:
    assert [each.number for each in program_of(find_architecture(name)).microsteps["t"]] == [1, 2, 3, 4, 5]


def test_a_peephole_sees_the_unit_s_own_memory() -> None:
    program = program_of(find_architecture("lstm_peephole"))
    assert all(program.weights[name] == (HIDDEN,) for name in ("p_i", "p_f", "p_o"))
    assert "p_i * c[t-1]" in program.equations["z_i"].text
    assert "p_o * c[t] " in program.equations["z_o"].text


def test_a_projection_is_smaller_than_the_memory() -> None:
    program = program_of(find_architecture("lstm_projection"))
    assert program.shapes.variables["c"] == HIDDEN
    assert program.shapes.variables["h"] == ("projection",)
    assert program.weights["W_hr"] == (("projection",), HIDDEN)


def test_the_two_grus_differ_in_where_the_reset_gate_acts() -> None:
    after, before = (program_of(find_architecture(name)) for name in ("gru", "gru_reset_before"))
    assert after.equations["recalled"].text == "recalled[t] = U_n @ h[t-1] + b_hn"
    assert after.equations["reset"].text == "reset[t] = r[t] * recalled[t]"
    assert before.equations["reset"].text == "reset[t] = r[t] * h[t-1]"
    assert before.equations["z_n"].text == "z_n[t] = W_n @ x[t] + U_n @ reset[t] + b_n"


# PyTorch's order of blocks: gates of an LSTM i f g o, of a GRU r z n; https://docs.pytorch.org/docs/stable/nn.html

GATES = {"elman": "h", "lstm": "ifgo", "lstm_projection": "ifgo", "gru": "rzn"}


@pytest.mark.parametrize("name", GATES)
def test_the_blocks_of_pytorch(name: str) -> None:
    table = find_architecture(name).imports["pytorch"]
    assert table["weight_ih"] == tuple(f"W_{gate}" for gate in GATES[name])
    assert table["weight_hh"] == tuple(f"U_{gate}" for gate in GATES[name])
    assert table["bias_ih"] == tuple(f"b_{gate}" for gate in GATES[name])
    apart = {"b_n": "b_hn"} if name == "gru" else {}
    assert table["bias_hh"] == tuple(apart.get(bias, bias) for bias in table["bias_ih"])
    assert table.get("weight_hr") == (("W_hr",) if name == "lstm_projection" else None)


@pytest.mark.parametrize("name", GATES)
def test_pytorch_fills_every_weight_but_the_readout_s(name: str) -> None:
    filled = {block for blocks in find_architecture(name).imports["pytorch"].values() for block in blocks}
    assert set(program_of(find_architecture(name)).weights) - filled == {"V_y", "b_y"}


@pytest.mark.parametrize("name", NAMES)
def test_no_other_architecture_takes_the_weights_of_pytorch(name: str) -> None:
    found = find_architecture(name)
    assert ("pytorch" in found.imports) == ((found.base or name) in GATES)
