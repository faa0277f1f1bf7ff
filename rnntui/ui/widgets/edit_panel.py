"""What stands around the text of the equations: the run, how the text stands, what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from ...dataclass import dataclass
from ...render.cells import fitted, is_whole, vector_text
from ...render.show import show
from ..describe import architecture_name
from ..first_picture import HEAD
from ..notation import notation
from ..spans import Kind, Line, Span, cropped, cut, joined, padded, width_of, wrapped
from ..steps import MOST_IN_FULL
from ..view import View
from .edit_text import MOST_TOLD
from .panel import Panel, rule
from .timeline import Timeline, timeline

if TYPE_CHECKING:
    from ...session.equation_files import Standing
    from ...session.session import Session
    from ..words import Words

MOST_WEIGHTS = 4
"""So many lines of weights are shown."""
Status = Literal["right", "checking", "wrong", "refused"]


@dataclass(frozen=True)
class State:
    """How the text stands."""

    status: Status = "right"
    message: str = ""
    """What is wrong, where it is about no one line, or why the text can't be edited; visible text."""
    wrong: int | None = None
    """The line that is wrong, counted from 0."""
    seen: bool = True
    """Whether that line is on the screen, and what is wrong told under it."""
    line: int = 0
    """The line of the cursor, counted from 0."""
    lines: int = 1
    saved: Standing = "unsaved"
    typing: bool = False
    """Whether keys go into the text."""


def bar(session: Session, view: View, state: State, width: int) -> Line:
    """One line: what is edited and how it stands, and what can be done with it."""
    words = view.words
    name = architecture_name(session.model.program.architecture.name)
    kind: Kind = "accent" if state.status in ("wrong", "refused") else "dim"
    left: Line = (
        Span(" ✎ ", "accent"),
        Span(name, "strong", "app.save_equations"),
        Span(f" · {words(f'edit.{state.saved}')} · ", "dim", "app.save_equations"),
        Span(status_text(state, view), kind, "" if state.wrong is None else "app.to_error"),
    )
    right: list[Span] = [Span(f" {words('edit.line', line=state.line + 1, lines=state.lines)} ", "dim")]
    for action, shown, key in (
        ("app.notation", "F1", "edit.notation"),
        ("app.save_equations", "F2", "edit.save"),
        ("app.text(False)", "Esc", "edit.leave") if state.typing else ("app.text", "Enter", "edit.enter"),
    ):
        right += [Span(f" {shown}", "accent", action), Span(f" {words(key)} ", "dim", action)]
    kept: Line = tuple(right)
    if width_of(left) + width_of(kept) >= width:
        kept = tuple(span for span in right[1:] if span.kind == "accent")
    return joined(left, kept, width)


def seen(session: Session, view: View) -> View:
    """Who changes equations sees all that follows; till then what is not reached is hidden, so that one can guess."""
    return view if session.setup.equations is None else replace(view, ahead=True)


def keys_of_text(words: Words, width: int) -> Line:
    """The keys that there are while equations are typed."""
    line: Line = (Span(" "),)
    for shown, key, action in (
        ("Esc", "edit.leave", "app.text(False)"),
        ("^z", "key.undo", ""),
        ("^y", "key.redo", ""),
        ("F1", "key.notation", "app.notation"),
        ("F2", "key.save_equations", "app.save_equations"),
        ("^p", "key.palette", "app.command_palette"),
        ("^c", "key.quit", "app.quit"),
    ):
        part: Line = (Span(shown, "accent", action), Span(f" {words(key)}  ", "dim", action))
        line = (*line, *part) if width_of((*line, *part)) <= width else line
    return line


def status_text(state: State, view: View) -> str:
    """How the text stands, in words."""
    words = view.words
    match state.status:
        case "wrong" if state.wrong is not None:
            return words("edit.wrong", line=state.wrong + 1)
        case "wrong":
            return words("edit.wrong.whole")
    return words(f"edit.{state.status}")


