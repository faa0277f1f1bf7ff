"""Whatever bytes come in, those that are keys reach the right place and the others do nothing."""

from __future__ import annotations

import random

import pytest
from emulator import shown
from pseudo import READY, terminal
from textual import constants

from rnntui.ui.terminal_driver import ForgivingParser

NO_PIXELS = "\x1b[48;24;80;0;0t"
"""A terminal says that it has 24 lines of 80 columns, in no pixels."""
PIECES = (*"\x1b[<?uMm;:~RtOPAH0164", "$y", "200~", "201~", "99999999", "1114112", "2048", "\ufffd", "語", "²", "\r")


def test_bytes_that_are_no_utf8_do_not_end_it() -> None:
    with terminal() as app:
        app.wait_for(READY)
        app.press("i")
        app.wait_for(b"Type: every change")
        app.press("你好".encode("gbk") + b"\xff")
        app.wait_for("\ufffd".encode())
        app.press("\x03")
        assert app.status() == 0


def test_keys_that_come_in_one_piece_all_step() -> None:
    with terminal() as app:
        app.wait_for(READY)
        app.press("nnn")
        app.wait_for(b"(42, 42)")
        app.press("q")
        assert app.status() == 0


def test_keys_that_are_typed_before_the_first_picture_are_not_lost() -> None:
    with terminal() as app:
        app.press("nnn")
        app.wait_for(b"(42, 42)")
        app.press("q")
        assert app.status() == 0


@pytest.mark.parametrize(
    ("keys", "sentence", "shown_too"),
    [
        ("nni\x15我祖\r", "我祖", " of 2)"),
        ("i\x15我祖你孫\rn", "我祖你孫", "(2 of 4)"),
        ("iq", "你祖我孫q", "(1 of 5)"),
        ("ipn\rn", "你祖我孫pn", "(2 of 6)"),
        ("Wq", "你祖我孫", "│ q "),
        ("?qnn", "你祖我孫", "(3 of 4)"),
    ],
)
def test_keys_in_one_piece_each_meet_what_the_one_before_led_to(keys: str, sentence: str, shown_too: str) -> None:
    with terminal(size=(100, 30)) as app:
        app.wait_for(READY)
        app.press(keys)

        def met() -> bool:
            screen = shown(app.output, 100, 30)
            return screen[1].strip() == f"i▸ {sentence}" and any(shown_too in line for line in screen)

        app.wait_until(met)
        assert not app.has_ended()


def test_a_paste_goes_where_the_key_before_it_led() -> None:
    with terminal() as app:
        app.wait_for(READY)
        app.press("i\x15\x1b[200~qqq\x1b[201~\rn")
        app.wait_until(lambda: any("(1 of 1)" in line for line in shown(app.output, 80, 24)))
        assert shown(app.output, 80, 24)[1].strip() == "i▸ qqq"


@pytest.mark.parametrize("size", [NO_PIXELS, "\x1b[48;0;0;0;0t", "\x1b[48;24;80;480;800t"])
def test_a_mouse_in_pixels_needs_a_screen_of_some(size: str) -> None:
    with terminal() as app:
        app.wait_for(READY)
        app.press(f"{size}\x1b[<35;10;10M{NO_PIXELS}")
        app.press("n")
        app.wait_for(b"(3, 3)")
        app.press("q")
        assert app.status() == 0


def test_the_parser_takes_any_text(monkeypatch: pytest.MonkeyPatch) -> None:
    # As in the app: what Textual itself would raise over, it does not look for.
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", True)
    chance = random.Random(0)
    for _ in range(5000):
        parser = ForgivingParser()
        text = "".join(chance.choices((NO_PIXELS, "\x1b[", "\x1b[<35;10;10M", *PIECES), k=chance.randint(1, 10)))
        list(parser.feed(text))
        list(parser.feed("n"))
