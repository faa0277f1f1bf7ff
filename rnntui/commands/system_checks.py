"""The versions of what rnntui is made of, and the folders in which it remembers."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from .findings import Finding

OLDEST_PYTHON = (3, 11)
_PACKAGES = ("textual", "rich", "numpy", "safetensors")


def versions() -> Iterator[Finding]:
    """Python and the packages; what is missing or out of its range is to be looked at."""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        yield Finding("Python", found, f"rnntui needs Python {'.'.join(map(str, OLDEST_PYTHON))} or later")
    else:
        yield Finding("Python", found)
    for name in _PACKAGES:
        try:
            found = version(name)
        except PackageNotFoundError:
            yield Finding(name, "is missing", "install rnntui again")
            continue
        wanted = _wanted(name)
        if is_within(found, wanted):
            yield Finding(name, found)
        else:
            yield Finding(name, f"{found}, where {wanted} is needed", "install rnntui again")


def _wanted(name: str) -> str:
    """The range of a package's version that rnntui asks for; empty where it can't be known."""
    try:
        lines = requires("rnntui") or []
    except PackageNotFoundError:
        return ""
    found = (re.fullmatch(rf"{name}\s*\(?([<>=!~.,0-9\s]*)\)?", line) for line in lines)
    return next((match[1].strip() for match in found if match is not None), "")


def is_within(found: str, wanted: str) -> bool:
    """Whether a version lies within `>=8.2.8,<9`."""
    have = _numbers(found)
    for each in filter(None, wanted.split(",")):
        match = re.fullmatch(r"\s*(>=|<)\s*([0-9.]+)\s*", each)
        if match is not None and (have < _numbers(match[2])) is (match[1] == ">="):
            return False
    return True


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(each) for each in re.findall(r"[0-9]{1,9}", text)[:3])


def folders() -> Iterator[Finding]:
    """Where settings, the last sessions and logs are put."""
    from platformdirs import user_config_path, user_log_path, user_state_path

    for name, path in (
        ("settings", user_config_path("rnntui")),
        ("last sessions", user_state_path("rnntui", appauthor=False)),
        ("logs", user_log_path("rnntui", appauthor=False)),
    ):
        if is_writable(path):
            yield Finding(name, str(path))
        else:
            yield Finding(name, f"{path} can't be written", "make it writable; until then nothing is remembered there")


def is_writable(folder: Path) -> bool:
    """Whether files can be made in a folder, or the folder itself where there is none yet."""
    for each in (folder, *folder.parents):
        if each.exists():
            return each.is_dir() and os.access(each, os.W_OK | os.X_OK)
    return False
