"""What differs between two runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rnntui.engine.catalogue import architecture_names
from rnntui.errors import RnntuiError
from rnntui.formats.trace_json import trace_to_json
from rnntui.session.differences import Differences, Parting, differences
from rnntui.session.rounding import differs
from rnntui.session.setup import Setup, sample_setup
from rnntui.session.sides import Side, side_from_json, side_of
from rnntui.session.vocabularies import realise_both

SAW = "I saw a saw"
Compared = Callable[..., Differences]


def between(a: Setup, b: Setup) -> Differences:
    first, second = realise_both((a, b))
    return differences(side_of(first), side_of(second))


def texts(a: str, b: str, **more: object) -> Differences:
    return between(Setup(text=a, **more), Setup(text=b, **more))  # type: ignore[arg-type]


def test_the_worked_example_parts_at_its_first_word_and_ends_72_apart() -> None:
    kinship = sample_setup("kinship")
    found = between(kinship, Setup(**{**vars(kinship), "text": "我祖你孫"}))
    assert found.parting() == Parting("t", 0, ("x", "h", "y"))
    assert found.difference("y").tolist() == [[3, 3], [9, 9], [24, 24], [72, 72]]
    assert found.difference("h", 2, 4).tolist() == [[8, 8, 8], [24, 24, 24]]
    assert [found.last(kind, "y").tolist() for kind in ("a", "b", "difference")] == [[42, 42], [114, 114], [72, 72]]  # type: ignore[union-attr]
    assert not found.lasts_equal("y")


@pytest.mark.parametrize("encoding", ["bag-of-words", "lsa"])
def test_without_order_the_worked_example_is_equal(encoding: str) -> None:
    found = texts("你祖我孫", "我祖你孫", encoding=encoding, weights="ones")
    assert found.parting() is None
    assert found.lasts_equal("y")
    assert (found.difference("y") == 0).all()
    assert found.a.steps["t"] == 1
    assert found.differing("t") == [False]


@pytest.mark.parametrize("name", architecture_names())
def test_a_sentence_beside_itself_is_equal_everywhere(name: str) -> None:
    found = texts(SAW, SAW, architecture=name)
    assert found.parting() is None
    assert set(found.compared) == set(found.a.indices)
    assert found.apart == {}
    assert all((found.difference(each) == 0).all() for each in found.compared)


def test_the_inputs_part_before_the_outputs_do() -> None:
    found = texts("a b c d", "a b d d", architecture="lstm")
    assert found.parting() == Parting("t", 2, ("x", *list(found.a.indices)[1:]))
    assert found.differing("t") == [False, False, True, True]
    silent = texts("a b c", "a b d", weights="ones", activations=(("phi", "relu"),))
    assert silent.parting(("x",)) == Parting("t", 2, ("x",))
    assert silent.parting(silent.outputs) is None
    assert silent.parting() == Parting("t", 2, ("x",))


def test_where_one_sentence_has_no_step_there_is_no_number() -> None:
    found = texts("I saw", "I really saw")
    assert found.alignments["t"].columns == ((0, 0), (None, 1), (1, 2))
    assert found.parting() == Parting("t", 1, ())
    assert np.isnan(found.difference("h")).all(axis=1).tolist() == [False, True, False]
    assert np.isnan(found.values("a", "h")).all(axis=1).tolist() == [False, True, False]
    np.testing.assert_array_equal(found.values("b", "h"), found.b.between("h", 0, 3))
    np.testing.assert_array_equal(
        found.difference("h")[2], found.b.between("h", 2, 3)[0] - found.a.between("h", 1, 2)[0]
    )
    _, there = found.rows("difference", "h")
    assert there == [True, False, True]
    assert found.rows("a", "h", 1, 2)[1] == [False]


def test_a_shared_vocabulary_makes_the_inputs_comparable() -> None:
    found = texts("x y", "y a b", architecture="gru")
    assert found.a.units["x"] == found.b.units["x"] == 4
    assert found.alignments["t"].columns == ((0, None), (1, 0), (None, 1), (None, 2))
    assert found.difference("x")[1].tolist() == [0, 0, 0, 0]


def test_other_architectures_share_what_has_the_same_size() -> None:
    found = between(Setup(text=SAW, architecture="elman"), Setup(text=SAW, architecture="lstm"))
    assert found.compared == ("x", "h", "y")
    assert found.apart["c"] == "only in B"
    assert found.difference("h").shape == (4, 3)
    wide = between(Setup(text=SAW), Setup(text=SAW, sizes=(("hidden", 5),)))
    assert wide.apart == {"h": "other size"}
    with pytest.raises(RnntuiError, match="'h' has 3 units in A and 5 in B; what both have is x, y"):
        wide.difference("h")
    with pytest.raises(RnntuiError, match="only B has a variable 'c'"):
        found.difference("c")
    with pytest.raises(RnntuiError, match="neither of the runs has a variable 'q'"):
        found.difference("q")
    with pytest.raises(RnntuiError, match="A has no variable 'c'"):
        found.values("a", "c")
    assert found.kinds("c") == {"b": "t"}
    assert list(found.kinds("h")) == ["a", "b", "difference"]


def test_a_deep_network_is_compared_by_its_last_layer() -> None:
    found = between(Setup(text=SAW), Setup(text=SAW, layers=2))
    assert found.compared == ("x", "h", "y")
    assert found.apart == {"h_l0": "only in B"}
    np.testing.assert_array_equal(found.values("b", "h"), found.b.between("h_l1", 0, 4))
    assert found.units("b", "h") == 3


def test_one_hot_numbers_of_other_tokens_are_not_subtracted() -> None:
    """Weights that are written out belong to the order of their own vocabulary, which then can't be shared."""
    weights = (("W_h", ((1.0, 2.0),)), ("U_h", ((1.0,),)), ("b_h", (0.0,)), ("V_y", ((1.0,),)), ("b_y", (0.0,)))
    more = {"parameters": weights, "sizes": (("hidden", 1), ("output", 1)), "encoding": "one-hot"}
    a, b = (Setup(text="a b", vocabulary=each, **more) for each in (("a", "b"), ("b", "a")))  # type: ignore[arg-type]
    found = between(a, b)
    assert found.apart == {"x": "other tokens"}
    assert found.compared == ("h", "y")
    with pytest.raises(RnntuiError, match="stand for other tokens"):
        found.difference("x")
    free = between(Setup(text="b a c"), a)
    assert free.b.entries == free.a.entries == ("a", "b", "c")


