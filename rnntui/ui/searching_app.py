"""Tokens that are searched, and places that are marked, in one run or in two side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..render.show import show
from .changing_app import ChangingApp

if TYPE_CHECKING:
    from textual.widget import Widget

    from ..session.beside import Comparison
    from ..session.session import Session
    from .widgets.search import Search


class SearchingApp(ChangingApp):
    """The actions of search and marks."""

    _sought: str = ""
    """What was searched last."""
    _searched_from: Session | Comparison | None = None
    """Where one was when the search began,"""
    _focused_before: Widget | None = None
    """and what had the focus."""

    # Search

    def action_search(self) -> None:
        """Ask for a token to go to."""
        from .widgets.search import Search

        begun = self.beside or self.session
        if begun is not None and not self.explore.query("#search-row"):
            self._searched_from, self._focused_before = begun, self.explore.focused
            self.explore.mount(Search(self.view.words, self._sought), before="#hints")

    def on_search_sought(self, message: Search.Sought) -> None:
        """Go to a token that has the text."""
        from ..session.searching import nearest

        begun, words = self._searched_from, self.view.words
        if begun is None or not self._is_there(begun):
            return
        found = self._places_of(message.text)
        place = nearest(found, _place(begun) if message.by == 0 else self._place_looked_at(), message.by or 1)
        if place is not None:
            self._sought = message.text
            self.action_go(place)
            # Of an output step the token is what it writes, not what it reads.
            is_read = self.shown is None or self.shown.cursor.clock == "t"
            key = "search.found" if is_read else "search.found.written"
            said = words(key, place=found.index(place) + 1, count=len(found))
        else:
            self._return_to(begun)
            said = words("search.none") if message.text else ""
        for bar in self.explore.query("#search-row"):
            bar.say(said, bool(found))  # type: ignore[attr-defined]

    async def on_search_ended(self, message: Search.Ended) -> None:
        """Close the field, and give the focus back, unless it went elsewhere by itself."""
        bars, begun = self.explore.query("#search-row"), self._searched_from
        if not bars or begun is None:
            return
        self._searched_from = None
        focused, before = self.explore.focused, self._focused_before
        is_inside = focused is None or any(focused in bar.walk_children() for bar in bars)
        with self.batch_update():
            # What is away is not drawn any more.
            await bars.remove()
        if not message.stays:
            self._return_to(begun)
        elif message.text.strip() and not self._places_of(message.text):
            self.notify(self.view.words("search.nothing", text=show(message.text.strip())), markup=False)
        if is_inside and before is not None and before.is_attached and before.display and before.focusable:
            before.focus()
        elif is_inside:
            self.explore.focus_table()

    def _places_of(self, text: str) -> tuple[int, ...]:
        """The moments, or in two runs the columns, at which a token has a text; of an answer those that are shown."""
        from ..session.searching import matches
        from ..session.stops_beside import matching_columns

        if self.beside is not None:
            return matching_columns(self.beside, text, ahead=self.view.ahead)
        return () if self.session is None else matches(self.session, text, ahead=self.view.ahead)

    def _place_looked_at(self) -> int:
        here = self.beside or self.session
        return 0 if here is None else _place(here)

    def _is_there(self, begun: Session | Comparison) -> bool:
        """Whether one still looks at the run, or the two, in which the search began."""
        here = self.beside or self.session
        return here is not None and _runs(here) == _runs(begun)

    def _return_to(self, begun: Session | Comparison) -> None:
        """Go back to where the search began; what was hidden there is hidden again."""
        from ..session.session import Session

        if not self._is_there(begun):
            return
        if isinstance(begun, Session):
            self._travel(lambda session: replace(session, cursor=begun.cursor, farthest=begun.farthest))
        else:
            self.comparison = begun

    # Marks

    def action_mark(self) -> None:
        """Mark this place, or take its mark away."""
        from ..session.marks import toggled
        from ..session.stops_beside import toggled_beside

        if not self._go_beside(toggled_beside):
            self.change(toggled)
        if (here := self.beside or self.session) is not None:
            is_set = _place(here) in here.marks
            self.notify(self.view.words("marked.set" if is_set else "marked.unset"), markup=False, timeout=3)

    def action_to_mark(self) -> None:
        """Go to the next mark."""
        from ..session.marks import to_next
        from ..session.stops_beside import to_next_mark_beside

        if not self._travel_beside(to_next_mark_beside):
            self._travel(to_next)


def _place(of: Session | Comparison) -> int:
    """The moment, or in two runs the column, that is looked at."""
    from ..session.session import Session

    return of.moment if isinstance(of, Session) else of.column


def _runs(of: Session | Comparison) -> tuple[int, ...]:
    """Which run it is, or which two."""
    from ..session.session import Session

    sessions = (of,) if isinstance(of, Session) else (of.a, of.b)
    return tuple(id(each.realised) for each in sessions)
