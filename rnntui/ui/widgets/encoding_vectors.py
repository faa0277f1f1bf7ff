"""The vectors of the words of a sentence: one row a word, one column a number."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message

from ...render.components import Components, components, digits_of, shown_dimensions
from ...render.show import show
from ..edit_marks import mark_of
from ..keys import BY_NAME
from ..spans import Kind, Line, Span, cropped, cut, padded, width_of
from .encoding_panel import EncodingPanel, Look, label_of
from .panel import rule

if TYPE_CHECKING:
    from ...session.session import Session

WIDEST_WORD = 12
AROUND_TITLE = 8
"""Cells of a rule beside its title and what stands at its right."""
BROADEST_ENTRY = 7
"""Cells of a number that stands for a word, at most: so much of the word is its title."""

MOST_TITLES = 100
"""So many titles are looked at for how broad they are."""


class EncodingVectors(EncodingPanel):
    """The table. Only the words and numbers of one page are made. A click beside the title turns the page."""

    pages: int = 1
    """How many pages of numbers there are."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        look, words = self.look, self.view.words
        if look is None or height < 3:
            return ()
        from ...session.encoding_words import rows_of

        vocabulary = look.vocabulary
        self.shown, first = look.names(max(height - 2 - (not vocabulary.keeps_order), 1))
        heads = [_head(look, name) for name in self.shown]
        if not vocabulary.keeps_order:
            heads.append(words("encoding.whole"))
        head = min(max(map(cell_len, heads)), WIDEST_WORD) + 2
        vectors = rows_of(vocabulary, self.shown)
        dimensions = shown_dimensions(vectors, bool(vocabulary.entries))
        size = _size(look, dimensions, digits_of(vectors))
        page, self.pages = _page(look, dimensions, max((width - head) // size, 1))
        cells = components(vectors, dimensions[page.start : page.stop])
        lines = [self._rule(look, page, len(dimensions), first, width), _titles(look, cells, head, size)]
        for number, (text, row) in enumerate(zip(heads, cells.rows, strict=True)):
            is_word = number < len(self.shown)
            here = is_word and self.shown[number] == look.name
            kind: Kind = "accent" if here else "plain" if is_word else "strong"
            label = Span(f"{'▶' if here else ' '}{padded(text, head - 2)} ", kind, f"look_at({number})" * is_word)
            marks = [""] * len(row)
            if is_word and session.realised.edited.is_changed:
                marks = [_mark(session, self.shown[number], place) for place in cells.dimensions]
            lines.append((label, *(_number(cell, size, mark) for cell, mark in zip(row, marks, strict=True))))
        return tuple(cropped(line, width) for line in lines)

    def _rule(self, look: Look, page: range, count: int, first: int, width: int) -> Line:
        """The line above, with which words and which numbers are shown, as far as there is room for it."""
        words, vocabulary = self.view.words, look.vocabulary
        key = "encoding.vectors" if vocabulary.encoding is not None else "encoding.vectors.fed"
        key += ".one" * (len(vocabulary.words) == 1)
        sizes = {"words": len(vocabulary.words), "size": vocabulary.size}
        titles = [words(each, **sizes) for each in (key, f"{key}.short")]
        inside = sum(vocabulary.place_of(name) is not None for name in self.shown)
        rows = words("encoding.words", first=first, last=first + inside - 1, count=len(vocabulary.words))
        which = f"{rows} · " if inside < len(vocabulary.words) else ""
        turn: Line = ()
        if len(page) < count:
            said = words("encoding.dimensions", first=page.start, last=page.stop - 1, count=count)
            turn = (Span("◂ ", "accent", "page(-1)"), Span(said, "dim", "page(1)"), Span(" ▸", "accent", "page(1)"))
            key_of = Span(f" {BY_NAME['page_down'].shown}", "dim", "page(1)")
            rights = [(Span(which, "dim"), *turn, key_of), (*turn, key_of), turn]
        elif vocabulary.entries and count < vocabulary.size:
            zeros = words("encoding.zeros", count=vocabulary.size - count)
            rights = [(Span(which + zeros, "dim"),), (Span(zeros, "dim"),)]
        else:
            rights = [(Span(which.rstrip(" ·"), "dim"),)] if which else [()]
        for title, right in product(titles, rights):
            if cell_len(title) + width_of(right) + AROUND_TITLE <= width:
                return rule(title, width, self.has_focus, right, "app.large")
        return rule(titles[-1], width, self.has_focus, rights[-1], "app.large")

    def action_page(self, by: int) -> None:
        """Show the numbers before or after those that are shown."""
        self.post_message(self.Paged(by))

    class Paged(Message):
        """The numbers before or after are wanted."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by


def _page(look: Look, dimensions: tuple[int, ...], count: int) -> tuple[range, int]:
    """The numbers of the page that is looked at, where `count` fit, and how many pages there are."""
    pages = max(-(-len(dimensions) // count), 1)
    first = min(look.page, pages - 1) * count
    return range(first, min(first + count, len(dimensions))), pages


def _head(look: Look, name: str) -> str:
    """A word, and how often it is there where that counts."""
    place = look.vocabulary.place_of(name)
    count = 1 if place is None or look.vocabulary.keeps_order else look.vocabulary.words[place].count
    label = label_of(look, name)
    return label if count == 1 else f"{cut(label, WIDEST_WORD - 4)} ×{count}"


def _size(look: Look, dimensions: tuple[int, ...], digits: int) -> int:
    """Cells of a column: number, shade and a blank; a word's title wants some room."""
    entries = look.vocabulary.entries
    # Of many one is long.
    few = dimensions if len(dimensions) <= MOST_TITLES else ()
    titles = max((cell_len(show(entries[k])) for k in few), default=BROADEST_ENTRY) if entries else 0
    return max(digits + 2, min(titles + 1, BROADEST_ENTRY), 4)


def _titles(look: Look, cells: Components, head: int, size: int) -> Line:
    entries = look.vocabulary.entries
    line = [Span(" " * head)]
    for dimension in cells.dimensions:
        text = cut(show(entries[dimension]), size - 1) if entries else str(dimension)
        line.append(Span(" " * (size - 1 - cell_len(text)) + text + " ", "dim"))
    return tuple(line)


def _mark(session: Session, name: str, dimension: int) -> str:
    """The mark of a number of a word's vector that was edited."""
    from ...engine.explanation import Source

    return mark_of(session.realised, Source(name, (dimension,), "entry"))


def _number(cell: str, size: int, mark: str) -> Span:
    kind: Kind = "accent" if mark else "dim" if cell.strip() == "·" else "minus" if "-" in cell else "plus"
    return Span(f"{mark + cell.lstrip():>{size - 1}} ", kind)
