"""Where in an equation file an error stands: every kind of mistake, at its line and column."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rnntui.engine.catalogue import FOLDER, architecture_from
from rnntui.engine.places import Place, place_of
from rnntui.engine.program import program_of
from rnntui.errors import NotationError, RnntuiError

LSTM = (FOLDER / "lstm.toml").read_text("utf-8")
MARK = "◆"


def error_of(text: str) -> RnntuiError:
    with pytest.raises(RnntuiError) as caught:
        program_of(architecture_from(text, name="own", file="own.toml"))
    return caught.value


def marked(text: str, place: Place) -> str:
    """The line of a place, with a mark before the character."""
    line = text.split("\n")[place.line]
    return f"{line[: place.column]}{MARK}{line[place.column :]}"


@pytest.mark.parametrize(
    ("was", "line"),
    [
        ("i[t] * g[t]", 'is   = "written[t] = i[t] * g[t] +◆"'),
        ("c[t-1]", 'is   = "kept[t] = f[t] * ◆cc[t-1]"'),
        ("U_i @ h[t-1]", 'is   = "z_i[t] = ◆W_i * U_i @ h[t-1]"'),
        ('is   = "c[t] = kept[t] + written[t]"', 'is   = "c[t] = kept[t] + ◆記憶[t]"'),
        ('is   = "o[t] = gate(z_o[t])"', "is   = 'o[t] = gate(◆zz_o[t])'"),
        ('is   = "f[t] = gate(z_f[t])"', 'is   = "f[t] = \\u0067ate(◆zz_f[t])"'),
        ('is   = "h[t] = o[t] * out(c[t])"', 'is   = "◆c[t] = o[t] * out(c[t])"'),
        ('role = "hidden"', 'role = ◆"hiden"'),
        ("step = 4", "step = ◆0"),
        ("step = 3", "◆stepp = 3"),
        ("step = 2", "step = ◆two"),
        ('gate = "sigmoid"', 'gate = ◆"sigmoi"'),
        ('h = "hidden"', 'h = ◆"hidden size"'),
        ('x = "input"', "x = ◆3"),
        ("[sizes]", "◆[sizess]"),
        ("title.en ", '◆titel.en    = "Long short-term memory (LSTM)"'),
        ("source ", "layers = ◆0"),
        ("[import.pytorch]", "[import.pytorch◆"),
        ('"weight_hh"', '"weight_hh" = ◆["U_i", "U_x", "U_g", "U_o"]'),
        ('"bias_hh"', '"bias_hh" = ◆"b_i"'),
        ('y = "output"', 'q = ◆"hidden"'),
    ],
)
def test_a_mistake_is_where_it_was_made(was: str, line: str) -> None:
    first = next(each for each in LSTM.split("\n") if was in each)
    text = LSTM.replace(first, line.replace(MARK, ""), 1)
    place = place_of(text, error_of(text))
    assert place is not None
    assert marked(text, place) == line


def test_what_is_never_closed_is_where_it_begins() -> None:
    text = LSTM + '\n[[equations]]\nis = """y'
    assert place_of(text, error_of(text)) == Place(text.count("\n"), len("is = "))


def test_an_entry_that_begins_what_is_before() -> None:
    text = (
        '[sizes]\nx = "input"\nh = "hidden"\n\n[[equations]]\nis = "h[t] = x[t] + h[t-1]"\n\n[initial]\nh = "b_0 +"\n'
    )
    place = place_of(text, error_of(text))
    assert place is not None
    assert marked(text, place) == 'h = "b_0 +◆"'


def test_an_equation_that_is_too_long_to_be_shown() -> None:
    long = f"h[t] = x[t]{' + x[t]' * 40} + yy[t-1]"
    text = f'[sizes]\nx = "input"\nh = "input"\n[[equations]]\nis = "{long}"\n'
    place = place_of(text, error_of(text))
    assert place is not None
    assert marked(text, place).endswith('◆yy[t-1]"')


ABOVE = '[sizes]\nx = "input"\nh = "hidden"\n'


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (ABOVE + '[[equations]]\nis = "h[t] = W @ x[t]"\n[[equations]]\nrole = "gate"\n', 5, 0),
        (ABOVE + '[[equations]]\nis = """h[t] =\n W @ x[t]"""\n', 4, 5),
        ('title.de = "Netz"\n' + ABOVE, 0, 0),
        (ABOVE + '[[equations]]\nis = "h[t] = U_h @ h[t-1]"\n', 1, 4),
    ],
)
def test_where_something_is_missing_or_too_much(text: str, line: int, column: int) -> None:
    assert place_of(text, error_of(text)) == Place(line, column)


def test_what_is_about_no_line() -> None:
    assert place_of(LSTM, RnntuiError("no such thing")) is None
    text = '[[equations]]\nis = "h[t] = h[t-1] + b_h"\n'
    error = error_of(text)
    assert isinstance(error, NotationError)
    assert place_of(text, error) is None
    # Of another text nothing is found, and nothing is raised.
    for other in ("", "\n\n", '"', "is = ", "[", 'is = "\\q"'):
        assert place_of(other, error_of(LSTM.replace("c[t-1]", "cc[t-1]"))) is None


@given(st.integers(0, len(LSTM)), st.integers(0, 9), st.text(max_size=5))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_the_place_lies_in_the_text(at: int, gone: int, put: str) -> None:
    text = LSTM[:at] + put + LSTM[at + gone :]
    try:
        program_of(architecture_from(text, name="own", file="own.toml"))
    except RnntuiError as error:
        place = place_of(text, error)
        if place is not None:
            lines = text.split("\n")
            assert 0 <= place.line < len(lines)
            assert 0 <= place.column <= len(lines[place.line])
