"""What skip-gram must learn from the sample corpora, whatever the seed: likeness and analogies.

The lists were written before the corpora were. Nothing but the text tells the network which words are alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest

from rnntui.text.corpus import corpus_of, find_corpus
from rnntui.text.encodings.table import Table
from rnntui.text.likeness import analogy, nearest_to
from rnntui.text.random_words import RandomWords
from rnntui.text.skip_gram import learned

SEEDS = range(10)
MOST_THAT_FAIL = 1
"""Of the seeds; in all others everything below holds at once."""

ANALOGIES: Mapping[str, Sequence[str]] = {
    "english": (
        "king queen man woman",
        "man woman king queen",
        "prince princess boy girl",
        "king prince man boy",
        "father mother son daughter",
        "brother sister uncle aunt",
        "cat cats dog dogs",
        "horse horses bird birds",
        "dogs dog cows cow",
        "paris france rome italy",
        "france paris japan tokyo",
        "berlin germany madrid spain",
        "france french italy italian",
        "walk walked play played",
    ),
    "chinese": ("父 母 兄 姊", "王 后 男 女", "兄 弟 姊 妹", "祖 孫 父 子"),
}
"""a is to b as c is to d: the nearest to b - a + c of all tokens but these three is d."""
NEIGHBOURS: Mapping[str, Mapping[str, str]] = {
    "english": {
        "paris": "rome tokyo berlin madrid london",
        "italy": "france japan germany spain england",
        "apples": "pears plums cherries",
        "red": "green blue yellow white black",
        "monday": "tuesday wednesday thursday friday saturday sunday",
        "two": "three four five six many",
        "horse": "cow dog cat bird",
        "walked": "ran played slept sang",
    },
    "chinese": {
        "紅": "黃 藍 綠 白 黑",
        "三": "一 二 四 五 六",
        "貓": "狗 馬 牛 鳥",
        "春": "夏 秋 冬",
    },
}
"""The three nearest of each token are among these, or as many as there are."""


@pytest.mark.parametrize("name", ["english", "chinese"])
def test_likeness_and_analogies_hold_for_nine_of_ten_seeds(name: str) -> None:
    corpus = find_corpus(name)
    wrong = {seed: found for seed in SEEDS if (found := [*_wrong(learned(corpus, seed=seed), name)])}
    assert len(wrong) <= MOST_THAT_FAIL, wrong


def _wrong(table: Table, name: str) -> Iterator[str]:
    for a, b, c, expected in map(str.split, ANALOGIES[name]):
        found = analogy(table, a, b, c)[0].token
        if found != expected:
            yield f"{a} : {b} = {c} : {expected}, not {found}"
    for token, alike in NEIGHBOURS[name].items():
        allowed = alike.split()
        near = [each.token for each in nearest_to(table, token, min(3, len(allowed)))]
        if not set(near) <= set(allowed):
            yield f"nearest to {token}: {' '.join(near)}"


def test_from_the_same_words_in_a_random_order_nothing_is_learned() -> None:
    corpus = find_corpus("english")
    words = [token for document in corpus.documents for token in document]
    order = iter(RandomWords("shuffled").order(len(words)))
    documents = [[words[next(order)] for _ in document] for document in corpus.documents]
    wrong = [*_wrong(learned(corpus_of(documents, "shuffled")), "english")]
    assert len(wrong) >= len(ANALOGIES["english"]) + len(NEIGHBOURS["english"]) - 2, wrong
