"""What is looked at as plain text, in full precision: for the clipboard and for files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..dataclass import dataclass
from ..errors import RnntuiError
from ..formats.atomic import write_atomically
from ..render.show import show
from .columns import Column, columns
from .grid import is_known, order_of
from .view import Panel, View

if TYPE_CHECKING:
    from ..session.session import Session

MOST_FILES = 10_000
"""So many numbers are tried for a file's name."""
MOST_STEPS = 10_000
"""So many steps of a variable are copied, those around the current one."""


@dataclass(frozen=True)
class Copied:
    """A text, and what it holds."""

    name: str
    """As part of a file's name: `c_over_time`, `step_3`."""
    ending: str
    text: str


def copied(session: Session, view: View, panel: Panel) -> Copied:
    """The panel that is looked at: the table of this step, a variable over time, or worked arithmetic."""
    cursor = session.cursor
    match panel:
        case "table":
            return Copied(f"step_{cursor.step}", ".tsv", _table(session, view))
        case "time" if not session.model.program.once(cursor.variable):
            return Copied(f"{cursor.variable}_over_time", ".tsv", _over_time(session, view))
    return Copied(f"{cursor.variable}_{cursor.step}_{cursor.unit}", ".txt", _worked(session, view))


def _table(session: Session, view: View) -> str:
    """One row a unit in the order that is shown, one column a variable; what is not computed yet is blank."""
    shown = columns(session, view.group, view.unfolded)
    order = order_of(session, view, shown)
    found = [_values(session, column) for column in shown]
    rows = ((str(unit), *(values[unit] if unit < len(values) else "" for values in found)) for unit in order)
    return lines((("unit", *(column.title for column in shown)), *rows))


def _values(session: Session, column: Column) -> list[str]:
    once = session.model.program.once(column.variable)
    if not session.steps or not is_known(session, column) or (once and session.cursor.step < session.steps - 1):
        return []
    step = 0 if once else session.cursor.step + column.offset
    return [repr(float(value)) for value in session.trace.at(column.variable, step)]


def _over_time(session: Session, view: View) -> str:
    """One row a step, one column a unit, as far as the sentence was read."""
    name = session.cursor.variable
    last = session.steps - 1 if view.ahead else session.reached
    if not session.is_known(name, last) and not view.ahead:
        last -= 1
    first = max(0, min(session.cursor.step - MOST_STEPS // 2, last + 1 - MOST_STEPS))
    steps = range(first, min(last + 1, first + MOST_STEPS))
    rows = (
        (str(step), show(tokens[0]) if (tokens := session.trace.tokens[step : step + 1]) else "",
         *(repr(float(value)) for value in session.trace.at(name, step)))
        for step in steps
    )  # fmt: skip
    head = ("step", "token", *(f"{name}[{unit}]" for unit in range(session.trace.units(name))))
    return lines((head, *rows))


def _worked(session: Session, view: View) -> str:
    """The worked arithmetic of the value under the cursor."""
    from .copying_work import full_text

    explanation = session.explanation()
    if explanation is None:
        given = session.cursor.variable in session.model.program.inputs
        return view.words("given" if given else "not.yet") + "\n"
    return full_text(explanation)


def lines(rows: Iterable[tuple[str, ...]]) -> str:
    """Rows of cells, with tabs between."""
    return "".join("\t".join(row) + "\n" for row in rows)


def written(found: Copied, folder: Path | None = None) -> Path:
    """Write a text into a new file of a folder, the current one, never over one that is there; raises RnntuiError."""
    try:
        folder = Path.cwd() if folder is None else folder
    except OSError:
        raise RnntuiError("the current folder is gone", "start again from another one") from None
    for number in range(MOST_FILES):
        path = folder / f"rnntui_{found.name}{f'_{number}' if number else ''}{found.ending}"
        if not path.exists():
            write_atomically(path, found.text.encode())
            return path
    raise RnntuiError(f"{folder} holds {MOST_FILES} files of this name", "remove some of them")
