"""Results to standard output or to a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import RnntuiError, UsageError


def deliver(result: str | bytes, path: str | None = None, lang: str = "en") -> None:
    """Write a result to a file, atomically, or to standard output (`-`). Which file it replaces is said in a language.

    Raises RnntuiError where it can't be written, BrokenPipeError where nobody reads it any more.
    """
    # A lone surrogate has no bytes in UTF-8.
    data = result.encode("utf-8", "backslashreplace") if isinstance(result, str) else result
    if path is not None and path != "-":
        from ..formats.atomic import write_atomically

        before = _bytes_in(Path(path))
        write_atomically(Path(path), data)
        if before:
            say(in_language(f"{path} was there already and is replaced: it had {before:,} bytes", lang))
        return
    # Python has none where the shell says >&-.
    if sys.stdout is None:
        raise RnntuiError("standard output is closed", "write to a file with -o FILE")
    if isinstance(result, bytes) and is_terminal(path):
        raise UsageError("a binary format does not go to a terminal", "write it to a file with -o FILE")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise RnntuiError(f"standard output can't be written: {error.strerror or error}", "make room") from None


def _bytes_in(path: Path) -> int:
    """How much a file holds; 0 for what is no file, such as a pipe: nothing is lost there."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except (OSError, ValueError):
        # Why it can't be written is said then.
        return 0


@contextmanager
def progress_shown() -> Iterator[Callable[[float], None]]:
    """What shows on standard error, where that is a terminal, how far something is, from 0 to 1; cleared at the end."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _unheard
        return
    from ..render.bars import gate_bar

    shown = False

    def show(done: float) -> None:
        nonlocal shown
        shown = True
        print(f"\r{gate_bar(done, 30)} {done:4.0%}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown:
            print("\r" + " " * 36 + "\r", end="", file=sys.stderr, flush=True)


def _unheard(done: float) -> None:
    """Nobody sees how far it is."""
    del done


@contextmanager
def learning_shown() -> Iterator[None]:
    """Show how far something is learned meanwhile."""
    if sys.stderr is None or not sys.stderr.isatty():
        # What hears nothing is not loaded.
        yield
        return
    from ..text.learning import heard

    with progress_shown() as show, heard(show):
        yield


def is_terminal(path: str | None) -> bool:
    """Whether what is delivered there is read on a terminal."""
    return path in (None, "-") and sys.stdout is not None and sys.stdout.isatty()


def in_language(text: str, lang: str) -> str:
    """A note in a language; the table of translations is loaded only where it is needed."""
    if lang == "en":
        return text
    from ..translation import translated

    return translated(text, lang)


def say(message: str) -> None:
    """One line on standard error, everything in it visible; nothing where that is closed."""
    from ..render.show import show

    if sys.stderr is not None:
        # Nobody is left to be told that nobody listens.
        with suppress(OSError):
            print(f"rnntui: {show(message)}", file=sys.stderr, flush=True)
