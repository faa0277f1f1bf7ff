"""One output step: score, weight and word, the largest weight first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from ...render.bars import size_bar
from ...render.cells import fitted
from ..edit_marks import advice_at, edit_marks
from ..spans import Line, Span, cropped, cut, in_clauses, padded, wrapped
from ..steps import WIDEST_TOKEN, answer_at, token_at
from .attention_panel import Attended, AttentionPanel
from .memory_weights import weights_file, weights_kind
from .panel import rule

if TYPE_CHECKING:
    from ...session.attention import Weighed
    from ...session.session import Session
    from ..view import View

NUMBER = 9
"""Cells of a number."""
MOST_BAR = 40


class AttentionStep(AttentionPanel):
    """Below the matrix. A click points at a token."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        look = self.look
        if look is None:
            return ()
        foot = notes(session, self.view, look, width, height)
        lines = [rule(_title(session, self.view, look), width, self.has_focus)]
        lines += step_lines(session, self.view, look, width, height - 1 - len(foot))
        lines += [()] * (height - len(lines) - len(foot))
        return (*(cropped(line, width) for line in lines), *foot)


def _title(session: Session, view: View, look: Attended) -> str:
    if session.cursor.clock != "u":
        return f"{look.name}[u]"
    written = answer_at(session, session.moment, view.ahead)
    return view.words("attention.step", step=session.cursor.step, name=cut(written, WIDEST_TOKEN))


def step_lines(session: Session, view: View, look: Attended, width: int, rows: int) -> list[Line]:
    """The tokens in order of weight, as many as there is room for; the rest in one line."""
    from ...session.attention import is_reached, ranked

    words = view.words
    if session.cursor.clock != "u":
        told: list[Line] = [(Span(f" {line}", "accent"),) for line in wrapped(words("attention.none"), width - 2)]
        return told[: max(rows, 0)]
    step = session.cursor.step
    if not is_reached(session, look.name, step) and not view.ahead:
        return [(Span(f" {words('attention.unknown')}", "accent"),)]
    order = ranked(session, look.name, step)
    room = max(rows - 1, 0)
    shown = order if len(order) <= room else order[: max(room - 1, 0)]
    if look.token is not None and look.token not in [each.token for each in shown] and shown:
        # What is pointed at is seen wherever it stands in the order.
        shown = (*shown[:-1], next(each for each in order if each.token == look.token))
    size = max(cell_len(words("attention.word")), *(cell_len(token_at(session, each.token)) for each in shown), 0)
    head = f"   {padded(words('attention.word'), size)}  {'t':>5} "
    score = f"{words('attention.score'):>{NUMBER - _wide(words('attention.score'))}}"
    weight = f"{words('attention.weight'):>{NUMBER - _wide(words('attention.weight'))}}"
    lines: list[Line] = [(Span(f"{head}{score}{weight}", "dim"),)]
    bar = max(min(width - size - 13 - 2 * NUMBER, MOST_BAR), 0)
    lines += [_line(session, look, each, size, bar) for each in shown]
    left = [each for each in order if each not in shown]
    if left:
        text = words("attention.more", count=len(left), weight=f"{sum(each.weight for each in left):.3f}")
        lines.append((Span(f"   {text}", "dim"),))
    return lines[: max(rows, 0)]


def _wide(text: str) -> int:
    return cell_len(text) - len(text)


def _line(session: Session, look: Attended, each: Weighed, size: int, bar: int) -> Line:
    here = each.token == look.token
    token = padded(token_at(session, each.token), size)
    score = "" if each.score is None else fitted(each.score, NUMBER - 1)
    click = f"token({each.token})"
    mark = edit_marks(session, look.name, session.cursor.step, (each.token,)).get(each.token, "")
    weight = f"{mark}{each.weight:.3f}"
    return (
        Span(f" {'▸' if here else ' '} {token}", "accent" if here else "strong", click),
        Span(f"  {each.token:>5} {score:>{NUMBER}}", "dim", click),
        Span(f"{weight:>{NUMBER}}", "plain", click),
        Span(f"  {size_bar(each.weight, 1.0, bar)}", "bar", click),
    )


def _edited(session: Session, view: View, look: Attended) -> str | None:
    """What the weight that is pointed at was without the edits; None where none is, or it is the same."""
    from ...session.attention import is_reached

    step = session.cursor.step
    if look.token is None or session.cursor.clock != "u" or not session.realised.edited.is_changed:
        return None
    if not view.ahead and not is_reached(session, look.name, step):
        return None
    return advice_at(session.realised, view.words, look.name, step, look.token)


def _is_held(session: Session, look: Attended) -> bool:
    """Whether any weight is given by an edit: what is left of its row is what it was."""
    name_of = session.model.program.variable
    edits = session.realised.edited.interventions
    return any(name_of(each.variable) == look.name for each in edits if each.variable in session.trace.names)


def notes(session: Session, view: View, look: Attended, width: int, height: int) -> tuple[Line, ...]:
    """What weights these are, and what to look at and to press; of an edited weight what it was."""
    texts = [
        _edited(session, view, look) or view.words(f"attention.look{'.held' * _is_held(session, look)}"),
        view.words(
            f"attention.{weights_kind(session.setup)}", seed=session.setup.seed, name=weights_file(session.setup)
        ),
    ]
    if height < 6:
        texts = texts[:1]
    return tuple(
        (Span(f" {in_clauses(text, width - 1)}", "accent" if not place else "dim"),) for place, text in enumerate(texts)
    )
