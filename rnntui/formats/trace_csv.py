"""A trace as CSV: one row a step, one column a unit of each variable."""

from __future__ import annotations

import csv
import io

import numpy as np

from ..engine.trace import Trace


def trace_to_csv(trace: Trace, names: tuple[str, ...] | None = None) -> str:
    """RFC 4180 with a header: `step`, `token` where there is a sentence, then `x[0]`, `x[1]`, …, in full precision.

    Variables of the second clock and those with one value for the sentence fill the rows that they have; of a
    batch each sentence has its own rows, with a column `sentence`.
    """
    shown = trace.names if names is None else names
    batch = [None] if trace.batch is None else list(range(trace.batch))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    header = [*(["sentence"] if trace.batch is not None else []), "step", *(["token"] if trace.tokens else [])]
    writer.writerow(header + [f"{name}[{unit}]" for name in shown for unit in range(trace.units(name))])
    rows = max((trace.steps(name) for name in shown), default=0)
    arrays = {name: trace[name] for name in shown}
    for sentence in batch:
        for step in range(rows):
            cells: list[object] = [*([sentence] if sentence is not None else []), step]
            if trace.tokens:
                cells.append(trace.tokens[step] if step < len(trace.tokens) else "")
            for name in shown:
                array = arrays[name]
                if step >= len(array):
                    cells += [""] * trace.units(name)
                    continue
                vector = array[step] if sentence is None else array[step, sentence]
                cells += [_number(value) for value in vector]
            writer.writerow(cells)
    return text.getvalue()


def _number(value: np.floating) -> str:
    """The shortest decimals that give the same number of its type again."""
    return str(value).removesuffix(".0")
