"""`rnntui snapshot`: a picture of the app, headless."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from ..errors import UsageError
from .options import add_look, add_options, chosen_setup, kept_session
from .output import deliver
from .parsing import Parser, python_lang
from .replayed import add_screen, replayed, size
from .sentence import sentence_of

SIZE = (120, 40)

_EXAMPLES = """examples:
  rnntui snapshot --size 80x24
  rnntui snapshot "I saw a saw" --arch lstm --size 120x40 --press n,n,s -o lstm.svg
  rnntui snapshot --session session.json -o session.svg
  rnntui snapshot --replay record.keys -o record.svg
"""


def parser() -> Parser:
    """What the command takes."""
    made = Parser("rnntui snapshot", "Draw the app as it looks after some keys: the same bytes every time.", _EXAMPLES)
    made.add_argument("sentence", nargs="?", metavar="SENTENCE|-", help="the sentence; - reads standard input")
    made.add_argument("--size", type=size, default=None, metavar="120x40", help="columns and rows")
    add_screen(made)
    made.add_argument("--press", default="", metavar="n,n,s", help="keys, by Textual's names: n, s, down, enter …")
    made.add_argument("--replay", metavar="FILE", help="a record of keys, before those of --press")
    made.add_argument("-o", dest="out", metavar="FILE.svg|.txt", help="the picture; without it, text")
    add_look(made)
    add_options(made)
    return made


def run(arguments: list[str]) -> int:
    """Carry the command out; returns the exit status."""
    options = parser().read(arguments)
    keys = replayed(options)
    kind = _kind(options.out)
    kept = kept_session(options)
    setup = chosen_setup(options, sentence_of(options), None if kept is None else kept.setup)
    from ..ui.snapshot import take

    if keys is not None:
        from ..ui.replay import check_keys

        check_keys(keys.acts, keys.path)
    # The same bytes whatever the locale.
    lang = python_lang(options.lang or "en")
    picture = take(
        setup,
        size=options.size or SIZE,
        press=[key for key in options.press.split(",") if key],
        kind=kind,
        lang=lang,
        theme=options.theme,
        ascii_only=options.ascii,
        mode=options.screen,
        kept=None if kept is None else replace(kept, setup=setup),
        replay=() if keys is None else keys.acts,
    )
    deliver(picture, options.out, lang)
    return 0


def _kind(out: str | None) -> Literal["svg", "text"]:
    if out is not None and out.lower().endswith(".svg"):
        return "svg"
    if out in (None, "-") or out.lower().endswith(".txt"):
        return "text"
    raise UsageError(f"the picture '{out}' has no ending that is known", "valid are .svg and .txt")
