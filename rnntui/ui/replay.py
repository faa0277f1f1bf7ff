"""Records of keys: written while the app is used, and played again."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from textual import events

from ..errors import RnntuiError, UsageError
from ..formats.keys_file import Act, act_text, options_line, unreadable
from ..text.files import bad_line
from .replaying_app import is_pressed

if TYPE_CHECKING:
    from .app import RnntuiApp

WIDTH = 72
"""So many characters of keys stand in a line."""
TICK = 0.02
"""Seconds between two looks at whether the app has come to an end with what it does."""
_MODIFIERS = ("ctrl", "shift", "alt", "super")
_NAMED = "enter, escape, tab, space, up, down, left, right, home, end, pageup, pagedown, ctrl+p"
_HINT = f"a key is a single character, or has a name such as {_NAMED}; between keys stand commas"


def checked(key: str) -> str:
    """A key's name; raises UsageError for one that Textual does not have."""
    from textual.keys import KEY_ALIASES, Keys

    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    known = {each.value for each in Keys} | set(KEY_ALIASES)
    is_known = len(name) == 1 or name in known or _is_character(name)
    if not is_known or any(each not in _MODIFIERS for each in modifiers):
        raise UsageError(f"there is no key {key!r}", _HINT)
    return key


def _is_character(name: str) -> bool:
    """Whether Textual calls a character so: `apostrophe`, `number_sign`, `grinning_face`."""
    return name == name.lower() and bool(_character_of(name))


def _character_of(name: str) -> str:
    """The character that a key is called after; empty where it is called otherwise."""
    from textual.keys import REPLACED_KEYS, _get_unicode_name_from_key

    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        return ""


def events_of(act: Act) -> tuple[events.Event, ...]:
    """What somebody at the keyboard would send by it; nothing while one waits."""
    match act.kind:
        case "key":
            return (_key(act.text),)
        case "paste":
            return (events.Paste(act.text),)
        case "click":
            move = _mouse(events.MouseMove, act, 0)
            return (move, *(_mouse(kind, act, 1) for kind in (events.MouseDown, events.MouseUp)))
        case "wheel":
            return (_mouse(events.MouseScrollDown if act.by > 0 else events.MouseScrollUp, act, 0),)
    return ()


async def perform(app: RnntuiApp, act: Act, sent: Callable[[events.Event], object] = lambda _: None) -> None:
    """Do one thing as somebody at the keyboard would. It takes effect when the app comes to it.

    Every event is handed to `sent` before the app gets it.
    """
    if act.kind in ("click", "wheel") and not (act.x < app.size.width and act.y < app.size.height):
        # The screen is smaller than the one of the record.
        return
    await asyncio.sleep(act.seconds)
    for event in events_of(act):
        sent(event)
        app.post_message(event)


def _key(name: str) -> events.Key:
    from textual.keys import _character_to_key

    if len(name) == 1:
        return events.Key(name if name.isalnum() else _character_to_key(name), name)
    return events.Key(name, _character_of(name) or None)


def _mouse(kind: type[events.MouseEvent], act: Act, button: int) -> events.MouseEvent:
    return kind(None, act.x, act.y, 0, 0, button, False, False, False, screen_x=act.x, screen_y=act.y)


class Recorder:
    """Writes down what is pressed, typed and clicked, at once, so that nothing is lost whatever happens."""

    def __init__(self, path: Path, options: Sequence[str]) -> None:
        """Into a new file. Raises RnntuiError where it exists, or can't be written."""
        self.path = path
        try:
            self._file: TextIO | None = path.open("x", encoding="utf-8", errors="backslashreplace")
        except (OSError, ValueError) as error:
            raise unreadable(error if isinstance(error, OSError) else OSError(str(error)), path) from None
        self._room = 0
        """How many characters of keys the line has room for."""
        self._last = 0
        """Where the last act begins."""
        self._pressed: tuple[int, int] | None = None
        """Where a button of the mouse is held down."""
        self.failure: RnntuiError | None = None
        """Why nothing more is written; what was written stays."""
        self._write(options_line(options))

    def note(self, event: events.Event) -> None:
        """Write down what an event is, if it is one of a user."""
        match event:
            case events.Key():
                self._key(_name_of(event))
            case events.Paste():
                self._act(Act("paste", event.text))
            case events.MouseDown():
                self._pressed = event.screen_x, event.screen_y
            case events.MouseUp() if self._pressed is not None:
                (x, y), self._pressed = self._pressed, None
                self._act(Act("click", x=int(x), y=int(y)))
            case events.MouseScrollDown() | events.MouseScrollUp():
                by = 1 if isinstance(event, events.MouseScrollDown) else -1
                self._act(Act("wheel", x=int(event.screen_x), y=int(event.screen_y), by=by))

    def _key(self, name: str) -> None:
        if self._room >= len(name) + 2:
            self._write(f", {name}")
            self._room -= len(name) + 2
        else:
            self._write(f"\n{name}")
            self._room = WIDTH - len(name)

    def _act(self, act: Act) -> None:
        self._room = 0
        self._write(f"\n{act_text(act)}")

    def _write(self, text: str) -> None:
        if self._file is None:
            return
        try:
            self._last = self._file.tell()
            self._file.write(text)
            self._file.flush()
        except OSError as error:
            self._file, self.failure = None, unreadable(error, self.path)

    def close(self, quitting: bool) -> None:
        """End the record; the key with which one quits is no part of it."""
        if self._file is None:
            return
        try:
            if quitting:
                self._file.seek(self._last)
                self._file.truncate()
            self._file.write("\n")
            self._file.close()
        except OSError:
            pass
        self._file = None


def _name_of(event: events.Key) -> str:
    """A key as a record has it: a character as itself, unless it means something there."""
    character = event.character or ""
    is_plain = len(character) == 1 and character.isprintable() and character not in " ,#"
    # A word that begins a line of another kind is never one character long.
    return character if is_plain and "+" not in event.key else event.key


class Player:
    """Plays a record in an app that somebody watches."""

    PACE = 0.4
    """Seconds between two keys."""

    def __init__(self, app: RnntuiApp, acts: Sequence[Act]) -> None:
        self.app = app
        self.acts = tuple(acts)
        self.is_stopped = False
        self._sent: list[events.Event] = []
        """What is on its way to the app."""

    async def play(self, settled: Callable[[], bool]) -> bool:
        """Do one thing after the other, each when what is shown is; False where somebody else pressed a key."""
        for act in (*self.acts, Act("wait")):
            await asyncio.sleep(self.PACE)
            while not settled() and not self.is_stopped:
                await asyncio.sleep(TICK)
            if self.is_stopped or not self.app.is_running:
                return False
            await perform(self.app, act, self._sent.append)
            await asyncio.sleep(TICK)
        return not self.is_stopped

    def takes(self, event: events.Event) -> bool:
        """Whether an event goes no further: what somebody else presses stops the record, and does nothing else.

        A dialog that the record opened would take it for an answer. Only ^c still quits.
        """
        if any(event is each for each in self._sent):
            self._sent = [each for each in self._sent if each is not event]
            return False
        is_own = is_pressed(event)
        self.is_stopped = self.is_stopped or is_own
        return is_own and not (isinstance(event, events.Key) and event.key == "ctrl+c")


def check_keys(acts: Sequence[Act], path: Path | None = None) -> None:
    """Raise UsageError for a key that does not exist; of a record RnntuiError that names its file and line."""
    for act in acts:
        if act.kind == "key":
            try:
                checked(act.text)
            except UsageError as error:
                if path is None:
                    raise
                raise bad_line(path, act.line, error.message, error.hint) from None
