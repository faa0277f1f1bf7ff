"""The command palette: every action, every architecture and every sample, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

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
                    yield f"{words(f'choice.{what}')}: {option.name}", option.about, partial(app.take, option)

    async def discover(self) -> Hits:
        for name, about, command in self._found():
            yield DiscoveryHit(name, command, help=about)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, about, command in self._found():
            score = max(matcher.match(name), matcher.match(about) * 0.8)
            if score > 0:
                yield Hit(score, matcher.highlight(name), command, help=about)
