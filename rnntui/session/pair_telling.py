"""Going through a narrated comparison: from note to note, and from scene to scene."""

from __future__ import annotations

from dataclasses import replace

from .beside import Comparison
from .comparison import choose_both, go, move, start
from .pairs import Pair, PairNote, PairScene
from .setup import Setup


def begun(tale: Pair) -> Comparison:
    """The first scene of a narrated comparison, at its first note. Raises RnntuiError."""
    scene = tale.scenes[0]
    return go(replace(start(scene.a, scene.b), tale=tale), _first(scene))


def scene_of(comparison: Comparison) -> PairScene | None:
    """The scene that is shown; None where the runs are not one of the tale's, or nothing is told."""
    if comparison.tale is None:
        return None
    here = tuple(map(_plain, comparison.setups))
    return next((each for each in comparison.tale.scenes if (_plain(each.a), _plain(each.b)) == here), None)


def note_of(comparison: Comparison) -> PairNote | None:
    """The note on the column that is looked at, when all of it is computed."""
    scene = scene_of(comparison)
    if scene is None or comparison.micro < comparison.microsteps - 1:
        return None
    return next((note for note in scene.notes if note.column == comparison.column), None)


def number_of(comparison: Comparison, note: PairNote) -> tuple[int, int]:
    """Which of all notes of the tale this is, counted from 1, and how many there are."""
    assert comparison.tale is not None
    notes = [each for scene in comparison.tale.scenes for each in scene.notes]
    return next(place for place, each in enumerate(notes, 1) if each is note), comparison.tale.count


def onward(comparison: Comparison, by: int) -> Comparison:
    """To the next column or, from the last one of a scene, into the next scene; `by` is 1, or -1 for back.

    Raises RnntuiError where a scene can't be run; nothing is lost then.
    """
    there = _scene_beyond(comparison, by)
    if there is None:
        return move(comparison, by)
    changed = choose_both(comparison, there.a, there.b)
    if by < 0:
        return go(changed, len(changed.columns) - 1)
    # What the next scene comes to is guessed anew, though its words may be those of this one.
    return go(replace(changed, farthest=0, column=0), _first(there))


def has_onward(comparison: Comparison, by: int) -> bool:
    """Whether `onward` leads anywhere."""
    return 0 <= comparison.column + by < len(comparison.columns) or _scene_beyond(comparison, by) is not None


def _scene_beyond(comparison: Comparison, by: int) -> PairScene | None:
    """The scene in which the next step ends; None where it stays in this one, or nothing is told."""
    scene, tale = scene_of(comparison), comparison.tale
    if scene is None or tale is None or 0 <= comparison.column + by < len(comparison.columns):
        return None
    place = tale.scenes.index(scene) + by
    return tale.scenes[place] if 0 <= place < len(tale.scenes) else None


def _first(scene: PairScene) -> int:
    """The column at which a scene begins."""
    return scene.notes[0].column if scene.notes else 0


def _plain(setup: Setup) -> Setup:
    """A setup whatever tokens were met since."""
    return replace(setup, vocabulary=())
