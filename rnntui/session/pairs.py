"""What a ready-made comparison tells: scenes of two runs, with notes on their columns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..dataclass import dataclass
from ..errors import RnntuiError
from ..formats.json_file import read_json
from ..text.samples import samples_folder
from .notes import MOST_NOTES
from .setup import Setup, setup_from

FORMAT = "rnntui-pair/1"
_LANGUAGES = ("en", "zh_TW")
_FILE = ("format", "title", "a", "b", "notes")
_NOTE = ("column", *_LANGUAGES, "setup")


@dataclass(frozen=True)
class PairNote:
    """A few sentences on one column."""

    column: int
    """A column of the input steps, counted from 0."""
    texts: Mapping[str, str]
    """By language: `en`, `zh_TW`."""


@dataclass(frozen=True)
class PairScene:
    """Two setups, and the notes on them in the order of their columns."""

    a: Setup
    b: Setup
    notes: tuple[PairNote, ...]


@dataclass(frozen=True)
class Pair:
    """A ready-made comparison: scenes to be gone through one after the other."""

    title: Mapping[str, str]
    """By language; empty where its file has none."""
    scenes: tuple[PairScene, ...]

    @property
    def count(self) -> int:
        """How many notes there are in all."""
        return sum(len(scene.notes) for scene in self.scenes)


def pair_names() -> tuple[str, ...]:
    """The ready-made comparisons in `samples/comparisons/`."""
    return tuple(sorted(path.stem for path in (samples_folder() / "comparisons").glob("*.json")))


def sample_pair(name: str) -> Pair:
    """A ready-made comparison; raises RnntuiError for a name that does not exist."""
    if name not in pair_names():
        raise RnntuiError(f"there is no comparison '{name}'", f"the comparisons are {', '.join(pair_names())}")
    return read_pair(samples_folder() / "comparisons" / f"{name}.json")


def read_pair(path: Path) -> Pair:
    """Read a comparison from a JSON file; raises RnntuiError for a file that is none."""
    table = read_json(path, "a comparison is a JSON file")
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        raise RnntuiError(f"{path}: this is no comparison of rnntui", f'it begins with {{"format": "{FORMAT}"')
    return pair_from(table, str(path))


def pair_from(table: Mapping[str, Any], where: str) -> Pair:
    """Scenes and notes from plain data; raises RnntuiError that names what does not fit.

    `a` is a setup, `b` what B has otherwise. A note with `setup`, what both have otherwise from there on, begins a
    new scene.
    """
    _known(table, _FILE, where)
    a, b = (_table(table.get(key, {}), f"{where}: {key}") for key in ("a", "b"))
    found = table.get("notes", [])
    if not isinstance(found, list) or len(found) > MOST_NOTES:
        raise RnntuiError(f"{where}: notes is {str(found)[:60]!r}", f"it must be a list of at most {MOST_NOTES} notes")
    scenes = [_scene(a, b, {}, where)]
    for place, each in enumerate(found):
        at = f"{where}: note {place}"
        note = _note(_table(each, at), at)
        if "setup" in each:
            scenes.append(_scene(a, b, _table(each["setup"], f"{at}: setup"), at))
        last = scenes[-1]
        scenes[-1] = PairScene(last.a, last.b, (*last.notes, note))
    told = tuple(each for each in scenes if each.notes)
    return Pair(_texts(table.get("title", {}), f"{where}: title"), told or tuple(scenes))


def _scene(a: Mapping[str, Any], b: Mapping[str, Any], both: Mapping[str, Any], where: str) -> PairScene:
    return PairScene(setup_from({**a, **both}, where), setup_from({**a, **both, **b}, where), ())


def _note(table: Mapping[str, Any], where: str) -> PairNote:
    _known(table, _NOTE, where)
    column = table.get("column", 0)
    if type(column) is not int or column < 0:
        raise RnntuiError(f"{where}: column is {str(column)[:60]!r}", "it must be a whole number from 0 up")
    texts = _texts({key: table[key] for key in _LANGUAGES if key in table}, where)
    if not texts:
        raise RnntuiError(f"{where} has no text", f"it needs one of {', '.join(_LANGUAGES)}")
    return PairNote(column, texts)


def _known(table: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in allowed:
            raise RnntuiError(f"{where}: '{key}' means nothing", f"there may stand {', '.join(allowed)}")


def _table(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RnntuiError(f"{where} is {str(value)[:60]!r}", "it must be a table")
    return value


def _texts(table: object, where: str) -> Mapping[str, str]:
    if not isinstance(table, dict) or not all(isinstance(each, str) for each in (*table, *table.values())):
        raise RnntuiError(f"{where} is {str(table)[:60]!r}", 'it must be texts by language: {"en": "…", "zh_TW": "…"}')
    return MappingProxyType(dict(table))
