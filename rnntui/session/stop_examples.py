"""Conditions to begin with, made of what a run has: so that each of them means something in it."""

from __future__ import annotations

from ..engine.architecture import Role
from .session import Session


def examples(session: Session) -> dict[str, str]:
    """A few conditions and an expression on the clock that is looked at, each with the name of what it tells."""
    program, cursor = session.model.program, session.cursor
    clock = cursor.clock
    here = [name for name in session.columns if not program.once(name)]
    roles = {name: program.equations[name].role for name in here if name in program.equations}
    found: dict[str, str] = {}
    if tokens := session.trace.tokens:
        spoken = tokens[min(cursor.step, len(tokens) - 1)]
        found[f"token == {quoted(spoken)}"] = "token"
    if gate := "f" if roles.get("f") == "gate" else _last(roles, "gate"):
        unit = _unit(session, gate)
        # As it is here, so that it holds at some steps and at others not.
        now = float(session.trace.at(gate, cursor.step)[unit])
        found[f"{gate}[{clock}][{unit}] < {max(now, 0.01):.2g}"] = "gate"
    if state := _last(roles, "hidden"):
        found[f"max(abs({state}[{clock}] - {state}[{clock}-1])) > {_middle(session, state)}"] = "jump"
    if (output := _last(roles, "output")) and session.trace.units(output) > 1:
        found[f"argmax({output}[{clock}]) != argmax({output}[{clock}-1])"] = "answer"
    if memory := _last(roles, "memory"):
        unit = _unit(session, memory)
        found[f"{memory}[{clock}][{unit}] < 0 < {memory}[{clock}-1][{unit}]"] = "sign"
    if cursor.variable in here:
        found[f"{cursor.variable}[{clock}][{cursor.unit}]"] = "value"
    return found


def quoted(text: str) -> str:
    """A text as a condition has it, in quotes, with escapes for what can't be typed or seen."""
    plain = "".join(each if each.isprintable() and each not in '"\\' else _escaped(each) for each in text)
    return f'"{plain}"'


def _escaped(character: str) -> str:
    code = ord(character)
    if character in '"\\':
        return f"\\{character}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _last(roles: dict[str, Role], role: str) -> str:
    return next((name for name, each in reversed(roles.items()) if each == role), "")


def _unit(session: Session, name: str) -> int:
    """The unit that is looked at, where the variable has it."""
    return session.cursor.unit if session.cursor.unit < session.trace.units(name) else 0


def _middle(session: Session, name: str) -> str:
    """A round number that a state changes by at this step, so that the example holds at some steps and not at all."""
    cursor = session.cursor
    trace = session.trace
    by = abs(trace.at(name, cursor.step) - trace.at(name, cursor.step - 1)).max()
    return f"{float(by):.1g}" if 0 < by < 1e6 else "0.5"
