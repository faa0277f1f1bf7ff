"""The parser of all commands, and the types of their arguments: loaded before NumPy and Textual are."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NoReturn

from ..errors import UsageError


class Parser(argparse.ArgumentParser):
    """A parser whose errors are UsageErrors, and which takes any sentence after `--`."""

    lang = "en"

    def __init__(self, prog: str, description: str, epilog: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            # A new option must not change what an old command means.
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        hint = f"{self.prog} --help shows what there is"
        if message.startswith("unrecognized arguments: -"):
            hint += "; before a sentence that begins with - write --"
        elif message.startswith("unrecognized arguments: "):
            hint += "; put one sentence in quotation marks"
        raise UsageError(message, hint)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """What argparse does; `--help` is told in the language that stands among the arguments."""
        self.lang = lang_of(sys.argv[1:] if args is None else args)
        return super().parse_known_args(args, namespace)

    def format_help(self) -> str:
        """The help in the language that was chosen."""
        if self.lang != "en":
            from ..translation import translated

            for action in self._actions:
                action.help = translated(action.help or "", self.lang)
            for group in self._action_groups:
                group.title = translated(group.title or "", self.lang)
            self.description = translated(self.description or "", self.lang)
            lines = (re.split(r"(?<=\S)(\s{2,})", line) for line in (self.epilog or "").splitlines())
            self.epilog = "\n".join("".join(translated(part, self.lang) for part in line) for line in lines)
            text = super().format_help().replace("usage: ", translated("usage: ", self.lang), 1)
            for group in self._action_groups:
                # argparse puts a colon of its own behind a title.
                text = text.replace(f"\n{group.title}:\n", f"\n{group.title}：\n", 1)
            return text
        return super().format_help()

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The options, `sentence`, and in `literal` whether it stood after `--` and is nothing but a sentence."""
        place = arguments.index("--") if "--" in arguments else len(arguments)
        options = self.parse_intermixed_args(arguments[:place])
        after = arguments[place + 1 :]
        options.literal = bool(after)
        if after:
            sentences = [*([] if options.sentence is None else [options.sentence]), *after]
            if len(sentences) > 1:
                raise UsageError(f"there are {len(sentences)} sentences", "put one sentence in quotation marks")
            options.sentence = after[0]
        return options


def whole(lowest: int, highest: int) -> Callable[[str], int]:
    """A type for argparse: a whole number in ASCII digits."""

    def number(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,19}", text) or not lowest <= int(text) <= highest:
            raise argparse.ArgumentTypeError(f"'{text}' is no whole number from {lowest} to {highest}")
        return int(text)

    return number


def pair(text: str) -> tuple[str, str]:
    """A type for argparse: NAME=VALUE."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise argparse.ArgumentTypeError(f"'{text}' is not of the form NAME=VALUE")
    return name.strip(), value.strip()


def named_count(highest: int) -> Callable[[str], tuple[str, int]]:
    """A type for argparse: NAME=N."""
    number = whole(1, highest)

    def read(text: str) -> tuple[str, int]:
        name, value = pair(text)
        return name, number(value)

    return read


def names(text: str) -> tuple[str, ...]:
    """A type for argparse: A,B,C, none of them empty."""
    found = tuple(map(str.strip, text.split(",")))
    if not all(found):
        raise argparse.ArgumentTypeError(f"'{text}' has an empty name; write A,B,C")
    return found


def lang_of(arguments: Sequence[str]) -> str:
    """The language that stands among arguments, whether or not they are right; else the locale's."""
    following = dict(pairwise(arguments))
    joined = [each.partition("=")[2] for each in arguments if each.startswith("--lang=")]
    return python_lang(following.get("--lang") or (joined[-1] if joined else None))


def python_lang(lang: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The language as the architectures' texts have it, `en` or `zh_TW`: the one chosen, else the locale's.

    There is one Chinese; whoever reads another one reads it rather than English.
    """
    return "zh_TW" if re.match(r"zh(?![a-z])", lang or _locale(environment), re.IGNORECASE) else "en"


def _locale(environment: Mapping[str, str]) -> str:
    """The locale of messages; LANGUAGE, a list by preference, where POSIX's own variables say nothing."""
    return next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"))), "")
