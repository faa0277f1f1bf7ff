"""`--shape` and answers on the command line: every format says what was written, and how it ended."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import numpy as np
import pytest

from rnntui.cli import main
from rnntui.engine.limits import SHAPES

Printed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def printed(capfdbinary: pytest.CaptureFixture[bytes]) -> Printed:
    """Run a command; gives back status, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(list(arguments))
        out, err = capfdbinary.readouterr()
        return status, out.decode("utf-8", "replace"), err.decode()

    return run


def test_the_worked_example_in_one_answer(printed: Printed) -> None:
    status, out, err = printed("trace", "我祖你孫", "--sample", "kinship", "--shape", "many-to-one", "--format", "json")
    table = json.loads(out)
    assert (status, err) == (0, "")
    assert (table["shape"], table["values"]["y"], table["answers"]) == ("many-to-one", [[114, 114]], None)


def test_a_shape_that_needs_more_weights_than_a_sample_spells_out_has_random_ones(printed: Printed) -> None:
    status, out, err = printed(
        "trace", "--sample", "many-to-many", "--shape", "encoder-decoder", "--labels", "<bos>,<eos>"
    )
    assert (status, err) == (0, "")
    assert "answer: " in out


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_traced(shape: str, printed: Printed) -> None:
    status, out, _ = printed("trace", "saw", "--arch", "gru", "--shape", shape, "--format", "json")
    assert status == 0
    table = json.loads(out)
    assert table["shape"] == shape
    answers = table["answers"]
    assert bool(answers) == (shape in ("one-to-many", "encoder-decoder"))
    if answers:
        assert table["clocks"] == {"t": 1, "u": len(answers[0]["tokens"])}


def test_another_shape_is_a_wrong_argument(printed: Printed) -> None:
    status, _, err = printed("trace", "saw", "--shape", "round")
    assert status == 2
    assert "many-to-one" in err


@pytest.mark.parametrize("arch", ["attention_dot", "attention_additive"])
def test_every_format_has_scores_weights_and_context(arch: str, printed: Printed) -> None:
    given = ("I saw a saw", "--arch", arch, "--labels", "<bos>,<eos>,x")
    _, text, _ = printed("trace", *given, "--format", "json")
    table = json.loads(text)
    assert table["clocks"]["t"] == 4
    steps = table["clocks"]["u"]
    assert {"score": "score", "attention": "attention", "context": "memory"}.items() <= table["roles"].items()
    shapes = {name: np.shape(table["values"][name]) for name in ("score", "attention", "context")}
    assert shapes == {"score": (steps, 4), "attention": (steps, 4), "context": (steps, 3)}
    np.testing.assert_allclose(np.sum(table["values"]["attention"], axis=1), 1, rtol=1e-12)
    _, lines, _ = printed("trace", *given, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(lines)))
    assert [row["answer"] for row in rows if row["answer"]] == table["answers"][0]["tokens"]
    assert [row["token"] for row in rows if row["token"]] == ["I", "saw", "a", "saw"]
    found = [[float(row[f"attention[{unit}]"]) for unit in range(4)] for row in rows[:steps]]
    np.testing.assert_array_equal(found, table["values"]["attention"])
    _, shown, _ = printed("trace", *given, "--lang", "en")
    assert "step t" in shown
    assert "step u" in shown
    ending = "ended with <eos>" if table["answers"][0]["ended"] else "cut off: 20 steps are the limit"
    assert f"({ending})" in shown


def test_a_sentence_without_words_is_no_sentence(printed: Printed) -> None:
    status, _, err = printed("trace", "  ", "--arch", "seq2seq")
    assert status == 1
    assert "the sentence has no words" in err
