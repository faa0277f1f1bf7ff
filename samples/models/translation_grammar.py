"""The small grammar of the samples seq2seq and attention: English clauses, and the same in Chinese.

The words for when something happens stand at the end of an English clause and before the verb of a Chinese one:
`I see dogs today` is 我 今天 看見 狗. Clauses are joined by `and`, 而且.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

Tokens: TypeAlias = tuple[str, ...]

WHO = {"I": "我", "you": "你", "he": "他", "she": "她", "we": "我們", "they": "他們"}
DOES = {"see": "看見", "love": "愛", "know": "認識", "help": "幫助"}
WHOM = {"dogs": "狗", "cats": "貓", "birds": "鳥", "fish": "魚"}
WHEN = {"today": "今天", "tonight": "今晚", "now": "現在"}
AND = {"and": "而且"}
SINGULAR = ("he", "she")
BEGIN, END = "<bos>", "<eos>"

SOURCE: Tokens = tuple(sorted({*WHO, *DOES, *(f"{verb}s" for verb in DOES), *WHOM, *WHEN, *AND}))
"""The tokens that are read, in the order of their one-hot vectors."""
TARGET: Tokens = (BEGIN, END, *(word for table in (WHO, DOES, WHOM, WHEN, AND) for word in table.values()))
"""The tokens that are written."""


def pair(random: np.random.Generator, when: Sequence[bool]) -> tuple[Tokens, Tokens]:
    """A sentence and its translation, which ends in `<eos>`; `when` says which clauses name a time."""
    english: list[str] = []
    chinese: list[str] = []
    for place, timed in enumerate(when):
        who, does, whom, at = (str(random.choice(list(table))) for table in (WHO, DOES, WHOM, WHEN))
        joined = ["and"] if place else []
        english += [*joined, who, f"{does}s" if who in SINGULAR else does, whom, *([at] if timed else [])]
        chinese += [*(AND[each] for each in joined), WHO[who], *([WHEN[at]] if timed else []), DOES[does], WHOM[whom]]
    return tuple(english), (*chinese, END)


def batch(random: np.random.Generator, clauses: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Places of the tokens of some pairs, (T, B) and (U, B); all have the same form, and so the same length."""
    when = random.random(clauses) < 0.5
    pairs = [pair(random, when.tolist()) for _ in range(count)]
    source = [[SOURCE.index(token) for token in english] for english, _ in pairs]
    target = [[TARGET.index(token) for token in chinese] for _, chinese in pairs]
    return np.array(source).T, np.array(target).T
