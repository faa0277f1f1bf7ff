"""State dicts of PyTorch, as safetensors files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file as save_arrays

import rnntui
from rnntui.errors import RnntuiError

torch = pytest.importorskip("torch")
save_file = pytest.importorskip("safetensors.torch").save_file

MODULES: dict[str, tuple[Any, dict[str, Any], str]] = {
    "rnn": (torch.nn.RNN, {}, "elman"),
    "lstm": (torch.nn.LSTM, {}, "lstm"),
    "gru": (torch.nn.GRU, {}, "gru"),
    "lstm with a projection": (torch.nn.LSTM, {"proj_size": 2}, "lstm_projection"),
    "lstm without biases": (torch.nn.LSTM, {"bias": False}, "lstm"),
    "gru without biases": (torch.nn.GRU, {"bias": False}, "gru"),
}
CELLS = {"rnn": (torch.nn.RNNCell, "elman"), "lstm": (torch.nn.LSTMCell, "lstm"), "gru": (torch.nn.GRUCell, "gru")}


def saved(path: Path, module: Any, prefix: str = "", **more: Any) -> Path:
    tensors = {prefix + name: tensor.contiguous() for name, tensor in module.state_dict().items()}
    save_file(tensors | more, path)
    return path


@pytest.mark.filterwarnings("ignore:LSTM with projections:UserWarning")
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("layers", [1, 3])
@pytest.mark.parametrize("kind", MODULES)
def test_a_module_runs_as_in_pytorch(kind: str, layers: int, both: bool, dtype: str, tmp_path: Path) -> None:
    torch.manual_seed(layers)
    make, options, name = MODULES[kind]
    module = make(4, 5, num_layers=layers, bidirectional=both, dtype=getattr(torch, dtype), **options)
    columns = options.get("proj_size", 5) * (1 + both)
    linear = torch.nn.Linear(columns, 3, dtype=getattr(torch, dtype))
    head = {"fc.weight": linear.weight.data, "fc.bias": linear.bias.data}
    model = rnntui.load(saved(tmp_path / "m.safetensors", module, "module.encoder.", **head))
    assert model.program.architecture.name == name
    x = torch.randn(6, 4, dtype=getattr(torch, dtype))
    expected = module(x)[0]
    trace = model.trace(x.numpy())
    tolerance = 1e-12 if dtype == "float64" else 1e-5
    assert trace.dtype == dtype
    np.testing.assert_allclose(trace["h"], expected.detach().numpy(), atol=tolerance)
    np.testing.assert_allclose(trace["y"], linear(expected).detach().numpy(), atol=tolerance)
    assert any("fc.weight" in note for note in model.notes)
    assert any("biases" in note for note in model.notes) == ("bias" in options)


@pytest.mark.parametrize("kind", CELLS)
def test_a_cell_has_no_suffix(kind: str, tmp_path: Path) -> None:
    make, name = CELLS[kind]
    cell = make(4, 5, dtype=torch.float64)
    model = rnntui.load(saved(tmp_path / "m.safetensors", cell))
    assert model.program.architecture.name == name
    x = torch.randn(1, 4, dtype=torch.float64)
    found = cell(x)
    expected = found[0] if isinstance(found, tuple) else found
    np.testing.assert_allclose(model.trace(x.numpy())["h"], expected.detach().numpy(), atol=1e-12)


def test_without_a_readout_the_hidden_state_is_what_there_is(tmp_path: Path) -> None:
    model = rnntui.load(saved(tmp_path / "m.safetensors", torch.nn.GRU(4, 5)))
    assert "y" not in model.program.names
    assert any("y is left out" in note for note in model.notes)
    model.save(tmp_path / "own.safetensors")
    assert rnntui.load(tmp_path / "own.safetensors").program.names == model.program.names


def test_relu_is_said_by_hand_since_the_file_does_not(tmp_path: Path) -> None:
    module = torch.nn.RNN(4, 5, nonlinearity="relu", dtype=torch.float64)
    model = rnntui.load(saved(tmp_path / "m.safetensors", module), activation={"phi": "relu"})
    x = torch.randn(6, 4, dtype=torch.float64)
    np.testing.assert_allclose(model.trace(x.numpy())["h"], module(x)[0].detach().numpy(), atol=1e-12)


def test_bfloat16_and_float16_become_float32(tmp_path: Path) -> None:
    for dtype in (torch.bfloat16, torch.float16):
        module = torch.nn.GRU(4, 5).to(dtype)
        model = rnntui.load(saved(tmp_path / "m.safetensors", module))
        assert model.weights["W_r"].dtype == np.float32
        np.testing.assert_array_equal(model.weights["W_r"], module.weight_ih_l0[:5].float().detach().numpy())


def test_two_modules_need_a_prefix(tmp_path: Path) -> None:
    encoder, decoder = torch.nn.GRU(4, 5), torch.nn.LSTM(4, 6)
    tensors = {f"encoder.{k}": v for k, v in encoder.state_dict().items()}
    tensors |= {f"decoder.{k}": v for k, v in decoder.state_dict().items()}
    save_file(tensors, tmp_path / "m.safetensors")
    with pytest.raises(RnntuiError, match=r"'encoder', 'decoder'; .*--prefix|'decoder', 'encoder'; .*--prefix"):
        rnntui.load(tmp_path / "m.safetensors")
    assert rnntui.load(tmp_path / "m.safetensors", prefix="decoder").units["hidden"] == 6
    with pytest.raises(RnntuiError, match="no recurrent module has the prefix 'other'"):
        rnntui.load(tmp_path / "m.safetensors", prefix="other")


def arrays(**changes: tuple[int, ...] | None) -> dict[str, Any]:
    shapes: dict[str, tuple[int, ...] | None] = {
        "weight_ih_l0": (20, 4), "weight_hh_l0": (20, 5), "bias_ih_l0": (20,), "bias_hh_l0": (20,),
    }  # fmt: skip
    return {name: np.ones(shape, np.float32) for name, shape in (shapes | changes).items() if shape is not None}


@pytest.mark.parametrize(
    ("tensors", "found"),
    [
        (arrays(weight_hh_l0=(10, 5)), r"fit no architecture: .*weight_hh_l0 \(10, 5\).*1, 3 or 4 times"),
        (arrays(weight_hh_l0=None), "there is no tensor weight_hh_l0; found are bias_hh_l0|weight_ih_l0"),
        (
            arrays(weight_ih_l0=(15, 4)),
            r"'weight_ih_l0' has the shape \(15, 4\); expected is \(20, input\).*5 in 'weight_hh",
        ),
        (arrays(weight_ih_l0=(20,)), r"'weight_ih_l0' has the shape \(20,\); expected is \(20, input\)"),
        (arrays(bias_ih_l0=(16,)), r"'bias_ih_l0' has the shape \(16,\); expected is \(20,\), as hidden is 5"),
        (arrays(bias_ih_l0=(5, 4)), r"'bias_ih_l0' has the shape \(5, 4\); expected is \(20,\)"),
        (arrays(weight_hh_l0=(20, 5, 1)), r"weight_hh_l0 \(20, 5, 1\)"),
        (arrays(weight_ih_l0=(20, 0)), r"'weight_ih_l0' has the shape \(20, 0\)"),
        (
            arrays(weight_ih_l1=(20, 7), weight_hh_l1=(20, 5), bias_ih_l1=(20,), bias_hh_l1=(20,)),
            r"'weight_ih_l1' has the shape \(20, 7\); expected is \(20, 5\)",
        ),
        (arrays(weight_ih_l2=(20, 5), weight_hh_l2=(20, 5)), "no tensor weight_ih_l1, weight_hh_l1"),
        (arrays(weight_ih_l0_reverse=(20, 4)), "no tensor weight_hh_l0_reverse"),
        (arrays(weight_ih_l9999=(20, 4)), "no tensor weight_ih_l1"),
        (arrays(weight_hr_l0=(2, 6)), "fit no architecture"),
        ({"step": np.ones(1, np.float32), "lstm.weight_ih": np.ones((2, 2), np.int64)}, "no recurrent network"),
        ({"kernel": np.ones((2, 2), np.float32)}, r"no recurrent network in its tensors: kernel \(2, 2\)"),
    ],
)
def test_tensors_that_fit_nothing_are_named(tensors: dict[str, Any], found: str, tmp_path: Path) -> None:
    save_arrays(tensors, tmp_path / "m.safetensors")
    with pytest.raises(RnntuiError, match=found) as caught:
        rnntui.load(tmp_path / "m.safetensors")
    assert "\n" not in str(caught.value)


def test_a_named_architecture_reads_its_own_names(tmp_path: Path) -> None:
    model = rnntui.build("jordan", input=3, seed=1)
    save_arrays(
        {name: np.ascontiguousarray(array) for name, array in model.weights.items()}, tmp_path / "m.safetensors"
    )
    again = rnntui.load(tmp_path / "m.safetensors", architecture="jordan")
    np.testing.assert_array_equal(again.trace(np.ones((2, 3)))["y"], model.trace(np.ones((2, 3)))["y"])


def test_an_architecture_that_pytorch_does_not_have_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "m.safetensors", torch.nn.GRU(4, 5))
    with pytest.raises(RnntuiError, match="PyTorch has no jordan"):
        rnntui.load(path, architecture="jordan")
    with pytest.raises(RnntuiError):
        rnntui.load(path, architecture="lstm")


def test_a_weight_language_model_finds_its_readout_beside_an_embedding(tmp_path: Path) -> None:
    """An embedding as wide as the hidden state is no readout, whether or not there is one."""
    gru, embedding, linear = torch.nn.GRU(5, 5), torch.nn.Embedding(9, 5), torch.nn.Linear(5, 9)
    both = {"encoder.weight": embedding.weight.data, "decoder.weight": linear.weight.data}
    model = rnntui.load(saved(tmp_path / "m.safetensors", gru, "rnn.", **both, **{"decoder.bias": linear.bias.data}))
    np.testing.assert_array_equal(model.weights["V_y"], linear.weight.detach().numpy())
    assert "not used: encoder.weight" in model.notes
    model = rnntui.load(saved(tmp_path / "m.safetensors", gru, "rnn.", **{"embedding.weight": embedding.weight.data}))
    assert "y" not in model.program.names
    model = rnntui.load(saved(tmp_path / "m.safetensors", gru, "rnn.", **both))
    assert "y" not in model.program.names


def test_tensors_that_are_no_fractions_are_listed(tmp_path: Path) -> None:
    counted = {"norm.num_batches_tracked": torch.tensor(3)}
    model = rnntui.load(saved(tmp_path / "m.safetensors", torch.nn.GRU(4, 5), **counted))
    assert any("norm.num_batches_tracked" in note for note in model.notes)


def test_one_missing_bias_is_zero_and_said(tmp_path: Path) -> None:
    module = torch.nn.GRU(4, 5)
    tensors = {name: tensor for name, tensor in module.state_dict().items() if name != "bias_hh_l0"}
    save_file(tensors, tmp_path / "m.safetensors")
    model = rnntui.load(tmp_path / "m.safetensors")
    assert not model.weights["b_hn"].any()
    assert any("b_hn" in note and "zero" in note for note in model.notes)


OWN = """
[sizes]
x = "input"
h = "hidden"
[[equations]]
is = "h[t] = tanh(W @ x[t] + R @ h[t-1] + b)"
role = "hidden"
[import.theirs]
"cell.kernel" = ["W"]
"cell.recurrent" = ["R"]
"cell.b1" = ["b"]
"cell.b2" = ["b"]
"""


def test_an_own_architecture_says_what_tensors_of_any_names_are(tmp_path: Path) -> None:
    source, path = tmp_path / "own.toml", tmp_path / "m.safetensors"
    source.write_text(OWN)
    draw = np.random.default_rng(0)
    tensors = {
        "cell.kernel": draw.normal(size=(3, 2)), "cell.recurrent": draw.normal(size=(3, 3)),
        "cell.b1": draw.normal(size=3), "cell.b2": draw.normal(size=3), "other": draw.normal(size=1),
    }  # fmt: skip
    save_arrays(tensors, path)
    model = rnntui.load(path, architecture=source)
    np.testing.assert_array_equal(model.weights["W"], tensors["cell.kernel"])
    np.testing.assert_array_equal(model.weights["b"], tensors["cell.b1"] + tensors["cell.b2"])
    assert model.notes == ("not used: other",)
    save_arrays(tensors | {"cell.b2": draw.normal(size=4)}, path)
    with pytest.raises(
        RnntuiError, match=r"m.safetensors: the tensor 'cell.b2' has the shape \(4,\); expected is \(3,\)"
    ):
        rnntui.load(path, architecture=source)
    del tensors["cell.recurrent"]
    save_arrays(tensors, path)
    with pytest.raises(RnntuiError, match="the weights of own are W, R, b"):
        rnntui.load(path, architecture=source)


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ('"k" = ["W", "Q"]', r"\[import.theirs\] k names 'Q'"),
        ('"k" = ["W", "b"]', "k: .*differ in width"),
    ],
)
def test_an_import_table_that_errs_is_named(table: str, found: str, tmp_path: Path) -> None:
    source, path = tmp_path / "own.toml", tmp_path / "m.safetensors"
    source.write_text(OWN.partition('"cell.kernel"')[0] + table)
    save_arrays({"k": np.ones((3, 2))}, path)
    with pytest.raises(RnntuiError, match=found):
        rnntui.load(path, architecture=source)
