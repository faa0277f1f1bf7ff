"""The notation of `--set`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.engine.interventions import Intervention
from rnntui.errors import UsageError
from rnntui.session.edits import edit_text, parse_edit


@pytest.mark.parametrize(
    ("text", "step", "unit", "value"),
    [
        ("f[3][0]=0", 3, 0, 0.0),
        ("f[:][2]=-1.5e-3", None, 2, -0.0015),
        ("f[3]=1", 3, None, 1.0),
        ("f[:]=1", None, None, 1.0),
        ("f[:][:]=1", None, None, 1.0),
        ("  f [ 3 ] [ 0 ] = 2 ", 3, 0, 2.0),
    ],
)
def test_what_can_be_said(text: str, step: int | None, unit: int | None, value: float) -> None:
    assert parse_edit(text) == Intervention("f", value, step, unit)


def test_a_variable_may_have_any_name_that_python_takes() -> None:
    assert parse_edit("狀態_l0[3][0]=0").variable == "狀態_l0"


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.none() | st.integers(0, 10**9 - 1),
    st.none() | st.integers(0, 9),
)
def test_an_edit_comes_back_to_the_bit(value: float, step: int | None, unit: int | None) -> None:
    edit = Intervention("h_l0", value, step, unit)
    again = parse_edit(edit_text(edit))
    assert again == edit
    assert repr(again.value) == repr(value)


@pytest.mark.parametrize(
    "text",
    [
        "", "f", "f=1", "f[3]", "f[3][0]", "f[3][0]=", "f[-1][0]=1", "f[3][0]=nan", "f[3][0]=inf", "f[3][0]=1_0",
        "f[3][0]=１", "f[１][0]=1", "f[3][0]=x", "f[3][0]=1 2", "f[3][0]=1e999", "f[9999999999][0]=1", "1[3][0]=1",
        'embedding["祖"][0]=1', "initial.h[0]=1", "f[3][0]=0; f", "f[3][0]=0\n\n=1",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_the_forms_there_are(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_edit(text)
    assert "f[3][0]=0" in caught.value.hint


@given(st.text())
def test_any_text_is_an_edit_or_one_error(text: str) -> None:
    try:
        parse_edit(text)
    except UsageError:
        return
