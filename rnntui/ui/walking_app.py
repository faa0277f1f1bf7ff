"""A value taken apart: into its terms, to where each came from, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .comparing_app import ComparingApp
from .view import Mode, Panel

if TYPE_CHECKING:
    from ..session.beside import Comparison
    from ..session.kept_walk import KeptWalk
    from ..session.session import Session
    from ..session.walk import Place, Walk
    from .copying import Copied


class WalkingApp(ComparingApp):
    """The actions of taking a value apart. While one walks, the arrows go through the terms, and the cursor follows."""

    _is_following: bool = False
    """Whether the cursor goes along with a walk, and not elsewhere."""

    # Into a value, and on

    def action_apart(self) -> None:
        """Take the value apart that is looked at; again: go to where the chosen term came from."""
        from ..session.walk import deeper
        from ..session.walking import begin, begin_beside

        session, walk = self.shown, self.view.walk
        if session is None or not session.steps:
            return
        if walk is not None:
            self._walk(deeper(session.realised, walk))
        elif self.view.mode == "compare":
            if self.beside is not None:
                self._walk(begin_beside(self.beside))
        else:
            self._walk(begin(session, self.place_looked_at))

    def take_apart(self, place: Place) -> None:
        """Take another value apart than the one that is looked at; on a screen where that is seen."""
        from ..session.walking import begin, begin_beside

        self.leave_walk()
        if self.view.mode == "edit":
            self.action_mode("explore")
        self.view = replace(self.view, orders=False)
        if self.beside is not None:
            self._walk(begin_beside(self.beside, place))
        elif self.session is not None and self.view.mode != "compare":
            self._walk(begin(self.session, place))

    @property
    def place_looked_at(self) -> Place | None:
        """The value that the mode's own cursor is on; None for that under the session's."""
        body = self.explore.body
        return body.place if body is not None and self.view.walk is None else None

    def action_apart_back(self) -> None:
        """Return to the value that one came from, from the first to the table."""
        from ..session.walk import back

        walk = self.view.walk
        if walk is not None and len(walk.frames) > 1:
            self._walk(back(walk))
        elif walk is not None:
            self.leave_walk()

    def action_apart_to(self, place: int) -> None:
        """Return to one of the values on the way."""
        from ..session.walk import back

        if (walk := self.view.walk) is not None and 0 <= place < len(walk.frames):
            self._walk(back(walk, place))

    def walk_again(self, kept: KeptWalk) -> None:
        """Take a value apart as it was when it was kept, as far as the run that is shown has it."""
        from ..session.kept_walk import walked

        is_shown = self.view.mode != "edit" and (self.beside is not None or self.view.mode != "compare")
        if (session := self.shown) is None or not session.steps or not is_shown:
            return
        if (walk := walked(session.realised, kept)) is not None:
            self._walk(walk)

    def leave_walk(self) -> None:
        """Close it, and look again at where one began."""
        from ..session.walking import returned, returned_beside

        if (walk := self.view.walk) is None:
            return
        self._is_following = True
        if self.view.mode != "compare":
            if self.session is not None:
                self.session = returned(self.session, walk)
        elif self.beside is not None:
            self.comparison = returned_beside(self.beside, walk)
        self.view = replace(self.view, walk=None)
        self._is_following = False

    def stay(self) -> None:
        """Close it where one has come to."""
        if self.view.walk is not None:
            self.view = replace(self.view, walk=None)

    def is_large_apart(self, panel: Panel | None) -> bool:
        """Whether letting a panel fill the screen means to take the value apart, or to leave that, which is done.

        In Compare the arithmetic of both runs has a panel of its own.
        """
        if self.view.walk is not None:
            if panel in (None, "work"):
                self.leave_walk()
                return True
            self.stay()
            return self.view.large == panel
        focused = self.explore.focused
        wanted = panel or ("work" if focused is not None and focused.id == "work" else None)
        if wanted == "work" and self.view.mode != "compare":
            self.action_apart()
            return True
        return False

    def _walk(self, walk: Walk) -> None:
        """Show a walk, and let the cursor follow."""
        from ..session.walking import followed, followed_beside

        self._is_following = True
        self.view = replace(self.view, walk=walk)
        if self.view.mode != "compare":
            if self.session is not None:
                self.session = followed(self.session, walk)
        elif self.beside is not None:
            self.comparison = followed_beside(self.beside, walk)
        self._is_following = False

    def _turn_to_note(self, before: Session | None, session: Session) -> None:
        if self.view.walk is None:
            super()._turn_to_note(before, session)
            return
        from ..session.walking import begin, is_there

        if self._is_following or is_there(session, self.view.walk):
            return
        # One went elsewhere: that value is taken apart, unless what is told there leads to another screen.
        mode = self.view.mode
        super()._turn_to_note(before, session)
        is_here = session.steps and self.view.mode == mode and mode != "encoding"
        walk = begin(session) if is_here else None
        if before is None or before.realised is not session.realised:
            # Nothing is to be drawn of a way through one run in another one.
            self.view = replace(self.view, walk=None)
            self.explore.session = self.shown
        self.view = replace(self.view, walk=walk)

    def watch_comparison(self, comparison: Comparison | None) -> None:
        super().watch_comparison(comparison)
        # One may have gone elsewhere.
        found, walk = self.beside, self.view.walk
        if found is None or walk is None or self._is_following:
            return
        from ..session.walking import begin_beside, is_there

        if not is_there(found.shown, walk):
            self.view = replace(self.view, walk=begin_beside(found) if found.shown.steps else None)

    def action_near(self) -> None:
        """In Encoding: look at the neighbour that is marked."""
        from .screens.encoding import Encodings

        if isinstance(body := self.explore.body, Encodings):
            body.action_look()

    # Among the terms

    def action_unit(self, by: int) -> None:
        from ..session.walk import along

        if (walk := self.view.walk) is None or self.shown is None:
            super().action_unit(by)
        else:
            self.view = replace(self.view, walk=along(self.shown.realised, walk, by))

    def action_page(self, by: int) -> None:
        body = self.explore.body
        if self.view.walk is None or body is None:
            super().action_page(by)
        else:
            self.action_unit(by * body.page)

    def action_column(self, by: int) -> None:
        from ..session.walk import across

        if (walk := self.view.walk) is None or self.shown is None:
            super().action_column(by)
        else:
            self.view = replace(self.view, walk=across(self.shown.realised, walk, by))

    def action_term(self, row: int, column: int) -> None:
        """Choose a term; go to where it came from if it is chosen already."""
        from ..session.walk import choose, chosen

        if (walk := self.view.walk) is None or self.shown is None:
            return
        if chosen(self.shown.realised, walk.here) == (row, column):
            self.action_apart()
        else:
            self.view = replace(self.view, walk=choose(walk, row, column))

    def action_mode(self, mode: Mode) -> None:
        """Show the place that one has walked to in another screen, or in the one that lies below."""
        self.stay()
        super().action_mode(mode)

    # What is chosen

    def chosen_target(self) -> str | None:
        """The chosen term as `--set` calls it, `W_i[0][2]`, `h[2][1]`, `x[0][1]`; None where none is chosen.

        At the end of a way the number itself.
        """
        if (walk := self.view.walk) is None or self.shown is None:
            return None
        from ..session.walk import is_end, target_of, term_of

        run = self.shown.realised
        if is_end(run, walk.here):
            return target_of(run, walk.here.place)
        term = term_of(run, walk.here)
        return None if term is None else target_of(run, term.source)

    def copied_work(self) -> Copied | None:
        """The worked arithmetic that is shown, in full precision; None where none is."""
        from .copying_work import copied_work

        walk = self.view.walk
        return None if walk is None or self.shown is None else copied_work(self.shown, self.view, walk)

    def action_latex(self) -> None:
        """Copy the worked arithmetic of the value that is looked at as LaTeX."""
        from .copying_work import latex_of

        if (session := self.shown) is None:
            return
        found = latex_of(session, self.view, self.place_looked_at)
        if found is not None:
            self.copy_to_clipboard(found.text)
            self.notify(self.view.words("copied.latex", place=found.name), markup=False)
