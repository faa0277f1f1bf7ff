"""What can be chosen for each part of a setup, as options that carry the setup that they lead to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..dataclass import dataclass
from ..engine.limits import SHAPES
from ..render.show import show
from ..session.notes import title_of
from ..session.pairs import pair_names, sample_pair
from ..session.setup import Setup, sample_names, sample_setup
from ..text.encodings.read_table import looks_like_table, read_table
from ..text.samples import sample_models, sample_tables
from .describe import architecture_name, encoding_name

if TYPE_CHECKING:
    from ..session.session import Session
    from .words import Words

HIDDEN = (1, 2, 3, 4, 6, 8, 16, 32, 64, 128, 256, 512, 1024)
LAYERS = (1, 2, 3, 4)
FEW = 6
"""So many words of a table are named."""


@dataclass(frozen=True)
class Option:
    """One line of a list."""

    name: str
    """Visible text."""
    setup: Setup | None
    """What it leads to; None where it leads to a step."""
    about: str = ""
    step: int = 0
    broken: bool = False
    """Whether it can't be run: what is said about it is why."""
    file: str = ""
    """The file of one's own that it is; where that is broken, it can be mended, else nothing can be chosen."""
    called: str = ""
    """What it is called where it is chosen; empty for its name."""
    pair: str = ""
    """The ready-made comparison that it leads to."""


@dataclass(frozen=True)
class Offer:
    """A list to choose from."""

    title: str
    options: tuple[Option, ...]
    current: int
    """The place of what is chosen now, -1 where it is not listed."""
    typed: Callable[[int], Option] | None = None
    """What a number that is typed leads to."""
    path: Callable[[str], tuple[Option, ...]] | None = None
    """What the path of a file that is typed leads to."""
    named: Callable[[str], tuple[Option, ...]] | None = None
    """What a text that is typed finds, where more can be found than is listed."""


def offer(what: str, session: Session, words: Words) -> Offer:
    """The list for one part of the setup, or of the steps to go to."""
    typed: Callable[[int], Option] | None = None
    path: Callable[[str], tuple[Option, ...]] | None = None
    named: Callable[[str], tuple[Option, ...]] | None = None
    setup = session.setup
    # Weights that are written out fit these very equations and sizes.
    free = replace(setup, parameters=())
    match what:
        case "architecture":
            from .choices_of_architectures import architecture_options, equation_file

            path = lambda text: equation_file(text, setup, words)  # noqa: E731
            options = architecture_options(session, words)
        case "encoding":
            path = lambda text: _vectors(setup, text, words)  # noqa: E731
            options = _encodings(setup, words)
        case "hidden":
            typed = lambda count: Option(str(count), free.with_size("hidden", count))  # noqa: E731
            options = tuple(map(typed, HIDDEN))
        case "layers":
            typed = lambda count: Option(str(count), replace(free, layers=count))  # noqa: E731
            options = tuple(map(typed, LAYERS))
        case "direction":
            options = tuple(
                Option(words(f"direction.{name}"), replace(free, bidirectional=name == "both"))
                for name in ("forward", "both")
            )
        case "shape":
            options = tuple(
                Option(words(f"shape.{shape}"), replace(free, shape=shape), words(f"describe.{shape}"))
                for shape in SHAPES
            )
        case "weights":
            typed = lambda seed: _seed(free, seed, words)  # noqa: E731
            path = lambda text: _file(free, text, words)  # noqa: E731
            ones = replace(free, weights="ones", model=None)
            options = (
                Option(words("weights.ones"), ones, words("describe.ones")),
                *map(typed, range(6)),
                *_models(words),
            )
            if setup.parameters:
                options = (Option(words("weights.written"), setup, words("describe.written")), *options)
        case "sample":
            options = (*map(partial(_sample, words), sample_names()), *map(partial(_pair, words), pair_names()))
        case _:
            from .choices_of_steps import step_options, step_typed, steps_named

            options = step_options(session)
            typed = lambda step: step_typed(session, step, words)  # noqa: E731
            named = lambda text: steps_named(session, text)  # noqa: E731
    return Offer(words(f"choose.{what}"), options, _current(what, session, options, words), typed, path, named)


def _current(what: str, session: Session, options: tuple[Option, ...], words: Words) -> int:
    architecture = session.model.program.architecture
    known = {
        "hidden": str(session.model.units.get("hidden")),
        "layers": str(architecture.layers),
        "architecture": architecture_name(
            session.setup.architecture if session.setup.model is None else architecture.name
        ),
        "shape": words(f"shape.{session.model.program.shape}"),
        "encoding": _encoding(session, words),
    }
    for place, option in enumerate(options):
        if what == "sample" and option.name == session.setup.notes:
            return place
        if what in known and (option.called or option.name) == known[what]:
            return place
        if (
            what == "direction"
            and option.setup is not None
            and option.setup.bidirectional == architecture.bidirectional
        ):
            return place
        if what == "step" and option.step == session.moment:
            return place
        if what not in known and option.setup is not None and _is_chosen(option.setup, session.setup):
            return place
    return -1


