"""Equations that are written in the app: what is edited, what it comes to when it is right, what file it is of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..engine.architecture import Architecture
from ..engine.catalogue import architecture_from
from ..engine.places import entries_of, place_of
from ..engine.program import program_of
from ..errors import RnntuiError
from ..folders import own_architectures
from .equation_files import filed, own_file, text_in
from .realise import Realised
from .rewritten import name_of
from .session import Session, choose
from .setup import Setup

LONGEST = 200_000
"""How many characters are edited in the app."""
_UNSEEN = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What would be taken for the end of a line."""


def equations_of(realised: Realised) -> str:
    """The text of the equations that were run, with the functions that were chosen written into it.

    A copy of equations that are nobody's own leaves out how other frameworks name the weights: one goes on with
    weights of other names.
    """
    setup = realised.setup
    if setup.equations is not None:
        return setup.equations
    text = _with_functions(realised.model.program.origin)[0]
    return text if own_file(setup) is not None and setup.model is None else _without_imports(text)


def check_editable(text: str) -> str:
    """A text that a field shows as it is. Raises RnntuiError that names the line of what it does not show."""
    if len(text) > LONGEST:
        hint = f"the app edits {LONGEST:,} at most; an editor of your own takes more"
        raise RnntuiError(f"the equations have {len(text):,} characters", hint)
    lines = text.split("\n")
    ends = [line.endswith("\r") for line in lines[:-1]]
    if any(ends) and not all(ends):
        number = ends.index(not ends[0]) + 1
        raise RnntuiError(f"line {number} ends otherwise than line 1", "end all lines alike; nothing was changed")
    for number, line in enumerate(lines, 1):
        # The end of a line may be written in two characters.
        for character in line.removesuffix("\r"):
            is_shown = character == "\t" or not ("\0" <= character < " " or "\x7f" <= character < "\xa0")
            is_bidi = "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
            if not is_shown or is_bidi or character in _UNSEEN or "\ud800" <= character <= "\udfff":
                hint = "take it out with another editor; nothing was changed"
                raise RnntuiError(f"line {number} holds {character!a}, which can't be shown", hint)
    return text


def rewrite(session: Session, text: str) -> Session:
    """Run other equations on the same sentence. What still has its place in them is kept.

    Raises NotationError for a mistake in the text, RnntuiError where it can't be run.
    """
    if text == equations_of(session.realised):
        return session
    check_editable(text)
    session = _written_out(session)
    setup = copied(session.realised) if session.setup.equations is None else session.setup
    setup = replace(setup, equations=text)
    name = name_of(setup)
    found = architecture_from(text, name=name, file=f"{name}.toml")
    # An error in a stacked network would name equations that are not in the text.
    program_of(found, 1, False)
    slots = dict(found.activations)
    activations = tuple(pair for pair in setup.activations if pair[0] in slots)
    program_of(found, setup.layers, setup.bidirectional, setup.shape)
    return choose(session, replace(setup, activations=activations))


def copied(realised: Realised) -> Setup:
    """The setup of a network whose equations are about to be written: what its file said is said in the setup."""
    setup, program = realised.setup, realised.model.program
    stacked = program.architecture
    setup = replace(setup, activations=tuple(_with_functions(program.origin)[1].items()))
    if setup.model is not None or stacked.base:
        setup = replace(setup, layers=stacked.layers, bidirectional=stacked.bidirectional)
    if setup.model is not None:
        setup = replace(setup, architecture=stacked.name, shape=setup.shape or stacked.shape)
    return setup


def _without_imports(text: str) -> str:
    """A text without its tables `[import.…]`."""
    kept: list[str] = []
    is_import = False
    for line in text.split("\n"):
        if line.lstrip().startswith("["):
            is_import = line.lstrip(" [").startswith("import.")
        if not is_import:
            kept.append(line)
    return "\n".join(kept).rstrip() + "\n"


def _with_functions(origin: Architecture) -> tuple[str, dict[str, str]]:
    """The text of an architecture with the functions in its slots that it has, and those that it has no line for."""
    lines = origin.text.split("\n")
    left = dict(origin.activations)
    for entry in entries_of(origin.text):
        if entry.section == "activations" and entry.key in left and entry.value is not None:
            function = left.pop(entry.key)
            if entry.value != function:
                line, end = lines[entry.line], entry.start + len(entry.literal)
                lines[entry.line] = f'{line[: entry.start]}"{function}"{line[end:]}'
    return "\n".join(lines), left


def named(session: Session, path: Path) -> Session:
    """The session after its equations were saved: the file is where they come from. Nothing of it is to be undone."""
    return replace(mending(session, path), past=session.past, future=session.future)


def mending(session: Session, path: Path) -> Session:
    """The same run, as if its equations came from a file, in which there is another version of them."""
    name = path.stem if path.parent == own_architectures() else str(path)
    if name == session.setup.architecture:
        return session
    setup = session.setup if session.setup.equations is not None else copied(session.realised)
    return choose(session, replace(setup, architecture=name, equations=equations_of(session.realised)))


def wrong_at(text: str) -> tuple[int, int]:
    """The line and the column where a text is wrong first; its beginning where that is nowhere."""
    try:
        program_of(architecture_from(text, name="copy"))
    except RnntuiError as error:
        place = place_of(text, error)
        return (0, 0) if place is None else (place.line, place.column)
    return 0, 0


def reread(session: Session, setup: Setup) -> Session:
    """Choose an architecture; a file of one's own is read again where it was changed since. Raises RnntuiError."""
    known = filed(session.realised) if session.setup.equations is None else None
    is_same = known is not None and setup.equations is None and own_file(setup) == known.path
    if known is not None and is_same and text_in(known.path) != known.text:
        session = _written_out(session)
    return choose(session, setup)


def _written_out(session: Session) -> Session:
    """The session with its equations in its setup, where they are of a file of one's own: that is going to change."""
    setup = session.setup
    if setup.equations is not None or setup.model is not None or own_file(setup) is None:
        return session
    setup = replace(copied(session.realised), equations=equations_of(session.realised))
    return replace(session, realised=replace(session.realised, setup=setup))
