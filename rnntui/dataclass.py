"""Dataclasses that cost next to nothing until the first instance is made.

The standard decorator writes and compiles six functions for every class as soon as it is defined, 0.3 to 0.5 ms each;
a hundred such classes stand between the first picture and the first numbers. Here `__init__` is compiled when the
first instance is made, and the other five functions are shared by all classes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(made: type | None = None, /, *, frozen: bool = False, eq: bool = True) -> Any:
        """`dataclasses.dataclass`, of whose options it takes these two; `field`, `fields`, `replace` work with it."""
        return (lambda later: _made(later, frozen, eq)) if made is None else _made(made, frozen, eq)


def _made(made: type, frozen: bool, eq: bool) -> type:
    """The class with all that a dataclass has."""
    own = set(made.__dict__)
    if not made.__doc__:
        # The standard decorator would work out a signature for it, which takes milliseconds.
        made.__doc__ = made.__qualname__
    dataclasses.dataclass(init=False, repr=False, eq=False)(made)
    added: dict[str, Any] = {"__init__": _first(made)}
    if "__repr__" not in own:
        added["__repr__"] = _repr
    if frozen:
        added |= {"__setattr__": _refuse_change, "__delattr__": _refuse_removal}
    if eq:
        added["_compared"] = staticmethod(_values(made))
        if "__eq__" not in own:
            added["__eq__"] = _eq
        # A class that has its own __eq__ and no hash gets None for it from Python.
        if made.__dict__.get("__hash__") is None:
            added["__hash__"] = _hash if frozen else None
    for name, value in added.items():
        setattr(made, name, value)
    return made


def _values(made: type) -> Callable[[Any], object]:
    """What makes that of an instance which is compared."""
    names = [each.name for each in dataclasses.fields(made) if each.compare]
    return attrgetter(*names) if names else lambda _: ()


def _first(made: type) -> Callable[..., None]:
    """The `__init__` of a class of which there is no instance yet: it puts the true one in its own place."""

    def __init__(self: Any, *arguments: Any, **named: Any) -> None:  # noqa: N807 - it stands for one
        true = _compiled(made)
        setattr(made, "__init__", true)  # noqa: B010 - mypy allows no other way
        true(self, *arguments, **named)

    return __init__


def _compiled(made: type) -> Callable[..., None]:
    """The `__init__` of a class: as that of a standard dataclass, whose parameters it has."""
    scope: dict[str, Any] = {"_set": object.__setattr__, "_absent": object()}
    positional: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for each in dataclasses.fields(made):
        name, value, parameter = each.name, each.name, each.name
        if each.default is not dataclasses.MISSING:
            scope[f"_default_{name}"] = each.default
            parameter = f"{name}=_default_{name}"
        elif each.default_factory is not dataclasses.MISSING:
            scope[f"_make_{name}"] = each.default_factory
            parameter = f"{name}=_absent"
            value = f"_make_{name}() if {name} is _absent else {name}" if each.init else f"_make_{name}()"
        if each.init:
            (named if each.kw_only else positional).append(parameter)
        elif each.default_factory is dataclasses.MISSING:
            # The class has it, or nobody.
            continue
        body.append(f"_set(self, {name!r}, {value})")
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    parameters = ", ".join(["self", *positional, *(["*", *named] if named else [])])
    source = "".join(f"    {line}\n" for line in body or ["pass"])
    exec(f"def __init__({parameters}):\n{source}", scope)
    true: Callable[..., None] = scope["__init__"]
    true.__qualname__ = f"{made.__qualname__}.__init__"
    return true


def _repr(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self._compared(self) == self._compared(other)


def _hash(self: Any) -> int:
    return hash(self._compared(self))


def _refuse_change(_: object, name: str, __: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_removal(_: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
