"""How few calls a step takes, and that what a call takes in lies side by side; test_plan shows that they are right."""

from __future__ import annotations

import re

import numpy as np
import pytest
from networks import ARCHITECTURES, READING, built_in, own, sentence, traced, units_of, weights_of

from rnntui.engine.hoisting import spans
from rnntui.engine.kernel import Kernel
from rnntui.engine.layout import Place, seen
from rnntui.engine.plan import Plan
from rnntui.engine.scan import Scan

MOST_CALLS = {
    "elman": 3,
    "jordan": 5,
    "lstm": 9,
    "lstm_projection": 10,
    "lstm_peephole": 17,
    "gru": 11,
    "gru_reset_before": 12,
}
"""A step's calls, without the row that is copied to the trace."""


def scan_of(plan: Plan) -> Scan:
    (scan,) = plan.scans.values()
    return scan


def kernel_of(scan: Scan) -> Kernel:
    return scan.kernel(frozenset(), False)


def calls_of(kernel: Kernel) -> list[str]:
    """The operations of one step."""
    _, _, loop = kernel.source.partition("    for ")
    return [line.strip().partition("(")[0] for line in loop.splitlines()[1:] if line.startswith(" " * 8)]


@pytest.mark.parametrize("name", READING)
def test_a_step_takes_no_more_calls_than_it_did(name: str) -> None:
    for scan in built_in(name).scans.values():
        calls = calls_of(kernel_of(scan))
        assert calls[-1] == "copyto"
        assert len(calls) - 1 == len(scan.packed.calls) <= MOST_CALLS.get(name, MOST_CALLS["elman"])


def test_feedforward_has_no_loop_at_all() -> None:
    assert built_in("feedforward").scans == {}


def test_the_gates_of_an_lstm_are_one_product_and_one_function() -> None:
    kernel = kernel_of(scan_of(built_in("lstm")))
    calls = calls_of(kernel)
    assert calls == ["dot", "add", "tanh", "multiply", "add", "multiply", "add", "tanh", "multiply", "copyto"]
    ((blocks,),) = [[each.blocks for each in kernel.matrices]]
    assert sorted(blocks) == [(0.5, "U_f"), (0.5, "U_i"), (0.5, "U_o"), (1.0, "U_g")]


def test_written_and_kept_are_one_multiplication() -> None:
    scan = scan_of(built_in("lstm"))
    names = [[scan.lowered.segments[each.out].name for each in call] for call in scan.packed.calls]
    assert {"written", "kept"} in [set(each) for each in names]


def test_the_gates_of_a_gru_are_one_product_and_one_function() -> None:
    kernel = kernel_of(scan_of(built_in("gru")))
    assert calls_of(kernel).count("dot") == 1
    assert calls_of(kernel).count("tanh") == 2
    assert {name for _, name in kernel.matrices[0].blocks} == {"U_r", "U_z", "U_n"}


def test_many_gates_of_one_kind_are_still_one_call() -> None:
    gates = [f"{gate}[t] = sigmoid(W_{gate} @ x[t] + U_{gate} @ h[t-1])" for gate in "abcdefg"]
    plan = own(*gates, f"h[t] = tanh({' + '.join(f'{gate}[t]' for gate in 'abcdefg')})")
    calls = calls_of(kernel_of(scan_of(plan)))
    assert calls.count("dot") == 1
    assert calls.count("tanh") == 2


@pytest.mark.parametrize("batch", [(), (3,)])
@pytest.mark.parametrize(("name", "layers", "both"), [(name, 2, True) for name in ARCHITECTURES])
def test_every_view_is_contiguous_and_of_the_size_of_its_segments(
    name: str, layers: int, both: bool, batch: tuple[int, ...]
) -> None:
    plan = built_in(name, layers, both)
    units = {**units_of(plan.program), "T": 9}
    for scan in plan.scans.values():
        lowered, packed, kernel = scan.lowered, scan.packed, kernel_of(scan)
        places: dict[int, slice] = {}
        for order in packed.order.values():
            laid = spans(lowered, order, units)
            ends = [laid[place].stop for place in order]
            assert [laid[place].start for place in order] == [0, *ends][: len(ends)]
            places |= laid
        places |= {old: places[new] for old, new in packed.same.items()}
        assert places.keys() == set(range(len(lowered.segments)))
        size = max(span.stop for span in places.values())
        memory = np.zeros((size, *batch))
        for view in (*kernel.views, *kernel.rows):
            inside = [p for p in packed.order[view.arena] if places[view.first].start <= places[p].start]
            inside = [p for p in inside if places[p].stop <= places[view.last].stop]
            found = seen(
                Place(False, slice(places[view.first].start, places[view.last].stop), view.rows), memory, memory
            )
            assert found.flags.c_contiguous
            assert found.shape == ((view.rows,) if view.rows > 1 else ()) + (
                found.size // view.rows // max(1, *batch, 1),
                *batch,
            )
            assert found.size == sum(places[p].stop - places[p].start for p in inside) * int(np.prod(batch))


@pytest.mark.parametrize("name", [name for name in ARCHITECTURES if name != "feedforward"])
def test_what_is_kept_of_a_step_lies_in_front(name: str) -> None:
    for scan in built_in(name).scans.values():
        kept = [scan.lowered.segments[place] for place in scan.packed.order["work"][: scan.packed.traced]]
        left = [scan.lowered.segments[place] for place in scan.packed.order["work"][scan.packed.traced :]]
        assert {each.name for each in kept if each.name and not each.lag} == set(scan.component.names)
        assert not any(each.name and not each.lag for each in left)


def test_what_a_user_calls_things_never_gets_into_the_source_of_the_loop() -> None:
    plan = own("evil[t] = tanh(W_evil @ x[t] + U_evil @ evil[t-1] + b_evil)", sizes={"evil": "hidden"})
    source = kernel_of(scan_of(plan)).source
    assert "evil" not in source
    words = set(re.findall(r"[a-z]+\d*", source))
    known = {"def", "loop", "for", "in", "zip", "len", "return", "step", "direction", "out", "traced", "done", "o"}
    known |= {"rows", "views", "matrices", "numbers", "evaluations", "hooks", "dot", "add", "tanh", "copyto"}
    assert all(re.fullmatch(r"[wrmk]\d+", word) for word in words - known)


def test_a_layout_is_made_once_for_many_runs() -> None:
    plan = built_in("lstm")
    weights = weights_of(plan.program)
    bound = plan.bind(weights, units_of(plan.program))
    bound.run({"x": sentence(4)})
    kept = list(bound.cache.values())
    bound.run({"x": sentence(9)})
    assert [id(each) for each in bound.cache.values()] == [id(each) for each in kept]
    bound.run({"x": sentence(4)[:, None]})
    assert len(bound.cache) > len(kept)
    np.testing.assert_array_equal(
        bound.run({"x": sentence(4)}).between("h", 0, 4), traced(plan, weights, sentence(4))["h"]
    )
