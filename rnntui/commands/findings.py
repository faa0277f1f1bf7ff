"""What the doctor finds: a line for each thing, and one on what to do where something is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..dataclass import dataclass
from ..render.show import show
from .output import in_language

LEAST = 20
"""Cells of a column of text, at least; in a narrower terminal lines are as long as they are."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. Its texts are English, and have their templates in the translations."""

    name: str
    found: str
    todo: str = ""
    """What to do; empty where all is well."""
    hint: str = ""
    """What may be done, though all is well."""

    @property
    def is_ok(self) -> bool:
        """Whether there is nothing to do."""
        return not self.todo


def lines(findings: Iterable[Finding], lang: str, width: int | None = None) -> Iterator[str]:
    """The findings in aligned columns; in a terminal of so many cells what is long goes on below where it began.

    The last line says where something is to be done, which may have scrolled away by then.
    """
    from rich.cells import cell_len

    from ..ui.spans import wrapped

    found = tuple(findings)
    names = [in_language(each.name, lang) for each in found]
    marks = {ok: in_language("ok" if ok else "look here", lang) for ok in (True, False)}
    wide = max(map(cell_len, marks.values()))
    names_wide = max(map(cell_len, names), default=0)
    indent = wide + names_wide + 4

    def pieces(text: str, taken: int) -> tuple[str, ...]:
        said = _said(text, lang)
        return (said,) if width is None or width < indent + LEAST else wrapped(said, width - taken) or ("",)

    for each, name in zip(found, names, strict=True):
        mark = marks[each.is_ok]
        head = f"{mark}{' ' * (wide - cell_len(mark))}  {name}{' ' * (names_wide - cell_len(name))}  "
        for place, piece in enumerate(pieces(each.found, indent)):
            yield f"{' ' * indent if place else head}{piece}"
        advice = each.todo or each.hint
        for place, piece in enumerate(pieces(advice, indent + 2) if advice else ()):
            yield f"{' ' * indent}{'  ' if place else '→ '}{piece}"
    if todo := [name for each, name in zip(found, names, strict=True) if not each.is_ok]:
        yield ""
        yield f"{marks[False]}: {', '.join(todo)}"


def _said(text: str, lang: str) -> str:
    return show(in_language(text, lang))


def status(findings: Sequence[Finding]) -> int:
    """1 where there is something to do."""
    return int(not all(each.is_ok for each in findings))
