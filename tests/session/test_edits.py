"""The notation of `--set`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.engine.interventions import Intervention, Start
from rnntui.errors import UsageError
from rnntui.session.edits import Edit, EntryEdit, edit_text, is_target, parse_edit, target_of, with_edit, with_value

HOSTILE = [
    '"',
    "\\",
    "'",
    "]",
    "[0]=1",
    "a b",
    "",
    "\x1b[2J",
    "\u202e",
    "\ud800",
    "祖",
    "👨‍👩‍👧",
    "\n",
    "[/]",
    '\\"',
    "\\u0041",
]
INDICES = st.none() | st.integers(0, 10**9 - 1)
VALUES = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "step", "unit", "value"),
    [
        ("f[3][0]=0", 3, 0, 0.0),
        ("f[:][2]=-1.5e-3", None, 2, -0.0015),
        ("f[3]=1", 3, None, 1.0),
        ("f[:]=1", None, None, 1.0),
        ("f[:][:]=1", None, None, 1.0),
        ("  f [ 3 ] [ 0 ] = 2 ", 3, 0, 2.0),
        # Full-width letters are folded, as they are in equations.
        ("ｆ[3][0]=0", 3, 0, 0.0),
    ],
)
def test_values_and_weights(text: str, step: int | None, unit: int | None, value: float) -> None:
    assert parse_edit(text) == Intervention("f", value, step, unit)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ('embedding["祖"][1]=2', EntryEdit("祖", 2.0, 1)),
        ("embedding['祖'][1]=2", EntryEdit("祖", 2.0, 1)),
        ('embedding["祖"]=2', EntryEdit("祖", 2.0)),
        (' embedding [ "a]=1" ] [ : ] = 3 ', EntryEdit("a]=1", 3.0)),
        (r'embedding["\u7956\""][0]=1', EntryEdit('祖"', 1.0, 0)),
        (r"""embedding['it\'s "it"'][0]=1""", EntryEdit("""it's "it\"""", 1.0, 0)),
        ("initial.h[2]=1", Start("h", 1.0, unit=2)),
        ("initial.h_l0_reverse=0.5", Start("h_l0_reverse", 0.5)),
        ("initial . h [ : ] = 0.5", Start("h", 0.5)),
        ("initial[0][1]=2", Intervention("initial", 2.0, 0, 1)),
        ("embedding[0][1]=2", Intervention("embedding", 2.0, 0, 1)),
    ],
)
def test_entries_and_starts(text: str, edit: Edit) -> None:
    assert parse_edit(text) == edit


def test_a_variable_may_have_any_name_that_python_takes() -> None:
    edit = parse_edit("狀態_l0[3][0]=0")
    assert isinstance(edit, Intervention)
    assert edit.variable == "狀態_l0"


@given(VALUES, INDICES, INDICES)
def test_an_edit_of_a_value_comes_back_to_the_bit(value: float, step: int | None, unit: int | None) -> None:
    assert_same(Intervention("h_l0", value, step, unit))
    assert_same(Start("h_l0", value, unit=unit))


@given(VALUES, st.text() | st.sampled_from(HOSTILE) | st.text("\"'\\[]=\ud800\u202e\x00\n a"), INDICES)
def test_an_edit_of_a_vector_comes_back_whatever_the_token_is(value: float, token: str, unit: int | None) -> None:
    assert_same(EntryEdit(token, value, unit))
    # It can be written into a file.
    assert edit_text(EntryEdit(token, value, unit)).encode()


def assert_same(edit: Edit) -> None:
    again = parse_edit(edit_text(edit))
    assert again == edit
    assert type(again) is type(edit)
    assert repr(again.value) == repr(edit.value)
    assert is_target(target_of(edit))
    assert with_value(target_of(edit), repr(edit.value)) == edit


INDEX = "is no index; steps, rows, columns and units count from 0; : stands for all"
NUMBER = "is no finite number; write a number, such as"
FORMS = "; write VARIABLE[step][unit]=0 (: for all), WEIGHT[row][column]=1"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", f"'' sets nothing{FORMS}"),
        ("f[3][0]=0; f", "'0; f' in 'f[3][0]=0; f' is no finite number"),
        ("f[3][0", f"'f[3][0' sets nothing{FORMS}"),
        ("1[3][0]=1", "sets nothing"),
        ('embedding["a"].x=1', "sets nothing"),
        ("initial.=1", "sets nothing"),
        ("f", "'f' does not say which numbers of f; write f[:]=0 for all of them, f[0]=0 for the first"),
        ("W_i=2", "'W_i=2' does not say which numbers of W_i; write W_i[:]=2 for all of them"),
        ("f[3]", "'f[3]' gives no value; write f[3]=1"),
        ("f[3][0]=", "'f[3][0]=' gives no value; write f[3][0]=1"),
        ("initial.h", "'initial.h' gives no value; write initial.h=1"),
        ("f[-1][0]=1", f"'-1' in 'f[-1][0]=1' {INDEX}"),
        ("f[1.5][0]=1", f"'1.5' in 'f[1.5][0]=1' {INDEX}"),
        ("f[１][0]=1", f"'１' in 'f[１][0]=1' {INDEX}"),
        ("f[9999999999][0]=1", f"'9999999999' in 'f[9999999999][0]=1' {INDEX}"),
        ("f[][0]=1", f"'' in 'f[][0]=1' {INDEX}"),
        ("f[3][0][0]=1", f"'f[3][0][0]=1' has too many indices{FORMS}"),
        ("initial.h[0][1]=2", "has too many indices"),
        ('embedding["a"][0][1]=1', "has too many indices"),
        ("embedding[a][0]=1", "names no token; write it in quotes, as in embedding[\"a\"][0]=1"),
        ('embedding["a][0]=1', "names no token"),
        ("embedding=1", "names no token"),
        ("f[3][0]=nan", NUMBER), ("f[3][0]=inf", NUMBER), ("f[3][0]=1_0", NUMBER), ("f[3][0]=１", NUMBER),
        ("f[3][0]=x", NUMBER), ("f[3][0]=1 2", NUMBER), ("f[3][0]=1e999", NUMBER), ("f[3][0]=0\n\n=1", NUMBER),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_what_is_wrong_about_it(text: str, found: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_edit(text)
    assert found in str(caught.value)


def test_a_wrong_escape_says_how_it_is_written() -> None:
    with pytest.raises(UsageError, match=r"in quotes a \\ is written \\\\"):
        parse_edit(r'embedding["\q"][0]=1')


@given(st.text() | st.text("embedding[]\"'.=0: "))
def test_any_text_is_an_edit_or_one_error(text: str) -> None:
    try:
        edit = parse_edit(text)
    except UsageError:
        return
    assert parse_edit(edit_text(edit)) == edit


@pytest.mark.parametrize("text", ["f[3][0]=1", "f[3", "3", "f[3][0] =", "embedding['a']['b']"])
def test_what_is_no_target(text: str) -> None:
    assert not is_target(text)


def test_an_edit_takes_the_place_of_one_of_the_same_numbers() -> None:
    edits: tuple[Edit, ...] = ()
    for text in ("f[3][0]=0", "f[3][:]=1", "initial.f[0]=1", "f[3][0]=2", "f[3]=4"):
        edits = with_edit(edits, parse_edit(text))
    assert list(map(edit_text, edits)) == ["initial.f[0]=1.0", "f[3][0]=2.0", "f[3]=4.0"]
