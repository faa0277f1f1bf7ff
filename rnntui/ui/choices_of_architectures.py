"""The architectures that can be chosen: built in, of one's own, and among the samples."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from ..render.show import show
from ..session.architectures import Known, known_architectures, known_files
from .choices import Option
from .describe import architecture_name

if TYPE_CHECKING:
    from ..session.session import Session
    from ..session.setup import Setup
    from .words import Words

USUAL_SIZES = ("input", "hidden", "output")
"""The sizes that every architecture has."""


def architecture_options(session: Session, words: Words) -> tuple[Option, ...]:
    """The files that were run here, the one that is run now first; then all that have a name."""
    setup = session.setup
    setups = (setup, *reversed(session.past), *session.future)
    files = known_files(each.architecture for each in setups if each.model is None)
    return tuple(_architecture(known, setup, words) for known in (*files, *known_architectures()))


def _architecture(known: Known, setup: Setup, words: Words) -> Option:
    """Another architecture, with those of the chosen functions and sizes that it has a place for."""
    called = architecture_name(known.name)
    name = called if known.kind == "built_in" else words(f"architecture.{known.kind}", name=called)
    if known.name.endswith(".toml"):
        name = words("architecture.file", name=show(known.name))
        called = called if known.name == setup.architecture else name
    if known.error is not None:
        about = words("architecture.broken", error=words.told(known.error))
        file = str(known.path) if known.is_editable else ""
        name = words("architecture.mended", name=name) if file else name
        return Option(name, None, show(about), broken=True, called=called, file=file)
    chosen = _with_architecture(setup, known.name, known.slots)
    file = str(known.path) if known.kind == "own" else ""
    return Option(name, chosen, show(_told(known, words)), called=called, file=file)


def _told(known: Known, words: Words) -> str:
    """What a file says of itself; the name of one that is not built in says less than its title."""
    title = "" if known.kind == "built_in" else words.of(known.title)
    mark = "：" if words.language == "zh_TW" else ": "
    return mark.join(filter(None, (title, words.of(known.summary))))


def _with_architecture(setup: Setup, name: str, slots: Collection[str]) -> Setup:
    weights = setup.weights if setup.weights in ("ones", "random") else "random"
    return replace(
        setup, architecture=name, equations=None, layers=None, bidirectional=None, weights=weights, model=None,
        parameters=(), sizes=tuple(pair for pair in setup.sizes if pair[0] in USUAL_SIZES),
        activations=tuple(pair for pair in setup.activations if pair[0] in slots),
    )  # fmt: skip


def equation_file(text: str, setup: Setup, words: Words) -> tuple[Option, ...]:
    """The equation file that is typed as a path."""
    # What slots it has is known when it is read.
    path = text if text.endswith(".toml") else f"{text}.toml"
    name, about = words("architecture.file", name=show(text)), words("describe.architecture.file")
    return (Option(name, _with_architecture(setup, path, ()), about, file=path),)
