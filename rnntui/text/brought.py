"""What an architecture's file says of its tokens, as an encoding and as labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, islice
from string import ascii_lowercase

from rnntui.engine.program import Program
from rnntui.text.encodings.one_hot import OneHotEncoding


def own_encoding(program: Program) -> OneHotEncoding | None:
    """The encoding of the tokens that the file of a program lists; None where it lists none."""
    words = program.architecture.words
    return OneHotEncoding(words.input, words.unknown) if words.input else None


def labelled_size(program: Program) -> str:
    """The named size of which each unit can have a label: that of the last output."""
    outputs = [name for name, equation in program.equations.items() if equation.role == "output"]
    sizes = program.shapes.variables[outputs[-1]] if outputs else ()
    return sizes[0] if len(sizes) == 1 else "output"


def answer_labels(program: Program, size: int | None, words: Sequence[str] = ()) -> tuple[str, ...] | None:
    """The labels of a program's outputs where nobody gave any: those of its file, or what a decoder needs.

    A decoder whose equations name tokens has these, then the words that were met, so that an answer can repeat
    what was read; letters where a `size` is given or there are no words. A vocabulary that grows changes no
    earlier label. None for any other program.
    """
    own = program.architecture.words.labels
    if own and size in (None, len(own)):
        return own
    needed = tuple(dict.fromkeys(program.tokens.values()))
    if not needed:
        return None
    if size is None and words:
        return tuple(dict.fromkeys((*needed, *words)))
    return tuple(islice(_with_letters(needed), len(needed) + 2 if size is None else size))


def _with_letters(needed: Sequence[str]) -> Iterator[str]:
    """Some tokens, then a, b, … z, a1, b1, …"""
    yield from needed
    for turn in count():
        for letter in ascii_lowercase:
            label = f"{letter}{turn or ''}"
            if label not in needed:
                yield label


def told_labels(labels: Sequence[str], most: int = 8) -> str:
    """Labels that were assumed, as a note on the model."""
    more = f" and {len(labels) - most} more" if len(labels) > most else ""
    return f"no labels were given: the outputs are called {', '.join(labels[:most])}{more}"
