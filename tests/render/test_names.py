"""Long names: never wider than there is room for, and with their indices."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from rnntui.render.names import shortened

LONG = "long" * 40


@pytest.mark.parametrize(
    ("name", "width", "shown"),
    [
        ("h[3][0]", 7, "h[3][0]"),
        (f"{LONG}[3][0]", 17, "longlongl…g[3][0]"),
        (f"W_{LONG}", 13, "W_longlo…long"),
        (f"({LONG}[3] * h[2])[0]", 12, "(longlo…)[0]"),
        (LONG, 0, ""),
        (LONG, 1, "…"),
        (LONG, 2, "l…"),
    ],
)
def test_the_end_stays(name: str, width: int, shown: str) -> None:
    assert shortened(name, width) == shown


@pytest.mark.parametrize(
    "name", [f"很長很長很長很長{LONG}很長[0]", "قلب" * 20, "e\u0301" * 40, "e\u0301" * 40 + "[1][2]"]
)
def test_it_fits(name: str) -> None:
    for width in range(40):
        found = shortened(name, width)
        assert cell_len(found) <= width
        assert not found.partition("…")[2].startswith("\u0301")
