"""A run is written piece by piece, the same bytes as at once, and can be stopped."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from rnntui.engine import plan as plan_module
from rnntui.engine.catalogue import architecture_names
from rnntui.engine.windows import Windows
from rnntui.formats.trace_csv import trace_to_csv
from rnntui.formats.trace_json import trace_to_json, values_from_json
from rnntui.formats.trace_npz import trace_to_npz
from rnntui.session.exporting import StoppedError, new_path, run_pieces, write_pieces
from rnntui.session.realise import realise
from rnntui.session.setup import Setup


@pytest.mark.parametrize("name", architecture_names())
def test_every_run_is_written_as_the_commands_write_it(name: str) -> None:
    done = realise(Setup(text="I saw a saw", architecture=name))
    assert b"".join(run_pieces(done, "json")).decode() == trace_to_json(done.trace)
    assert b"".join(run_pieces(done, "csv")).decode() == trace_to_csv(done.trace)
    archive = np.load(io.BytesIO(b"".join(run_pieces(done, "npz"))))
    for variable in done.trace.names:
        assert np.array_equal(archive[variable], done.trace[variable])
        assert archive[variable].dtype == done.trace.dtype


def test_a_long_run_is_never_held_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_module, "MUCH_MEMORY", 0)
    done = realise(Setup(text="a b " * 2_000, architecture="lstm", sizes=(("hidden", 32),)))
    assert isinstance(done.trace.stores, Windows)
    tracemalloc.start()
    for _ in run_pieces(done, "npz"):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    whole = sum(4_000 * done.trace.units(name) * 8 for name in done.trace.names)
    assert peak < whole / 5
    # The run that is looked at was not touched meanwhile.
    assert len(done.trace.stores.recent) <= 4


def test_windows_are_written_as_a_whole_run_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_module, "MUCH_MEMORY", 0)
    # More windows than are kept, the last one not full.
    done = realise(Setup(text="a b c " * 150, architecture="gru", sizes=(("hidden", 7),)))
    assert isinstance(done.trace.stores, Windows)
    values = values_from_json(b"".join(run_pieces(done, "json")).decode())
    for name in done.trace.names:
        assert np.array_equal(values[name], done.trace[name])
    assert b"".join(run_pieces(done, "npz")) == trace_to_npz(done.trace)


def test_a_file_is_whole_or_the_one_before(tmp_path: Path) -> None:
    path, stop = tmp_path / "a", Event()
    assert write_pieces(path, [b"one", b"two"], stop) == 6
    assert path.read_bytes() == b"onetwo"

    def pieces() -> Iterator[bytes]:
        yield b"new"
        stop.set()
        yield b"never"

    with pytest.raises(StoppedError):
        write_pieces(path, pieces(), stop)
    assert [each.name for each in tmp_path.iterdir()] == ["a"]
    assert path.read_bytes() == b"onetwo"


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    assert new_path(tmp_path, "run", ".csv").name == "run.csv"
    (tmp_path / "run.csv").write_text("")
    (tmp_path / "run_1.csv").write_text("")
    assert new_path(tmp_path, "run", ".csv").name == "run_2.csv"
