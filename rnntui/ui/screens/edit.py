"""The mode edit: the equations as text, checked while they are typed, and run as soon as they are right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import TextArea

from ...errors import RnntuiError
from ...render.show import show
from ...translation import reason_of, translated
from ..layout import WIDE
from ..view import View
from ..widgets.edit_panel import EditBar, EditPanel, EditRun, EditSide, State
from ..widgets.edit_text import EditText, Told
from .body import Body
from .edit_check import Checking, Draft

if TYPE_CHECKING:
    from ...session.equation_files import Filed
    from ...session.realise import Realised

SIDE = 46
"""Columns of what stands beside the text, at least."""


class Edit(Checking, can_focus=True):
    """The text is its own: what it comes to it asks the app to show."""

    DEFAULT_CSS = """
    Edit > Horizontal { height: 1fr; }
    Edit #text { width: 1fr; height: 100%; }
    Edit #edit-side { height: 100%; margin-left: 1; }
    Edit EditBar { width: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "text", show=False)]
    has_timeline: ClassVar[bool] = False
    ending: ClassVar[str] = ".toml"
    # A click on what stands around the text does not take the focus out of it.
    FOCUS_ON_CLICK: ClassVar[bool] = False

    class Opened(Message):
        """The equations are there: what was typed into them before can be put into the text."""

        def __init__(self, edit: Edit) -> None:
            super().__init__()
            self.edit = edit

    class Typed(Message):
        """The text is another one."""

        def __init__(self, draft: Draft) -> None:
            super().__init__()
            self.draft = draft

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._state = State()
        self._realised: Realised | None = None
        self._of = ""
        """The equations of the session,"""
        self._network: tuple[str, str | None] | None = None
        """and of which architecture and model they are."""
        self._entered = False
        """Whether keys reach it: until then Enter would not."""
        self.known: Filed | None = None
        """The file of one's own that the equations come from, as it was read or written last."""

    def compose(self) -> ComposeResult:
        yield EditRun(id="edit-run").data_bind(Body.session, Body.view)
        yield EditBar(id="edit-bar").data_bind(Body.session, Body.view)
        with Horizontal():
            yield EditText(id="text")
            yield EditSide(id="edit-side").data_bind(Body.session, Body.view)

    @property
    def area(self) -> EditText:
        """The field."""
        return self.query_one(EditText)

    @property
    def is_busy(self) -> bool:
        return super().is_busy or not self._entered

    @property
    def text(self) -> str:
        return self.area.text

    @property
    def draft(self) -> Draft:
        """What is written now."""
        # What can't be edited is shown otherwise than it is.
        text = self._of if self.area.read_only else self.area.text
        return Draft(text, self._of, self.area.cursor_location, self.known)

    def share(self, width: int, height: int) -> None:
        from ..widgets.timeline import rows_wanted

        rows = 0 if self.session is None else min(rows_wanted(self.session), 3 if height >= 18 else 2)
        self.query_one(EditRun).styles.height = rows
        side = self.query_one(EditSide)
        side.display = width >= WIDE
        side.styles.width = max(SIDE, width * 2 // 5)

    # What is written

    def on_mount(self) -> None:
        self.watch_session()
        self.post_message(self.Opened(self))

    def resume(self, draft: Draft | None) -> None:
        """Go on with what was typed before, where it is another version of the same equations."""
        if draft is not None and draft.of == self._of:
            self.known = draft.known or self.known
            if draft.text != self.area.text:
                self._fill(draft.text)
            self.area.move_cursor(draft.place)

    def on_focus(self) -> None:
        """Keys go not into the text until Enter or a click: who walks over the screens by digits types nothing."""
        self._entered = True

    def action_text(self) -> None:
        """Let keys go into the text."""
        self.area.focus()

    def watch_session(self) -> None:
        session = self.session
        if session is None or not self.is_mounted or session.realised is self._realised:
            # Who steps on changes nothing here.
            return
        from ...session.editing import equations_of
        from ...session.equation_files import filed, own_file

        self._realised = session.realised
        if session.setup.equations is None or self.known is None or self.known.path != own_file(session.setup):
            self.known = filed(session.realised)
        of, network = equations_of(session.realised), (session.setup.architecture, session.setup.model)
        is_other, self._network = network != self._network, network
        if of != self._of:
            self._of = of
            if of != self.sent:
                # The way back in the text ends where it would lead to what another network is called.
                self._fill(of, anew=is_other or self.area.read_only)
                self.post_message(self.Opened(self))
        self.sent = None
        if self.area.text != self._of:
            # What was typed is tried again on what was changed elsewhere.
            self.check_soon()
        self._look()

    def watch_view(self, before: View, view: View) -> None:
        if before.pending and not view.pending and self.is_mounted and self.area.text != self._of:
            self.check_soon()

    def _fill(self, text: str, anew: bool = False) -> None:
        """Put another text into the field: as an edit, so that it can be taken back there, or as the first one."""
        from ...session.editing import check_editable

        area = self.area
        self.begin_anew()
        try:
            check_editable(text)
        except RnntuiError as error:
            shown = "\n".join(map(show, text[:10_000].split("\n")))
            area.read_only = True
            area.load_text(shown)
            self._state = replace(self._state, status="refused", message=show(self.view.words.told(error)))
        else:
            area.read_only = False
            area.open(text, anew)
            self._state = replace(self._state, status="right")
        area.tell(None)
        self._look()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self._state.status == "refused":
            return
        self.post_message(self.Typed(draft := self.draft))
        if draft.text == self._of:
            self.check_no_more()
            self._clear()
        else:
            self._state = replace(self._state, status="checking")
            self.check_soon()
        self._look()

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        self._look()

    def on_descendant_focus(self) -> None:
        self._look()

    def on_descendant_blur(self) -> None:
        # What is typed next is taken back by itself.
        self.begin_anew()
        self.call_after_refresh(self._look)

    def when_saved(self, known: Filed) -> None:
        """Note what is in the file from now on."""
        self.known = known
        self._look()

    def _look(self) -> None:
        """Hand on to the panels how the text stands."""
        if not self.is_mounted or self.session is None:
            return
        from ...session.equation_files import standing

        area = self.area
        self._state = replace(
            self._state,
            line=area.cursor_location[0],
            lines=area.document.line_count,
            typing=area.has_focus,
            seen=area.is_told_seen,
            saved=standing(self.session.setup, area.text, self._of, self.known),
        )
        for panel in self.query(EditPanel):
            panel.show_state(self._state)
        bar = self.query_one(EditBar)
        bar.styles.height = bar.rows
        self.query_one(EditRun).show_age(self._state.status == "wrong")

    # What it comes to

    def typed(self) -> tuple[str, int] | None:
        if self._state.status == "refused":
            return None
        return self.area.text, self.area.cursor_location[0]

    def when_right(self, text: str) -> None:
        del text
        self._clear()
        self._look()

    def when_wrong(self, error: RnntuiError, text: str) -> None:
        from ...engine.places import place_of
        from ...engine.toml_mistakes import without_place

        language = self.view.words.language
        told = without_place(reason_of(error)), error.hint
        message, hint = (show(translated(each, language)) for each in told)
        place = place_of(text, error)
        self.area.tell(None if place is None else Told(place.line, place.column, message, hint))
        said = f"{message}{'；' if language == 'zh_TW' else '; '}{hint}" if hint else message
        self._state = replace(self._state, status="wrong", message=said, wrong=None if place is None else place.line)
        self._look()

    def _clear(self) -> None:
        """Show that nothing is wrong."""
        self.area.tell(None)
        self._state = replace(self._state, status="right", message="", wrong=None)
