"""What the doctor finds: a line for each thing, and one on what to do where something is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..dataclass import dataclass
from ..render.show import show
from .output import in_language


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


def lines(findings: Iterable[Finding], lang: str) -> Iterator[str]:
    """The findings in aligned columns."""
    from rich.cells import cell_len

    found = tuple(findings)
    names = [in_language(each.name, lang) for each in found]
    marks = {ok: in_language("ok" if ok else "look here", lang) for ok in (True, False)}
    wide = max(map(cell_len, marks.values()))
    width = max(map(cell_len, names), default=0)
    for each, name in zip(found, names, strict=True):
        mark = marks[each.is_ok]
        head = f"{mark}{' ' * (wide - cell_len(mark))}  {name}{' ' * (width - cell_len(name))}"
        yield f"{head}  {_said(each.found, lang)}"
        advice = each.todo or each.hint
        if advice:
            yield f"{' ' * (wide + width + 4)}→ {_said(advice, lang)}"


def _said(text: str, lang: str) -> str:
    return show(in_language(text, lang))


def status(findings: Sequence[Finding]) -> int:
    """1 where there is something to do."""
    return int(not all(each.is_ok for each in findings))
