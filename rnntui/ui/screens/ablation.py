"""Which unit mattered: each is silenced in turn, beside the app, and the changes of the answer are ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from ...errors import RnntuiError
from ...render.show import show
from ..background import Run
from ..spans import Line, Span, cropped, wrapped
from ..widgets.effects import Effects, findings, running
from ..widgets.key_line import KeyLine
from ..widgets.lines import Lines
from ..words import Words

if TYPE_CHECKING:
    from ...session.ablation import Ablation as Found
    from ...session.session import Session

Place: TypeAlias = "tuple[str, int, int]"
"""A variable, a unit, and the step at which silencing it changes most."""


class _Stopped(Exception):  # noqa: N818 - nobody asks for it any more, which is no error.
    """The screen was closed meanwhile."""


class Ablation(ModalScreen["Place | None"]):
    """Ends with the unit to look at, or None."""

    CSS = """
    Ablation { align: center middle; background: $background 60%; }
    Ablation > Vertical {
        width: 96%; max-width: 90; height: auto;
        border: round $line; background: $surface; padding: 0 1;
    }
    Ablation Static { height: auto; }
    Ablation Lines { background: $surface; }
    Ablation Effects { height: 5; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,K", "dismiss(None)", show=False),
        Binding("up,k", "go(-1)", show=False),
        Binding("down,j", "go(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "go(-1000000000)", show=False),
        Binding("end", "go(1000000000)", show=False),
        Binding("left", "variable(-1)", show=False),
        Binding("right", "variable(1)", show=False),
        Binding("enter", "look", show=False),
        Binding("ctrl+e", "app.export", show=False),
    ]

    class Came(Message):
        """All units were silenced."""

        def __init__(self, run: Run[Found]) -> None:
            super().__init__()
            self.run = run

    class Heard(Message):
        """So much is known by now; `ended` is set where nobody waits for it any more."""

        def __init__(self, found: Found, ended: Event) -> None:
            super().__init__()
            self.found = found
            self.ended = ended

    def __init__(self, session: Session, names: tuple[str, ...], words: Words, is_told: bool = True) -> None:
        """`names` are the variables whose units can be silenced; it begins with the session's own, or the first.

        Without `is_told` no answer is given away.
        """
        super().__init__()
        self.session = session
        self.names = names
        self.words = words
        self.is_told = is_told
        own = session.cursor.variable
        self.variable = own if own in names else names[0]
        self.row = 0
        self.found: Found | None = None
        self._run: Run[Found] | None = None
        self._stop = Event()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Lines(id="title")
            yield Static(id="answer")
            yield Effects(id="effects")
            keys = ("screen.variable(1)", "screen.look", "app.export", "screen.dismiss(None)")
            yield KeyLine(self.words("ablation.keys"), keys, id="keys")

    def on_mount(self) -> None:
        self.query_one(Effects).focus()
        self.begin()

    def on_unmount(self) -> None:
        self._stop.set()

    def on_resize(self, event: events.Resize) -> None:
        del event
        self.draw()

    def exported(self) -> tuple[str, Callable[[], Iterator[list[str]]]] | None:
        """What the ranking is called, and its rows as far as it is known."""
        if (found := self.found) is None:
            return None
        from ...render.ablation_data import ablation_rows

        return f"without_{found.variable}", lambda: iter(ablation_rows(found))

    @property
    def is_busy(self) -> bool:
        """Whether units are being silenced."""
        return self._run is not None

    def begin(self) -> None:
        """Silence the units of the variable, beside."""
        from ...session.ablation import ablation

        self._stop.set()
        stop = self._stop = Event()
        variable, realised = self.variable, self.session.realised
        self.found, self.row = None, 0

        def heard(found: Found) -> None:
            if stop.is_set():
                raise _Stopped
            self.post_message(self.Heard(found, stop))

        self.query_one("#title", Lines).show_lines((self._title(),))
        self._say(running(0, self.words))
        self.query_one(Effects).show_lines(())
        self._run = run = Run(
            lambda: ablation(realised, variable, heard), lambda run: self.post_message(self.Came(run))
        )
        if run.in_time():
            self._take(run)

    def _title(self) -> Line:
        """What is silenced, and which variables there are besides: as many of them as fit."""
        line = [Span(self.words("ablation.title", name=self.variable), "strong")]
        if len(self.names) < 2:
            return tuple(line)
        line.append(Span("   ◂ ", "accent", "screen.variable(-1)"))
        place = self.names.index(self.variable)
        # From the one before on, so that one's own is seen.
        for each, name in list(enumerate(self.names))[max(place - 1, 0) :]:
            text = f"▐{name}▌" if each == place else f" {name} "
            line.append(Span(text, "accent" if each == place else "plain", f"screen.take({each})"))
        return cropped((*line, Span(" ▸", "accent", "screen.variable(1)")), self._width)

    @property
    def _width(self) -> int:
        """Cells of a line inside the border."""
        return max(min(90, self.size.width * 96 // 100) - 4, 20)

    def on_ablation_heard(self, message: Ablation.Heard) -> None:
        message.stop()
        if self.is_busy and not message.ended.is_set():
            self._show(message.found)

    def on_ablation_came(self, message: Ablation.Came) -> None:
        message.stop()
        if message.run is self._run:
            self._take(message.run)

    def _take(self, run: Run[Found]) -> None:
        self._run = None
        if isinstance(run.error, RnntuiError):
            self._say(show(self.words.told(run.error)))
        elif run.error is not None:
            raise run.error
        else:
            assert run.result is not None
            self._show(run.result)

    def _show(self, found: Found) -> None:
        """Show what is known by now. Whoever points at a unit that is not the first goes on to point at it."""
        pointed = self.found.effects[self.row].unit if self.row and self.found is not None else None
        self.row = next((place for place, each in enumerate(found.effects) if each.unit == pointed), 0)
        self.found = found
        self.draw()

    def draw(self) -> None:
        """Show the ranking."""
        if (found := self.found) is None or not self.is_mounted:
            return
        said = list(findings(found, self.words, self.is_told))
        self._say("\n".join(said))
        effects = self.query_one(Effects)
        # Around it stand the border, the title, what is said, and the keys.
        around = 4 + sum(len(wrapped(line, self._width)) for line in said)
        effects.styles.height = max(min(len(found.effects) + 1, self.size.height - 2 - around), 4)
        effects.show_effects(found, self.words, self.row, self.is_told)

    def _say(self, text: str) -> None:
        self.query_one("#answer", Static).update(Content(text))

    def action_go(self, by: int) -> None:
        """Go along the ranking."""
        if self.found is not None:
            self.row = max(0, min(self.row + by, len(self.found.effects) - 1))
            self.draw()

    def action_page(self, by: int) -> None:
        """A page up or down."""
        self.action_go(by * max(self.query_one(Effects).size.height - 1, 1))

    def action_variable(self, by: int) -> None:
        """Silence the units of another variable."""
        self.variable = self.names[(self.names.index(self.variable) + by) % len(self.names)]
        self.begin()

    def action_take(self, place: int) -> None:
        """Silence the units of one of the variables."""
        self.variable = self.names[place]
        self.begin()

    def action_look(self) -> None:
        """Look at the unit."""
        if self.found is not None and self.found.effects:
            effect = self.found.effects[self.row]
            self.dismiss((self.found.variable, effect.unit, effect.step))

    def on_effects_resized(self, message: Effects.Resized) -> None:
        message.stop()
        self.draw()

    def on_effects_pointed(self, message: Effects.Pointed) -> None:
        message.stop()
        if message.row == self.row:
            self.action_look()
        else:
            self.row = message.row
            self.draw()
