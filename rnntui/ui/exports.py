"""What can be exported: the table that is looked at, the run, the picture, the session."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
    from .words import Words

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
WITHOUT_TABLE: tuple[Mode, ...] = ("diagram", "edit")
"""The modes that show no table."""


@dataclass(frozen=True, eq=False)
class Export:
    """What is to be written."""

    proposal: str
    """The name of a file that does not exist yet."""
    pieces: Callable[[], Iterable[bytes]]
    """Called beside the app."""


def options(mode: Mode, writing: Sequence[Path], words: Words) -> tuple[Option, ...]:
    """What may be exported in a mode, by its place among KINDS; before it, by places below 0, what may be stopped."""
    stops = (
        Option(words("export.stop", path=show(str(path))), None, step=-place) for place, path in enumerate(writing, 1)
    )
    shown = ((place, kind) for place, kind in enumerate(KINDS) if kind[:5] != "table" or mode not in WITHOUT_TABLE)
    return (
        *stops,
        *(Option(words(f"export.{kind}"), None, words(f"about.{kind}"), step=place) for place, kind in shown),
    )


def export_of(app: ExportingApp, kind: Kind) -> Export:
    """One of them, of what the app shows now. Raises RnntuiError where a table is not worked out yet."""
    what, _, ending = kind.partition(".")
    match what:
        case "table":
            name, rows = table_of(app)
            return Export(proposed(f"rnntui_{name}", f".{ending}"), lambda: [_table(rows, ending)])
        case "picture":
            from .snapshot import picture_of

            picture = picture_of(cast("RnntuiApp", app), "svg" if ending == "svg" else "text").encode()
            return Export(proposed(f"rnntui_{app.view.mode}", f".{ending}"), lambda: [picture])
    from ..session.exporting import run_pieces

    assert app.shown is not None
    realised = app.shown.realised
    return Export(proposed("rnntui_run", f".{ending}"), lambda: run_pieces(realised, cast("Form", ending)))


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


def _table(rows: Rows, ending: str) -> bytes:
    from ..render.exported import rows_to_csv, rows_to_markdown

    return (rows_to_csv(rows) if ending == "csv" else rows_to_markdown(rows)).encode("utf-8", "backslashreplace")


def proposed(stem: str, ending: str) -> str:
    """The name of a file of the current folder that does not exist yet."""
    from ..session.exporting import new_path

    try:
        return new_path(Path.cwd(), stem, ending).name
    except OSError:
        # The current folder is gone: whoever writes there is told.
        return f"{stem}{ending}"
