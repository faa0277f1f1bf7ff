"""The table `[vocabulary]` of an architecture's file, and blocks of an import table that stand transposed."""

from __future__ import annotations

import pytest

from rnntui.engine.architecture import block_name, parse_architecture, without
from rnntui.engine.file_words import NO_WORDS, Words
from rnntui.engine.program import program_of
from rnntui.errors import NotationError

BODY = """
[sizes]
x = "input"
h = "hidden"
y = "output"
[[equations]]
is = "h[t] = tanh(W_h @ x[t] + U_h @ h[t-1])"
role = "hidden"
[[equations]]
is = "y[t] = V_y @ h[t]"
role = "output"
"""


def words(table: str) -> Words:
    return parse_architecture(f"{BODY}[vocabulary]\n{table}", file="own.toml").words


def test_a_file_names_its_tokens() -> None:
    table = 'tokens = "characters"\ninput = ["<unk>", "</s>", "a"]\nend = "</s>"\nunknown = "unk"\nlabels = ["A", "B"]'
    assert words(table) == Words("characters", ("<unk>", "</s>", "a"), "</s>", "unk", ("A", "B"))
    assert parse_architecture(BODY).words == NO_WORDS


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ('letters = "x"', r"'letters' means nothing in \[vocabulary\]; there may stand tokens, input, end"),
        ("input = 3", r"\[vocabulary\] input is 3; it is a list of names"),
        ('input = ["a", "b", "a"]', r"\[vocabulary\] input has 'a' twice; each token stands there once"),
        ('labels = ["A", "A"]', r"\[vocabulary\] labels has 'A' twice"),
        ('tokens = "letters"', r"\[vocabulary\] tokens is 'letters'; it is auto or words or characters"),
        ('unknown = "random"', r"\[vocabulary\] unknown is 'random'; it is zero or unk"),
        ('input = ["a"]\nend = "</s>"', r"needs the token '</s>', which is not among its input; add it to input"),
        ('input = ["a"]\nunknown = "unk"', r"needs the token '<unk>', which is not among its input"),
        ("end = 3", r"\[vocabulary\] end is 3; it is a text in quotation marks"),
    ],
)
def test_what_does_not_fit_is_named(table: str, found: str) -> None:
    with pytest.raises(NotationError, match=found):
        words(table)


def imported(table: str) -> str:
    return f"{BODY}[import.own]\n{table}"


def test_a_transposed_block_is_the_weight_without_its_mark() -> None:
    found = parse_architecture(imported('a = ["W_h.T"]\nb = ["V_y"]'))
    assert program_of(found).architecture.imports["own"] == {"a": ("W_h.T",), "b": ("V_y",)}
    assert block_name("W_h.T") == block_name("W_h") == "W_h"
    assert without(found, ["y"]).imports["own"] == {"a": ("W_h.T",)}


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (
            'a = ["W_h.T", "U_h"]',
            r"\[import.own\] a: of its blocks only W_h.T is transposed; write .T after",
        ),
        ('a = ["W_x.T"]', r"\[import.own\] a names 'W_x', which no equation has"),
    ],
)
def test_a_wrong_mark_is_named(table: str, found: str) -> None:
    with pytest.raises(NotationError, match=found):
        program_of(parse_architecture(imported(table), file="own.toml"))
