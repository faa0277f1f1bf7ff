"""Small JSON files from anywhere: read whole or not at all, and written so that a person can read them."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from ..errors import RnntuiError
from .json_text import json_text

LARGEST = 64 << 20
"""So many bytes a file may have."""


def read_json(path: Path, hint: str) -> Any:
    """What a JSON file holds. Raises RnntuiError for a file that is none, for devices, pipes and what is too large.

    NaN and the infinities, which Python would take, are no JSON. `hint` says what is expected there.
    """
    try:
        data = _read(path)
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except RecursionError:
        raise RnntuiError(f"{path}: no JSON (it is nested too deeply)", hint) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or f"no JSON ({error})"
        raise RnntuiError(f"{path}: {reason}", hint) from None


def _read(path: Path) -> bytes:
    # A pipe that nobody writes to is opened at once, and then refused.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        _check(path, os.fstat(handle))
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(LARGEST + 1)
    finally:
        os.close(handle)


def _check(path: Path, found: os.stat_result) -> None:
    """Raise RnntuiError for what is no file, or too large."""
    if stat.S_ISDIR(found.st_mode):
        raise RnntuiError(f"{path} is a folder", "name a file in it")
    if not stat.S_ISREG(found.st_mode):
        raise RnntuiError(f"{path} is a device or a pipe", "name a file")
    if found.st_size > LARGEST:
        raise RnntuiError(f"{path}: {found.st_size:,} bytes are too many", f"{LARGEST:,} are the limit")


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def readable(table: Mapping[str, Any]) -> str:
    """One object with a line for each of its entries, and for each of a list of objects; strict JSON, as `json_text`.

    Raises ValueError for NaN and the infinities.
    """
    lines = (f" {_text(key)}: {_entry(value)}" for key, value in table.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _entry(value: Any) -> str:
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        return "[\n" + ",\n".join(f"  {_text(each)}" for each in value) + "\n ]"
    return _text(value)


def _text(value: Any) -> str:
    return json_text({"": value})[len('{"": ') : -len("}\n")]
