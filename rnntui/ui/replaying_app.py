"""Records of keys in the app: written while it is used, or played before one's eyes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual import events

from .stopping_app import StoppingApp

if TYPE_CHECKING:
    from ..formats.keys_file import Act
    from .app import RnntuiApp
    from .replay import Player, Recorder


def is_pressed(event: events.Event) -> bool:
    """Whether an event asks for something to be done."""
    return isinstance(event, events.Key | events.Paste | events.MouseDown)


class ReplayingApp(StoppingApp):
    """Hands what is pressed on to a recorder, and lets a player press."""

    recorder: Recorder | None = None
    _player: Player | None = None
    _is_over = False
    """Whether a record was played, and nobody has pressed anything since."""

    async def on_event(self, event: events.Event) -> None:
        # What a widget did not use comes back here.
        if not event.is_forwarded:
            if self._player is not None:
                if self._player.takes(event):
                    return
            elif self._is_over and is_pressed(event):
                # What the record did last may take effect after its end.
                self._is_over, self.changes_outside = False, True
            self._record(event)
        await super().on_event(event)

    def _record(self, event: events.Event) -> None:
        """Write down what an event is; where that fails, say so once."""
        if (recorder := self.recorder) is None:
            return
        recorder.note(event)
        if recorder.failure is not None:
            self.recorder = None
            self.notify_error(recorder.failure)

    def may_change(self) -> bool:
        """Whether files may be written and texts copied; says so where they may not.

        A record of keys may come from anybody, and could write over whatever its reader has.
        """
        if not self.changes_outside:
            self.notify(self.view.words("replay.unwritten"), severity="warning", markup=False)
        return self.changes_outside

    def copy_to_clipboard(self, text: str) -> None:
        """Copy, unless a record of keys asks for it."""
        if self.changes_outside:
            super().copy_to_clipboard(text)

    async def action_quit(self) -> None:
        if self.recorder is not None:
            self.recorder.close(quitting=True)
        await super().action_quit()

    def play(self, acts: Sequence[Act], size: tuple[int, int] | None = None) -> None:
        """Do one thing after the other, until somebody presses a key; `size` is that of the record's screen."""
        from .replay import Player

        if size not in (None, tuple(self.size)) and any(act.kind in ("click", "wheel") for act in acts):
            text = self.view.words("replay.size", size="x".join(map(str, size or ())))
            self.notify(text, severity="warning", markup=False)
        self._player = Player(cast("RnntuiApp", self), acts)
        self.changes_outside = self._is_over = False
        self.run_worker(self._play(self._player), name="replay", exit_on_error=True)

    async def _play(self, player: Player) -> None:
        is_done = await player.play(lambda: self.is_ready and not self.view.pending and self.explore.is_settled)
        self._player, self._is_over = None, True
        if self.is_running:
            self.notify(self.view.words("replay.done" if is_done else "replay.stopped"), markup=False)
