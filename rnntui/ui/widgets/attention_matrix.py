"""The weights of an attention: a row for each output step, a column for each input token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual import events

from ...dataclass import dataclass
from ...render.bars import SHADES
from ..edit_marks import edit_marks
from ..spans import Kind, Line, Span, cropped, cut, padded
from ..steps import answer_at, token_at
from ..view import View
from .attention_panel import Attended, AttentionPanel
from .panel import rule
from .timeline import window

if TYPE_CHECKING:
    from ...session.session import Session

NARROWEST, ROOMY, BROADEST = 6, 9, 12
"""Cells of an input token: at least, where there is room, and at most."""
SUM = 7
"""Cells of the sum of a row."""
WIDEST_WORD = 12
MARKED = 0.005
"""A weight that is smaller has no shade: it is shown as 0.00."""


@dataclass(frozen=True)
class Page:
    """What of the matrix is shown."""

    steps: range
    tokens: range
    head: int
    """Cells of the output steps."""
    size: int
    """Cells of an input token."""


def page_of(session: Session, view: View, look: Attended, width: int, rows: int) -> Page:
    """The page around the output step and the input token that are looked at."""
    counts = session.trace.clocks
    here = session.cursor.step if session.cursor.clock == "u" else 0
    steps = window(counts["u"], here, max(rows, 1))
    offset = session.offset("u")
    written = [answer_at(session, offset + step, view.ahead) for step in steps]
    label = len(str(max(steps.stop - 1, 0))) + 2
    head = min(max(map(cell_len, [*written, view.words("attention.output")]), default=0), WIDEST_WORD) + label + 2
    room = max(width - head - SUM, NARROWEST)
    widest = max((cell_len(token_at(session, step)) for step in range(min(counts["t"], room))), default=0)
    size = max(NARROWEST, min(max(widest + 2, ROOMY), BROADEST, room // max(counts["t"], 1)))
    tokens = window(counts["t"], look.token or 0, max(room // size, 1))
    return Page(steps, tokens, head, size)


def matrix(session: Session, view: View, look: Attended, page: Page) -> tuple[Line, ...]:
    """The input tokens, and below them a row for each output step."""
    from ...session.attention import is_reached, total, weights_at

    lines = [_head(session, view, look, page)]
    offset = session.offset("u")
    for step in page.steps:
        here = session.cursor.clock == "u" and session.cursor.step == step
        known = view.ahead or is_reached(session, look.name, step)
        spans = [_label(session, view, step, here, page)]
        if known:
            weights = weights_at(session, look.name, step)
            marked = edit_marks(session, look.name, step, page.tokens)
            for token in page.tokens:
                is_here = here and token == look.token
                spans.append(_cell(float(weights[token]), page.size, is_here, marked.get(token, "")))
            spans.append(Span(f" {total(weights):.2f}", "dim"))
        else:
            spans += [Span(padded("   ?", page.size), "dim")] * len(page.tokens)
        lines.append(tuple(span._replace(click=span.click or f"app.go({offset + step})") for span in spans))
    return tuple(lines)


def _head(session: Session, view: View, look: Attended, page: Page) -> Line:
    line = [Span(padded(f"  u {view.words('attention.output')}", page.head), "dim")]
    for token in page.tokens:
        here = token == look.token
        text = cut(token_at(session, token), page.size - 2)
        shown = f"▐{text}▌" if here else f" {text}"
        line.append(Span(padded(shown, page.size), "accent" if here else "strong", f"token({token})"))
    line.append(Span(f" {view.words('attention.sum')}", "dim"))
    return tuple(line)


def _label(session: Session, view: View, step: int, here: bool, page: Page) -> Span:
    written = cut(answer_at(session, session.offset("u") + step, view.ahead), WIDEST_WORD)
    digits = len(str(max(page.steps.stop - 1, 0)))
    return Span(padded(f"{'▶' if here else ' '} {step:>{digits}} {written}", page.head), "accent" if here else "plain")


def _cell(weight: float, size: int, here: bool, edited: str) -> Span:
    """A number and a shade that says the same: ` .43▒▒`; the one that is pointed at is marked `▸`.

    The mark of an edit stands before the number.
    """
    if weight != weight:
        return Span(padded(" nan", size), "dim")
    number = f"{weight:.2f}".removeprefix("0") if weight < 0.995 else "1.0"
    level = SHADES[0] if weight < MARKED else SHADES[max(1, min(round(weight * 4), 4))]
    shades = level * max(min(size - 5, 4), 1)
    kind: Kind = "cursor" if here else "bar" if weight >= MARKED else "dim"
    before = f"{'▸' if here else ''}{edited}" or " "
    # Beside two marks the last shade gives way.
    return Span(set_cell_size(f"{before}{number}{shades}", size), kind)


class AttentionMatrix(AttentionPanel):
    """A click points at an output step and an input token, the wheel goes from output step to output step."""

    page: Page | None = None
    """What is shown."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        look, words = self.look, self.view.words
        if look is None:
            return ((Span(f" {words('attention.missing')}", "accent"),),)
        if not (session.trace.clocks["t"] and session.trace.clocks["u"]):
            return ()
        self.page = page = page_of(session, self.view, look, width, height - 2)
        head = rule(_title(session, self.view, look), width, self.has_focus, _place(session, self.view, page))
        return (head, *(cropped(line, width) for line in matrix(session, self.view, look, page)))

    def on_click(self, event: events.Click) -> None:
        """Point at the weight below the mouse."""
        offset, page = event.get_content_offset(self), self.page
        if page is None or offset is None or not 0 <= (row := offset.y - 2) < len(page.steps):
            return
        column = (offset.x - page.head) // page.size
        if offset.x >= page.head and column < len(page.tokens):
            self.post_message(self.Pointed(page.steps[row], page.tokens[column]))


def _title(session: Session, view: View, look: Attended) -> str:
    from ...session.attention import attention_names

    names = attention_names(session)
    title = view.words("attention.title", name=look.name)
    if len(names) < 2:
        return title
    place = names.index(look.name) + 1
    several = view.words("attention.several", name=look.name, place=place, count=len(names), names=", ".join(names))
    return f"{title} · {several}"


def _place(session: Session, view: View, page: Page) -> Line:
    """Which page it is, where it is one."""
    counts, parts = session.trace.clocks, []
    for key, shown, count in (("rows", page.steps, counts["u"]), ("tokens", page.tokens, counts["t"])):
        if len(shown) < count:
            parts.append(view.words(f"attention.{key}", first=shown.start, last=shown.stop - 1, count=count))
    return (Span(" · ".join(parts), "dim"),) if parts else ()
