"""A small grammar of praise and blame in English and Chinese: random sentences, and what each step has said so far."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

LABELS = ("negative", "neutral", "positive")
"""What has been said so far; neutral until the first word of praise or blame is complete."""
Tokens: TypeAlias = tuple[str, ...]


class Language(NamedTuple):
    """The phrases of one language. In Chinese each character is a token, so that 好看 are two.

    What stands before an adjective, or before a verb, is either plain or a denial.
    """

    things: tuple[Tokens, ...]
    plain: tuple[Tokens, ...]
    denials: tuple[Tokens, ...]
    degrees: tuple[Tokens, ...]
    """After what is plain."""
    denied_degrees: tuple[Tokens, ...]
    """After a denial."""
    adjectives: tuple[Tokens, ...]
    tails: tuple[Tokens, ...]
    """After an adjective that was denied."""
    me: Tokens
    """The subject of the verbs."""
    verb_denials: tuple[Tokens, ...]
    verb_degrees: tuple[Tokens, ...]
    verbs: tuple[Tokens, ...]
    frames: tuple[Tokens, ...]
    """Before a clause."""
    joins: tuple[Tokens, ...]
    """Between two clauses."""
    ends: tuple[Tokens, ...]


def _words(*texts: str) -> tuple[Tokens, ...]:
    return tuple(tuple(text.split()) for text in texts)


def _characters(*texts: str) -> tuple[Tokens, ...]:
    return tuple(tuple(text) for text in texts)


ENGLISH = Language(
    things=_words("the film", "the story", "the music", "the acting", "it"),
    plain=_words("was", "is"),
    denials=_words("was not", "is not", "was never", "is never", "wasn't", "isn't", "was never not"),
    degrees=_words("", "", "very", "really", "so"),
    denied_degrees=_words("", "", "very", "really"),
    adjectives=_words("good", "great", "nice", "wonderful", "bad", "boring", "terrible", "awful", "ugly"),
    tails=_words("", "", "at all"),
    me=("I",),
    verb_denials=_words("did not", "do not", "didn't", "don't", "never"),
    verb_degrees=_words("", "", "really"),
    verbs=_words("like", "love", "enjoy", "hate"),
    frames=_words("", "", "", "it is not true that"),
    joins=_words("but", ", but", "and"),
    ends=_words("", "."),
)
CHINESE = Language(
    things=_characters("這部電影", "故事", "音樂", "演員", "它"),
    plain=_characters(""),
    denials=_characters("不", "不太", "不怎麼", "並不", "很不", "不是不", "並不是不", "沒有不"),
    degrees=_characters("", "很", "真", "太", "非常"),
    denied_degrees=_characters(""),
    adjectives=_characters("好", "好看", "好聽", "精彩", "感人", "難看", "難聽", "無聊", "糟糕"),
    tails=_characters(""),
    me=("我",),
    verb_denials=_characters("不", "並不", "從不", "不是不", "沒有不"),
    verb_degrees=_characters("", "", "很", "非常"),
    verbs=_characters("喜歡", "愛", "討厭"),
    frames=_characters("", "", "", "並不是說"),
    joins=_characters("，", "，但是", "但是"),
    ends=_characters("", "。"),
)
LANGUAGES = (ENGLISH, CHINESE)

FLIPS = frozenset({"not", "never", "wasn't", "isn't", "didn't", "don't", "不", "沒"})
"""The tokens that turn what comes next into its contrary."""
PRAISE = frozenset(
    {*_words("good", "great", "nice", "wonderful", "like", "love", "enjoy")}
    | {*_characters("好", "精彩", "感人", "喜歡", "愛")}
)
BLAME = frozenset(
    {*_words("bad", "boring", "terrible", "awful", "ugly", "hate")}
    | {*_characters("難看", "難聽", "無聊", "糟糕", "討厭")}
)
_BEGUN = frozenset(word[0] for word in PRAISE | BLAME if len(word) == 2)


def meanings(tokens: Sequence[str]) -> tuple[str | None, ...]:
    """The label at each step, worked out by counting denials; None in the middle of a word, where none is due."""
    found: list[str | None] = []
    label, flipped = "neutral", False
    for place, token in enumerate(tokens):
        ending = {(token,), tuple(tokens[max(place - 1, 0) : place + 1])}
        if token in FLIPS:
            flipped = not flipped
        elif ending & (PRAISE | BLAME):
            label, flipped = "positive" if bool(ending & PRAISE) != flipped else "negative", False
        found.append(None if token in _BEGUN else label)
    return tuple(found)


def sentences(seed: int, count: int, *, held_out: bool) -> Iterator[Tokens]:
    """Random sentences, half in each language, the same for the same seed.

    A quarter of all pairs of a denial and a word are held out: they stand in every sentence with `held_out`,
    and in none without.
    """
    random_number = random.Random(seed)
    while count > 0:
        tokens, holds = _sentence(random_number, random_number.choice(LANGUAGES))
        if holds == held_out:
            count -= 1
            yield tokens


def with_gaps(seed: int, chosen: Iterable[Tokens], gap: str) -> Iterator[Tokens]:
    """The sentences, with one in ten of the tokens that have no meaning replaced by `gap`, as a stranger's word is."""
    rng = random.Random(seed)
    telling = FLIPS | {token for word in PRAISE | BLAME for token in word}
    for tokens in chosen:
        yield tuple(gap if token not in telling and rng.random() < 0.1 else token for token in tokens)


def vocabulary() -> Tokens:
    """All tokens of both languages, in the order of their code points."""
    phrases = [field for language in LANGUAGES for field in language]
    return tuple(sorted({token for field in phrases for phrase in field for token in _flat(phrase)}))


def _flat(phrase: str | Tokens) -> Tokens:
    return (phrase,) if isinstance(phrase, str) else phrase


def _sentence(rng: random.Random, language: Language) -> tuple[Tokens, bool]:
    tokens, holds = _clause(rng, language)
    if rng.random() < 0.4:
        more, also = _clause(rng, language)
        tokens, holds = (*tokens, *rng.choice(language.joins), *more), holds or also
    return (*tokens, *rng.choice(language.ends)), holds


def _clause(rng: random.Random, language: Language) -> tuple[Tokens, bool]:
    thing, is_denied, has_verb = rng.choice(language.things), rng.random() < 0.6, rng.random() < 0.4
    denials = language.verb_denials if has_verb else language.denials
    words = language.verbs if has_verb else language.adjectives
    number, place = rng.randrange(len(denials)), rng.randrange(len(words))
    denial, word = denials[number], words[place]
    holds = is_denied and (number + place) % 4 == 1
    if has_verb:
        before = denial if is_denied else rng.choice(language.verb_degrees)
        core = (*language.me, *before, *word, *thing)
    elif is_denied:
        core = (*thing, *denial, *rng.choice(language.denied_degrees), *word, *rng.choice(language.tails))
    else:
        core = (*thing, *rng.choice(language.plain), *rng.choice(language.degrees), *word)
    if not has_verb and rng.random() < 0.2:
        # A fragment: "not bad at all".
        links = {token for phrase in language.plain for token in phrase}
        return tuple(token for token in core[len(thing) :] if token not in links), holds
    # Nobody can follow three denials.
    frame = () if sum(token in FLIPS for token in core) > 1 else rng.choice(language.frames)
    return (*frame, *core), holds
