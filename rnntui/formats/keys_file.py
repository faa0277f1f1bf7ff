"""A record of keys: what was pressed, typed and clicked, one after the other, as text that a person can write too.

# how an LSTM forgets
options: 'I saw a saw' --arch lstm --size 120x40
n, n, n
S, o
type the cat
click 12 4
wheel 12 4 1
paste "two words"
wait 0.5
"""

from __future__ import annotations

import json
import math
import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Literal

from ..dataclass import dataclass
from ..errors import RnntuiError
from ..text.files import bad_line, decoded, numbered_lines, quoted

OPTIONS = "options:"
MOST = 100_000
"""So many things may be done in one file,"""
LONGEST_WAIT = 60.0
"""and so many seconds be waited at once."""
_HINT = "a line has keys such as n, S, enter, or begins with type, click, wheel, paste or wait"


@dataclass(frozen=True)
class Act:
    """One thing that is done."""

    kind: Literal["key", "click", "wheel", "paste", "wait"]
    text: str = ""
    """Of a key its name, as Textual has it; of a paste what is pasted."""
    x: int = 0
    """Where: column and row, from 0."""
    y: int = 0
    by: int = 0
    """Of the wheel: 1 down, -1 up."""
    seconds: float = 0.0
    line: int = field(default=0, compare=False)
    """Where it stands in a file, from 1."""


@dataclass(frozen=True)
class Keys:
    """What a file holds."""

    path: Path
    acts: tuple[Act, ...]
    options: tuple[str, ...] = ()
    """What stands on the command line otherwise: the sentence, the network, the size of the screen."""


def read_keys(path: Path) -> Keys:
    """Read a record; raises RnntuiError that names file and line. Whether there are such keys shows when it runs."""
    acts: list[Act] = []
    options: tuple[str, ...] = ()
    for number, raw in numbered_lines(path):
        line = decoded(path, number, raw).strip()
        if line.startswith(OPTIONS):
            try:
                options = (*options, *shlex.split(line.removeprefix(OPTIONS)))
            except ValueError as error:
                raise bad_line(path, number, f"the options can't be read: {error}", "close every quote") from None
        elif line and not line.startswith("#"):
            acts += (replace(act, line=number) for act in _acts(path, number, line))
        if len(acts) > MOST:
            raise bad_line(path, number, f"more than {MOST} keys", "cut the file in two")
    return Keys(path, tuple(acts), options)


def _acts(path: Path, number: int, line: str) -> Iterable[Act]:
    word, _, rest = line.partition(" ")
    try:
        match word, rest.split():
            case "type", _:
                return [Act("key", character) for character in rest]
            case "paste", _:
                text = json.loads(rest)
                if isinstance(text, str):
                    return [Act("paste", text)]
            case "click", [x, y]:
                return [Act("click", x=_place(x), y=_place(y))]
            case "wheel", [x, y, ("1" | "-1") as by]:
                return [Act("wheel", x=_place(x), y=_place(y), by=int(by))]
            case "wait", [seconds]:
                if math.isfinite(wait := float(seconds)) and 0 <= wait <= LONGEST_WAIT:
                    return [Act("wait", seconds=wait)]
            case (("click" | "wheel" | "wait"), _):
                pass
            case _:
                return [Act("key", key) for key in map(str.strip, line.split(",")) if key]
    except (ValueError, RecursionError):
        pass
    raise bad_line(path, number, f"{quoted(line)} means nothing", _HINT)


def _place(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 5):
        raise ValueError(text)
    return int(text)


def options_line(options: Sequence[str]) -> str:
    """The options as a line of a record."""
    return f"{OPTIONS} {shlex.join(options)}"


def act_text(act: Act) -> str:
    """One thing as a line of a record has it; keys may stand side by side with commas between."""
    match act.kind:
        case "click":
            return f"click {act.x} {act.y}"
        case "wheel":
            return f"wheel {act.x} {act.y} {act.by}"
        case "paste":
            return f"paste {json.dumps(act.text)}"
        case "wait":
            return f"wait {act.seconds:g}"
    return act.text


def lines_of(acts: Iterable[Act]) -> Iterator[str]:
    """The lines of a record."""
    return map(act_text, acts)


def unreadable(error: OSError, path: Path) -> RnntuiError:
    """The error of a record that can't be written."""
    if isinstance(error, FileExistsError):
        return RnntuiError(f"{path} exists", "name a new file, or remove it first")
    return RnntuiError(f"{path} can't be written: {error.strerror or error}", "choose a folder in which you may write")
