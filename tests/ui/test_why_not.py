"""What a key says that can do nothing now, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from driving import KINSHIP, SAW

from rnntui.session.comparison import beginning
from rnntui.session.comparison import go as go_beside
from rnntui.session.session import go, start
from rnntui.session.setup import Setup
from rnntui.session.walk import deeper
from rnntui.session.walking import begin
from rnntui.ui.possible import is_possible
from rnntui.ui.view import Mode, View
from rnntui.ui.why_not import why_not
from rnntui.ui.words import Words

ATTENDING = replace(SAW, architecture="attention_dot")
BOTH_WAYS = replace(SAW, bidirectional=True)


@pytest.mark.parametrize(
    ("setup", "mode", "action", "told"),
    [
        (SAW, "compare", "ablate", "Compare has nothing of this: 1 opens Explore."),
        (SAW, "edit", "fold", "Edit has nothing of this: 1 opens Explore."),
        (SAW, "explore", "save_equations", "This key belongs to Edit: 7 opens it."),
        (SAW, "explore", "undo", "Nothing was changed yet that could be taken back."),
        (SAW, "explore", "redo", "Nothing was taken back that could be done again."),
        (SAW, "explore", "group", "One layer, one direction: L and D choose more."),
        (SAW, "explore", "apart_back", "Nothing is taken apart: Enter does that."),
        (SAW, "attention", "apart", "This network has no attention: A chooses one that has."),
        (SAW, "attention", "large", "This network has no attention: A chooses one that has."),
        (SAW, "attention", "copy", "This network has no attention: A chooses one that has."),
        (ATTENDING, "attention", "apart", Words("en")("attention.none")),
        (replace(SAW, text="I"), "explore", "play", "There is this one step alone."),
    ],
)
def test_a_key_says_what_is_missing(setup: Setup, mode: Mode, action: str, told: str) -> None:
    session, view = start(setup), View(mode=mode)
    assert not is_possible(session, view, action) or mode == "compare"
    assert why_not(session, view, action) == told
    assert why_not(session, replace(view, words=Words("zh_TW")), action) not in (told, None)


@pytest.mark.parametrize(
    ("moment", "action", "to", "told"),
    [
        (0, "step", -1, "This is the first step: n goes on."),
        (0, "go", 0, "This is the first step: n goes on."),
        (3, "step", 1, "This is the last step: p goes back."),
        (3, "micro", 1, "This is the last step: p goes back."),
        (3, "last", 1, "This is the last step: p goes back."),
    ],
)
def test_at_both_ends_of_a_sentence_keys_say_so(moment: int, action: str, to: int, told: str) -> None:
    session = go(start(SAW), moment)
    beside = beginning(session)
    beside = go_beside(beside, len(beside.columns) - 1 if moment else 0)
    for view in (View(), View(mode="compare", comparison=beside)):
        assert not is_possible(session, view, action, to)
        assert why_not(session, view, action, to) == told


def test_at_the_end_of_a_way_enter_says_so() -> None:
    session = start(KINSHIP)
    walk = begin(session)
    while is_possible(session, View(walk=walk), "apart"):
        walk = deeper(session.realised, walk)
    told = why_not(session, View(walk=walk), "apart")
    assert told == "The way ends here: Bksp goes back, Esc to the start."


def test_what_a_walk_covers_says_how_to_get_there() -> None:
    session = start(BOTH_WAYS)
    view = View(walk=begin(session))
    assert not is_possible(session, view, "group")
    assert why_not(session, view, "group") == "Nothing of this is seen here: Esc goes back first."
