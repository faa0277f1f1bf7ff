"""The token of an output step is what it writes: there its signs stand, and what it reads is called that."""

from __future__ import annotations

from rich.cells import cell_len

from rnntui.session.comparison import between
from rnntui.session.comparison import go as go_beside
from rnntui.session.session import Session, go, start
from rnntui.session.setup import sample_setup
from rnntui.session.stops import added
from rnntui.session.stops_beside import with_stops
from rnntui.ui.spans import Line
from rnntui.ui.view import View
from rnntui.ui.widgets.compare_timeline import timelines
from rnntui.ui.widgets.timeline import timeline
from rnntui.ui.words import Words


def stopped() -> Session:
    """At the step that writes 貓, and reads 愛."""
    session = start(sample_setup("attention"))
    session = added(go(session, session.moments - 1), "break", 'token == "貓"')
    return go(session, 5)


def texts(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(span.text for span in line) for line in lines]


def test_a_stop_at_a_written_token_stands_behind_it() -> None:
    read, written = texts(timeline(stopped(), View(), 80, 3, {}))
    assert "▐愛▌" in read
    assert "●" not in read
    assert "貓●" in written
    assert cell_len(read) == cell_len(written)


def test_what_an_output_step_reads_is_called_that() -> None:
    session = stopped()
    for words, titles in ((Words("en"), ("token", "reads")), (Words("zh_TW"), ("詞", "讀入"))):
        heads = [texts(timeline(go(session, step), View(words=words), 80, 3, {}))[0].split()[0] for step in (0, 5)]
        assert tuple(heads) == titles


def test_a_stop_at_a_token_that_is_read_stands_behind_that() -> None:
    session = added(start(sample_setup("attention")), "break", 'token == "cats"')
    read, written = texts(timeline(session, View(), 80, 3, {}))
    assert "cats ●" in read
    assert "●" not in written


def test_side_by_side_too() -> None:
    session = stopped()
    both = with_stops(between(session.realised, session.realised), session)
    _, read, written, _, read_b, written_b = texts(timelines(go_beside(both, 5), View(), 100))
    assert "●" not in read + read_b
    assert "貓●" in written
    assert "貓●" in written_b
