"""The command palette: every action, every architecture and every sample, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.style import Style

from .choices import offer
from .keys import KEYS
from .possible import is_possible

if TYPE_CHECKING:
    from .app import RnntuiApp


class Everything(Provider):
    """What can be done now, and what can be opened."""

    def _found(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        app = cast("RnntuiApp", self.app)
        words = app.view.words
        for key in KEYS:
            if key.in_palette and is_possible(
                app.shown, app.view, key.action.split("(")[0], -1 if "-1" in key.action else 1
            ):
                name = f"{words(f'key.{key.name}')}  ({key.shown})"
                yield name, words(f"tip.{key.name}"), partial(app.run_action, key.action)
        if app.shown is not None:
            for what in ("architecture", "sample"):
                for option in offer(what, app.shown, words).options:
                    if option.broken:
                        continue
                    name = words("palette.choice", what=words(f"choice.{what}"), name=option.name)
                    yield name, option.about, partial(app.take, option)

    async def discover(self) -> Hits:
        for name, about, command in self._found():
            yield DiscoveryHit(Content(name), command, name, _as_it_is(about))

    async def search(self, query: str) -> Hits:
        matcher, is_any = self.matcher(query), False
        for name, about, command in self._found():
            score, places = matcher.fuzzy_search.match(query, name)
            score = max(score, matcher.match(about) * 0.8)
            if score > 0:
                is_any = True
                yield Hit(score, _marked(name, places, matcher.match_style), command, name, _as_it_is(about))
        if not is_any:
            # Textual would say so in English.
            nothing = cast("RnntuiApp", self.app).view.words("palette.none")
            yield Hit(1, Content(nothing), lambda: None, nothing)


def _as_it_is(text: str) -> str:
    """A text that the palette takes for no markup: it hands on whatever is one already, though it asks for a string."""
    return cast("str", Content(text))


def _marked(name: str, places: Sequence[int], style: Style) -> Content:
    """A name with what was found in it; Textual's own would take it for markup."""
    shown = Content(name)
    for place in places:
        if not name[place].isspace():
            shown = shown.stylize(style, place, place + 1)
    return shown
