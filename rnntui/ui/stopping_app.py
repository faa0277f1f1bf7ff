"""Where a run stops: breakpoints and watches, and what a key says that can do nothing now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import actions
from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.message import Message

from ..errors import RnntuiError
from ..render.show import show
from .searching_app import SearchingApp
from .why_not import nothing_more, why_not

if TYPE_CHECKING:
    from ..session.beside import Comparison
    from ..session.session import Session
    from ..session.stops import Entry
    from .rerunning_app import Shown


class StoppingApp(SearchingApp):
    """The actions of breakpoints and watches. They belong to the session; a comparison has those of the session."""

    class Nowhere(Message):
        """What was run to holds nowhere; the words that say so."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    # What can't be done

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        done = await super().run_action(action, default_namespace, namespaces)
        if not done:
            where, name, parameters = actions.parse(action) if isinstance(action, str) else action
            is_ours = where == "app" or (not where and default_namespace in (None, self))
            # A click on the token that is looked at has nothing to be told.
            if is_ours and (where, name) != ("app", "go"):
                self._say_why_not(name, parameters)
        return done

    def _say_why_not(self, action: str, parameters: tuple[object, ...]) -> None:
        """Say what is missing for an action that can't be done now."""
        to = parameters[0] if parameters and isinstance(parameters[0], int | str) else 1
        if (session := self.shown) is None or not self.explore.is_ready or self.check_action(action, parameters):
            return
        if (reason := why_not(session, self.view, action, to)) is not None:
            self.notify(reason, markup=False)

    # To where a breakpoint holds

    def action_run_on(self, by: int) -> None:
        """Go to the next place at which a breakpoint holds; stay where there is none."""
        from ..session.stops import next_stop
        from ..session.stops_beside import next_stop_beside

        session, beside = self.shown, self.beside
        if session is None:
            return
        nowhere = nothing_more(session, self.view, by)
        if beside is not None:
            self._run_to(beside, lambda: next_stop_beside(beside, by), nowhere)
        else:
            self._run_to(session, lambda: next_stop(session, by), nowhere)

    def run_to_hit(self, entry: Entry) -> None:
        """Go to the next place at which one condition holds; in two runs side by side in the one that is chosen."""
        from ..session.stops import to_next_hit

        if (session := self.shown) is None:
            return
        nowhere = self.view.words("stop.nowhere", text=show(entry.text))
        if (beside := self.beside) is None:
            self._run_to(session, lambda: to_next_hit(session, entry), nowhere)
            return

        def column() -> int | None:
            moment = to_next_hit(session, entry)
            moments = [each[beside.chosen == "b"] for each in beside.columns]
            return None if moment is None else moments.index(moment)

        self._run_to(beside, column, nowhere)

    def _run_to(self, begun: Shown, find: Callable[[], int | None], nowhere: str) -> None:
        """Go to the place that is found, beside the app where it takes long; else stay, saying so."""
        from ..session.comparison import go as go_beside
        from ..session.session import Session, go

        def run() -> Shown:
            found = find()
            if found is None:
                self.post_message(self.Nowhere(nowhere))
            # Who marked something or moved meanwhile keeps that.
            if isinstance(begun, Session):
                latest = self.session
                here = begun if latest is None or latest.realised is not begun.realised else latest
                return here if found is None else go(here, found)
            both = self.comparison
            is_same = both is not None and (both.a.realised, both.b.realised) == (begun.a.realised, begun.b.realised)
            beside = both if both is not None and is_same else begun
            return beside if found is None else go_beside(beside, found)

        self.rerun(run)

    def on_stopping_app_nowhere(self, message: Nowhere) -> None:
        self.notify(message.text, markup=False)

    # Which there are

    def action_stops(self) -> None:
        """List breakpoints and watches, and offer to add some."""
        from .screens.stops import Stops

        if self.shown is not None:
            self.push_screen(Stops(self.view.words))

    def change_stops(self, to: Callable[[Session], Session]) -> bool:
        """Change the breakpoints and watches of the run that is shown; an error is shown and changes nothing."""
        if self.session is None or (shown := self.shown) is None:
            return False
        try:
            found = to(shown)
        except RnntuiError as error:
            self.notify_error(error)
            return False
        self.session = replace(
            self.session, breakpoints=found.breakpoints, disabled=found.disabled, watches=found.watches
        )
        return True

    def validate_comparison(self, comparison: Comparison | None) -> Comparison | None:
        """Two runs stop where the session does."""
        if comparison is None or self.session is None:
            return comparison
        from ..session.stops_beside import with_stops

        return with_stops(comparison, self.session)

    def watch_session(self, before: Session | None, session: Session | None) -> None:
        super().watch_session(before, session)
        if self.comparison is not None:
            # It is looked at again whether it has the breakpoints of the session.
            self.comparison = self.comparison
