"""`rnntui completion`: what a shell needs to complete commands, options, names and files."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping
from importlib import import_module

from ..errors import RnntuiError
from .all import COMMANDS, add_app_options
from .output import deliver
from .parsing import Parser

SHELLS = ("bash", "zsh", "tcsh")
_EXAMPLES = """examples:
  rnntui completion bash > ~/.local/share/bash-completion/completions/rnntui
  rnntui completion zsh > ~/.zfunc/_rnntui
  rnntui completion tcsh > ~/.rnntui.tcsh
"""
_SAFE = re.compile(r"[A-Za-z0-9_.+-]+")
"""A name that no shell takes for anything else."""
_FILES = ("model", "inputs", "session", "replay", "record", "out", "file", "runs", "sentence")
"""The arguments that are the path of a file, or may be one."""


def parser() -> Parser:
    """What the command takes."""
    about = "Print what a shell needs to complete commands, options, names and files."
    made = Parser("rnntui completion", about, _EXAMPLES)
    made.add_argument("shell", choices=SHELLS, help="the shell")
    made.add_argument("--lang", choices=("en", "zh-TW"), default=None, help="the language of texts")
    return made


def run(arguments: list[str]) -> int:
    """Carry the command out; returns the exit status."""
    deliver(script(parser().parse_args(arguments).shell))
    return 0


def script(shell: str) -> str:
    """The script for a shell. Raises RnntuiError where the package that makes it is missing."""
    try:
        import shtab
    except ImportError:
        raise RnntuiError("the package shtab is missing", "install it with pip install shtab") from None
    names = known_names()
    function = {"bash": _bash, "zsh": _zsh}.get(shell)
    preamble = "" if function is None else "\n".join(function(name, words) for name, words in names.items())
    text: str = shtab.complete(tree(names), shell, preamble=preamble)
    for known, ours in _OURS.get(shell, ()):
        text = text.replace(known, ours)
    return text if text.endswith("\n") else f"{text}\n"


_OURS = {
    "bash": (
        (
            "complete -o bashdefault -F _shtab_rnntui rnntui",
            """# Bash cuts --arch=lstm in three. What begins like no command may be a file.
_rnntui() {
  local -a words=()
  local place count
  for place in "${!COMP_WORDS[@]}"; do
    if [[ ${COMP_WORDS[place]} == = && ${words[-1]} == --* ]]; then
      (( place == COMP_CWORD )) && words+=("")
    else
      words+=("${COMP_WORDS[place]}")
    fi
    (( place == COMP_CWORD )) && count=$(( ${#words[@]} - 1 ))
  done
  local -a COMP_WORDS=("${words[@]}")
  local COMP_CWORD=$count
  _shtab_rnntui "$@"
}

complete -o bashdefault -o default -F _rnntui rnntui""",
        ),
    ),
    "zsh": (("_describe 'rnntui commands' _commands", "_describe 'rnntui commands' _commands || _files"),),
}
"""What is otherwise in the script for a shell."""


def tree(names: Mapping[str, Iterable[str]]) -> argparse.ArgumentParser:
    """All commands as one parser: they are told apart by hand elsewhere, which a completion can't."""
    made = argparse.ArgumentParser("rnntui", allow_abbrev=False)
    add_app_options(made)
    found = made.add_subparsers(dest="command")
    for command in COMMANDS:
        alone = import_module(f".{command}", __package__).parser()
        found.add_parser(command, parents=[alone], add_help=False, help=alone.description, allow_abbrev=False)
    _mark(made, names)
    for each in found.choices.values():
        _mark(each, names)
    return made


def _mark(parser: argparse.ArgumentParser, names: Mapping[str, Iterable[str]]) -> None:
    """Say of each argument what completes it, where that is not its choices."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or action.choices is not None or action.nargs == 0:
            continue
        dest = action.dest.removesuffix("_b")
        if dest in names:
            words = f"({' '.join(names[dest])})"
            action.complete = {"bash": f"_rnntui_{dest}", "zsh": f"_rnntui_{dest}", "tcsh": words}  # type: ignore[attr-defined]
        elif dest in _FILES:
            action.complete = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}  # type: ignore[attr-defined]


def known_names() -> dict[str, tuple[str, ...]]:
    """For each argument that takes a name, or a file, the names that there are now."""
    from ..engine.catalogue import architecture_names, files_in
    from ..folders import architecture_folders
    from ..session.setup import sample_names
    from ..text.encodings import names
    from ..text.samples import sample_corpora, sample_tables

    found = {
        "arch": (*architecture_names(), *(name for folder in architecture_folders() for name in files_in(folder))),
        "encoding": names(),
        "embedding": sample_tables(),
        "corpus": sample_corpora(),
        "sample": sample_names(),
        "weights": ("ones", "random"),
    }
    return {key: tuple(dict.fromkeys(filter(_SAFE.fullmatch, texts))) for key, texts in found.items()}


_NO_FILE = ("encoding", "sample")
"""What is a name, and never a file."""


def _bash(name: str, words: Iterable[str]) -> str:
    files = "" if name in _NO_FILE else '\n  compgen -f -- "$1"'
    return f'_rnntui_{name}() {{\n  compgen -W "{" ".join(words)}" -- "$1"{files}\n}}'


def _zsh(name: str, words: Iterable[str]) -> str:
    files = "" if name in _NO_FILE else " 'files:file:_files'"
    return f"_rnntui_{name}() {{\n  _alternative 'names:name:({' '.join(words)})'{files}\n}}"