def whole_message(state: State, width: int) -> tuple[Line, ...]:
    """What is wrong with the text as a whole, or in a line that is not on the screen."""
    if state.status != "refused" and (state.status != "wrong" or (state.wrong is not None and state.seen)):
        return ()
    return tuple((Span(f" {line}", "accent"),) for line in wrapped(state.message, width - 2)[:MOST_TOLD])


class EditPanel(Panel):
    """It is told by the screen how the text stands."""

    state = State()

    def show_state(self, state: State) -> None:
        """Show how the text stands."""
        if state != self.state:
            self.state = state
            self.draw()


class EditBar(EditPanel):
    """The line between the run and the text."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        return (bar(session, self.view, self.state, width), *whole_message(self.state, width)[: height - 1])

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return 1 + len(whole_message(self.state, self.app.size.width))


class EditRun(Timeline):
    """The run of the equations that were right last."""

    is_old = False
    """Whether the text is another one by now."""

    def __init__(self, tokens: Sequence[str] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(tokens, id=id)

    def show_age(self, is_old: bool) -> None:
        """Show whether it is old."""
        if is_old != self.is_old:
            self.is_old = is_old
            self.draw()

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        lines = timeline(session, seen(session, self.view), width, height, {})
        if not self.is_old or not session.steps:
            return lines
        head = Span(padded(f" {self.view.words('edit.old')}", HEAD - 1), "accent")
        first, *others = lines
        aged = ((span._replace(kind="line") for span in line) for line in ((head, *first[1:]), *others))
        return tuple(tuple(line) for line in aged)


class EditSide(EditPanel):
    """What follows from the equations, with the numbers of the step; below it the notation."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        room = width - 2
        title = self.view.words("title.inferred", step=session.cursor.step)
        lines = inferred(session, self.view, room)
        about = notation(self.view.words, room)
        most = max(height - 2 - len(about), height // 2)
        if len(lines) > most:
            lines = lines[:most]
        left = height - 2 - len(lines)
        second = rule(self.view.words("title.notation"), width, False, click="app.notation")
        below = (second, *(((Span("  "), *line)) for line in about[:left])) if left > 2 else ()
        return (rule(title, width, False), *((Span("  "), *line) for line in lines), *below)


def inferred(session: Session, view: View, width: int) -> tuple[Line, ...]:
    """One line a variable: how many units, its role, its value at the step that is looked at; then the weights."""
    program = session.model.program
    names = max(len(name) for name in program.names)
    roles = max(len(each.role) for each in program.equations.values())
    lines: list[Line] = []
    for name in program.names:
        equation = program.equations.get(name)
        units = session.trace.units(name)
        head = f"{show(name):<{names}} {units:>4} {equation.role if equation else 'input':<{roles}} "
        lines.append((Span(head, "strong"), Span(cut(_value(session, view, name), width - len(head)))))
    shapes = {name: "×".join(map(str, array.shape)) for name, array in session.model.weights.items()}
    weights = " ".join(f"{show(name)}:{shape}" for name, shape in shapes.items())
    label = f"{view.words('inferred.weights')} "
    indent = width_of((Span(label),))
    for place, line in enumerate(wrapped(weights, width - indent)[:MOST_WEIGHTS]):
        lines.append((Span(padded("" if place else label, indent), "dim"), Span(line, "dim")))
    return tuple(cropped(line, width) for line in lines)


def _value(session: Session, view: View, name: str) -> str:
    program, cursor = session.model.program, session.cursor
    clock = program.clocks[name]
    steps = session.trace.clocks.get(clock, 0)
    if not steps or not session.steps:
        return ""
    step = 0 if program.once(name) else cursor.step if clock == cursor.clock else steps - 1
    if not seen(session, view).ahead and not session.is_known(name, step):
        return "?"
    vector = session.trace.at(name, step)
    if len(vector) <= MOST_IN_FULL:
        return vector_text(vector)
    whole = is_whole(vector)
    return " ".join(fitted(float(value), 6, whole) for value in vector[:16])
