"""What a terminal can do, from its environment and, where it can be asked, from itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from .findings import Finding

SMALLEST = (60, 20)
"""Said here too, so that Textual is not loaded."""
SLOW_ESCAPE = 50
"""Milliseconds for which tmux holds Esc back are noticed from here on."""
_WRITE = "w writes into a file instead"

Ask = Callable[[str], "int | None"]
"""In how many cells the terminal shows a text; None where it does not say."""
Run = Callable[[tuple[str, ...]], "str | None"]
"""What a command prints; None where it can't be run."""


def terminal(environment: Mapping[str, str], size: tuple[int, int] | None) -> Iterator[Finding]:
    """The kind of terminal, its colours and its size."""
    term = environment.get("TERM", "")
    if term in ("", "dumb"):
        yield Finding("terminal", f"TERM is '{term}': the app can't draw here", "use rnntui trace and rnntui snapshot")
    else:
        yield Finding("terminal", f"TERM is {term}")
    yield _colours(environment, term)
    if size is None:
        yield Finding("size", "not known: standard output is no terminal")
    elif size[0] < SMALLEST[0] or size[1] < SMALLEST[1]:
        todo = f"enlarge it to {SMALLEST[0]}x{SMALLEST[1]} at least; 80x24 is good, 120x40 better"
        yield Finding("size", f"{size[0]}x{size[1]} cells", todo)
    else:
        yield Finding("size", f"{size[0]}x{size[1]} cells")


def _colours(environment: Mapping[str, str], term: str) -> Finding:
    if environment.get("NO_COLOR"):
        return Finding("colours", "none, as NO_COLOR asks: marks and digits say all")
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return Finding("colours", "16 million")
    if "256color" in term:
        hint = "if the terminal can do more: export COLORTERM=truecolor"
        return Finding("colours", "256", hint=hint)
    return Finding("colours", "16, or fewer", hint="rnntui --theme contrast is made for it")


def characters(encoding: str, ask: Ask | None) -> Iterator[Finding]:
    """The encoding of the locale, and the widths that the terminal gives to characters."""
    if encoding.replace("-", "").replace("_", "").upper() in ("UTF8", "UTF8SIG"):
        yield Finding("locale", "UTF-8")
    else:
        yield Finding("locale", f"{encoding or 'not known'}, not UTF-8", "export LANG=C.UTF-8, or rnntui --ascii")
    for name, text, cells, todo in (
        (
            "wide characters",
            "你",
            2,
            "numbers beside Chinese text will stand out of line: use another terminal or font",
        ),
        ("ambiguous width", "①", 1, "set ambiguous characters to narrow in the terminal, or use rnntui --ascii"),
    ):
        if ask is None:
            yield Finding(name, "not asked: standard input or output is no terminal")
            continue
        found = ask(text)
        if found is None:
            yield Finding(name, "the terminal does not say", hint="if tables are out of line: rnntui --ascii")
        elif found != cells:
            yield Finding(name, f"{text} has the width {found}, not {cells}", todo)
        else:
            yield Finding(name, f"{text} has the width {cells}")
    yield Finding("font", "can't be known: ▐x▌ ░▒▓█ ▁▃▅▇ ◂▸ ① 你", hint="where you see boxes or gaps: rnntui --ascii")


def connection(environment: Mapping[str, str]) -> Iterator[Finding]:
    """SSH, mouse and clipboard."""
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        yield Finding("SSH", "yes: nothing blinks, and w writes on this machine")
    else:
        yield Finding("SSH", "no")
    if environment.get("TERM") in ("linux", "dumb", ""):
        yield Finding("mouse", "this terminal has none", hint="every key is in the help: ?")
    else:
        yield Finding("mouse", "asked for when the app opens", hint="hold Shift to select text as elsewhere")
    yield _clipboard(environment)


def _clipboard(environment: Mapping[str, str]) -> Finding:
    program = environment.get("TERM_PROGRAM", "")
    if program == "Apple_Terminal" or "VTE_VERSION" in environment or environment.get("TERM") in ("linux", "dumb"):
        return Finding("clipboard", "this terminal ignores what y copies (OSC 52)", _WRITE)
    term = environment.get("TERM", "")
    if program in ("iTerm.app", "WezTerm", "ghostty", "vscode") or term.startswith(
        ("xterm-kitty", "foot", "alacritty")
    ):
        return Finding("clipboard", "y copies with OSC 52, which this terminal knows")
    return Finding("clipboard", "y copies with OSC 52; whether the terminal takes it can't be known", hint=_WRITE)


def tmux(environment: Mapping[str, str], run: Run) -> Iterator[Finding]:
    """tmux around the app, and those of its settings that bear on it."""
    if not environment.get("TMUX"):
        yield Finding("tmux", "no")
        return
    version = (run(("tmux", "-V")) or "").strip()
    if not version:
        yield Finding("tmux", "yes, but tmux itself can't be asked", "put tmux on the PATH")
        return
    yield Finding("tmux", version)
    clipboard = _setting(run, "-sv", "set-clipboard")
    if clipboard in ("external", "off"):
        todo = f"tmux set -s set-clipboard on; {_WRITE}"
        yield Finding("tmux clipboard", f"set-clipboard is {clipboard}: what y copies is dropped", todo)
    else:
        yield Finding("tmux clipboard", f"set-clipboard is {clipboard or 'not known'}")
    wait = _setting(run, "-sv", "escape-time")
    if re.fullmatch(r"[0-9]{1,6}", wait) and int(wait) >= SLOW_ESCAPE:
        yield Finding("tmux Esc", f"escape-time is {wait} ms: Esc comes late", "tmux set -sg escape-time 10")
    else:
        yield Finding("tmux Esc", f"escape-time is {wait or 'not known'} ms")
    kind = _setting(run, "-gv", "default-terminal")
    if kind and "256color" not in kind and "direct" not in kind:
        todo = "tmux set -g default-terminal tmux-256color"
        yield Finding("tmux terminal", f"default-terminal is {kind}: few colours", todo)
    else:
        yield Finding("tmux terminal", f"default-terminal is {kind or 'not known'}")
    through = _setting(run, "-gv", "allow-passthrough") or "not known"
    yield Finding("tmux passthrough", f"allow-passthrough is {through}: rnntui does not need it")


def _setting(run: Run, flags: str, name: str) -> str:
    return (run(("tmux", "show-options", flags, name)) or "").strip()
