"""What is nearest to a word: the neighbours with their cosines as numbers and bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len

from ...errors import RnntuiError
from ...render.cosines import NOTHING, cosine_bar
from ...render.show import show
from ..spans import Kind, Line, Span, cropped, padded, wrapped
from .encoding_panel import EncodingPanel, Look, marked, word_of
from .panel import rule

if TYPE_CHECKING:
    from ...session.encoding_likeness import Surroundings
    from ...session.session import Session

WIDEST_WORD = 14
LONGEST_BAR = 24
COSINE = 7
"""Cells of a cosine."""


class EncodingNear(EncodingPanel):
    """The list. The line that the cursor is on is marked ▸."""

    is_list: ClassVar[bool] = True
    rows: int = 1
    """How many neighbours fit."""

    def made(self, session: Session, width: int, height: int) -> tuple[Line, ...]:
        del session
        look, words = self.look, self.view.words
        if look is None or height < 2:
            return ()
        near = look.near
        title = words("encoding.near", name=marked(word_of(look, look.name), max(width // 2 - 6, 4)))
        is_known = near is not None and not isinstance(near, RnntuiError)
        right = (Span(words("encoding.among", count=near.among), "dim"),) if is_known else ()  # type: ignore[union-attr]
        lines: list[Line] = [rule(title, width, self.has_focus, right, "app.large")]
        said = [words("loading")] if near is None else [words.told(near)] if isinstance(near, RnntuiError) else []
        if near is None or isinstance(near, RnntuiError):
            self.shown = ()
        else:
            said = self._said(look, near)
            lines += self._notes(said, width)
            self.rows = max(height - len(lines), 1)
            self.shown = tuple(each.token for each in near.neighbours)
            return (*lines, *self._list(look, near, width, self.rows))
        return (*lines, *self._notes(said, width))

    def _notes(self, said: list[str], width: int) -> list[Line]:
        return [(Span(f" {line}", "accent"),) for text in said for line in wrapped(text, width - 2)]

    def _said(self, look: Look, near: Surroundings) -> list[str]:
        """What has to be said of the word before its neighbours."""
        words, vocabulary = self.view.words, look.vocabulary
        said: list[str] = []
        place = vocabulary.place_of(look.name)
        if look.is_elsewhere and place is None:
            said.append(words("encoding.not.here"))
        if place is not None and vocabulary.encoding is not None and not vocabulary.words[place].is_known:
            said.append(words(f"encoding.unknown.{vocabulary.encoding.unknown}"))
        if near.size != near.size:
            said.append(words("encoding.broken"))
        elif near.size == 0:
            said.append(words("encoding.zero"))
        elif not near.neighbours:
            said.append(words("encoding.none"))
        elif all(abs(each.cosine) < NOTHING for each in near.neighbours):
            said.append(words("encoding.all.zero", count=near.among))
        return said

    def _list(self, look: Look, near: Surroundings, width: int, rows: int) -> list[Line]:
        found = near.neighbours
        first = max(0, min(look.chosen - rows // 2, len(found) - rows))
        page = found[first : first + rows]
        inside = {word.name for word in look.vocabulary.words}
        head = min(max((cell_len(show(each.token)) for each in page), default=0), WIDEST_WORD, width - COSINE - 6)
        bar = max(min(width - head - COSINE - 4, LONGEST_BAR), 0)
        lines: list[Line] = []
        for number, each in enumerate(page, first):
            here = number == look.chosen
            kind: Kind = "accent" if here else "strong" if each.token in inside else "plain"
            shade: Kind = "minus" if each.cosine < 0 else "plus"
            mark = "▸" if here else " "
            cosine = f"{each.cosine:+.2f}" if abs(each.cosine) >= NOTHING else " 0"
            line = (
                Span(f" {mark}{padded(show(each.token), head)} ", kind, f"look_at({number})"),
                Span(f"{cosine:<{COSINE - 2}} ", shade),
                Span(cosine_bar(each.cosine, bar), shade),
            )
            lines.append(cropped(line, width))
        return lines
