"""Under what name the equations are saved, over the screen."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ...errors import RnntuiError
from ...render.show import show
from ...session.editing import copied
from ...session.equation_files import Filed, hidden_by, in_the_way, own_file, proposed_name, save, target
from ...session.realise import Realised
from ..words import Words


class SaveEquations(ModalScreen[Filed | None]):
    """Ends with the file that was written, or None. What nobody saw here is written over only when asked twice."""

    CSS = """
    SaveEquations { align: center middle; background: $background 60%; }
    SaveEquations > Vertical {
        width: 76; max-width: 96%; height: auto;
        border: round $line; background: $surface; padding: 0 1;
    }
    SaveEquations Static { height: auto; }
    SaveEquations #title { text-style: bold; }
    SaveEquations Input { margin: 0 0 1 0; background: $panel; }
    SaveEquations #hint { color: $quiet; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, text: str, realised: Realised, known: Filed | None, words: Words) -> None:
        """`known` is the file that the equations come from, as it was read or written last."""
        super().__init__()
        self.text = text
        self.words = words
        self.own = own_file(realised.setup)
        self.known = known
        self.proposed = proposed_name(copied(realised))
        self._asked: Path | None = None
        """The file of which it was said that it is there."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self.words("title.save_equations")), id="title")
            field = Input(show(self.proposed), placeholder=self.words("save.name"), compact=True, id="name")
            field.cursor_blink = False
            yield field
            # Filled from the start: the box is made as high as what stands in it.
            yield Static(Content(show(self._where(self.proposed))), id="where")
            yield Static(Content(self.words("save.hint")), id="hint")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._asked = None
        self._say(self._where(event.value))

    def _where(self, name: str) -> str:
        """Where Enter would save it, or why it can't."""
        try:
            path = target(name)
        except RnntuiError as error:
            return self.words.told(error)
        if (sample := hidden_by(path)) is not None:
            return self.words("save.hides", path=path, name=sample)
        return self.words("save.same" if path == self.own else "save.where", path=path)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            path = target(event.value)
            found = in_the_way(path, self.text, self.own, self.known)
            if found is not None and path != self._asked:
                self._asked = path
                self._say(self.words(f"save.{found}", path=path))
                return
            save(self.text, path)
        except (RnntuiError, OSError) as error:
            told = error if isinstance(error, RnntuiError) else RnntuiError(f"{event.value}: {error.strerror or error}")
            self._say(self.words.told(told))
        else:
            self.dismiss(Filed(path, self.text))

    def _say(self, text: str) -> None:
        self.query_one("#where", Static).update(Content(show(text)))
