"""The steps that are offered to go to, in runs of any length."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from rnntui.session.session import go, start
from rnntui.session.setup import Setup
from rnntui.ui.choices import offer
from rnntui.ui.choices_of_steps import MOST_STEPS, step_typed
from rnntui.ui.words import Words

SAW = Setup(text="I saw a saw")


def test_a_number_that_is_typed_is_told_with_its_token() -> None:
    option = step_typed(start(SAW), 3, Words("en"))
    assert (option.name, option.step, option.broken) == ("3  saw", 3, False)


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "There is no step 99: they are 0 to 3."), ("zh_TW", "沒有第 99 步：只有第 0 到 3 步。")]
)
def test_a_number_beyond_the_last_step_says_which_there_are(lang: Literal["en", "zh_TW"], told: str) -> None:
    option = step_typed(start(SAW), 99, Words(lang))
    assert option.broken
    assert option.about == told


@pytest.mark.parametrize("moment", [0, 3, 1_000, 1_199])
def test_of_a_long_run_the_steps_around_are_listed(moment: int) -> None:
    session = go(start(replace(SAW, text="a b " * 600)), moment)
    offered = offer("step", session, Words("en"))
    assert len(offered.options) == MOST_STEPS
    assert offered.options[offered.current].step == moment
