"""For all tests: an environment that changes nothing, errors that both languages have, and pictures."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

import hypothesis
import pytest
from idle import quicken
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from rnntui.errors import RnntuiError
from rnntui.session.setup import Setup
from rnntui.translation import reason_of, table_of
from rnntui.ui.snapshot import take
from rnntui.ui.view import Mode

UNSET = (
    "NO_COLOR",
    "PYTHONUNBUFFERED",
    "FORCE_COLOR",
    "COLORTERM",
    "TEXTUAL_THEME",
    "TERM_PROGRAM",
    "COLUMNS",
    "LINES",
    "SSH_CONNECTION",
)

# No time decides a test: a machine that is busy takes longer.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

# A worker for each processor leaves no room for a second thread: both would wait for one another.
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
quicken()

INVENTED = frozenset(("it does not fit", "no such thing"))
"""What tests say themselves."""
CHECKED: set[str] = set()
"""The texts of errors that were translated in an earlier test."""

Picture = Callable[..., None]
"""Compares what the app shows with the picture on file: a setup, and what `take` has beside."""


class SvgFile(SingleFileSnapshotExtension):
    """One SVG a picture, to be looked at."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


class TextFile(SingleFileSnapshotExtension):
    """One text a picture, so that a failure reads as a diff."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: the tests of terminals and processes wait most of their time."""
    here = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return here + 1


@pytest.fixture(autouse=True)
def frozen_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the terminal and the settings of whoever runs the tests are like makes no difference."""
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def translated_errors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every error that comes up in a test can be said in Traditional Chinese."""
    said: set[str] = set()
    original = RnntuiError.__init__

    def noted(self: RnntuiError, message: str, hint: str = "") -> None:
        original(self, message, hint)
        said.update((reason_of(self), hint))

    monkeypatch.setattr(RnntuiError, "__init__", noted)
    yield
    new = said - CHECKED - INVENTED - {""}
    CHECKED.update(new)
    found = table_of("zh_TW").found
    assert [text for text in sorted(new) if found(text) is None] == []


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> Picture:
    """The text is compared first: where it differs, it says so in words."""

    def compare(
        setup: Setup,
        *,
        size: tuple[int, int] = (120, 40),
        press: tuple[str, ...] = (),
        lang: str = "en",
        theme: str | None = None,
        mode: Mode = "explore",
    ) -> None:
        text = take(setup, size=size, press=press, kind="text", lang=lang, theme=theme, mode=mode)
        svg = take(setup, size=size, press=press, kind="svg", lang=lang, theme=theme, mode=mode)
        assert text == snapshot(extension_class=TextFile)
        assert svg == snapshot(extension_class=SvgFile)

    return compare
