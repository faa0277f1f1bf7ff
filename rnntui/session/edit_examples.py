"""How numbers of the network at hand are named: what an edit looks like, said with its own variables and weights."""

from __future__ import annotations

from ..errors import RnntuiError, UsageError
from .edited import misfit
from .edits import parse_edit
from .misread_edits import HINT, name_in
from .realise import Realised
from .sheets import Sheet, fed_of, sheets, target


def examples(realised: Realised) -> tuple[str, ...]:
    """An edit of each kind that the run has a place for: a value, a matrix, a vector, a token and a start."""
    known = sheets(realised)
    found = [
        _value(realised, known),
        next((each for each in known if each.kind == "weight" and not each.is_vector), None),
        next((each for each in known if each.kind == "weight" and each.is_vector), None),
        next((each for each in known if each.kind == "embedding"), None),
        next((each for each in known if each.kind == "start"), None),
    ]
    return tuple(f"{_target(realised, each)}={0 if each.kind == 'variable' else 1}" for each in found if each)


def in_terms_of(error: UsageError, text: str, realised: Realised) -> RnntuiError:
    """What is wrong with the text of an edit, said with the names that the network has."""
    name = name_in(text)
    if name and name != "embedding" and not _is_known(name, realised):
        why = misfit(parse_edit(f"{name}[0]=0"), realised.base, realised.tokens, fed_of(realised))
        return why or error
    if error.hint == HINT and (named := examples(realised)):
        return UsageError(error.message, f"write it like {', '.join(named)}; : stands for all")
    return error


def _is_known(name: str, realised: Realised) -> bool:
    program = realised.base.program
    return name in program.clocks or name in program.weights or name in program.architecture.aliases


def _value(realised: Realised, known: tuple[Sheet, ...]) -> Sheet | None:
    """A variable whose values one would force: a gate, else a hidden state, else any."""
    equations = realised.base.program.equations
    computed = [each for each in known if each.kind == "variable" and each.name in equations]
    ranks = {"gate": 0, "hidden": 1}
    return min(computed, key=lambda each: ranks.get(equations[each.name].role or "", 2), default=None)


def _target(realised: Realised, sheet: Sheet) -> str:
    return target(realised, sheet, 0 if sheet.kind == "embedding" else min(1, sheet.rows - 1), 0)
