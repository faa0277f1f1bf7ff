"""Steps and units are whole numbers of any kind; anything else is named."""

from __future__ import annotations

import numpy as np
import pytest

import rnntui
from rnntui.engine.whole import whole
from rnntui.errors import RnntuiError


@pytest.mark.parametrize("found", [2, np.int64(2), np.uint8(2)])
def test_whole_numbers_of_any_kind(found: object) -> None:
    assert whole(found, "step") == 2


@pytest.mark.parametrize("found", [1.0, 1.5, "1", None, [1]])
def test_anything_else_is_named(found: object) -> None:
    model = rnntui.build("elman", input=2, hidden=3, output=2)
    x = np.ones((4, 2))
    for what in ("step", "unit"):
        for call in (lambda **at: model.gradient(x, **at), lambda **at: model.trace(x).explain("h", **at)):
            with pytest.raises(RnntuiError, match=f"{what} is "):
                call(**{what: found})
