"""As what a file is opened: told by its ending, of JSON by the format that it names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

Kind = Literal["model", "inputs", "arch", "setup", "session", "pair", "trace"]
ENDINGS: dict[str, Kind] = {".safetensors": "model", ".npy": "inputs", ".csv": "inputs", ".toml": "arch"}
_FORMATS: dict[str, Kind] = {"setup": "setup", "session": "session", "pair": "pair", "trace": "trace"}
_HEAD = 65_536
"""So many bytes of a JSON file are looked at for its format."""
_FORMAT = re.compile(rb'"format"\s*:\s*"rnntui-([a-z]+)/')


def kind_of(path: Path) -> Kind | None:
    """As what a file is opened; None for what is no file, or one of no ending that is known."""
    try:
        if not path.is_file():
            return None
        ending = path.suffix.lower()
        return _json(path) if ending == ".json" else ENDINGS.get(ending)
    except (OSError, ValueError):
        # A sentence may be longer than a file's name can be.
        return None


def _json(path: Path) -> Kind:
    """Of what format a JSON file is; one that names none is taken for a setup, which says what is missing."""
    with path.open("rb") as file:
        found = _FORMAT.search(file.read(_HEAD))
    return "setup" if found is None else _FORMATS.get(found[1].decode(), "setup")
