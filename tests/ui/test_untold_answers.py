"""What silencing units does is ranked before the end too, and the answer is not given away."""

from __future__ import annotations

from dataclasses import replace

from rnntui.render.ablation_table import ablation_table
from rnntui.session.ablation import ablation, is_answer_told
from rnntui.session.session import advance, go, start
from rnntui.session.setup import sample_setup
from rnntui.ui.view import View
from rnntui.ui.widgets.edit_panel import inferred
from rnntui.ui.widgets.effects import effect_lines, findings
from rnntui.ui.words import Words

SENTIMENT = replace(sample_setup("sentiment"), notes=None)


def test_an_answer_is_told_once_it_was_reached() -> None:
    session = start(SENTIMENT)
    assert not is_answer_told(session)
    end = go(session, session.moments - 1)
    assert is_answer_told(end)
    assert is_answer_told(go(end, 0))
    assert not is_answer_told(advance(end, -1))


def test_edit_tells_no_answer_before_it_is_reached() -> None:
    session = start(replace(sample_setup("many-to-one"), notes=None))
    for ahead in (False, True):
        view = View(mode="edit", ahead=ahead)
        lines = ["".join(span.text for span in line) for line in inferred(session, view, 80)]
        assert [line.split()[-1] == "?" for line in lines if line.startswith("y ")] == [not ahead]
        assert not any(line.split()[-1] == "?" for line in lines if line.startswith("h "))


def test_it_is_said_where_answers_of_another_length_are_measured() -> None:
    setups = (replace(sample_setup("attention"), notes=None), SENTIMENT)
    uneven, even = (ablation(start(setup).realised, answer) for setup, answer in zip(setups, ("s", "h"), strict=True))
    said = "only one of two answers has a step"
    assert said in "\n".join(findings(uneven, Words("en")))
    assert said in ablation_table(uneven)
    assert "缺少的步算作 0" in ablation_table(uneven, "zh_TW")
    assert said not in "\n".join((*findings(even, Words("en")), ablation_table(even)))


def test_no_answer_is_given_away() -> None:
    found = ablation(start(SENTIMENT).realised, "h")
    for words in (Words("en"), Words("zh_TW")):
        lines = [*findings(found, words, False)]
        lines += ["".join(span.text for span in line) for line in effect_lines(found, words, 0, 80, 20, False)]
        text = "\n".join(lines)
        assert "End" in text
        assert "≠?" in text
        for answer in ("negative", "neutral", "positive"):
            assert answer not in text
    assert "negative" in "\n".join(findings(found, Words("en")))
