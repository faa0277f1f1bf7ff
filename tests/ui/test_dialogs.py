"""What lies over the screen: all of it is seen on the smallest one, it says what to press, and the mouse gets out."""

from __future__ import annotations

from dataclasses import replace

from driving import KINSHIP, running
from rich.cells import cell_len
from textual.command import CommandPalette

from rnntui.session.session import Session, advance, go, start
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.choices import offer
from rnntui.ui.layout import SMALLEST
from rnntui.ui.screens.help import help_text
from rnntui.ui.snapshot import text_of
from rnntui.ui.view import View
from rnntui.ui.widgets.bars import keys_of_field
from rnntui.ui.widgets.coach import advice
from rnntui.ui.widgets.key_line import key_line
from rnntui.ui.widgets.work import worked
from rnntui.ui.words import Words


async def test_a_list_shows_what_is_chosen_and_its_keys_and_a_click_beside_it_leaves() -> None:
    async with running(sample_setup("saw"), SMALLEST) as (app, pilot):
        await pilot.press("A")
        await pilot.pause()
        seen = text_of(app)
        assert "▶● Feedforward" in seen
        assert "Enter choose · Esc close" in seen
        # The keys of what lies below would do nothing.
        assert " n next" not in seen
        await pilot.click(offset=(0, 10))
        await pilot.pause()
        assert len(app.screen_stack) == 1
        assert " n next" in text_of(app)
        await pilot.press("i")
        await pilot.pause()
        assert " n next" not in text_of(app)
        await pilot.press("escape")
        await pilot.click("#heading", offset=(45, 0))
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette)


def test_the_list_of_encodings_knows_which_one_is_chosen() -> None:
    words = Words("en")
    chosen = {
        "one-hot": sample_setup("saw"),
        "table kinship": sample_setup("kinship"),
        "bag of words": Setup(text="a b", encoding="bag-of-words"),
        "random vectors": Setup(text="a b", encoding="embedding"),
    }
    for name, setup in chosen.items():
        made = offer("encoding", start(setup), words)
        assert made.options[made.current].name == name
    kinship = next(option for option in made.options if option.name == "table kinship")
    assert kinship.about == "2 numbers for each of 4 words: 你 祖 我 孫"


def test_the_help_names_the_screens_and_goes_on_below_where_a_line_began() -> None:
    for language in ("en", "zh_TW"):
        lines = help_text(Words(language), 44).plain.splitlines()
        assert max(map(cell_len, lines)) <= 44
    named = help_text(Words("en"), 44).plain.splitlines()
    place = next(k for k, line in enumerate(named) if "Compare: Two runs" in line)
    assert named[place].index("Compare") == len(named[place + 1]) - len(named[place + 1].lstrip())


def test_where_letters_are_text_no_letter_is_named_as_a_key() -> None:
    line = "".join(span.text for span in keys_of_field(View(), "sentence", 60))
    assert line.split()[0] == "Enter"
    assert " n " not in line
    assert keys_of_field(View(), "search", 60) == ()


def _noted() -> Session:
    return start(sample_setup("gated-memory"))


def test_where_no_note_is_shown_it_is_said_where_they_are() -> None:
    words = Words("en")
    assert advice(_noted(), View(), False) == words("coach.note")
    for mode in ("memory", "encoding", "diagram"):
        assert advice(_noted(), View(mode=mode), False) == words("coach.note.elsewhere", number=1)


def test_where_nothing_is_left_blank_no_blanks_are_spoken_of() -> None:
    session = advance(start(KINSHIP), -1)
    for mode in ("memory", "encoding"):
        assert "not computed yet" not in advice(session, View(mode=mode), False)


def test_of_the_marks_those_are_told_that_the_screen_has() -> None:
    session = advance(start(KINSHIP), -1)
    assert "Blank: not computed yet" in advice(session, View(), False)
    assert "?: not computed yet; ━: flows now" in advice(session, View(mode="diagram"), False)


def test_an_equation_that_is_cut_says_so() -> None:
    session = go(start(replace(sample_setup("seq2seq"), notes=None)), 6)
    while session.cursor.variable != "s":
        session = advance(session, -1)
    whole = session.explanation()
    assert whole is not None
    for height in range(4, 14):
        lines = ["".join(span.text for span in line) for line in worked(session, View(), 56, height)]
        if lines[0].startswith("s[u]"):
            assert lines[0].endswith("…") or " ".join(lines[:2]).startswith(whole.equation)


def test_how_to_get_out_is_said_on_every_width() -> None:
    text, actions = "e edit · Del undo it · Tab next · Esc close", ("a", "b", "c", "d")
    lines = ["".join(span.text for span in key_line(text, actions, width)) for width in range(9, 60)]
    assert all(len(line) <= width and line.endswith("Esc close") for width, line in enumerate(lines, 9))
    assert lines[-1] == text
    assert lines[40 - 9] == "e edit  Del undo it  Tab next  Esc close"
    assert lines[39 - 9] == "e edit · Del undo it · Esc close"
    assert [span.click for span in key_line(text, actions, 40) if span.click] == [
        "a",
        "a",
        "b",
        "b",
        "c",
        "c",
        "d",
        "d",
    ]
