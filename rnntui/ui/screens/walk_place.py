"""Where a value is taken apart: over the panels of the mode, which stay as they are below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .explore import Explore


def is_walk_shown(screen: Explore) -> bool:
    """Whether the panel is there."""
    return bool(screen.query("#walk"))


async def change_walk(screen: Explore) -> None:
    """Put the panel over those of the mode, or take it away, and give the focus back that was taken."""
    wanted = screen.view.walk is not None
    if wanted == is_walk_shown(screen):
        return
    from .apart import Walking
    from .explore import Explore

    with screen.app.batch_update():
        if wanted:
            focused = screen.focused
            panel = Walking(focused.id if focused is not None and not screen.is_typing else None, id="walk")
            await screen.mount(panel.data_bind(Explore.session, Explore.view), before="#coach")
            screen.share_anew()
            if not screen.is_typing:
                screen.focus_table()
        else:
            before = screen.query_one("#walk", Walking).focused_before
            has_focus = not screen.is_typing
            await screen.query("#walk").remove()
            screen.share_anew()
            if has_focus:
                screen.focus_table()
                for each in screen.query(f"#{before}") if before else ():
                    if each.display and each.focusable:
                        each.focus()