def test_nothing_in_common_is_said_plainly(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[sizes]\nq = "input"\nr = "hidden"\n'
        '[[equations]]\nis = "r[t] = tanh(W @ q[t] + R @ r[t-1])"\nrole = "hidden"\n'
    )
    found = between(Setup(text=SAW), Setup(text=SAW, architecture=str(path)))
    assert found.compared == ()
    assert found.parting() is None
    assert found.parting(found.outputs) is None
    with pytest.raises(RnntuiError, match="only A has a variable 'h'; the two have nothing in common"):
        found.difference("h")


MANY_TO_ONE = """
[sizes]
x = "input"
h = "hidden"
y = "output"
[[equations]]
is = "h[t] = tanh(W @ x[t] + R @ h[t-1])"
role = "hidden"
[[equations]]
is = "y[T] = V @ h[T]"
role = "output"
"""


def test_what_is_computed_once_has_a_column_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(MANY_TO_ONE)
    found = texts("a b", "b a", architecture=str(path))
    assert found.a.indices["y"] == "once"
    assert found.difference("y").shape == (1, 2)
    assert found.parting(("y",)) == Parting("once", 0, ("y",))
    assert found.kinds("y") == {"a": "once", "b": "once", "difference": "once"}
    mixed = between(Setup(text="a b", architecture=str(path)), Setup(text="a b"))
    assert mixed.apart["y"] == "other steps"
    assert mixed.kinds("y") == {"a": "once", "b": "t"}
    with pytest.raises(RnntuiError, match="belongs to other steps"):
        mixed.difference("y")
    assert texts("", "", architecture=str(path)).parting() is None


