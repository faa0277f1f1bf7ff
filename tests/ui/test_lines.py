"""Only lines that differ are drawn again, and what is drawn is what Textual's own way of drawing would show."""

from __future__ import annotations

import pytest
from rich.color import ColorType
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from rnntui.ui.spans import Line, Span
from rnntui.ui.themes import DARK, DEFAULTS, LIGHT
from rnntui.ui.widgets.lines import MOST_LOOKS, Lines, changes

SHOWN: tuple[Line, ...] = (
    (Span("ab "), Span("你", "cursor"), Span("cd", "bar", "app.bell")),
    (Span("a much longer line than there is room for", "plus"),),
    (),
)


class Host(App[None]):
    """Shows some lines."""

    CSS = "Lines { width: 20; height: 4; background: $panel; }"

    def __init__(self) -> None:
        super().__init__()
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DEFAULTS

    def compose(self) -> ComposeResult:
        yield Lines(SHOWN)


def looks(strips: list[Strip]) -> list[list[tuple[str, str]]]:
    """Text and style of each character."""
    return [[(character, str(segment.style)) for segment in strip for character in segment.text] for strip in strips]


def test_only_lines_that_differ_are_drawn() -> None:
    before: tuple[Line, ...] = ((Span("ab"), Span("cd")), (Span("x"),))
    assert changes(before, before) == []
    assert changes(before, ((Span("ab"), Span("CD")), (Span("x"),))) == [0]
    assert changes(before, (before[0], (Span("x", "dim"),))) == [1]
    assert changes(before, (*before, ())) == [2]
    assert changes(before, before[:1]) == [1]


async def test_what_is_drawn_has_the_text_and_the_colours_of_the_theme() -> None:
    app = Host()
    async with app.run_test() as pilot:
        lines = app.query_one(Lines)
        whole = Region(0, 0, 20, 4)
        first = lines.render_lines(whole)
        assert [strip.text for strip in first] == ["ab 你cd" + " " * 13, "a much longer line t", " " * 20, " " * 20]
        assert [strip.cell_length for strip in first] == [20] * 4
        styles = [segment.style for strip in first for segment in strip if segment.style is not None]
        assert {style.bgcolor.type for style in styles if style.bgcolor is not None} == {ColorType.TRUECOLOR}
        assert styles[1].reverse
        assert styles[2].meta == {"@click": "app.bell"}
        app.theme = LIGHT.name
        await pilot.pause()
        assert looks(lines.render_lines(whole)) != looks(first)
        app.theme = DARK.name
        await pilot.pause()
        assert looks(lines.render_lines(whole)) == looks(first)


async def test_a_part_is_cut_out_of_the_lines() -> None:
    app = Host()
    async with app.run_test():
        lines = app.query_one(Lines)
        whole = lines.render_lines(Region(0, 0, 20, 4))
        part = lines.render_lines(Region(2, 1, 5, 2))
        assert looks(part) == looks([strip.crop(2, 7) for strip in whole[1:3]])


async def test_lines_that_changed_are_drawn_as_they_are_now(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Host()
    async with app.run_test() as pilot:
        lines = app.query_one(Lines)
        await pilot.pause()
        asked: list[tuple[Region, ...]] = []
        refresh = Widget.refresh

        def noted(widget: Widget, *regions: Region, **options: bool) -> Widget:
            asked.append(regions)
            return refresh(widget, *regions, **options)

        monkeypatch.setattr(Widget, "refresh", noted)
        lines.show_lines(((Span("new"),), *SHOWN[1:]))
        assert asked == [(Region(0, 0, 20, 1),)]
        assert lines.render_lines(Region(0, 0, 20, 1))[0].text.strip() == "new"


async def test_styles_of_many_places_to_click_are_not_kept_for_ever() -> None:
    app = Host()
    async with app.run_test():
        lines = app.query_one(Lines)
        for step in range(3 * MOST_LOOKS):
            lines.show_lines(((Span("x", "plain", f"app.go({step})"),),))
            lines.render_lines(Region(0, 0, 20, 1))
        assert len(lines._looks) <= MOST_LOOKS
