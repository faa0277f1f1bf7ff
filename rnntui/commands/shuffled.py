"""`rnntui compare --orders`: all orders of a sentence through a network, beside another one or a bag of words."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..errors import RnntuiError, UsageError
from .beside import Given, given_to_b, of_b_alone, options_of_b, setup_of
from .output import in_language, say
from .parsing import python_lang

if TYPE_CHECKING:
    from ..render.comparison_orders import Ordered
    from ..session.realise import Realised


def shuffled(options: argparse.Namespace, given: Sequence[Given], width: int | None) -> str:
    """What the network answers to all orders of a sentence, in one of the formats.

    Raises UsageError for more than one sentence or variable, RnntuiError for what does not fit.
    """
    if len(given) > 1:
        raise UsageError("all orders are of one sentence, and two are given", "leave one of them out")
    if len(options.of or ()) > 1:
        raise UsageError("all orders are compared in one variable", "write --of with one name, as in --of y")
    found = ordered(options, given[0] if given else Given())
    if options.format == "json":
        from ..render.comparison_orders import orders_to_json

        return orders_to_json(found)
    if options.format == "csv":
        from ..render.comparison_orders import orders_to_csv

        return orders_to_csv(found)
    from ..render.comparison_orders_table import as_markdown, as_table

    return as_markdown(found) if options.format == "markdown" else as_table(found, width, python_lang(options.lang))


def ordered(options: argparse.Namespace, given: Given) -> Ordered:
    """All orders through A, and through B or A's bag of words, where that can be made."""
    from ..render.comparison_orders import Ordered
    from ..session.all_orders import with_bag
    from ..session.realise import realise
    from ..session.shuffle import whole_shuffle
    from ..session.sides import network_of
    from ..session.vocabularies import realise_both

    of, seed = (options.of[0] if options.of else None), options.seed or 0
    first = realise(setup_of(options, given))
    second: Realised | None = None
    missing = ""
    if of_b_alone(options):
        first, second = realise_both((first.setup, setup_of(options_of_b(options), given_to_b(options, [given]))))
        if second.setup.text != first.setup.text:
            raise UsageError("all orders are of one sentence, and B has another one", "leave it out")
    else:
        try:
            first, second = with_bag(first)
        except RnntuiError as error:
            # A network from a file may read no vectors of that size; its own orders are told all the same.
            missing = str(error)
    for note in dict.fromkeys(note for each in (first, second) if each is not None for note in each.model.notes):
        say(in_language(note, python_lang(options.lang)))
    a = whole_shuffle(first, of, seed)
    b = None if second is None else whole_shuffle(second, of, seed)
    networks = (network_of(first), "" if second is None else network_of(second))
    return Ordered(a, b, networks, seed, missing)
