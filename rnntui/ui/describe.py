"""What was chosen, in the words of the interface."""

from __future__ import annotations

from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ..render.show import show

if TYPE_CHECKING:
    from ..session.edits import Edit
    from ..session.session import Session
    from ..session.setup import Setup
    from .words import Words


LEARNED = ("bag-of-words", "lsa", "skip-gram")
"""The encodings that have words of their own."""


def architecture_name(name: str) -> str:
    """A file's name as it is written in a text: `LSTM`, `GRU reset before`, `Elman`, `My lstm`."""
    parts = PurePath(name).stem.split("_") if name.endswith(".toml") else name.split("_")
    first = parts[0].upper() if parts[0] in _short_names() else f"{parts[0][:1].upper()}{parts[0][1:]}"
    return show(" ".join((first, *parts[1:])))


@cache
def _short_names() -> frozenset[str]:
    """What the names of architectures begin with that are no words: `lstm`, `mgu`. One's own may well be words."""
    from ..engine.catalogue import architecture_names, files_in
    from ..folders import sample_architectures

    names = (*architecture_names(), *files_in(sample_architectures()))
    return frozenset(first for name in names if len(first := name.split("_")[0]) <= 4)


def encoding_name(setup: Setup, words: Words) -> str:
    """The encoding and where its vectors come from."""
    if setup.inputs is not None:
        return words("vectors", name=show(PurePath(setup.inputs).name))
    if setup.encoding in (None, "one-hot"):
        return words("one-hot")
    if setup.encoding != "embedding":
        name = words(setup.encoding) if setup.encoding in LEARNED else show(setup.encoding or "")
        return f"{name} {show(PurePath(setup.corpus).stem)}" if setup.corpus is not None else name
    if setup.embedding is None:
        return words("embedding.random")
    return words("embedding.table", name=show(PurePath(setup.embedding).stem))


def weights_name(setup: Setup, words: Words) -> str:
    """Where the weights come from."""
    if setup.model is not None:
        return words("weights.file", name=show(PurePath(setup.model).name))
    if setup.parameters:
        return words("weights.written")
    if setup.weights == "ones":
        return words("weights.ones")
    if setup.weights == "random":
        return words("weights.random", seed=setup.seed)
    return words("weights.file", name=show(PurePath(setup.weights).name))


def weights_short(setup: Setup, words: Words) -> str:
    """The same in a word or two."""
    if setup.model is not None:
        return show(PurePath(setup.model).stem)
    if setup.parameters:
        return words("weights.short.written")
    if setup.weights == "ones":
        return words("weights.short.ones")
    if setup.weights == "random":
        return words("weights.short", seed=setup.seed)
    return show(PurePath(setup.weights).stem)


def sizes_text(session: Session) -> str:
    """How many units the input, the hidden state and the output have: `3→128→2`."""
    units = session.model.units
    named = [str(units[name]) for name in ("input", "hidden", "output") if name in units]
    return "→".join(named)


def depth_text(layers: int, bidirectional: bool) -> str:
    """Layers and directions where there are more than one: `×2 ⇄`."""
    return " ".join(part for part in (f"×{layers}" if layers > 1 else "", "⇄" if bidirectional else "") if part)


def summary(session: Session, words: Words, width: int | None = None) -> str:
    """One line of all that was chosen: `LSTM 3→128→2 · one-hot · random seed 0`.

    Where it is wider than `width` cells, the weights are told in a word, then the encoding is left out, at last
    the edits are only counted.
    """
    setup = session.setup
    architecture = session.model.program.architecture
    depth = depth_text(architecture.layers, architecture.bidirectional)
    network = " ".join(part for part in (architecture_name(architecture.name), depth, sizes_text(session)) if part)
    encoding = session.model.encoding
    reads = encoding_name(setup, words)
    if setup.encoding is None and setup.inputs is None and encoding is not None and encoding.name != "one-hot":
        reads = show(encoding.name)
    weights = weights_short(setup, words)
    ways: list[tuple[str, ...]] = [
        (network, reads, weights_name(setup, words)),
        (network, reads, weights),
        (network, weights),
    ]
    if made := session.realised.edited.made:
        first, count = edit_text(made[0]), len(made)
        # Before all else: where there is no room at all, the end is cut off.
        named = f"✎ {first if count == 1 else words('edits', first=first, count=count)}"
        ways = [*((named, *way) for way in ways), (f"✎×{count}", network, weights)]
    found = [" · ".join(way) for way in ways]
    return next((text for text in found if width is None or cell_len(text) <= width), found[-1])


def role_texts(session: Session, words: Words) -> tuple[str, ...]:
    """What the variable that is looked at is, in the field's word for it: `h: hidden state`; then shorter ways to say
    it."""
    name = session.cursor.variable
    equation = session.model.program.equations.get(name)
    said = words(f"role.{'input' if equation is None else equation.role}")
    # The term in the language of the interface stands first.
    short = said.split()[0] if words.language != "en" else said
    return tuple(words("role", name=show(name), role=each) for each in dict.fromkeys((said, short)))


def edit_text(edit: Edit) -> str:
    """An edit much as `--set` takes it: `h[0][2]=0`, `:` for every step or unit; its number in six digits."""
    # The edits load NumPy, which the first picture does not wait for.
    from ..session.edits import target_of

    return f"{show(target_of(edit))}={edit.value:g}"
