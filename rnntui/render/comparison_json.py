"""Two runs side by side as JSON: the format `rnntui-comparison/1`, with every number in full precision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..engine.arrays import FloatArray
from ..formats.json_text import json_text
from ..formats.numerals import json_number, shortest
from ..session.differences import Differences, Parting
from ..session.sides import INDICES, Side

FORMAT = "rnntui-comparison/1"


def comparison_to_json(found: Differences, names: Sequence[str] | None = None) -> str:
    """One object in one line, strictly JSON; numbers as in `rnntui-trace/1`, steps and columns counted from 0.

    - `a`, `b`: each run's `network` in the words of the options, its `tokens` (null where vectors were fed) and the
      steps of those that are `unknown`.
    - `columns`: for `t` (input steps), `u` (output steps) and `once` (one value for the sentence), where a run has
      any, a list of pairs: the step of A and the step of B, null where a run has none. `by_token` says whether those
      of `t` are aligned by token.
    - `parting`: the first column in which anything differs by more than rounding: `of` (`t`, `u`, `once`), `column`
      and the `variables` that differ, none where one run has no such step; null where all is equal.
      `outputs_part`: the same for the outputs alone.
    - `values`: for each variable a list over its columns for `a`, for `b` and for the `difference` B - A, null where
      a run has no such step; without `difference` where the two can't be subtracted, without `a` or `b` where a run
      has no such variable.
    - `last`: the same at the last step of each run, whichever column that is.
    - `not_compared`: why a variable can't be subtracted.
    """
    shown = tuple(dict.fromkeys((*found.compared, *found.apart))) if names is None else tuple(names)
    return json_text(
        {
            "format": FORMAT,
            "a": _run(found.a),
            "b": _run(found.b),
            "columns": {index: found.alignments[index].columns for index in INDICES if found.alignments[index].columns},
            "by_token": found.alignments["t"].by_token,
            "parting": _parting(found.parting()),
            "outputs_part": _parting(found.parting(found.outputs)),
            "values": {name: _values(found, name) for name in shown},
            "last": {name: _last(found, name) for name in shown},
            "not_compared": {name: reason for name, reason in found.apart.items() if name in shown},
        }
    )


def _run(side: Side) -> dict[str, Any]:
    return {"network": side.network, "tokens": list(side.tokens) or None, "unknown": list(side.unknown)}


def _parting(parting: Parting | None) -> dict[str, Any] | None:
    if parting is None:
        return None
    return {"of": parting.index, "column": parting.column, "variables": list(parting.variables)}


def _values(found: Differences, name: str) -> dict[str, Any]:
    """The rows of A, of B, and their difference, as far as there are any."""
    return {kind: _rows(*found.rows(kind, name)) for kind in found.kinds(name)}


def _rows(array: FloatArray, there: Sequence[bool]) -> list[Any]:
    rows = shortest(array)
    return [list(map(json_number, row)) if is_there else None for row, is_there in zip(rows, there, strict=True)]


def _last(found: Differences, name: str) -> dict[str, Any]:
    lasts = {kind: found.last(kind, name) for kind in found.kinds(name)}
    return {kind: None if each is None else _rows(each[None], [True])[0] for kind, each in lasts.items()}
