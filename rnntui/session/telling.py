"""Going through a narrated sample: from note to note, and from scene to scene."""

from __future__ import annotations

from dataclasses import replace

from .notes import Note, Scene
from .session import Session, choose, go, look, move


def scene_of(session: Session) -> Scene | None:
    """The scene that is shown; None where the run is not one of the sample's, or has no notes."""
    place = _place(session)
    return None if place is None or session.tour is None else session.tour.scenes[place]


def note_of(session: Session) -> Note | None:
    """The note on the place that is looked at."""
    scene = scene_of(session)
    here = (session.moment, session.cursor.micro)
    notes = () if scene is None or not session.steps else scene.notes
    return next((note for note in notes if _stop(session, note) == here), None)


def number_of(session: Session, note: Note) -> int:
    """Which of all notes of the sample this is, counted from 1."""
    place = _place(session)
    assert session.tour is not None
    assert place is not None
    before = sum(len(scene.notes) for scene in session.tour.scenes[:place])
    return before + session.tour.scenes[place].notes.index(note) + 1


def entered(session: Session) -> Session:
    """The first note of a scene, where the run is one."""
    scene = scene_of(session)
    stops = _stops(session, scene) if scene is not None else []
    return _arrived(session, scene, stops[0]) if scene is not None and stops else session


def screen_of(note: Note) -> str:
    """The screen on which a note is told: Explore, where it names none."""
    return note.screen or "explore"


def is_told_on(session: Session, screen: str) -> bool:
    """Whether the notes are followed on a screen: in Explore, and where any of the scene is told."""
    scene = scene_of(session)
    return scene is not None and (screen == "explore" or any(screen_of(note) == screen for note in scene.notes))


def onward(session: Session, by: int, screen: str = "explore") -> Session:
    """To the next note or, where a step has none, to the next step; `by` is 1, or -1 for back.

    From the last place of a scene into the next scene. One step on or back without notes, and on a screen on which
    none is told: there nothing would be seen of going from note to note within a step.
    """
    scene, tour = scene_of(session), session.tour
    if scene is None or tour is None or not is_told_on(session, screen):
        return move(session, by)
    here = (session.moment, session.cursor.micro)
    stops = _stops(session, scene)
    beyond = [stop for stop in stops if (stop > here if by > 0 else stop < here)]
    if beyond:
        return _arrived(session, scene, beyond[0] if by > 0 else beyond[-1])
    place = tour.scenes.index(scene) + by
    if not 0 <= place < len(tour.scenes):
        return session
    there = tour.scenes[place]
    # The same tokens keep their places in one vocabulary through all scenes.
    changed = choose(session, replace(there.setup, vocabulary=session.setup.vocabulary))
    # What the next scene comes to is guessed anew, though its tokens may be those of this one.
    changed = replace(changed, farthest=0) if by > 0 else go(changed, changed.moments - 1)
    stops = _stops(changed, there)
    return _arrived(changed, there, stops[0] if by > 0 else stops[-1]) if stops else changed


def has_onward(session: Session, by: int, screen: str = "explore") -> bool:
    """Whether `onward` leads anywhere."""
    scene, tour = scene_of(session), session.tour
    if scene is None or tour is None or not is_told_on(session, screen):
        return 0 <= session.moment + by < session.moments
    here = (session.moment, session.cursor.micro)
    if any(stop > here if by > 0 else stop < here for stop in _stops(session, scene)):
        return True
    return 0 <= tour.scenes.index(scene) + by < len(tour.scenes)


def _place(session: Session) -> int | None:
    return None if session.tour is None else session.tour.scene_of(session.setup)


def _stop(session: Session, note: Note) -> tuple[int, int]:
    """Moment and micro-step of a note; the whole step where its equation is not computed at steps."""
    microsteps = session.microsteps_of(note.clock) if note.clock in session.clocks else ()
    places = (k for k, micro in enumerate(microsteps) if note.equation in micro.names)
    return session.offset(note.clock) + note.step, next(places, len(microsteps) - 1)


def _stops(session: Session, scene: Scene) -> list[tuple[int, int]]:
    """Where one stops: at every note, and at the end of each step that has none."""
    counts = session.trace.clocks
    noted = {_stop(session, note) for note in scene.notes if note.step < counts.get(note.clock, 0)}
    told = {moment for moment, _ in noted}
    bare = {
        (moment, len(session.microsteps_of(session.place_of(moment)[0])) - 1)
        for moment in range(session.moments)
        if moment not in told
    }
    return sorted(noted | bare)


def _arrived(session: Session, scene: Scene, stop: tuple[int, int]) -> Session:
    note = next((note for note in scene.notes if _stop(session, note) == stop), None)
    variable = None if note is None else note.variable or note.equation
    return look(session, moment=stop[0], micro=stop[1], variable=variable, unit=None if note is None else note.unit)
