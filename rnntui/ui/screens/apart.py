"""What fills the screen while a value is taken apart, in whatever mode."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from ..widgets.apart import Apart
from .body import Body

AROUND = 9
"""Lines around the list of terms, about."""


class Walking(Body):
    """One panel; what is chosen in it is the view's."""

    DEFAULT_CSS = """
    Walking Apart { width: 100%; height: 100%; }
    """
    first: ClassVar[str] = "terms"

    def share(self, width: int, height: int) -> None:
        del width
        self.page = max(height - AROUND, 1)

    def __init__(self, focused_before: str | None, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.focused_before = focused_before
        """The id of the panel that had the focus."""

    def compose(self) -> ComposeResult:
        yield Apart(id="terms").data_bind(Walking.session, Walking.view)
