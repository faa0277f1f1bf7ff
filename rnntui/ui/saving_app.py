"""Session files: all that is on the screen is saved, into the file that it has or into another one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..formats.listing import stamp
from ..render.show import show
from .exporting_app import ExportingApp

if TYPE_CHECKING:
    from ..formats.listing import Stamp
    from ..session.beside import Comparison
    from ..session.session import Session
    from ..session.session_file import Kept
    from .view import View


class SavingApp(ExportingApp):
    """Knows what there is to be kept, and where it was saved."""

    file: Path | None = None
    """Where the session was saved last, or what it was opened from;"""
    _stamp: Stamp | None = None
    """and what that file was like then."""
    _version = 0
    """Grows with every change of what is kept."""

    def watch_session(self, before: Session | None, session: Session | None) -> None:
        self._version += 1
        super().watch_session(before, session)

    def watch_comparison(self, comparison: Comparison | None) -> None:
        self._version += 1
        super().watch_comparison(comparison)

    def watch_view(self, view: View) -> None:
        self._version += 1
        super().watch_view(view)

    def kept(self) -> Kept | None:
        """All that is on the screen, without what can be worked out anew; None before the first run."""
        if (session := self.session) is None:
            return None
        from ..session.keeping import kept_of
        from .view_data import view_data

        # Where the run is another one by now, going back to Compare begins anew.
        is_beside = self.view.mode == "compare" or session.setup == self._compared
        found = kept_of(session, self.comparison if is_beside else None, view_data(self.view))
        if (walk := self.view.walk) is not None:
            from ..session.kept_walk import kept_walk

            found = replace(found, walk=kept_walk(walk))
        return replace(found, file=None if self.file is None else str(self.file.absolute()))

    # Saving

    def action_save(self) -> None:
        """Save the session: into the file that it has, else into one that is asked for."""
        if (file := self.file) is None or (known := self._stamp) is None:
            self.ask_where_to_save()
            return

        def go_on(found: Stamp | None) -> None:
            if found == known:
                self._save(file)
            else:
                self.ask_where_to_save()

        self.lookout.look(lambda: stamp(file), go_on)

    def ask_where_to_save(self) -> None:
        """Ask for the name of the session's file; one that somebody else changed is named first."""
        from .exports import proposed

        file = self.file

        def proposal() -> tuple[str, Stamp | None]:
            return (proposed("rnntui_session", ".json"), None) if file is None else (str(file), stamp(file))

        self.lookout.look(proposal, lambda found: self._ask(found[0], found[1] not in (None, self._stamp)))

    def _ask(self, proposal: str, is_changed: bool, wrong: str = "") -> None:
        from .screens.save_as import SaveAs

        words = self.view.words
        self.push_screen(SaveAs(words("title.save"), proposal, words, is_changed, wrong), self._save)

    def _save(self, path: Path | None) -> None:
        if path is None or (kept := self.kept()) is None:
            return
        from ..session.session_file import session_text

        def saved(found: Stamp | None) -> None:
            self.file, self._stamp = path, found
            self.notify(self.view.words("saved", path=show(str(path))), markup=False)

        folder = path.absolute().parent
        self.write_file(
            path,
            lambda: [session_text(replace(kept, file=None), folder).encode()],
            saved,
            lambda why: self._ask(str(path), False, why),
        )
