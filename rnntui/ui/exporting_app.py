"""What is written into files, beside the app, and the choice of what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from textual.message import Message

from ..dataclass import dataclass
from ..errors import RnntuiError
from ..render.show import show
from .background import Run
from .replaying_app import ReplayingApp

if TYPE_CHECKING:
    from .choices import Option
    from .copying import Copied
    from .exports import Kind

LAST = 2.0
"""Seconds that a file which is being written has when the app ends, to take its temporary one away."""


@dataclass(frozen=True, eq=False)
class Writing:
    """A file that is being written."""

    path: Path
    stop: Event
    run: Run[int]
    then: Callable[[], None]
    """What is done when it is written."""


class ExportingApp(ReplayingApp):
    """Writes files without being waited for: what stood there before is whole until the new one is."""

    _writings: tuple[Writing, ...] = ()

    class Wrote(Message):
        """A file that took long is written, or is not."""

        def __init__(self, run: Run[int]) -> None:
            super().__init__()
            self.run = run

    def action_export(self) -> None:
        """Choose what to export; what is being written can be stopped there."""
        from .choices import Offer
        from .exports import options
        from .screens.chooser import Chooser

        if self.session is None:
            return
        words = self.view.words
        found = options(self.view.mode, [writing.path for writing in self._writings], words)
        self.push_screen(Chooser(Offer(words("title.export"), found, -1), words), self._export)

    def _export(self, option: Option | None) -> None:
        if option is None or self.session is None:
            return
        if option.step < 0:
            for writing in self._writings[-option.step - 1 : -option.step]:
                writing.stop.set()
            return
        from .exports import KINDS

        kind = KINDS[option.step]
        if kind == "session.json":
            self.ask_where_to_save()
            return
        # No toast belongs on a picture.
        self.clear_notifications()
        self.call_after_refresh(self._ask_for, kind, option.name)

    def _ask_for(self, kind: Kind, name: str) -> None:
        """Ask where to write what the app shows now."""
        from .exports import export_of
        from .screens.save_as import SaveAs

        try:
            export = export_of(self, kind)
        except RnntuiError as error:
            self.notify_error(error)
            return
        words = self.view.words

        def take(path: Path | None) -> None:
            if path is not None:
                self.write_file(path, export.pieces)

        self.push_screen(SaveAs(words("title.write", what=name), export.proposal, words), take)

    def copied_table(self) -> Copied | None:
        """What Explore or Compare shows in numbers: the table, or what is looked at over time."""
        from .copying import copied

        if self.view.mode == "compare":
            return self.copied_beside()
        focused = self.explore.focused
        is_time = self.view.large == "time" or (focused is not None and focused.id == "time")
        return None if self.session is None else copied(self.session, self.view, "time" if is_time else "table")

    def ask_where_to_save(self) -> None:
        """Ask for the name of the session's file."""

    def write_file(
        self, path: Path, pieces: Callable[[], Iterable[bytes]], then: Callable[[], None] | None = None
    ) -> None:
        """Write a file beside the app; `then` is done when it is there, else it is said where."""
        from ..session.exporting import write_pieces

        stop = Event()
        run = Run(lambda: write_pieces(path, pieces(), stop), lambda late: self.post_message(self.Wrote(late)))
        told = then or (lambda: self.notify(self.view.words("written", path=show(str(path))), markup=False))
        self._writings = (*self._writings, Writing(path, stop, run, told))
        if run.in_time():
            self._wrote(run)
        else:
            self.notify(self.view.words("writing", path=show(str(path))), markup=False)

    def on_exporting_app_wrote(self, message: ExportingApp.Wrote) -> None:
        """A file that took long is written, or is not."""
        self._wrote(message.run)

    def _wrote(self, run: Run[int]) -> None:
        from ..session.exporting import StoppedError

        (writing,) = (each for each in self._writings if each.run is run)
        self._writings = tuple(each for each in self._writings if each is not writing)
        match run.error:
            case None:
                writing.then()
            case RnntuiError() as error:
                self.notify_error(error)
            case StoppedError():
                text = self.view.words("stopped", path=show(str(writing.path)))
                self.notify(text, severity="warning", markup=False)
            case MemoryError():
                self.notify_error(RnntuiError(self.view.words("error.memory")))
            case error:
                raise error

    def end_files(self) -> None:
        """Stop what is being written, at the end; what stood there before stays."""
        if self.recorder is not None:
            self.recorder.close(quitting=False)
        for writing in self._writings:
            writing.stop.set()
        for writing in self._writings:
            writing.run.in_time(LAST)
