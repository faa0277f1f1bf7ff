"""Embedding tables from files: CSV, and the text forms of GloVe and word2vec, compressed or not, and rnntui's own.

They are read as a stream of lines, of which only the wanted ones are kept: a file of 1 GB needs the memory
of the sentence's own words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import numpy as np

from rnntui.engine.arrays import FloatArray
from rnntui.errors import RnntuiError
from rnntui.text.delimited import finite_numbers, is_number, rows
from rnntui.text.encodings.table import Table
from rnntui.text.encodings.table_file import is_table_file, read_table_file
from rnntui.text.files import bad_line, decoded, named, numbered_lines, quoted
from rnntui.text.tokens import normalised

_VALID = "valid: CSV (token,number,…), or the text of GloVe or word2vec, each .gz too"


def read_table(path: Path, wanted: Collection[str] | None = None) -> Table:
    """The table in a file, or of it the `wanted` tokens alone; of a token that occurs twice the first.

    Tokens are NFC-normalised, as those of a sentence are. Raises RnntuiError that names file and line
    where the file can't be read, is not UTF-8, has a line without a token or of another width than the
    first, ends before the tokens that its first line promises, or, among what is wanted, holds anything
    but finite numbers.
    """
    if is_table_file(path):
        return read_table_file(path, wanted)
    is_csv = path.name.lower().removesuffix(".gz").endswith((".csv", ".tsv"))
    kept: dict[str, FloatArray] = {}
    width = 0
    for written, line, count, fields in _csv(path) if is_csv else _spaced(path):
        width = count
        if not written:
            raise bad_line(path, line, "no token before the numbers", _VALID)
        token = normalised(written)
        if token not in kept and (wanted is None or token in wanted):
            numbers = fields.split(" ") if isinstance(fields, str) else fields
            kept[token] = np.array(finite_numbers(path, line, numbers))
    if not width:
        raise RnntuiError(f"{named(path)} holds no vectors", _VALID)
    vectors = np.stack(list(kept.values())) if kept else np.zeros((0, width))
    return Table(tuple(kept), vectors, named(Path(path.name)))


Row: TypeAlias = tuple[str, int, int, "list[str] | str"]
"""Token, number of its line, how many numbers it has, and these as text, perhaps not split yet: most are not wanted."""


def _csv(path: Path) -> Iterator[Row]:
    """The rows of a file of separated values.

    A first row that has no number but perhaps a first field, or no first field, is a header, and left out.
    """
    width = 0
    for line, (token, *fields) in rows(path):
        if not fields:
            raise bad_line(path, line, f"{quoted(token)} has no numbers", "valid: token,number,number,…")
        if not width:
            width = len(fields)
            if not (token and any(map(is_number, fields))):
                continue
        if len(fields) != width:
            raise bad_line(path, line, f"{len(fields)} numbers, where the first line has {width}", _VALID)
        yield token, line, width, fields


def _spaced(path: Path) -> Iterator[Row]:
    """The rows of a file of lines `token number number …`, whose token may hold blanks; first perhaps `count width`.

    A token whose last part is a number is taken for a line that is too long.
    """
    width = promised = seen = 0
    for line, raw in numbered_lines(path):
        content = raw.rstrip(b"\r\n").rstrip(b" ")
        if not content:
            continue
        if line == 1 and content.count(b" ") == 1 and all(part.isdigit() for part in content.split(b" ")):
            promised, width = map(int, content.split(b" "))
            continue
        blanks = content.count(b" ")
        width = width or blanks
        if not width or blanks < width:
            found = f"{blanks} numbers, where there should be {width}" if width else "a token without numbers"
            raise bad_line(path, line, found, _VALID)
        token, _, numbers = decoded(path, line, content).partition(" ")
        if blanks > width:
            # The token has blanks too. To split each line at all of them would take many times as long.
            token, *fields = f"{token} {numbers}".rsplit(" ", width)
            numbers = " ".join(fields)
        if " " in token and is_number(token.rpartition(" ")[2]):
            raise bad_line(path, line, f"more than {width} numbers, where there should be {width}", _VALID)
        seen += 1
        yield token, line, width, numbers
    if seen < promised:
        found = f"{named(path)} promises {promised} tokens in its first line and holds {seen}"
        raise RnntuiError(found, "it is cut off: copy or download it again")


def looks_like_table(path: Path) -> bool:
    """Whether the first lines of a file are those of a table: a token and numbers. False for one that can't be read."""
    try:
        lines = [line.decode(errors="replace") for _, line in islice(numbered_lines(path), 2)]
    except RnntuiError:
        return False
    rows = [re.split(r"[,\t ]", line.strip()) for line in lines]
    return any(len(row) > 2 and all(map(is_number, row[1:])) for row in rows)
