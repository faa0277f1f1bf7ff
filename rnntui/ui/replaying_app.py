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


class ReplayingApp(StoppingApp):
    """Hands what is pressed on to a recorder, and lets a player press."""

    recorder: Recorder | None = None
    _player: Player | None = None

    async def on_event(self, event: events.Event) -> None:
        # What a widget did not use comes back here.
        if not event.is_forwarded:
            if self.recorder is not None:
                self.recorder.note(event)
            if self._player is not None:
                self._player.note(event)
        await super().on_event(event)

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
        self.run_worker(self._play(self._player), name="replay", exit_on_error=True)

    async def _play(self, player: Player) -> None:
        is_done = await player.play(lambda: self.is_ready and not self.view.pending and self.explore.is_settled)
        self._player = None
        if is_done and self.is_running:
            self.notify(self.view.words("replay.done"), markup=False)