def _encoding(session: Session, words: Words) -> str:
    """What the encoding is called; empty where it came with a model, and no list has it."""
    encoding, setup = session.model.encoding, session.setup
    is_own = setup.encoding is None and encoding is not None and encoding.name != "one-hot"
    return "" if is_own else encoding_name(setup, words)


def _is_chosen(setup: Setup, chosen: Setup) -> bool:
    """Whether it is the same setup, whatever tokens were met since."""
    return replace(setup, vocabulary=()) == replace(chosen, vocabulary=())


def _sample(words: Words, name: str) -> Option:
    return Option(name, sample_setup(name), show(words.of(title_of(name))))


def _pair(words: Words, name: str) -> Option:
    """Two runs side by side that tell something."""
    told = words("choice.pair", title=show(words.of(sample_pair(name).title)))
    return Option(name, None, told, pair=name)


def _encodings(setup: Setup, words: Words) -> tuple[Option, ...]:
    free = replace(
        setup,
        sizes=tuple(pair for pair in setup.sizes if pair[0] != "input"),
        corpus=None,
        inputs=None,
        unknown=None,
        parameters=(),
    )
    one_hot = replace(free, encoding="one-hot", embedding=None)
    drawn = replace(free, encoding="embedding", embedding=None)
    learned = (
        Option(words(name), replace(free, encoding=name, embedding=None), words(f"describe.{name}"))
        for name in ("bag-of-words", "lsa", "skip-gram")
    )
    return (
        Option(words("one-hot"), one_hot, words("describe.one-hot")),
        Option(words("embedding.random"), drawn, words("describe.random")),
        *(
            Option(words("embedding.table", name=name), replace(drawn, embedding=name), _told(path, words))
            for name, path in sample_tables().items()
        ),
        *learned,
    )


def _told(path: Path, words: Words) -> str:
    """What is in a table: a sentence finds its vectors there only if it is made of these words."""
    table = read_table(path)
    some = " ".join(map(show, table.tokens[:FEW])) + " …" * (len(table.tokens) > FEW)
    return words("describe.table", size=table.vectors.shape[1], count=len(table.tokens), some=some)


def _vectors(setup: Setup, text: str, words: Words) -> tuple[Option, ...]:
    """What a file may be taken for: a table of vectors, or a text to learn them from."""
    free = replace(setup, corpus=None, inputs=None, unknown=None, parameters=(), sizes=tuple(
        pair for pair in setup.sizes if pair[0] != "input"
    ))  # fmt: skip
    named = show(text)
    table = replace(free, encoding="embedding", embedding=text)
    learned = replace(free, encoding="skip-gram", embedding=None, corpus=text)
    reduced = replace(learned, encoding="lsa")
    as_table = (Option(words("embedding.table", name=named), table, words("describe.file.table")),)
    as_text = (
        Option(words("corpus.skip-gram", name=named), learned, words("describe.skip-gram")),
        Option(words("corpus.lsa", name=named), reduced, words("describe.lsa")),
    )
    # The first one is taken with Enter.
    return (*as_table, *as_text) if looks_like_table(Path(text)) else (*as_text, *as_table)


def _seed(setup: Setup, seed: int, words: Words) -> Option:
    chosen = replace(setup, weights="random", seed=seed, model=None)
    return Option(words("weights.random", seed=seed), chosen, words("describe.seed"))


def _models(words: Words) -> tuple[Option, ...]:
    """The trained networks among the samples."""
    return tuple(
        Option(words("weights.file", name=name), Setup(model=f"samples/models/{path.name}"), words("describe.model"))
        for name, path in sample_models().items()
    )


def _file(setup: Setup, text: str, words: Words) -> tuple[Option, ...]:
    """What a file may be opened as: a network of its own, or weights for the equations that there are."""
    named = show(text)
    whole = replace(setup, model=text, weights="random", architecture="elman", equations=None, layers=None,
                    bidirectional=None, activations=(), sizes=(), encoding=None, embedding=None, labels=None,
                    interventions=())  # fmt: skip
    return (
        Option(words("file.network", name=named), whole, words("describe.network")),
        Option(words("file.weights", name=named), replace(setup, weights=text, model=None), words("describe.weights")),
    )
