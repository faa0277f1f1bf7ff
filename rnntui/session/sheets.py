"""Every number of a run that can be edited, in tables: weights, vectors of tokens, starts, and values at all steps."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import FloatArray
from ..engine.explanation import Source
from ..engine.interventions import Start
from .changes import changed_between, forced_at
from .edited import misfit
from .edits import Edit, EntryEdit, quoted
from .realise import Realised

Kind: TypeAlias = Literal["weight", "embedding", "start", "variable"]
Mark: TypeAlias = Literal["", "edited", "changed"]


@dataclass(frozen=True)
class Sheet:
    """One table: a row an output unit, a token, a unit or a step; a column an input unit or a unit."""

    name: str
    """What stands before the brackets of `--set`: `W_i`, `embedding`, `initial.h`, `f`."""
    kind: Kind
    rows: int
    columns: int
    is_vector: bool = False
    """Whether it has one column and one index."""

    @property
    def size(self) -> str:
        """How many numbers it has, as one writes it: `4×3`, and `4` for a vector."""
        return f"{self.rows}" if self.is_vector else f"{self.rows}×{self.columns}"


@dataclass(frozen=True)
class Cell:
    """One number."""

    value: float
    was: float | None
    """What it is without the edits; None where that is the same, or there is none."""
    mark: Mark
    """Whether it was edited itself, or follows from an edit."""


Cells: TypeAlias = tuple[tuple[Cell, ...], ...]


@lru_cache(maxsize=1)
def sheets(realised: Realised) -> tuple[Sheet, ...]:
    """All tables of a run: the weights, the vectors of the tokens, the starts, the inputs and the other variables."""
    model, trace = realised.model, realised.trace
    found = [
        Sheet(name, "weight", len(array), 1 if array.ndim == 1 else array.shape[1], array.ndim == 1)
        for name, array in model.weights.items()
    ]
    if tokens := tokens_of(realised):
        assert model.encoding is not None
        found.append(Sheet("embedding", "embedding", len(tokens), model.encoding.size))
    starting = [name for name in trace.names if name in trace.program.starting]
    found += [Sheet(f"initial.{name}", "start", trace.units(name), 1, True) for name in starting]
    found += [Sheet(name, "variable", trace.steps(name), trace.units(name)) for name in trace.names]
    return tuple(sheet for sheet in found if sheet.rows and sheet.columns)


@lru_cache(maxsize=1)
def tokens_of(realised: Realised) -> tuple[str, ...]:
    """The tokens whose vectors can be edited: those of the sentence first."""
    encoding = realised.model.encoding if realised.vectors is None else None
    if encoding is None:
        return ()
    # A sentence as one vector has no place for a token that is not known.
    known = None if encoding.keeps_order else set(encoding.vocabulary)
    read = (token for token in realised.tokens if known is None or token in known)
    return tuple(dict.fromkeys((*read, *encoding.vocabulary)))


def target(realised: Realised, sheet: Sheet, row: int, column: int) -> str:
    """A number of a table as `--set` calls it."""
    if sheet.kind == "embedding":
        return f"embedding[{quoted(tokens_of(realised)[row])}][{column}]"
    return f"{sheet.name}[{row}]" if sheet.is_vector else f"{sheet.name}[{row}][{column}]"


def worked_place(realised: Realised, sheet: Sheet, row: int, column: int) -> Source | None:
    """A number of a table as a place that can be taken apart; None where no equation gives it."""
    is_computed = sheet.kind == "variable" and sheet.name in realised.trace.program.equations
    return Source(sheet.name, (row, column), "variable") if is_computed else None


def row_name(realised: Realised, sheet: Sheet, row: int) -> str:
    """What a row stands for besides its number, as it came: a token; empty where it has no name."""
    if sheet.kind == "embedding":
        return tokens_of(realised)[row]
    if sheet.kind == "variable" and realised.trace.program.clocks[sheet.name] == "t":
        tokens = realised.trace.tokens
        return tokens[row] if row < len(tokens) and not realised.trace.program.once(sheet.name) else ""
    sizes = realised.trace.program.weights.get(sheet.name, ())
    return _entry(realised, sheet.rows, row) if sheet.kind == "weight" and sizes[0] == ("output",) else ""


def column_name(realised: Realised, sheet: Sheet, column: int) -> str:
    """What a column stands for besides its number, as it came: a token of the vocabulary, a label, or nothing."""
    program, model = realised.trace.program, realised.model
    entries = () if model.encoding is None else model.encoding.entries
    if sheet.kind == "weight" and not sheet.is_vector and program.weights[sheet.name][1] == ("input",):
        return entries[column] if len(entries) == sheet.columns else ""
    if sheet.kind == "embedding" or sheet.name in program.inputs:
        return entries[column] if len(entries) == sheet.columns else ""
    equation = program.equations.get(sheet.name)
    is_output = equation is not None and equation.role == "output"
    return _entry(realised, sheet.columns, column) if is_output else ""


def _entry(realised: Realised, size: int, place: int) -> str:
    """The label of an output."""
    labels = realised.model.labels
    return labels[place] if labels is not None and len(labels) == size else ""


def cells(realised: Realised, sheet: Sheet, rows: range, columns: range) -> Cells:
    """Some neighbouring numbers of a table, row by row."""
    now = _numbers(realised, sheet, rows, columns, edited=True)
    if not realised.edited.is_changed:
        return tuple(tuple(Cell(value, None, "") for value in row) for row in now.tolist())
    if sheet.kind == "variable":
        return _values(realised, sheet, rows, columns, now)
    then = _numbers(realised, sheet, rows, columns, edited=False)
    return tuple(
        tuple(
            Cell(a, None if _is_same(a, b) else b, "" if _is_same(a, b) else "edited")
            for a, b in zip(*pair, strict=True)
        )
        for pair in zip(now.tolist(), then.tolist(), strict=True)
    )


def _values(realised: Realised, sheet: Sheet, rows: range, columns: range, now: FloatArray) -> Cells:
    """The values of a variable; those without the edits may be of fewer steps."""
    changed = changed_between(realised, sheet.name, rows)
    before = realised.unedited
    is_alike = before.units(sheet.name) == sheet.columns
    then = before.between(sheet.name, rows.start, rows.stop)[:, columns.start : columns.stop] if is_alike else now[:0]
    found = []
    for place, step in enumerate(rows):
        forced = forced_at(realised, sheet.name, step)
        line = []
        for k, unit in enumerate(columns):
            is_other = changed is not None and bool(changed[place, unit])
            was = float(then[place, k]) if is_other and place < len(then) else None
            mark: Mark = "edited" if unit in forced else "changed" if is_other else ""
            line.append(Cell(float(now[place, k]), was, mark))
        found.append(tuple(line))
    return tuple(found)


def _is_same(a: float, b: float) -> bool:
    return a == b or (a != a and b != b)


def _numbers(realised: Realised, sheet: Sheet, rows: range, columns: range, *, edited: bool) -> FloatArray:
    """Some numbers of a table, with the edits or without: (rows, columns)."""
    model, trace = (realised.model, realised.trace) if edited else (realised.base, realised.unedited)
    part = slice(columns.start, columns.stop)
    match sheet.kind:
        case "weight":
            array = model.weights[sheet.name][rows.start : rows.stop]
            return array[:, None] if array.ndim == 1 else array[:, part]
        case "embedding":
            assert model.encoding is not None
            tokens = tokens_of(realised)[rows.start : rows.stop]
            return np.stack([model.encoding.vector(token)[part] for token in tokens])
        case "start":
            return trace.at(sheet.name.removeprefix("initial."), -1)[rows.start : rows.stop, None]
    return trace.between(sheet.name, rows.start, rows.stop)[:, part]


def present(realised: Realised, edit: Edit) -> Cell | None:
    """The number that an edit is about; None where it is about several, or about none of this run."""
    model, trace = realised.model, realised.trace
    if misfit(edit, realised.base, realised.tokens, fed_of(realised)) is not None:
        return None
    if isinstance(edit, EntryEdit):
        tokens = tokens_of(realised)
        place = None if edit.unit is None or edit.token not in tokens else (tokens.index(edit.token), edit.unit)
        return _at(realised, "embedding", place)
    name = edit.variable
    if isinstance(edit, Start):
        return _at(realised, f"initial.{trace.program.variable(name)}", None if edit.unit is None else (edit.unit, 0))
    if name in model.weights and model.weights[name].ndim == 1:
        return _at(realised, name, None if edit.step is None else (edit.step, 0))
    place = None if edit.step is None or edit.unit is None else (edit.step, edit.unit)
    return _at(realised, name if name in model.weights else trace.program.variable(name), place)


def _at(realised: Realised, name: str, place: tuple[int, int] | None) -> Cell | None:
    sheet = next((each for each in sheets(realised) if each.name == name), None)
    if place is None or sheet is None or place[0] >= sheet.rows or place[1] >= sheet.columns:
        # An answer may be shorter than it can be.
        return None
    row, column = place
    return cells(realised, sheet, range(row, row + 1), range(column, column + 1))[0][0]


def fed_of(realised: Realised) -> int | None:
    """How many vectors are read in place of a sentence."""
    return None if realised.vectors is None else len(realised.vectors)


def checked(realised: Realised, edit: Edit) -> Edit:
    """An edit that fits a run; raises RnntuiError for one that does not."""
    why = misfit(edit, realised.base, realised.tokens, fed_of(realised))
    if why is not None:
        raise why
    return edit
