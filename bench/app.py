"""The app in real pseudo-terminals: first paint, a key's answer, a key held down, memory.

Beside it in the same run: an empty Textual app for the first paint, and Textual's DataTables with the same values
(`app_datatables.py`) for the rest. Every time is measured from outside, from the key to the bytes that come.
`first` is the first byte of an answer, `whole` its last. Run `python bench/app.py --help`.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from app_measures import (
    SIZES,
    Long,
    first_paint,
    held,
    long_run,
    own,
    peer,
    quantile,
    ratio,
    screens_of,
    setup_file,
    steps_of,
)
from app_terminal import Answer

WIDE = SIZES[-1]


def told(answers: list[Answer]) -> str:
    """First byte, whole answer and bytes, as cells of a table."""
    first, last = [each.first for each in answers], [each.last for each in answers]
    return (
        f"{statistics.median(first):.1f} | {quantile(first, 0.99):.1f} | {statistics.median(last):.1f} |"
        f" {statistics.median(each.size for each in answers):,.0f}"
    )


def tell_first_paint(folder: Path, count: int) -> None:
    """Starts."""
    del folder
    found = first_paint(max(count // 8, 3))
    print("\n| first paint | ms |\n| --- | ---: |")
    print(f"| empty Textual app | {statistics.median(found.empty) * 1e3:.0f} |")
    print(f"| rnntui, tokens to be read | {statistics.median(found.own) * 1e3:.0f} |")
    print(f"| ratio | {1 / ratio(found.empty, found.own):.2f} |")
    print(f"| from there to the numbers | {statistics.median(found.numbers) * 1e3:.0f} |", flush=True)


def tell_steps(folder: Path, count: int) -> None:
    """A step."""
    print("\n| `n` | units | size | first | 99 % | whole | bytes |\n| --- | ---: | --- | ---: | ---: | ---: | ---: |")
    for units in (3, 1024):
        for columns, rows in SIZES:
            mine, other = steps_of(setup_file(folder, count + 10, units), columns, rows, count)
            for name, answers in (("rnntui", mine), ("DataTables", other)):
                print(f"| {name} | {units:,} | {columns}x{rows} | {told(answers)} |", flush=True)


def tell_screens(folder: Path, count: int) -> None:
    """Every screen: going to it for the first time, and a key pressed there."""
    print("\n| screen | size | key | first | 99 % | whole | bytes |\n| --- | --- | --- | ---: | ---: | ---: | ---: |")
    for columns, rows in SIZES:
        setup = setup_file(folder, count + 20, 32, "attention_dot")
        for name, (opened, pressed) in screens_of(setup, columns, rows, count // 2).items():
            for key, answers in (("its own", opened), ("a letter" if name == "edit" else "n", pressed)):
                if answers:
                    print(f"| {name} | {columns}x{rows} | {key} | {told(answers)} |", flush=True)


def tell_held(folder: Path, count: int) -> None:
    """A key held down."""
    del count
    print("\n| held at 60 Hz, 2 s | units | frames of 120 | ms behind at the end |\n| --- | ---: | ---: | ---: |")
    for units in (3, 1024):
        found = held(setup_file(folder, 200, units), *WIDE)
        for name, (_, frames, behind) in zip(("rnntui", "DataTables"), found, strict=True):
            print(f"| {name} | {units:,} | {frames} | {behind:.1f} |", flush=True)


def tell_memory(folder: Path, count: int) -> None:
    """Peak memory and paging, with a short sentence and with a long one."""
    print("\n| run | app | peak MB | numbers after s | key | first | 99 % | whole | bytes |")
    print("| --- | --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |")
    for steps, units in ((100, 3), (100_000, 512)):
        setup = setup_file(folder, max(steps, count + 10), units)
        for name, arguments in (("rnntui", own(setup)), ("DataTables", peer(setup))):
            found: Long = long_run(arguments, *WIDE, count)
            head = f"| {steps:,} steps, {units} units | {name} | {found.memory:.0f} | {found.seconds:.1f}"
            # There are no pages of three units.
            for key, answers in (("PgDn, PgUp", found.paging), ("n", found.steps), ("End, Home", found.jumps)):
                if units > 3 or key == "n":
                    print(f"{head} | {key} | {told(answers)} |", flush=True)


PARTS: dict[str, Callable[[Path, int], None]] = {
    "paint": tell_first_paint,
    "step": tell_steps,
    "screens": tell_screens,
    "held": tell_held,
    "memory": tell_memory,
}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="rnntui's app in real pseudo-terminals")
    parser.add_argument("parts", nargs="*", default=[], help=f"some of {', '.join(PARTS)}; all if none is named")
    parser.add_argument("--presses", type=int, default=200, help="how often each key is pressed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in options.parts or PARTS:
            PARTS[name](Path(folder), options.presses)


if __name__ == "__main__":
    main()
