"""Equations that are written in the app: what is edited, what it comes to when it is right, where it is saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

from ..engine.architecture import Architecture
from ..engine.architecture_file import read_equations
from ..engine.catalogue import architecture_from, architecture_names, check_own_name
from ..engine.places import entries_of
from ..engine.program import program_of
from ..errors import RnntuiError
from ..folders import own_architectures, sample_architectures
from ..formats.atomic import write_atomically
from ..text.samples import shipped
from .realise import Realised
from .rewritten import name_of
from .session import Session, choose
from .setup import Setup

Standing = Literal["built_in", "saved", "unsaved"]
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
    setup = _copied(session.realised) if session.setup.equations is None else session.setup
    setup = replace(setup, equations=text)
    name = name_of(setup)
    found = architecture_from(text, name=name, file=f"{name}.toml")
    # An error in a stacked network would name equations that are not in the text.
    program_of(found, 1, False)
    slots = dict(found.activations)
    activations = tuple(pair for pair in setup.activations if pair[0] in slots)
    program_of(found, setup.layers, setup.bidirectional, setup.shape)
    return choose(session, replace(setup, activations=activations))


def _copied(realised: Realised) -> Setup:
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


# Files


def own_file(setup: Setup) -> Path | None:
    """The file that a setup's architecture was read from, where it is one's own."""
    if setup.architecture.endswith(".toml"):
        path = shipped(setup.architecture)
        return None if path.resolve().parent == sample_architectures().resolve() else path
    folder, name = own_architectures(), setup.architecture
    if folder is None or Path(name).name != name or name in architecture_names():
        return None
    path = folder / f"{name}.toml"
    return path if path.is_file() else None


def is_saved(setup: Setup, text: str) -> bool:
    """Whether a text stands in the file of one's own that the setup was read from."""
    path = own_file(setup)
    try:
        return path is not None and read_equations(path) == text
    except RnntuiError:
        return False


def standing(setup: Setup, text: str, of: str) -> Standing:
    """How a text stands that is another version of the equations `of` of a setup."""
    if text == of and setup.equations is None and setup.model is None and own_file(setup) is None:
        return "built_in"
    return "saved" if is_saved(setup, text) else "unsaved"


def proposed_name(setup: Setup) -> str:
    """What to save the equations as."""
    path = own_file(setup)
    if path is None:
        return name_of(replace(setup, architecture=Path(setup.architecture).stem))
    return path.stem if path.parent == own_architectures() else str(path)


def target(name: str) -> Path:
    """The file that a name means: one in the folder of one's own architectures, or that of a path.

    Raises RnntuiError for what can be no name.
    """
    name = name.strip()
    if not name.removesuffix(".toml") or not name.isprintable():
        raise RnntuiError(f"{name!r} can be no name", "write a name such as my_lstm, or a path such as ./my_lstm.toml")
    path = Path(name if name.endswith(".toml") else f"{name}.toml")
    if len(path.parts) > 1 or name.startswith(("~", ".")):
        try:
            return path.expanduser()
        except RuntimeError:
            raise RnntuiError(f"there is no home folder {path.parts[0]}", "write another path") from None
    folder = own_architectures()
    if folder is None:
        raise RnntuiError("there is no home folder to save it in", "write a path such as ./my_lstm.toml")
    return folder / f"{check_own_name(path.stem)}.toml"


def save(text: str, path: Path) -> None:
    """Write equations into a file, in place of what is there. Raises RnntuiError where that is not possible."""
    if path.parent == own_architectures():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or error
            raise RnntuiError(f"{path.parent} can't be made: {reason}", "choose another folder") from None
    write_atomically(path, text.encode())


def named(session: Session, path: Path) -> Session:
    """The session after its equations were saved: the file is where they come from. Nothing of it is to be undone."""
    name = path.stem if path.parent == own_architectures() else str(path)
    if name == session.setup.architecture:
        return session
    setup = session.setup if session.setup.equations is not None else _copied(session.realised)
    setup = replace(setup, architecture=name, equations=equations_of(session.realised))
    return replace(choose(session, setup), past=session.past, future=session.future)
