"""What can be exported: the table that is looked at, the run, the picture, the session."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from ..dataclass import dataclass
from ..errors import RnntuiError
from ..render.show import show
from .choices import Option
from .view import Mode

if TYPE_CHECKING:
    from ..render.exported import Rows
    from ..session.exporting import Form
    from .app import RnntuiApp
    from .exporting_app import ExportingApp

Kind = Literal["table.csv", "table.md", "run.json", "run.npz", "run.csv", "picture.svg", "picture.txt", "session.json"]
KINDS: tuple[Kind, ...] = (
    "table.csv",
    "table.md",
    "run.json",
    "run.npz",
    "run.csv",
    "picture.svg",
    "picture.txt",
    "session.json",
)
BLOCK = 1_000
"""So many rows are written at once."""
MOST_ROWS = 100_000
"""Markdown has so many rows: its columns are aligned, so that all of them are held."""
WITHOUT_TABLE: tuple[Mode, ...] = ("diagram", "edit")
"""The modes that show no table."""


@dataclass(frozen=True, eq=False)
class Export:
    """What is to be written."""

    stem: str
    """What the file may be called, before its ending."""
    ending: str
    pieces: Callable[[], Iterable[bytes]]
    """Called beside the app."""


def options(app: ExportingApp, writing: Sequence[Path]) -> tuple[Option, ...]:
    """What may be exported now, by its place among KINDS; before it, by places below 0, what may be stopped."""
    words, mode = app.view.words, app.view.mode
    has_table = mode not in WITHOUT_TABLE or _over(app) is not None
    stops = (
        Option(words("export.stop", path=show(str(path))), None, step=-place) for place, path in enumerate(writing, 1)
    )
    shown = ((place, kind) for place, kind in enumerate(KINDS) if kind[:5] != "table" or has_table)
    return (
        *stops,
        *(Option(_named(app, kind), None, words(f"about.{kind}"), step=place) for place, kind in shown),
    )


def _named(app: ExportingApp, kind: Kind) -> str:
    """What is exported; of two runs side by side the one that is marked."""
    words, ending = app.view.words, kind.partition(".")[2]
    if kind[:3] == "run" and (beside := app.beside) is not None:
        ending = {"json": "JSON", "csv": "CSV"}.get(ending, ending)
        return words("export.side", side=beside.chosen.upper(), ending=ending)
    return words(f"export.{kind}")


def _over(app: ExportingApp) -> tuple[str, Callable[[], Iterator[list[str]]]] | None:
    """The table of a screen that lies over the others: its name and what makes its rows."""
    exported = getattr(app.screen, "exported", None)
    found: tuple[str, Callable[[], Iterator[list[str]]]] | None = None if exported is None else exported()
    return found


def export_of(app: ExportingApp, kind: Kind) -> Export:
    """One of them, of what the app shows now. Raises RnntuiError where a table is not worked out yet."""
    what, _, ending = kind.partition(".")
    match what:
        case "table":
            if (over := _over(app)) is not None:
                name, make = over
                return Export(f"rnntui_{name}", f".{ending}", lambda: _table(make(), ending))
            name, rows = table_of(app)
            return Export(f"rnntui_{name}", f".{ending}", lambda: _table(iter(rows), ending))
        case "picture":
            from .snapshot import picture_of

            picture = picture_of(cast("RnntuiApp", app), "svg" if ending == "svg" else "text").encode()
            return Export(f"rnntui_{app.view.mode}", f".{ending}", lambda: [picture])
    from ..session.exporting import run_pieces

    assert app.shown is not None
    realised = app.shown.realised
    stem = "rnntui_run" if app.beside is None else f"rnntui_run_{app.beside.chosen}"
    return Export(stem, f".{ending}", lambda: run_pieces(realised, cast("Form", ending)))


def table_of(app: ExportingApp) -> tuple[str, Rows]:
    """What is looked at as rows of cells, and what to call it. Raises RnntuiError where it is not there yet."""
    from ..render.exported import attention_rows, encoding_rows, memory_rows, tabbed_rows

    session, mode = app.session, app.view.mode
    assert session is not None
    rows: Rows = []
    name: str = mode
    match mode:
        case "encoding":
            rows = encoding_rows(session.realised)
        case "attention":
            rows = attention_rows(session)
        case "memory":
            from .screens.memory import Memory

            body = app.explore.body
            look = body.look() if isinstance(body, Memory) else None
            found = None if look is None else look.memory
            if isinstance(found, RnntuiError):
                raise found
            if found is not None:
                rows = memory_rows(session, found)
        case _:
            if (copied := app.copied_table()) is not None:
                rows, name = tabbed_rows(copied.text), copied.name
    if len(rows) < 2:
        raise RnntuiError("there is no table here yet", "read a token first, or wait until it is worked out")
    return name, rows


def _table(rows: Iterator[list[str]], ending: str) -> Iterator[bytes]:
    """A table piece by piece. Raises RnntuiError for one of which Markdown would come to too much."""
    from ..render.exported import rows_to_csv, rows_to_markdown

    if ending == "csv":
        for block in iter(lambda: list(islice(rows, BLOCK)), []):
            yield rows_to_csv(block).encode("utf-8", "backslashreplace")
        return
    found = list(islice(rows, MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise RnntuiError(f"the table has more than {MOST_ROWS:,} rows", "export it as CSV")
    yield rows_to_markdown(found).encode("utf-8", "backslashreplace")


def proposed(stem: str, ending: str) -> str:
    """The name of a file of the current folder that does not exist yet."""
    from ..session.exporting import new_path

    try:
        return new_path(Path.cwd(), stem, ending).name
    except OSError:
        # The current folder is gone: whoever writes there is told.
        return f"{stem}{ending}"
