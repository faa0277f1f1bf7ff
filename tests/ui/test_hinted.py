"""The bottom line names keys that do something, and says what the arrows go through where one is."""

from __future__ import annotations

import pytest
from driving import KINSHIP, running
from test_walking_screen import press

from rnntui.ui.hinted import HINTS, label_key
from rnntui.ui.keys import BY_NAME
from rnntui.ui.snapshot import text_of
from rnntui.ui.view import MODES
from rnntui.ui.words import Words


def test_every_hint_is_a_key_with_words() -> None:
    assert set(HINTS) == {*MODES, "walk"}
    for where, names in HINTS.items():
        assert names[-1] == "help"
        assert len(set(names)) == len(names)
        for name in names:
            assert name in ("unit", "column") or name in BY_NAME
            for lang in ("en", "zh_TW"):
                assert Words(lang)(label_key(name, where))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ((), ("↑↓ unit", "←→ column", "Enter worked out")),
        (("2",), ("x other run", "d difference", "X all orders")),
        (("3",), ("←→ token", "↑↓ neighbour", "G to the neighbour")),
        (("4",), ("↑↓ unit", "←→ variable")),
        (("5",), ("↑↓ output step", "←→ token")),
        (("enter",), ("Enter came from", "Bksp back", "↑↓ term", "←→ factor", "Esc to the start")),
    ],
)
async def test_what_the_keys_do_where_one_is(keys: tuple[str, ...], said: tuple[str, ...]) -> None:
    async with running(KINSHIP, (120, 40)) as (app, pilot):
        await press(app, pilot, *keys)
        last = text_of(app).splitlines()[-1]
        for each in said:
            assert each in last
        assert last.rstrip().endswith("? help")
