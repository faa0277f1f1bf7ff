"""npz archives: opened by an architecture's names or its import table, and clear about what is broken in them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest

import rnntui
from rnntui.errors import RnntuiError
from rnntui.formats import npz_file
from rnntui.formats.npz_file import is_npz, read_npz

OWN = """
[sizes]
x = "input"
h = "hidden"
y = "output"
[[equations]]
is = "h[t] = tanh(W_a @ x[t] + W_b @ x[t] + U_h @ h[t-1] + b_h)"
role = "hidden"
[[equations]]
is = "y[t] = V_y @ h[t]"
role = "output"
[import.theirs]
kernel    = ["W_a.T", "W_b.T"]
recurrent = ["U_h"]
bias_1    = ["b_h"]
bias_2    = ["b_h"]
out       = ["V_y.T"]
"""


@pytest.fixture
def architecture(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(OWN)
    return path


def saved(path: Path, **arrays: object) -> Path:
    np.savez(path, **arrays)  # type: ignore[arg-type]
    return path


def test_weights_under_their_own_names(tmp_path: Path) -> None:
    model = rnntui.build("gru", input=3, hidden=4, output=2, seed=3)
    again = rnntui.load(saved(tmp_path / "w.npz", **model.weights), architecture="gru")
    x = np.ones((3, 3))
    np.testing.assert_array_equal(again.trace(x)["y"], model.trace(x)["y"])


@pytest.mark.parametrize("dtype", ["<f4", ">f8", "<f2"])
def test_an_import_table_with_transposed_blocks(tmp_path: Path, architecture: Path, dtype: str) -> None:
    random = np.random.default_rng(0)
    kernel, recurrent = random.normal(size=(5, 6)).astype(dtype), random.normal(size=(3, 3)).astype(dtype)
    bias, out = random.normal(size=3).astype(dtype), random.normal(size=(3, 2)).astype(dtype)
    path = saved(
        tmp_path / "w.npz", kernel=np.asfortranarray(kernel), recurrent=recurrent, bias_1=bias, bias_2=bias, out=out
    )
    model = rnntui.load(path, architecture=architecture)
    np.testing.assert_array_equal(model.weights["W_a"], kernel.T[:3])
    np.testing.assert_array_equal(model.weights["W_b"], kernel.T[3:])
    np.testing.assert_array_equal(model.weights["U_h"], recurrent)
    np.testing.assert_array_equal(model.weights["V_y"], out.T)
    np.testing.assert_allclose(model.weights["b_h"], 2 * bias.astype(np.float64), rtol=1e-6)
    assert model.units == {"input": 5, "hidden": 3, "output": 2}


def test_a_tensor_that_does_not_fit_is_named_as_it_stands_in_the_file(tmp_path: Path, architecture: Path) -> None:
    arrays = {"kernel": np.ones((6, 5)), "recurrent": np.ones((3, 3)), "bias_1": np.ones(3), "out": np.ones((3, 2))}
    with pytest.raises(
        RnntuiError, match=r"the tensor 'kernel' has the shape \(6, 5\); expected is \(6, 6\)|\(.*, 6\)"
    ):
        rnntui.load(saved(tmp_path / "w.npz", **arrays), architecture=architecture)


def test_a_vector_can_not_be_transposed(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace('bias_1    = ["b_h"]', 'bias_1    = ["b_h.T"]'))
    with pytest.raises(RnntuiError, match=r"\[import.theirs\] bias_1: a vector can't be transposed; write .T after"):
        rnntui.load(saved(tmp_path / "w.npz", bias_1=np.ones(3)), architecture=path)


def test_tensors_that_are_no_network(tmp_path: Path) -> None:
    with pytest.raises(RnntuiError, match=r"no recurrent network in its tensors: a \(3,\)"):
        rnntui.load(saved(tmp_path / "w.npz", a=np.ones(3)))


def member(path: Path, name: str, data: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return path


def header(shape: str, descr: str = "'<f8'") -> bytes:
    text = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}".encode()
    text += b" " * (63 - (10 + len(text)) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "no whole npz file"),
        (b"\x93NUMPY", "no whole npz file"),
        (b"\x93NUMPY\x09\x00", "version"),
        (header("(1000000, 1000000)"), "'a' is cut off"),
        (header("(-1,)"), "no whole npz file|cut off"),
        (header("(2,)", "'|O'") + b"\x80\x04N.", "the array 'a' is of the type object; it must be an array of real"),
        (header("(1,)", "'<U1'") + b"a\0\0\0", "is of the type <U1"),
        (header("(1,)", "[('a', '<f8')]") + bytes(8), "is of the type"),
        (header("(1,)", "'<c16'") + bytes(16), "is of the type complex128"),
    ],
)
def test_a_broken_member_is_an_error_in_one_line(tmp_path: Path, data: bytes, found: str) -> None:
    path = member(tmp_path / "w.npz", "a.npy", data)
    assert is_npz(path)
    with pytest.raises(RnntuiError, match=found):
        read_npz(path)


def test_an_archive_that_is_cut_off_or_none(tmp_path: Path) -> None:
    whole = saved(tmp_path / "w.npz", a=np.ones(300)).read_bytes()
    for end in (3, 10, 200, len(whole) - 30):
        path = tmp_path / f"{end}.npz"
        path.write_bytes(whole[:end])
        with pytest.raises(RnntuiError):
            rnntui.load(path)
    broken = tmp_path / "b.npz"
    broken.write_bytes(whole[:150] + bytes(100) + whole[250:])
    with pytest.raises(RnntuiError, match="no whole npz file"):
        rnntui.load(broken)
    assert not is_npz(member(tmp_path / "m.pt", "data.pkl", b""))
    assert not is_npz(tmp_path / "nowhere.npz")


def test_an_archive_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "w.npz"
    np.savez_compressed(path, a=np.zeros(100_000), b=np.zeros(100_000))
    assert path.stat().st_size < 5_000
    monkeypatch.setattr(npz_file, "MOST_BYTES", 1_000_000)
    with pytest.raises(RnntuiError, match=r"2 arrays of 0.0 GB in all are too many; the limits are 10,000 and 0 GB"):
        read_npz(path)


def test_names_from_outside_lead_nowhere(tmp_path: Path) -> None:
    data = io.BytesIO()
    np.save(data, np.ones(2))
    path = member(tmp_path / "w.npz", "../../evil.npy", data.getvalue())
    assert list(read_npz(path).arrays) == ["../../evil"]
    assert [each.name for each in tmp_path.iterdir()] == ["w.npz"]
