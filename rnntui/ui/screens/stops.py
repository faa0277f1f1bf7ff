"""The list of breakpoints and watches, over the screen, with a field to add one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ...errors import RnntuiError
from ...session.hits import Hits, found_in
from ...session.session import Session
from ...session.stops import added, entries, removed, switched
from ..background import Run
from ..spans import Line, Span, cut
from ..stop_rows import Row, error_lines, keys_line, lines_of, note_lines, rows_of, rows_typed
from ..widgets.lines import Lines
from ..widgets.stop_field import StopField
from ..words import Words

if TYPE_CHECKING:
    from textual.timer import Timer

    from ...engine.trace import Trace
    from ...session.realise import Realised
    from ..stopping_app import StoppingApp

AGAIN = 0.2
"""Seconds after which the list is made again while moments are looked at beside."""
AT_ONCE = 0.1
"""Seconds for which they are looked at before it is asked whether somebody still waits."""


class Stops(ModalScreen[None]):
    """Changes the session of the app; moments of long runs are looked at beside it as long as it is open."""

    CSS = """
    Stops { align: center middle; background: $background 60%; }
    Stops > Vertical {
        width: 100; max-width: 94%; height: auto; max-height: 94%;
        border: round $line; background: $surface; padding: 0 1;
    }
    Stops #title { text-style: bold; height: 1; }
    Stops Input { background: $panel; }
    Stops Lines { background: $surface; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.rows: tuple[Row, ...] = ()
        self.here = 0
        """The row that is marked; -1 where none is."""
        self.wrong: RnntuiError | None = None
        """What is wrong with what is typed, or why nothing can stop at it."""
        self._is_open = True
        self._is_looking = False
        """Whether moments are looked at beside."""
        self._soon: Timer | None = None
        """Makes the list again, while they are."""
        self._wanted: tuple[Realised | None, tuple[Hits, ...]] = (None, ())
        """The run, and the conditions whose moments are to be looked at."""

    @property
    def _app(self) -> StoppingApp:
        return cast("StoppingApp", self.app)

    @property
    def _session(self) -> Session:
        session = self._app.shown
        assert session is not None
        return session

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self.words("stops.title")), id="title")
            field = StopField(placeholder=self.words("stops.field", example="h[t][0] > 0.5"), compact=True)
            field.cursor_blink = False
            yield field
            yield Lines(id="wrong")
            yield Lines(id="list")
            yield Lines(id="keys")

    def on_mount(self) -> None:
        self.draw()

    def on_unmount(self) -> None:
        self._is_open = False

    def on_resize(self) -> None:
        self.draw()

    # What is shown

    def draw(self) -> None:
        """Make all lines again."""
        typed = self.query_one(StopField).value
        if typed.strip():
            self.rows, self.wrong = rows_typed(self._session, typed, self.words)
        else:
            self.rows, self.wrong = rows_of(self._session, self.words), None
        least = 0 if not self.rows or self.rows[0].is_asked_for else -1
        self.here = max(min(self.here, len(self.rows) - 1), least)
        width = min(100, self.app.size.width * 94 // 100) - 4
        scrolled = self.query_one(StopField).scroll_offset.x
        wrong: tuple[Line, ...] = ()
        if self.wrong is not None and self.rows:
            wrong = note_lines(self.wrong, width, self.words)
        elif self.wrong is not None:
            wrong = error_lines(typed, self.wrong, width, scrolled, self.words)
        # Border, title, field and keys take the rest.
        room = max(self.app.size.height * 94 // 100 - 6 - len(wrong), 3)
        self._show("wrong", wrong)
        self._show("list", self._listed(width, room))
        self._show("keys", (), self._keys(width))
        self._wanted = self._session.realised, self._unfinished
        self._look_on()

    def _listed(self, width: int, room: int) -> tuple[Line, ...]:
        """As many rows as fit around the one that is marked."""
        made: list[Line] = [()]
        first = last = 0
        for place, row in enumerate(self.rows):
            if row.sort == "example" and (place == 0 or self.rows[place - 1].sort != "example"):
                made += [*([()] if place else []), (Span(f" {self.words('stops.examples')}", "dim"),)]
            lines = lines_of(row, place, place == self.here, width, self.words)
            if place == self.here:
                first, last = len(made), len(made) + len(lines)
            made += lines
        start = max(0, min(first - (room - (last - first)) // 2, len(made) - room))
        return tuple(made[start : start + room])

    def _show(self, name: str, *groups: tuple[Line, ...] | Line) -> None:
        lines = cast("tuple[Line, ...]", groups[0] if len(groups) == 1 else groups)
        widget = self.query_one(f"#{name}", Lines)
        widget.display = bool(lines)
        widget.styles.height = len(lines)
        widget.show_lines(lines)

    def _keys(self, width: int) -> Line:
        """What can be done, as much of it as fits: how to close is always said."""
        if self.wrong is not None and (self.here < 0 or not self.rows):
            key = "stops.keys.only" if self.rows else "stops.keys.error"
            return (Span(cut(self.words(key), width), "dim"),)
        return keys_line(self._row(self.here), self.here, width, self.words)

    # Moments that are looked at beside

    def _look_on(self) -> None:
        """Look at the moments that were not looked at yet, and show from time to time how far that is."""
        realised, hits = self._wanted
        if not hits:
            return
        if not self._is_looking:
            self._is_looking = True
            trace = self._session.trace.apart()
            Run(lambda: self._look(realised, trace), lambda _run: None).in_time(0)
        if self._soon is None:
            self._soon = self.set_timer(AGAIN, self._again)

    @property
    def _unfinished(self) -> tuple[Hits, ...]:
        """The conditions of which it is not known yet how often they hold: what is typed comes first."""
        typed = self.query_one(StopField).value.strip()
        found = [found_in(self._session.realised, typed)] if typed else []
        found += [each.found for each in entries(self._session) if each.sort == "break"]
        return tuple(each for each in found if isinstance(each, Hits) and not each.is_complete)

    def _look(self, realised: Realised | None, trace: Trace) -> None:
        """In a thread: look at what is wanted, which changes as one types, for as long as the run is the same."""
        try:
            while self._is_open and self._wanted[0] is realised:
                if (one := next((each for each in self._wanted[1] if not each.is_complete), None)) is None:
                    break
                one.look(trace, AT_ONCE)
        finally:
            self._is_looking = False

    def _again(self) -> None:
        self._soon = None
        self.draw()

    # What is done

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        # The first one, if that may be.
        self.here = -1
        self.draw()
        if self.wrong is not None and cell_len(event.value) >= self.query_one(StopField).size.width:
            # The field is scrolled after this.
            self.call_after_refresh(self.draw)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take(self.here)

    def on_stop_field_pressed(self, message: StopField.Pressed) -> None:
        if message.key == "delete":
            self.action_remove(self.here)
        else:
            self.action_switch(self.here)

    def action_go(self, by: int) -> None:
        """Mark another row."""
        self.here += by
        self.draw()

    def action_take(self, place: int) -> None:
        """Do what a row is for: add what is typed, go to the next hit, fill the field."""
        row = self._row(place)
        if row is None:
            return
        field = self.query_one(StopField)
        if row.sort == "add":
            if self._app.change_stops(lambda session: added(session, row.kind, row.text)):
                field.value = ""
                self.draw()
                texts = [(each.kind, each.text) for each in self.rows]
                self.here = texts.index((row.kind, row.text)) if (row.kind, row.text) in texts else 0
                self.draw()
        elif row.sort == "entry" and row.entry is not None and row.kind == "break" and not row.is_wrong:
            self.dismiss(None)
            self._app.run_to_hit(row.entry)
        else:
            field.value = row.text
            field.cursor_position = len(row.text)

    def action_remove(self, place: int) -> None:
        """Take a breakpoint or a watch away."""
        row = self._row(place)
        if row is not None and row.sort == "entry":
            self._app.change_stops(lambda session: removed(session, row.kind, row.text))
            self.draw()

    def action_switch(self, place: int) -> None:
        """Let a breakpoint stop no more, or again."""
        row = self._row(place)
        if row is not None and row.sort == "entry" and row.kind == "break":
            self._app.change_stops(lambda session: switched(session, row.text))
            self.draw()

    def action_leave(self) -> None:
        """Empty the field, then close."""
        field = self.query_one(StopField)
        if field.value:
            field.value = ""
        else:
            self.dismiss(None)

    def _row(self, place: int) -> Row | None:
        return self.rows[place] if 0 <= place < len(self.rows) else None
