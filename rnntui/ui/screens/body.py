"""What stands between timeline and hints in every mode but Explore: panels that share the rows out among themselves."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.containers import Container
from textual.message import Message
from textual.reactive import var

from ...errors import RnntuiError
from ..background import Run
from ..view import Mode, View
from ..widgets.lines import Lines

if TYPE_CHECKING:
    from ...session.session import Session
    from ...session.walk import Place

Result = TypeVar("Result")


class Body(Container):
    """Given a session and a view, as the panels in it are. It shows them, and never changes them."""

    DEFAULT_CSS = """
    Body { width: 100%; layout: vertical; overflow: hidden; }
    """
    session: var[Session | None] = var(None)
    view: var[View] = var(View())

    has_timeline: ClassVar[bool] = True
    """Whether the sentence's own timeline stands above."""
    first: ClassVar[str] = ""
    """The id of the panel that gets the focus."""
    ending: ClassVar[str] = ".txt"
    """Of a file that what its panels show is written into."""
    page: int = 10
    """How many lines PgUp and PgDn go."""

    class WorkedOut(Message):
        """Something that took long has been worked out."""

        def __init__(self, run: Run[object], key: Hashable) -> None:
            super().__init__()
            self.run = run
            self.key = key

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._found: dict[Hashable, object] = {}
        """What was worked out last, by its key,"""
        self._under_way: tuple[Hashable, Run[object]] | None = None
        """and what still is."""

    @property
    def first_shown(self) -> str:
        """The id of the panel that gets the focus as things are."""
        return self.first

    @property
    def is_busy(self) -> bool:
        """Whether something is worked out beside."""
        return self._under_way is not None

    @property
    def text(self) -> str:
        """What its panels show, or the one that has the focus, as lines of text."""
        panels = [each for each in self.query(Lines) if each.display]
        focused = [each for each in panels if each.has_focus]
        lines = ("".join(span.text for span in line) for each in focused or panels for line in each.lines)
        return "".join(f"{line.rstrip()}\n" for line in lines)

    def share(self, width: int, height: int) -> None:
        """Share so many rows out among the panels."""

    def draw(self) -> None:
        """Draw again what depends on what was worked out."""

    @property
    def place(self) -> Place | None:
        """The value that this mode's own cursor is on; None for that under the session's."""
        return None

    def step(self, by: int) -> bool:
        """Whether going a step on is something of its own here, which is done then."""
        del by
        return False

    def go_along(self, dx: int, dy: int) -> bool:
        """Whether an arrow, or a page (dy beyond ±1), moves a cursor of its own here, which is done then."""
        del dx, dy
        return False

    def worked_out(self, key: Hashable, work: Callable[[], Result]) -> Result | RnntuiError | None:
        """What a function comes to, or why it can't; None while it goes on beside: `draw` is called when it has ended.

        One thing is worked out at a time; the last is kept.
        """
        if key in self._found:
            return cast("Result | RnntuiError", self._found[key])
        if self._under_way is not None:
            # What is asked for next is begun when this one has ended, and `draw` asks again.
            return None
        run: Run[object] = Run(work, lambda late: self.post_message(self.WorkedOut(late, key)))
        if run.in_time():
            return cast("Result | RnntuiError", self._keep(key, run))
        self._under_way = (key, run)
        return None

    def _keep(self, key: Hashable, run: Run[object]) -> object:
        if run.error is not None and not isinstance(run.error, RnntuiError):
            raise run.error
        result = run.result if run.error is None else run.error
        self._found = {key: result}
        return result

    def on_body_worked_out(self, message: Body.WorkedOut) -> None:
        message.stop()
        self._under_way = None
        self._keep(message.key, message.run)
        self.draw()


def body_of(mode: Mode) -> Body | None:
    """The body of a mode; None for Explore, whose panels stand by themselves. Loaded when it is first wanted."""
    match mode:
        case "compare":
            from .compare import Compare

            return Compare(id="body")
        case "encoding":
            from .encoding import Encodings

            return Encodings(id="body")
        case "memory":
            from .memory import Memory

            return Memory(id="body")
        case "attention":
            from .attention import Attention

            return Attention(id="body")
        case "diagram":
            from .diagram import Diagram

            return Diagram(id="body")
        case "edit":
            from .edit import Edit

            return Edit(id="body")
    return None
