"""Where a run stops: breakpoints, watches, searched tokens and marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.message import Message

from ..render.show import show
from .changing_app import ChangingApp

if TYPE_CHECKING:
    from ..session.session import Session
    from ..session.stops import Entry
    from .widgets.search import Search


class StoppingApp(ChangingApp):
    """The actions of breakpoints, watches, search and marks."""

    _sought: str = ""
    """What was searched last."""
    _searched_from: Session | None = None
    """Where one was when the search began."""

    class Nowhere(Message):
        """What was run to holds nowhere; the words that say so."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    # Breakpoints

    def action_run_on(self, by: int) -> None:
        """Go to the next moment at which a breakpoint holds, or to the end."""
        from ..session.stops import next_stop

        if (session := self.session) is None:
            return
        name = "stop.unset" if not session.breakpoints else "stop.none" if by > 0 else "stop.none.back"
        end = session.moments - 1 if by > 0 else 0
        self._run_to(session, lambda: next_stop(session, by), end, self.view.words(name, step=session.moment))

    def run_to_hit(self, entry: Entry) -> None:
        """Go to the next moment at which one condition holds."""
        from ..session.stops import to_next_hit

        if (session := self.session) is not None:
            nowhere = self.view.words("stop.nowhere", text=show(entry.text))
            self._run_to(session, lambda: to_next_hit(session, entry), session.moment, nowhere)

    def _run_to(self, session: Session, find: Callable[[], int | None], otherwise: int, nowhere: str) -> None:
        """Go to the moment that is found, beside the app where it takes long; else elsewhere, saying so."""
        from ..session.session import go

        def run() -> Session:
            found = find()
            if found is None:
                self.post_message(self.Nowhere(nowhere))
            # Who marked something or moved meanwhile keeps that.
            latest = self.session
            if latest is None or latest.realised is not session.realised:
                return latest or session
            return go(latest, otherwise if found is None else found)

        self.rerun(run)

    def on_stopping_app_nowhere(self, message: Nowhere) -> None:
        self.notify(message.text, markup=False)

    def action_stops(self) -> None:
        """List breakpoints and watches, and offer to add some."""
        from .screens.stops import Stops

        if self.session is not None:
            self.push_screen(Stops(self.view.words))

    # Search

    def action_search(self) -> None:
        """Ask for a token to go to."""
        from .widgets.search import Search

        if self.session is not None and not self.explore.query("#search-row"):
            self._searched_from = self.session
            self.explore.mount(Search(self.view.words, self._sought), before="#hints")

    def on_search_sought(self, message: Search.Sought) -> None:
        """Go to a token that has the text."""
        from ..session.searching import matches, nearest
        from ..session.session import go

        begun, session, words = self._searched_from, self.session, self.view.words
        if begun is None or session is None or begun.realised is not session.realised:
            return
        found = matches(session, message.text)
        start = begun.moment if message.by == 0 else session.moment
        moment = nearest(found, start, message.by or 1)
        if moment is not None:
            self._sought = message.text
            self._travel(lambda session: go(session, moment))
            said = words("search.found", place=found.index(moment) + 1, count=len(found))
        else:
            self._travel(lambda session: replace(session, cursor=begun.cursor, farthest=begun.farthest))
            said = words("search.none") if message.text else ""
        for bar in self.explore.query("#search-row"):
            bar.say(said)  # type: ignore[attr-defined]

    async def on_search_ended(self, message: Search.Ended) -> None:
        """Close the field."""
        bars, begun = self.explore.query("#search-row"), self._searched_from
        if not bars or begun is None:
            return
        self._searched_from = None
        with self.batch_update():
            # What is away is not drawn any more.
            await bars.remove()
        if not message.stays:
            self._travel(lambda session: replace(session, cursor=begun.cursor, farthest=begun.farthest))
        self.explore.focus_table()

    # Marks

    def action_mark(self) -> None:
        """Mark this moment, or take its mark away."""
        from ..session.marks import toggled

        if self.change(toggled) and self.session is not None:
            is_set = self.session.moment in self.session.marks
            self.notify(self.view.words("marked.set" if is_set else "marked.unset"), markup=False, timeout=3)

    def action_to_mark(self) -> None:
        """Go to the next mark."""
        from ..session.marks import to_next

        self._travel(to_next)
