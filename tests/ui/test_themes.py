"""The colours: every text stands out from what is behind it, for every eye and on every terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.color import Color as TerminalColor
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme
from textual.widgets import OptionList

from rnntui.commands.options import THEMES as OFFERED
from rnntui.session.setup import Setup, sample_setup
from rnntui.ui.app import RnntuiApp
from rnntui.ui.themes import CONTRAST, DARK, DEFAULTS, LIGHT, NAMES, THEMES, theme_after

LEAST = {"dark": 4.5, "light": 4.5, "contrast": 7.0}
"""WCAG 2.2: 1.4.3 asks for 4.5, 1.4.6 for 7."""
LEAST_OF_LINES = 3.0
TEXTS = ("foreground", "primary", "secondary", "accent", "warning", "error", "success")
OURS = ("quiet", "bar", "plus", "minus", "text-disabled")
SCREENS = {
    "explore": ("n", "n", "S"),
    "field": ("i", "end", "x"),
    "chooser": ("A", "down"),
    "nothing fits": ("A", "q", "q"),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "palette, searched": ("ctrl+p", "l", "s", "down"),
}
XTERM = (
    *("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"),
    *("#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"),
)
"""The 16 colours of xterm: its yellow and cyan can't be read on white, its blue hardly on black."""
BLIND = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What is seen of linear red, green and blue: Machado, Oliveira & Fernandes 2009, severity 1."""


def linear(colour: str) -> tuple[float, float, float]:
    """Red, green and blue in proportion to their light."""
    r, g, b = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in Color.parse(colour).normalized
    )
    return r, g, b


def luminance(colour: str) -> float:
    r, g, b = linear(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def backgrounds(theme: Theme) -> tuple[str, ...]:
    found = (theme.background, theme.surface, theme.panel)
    return tuple(each for each in found if each is not None)


def texts(theme: Theme) -> dict[str, str]:
    """The colours in which something is written."""
    return {**{name: getattr(theme, name) for name in TEXTS}, **{name: theme.variables[name] for name in OURS}}


def test_the_contrast_is_that_of_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#0000ff", "#ffffff") == pytest.approx(8.59, abs=0.005)


@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
def test_every_text_stands_out_from_every_background(theme: Theme) -> None:
    for behind in backgrounds(theme):
        for name, colour in texts(theme).items():
            assert contrast(colour, behind) >= LEAST[theme.name], (name, behind)
    for behind in backgrounds(theme)[:2]:
        assert contrast(theme.variables["line"], behind) >= LEAST_OF_LINES


@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
def test_what_is_quiet_is_quieter_than_the_text_and_louder_than_lines(theme: Theme) -> None:
    names = ("foreground", "quiet", "line")
    colours = {**texts(theme), "line": theme.variables["line"]}
    ratios = [contrast(colours[name], backgrounds(theme)[0]) for name in names]
    assert ratios == sorted(ratios, reverse=True)
    assert len(set(ratios)) == 3


def lab(rgb: tuple[float, float, float]) -> tuple[float, float, float]:
    """CIE L*a*b* of linear red, green and blue, white being D65."""
    rows = ((0.4124, 0.3576, 0.1805, 0.9505), (0.2126, 0.7152, 0.0722, 1.0), (0.0193, 0.1192, 0.9505, 1.089))
    scaled = [(r * rgb[0] + g * rgb[1] + b * rgb[2]) / white for r, g, b, white in rows]
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in scaled)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("kind", BLIND)
@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
def test_plus_and_minus_differ_for_every_eye(theme: Theme, kind: str) -> None:
    def seen(name: str) -> tuple[float, float, float]:
        colour = linear(theme.variables[name])
        r, g, b = (min(max(sum(m * c for m, c in zip(row, colour, strict=True)), 0.0), 1.0) for row in BLIND[kind])
        return lab((r, g, b))

    distance = sum((a - b) ** 2 for a, b in zip(seen("plus"), seen("minus"), strict=True)) ** 0.5
    # 2 can just be told apart side by side, red and green of the same lightness come to 10 or so.
    assert distance > 40


@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
def test_on_16_colours_nothing_vanishes(theme: Theme) -> None:
    def nearest(colour: str) -> str:
        number = TerminalColor.parse(colour).downgrade(ColorSystem.STANDARD).number
        assert number is not None
        return XTERM[number]

    for behind in map(nearest, backgrounds(theme)):
        for name, colour in {**texts(theme), "line": theme.variables["line"]}.items():
            assert contrast(nearest(colour), behind) >= 3.5, name
    assert nearest(theme.variables["plus"]) != nearest(theme.variables["minus"])


@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
def test_on_256_colours_every_text_can_be_read(theme: Theme) -> None:
    def nearest(colour: str) -> str:
        return TerminalColor.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex

    for behind in map(nearest, backgrounds(theme)[:2]):
        for name, colour in texts(theme).items():
            assert contrast(nearest(colour), behind) >= LEAST[theme.name], name
    for list_of in ("block-cursor-background", "block-cursor-blurred-background"):
        chosen = nearest(theme.variables[list_of])
        for name in ("foreground", "quiet"):
            assert contrast(nearest(texts(theme)[name]), chosen) >= LEAST[theme.name], (list_of, name)
        assert chosen not in map(nearest, backgrounds(theme)[:2])


def written(app: RnntuiApp) -> Iterator[tuple[str, str, str]]:
    """What the widgets of the topmost screen write: text, colour, background. What lies below is dimmed on purpose."""
    compositor = app.screen._compositor
    strips = compositor.render_strips()
    for widget, (region, clip) in compositor.visible_widgets.items():
        seen = region.intersection(clip)
        lines = () if widget.is_container or widget is app.screen else strips[seen.y : seen.bottom]
        for text, style, _ in (segment for strip in lines for segment in strip.crop(seen.x, seen.right)):
            if style is None or style.color is None or style.bgcolor is None or not any(map(str.isalnum, text)):
                continue
            colours = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
            yield (text, *(colours[::-1] if style.reverse else colours))


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
async def test_every_text_that_is_drawn_can_be_read(theme: Theme, screen: str) -> None:
    app = RnntuiApp(sample_setup("kinship"), theme=theme.name)
    async with app.run_test(size=(100, 36)) as pilot:
        while app.session is None or not app.explore.is_ready:
            await pilot.pause()
        await pilot.press(*SCREENS[screen])
        await app.workers.wait_for_complete()
        await pilot.pause()
        found = list(written(app))
    line = Color.parse(theme.variables["line"]).hex.lower()
    texts_read = [each for each in found if each[1] != line]
    assert len(texts_read) > 2
    for text, colour, behind in texts_read:
        assert contrast(colour, behind) >= LEAST[theme.name], (text, colour, behind)


async def test_a_notification_can_be_read() -> None:
    for theme in THEMES:
        app = RnntuiApp(Setup(text="a"), theme=theme.name)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            while app.session is None or not app.explore.is_ready:
                await pilot.pause()
            for severity in ("error", "warning", "information"):
                app.notify("what happened", title="said", severity=severity)
            await pilot.pause()
            found = {each for each in written(app) if each[0].strip() in ("what happened", "said")}
        # Three titles, and the text that is the same in all.
        assert len(found) == 4
        for text, colour, behind in found:
            assert contrast(colour, behind) >= LEAST[theme.name], (theme.name, text)


async def test_without_colour_what_is_chosen_and_the_cursor_are_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = RnntuiApp(sample_setup("kinship"))
    async with app.run_test(size=(100, 36)) as pilot:
        while app.session is None or not app.explore.is_ready:
            await pilot.pause()
        await pilot.press("A", "down")
        await pilot.pause()
        drawn = [segment for strip in app.screen._compositor.render_strips() for segment in strip]
        chosen = app.screen.query_one(OptionList)
    styles = [(text, style) for text, style, _ in drawn if style is not None]
    assert not [
        text for text, style in styles if not all(c is None or c.is_default for c in (style.color, style.bgcolor))
    ]
    name = chosen.get_option_at_index(chosen.highlighted or 0).prompt
    assert [text.strip() for text, style in styles if style.underline and text.strip()] == str(name).strip().split(
        "\n    "
    )
    assert [text for text, style in styles if style.reverse and len(text) == 1] == ["t"]


async def test_the_key_goes_through_all_three() -> None:
    app = RnntuiApp(Setup(text="a"))
    async with app.run_test() as pilot:
        seen = [app.theme]
        for _ in THEMES:
            await pilot.press("ctrl+t")
            seen.append(app.theme)
    assert seen == [DARK.name, LIGHT.name, CONTRAST.name, DARK.name]


def test_what_the_commands_offer_is_what_there_is() -> None:
    assert OFFERED == NAMES
    assert theme_after("nord") == DARK.name
    for theme in THEMES:
        assert theme.variables.keys() >= DEFAULTS.keys()
