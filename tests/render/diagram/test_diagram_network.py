"""What reads what: that nothing is left out, whatever is folded away."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from drawn import PROGRAMS, networks

from rnntui.engine.expression import values
from rnntui.engine.program import Program
from rnntui.render.diagram.network import CARRIED, CHANGED, GATING, Network, Read, folded, network_of

Step = tuple[str, int]


def index(read: Read, program: Program) -> str:
    """How a read stands in its equation."""
    clock = program.clocks[read.source]
    if read.at != "step":
        return f"{read.source}[{':' if read.at == 'all' else clock.upper()}]"
    return f"{read.source}[{clock}{read.offset:+d}]" if read.offset else f"{read.source}[{clock}]"


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_dependency_once(name: str) -> None:
    program = PROGRAMS[name]
    found = Counter((read.target, index(read, program)) for read in network_of(program).reads if not read.start)
    written = {
        (target, each)
        for target, equation in program.equations.items()
        for each in re.findall(r"\w+\[[^\]]*\]", equation.text.split("=", 1)[1].replace(" ", ""))
    }
    assert set(found) == written
    assert set(found.values()) <= {1}
    starts = {(read.target, read.source) for read in network_of(program).reads if read.start}
    assert starts == {(n, v.name) for n, tree in program.architecture.initial.items() for v in values(tree)}


def ways(network: Network, shown: set[str]) -> dict[tuple[str, str, str, int, bool], set[str]]:
    """All ways from one shown variable to another through hidden ones: what they are read as, and through what."""
    into: dict[str, list[Read]] = {}
    for read in network.reads:
        into.setdefault(read.target, []).append(read)
    found: dict[tuple[str, str, str, int, bool], set[str]] = {}
    for target in shown:
        waiting = [(target, "step", 0, False, frozenset[str]())]
        while waiting:
            name, at, offset, start, through = waiting.pop()
            for read in into.get(name, ()):
                # The one that is read first says of which steps.
                now = read.at if read.at != "step" else at
                steps = read.offset + offset if now == "step" else 0
                begins = start or read.start
                if read.source in shown:
                    found.setdefault((read.source, target, now, steps, begins), set()).update(through)
                else:
                    waiting.append((read.source, now, steps, begins, through | {read.source}))
    return found


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_is_folded_away_is_drawn_together(name: str) -> None:
    program = PROGRAMS[name]
    network = network_of(program)
    for each in networks(program):
        assert {read.key: set(read.through) for read in each.reads} == ways(network, set(each.names))
        assert len({read.key for read in each.reads}) == len(each.reads)


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_variable_has_a_home(name: str) -> None:
    program = PROGRAMS[name]
    for each in networks(program):
        assert set(each.homes) == set(program.names)
        for variable, homes in each.homes.items():
            assert homes
            assert set(homes) <= set(each.names)
            assert homes == (variable,) or variable not in each.names


def valves(read: Read) -> list[tuple[str, bool]]:
    return [(valve.gate, valve.rest) for valve in read.valves]


def test_valves_of_an_lstm() -> None:
    program = PROGRAMS["lstm"]
    found = {(read.source, read.target, read.offset): read for read in networks(program)[2].reads}
    assert valves(found["c", "c", -1]) == [("f", False)]
    assert found["c", "c", -1].way == CARRIED
    assert valves(found["x", "c", 0]) == valves(found["h", "c", -1]) == [("i", False)]
    assert found["x", "c", 0].way == CHANGED
    assert valves(found["c", "h", 0]) == [("o", False)]
    assert found["x", "h", 0].way == found["h", "h", -1].way == GATING
    assert not found["x", "h", 0].valves


def test_valves_of_a_gru() -> None:
    program = PROGRAMS["gru"]
    with_gates = {(read.source, read.target, read.offset): read for read in networks(program)[1].reads}
    assert valves(with_gates["n", "h", 0]) == [("z", True)]
    assert valves(with_gates["h", "h", -1]) == [("z", False)]
    assert valves(with_gates["h", "n", -1]) == [("r", False)]
    assert not with_gates["z", "h", 0].valves
    assert [valve.name(program) for valve in with_gates["n", "h", 0].valves] == ["1-z"]


def test_names_of_valves_are_without_their_layer() -> None:
    program = PROGRAMS["lstm 1 True None"]
    found = {(read.source, read.target): read for read in networks(program)[2].reads}
    read = found["c_l0_reverse", "c_l0_reverse"]
    assert [valve.name(program) for valve in read.valves] == ["f"]
    assert valves(read) == [("f_l0_reverse", False)]


def test_what_recurs_among_hidden_variables_stays() -> None:
    program = PROGRAMS["parts that recur"]
    network = folded(network_of(program), {"x", "h", "y"}, program)
    assert set(network.names) - {"x", "h", "y"} == {"a", "c"} or set(network.names) - {"x", "h", "y"} == {"a", "b"}


def test_what_nothing_reads_stays() -> None:
    program = PROGRAMS["nothing is read"]
    assert "h" in folded(network_of(program), {"x", "y"}, program).names
