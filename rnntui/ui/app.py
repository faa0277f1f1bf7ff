"""The app: the actions that keys, mouse and palette ask for, each a pure function of the session or the view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.command import Provider

from ..render.show import in_one_line, show
from .editing_app import EditingApp
from .keys import bindings
from .themes import theme_after
from .view import Panel

if TYPE_CHECKING:
    from textual.widgets import Input

    from ..session.beside import Comparison
    from ..session.session import Session
    from .choices import Option
    from .copying import Copied
    from .widgets.sentence import Sentence

LIVE = 2_000
"""A sentence of up to so many characters runs at every key; a longer one with Enter."""


def palette() -> type[Provider]:
    """The provider of the command palette, loaded when it is first opened."""
    from .palette import Everything

    return Everything


class RnntuiApp(EditingApp):
    """What each action does. One that can't be done now is greyed out, and does nothing."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings())
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {palette}

    _typed_from: Session | Comparison | None = None
    """The session or the comparison in which the typing began."""

    # How it is shown

    def action_order(self) -> None:
        self.view = replace(self.view, by_change=not self.view.by_change)
        if self.view.by_change:
            self.go_to_top()

    def action_fold(self) -> None:
        self.view = replace(self.view, unfolded=not self.view.unfolded)

    def action_unroll(self) -> None:
        self.view = replace(self.view, unrolled=not self.view.unrolled)

    def action_ahead(self) -> None:
        self.view = replace(self.view, ahead=not self.view.ahead)

    def action_theme(self) -> None:
        self.choose_theme(theme_after(self.theme))

    def action_large(self, panel: Panel | None = None) -> None:
        if self.is_large_apart(panel):
            return
        wanted = panel or self._panel()
        large = None if self.view.large == wanted else wanted
        self.view = replace(self.view, large=large)
        if self.explore.body is None:
            self.explore.query_one(f"#{large or 'table'}").focus()

    def action_copy(self) -> None:
        """Copy what the focused panel shows; the terminal may refuse, and does not say so."""
        if self.may_change() and (found := self._copied()) is not None:
            self.copy_to_clipboard(found.text)
            self.say_copied(found.text.count("\n"))

    def action_write(self) -> None:
        """Write what the focused panel shows into a new file of the current folder."""
        from .copying import written

        if self.may_change() and (found := self._copied()) is not None:
            self.lookout.look(lambda: written(found), self._say_written)

    def _say_written(self, path: Path) -> None:
        self.notify(self.view.words("written", path=show(str(path))), markup=False)

    def _copied(self) -> Copied | None:
        """What the focused panel shows, as text."""
        from .copying import Copied, copied

        if self.view.walk is not None:
            return self.copied_work()
        if self.view.mode == "compare":
            return self.copied_beside()
        if (body := self.explore.body) is not None:
            return Copied(self.view.mode, body.ending, body.text)
        return None if self.session is None else copied(self.session, self.view, self._panel())

    def _panel(self) -> Panel:
        """The panel that has the focus; else the one that is large, or the table."""
        names: tuple[Panel, ...] = ("table", "equations", "work", "time")
        focused = self.explore.focused.id if self.explore.focused is not None else None
        return next((name for name in names if name == focused), self.view.large or "table")

    def action_leave(self) -> None:
        """Out of the field or the large panel; a run that goes on is not waited for any more."""
        if self.view.pending:
            # A comparison that was not begun is not begun again at once.
            self._keep_mode()
            self.wait_no_more()
            if self.shown is not None:
                self.explore.show_sentence(self.shown.setup.text)
        elif not self.explore.is_typing and self.view.walk is not None:
            self.leave_walk()
            return
        elif not self.explore.is_typing and (self.view.large is not None or self.view.orders):
            self.view = replace(self.view, large=None, orders=False)
        self.explore.focus_table()

    def action_help(self) -> None:
        from .screens.help import Help

        self.push_screen(Help(self.view.words))

    # What is run

    def action_sentence(self) -> None:
        for field in self.explore.query("#sentence"):
            field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Run what is being typed. A burst of typing starts from one session, so that one undo takes it back."""
        if event.input.id == "sentence" and len(event.value) <= LIVE:
            self._retype(event.value)

    def on_sentence_refused(self, message: Sentence.Refused) -> None:
        self.notify_error(message.error)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "sentence" and self._retype(event.value):
            self.explore.focus_table()

    def on_descendant_blur(self) -> None:
        self._typed_from = None

    def _retype(self, text: str) -> bool:
        if self.shown is None or in_one_line(self.shown.setup.text) == text:
            # The field says that it changed when it is filled, before the first run too.
            return self.shown is not None
        from ..session.session import Session, retype

        begun = self._typed_from = self._typed_from or self.beside or self.session
        assert begun is not None
        if isinstance(begun, Session):
            return self.rerun(lambda: retype(begun, text))
        from ..session.comparison import retype as retype_one

        return self.rerun(lambda: retype_one(begun, begun.chosen, text))

    def action_choose(self, what: str) -> None:
        """Open the list for one part of the setup, or of the steps to go to."""
        from .choices import offer
        from .screens.chooser import Chooser

        if self.shown is not None:
            self.push_screen(Chooser(offer(what, self.shown, self.view.words), self.view.words), self.take)

    def take(self, option: Option | None) -> None:
        """Go where an option of a list leads."""
        from ..session.editing import reread
        from ..session.session import choose

        if option is None or self.session is None:
            return
        if option.pair:
            self.begin_tale(option.pair)
        elif option.broken:
            self.mend(option.file)
        elif (setup := option.setup) is None:
            self.action_moment(option.step)
        elif (comparison := self.beside) is not None:
            self.choose_beside(comparison, setup)
        else:
            session, taken = self.session, reread if option.file else choose
            self.rerun(lambda: taken(session, setup))

    def action_undo(self) -> None:
        if self.view.mode == "compare":
            self.undo_beside()
            return
        from ..session.session import undo

        if (session := self.session) is not None:
            self.rerun(lambda: undo(session))

    def action_redo(self) -> None:
        if self.view.mode == "compare":
            self.redo_beside()
            return
        from ..session.session import redo

        if (session := self.session) is not None:
            self.rerun(lambda: redo(session))
