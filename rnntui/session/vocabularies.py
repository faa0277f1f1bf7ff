"""Compared runs share one vocabulary, so that the same token is the same number in both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..text.encodings.vocabulary import grown
from .realise import Realised, realise
from .setup import Setup


def shared(a: Realised, b: Realised) -> tuple[str, ...] | None:
    """The vocabulary of A with the tokens that B has besides, or the other way round.

    None where there is no such one: weights that are written out belong to the order of their own vocabulary.
    """
    for first, second in ((a, b), (b, a)):
        vocabulary = grown(first.setup.vocabulary, second.setup.vocabulary)
        if not second.setup.parameters or vocabulary[: len(second.setup.vocabulary)] == second.setup.vocabulary:
            return vocabulary
    return None


def realise_both(
    setups: Sequence[Setup], before: Sequence[Realised | None] = (None, None), *, lenient: bool = False
) -> tuple[Realised, Realised]:
    """Carry out two setups, with one vocabulary where they can share one. Raises RnntuiError for what does not fit.

    With `lenient` edits that do not fit are left out.
    """
    a, b = (
        run if run is not None and run.setup == setup else realise(setup, run, lenient=lenient)
        for setup, run in zip(setups, before, strict=True)
    )
    vocabulary = shared(a, b)
    if vocabulary is None:
        return a, b
    a, b = (
        run if run.setup.vocabulary == vocabulary else realise(replace(run.setup, vocabulary=vocabulary), run)
        for run in (a, b)
    )
    return a, b
