"""Networks, weights, sentences and batches for the tests of the engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import DTypeLike, NDArray
from reference import Reference

from rnntui.engine.architecture import parse_architecture
from rnntui.engine.arrays import FloatArray, IntArray, OneHot, Weights
from rnntui.engine.catalogue import architecture_names, files_in, find_architecture
from rnntui.engine.interventions import Intervention
from rnntui.engine.plan import Bound, Plan, compile_plan
from rnntui.engine.program import Program, program_of
from rnntui.engine.trace import Trace
from rnntui.engine.weights import weight_shapes
from rnntui.folders import known_architecture, sample_architectures

ARCHITECTURES = architecture_names()
WRITING = tuple(name for name in ARCHITECTURES if find_architecture(name).until is not None)
"""The architectures whose decoder writes an answer, over a clock of its own."""
READING = tuple(name for name in ARCHITECTURES if name not in WRITING)
SAMPLES = tuple(
    name for name, path in files_in(sample_architectures()).items() if not find_architecture(path).words.input
)
"""The architectures among the samples, without those of a trained network, which have a vocabulary."""
STACKS = tuple((layers, both) for layers in (1, 2) for both in (False, True))
UNITS = {"input": 4, "hidden": 3, "output": 2, "projection": 5, "attention": 6, "state": 7, "token": 5, "factors": 8}
"""No two sizes that could be mistaken for each other are equal; other names have 3 units."""
USUAL = {"x": "input", "h": "hidden", "y": "output"}
CASES = [
    *((name, *stack) for name in ARCHITECTURES if not find_architecture(name).base for stack in STACKS),
    *((name, None, None) for name in ARCHITECTURES if find_architecture(name).base),
    *((name, *stack) for name in SAMPLES for stack in STACKS),
]
"""Every architecture in each depth and direction, and those that are another one in a depth or direction."""
FEWER = [case for case in CASES if case[1:] in ((1, False), (2, True), (None, None))]
"""Of those every architecture alone and with all that stacking adds, where the plan itself is not what is tested."""
CLOSE: Mapping[str, float] = {"float64": 1e-12, "float32": 2e-5}
"""How far the same arithmetic in another order may be off, for numbers of about 1."""


@cache
def built_in(name: str, layers: int | None = None, both: bool | None = None) -> Plan:
    """A built-in architecture or a sample, compiled once for all tests."""
    return compile_plan(program_of(known_architecture(name), layers, both))


def own(*equations: str, sizes: Mapping[str, str] | None = None, tables: str = "") -> Plan:
    """An architecture written in a test.

    Its `x`, `h` and `y` are an input, the hidden state and the output unless `sizes` says otherwise; other variables
    are parts, or what stands before a colon: `memory: c[t] = …`.
    """
    roles = {"h": "hidden", "y": "output"}
    texts = []
    for each in equations:
        role, _, equation = each.rpartition(": ")
        role = role or roles.get(equation.partition("[")[0], "part")
        texts.append(f"[[equations]]\nis = '{equation}'\nrole = '{role}'\n")
    body = "".join(texts) + tables
    declared = {name: size for name, size in USUAL.items() if re.search(rf"\b{name}\[", body)} | dict(sizes or {})
    head = "[sizes]\n" + "".join(f'{name} = "{size}"\n' for name, size in declared.items())
    return compile_plan(program_of(parse_architecture(head + body, name="own", file="own.toml")))


def units_of(program: Program) -> dict[str, int]:
    """How many units each size has."""
    return {name: UNITS.get(name, 3) for name in program.size_names}


def weights_of(program: Program, dtype: DTypeLike = np.float64, seed: int = 0, scale: float = 0.9) -> Weights:
    """Weights that differ in every entry, in ±scale."""
    shapes = weight_shapes(program, units_of(program))
    count = sum(int(np.prod(shape)) for shape in shapes.values())
    numbers = np.random.default_rng(seed).permutation(np.linspace(-scale, scale, count))
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes.values()])
    parts = np.split(numbers, ends[:-1]) if count else []
    return {name: part.reshape(shape).astype(dtype) for (name, shape), part in zip(shapes.items(), parts, strict=True)}


def sentence(steps: int, size: int = UNITS["input"], seed: int = 1) -> NDArray[np.float64]:
    """Vectors of a sentence, (T, size), in ±1."""
    return np.random.default_rng((seed, steps, size)).uniform(-1, 1, (steps, size))


def tokens(steps: int, size: int = UNITS["input"], seed: int = 1) -> IntArray:
    """The ids of a sentence, (T,), of which the second is none (-1)."""
    ids = np.random.default_rng((seed, steps)).integers(0, size, steps)
    ids[1:2] = -1
    return ids.astype(np.intp)


def labels_of(program: Program) -> tuple[str, ...]:
    """Labels for the outputs of a program that writes tokens, none for others."""
    return ("<bos>", "<eos>", *"abcdefgh")[: UNITS["output"]] if program.architecture.until is not None else ()


def bound(plan: Plan, weights: Weights, labels: Sequence[str] = ()) -> Bound:
    """A plan with weights."""
    return plan.bind(weights, units_of(plan.program), labels or labels_of(plan.program))


def traced(
    plan: Plan,
    weights: Weights,
    inputs: Mapping[str, FloatArray | OneHot] | FloatArray | OneHot,
    lengths: Sequence[int] | None = None,
    *,
    labels: Sequence[str] = (),
    initial: Mapping[str, FloatArray] | None = None,
    forced: Iterable[Intervention] = (),
) -> Trace:
    """Run a plan once; a single array feeds its first input."""
    given = inputs if isinstance(inputs, Mapping) else {plan.program.inputs[0]: inputs}
    counts = None if lengths is None else np.asarray(lengths)
    forced = tuple(forced)
    stores = bound(plan, weights, labels).run(given, counts, initial=initial, interventions=forced)
    return Trace(stores, labels=tuple(labels or labels_of(plan.program)) or None, interventions=forced)


def reference(
    plan: Plan,
    weights: Weights,
    inputs: Mapping[str, FloatArray] | FloatArray,
    *,
    labels: Sequence[str] = (),
    initial: Mapping[str, FloatArray] | None = None,
    forced: Iterable[Intervention] = (),
) -> Reference:
    """Run one sentence the slow way."""
    program = plan.program
    given = inputs if isinstance(inputs, Mapping) else {program.inputs[0]: inputs}
    units = units_of(program)
    labels = labels or labels_of(program)
    return Reference(program, weights, units, given, labels=labels, initial=initial, forced=forced)


def assert_same(trace: Trace, expected: Reference | Sequence[Reference], close: float | None = None) -> None:
    """Every variable of a run is what the slow way gives: relative and absolute `close`, CLOSE of the dtype if none.

    A batch is compared sentence by sentence over its own length, and is zero beyond it.
    """
    close = CLOSE[str(trace.dtype)] if close is None else close
    if isinstance(expected, Reference):
        assert trace.batch is None
        for name in trace.names:
            assert trace[name].dtype == trace.dtype, name
            np.testing.assert_allclose(trace[name], expected[name], rtol=close, atol=close, err_msg=name)
        return
    assert trace.batch == len(expected)
    for place, each in enumerate(expected):
        for name in trace.names:
            found, wanted = trace[name][:, place], each[name]
            inside = found[: len(wanted), : wanted.shape[1]]
            what = f"{name} of sentence {place}"
            np.testing.assert_allclose(inside, wanted, rtol=close, atol=close, err_msg=what)
            assert not found[len(wanted) :].any(), f"{what}, beyond its end"
            assert not found[:, wanted.shape[1] :].any(), f"{what}, beyond its steps"
