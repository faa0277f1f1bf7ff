"""What the mistakes are that one makes in TOML, and where: of those that a parser finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnntui.engine.architecture import parse_architecture
from rnntui.engine.places import Place, place_of
from rnntui.engine.toml_mistakes import mistake, without_place
from rnntui.errors import NotationError
from rnntui.translation import translated

ABOVE = '[sizes]\nx = "input"\n'

MISTAKES = {
    'h = "hidden': (4, "the quotation mark is never closed", 'end the text with "'),
    "h = 'hidden": (4, "the quotation mark is never closed", "one line between two of them"),
    'h = """hidden': (4, "the quotation mark is never closed", "one line between two of them"),
    'h = "hidden”': (11, "'”' is no quotation mark", 'end the text with "'),
    "h = “hidden”": (4, "'“' can't stand here", "write '\"'"),
    "h = 「hidden」": (4, "'「' can't stand here", "write '\"'"),
    'h ＝ "hidden"': (2, "'＝' can't stand here", "write '='"),
    'h\u3000= "hidden"': (1, "'\\u3000' can't stand here", "write a blank"),
    "［activations]": (0, "'［' can't stand here", "write '['"),
    "h = hidden": (4, "this is no value", 'quotation marks, as in h = "hidden"'),
    "h = True": (4, "this is no value", "true or false stand without"),
    "h =": (3, "the value is missing here", "quotation marks"),
    "h = # later": (4, "the value is missing here", "quotation marks"),
    "h": (1, "'=' is missing here", "key = value"),
    'h "hidden"': (2, "'\"' stands where '=' must stand", "key = value"),
    "= 3": (0, "'=' can't begin a line", "key = value"),
    '記憶 = "hidden"': (0, "a key of other letters than A to z has no quotation marks", 'write "記憶"'),
    "[記憶]": (1, "a key of other letters than A to z has no quotation marks", 'write "記憶"'),
    'h = "hidden" @': (13, "'@' stands after the end of the value", "behind #"),
    'h = "a\\ b"': (6, "'\\' means something else between quotation marks", "write \\\\"),
    'x = "hidden"': (0, "'x' is there twice", "once in its table"),
    "[sizes]": (0, "[sizes] is there twice", "below the first one"),
    "[sizes": (6, "']' is missing here", "a table is written [sizes]"),
    "[activations": (12, "']' is missing here", "a table is written [sizes]"),
    "[[equations]": (11, "']]' is missing here", "[[equations]]"),
    "[[sizes]]": (0, "above stands [sizes] with other brackets", "above each equation, with two brackets"),
    'h = "\\ud800"': (11, "this is no TOML: Escaped character is not a Unicode scalar value", "key = value"),
}
"""What stands in the third line: the column where it is wrong, counted from 0, and what is said."""


@pytest.mark.parametrize("wrong", MISTAKES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mistake_is_named_where_it_is(wrong: str, end: str) -> None:
    column, message, hint = MISTAKES[wrong]
    text = f"{ABOVE}{wrong}\nz = 1\n".replace("\n", end)
    with pytest.raises(NotationError) as caught:
        parse_architecture(text)
    reason = without_place(caught.value.reason)
    assert reason == message
    assert hint in caught.value.hint
    assert place_of(text, caught.value) == Place(2, column)
    assert translated(reason, "zh_TW") != reason
    assert translated(caught.value.hint, "zh_TW") != caught.value.hint
    assert reason not in translated(caught.value.reason, "zh_TW")


@given(st.text("[]=\"'\n#ax記“＝\\ \r", max_size=40))
def test_any_text_is_read_or_told_of_in_one_line(text: str) -> None:
    errors: list[NotationError] = []
    try:
        parse_architecture(text)
    except NotationError as error:
        errors.append(error)
    for each in errors:
        assert "\n" not in str(each)
        place = place_of(text, each)
        assert place is None or 0 <= place.line < text.count("\n") + 1
    assert mistake(text, "What nobody knows").reason == "this is no TOML: What nobody knows"
