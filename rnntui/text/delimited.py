"""Rows of comma-separated files (RFC 4180; tabs and semicolons too), and the numbers in them."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from rnntui.errors import RnntuiError
from rnntui.text.files import bad_line, decoded, numbered_lines, quoted


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file, each with the number of the line on which it begins; blank lines are skipped.

    The delimiter is whichever of comma, tab and semicolon the first line has most of. Raises
    RnntuiError where the file can't be read, is not UTF-8, or has a quote that does not end.
    """
    lines = (decoded(path, number, line) for number, line in numbered_lines(path))
    first = next(lines)
    reader = csv.reader(chain([first], lines), delimiter=max(",\t;", key=first.count), strict=True)
    begins = 1
    try:
        for fields in reader:
            if fields:
                yield begins, fields
            begins = reader.line_num + 1
    except csv.Error as error:
        raise bad_line(
            path,
            begins,
            f"not comma-separated values: {error}",
            'valid: fields with a comma or a quote as "a ""b"", c"',
        ) from error


def is_number(field: str) -> bool:
    """Whether a field is a number as a file writes it; infinite ones and NaN are, too."""
    try:
        number(field)
    except ValueError:
        return False
    return True


def number(field: str) -> float:
    """The number in a field. Raises ValueError also for what only Python takes: `1_000`, `１２`."""
    if "_" in field or not field.isascii():
        raise ValueError(f"not a number: {field!r}")
    return float(field)


def finite_numbers(path: Path, line: int, fields: Sequence[str]) -> list[float]:
    """The numbers in the fields of one line.

    Raises RnntuiError that names the first that is not a number, or not a finite one.
    """
    try:
        numbers = list(map(number, fields))
    except ValueError:
        found = next(field for field in fields if not is_number(field))
        raise _bad_number(path, line, f"{quoted(found)} is not a number") from None
    if not all(map(math.isfinite, numbers)):
        found = next(field for field in fields if not math.isfinite(number(field)))
        raise _bad_number(path, line, f"{quoted(found)} is not finite")
    return numbers


def _bad_number(path: Path, line: int, found: str) -> RnntuiError:
    return bad_line(path, line, found, "valid: finite numbers such as 3, -0.25 or 1e-3")
