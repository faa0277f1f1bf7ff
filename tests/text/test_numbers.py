"""Numbers as input, whole and broken."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from rnntui.errors import RnntuiError
from rnntui.text.numbers import read_inputs


def save(path: Path, array: np.ndarray) -> Path:
    np.save(path, array)
    return path


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16, np.int32, np.uint8, np.bool_])
def test_real_numbers_of_any_type_are_read(dtype: type, tmp_path: Path) -> None:
    array: np.ndarray = np.array([[0, 1], [1, 0], [1, 1]]).astype(dtype)
    found = read_inputs(save(tmp_path / "x.npy", array))
    np.testing.assert_array_equal(found, array.astype(float))
    assert found.dtype == (np.float32 if dtype is np.float32 else np.float64)


def test_one_axis_is_one_number_a_step(tmp_path: Path) -> None:
    assert read_inputs(save(tmp_path / "x.npy", np.arange(3.0))).shape == (3, 1)


def test_fortran_order_is_put_right(tmp_path: Path) -> None:
    array = np.arange(6.0).reshape(2, 3)
    np.testing.assert_array_equal(read_inputs(save(tmp_path / "x.npy", np.asfortranarray(array))), array)


@pytest.mark.parametrize("text", ["1,2\n3,4\n", "a;b\n1;2\n3;4\n", "1\t2\n3\t4\n", "\ufeff1,2\r\n\r\n3,4\r\n"])
def test_separated_values_are_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode())
    assert read_inputs(path).tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    ("array", "found"),
    [
        (np.zeros((2, 3, 4)), r"shape \(2, 3, 4\)"),
        (np.zeros((0, 3)), "holds no numbers"),
        (np.array([[1.0, np.nan]]), r"at \[0\]\[1\] is nan"),
        (np.array([[1.0 + 2j]]), "complex128"),
        (np.array([["a"]]), "<U1"),
        (np.array([[object()]], dtype=object), "object"),
    ],
)
def test_arrays_that_do_not_fit_are_named(array: np.ndarray, found: str, tmp_path: Path) -> None:
    with pytest.raises(RnntuiError, match=found) as caught:
        read_inputs(save(tmp_path / "x.npy", array))
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("x.csv", b"1,2\n3\n", "line 2: 1 fields, where the first row has 2"),
        ("x.csv", b"1,2\n3,x\n", "line 2: 'x' is not a number"),
        ("x.csv", b"1,2\n3,inf\n", "line 2: 'inf' is not finite"),
        ("x.csv", b"", "is empty"),
        ("x.csv", b"a,b\n", "holds no numbers"),
        ("x.npy", b"nothing", "not a .npy file"),
        ("x.npy", b"\x93NUMPY\x01\x00\xff\xff", "damaged .npy header"),
        ("x.bin", b"123", "no ending that is known"),
    ],
)
def test_files_that_do_not_fit_are_named(name: str, content: bytes, found: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(RnntuiError, match=found.replace("[", r"\[")):
        read_inputs(path)


def npy(shape: str, version: bytes = b"\x01\x00") -> bytes:
    """A `.npy` file of six numbers whose header says another shape, or another version."""
    header = f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}}}".encode().ljust(117) + b"\n"
    length = struct.pack("<H" if version == b"\x01\x00" else "<I", len(header))
    return b"\x93NUMPY" + version + length + header + bytes(48)


@pytest.mark.parametrize("shape", ["(1000000000000,)", "(7,)", "(4611686018427387904, 4611686018427387904)"])
def test_a_header_that_promises_too_much_is_refused_before_memory_is_taken(shape: str, tmp_path: Path) -> None:
    path = tmp_path / "x.npy"
    path.write_bytes(npy(shape))
    with pytest.raises(RnntuiError, match=r"promises \d+ bytes .* and holds 48"):
        read_inputs(path)


def test_a_shape_of_truth_values_is_one_of_numbers(tmp_path: Path) -> None:
    path = tmp_path / "x.npy"
    path.write_bytes(npy("(True, 6)"))
    assert read_inputs(path).shape == (1, 6)


def test_a_version_of_npy_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.npy"
    path.write_bytes(npy("(6,)", b"\x02\x00"))
    assert read_inputs(path).shape == (6, 1)
    path.write_bytes(npy("(6,)", b"\x09\x00"))
    with pytest.raises(RnntuiError, match=r"damaged \.npy header"):
        read_inputs(path)


@pytest.mark.parametrize("name", ["a\0b.csv", "a\ud800b.csv", "x" * 300 + ".csv"])
def test_what_can_not_be_the_name_of_a_file_is_an_error_too(name: str) -> None:
    with pytest.raises(RnntuiError):
        read_inputs(Path(name))


@pytest.mark.parametrize("cut", [10, 100, 130, 150])
def test_a_file_that_is_cut_off_is_named(cut: int, tmp_path: Path) -> None:
    path = save(tmp_path / "x.npy", np.zeros((3, 2)))
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(RnntuiError, match=r"damaged|cut off"):
        read_inputs(path)
