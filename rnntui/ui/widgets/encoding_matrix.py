"""The cosines of the words of a sentence with each other, beside those that one-hot vectors would have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message

from ...render.cosines import SIZES, cosine_cell
from ...render.show import show
from ..spans import Kind, Line, Span, cropped, padded
from .encoding_panel import EncodingPanel, Look, label_of, marked
from .panel import rule

if TYPE_CHECKING:
    from ...session.session import Session

WIDEST_WORD = 9
BROAD = 36
"""From so many columns on the title is said in full."""
GAP = 3
"""Cells between two matrices."""
LEAST_WORDS = 2
"""So many words a narrow matrix has at least."""


class EncodingMatrix(EncodingPanel):
    """One matrix, or two beside each other where there is room; a click on the title's end takes the other one."""

    class Other(Message):
        """The other of the two matrices is wanted."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        del session
        look = self.look
        if look is None or height < 3:
            return ()
        words = self.view.words
        self.shown, _ = look.names(height - 2)
        labels = [label_of(look, name) for name in self.shown]
        head = min(max(map(cell_len, labels)), WIDEST_WORD) + 2
        is_one_hot = bool(look.vocabulary.entries)
        both, size = _fitting(len(self.shown), head, width, 1 if is_one_hot else 2)
        count = (width - both * head - (both - 1) * GAP) // (both * size)
        if count < len(self.shown):
            self.shown, _ = look.names(max(count, LEAST_WORDS))
            labels = [label_of(look, name) for name in self.shown]
        kinds = (False,) if is_one_hot else (False, True) if both == 2 else (look.as_one_hot,)
        names = (self.called(look), words("one-hot"))
        title = words("encoding.cosines") if both == 2 else words("encoding.cosines.of", name=names[kinds[0]])
        if both == 1 and width < BROAD:
            title = f"cos {names[kinds[0]]}"
        right: Line = ()
        if both == 1 and not is_one_hot:
            right = (Span(f"⇄ {names[not kinds[0]]}", "accent", "other"),)
        parts = [_matrix(look, self.shown, labels, head, size, each) for each in kinds]
        lines: list[Line] = [rule(title, width, self.has_focus, right, "app.large")]
        if both == 2 and height > len(parts[0]) + 1:
            across = head + size * len(self.shown) + GAP
            lines.append((Span(padded(f" {names[0]}", across), "strong"), Span(f" {names[1]}", "strong")))
        for rows in zip(*parts, strict=True):
            line: list[Span] = []
            for place, row in enumerate(rows):
                line += [Span(" " * GAP * (place > 0)), *row]
            lines.append(tuple(line))
        return tuple(cropped(line, width) for line in lines)

    def called(self, look: Look) -> str:
        """What the encoding is called."""
        encoding = look.vocabulary.encoding
        return self.view.words("encoding.fed") if encoding is None else show(encoding.name)

    def action_other(self) -> None:
        """Show the other matrix."""
        self.post_message(self.Other())


def _fitting(count: int, head: int, width: int, most: int) -> tuple[int, int]:
    """How many matrices of so many words stand beside each other, and how many cells a cosine takes."""
    for both in range(most, 0, -1):
        for size in SIZES:
            if both * (head + count * size) + (both - 1) * GAP <= width:
                return both, size
    return 1, SIZES[-1]


def _matrix(look: Look, names: tuple[str, ...], labels: list[str], head: int, size: int, one_hot: bool) -> list[Line]:
    """The words above, then a row for each word."""
    from ...session.encoding_likeness import matrix

    cosines = matrix(look.vocabulary, names, one_hot).tolist()
    titles = [Span(" " * head)]
    for number, (name, label) in enumerate(zip(names, labels, strict=True)):
        kind: Kind = "accent" if name == look.name else "dim"
        # Without …, which would take a letter's place.
        titles.append(Span(padded(marked(label, size - 1, ""), size), kind, f"look_at({number})"))
    rows: list[Line] = [tuple(titles)]
    for number, (name, label, values) in enumerate(zip(names, labels, cosines, strict=True)):
        here = name == look.name
        text = f"{'▶' if here else ' '}{padded(marked(label, head - 2), head - 2)} "
        cells = [_cell(value, size) for value in values]
        rows.append((Span(text, "accent" if here else "plain", f"look_at({number})"), *cells))
    return rows


def _cell(value: float, size: int) -> Span:
    text = cosine_cell(value, size)
    kind: Kind = "minus" if "-" in text else "plus" if "+" in text else "dim"
    return Span(text, kind)
