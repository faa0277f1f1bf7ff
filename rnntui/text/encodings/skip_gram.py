"""Learned embeddings: each token has the vector that skip-gram with negative sampling learns from a corpus."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from rnntui.engine.arrays import FloatArray
from rnntui.text.corpus import Corpus, find_corpus
from rnntui.text.encodings.contract import Choices, Kind, refuse
from rnntui.text.encodings.fields import mapping
from rnntui.text.encodings.random_vector import checked_seed
from rnntui.text.encodings.table import Table, TableEncoding, default_unknown, restored
from rnntui.text.skip_gram import Recipe, learned

NAME: Literal["skip-gram"] = "skip-gram"


def _make(choices: Choices) -> TableEncoding:
    refuse(choices, NAME, table=True)
    seed = checked_seed(choices.seed)
    recipe = Recipe(seed=seed) if choices.size is None else Recipe(size=choices.size, seed=seed)
    corpus = find_corpus(choices.corpus, choices.tokens or choices.vocabulary or (), choices.tokens_by)
    table = _learned(corpus, recipe)
    return TableEncoding(table, choices.unknown or default_unknown(table), seed, NAME)


@lru_cache(maxsize=8)
def _learned(corpus: Corpus, recipe: Recipe) -> Table:
    """What was learned from the same documents stays: it is asked for with every word that is typed."""
    return learned(corpus, recipe)


def _restore(description: Mapping[str, object], arrays: Mapping[str, FloatArray]) -> TableEncoding:
    return restored(NAME, description, arrays, mapping(description, "made"))


KIND = Kind(_make, _restore, learns=True)
