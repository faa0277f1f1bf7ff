"""Any safetensors file: every type of number, and one error for whatever is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rnntui
from rnntui.errors import RnntuiError
from rnntui.formats.safetensors_file import read_safetensors, write_safetensors


def written(path: Path, header: Any, data: bytes = b"", length: int | None = None) -> Path:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes((len(text) if length is None else length).to_bytes(8, "little") + text + data)
    return path


def tensor(dtype: str, shape: list[int], begin: int, end: int) -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}


@pytest.mark.parametrize(
    ("dtype", "data", "value", "kept"),
    [
        ("F64", np.float64(1.5).tobytes(), 1.5, "float64"),
        ("F32", np.float32(1.5).tobytes(), 1.5, "float32"),
        ("F16", np.float16(1.5).tobytes(), 1.5, "float32"),
        ("BF16", b"\xc0\x3f", 1.5, "float32"),
        ("BF16", b"\x80\xff", -np.inf, "float32"),
        ("I64", np.int64(-3).tobytes(), -3, "int64"),
        ("U8", b"\xff", 255, "uint8"),
        ("BOOL", b"\x01", True, "bool"),
    ],
)
def test_types_of_numbers(dtype: str, data: bytes, value: float, kept: str, tmp_path: Path) -> None:
    path = written(tmp_path / "m.safetensors", {"a": tensor(dtype, [1], 0, len(data))}, data)
    array = read_safetensors(path).arrays["a"]
    assert str(array.dtype) == kept
    assert array.tolist() == [value]
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 0


@pytest.mark.parametrize("dtype", ["F8_E4M3", "F8_E5M2"])
def test_numbers_of_eight_bits_are_refused_by_name(dtype: str, tmp_path: Path) -> None:
    path = written(tmp_path / "m.safetensors", {"a\x1b": tensor(dtype, [1], 0, 1)}, b"\0")
    with pytest.raises(RnntuiError, match=rf"the tensor 'a\x1b' is of the type {dtype}; .*BF16"):
        read_safetensors(path)


@pytest.mark.parametrize(
    ("header", "data", "length"),
    [
        ({}, b"", 2**63),
        ({}, b"", 10**6),
        (b"[]", b"", None),
        (b'{"a": 1}', b"", None),
        (b"{" * 5000, b"", None),
        (b'{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}, "a": 3}', b"\0" * 4, None),
        (b"\xff\xfe{}", b"", None),
        ({"a": tensor("F32", [1], 0, 8)}, b"\0" * 8, None),
        ({"a": tensor("F32", [2], 0, 8)}, b"\0" * 4, None),
        ({"a": tensor("F32", [2**62, 4], 0, 4)}, b"\0" * 4, None),
        ({"a": tensor("F32", [-1], 0, 4)}, b"\0" * 4, None),
        ({"a": tensor("F32", [1], 4, 0)}, b"\0" * 4, None),
        ({"a": tensor("F32", [1], 0, 4), "b": tensor("F32", [1], 0, 4)}, b"\0" * 4, None),
        ({"a": tensor("F32", [1], 0, 4), "b": tensor("F32", [1], 8, 12)}, b"\0" * 12, None),
        ({"a": tensor("F32", [1], 0, 4)}, b"\0" * 5, None),
        ({"a": tensor("F99", [1], 0, 4)}, b"\0" * 4, None),
        ({"__metadata__": {"a": 1}}, b"", None),
    ],
)
def test_a_broken_header_is_one_error(header: Any, data: bytes, length: int | None, tmp_path: Path) -> None:
    path = written(tmp_path / "m.safetensors", header, data, length)
    with pytest.raises(RnntuiError, match=r"m\.safetensors"):
        read_safetensors(path)


PIECES = st.sampled_from(
    [b"{", b"}", b'"a"', b":", b",", b'"dtype"', b'"F32"', b'"BF16"', b'"shape"', b"[1]", b'"data_offsets"', b"[0,4]",
     b"\xff", b'"__metadata__"', b'{"rnntui":"{}"}', b'"weight_ih_l0"', b"null", b"9" * 40]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(PIECES, max_size=20).map(b"".join) | st.binary(max_size=64), st.binary(max_size=16), st.booleans())
def test_any_bytes_are_a_model_or_one_error(tmp_path: Path, header: bytes, data: bytes, framed: bool) -> None:
    path = tmp_path / "m.safetensors"
    if framed:
        written(path, header, data)
    else:
        path.write_bytes(header + data)
    with pytest.raises(RnntuiError) as caught:
        rnntui.load(path)
    assert "m.safetensors" in caught.value.message
    assert "\n" not in caught.value.message


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    arrays = {"名\n": np.arange(6.0).reshape(2, 3).T, "empty": np.zeros((0, 3), np.float32), "scalar": np.array(3.0)}
    write_safetensors(path, arrays, {"k": "v\ud7ff"})
    found = read_safetensors(path)
    assert found.metadata == {"k": "v\ud7ff"}
    for name, array in arrays.items():
        np.testing.assert_array_equal(found.arrays[name], array)
        assert found.arrays[name].dtype == array.dtype
