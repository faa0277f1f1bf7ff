"""The session file: all that is on the screen, in JSON that a person can read. `rnntui-session/1`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, field, fields
from pathlib import Path
from typing import Any

from ..dataclass import dataclass
from ..errors import RnntuiError
from ..formats.json_file import read_json, readable
from .beside import Which
from .kept_walk import KeptWalk, walk_data, walk_read
from .session_checks import (
    COUNT,
    MICRO,
    MOST_ENTRIES,
    TEXT,
    TEXTS,
    Check,
    are,
    check_known,
    checked,
    is_count,
    table_of,
)
from .setup import Setup
from .setup_data import setup_data, setup_read
from .setup_files import anchored, resolved
from .state import Cursor

FORMAT = "rnntui-session/1"
MOST_HISTORY = 65_536
"""So many characters of earlier setups are kept, the latest ones."""
_HINT = "a session is a JSON file that rnntui saved"


@dataclass(frozen=True)
class KeptComparison:
    """Two runs side by side, without what can be worked out anew."""

    a: Setup
    b: Setup
    past: tuple[tuple[Setup, Setup], ...] = ()
    future: tuple[tuple[Setup, Setup], ...] = ()
    column: int = 0
    micro: int = -1
    """-1 for all of the column."""
    farthest: int = 0
    variable: str = ""
    unit: int = 0
    chosen: Which = "a"
    marks: tuple[int, ...] = ()
    tale: str = ""
    """The ready-made comparison that tells something beside the numbers."""


@dataclass(frozen=True)
class KeptDraft:
    """Equations that were typed and not run: they are wrong at the moment, or were not looked at yet."""

    text: str
    line: int = 0
    """Where the cursor is in it, both counted from 0."""
    column: int = 0


@dataclass(frozen=True)
class Kept:
    """A session without what can be worked out anew. The fields are called as those of Session are."""

    setup: Setup
    cursor: Cursor = field(default_factory=Cursor)
    farthest: int = 0
    past: tuple[Setup, ...] = ()
    future: tuple[Setup, ...] = ()
    breakpoints: tuple[str, ...] = ()
    disabled: tuple[str, ...] = ()
    watches: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()
    comparison: KeptComparison | None = None
    view: Mapping[str, Any] = field(default_factory=dict)
    """How one looks at it, as plain data: whoever shows it knows what it means."""
    walk: KeptWalk | None = None
    """The way through a value that is taken apart, of the run that is shown."""
    draft: KeptDraft | None = None
    file: str | None = None
    """Where it was saved, in what is kept without being asked for."""


def session_text(kept: Kept, folder: Path) -> str:
    """The file's text, for a file in a folder: what it names there is written relative to it."""

    def plain(setup: Setup) -> dict[str, Any]:
        return setup_data(anchored(setup, folder))

    def history(setups: Sequence[Setup]) -> list[dict[str, Any]]:
        return _latest([plain(each) for each in setups])

    def pairs(found: Sequence[tuple[Setup, Setup]]) -> list[dict[str, Any]]:
        return _latest([{"a": plain(a), "b": plain(b)} for a, b in found])

    table: dict[str, Any] = {"format": FORMAT}
    for each in fields(Kept):
        match each.name, getattr(kept, each.name):
            case "setup", setup:
                table["setup"] = plain(setup)
            case ("cursor" | "draft") as name, (Cursor() | KeptDraft()) as value:
                table[name] = asdict(value)
            case ("past" | "future") as name, setups:
                table[name] = history(setups)
            case "walk", KeptWalk() as walk:
                table["walk"] = walk_data(walk)
            case "comparison", KeptComparison() as beside:
                table["comparison"] = _given(
                    {"a": plain(beside.a), "b": plain(beside.b)}
                    | {name: value for name, value in vars(beside).items() if name not in ("a", "b")}
                    | {"past": pairs(beside.past), "future": pairs(beside.future)}
                )
            case name, value:
                table[name] = list(value) if isinstance(value, tuple) else value
    return readable(_given(table))


def _given(table: dict[str, Any]) -> dict[str, Any]:
    """A table without what is empty; a setup may be, of one for which nothing was chosen."""
    return {
        name: value for name, value in table.items() if value not in ([], None, {}, "") or name in ("setup", "a", "b")
    }