def test_sentences_without_words() -> None:
    found = texts("", "a b")
    assert found.alignments["t"].columns == ((None, 0), (None, 1))
    assert found.parting() == Parting("t", 0, ())
    assert found.last("a", "h") is None
    assert found.last("difference", "y") is None
    assert not found.lasts_equal("y")
    nothing = texts("", "")
    assert nothing.parting() is None
    assert nothing.difference("h").shape[0] == 0
    assert nothing.lasts_equal("y")


def test_a_long_run_is_looked_at_in_windows() -> None:
    words = [f"w{k % 30}" for k in range(10_000)]
    other = [*words[:9_000], "other", *words[9_001:]]
    found = texts(" ".join(words), " ".join(other), architecture="lstm", sizes=(("hidden", 64), ("output", 2)))
    parting = found.parting()
    assert parting is not None
    assert (parting.column, parting.variables[0]) == (9_000, "x")
    assert found.difference("h", 9_999, 10_000).shape == (1, 64)


def test_rounding_is_no_difference() -> None:
    eps = float(np.finfo(np.float64).eps)
    a = np.array([[1.0, 1000.0], [0.0, np.nan], [np.inf, -np.inf], [1e-300, 0.0], [0.5, 0.5], [np.inf, 0.0]])
    b = np.array([[1 + eps, 1000 + 500 * eps], [-0.0, np.nan], [np.inf, -np.inf], [0.0, 0.0], [0.5, np.nan], [0, 0]])
    assert differs(a, b, 64 * eps).tolist() == [False, False, False, False, True, True]
    assert differs(np.array([[1.0]]), np.array([[1 + 1e-12]]), 64 * eps).tolist() == [True]
    assert differs(np.zeros((2, 0)), np.zeros((2, 0)), eps).tolist() == [False, False]


def written(text: str, *, only: tuple[str, ...] | None = None, **more: object) -> Side:
    (done, _) = realise_both((Setup(text=text, **more),) * 2)  # type: ignore[arg-type]
    return side_from_json(trace_to_json(done.trace, only), "a.json")


def test_a_trace_that_was_written_is_compared_as_it_was() -> None:
    live = texts(SAW, SAW, architecture="lstm").a
    found = differences(written(SAW, architecture="lstm"), live)
    assert found.compared == tuple(live.indices)
    assert found.parting() is None
    assert found.a.tokens == ("I", "saw", "a", "saw")
    assert found.a.outputs == ("y",)
    assert found.a.inputs == ("x",)
    part = differences(written("I saw", only=("h",)), written("I see", only=("h", "y")))
    assert part.compared == ("h",)
    assert part.a.outputs == ("h",)
    assert part.apart == {"y": "only in B"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{}", "this is no trace of rnntui"),
        ("x", "this is no trace of rnntui"),
        (
            '{"format": "rnntui-trace/1", "dtype": "float64", "values": {"h": [[1], [2]], "y": [[1]]}}',
            "'y' has 1 steps",
        ),
        ('{"format": "rnntui-trace/1", "dtype": "float64", "values": {"h": [[[1]]]}}', "'h' is a batch of sentences"),
        ('{"format": "rnntui-trace/1", "dtype": "float64", "tokens": 3, "values": {}}', "this is no trace of rnntui"),
    ],
)
def test_what_is_no_trace_is_an_error(text: str, found: str) -> None:
    with pytest.raises(RnntuiError, match=r"a\.json: .*") as caught:
        side_from_json(text, "a.json")
    assert found in caught.value.message
