"""The line of advice and what stands beside it, as pure functions of a session."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rnntui.session.comparison import beginning
from rnntui.session.session import Session, go, point, retype, start
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.needs import needs
from rnntui.ui.spans import Line
from rnntui.ui.view import Mode, View
from rnntui.ui.widgets.coach import advice
from rnntui.ui.widgets.compare_guide import guide
from rnntui.ui.widgets.compare_page import page_of
from rnntui.ui.widgets.compare_table import table
from rnntui.ui.widgets.compare_timeline import timelines
from rnntui.ui.widgets.equations import compact
from rnntui.ui.widgets.timeline import timeline
from rnntui.ui.widgets.work import in_short
from rnntui.ui.words import LANGUAGES, Words

VIEW = View()


def text(lines: tuple[Line, ...]) -> str:
    return "\n".join("".join(span.text for span in line) for line in lines)


@pytest.fixture(scope="module")
def gated() -> Session:
    return start(sample_setup("gated-memory"))


def test_a_token_that_is_not_known_is_explained_to_whoever_left_the_notes() -> None:
    own = retype(start(sample_setup("kinship")), "zzz 我")
    assert advice(own, VIEW, False).startswith("zzz*  * not in the encoding")
    assert "to the notes" in advice(go(own, 1), VIEW, False)
    assert "* not in the encoding:" in text(in_short(point(own, variable="x"), VIEW, 80))
    assert "* not" not in text(in_short(point(go(own, 1), variable="x"), VIEW, 80))


@pytest.mark.parametrize("mode", ["encoding", "memory", "diagram"])
def test_elsewhere_it_is_said_where_the_notes_are(mode: Mode) -> None:
    session = start(sample_setup("kinship"))
    assert "screen 1" in advice(session, replace(VIEW, mode=mode), False)
    assert "screen" not in advice(session, VIEW, False)
    assert "screen" not in advice(retype(session, "我"), replace(VIEW, mode=mode), False)


def test_the_vector_of_which_a_note_tells_is_somewhere(gated: Session) -> None:
    assert needs(gated, VIEW, 80).input_there
    assert not needs(gated, VIEW, 140).input_there
    assert not needs(start(replace(gated.setup, notes=None)), VIEW, 80).input_there


def test_one_unit_is_one_unit_in_a_comparison_too(gated: Session) -> None:
    both = beginning(gated)
    page = page_of(both, VIEW, 80, 8)
    assert list(page.rows) == [0]
    assert "1 unit (o)" in text(table(both, VIEW, page, 80, 10, False))


def test_two_runs_that_are_one_are_not_asked_where_they_part() -> None:
    both = beginning(start(Setup(text="a a")))
    assert "A and B are the same sentence" in guide(both, VIEW)


def test_one_answer_for_the_sentence_is_called_so() -> None:
    session = start(sample_setup("many-to-one"))
    assert " y[T] " in text(timeline(session, VIEW, 80, 3, {}))
    both = beginning(session)
    assert " y[T] " in text(timelines(both, VIEW, 80))


def test_the_answer_of_a_decoder_has_its_name_while_the_sentence_is_read() -> None:
    session = start(sample_setup("attention"))
    both = beginning(session)
    assert " y[u] " in text(timelines(both, VIEW, 80))


def test_the_short_arithmetic_says_what_a_function_is() -> None:
    session = start(replace(sample_setup("kinship"), notes=None))
    assert "with phi = identity" in text(in_short(session, VIEW, 80))
    assert "其中 phi = identity" in text(in_short(session, View(words=Words("zh_TW")), 80))


def test_what_an_equation_is_for_says_where_it_is_cut() -> None:
    session = start(replace(sample_setup("kinship"), notes=None))
    for lang in LANGUAGES:
        view = View(words=Words(lang))
        lines = compact(session, view, 60, 3)
        assert text(lines).endswith("…")
        assert len(lines) == 3
        # A number with … behind it would be another one.
        assert text(compact(session, view, 60, 2)).endswith(" 0")
        assert not text(compact(session, view, 60, 12)).endswith("…")
