"""What the shipped samples tell: every note has its place, fits on the screen, and says numbers that are true."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import numpy as np
import pytest
from rich.cells import cell_len

from rnntui.engine.expression import Clock
from rnntui.engine.program import Program
from rnntui.engine.trace import Trace
from rnntui.session.notes import Note, Scene, title_of, tour_of
from rnntui.session.realise import realise
from rnntui.session.setup import sample_names, sample_setup
from rnntui.ui.spans import wrapped

SAMPLES = sample_names()
NUMBER = r"(?<![\w.])-?\d+(?:\.\d+)?"
FORMULA = re.compile(r"(?:[a-z]\[t(?:-1)?\]|sigmoid|\d+(?:\.\d+)?|[-−+·()=]|\s)+")
VALUE = re.compile(r"([a-z])\[t(-1)?\]")
TOLERANCE = 0.005
"""Notes leave out what a gate that is nearly shut lets through."""


def scenes(name: str) -> tuple[Scene, ...]:
    tour = tour_of(sample_setup(name))
    assert tour is not None
    return tour.scenes


def told(name: str) -> Iterator[tuple[Trace, Note, str]]:
    """Every text of every note, with the run that it is about."""
    for scene in scenes(name):
        trace = realise(scene.setup).trace
        for note in scene.notes:
            for text in note.texts.values():
                yield trace, note, text


@pytest.mark.parametrize("name", SAMPLES)
def test_every_note_and_title_is_told_in_both_languages_and_fits(name: str) -> None:
    assert set(title_of(name)) == {"en", "zh_TW"}
    for title in title_of(name).values():
        assert cell_len(title) <= 66
    for scene in scenes(name):
        for note in scene.notes:
            assert set(note.texts) == {"en", "zh_TW"}
            assert re.search(r"[\u4e00-\u9fff]", note.texts["zh_TW"])
            for text in note.texts.values():
                assert 1 <= len(wrapped(text, 76)) <= 3, text


@pytest.mark.parametrize("name", SAMPLES)
def test_every_step_has_a_note_and_every_note_a_place(name: str) -> None:
    for scene in scenes(name):
        done = realise(scene.setup)
        counts = done.trace.clocks
        places: list[tuple[Clock, int, int]] = []
        for note in scene.notes:
            micros = done.model.program.microsteps[note.clock]
            assert note.step < counts[note.clock], note
            ends = [k for k, micro in enumerate(micros) if note.equation in micro.names]
            assert ends or note.equation is None, note
            micro = ends[0] if ends else last(done.model.program, note.clock)
            places.append((note.clock, note.step, micro))
            if note.variable is not None:
                known = {name for each in micros[: micro + 1] for name in each.names}
                assert note.variable in known | set(done.model.program.inputs), note
                assert note.unit is not None
                assert note.unit < done.trace.units(note.variable), note
        assert places == sorted(set(places))
        told = {(clock, step) for clock, step, micro in places if micro == last(done.model.program, clock)}
        # Of a sentence that is answered at its end, and of a long answer, not every word is worth a note.
        wanted = {(clock, counts[clock] - 1) for clock in counts}
        wanted |= {("u", 0)} if "u" in counts else {("t", step) for step in range(counts["t"])}
        assert told >= wanted


def last(program: Program, clock: Clock) -> int:
    """The last micro-step of a clock; 0 where it has none."""
    return max(len(program.microsteps[clock]) - 1, 0)


@pytest.mark.parametrize(("name", "least"), [("kinship", 30), ("gated-memory", 25), ("saw", 4), ("many-to-many", 12)])
def test_every_equation_in_a_note_holds(name: str, least: int) -> None:
    """`c[t] = 1 · 3 + 1 · 4 = 7`: all sides are the same number, and names stand for the values of the run."""
    count = 0
    for trace, note, text in told(name):
        for formula in FORMULA.findall(text):
            sides = [side for side in map(side_of, formula.split("=")) if side is not None]
            numbers = [value_of(side, trace, note) for side in sides]
            assert all(abs(number - numbers[0]) < TOLERANCE for number in numbers[1:]), (formula, numbers, text)
            count += len(numbers) > 1
    assert count >= least


@pytest.mark.parametrize(("name", "least"), [("saw", 20), ("sentiment", 9), ("many-to-many", 14), ("many-to-one", 18)])
def test_every_score_in_a_note_is_that_of_its_label(name: str, least: int) -> None:
    """`verb 6, noun 2`."""
    labels = realise(sample_setup(name)).model.labels
    assert labels is not None
    score = re.compile(rf"({'|'.join(labels)})(?: 是)?[,:，： ]+({NUMBER})(?! ·)(?! \+)")
    count = 0
    for trace, note, text in told(name):
        for label, number in score.findall(text):
            # One verdict on the sentence is told of at its last step.
            step = 0 if trace.program.once("y") else note.step
            assert trace["y"][step][labels.index(label)] == pytest.approx(float(number), abs=half_of(number)), text
            count += 1
    assert count >= least


@pytest.mark.parametrize("name", SAMPLES)
def test_every_decimal_in_a_note_is_a_value_of_the_sample(name: str) -> None:
    traces = [realise(scene.setup).trace for scene in scenes(name)]
    values = np.concatenate([trace[variable].ravel() for trace in traces for variable in trace.names])
    for _, _, text in told(name):
        for number in re.findall(rf"{NUMBER}", text.replace("−", "-")):
            # What is written is what it lacks to one: a gate of 0.20 keeps 0.20 and writes 0.80.
            wanted = {float(number), 1 - float(number)} if "." in number else set()
            if wanted:
                assert any(np.abs(values - each).min() <= half_of(number) for each in wanted), (number, text)


def half_of(number: str) -> float:
    """Half a unit of the last digit that is written."""
    return 0.5001 * 10.0 ** -len(number.partition(".")[2])


def side_of(text: str) -> str | None:
    """A side of an equation as Python, `c[t-1]` as `at('c', 1)`; None where it is cut off by words."""
    side = VALUE.sub(lambda found: f"at('{found[1]}', {int(found[2] is not None)})", text.strip())
    side = side.replace("·", "*").replace("−", "-")
    try:
        compile(side, "note", "eval")
    except SyntaxError:
        return None
    return side


def value_of(side: str, trace: Trace, note: Note) -> float:
    def at(variable: str, back: int) -> float:
        units = trace.units(variable)
        return float(trace[variable][note.step - back][min(note.unit or 0, units - 1)]) if note.step >= back else 0.0

    def sigmoid(number: float) -> float:
        return 1 / (1 + math.exp(-number))

    return float(eval(side, {"__builtins__": {}, "at": at, "sigmoid": sigmoid}))
