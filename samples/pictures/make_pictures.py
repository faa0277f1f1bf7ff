"""Make the pictures of the README anew: each is what the app shows after the keys of a record beside it.

python samples/pictures/make_pictures.py            all of them
python samples/pictures/make_pictures.py kinship    one of them
"""

from __future__ import annotations

import sys
from pathlib import Path

from rnntui.cli import main

FOLDER = Path(__file__).parent


def records() -> dict[str, Path]:
    """The records of keys by the names of their pictures."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.keys"))}


def make(name: str, out: Path) -> int:
    """Draw one picture; returns the exit status."""
    return main(["snapshot", "--replay", str(records()[name]), "-o", str(out)])


if __name__ == "__main__":
    chosen = sys.argv[1:] or list(records())
    sys.exit(max(make(name, FOLDER / f"{name}.svg") for name in chosen))
