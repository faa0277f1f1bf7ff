"""What is written into files, beside the app, and the choice of what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from textual.message import Message

from ..dataclass import dataclass
from ..errors import RnntuiError
from ..formats.listing import stamp
from ..render.show import show
from .background import Run
from .lookout import Lookout
from .replaying_app import ReplayingApp

if TYPE_CHECKING:
    from ..formats.listing import Stamp
    from .choices import Option
    from .copying import Copied
    from .exports import Export, Kind

LAST = 2.0
"""Seconds that a file which is being written has when the app ends, to take its temporary one away."""
SOON = 0.5
"""Seconds after which it is said that a file takes long."""


@dataclass(frozen=True, eq=False)
class Writing:
    """A file that is being written."""

    path: Path
    stop: Event
    run: Run[Stamp | None]
    then: Callable[[Stamp | None], object]
    """What is done when it is written."""


class ExportingApp(ReplayingApp):
    """Writes files without being waited for: what stood there before is whole until the new one is."""

    _writings: tuple[Writing, ...] = ()

    class Wrote(Message):
        """A file that took long is written, or is not."""

        def __init__(self, run: Run[Stamp | None]) -> None:
            super().__init__()
            self.run = run

    @cached_property
    def lookout(self) -> Lookout:
        """What looks at files beside the app."""
        late = partial(self.notify, self.view.words("file.looking"), markup=False)
        return Lookout(self, late, self.notify_error)

    def action_export(self) -> None:
        """Choose what to export; what is being written can be stopped there."""
        from .choices import Offer
        from .exports import options
        from .screens.chooser import Chooser

        if self.session is None:
            return
        words = self.view.words
        found = options(self, [writing.path for writing in self._writings])
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
        from .exports import export_of, proposed

        try:
            export = export_of(self, kind)
        except RnntuiError as error:
            self.notify_error(error)
            return
        title = self.view.words("title.write", what=name)
        self.lookout.look(
            lambda: proposed(export.stem, export.ending), lambda found: self._ask_where(title, found, export)
        )

    def _ask_where(self, title: str, proposal: str, export: Export, wrong: str = "") -> None:
        from .screens.save_as import SaveAs

        def take(path: Path | None) -> None:
            if path is not None:
                self.write_file(path, export.pieces, again=lambda why: self._ask_where(title, str(path), export, why))

        self.push_screen(SaveAs(title, proposal, self.view.words, wrong=wrong), take)

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
        self,
        path: Path,
        pieces: Callable[[], Iterable[bytes]],
        then: Callable[[Stamp | None], object] | None = None,
        again: Callable[[str], object] | None = None,
    ) -> None:
        """Write a file beside the app. `then` is done when it is there, with what it is like, else it is said where.

        `again` asks for another path, where it turns out at once that this one does not do.
        """
        from ..session.exporting import write_pieces

        if not self.may_change():
            return
        stop = Event()

        def work() -> Stamp | None:
            write_pieces(path, pieces(), stop)
            return stamp(path)

        run = Run(work, lambda late: self.post_message(self.Wrote(late)))
        told = then or (lambda _: self.notify(self.view.words("written", path=show(str(path))), markup=False))
        writing = Writing(path, stop, run, told)
        self._writings = (*self._writings, writing)
        if run.in_time():
            self._wrote(run, again)
        else:
            self.set_timer(SOON, lambda: self._say_writing(writing))

    def _say_writing(self, writing: Writing) -> None:
        if writing in self._writings:
            self.notify(self.view.words("writing", path=show(str(writing.path))), markup=False)

    def on_exporting_app_wrote(self, message: ExportingApp.Wrote) -> None:
        """A file that took long is written, or is not."""
        self._wrote(message.run)

    def _wrote(self, run: Run[Stamp | None], again: Callable[[str], object] | None = None) -> None:
        from ..session.exporting import StoppedError

        (writing,) = (each for each in self._writings if each.run is run)
        self._writings = tuple(each for each in self._writings if each is not writing)
        match run.error:
            case None:
                writing.then(run.result)
            case RnntuiError() as error if again is not None:
                again(show(self.view.words.told(error)))
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
