"""The lines around a drawing, and the line that says what is run: what they say in how much room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from driving import SAW
from rich.cells import cell_len

from rnntui.render.diagram.fit import planned
from rnntui.session.edits import parse_edit
from rnntui.session.session import Session, go, point, start
from rnntui.ui.describe import summary
from rnntui.ui.spans import Line, width_of
from rnntui.ui.view import View
from rnntui.ui.widgets.bars import Heading
from rnntui.ui.widgets.diagram_lines import equation_line, legend, more_of, title_line
from rnntui.ui.words import Language, Words

HELD = replace(SAW, interventions=(parse_edit("f[1][0]=0.9"),))


def test_no_mark_is_explained_by_half() -> None:
    for setup in (SAW, HELD):
        for width in (60, 80, 120):
            said = text(legend(go(start(setup), 1), View(), width))
            assert cell_len(said) <= width
            assert "…" not in said
            assert ("✎ held" in said) == (setup is HELD and width > 60)


def text(line: Line) -> str:
    return "".join(span.text for span in line)


def equation(session: Session) -> str:
    plan = planned(
        session.model.program,
        unrolled=False,
        unfolded=False,
        group="",
        clock="t",
        width=78,
        height=18,
        steps=4,
        marked=True,
    )
    return text(equation_line(session, View(), plan, 80))


def test_what_is_held_is_not_said_to_equal_its_equation() -> None:
    session = point(go(start(HELD), 1), variable="f")
    found = equation(session)
    assert found.startswith("▶ 5/5 f[t] = gate(z_f[t])")
    assert found.endswith("✎ held at +0.900 ")
    assert equation(point(session, variable="c")).endswith(" ≠-0.008 ")
    assert "✎" not in equation(go(session, 0))
    assert equation(start(replace(SAW, text=""))).rstrip() == "▶ h[t] = o[t] * out(c[t])"


@pytest.mark.parametrize("lang", ["en", "zh_TW"])
@pytest.mark.parametrize("unrolled", [False, True])
@pytest.mark.parametrize("unfolded", [False, True])
@pytest.mark.parametrize("focused", [False, True])
def test_no_key_of_the_title_is_cut(lang: Language, unrolled: bool, unfolded: bool, focused: bool) -> None:
    session = start(SAW)
    view = View(words=Words(lang), unrolled=unrolled, unfolded=unfolded)
    for more in ((False,) * 4, (False, True, False, True), (True,) * 4):
        for width in (60, 80, 120):
            line = title_line(session, view, width, focused, more_of((more[0], more[1], more[2], more[3])))
            said = text(line)
            assert width_of(line) == width
            if width == 60 and all(more):
                # There is no room for all of it.
                continue
            assert "…" not in said, said
            assert said.count("PgUp") == more[2], said
            if width >= 80 and not all(more):
                assert " R " in said
                assert " f " in said


@pytest.mark.parametrize("edits", [0, 1, 3])
@pytest.mark.parametrize("width", [80, 120])
def test_the_seed_is_seen_at_the_top(edits: int, width: int) -> None:
    made = tuple(parse_edit(f"f[{step}][0]=0.9") for step in range(edits))
    session = start(replace(SAW, interventions=made))
    for lang in ("en", "zh_TW"):
        for mode in ("explore", "diagram"):
            heading = Heading()
            heading.set_reactive(Heading.view, View(words=Words(lang), mode=mode))
            (line,) = heading.made(session, width, 1)
            said = text(line)
            assert cell_len(said) <= width
            assert ("種子 0" if lang == "zh_TW" else "seed 0") in said, said
            assert ("✎" in said) == bool(edits)


def test_the_whole_line_stands_where_there_is_room() -> None:
    session = start(HELD)
    assert summary(session, Words("en")) == "✎ f[1][0]=0.9 · LSTM 3→3→2 · one-hot · random seed 0"
    assert summary(session, Words("en"), 52).endswith("one-hot · random seed 0")
    assert summary(session, Words("en"), 51).endswith("one-hot · seed 0")
    assert summary(session, Words("en"), 40).endswith("LSTM 3→3→2 · seed 0")
    assert summary(session, Words("en"), 20) == "✎×1 · LSTM 3→3→2 · seed 0"
