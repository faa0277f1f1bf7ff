"""A trace written and read again is the same to the bit."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

import rnntui
from rnntui.engine.catalogue import architecture_names
from rnntui.errors import RnntuiError
from rnntui.formats.trace_csv import trace_to_csv
from rnntui.formats.trace_json import trace_to_json, values_from_json
from rnntui.formats.trace_npz import trace_to_npz


@pytest.fixture(params=[(name, dtype) for name in architecture_names() for dtype in ("float64", "float32")], ids=str)
def trace(request: pytest.FixtureRequest) -> rnntui.Trace:
    name, dtype = request.param
    made = rnntui.build(name, input=3, hidden=4, output=2, seed=5)
    weights = {key: value.astype(dtype) for key, value in made.weights.items()}
    model = rnntui.build(name, input=3, hidden=4, output=2, weights=weights)
    return model.trace(np.random.default_rng(1).normal(size=(5, 3)).astype(dtype))


def test_json_comes_back_the_same(trace: rnntui.Trace) -> None:
    values = values_from_json(trace_to_json(trace))
    assert tuple(values) == trace.names
    for name in trace.names:
        assert values[name].dtype == trace[name].dtype
        np.testing.assert_array_equal(values[name], trace[name])


def test_npz_comes_back_the_same(trace: rnntui.Trace) -> None:
    data = trace_to_npz(trace)
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        assert tuple(arrays) == trace.names
        for name in trace.names:
            assert arrays[name].dtype == trace[name].dtype
            np.testing.assert_array_equal(arrays[name], trace[name])
    assert trace_to_npz(trace) == data


def test_csv_comes_back_the_same(trace: rnntui.Trace) -> None:
    header, *rows = csv.reader(io.StringIO(trace_to_csv(trace)))
    place = 1
    if trace.answers:
        assert tuple(row[1] for row in rows if row[1]) == trace.answers[0].tokens
        place = 2
    for name in trace.names:
        width = trace.units(name)
        assert header[place : place + width] == [f"{name}[{unit}]" for unit in range(width)]
        cells = [row[place : place + width] for row in rows]
        steps = trace.steps(name)
        np.testing.assert_array_equal(np.array(cells[:steps], dtype=float).astype(trace.dtype), trace[name])
        assert not any(map(any, cells[steps:]))
        place += width
    assert place == len(header)


def test_a_batch_keeps_its_shape_and_lengths() -> None:
    model = rnntui.build("gru", input=2, seed=1)
    trace = model.trace(np.ones((4, 3, 2)), lengths=[4, 2, 0])
    values = values_from_json(trace_to_json(trace))
    assert values["h"].shape == (4, 3, 3)
    np.testing.assert_array_equal(values["h"], trace["h"])
    assert '"lengths": [4, 2, 0]' in trace_to_json(trace)
    rows = list(csv.DictReader(io.StringIO(trace_to_csv(trace))))
    assert [(row["sentence"], row["step"]) for row in rows] == [
        *(("0", str(t)) for t in range(4)),
        ("1", "0"),
        ("1", "1"),
    ]
    assert float(rows[5]["h[1]"]) == trace["h"][1, 1, 1]


def test_tokens_of_any_kind_are_quoted_in_csv() -> None:
    model = rnntui.build("elman", encoding="one-hot", text='a , " b')
    trace = model.trace(["a", ",", '"', "a\nb"])
    rows = list(csv.DictReader(io.StringIO(trace_to_csv(trace), newline="")))
    assert [row["token"] for row in rows] == ["a", ",", '"', "a\nb"]


def test_what_is_no_number_in_json_is_written_as_text() -> None:
    model = rnntui.build("elman", input=1, hidden=1, output=1, weights="ones", activation={"phi": "log"})
    with np.errstate(all="ignore"):
        text = trace_to_json(model.trace([[0.0], [-5.0]]))
    assert '"h": [["-inf"], ["nan"]]' in text
    np.testing.assert_array_equal(values_from_json(text)["h"], [[-np.inf], [np.nan]])


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "other/1"}', '{"format": "rnntui-trace/1"}', "[" * 100_000]
)
def test_what_is_no_trace_is_refused(text: str) -> None:
    with pytest.raises(RnntuiError, match="rnntui-trace/1"):
        values_from_json(text)
