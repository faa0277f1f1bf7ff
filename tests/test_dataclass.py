"""Our dataclasses do what the standard ones do, which each test asks in the same words."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import pytest

import rnntui
from rnntui.dataclass import _compiled, dataclass

Decorator = Callable[..., Any]
both = pytest.mark.parametrize("decorator", [dataclasses.dataclass, dataclass], ids=["standard", "ours"])


def point(decorator: Decorator) -> Any:
    @decorator(frozen=True)
    class Point:
        """A class with every kind of field."""

        kind: ClassVar[str] = "point"
        x: float
        y: float = 0.5
        names: tuple[str, ...] = ()
        seen: list[int] = field(default_factory=list)
        place: int = field(default=0, compare=False, kw_only=True)
        hidden: int = field(default=3, repr=False)
        fixed: str = field(init=False, default="f")
        made: list[int] = field(init=False, default_factory=list, compare=False)

        @cached_property
        def double(self) -> float:
            return 2 * self.x

    return Point


@both
def test_instances_are_made_of_positions_names_and_defaults(decorator: Decorator) -> None:
    made = point(decorator)
    one = made(1.0, names=("a",), place=4)
    assert (one.x, one.y, one.names, one.seen, one.place, one.hidden, one.fixed, one.made, one.double) == (
        (1.0, 0.5, ("a",), [], 4, 3, "f", [], 2.0)
    )
    assert made(1.0).seen is not made(1.0).seen
    assert made(1.0, seen=[7]).seen == [7]
    assert list(inspect.signature(made).parameters) == ["x", "y", "names", "seen", "hidden", "place"]


@both
@pytest.mark.parametrize(
    ("arguments", "named"), [((), {}), ((1, 2, (), [], 1, 2), {}), ((1,), {"z": 1}), ((1,), {"x": 1})]
)
def test_wrong_arguments_are_refused(decorator: Decorator, arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    made = point(decorator)
    for _ in range(2):
        with pytest.raises(TypeError, match="__init__"):
            made(*arguments, **named)


@both
def test_nothing_of_a_frozen_one_changes(decorator: Decorator) -> None:
    one = point(decorator)(1.0)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'x'"):
        one.x = 2.0
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'x'"):
        del one.x


def several(decorator: Decorator) -> Any:
    @decorator(frozen=True)
    class Name:
        text: str
        place: int = field(default=0, compare=False)

    @decorator(frozen=True)
    class Longer(Name):
        more: int = 0

    @decorator(frozen=True, eq=False)
    class Itself:
        text: str

    @decorator(frozen=True)
    class Nothing:
        pass

    @decorator
    class Changing:
        text: str

    return Name, Longer, Itself, Nothing, Changing


@both
def test_equal_are_those_of_one_class_whose_compared_fields_are_equal(decorator: Decorator) -> None:
    Name, Longer, Itself, Nothing, Changing = several(decorator)
    assert Name("a", 1) == Name("a", 2) != Name("b", 1)
    assert hash(Name("a", 1)) == hash(Name("a", 2))
    assert Name("a") != Longer("a") != Longer("a", 0, 1) == Longer("a", 5, 1)
    assert Name("a") != ("a",)
    assert Itself("a") != Itself("a")
    assert len({Itself("a"), Itself("a")}) == 2
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())
    changing = Changing("a")
    changing.text = "b"
    assert changing == Changing("b")
    with pytest.raises(TypeError, match="unhashable"):
        hash(changing)


def own_methods(decorator: Decorator) -> Any:
    @decorator(frozen=True)
    class Own:
        x: int
        total: int = 0

        def __post_init__(self) -> None:
            object.__setattr__(self, "total", self.x + 1)

        def __repr__(self) -> str:
            return f"own {self.total}"

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 5

    return Own


@both
def test_its_own_methods_stay(decorator: Decorator) -> None:
    Own = own_methods(decorator)
    assert repr(Own(1)) == "own 2"
    assert Own(1) == Own(2)
    assert hash(Own(3)) == 5


@both
def test_the_tools_for_dataclasses_know_it(decorator: Decorator) -> None:
    made = point(decorator)
    one = made(1.0, seen=[2])
    assert [each.name for each in dataclasses.fields(one)] == [each.name for each in dataclasses.fields(made)]
    changed = replace(one, y=2.0)
    assert (changed.x, changed.y, changed.seen) == (1.0, 2.0, [2])
    assert dataclasses.asdict(changed)["seen"] == [2]
    assert repr(one).endswith("Point(x=1.0, y=0.5, names=(), seen=[2], place=0, fixed='f', made=[])")
    match one:
        case made(x, y):
            assert (x, y) == (1.0, 0.5)


def test_a_class_that_is_never_used_is_never_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    true = _compiled

    def noted(made: type) -> Callable[..., None]:
        compiled.append(made)
        return true(made)

    monkeypatch.setattr("rnntui.dataclass._compiled", noted)

    @dataclass(frozen=True)
    class Empty:
        pass

    assert not compiled
    Empty()
    Empty()
    assert compiled == [Empty]


def test_no_module_compiles_classes_by_itself() -> None:
    folder = Path(rnntui.__file__).parent
    theirs = re.compile(r"from dataclasses import .*\bdataclass\b")
    found = [path for path in folder.rglob("*.py") if theirs.search(path.read_text("utf-8"))]
    assert found == [folder / "dataclass.py"]
