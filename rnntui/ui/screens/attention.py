"""The mode attention: output tokens by input tokens, and below them one output step in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from ..widgets.attention_matrix import AttentionMatrix
from ..widgets.attention_panel import Attended, AttentionPanel
from ..widgets.attention_step import AttentionStep
from .body import Body

if TYPE_CHECKING:
    from ...engine.explanation import Source


class Attention(Body, can_focus=True):
    """It knows which input token is pointed at; the output step is the session's own."""

    DEFAULT_CSS = """
    Attention > AttentionPanel { width: 100%; }
    """
    first: ClassVar[str] = "attention-matrix"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._token: int | None = None
        self._room = (0, 0)
        self._large = "attention-matrix"
        """The panel that fills the screen, where one does."""

    def compose(self) -> ComposeResult:
        yield AttentionMatrix(id="attention-matrix")
        yield AttentionStep(id="attention-step")

    def watch_session(self) -> None:
        self.draw()

    def watch_view(self) -> None:
        if self._room[0]:
            # What shares the rows out has another view before this body has.
            self.share(*self._room)
        self.draw()

    def on_mount(self) -> None:
        self.draw()

    def look(self) -> Attended | None:
        """Where one looks; None where the network has no attention."""
        if self.session is None:
            return None
        from ...session.attention import attention_shown

        name = attention_shown(self.session)
        if name is None:
            return None
        count = self.session.trace.clocks["t"]
        return Attended(name, None if self._token is None or not count else min(self._token, count - 1))

    def draw(self) -> None:
        if self.is_mounted:
            look = self.look()
            for panel in self.query(AttentionPanel):
                panel.show(self.session, self.view, look)

    def share(self, width: int, height: int) -> None:
        """The matrix has what it needs, up to half of the rows; the step has the rest."""
        self._room = (width, height)
        focused = self.screen.focused
        if isinstance(focused, AttentionPanel) and focused.id is not None:
            self._large = focused.id
        steps = 0 if self.session is None else self.session.trace.clocks.get("u", 0)
        tokens = 0 if self.session is None else self.session.trace.clocks["t"]
        below = min(tokens + 4, height // 2)
        matrix = min(steps + 2, height - below) if self.look() is not None else height
        if self.view.large is not None:
            matrix = height if self._large == "attention-matrix" else 0
        for name, rows in (("matrix", matrix), ("step", height - matrix)):
            panel = self.query_one(f"#attention-{name}")
            panel.display = rows > 0
            panel.styles.height = rows

    def go_along(self, dx: int, dy: int) -> bool:
        """Through the input tokens by the one pair of arrows, through the output steps by the other."""
        session = self.session
        if session is None or (look := self.look()) is None:
            return True
        if dx:
            count = session.trace.clocks["t"]
            here = self._heaviest() if look.token is None else look.token + dx
            self._token = max(0, min(here, count - 1))
            self.draw()
        elif dy:
            first = session.offset("u")
            here = session.moment + dy if session.cursor.clock == "u" else first if dy > 0 else session.moment
            self._go(max(min(here, session.moments - 1), min(first, session.moment)))
        return True

    @property
    def place(self) -> Source | None:
        """The weight of the input token that is pointed at, at this output step; of the heaviest where none is."""
        from ...engine.explanation import Source
        from ...session.attention import is_reached

        session, look = self.session, self.look()
        if session is None or look is None or session.cursor.clock != "u":
            return None
        if not self.view.ahead and not is_reached(session, look.name, session.cursor.step):
            return None
        token = self._heaviest() if look.token is None else look.token
        return Source(look.name, (session.cursor.step, token), "variable")

    def _heaviest(self) -> int:
        """The token with the most weight at this step, from which one sets out; the first where there is none."""
        from ...session.attention import is_reached, ranked

        session, look = self.session, self.look()
        if session is None or look is None or session.cursor.clock != "u":
            return 0
        known = self.view.ahead or is_reached(session, look.name, session.cursor.step)
        return ranked(session, look.name, session.cursor.step)[0].token if known else 0

    def _go(self, moment: int) -> None:
        self.call_later(self.run_action, f"app.go({moment})")

    def on_attention_panel_pointed(self, message: AttentionPanel.Pointed) -> None:
        message.stop()
        if message.token is not None:
            self._token = message.token
            self.draw()
        if message.step is not None and self.session is not None:
            self._go(self.session.offset("u") + message.step)

    def on_attention_panel_turned(self, message: AttentionPanel.Turned) -> None:
        message.stop()
        self.go_along(0, message.by)
