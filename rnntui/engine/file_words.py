"""The table `[vocabulary]` of an architecture's file: the tokens that a trained network reads and writes."""

from __future__ import annotations

from typing import Literal, get_args

from ..dataclass import dataclass
from .tables import Tables

Split = Literal["auto", "words", "characters"]
Unknown = Literal["zero", "unk"]
_SPLITS: tuple[Split, ...] = get_args(Split)
_UNKNOWN: tuple[Unknown, ...] = get_args(Unknown)
_KEYS = ("tokens", "input", "end", "unknown", "labels")


@dataclass(frozen=True)
class Words:
    """What a file says of its tokens. What it does not say is empty."""

    tokens: Split = "auto"
    """How a sentence is split."""
    input: tuple[str, ...] = ()
    """The tokens that are read, in the order of their one-hot vectors."""
    end: str = ""
    """The token that is read after the last one of every sentence."""
    unknown: Unknown = "zero"
    """What stands for a token that is not among them."""
    labels: tuple[str, ...] = ()
    """What the units of the output mean."""


NO_WORDS = Words()


def read_words(tables: Tables) -> Words:
    """The table of a file, where it has one; raises NotationError for what does not fit."""
    table = tables.section("vocabulary")
    tables.known(table, _KEYS, "[vocabulary]")
    found = {key: _tokens(tables, table[key], f"[vocabulary] {key}") for key in ("input", "labels") if key in table}
    split = next((each for each in _SPLITS if each == table.get("tokens", "auto")), None)
    if split is None:
        raise tables.error(f"[vocabulary] tokens is {table['tokens']!r}", f"it is {' or '.join(_SPLITS)}")
    unknown = next((each for each in _UNKNOWN if each == table.get("unknown", "zero")), None)
    if unknown is None:
        raise tables.error(f"[vocabulary] unknown is {table['unknown']!r}", f"it is {' or '.join(_UNKNOWN)}")
    end = tables.string(table.get("end", ""), "[vocabulary] end")
    words = Words(split, found.get("input", ()), end, unknown, found.get("labels", ()))
    needed = [end] * bool(end) + ["<unk>"] * (unknown == "unk")
    missing = next((token for token in needed if token not in words.input), None)
    if missing is not None:
        raise tables.error(f"[vocabulary] needs the token '{missing}', which is not among its input", "add it to input")
    return words


def _tokens(tables: Tables, value: object, where: str) -> tuple[str, ...]:
    tokens = tables.names(value, where)
    twice = [token for token in dict.fromkeys(tokens) if tokens.count(token) > 1]
    if twice:
        raise tables.error(f"{where} has '{twice[0]}' twice", "each token stands there once")
    return tokens