def _latest(tables: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As many of the last ones as there is room for."""
    room, kept = MOST_HISTORY, 0
    for each in reversed(tables):
        room -= len(str(each))
        if room < 0:
            break
        kept += 1
    return tables[len(tables) - kept :]


def read_session(path: Path) -> Kept:
    """A session from its file. Raises RnntuiError that names what was found for a file that is none."""
    table = read_json(path, _HINT)
    return session_from(table, str(path), path.parent)


def session_from(table: object, where: str, folder: Path) -> Kept:
    """A session from plain data; files are named relative to a folder. Raises RnntuiError for what does not fit."""
    _check_format(table, where)
    assert isinstance(table, dict)
    check_known(table, ("format", *(each.name for each in fields(Kept))), where)
    if "setup" not in table:
        raise RnntuiError(f"{where}: there is no setup", _HINT)

    def setup(found: object, at: str) -> Setup:
        return resolved(setup_read(found, at), folder)

    values: dict[str, Any] = {}
    for name, value in table.items():
        at = f"{where}: {name}"
        match name:
            case "format":
                continue
            case "setup":
                values[name] = setup(value, at)
            case "past" | "future":
                values[name] = tuple(setup(each, at) for each in _list(value, at))
            case "cursor":
                values[name] = Cursor(**table_of(value, at, _CURSOR))
            case "draft":
                values[name] = KeptDraft(**{"text": "", **table_of(value, at, _DRAFT)})
            case "walk":
                values[name] = walk_read(value, at)
            case "comparison":
                values[name] = _comparison(value, at, setup)
            case "file":
                # What is empty is not written, and nothing has that name.
                values[name] = checked(value, at, TEXT) or None
            case _:
                values[name] = checked(value, at, _OTHERS[name])
    return Kept(**values)


def _check_format(table: object, where: str) -> None:
    """Raise RnntuiError for what is no session, or one of a newer rnntui."""
    found = table.get("format") if isinstance(table, dict) else None
    if found == FORMAT:
        return
    if isinstance(found, str) and re.fullmatch(r"rnntui-session/[0-9]{1,9}", found):
        newer = f"this version of rnntui reads {FORMAT}: install a newer one"
        raise RnntuiError(f"{where}: a session of the format {found}", newer)
    if isinstance(found, str):
        raise RnntuiError(f"{where}: this is no session but {found[:60]!r}", f"a session's format is {FORMAT}")
    raise RnntuiError(f"{where}: this is no session of rnntui", f'it begins with {{"format": "{FORMAT}"')


_CURSOR: Mapping[str, Check] = {
    "step": COUNT,
    "micro": MICRO,
    "variable": TEXT,
    "unit": COUNT,
    "clock": ("t or u", lambda value: value in ("t", "u")),
}
_DRAFT: Mapping[str, Check] = {"text": TEXT, "line": COUNT, "column": COUNT}
_MARKS: Check = ("a list of whole numbers", lambda value: are(value, is_count))
_OTHERS: Mapping[str, Check] = {
    "farthest": COUNT,
    "breakpoints": TEXTS,
    "disabled": TEXTS,
    "watches": TEXTS,
    "marks": _MARKS,
    "view": ("a table", lambda value: isinstance(value, dict)),
}
_BESIDE: Mapping[str, Check] = {
    "column": COUNT,
    "micro": MICRO,
    "farthest": COUNT,
    "variable": TEXT,
    "unit": COUNT,
    "chosen": ("a or b", lambda value: value in ("a", "b")),
    "marks": _MARKS,
    "tale": TEXT,
}


def _comparison(table: object, where: str, setup: Callable[[object, str], Setup]) -> KeptComparison:
    if not isinstance(table, dict) or not {"a", "b"} <= table.keys():
        raise RnntuiError(f"{where} is {str(table)[:60]!r}", "it must be a table with the setups a and b")
    pairs = ("past", "future")
    values = table_of({k: v for k, v in table.items() if k not in ("a", "b", *pairs)}, where, _BESIDE)
    for name in pairs:
        at = f"{where}: {name}"
        found = [table_of(each, at, _PAIR) for each in _list(table.get(name, []), at)]
        values[name] = tuple((setup(each.get("a", {}), at), setup(each.get("b", {}), at)) for each in found)
    return KeptComparison(setup(table["a"], f"{where}: a"), setup(table["b"], f"{where}: b"), **values)


_PAIR: Mapping[str, Check] = dict.fromkeys(("a", "b"), ("a table", lambda value: isinstance(value, dict)))


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_ENTRIES:
        raise RnntuiError(f"{where} is {str(value)[:60]!r}", "it must be a list of setups")
    return value
