"""Edits put into a network: which of them fit, and the model and the interventions that come of these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ..dataclass import dataclass
from ..engine.arrays import Weights
from ..engine.interventions import Intervention, Start
from ..errors import RnntuiError
from ..model import Model
from .edited_encoding import edited_encoding
from .edited_encoding import misfit as misfit_of_entry
from .edits import Edit, EntryEdit, quoted

MOST_NAMED = 24
"""So many names are told where one is unknown."""


@dataclass(frozen=True)
class WeightEdit:
    """A number of a weight, or a row, a column or all of it."""

    weight: str
    value: float
    row: int | None = None
    """Counted from 0; None for every row."""
    column: int | None = None
    """Counted from 0; None for every column, and where the weight is a vector."""


@dataclass(frozen=True)
class Asleep:
    """An edit that does not fit the run, and is left out until it does."""

    edit: Edit
    why: RnntuiError


@dataclass(frozen=True, eq=False)
class Edited:
    """A network with its edits."""

    base: Model
    """The network without edits."""
    model: Model
    """With its weights and its encoding edited."""
    in_model: tuple[WeightEdit | EntryEdit, ...]
    """What was edited in these."""
    interventions: tuple[Intervention, ...]
    """What is forced while it runs."""
    made: tuple[Edit, ...]
    """All that was edited, in its order."""
    asleep: tuple[Asleep, ...]
    """What does not fit."""

    @property
    def is_changed(self) -> bool:
        """Whether any edit is made."""
        return bool(self.made)


def edited(
    edits: Sequence[Edit], base: Model, tokens: Sequence[str], fed: int | None = None, before: Edited | None = None
) -> Edited:
    """The edits that fit, made in a model of which nothing is changed; `before` are those made in it last.

    `tokens` is the sentence, and `fed` how many vectors are read in place of one.
    """
    asleep: list[Asleep] = []
    forced: list[Intervention] = []
    in_model: list[WeightEdit | EntryEdit] = []
    for edit in edits:
        why = misfit(edit, base, tokens, fed)
        if why is not None:
            asleep.append(Asleep(edit, why))
        elif isinstance(edit, EntryEdit):
            in_model.append(edit)
        elif edit.variable in base.program.weights and not isinstance(edit, Start):
            in_model.append(WeightEdit(edit.variable, edit.value, edit.step, edit.unit))
        else:
            forced.append(edit)
    is_same = before is not None and before.base is base and before.in_model == tuple(in_model)
    model = before.model if before is not None and is_same else _made(base, in_model)
    made = tuple(each for each in edits if each not in {one.edit for one in asleep})
    return Edited(base, model, tuple(in_model), tuple(forced), made, tuple(asleep))


def misfit(edit: Edit, model: Model, tokens: Sequence[str], fed: int | None = None) -> RnntuiError | None:
    """Why an edit does not fit a model and a sentence; None where it does."""
    kind = model.bound.dtype.type
    with np.errstate(over="ignore"):
        if not np.isfinite(kind(edit.value)):
            return RnntuiError(f"{edit.value!r} is too large for the {model.bound.dtype} of this network")
    if isinstance(edit, EntryEdit):
        return misfit_of_entry(model.encoding if fed is None else None, edit, tokens)
    if edit.variable in model.program.weights and not isinstance(edit, Start):
        return _misfit_of_weight(edit, model)
    return _misfit_of_value(edit, model, tokens, fed)


def _misfit_of_weight(edit: Intervention, model: Model) -> RnntuiError | None:
    name, shape = edit.variable, model.weights[edit.variable].shape
    if len(shape) == 1 and edit.unit is not None:
        return RnntuiError(f"the weight '{name}' is a vector", f"write {name}[{edit.step or 0}]=1")
    for what, index, count in zip(("row", "column"), (edit.step, edit.unit), shape, strict=False):
        if index is not None and index >= count:
            what = "unit" if len(shape) == 1 else what
            return RnntuiError(f"'{name}' has no {what} {index}", f"its {what}s are 0 to {count - 1}")
    return None


def _misfit_of_value(edit: Intervention, model: Model, tokens: Sequence[str], fed: int | None) -> RnntuiError | None:
    program = model.program
    if edit.variable not in program.clocks and edit.variable not in program.architecture.aliases:
        return _unknown(edit.variable, model) if edit.variable != "embedding" else _of_no_token(tokens)
    name = program.variable(edit.variable)
    is_start = isinstance(edit, Start)
    if is_start and name not in program.starting:
        known = ", ".join(each for each in program.names if each in program.starting)
        return RnntuiError(f"nothing reads '{name}' before its first step", f"what has a start is {known or 'nothing'}")
    steps = steps_of(name, model, tokens, fed)
    if edit.step is not None and edit.step >= steps:
        return RnntuiError(f"'{name}' has no step {edit.step}", _range(steps, "step"))
    counts: Mapping[str, int] = {**model.units, "T": _read(model, tokens, fed), "U": _written(model)}
    units = sum(counts[part] for part in program.shapes.variables[name])
    if edit.unit is not None and edit.unit >= units:
        return RnntuiError(f"'{name}' has no unit {edit.unit}", _range(units, "unit"))
    return None


def _of_no_token(tokens: Sequence[str]) -> RnntuiError:
    token = quoted(tokens[0] if tokens else "a")
    return RnntuiError("'embedding' is one vector for each token", f"name the token, as in embedding[{token}][0]=1")


def _unknown(name: str, model: Model) -> RnntuiError:
    import difflib

    program = model.program
    variables, weights = program.names, tuple(program.weights)
    near = difflib.get_close_matches(name, (*variables, *weights), 1)
    hint = f"did you mean {near[0]}? " if near else ""
    known = f"the variables are {', '.join(_some(variables))}; the weights are {', '.join(_some(weights)) or 'none'}"
    return RnntuiError(f"there is no variable or weight '{name}'", f"{hint}{known}")


def _some(names: Sequence[str]) -> Sequence[str]:
    """Names for a message of a few lines."""
    return names if len(names) <= MOST_NAMED else (*names[:MOST_NAMED], "…")


def steps_of(name: str, model: Model, tokens: Sequence[str], fed: int | None = None) -> int:
    """How many steps a variable has at most in a run on a sentence, or on so many vectors in place of one."""
    if model.program.once(name):
        return 1
    return _read(model, tokens, fed) if model.program.clocks[name] == "t" else _written(model)


def _read(model: Model, tokens: Sequence[str], fed: int | None) -> int:
    if fed is not None:
        return fed
    if not tokens or (model.encoding is not None and not model.encoding.keeps_order):
        return min(len(tokens), 1)
    return len(tokens) + bool(model.program.architecture.words.end)


def _written(model: Model) -> int:
    ending = model.program.ending
    return 0 if ending is None else ending.steps


def _range(count: int, what: str) -> str:
    return f"its {what}s are 0 to {count - 1}" if count else f"it has no {what}s"


def _made(base: Model, edits: Sequence[WeightEdit | EntryEdit]) -> Model:
    """A model with edits made in copies of what they change."""
    model = base
    of_weights = [each for each in edits if isinstance(each, WeightEdit)]
    if of_weights:
        weights = _weights(base.weights, of_weights)
        bound = base.bound.plan.bind(weights, base.units, base.labels or ())
        model = replace(model, weights=weights, bound=bound)
    entries = [each for each in edits if isinstance(each, EntryEdit)]
    if entries and model.encoding is not None:
        model = replace(model, encoding=edited_encoding(model.encoding, entries))
    return model


def _weights(weights: Weights, edits: Sequence[WeightEdit]) -> Weights:
    made = dict(weights) | {each.weight: weights[each.weight].copy() for each in edits}
    for each in edits:
        array = made[each.weight]
        row: slice | int = slice(None) if each.row is None else each.row
        column: slice | int = slice(None) if each.column is None else each.column
        array[row if array.ndim == 1 else (row, column)] = each.value
    return made
