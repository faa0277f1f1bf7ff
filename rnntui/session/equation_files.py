"""Files of equations of one's own: which one a network comes from, what is in it, and where equations are saved."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from ..dataclass import dataclass
from ..engine.architecture_file import read_equations
from ..engine.catalogue import architecture_names, check_own_name
from ..errors import RnntuiError
from ..folders import is_sample, own_architectures
from ..formats.atomic import write_atomically
from ..text.samples import shipped
from .realise import Realised
from .rewritten import name_of
from .setup import Setup

Standing = Literal["built_in", "sample", "of_model", "saved", "unsaved"]
InTheWay = Literal["there", "changed"]
"""Why one is asked before a file is written over: it is another one, or not the same as it was."""


@dataclass(frozen=True)
class Filed:
    """A file of one's own, with what was read from it or written into it last."""

    path: Path
    text: str


def own_file(setup: Setup) -> Path | None:
    """The file that a setup's architecture was read from, where it is one's own."""
    if setup.architecture.endswith(".toml"):
        return None if is_sample(setup.architecture) else shipped(setup.architecture)
    folder, name = own_architectures(), setup.architecture
    if folder is None or Path(name).name != name or name in architecture_names():
        return None
    path = folder / f"{name}.toml"
    return path if path.is_file() else None


def filed(realised: Realised) -> Filed | None:
    """The file of one's own that a run's equations come from; None where there is none, or another text in it."""
    setup = realised.setup
    path = own_file(setup)
    if path is None or setup.model is not None:
        return None
    if setup.equations is None:
        return Filed(path, realised.model.program.origin.text)
    found = Filed(path, setup.equations)
    return found if text_in(path) == setup.equations else None


def text_in(path: Path) -> str | None:
    """The text of a file of equations; None where it can't be read."""
    try:
        return read_equations(path)
    except RnntuiError:
        return None


def standing(setup: Setup, text: str, of: str, known: Filed | None) -> Standing:
    """How a text stands that is another version of the equations `of` of a setup, whose file is known."""
    if known is not None and known.text == text:
        return "saved"
    if text == of and setup.equations is None and known is None:
        if setup.model is not None:
            return "of_model"
        return "sample" if is_sample(setup.architecture) else "built_in"
    return "unsaved"


def in_the_way(path: Path, text: str, own: Path | None, known: Filed | None) -> InTheWay | None:
    """What would be lost if a text were written into a file: None where that is nothing that is not known.

    `own` is the file that the equations come from, `known` what was last known of it.
    """
    if not path.exists():
        return None
    if path != own:
        return "there"
    found = text_in(path)
    is_known = found == text or (known is not None and known == Filed(path, found or ""))
    return None if is_known else "changed"


def proposed_name(setup: Setup) -> str:
    """What to save the equations as."""
    path = own_file(setup)
    if path is None:
        return name_of(setup)
    if path.parent == own_architectures():
        return path.stem
    # A name alone would be one in the folder of one's own.
    return str(path) if len(path.parts) > 1 else f"./{path}"


def target(name: str) -> Path:
    """The file that a name means: one in the folder of one's own architectures, or that of a path.

    Raises RnntuiError for what can be no name.
    """
    name = name.strip()
    if not name.removesuffix(".toml").strip(".") or not name.isprintable():
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


def hidden_by(path: Path) -> str | None:
    """The architecture among the samples that is found by its name no more where a file is saved; None for none."""
    is_found = path.parent == own_architectures() and is_sample(path.stem)
    return path.stem if is_found else None


def save(text: str, path: Path) -> None:
    """Write equations into a file, in place of what is there. Raises RnntuiError where that is not possible."""
    if path.parent == own_architectures():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or error
            raise RnntuiError(f"{path.parent} can't be made: {reason}", "choose another folder") from None
    write_atomically(path, text.encode())
