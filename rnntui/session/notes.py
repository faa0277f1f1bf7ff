"""What a sample tells beside the numbers: notes at steps and micro-steps, in one scene or several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..dataclass import dataclass
from ..errors import RnntuiError
from .setup import BESIDE, Setup, read_table, sample_file, sample_names, setup_from

if TYPE_CHECKING:
    from ..engine.expression import Clock

MOST_NOTES = 500


@dataclass(frozen=True)
class Note:
    """A sentence or two for one place of a run."""

    step: int
    """A step of its clock, counted from 0."""
    texts: Mapping[str, str]
    """By language: `en`, `zh_TW`."""
    equation: str | None = None
    """The variable whose micro-step was computed last at the step; None for the whole step."""
    variable: str | None = None
    """Where to look; None for the variable of the equation, or for where one looked before."""
    unit: int | None = None
    clock: Clock = "t"
    """`t` for a step of the sentence, `u` for one of the answer that a decoder writes."""
    screen: str | None = None
    """The screen to which it leads; None for one that is told on Explore, and leads nowhere."""


@dataclass(frozen=True)
class Scene:
    """A run, and the notes on it in the order of their places."""

    setup: Setup
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Tour:
    """A narrated sample: scenes to be gone through one after the other."""

    scenes: tuple[Scene, ...]

    @property
    def count(self) -> int:
        """How many notes there are in all."""
        return sum(len(scene.notes) for scene in self.scenes)

    def scene_of(self, setup: Setup) -> int | None:
        """The scene that a setup is, whatever tokens its vocabulary has met since; None for no scene."""
        plain = replace(setup, vocabulary=())
        return next((k for k, each in enumerate(self.scenes) if replace(each.setup, vocabulary=()) == plain), None)


def title_of(name: str) -> Mapping[str, str]:
    """The line on a sample in the list of samples, by language; empty where its file has none."""
    return _texts(read_table(sample_file(name)).get("title", {}), f"sample {name}: title")


def tour_of(setup: Setup) -> Tour | None:
    """The notes that belong to a setup; raises RnntuiError where its file is broken or gone."""
    if setup.notes is None:
        return None
    path = sample_file(setup.notes) if setup.notes in sample_names() else Path(setup.notes)
    return tour_from(read_table(path), str(path), setup.notes)


def tour_from(table: Mapping[str, Any], where: str, name: str) -> Tour:
    """Scenes and notes from a setup's file; raises RnntuiError that names the note that does not fit."""
    chosen = {key: value for key, value in table.items() if key not in BESIDE}
    setup = replace(setup_from(chosen, where), notes=name)
    found = table.get("notes", [])
    if not isinstance(found, list) or len(found) > MOST_NOTES:
        raise RnntuiError(f"{where}: notes is {str(found)[:60]!r}", f"it must be a list of at most {MOST_NOTES} notes")
    scenes: list[tuple[Setup, list[Note]]] = [(setup, [])]
    for place, each in enumerate(found):
        at = f"{where}: note {place}"
        if not isinstance(each, dict):
            raise RnntuiError(f"{at} is {str(each)[:60]!r}", 'it must be a table such as {"step": 0, "en": "…"}')
        if "setup" in each:
            if not isinstance(each["setup"], dict):
                raise RnntuiError(f"{at}: setup is {str(each['setup'])[:60]!r}", "it must be a table")
            other = replace(setup_from({**chosen, **each["setup"]}, at), notes=name)
            scenes.append((other, []))
        scenes[-1][1].append(_note(each, at))
    return Tour(tuple(Scene(setup, tuple(notes)) for setup, notes in scenes if notes))


_LANGUAGES = ("en", "zh_TW")
_NAMED = ("equation", "variable")
_CLOCKS: tuple[Clock, ...] = ("t", "u")
SCREENS = ("explore", "encoding", "memory", "attention")
"""The screens that a note may be told on."""
_NOTE = ("step", "clock", "screen", "unit", *_NAMED, *_LANGUAGES, "setup")


def _note(table: Mapping[str, Any], where: str) -> Note:
    for key, value in table.items():
        if key not in _NOTE:
            raise RnntuiError(f"{where}: '{key}' means nothing", f"there may stand {', '.join(_NOTE)}")
        if key in ("step", "unit") and not (type(value) is int and value >= 0):
            raise RnntuiError(f"{where}: {key} is {str(value)[:60]!r}", "it must be a whole number from 0 up")
        if key in _NAMED and not isinstance(value, str):
            raise RnntuiError(f"{where}: {key} is {str(value)[:60]!r}", "it must be the name of a variable")
        if key == "clock" and value not in _CLOCKS:
            raise RnntuiError(f"{where}: clock is {str(value)[:60]!r}", "it must be t or u")
        if key == "screen" and value not in SCREENS:
            hint = f"the screens are {', '.join(SCREENS)}"
            raise RnntuiError(f"{where}: screen is {str(value)[:60]!r}", hint)
    texts = _texts({key: table[key] for key in _LANGUAGES if key in table}, where)
    if "step" not in table or not texts:
        raise RnntuiError(f"{where} has no step or no text", f"it needs step and one of {', '.join(_LANGUAGES)}")
    named = {key: table[key] for key in ("equation", "variable", "unit", "clock", "screen") if key in table}
    return Note(table["step"], texts, **named)


def _texts(table: object, where: str) -> Mapping[str, str]:
    if not isinstance(table, dict) or not all(isinstance(each, str) for each in (*table, *table.values())):
        raise RnntuiError(f"{where} is {str(table)[:60]!r}", 'it must be texts by language: {"en": "…", "zh_TW": "…"}')
    return MappingProxyType(dict(table))
