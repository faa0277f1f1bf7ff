"""The one table of keys: what each does, and where its words stand. Help, hints and palette are made from it."""

from __future__ import annotations

from typing import Literal

from textual.binding import Binding

from ..dataclass import dataclass
from .view import MODES
from .words import Words

Group = Literal["mode", "time", "stop", "place", "view", "change", "compare", "choice", "keep", "app"]
GROUPS: tuple[Group, ...] = ("mode", "time", "stop", "place", "view", "change", "compare", "choice", "keep", "app")


@dataclass(frozen=True)
class Key:
    """One thing that a key does. Its words are `key.<name>` and `tip.<name>`."""

    name: str
    keys: str
    """As Textual calls them, with commas between."""
    shown: str
    """As they are printed on the keys."""
    action: str
    group: Group
    in_palette: bool = True
    """Whether it makes sense to look for it by name."""


KEYS = (
    *(Key(f"mode_{mode}", str(place), str(place), f"mode('{mode}')", "mode") for place, mode in enumerate(MODES, 1)),
    Key("next", "n", "n", "step(1)", "time"),
    Key("back", "p", "p", "step(-1)", "time"),
    Key("micro", "s", "s", "micro(1)", "time"),
    Key("micro_back", "S", "S", "micro(-1)", "time"),
    Key("first", "home", "Home", "go(0)", "time"),
    Key("last", "end", "End", "last", "time"),
    Key("go", "g", "g", "choose('step')", "time"),
    Key("play", "space", "Space", "play", "time"),
    Key("run_on", "c", "c", "run_on(1)", "stop"),
    Key("run_back", "C", "C", "run_on(-1)", "stop"),
    Key("stops", "b", "b", "stops", "stop"),
    Key("search", "slash", "/", "search", "stop"),
    Key("mark", "m", "m", "mark", "stop"),
    Key("to_mark", "apostrophe", "'", "to_mark", "stop"),
    Key("unit_up", "up,k", "↑ k", "unit(-1)", "place", False),
    Key("unit_down", "down,j", "↓ j", "unit(1)", "place", False),
    Key("column_left", "left", "←", "column(-1)", "place", False),
    Key("column_right", "right", "→", "column(1)", "place", False),
    Key("page_up", "pageup", "PgUp", "page(-1)", "place", False),
    Key("page_down", "pagedown", "PgDn", "page(1)", "place", False),
    Key("group", "l", "l", "group", "place"),
    Key("near", "G", "G", "near", "place"),
    Key("panel", "tab", "Tab", "focus_next", "place", False),
    Key("panel_back", "shift+tab", "⇧Tab", "focus_previous", "place", False),
    Key("work", "enter", "Enter", "apart", "view"),
    Key("work_back", "backspace", "Bksp", "apart_back", "view", False),
    Key("time", "v", "v", "large('time')", "view"),
    Key("large", "z", "z", "large", "view"),
    Key("leave", "escape", "Esc", "leave", "view", False),
    Key("order", "o", "o", "order", "view"),
    Key("fold", "f", "f", "fold", "view"),
    Key("unroll", "R", "R", "unroll", "view"),
    Key("ahead", "t", "t", "ahead", "view"),
    Key("copy", "y", "y", "copy", "view"),
    Key("latex", "Y", "Y", "latex", "view"),
    Key("write", "w", "w", "write", "view"),
    Key("theme", "ctrl+t", "^t", "theme", "view"),
    Key("edit", "e", "e", "edit", "change"),
    Key("hold", "h", "h", "hold", "change"),
    Key("edits", "U", "U", "edits", "change"),
    Key("numbers", "N", "N", "numbers", "change"),
    Key("ablate", "K", "K", "ablate", "change"),
    Key("side", "x", "x", "side", "compare"),
    Key("difference", "d", "d", "difference", "compare"),
    Key("orders", "X", "X", "orders", "compare"),
    Key("sentence", "i", "i", "sentence", "choice"),
    Key("architecture", "A", "A", "choose('architecture')", "choice"),
    Key("encoding", "E", "E", "choose('encoding')", "choice"),
    Key("hidden", "H", "H", "choose('hidden')", "choice"),
    Key("layers", "L", "L", "choose('layers')", "choice"),
    Key("direction", "D", "D", "choose('direction')", "choice"),
    Key("shape", "M", "M", "choose('shape')", "choice"),
    Key("weights", "W", "W", "choose('weights')", "choice"),
    Key("sample", "O", "O", "choose('sample')", "choice"),
    Key("undo", "u", "u", "undo", "choice"),
    Key("redo", "r", "r", "redo", "choice"),
    Key("save", "ctrl+s", "^s", "save", "keep"),
    Key("open", "ctrl+o", "^o", "open", "keep"),
    Key("export", "ctrl+e", "^e", "export", "keep"),
    Key("save_equations", "f2", "F2", "save_equations", "keep"),
    Key("help", "question_mark", "?", "help", "app"),
    Key("notation", "f1", "F1", "notation", "app"),
    Key("palette", "ctrl+p", "^p", "command_palette", "app", False),
    Key("suspend", "ctrl+z", "^z", "suspend_process", "app", False),
    Key("quit", "q", "q ^c", "quit", "app"),
)
BY_NAME = {key.name: key for key in KEYS}

CHOICES = ("encoding", "architecture", "hidden", "layers", "direction", "shape", "weights", "sample")
"""What is chosen from a list, in the order of the bar."""


def bindings() -> list[Binding]:
    """The table as Textual wants it. Its words are English: what is shown is looked up by the binding's id."""
    words = Words("en")
    # Textual copies with ctrl+c, or says that it does not quit. It does here, whatever has the focus.
    interrupt = Binding("ctrl+c", "quit", show=False, priority=True, id="interrupt", system=True)
    named = [
        Binding(key.keys, key.action, words(f"key.{key.name}"), tooltip=words(f"tip.{key.name}"), id=key.name)
        for key in KEYS
    ]
    return [interrupt, *named]
