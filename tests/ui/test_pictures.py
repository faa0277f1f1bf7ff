"""What the app shows, held against pictures that were looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rnntui.errors import RnntuiError, UsageError
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.snapshot import take
from rnntui.ui.view import Mode

SAW = Setup(text="I saw a saw", architecture="lstm")
CASES: dict[str, tuple[Setup, tuple[int, int], tuple[str, ...], str, str | None]] = {
    "kinship_start": (sample_setup("kinship"), (120, 40), (), "en", None),
    "kinship_end": (sample_setup("kinship"), (120, 40), ("n", "n", "n"), "en", None),
    "kinship_small": (sample_setup("kinship"), (80, 24), ("n",), "en", None),
    "kinship_chinese": (sample_setup("kinship"), (80, 24), ("n", "s"), "zh-TW", None),
    "kinship_light": (sample_setup("kinship"), (120, 40), ("n",), "en", "light"),
    "gates_chinese": (sample_setup("gated-memory"), (80, 24), ("n",) * 6, "zh-TW", None),
    "saw_both_ways": (sample_setup("saw"), (120, 40), ("n",) * 19, "en", None),
    "sentiment_contrast": (sample_setup("sentiment"), (120, 40), ("n",) * 6, "zh-TW", "contrast"),
    "large_screen": (SAW.with_size("hidden", 128), (250, 70), ("n", "n", "o"), "en", None),
    "kinship_least": (sample_setup("kinship"), (60, 20), ("n",), "en", None),
    "too_small": (sample_setup("kinship"), (50, 12), (), "en", None),
    "lstm_memory": (SAW.with_size("hidden", 128), (120, 40), ("n", "n", "s", "s", "s", "s"), "en", None),
    "lstm_sorted": (SAW.with_size("hidden", 128), (80, 24), ("n", "n", "s", "s", "s", "s", "o"), "en", None),
    "lstm_unfolded": (SAW, (160, 45), ("n", "f"), "en", None),
    "lstm_worked_out": (SAW, (80, 24), ("n", "enter"), "en", None),
    "deep_both_ways": (
        Setup(text="I saw a saw", architecture="gru", layers=2, bidirectional=True),
        (120, 40),
        ("l", "l"),
        "en",
        None,
    ),
    "unknown_token": (sample_setup("kinship"), (120, 40), ("i", "end", "狗", "escape", "end"), "en", None),
    "long_sentence": (Setup(text="the cat saw a dog " * 200), (80, 24), ("end", "p"), "en", None),
    "chooser": (sample_setup("kinship"), (120, 40), ("A",), "en", None),
    "help": (sample_setup("kinship"), (80, 24), ("question_mark",), "zh-TW", None),
    "over_time": (SAW.with_size("hidden", 40), (80, 24), ("end", "v"), "en", None),
    "empty": (Setup(), (80, 24), ("n", "s", "down", "o", "v", "v"), "en", None),
    "labels": (Setup(text="I saw a saw", labels=("noun", "verb")), (80, 24), ("n",), "en", None),
}

RELATIONS = Setup(text="king queen man woman zzz", encoding="embedding", embedding="relations")
ORDERLESS = replace(sample_setup("kinship"), text="我祖你孫", encoding="bag-of-words", embedding=None, notes=None)
LOOKING = Setup(text="I saw a saw", architecture="attention_dot", labels=("<bos>", "<eos>", "ich", "sah", "eine"))
WRITING = Setup(text="a b c", architecture="seq2seq", labels=("<bos>", "<eos>", "p", "q"))
OTHER_SCREENS: dict[str, tuple[Mode, Setup, tuple[int, int], tuple[str, ...], str, str | None]] = {
    "compare": ("compare", sample_setup("kinship"), (120, 40), ("n", "n", "n"), "en", None),
    "compare_small": ("compare", sample_setup("kinship"), (80, 24), ("n", "n", "n", "d"), "zh-TW", None),
    "compare_least": ("compare", sample_setup("kinship"), (60, 20), ("n",), "en", None),
    "compare_orders": ("compare", sample_setup("kinship"), (80, 24), ("X",), "en", "contrast"),
    "compare_sorted": ("compare", SAW.with_size("hidden", 128), (120, 40), ("n", "n", "o", "d"), "en", None),
    "compare_answers": ("compare", WRITING, (120, 40), ("n", "n", "n"), "en", None),
    "encoding": ("encoding", RELATIONS, (120, 40), ("n",), "en", None),
    "encoding_map": ("encoding", RELATIONS, (80, 24), ("n", "tab", "tab", "z"), "en", None),
    "encoding_least": ("encoding", RELATIONS, (60, 20), ("n",), "zh-TW", None),
    "encoding_one_hot": ("encoding", Setup(text="I saw a saw"), (80, 24), (), "en", "light"),
    "encoding_orderless": ("encoding", ORDERLESS, (80, 24), ("right",), "zh-TW", None),
    "memory": ("memory", SAW, (120, 40), ("end",), "en", None),
    "memory_small": ("memory", SAW, (80, 24), ("end",), "zh-TW", None),
    "memory_kinship": ("memory", sample_setup("kinship"), (80, 24), ("end", "right"), "en", None),
    "attention": ("attention", LOOKING, (120, 40), ("n",) * 5, "en", None),
    "attention_small": ("attention", LOOKING, (80, 24), ("n",) * 5, "zh-TW", None),
    "decoder": ("explore", WRITING, (80, 24), ("n",) * 4, "en", None),
}


@pytest.mark.parametrize("name", CASES)
def test_picture(name: str, picture: Callable[..., None]) -> None:
    setup, size, press, lang, theme = CASES[name]
    picture(setup, size=size, press=press, lang=lang, theme=theme)


@pytest.mark.parametrize("name", OTHER_SCREENS)
def test_picture_of_a_screen(name: str, picture: Callable[..., None]) -> None:
    mode, setup, size, press, lang, theme = OTHER_SCREENS[name]
    picture(setup, size=size, press=press, lang=lang, theme=theme, mode=mode)


def test_the_same_bytes_whatever_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    before = take(sample_setup("kinship"), press=("n",))
    other = {"NO_COLOR": "1", "TERM": "dumb", "COLORTERM": "", "COLUMNS": "10", "LANG": "zh_TW.BIG5"}
    for name, value in other.items():
        monkeypatch.setenv(name, value)
    assert take(sample_setup("kinship"), press=("n",)) == before


def test_a_key_that_does_not_exist_is_named() -> None:
    for key in ("nope", "ctrl+nope", "hyper+n", ""):
        with pytest.raises(UsageError, match="there is no key"):
            take(sample_setup("kinship"), press=(key,))


def test_a_theme_that_does_not_exist_is_named() -> None:
    with pytest.raises(UsageError, match="there is no theme 'mauve'"):
        take(sample_setup("kinship"), theme="mauve")


def test_a_setup_that_does_not_fit_is_raised() -> None:
    with pytest.raises(RnntuiError, match="there is no architecture 'lstmm'"):
        take(Setup(text="a", architecture="lstmm"))
