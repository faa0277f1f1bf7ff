"""What was kept: session files that are opened, and the last session, which is kept without being asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import RnntuiError
from ..formats.listing import stamp
from ..render.show import show
from .background import Run
from .beginning import Beginning
from .quiet import EVERY, QuietSaver
from .saving_app import SavingApp
from .session_app import QUIET

if TYPE_CHECKING:
    from ..session.opening import Opened
    from ..session.session import Session
    from ..session.session_file import Kept
    from ..session.setup import Setup
    from .session_app import Shown


class KeepingApp(SavingApp):
    """The actions of sessions and files."""

    def __init__(
        self, setup: Setup, *look: Any, kept: Kept | None = None, keeps_last: bool = False, **more: Any
    ) -> None:
        """Of a setup, or of what was `kept` of a session; `keeps_last` keeps the last one without being asked for."""
        super().__init__(setup, *look, **more)
        self._begun_with = kept
        self._beginning = Beginning()
        self._keeps_last = keeps_last
        self._begun: int | None = None
        """The version that would not be missed; None before the first run."""
        self._following: tuple[Shown, Callable[[], None]] | None = None
        """What a file is run to, and what is to be done as soon as that is shown."""
        self.saver: QuietSaver | None = None
        """What keeps the last session, after the first run."""

    # The last session

    def _take(self, run: Run[Shown]) -> bool:
        is_first = self.session is None
        taken = super()._take(run)
        if taken and self._following is not None and run.result is self._following[0]:
            (_, follow), self._following = self._following, None
            follow()
        if is_first and self.session is not None:
            if (screen := self._beginning.screen) is not None:
                self.action_mode(screen)
            # What one began with by saying so is worth to be found again; the worked example is not.
            is_chosen = self._begun_with is None and not self._beginning.offers_last
            self._begun = -1 if is_chosen else self._version
            self.set_timer(QUIET, self._settle)
        return taken

    def begin_as(self, beginning: Beginning) -> None:
        """Begin otherwise than with a setup. Raises RnntuiError for a record that can't be written."""
        self._beginning, self._begun_with = beginning, beginning.kept
        if beginning.record is not None:
            from .replay import Recorder

            self.recorder = Recorder(*beginning.record)

    def _settle(self) -> None:
        """Do what could wait until the first run was shown."""
        if (saver := self._saver()) is not None:
            self.set_interval(EVERY, self._tick)
            if self._beginning.offers_last:
                self._offer_last(saver)
        if (replay := self._beginning.replay) is not None:
            self.play(replay.acts, self._beginning.recorded_at)

    def _saver(self) -> QuietSaver | None:
        """What keeps the last session, from the first run on."""
        if self.saver is None and self._keeps_last and self._begun is not None:
            from ..session.autosave import Autosave

            self.saver = QuietSaver(Autosave(), lambda: self._version, self.kept, self._begun)
        return self.saver

    def _tick(self) -> None:
        """Keep the last session; where that fails, say so once."""
        if (saver := self.saver) is None:
            return
        saver.tick()
        if saver.failure is not None:
            self.saver, self._keeps_last = None, False
            reason = self.view.words.told(saver.failure)
            self._warn(self.view.words("recent.failed", reason=show(reason)))

    def keep_last(self) -> None:
        """Keep the last session at the end, however it comes; from any thread. Nothing fails here."""
        if (saver := self._saver()) is not None:
            saver.save()

    def _offer_last(self, saver: QuietSaver) -> None:
        """Say what was done the last time, where anything was."""
        from .recent import told_of

        found, broken = saver.autosave.recent()
        words = self.view.words
        for path in broken[:1]:
            self._warn(words("recent.broken", path=show(path.name)))
        for last in found[:1]:
            self.notify(words("recent.offered", text=told_of(last.kept, words)), markup=False, timeout=12)

    def _warn(self, text: str) -> None:
        self.notify(text, severity="warning", markup=False, timeout=8)

    # Opening

    def begin(self) -> None:
        if (kept := self._begun_with) is None:
            super().begin()
            return
        self.rerun(lambda: self._restored(kept))

    def action_open(self) -> None:
        """Choose a file to open."""
        from .recent import offered
        from .screens.open_file import Open

        # What was offered is in the list now.
        self.clear_notifications()
        recent = () if self.saver is None else self.saver.autosave.recent()[0]
        self.push_screen(Open(offered(recent, self.view.words), self.view.words), self.open_file)

    def open_file(self, path: Path | None) -> None:
        """Open a file of any kind; an error is shown, and changes nothing."""
        if path is None or (session := self.session) is None:
            return
        from ..session.opening import opened

        self.rerun(lambda: self._shown(opened(path, session.setup), session, path))

    def _shown(self, found: Opened, session: Session, path: Path) -> Shown:
        """Run what a file holds, and note what is to be done when it is shown. Called beside the app."""
        from ..session.session import choose
        from ..session.session_file import Kept
        from ..session.setup import Setup

        if isinstance(found, Kept):
            is_own = self.saver is not None and path.parent == self.saver.autosave.folder
            return self._restored(found if is_own else replace(found, file=str(path.absolute())), is_own)
        if isinstance(found, Setup):
            changed = choose(session, found)
            self._following = changed, self._leave_compare
            return changed
        from ..session.pair_telling import begun

        beside = begun(found)
        self._following = beside, self._show_compare
        return beside

    def _restored(self, kept: Kept, is_own: bool = False) -> Session:
        from ..session.keeping import restored

        session = restored(kept)
        self._following = session, lambda: self._arrange(kept, is_own)
        return session

    def _leave_compare(self) -> None:
        self.file = None
        if self.view.mode == "compare":
            self.view = replace(self.view, mode="explore")

    def _show_compare(self) -> None:
        self._compared = None if self.session is None else self.session.setup
        self.view = replace(self.view, mode="compare", large=None, orders=False, playing=False)

    def _arrange(self, kept: Kept, is_own: bool) -> None:
        """Show of a session that was opened what is no part of its run; `is_own` says that it is kept already."""
        from .columns import groups
        from .view_data import view_from

        assert self.session is not None
        try:
            view = view_from(self.view, kept.view)
        except RnntuiError as error:
            self.notify_error(error)
            view = self.view
        if view.group not in groups(self.session):
            view = replace(view, group=self.view.group)
        self.file = None if kept.file is None else Path(kept.file)
        self._stamp = None if self.file is None else stamp(self.file)
        self._compared = self.comparison = None
        if (beside := kept.comparison) is not None:
            from ..session.keeping import restored_beside

            self._compared = self.session.setup
            if not self.rerun(lambda: restored_beside(beside)):
                view = replace(view, mode="explore")
        # A comparison that takes long is on its way, and what there is of it is in the view already.
        self.view = replace(view, pending=self.view.pending, comparison=self.comparison, walk=None)
        if self.explore.is_complete:
            self.explore.focus_table()
        if is_own and self.saver is not None:
            self.saver.is_kept()
