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
    from ..session.autosave import Recent
    from ..session.opening import Opened
    from ..session.session import Session
    from ..session.session_file import Kept
    from ..session.setup import Setup
    from .rerunning_app import Shown


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
        self._is_failure_told = False
        """Whether it was said that the last session can't be kept."""
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
        """Begin otherwise than with a setup. Raises RnntuiError for a record that can't be written or played."""
        self._beginning, self._begun_with = beginning, beginning.kept
        if (keys := beginning.replay) is not None:
            from .replay import check_keys

            check_keys(keys.acts, keys.path)
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
        if saver.failure is not None and not self._is_failure_told:
            self._is_failure_told = True
            reason = self.view.words.told(saver.failure)
            self._warn(self.view.words("recent.failed", reason=show(reason)))

    def keep_last(self) -> None:
        """Keep the last session at the end, however it comes; from any thread. Nothing fails here."""
        if (saver := self._saver()) is not None:
            saver.save()

    def _offer_last(self, saver: QuietSaver) -> None:
        """Say what was done the last time, where anything was."""
        self.lookout.look(saver.autosave.recent, self._say_recent)

    def _say_recent(self, recent: tuple[tuple[Recent, ...], tuple[Path, ...]]) -> None:
        from .recent import told_of

        found, broken = recent
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
        # What was offered is in the list now.
        self.clear_notifications()
        saver = self.saver
        self.lookout.look(lambda: () if saver is None else saver.autosave.recent()[0], self._choose_file)

    def _choose_file(self, recent: tuple[Recent, ...]) -> None:
        from .recent import offered
        from .screens.open_file import Open

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
            if self.saver is not None and path.parent == self.saver.autosave.folder:
                return self._restored(found, path)
            return self._restored(replace(found, file=str(path.absolute())))
        if isinstance(found, Setup):
            changed = choose(session, found)
            self._following = changed, self._leave_compare
            return changed
        from ..session.pair_telling import begun

        beside = begun(found)
        self._following = beside, self._show_compare
        return beside

    def _restored(self, kept: Kept, own: Path | None = None) -> Session:
        """Run what was kept; `own` is its file where it was kept without being asked for. Called beside the app."""
        from ..session.keeping import restored

        session = restored(kept)
        known = None if kept.file is None else stamp(Path(kept.file))
        if own is not None and known is not None and (when := stamp(own)) is not None and known[0] > when[0]:
            # Somebody else has changed the file since.
            known = None

        def arrange() -> None:
            self._stamp = known
            self._arrange(kept, own is not None)

        self._following = session, arrange
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
        self._compared = self.comparison = None
        if (beside := kept.comparison) is not None:
            from ..session.keeping import restored_beside

            self._compared = self.session.setup
            if not self.rerun(lambda: restored_beside(beside)):
                view = replace(view, mode="explore")
        # A comparison that takes long is on its way, and what there is of it is in the view already.
        self.view = replace(view, pending=self.view.pending, comparison=self.comparison, walk=None)
        if kept.walk is not None:
            self.walk_again(kept.walk)
        if self.explore.is_complete:
            self.explore.focus_table()
        if is_own and self.saver is not None:
            self.saver.is_kept()
