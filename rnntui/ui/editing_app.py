"""Equations of one's own: what was written is run, kept while one looks elsewhere and with the session, and saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..errors import RnntuiError
from ..render.show import show
from .keeping_app import KeepingApp
from .view import View

if TYPE_CHECKING:
    from ..session.equation_files import Filed
    from ..session.session import Session
    from ..session.session_file import Kept, KeptDraft
    from .screens.edit import Edit
    from .screens.edit_check import Checking, Draft

MOST_SET_ASIDE = 16
"""So many texts are kept that were typed and not run."""


class EditingApp(KeepingApp):
    """The actions of the editor."""

    draft: Draft | None = None
    """What was typed last."""

    def __init__(self, *setup: Any, **more: Any) -> None:
        super().__init__(*setup, **more)
        self._set_aside: dict[str, Draft] = {}
        """What was typed and not run, by the equations that it is a version of: for when these come back."""

    def watch_view(self, view: View) -> None:
        if view.mode != "edit" and (edit := self._edit()) is not None:
            self.draft = edit.draft
        super().watch_view(view)

    def watch_session(self, before: Session | None, session: Session | None) -> None:
        super().watch_session(before, session)
        if session is not None and (before is None or before.realised is not session.realised):
            self._take_up(session)

    def _take_up(self, session: Session) -> None:
        """Set aside what was typed into other equations, and go on with what was typed into those that there are."""
        draft = self.draft
        if draft is None and not self._set_aside:
            return
        from ..session.editing import equations_of

        of = equations_of(session.realised)
        if draft is not None and draft.of == of:
            return
        if draft is not None and draft.text != draft.of:
            self._set_aside.pop(draft.of, None)
            self._set_aside[draft.of] = draft
        self.draft = self._set_aside.pop(of, None)
        for each in list(self._set_aside)[:-MOST_SET_ASIDE]:
            del self._set_aside[each]

    def on_edit_typed(self, message: Edit.Typed) -> None:
        """Note what was typed: it is part of what is kept."""
        self.draft = message.draft
        self._version += 1

    def kept(self) -> Kept | None:
        """What is typed is kept too, where it was not run."""
        found, draft = super().kept(), self.draft
        if found is None or self.session is None or draft is None:
            return found
        from ..session.editing import equations_of
        from ..session.session_file import KeptDraft

        if draft.text == draft.of or draft.of != equations_of(self.session.realised):
            return found
        return replace(found, draft=KeptDraft(draft.text, *draft.place))

    def _arrange(self, kept: Kept, is_own: bool = False) -> None:
        super()._arrange(kept, is_own)
        self._set_aside.clear()
        self.draft = None if kept.draft is None else self._draft_of(kept.draft)
        if self.draft is not None and (edit := self._edit()) is not None:
            edit.resume(self.draft)

    def _draft_of(self, kept: KeptDraft) -> Draft | None:
        """What was typed in a session that was opened; an error is shown for what no field can hold."""
        from ..session.editing import check_editable, equations_of
        from .screens.edit_check import Draft

        assert self.session is not None
        try:
            check_editable(kept.text)
        except RnntuiError as error:
            self.notify_error(error)
            return None
        return Draft(kept.text, equations_of(self.session.realised), (kept.line, kept.column))

    def _edit(self) -> Edit | None:
        """The editor, where it is there."""
        from .screens.body import Body

        for body in self.explore.query("#body").results(Body):
            if body.id == "body" and hasattr(body, "draft"):
                from .screens.edit import Edit

                return body if isinstance(body, Edit) else None
        return None

    def on_edit_opened(self, message: Edit.Opened) -> None:
        """Put into the text what was typed before."""
        message.edit.resume(self.draft)

    def on_checking_rewritten(self, message: Checking.Rewritten) -> None:
        """Show the run of other equations, where nothing else was changed meanwhile."""
        from ..session.editing import equations_of
        from ..session.session import look

        now, before, after = self.session, message.before, message.session
        if now is None or now.setup is not before.setup or self.view.pending:
            if (edit := self._edit()) is not None:
                edit.try_again()
            return
        if now.cursor != before.cursor:
            after = look(after, moment=now.moment, micro=now.cursor.micro, unit=now.cursor.unit)
        if self.draft is not None:
            # It is a version of what was run now.
            self.draft = replace(self.draft, of=equations_of(after.realised))
        self.session = after

    async def action_quit(self) -> None:
        """Quit; but ^c copies what is selected in the text, as in any editor, and quits when nothing is."""
        edit = self._edit()
        selected = edit.area.selected_text if edit is not None and edit.area.has_focus else ""
        if edit is None or not selected:
            await super().action_quit()
            return
        self.copy_to_clipboard(selected)
        edit.area.move_cursor(edit.area.cursor_location)
        self.say_copied(selected.count("\n") + 1)

    def say_copied(self, lines: int) -> None:
        """Say how much was copied."""
        self.notify(self.view.words("copied.one" if lines == 1 else "copied", lines=lines), markup=False)

    def action_text(self, inside: bool = True) -> None:
        """Let keys go into the text, or out of it."""
        if (edit := self._edit()) is not None:
            (edit.area if inside else edit).focus()

    def action_to_error(self) -> None:
        """Go to where the text is wrong."""
        if (edit := self._edit()) is not None:
            edit.area.go_to_told()
            edit.area.focus()

    def action_notation(self) -> None:
        """Show the notation in short."""
        from .screens.notation import Notation

        self.push_screen(Notation(self.view.words))

    def action_save_equations(self) -> None:
        """Ask for a name, and save what is written under it."""
        from .screens.save_equations import SaveEquations

        if not self.may_change():
            return
        if (edit := self._edit()) is not None and self.session is not None and not edit.area.read_only:
            asked = SaveEquations(edit.area.text, self.session.realised, edit.known, self.view.words)
            self.push_screen(asked, self._when_saved)

    def _when_saved(self, saved: Filed | None) -> None:
        """Say where the equations are; they are known by that name from now on."""
        from ..folders import own_architectures
        from ..session.editing import named

        if saved is None or (session := self.session) is None:
            return
        path = saved.path
        is_listed = path.parent == own_architectures()
        self.notify(self.view.words("save.done" if is_listed else "save.done.path", path=show(str(path))), markup=False)
        if (edit := self._edit()) is not None:
            edit.when_saved(saved)
        self.rerun(lambda: named(session, path))

    def mend(self, file: str) -> None:
        """Open a file of one's own in the editor that can't be run as it is; an error is shown where that can't be."""
        from pathlib import Path

        from ..engine.architecture_file import read_equations
        from ..session.editing import check_editable, equations_of, mending, wrong_at
        from ..session.equation_files import Filed
        from .screens.edit_check import Draft

        if (session := self.session) is None:
            return
        path = Path(file)
        try:
            text = check_editable(read_equations(path))
        except RnntuiError as error:
            self.notify_error(error)
            return
        draft = Draft(text, equations_of(session.realised), wrong_at(text), Filed(path, text))
        self.action_mode("edit")
        self.rerun(lambda: mending(session, path))
        self.draft = draft
        if (edit := self._edit()) is not None:
            edit.resume(draft)
