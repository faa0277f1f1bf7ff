"""How the rows are shared out."""

from __future__ import annotations

from typing import get_args

from hypothesis import example, given
from hypothesis import strategies as st

from rnntui.ui.layout import Needs, is_too_small, laid_out
from rnntui.ui.view import Panel

SIZES = st.tuples(st.integers(60, 400), st.integers(20, 120))
NEEDS = st.builds(
    Needs, st.integers(1, 3), st.integers(1, 5000), st.integers(1, 100), st.integers(0, 5), st.integers(0, 9),
    st.booleans(),
)  # fmt: skip


@given(SIZES, NEEDS, st.sampled_from([None, *get_args(Panel)]))
@example((100, 20), Needs(2, 1, 1, 5, 9), None)
def test_the_panels_fit_and_none_is_squeezed(size: tuple[int, int], needs: Needs, large: Panel | None) -> None:
    width, height = size
    shared = laid_out(width, height, needs, large)
    rows = (shared.choices, shared.timeline, shared.table, shared.equations, shared.time, shared.note)
    assert min(rows) >= 0
    assert sum(rows) + 4 <= height
    if large is None:
        assert shared.table >= 4
        assert shared.equations >= 3
        assert shared.time == 0 or shared.time >= 3
    else:
        assert sum(rows) + 4 == height


def test_what_is_too_small() -> None:
    assert not is_too_small(60, 20)
    assert is_too_small(59, 20)
    assert is_too_small(60, 19)
