"""What is kept of a crash: kinds of errors and places in the code, and nothing that the user typed or opened."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType

from .. import __version__

_PACKAGES = ("textual", "rich", "numpy")


def place_of(error: BaseException) -> str:
    """The file and line at which an error was raised; empty where they are not known."""
    places = list(_places(error.__traceback__))
    return places[-1].rpartition(" in ")[0].rpartition("/")[2] if places else ""


def told(error: BaseException) -> str:
    """The kinds of an error and of those that led to it, each with the calls, the latest last.

    Messages are left out: in them may stand what the user typed, as in `KeyError: 'secret'`. So are values of
    variables, and folders outside the packages.
    """
    return "\n".join(_told(error)) + "\n"


def _told(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield _kind(current)
        yield from (f"  {place}" for place in _places(current.__traceback__))
        if isinstance(current, BaseExceptionGroup):
            for inner in current.exceptions:
                yield from (f"  {line}" for line in _told(inner))
        following = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
        if following is not None and id(following) not in seen:
            yield "caused by" if current.__cause__ is not None else "while handling"
        current = following


def _kind(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"{_shortened(code.co_filename)}:{trace.tb_lineno} in {code.co_name}"
        trace = trace.tb_next


def _shortened(file: str) -> str:
    """A file's path from its package on: what lies before may name the user."""
    path = Path(file)
    for folder in sorted((Path(each) for each in sys.path if each), key=lambda each: -len(each.parts)):
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.name


def write_log(error: BaseException) -> Path:
    """Write what is known of a crash to a new file of the user's folder for logs; raises OSError."""
    from platformdirs import user_log_path

    folder = user_log_path("rnntui", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now().astimezone()
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}-{os.getpid()}.log"
    head = f"{now.isoformat(timespec='seconds')}\n{_versions()}\n\n"
    path.write_text(head + told(error), encoding="utf-8", errors="backslashreplace")
    return path


def _versions() -> str:
    found = [f"rnntui {__version__}", f"Python {platform.python_version()}", platform.platform()]
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)
