"""The field in which one number is changed: below what is looked at, so that this stays in sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ...errors import RnntuiError, UsageError
from ...render.numbers import brief
from ...render.show import show
from ..spans import cut
from ..widgets.key_line import KeyLine
from ..words import Words

if TYPE_CHECKING:
    from ...session.edits import Edit
    from ...session.session import Session

Chosen: TypeAlias = "Edit | Literal['tables'] | None"
FIGURES = 8
"""So many figures of the present number are shown."""
NUMBERS = ("nan", "inf", "infinity")
"""What looks like a name and is a number that none can be changed to."""


class NumberField(ModalScreen["Chosen"]):
    """Ends with an edit that fits, with the wish to see the tables of all numbers, or with None.

    A number alone is the new value of `target`; what has an equals sign is an edit of its own, as `--set` takes it; a
    place without a value is the number that is changed next.
    """

    CSS = """
    NumberField { align: center bottom; background: transparent; }
    NumberField > Vertical {
        width: 100%; max-width: 110; height: auto;
        border: round $line; background: $surface; padding: 0 1;
    }
    NumberField Static { height: auto; }
    NumberField #title { text-style: bold; }
    NumberField Input { background: $panel; }
    NumberField #hint { color: $quiet; }
    NumberField #error { color: $error; text-style: bold; display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("tab", "dismiss('tables')", show=False),
    ]

    def __init__(self, current: Callable[[], Session | None], target: str | None, words: Words) -> None:
        """`current` is the session as it is when it is asked for."""
        super().__init__()
        self.current = current
        self.target = target
        self.words = words

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self.title_text()), id="title")
            field = Input(compact=True, id="value")
            field.cursor_blink = False
            yield field
            yield Static(Content(""), id="error")
            yield Static(Content(self.hint_text("")), id="hint")
            keys = ("screen.submit", "screen.dismiss('tables')", "screen.dismiss(None)")
            yield KeyLine(self.words("number.keys"), keys, id="keys")

    def _turn_to(self, target: str) -> None:
        """Show another number, and take the next one that is typed as its value."""
        self.target = target
        self.query_one("#title", Static).update(Content(self.title_text()))
        self.query_one(Input).value = ""

    def title_text(self) -> str:
        """The number as it is."""
        session = self.current()
        if self.target is None or session is None:
            return self.words("number.none")
        from ...session.edits import with_value
        from ...session.sheets import present

        cell = present(session.realised, with_value(self.target, "0"))
        place = show(self.target)
        if cell is None:
            return self.words("number.several", place=place)
        now = brief(cell.value, FIGURES)
        if cell.was is None:
            return self.words("number.is", place=place, value=now)
        return self.words("number.was", place=place, value=now, before=brief(cell.was, FIGURES))

    def hint_text(self, typed: str) -> str:
        """What may stand in the field; where a name is being typed, the names that begin so."""
        name = typed.split("[")[0].strip()
        if name and (name[0].isalpha() or name[0] == "_") and "=" not in typed:
            return self._names(name)
        return self.words("number.hint", example=self._example())

    def _example(self) -> str:
        session = self.current()
        if session is None:
            return ""
        from ...session.edit_examples import examples

        # A value of a variable is what the field is mostly opened on: another kind says more.
        return next(reversed(examples(session.realised)[:2]), "")

    def _names(self, begun: str) -> str:
        session = self.current()
        if session is None:
            return ""
        from ...session.sheets import sheets

        found = [
            f"{each.name}{'[·]' if each.is_vector else '[·][·]'} {each.rows}×{each.columns}"
            for each in sheets(session.realised)
            if each.name.casefold().startswith(begun.casefold())
        ]
        if not found:
            return self.words("number.no.name", text=show(cut(begun, 20)))
        shown = " · ".join(found[:6])
        more = f" {self.words('number.more', count=len(found) - 6)}" if len(found) > 6 else ""
        return self.words("number.names", names=show(shown) + more)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one("#error").display = False
        hint = self.query_one("#hint", Static)
        hint.update(Content(self.hint_text(event.value)))
        hint.display = True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_submit()

    def action_submit(self) -> None:
        """End with what was typed, where it fits; else say why not."""
        session = self.current()
        typed = self.query_one(Input).value.strip()
        if session is None or not typed:
            self.dismiss(None)
            return
        from ...session.edit_examples import in_terms_of
        from ...session.edits import is_target, parse_edit, with_value
        from ...session.sheets import checked

        text = typed if self.target is None or _is_named(typed) else f"{self.target}={typed}"
        try:
            if is_target(typed):
                checked(session.realised, with_value(typed, "0"))
                self._turn_to(typed)
                return
            self.dismiss(checked(session.realised, parse_edit(text)))
        except UsageError as error:
            self._refuse(in_terms_of(error, text, session.realised))
        except RnntuiError as error:
            self._refuse(error)

    def _refuse(self, error: RnntuiError) -> None:
        """Say what is wrong in place of what may stand here; what was typed stays."""
        shown = self.query_one("#error", Static)
        shown.update(Content(show(self.words.told(error))))
        shown.display = True
        self.query_one("#hint").display = False


def _is_named(typed: str) -> bool:
    """Whether what was typed names a place, and is no number alone."""
    return "=" in typed or ((typed[0].isalpha() or typed[0] == "_") and typed.casefold() not in NUMBERS)
