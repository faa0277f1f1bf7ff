"""A trace as a table: aligned in cells, complete, and clear about what it leaves out."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import rnntui
from rnntui.engine.answer import Answer
from rnntui.engine.catalogue import architecture_names
from rnntui.render.trace_table import as_markdown, as_table, shown_names
from rnntui.session.realise import realise
from rnntui.session.setup import sample_setup

KINSHIP = """\
step  token  x    h         y
────  ─────  ───  ────────  ─────
0     你     0 0   0  0  0   0  0
1     祖     1 0   1  1  1   3  3
2     我     0 1   4  4  4  12 12
3     孫     1 1  14 14 14  42 42
"""


def test_the_worked_example() -> None:
    assert as_table(realise(sample_setup("kinship")).trace) == KINSHIP


def test_outputs_are_called_by_their_labels() -> None:
    trace = rnntui.build("elman", encoding="one-hot", text="a b", labels=["verb", "名"], weights="ones").trace("a")
    assert "y (verb 名)" in as_table(trace)
    assert "| y \\(verb 名\\) |" in as_markdown(trace)


@given(
    st.lists(st.sampled_from(["a", "你好", "👨‍👩‍👧", "\x1b[2J", "\u202e", "e\u0301", "\ud800"]), min_size=1, max_size=5)
)
def test_columns_stand_below_each_other_in_cells(tokens: list[str]) -> None:
    model = rnntui.build("elman", encoding="one-hot", text="a b", weights="ones", hidden=1, output=1)
    title, line, *rows = as_table(model.trace(tokens), ["h"]).splitlines()[: len(tokens) + 2]
    start = cell_len(line.rpartition("  ")[0]) + 2
    assert title[start:] == "h"
    for row in rows:
        head = next(row[:end] for end in range(len(row)) if cell_len(row[:end]) >= start)
        assert cell_len(head) == start
        float(row[len(head) :])


@pytest.mark.parametrize("name", architecture_names())
def test_signals_and_parts_are_folded_away_and_named(name: str) -> None:
    trace = rnntui.build(name, input=2).trace(np.ones((2, 2)))
    text = as_table(trace)
    left = [each for each in trace.names if each not in shown_names(trace)]
    assert (f"not shown: {', '.join(left)} " in text) == bool(left)
    assert "not shown" not in as_table(trace, trace.names)


def test_many_units_are_folded_and_said() -> None:
    trace = rnntui.build("elman", input=2, hidden=9, weights="ones").trace(np.ones((1, 2)))
    text = as_table(trace, ["h"])
    assert "0.964 0.964 0.964 0.964 … 0.964 0.964 0.964 0.964" in text
    assert "… stands for the units between: h has 9" in text


def test_unknown_words_are_marked() -> None:
    trace = rnntui.build("elman", encoding="one-hot", text="a").trace("a \x07")
    text = as_table(trace)
    assert "?␇" in text
    assert "? marks tokens that the encoding does not know" in text


@pytest.mark.parametrize("width", [1, 40, 80, 200])
def test_a_table_is_broken_where_the_terminal_ends(width: int) -> None:
    trace = rnntui.build("lstm", encoding="one-hot", text="a b c", hidden=4).trace("a b c")
    whole, broken = as_table(trace), as_table(trace, width=width)
    tables = broken.partition("not shown")[0].split("\n\n")
    titles = [table.splitlines()[0].split() for table in tables]
    assert [name for title in titles for name in title[2:]] == whole.splitlines()[0].split()[2:]
    assert all(title[:2] == ["step", "token"] for title in titles)
    for table, title in zip(tables, titles, strict=True):
        assert len(title) == 3 or max(map(cell_len, table.splitlines())) <= width


def test_a_batch_has_its_sentences_one_after_the_other() -> None:
    trace = rnntui.build("elman", input=1, weights="ones").trace(np.ones((3, 2, 1)), lengths=[3, 1])
    rows = [line.split()[:2] for line in as_table(trace, ["h"]).splitlines()[2:6]]
    assert rows == [["0", "0"], ["0", "1"], ["0", "2"], ["1", "0"]]


def test_a_run_of_no_steps_is_a_table_without_rows() -> None:
    trace = rnntui.build("elman", input=1).trace(np.zeros((0, 1)))
    assert as_table(trace) == "step  x  h  y\n────  ─  ─  ─\n"


def test_nothing_is_markup_in_markdown() -> None:
    model = rnntui.build("elman", encoding="one-hot", text="a b", weights="ones", hidden=1)
    text = as_markdown(model.trace(["a|b", "*a*", "<b>", "[x](y)", "&amp;"]))
    for escaped in ("a\\|b", "\\*a\\*", "\\<b\\>", "\\[x\\]\\(y\\)", "\\&amp;"):
        assert escaped in text
    assert len({line.replace("\\|", "").count("|") for line in text.splitlines()}) == 1


def test_an_answer_has_a_table_of_its_own_and_a_line() -> None:
    model = rnntui.build("attention_dot", encoding="one-hot", text="I saw", seed=5, labels=["<bos>", "<eos>", "I"])
    read, _, written = as_table(model.trace("I saw"), ["h", "attention"]).rstrip().partition("\n\n")
    written, _, rest = written.rpartition("\n")
    assert read.splitlines()[0].split() == ["step", "t", "token", "h"]
    assert written.splitlines()[0].split() == ["step", "u", "answer", "attention"]
    (answer,) = model.trace("I saw").answers
    assert [line.split()[1] for line in written.splitlines()[2:]] == list(answer.tokens)
    how = "ended with <eos>" if answer.ended else "cut off: 20 steps are the limit"
    assert rest == f"answer: {' '.join(answer.said)} ({how})"


def test_one_value_for_the_sentence_stands_at_its_last_step() -> None:
    model = rnntui.build("elman", encoding="one-hot", text="a b", weights="ones", shape="many-to-one", output=1)
    title, _, *rows = as_table(model.trace("a b a"), ["x", "y"]).splitlines()
    assert title.split() == ["step", "token", "x", "y[T]"]
    assert [len(row.split()) for row in rows] == [4, 4, 5]
    alone = as_table(model.trace("a b a"), ["y"]).splitlines()
    assert [row.split()[:2] for row in alone[2:]] == [["2", "a"]]
    batch = rnntui.build("elman", input=1, shape="many-to-one").trace(np.ones((3, 2, 1)), lengths=[3, 1])
    assert [row.split()[:2] for row in as_table(batch, ["y"]).splitlines()[2:]] == [["0", "2"], ["1", "0"]]


@pytest.mark.parametrize(
    ("answer", "english", "chinese"),
    [
        (Answer(("I", "<eos>"), True, "<eos>", 9), "answer: I (ended with <eos>)", "答案：I（以 <eos> 結束）"),
        (Answer(("<eos>",), True, "<eos>", 9), "answer: (ended with <eos>)", "答案：（以 <eos> 結束）"),
        (
            Answer(("I", "I"), False, "<eos>", 2),
            "answer: I I (cut off: 2 steps are the limit)",
            "答案：I I（截斷：最多 2 步）",
        ),
    ],
)
def test_how_an_answer_ended_is_said_in_chinese(answer: Answer, english: str, chinese: str) -> None:
    model = rnntui.build("attention_dot", encoding="one-hot", text="I saw", seed=5, labels=["<bos>", "<eos>", "I"])
    trace = model.trace("I saw")
    vars(trace)["answers"] = (answer,)
    assert as_table(trace, ["h"]).splitlines()[-1] == english
    assert as_table(trace, ["h"], lang="zh_TW").splitlines()[-1] == chinese


def test_the_answers_of_a_batch_are_said_in_chinese() -> None:
    model = rnntui.build("attention_dot", input=2, seed=5, labels=["<bos>", "<eos>", "I"])
    trace = model.trace(np.ones((3, 3, 2)))
    ends = (Answer(("I", "<eos>"), True, "<eos>", 9), Answer(("<eos>",), True, "<eos>", 9))
    vars(trace)["answers"] = (*ends, Answer(("I",), False, "<eos>", 1))
    assert as_table(trace, ["h"], lang="zh_TW").splitlines()[-3:] == [
        "答案 0：I（以 <eos> 結束）",
        "答案 1：（以 <eos> 結束）",
        "答案 2：I（截斷：最多 1 步）",
    ]


@pytest.mark.parametrize(
    ("unknown", "instead"), [("zero", "零向量"), ("unk", " <unk> "), ("random", "由種子產生的隨機向量")]
)
def test_what_is_left_out_or_unknown_is_said_in_chinese(unknown: str, instead: str) -> None:
    trace = replace(rnntui.build("lstm", encoding="one-hot", text="a", hidden=9).trace("a b"), unknown_as=unknown)
    assert as_table(trace, lang="en") == as_table(trace)
    left, folded, marked = as_table(trace, lang="zh_TW").splitlines()[-3:]
    assert re.fullmatch(r"沒有列出：\w+(, \w+)*（用 --only NAMES 列出）", left)
    assert re.fullmatch(r"……代表中間的單元：\w+ 有 9 個(, \w+ 有 9 個)*（--format csv 全部列出）", folded)
    assert marked == f"? 標出編碼不認識的詞，以{instead}代替：b"
